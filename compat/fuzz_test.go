package compat

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// FuzzAnswer gives both clients the same response. Our client must return the same output as the official client, or an
// error if the official client does.
func FuzzAnswer(f *testing.F) {
	all := operations()
	for i, op := range all {
		for n := range 4 {
			f.Add(uint8(i), document(op.name, n, op.out, op.ourOut))
		}
		switch op.name {
		case "DescribeWorkspacesConnectionStatus":
			f.Add(uint8(i), []byte(`{"WorkspacesConnectionStatus":[{"ConnectionStateCheckTimestamp":1e70}]}`))
		case "DescribeBundleAssociations":
			f.Add(uint8(i), []byte(`{"Associations":[{"Created":-9223375036}]}`))
		case "DescribeCustomWorkspaceImageImport":
			f.Add(uint8(i), []byte(`{"ImageSource":{"b":1,"a":2,"c":3}}`))
		case "DescribeWorkspaces":
			f.Add(uint8(i), []byte(`{"Workspaces":[{"WorkspaceProperties":{"RootVolumeSizeGib":5147483647}}]}`))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, body []byte) {
		if !json.Valid(body) {
			return // the official client accepts some of these bodies, because it does not read them to the end
		}
		op := all[int(which)%len(all)]
		in, ourIn := completeInput(op)
		where := fmt.Sprintf("%s:\n%q\n", op.name, body)
		theirOut, theirErr := op.theirs(t.Context(), theirs(&tap{status: 200, answer: body}, theirsOnce), in)
		ourOut, ourErr := op.ours(t.Context(), ours(&tap{status: 200, answer: body}, oursOnce), ourIn)
		if theirErr != nil {
			require.Error(t, ourErr, "%sthe official client fails: %v", where, theirErr)
			return
		}
		if ourErr != nil && strings.Contains(ourErr.Error(), "outside the years 1 to 9999") {
			return // the official client returns a wrong time instead of an error
		}
		if ourErr != nil && strings.Contains(ourErr.Error(), "expected a 32-bit integer") {
			return // the official client returns a wrong number instead of an error
		}
		require.NoError(t, ourErr, where)
		found := differences(op.name+"Output", reflect.ValueOf(ourOut), reflect.ValueOf(theirOut))
		found = slices.DeleteFunc(found, func(difference string) bool {
			// Given several unknown members in a union, the official client returns any one of them.
			return strings.Contains(difference, ".ImageSource.Tag: ") || strings.Contains(difference, ".ImageSource.Value")
		})
		require.Empty(t, found, where)
	})
}
