package workspacestest

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// without returns the strings in list that are not in others.
func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(others, s) })
}

func TestEveryOperationOfTheClientHasItsHandler(t *testing.T) {
	t.Parallel()
	var methods []string
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		method := client.Method(i)
		if method.Name == "Options" {
			continue
		}
		methods = append(methods, method.Name)
		handler, known := operations[method.Name]
		if !known {
			continue
		}
		assert.Equal(t, method.Type.In(2), reflect.TypeOf(handler.input()), "the input of the handler of %s", method.Name)
		assert.Equal(t, awsjson.ReadsOnly(method.Name), handler.effect == reads, "the effect of %s must be \"reads\" if the operation only reads", method.Name)
		_, partial := method.Type.Out(0).MethodByName("Err")
		assert.Equal(t, partial, handler.effect == changesItems, "the effect of %s must be changesItems if its output has a method Err", method.Name)
	}
	known := slices.Sorted(maps.Keys(operations))
	assert.Empty(t, without(methods, known), "operations.go lacks these operations")
	assert.Empty(t, without(known, methods), "the client lacks these operations in operations.go")
}
