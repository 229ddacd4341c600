package workspaces_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// batches returns, for each operation whose output can list refused items, a function that calls the operation.
func batches() map[string]func(context.Context, *workspaces.Client) (interface{ Err() error }, error) {
	id := aws.String("ws-1")
	return map[string]func(context.Context, *workspaces.Client) (interface{ Err() error }, error){
		"CreateWorkspaces": func(ctx context.Context, c *workspaces.Client) (interface{ Err() error }, error) {
			return c.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: []types.WorkspaceRequest{}})
		},
		"CreateStandbyWorkspaces": func(ctx context.Context, c *workspaces.Client) (interface{ Err() error }, error) {
			return c.CreateStandbyWorkspaces(ctx, &workspaces.CreateStandbyWorkspacesInput{
				PrimaryRegion: aws.String("us-east-1"), StandbyWorkspaces: []types.StandbyWorkspace{},
			})
		},
		"StartWorkspaces": func(ctx context.Context, c *workspaces.Client) (interface{ Err() error }, error) {
			return c.StartWorkspaces(ctx, &workspaces.StartWorkspacesInput{StartWorkspaceRequests: []types.StartRequest{{WorkspaceId: id}}})
		},
		"StopWorkspaces": func(ctx context.Context, c *workspaces.Client) (interface{ Err() error }, error) {
			return c.StopWorkspaces(ctx, &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: id}}})
		},
		"RebootWorkspaces": func(ctx context.Context, c *workspaces.Client) (interface{ Err() error }, error) {
			return c.RebootWorkspaces(ctx, &workspaces.RebootWorkspacesInput{RebootWorkspaceRequests: []types.RebootRequest{{WorkspaceId: id}}})
		},
		"RebuildWorkspaces": func(ctx context.Context, c *workspaces.Client) (interface{ Err() error }, error) {
			return c.RebuildWorkspaces(ctx, &workspaces.RebuildWorkspacesInput{RebuildWorkspaceRequests: []types.RebuildRequest{{WorkspaceId: id}}})
		},
		"TerminateWorkspaces": func(ctx context.Context, c *workspaces.Client) (interface{ Err() error }, error) {
			return c.TerminateWorkspaces(ctx, &workspaces.TerminateWorkspacesInput{TerminateWorkspaceRequests: []types.TerminateRequest{{WorkspaceId: id}}})
		},
	}
}

func TestEachOutputWithRefusalsMakesAnErrorOfThem(t *testing.T) {
	t.Parallel()
	change := struct{ answer, first, text string }{
		`{"FailedRequests":[{"WorkspaceId":"ws-1","ErrorCode":"ResourceNotFound.Workspace","ErrorMessage":"gone"},{"WorkspaceId":"ws-2","ErrorCode":"IncompatibleState","ErrorMessage":"busy"}]}`,
		"ws-1: ResourceNotFound.Workspace: gone", "%s refused 2 item(s): ws-1: ResourceNotFound.Workspace: gone; ws-2: IncompatibleState: busy",
	}
	special := map[string]struct{ answer, first, text string }{
		"CreateWorkspaces": {
			`{"PendingRequests":[{"WorkspaceId":"ws-9"}],"FailedRequests":[{"WorkspaceRequest":{"UserName":"ann","DirectoryId":"d-1"},"ErrorCode":"ResourceNotFound.User","ErrorMessage":"who?"},{"WorkspaceRequest":{"UserName":"bob","DirectoryId":"d-1"},"ErrorCode":"ResourceExists.WorkSpace","ErrorMessage":"has one"}]}`,
			"user ann in d-1: ResourceNotFound.User: who?",
			"%s refused 2 item(s): user ann in d-1: ResourceNotFound.User: who?; user bob in d-1: ResourceExists.WorkSpace: has one",
		},
		"CreateStandbyWorkspaces": {
			`{"FailedStandbyRequests":[{"StandbyWorkspaceRequest":{"PrimaryWorkspaceId":"ws-1"},"ErrorCode":"ResourceNotFound.Directory","ErrorMessage":"no"},{"StandbyWorkspaceRequest":{"PrimaryWorkspaceId":"ws-2"},"ErrorCode":"X","ErrorMessage":"y"}]}`,
			"standby of ws-1: ResourceNotFound.Directory: no",
			"%s refused 2 item(s): standby of ws-1: ResourceNotFound.Directory: no; standby of ws-2: X: y",
		},
	}
	for operation, call := range batches() {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			test, ok := special[operation]
			if !ok {
				test = change
			}
			w := newWire(t, answer(200, test.answer), answer(200, `{}`), answer(200, `{"FailedRequests":[],"FailedStandbyRequests":[]}`))
			client := w.client()
			out, err := call(t.Context(), client)
			require.NoError(t, err)
			err = out.Err()
			require.EqualError(t, err, fmt.Sprintf(test.text, operation))

			var batch *workspaces.BatchError
			require.ErrorAs(t, err, &batch)
			assert.Equal(t, operation, batch.Operation)
			require.Len(t, batch.Items, 2)
			var item *workspaces.ItemError
			require.ErrorAs(t, err, &item)
			assert.Same(t, batch.Items[0], item)
			assert.EqualError(t, item, test.first)
			for _, item := range batch.Items {
				require.ErrorIs(t, err, item)
				require.ErrorIs(t, err, item.Code)
			}
			require.NotErrorIs(t, err, workspaces.ItemAutoStopTimeoutForManual)

			for range 2 {
				out, err := call(t.Context(), client)
				require.NoError(t, err)
				assert.NoError(t, out.Err(), "nothing was refused")
			}
		})
	}
}

func TestItemErrorsAreOneLine(t *testing.T) {
	t.Parallel()
	item := &workspaces.ItemError{
		WorkspaceRequest: &types.WorkspaceRequest{UserName: aws.String("ann\n"), DirectoryId: aws.String("d-1")},
		Code:             "Odd\tCode", Message: "two\nlines \x1b[31m",
	}
	assert.EqualError(t, item, `"user ann\n in d-1": "Odd\tCode": "two\nlines \x1b[31m"`)
	assert.Equal(t, "Odd\tCode", item.ErrorCode())
	assert.Equal(t, "two\nlines \x1b[31m", item.ErrorMessage())
}

func TestItemErrorIsAnAPIError(t *testing.T) {
	t.Parallel()
	item := &workspaces.ItemError{WorkspaceId: "ws-1", Code: workspaces.ItemWorkspaceExists, Message: "has one"}
	var api smithy.APIError
	require.ErrorAs(t, fmt.Errorf("wrapped: %w", item), &api)
	assert.Equal(t, "ResourceExists.WorkSpace", api.ErrorCode())
	assert.Equal(t, "has one", api.ErrorMessage())
	assert.Equal(t, smithy.FaultUnknown, api.ErrorFault())
	require.ErrorIs(t, item, workspaces.ItemWorkspaceExists)
	require.NotErrorIs(t, item, workspaces.ItemUserNotFound)
	require.NotErrorIs(t, item, io.EOF)
	assert.EqualError(t, workspaces.ItemWorkspaceExists, "ResourceExists.WorkSpace")
	assert.False(t, item.Retryable())
	assert.True(t, (&workspaces.ItemError{Code: "InternalFailure"}).Retryable())

	bare := &workspaces.ItemError{WorkspaceRequest: &types.WorkspaceRequest{}}
	assert.EqualError(t, bare, "user  in : : ", "all members are nil")
	assert.EqualError(t, &workspaces.ItemError{StandbyRequest: &types.StandbyWorkspace{}}, "standby of : : ")
}

func TestBatchErrorShowsAFewItemsOnly(t *testing.T) {
	t.Parallel()
	tests := map[int]string{
		1: "Op refused 1 item(s): ws-0: C: m",
		3: "Op refused 3 item(s): ws-0: C: m; ws-1: C: m; ws-2: C: m",
		4: "Op refused 4 item(s): ws-0: C: m; ws-1: C: m; ws-2: C: m; and 1 more",
		9: "Op refused 9 item(s): ws-0: C: m; ws-1: C: m; ws-2: C: m; and 6 more",
	}
	for n, want := range tests {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			batch := &workspaces.BatchError{Operation: "Op"}
			for i := range n {
				batch.Items = append(batch.Items, &workspaces.ItemError{WorkspaceId: fmt.Sprintf("ws-%d", i), Code: "C", Message: "m"})
			}
			require.EqualError(t, batch, want)
			assert.Len(t, batch.Unwrap(), n)
			require.ErrorIs(t, batch, batch.Items[n-1], "the error chain contains the last item too")
		})
	}
}

func TestNilOutputsErrIsTheCallersMistakeAlone(t *testing.T) {
	t.Parallel()
	assert.NoError(t, (&workspaces.StopWorkspacesOutput{}).Err())
	assert.NoError(t, (&workspaces.CreateStandbyWorkspacesOutput{PendingStandbyRequests: make([]types.PendingCreateStandbyWorkspacesRequest, 1)}).Err())
}

// operationError wraps err in the same way as Client's methods.
func operationError(status int, err error) error {
	return &smithy.OperationError{ServiceID: "WorkSpaces", OperationName: "DescribeWorkspaces", Err: &awshttp.ResponseError{
		ResponseError: &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: &http.Response{StatusCode: status}}, Err: err},
		RequestID:     testRequestID,
	}}
}

func batchOf(codes ...workspaces.ItemCode) error {
	batch := &workspaces.BatchError{Operation: "StopWorkspaces"}
	for _, code := range codes {
		batch.Items = append(batch.Items, &workspaces.ItemError{Code: code})
	}
	return batch
}

func TestErrorsAreSorted(t *testing.T) {
	t.Parallel()
	generic := func(code string) error { return &smithy.GenericAPIError{Code: code} }
	override := &types.ValidationException{ErrorCodeOverride: aws.String("ResourceNotFoundException")}
	tests := map[string]struct {
		err                             error
		notFound, throttling, retryable bool
	}{
		"nil":                            {nil, false, false, false},
		"any error":                      {errors.New("x"), false, false, false},
		"EOF":                            {io.EOF, false, false, false},
		"ResourceNotFoundException":      {&types.ResourceNotFoundException{}, true, false, false},
		"the same in a call":             {operationError(400, &types.ResourceNotFoundException{}), true, false, false},
		"the same by its code alone":     {operationError(400, generic("ResourceNotFoundException")), true, false, false},
		"the same by an override":        {override, true, false, false},
		"the same, joined":               {errors.Join(errors.New("x"), &types.ResourceNotFoundException{}), true, false, false},
		"ValidationException":            {operationError(400, &types.ValidationException{}), false, false, false},
		"AccessDeniedException":          {operationError(400, &types.AccessDeniedException{}), false, false, false},
		"InvalidResourceStateException":  {operationError(400, &types.InvalidResourceStateException{}), false, false, false},
		"ResourceLimitExceededException": {operationError(400, &types.ResourceLimitExceededException{}), false, false, false},
		"ThrottlingException":            {operationError(400, generic("ThrottlingException")), false, true, true},
		"Throttling":                     {generic("Throttling"), false, true, true},
		"RequestLimitExceeded":           {generic("RequestLimitExceeded"), false, true, true},
		"TooManyRequestsException":       {generic("TooManyRequestsException"), false, true, true},
		"after all attempts":             {&retry.MaxAttemptsError{Attempt: 3, Err: operationError(400, generic("ThrottlingException"))}, false, true, true},
		"OperationInProgressException":   {operationError(400, &types.OperationInProgressException{}), false, false, true},
		"ResourceUnavailableException":   {operationError(400, &types.ResourceUnavailableException{}), false, false, true},
		"InternalServerException":        {operationError(400, &types.InternalServerException{}), false, false, true},
		"InternalFailure":                {generic("InternalFailure"), false, false, true},
		"ServiceUnavailable":             {generic("ServiceUnavailable"), false, false, true},
		"RequestTimeout":                 {generic("RequestTimeout"), false, false, true},
		"500":                            {operationError(500, generic("UnknownError")), false, false, true},
		"502":                            {operationError(502, &smithy.DeserializationError{Err: io.EOF}), false, false, true},
		"503":                            {operationError(503, generic("X")), false, false, true},
		"504":                            {operationError(504, generic("X")), false, false, true},
		"501":                            {operationError(501, generic("X")), false, false, false},
		"400":                            {operationError(400, generic("X")), false, false, false},
		"sending failed":                 {&smithyhttp.RequestSendError{Err: io.EOF}, false, false, true},
		"connection reset":               {operationError(200, syscall.ECONNRESET), false, false, true},
		"dial":                           {&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, false, false, true},
		"no such host":                   {&net.DNSError{IsNotFound: true}, false, false, false},
		"context canceled":               {&smithy.OperationError{Err: &smithy.CanceledError{Err: context.Canceled}}, false, false, false},
		"while waiting for a retry":      {&smithy.OperationError{Err: &aws.RequestCanceledError{Err: context.DeadlineExceeded}}, false, false, false},
		"invalid params":                 {&smithy.OperationError{Err: smithy.InvalidParamsError{}}, false, false, false},
		"items not found":                {batchOf("ResourceNotFound.User", workspaces.ItemDirectoryNotFound), true, false, false},
		"some items not found":           {batchOf("ResourceNotFound.User", "ResourceExists.WorkSpace"), false, false, false},
		"one item throttled":             {batchOf("ResourceNotFound.User", "ThrottlingException"), false, true, true},
		"one item busy":                  {batchOf("ResourceNotFound.User", "OperationInProgressException"), false, false, true},
		"items refused for good":         {batchOf("ResourceExists.WorkSpace", "AccessDenied"), false, false, false},
		"batch, wrapped":                 {fmt.Errorf("stop: %w", batchOf("ResourceNotFound.User")), true, false, false},
		"a single item":                  {&workspaces.ItemError{Code: "ResourceNotFound.User"}, true, false, false},
		"no items":                       {batchOf(), false, false, false},
		"no items, wrapped":              {fmt.Errorf("stop: %w", batchOf()), false, false, false},
		"two batches not found":          {errors.Join(batchOf("ResourceNotFound.User"), batchOf("ResourceNotFound.Workspace")), true, false, false},
		"only the first batch not found": {errors.Join(batchOf("ResourceNotFound.User"), batchOf("ResourceExists.WorkSpace")), false, false, false},
		"only the last batch throttled":  {errors.Join(batchOf("ResourceNotFound.User"), fmt.Errorf("b: %w", batchOf("Throttling"))), false, true, true},
		"a batch and a failed call":      {errors.Join(batchOf("ResourceNotFound.User"), operationError(500, io.EOF)), false, false, true},
		"a batch and another error":      {errors.Join(batchOf("ResourceNotFound.User"), errors.New("x")), true, false, false},
		"an empty batch and another":     {errors.Join(batchOf(), batchOf("ResourceNotFound.User")), true, false, false},
		"two calls, one not found":       {errors.Join(&types.ResourceNotFoundException{}, operationError(400, generic("Throttling"))), false, true, true},
		"canceled after a failure":       {&smithy.OperationError{Err: errors.Join(&smithyhttp.RequestSendError{Err: io.EOF}, &smithy.CanceledError{Err: context.Canceled})}, false, false, false},
		"a batch in a call":              {&smithy.OperationError{Err: errors.Join(batchOf("ResourceNotFound.User", "X"))}, false, false, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.notFound, workspaces.IsNotFound(test.err), "IsNotFound")
			assert.Equal(t, test.throttling, workspaces.IsThrottling(test.err), "IsThrottling")
			assert.Equal(t, test.retryable, workspaces.IsRetryable(test.err), "IsRetryable")
		})
	}
}

func TestRequestID(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err  error
		want string
	}{
		"nil":                {nil, ""},
		"any error":          {errors.New("x"), ""},
		"nothing sent":       {&smithy.OperationError{Err: smithy.InvalidParamsError{}}, ""},
		"an answer":          {operationError(400, &types.ValidationException{}), testRequestID},
		"wrapped":            {fmt.Errorf("mine: %w", operationError(500, io.EOF)), testRequestID},
		"after all attempts": {&retry.MaxAttemptsError{Attempt: 3, Err: operationError(500, io.EOF)}, testRequestID},
		"batch":              {batchOf("X"), ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.want, workspaces.RequestID(test.err))
		})
	}
}

func TestErrorsOfTheService(t *testing.T) {
	t.Parallel()
	type found struct {
		code, message string
		exception     bool
	}
	tests := map[string]struct {
		body, header string
		want         found
	}{
		"namespace":               {`{"__type":"com.amazonaws.workspaces#ResourceNotFoundException","message":"no"}`, "", found{"ResourceNotFoundException", "no", true}},
		"plain":                   {`{"__type":"ResourceNotFoundException","message":"no"}`, "", found{"ResourceNotFoundException", "no", true}},
		"URI behind":              {`{"__type":"ResourceNotFoundException:http://internal/x","message":"no"}`, "", found{"ResourceNotFoundException", "no", true}},
		"header":                  {`{"message":"no"}`, "ResourceNotFoundException", found{"ResourceNotFoundException", "no", true}},
		"header with all":         {`{"message":"no"}`, "aws.x#ResourceNotFoundException:http://x/", found{"ResourceNotFoundException", "no", true}},
		"header, empty body":      {``, "ResourceNotFoundException", found{"ResourceNotFoundException", "", true}},
		"header first":            {`{"__type":"Other","message":"no"}`, "ResourceNotFoundException", found{"ResourceNotFoundException", "no", true}},
		"code":                    {`{"code":"ResourceNotFoundException","message":"no"}`, "", found{"ResourceNotFoundException", "no", true}},
		"Message":                 {`{"__type":"ResourceNotFoundException","Message":"no"}`, "", found{"ResourceNotFoundException", "no", true}},
		"no message":              {`{"__type":"ResourceNotFoundException"}`, "", found{"ResourceNotFoundException", "", true}},
		"unknown":                 {`{"__type":"x#BrandNewException","message":"new"}`, "", found{"BrandNewException", "new", false}},
		"unknown without message": {`{"__type":"BrandNewException"}`, "", found{"BrandNewException", "UnknownError", false}},
		"nothing":                 {`{}`, "", found{"UnknownError", "UnknownError", false}},
		"unknown members":         {`{"__type":"ResourceNotFoundException","message":"no","extra":{"a":[1]}}`, "", found{"ResourceNotFoundException", "no", true}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var header []string
			if test.header != "" {
				header = []string{"X-Amzn-Errortype", test.header}
			}
			_, err := newWire(t, answer(400, test.body, header...)).client().DescribeWorkspaces(t.Context(), nil)
			var api smithy.APIError
			require.ErrorAs(t, err, &api)
			assert.Equal(t, test.want, found{api.ErrorCode(), api.ErrorMessage(), errorIs[*types.ResourceNotFoundException](err)})
			assert.Equal(t, testRequestID, workspaces.RequestID(err))
			require.ErrorContains(t, err, fmt.Sprintf("operation error WorkSpaces: DescribeWorkspaces, https response error StatusCode: 400, RequestID: %s, ", testRequestID))
			assert.ErrorContains(t, err, api.ErrorCode()+": "+api.ErrorMessage())
			var response *awshttp.ResponseError
			require.ErrorAs(t, err, &response)
			assert.Equal(t, 400, response.HTTPStatusCode())
		})
	}
}

// Each response names an exception but has no message. The error must have the exception's type, even if the operation
// does not declare it, and an empty message.
func TestExceptionsWithoutAMessage(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{"empty body": "", "empty object": "{}", "null": `{"message":null}`, "empty message": `{"message":""}`} {
		for _, code := range []string{"ResourceUnavailableException", "ConflictException"} { // DescribeWorkspaces declares only ResourceUnavailableException
			t.Run(name+" "+code, func(t *testing.T) {
				t.Parallel()
				_, err := newWire(t, answer(400, body, "X-Amzn-Errortype", code)).client().DescribeWorkspaces(t.Context(), nil)
				require.EqualError(t, err, fmt.Sprintf("operation error WorkSpaces: DescribeWorkspaces, https response error StatusCode: 400, RequestID: %s, %s: ", testRequestID, code))
				assert.Equal(t, code == "ResourceUnavailableException", errorIs[*types.ResourceUnavailableException](err))
				assert.Equal(t, code == "ConflictException", errorIs[*types.ConflictException](err))
				var api smithy.APIError
				require.ErrorAs(t, err, &api)
				assert.Equal(t, code, api.ErrorCode())
				assert.Empty(t, api.ErrorMessage())
			})
		}
	}
}

func errorIs[T error](err error) bool {
	var target T
	return errors.As(err, &target)
}

func TestMembersOfExceptions(t *testing.T) {
	t.Parallel()
	_, err := newWire(t, answer(400, `{"__type":"ResourceNotFoundException","message":"no","ResourceId":"ws-1"}`)).client().DescribeWorkspaces(t.Context(), nil)
	var missing *types.ResourceNotFoundException
	require.ErrorAs(t, err, &missing)
	assert.Equal(t, "ws-1", aws.ToString(missing.ResourceId))

	_, err = newWire(t, answer(400, `{"__type":"OperationNotSupportedException","message":"no","reason":"because"}`)).client().DescribeWorkspaces(t.Context(), nil)
	var unsupported *types.OperationNotSupportedException
	require.ErrorAs(t, err, &unsupported)
	assert.Equal(t, "because", aws.ToString(unsupported.Reason))
}
