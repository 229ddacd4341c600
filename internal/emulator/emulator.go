// Package emulator is Amazon WorkSpaces in memory: the server side of the API, for tests.
//
// [Emulator] is an http.Handler that speaks awsJson 1.1 and checks Signature Version 4 as the service
// does. Each account, named by the access key of a request, has a state of its own in each Region.
// Package workspacestest is its public face.
//
// Nothing here waits: there is no goroutine and no timer. What a resource looks like is a function of
// what was done to it and of the time now, see lifecycle. So the emulator works the same with the
// machine's clock, one that a test sets forward, or the one of testing/synctest.
//
// An operation is one handler, a method of call, and its line in the table of operations.go.
package emulator

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// contentType is that of every request and every answer.
const contentType = "application/x-amz-json-1.1"

// Options configures an Emulator. The zero value knows no credentials and so refuses every request.
type Options struct {
	// Now tells the time by which resources change; time.Now by default. Signatures are checked by the
	// machine's clock in any case, as it is the one that clients sign by.
	Now func() time.Time

	// Seed decides on all identifiers: the same calls in the same order get the same ones.
	Seed uint64

	// Phases says how long those phases take that shall not take what they do by default.
	Phases map[Phase]Length

	// Quotas are the limits on the number of resources. A kind that is not there has none.
	Quotas map[Quota]int

	// Credentials are the access keys that can sign requests, each with its secret. Each access key is an
	// account of its own.
	Credentials map[string]string
}

// Emulator is an http.Handler that answers as Amazon WorkSpaces. It is safe for use by many goroutines.
type Emulator struct {
	now         func() time.Time
	seed        uint64
	phases      phases
	quotas      map[Quota]int
	credentials map[string]string
	requests    atomic.Uint64

	mu     sync.Mutex // held while a call is answered: calls come one after the other
	stores map[place]*store
}

// New makes an emulator without any resources but the bundles of AWS.
func New(o Options) *Emulator {
	e := &Emulator{
		now:         o.Now,
		seed:        o.Seed,
		phases:      newPhases(o.Phases),
		quotas:      maps.Clone(o.Quotas),
		credentials: maps.Clone(o.Credentials),
		stores:      make(map[place]*store),
	}
	if e.now == nil {
		e.now = time.Now
	}
	return e
}

// AccountID returns the twelve digits of the account that an access key belongs to.
func AccountID(accessKey string) string {
	hash := sha256.Sum256([]byte(accessKey))
	return fmt.Sprintf("%012d", binary.BigEndian.Uint64(hash[:])%1e12)
}

// store finds or makes what an account has in a Region.
func (e *Emulator) store(at place) *store {
	s := e.stores[at]
	if s == nil {
		s = newStore(at, e.seed)
		e.stores[at] = s
	}
	return s
}

// handler answers an operation: it makes the body of an answer from the body of a request.
type handler func(e *Emulator, at place, operation string, body []byte) ([]byte, error)

// handle makes a handler of a method of call. The method sees only inputs that keep their bounds, and
// has the state of its account to itself.
func handle[In, Out any](method func(*call, *In) (*Out, error)) handler {
	return func(e *Emulator, at place, operation string, body []byte) ([]byte, error) {
		in := new(In)
		if len(bytes.TrimSpace(body)) > 0 {
			if err := awsjson.Unmarshal(body, in); err != nil {
				return nil, faultf("SerializationException", "%v", err)
			}
		}
		if err := validate(in); err != nil {
			return nil, err
		}
		e.mu.Lock()
		defer e.mu.Unlock()
		c := e.enter(at, operation)
		out, err := method(c, in)
		if err != nil {
			return nil, err
		}
		return awsjson.Marshal(out) // under the lock still, as the output may share memory with the state
	}
}

// ServeHTTP answers one request to the service.
func (e *Emulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	status := http.StatusOK
	body, err := e.answer(r)
	if err != nil {
		status, body = errorAnswer(err)
	}
	header := w.Header()
	header.Set("Content-Type", contentType)
	header.Set("Content-Length", strconv.Itoa(len(body)))
	header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
	header.Set("X-Amzn-Requestid", e.requestID())
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that went away does not miss it
}

// answer does what all operations have in common and leaves the rest to the handler of one.
func (e *Emulator) answer(r *http.Request) ([]byte, error) {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Method != http.MethodPost || err != nil || mediaType != contentType {
		return nil, faultf("UnknownOperationException", "A request is a POST with the content type %s.", contentType)
	}
	target := r.Header.Get("X-Amz-Target")
	operation, _ := strings.CutPrefix(target, awsjson.TargetPrefix+".")
	h, known := operations[operation]
	if !known || operation == target {
		return nil, faultf("UnknownOperationException", "The service has no operation %.100q.", target)
	}
	body, err := readBody(r.Body)
	if err != nil {
		return nil, err
	}
	at, err := e.authenticate(r, body)
	if err != nil {
		return nil, err
	}
	return h(e, at, operation, body)
}

func readBody(r io.Reader) ([]byte, error) {
	if r == nil {
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(r, awsjson.MaxBody+1))
	switch {
	case err != nil:
		return nil, faultf("SerializationException", "The body cannot be read: %v", err)
	case len(body) > awsjson.MaxBody:
		return nil, faultf("SerializationException", "The body is larger than %d bytes.", awsjson.MaxBody)
	default:
		return body, nil
	}
}

// requestID numbers the requests, in the form of a UUID.
func (e *Emulator) requestID() string {
	var seed [16]byte
	binary.BigEndian.PutUint64(seed[:8], e.seed)
	binary.BigEndian.PutUint64(seed[8:], e.requests.Add(1))
	sum := sha256.Sum256(seed[:])
	id := hex.EncodeToString(sum[:16])
	return strings.Join([]string{id[:8], id[8:12], id[12:16], id[16:20], id[20:]}, "-")
}

// errorAnswer returns status and body of an answer that tells of an error.
func errorAnswer(err error) (status int, body []byte) {
	var api smithy.APIError
	if !errors.As(err, &api) {
		status = http.StatusInternalServerError
		api = faultf("InternalFailure", "%v", err)
	} else {
		status = http.StatusBadRequest
	}
	members, err := awsjson.Marshal(api)
	if err != nil || len(members) < len(`{}`) {
		members = []byte(`{}`)
	}
	body = strconv.AppendQuote([]byte(`{"__type":`), api.ErrorCode())
	if len(members) > len(`{}`) {
		body = append(body, ',')
	}
	return status, append(body, members[1:]...)
}
