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

// reply is the answer to a request, and how much of it arrives.
type reply struct {
	status  int
	header  http.Header
	body    []byte
	sent    int   // how many bytes of the body arrive before the connection breaks: all, if it doesn't
	dropped bool  // the connection breaks before anything arrives
	told    error // the error that the body tells of, if it does

	mediaType string // of the body, if it is none of the API
}

// errorReply tells of an error.
func errorReply(err error) *reply {
	var api smithy.APIError
	if !errors.As(err, &api) {
		api = &fault{Code: "InternalFailure", Message: err.Error(), server: true}
	}
	status := http.StatusBadRequest
	if api.ErrorFault() == smithy.FaultServer {
		status = http.StatusInternalServerError
	}
	members, err := awsjson.Marshal(api)
	if err != nil { // an error that is none of the API's own
		members, _ = awsjson.Marshal(&fault{Message: api.ErrorMessage()})
	}
	code, _ := json.Marshal(api.ErrorCode()) // a string never fails
	body := append([]byte(`{"__type":`), code...)
	if len(members) > len(`{}`) {
		body = append(body, ',')
	}
	body = append(body, members[1:]...)
	return &reply{status: status, body: body, sent: len(body), told: api}
}

// finish gives the reply to a request its header.
func (a *reply) finish(requestID string) {
	a.header = http.Header{
		"Content-Type":     {cmp.Or(a.mediaType, contentType)},
		"Content-Length":   {strconv.Itoa(len(a.body))},
		"Date":             {time.Now().UTC().Format(http.TimeFormat)},
		"X-Amzn-Requestid": {requestID},
	}
}

// ServeHTTP answers one request to the service. Where the connection is to break, it panics with
// http.ErrAbortHandler: that is how a handler asks net/http for it.
func (e *Emulator) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := e.answer(r)
	if answer.dropped {
		panic(http.ErrAbortHandler)
	}
	for name, values := range answer.header {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.status)
	_, _ = w.Write(answer.body[:answer.sent]) // a client that went away does not miss it
	if answer.sent < len(answer.body) {
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

// transport is the HTTP client of the clients in this process.
type transport struct{ emulator *Emulator }

// Do answers a request as an http.Client does: a connection that breaks is a *url.Error.
func (t transport) Do(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }()
	}
	if err := r.Context().Err(); err != nil {
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

// broken is where a body ends that was to be longer.
type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func failed(r *http.Request, err error) error {
	return &url.Error{Op: r.Method[:min(1, len(r.Method))] + strings.ToLower(r.Method[min(1, len(r.Method)):]), URL: r.URL.Redacted(), Err: err}
}
