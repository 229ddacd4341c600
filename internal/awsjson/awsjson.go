// Package awsjson converts between Go structs and the awsJson 1.1 protocol.
//
// A Go struct's fields and their tags fully describe an API structure. A field is sent under its own name, unless its
// wire tag gives another. The tags are:
//
//	wire:"ipRule"      the name on the wire; "-" means that the field is not sent
//	required:"true"    the member must be set
//	len:"1:64"         length of a string in characters, of a blob in bytes
//	range:"1:25"       value of a number
//	items:"1:25"       number of elements in a list
//	form:"workspace"   the name of a form in package forms, which the whole string must match
//	pattern:"^x.*$"    a regular expression that the string must match; used instead of form if no other member has the expression
//	keyform:"locale"   the form of a map's keys
//
// On a list or map, the tags len, form and pattern apply to each element. In the tags len, range and items, either
// bound may be omitted. Members are checked in field order, but written in alphabetical order, as by the official
// client. Each type is analysed once. Because the client and the emulator share this package, every structure can be
// both read and written.
package awsjson

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// TargetPrefix is the part of the X-Amz-Target header that precedes the dot and the operation's name.
const TargetPrefix = "WorkspacesService"

// MaxBody is the maximum size of a body to read, in bytes. The service's largest response, a page of 25 items, is far
// smaller. The limit keeps an endless body from filling memory.
const MaxBody = 32 << 20

const metadataField = "ResultMetadata"

// Operation is an operation of the service: its name and the types of its input and output.
type Operation struct {
	name     string
	input    *shape
	output   *shape
	metadata int // the index of the output's ResultMetadata field

	lastSize atomic.Int32 // the size of the last input on the wire, in bytes
}

// NewOperation analyses the types of an operation's input and output structs.
func NewOperation(name string, input, output reflect.Type) (*Operation, error) {
	in, err := shapeOf(input)
	if err != nil {
		return nil, err
	}
	out, err := shapeOf(output)
	if err != nil {
		return nil, err
	}
	f, ok := output.FieldByName(metadataField)
	if !ok || f.Type != reflect.TypeFor[middleware.Metadata]() {
		return nil, fmt.Errorf("awsjson: %v has no %s", output, metadataField)
	}
	return &Operation{name: name, input: in, output: out, metadata: f.Index[0]}, nil
}

// Requires reports whether the input type has required members, at any depth.
func (o *Operation) Requires() bool { return o.input.requires }

// ReadsOnly reports whether an operation is read-only.
func ReadsOnly(operation string) bool {
	for _, verb := range []string{"Describe", "Get", "List"} {
		if strings.HasPrefix(operation, verb) {
			return true
		}
	}
	return false
}

// NewOutput returns a pointer to an empty output.
func (o *Operation) NewOutput() any { return reflect.New(o.output.typ).Interface() }

// SetMetadata sets an output's ResultMetadata.
func (o *Operation) SetMetadata(out any, md middleware.Metadata) {
	*reflect.ValueOf(out).Elem().Field(o.metadata).Addr().Interface().(*middleware.Metadata) = md
}

// NewRequest returns a request without a body. The request is shared by all calls to the operation, so it must not be
// modified.
func (o *Operation) NewRequest() *smithyhttp.Request {
	return &smithyhttp.Request{Request: &http.Request{
		Method: http.MethodPost,
		URL:    &url.URL{Path: "/"},
		Header: http.Header{
			"Content-Type": {"application/x-amz-json-1.1"},
			"X-Amz-Target": {TargetPrefix + "." + o.name},
		},
	}}
}

// AddBody returns a copy of req with the input as its body. req must come from NewRequest.
func (o *Operation) AddBody(req *smithyhttp.Request, in any) (*smithyhttp.Request, error) {
	v := reflect.ValueOf(in)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Type().Elem() != o.input.typ {
		return nil, &smithy.SerializationError{Err: fmt.Errorf("unknown input parameters type %T", in)}
	}
	// An operation's inputs tend to be similar in size, so the buffer starts out a little larger than the last input.
	last := int(o.lastSize.Load())
	e := encoder{json: make([]byte, 0, min(last+last/8+64, maxPreparing))}
	if e.value(o.input, v.Elem()); e.err != nil {
		return nil, &smithy.SerializationError{Err: e.err}
	}
	o.lastSize.Store(int32(min(len(e.json), maxPreparing)))
	withBody, err := req.SetStream(NewBody(e.json))
	if err != nil {
		return nil, &smithy.SerializationError{Err: err}
	}
	withBody.ContentLength = int64(len(e.json)) // older versions of smithy-go do not set the length
	return withBody, nil
}

// Body is a request body. Unlike bytes.Reader, it does not implement io.WriterTo. smithy-go closes the body once the
// response arrives, even if net/http is still sending it. If Body implemented io.WriterTo, net/http would then close
// the connection.
type Body struct {
	json   []byte
	reader bytes.Reader
}

// NewBody returns a body with the given JSON.
func NewBody(json []byte) *Body {
	b := &Body{json: json}
	b.reader.Reset(json)
	return b
}

// Bytes returns the whole body, including the part already read.
func (b *Body) Bytes() []byte { return b.json }

// Len returns the number of unread bytes.
func (b *Body) Len() int { return b.reader.Len() }

// Read implements io.Reader.
func (b *Body) Read(p []byte) (int, error) { return b.reader.Read(p) }

// Seek implements io.Seeker.
func (b *Body) Seek(offset int64, whence int) (int64, error) { return b.reader.Seek(offset, whence) }

// bodyBuffers holds buffers for response bodies. Decoded values never share memory with a buffer.
var bodyBuffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

const (
	smallBuffer  = 64 << 10 // buffers up to this size are always returned to bodyBuffers
	maxPreparing = 8 << 20  // the most to allocate up front, since the Content-Length can be wrong
)

// readBody reads a response body into buf. Given a Content-Length, buf usually grows only once.
func readBody(resp *smithyhttp.Response, buf *bytes.Buffer) error {
	buf.Grow(int(min(max(resp.ContentLength, 0), maxPreparing)) + bytes.MinRead)
	_, err := buf.ReadFrom(io.LimitReader(resp.Body, MaxBody+1))
	return err
}

// putBuffer returns a buffer to bodyBuffers for reuse. It drops buffers that are huge, or large and mostly empty, so
// that one large body does not tie up memory for long.
func putBuffer(buf *bytes.Buffer) {
	if buf.Cap() <= smallBuffer || buf.Cap() <= maxPreparing && buf.Len() >= buf.Cap()/4 {
		buf.Reset()
		bodyBuffers.Put(buf)
	}
}

// DeserializeResponse reads a response into an output, or returns the error reported by the response: an exception from
// package types if the error code is known, and a smithy.GenericAPIError otherwise. If the response cannot be read, the
// error is a smithy.DeserializationError that includes the beginning of the body.
//
// An empty body is an error if the operation is read-only. Otherwise, it is read as an empty output, because an error
// could make the caller repeat a change that the service has already made.
func (o *Operation) DeserializeResponse(resp *smithyhttp.Response, out any) error {
	buf := bodyBuffers.Get().(*bytes.Buffer)
	defer putBuffer(buf)
	err := readBody(resp, buf)
	body, cutOff := buf.Bytes(), err != nil
	switch {
	case err != nil:
		err = &IncompleteError{fmt.Errorf("failed to read the body: %w", err)}
	case len(body) > MaxBody:
		err = &IncompleteError{fmt.Errorf("the body is larger than %d bytes", MaxBody)}
	case resp.StatusCode < 200 || resp.StatusCode >= 300:
		var reported error
		if reported, err = readError(resp.Header, body); err == nil {
			return reported
		}
		if reported != nil {
			err = fmt.Errorf("%w; %w", reported, err)
		}
	case isEmptyBody(body) && !ReadsOnly(o.name):
		return nil
	default:
		err = Unmarshal(body, out)
	}
	if err == nil {
		return nil
	}
	head := slices.Clone(beginning(body, cutOff))
	if len(head) > 0 {
		err = fmt.Errorf("%w; the body begins with %q", err, head)
	}
	return &smithy.DeserializationError{Err: err, Snapshot: head}
}

// beginning returns up to the first 256 bytes of a body. If the body is longer or was cut off, the result does not end
// in a long word: such a word may be the first part of a session token, and the client redacts only whole tokens in
// errors.
func beginning(body []byte, cutOff bool) []byte {
	const most, longWord = 256, 16
	if len(body) <= most && !cutOff {
		return body
	}
	head := body[:min(len(body), most)]
	whole := bytes.TrimRight(head, `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_.%\`)
	if len(head)-len(whole) < longWord {
		return head
	}
	return whole
}

// isEmptyBody reports whether a body is empty, whitespace or null.
func isEmptyBody(body []byte) bool {
	body = bytes.Trim(body, " \t\r\n") // JSON whitespace
	return len(body) == 0 || string(body) == "null"
}

// Marshal writes a struct as the protocol's JSON.
func Marshal(v any) ([]byte, error) {
	rv := reflect.Indirect(reflect.ValueOf(v))
	s, err := shapeOf(rv.Type())
	if err != nil {
		return nil, err
	}
	var e encoder
	e.value(s, rv)
	return e.json, e.err
}

// Unmarshal reads the protocol's JSON into the struct that v points to. It rejects the document null, which the service
// never sends and a caller could not tell from an object without members.
func Unmarshal(p []byte, v any) error {
	rv := reflect.ValueOf(v).Elem()
	s, err := shapeOf(rv.Type())
	if err != nil {
		return err
	}
	r := &reader{data: p}
	if c, err := r.peek(); err != nil || c != '{' {
		return r.unexpected("an object")
	}
	if err := s.decode(r, rv); err != nil {
		return err
	}
	return r.end()
}
