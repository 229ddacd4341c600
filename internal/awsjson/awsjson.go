// Package awsjson binds Go structs to the awsJson 1.1 protocol.
//
// A struct's fields and tags are the whole description of a shape. A field travels under its own name
// unless its tag says otherwise:
//
//	wire:"ipRule"      the name on the wire; "-" keeps the field at home
//	required:"true"    must be set
//	len:"1:64"         characters of a string, bytes of a blob
//	range:"1:25"       value of a number
//	items:"1:25"       elements of a list
//	pattern:"^ws-.*$"  regular expression that a string matches
//	keypattern:"…"     the same for the keys of a map
//
// On a list or map, len and pattern speak of each element. Either side of a range can be left open.
// The types are analysed once; the protocol is symmetric, so clients and servers share this binding.
package awsjson

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"sync"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// TargetPrefix is what stands before the operation's name in the X-Amz-Target header.
const TargetPrefix = "WorkspacesService"

// MaxBody is the largest body that is read, in bytes. The largest answer that the service can give, a
// page of 25 items, stays far below; one that does not end must not fill the memory.
const MaxBody = 32 << 20

const metadataField = "ResultMetadata"

// Operation is one operation of the service: its name and the types of its input and output.
type Operation struct {
	name     string
	input    *shape
	output   *shape
	metadata int // index of the output's ResultMetadata
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
	return &Operation{name, in, out, f.Index[0]}, nil
}

// Requires reports whether the input has required members, at any depth.
func (o *Operation) Requires() bool { return o.input.requires }

// NewOutput makes an empty output.
func (o *Operation) NewOutput() any { return reflect.New(o.output.typ).Interface() }

// SetMetadata puts the metadata of a call into its output.
func (o *Operation) SetMetadata(out any, md middleware.Metadata) {
	*reflect.ValueOf(out).Elem().Field(o.metadata).Addr().Interface().(*middleware.Metadata) = md
}

// NewRequest returns a request of the operation without a body: all that its calls have in common. It
// is to be shared and not to be changed.
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

// AddBody returns the request of a call: a copy of a request that NewRequest made, with the input.
func (o *Operation) AddBody(req *smithyhttp.Request, in any) (*smithyhttp.Request, error) {
	v := reflect.ValueOf(in)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Type().Elem() != o.input.typ {
		return nil, &smithy.SerializationError{Err: fmt.Errorf("unknown input parameters type %T", in)}
	}
	e := encoder{json: make([]byte, 0, 128)}
	if e.value(o.input, v.Elem()); e.err != nil {
		return nil, &smithy.SerializationError{Err: e.err}
	}
	withBody, err := req.SetStream(NewBody(e.json))
	if err != nil {
		return nil, &smithy.SerializationError{Err: err}
	}
	return withBody, nil
}

// Body is the body of a request. Unlike a bytes.Reader it is no io.WriterTo: with one, net/http closes the
// connection of a request whose answer comes before it has looked for the body's end, as smithy-go
// has closed the body by then.
type Body struct {
	json   []byte
	reader bytes.Reader
}

// NewBody makes a body of JSON.
func NewBody(json []byte) *Body {
	b := &Body{json: json}
	b.reader.Reset(json)
	return b
}

// Bytes returns the whole body, whatever was read of it.
func (b *Body) Bytes() []byte { return b.json }

// Len returns how many bytes are left to read.
func (b *Body) Len() int { return b.reader.Len() }

// Read implements io.Reader.
func (b *Body) Read(p []byte) (int, error) { return b.reader.Read(p) }

// Seek implements io.Seeker.
func (b *Body) Seek(offset int64, whence int) (int64, error) { return b.reader.Seek(offset, whence) }

// buffers are for bodies, which nothing refers to once they are read.
var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// DeserializeResponse reads an answer into out, or returns the error that it tells of: one of the
// exceptions of package types where the service's code is known, else a smithy.GenericAPIError. What
// can't be read is a smithy.DeserializationError that shows how the body begins.
func (o *Operation) DeserializeResponse(resp *smithyhttp.Response, out any) error {
	buf := buffers.Get().(*bytes.Buffer)
	defer func() {
		if buf.Cap() <= 64<<10 { // an unusually large one is not kept
			buf.Reset()
			buffers.Put(buf)
		}
	}()
	_, err := buf.ReadFrom(io.LimitReader(resp.Body, MaxBody+1))
	body := buf.Bytes()
	switch {
	case err != nil:
		err = &IncompleteError{fmt.Errorf("failed to read the body: %w", err)}
	case len(body) > MaxBody:
		err = fmt.Errorf("the body is larger than %d bytes", MaxBody)
	case resp.StatusCode < 200 || resp.StatusCode >= 300:
		var told error
		if told, err = readError(resp.Header, body); err == nil {
			return told
		}
		if told != nil {
			err = fmt.Errorf("%w; %w", told, err)
		}
	case len(o.output.members) == 0 && saysNothing(body):
		return nil
	default:
		err = Unmarshal(body, out)
	}
	if err == nil {
		return nil
	}
	head := slices.Clone(body[:min(len(body), 256)])
	if len(head) > 0 {
		err = fmt.Errorf("%w; the body begins with %q", err, head)
	}
	return &smithy.DeserializationError{Err: err, Snapshot: head}
}

// saysNothing reports whether a body has nothing in it to read, and nothing wrong.
func saysNothing(body []byte) bool {
	body = bytes.TrimSpace(body)
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

// Unmarshal reads the protocol's JSON into the struct that v points to. A document that is null is
// refused: the service never answers so, and it would pass for one without members.
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
