package fleet

import (
	"context"

	"github.com/go-workspaces/workspaces/types"
)

// TagSource fetches the tags of WorkSpaces.
type TagSource interface {
	// Tags returns the tags of the WorkSpaces with these identifiers, by identifier. A WorkSpace without tags may be
	// missing in the result.
	Tags(ctx context.Context, workspaceIDs []string) (map[string][]types.Tag, error)

	// BatchSize is the largest number of identifiers that one call of Tags takes, at least 1.
	BatchSize() int
}
