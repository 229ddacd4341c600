package fleet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestRunsSurviveChaos runs Fleet's methods while about half of their calls fail. Most runs end at a random moment, and
// a second run then continues. Everything is determined by the seed: see chaosWorld and chaosNetwork.
//
// The environment variable CHAOS_SEEDS sets the number of seeds, CHAOS_FIRST the first seed, and CHAOS_DESKTOPS the
// number of desktops, by default 100, or 25 for methods that change one desktop per call.
func TestRunsSurviveChaos(t *testing.T) {
	t.Parallel()
	seeds, first, n := setting(t, "CHAOS_SEEDS", 50), setting(t, "CHAOS_FIRST", 0), setting(t, "CHAOS_DESKTOPS", 0)
	total := make(map[fleet.Class]int)
	for seed := first; seed < first+seeds; seed++ {
		ok := t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { surviveChaos(t, uint64(seed), n, total) })
		})
		if !ok {
			t.Logf("again: CHAOS_FIRST=%d CHAOS_SEEDS=1 CHAOS_DESKTOPS=%d go test -run TestRunsSurviveChaos ./fleet", seed, n)
		}
	}
	t.Log(seeds, "seeds with", n, "desktops:", total)
}

func setting(t *testing.T, name string, standard int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return standard
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err, name)
	return n
}

// chaosRun holds the state of the test for one seed.
type chaosRun struct {
	method
	name    string
	random  *rand.Rand
	network *chaosNetwork
	f       *fleet.Fleet
	inputs  []string
	kinds   map[string]string // the kind of each input's desktop: see chaosWorld
	wait    bool
	ended   bool // the first run was cancelled or killed
}

func surviveChaos(t *testing.T, seed uint64, n int, total map[fleet.Class]int) {
	names := slices.Sorted(maps.Keys(methods))
	random := rand.New(rand.NewPCG(seed, 1))
	name := names[int(seed)%len(names)]
	r := &chaosRun{method: methods[name], name: name, random: random, kinds: make(map[string]string), wait: random.IntN(2) == 0}
	if n == 0 {
		n = 25 + 3*(r.chunk-1)*25/24
	}
	emu := r.chaosWorld(t, n, seed)
	r.network = &chaosNetwork{under: emu.Config().HTTPClient, random: random, kinds: r.kinds, made: make(map[string]int), lost: make(map[string]int), failures: make(map[string]int)}
	r.f = fleet.New(emu.Client(withLimiter(ratelimit.New()), func(o *workspaces.Options) { o.HTTPClient = r.network }))
	report := r.runs(t)
	if report == nil {
		return // the call to Ensure failed to list the desktops
	}
	for _, result := range report.Results {
		total[result.Class]++
	}
	r.check(t, emu, report)
}

// chaosWorld returns an emulator with the desktops for n inputs. Each desktop is of any given special kind, such as
// "suspended", with a probability of 3 percent, and otherwise ordinary.
func (r *chaosRun) chaosWorld(t *testing.T, n int, seed uint64) *workspacestest.Emulator {
	t.Helper()
	res := workspacestest.Seed{
		Directories: []types.WorkspaceDirectory{{DirectoryId: &directories[0]}},
		Bundles:     []types.WorkspaceBundle{{BundleId: aws.String(otherBundle)}},
	}
	kinds := []string{"missing", "broken", "always on", "suspended", "as wished", "connected", "starting", "in error", "rebooting", "terminating", "maintained", "other bundle"}
	var broken, connected []string
	for i := range n {
		id := desktopID(i)
		r.inputs = append(r.inputs, id)
		kind := "ordinary"
		if roll := r.random.IntN(100); roll < 3*len(kinds) {
			kind = kinds[roll/3]
		}
		r.kinds[id] = kind
		ws := types.Workspace{
			WorkspaceId: &id, DirectoryId: &directories[0], UserName: aws.String(id), State: r.before,
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop},
		}
		if r.before == "" {
			ws.WorkspaceId = aws.String(strings.Replace(id, "ws-", "ws-9", 1))
			ws.State = types.WorkspaceStateAvailable
		}
		switch kind {
		case "missing":
			continue
		case "broken":
			broken = append(broken, id)
		case "always on":
			ws.WorkspaceProperties.RunningMode = types.RunningModeAlwaysOn
			ws.State = types.WorkspaceStateAvailable
		case "suspended":
			ws.State = types.WorkspaceStateSuspended
		case "as wished":
			if r.after != "" {
				ws.State = r.after
			}
		case "connected":
			if ws.State == types.WorkspaceStateAvailable {
				connected = append(connected, *ws.WorkspaceId)
			}
		case "starting":
			ws.State = types.WorkspaceStateStarting
		case "in error":
			ws.State = types.WorkspaceStateError
		case "rebooting":
			ws.State = types.WorkspaceStateRebooting
		case "terminating":
			ws.State = types.WorkspaceStateTerminating
		case "maintained":
			ws.State = types.WorkspaceStateAdminMaintenance
		case "other bundle":
			ws.BundleId = aws.String(otherBundle)
		}
		if r.before == "" && (kind == "ordinary" || kind == "broken") {
			continue
		}
		res.Workspaces = append(res.Workspaces, ws)
	}
	emu := workspacestest.New(t, workspacestest.WithSeedResources(res), workspacestest.WithRateLimit(2, 5), workspacestest.WithSeed(seed),
		workspacestest.WithDuration(workspacestest.Propagating, time.Duration(r.random.IntN(20))*time.Second))
	for _, id := range connected {
		require.NoError(t, emu.Connect(id))
	}
	if r.chunk > 1 || r.name == "Rebuild" {
		emu.Inject(workspacestest.Fault{Operation: r.operation, Probability: 0.03, Refuse: &workspacestest.ItemFault{Code: "OperationInProgressException", Message: "later"}})
		emu.Inject(workspacestest.Fault{Operation: r.operation, Probability: 0.03, Refuse: &workspacestest.ItemFault{Code: "InternalServerException", Message: "oops"}})
		if len(broken) > 0 {
			emu.Inject(workspacestest.Fault{Operation: r.operation, MayMiss: true, Refuse: &workspacestest.ItemFault{Items: broken, Code: "Broken.WorkSpace", Message: "it is broken"}})
		}
	}
	return emu
}

// chaosNetwork is an HTTP client that makes about half of the calls fail. It records which changes the service made.
type chaosNetwork struct {
	under workspaces.HTTPClient
	kinds map[string]string

	mu     sync.Mutex
	random *rand.Rand
	calm   bool
	made   map[string]int // how many times the service changed each input's desktop
	lost   map[string]int // how many answers for each input were lost

	// failures counts, for each input, the calls that failed or in which the service refused the input. Failed calls
	// that describe desktops count; throttled calls do not.
	failures map[string]int
}

// fate says what chaosNetwork does with a call.
type fate struct {
	code          string // if set, the response is an error with this code
	status        int    // if set, the response has this status and no body
	drop, cutOff  bool
	after         bool          // the service executes the call, even if chaosNetwork then replaces the response
	before, delay time.Duration // how long the request and the response take, respectively
}

func (c *chaosNetwork) fate(inputs []string) fate {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.calm {
		return fate{}
	}
	f := fate{before: time.Duration(c.random.IntN(500)) * time.Millisecond, delay: time.Duration(c.random.IntN(500)) * time.Millisecond}
	if c.random.IntN(100) < 3 {
		f.before = time.Duration(c.random.IntN(10_000)) * time.Millisecond
	}
	if c.random.IntN(100) < 3 {
		f.delay = time.Duration(c.random.IntN(10_000)) * time.Millisecond
	}
	f.after = c.random.IntN(2) == 0
	switch roll := c.random.IntN(100); {
	case roll < 20:
		f.code, f.after = "ThrottlingException", false
	case roll < 25:
		f.status = []int{500, 502, 503, 504}[roll%4]
	case roll < 30:
		f.drop, f.after = true, false
	case roll < 35:
		f.drop, f.after = true, true
	case roll < 40:
		f.cutOff, f.after = true, true
	case roll < 43 && len(inputs) > 0:
		f.code, f.after = "OperationInProgressException", false
	case roll < 44 && len(inputs) > 1:
		f.code, f.after = "InvalidParameterValuesException", false
	case len(inputs) == 1 && c.kinds[inputs[0]] == "broken":
		f.code = "OperationNotSupportedException"
	default:
		f.after = true
	}
	if len(inputs) == 1 && c.kinds[inputs[0]] == "broken" {
		f.after = false // the service never gets the call, so there is no answer to cut off
		f.drop, f.cutOff = f.drop || f.cutOff, false
	}
	return f
}

// Do implements workspaces.HTTPClient.
func (c *chaosNetwork) Do(request *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	request.Body = io.NopCloser(bytes.NewReader(body))
	_, operation, _ := strings.Cut(request.Header.Get("X-Amz-Target"), ".")
	var inputs []string
	if !strings.HasPrefix(operation, "Describe") {
		inputs = inputsOf(body)
	}
	f := c.fate(inputs)
	if f.drop || f.cutOff || f.status > 0 || f.code != "" && f.code != "ThrottlingException" {
		c.fail(inputsOf(body))
	}
	if !rest(request.Context(), f.before) {
		c.lose(inputs)
		return nil, request.Context().Err()
	}
	var response *http.Response
	if f.after || c.calm {
		if response, err = c.execute(request, inputs); err != nil {
			c.lose(inputs)
			return nil, err
		}
	}
	switch {
	case !rest(request.Context(), f.delay):
		c.lose(inputs)
		return nil, request.Context().Err()
	case f.drop:
		c.lose(inputs)
		return nil, errors.New("connection reset by peer")
	case f.cutOff:
		c.lose(inputs)
		content, _ := io.ReadAll(response.Body)
		response.Body = io.NopCloser(io.MultiReader(bytes.NewReader(content[:len(content)/2]), broken{}))
	case f.status > 0:
		c.lose(inputs)
		return answer(request, f.status, ""), nil
	case f.code != "":
		return answer(request, http.StatusBadRequest, fmt.Sprintf(`{"__type":%q,"message":"chaos"}`, f.code)), nil
	}
	return response, nil
}

// execute sends a call to the emulator, and records which changes the emulator makes.
func (c *chaosNetwork) execute(request *http.Request, inputs []string) (*http.Response, error) {
	response, err := c.under.Do(request)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(content))
	if response.StatusCode != http.StatusOK {
		c.fail(inputs)
		return response, nil
	}
	var out struct{ FailedRequests json.RawMessage }
	if err := json.Unmarshal(content, &out); err != nil {
		return nil, err
	}
	refused := inputsOf(out.FailedRequests)
	c.fail(refused)
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, input := range inputs {
		if !slices.Contains(refused, input) {
			c.made[input]++
		}
	}
	return response, nil
}

func (c *chaosNetwork) fail(inputs []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, input := range inputs {
		c.failures[input]++
	}
}

func (c *chaosNetwork) lose(inputs []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, input := range inputs {
		c.lost[input]++
	}
}

// rest sleeps for the duration d. It returns false if ctx is done first.
func rest(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func answer(request *http.Request, status int, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/x-amz-json-1.1"}},
		Body: io.NopCloser(strings.NewReader(body)), Request: request, ContentLength: int64(len(body)),
	}
}

// inputsOf returns the desktops or users named in a request or in a list of refused items.
func inputsOf(body []byte) (inputs []string) {
	var v any
	if json.Unmarshal(body, &v) != nil {
		return nil
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, element := range v {
				walk(element)
			}
		case map[string]any:
			for key, member := range v {
				text, isText := member.(string)
				list, isList := member.([]any)
				switch {
				case isList && key == "WorkspaceIds":
					for _, id := range list {
						inputs = append(inputs, id.(string))
					}
				case !isText:
					walk(member)
				case slices.Contains([]string{"WorkspaceId", "SourceWorkspaceId", "UserName", "ResourceId"}, key):
					inputs = append(inputs, text)
				}
			}
		}
	}
	walk(v)
	return inputs
}

// runs runs the method once or twice. The first run completes, is cancelled (with or without a journal), or is killed
// with a journal. Unless it completes, a second run continues. The report has one result for each input.
func (r *chaosRun) runs(t *testing.T) *fleet.Report {
	t.Helper()
	var options []fleet.Option
	if r.wait {
		options = append(options, fleet.WithWait(48*time.Hour))
	}
	way := []string{"complete", "cancelled", "cancelled, journal", "killed, journal"}[r.random.IntN(4)]
	file := &growingFile{}
	if strings.HasSuffix(way, "journal") {
		options = append(options, fleet.WithJournal(file))
	}
	calls := (len(r.inputs) + r.chunk - 1) / r.chunk
	early := r.random.Float64() // most runs should end early, because a run sends changes only at its beginning
	moment := time.Duration(r.random.Float64() * early * early * float64(time.Duration(calls)*2*time.Second+5*time.Minute))
	t.Logf("%s, %s, wait: %v, moment: %v", r.name, way, r.wait, moment)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	first := options
	switch {
	case way == "killed, journal":
		began := time.Now()
		first = append(slices.Clone(options), fleet.WithProgress(func(fleet.Progress) {
			if time.Since(began) > moment {
				panic("killed")
			}
		}))
	case way != "complete":
		time.AfterFunc(moment, cancel)
	}
	report, err := r.survive(ctx, r.inputs, first)
	r.ended = ctx.Err() != nil || report == nil
	if way == "complete" || report == nil && err != nil && !r.ended {
		require.NoError(t, err)
		return report
	}
	if err != nil {
		require.Contains(t, r.name, "Ensure")
	}
	if report != nil {
		r.complete(t, r.inputs, report)
		r.classes(t, report)
	}
	if report == nil || strings.HasSuffix(way, "journal") {
		file.read = 0
		second, err := r.survive(t.Context(), r.inputs, options)
		if err != nil && strings.HasPrefix(r.name, "Ensure") {
			return nil // the call to Ensure failed to list the desktops: 8 calls in a row failed
		}
		require.NoError(t, err)
		r.complete(t, r.inputs, second)
		return second
	}
	var remaining []string
	for input := range report.Remaining() {
		remaining = append(remaining, input[strings.LastIndex(input, "/")+1:])
	}
	second, err := r.survive(t.Context(), remaining, options)
	require.NoError(t, err)
	r.complete(t, remaining, second)
	for i := range report.Results {
		if report.Results[i].Class == fleet.NotAttempted {
			report.Results[i], second.Results = second.Results[0], second.Results[1:]
		}
	}
	report.Cause = second.Cause
	return report
}

// survive runs the method. If the run is killed, survive recovers from the panic and returns no report.
func (r *chaosRun) survive(ctx context.Context, inputs []string, options []fleet.Option) (report *fleet.Report, err error) {
	defer func() {
		if value := recover(); value != nil && value != "killed" {
			panic(value)
		}
	}()
	return r.run(ctx, r.f, inputs, options...)
}

// complete checks that a report has a result for each input, in input order.
func (r *chaosRun) complete(t *testing.T, inputs []string, report *fleet.Report) {
	t.Helper()
	require.Len(t, report.Results, len(inputs))
	for i, result := range report.Results {
		require.Contains(t, result.Input, inputs[i])
		require.Contains(t, fleet.Classes(), result.Class, inputs[i])
	}
}

// classes checks that each result's class agrees with what the service did.
func (r *chaosRun) classes(t *testing.T, report *fleet.Report) {
	t.Helper()
	once := slices.Contains([]string{"Reboot", "Rebuild", "Restore", "Migrate", "Create", "Ensure", "Ensure, modify"}, r.name)
	for i, result := range report.Results {
		input := r.inputs[i]
		made, lost := r.network.made[input], r.network.lost[input]
		about := fmt.Sprintf("%s (%s, made %d times, lost %d times): %+v", input, r.kinds[input], made, lost, result)
		if once || r.name == "Terminate" {
			require.LessOrEqual(t, made, 1, about)
		}
		passing := slices.Contains([]string{"starting", "rebooting", "connected"}, r.kinds[input]) // waiting until such a desktop allows the change can use up the run's patience
		impatient := lost >= 8 || !r.wait && (passing || r.network.failures[input] >= 8)
		switch result.Class {
		case fleet.Done:
			require.True(t, made > 0 || r.kinds[input] != "ordinary", about)
		case fleet.NotAttempted:
			require.Zero(t, made, about)
			require.Error(t, report.Cause, about)
		case fleet.Skipped:
			require.Zero(t, made, about)
		case fleet.Failed:
			gone := r.kinds[input] == "terminating" // a repeated change may find the desktop gone
			require.True(t, made == 0 || result.Accepted || gone, about)
			require.True(t, result.Accepted || r.kinds[input] != "ordinary" || impatient, about)
		case fleet.Unknown:
			require.True(t, lost > 0 || r.ended, about)
			require.True(t, once || r.ended || impatient, about)
		}
	}
}

// check compares the last report with the emulator's state.
func (r *chaosRun) check(t *testing.T, emu *workspacestest.Emulator, report *fleet.Report) {
	t.Helper()
	require.NoError(t, report.Cause)
	r.complete(t, r.inputs, report)
	r.classes(t, report)
	time.Sleep(6 * time.Hour) // until all changes are complete
	byID, byUser := make(map[string]types.Workspace), make(map[string][]types.Workspace)
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(emu.Client(withLimiter(ratelimit.New())), &workspaces.DescribeWorkspacesInput{}).Items(t.Context()) {
		require.NoError(t, err)
		byID[*ws.WorkspaceId] = ws
		if ws.State != types.WorkspaceStateTerminating {
			byUser[aws.ToString(ws.UserName)] = append(byUser[aws.ToString(ws.UserName)], ws)
		}
	}
	for i, result := range report.Results {
		input := r.inputs[i]
		ws, exists := byID[result.WorkspaceId]
		about := fmt.Sprintf("%s (%s, made %d times): %+v, exists: %v, state: %s", input, r.kinds[input], r.network.made[input], result, exists, ws.State)
		require.NotEqual(t, fleet.NotAttempted, result.Class, about)
		if r.before == "" || r.name == "Ensure, modify" {
			require.LessOrEqual(t, len(byUser[input]), 1, about)
		}
		if result.Class != fleet.Done || r.name == "Tag" || r.name == "Untag" {
			continue
		}
		if r.name == "Terminate" {
			require.False(t, exists, about)
			continue
		}
		require.True(t, exists, about)
		switch r.name {
		case "Create", "Ensure":
			require.Equal(t, input, *ws.UserName, about)
		case "Migrate":
			require.Equal(t, otherBundle, *ws.BundleId, about)
			require.Equal(t, input, *ws.UserName, about)
		case "ModifyProperties", "Ensure, modify":
			require.Equal(t, types.ComputePower, ws.WorkspaceProperties.ComputeTypeName, about)
		case "Stop", "Start", "SetState":
			require.Equal(t, r.after, ws.State, about)
		case "Reboot", "Rebuild", "Restore":
			require.Contains(t, []types.WorkspaceState{available, stopped}, ws.State, about)
		}
	}
}
