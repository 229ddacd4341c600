package workspaces_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

func TestOneClientServesManyGoroutines(t *testing.T) {
	t.Parallel()
	tests := map[string][]func(*workspaces.Options){
		"kept stack":            nil,
		"stack with all hooks":  {func(o *workspaces.Options) { (&hookRecorder{}).addTo(&o.Interceptors) }},
		"stack for every call":  {workspaces.WithAPIOptions(func(*middleware.Stack) error { return nil })},
		"first-generation host": {workspaces.WithEndpointResolver(workspaces.EndpointResolverFromURL("https://v1.example"))},
		"everything recorded": {func(o *workspaces.Options) {
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
				p, err := io.ReadAll(r.Body) // each answer holds what was asked for
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
