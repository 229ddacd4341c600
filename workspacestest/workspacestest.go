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

// The key pair and Region of the clients returned by [Emulator.Client]. Programs that call the emulator at its URL sign
// with the same key pair, or with one added by [WithCredentials].
const (
	AccessKeyID     = "AKIDWORKSPACESTEST" // belongs to the emulator's default account
	SecretAccessKey = "workspacestest"     // the secret of AccessKeyID; not valid for any real AWS account
	Region          = "us-east-1"          // the Region that the clients call
)

// An Emulator emulates Amazon WorkSpaces. It is an http.Handler, so it can be served by any HTTP server. It is safe for
// concurrent use.
type Emulator struct {
	settings   settings
	tb         reporter
	phases     phases
	countReads bool // whether WithReads is used, so that phases can end after a number of reads
	clock      clock
	signer     *v4.Signer    // computes the signatures that requests should have
	received   atomic.Uint64 // the number of requests so far
	changes    atomic.Uint64

	largeBodies chan struct{} // a semaphore: each element is a slot held by a request with a large body

	mu     sync.Mutex // locked while a call is executed, so that there is only one at a time
	stores map[place]*store
	full   map[place]time.Time // when an account can again make a full burst of calls in a Region
	faults []*injected         // the injected faults; replaced as a whole when changed, so that a reader can unlock mu before using the elements
	placed uint64              // the number of faults injected so far
	served uint64              // the number of calls so far that faults could apply to
	log    requestLog

	serverMu sync.Mutex
	server   *httptest.Server // nil until URL is called
}

// reporter is the part of testing.TB used by an Emulator, for example to report mistakes in the test.
type reporter interface {
	Helper()
	Fatal(args ...any)
	Log(args ...any)
	Errorf(format string, args ...any)
	Skipped() bool
	Cleanup(f func())
}

// panicker is the reporter of an Emulator without a test. It panics on errors, discards logs and never calls Cleanup
// functions.
type panicker struct{}

func (panicker) Helper()                           {}
func (panicker) Fatal(args ...any)                 { panic(args[0]) }
func (panicker) Log(...any)                        {}
func (panicker) Errorf(format string, args ...any) { panic(fmt.Errorf(format, args...)) }
func (panicker) Skipped() bool                     { return false }
func (panicker) Cleanup(func())                    {}

// New returns an emulator that is closed when the test ends. An invalid option ends the test at once, as does injecting
// an invalid fault later. If an injected fault has never applied by the end of the test, the test fails: see [Fault].
// The emulator writes notes about seeds to the test's log: see [Emulator.Notes].
func New(tb testing.TB, opts ...Option) *Emulator {
	tb.Helper()
	e, err := build(tb, opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(e.Close)
	return e
}

// NewEmulator returns an emulator for use outside of tests. If the program calls URL, it must also call Close.
// NewEmulator panics if an option is invalid; to get an error instead, use [Build].
func NewEmulator(opts ...Option) *Emulator {
	e, err := Build(opts...)
	if err != nil {
		panic(err)
	}
	return e
}

// Build returns an emulator for use outside of tests. Unlike NewEmulator, it returns an error if an option is invalid,
// which suits programs that get their options from a user. The error describes the first invalid option.
func Build(opts ...Option) (*Emulator, error) { return build(panicker{}, opts) }

func build(tb reporter, opts []Option) (*Emulator, error) {
	tb.Helper()
	s := newSettings()
	for _, opt := range opts {
		if s.require(opt != nil, "an option must not be nil"); opt != nil {
			opt(s)
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	return newEmulator(tb, s)
}

// newEmulator returns an emulator with the resources added by its options.
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

// Reset returns the emulator to its initial state, with only the resources added by its options, and no faults or
// recorded requests.
func (e *Emulator) Reset() {
	e.tb.Helper()
	fresh, err := newEmulator(panicker{}, &e.settings)
	if err != nil { // for example, because a seed has become invalid as the clock set by WithClock moved on
		e.tb.Fatal(err)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.replace(new(savedState[*store]), fresh.stores)
	e.faults, e.placed, e.served = nil, 0, 0
	clear(e.full)
	e.log.clear()
}

// Client returns a client that calls the emulator within the same process. It signs for [Region] with [AccessKeyID], or
// with the access key set by [WithClientCredentials].
func (e *Emulator) Client(optFns ...func(*workspaces.Options)) *workspaces.Client {
	return workspaces.NewFromConfig(e.Config(), optFns...)
}

// ClientFor returns a client that signs with the given access key for the given Region. Access keys are added by
// options such as [WithAccount]. If the access key is unknown, or the Region is neither empty nor of the form of a
// Region name, ClientFor ends the test passed to [New], or panics if the emulator has no test.
func (e *Emulator) ClientFor(accessKeyID, region string, optFns ...func(*workspaces.Options)) *workspaces.Client {
	e.tb.Helper()
	return workspaces.NewFromConfig(e.ConfigFor(accessKeyID, region), optFns...)
}

// Config returns a configuration for clients that call the emulator within the same process. It holds the HTTP client,
// the credentials and the Region. It also works for clients from the official AWS SDK module.
func (e *Emulator) Config() aws.Config {
	return e.ConfigFor(e.settings.clientKey, Region)
}

// ConfigFor returns a configuration like [Emulator.Config], but with the given access key and Region. An unknown access
// key or an invalid Region is handled as in [Emulator.ClientFor].
func (e *Emulator) ConfigFor(accessKeyID, region string) aws.Config {
	e.tb.Helper()
	secret, known := e.settings.credentials[accessKeyID]
	if !known {
		e.tb.Fatal(fmt.Errorf("workspacestest: access key %.100q: no option has added it", accessKeyID))
	}
	if region != "" && !isRegion(region) {
		e.tb.Fatal(fmt.Errorf("workspacestest: Region %.100q: a Region has a name such as us-east-1", region))
	}
	return aws.Config{
		Region:     region,
		HTTPClient: transport{e},
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: accessKeyID, SecretAccessKey: secret, Source: "workspacestest"}, nil
		}),
	}
}

// URL returns the emulator's address on the loopback interface. Use it as a client's BaseEndpoint or as
// AWS_ENDPOINT_URL_WORKSPACES. The first call to URL starts a server at this address.
func (e *Emulator) URL() string {
	e.serverMu.Lock()
	defer e.serverMu.Unlock()
	if e.server == nil {
		e.server = httptest.NewServer(e)
	}
	return e.server.URL
}

// Close stops the server that URL started, if any. Clients in the same process keep working. Calling Close again has no
// effect.
func (e *Emulator) Close() {
	e.serverMu.Lock()
	defer e.serverMu.Unlock()
	if e.server != nil {
		e.server.CloseClientConnections() // this also ends calls delayed by a fault
		e.server.Close()
	}
}
