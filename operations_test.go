package workspaces_test

import (
	"context"
	"reflect"
	"slices"
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

// operationNames returns the names of all operations.
func operationNames() (names []string) {
	for _, m := range operationMethods() {
		names = append(names, m.Name)
	}
	return names
}

// without(list, excluded) returns a copy of list that lacks the excluded strings.
func without(list, excluded []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(excluded, s) })
}

func TestMethodsOfTheClientAreOperations(t *testing.T) {
	t.Parallel()
	var methods []string
	client := reflect.TypeFor[*workspaces.Client]()
	for i := range client.NumMethod() {
		methods = append(methods, client.Method(i).Name)
	}
	assert.Equal(t, []string{"Options"}, without(methods, operationNames()), "methods without the signature of an operation")
}

func TestEveryOperationIsComplete(t *testing.T) {
	t.Parallel()
	for _, m := range operationMethods() {
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
		assert.Equal(t, takes, gives, "whether input and output of %s have a NextToken", m.Name)
	}
}

// TestOutputsOfPartialFailuresHaveErr checks that outputs with a Failed…Requests member, and no others, have an Err
// method. Err must return nil for an empty output.
func TestOutputsOfPartialFailuresHaveErr(t *testing.T) {
	t.Parallel()
	for _, m := range operationMethods() {
		output := m.Type.Out(0)
		partial := false
		for i := range output.Elem().NumField() {
			name := output.Elem().Field(i).Name
			partial = partial || strings.HasPrefix(name, "Failed") && strings.HasSuffix(name, "Requests")
		}
		_, has := output.MethodByName("Err")
		assert.Equal(t, partial, has, "whether %sOutput has failed requests and a method Err", m.Name)
		if has {
			assert.NoError(t, reflect.New(output.Elem()).Interface().(interface{ Err() error }).Err(), m.Name)
		}
	}
}
