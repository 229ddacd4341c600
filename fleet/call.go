package fleet

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	"github.com/aws/smithy-go/tracing"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// request is one call of a run. A worker makes the call, and the run reads the result after the worker has ended.
type request struct {
	items    []*item
	look     bool            // a look at the items, not a change
	find     bool            // a look by directory and user
	probe    bool            // a look that finds out how long a change takes
	patience context.Context // while the call waits for the rate limiter

	answers  []answer
	desktops []types.Workspace
	err      error
	begun    time.Time // when the rate limiter let the call through
	ended    time.Time
	waited   time.Duration // in the rate limiter

	configured bool // the client has called configure, so sent and paced are valid
	paced      bool // the client has a rate limiter
	sent       bool // the request went to the HTTP client

	tracer tracing.Tracer

	returned bool
	panicked any
}

// make makes the call.
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

// configure turns the client's retries off, because only the run knows which items can be sent again.
func (c *request) configure(o *workspaces.Options) {
	o.Retryer, o.RetryMaxAttempts = aws.NopRetryer{}, 0
	if o.RateLimiter != nil {
		o.RateLimiter = pacer{o.RateLimiter, c}
		c.paced = true
	}
	o.Interceptors.AddBeforeTransmit(c)
	c.configured = true
}

// BeforeTransmit records that the service may get the request.
func (c *request) BeforeTransmit(context.Context, *smithyhttp.InterceptorContext) error {
	c.sent = true
	return nil
}

// pacer is the client's rate limiter during a call. A call that waits for the limiter ends with the run, but a call that
// was sent does not.
type pacer struct {
	workspaces.RateLimiter
	call *request
}

// Wait implements workspaces.RateLimiter.
func (p pacer) Wait(ctx context.Context) error {
	_, span := p.call.tracer.StartSpan(ctx, "fleet.wait")
	defer span.End()
	arrived := time.Now()
	err := p.RateLimiter.Wait(p.call.patience) //nolint:contextcheck // ctx outlives the run, but the wait must end with it
	p.call.begun = time.Now()
	p.call.waited = p.call.begun.Sub(arrived)
	return err
}

// outcome says what is known about a call.
type outcome int

const (
	answered outcome = iota
	throttled
	notSent // the service did not get the call
	refused // the service refused the whole call
	lost    // the service may have executed the call
)

func (c *request) outcome() outcome {
	switch {
	case c.err == nil:
		return answered
	case workspaces.IsThrottling(c.err):
		return throttled
	case c.configured && !c.sent && !errors.As(c.err, new(smithy.InvalidParamsError)):
		return notSent
	case isRefusal(c.err):
		return refused
	default:
		return lost
	}
}

// isRefusal reports whether err says that the service did not execute the call.
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

// codeOf returns the code and the message of an error.
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
