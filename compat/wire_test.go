package compat

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	officialtypes "github.com/aws/aws-sdk-go-v2/service/workspaces/types"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

const (
	inputsPerOperation = 200
	leastSent          = 50
	leastSpecial       = 30
)

// specials are parts of request bodies that encoders can write in different ways. Each must occur in some request that
// TestRequestsAreThoseOfTheOfficialClient compares.
var specials = []string{
	`\"`, `\\`, `\n`, `\r`, `\t`, `\u0000`, `\u001f`, "\x7f", "/", "<", "&", "é", "😀", "\ufeff", `\u2028`, `\u2029`, "\ufffd", `\ufffd`,
	`""`, `:[]`, `:{}`, `[{}`, `:true`, `:false`, `:0`, `:-2147483648`,
}

// random generates values for inputs and responses. The same seed always yields the same values.
type random struct {
	*rand.Rand
	fill float64 // the probability that a member is set
}

// newRandom returns the random source for test case n of an operation.
func newRandom(name string, n int) *random {
	seed := uint64(14695981039346656037)
	for _, c := range []byte(name) {
		seed = (seed ^ uint64(c)) * 1099511628211
	}
	return &random{rand.New(rand.NewPCG(seed, uint64(n))), 1}
}

func (r *random) chance(p float64) bool { return r.Float64() < p }

func pick[T any](r *random, list ...T) T { return list[r.IntN(len(list))] }

// characters contains every kind of character that encoders treat specially.
var characters = []rune("abcXYZ019 -_./:*+=,@" + `"'\` + "<>&" + "\x00\x01\x08\t\n\f\r\x1f\x7f" + "äßé中文\u00a0\u2028\u2029\ufeff\ufffd😀𝄞")

func (r *random) text() string {
	if r.chance(0.05) {
		return pick(r, "", "null", "{}", "\xff\xfe", "a\xc3", "\xed\xa0\x80", strings.Repeat("x", 3000), strings.Repeat("\u2028\xf0", 200))
	}
	n := 1 + r.IntN(12)
	if r.chance(0.5) {
		return "ws-" + strings.Repeat("0a", n)
	}
	text := make([]rune, n)
	for i := range text {
		text[i] = pick(r, characters...)
	}
	return string(text)
}

// value sets v to a random value. v is addressable and has one of the official module's types.
func (r *random) value(v reflect.Value, depth int) {
	switch v.Type() {
	case reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(pick(r, time.Time{}, time.Unix(0, 0), time.Unix(1700000000, 123456789), time.Unix(-5, 5e8),
			time.Unix(r.Int64N(1<<33), r.Int64N(1e9)).UTC(), time.Unix(r.Int64N(1<<31), 0).In(time.FixedZone("", 3600)))))
		return
	case reflect.TypeFor[officialtypes.ImageSourceIdentifier]():
		v.Set(reflect.ValueOf(pick[officialtypes.ImageSourceIdentifier](r,
			&officialtypes.ImageSourceIdentifierMemberEc2ImageId{Value: r.text()},
			&officialtypes.ImageSourceIdentifierMemberEc2ImportTaskId{Value: r.text()},
			&officialtypes.ImageSourceIdentifierMemberImageBuildVersionArn{Value: r.text()},
		)))
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.value(v.Elem(), depth)
	case reflect.String:
		if values := v.MethodByName("Values"); values.IsValid() && r.chance(0.8) {
			known := values.Call(nil)[0]
			v.Set(known.Index(r.IntN(known.Len())))
			return
		}
		v.SetString(r.text())
	case reflect.Bool:
		v.SetBool(r.chance(0.5))
	case reflect.Int32:
		v.SetInt(pick(r, 0, 1, -1, 1<<31-1, -1<<31, r.Int64N(1000)))
	case reflect.Slice:
		n := r.IntN(4)
		if depth > 3 {
			n = min(n, 1)
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		if v.Type().Elem().Kind() == reflect.Uint8 {
			for i := range n {
				v.Index(i).SetUint(r.Uint64N(256))
			}
			return
		}
		for i := range n {
			r.value(v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range r.IntN(4) {
			elem := reflect.New(v.Type().Elem()).Elem()
			r.value(elem, depth+1)
			v.SetMapIndex(reflect.ValueOf(r.text()), elem)
		}
	case reflect.Struct:
		for f := range exportedFields(v.Type()) {
			if r.chance(r.fill) {
				r.value(v.FieldByIndex(f.Index), depth+1)
			}
		}
	default:
		panic("unexpected type: " + v.Type().String())
	}
}

// callWays are ways to make a call. For "plain" calls, our client uses the middleware stack that it keeps for the
// operation; for all others, it builds a new stack.
var callWays = []string{"plain", "plain", "option function", "API option of the call", "API option of the client"}

func TestRequestsAreThoseOfTheOfficialClient(t *testing.T) {
	t.Parallel()
	var sent, refused atomic.Int64
	found := make([]atomic.Int64, len(specials))
	t.Cleanup(func() {
		t.Logf("%d requests compared, %d refusals compared", sent.Load(), refused.Load())
		for i, special := range specials {
			assert.GreaterOrEqual(t, found[i].Load(), int64(leastSpecial), "bodies with %q", special)
		}
	})
	forEachOperation(t, func(t *testing.T, op operation) {
		theirTap, ourTap := &tap{status: 200, answer: []byte("{}")}, &tap{status: 200, answer: []byte("{}")}
		clients := map[bool]duelists{}
		for _, apiOption := range []bool{false, true} {
			d := duelists{theirs: theirs(theirTap), ours: ours(ourTap)}
			if apiOption {
				d.theirs = theirs(theirTap, official.WithAPIOptions(addHeader))
				d.ours = ours(ourTap, workspaces.WithAPIOptions(addHeader))
			}
			clients[apiOption] = d
		}
		sentHere := 0
		for n := range inputsPerOperation {
			r := newRandom(op.name, n)
			r.fill = pick(r, 1, 1, 0.95, 0.9, 0.7, 0.4, 0.1)
			theirIn := reflect.New(op.in)
			r.value(theirIn.Elem(), 0)
			ourIn := reflect.New(op.ourIn)
			mirror(ourIn.Elem(), theirIn.Elem())
			way := callWays[n%len(callWays)]
			theirTap.last, ourTap.last = nil, nil

			where := fmt.Sprintf("%s, case %d, %s", op.name, n, way)
			theirErr, ourErr := clients[way == "API option of the client"].call(t, op, theirIn.Interface(), ourIn.Interface(), way)
			if theirTap.last == nil {
				refused.Add(1)
				require.Nil(t, ourTap.last, "%s: our client sent a request, but the official client fails with %v", where, theirErr)
				requireSameRefusal(t, where, theirErr, ourErr)
				continue
			}
			require.NoError(t, theirErr, where)
			require.NoError(t, ourErr, where)
			require.NotNil(t, ourTap.last, "%s: our client did not send a request", where)
			requireSameRequest(t, where, theirTap, ourTap)
			sentHere++
			for i, special := range specials {
				if bytes.Contains(ourTap.body, []byte(special)) {
					found[i].Add(1)
				}
			}
		}
		sent.Add(int64(sentHere))
		assert.GreaterOrEqual(t, sentHere, leastSent, "inputs that were complete enough to be sent")
	})
}

// duelists holds an official client and one of ours, with the same options.
type duelists struct {
	theirs *official.Client
	ours   *workspaces.Client
}

func (d duelists) call(t *testing.T, op operation, theirIn, ourIn any, way string) (theirErr, ourErr error) {
	t.Helper()
	var theirFns []func(*official.Options)
	var ourFns []func(*workspaces.Options)
	switch way {
	case "option function":
		theirFns = append(theirFns, func(o *official.Options) { o.Region, o.RetryMaxAttempts, o.AppID = "eu-west-1", 2, "app" })
		ourFns = append(ourFns, func(o *workspaces.Options) { o.Region, o.RetryMaxAttempts, o.AppID = "eu-west-1", 2, "app" })
	case "API option of the call":
		theirFns = append(theirFns, official.WithAPIOptions(addHeader))
		ourFns = append(ourFns, workspaces.WithAPIOptions(addHeader))
	}
	theirOut, theirErr := op.theirs(t.Context(), d.theirs, theirIn, theirFns...)
	ourOut, ourErr := op.ours(t.Context(), d.ours, ourIn, ourFns...)
	assert.Equal(t, theirOut == nil, ourOut == nil, "whether the output is nil")
	return theirErr, ourErr
}

// addHeader is a function for APIOptions that adds a header to each request.
func addHeader(stack *middleware.Stack) error {
	return stack.Build.Add(middleware.BuildMiddlewareFunc("addHeader", func(ctx context.Context, in middleware.BuildInput, next middleware.BuildHandler) (
		middleware.BuildOutput, middleware.Metadata, error,
	) {
		in.Request.(*smithyhttp.Request).Header.Set("X-Program", "compat  test")
		return next.HandleBuild(ctx, in)
	}), middleware.After)
}

var (
	apiVersion = regexp.MustCompile(`api/workspaces#\S+`)
	scopeDate  = regexp.MustCompile(`^(AWS4-HMAC-SHA256 Credential=\w+/)\d{8}/`)
	signedAt   = regexp.MustCompile(`Signature=[0-9a-f]{64}$`)
)

// withoutTime removes the time-dependent parts of an Authorization header.
func withoutTime(authorization string) string {
	return signedAt.ReplaceAllString(scopeDate.ReplaceAllString(authorization, "$1"), "Signature")
}

func requireSameRequest(t *testing.T, where string, theirTap, ourTap *tap) {
	t.Helper()
	their, our := theirTap.last, ourTap.last
	require.Equal(t, their.Method, our.Method, where)
	require.Equal(t, their.URL, our.URL, where)
	require.Equal(t, their.Host, our.Host, where)
	require.Equal(t, headerNames(their.Header), headerNames(our.Header), where)
	for name := range their.Header {
		switch name {
		case "Amz-Sdk-Invocation-Id", "X-Amz-Date", "Authorization", "User-Agent":
		case "Amz-Sdk-Request":
			require.Equal(t, requestHeader(their), requestHeader(our), where)
		default:
			require.Equal(t, their.Header[name], our.Header[name], "%s: %s", where, name)
		}
	}
	require.Equal(t, apiVersion.ReplaceAllString(their.Header.Get("User-Agent"), ""), apiVersion.ReplaceAllString(our.Header.Get("User-Agent"), ""), where)
	require.Equal(t, withoutTime(their.Header.Get("Authorization")), withoutTime(our.Header.Get("Authorization")), where)
	requireSigned(t, where, ourTap)

	for _, side := range []*tap{theirTap, ourTap} {
		require.EqualValues(t, len(side.body), side.last.ContentLength, where)
	}
	require.Equal(t, sortMaps(theirTap.body), sortMaps(ourTap.body), where)
}

const jsonString = `"(?:[^"\\]|\\.)*"`

var (
	mapEntry     = regexp.MustCompile(jsonString + ":" + jsonString)
	loginMessage = regexp.MustCompile(`"LoginMessage":\{(?:` + mapEntry.String() + `,?)*\}`)
)

// sortMaps sorts the map entries in a request body, which the official client writes in random order. LoginMessage is
// the only map in the API's inputs.
func sortMaps(body []byte) string {
	return loginMessage.ReplaceAllStringFunc(string(body), func(member string) string {
		entries := mapEntry.FindAllString(strings.TrimPrefix(member, `"LoginMessage":`), -1)
		slices.Sort(entries)
		return `"LoginMessage":{` + strings.Join(entries, ",") + `}`
	})
}

func headerNames(h http.Header) []string {
	names := make([]string, 0, len(h))
	for name := range h {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// requestHeader returns the parts of the Amz-Sdk-Request header, except the ttl, which depends on the time.
func requestHeader(r *http.Request) []string {
	return slices.DeleteFunc(strings.Split(r.Header.Get("Amz-Sdk-Request"), "; "), func(s string) bool {
		return strings.HasPrefix(s, "ttl=")
	})
}

// requireSigned signs a request again with the SDK's signer and compares the signatures.
func requireSigned(t *testing.T, where string, sent *tap) {
	t.Helper()
	at, err := time.Parse("20060102T150405Z", sent.last.Header.Get("X-Amz-Date"))
	require.NoError(t, err)
	r := sent.last.Clone(t.Context())
	r.Header.Del("Authorization")
	creds, err := credentials.Retrieve(t.Context())
	require.NoError(t, err)
	region := strings.Split(sent.last.URL.Host, ".")[1]
	require.NoError(t, v4.NewSigner().SignHTTP(t.Context(), creds, r, fmt.Sprintf("%x", sha256.Sum256(sent.body)), "workspaces", region, at))
	require.Equal(t, r.Header.Get("Authorization"), sent.last.Header.Get("Authorization"), where)
}

// requireSameRefusal compares the clients' errors for an input that neither of them sends.
func requireSameRefusal(t *testing.T, where string, theirErr, ourErr error) {
	t.Helper()
	require.Error(t, theirErr, where)
	require.Error(t, ourErr, where)
	require.Equal(t, sortedLines(theirErr.Error()), sortedLines(ourErr.Error()), where)

	var theirOp, ourOp *smithy.OperationError
	require.ErrorAs(t, theirErr, &theirOp, where)
	require.ErrorAs(t, ourErr, &ourOp, where)
	require.Equal(t, theirOp.Service()+theirOp.Operation(), ourOp.Service()+ourOp.Operation(), where)

	var theirs, ours smithy.InvalidParamsError
	require.ErrorAs(t, theirErr, &theirs, where)
	require.ErrorAs(t, ourErr, &ours, where)
	require.Equal(t, theirs.Context, ours.Context, where)
	require.Equal(t, theirs.Len(), ours.Len(), where)
	var required *smithy.ParamRequiredError
	require.Equal(t, errors.As(theirErr, &required), errors.As(ourErr, &required), where)
	for _, e := range ours.Errs() {
		require.ErrorAs(t, e, &required, where)
	}
	require.Equal(t, fields(theirs), fields(ours), where)
}

func fields(e smithy.InvalidParamsError) (list []string) {
	for _, fault := range e.Errs() {
		list = append(list, fault.(smithy.InvalidParamError).Field()) //nolint:errorlint // the errors in e are not wrapped
	}
	slices.Sort(list)
	return list
}

// Responses can contain an unknown union member. The clients must not send such a member in a request.
func TestAnUnknownUnionMemberIsNotSent(t *testing.T) {
	t.Parallel()
	theirTap, ourTap := &tap{status: 200, answer: []byte("{}")}, &tap{status: 200, answer: []byte("{}")}
	in := &official.ImportCustomWorkspaceImageInput{}
	r := newRandom("union", 0)
	r.value(reflect.ValueOf(in).Elem(), 0)
	in.ImageSource = &officialtypes.UnknownUnionMember{Tag: "Future", Value: []byte("{}")}
	ourIn := &workspaces.ImportCustomWorkspaceImageInput{}
	mirror(reflect.ValueOf(ourIn).Elem(), reflect.ValueOf(in).Elem())

	_, theirErr := theirs(theirTap).ImportCustomWorkspaceImage(t.Context(), in)
	_, ourErr := ours(ourTap).ImportCustomWorkspaceImage(t.Context(), ourIn)
	for who, err := range map[string]error{"official": theirErr, "ours": ourErr} {
		var serialization *smithy.SerializationError
		assert.ErrorAs(t, err, &serialization, who)
	}
	assert.Zero(t, theirTap.count+ourTap.count, "requests sent")
}

func TestANilInputIsAnEmptyOne(t *testing.T) {
	t.Parallel()
	forEachOperation(t, func(t *testing.T, op operation) {
		theirTap, ourTap := &tap{status: 200, answer: []byte("{}")}, &tap{status: 200, answer: []byte("{}")}
		d := duelists{theirs(theirTap), ours(ourTap)}
		theirErr, ourErr := d.call(t, op, nil, nil, "plain")
		if theirTap.last == nil {
			require.Nil(t, ourTap.last)
			requireSameRefusal(t, op.name, theirErr, ourErr)
			return
		}
		require.NoError(t, theirErr)
		require.NoError(t, ourErr)
		requireSameRequest(t, op.name, theirTap, ourTap)
	})
}

// The official client writes map keys in random order, so a recorded request may not match a later one for the same
// input. Our client sorts the keys.
func TestTheKeysOfAMapAreSorted(t *testing.T) {
	t.Parallel()
	ourTap := &tap{status: 200, answer: []byte("{}")}
	_, err := ours(ourTap).ImportClientBranding(t.Context(), &workspaces.ImportClientBrandingInput{
		ResourceId: aws.String("d-9067123456"),
		DeviceTypeLinux: &types.DefaultImportClientBrandingAttributes{
			LoginMessage: map[string]string{"ja_JP": "1", "de_DE": "2", "fr_FR": "3", "en_US": "4", "ko_KR": "5"},
		},
	})
	require.NoError(t, err)
	assert.Equal(t, `{"DeviceTypeLinux":{"LoginMessage":{"de_DE":"2","en_US":"4","fr_FR":"3","ja_JP":"1","ko_KR":"5"}},"ResourceId":"d-9067123456"}`, string(ourTap.body))
}

// The session token is sent in a header, which is covered by the signature.
func TestSessionTokensAreSentAndSigned(t *testing.T) {
	t.Parallel()
	theirTap, ourTap := &tap{status: 200, answer: []byte("{}")}, &tap{status: 200, answer: []byte("{}")}
	withToken := aws.CredentialsProviderFunc(func(ctx context.Context) (aws.Credentials, error) {
		c, err := credentials.Retrieve(ctx)
		c.SessionToken = "token+/="
		return c, err
	})
	_, err := theirs(theirTap, func(o *official.Options) { o.Credentials = withToken }).DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	_, err = ours(ourTap, func(o *workspaces.Options) { o.Credentials = withToken }).DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	their, our := theirTap.last.Header, ourTap.last.Header
	assert.Equal(t, headerNames(their), headerNames(our))
	assert.Equal(t, "token+/=", our.Get("X-Amz-Security-Token"))
	assert.Equal(t, withoutTime(their.Get("Authorization")), withoutTime(our.Get("Authorization")))
}
