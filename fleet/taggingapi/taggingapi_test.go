package taggingapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi"
	taggingtypes "github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi/types"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet/taggingapi"
	"github.com/go-workspaces/workspaces/types"
)

const (
	testRegion  = "us-east-1"
	testAccount = "123456789012"
)

// request is the body of a GetResources call.
type request struct {
	ResourceARNList  []string `json:",omitempty"`
	PaginationToken  string   `json:",omitempty"`
	ResourcesPerPage *int     `json:",omitempty"`
	TagsPerPage      *int     `json:",omitempty"`
}

// tag is the wire form of a tag.
type tag struct{ Key, Value string }

// resource is an element of ResourceTagMappingList.
type resource struct {
	ResourceARN string
	Tags        []tag
}

// response is the body of a GetResources response.
type response struct {
	PaginationToken        string
	ResourceTagMappingList []resource
}

// service is an HTTP client that acts as a fake Tagging API. As GetResources is documented to do, it rejects more than
// 100 ARNs, repeated ARNs, and a list of ARNs combined with a token, and omits resources that do not exist or never had
// a tag.
type service struct {
	mu       sync.Mutex
	tags     map[string][]tag // keyed by ARN; an empty list means that all of the resource's tags were removed
	pageSize int              // the maximum number of resources per page, or 0 for a single page
	answers  []canned         // canned responses, each sent once; the fake does not evaluate requests until none is left
	requests []request
}

func (s *service) Do(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if target := r.Header.Get("X-Amz-Target"); target != "ResourceGroupsTaggingAPI_20170126.GetResources" {
		return answer(http.StatusBadRequest, `{"__type":"UnknownOperationException","message":"`+target+`"}`), nil
	}
	var in request
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&in); err != nil {
		return answer(http.StatusBadRequest, `{"__type":"SerializationException"}`), nil
	}
	s.requests = append(s.requests, in)
	if len(s.answers) > 0 {
		next := s.answers[0]
		s.answers = s.answers[1:]
		return answer(next.status, next.body), nil
	}
	arns := in.ResourceARNList
	if in.PaginationToken != "" {
		arns = strings.Split(in.PaginationToken, " ")
	}
	seen := make(map[string]bool)
	for _, arn := range in.ResourceARNList {
		if seen[arn] {
			return answer(http.StatusBadRequest, `{"__type":"InvalidParameterException","Message":"an ARN twice"}`), nil
		}
		seen[arn] = true
	}
	if len(arns) == 0 || len(arns) > 100 || len(in.ResourceARNList) > 0 && (in.PaginationToken != "" || in.ResourcesPerPage != nil || in.TagsPerPage != nil) {
		return answer(http.StatusBadRequest, `{"__type":"InvalidParameterException","Message":"invalid parameters"}`), nil
	}
	out := response{ResourceTagMappingList: []resource{}}
	if s.pageSize > 0 && len(arns) > s.pageSize {
		out.PaginationToken = strings.Join(arns[s.pageSize:], " ")
		arns = arns[:s.pageSize]
	}
	for _, arn := range arns {
		if tags, known := s.tags[arn]; known {
			out.ResourceTagMappingList = append(out.ResourceTagMappingList, resource{arn, tags})
		}
	}
	text, err := json.Marshal(out)
	return answer(http.StatusOK, string(text)), err
}

// canned is a response prepared by a test.
type canned struct {
	status int
	body   string
}

func answer(status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/x-amz-json-1.1"}, "X-Amzn-Requestid": {"request-1"}},
		Body: io.NopCloser(strings.NewReader(body)),
	}
}

func arnOf(id string) string { return "arn:aws:workspaces:us-east-1:123456789012:workspace/" + id }

// client returns a Tagging API client that sends its requests to s.
func (s *service) client(optFns ...func(*resourcegroupstaggingapi.Options)) *resourcegroupstaggingapi.Client {
	return resourcegroupstaggingapi.New(resourcegroupstaggingapi.Options{
		Region: testRegion, HTTPClient: s, Credentials: credentials(""),
	}, optFns...)
}

func credentials(accountID string) aws.CredentialsProvider {
	return aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret", AccountID: accountID}, nil
	})
}

func newSource(t *testing.T, s *service) *taggingapi.Source {
	t.Helper()
	source, err := taggingapi.New(s.client(), testAccount)
	require.NoError(t, err)
	return source
}

// identifiers returns n WorkSpace identifiers.
func identifiers(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("ws-%09d", i)
	}
	return ids
}

func oneTag(key, value string) []types.Tag {
	return []types.Tag{{Key: aws.String(key), Value: aws.String(value)}}
}

func TestTagsOfAThousandDesktopsTakeTenCalls(t *testing.T) {
	t.Parallel()
	s := &service{tags: make(map[string][]tag)}
	ids := identifiers(1000)
	for _, id := range ids {
		s.tags[arnOf(id)] = []tag{{"name", id}}
	}
	source := newSource(t, s)
	require.Equal(t, 100, source.BatchSize())
	for start := 0; start < len(ids); start += source.BatchSize() {
		batch := ids[start : start+source.BatchSize()]
		tags, err := source.Tags(t.Context(), batch)
		require.NoError(t, err)
		require.Len(t, tags, 100)
		for _, id := range batch {
			assert.Equal(t, oneTag("name", id), tags[id])
		}
	}
	require.Len(t, s.requests, 10)
	for _, sent := range s.requests {
		assert.Len(t, sent.ResourceARNList, 100)
	}
}

func TestTagsLeavesOutDesktopsWithoutTags(t *testing.T) {
	t.Parallel()
	s := &service{tags: map[string][]tag{
		arnOf("ws-000000000"): {{"team", "blue"}, {"floor", ""}},
		arnOf("ws-000000001"): {},
	}}
	tags, err := newSource(t, s).Tags(t.Context(), identifiers(3)) // the third WorkSpace never had a tag, or was deleted
	require.NoError(t, err)
	assert.Equal(t, map[string][]types.Tag{
		"ws-000000000": {{Key: aws.String("team"), Value: aws.String("blue")}, {Key: aws.String("floor"), Value: aws.String("")}},
		"ws-000000001": {},
	}, tags)
	assert.Equal(t, []request{{ResourceARNList: []string{arnOf("ws-000000000"), arnOf("ws-000000001"), arnOf("ws-000000002")}}}, s.requests)
}

func TestTagsAsksForARepeatedDesktopOnce(t *testing.T) {
	t.Parallel()
	s := &service{tags: map[string][]tag{arnOf("ws-000000000"): {{"team", "blue"}}}}
	tags, err := newSource(t, s).Tags(t.Context(), []string{"ws-000000000", "ws-000000000"})
	require.NoError(t, err)
	assert.Equal(t, map[string][]types.Tag{"ws-000000000": oneTag("team", "blue")}, tags)
	assert.Equal(t, []request{{ResourceARNList: []string{arnOf("ws-000000000")}}}, s.requests)
}

func TestTagsSendsNothingForAnEmptyList(t *testing.T) {
	t.Parallel()
	s := &service{}
	tags, err := newSource(t, s).Tags(t.Context(), nil)
	require.NoError(t, err)
	assert.Empty(t, tags)
	assert.Empty(t, s.requests)
}

func TestTagsFollowsTokensWithoutTheList(t *testing.T) {
	t.Parallel()
	s := &service{tags: make(map[string][]tag), pageSize: 40}
	ids := identifiers(100)
	for _, id := range ids[:99] { // the last WorkSpace has no tags, so Tags must read every page
		s.tags[arnOf(id)] = []tag{{"name", id}}
	}
	tags, err := newSource(t, s).Tags(t.Context(), ids)
	require.NoError(t, err)
	assert.Len(t, tags, 99)
	require.Len(t, s.requests, 3)
	assert.Empty(t, s.requests[1].ResourceARNList)
	assert.NotEmpty(t, s.requests[1].PaginationToken)
}

func TestTagsStopsWhenAllDesktopsAreFound(t *testing.T) {
	t.Parallel()
	s := &service{answers: []canned{{http.StatusOK, `{"PaginationToken":"more","ResourceTagMappingList":[
		{"ResourceARN":"arn:aws:workspaces:us-east-1:123456789012:workspace/ws-999999999","Tags":[{"Key":"team","Value":"red"}]},
		{"ResourceARN":"arn:aws:workspaces:us-east-1:123456789012:workspace/ws-000000000","Tags":[{"Key":"team","Value":"blue"}]}]}`}}}
	tags, err := newSource(t, s).Tags(t.Context(), identifiers(1))
	require.NoError(t, err)
	assert.Equal(t, map[string][]types.Tag{"ws-000000000": oneTag("team", "blue")}, tags, "resources that were not asked for are ignored")
	assert.Len(t, s.requests, 1)
}

func TestTagsRejectsARepeatedToken(t *testing.T) {
	t.Parallel()
	page := `{"PaginationToken":"same","ResourceTagMappingList":[]}`
	s := &service{answers: []canned{{http.StatusOK, page}, {http.StatusOK, page}}}
	_, err := newSource(t, s).Tags(t.Context(), identifiers(2))
	require.EqualError(t, err, "tags of ws-000000000, ws-000000001: GetResources returned the PaginationToken that it was sent")
	assert.Len(t, s.requests, 2)
}

func TestTagsNamesTheDesktopsInErrors(t *testing.T) {
	t.Parallel()
	s := &service{answers: []canned{{http.StatusBadRequest,
		`{"__type":"AccessDeniedException","Message":"User: ann is not authorized to perform: tag:GetResources"}`}}}
	_, err := newSource(t, s).Tags(t.Context(), identifiers(100))
	require.ErrorContains(t, err, "tags of ws-000000000, ws-000000001, ws-000000002 and 97 more: operation error Resource Groups Tagging API: GetResources")
	assert.True(t, workspaces.IsAccessDenied(err))
	assert.Equal(t, "request-1", workspaces.RequestID(err))

	s.answers = []canned{{http.StatusBadRequest, `{"__type":"InvalidParameterException","Message":"no"}`}}
	_, err = newSource(t, s).Tags(t.Context(), identifiers(1))
	require.ErrorContains(t, err, "tags of ws-000000000: operation error")
	require.ErrorAs(t, err, new(*taggingtypes.InvalidParameterException))
}

func TestTagsRetriesAsTheClientDoes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		throttled := canned{http.StatusBadRequest, `{"__type":"ThrottledException","Message":"Rate exceeded"}`}
		s := &service{tags: map[string][]tag{arnOf("ws-000000000"): {{"team", "blue"}}}, answers: []canned{throttled, throttled}}
		tags, err := newSource(t, s).Tags(t.Context(), identifiers(1))
		require.NoError(t, err)
		assert.Len(t, tags, 1)
		assert.Len(t, s.requests, 3)
	})
}

func TestTagsEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		source, err := taggingapi.New((&service{}).client(func(o *resourcegroupstaggingapi.Options) { o.HTTPClient = silent{} }), testAccount)
		require.NoError(t, err)
		_, err = source.Tags(ctx, identifiers(1))
		require.ErrorIs(t, err, context.DeadlineExceeded)
	})
}

// silent is an HTTP client that never gets a response.
type silent struct{}

func (silent) Do(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func TestTagsRejectsBadIdentifiersBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		ids  []string
		want string
	}{
		"too many":            {ids: identifiers(101), want: "there are 101 identifiers of WorkSpaces, must be at most 100"},
		"a directory":         {ids: []string{"ws-000000000", "d-9067123456"}, want: `"d-9067123456" is not the identifier of a WorkSpace`},
		"not an identifier":   {ids: []string{"alice"}, want: `invalid ARN: "alice" is not the identifier of a resource that has an ARN`},
		"a short identifier":  {ids: []string{"ws-0"}, want: `invalid ARN: identifier "ws-0" is not `},
		"an empty identifier": {ids: []string{""}, want: `invalid ARN: "" is not the identifier of a resource that has an ARN`},
		"a pattern":           {ids: []string{"ws-*"}, want: `invalid ARN: identifier "ws-*" is not `},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &service{}
			_, err := newSource(t, s).Tags(t.Context(), tt.ids)
			require.ErrorContains(t, err, tt.want)
			assert.Empty(t, s.requests)
		})
	}
}

func TestNewRejectsBadInput(t *testing.T) {
	t.Parallel()
	in := func(region string) *resourcegroupstaggingapi.Client {
		return resourcegroupstaggingapi.New(resourcegroupstaggingapi.Options{Region: region})
	}
	for name, tt := range map[string]struct {
		client    *resourcegroupstaggingapi.Client
		accountID string
		want      string
	}{
		"no client":              {accountID: testAccount, want: "the client of the Resource Groups Tagging API is nil"},
		"no Region":              {client: in(""), accountID: testAccount, want: `invalid ARN: region "" is not `},
		"no Region, no account":  {client: in(""), want: `invalid ARN: region "" is not `},
		"a short account number": {client: in(testRegion), accountID: "12345", want: `invalid ARN: account "12345" is not `},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			source, err := taggingapi.New(tt.client, tt.accountID)
			require.ErrorContains(t, err, tt.want)
			assert.Nil(t, source)
		})
	}
}

func TestTagsUsesTheAccountOfTheCredentials(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		provider aws.CredentialsProvider
		want     string // the error, or empty if the call succeeds
	}{
		"credentials with the account":    {provider: credentials(testAccount)},
		"credentials without the account": {provider: credentials(""), want: "tags of ws-000000000: the credentials do not name their account: pass the account number to New"},
		"failing credentials": {
			provider: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return aws.Credentials{}, errors.New("expired") }),
			want:     "tags of ws-000000000: retrieve the credentials, which name the account: expired",
		},
		"no credentials": {want: "tags of ws-000000000: the client has neither credentials nor an account number: pass the account number to New"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &service{tags: map[string][]tag{arnOf("ws-000000000"): {{"team", "blue"}}}}
			source, err := taggingapi.New(s.client(func(o *resourcegroupstaggingapi.Options) { o.Credentials = tt.provider }), "")
			require.NoError(t, err)
			tags, err := source.Tags(t.Context(), identifiers(1))
			if tt.want != "" {
				require.EqualError(t, err, tt.want)
				assert.Empty(t, s.requests)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, map[string][]types.Tag{"ws-000000000": oneTag("team", "blue")}, tags)
		})
	}
}

func TestTagsBuildsTheARNsOfOtherPartitions(t *testing.T) {
	t.Parallel()
	s := &service{}
	source, err := taggingapi.New(s.client(func(o *resourcegroupstaggingapi.Options) { o.Region = "us-gov-west-1" }), testAccount)
	require.NoError(t, err)
	_, err = source.Tags(t.Context(), identifiers(1))
	require.NoError(t, err)
	assert.Equal(t, []request{{ResourceARNList: []string{"arn:aws-us-gov:workspaces:us-gov-west-1:123456789012:workspace/ws-000000000"}}}, s.requests)
}
