package workspaces_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go/middleware"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// TestAChainAndAStackMakeTheSameCall compares the requests and results of two clients. The first runs the middleware as
// a chain of handlers; the second has an API option, so it runs the middleware as a smithy stack.
func TestAChainAndAStackMakeTheSameCall(t *testing.T) {
	t.Parallel()
	immediately := func(o *workspaces.Options) {
		o.Retryer = retry.NewStandard(func(so *retry.StandardOptions) {
			so.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
		})
	}
	for name, script := range map[string][]httpmock.Responder{
		"success":      {answer(200, `{"TagList":[{"Key":"k","Value":"v"}]}`)},
		"error":        {refusal(400, "ResourceNotFoundException", "no such WorkSpace")},
		"retry":        {answer(500, ``), answer(200, `{}`)},
		"bad response": {answer(200, `{"TagList":7}`)},
		"bad input":    nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { // fake time, so that both requests are signed at the same instant
				in := &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-1")}
				if script == nil {
					in.ResourceId = nil
				}
				call := func(optFns ...func(*workspaces.Options)) (*workspaces.DescribeTagsOutput, []sentRequest, error) {
					w := newWire(t, script...)
					out, err := w.client(append(optFns, immediately)...).DescribeTags(t.Context(), in)
					if out != nil {
						out.ResultMetadata = middleware.Metadata{}
					}
					return out, w.requests(), err
				}
				chainOut, chainSent, chainErr := call()
				stackOut, stackSent, stackErr := call(workspaces.WithAPIOptions(func(*middleware.Stack) error { return nil }))
				assert.Equal(t, chainOut, stackOut)
				if chainErr != nil || stackErr != nil {
					assert.EqualError(t, stackErr, chainErr.Error())
				}
				require.Len(t, stackSent, len(chainSent))
				for i := range chainSent {
					assertSigned(t, chainSent[i], "")
					assertSigned(t, stackSent[i], "")
					for _, varying := range []string{"Amz-Sdk-Invocation-Id", "Authorization"} {
						chainSent[i].Header.Del(varying)
						stackSent[i].Header.Del(varying)
					}
					assert.Equal(t, chainSent[i].Header, stackSent[i].Header)
					assert.Equal(t, chainSent[i].URL, stackSent[i].URL)
					assert.Equal(t, chainSent[i].Method, stackSent[i].Method)
					assert.Equal(t, chainSent[i].body, stackSent[i].body)
				}
			})
		})
	}
}

func TestAClientIsSafeForConcurrentUse(t *testing.T) {
	t.Parallel()
	tests := map[string][]func(*workspaces.Options){
		"chain":                       nil,
		"chain with all interceptors": {func(o *workspaces.Options) { (&hookRecorder{}).addTo(&o.Interceptors) }},
		"stack for every call":        {workspaces.WithAPIOptions(func(*middleware.Stack) error { return nil })},
		"first-generation endpoint":   {workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example"))},
		"telemetry and logging": {func(o *workspaces.Options) {
			o.TracerProvider, o.MeterProvider = &spanRecorder{}, &meterRecorder{}
			o.Logger, o.ClientLogMode = &memoryLogger{}, aws.LogRequestWithBody|aws.LogResponseWithBody|aws.LogSigning|aws.LogRetries
		}},
	}
	for name, optFns := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const goroutines, calls = 16, 8
			w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) {
				if r.Header.Get("X-Amz-Target") == "WorkspacesService.DescribeTags" {
					return answer(200, `{"TagList":[{"Key":"k","Value":"v"}]}`)(r)
				}
				p, err := io.ReadAll(r.Body) // the response echoes the identifier in this body
				if err != nil {
					return nil, err
				}
				id := strings.Trim(strings.TrimPrefix(string(p), `{"WorkspaceIds":`), `[]"}`)
				return answer(200, `{"Workspaces":[{"WorkspaceId":"`+id+`"}]}`, "X-Amzn-Requestid", id)(r)
			})
			client := w.client(optFns...)
			var group sync.WaitGroup
			for g := range goroutines {
				group.Go(func() {
					for n := range calls {
						id := fmt.Sprintf("ws-%d-%d", g, n)
						out, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{id}})
						if assert.NoError(t, err) && assert.Len(t, out.Workspaces, 1) {
							assert.Equal(t, id, aws.ToString(out.Workspaces[0].WorkspaceId))
							requestID, _ := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
							assert.Equal(t, id, requestID)
						}
						tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: &id})
						if assert.NoError(t, err) {
							assert.Equal(t, []types.Tag{{Key: aws.String("k"), Value: aws.String("v")}}, tags.TagList)
						}
					}
				})
			}
			group.Wait()
			sent := w.requests()
			assert.Equal(t, goroutines*calls*2, len(sent))
			ids := map[string]bool{}
			for _, r := range sent {
				assertSigned(t, r, "")
				ids[r.Header.Get("Amz-Sdk-Invocation-Id")] = true
			}
			assert.Equal(t, len(sent), len(ids), "invocation IDs")
		})
	}
}
