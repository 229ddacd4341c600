package compat

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// paginated is an operation for which both modules have a paginator.
type paginated struct {
	theirs, ours any    // each module's New…Paginator function
	items        string // the output member that holds the items
	size         string // the input member that sets the page size, or empty
}

// officialPaginators returns the operations that have a paginator in the official module.
func officialPaginators() map[string]paginated {
	return map[string]paginated{
		"DescribeApplicationAssociations": {
			official.NewDescribeApplicationAssociationsPaginator, workspaces.NewDescribeApplicationAssociationsPaginator, "Associations", "MaxResults",
		},
		"DescribeApplications": {
			official.NewDescribeApplicationsPaginator, workspaces.NewDescribeApplicationsPaginator, "Applications", "MaxResults",
		},
		"DescribeWorkspaceBundles": {
			official.NewDescribeWorkspaceBundlesPaginator, workspaces.NewDescribeWorkspaceBundlesPaginator, "Bundles", "",
		},
		"DescribeWorkspaceDirectories": {
			official.NewDescribeWorkspaceDirectoriesPaginator, workspaces.NewDescribeWorkspaceDirectoriesPaginator, "Directories", "",
		},
		"DescribeWorkspaces": {
			official.NewDescribeWorkspacesPaginator, workspaces.NewDescribeWorkspacesPaginator, "Workspaces", "Limit",
		},
		"ListAccountLinks": {
			official.NewListAccountLinksPaginator, workspaces.NewListAccountLinksPaginator, "AccountLinks", "MaxResults",
		},
	}
}

// pageScript is a transport that returns its pages in order, and empty pages after that.
type pageScript struct {
	answers []tap
	sent    []string // the compared parts of each request
}

func (s *pageScript) Do(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	s.sent = append(s.sent, fmt.Sprint(r.Header["X-Amz-Target"], apiVersion.ReplaceAllString(r.Header.Get("User-Agent"), ""), canonical(body)))
	answer := tap{status: http.StatusOK, answer: []byte(`{}`)}
	if n := len(s.sent) - 1; n < len(s.answers) {
		answer = s.answers[n]
	}
	r.Body = nil
	return answer.Do(r)
}

// canonical returns a JSON object with its members in alphabetical order.
func canonical(body []byte) string {
	var members map[string]any
	if err := json.Unmarshal(body, &members); err != nil {
		return err.Error()
	}
	return fmt.Sprint(members)
}

// scenario holds the input, options and responses for one use of a paginator.
type scenario struct {
	nilParams bool
	token     *string // the input's NextToken
	size      *int32  // the page size in the input
	limit     *int32  // the page size set by an option function
	stop      bool    // the option StopOnDuplicateToken
	optFns    int     // the number of option functions per call
	answers   []tap
}

func randomScenario(r *rand.Rand, p paginated) (s scenario) {
	oneOf := func(tokens ...*string) *string { return tokens[r.IntN(len(tokens))] }
	sizes := []int32{-1, 0, 1, 25, 100}
	s.nilParams = r.IntN(4) == 0
	s.token = oneOf(nil, nil, aws.String(""), aws.String("a"))
	if r.IntN(2) == 0 {
		s.size = aws.Int32(sizes[r.IntN(len(sizes))])
	}
	if r.IntN(2) == 0 {
		s.limit = aws.Int32(sizes[r.IntN(len(sizes))])
	}
	s.stop, s.optFns = r.IntN(2) == 0, r.IntN(3)
	for range r.IntN(9) {
		if r.IntN(5) == 0 {
			s.answers = append(s.answers, tap{status: http.StatusBadRequest, answer: []byte(`{"__type":"OddException","message":"no"}`)})
			continue
		}
		page := map[string]any{p.items: make([]struct{}, r.IntN(3))}
		if token := oneOf(nil, aws.String(""), aws.String("a"), aws.String("a"), aws.String("b"), aws.String(" b\n")); token != nil {
			page["NextToken"] = *token
		}
		body, err := json.Marshal(page)
		if err != nil {
			panic(err)
		}
		s.answers = append(s.answers, tap{status: http.StatusOK, answer: body})
	}
	return s
}

// paging records what one module's paginator did in a scenario.
type paging struct {
	sent    []string
	more    []bool
	errors  []string
	outputs []reflect.Value
	optFns  []string // calls to option functions, in order: the function's index and the number of APIOptions
}

// run runs a scenario with one module's paginator.
func run(t *testing.T, s scenario, construct any, size string, script *pageScript, client any) (done paging) {
	t.Helper()
	constructor := reflect.ValueOf(construct)
	params := reflect.New(constructor.Type().In(1).Elem())
	in := params.Elem()
	for name, value := range map[string]string{"ApplicationId": "wsa-123456789", "Owner": "AMAZON"} {
		if f := in.FieldByName(name); f.IsValid() {
			f.Set(reflect.ValueOf(&value))
		}
	}
	if f := in.FieldByName("AssociatedResourceTypes"); f.IsValid() {
		f.Set(reflect.MakeSlice(f.Type(), 0, 0))
	}
	in.FieldByName("NextToken").Set(reflect.ValueOf(s.token))
	for _, name := range []string{"Limit", "MaxResults"} {
		if f := in.FieldByName(name); f.IsValid() {
			f.Set(reflect.ValueOf(s.size))
		}
	}
	before := fmt.Sprint(in)
	if s.nilParams {
		params = reflect.Zero(params.Type())
	}
	change := reflect.MakeFunc(constructor.Type().In(2).Elem(), func(args []reflect.Value) []reflect.Value {
		options := args[0].Elem()
		if size != "" && s.limit != nil {
			options.FieldByName("Limit").SetInt(int64(*s.limit))
		}
		options.FieldByName("StopOnDuplicateToken").SetBool(s.stop)
		return nil
	})
	paginator := constructor.Call([]reflect.Value{reflect.ValueOf(client), params, change})[0]

	next := paginator.MethodByName("NextPage")
	args := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := range s.optFns {
		args = append(args, reflect.MakeFunc(next.Type().In(1).Elem(), func(args []reflect.Value) []reflect.Value {
			options := args[0].Elem()
			done.optFns = append(done.optFns, fmt.Sprint(i, options.FieldByName("APIOptions").Len()))
			return nil
		}))
	}
	for range len(s.answers) + 3 {
		done.more = append(done.more, paginator.MethodByName("HasMorePages").Call(nil)[0].Bool())
		results := next.Call(args)
		done.outputs = append(done.outputs, results[0])
		err, _ := results[1].Interface().(error)
		done.errors = append(done.errors, fmt.Sprint(err))
	}
	assert.Equal(t, before, fmt.Sprint(in), "the paginator does not change params")
	done.sent = script.sent
	return done
}

func TestPaginatorsDoWhatTheOfficialOnesDo(t *testing.T) {
	t.Parallel()
	for name, p := range officialPaginators() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pages := 0
			for seed := range uint64(300) {
				s := randomScenario(rand.New(rand.NewPCG(seed, 1)), p)
				theirScript, ourScript := &pageScript{answers: s.answers}, &pageScript{answers: s.answers}
				their := run(t, s, p.theirs, p.size, theirScript, theirs(theirScript))
				our := run(t, s, p.ours, p.size, ourScript, ours(ourScript))
				pages += len(our.sent)
				require.Equal(t, their.sent, our.sent, "seed %d", seed)
				require.Equal(t, their.more, our.more, "seed %d", seed)
				require.Equal(t, their.errors, our.errors, "seed %d", seed)
				require.Equal(t, their.optFns, our.optFns, "seed %d", seed)
				for i := range their.outputs {
					require.Empty(t, differences("output", our.outputs[i], their.outputs[i]), "seed %d", seed)
				}
			}
			assert.Greater(t, pages, 500)
		})
	}
}

// Programs can pass their own clients to paginators, for example in tests. These types turn functions into such
// clients.
type (
	theirPageClient func(
		ctx context.Context, in *official.DescribeWorkspacesInput, optFns ...func(*official.Options),
	) (*official.DescribeWorkspacesOutput, error)
	ourPageClient func(
		ctx context.Context, in *workspaces.DescribeWorkspacesInput, optFns ...func(*workspaces.Options),
	) (*workspaces.DescribeWorkspacesOutput, error)
)

// DescribeWorkspaces implements official.DescribeWorkspacesAPIClient.
func (f theirPageClient) DescribeWorkspaces(
	ctx context.Context, in *official.DescribeWorkspacesInput, optFns ...func(*official.Options),
) (*official.DescribeWorkspacesOutput, error) {
	return f(ctx, in, optFns...)
}

// DescribeWorkspaces implements workspaces.DescribeWorkspacesAPIClient.
func (f ourPageClient) DescribeWorkspaces(
	ctx context.Context, in *workspaces.DescribeWorkspacesInput, optFns ...func(*workspaces.Options),
) (*workspaces.DescribeWorkspacesOutput, error) {
	return f(ctx, in, optFns...)
}

func TestOtherClientsAreCalledAsByTheOfficialPaginators(t *testing.T) {
	t.Parallel()
	theirOut, ourOut := &official.DescribeWorkspacesOutput{}, &workspaces.DescribeWorkspacesOutput{}
	theirs := func(optFns ...func(*official.Options)) (seen string) {
		client := theirPageClient(func(
			ctx context.Context, in *official.DescribeWorkspacesInput, optFns ...func(*official.Options),
		) (*official.DescribeWorkspacesOutput, error) {
			var o official.Options
			for _, fn := range optFns {
				fn(&o)
			}
			seen = fmt.Sprint(ctx == t.Context(), len(optFns), len(o.APIOptions), o.AppID, aws.ToInt32(in.Limit))
			return theirOut, nil
		})
		out, err := official.NewDescribeWorkspacesPaginator(client, &official.DescribeWorkspacesInput{Limit: aws.Int32(7)}).NextPage(t.Context(), optFns...)
		require.NoError(t, err)
		assert.Same(t, theirOut, out)
		return seen
	}
	ours := func(optFns ...func(*workspaces.Options)) (seen string) {
		client := ourPageClient(func(
			ctx context.Context, in *workspaces.DescribeWorkspacesInput, optFns ...func(*workspaces.Options),
		) (*workspaces.DescribeWorkspacesOutput, error) {
			var o workspaces.Options
			for _, fn := range optFns {
				fn(&o)
			}
			seen = fmt.Sprint(ctx == t.Context(), len(optFns), len(o.APIOptions), o.AppID, aws.ToInt32(in.Limit))
			return ourOut, nil
		})
		out, err := workspaces.NewDescribeWorkspacesPaginator(client, &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(7)}).NextPage(t.Context(), optFns...)
		require.NoError(t, err)
		assert.Same(t, ourOut, out)
		return seen
	}
	assert.Equal(t, theirs(), ours())
	assert.Equal(t,
		theirs(func(o *official.Options) { o.AppID += "a" }, func(o *official.Options) { o.AppID += "b" }),
		ours(func(o *workspaces.Options) { o.AppID += "a" }, func(o *workspaces.Options) { o.AppID += "b" }))
}

func TestTheUserAgentOfAPaginatorIsTheOfficialOne(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]struct {
		theirs func(*official.Options)
		ours   func(*workspaces.Options)
	}{
		"plain":    {func(*official.Options) {}, func(*workspaces.Options) {}},
		"adaptive": {func(o *official.Options) { o.RetryMode = aws.RetryModeAdaptive }, func(o *workspaces.Options) { o.RetryMode = aws.RetryModeAdaptive }},
		"app":      {func(o *official.Options) { o.AppID = "app" }, func(o *workspaces.Options) { o.AppID = "app" }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			theirScript, ourScript := &pageScript{}, &pageScript{}
			_, err := official.NewListAccountLinksPaginator(theirs(theirScript, change.theirs), nil).NextPage(t.Context())
			require.NoError(t, err)
			client := ours(ourScript, change.ours)
			for range 2 {
				_, err = workspaces.NewListAccountLinksPaginator(client, nil).NextPage(t.Context())
				require.NoError(t, err)
			}
			assert.Equal(t, theirScript.sent[0], ourScript.sent[0])
			assert.Equal(t, theirScript.sent[0], ourScript.sent[1])
			assert.Equal(t, 1, strings.Count(ourScript.sent[0], " m/"), ourScript.sent[0])
			assert.Regexp(t, ` m/C\b`, ourScript.sent[0])
		})
	}
}

// BenchmarkPage fetches a page of 25 desktops with the official paginator and with ours. It also measures ours with an
// option function, because the official paginator adds one to every call.
func BenchmarkPage(b *testing.B) {
	do := canned{200, desktops(25)}
	b.Run("official", func(b *testing.B) {
		client := theirs(do)
		loop(b, func() error {
			_, err := official.NewDescribeWorkspacesPaginator(client, nil).NextPage(b.Context())
			return err
		})
	})
	client := ours(do)
	b.Run("ours", func(b *testing.B) {
		loop(b, func() error {
			_, err := workspaces.NewDescribeWorkspacesPaginator(client, nil).NextPage(b.Context())
			return err
		})
	})
	b.Run("ours with an option function", func(b *testing.B) {
		other := ourPageClient(client.DescribeWorkspaces)
		loop(b, func() error {
			_, err := workspaces.NewDescribeWorkspacesPaginator(other, nil).NextPage(b.Context())
			return err
		})
	})
	b.Run("ours without a paginator", func(b *testing.B) {
		loop(b, func() error { _, err := client.DescribeWorkspaces(b.Context(), nil); return err })
	})
}
