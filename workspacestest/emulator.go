package workspacestest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// contentType is the media type of requests and responses.
const contentType = "application/x-amz-json-1.1"

// effect says what an operation does to the emulator's state.
type effect int

const (
	reads        effect = iota // changes nothing
	changes                    // makes a change that succeeds if the call does
	startsChange               // starts a change that can fail later, even if the call succeeds
	changesItems               // takes a list of items, refuses or accepts each, and starts a change for each accepted item
)

// handler executes an operation.
type handler struct {
	effect effect
	input  func() any // returns a new, empty input
	answer func(c *call, input any) (body []byte, err error)
}

// handle returns the handler of an operation implemented by the given method of *call. The method gets only valid
// inputs and runs with the emulator locked.
func handle[In, Out any](effect effect, method func(*call, *In) (*Out, error)) handler {
	return handler{
		effect: effect,
		input:  func() any { return new(In) },
		answer: func(c *call, input any) ([]byte, error) {
			out, err := method(c, input.(*In))
			if err != nil {
				return nil, err
			}
			return awsjson.Marshal(out) // encode under the lock, because the output may share memory with the emulator's state
		},
	}
}

// decode decodes the body of a request into a new input. An empty body yields an empty input.
func (h handler) decode(body []byte) (any, error) {
	in := h.input()
	if len(bytes.TrimSpace(body)) == 0 {
		return in, nil
	}
	if err := awsjson.Unmarshal(body, in); err != nil {
		return nil, apiErrorf("SerializationException", "%s", cut(err.Error()))
	}
	return in, nil
}

// exchange is a request that is being processed.
type exchange struct {
	Request // Request.Input is never given to tests, because it may share memory with the emulator's state
	at      place
	handler handler
	body    []byte
	large   bool // whether the request holds a slot of Emulator.largeBodies
}

// answer processes a request and returns the response. It takes the steps common to all operations and calls the
// operation's handler for the rest.
func (e *Emulator) answer(r *http.Request) *reply {
	x := &exchange{Request: Request{ID: e.requestID(), Time: e.Now()}}
	defer e.releaseBody(x)
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

// receive reads and checks a request. It makes only those checks that do not involve the account's resources.
func (e *Emulator) receive(r *http.Request, x *exchange) error {
	mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if r.Method != http.MethodPost || err != nil || mediaType != contentType {
		return apiErrorf("UnknownOperationException", "A request is a POST with the content type %s.", contentType)
	}
	target := r.Header.Get("X-Amz-Target")
	operation, named := strings.CutPrefix(target, awsjson.TargetPrefix+".")
	handler, known := operations[operation]
	if !known || !named {
		return apiErrorf("UnknownOperationException", "The service has no operation %.100q.", target)
	}
	x.Operation, x.handler = operation, handler
	signed, err := e.identify(r, x)
	if err != nil {
		x.body, _ = e.readBody(r, x, maxStranger) // only for the request log
		return err
	}
	if x.body, err = e.readBody(r, x, maxBody); err != nil {
		return err
	}
	if err := signed.verify(r, x.body); err != nil {
		return err
	}
	if err := e.settings.checkRegion(x.Region); err != nil {
		return err
	}
	x.at = place{x.Account, x.Region}
	if x.Input, err = handler.decode(x.body); err != nil {
		return err
	}
	return validate(x.Input)
}

// perform executes a valid request, applying those armed faults that take effect. The emulator is locked, except while
// a fault delays the call.
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
	if fate.end == nil || fate.end.executesCall() {
		c := e.enter(x.at, x.Operation)
		c.serial, c.faults = e.served, fate.items
		if x.handler.effect == startsChange {
			c.doomChange("")
		}
		body, err := x.handler.answer(c, x.Input)
		answer = &reply{status: http.StatusOK, body: body, sent: len(body)}
		if err != nil {
			answer = errorReply(err)
		}
		x.Faulted = x.Faulted || c.faulted
		if e.countReads || x.handler.effect != reads {
			e.changes.Add(1)
		}
	}
	if fate.end != nil {
		fate.end.disturb(answer)
	}
	return answer
}

// Limits on request bodies, in bytes. The emulator must read a body before it can check the signature, and the default
// access key is public. Without limits, anybody could fill up the memory with large bodies.
const (
	// maxStranger limits the body of a request that is rejected before its body is needed, for example because its
	// access key is unknown. Other requests may have larger bodies, but must wait for a slot: see maxLargeBodies.
	maxStranger = 64 << 10

	// maxBody limits the body of every other request. The API's largest input is that of ImportClientBranding: its
	// logos can take up 11.5 MB, or 15.4 MB in base64. This leaves 1.4 MB for the input's strings.
	maxBody = 16 << 20
)

// maxLargeBodies is the maximum number of requests with large bodies processed at the same time. Each holds a slot;
// further requests with large bodies wait for one.
const maxLargeBodies = 4

// readBody reads a request's body. The parameter most is the maximum size in bytes: a larger body is an error. If the
// body may be larger than maxStranger, readBody first waits for a slot, which the request holds until releaseBody is
// called.
func (e *Emulator) readBody(r *http.Request, x *exchange, most int64) ([]byte, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return []byte{}, nil
	}
	tooLarge := apiErrorf("SerializationException", "The body is larger than %d bytes.", most)
	if r.ContentLength > most {
		return nil, tooLarge
	}
	if most > maxStranger && (r.ContentLength <= 0 || r.ContentLength > maxStranger) {
		select {
		case e.largeBodies <- struct{}{}:
			x.large = true
		case <-r.Context().Done():
			return nil, apiErrorf("SerializationException", "The body cannot be read: %v", r.Context().Err())
		}
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, most+1))
	switch {
	case err != nil:
		return nil, apiErrorf("SerializationException", "The body cannot be read: %v", err)
	case int64(len(body)) > most:
		return nil, tooLarge
	default:
		return body, nil
	}
}

// releaseBody releases the slot, if any, held by a request with a large body.
func (e *Emulator) releaseBody(x *exchange) {
	if x.large {
		<-e.largeBodies
	}
}

// requestID returns a new request ID in the form of a UUID. The ID depends only on the number set by WithSeed and the
// number of requests so far.
func (e *Emulator) requestID() string {
	var seed [16]byte
	binary.BigEndian.PutUint64(seed[:8], e.settings.seed)
	binary.BigEndian.PutUint64(seed[8:], e.received.Add(1))
	sum := sha256.Sum256(seed[:])
	id := hex.EncodeToString(sum[:16])
	return strings.Join([]string{id[:8], id[8:12], id[12:16], id[16:20], id[20:]}, "-")
}
