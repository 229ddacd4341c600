package workspaces_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/paginators"
	"github.com/go-workspaces/workspaces/types"
)

// binding describes a paginator: its constructor, and the members of the operation's input and output that it uses.
type binding struct {
	construct any    // New…Paginator
	params    any    // an input with the required members
	items     string // the output member with the items
	size      string // the input member with the page size, or empty if there is none
	most      int32  // the largest page size, or 0 if not checked by the paginator
	ids       string // the input member with the identifiers, or empty if there is none
}

// isOfficial reports whether the official module has this paginator as well. Only such paginators have their own
// options type.
func (b binding) isOfficial() bool { return b.options() != reflect.TypeFor[paginators.Options]() }

// options returns the type of the paginator's options.
func (b binding) options() reflect.Type { return reflect.TypeOf(b.construct).In(2).Elem().In(0).Elem() }

func bindings() map[string]binding {
	return map[string]binding{
		"DescribeAccountModifications": {
			construct: workspaces.NewDescribeAccountModificationsPaginator, params: workspaces.DescribeAccountModificationsInput{},
			items: "AccountModifications",
		},
		"DescribeApplicationAssociations": {
			construct: workspaces.NewDescribeApplicationAssociationsPaginator,
			params: workspaces.DescribeApplicationAssociationsInput{
				ApplicationId:           aws.String("wsa-123456789"),
				AssociatedResourceTypes: []types.ApplicationAssociatedResourceType{types.ApplicationAssociatedResourceTypeWorkspace},
			},
			items: "Associations", size: "MaxResults",
		},
		"DescribeApplications": {
			construct: workspaces.NewDescribeApplicationsPaginator, params: workspaces.DescribeApplicationsInput{},
			items: "Applications", size: "MaxResults", ids: "ApplicationIds",
		},
		"DescribeConnectClientAddIns": {
			construct: workspaces.NewDescribeConnectClientAddInsPaginator,
			params:    workspaces.DescribeConnectClientAddInsInput{ResourceId: aws.String("d-90670000aa")},
			items:     "AddIns", size: "MaxResults", most: 25,
		},
		"DescribeConnectionAliasPermissions": {
			construct: workspaces.NewDescribeConnectionAliasPermissionsPaginator,
			params:    workspaces.DescribeConnectionAliasPermissionsInput{AliasId: aws.String("wsca-123456789")},
			items:     "ConnectionAliasPermissions", size: "MaxResults", most: 25,
		},
		"DescribeConnectionAliases": {
			construct: workspaces.NewDescribeConnectionAliasesPaginator, params: workspaces.DescribeConnectionAliasesInput{},
			items: "ConnectionAliases", size: "Limit", most: 25, ids: "AliasIds",
		},
		"DescribeIpGroups": {
			construct: workspaces.NewDescribeIpGroupsPaginator, params: workspaces.DescribeIpGroupsInput{},
			items: "Result", size: "MaxResults", most: 25, ids: "GroupIds",
		},
		"DescribeWorkspaceBundles": {
			construct: workspaces.NewDescribeWorkspaceBundlesPaginator, params: workspaces.DescribeWorkspaceBundlesInput{},
			items: "Bundles", ids: "BundleIds",
		},
		"DescribeWorkspaceDirectories": {
			construct: workspaces.NewDescribeWorkspaceDirectoriesPaginator, params: workspaces.DescribeWorkspaceDirectoriesInput{},
			items: "Directories", ids: "DirectoryIds",
		},
		"DescribeWorkspaceImagePermissions": {
			construct: workspaces.NewDescribeWorkspaceImagePermissionsPaginator,
			params:    workspaces.DescribeWorkspaceImagePermissionsInput{ImageId: aws.String("wsi-123456789")},
			items:     "ImagePermissions", size: "MaxResults", most: 25,
		},
		"DescribeWorkspaceImages": {
			construct: workspaces.NewDescribeWorkspaceImagesPaginator, params: workspaces.DescribeWorkspaceImagesInput{},
			items: "Images", size: "MaxResults", most: 25, ids: "ImageIds",
		},
		"DescribeWorkspaces": {
			construct: workspaces.NewDescribeWorkspacesPaginator, params: workspaces.DescribeWorkspacesInput{},
			items: "Workspaces", size: "Limit", ids: "WorkspaceIds",
		},
		"DescribeWorkspacesConnectionStatus": {
			construct: workspaces.NewDescribeWorkspacesConnectionStatusPaginator, params: workspaces.DescribeWorkspacesConnectionStatusInput{},
			items: "WorkspacesConnectionStatus", ids: "WorkspaceIds",
		},
		"DescribeWorkspacesPoolSessions": {
			construct: workspaces.NewDescribeWorkspacesPoolSessionsPaginator,
			params:    workspaces.DescribeWorkspacesPoolSessionsInput{PoolId: aws.String("wspool-123456789")},
			items:     "Sessions", size: "Limit", most: 50,
		},
		"DescribeWorkspacesPools": {
			construct: workspaces.NewDescribeWorkspacesPoolsPaginator, params: workspaces.DescribeWorkspacesPoolsInput{},
			items: "WorkspacesPools", size: "Limit", most: 25, ids: "PoolIds",
		},
		"ListAccountLinks": {
			construct: workspaces.NewListAccountLinksPaginator, params: workspaces.ListAccountLinksInput{},
			items: "AccountLinks", size: "MaxResults",
		},
		"ListAvailableManagementCidrRanges": {
			construct: workspaces.NewListAvailableManagementCidrRangesPaginator,
			params:    workspaces.ListAvailableManagementCidrRangesInput{ManagementCidrRangeConstraint: aws.String("10.0.0.0/8")},
			items:     "ManagementCidrRanges", size: "MaxResults", most: 5,
		},
	}
}

// members maps the names of struct members to values.
type members map[string]any

func (m members) set(s reflect.Value) {
	for name, value := range m {
		s.FieldByName(name).Set(reflect.ValueOf(value))
	}
}

// open returns a new paginator whose params are b.params plus the values in input, with its options set from options.
func (b binding) open(client *workspaces.Client, input, options members) listing {
	params := reflect.New(reflect.TypeOf(b.params))
	params.Elem().Set(reflect.ValueOf(b.params))
	input.set(params.Elem())
	construct := reflect.ValueOf(b.construct)
	change := reflect.MakeFunc(construct.Type().In(2).Elem(), func(args []reflect.Value) []reflect.Value {
		options.set(args[0].Elem())
		return nil
	})
	return listing{construct.Call([]reflect.Value{reflect.ValueOf(client), params, change})[0], b.items}
}

// listing wraps a paginator for any operation.
type listing struct {
	paginator reflect.Value
	items     string
}

func (l listing) resumeToken() string {
	return l.paginator.Interface().(interface{ ResumeToken() string }).ResumeToken()
}

// nextPage fetches the next page and returns its number of items.
func (l listing) nextPage(ctx context.Context) (int, error) {
	results := l.paginator.MethodByName("NextPage").Call([]reflect.Value{reflect.ValueOf(ctx)})
	if err, _ := results[1].Interface().(error); err != nil {
		return 0, err
	}
	return results[0].Elem().FieldByName(l.items).Len(), nil
}

// l.all fetches the remaining items and returns their number.
func (l listing) all(ctx context.Context) (n int, err error) {
	for _, err := range l.paginator.MethodByName("Items").Call([]reflect.Value{reflect.ValueOf(ctx)})[0].Seq2() {
		if err, _ := err.Interface().(error); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// threePages returns a wire that responds with pages of 3, 0 and 2 items, and then starts over.
func (b binding) threePages() *wire {
	nextPage, _ := reflect.TypeOf(b.construct).Out(0).MethodByName("NextPage")
	items, _ := nextPage.Type.Out(0).Elem().FieldByName(b.items)
	item := `{}`
	if items.Type.Elem().Kind() == reflect.String {
		item = `"x"`
	}
	return newOpenWire(func(n int, r *http.Request) (*http.Response, error) {
		list := strings.TrimSuffix(strings.Repeat(item+",", []int{3, 0, 2}[n%3]), ",")
		return answer(200, fmt.Sprintf(`{%q: [%s]%s}`, b.items, list, []string{`, "NextToken": "a"`, `, "NextToken": "b"`, ""}[n%3]))(r)
	})
}

func (s sentRequest) member(t *testing.T, name string) any {
	t.Helper()
	var body map[string]any
	require.NoError(t, json.Unmarshal([]byte(s.body), &body))
	return body[name]
}

func TestEveryListHasAPaginator(t *testing.T) {
	t.Parallel()
	var paged, paginated []string
	for _, m := range operationMethods() {
		if _, has := m.Type.Out(0).Elem().FieldByName("NextToken"); has {
			paged = append(paged, m.Name)
		}
		if workspaces.CanPaginate(m.Name) {
			paginated = append(paginated, m.Name)
		}
	}
	assert.Empty(t, without(paged, paginated), "lists that are missing in pagedOperations")
	assert.Empty(t, without(paginated, paged), "operations in pagedOperations that are not lists")
	tested := slices.Collect(maps.Keys(bindings()))
	assert.Empty(t, without(paginated, tested), "paginators that are missing in the table bindings")
	assert.Empty(t, without(tested, paginated), "bindings of operations that are not lists")
	for _, name := range []string{"", "describe_workspaces", "DescribeTags", "Nothing"} {
		assert.False(t, workspaces.CanPaginate(name), name)
	}
}

func TestPaginatorsFollowTheTokens(t *testing.T) {
	t.Parallel()
	for name, b := range bindings() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := b.threePages()
			l := b.open(w.client(), nil, nil)
			n, err := l.all(t.Context())
			require.NoError(t, err)
			assert.Equal(t, 5, n)
			assert.Empty(t, l.resumeToken())
			sent := w.requests()
			require.Len(t, sent, 3)
			for i, token := range []any{nil, "a", "b"} {
				assert.Equal(t, "WorkspacesService."+name, sent[i].Header.Get("X-Amz-Target"))
				assert.Equal(t, token, sent[i].member(t, "NextToken"))
				for _, member := range []string{b.size, b.ids} {
					assert.Nil(t, sent[i].member(t, member))
				}
			}

			// List from the NextToken in params up to MaxItems, then continue with the resume token.
			l = b.open(w.client(), members{"NextToken": aws.String("x")}, members{"MaxItems": 4})
			for _, want := range []int{3, 0, 1} {
				n, err := l.nextPage(t.Context())
				require.NoError(t, err)
				assert.Equal(t, want, n)
			}
			_, err = l.nextPage(t.Context())
			require.ErrorIs(t, err, paginators.ErrNoMorePages)
			assert.Equal(t, "x", w.requests()[3].member(t, "NextToken"))
			w = newWire(t, answer(200, fmt.Sprintf(`{%q: [null, null]}`, b.items)))
			n, err = b.open(w.client(), nil, members{"StartingToken": l.resumeToken()}).nextPage(t.Context())
			require.NoError(t, err)
			assert.Equal(t, 1, n)
			assert.Equal(t, "b", w.only(t).member(t, "NextToken"))
		})
	}
}

func TestPageSizesOfPaginators(t *testing.T) {
	t.Parallel()
	for name, b := range bindings() {
		_, hasLimit := b.options().FieldByName("Limit")
		if b.size == "" {
			for _, member := range []string{"Limit", "MaxResults"} {
				_, has := reflect.TypeOf(b.params).FieldByName(member)
				assert.False(t, has && hasLimit, "%s: page size %s", name, member)
			}
			if hasLimit {
				_, err := b.open(newWire(t).client(), nil, members{"Limit": int32(1)}).nextPage(t.Context())
				require.EqualError(t, err, name+": option Limit is 1, but the operation has no page size")
			}
			continue
		}
		w := b.threePages()
		assert.Equal(t, b.isOfficial(), b.most == 0, "%s: the official paginators do not check page sizes", name)
		for _, test := range []struct {
			params, options members
			want            any
		}{
			{members{b.size: aws.Int32(3)}, nil, 3.0},
			{members{b.size: aws.Int32(3)}, members{"Limit": int32(4)}, 4.0},
			{members{b.size: aws.Int32(3)}, members{"Limit": int32(0)}, nil},
			{nil, members{"Limit": max(b.most, 1)}, float64(max(b.most, 1))},
		} {
			before := len(w.requests())
			_, err := b.open(w.client(), test.params, test.options).nextPage(t.Context())
			require.NoError(t, err)
			assert.Equal(t, test.want, w.requests()[before].member(t, b.size), "%s %v", name, test)
		}
		for _, limit := range []int32{-1, max(b.most, 25) + 1} {
			before := len(w.requests())
			_, err := b.open(w.client(), nil, members{"Limit": limit}).nextPage(t.Context())
			if b.most == 0 {
				require.NoError(t, err)
				assert.Equal(t, limit > 0, w.requests()[before].member(t, b.size) == float64(limit))
				continue
			}
			require.EqualError(t, err, fmt.Sprintf("%s: option Limit is %d, must be from 1 to %d", name, limit, b.most))
			assert.Len(t, w.requests(), before)
		}
	}
}

func TestIdentifiersOfPaginatorsAreSplit(t *testing.T) {
	t.Parallel()
	list := make([]string, 55)
	for i := range list {
		list[i] = fmt.Sprintf("id-%d", i)
	}
	for name, b := range bindings() {
		var listed []string // the names of the input members that list identifiers
		for _, field := range reflect.VisibleFields(reflect.TypeOf(b.params)) {
			if strings.HasSuffix(field.Name, "Ids") || field.Name == "WorkspaceDirectoryNames" {
				listed = append(listed, field.Name)
			}
		}
		assert.Equal(t, len(listed) > 0, b.ids != "", name)
		for _, member := range listed {
			w := b.threePages()
			n, err := b.open(w.client(), members{member: list}, nil).all(t.Context())
			require.NoError(t, err)
			assert.Equal(t, 15, n)
			sent := w.requests()
			require.Len(t, sent, 9, name)
			var asked []string
			for i, r := range sent {
				part, _ := r.member(t, member).([]any)
				if i%3 == 0 {
					for _, id := range part {
						asked = append(asked, id.(string))
					}
				} else {
					assert.Equal(t, sent[i-1].member(t, member), r.member(t, member), "the identifiers stay the same from page to page")
				}
				assert.Len(t, part, []int{25, 25, 5}[i/3], name)
			}
			assert.Equal(t, list, asked)
		}
	}
}

// pageClient wraps Client, as a program might do. It records the last call's context and number of option functions.
type pageClient struct {
	*workspaces.Client
	ctx    context.Context
	optFns int
}

func (c *pageClient) DescribeWorkspaces(
	ctx context.Context, params *workspaces.DescribeWorkspacesInput, optFns ...func(*workspaces.Options),
) (*workspaces.DescribeWorkspacesOutput, error) {
	c.ctx, c.optFns = ctx, len(optFns)
	return c.Client.DescribeWorkspaces(ctx, params, optFns...)
}

func TestTheUserAgentNamesPaginators(t *testing.T) {
	t.Parallel()
	nothing := func(*workspaces.Options) {}
	for name, tt := range map[string]struct {
		ours   []func(*workspaces.Options) // the client's option functions
		wrap   bool
		optFns []func(*workspaces.Options)
	}{
		"plain":                     {},
		"with option functions":     {optFns: []func(*workspaces.Options){nothing}},
		"client with API options":   {ours: []func(*workspaces.Options){workspaces.WithAPIOptions(func(*middleware.Stack) error { return nil })}},
		"another client":            {wrap: true},
		"another, option functions": {wrap: true, optFns: []func(*workspaces.Options){nothing, nothing}},
		"user agent removed":        {optFns: []func(*workspaces.Options){workspaces.WithAPIOptions(removeUserAgent)}},
		"retryer of the call":       {optFns: []func(*workspaces.Options){func(o *workspaces.Options) { o.RetryMaxAttempts = 1 }}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) { return answer(200, `{}`)(r) })
			client := w.client(tt.ours...)
			require.NoError(t, describe(t.Context(), client))
			other := &pageClient{Client: client}
			var api workspaces.DescribeWorkspacesAPIClient = client
			if tt.wrap {
				api = other
			}
			for range 2 {
				_, err := workspaces.NewDescribeWorkspacesPaginator(api, nil).NextPage(t.Context(), tt.optFns...)
				require.NoError(t, err)
			}
			require.NoError(t, describe(t.Context(), client))
			if tt.wrap {
				assert.Equal(t, t.Context(), other.ctx)
				assert.Equal(t, 1+len(tt.optFns), other.optFns)
			}
			var features []string
			for _, r := range w.requests() {
				found := ""
				for _, field := range strings.Fields(r.Header.Get("User-Agent")) {
					if strings.HasPrefix(field, "m/") {
						found = field
					}
				}
				features = append(features, found)
			}
			switch name {
			case "user agent removed":
				assert.Equal(t, []string{"m/E,e", "", "", "m/E,e"}, features)
			case "retryer of the call":
				assert.Equal(t, []string{"m/E,e", "m/C,e", "m/C,e", "m/E,e"}, features)
			default:
				assert.Equal(t, []string{"m/E,e", "m/C,E,e", "m/C,E,e", "m/E,e"}, features)
			}
		})
	}
}

func removeUserAgent(stack *middleware.Stack) error {
	_, err := stack.Build.Remove("UserAgent")
	return err
}

func TestPaginatorsWithoutAClientOrAContext(t *testing.T) {
	t.Parallel()
	for _, err := range workspaces.NewListAccountLinksPaginator(nil, nil).Items(t.Context()) {
		require.EqualError(t, err, "client is nil")
	}
	w := newWire(t)
	var none context.Context
	_, err := workspaces.NewListAccountLinksPaginator(w.client(), nil).NextPage(none)
	require.ErrorContains(t, err, "context is nil")
	var zero workspaces.DescribeIpGroupsPaginator
	assert.False(t, zero.HasMorePages())
	_, err = zero.NextPage(t.Context())
	require.ErrorIs(t, err, paginators.ErrNoMorePages)
}

// A service that returns tokens in a cycle must not keep a paginator running forever.
func TestACycleOfTokensEndsLists(t *testing.T) {
	t.Parallel()
	for name, b := range bindings() {
		w := newOpenWire(func(n int, r *http.Request) (*http.Response, error) {
			return answer(200, fmt.Sprintf(`{%q: [], "NextToken": %q}`, b.items, []string{"a", "b"}[n%2]))(r)
		})
		_, err := b.open(w.client(), nil, nil).all(t.Context())
		var duplicate *paginators.DuplicateTokenError
		require.ErrorAs(t, err, &duplicate)
		assert.Equal(t, &paginators.DuplicateTokenError{Operation: name, Repeats: 10, Cycle: 2}, duplicate)
		assert.Less(t, len(w.requests()), 30)
	}
}
