package workspaces

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	smithy "github.com/aws/smithy-go"
	smithyauth "github.com/aws/smithy-go/auth"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// The bounds (set by Signature Version 4) and the default of PresignOptions.Expires.
const (
	minExpires     = time.Second
	maxExpires     = 7 * 24 * time.Hour
	defaultExpires = 15 * time.Minute
)

// HTTPPresignerV4 presigns requests with Signature Version 4. The default is the v4.Signer from the AWS SDK for Go v2.
type HTTPPresignerV4 interface {
	// PresignHTTP returns the URL of r with the signature in its query, and the headers that the signature covers.
	PresignHTTP(
		ctx context.Context, credentials aws.Credentials, r *http.Request,
		payloadHash string, service string, region string, signingTime time.Time,
		optFns ...func(*v4.SignerOptions),
	) (url string, signedHeader http.Header, err error)
}

// PresignOptions configures a [PresignClient]. Option functions change the options for the client or a single call.
type PresignOptions struct {
	// ClientOptions are option functions that change the client's options for presigning.
	ClientOptions []func(*Options)

	// Expires is how long the request stays valid after signing: a whole number of seconds, from 1 second to 7 days.
	// The default is 15 minutes. If the signing credentials expire earlier, so does the request.
	Expires time.Duration

	// Presigner signs the request. The default is a v4.Signer from the AWS SDK for Go v2.
	Presigner HTTPPresignerV4
}

// WithPresignExpires sets PresignOptions.Expires.
func WithPresignExpires(d time.Duration) func(*PresignOptions) {
	return func(o *PresignOptions) { o.Expires = d }
}

// WithPresignClientFromClientOptions appends option functions to PresignOptions.ClientOptions.
func WithPresignClientFromClientOptions(optFns ...func(*Options)) func(*PresignOptions) {
	return func(o *PresignOptions) { o.ClientOptions = append(o.ClientOptions, optFns...) }
}

// PresignClient signs requests for another program to send. Until a presigned request expires, anyone who has it can
// send it, with the permissions of the credentials that signed it. A PresignClient is safe for concurrent use.
type PresignClient struct {
	client  *Client
	options PresignOptions
}

// NewPresignClient returns a client that presigns with the credentials, Region and endpoint of c.
func NewPresignClient(c *Client, optFns ...func(*PresignOptions)) *PresignClient {
	options := PresignOptions{Expires: defaultExpires, Presigner: v4.NewSigner()}
	for _, fn := range optFns {
		fn(&options)
	}
	return &PresignClient{c, options}
}

// Presign signs a request without sending it. The type of params selects the operation: *DescribeWorkspacesInput
// selects DescribeWorkspaces. Presign returns the URL, method and headers to send, but not the body, although the
// signature covers it; [PresignClient.Request] returns a complete request.
//
// Presign returns an error if a required member is missing or Expires is out of bounds.
func (c *PresignClient) Presign(ctx context.Context, params any, optFns ...func(*PresignOptions)) (*v4.PresignedHTTPRequest, error) {
	presigned, _, err := c.presign(ctx, params, optFns)
	return presigned, err
}

// Request is like Presign but returns the complete request, including its body, ready to send.
func (c *PresignClient) Request(ctx context.Context, params any, optFns ...func(*PresignOptions)) (*http.Request, error) {
	presigned, body, err := c.presign(ctx, params, optFns)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, presigned.Method, presigned.URL, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header = presigned.SignedHeader.Clone()
	req.Host = req.Header.Get("Host")
	for _, name := range []string{"Host", "Content-Length"} { // net/http sets these headers itself
		req.Header.Del(name)
	}
	return req, nil
}

func (c *PresignClient) presign(ctx context.Context, params any, optFns []func(*PresignOptions)) (*v4.PresignedHTTPRequest, []byte, error) {
	options := c.options
	options.ClientOptions = options.ClientOptions[:len(options.ClientOptions):len(options.ClientOptions)]
	for _, fn := range optFns {
		fn(&options)
	}
	name, input, err := inputOperation(params)
	if err != nil {
		return nil, nil, err
	}
	if err := options.validate(); err != nil {
		return nil, nil, &smithy.OperationError{ServiceID: ServiceID, OperationName: name, Err: err}
	}

	signer := &presigner{options: &options}
	op, err := c.client.operation(name, input, reflect.TypeFor[presignOutput](), append(options.ClientOptions, WithAPIOptions(signer.install)))
	if err != nil {
		return nil, nil, &smithy.OperationError{ServiceID: ServiceID, OperationName: name, Err: err}
	}
	if _, _, err := op.call(ctx, params); err != nil {
		return nil, nil, err
	}
	return signer.presigned, signer.body, nil
}

func (o *PresignOptions) validate() error {
	switch {
	case o.Presigner == nil:
		return fmt.Errorf("PresignOptions.Presigner is not set")
	case o.Expires < minExpires || o.Expires > maxExpires:
		return fmt.Errorf("PresignOptions.Expires is %v: it must be from %v to %v", o.Expires, minExpires, maxExpires)
	case o.Expires%time.Second != 0:
		return fmt.Errorf("PresignOptions.Expires is %v: it must be a number of whole seconds", o.Expires)
	default:
		return nil
	}
}

// inputOperation returns the name and input type of the operation that params selects. params must be a pointer to an
// operation's input.
func inputOperation(params any) (string, reflect.Type, error) {
	t := reflect.TypeOf(params)
	if t == nil || t.Kind() != reflect.Pointer || t.Elem().PkgPath() != reflect.TypeFor[Client]().PkgPath() {
		return "", nil, fmt.Errorf("workspaces: %T is not a pointer to the input of an operation", params)
	}
	name, ok := strings.CutSuffix(t.Elem().Name(), "Input")
	if !ok || name == "" {
		return "", nil, fmt.Errorf("workspaces: %T is not a pointer to the input of an operation", params)
	}
	if reflect.ValueOf(params).IsNil() {
		return "", nil, fmt.Errorf("workspaces: %T is nil", params)
	}
	return name, t.Elem(), nil
}

// presignOutput is the output type of presigned operations. It holds only metadata, because there is no response.
type presignOutput struct{ ResultMetadata middleware.Metadata }

// presigner is the middleware that replaces signRequest. It presigns the request without calling the next handler, so
// nothing is sent.
type presigner struct {
	options   *PresignOptions
	presigned *v4.PresignedHTTPRequest
	body      []byte
}

func (*presigner) ID() string { return "Signing" }

// install replaces the signing middleware. It also removes the retry loop and the headers that describe this program
// and the attempt, because another program will send the request.
func (p *presigner) install(stack *middleware.Stack) error {
	// Ignore errors: Remove fails if API options have already removed the middleware.
	for _, id := range []string{"ClientRequestID", "UserAgent", "RecursionDetection"} {
		_, _ = stack.Build.Remove(id)
	}
	for _, id := range []string{"Retry", rateLimit{}.ID(), "RetryMetricsHeader"} {
		_, _ = stack.Finalize.Remove(id)
	}
	_, err := stack.Finalize.Swap(p.ID(), p)
	return err
}

func (p *presigner) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, _ middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, metadata middleware.Metadata, err error,
) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, metadata, fmt.Errorf("unexpected transport type %T", in.Request)
	}
	call := callContextOf(ctx)
	if call == nil || call.scheme == nil {
		return out, metadata, fmt.Errorf("no resolved auth scheme")
	}
	if req.GetStream() == nil {
		return out, metadata, errors.New("the request does not have a body")
	}
	if p.body, err = io.ReadAll(req.GetStream()); err != nil {
		return out, metadata, err
	}
	if err := req.RewindStream(); err != nil {
		return out, metadata, err
	}
	unsigned := req.Build(ctx)
	identity, ok := call.identity.(*credentialsIdentity)
	if _, anonymous := call.identity.(*smithyauth.AnonymousIdentity); !ok && !anonymous {
		return out, metadata, fmt.Errorf("an identity of type %T cannot presign a request", call.identity)
	}
	if !ok {
		p.presigned = &v4.PresignedHTTPRequest{URL: unsigned.URL.String(), Method: unsigned.Method, SignedHeader: unsigned.Header}
		return out, metadata, nil
	}

	query := unsigned.URL.Query()
	query.Set("X-Amz-Expires", strconv.FormatInt(int64(p.options.Expires/time.Second), 10))
	unsigned.URL.RawQuery = query.Encode()
	name, _ := smithyhttp.GetSigV4SigningName(&call.scheme.signerProperties)
	region, _ := smithyhttp.GetSigV4SigningRegion(&call.scheme.signerProperties)
	hash := sha256.Sum256(p.body)
	address, header, err := p.options.Presigner.PresignHTTP(ctx, identity.credentials, unsigned, hex.EncodeToString(hash[:]),
		name, region, time.Now().Add(call.skew), func(o *v4.SignerOptions) {
			// X-Amz-Target must stay a header, because the service does not look for the operation in the query.
			o.DisableHeaderHoisting = true
		})
	if err != nil {
		return out, metadata, fmt.Errorf("presign http: %w", err)
	}
	p.presigned = &v4.PresignedHTTPRequest{URL: address, Method: unsigned.Method, SignedHeader: header}
	return out, metadata, nil
}
