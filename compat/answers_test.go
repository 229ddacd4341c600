package compat

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/iotest"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	officialtypes "github.com/aws/aws-sdk-go-v2/service/workspaces/types"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

const (
	answersPerOperation = 200
	leastRead           = 100
)

// writer writes random JSON documents that fit the official module's types.
type writer struct {
	*random
	strings.Builder
	odd float64 // the probability that a value has the wrong type
}

// quoted writes s as a JSON string, sometimes escaping characters that need no escape.
func (w *writer) quoted(s string) {
	w.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			w.WriteString(`\` + string(c))
		case c < ' ' || w.chance(0.1):
			w.escaped(c)
		default:
			w.WriteRune(c)
		}
	}
	w.WriteByte('"')
}

func (w *writer) escaped(c rune) {
	if short := map[rune]string{'\b': `\b`, '\f': `\f`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '/': `\/`}[c]; short != "" {
		w.WriteString(short)
		return
	}
	format := pick(w.random, `\u%04x`, `\u%04X`)
	if c > 0xffff {
		c -= 0x10000
		fmt.Fprintf(w, format+format, 0xd800+c>>10, 0xdc00+c&0x3ff)
		return
	}
	fmt.Fprintf(w, format, c)
}

func (w *writer) space() {
	if w.chance(0.1) {
		w.WriteString(pick(w.random, " ", "\n", "\t", "\r\n", "   "))
	}
}

// anything writes a random JSON value, for unknown members and for values of the wrong type.
func (w *writer) anything(depth int) {
	switch n := w.IntN(9); {
	case n == 0:
		w.WriteString("null")
	case n == 1:
		w.WriteString(pick(w.random, "true", "false"))
	case n == 2:
		w.WriteString(pick(w.random, "0", "-1", "1.5", "1e9", "-0.0", "12345678901234567890", "1E-2"))
	case n == 3 && depth < 5:
		w.WriteByte('[')
		for i := range w.IntN(3) {
			if i > 0 {
				w.WriteByte(',')
			}
			w.anything(depth + 1)
		}
		w.WriteByte(']')
	case n == 4 && depth < 5:
		w.WriteByte('{')
		for i := range w.IntN(3) {
			if i > 0 {
				w.WriteByte(',')
			}
			w.quoted(w.text() + strconv.Itoa(i))
			w.WriteByte(':')
			w.anything(depth + 1)
		}
		w.WriteByte('}')
	case n == 5:
		w.WriteString(pick(w.random, "[]", "{}", `""`, `"\ud800"`, `"\ud800\u0041"`, `"\udc00\ud800x"`, "\"\xff\xc3\""))
	default:
		w.quoted(w.text())
	}
}

// value writes a random JSON value for an official type. The JSON names come from the field tags of our type of the
// same name.
func (w *writer) value(their, our reflect.Type, depth int) {
	w.space()
	defer w.space()
	switch {
	case w.chance(w.odd):
		w.anything(depth)
		return
	case w.chance(0.04):
		w.WriteString("null")
		return
	case their.Kind() == reflect.Pointer:
		their, our = their.Elem(), our.Elem()
	}
	switch their {
	case reflect.TypeFor[time.Time]():
		w.timestamp()
		return
	case reflect.TypeFor[officialtypes.ImageSourceIdentifier]():
		w.union()
		return
	}
	switch their.Kind() {
	case reflect.String:
		w.enumOrText(their)
	case reflect.Bool:
		w.WriteString(pick(w.random, "true", "false"))
	case reflect.Int32:
		w.WriteString(pick(w.random, "0", "-0", "1", "-1", "2147483647", "-2147483648", "60"))
	case reflect.Slice:
		if their.Elem().Kind() == reflect.Uint8 {
			w.quoted(base64.StdEncoding.EncodeToString([]byte(w.text())))
			return
		}
		n := pick(w.random, 0, 1, 2, 3)
		if depth == 1 && w.chance(0.05) {
			n = 30
		}
		w.WriteByte('[')
		w.space()
		for i := range n {
			if i > 0 {
				w.WriteByte(',')
			}
			w.value(their.Elem(), our.Elem(), depth+1)
		}
		w.WriteByte(']')
	case reflect.Map:
		w.WriteByte('{')
		for i := range w.IntN(4) {
			if i > 0 {
				w.WriteByte(',')
			}
			w.quoted(w.text())
			w.WriteByte(':')
			w.value(their.Elem(), our.Elem(), depth+1)
		}
		w.WriteByte('}')
	case reflect.Struct:
		w.members(their, our, depth)
	default:
		panic("unexpected type: " + their.String())
	}
}

// members writes a random JSON object for a struct type, leaving out some members and adding unknown ones.
func (w *writer) members(their, our reflect.Type, depth int) {
	first := true
	key := func(name string) {
		if !first {
			w.WriteByte(',')
		}
		first = false
		w.space()
		if w.chance(0.05) { // write the name with escapes
			w.WriteByte('"')
			for _, c := range name {
				w.escaped(c)
			}
			w.WriteByte('"')
		} else {
			w.quoted(name)
		}
		w.space()
		w.WriteByte(':')
	}
	w.WriteByte('{')
	w.space()
	var list []reflect.StructField
	for f := range exportedFields(their) {
		list = append(list, f)
	}
	if w.chance(0.5) {
		w.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	for _, f := range list {
		if w.chance(0.06) {
			key(pick(w.random, "Unknown", "", strings.ToLower(f.Name)+"_", "__type", w.text()+"?"))
			w.anything(0)
		}
		if !w.chance(w.fill) {
			continue
		}
		of, ok := our.FieldByName(f.Name)
		if !ok {
			continue // reported by TestEveryExportedNameOfTheOfficialIsHere
		}
		name := f.Name
		if wire := of.Tag.Get("wire"); wire != "" {
			name = wire
		}
		if w.odd == 0 && w.chance(0.02) { // duplicate the member: clients must use the last value
			key(name)
			w.value(f.Type, of.Type, depth+1)
		}
		key(name)
		w.value(f.Type, of.Type, depth+1)
		if w.chance(0.03) { // a name in different case is an unknown member
			if other := swapCase(name); other != name {
				key(other)
				w.anything(0)
			}
		}
	}
	w.space()
	w.WriteByte('}')
}

func swapCase(s string) string {
	if up := strings.ToUpper(s[:1]); up != s[:1] {
		return up + s[1:]
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func (w *writer) enumOrText(t reflect.Type) {
	if m, ok := t.MethodByName("Values"); ok && w.chance(0.8) {
		known := m.Func.Call([]reflect.Value{reflect.Zero(t)})[0]
		w.quoted(known.Index(w.IntN(known.Len())).String())
		return
	}
	w.quoted(w.text())
}

func (w *writer) timestamp() {
	n := w.Int64N(1 << 32)
	if w.chance(w.odd * 2) { // timestamps are numbers: clients must reject strings
		w.WriteString(pick(w.random, `"1700000000"`, `"2023-11-14T22:13:20Z"`, `""`, `"NaN"`))
		return
	}
	switch w.IntN(12) {
	case 0:
		fmt.Fprintf(w, "%d.%03d", n, w.IntN(1000))
	case 1:
		fmt.Fprintf(w, "%d.%09d", n, w.IntN(1e9))
	case 2:
		fmt.Fprintf(w, "%.10E", float64(n))
	case 3:
		w.WriteString(pick(w.random, "0", "-1", "-0.5", "1e9", "1.5e+3", "9223372036", "1.7e-3", "-9223372036"))
	default:
		fmt.Fprintf(w, "%d", n)
	}
}

// union writes a union in which only one member is not null. Given several, the official client would pick one at
// random.
func (w *writer) union() {
	known := []string{"Ec2ImageId", "Ec2ImportTaskId", "ImageBuildVersionArn"}
	w.WriteByte('{')
	for i, name := range known {
		if w.chance(0.2) { // clients ignore null members
			w.quoted(name)
			w.WriteString(": null,")
			known[i] += "Future"
		}
	}
	w.quoted(pick(w.random, append(known, "Future", "")...))
	w.WriteByte(':')
	if w.chance(w.odd * 5) {
		w.anything(0)
	} else {
		w.quoted(w.text())
	}
	w.WriteByte('}')
}

// document returns a random response body for an operation. The same n always gives the same body. In every fourth
// body, some values may have the wrong type.
func document(name string, n int, their, our reflect.Type) []byte {
	w := &writer{random: newRandom(name+" answer", n)}
	w.fill = pick(w.random, 1, 1, 0.95, 0.8, 0.5, 0.2, 0)
	if n%4 == 3 {
		w.odd = pick(w.random, 0.02, 0.1, 0.4)
	}
	w.space()
	w.members(their, our, 0)
	w.space()
	return []byte(w.String())
}

func TestAnswersAreReadAsTheOfficialClientReadsThem(t *testing.T) {
	t.Parallel()
	var read, failed atomic.Int64
	t.Cleanup(func() {
		t.Logf("%d outputs compared, %d responses that neither client can read", read.Load(), failed.Load())
	})
	forEachOperation(t, func(t *testing.T, op operation) {
		theirTap, ourTap := &tap{status: 200}, &tap{status: 200}
		d := duelists{theirs(theirTap), ours(ourTap)}
		in, ourIn := completeInput(op)
		readHere := 0
		for n := range answersPerOperation {
			body := document(op.name, n, op.out, op.ourOut)
			theirTap.answer, ourTap.answer = body, body
			where := fmt.Sprintf("%s, case %d:\n%s\n", op.name, n, body)

			theirOut, theirErr := op.theirs(t.Context(), d.theirs, in)
			ourOut, ourErr := op.ours(t.Context(), d.ours, ourIn)
			if theirErr != nil {
				failed.Add(1)
				requireSameUnreadable(t, where, theirErr, ourErr)
				require.Nil(t, ourOut, where)
				continue
			}
			require.NoError(t, ourErr, where)
			found := differences(op.name+"Output", reflect.ValueOf(ourOut), reflect.ValueOf(theirOut))
			require.Empty(t, found, where)
			requireSameMetadata(t, where, metadataOf(theirOut), metadataOf(ourOut))
			readHere++
		}
		read.Add(int64(readHere))
		assert.GreaterOrEqual(t, readHere, leastRead, "responses that both clients can read")
	})
}

// completeInput returns the same input as the official type and as our type, with every member set.
func completeInput(op operation) (theirs, ours any) {
	in, our := reflect.New(op.in), reflect.New(op.ourIn)
	r := newRandom(op.name, 0)
	for r.value(in.Elem(), 0); !noEmptyText(in.Elem()); {
		r.value(in.Elem(), 0)
	}
	mirror(our.Elem(), in.Elem())
	return in.Interface(), our.Interface()
}

// noEmptyText reports whether v contains no empty string. Clients do not send empty enum members, so an input with
// empty strings would not be complete.
func noEmptyText(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return v.Len() > 0
	case reflect.Pointer, reflect.Interface:
		return v.IsNil() || noEmptyText(v.Elem())
	case reflect.Struct:
		for f := range exportedFields(v.Type()) {
			if !noEmptyText(v.FieldByIndex(f.Index)) {
				return false
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if !noEmptyText(v.Index(i)) {
				return false
			}
		}
	default:
	}
	return true
}

func metadataOf(out any) middleware.Metadata {
	return reflect.ValueOf(out).Elem().FieldByName("ResultMetadata").Interface().(middleware.Metadata)
}

func requireSameMetadata(t *testing.T, where string, their, our middleware.Metadata) {
	t.Helper()
	theirID, ok := awsmiddleware.GetRequestIDMetadata(their)
	require.True(t, ok)
	ourID, ok := awsmiddleware.GetRequestIDMetadata(our)
	require.True(t, ok, where)
	require.Equal(t, theirID, ourID, where)

	_, ok = awsmiddleware.GetRawResponse(their).(*smithyhttp.Response)
	require.True(t, ok)
	_, ok = awsmiddleware.GetRawResponse(our).(*smithyhttp.Response)
	require.True(t, ok, where)

	theirAttempts, ok := retry.GetAttemptResults(their)
	require.True(t, ok)
	ourAttempts, ok := retry.GetAttemptResults(our)
	require.True(t, ok, where)
	require.Equal(t, len(theirAttempts.Results), len(ourAttempts.Results), where)
	for i, a := range theirAttempts.Results {
		o := ourAttempts.Results[i]
		require.Equal(t, []bool{a.Retryable, a.Retried, a.Err == nil}, []bool{o.Retryable, o.Retried, o.Err == nil}, where)
	}

	theirTime, theirOK := awsmiddleware.GetServerTime(their)
	ourTime, ourOK := awsmiddleware.GetServerTime(our)
	require.Equal(t, theirOK, ourOK, where)
	require.Equal(t, theirTime, ourTime, where)
	_, theirOK = awsmiddleware.GetResponseAt(their)
	_, ourOK = awsmiddleware.GetResponseAt(our)
	require.Equal(t, theirOK, ourOK, where)
	_, theirOK = awsmiddleware.GetAttemptSkew(their)
	_, ourOK = awsmiddleware.GetAttemptSkew(our)
	require.Equal(t, theirOK, ourOK, where)
}

// requireSameUnreadable checks that, for a response that cannot be decoded, both clients return the same types of
// errors. The messages may differ.
func requireSameUnreadable(t *testing.T, where string, theirErr, ourErr error) {
	t.Helper()
	require.Error(t, ourErr, "%sthe official client fails: %v", where, theirErr)
	for who, err := range map[string]error{"official": theirErr, "ours": ourErr} {
		var (
			operation       *smithy.OperationError
			response        *awshttp.ResponseError
			deserialization *smithy.DeserializationError
		)
		require.ErrorAs(t, err, &deserialization, "%s: %s", who, where)
		require.ErrorAs(t, err, &operation, "%s: %s", who, where)
		require.ErrorAs(t, err, &response, "%s: %s", who, where)
		require.Equal(t, "11111111-2222-3333-4444-555555555555", response.ServiceRequestID(), "%s: %s", who, where)
	}
}

// oursOnce and theirsOnce turn off retries. Otherwise our client would repeat reads whose response is lost, which takes
// time.
func oursOnce(o *workspaces.Options) { o.RetryMaxAttempts = 1 }
func theirsOnce(o *official.Options) { o.RetryMaxAttempts = 1 }

// reading matches the names of read operations.
var reading = regexp.MustCompile("^(Describe|Get|List)")

func TestEmptyAnswers(t *testing.T) {
	t.Parallel()
	forEachOperation(t, func(t *testing.T, op operation) {
		in, ourIn := completeInput(op)
		for _, body := range []string{"", " \n", "null", " null ", "{}"} {
			answer := &tap{status: 200, answer: []byte(body)}
			theirOut, theirErr := op.theirs(t.Context(), theirs(answer, theirsOnce), in)
			require.NoError(t, theirErr, "%q", body)
			ourOut, ourErr := op.ours(t.Context(), ours(answer, oursOnce), ourIn)
			if reading.MatchString(op.name) && body != "{}" {
				// A deliberate difference: after a read, our client returns an error unless the body is a JSON object.
				// The service always sends an object, so the response was lost on the way. After a change, our client
				// accepts an empty body or null, because an error could lead the caller to repeat the change.
				requireSameUnreadable(t, op.name, ourErr, ourErr)
				require.Nil(t, ourOut)
				continue
			}
			require.NoError(t, ourErr, "%q", body)
			require.Empty(t, differences(op.name+"Output", reflect.ValueOf(ourOut), reflect.ValueOf(theirOut)))
		}
	})
}

func TestBodiesThatAreNoObjectAreUnreadable(t *testing.T) {
	t.Parallel()
	forEachOperation(t, func(t *testing.T, op operation) {
		in, ourIn := completeInput(op)
		for _, body := range []string{"[]", `"x"`, "1", "true", "<html></html>", "{", `{"a"`, `{"a":}`, `{"a":1,}`, "nul", `{"a":"`, "{'a':1}", "\xef\xbb\xbf{}"} {
			answer := &tap{status: 200, answer: []byte(body)}
			_, theirErr := op.theirs(t.Context(), theirs(answer, theirsOnce), in)
			require.Error(t, theirErr, "%q", body)
			_, ourErr := op.ours(t.Context(), ours(answer, oursOnce), ourIn)
			requireSameUnreadable(t, body, theirErr, ourErr)
		}
	})
}

// A deliberate difference: our client rejects these malformed documents, while the official client accepts them.
func TestAnswersThatOursAloneRefuses(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", 1500) + strings.Repeat("]", 1500)
	for name, body := range map[string]string{
		"an integer of 33 bits":                   `{"Workspaces":[{"WorkspaceProperties":{"RootVolumeSizeGib":4294967376}}]}`, // the official client drops the highest bit
		"a second document":                       `{"Workspaces":[]} {"Workspaces":[]}`,
		"garbage after the document":              `{"Workspaces":[]}]`,
		"more than a thousand levels":             `{"Unknown":` + deep + `}`,
		"a member twice, first with a wrong type": `{"NextToken":5,"NextToken":"t"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer := &tap{status: 200, answer: []byte(body)}
			_, theirErr := theirs(answer).DescribeWorkspaces(t.Context(), nil)
			require.NoError(t, theirErr)
			out, ourErr := ours(answer).DescribeWorkspaces(t.Context(), nil)
			requireSameUnreadable(t, name, ourErr, ourErr)
			assert.Nil(t, out)
		})
	}
}

// A deliberate difference: the official client counts nanoseconds in 64 bits, so times before 1678 or after 2262
// overflow and end up in another century. Our client reads the years 1 to 9999, because 9999-12-31 often stands for
// "never".
func TestTimesFarAway(t *testing.T) {
	t.Parallel()
	answer := &tap{status: 200, answer: []byte(`{"AccountModifications":[{"StartTime":253402300799}]}`)}
	theirOut, err := theirs(answer).DescribeAccountModifications(t.Context(), nil)
	require.NoError(t, err)
	ourOut, err := ours(answer).DescribeAccountModifications(t.Context(), nil)
	require.NoError(t, err)
	never := time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
	assert.Equal(t, never, *ourOut.AccountModifications[0].StartTime)
	assert.NotEqual(t, never, *theirOut.AccountModifications[0].StartTime)
}

// brokenOff is a transport whose response bodies end with an error.
type brokenOff struct {
	tap
	err error
}

func (b *brokenOff) Do(r *http.Request) (*http.Response, error) {
	resp, err := b.tap.Do(r)
	if resp != nil {
		resp.Body = io.NopCloser(io.MultiReader(resp.Body, iotest.ErrReader(b.err)))
	}
	return resp, err
}

func TestAnswersThatBreakOff(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 400, 500} {
		for _, body := range []string{"", "{", `{"Workspaces":[{"WorkspaceId":"ws-`, `{"__type":"AccessDeniedException","message":"m`} {
			for _, cause := range []error{io.ErrUnexpectedEOF, io.ErrClosedPipe, syscall.ECONNRESET, errors.New("connection lost")} {
				t.Run(fmt.Sprint(status, body, cause), func(t *testing.T) {
					t.Parallel()
					quick := retry.NewStandard(func(o *retry.StandardOptions) {
						o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
					})
					theirWire := &brokenOff{tap{status: status, answer: []byte(body)}, cause}
					ourWire := &brokenOff{tap{status: status, answer: []byte(body)}, cause}
					_, theirErr := theirs(theirWire, func(o *official.Options) { o.Retryer = quick }).DescribeWorkspaces(t.Context(), nil)
					out, ourErr := ours(ourWire, func(o *workspaces.Options) { o.Retryer = quick }).DescribeWorkspaces(t.Context(), nil)
					require.Error(t, theirErr)
					requireSameUnreadable(t, body, theirErr, ourErr)
					assert.Nil(t, out)
					assert.Equal(t, errors.Is(theirErr, cause), errors.Is(ourErr, cause), "%v\n%v", theirErr, ourErr)
					assert.Equal(t, 3, ourWire.count, "a deliberate difference: our client repeats a read after each of these errors")
				})
			}
		}
	}
}
