// Package emulator is Amazon WorkSpaces in memory: the server side of the API, for tests.
//
// [Emulator] is an http.Handler, and an HTTP client for programs in this process, that speaks awsJson 1.1
// and checks Signature Version 4 as the service does. Each account, named by the access key of a request,
// has a state of its own in each Region. Package workspacestest is its public face.
//
// Nothing here waits, but for the delays that a test asks for: there is no goroutine and no timer. What a
// resource looks like is a function of what was done to it and of the time now, see lifecycle. So the
// emulator works the same with the machine's clock, one that a test sets forward, or the one of
// testing/synctest.
//
// An operation is one handler, a method of call, and its line in the table of operations.go.
package emulator

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"math"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// contentType is that of every request and every answer.
const contentType = "application/x-amz-json-1.1"

// Options configures an Emulator. The zero value knows no credentials and so refuses every request.
type Options struct {
	// Now tells the time by which resources change; time.Now by default. Signatures are checked by the
	// machine's clock in any case, as it is the one that clients sign by.
	Now func() time.Time

	// Seed decides on all identifiers, and on which calls meet a fault that has a probability: the same
	// calls in the same order get the same ones.
	Seed uint64

	// Phases says how long those phases take that shall not take what they do by default.
	Phases map[Phase]Length

	// Quotas are the limits on the number of resources. A kind that is not there has none.
	Quotas map[Quota]int

	// Rate is how many calls a second an account may make in a Region; none or less for any number.
	Rate float64

	// Burst is how many calls it may make at once, if there is a Rate; 1 at the least, MaxBurst at the most.
	Burst int

	// CoolDowns makes ModifyWorkspaceProperties refuse what comes too soon, as the service does. A larger
	// volume or compute type has to wait until 6 hours after the WorkSpace first became AVAILABLE, and until
	// 6 hours after that volume, or the compute type, last became larger; a smaller compute type until 30
	// days after it last became smaller. A change counts from its end, and only if it succeeds.
	CoolDowns bool

	// Credentials are the access keys that can sign requests, each with its secret. Each access key is an
	// account of its own, see AccountID, unless AccountIDs says which account it belongs to.
	Credentials map[string]string

	// AccountIDs are the twelve digits of the accounts of access keys.
	AccountIDs map[string]string

	// ItemCodes replaces error codes of single items: what no report tells of the service is a guess here.
	ItemCodes map[string]string

	// Requests is how many of the last requests are remembered: 10,000 if it is 0, none if it is less.
	Requests int
}

// Emulator is an http.Handler that answers as Amazon WorkSpaces. It is safe for use by many goroutines.
type Emulator struct {
	options    Options
	phases     phases
	countReads bool // whether a phase ends by how often it was shown
	clock      clock
	received   atomic.Uint64 // requests
	changes    atomic.Uint64

	mu     sync.Mutex // held while a call is answered: calls come one after the other
	stores map[place]*store
	full   map[place]time.Time // when the calls that an account has made no longer count
	faults []*injected         // replaced, never changed
	placed uint64              // faults
	served uint64              // calls that met faults
	log    log
}

// New makes an emulator without any resources but the bundles and the applications of AWS.
func New(o Options) *Emulator {
	o.Phases, o.Quotas = maps.Clone(o.Phases), maps.Clone(o.Quotas)
	o.Credentials, o.AccountIDs, o.ItemCodes = maps.Clone(o.Credentials), maps.Clone(o.AccountIDs), maps.Clone(o.ItemCodes)
	if o.Now == nil {
		o.Now = time.Now
	}
	e := &Emulator{
		options: o,
		phases:  newPhases(o.Phases),
		clock:   clock{source: o.Now},
		stores:  make(map[place]*store),
		full:    make(map[place]time.Time),
		log:     log{most: cmp.Or(o.Requests, 10_000)},
	}
	for _, phase := range e.phases {
		e.countReads = e.countReads || phase.Reads > 0
	}
	return e
}

// clock is another clock, moved forward. It does not go back when that one does.
type clock struct {
	mu       sync.Mutex
	source   func() time.Time
	advanced time.Duration // never negative
	latest   time.Time     // that it has shown
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := c.source().Add(c.advanced); now.After(c.latest) {
		c.latest = now
	}
	return c.latest
}

// advance moves the clock by d, or as far as a Duration goes.
func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advanced += min(d, math.MaxInt64-c.advanced)
}

// moved returns how far the clock was moved.
func (c *clock) moved() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.advanced
}

// reset makes the clock one that was moved by d and has not been looked at.
func (c *clock) reset(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advanced, c.latest = max(0, d), time.Time{}
}

// Now returns the time by the emulator's clock. Only Restore and Reset can set it back.
func (e *Emulator) Now() time.Time { return e.clock.now() }

// Advance moves the emulator's clock forward, by 292 years in all at most. It does not move it back.
func (e *Emulator) Advance(d time.Duration) {
	if d > 0 {
		e.clock.advance(d)
		e.changes.Add(1)
	}
}

// Changes returns a number that has grown whenever something may have changed. Calls that only read
// change nothing, unless some phase goes by how often it is read.
func (e *Emulator) Changes() uint64 { return e.changes.Load() }

var (
	accountID = regexp.MustCompile(`^\d{12}$`)
	accessKey = regexp.MustCompile(`^\w{1,128}$`)
)

// IsAccessKey reports whether a signature can name an access key.
func IsAccessKey(key string) bool { return accessKey.MatchString(key) }

// IsAccountID reports whether these are the twelve digits of an account.
func IsAccountID(id string) bool { return accountID.MatchString(id) }

// AccountID returns the twelve digits of the account that an access key belongs to where nothing else is
// said of it. An access key of twelve digits is that of the account with just these.
func AccountID(accessKey string) string {
	if accountID.MatchString(accessKey) {
		return accessKey
	}
	hash := sha256.Sum256([]byte(accessKey))
	return fmt.Sprintf("%012d", binary.BigEndian.Uint64(hash[:])%1e12)
}

// AccountID returns the twelve digits of the account that an access key belongs to.
func (e *Emulator) AccountID(accessKey string) string {
	if id, set := e.options.AccountIDs[accessKey]; set {
		return id
	}
	return AccountID(accessKey)
}

// store finds or makes what an account has in a Region.
func (e *Emulator) store(at place) *store {
	s := e.stores[at]
	if s == nil {
		s = newStore(at, e.options.Seed)
		e.stores[at] = s
	}
	return s
}

// handler is what the emulator knows of an operation.
type handler struct {
	input  func() any // makes an empty one
	answer func(c *call, input any) (body []byte, err error)
}

// handle makes a handler of a method of call. The method sees only inputs that keep their bounds, and
// has the emulator to itself.
func handle[In, Out any](method func(*call, *In) (*Out, error)) handler {
	return handler{
		input: func() any { return new(In) },
		answer: func(c *call, input any) ([]byte, error) {
			out, err := method(c, input.(*In))
			if err != nil {
				return nil, err
			}
			return awsjson.Marshal(out) // while the call lasts, as the output may share memory with the state
		},
	}
}

// decode reads the body of a request.
func (h handler) decode(body []byte) (any, error) {
	in := h.input()
	if len(bytes.TrimSpace(body)) == 0 {
		return in, nil
	}
	if err := awsjson.Unmarshal(body, in); err != nil {
		return nil, faultf("SerializationException", "%s", cut(err.Error()))
	}
	return in, nil
}

// exchange is a request on its way to its answer.
type exchange struct {
	Request // Input is the handler's, which may keep parts of it
	at      place
	handler handler
	body    []byte
}

// answer does with a request what all operations have in common, and leaves the rest to its handler.
func (e *Emulator) answer(r *http.Request) *reply {
	x := &exchange{Request: Request{ID: e.requestID(), Time: e.Now()}}
	if err := e.receive(r, x); err != nil {
		e.mu.Lock()
		defer e.mu.Unlock()
		return e.record(x, errorReply(err))
	}
	armed := e.armed(x)
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.record(x, e.perform(r.Context(), x, armed))
}

// receive reads a request and says why it is refused, whatever the state of the account.
func (e *Emulator) receive(r *http.Request, x *exchange) error {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Method != http.MethodPost || err != nil || mediaType != contentType {
		return faultf("UnknownOperationException", "A request is a POST with the content type %s.", contentType)
	}
	target := r.Header.Get("X-Amz-Target")
	operation, named := strings.CutPrefix(target, awsjson.TargetPrefix+".")
	handler, known := operations[operation]
	if !known || !named {
		return faultf("UnknownOperationException", "The service has no operation %.100q.", target)
	}
	x.Operation, x.handler = operation, handler
	signed, err := e.identify(r, x)
	if err != nil {
		x.body, _ = readBody(r, maxStranger) // for the log: what can't be read has no Input there
		return err
	}
	if x.body, err = readBody(r, awsjson.MaxBody); err != nil {
		return err
	}
	if err := signed.verify(r, x.body); err != nil {
		return err
	}
	x.at = place{x.Account, x.Region}
	if x.Input, err = handler.decode(x.body); err != nil {
		return err
	}
	return validate(x.Input)
}

// perform makes the answer to a request that is in order. The emulator is locked, but not while the
// answer is delayed.
func (e *Emulator) perform(ctx context.Context, x *exchange, armed []*injected) *reply {
	if !e.admits(x.at) {
		return errorReply(throttled())
	}
	e.served++
	fate := e.fateOf(x, armed)
	if fate.delay > 0 && !e.pause(ctx, fate.delay) {
		return &reply{dropped: true}
	}
	answer := &reply{}
	if fate.end == nil || fate.end.carriedOut() {
		c := e.enter(x.at, x.Operation)
		c.serial, c.faults = e.served, fate.items
		if begins[x.Operation] {
			_ = c.itemFault("") // what is begun by a call that has no items can be doomed as a whole
		}
		body, err := x.handler.answer(c, x.Input)
		answer = &reply{status: http.StatusOK, body: body, sent: len(body)}
		if err != nil {
			answer = errorReply(err)
		}
		x.Faulted = x.Faulted || c.faulted
		if e.countReads || !reads(x.Operation) {
			e.changes.Add(1)
		}
	}
	if fate.end != nil {
		fate.end.disturb(answer)
	}
	return answer
}

// reads reports whether an operation changes nothing.
func reads(operation string) bool {
	for _, verb := range []string{"Describe", "List", "Get"} {
		if strings.HasPrefix(operation, verb) {
			return true
		}
	}
	return false
}

// maxStranger is how many bytes are read of a request that no access key signs: everyone can send many of
// them at once.
const maxStranger = 64 << 10

func readBody(r *http.Request, most int64) ([]byte, error) {
	if r.Body == nil {
		return []byte{}, nil
	}
	tooLarge := faultf("SerializationException", "The body is larger than %d bytes.", most)
	if r.ContentLength > most {
		return nil, tooLarge
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, most+1))
	switch {
	case err != nil:
		return nil, faultf("SerializationException", "The body cannot be read: %v", err)
	case int64(len(body)) > most:
		return nil, tooLarge
	default:
		return body, nil
	}
}

// requestID numbers the requests, in the form of a UUID.
func (e *Emulator) requestID() string {
	var seed [16]byte
	binary.BigEndian.PutUint64(seed[:8], e.options.Seed)
	binary.BigEndian.PutUint64(seed[8:], e.received.Add(1))
	sum := sha256.Sum256(seed[:])
	id := hex.EncodeToString(sum[:16])
	return strings.Join([]string{id[:8], id[8:12], id[12:16], id[16:20], id[20:]}, "-")
}
