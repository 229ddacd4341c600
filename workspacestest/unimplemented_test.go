package workspacestest_test

import (
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestOperationsAreUnimplemented calls all methods of Unimplemented, on both a value and a pointer.
func TestOperationsAreUnimplemented(t *testing.T) {
	t.Parallel()
	operations := memberInputs()
	for _, fake := range []any{workspacestest.Unimplemented{}, &workspacestest.Unimplemented{}} {
		v := reflect.ValueOf(fake)
		assert.Equal(t, len(operations), v.NumMethod(), "Unimplemented must have a method for each operation")
		for name, input := range operations {
			method := v.MethodByName(name)
			if !assert.True(t, method.IsValid(), "Unimplemented lacks %s", name) {
				continue
			}
			for _, in := range []reflect.Value{reflect.Zero(reflect.PointerTo(input)), reflect.New(input)} {
				out := method.Call([]reflect.Value{reflect.ValueOf(t.Context()), in})
				assert.True(t, out[0].IsNil(), "the output of %s must be nil", name)
				err, _ := out[1].Interface().(error)
				require.ErrorIs(t, err, workspacestest.ErrUnimplemented)
				require.EqualError(t, err, "workspacestest: "+name+" is not implemented by this fake")
			}
		}
	}
}

func TestUnimplementedErrorsAreFinal(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var api workspaces.API = workspacestest.Unimplemented{}
		in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"ws-gmmbbqkc7"}}
		start := time.Now()
		err := workspaces.NewWorkspaceAvailableWaiter(api).Wait(t.Context(), in, time.Hour)
		require.ErrorIs(t, err, workspacestest.ErrUnimplemented)
		assert.False(t, workspaces.IsRetryable(err))
		for _, err := range workspaces.NewDescribeWorkspacesPaginator(api, in).Items(t.Context()) {
			require.ErrorIs(t, err, workspacestest.ErrUnimplemented)
		}
		assert.Zero(t, time.Since(start), "the waiter must fail at once")
	})
}
