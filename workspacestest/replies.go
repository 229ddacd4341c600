package workspacestest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// reply is the response to a request. If a fault cuts it off, only part of the body is sent.
type reply struct {
	status  int
	header  http.Header
	body    []byte
	sent    int   // how many bytes of the body are sent: all, unless a fault cuts the response off
	dropped bool  // whether the connection is closed without a response
	failure error // the error in the body, if any

	mediaType string // the body's media type; if empty, contentType
}

// errorReply returns a reply that reports an error.
func errorReply(err error) *reply {
	var api smithy.APIError
	if !errors.As(err, &api) {
		api = &apiError{Code: "InternalFailure", Message: err.Error(), server: true}
	}
	status := http.StatusBadRequest
	if api.ErrorFault() == smithy.FaultServer {
		status = http.StatusInternalServerError
	}
	members, err := awsjson.Marshal(api)
	if err != nil { // not one of the API's error types
		members, _ = awsjson.Marshal(&apiError{Message: api.ErrorMessage()})
	}
	code, _ := json.Marshal(api.ErrorCode()) // encoding a string never fails
	body := append([]byte(`{"__type":`), code...)
	if len(members) > len(`{}`) {
		body = append(body, ',')
	}
	body = append(body, members[1:]...)
	return &reply{status: status, body: body, sent: len(body), failure: api}
}

// finish sets the reply's headers.
func (a *reply) finish(requestID string) {
	a.header = http.Header{
		"Content-Type":     {cmp.Or(a.mediaType, contentType)},
		"Content-Length":   {strconv.Itoa(len(a.body))},
		"Date":             {time.Now().UTC().Format(http.TimeFormat)},
		"X-Amzn-Requestid": {requestID},
	}
}

// ServeHTTP handles a request to the service. If a fault closes the connection before the whole response has been sent,
// ServeHTTP panics with http.ErrAbortHandler to make net/http close it.
func (e *Emulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := e.answer(r)
	if answer.dropped {
		panic(http.ErrAbortHandler)
	}
	discard(r)
	for name, values := range answer.header {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.status)
	_, _ = w.Write(answer.body[:answer.sent]) // an error means that the client has closed the connection
	if answer.sent < len(answer.body) {
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

// maxDiscard is the maximum number of bytes of an unread body to discard before sending the response.
const maxDiscard = 64 << 20

// discard reads the rest of a request's body if the request came through net/http. Without this, net/http would close
// the connection when a request is rejected before its body is read, and a client that sends the whole body before
// reading the response would get a connection error instead.
func discard(r *http.Request) {
	if served := r.Context().Value(http.ServerContextKey) != nil; served && r.ContentLength <= maxDiscard {
		_, _ = io.CopyN(io.Discard, r.Body, maxDiscard) // an error means that the connection is already broken
	}
}

// transport is the HTTP client in the configuration returned by [Emulator.Config]. It calls the emulator within the
// same process, without a socket.
type transport struct{ emulator *Emulator }

// Do sends a request to the emulator. Like an http.Client, it returns a *url.Error if the connection breaks.
func (t transport) Do(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }()
	}
	if err := r.Context().Err(); err != nil {
		return nil, failed(r, err)
	}
	if err := t.emulator.settings.lookUp(r.URL.Hostname()); err != nil {
		return nil, failed(r, err)
	}
	answer := t.emulator.answer(r)
	if err := r.Context().Err(); err != nil {
		return nil, failed(r, err)
	}
	if answer.dropped {
		return nil, failed(r, &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)})
	}
	body := io.Reader(bytes.NewReader(answer.body[:answer.sent]))
	if answer.sent < len(answer.body) {
		body = io.MultiReader(body, broken{})
	}
	return &http.Response{
		Status:        strconv.Itoa(answer.status) + " " + http.StatusText(answer.status),
		StatusCode:    answer.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        answer.header,
		Body:          io.NopCloser(body),
		ContentLength: int64(len(answer.body)),
		Request:       r,
	}, nil
}

// broken is a reader that always returns an error. It follows the part of a truncated body that is sent.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func failed(r *http.Request, err error) error {
	return &url.Error{Op: r.Method[:min(1, len(r.Method))] + strings.ToLower(r.Method[min(1, len(r.Method)):]), URL: r.URL.Redacted(), Err: err}
}
