package fleet_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestAKilledProgramContinuesFromItsJournal runs the test binary itself as a second program, with these environment
// variables.
const (
	killURL     = "FLEET_TEST_URL"
	killMethod  = "FLEET_TEST_METHOD"
	killInputs  = "FLEET_TEST_INPUTS"
	killJournal = "FLEET_TEST_JOURNAL"
)

func TestMain(m *testing.M) {
	if os.Getenv(killURL) == "" {
		os.Exit(m.Run())
	}
	if err := journaledProgram(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// journaledProgram is the second program. It runs a method with a journal file and prints the report.
func journaledProgram(ctx context.Context) error {
	file, err := os.OpenFile(os.Getenv(killJournal), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer file.Close()
	n, err := strconv.Atoi(os.Getenv(killInputs))
	if err != nil {
		return err
	}
	client := workspaces.New(workspaces.Options{
		Region: workspacestest.Region, BaseEndpoint: aws.String(os.Getenv(killURL)),
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: workspacestest.AccessKeyID, SecretAccessKey: workspacestest.SecretAccessKey}, nil
		}),
	})
	all := func(int) bool { return true }
	report, err := methods[os.Getenv(killMethod)].run(ctx, fleet.New(client), where(n, all), fleet.WithJournal(file))
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(report)
}

// TestAKilledProgramContinuesFromItsJournal kills a program twice, each time while the emulator is handling one of its
// requests, and lets it complete the third time. The desktops must end up in the same states as without the kills, with
// each change made exactly once.
func TestAKilledProgramContinuesFromItsJournal(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Stop", "Start", "Terminate", "Reboot", "Create", "Ensure, modify"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const n = 300
			m := methods[name]
			whole, _ := m.world(t, n)
			report, _ := runProgram(t, whole, name, n, filepath.Join(t.TempDir(), "journal"), 0)
			require.Equal(t, n, report.Count(fleet.Done), report)

			emu, _ := m.world(t, n)
			journal := filepath.Join(t.TempDir(), "journal")
			kills := []int64{1 + rand.Int64N(n/25-4), 1 + rand.Int64N(4)}
			if name == "Ensure, modify" { // kill the program later, because its first requests only list and describe desktops
				kills = []int64{25 + rand.Int64N(150), 25 + rand.Int64N(100)}
			}
			refused := 0
			t.Logf("killed at the requests %d", kills)
			for _, at := range kills {
				report, more := runProgram(t, emu, name, n, journal, at)
				require.Nil(t, report)
				refused += more
			}
			report, more := runProgram(t, emu, name, n, journal, 0)
			refused += more
			assert.Equal(t, n, report.Count(fleet.Done), report)
			assert.Equal(t, finalStates(t, whole), finalStates(t, emu))
			sent, changes := 0, changesTo(emu)
			for input, times := range changes {
				sent += times
				if name == "Terminate" || name == "Reboot" || name == "Ensure, modify" {
					assert.Equal(t, 1, times, input)
				}
			}
			assert.Len(t, changes, n)
			assert.Equal(t, n, sent-refused, "accepted changes")
		})
	}
}

// runProgram runs the second program with the emulator. If killAt is positive, the program is killed while the emulator
// is handling the request with that number, counting from 1, and there is no report. refused is the number of items
// that the emulator refused.
func runProgram(t *testing.T, emu *workspacestest.Emulator, name string, n int, journal string, killAt int64) (report *fleet.Report, refused int) {
	t.Helper()
	var refusals atomic.Int64
	server := httptest.NewServer(countRefusals(emu, &refusals))
	defer func() {
		server.Close() // waits for requests in progress, so that the next program does not overlap with them
		refused = int(refusals.Load())
	}()
	var requests atomic.Int64
	reached, killed := make(chan struct{}), make(chan struct{})
	remove := emu.Inject(workspacestest.Fault{Throttle: true, MayMiss: true, Match: func(any) bool {
		if requests.Add(1) == killAt {
			close(reached)
			<-killed
		}
		return false
	}})
	defer remove()

	var out, errs bytes.Buffer
	program := exec.CommandContext(t.Context(), os.Args[0])
	program.Stdout, program.Stderr = &out, &errs
	program.Env = append(os.Environ(), killURL+"="+server.URL, killMethod+"="+name, killInputs+"="+strconv.Itoa(n), killJournal+"="+journal)
	require.NoError(t, program.Start())
	ended := make(chan error, 1)
	go func() { ended <- program.Wait() }()
	select {
	case err := <-ended:
		close(killed)
		require.NoError(t, err, errs.String())
		require.Zero(t, killAt, "the program ended before it could be killed")
		require.NoError(t, json.Unmarshal(out.Bytes(), &report))
		return report, 0
	case <-reached:
		err := program.Process.Kill()
		<-ended //nolint:errcheck // a killed program ends with an error
		close(killed)
		require.NoError(t, err)
		return nil, 0
	}
}

// countRefusals counts the refused items in a handler's responses.
func countRefusals(handler http.Handler, refused *atomic.Int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, r)
		var out struct{ FailedRequests []json.RawMessage }
		if json.Unmarshal(answer.Body.Bytes(), &out) == nil {
			refused.Add(int64(len(out.FailedRequests)))
		}
		maps.Copy(w.Header(), answer.Header())
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes()) // an error only means that the program was killed
	})
}

// finalStates waits until all changes are complete, and returns the state of each user's desktop.
func finalStates(t *testing.T, emu *workspacestest.Emulator) map[string]types.WorkspaceState {
	t.Helper()
	emu.Advance(time.Hour)
	states := make(map[string]types.WorkspaceState)
	desktops, err := collect(t, fleet.New(emu.Client()).Inventory(t.Context(), fleet.Filter{}))
	require.NoError(t, err)
	for _, d := range desktops {
		states[aws.ToString(d.Workspace.UserName)] = d.Workspace.State
	}
	return states
}

// changesTo returns how many requests in the emulator's log change each desktop, or create one for each user.
func changesTo(emu *workspacestest.Emulator) map[string]int {
	changes := make(map[string]int)
	for _, request := range emu.Requests() {
		switch in := request.Input.(type) {
		case *workspaces.StopWorkspacesInput:
			for _, r := range in.StopWorkspaceRequests {
				changes[*r.WorkspaceId]++
			}
		case *workspaces.StartWorkspacesInput:
			for _, r := range in.StartWorkspaceRequests {
				changes[*r.WorkspaceId]++
			}
		case *workspaces.TerminateWorkspacesInput:
			for _, r := range in.TerminateWorkspaceRequests {
				changes[*r.WorkspaceId]++
			}
		case *workspaces.RebootWorkspacesInput:
			for _, r := range in.RebootWorkspaceRequests {
				changes[*r.WorkspaceId]++
			}
		case *workspaces.ModifyWorkspacePropertiesInput:
			changes[*in.WorkspaceId]++
		case *workspaces.CreateWorkspacesInput:
			for _, r := range in.Workspaces {
				changes[*r.UserName]++
			}
		}
	}
	return changes
}
