// Package workspacestest is Amazon WorkSpaces for tests: an emulator in memory that needs no account,
// no network and no waiting.
//
//	func TestNightlyStop(t *testing.T) {
//		emu := workspacestest.New(t, workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
//		err := stopAll(t.Context(), emu.Client())
//		…
//	}
//
// Its clients reach it by function calls, without a socket: a request is signed, sent, checked and
// answered as with the service, and is done when the call returns. Programs in other processes, or in
// other languages, use [Emulator.URL].
//
// # Time
//
// Resources change as the service's do: a new WorkSpace is PENDING for 20 minutes. Nobody need wait for
// that. [Emulator.Advance] moves the emulator's clock forward; in a testing/synctest bubble the bubble's
// clock does, so that a program which sleeps and polls lives through it all in an instant (make the
// emulator inside the bubble, and stay away from URL, as a socket keeps a bubble from going idle);
// [WithDuration] and [WithInstantChanges] shorten the changes themselves.
//
// # Accounts
//
// Every access key is an account of its own, with a state of its own in each Region. Clients made by
// [Emulator.Client] sign with [AccessKeyID] for [Region]. Identifiers follow from the seed alone: a test
// meets the same ones each time.
//
// # Limits
//
// Operations on WorkSpaces, directories, tags, and the reading of bundles are there; all others, and
// RestoreWorkspace, MigrateWorkspace and DescribeWorkspaceSnapshots, answer with a
// NotImplementedException. Quotas, rate limits, permissions, users who log in, the automatic stop and
// the service's pauses between two modifications are not emulated. Where the service's behaviour is not
// known, such as the error codes of WorkSpaces in the wrong state, the emulator's is a guess: do not
// test for its wording.
package workspacestest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/emulator"
)

// What the clients that an Emulator makes sign with, and for. Programs that reach it by its URL use the
// same, or what [WithCredentials] has added.
const (
	AccessKeyID     = "AKIDWORKSPACESTEST" // names the account
	SecretAccessKey = "workspacestest"     // signs for AccessKeyID; it opens nothing else
	Region          = "us-east-1"          // where the clients' resources are
)

// Emulator is one Amazon WorkSpaces. It is safe for use by many goroutines.
type Emulator struct {
	core *emulator.Emulator
	fill []func(*emulator.Emulator) error
	fail func(error) // reports a mistake of the test

	mu     sync.Mutex
	server *httptest.Server // nil until URL is called
}

// New makes an emulator that is closed when the test ends. Options and faults that make no sense end the
// test.
func New(tb testing.TB, opts ...Option) *Emulator {
	tb.Helper()
	e := newEmulator(func(err error) {
		tb.Helper()
		tb.Fatal(err)
	}, opts)
	tb.Cleanup(e.Close)
	return e
}

// NewEmulator makes an emulator. Close it if its URL was used. It panics if an option makes no sense, and
// so does [Emulator.Inject] of the emulator with a fault.
func NewEmulator(opts ...Option) *Emulator {
	return newEmulator(func(err error) { panic(err) }, opts)
}

func newEmulator(fail func(error), opts []Option) *Emulator {
	s := settings{options: emulator.Options{
		Phases:      make(map[Phase]emulator.Length),
		Quotas:      make(map[Quota]int),
		Credentials: map[string]string{AccessKeyID: SecretAccessKey},
		AccountIDs:  make(map[string]string),
		ItemCodes:   make(map[string]string),
	}}
	for _, opt := range opts {
		opt(&s)
	}
	e := &Emulator{core: emulator.New(s.options), fill: s.fill, fail: fail}
	if err := e.begin(e.core); err != nil {
		fail(err)
	}
	return e
}

// begin adds what the options say is there from the start.
func (e *Emulator) begin(core *emulator.Emulator) error {
	for _, fill := range e.fill {
		if err := fill(core); err != nil {
			return err
		}
	}
	return nil
}

// Client makes a client that reaches the emulator in this process.
func (e *Emulator) Client(optFns ...func(*workspaces.Options)) *workspaces.Client {
	return workspaces.NewFromConfig(e.Config(), optFns...)
}

// Config returns what a client needs to reach the emulator in this process: the HTTP client, the
// credentials and the Region. It suits clients of the official module as well.
func (e *Emulator) Config() aws.Config {
	return aws.Config{
		Region:     Region,
		HTTPClient: e.core,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: AccessKeyID, SecretAccessKey: SecretAccessKey, Source: "workspacestest"}, nil
		}),
	}
}

// URL returns the address of the emulator on this machine's loopback interface, to be set as a client's
// BaseEndpoint or as AWS_ENDPOINT_URL_WORKSPACES. The first call starts to listen there.
func (e *Emulator) URL() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.server == nil {
		e.server = httptest.NewServer(e.core)
	}
	return e.server.URL
}

// ServeHTTP answers a request to the service, for programs that serve the emulator themselves.
func (e *Emulator) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.core.ServeHTTP(w, r) }

// Close ends the listening at the URL, if there is any. Clients in this process can go on. More than
// one call does no harm.
func (e *Emulator) Close() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.server != nil {
		e.server.CloseClientConnections() // ends calls that a fault holds back
		e.server.Close()
	}
}

// Now returns the time by the emulator's clock.
func (e *Emulator) Now() time.Time { return e.core.Now() }

// Advance moves the emulator's clock forward: whatever takes no longer than d is done when it returns.
// Signatures are not affected, as they are checked by the clock of the machine.
func (e *Emulator) Advance(d time.Duration) { e.core.Advance(d) }

// AccountID returns the twelve digits of the account that an access key belongs to, if [WithAccount] does
// not say which one it is.
func AccountID(accessKeyID string) string { return emulator.AccountID(accessKeyID) }
