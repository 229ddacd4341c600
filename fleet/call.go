package fleet

import (
	"context"
	"errors"
	"net"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// request is one call to the service and its result. During a run, a worker goroutine makes the call; the run's own
// goroutine then reads the result.
type request struct {
	items    []*item
	look     bool            // the call only describes the items
	find     bool            // the call searches for the desktop of the item's user (look is also set)
	probe    bool            // the call describes items to learn how long a change takes (look is also set)
	patience context.Context // done when the call must stop waiting for the rate limiter

	answers  []answer
	desktops []types.Workspace
	err      error
	begun    time.Time // when the call began, after any wait for the rate limiter
	ended    time.Time
	waited   time.Duration // the time spent waiting for the rate limiter

	made  int  // how many times the client has called configure; if positive, paced and sent are valid
	paced bool // the client has a rate limiter
	late  bool // the rate limiter returned an error because the call would have missed the deadline
	sent  bool // the client has started sending the HTTP request

	tracer tracing.Tracer

	returned bool
	panicked any
}

// make makes the call and stores its result in c.
func (c *request) make(ctx context.Context, client workspaces.API, v *verb) {
	c.begun = time.Now()
	switch {
	case c.find:
		var ws *types.Workspace
		if ws, c.err = v.find(ctx, client, c.items[0], c.configure); ws != nil {
			c.desktops = []types.Workspace{*ws}
		}
	case c.look && v.look != nil:
		c.desktops, c.err = v.look(ctx, client, c.items, c.configure)
	case c.look:
		c.desktops, c.err = describe(ctx, client, c.items, c.configure)
	default:
		c.answers, c.err = v.send(ctx, client, c.items, c.configure)
	}
}

// configure turns off the client's retries for the call: only the run knows which items can be sent again.
func (c *request) configure(o *workspaces.Options) {
	o.Retryer, o.RetryMaxAttempts = aws.NopRetryer{}, 0
	if o.RateLimiter != nil {
		o.RateLimiter = pacer{o.RateLimiter, c}
		c.paced = true
	}
	o.Interceptors.AddBeforeTransmit(c)
	c.made++
}

// BeforeTransmit is called just before the client sends the HTTP request. From then on, the service may have received
// the request even if the call fails.
func (c *request) BeforeTransmit(context.Context, *smithyhttp.InterceptorContext) error {
	c.sent = true
	return nil
}

// pacer wraps the client's rate limiter for one call. It stops waiting once call.patience is done. A call that has
// already been sent is not affected.
type pacer struct {
	workspaces.RateLimiter
	call *request
}

// Wait implements workspaces.RateLimiter.
func (p pacer) Wait(ctx context.Context) error {
	_, span := p.call.tracer.StartSpan(ctx, "fleet.wait")
	defer span.End()
	arrived := time.Now()
	err := p.RateLimiter.Wait(p.call.patience) //nolint:contextcheck // call.patience is done no later than ctx
	p.call.begun = time.Now()
	p.call.waited = p.call.begun.Sub(arrived)
	p.call.late = errors.Is(err, context.DeadlineExceeded)
	return err
}

// outcome is how a call ended.
type outcome int

const (
	answered  outcome = iota // the client returned an output, in which some items may be refused
	throttled                // the service throttled the call without executing it
	notSent                  // the request did not reach the service, or the service rejected the credentials
	refused                  // the service or the client refused the whole call
	lost                     // no usable response: the service may or may not have executed the call
)

func (c *request) outcome() outcome {
	switch {
	case c.err == nil:
		return answered
	case workspaces.IsThrottling(c.err):
		return throttled
	case c.made > 0 && !c.sent && !isRefusalOfStub(c.err), c.unreached(), isUnauthenticated(c.err):
		return notSent
	case isRefusal(c.err):
		return refused
	default:
		return lost
	}
}

// isRefusalOfStub reports whether a call that was not sent counts as refused: the input is invalid, or a test's
// middleware returned an exception of the service. An exception of another service, such as STS, comes from the
// credentials.
func isRefusalOfStub(err error) bool {
	if errors.As(err, new(smithy.InvalidParamsError)) {
		return true
	}
	for operation := (*smithy.OperationError)(nil); errors.As(err, &operation); err = operation.Err {
		if operation.ServiceID != workspaces.ServiceID {
			return false
		}
	}
	return errors.As(err, new(smithy.APIError))
}

// notMade returns the items that a call with this outcome is known not to have changed.
func (c *request) notMade(how outcome) []*item {
	switch how {
	case lost:
		return nil
	case answered:
		var list []*item
		for i, it := range c.items {
			if c.answers[i].err != nil {
				list = append(list, it)
			}
		}
		return list
	default:
		return c.items
	}
}

// unreached reports whether the HTTP client failed before it sent the request.
func (c *request) unreached() bool {
	var network *net.OpError
	if errors.As(c.err, &network) && (network.Op == "dial" || network.Op == "proxyconnect") {
		return true
	}
	return !c.look && errors.As(c.err, new(*smithyhttp.RequestSendError)) && !workspaces.MayHaveSucceeded(c.err)
}

// isUnauthenticated reports whether the service rejected the credentials or the signature. The service then rejects
// every call until the credentials change.
func isUnauthenticated(err error) bool {
	var api smithy.APIError
	if !errors.As(err, &api) {
		return false
	}
	switch api.ErrorCode() {
	case "ExpiredTokenException", "UnrecognizedClientException", "InvalidSignatureException", "IncompleteSignatureException",
		"MissingAuthenticationTokenException", "InvalidClientTokenId", "RequestExpired", "OptInRequired":
		return true
	}
	return false
}

// isRefusal reports whether err shows that the service did not execute the call.
func isRefusal(err error) bool {
	if errors.As(err, new(smithy.InvalidParamsError)) {
		return true
	}
	var api smithy.APIError
	if !errors.As(err, &api) || api.ErrorFault() == smithy.FaultServer {
		return false
	}
	var response *smithyhttp.ResponseError
	return !errors.As(err, &response) || response.HTTPStatusCode() < 500 && response.HTTPStatusCode() != 408
}

// codeOf returns the code and message of a Result caused by err.
func codeOf(err error) (code, message string) {
	var api smithy.APIError
	if errors.As(err, new(*types.WorkspacesDefaultRoleNotFoundException)) {
		const advice = "the account has no IAM role workspaces_DefaultRole: create it with a trust policy for workspaces.amazonaws.com " +
			"and the policies AmazonWorkSpacesServiceAccess and AmazonWorkSpacesSelfServiceAccess, or open the WorkSpaces console once"
		return "WorkspacesDefaultRoleNotFoundException", advice
	}
	if errors.As(err, &api) && api.ErrorCode() != "" {
		return api.ErrorCode(), api.ErrorMessage()
	}
	return CodeCallFailed, err.Error()
}
