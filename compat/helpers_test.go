package compat

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// operation is an operation that both clients have.
type operation struct {
	name            string
	in, out         reflect.Type // the official module's structs
	ourIn, ourOut   reflect.Type // our structs
	index, ourIndex int          // the method's index in the method set of each *Client
}

// methodsOf returns a client's methods that call the service, by name.
func methodsOf(client reflect.Type) map[string]reflect.Method {
	methods := make(map[string]reflect.Method)
	for i := range client.NumMethod() {
		if m := client.Method(i); m.Type.NumIn() == 4 && m.Type.In(1) == reflect.TypeFor[context.Context]() {
			methods[m.Name] = m
		}
	}
	return methods
}

// operations returns the operations that both clients have, sorted by name.
func operations() (list []operation) {
	their, our := methodsOf(reflect.TypeFor[*official.Client]()), methodsOf(reflect.TypeFor[*workspaces.Client]())
	for _, name := range slices.Sorted(maps.Keys(their)) {
		if _, both := our[name]; !both {
			continue // reported by TestBothClientsHaveTheSameOperations
		}
		list = append(list, operation{
			name: name, in: their[name].Type.In(2).Elem(), out: their[name].Type.Out(0).Elem(), index: their[name].Index,
			ourIn: our[name].Type.In(2).Elem(), ourOut: our[name].Type.Out(0).Elem(), ourIndex: our[name].Index,
		})
	}
	return list
}

// forEachOperation runs a test for each operation.
func forEachOperation(t *testing.T, test func(t *testing.T, op operation)) {
	t.Helper()
	for _, op := range operations() {
		t.Run(op.name, func(t *testing.T) {
			t.Parallel()
			test(t, op)
		})
	}
}

// theirs calls the operation with the official client. in is a pointer to the input, or nil.
func (op operation) theirs(ctx context.Context, c *official.Client, in any, optFns ...func(*official.Options)) (any, error) {
	return call(ctx, reflect.ValueOf(c).Method(op.index), reflect.PointerTo(op.in), in, reflect.ValueOf(optFns))
}

// ours calls the operation with our client.
func (op operation) ours(ctx context.Context, c *workspaces.Client, in any, optFns ...func(*workspaces.Options)) (any, error) {
	return call(ctx, reflect.ValueOf(c).Method(op.ourIndex), reflect.PointerTo(op.ourIn), in, reflect.ValueOf(optFns))
}

func call(ctx context.Context, method reflect.Value, inType reflect.Type, in any, optFns reflect.Value) (any, error) {
	params := reflect.Zero(inType)
	if in != nil {
		params = reflect.ValueOf(in)
	}
	results := method.CallSlice([]reflect.Value{reflect.ValueOf(ctx), params, optFns})
	err, _ := results[1].Interface().(error)
	if results[0].IsNil() {
		return nil, err
	}
	return results[0].Interface(), err
}

// tap is a transport that records the last request and returns the same response every time.
type tap struct {
	status int
	header http.Header
	answer []byte

	count int
	last  *http.Request
	body  []byte
}

// answerDate is the Date header of all responses: the same for both clients, and close to the current time.
var answerDate = time.Now().UTC().Format(http.TimeFormat)

func (t *tap) Do(r *http.Request) (*http.Response, error) {
	t.count++
	t.last, t.body = r, nil
	if r.Body != nil {
		var err error
		if t.body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	header := http.Header{
		"Content-Type":     {"application/x-amz-json-1.1"},
		"Date":             {answerDate},
		"X-Amzn-Requestid": {"11111111-2222-3333-4444-555555555555"},
	}
	for k, v := range t.header {
		header[k] = slices.Clone(v)
	}
	return &http.Response{
		StatusCode: t.status, Status: fmt.Sprintf("%d %s", t.status, http.StatusText(t.status)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(bytes.NewReader(t.answer)), ContentLength: int64(len(t.answer)), Request: r,
	}, nil
}

// unionMembers maps union members to our types, by name.
var unionMembers = func() map[string]reflect.Type {
	byName := map[string]reflect.Type{}
	for _, m := range []types.ImageSourceIdentifier{
		&types.ImageSourceIdentifierMemberEc2ImageId{},
		&types.ImageSourceIdentifierMemberEc2ImportTaskId{},
		&types.ImageSourceIdentifierMemberImageBuildVersionArn{},
		&types.UnknownUnionMember{},
	} {
		t := reflect.TypeOf(m).Elem()
		byName[t.Name()] = t
	}
	return byName
}()

// mirror copies a value of an official type into one of our type of the same name. All exported fields are copied, at
// any depth.
func mirror(our, their reflect.Value) {
	switch their.Kind() {
	case reflect.Pointer:
		if !their.IsNil() {
			our.Set(reflect.New(our.Type().Elem()))
			mirror(our.Elem(), their.Elem())
		}
	case reflect.Interface:
		if !their.IsNil() {
			member := their.Elem().Elem()
			copied := reflect.New(unionMembers[member.Type().Name()])
			mirror(copied.Elem(), member)
			our.Set(copied)
		}
	case reflect.Struct:
		if their.Type() == reflect.TypeFor[time.Time]() {
			our.Set(their)
			return
		}
		for f := range exportedFields(their.Type()) {
			mirror(our.FieldByName(f.Name), their.FieldByIndex(f.Index))
		}
	case reflect.Slice:
		if !their.IsNil() {
			our.Set(reflect.MakeSlice(our.Type(), their.Len(), their.Len()))
			for i := range their.Len() {
				mirror(our.Index(i), their.Index(i))
			}
		}
	case reflect.Map:
		if !their.IsNil() {
			our.Set(reflect.MakeMap(our.Type()))
			for key, value := range their.Seq2() {
				copied := reflect.New(our.Type().Elem()).Elem()
				mirror(copied, value)
				our.SetMapIndex(key, copied)
			}
		}
	default:
		our.Set(their.Convert(our.Type()))
	}
}

func exportedFields(t reflect.Type) func(yield func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			f := t.Field(i)
			if !f.IsExported() || f.Type == reflect.TypeFor[middleware.Metadata]() {
				continue
			}
			if !yield(f) {
				return
			}
		}
	}
}

// differences lists where our value differs from the official one: in a type's name, in content, or in being nil.
func differences(path string, our, their reflect.Value) (found []string) {
	differ := func(format string, args ...any) []string {
		return append(found, path+": "+fmt.Sprintf(format, args...))
	}
	if our.Kind() != their.Kind() {
		return differ("ours is a %s, the official one is a %s", our.Kind(), their.Kind())
	}
	switch their.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		if our.IsNil() != their.IsNil() {
			return differ("whether it is nil: %t in ours, %t in the official one", our.IsNil(), their.IsNil())
		}
		if their.IsNil() {
			return nil
		}
	default:
	}
	switch their.Kind() {
	case reflect.Pointer, reflect.Interface:
		return differences(path, our.Elem(), their.Elem())
	case reflect.Struct:
		if their.Type() == reflect.TypeFor[time.Time]() {
			// The official client counts nanoseconds in 64 bits, so its times are wrong before 1678 and after 2261.
			year := our.Interface().(time.Time).Year()
			if our.Interface() != their.Interface() && year >= 1678 && year < 2262 {
				return differ("%v in ours, %v in the official one", our, their)
			}
			return nil
		}
		if our.Type().Name() != their.Type().Name() {
			return differ("a %v in ours, a %v in the official one", our.Type(), their.Type())
		}
		for f := range exportedFields(their.Type()) {
			of := our.FieldByName(f.Name)
			if !of.IsValid() {
				found = differ("no field %s in ours", f.Name)
				continue
			}
			found = append(found, differences(path+"."+f.Name, of, their.FieldByIndex(f.Index))...)
		}
		return found
	case reflect.Slice:
		if our.Len() != their.Len() {
			return differ("%d elements in ours, %d in the official one", our.Len(), their.Len())
		}
		for i := range their.Len() {
			found = append(found, differences(fmt.Sprintf("%s[%d]", path, i), our.Index(i), their.Index(i))...)
		}
		return found
	case reflect.Map:
		if our.Len() != their.Len() {
			return differ("%d keys in ours, %d in the official one", our.Len(), their.Len())
		}
		for key, value := range their.Seq2() {
			ov := our.MapIndex(key)
			if !ov.IsValid() {
				found = differ("no key %q in ours", key)
				continue
			}
			found = append(found, differences(fmt.Sprintf("%s[%q]", path, key), ov, value)...)
		}
		return found
	default:
		if !our.Equal(their.Convert(our.Type())) {
			return differ("%#v in ours, %#v in the official one", our, their)
		}
		return nil
	}
}

// sortedLines returns the lines of s in alphabetical order.
func sortedLines(s string) []string {
	lines := strings.Split(s, "\n")
	slices.Sort(lines)
	return lines
}
