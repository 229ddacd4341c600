package types_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"testing"

	smithy "github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/types"
)

// exceptionsByCode maps the code of every exception in the API to a nil pointer of its type.
var exceptionsByCode = map[string]smithy.APIError{
	"AccessDeniedException":                      (*types.AccessDeniedException)(nil),
	"ApplicationNotSupportedException":           (*types.ApplicationNotSupportedException)(nil),
	"ComputeNotCompatibleException":              (*types.ComputeNotCompatibleException)(nil),
	"ConflictException":                          (*types.ConflictException)(nil),
	"IncompatibleApplicationsException":          (*types.IncompatibleApplicationsException)(nil),
	"InternalServerException":                    (*types.InternalServerException)(nil),
	"InvalidParameterCombinationException":       (*types.InvalidParameterCombinationException)(nil),
	"InvalidParameterValuesException":            (*types.InvalidParameterValuesException)(nil),
	"InvalidResourceStateException":              (*types.InvalidResourceStateException)(nil),
	"OperatingSystemNotCompatibleException":      (*types.OperatingSystemNotCompatibleException)(nil),
	"OperationInProgressException":               (*types.OperationInProgressException)(nil),
	"OperationNotSupportedException":             (*types.OperationNotSupportedException)(nil),
	"ResourceAlreadyExistsException":             (*types.ResourceAlreadyExistsException)(nil),
	"ResourceAssociatedException":                (*types.ResourceAssociatedException)(nil),
	"ResourceCreationFailedException":            (*types.ResourceCreationFailedException)(nil),
	"ResourceInUseException":                     (*types.ResourceInUseException)(nil),
	"ResourceLimitExceededException":             (*types.ResourceLimitExceededException)(nil),
	"ResourceNotFoundException":                  (*types.ResourceNotFoundException)(nil),
	"ResourceUnavailableException":               (*types.ResourceUnavailableException)(nil),
	"UnsupportedNetworkConfigurationException":   (*types.UnsupportedNetworkConfigurationException)(nil),
	"UnsupportedWorkspaceConfigurationException": (*types.UnsupportedWorkspaceConfigurationException)(nil),
	"ValidationException":                        (*types.ValidationException)(nil),
	"WorkspacesDefaultRoleNotFoundException":     (*types.WorkspacesDefaultRoleNotFoundException)(nil),
}

// withFields returns a new exception of the same type as e with these fields set.
func withFields(t *testing.T, e smithy.APIError, fields map[string]string) smithy.APIError {
	t.Helper()
	v := reflect.New(reflect.TypeOf(e).Elem())
	for name, s := range fields {
		f := v.Elem().FieldByName(name)
		require.Truef(t, f.IsValid(), "no field %s", name)
		f.Set(reflect.ValueOf(&s))
	}
	filled, ok := v.Interface().(smithy.APIError)
	require.True(t, ok)
	return filled
}

func TestExceptionsAreAllTested(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "errors.go", nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	declared := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.TypeSpec); ok {
			declared[spec.Name.Name] = true
		}
		return true
	})
	for name := range declared {
		assert.Contains(t, exceptionsByCode, name)
	}
	assert.Len(t, exceptionsByCode, len(declared))
}

func TestExceptions(t *testing.T) {
	t.Parallel()
	for code, null := range exceptionsByCode {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, code, null.ErrorCode(), "code of a nil pointer")

			empty := withFields(t, null, nil)
			assert.Equal(t, code, empty.ErrorCode())
			assert.Empty(t, empty.ErrorMessage())
			assert.Equal(t, code+": ", empty.Error())
			assert.Equal(t, smithy.FaultClient, empty.ErrorFault())

			full := withFields(t, null, map[string]string{"Message": "no luck"})
			assert.Equal(t, code, full.ErrorCode())
			assert.Equal(t, "no luck", full.ErrorMessage())
			assert.Equal(t, code+": no luck", full.Error())

			other := withFields(t, null, map[string]string{"Message": "no luck", "ErrorCodeOverride": "Other.Code"})
			assert.Equal(t, "Other.Code", other.ErrorCode())
			assert.Equal(t, "Other.Code: no luck", other.Error())

			control := withFields(t, null, map[string]string{"Message": "two\nlines\x1b[0m", "ErrorCodeOverride": "Other\tCode"})
			assert.Equal(t, "Other\tCode", control.ErrorCode())
			assert.Equal(t, "two\nlines\x1b[0m", control.ErrorMessage())
			assert.Equal(t, `"Other\tCode": "two\nlines\x1b[0m"`, control.Error(), "control characters are quoted")

			var found smithy.APIError
			require.ErrorAs(t, fmt.Errorf("call: %w", full), &found)
			assert.Same(t, full, found)
		})
	}
}

func TestExceptionWireNames(t *testing.T) {
	t.Parallel()
	want := map[string]string{"Message": "message", "ErrorCodeOverride": "-", "Reason": "reason", "ResourceId": ""}
	for code, e := range exceptionsByCode {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(e).Elem()) {
			require.Contains(t, want, f.Name, code)
			assert.Equal(t, want[f.Name], f.Tag.Get("wire"), "%s.%s", code, f.Name)
			assert.Equal(t, reflect.TypeFor[*string](), f.Type, "%s.%s", code, f.Name)
		}
	}
}

func TestExceptionsAreFoundByType(t *testing.T) {
	t.Parallel()
	id, reason := "ws-0123456789", "NO_SUCH_REGION"

	var missing *types.ResourceNotFoundException
	require.ErrorAs(t, fmt.Errorf("call: %w", &types.ResourceNotFoundException{ResourceId: &id}), &missing)
	assert.Equal(t, &id, missing.ResourceId)

	var inUse *types.ResourceInUseException
	require.ErrorAs(t, error(&types.ResourceInUseException{ResourceId: &id}), &inUse)
	assert.Equal(t, &id, inUse.ResourceId)

	var unavailable *types.ResourceUnavailableException
	require.ErrorAs(t, error(&types.ResourceUnavailableException{ResourceId: &id}), &unavailable)
	assert.Equal(t, &id, unavailable.ResourceId)

	var unsupported *types.OperationNotSupportedException
	require.ErrorAs(t, error(&types.OperationNotSupportedException{Reason: &reason}), &unsupported)
	assert.Equal(t, &reason, unsupported.Reason)

	assert.NotErrorAs(t, error(unsupported), &missing)
}
