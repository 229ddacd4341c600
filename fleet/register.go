package fleet

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// RegisterDirectories registers AWS Directory Service directories with WorkSpaces, one per call, all with the same
// settings. DirectoryId must not be set in settings. A directory that is REGISTERED or REGISTERING is Done. With
// [WithWait], the run waits until each directory is REGISTERED.
//
// The State of a result is a [types.WorkspaceDirectoryState].
func (f *Fleet) RegisterDirectories(ctx context.Context, settings workspaces.RegisterWorkspaceDirectoryInput, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	if settings.DirectoryId != nil {
		return nil, errors.New("fleet: RegisterDirectories: DirectoryId is set: the inputs are the directories")
	}
	v := directoryVerb("RegisterDirectories", time.Minute, registerStates)
	v.parameter = settings
	v.send = func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
		in := settings
		in.DirectoryId = &items[0].Input
		out, err := client.RegisterWorkspaceDirectory(ctx, &in, configure)
		return oneAnswer(out, err)
	}
	return f.changeDirectories(ctx, v, ids, optFns)
}

// DeregisterDirectories removes directories from WorkSpaces, one per call, after describing them in batches of 25. The
// directories must not contain any desktops. A directory that is DEREGISTERING or DEREGISTERED, or is not registered at
// all, is Done. With [WithWait], the run waits until each directory has been removed.
//
// The State of a result is a [types.WorkspaceDirectoryState].
func (f *Fleet) DeregisterDirectories(ctx context.Context, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	v := directoryVerb("DeregisterDirectories", 5*time.Second, deregisterStates)
	v.careful = true
	v.send = func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
		out, err := client.DeregisterWorkspaceDirectory(ctx, &workspaces.DeregisterWorkspaceDirectoryInput{DirectoryId: &items[0].Input}, configure)
		return oneAnswer(out, err)
	}
	return f.changeDirectories(ctx, v, ids, optFns)
}

func (f *Fleet) changeDirectories(ctx context.Context, v *verb, ids iter.Seq[string], optFns []Option) (*Report, error) {
	report, err := f.changeNamed(ctx, v, ids, forms.Directory, optFns)
	if err != nil {
		return nil, fmt.Errorf("fleet: %s: %w", v.name, err)
	}
	return report, nil
}

// absent stands in for the state of a directory that the service does not return.
const absent types.WorkspaceDirectoryState = ""

var registerStates = map[types.WorkspaceDirectoryState]view{
	types.WorkspaceDirectoryStateRegistered:    asWished,
	types.WorkspaceDirectoryStateRegistering:   onTheWay,
	types.WorkspaceDirectoryStateDeregistering: passing,
	types.WorkspaceDirectoryStateDeregistered:  unchanged,
	types.WorkspaceDirectoryStateError:         unchanged,
	absent:                                     unchanged,
}

var deregisterStates = map[types.WorkspaceDirectoryState]view{
	types.WorkspaceDirectoryStateRegistered:    unchanged,
	types.WorkspaceDirectoryStateRegistering:   passing,
	types.WorkspaceDirectoryStateDeregistering: onTheWay,
	types.WorkspaceDirectoryStateDeregistered:  onTheWay,
	types.WorkspaceDirectoryStateError:         unchanged,
	absent:                                     asWished,
}

// directoryVerb returns a verb for directories. The code that runs verbs only knows desktops, so describeDirectories
// returns each directory as a types.Workspace with the directory's identifier and state.
func directoryVerb(name string, typical time.Duration, sees map[types.WorkspaceDirectoryState]view) *verb {
	return &verb{
		name: name, size: 1, typical: typical,
		look: describeDirectories,
		see: func(_ *item, ws *types.Workspace) view {
			state := absent
			if ws != nil {
				state = types.WorkspaceDirectoryState(ws.State)
			}
			if v, listed := sees[state]; listed {
				return v
			}
			return passing
		},
		transient: func(err error) bool { return errors.As(err, new(*types.InvalidResourceStateException)) },
	}
}

func describeDirectories(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]types.Workspace, error) {
	in := &workspaces.DescribeWorkspaceDirectoriesInput{}
	for _, it := range items {
		in.DirectoryIds = append(in.DirectoryIds, it.WorkspaceId)
	}
	out, err := client.DescribeWorkspaceDirectories(ctx, in, configure)
	switch {
	case err != nil:
		return nil, err
	case out == nil:
		return nil, errNoOutput
	}
	list := make([]types.Workspace, len(out.Directories))
	for i, d := range out.Directories {
		list[i] = types.Workspace{WorkspaceId: d.DirectoryId, State: types.WorkspaceState(d.State), ErrorMessage: d.ErrorMessage}
		if d.ErrorMessage != nil {
			list[i].ErrorCode = aws.String(string(d.State))
		}
	}
	return list, nil
}
