package workspaces_test

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// operationMethods returns the methods of Client that call the service.
func operationMethods() (found []reflect.Method) {
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		if m := client.Method(i); m.Type.NumIn() == 4 && m.Type.In(1) == reflect.TypeFor[context.Context]() {
			found = append(found, m)
		}
	}
	return found
}

func TestEveryOperationIsComplete(t *testing.T) {
	t.Parallel()
	methods := operationMethods()
	require.Len(t, methods, 91)
	pages := 0
	for _, m := range methods {
		input, output := m.Type.In(2).Elem(), m.Type.Out(0).Elem()
		assert.Equal(t, m.Name+"Input", input.Name())
		assert.Equal(t, m.Name+"Output", output.Name())
		assert.Equal(t, reflect.TypeFor[[]func(*workspaces.Options)](), m.Type.In(3), m.Name)

		_, err := awsjson.NewOperation(m.Name, input, output)
		require.NoError(t, err, "the struct tags of all members are valid")

		metadata, ok := output.FieldByName("ResultMetadata")
		if assert.True(t, ok, m.Name) {
			assert.Equal(t, reflect.TypeFor[middleware.Metadata](), metadata.Type, m.Name)
		}

		_, takes := input.FieldByName("NextToken")
		_, gives := output.FieldByName("NextToken")
		assert.Equal(t, takes, gives, m.Name)
		assert.Equal(t, takes, workspaces.CanPaginate(m.Name), m.Name)
		if takes {
			pages++
		}
	}
	assert.Equal(t, 17, pages)
	for _, name := range []string{"", "describe_workspaces", "DescribeTags", "Nothing"} {
		assert.False(t, workspaces.CanPaginate(name), name)
	}
}

// TestOutputsOfPartialFailuresHaveErr finds outputs that list rejected requests and lack an Err method.
func TestOutputsOfPartialFailuresHaveErr(t *testing.T) {
	t.Parallel()
	found := 0
	for _, m := range operationMethods() {
		output := m.Type.Out(0)
		partial := false
		for i := range output.Elem().NumField() {
			name := output.Elem().Field(i).Name
			partial = partial || strings.HasPrefix(name, "Failed") && strings.HasSuffix(name, "Requests")
		}
		_, has := output.MethodByName("Err")
		assert.Equal(t, partial, has, m.Name)
		if has {
			found++
			assert.NoError(t, reflect.New(output.Elem()).Interface().(interface{ Err() error }).Err(), m.Name)
		}
	}
	assert.Equal(t, 7, found)
}
