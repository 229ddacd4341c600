package workspacestest

import (
	"context"
	"fmt"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/go-workspaces/workspaces"
)

// The key pair and the Region of the clients that an Emulator makes. Programs that reach the emulator by its
// URL use the same key pair, or one that [WithCredentials] has added.
const (
	AccessKeyID     = "AKIDWORKSPACESTEST" // identifies the account
	SecretAccessKey = "workspacestest"     // signs for AccessKeyID and opens nothing else
	Region          = "us-east-1"          // the Region of the clients' resources
)

// Emulator is an emulated Amazon WorkSpaces. It is an http.Handler, for programs that serve it themselves,
// and safe for use by many goroutines.
type Emulator struct {
	settings   settings
	tb         reporter
	phases     phases
	countReads bool // whether some phase ends after a number of answers
	clock      clock
	signer     *v4.Signer    // checks signatures
	received   atomic.Uint64 // requests
	changes    atomic.Uint64

	largeBodies chan struct{} // an element for each request with a large body that is in flight

	mu     sync.Mutex // held while a call is answered: calls are carried out one after the other
	stores map[place]*store
	full   map[place]time.Time // when the rate limit of an account's Region is back at its burst
	faults []*injected         // replaced as a whole, never changed
	placed uint64              // number of faults injected so far
	served uint64              // number of calls that met faults
	log    requestLog

	serverMu sync.Mutex
	server   *httptest.Server // nil until URL is called
}

// reporter is the part of testing.TB by which an Emulator reports a mistake of its test.
type reporter interface {
	Helper()
	Fatal(args ...any)
	Log(args ...any)
	Errorf(format string, args ...any)
	Skipped() bool
	Cleanup(f func())
}

// panicker is the reporter of an Emulator without a test. It has no log, and its functions of Cleanup are not called, as
// there is no test that ends.
type panicker struct{}

func (panicker) Helper()                           {}
func (panicker) Fatal(args ...any)                 { panic(args[0]) }
func (panicker) Log(...any)                        {}
func (panicker) Errorf(format string, args ...any) { panic(fmt.Errorf(format, args...)) }
func (panicker) Skipped() bool                     { return false }
func (panicker) Cleanup(func())                    {}

// New makes an emulator that is closed when the test ends. An invalid option ends the test, and so does an
// invalid fault that is injected later. A fault that has applied to nothing when the test ends fails the test, see
// [Fault]. The test's log has the notes of seeds, see [Seed.Notes].
func New(tb testing.TB, opts ...Option) *Emulator {
	tb.Helper()
	e, err := build(tb, opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(e.Close)
	return e
}

// NewEmulator makes an emulator outside of a test. Close it if its URL was used. It panics if an option is
// invalid: [Build] returns an error instead.
func NewEmulator(opts ...Option) *Emulator {
	e, err := Build(opts...)
	if err != nil {
		panic(err)
	}
	return e
}

// Build makes an emulator outside of a test, for programs whose options come from a user. The error names the
// first option that is invalid.
func Build(opts ...Option) (*Emulator, error) { return build(panicker{}, opts) }

func build(tb reporter, opts []Option) (*Emulator, error) {
	tb.Helper()
	s := newSettings()
	for _, opt := range opts {
		opt(s)
	}
	if s.err != nil {
		return nil, s.err
	}
	return newEmulator(tb, s)
}

// newEmulator makes an emulator with the resources that its options ask for.
func newEmulator(tb reporter, s *settings) (*Emulator, error) {
	e := &Emulator{
		settings: *s,
		tb:       tb,
		phases:   newPhases(s.phases),
		clock:    clock{source: s.now},
		signer:   v4.NewSigner(),
		stores:   make(map[place]*store),
		full:     make(map[place]time.Time),
		log:      requestLog{limit: s.requests},

		largeBodies: make(chan struct{}, maxLargeBodies),
	}
	for _, phase := range e.phases {
		e.countReads = e.countReads || phase.reads > 0
	}
	for _, add := range s.resources {
		if err := add(e); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// Reset returns the emulator to its beginning: only the resources of its options are there, no faults and no
// recorded requests.
func (e *Emulator) Reset() {
	e.tb.Helper()
	fresh, err := newEmulator(panicker{}, &e.settings)
	if err != nil { // the clock of WithClock can have moved to where a seed is invalid
		e.tb.Fatal(err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.replace(new(savedState[*store]), fresh.stores)
	e.faults, e.placed, e.served = nil, 0, 0
	clear(e.full)
	e.log.clear()
}

// Client makes a client that reaches the emulator in this process. It signs for [Region] with
// [AccessKeyID], or with the key of [WithClientCredentials].
func (e *Emulator) Client(optFns ...func(*workspaces.Options)) *workspaces.Client {
	return workspaces.NewFromConfig(e.Config(), optFns...)
}

// ClientFor makes a client that signs with the given access key for the given Region. Options such as [WithAccount]
// add access keys. An unknown one ends the test of [New], and panics without a test.
func (e *Emulator) ClientFor(accessKeyID, region string, optFns ...func(*workspaces.Options)) *workspaces.Client {
	e.tb.Helper()
	return workspaces.NewFromConfig(e.ConfigFor(accessKeyID, region), optFns...)
}

// Config returns what a client needs to reach the emulator in this process: the HTTP client, the
// credentials and the Region. It suits clients of the official module as well.
func (e *Emulator) Config() aws.Config {
	return e.ConfigFor(e.settings.clientKey, Region)
}

// ConfigFor does what Config does for the given access key and Region. An unknown access key ends the test of [New],
// and panics without a test.
func (e *Emulator) ConfigFor(accessKeyID, region string) aws.Config {
	e.tb.Helper()
	secret, known := e.settings.credentials[accessKeyID]
	if !known {
		e.tb.Fatal(fmt.Errorf("workspacestest: access key %.100q: no option has added it", accessKeyID))
	}
	return aws.Config{
		Region:     region,
		HTTPClient: transport{e},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: accessKeyID, SecretAccessKey: secret, Source: "workspacestest"}, nil
		}),
	}
}

// URL returns the emulator's address on the loopback interface, to be used as a client's BaseEndpoint or as
// AWS_ENDPOINT_URL_WORKSPACES. The first call starts a server there.
func (e *Emulator) URL() string {
	e.serverMu.Lock()
	defer e.serverMu.Unlock()
	if e.server == nil {
		e.server = httptest.NewServer(e)
	}
	return e.server.URL
}

// Close stops the server that URL has started, if there is one. Clients in this process go on working. A
// second Close has no effect.
func (e *Emulator) Close() {
	e.serverMu.Lock()
	defer e.serverMu.Unlock()
	if e.server != nil {
		e.server.CloseClientConnections() // ends calls that a fault delays
		e.server.Close()
	}
}
