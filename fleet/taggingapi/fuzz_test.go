package taggingapi_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/fleet/taggingapi"
)

// FuzzAnswer answers the first GetResources call with an arbitrary status and body, and later calls with an empty
// object. Tags must never return WorkSpaces that were not requested.
func FuzzAnswer(f *testing.F) {
	arn := arnOf("ws-000000000")
	for _, body := range []string{
		``, `{}`, `null`, `{"ResourceTagMappingList":null,"PaginationToken":"a"}`, `{"ResourceTagMappingList":[null,{}]}`,
		`{"ResourceTagMappingList":[{"ResourceARN":"` + arn + `","Tags":[{"Key":"a","Value":"b"},{},null]}]}`,
		`{"ResourceTagMappingList":[{"ResourceARN":"` + arn + `x","Tags":null}],"PaginationToken":""}`,
	} {
		f.Add(http.StatusOK, body)
		f.Add(http.StatusBadRequest, body)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		calls := 0
		source, err := taggingapi.New(resourcegroupstaggingapi.New(resourcegroupstaggingapi.Options{
			Region: testRegion, Credentials: credentials(""), Retryer: aws.NopRetryer{},
			HTTPClient: smithyhttp.ClientDoFunc(func(*http.Request) (*http.Response, error) {
				calls++
				if calls > 1 {
					status, body = http.StatusOK, "{}"
				}
				return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
			}),
		}), testAccount)
		require.NoError(t, err)
		tags, err := source.Tags(t.Context(), []string{"ws-000000000", "ws-000000001"})
		assert.LessOrEqual(t, calls, 2)
		assert.NotEqual(t, err == nil, tags == nil)
		for id := range tags {
			assert.Contains(t, []string{"ws-000000000", "ws-000000001"}, id)
		}
	})
}
