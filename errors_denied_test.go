package workspaces_test

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// The messages of an AccessDeniedException, one for each of its three causes.
const (
	deniedByPolicy = "User: arn:aws:iam::123456789012:user/x is not authorized to perform: workspaces:CreateWorkspacesPool on resource: *"
	deniedToNew    = "Amazon WorkSpaces Pools is no longer available to new customers as of 7/30/2026. " +
		"Refer to https://docs.aws.amazon.com/workspaces/latest/adminguide/wsp-pools-end-of-support.html"
	deniedInRegion = "You do not have the permissions required to perform this action. " +
		"Refer to https://docs.aws.amazon.com/workspaces/latest/adminguide/workspaces-access-control.html"
)

func TestDeniedCallsAreSorted(t *testing.T) {
	t.Parallel()
	denied := func(message string) error {
		return operationError(400, &types.AccessDeniedException{Message: &message})
	}
	generic := func(code, message string) error {
		return operationError(400, &smithy.GenericAPIError{Code: code, Message: message})
	}
	item := func(code, message string) *workspaces.ItemError {
		return &workspaces.ItemError{Code: workspaces.ItemCode(code), Message: message}
	}
	batch := func(items ...*workspaces.ItemError) error {
		return fmt.Errorf("wrapped: %w", &workspaces.BatchError{Operation: "StopWorkspaces", Items: items})
	}
	lookup := func(host string) error {
		return operationError(0, &smithyhttp.RequestSendError{Err: &net.OpError{Op: "dial", Err: &net.DNSError{Name: host, IsNotFound: true}}})
	}
	timeout := &net.DNSError{Name: "workspaces.eu-north-1.amazonaws.com", IsTimeout: true, IsTemporary: true}
	tests := map[string]struct {
		err                         error
		denied, closed, unavailable bool
	}{
		"nil":                              {nil, false, false, false},
		"any error":                        {errors.New(deniedToNew + deniedInRegion), false, false, false},
		"by a policy":                      {denied(deniedByPolicy), true, false, false},
		"without a message":                {denied(""), true, false, false},
		"by its code alone":                {generic("AccessDeniedException", ""), true, false, false},
		"by an override":                   {&types.ValidationException{ErrorCodeOverride: aws.String("AccessDeniedException")}, true, false, false},
		"AccessDenied":                     {generic("AccessDenied", deniedByPolicy), true, false, false},
		"NotAuthorized":                    {generic("NotAuthorized", ""), true, false, false},
		"closed":                           {denied(deniedToNew), true, true, false},
		"closed, another code":             {generic("ValidationException", deniedToNew), false, false, false},
		"not in the Region":                {denied(deniedInRegion), true, false, true},
		"not in the Region, another code":  {generic("ValidationException", deniedInRegion), false, false, false},
		"ResourceNotFoundException":        {operationError(400, &types.ResourceNotFoundException{}), false, false, false},
		"UnrecognizedClientException":      {generic("UnrecognizedClientException", ""), false, false, false},
		"no such host":                     {lookup("workspaces.eu-north-1.amazonaws.com"), false, false, true},
		"no such host, with a dot behind":  {lookup("workspaces.eu-north-1.amazonaws.com."), false, false, true},
		"no such dual-stack host":          {lookup("workspaces.eu-north-1.api.aws"), false, false, true},
		"no such host, in capitals":        {lookup("WorkSpaces.EU-North-1.AmazonAWS.com"), false, false, true},
		"no listed host, in capitals":      {lookup("WORKSPACES.EU-WEST-1.AMAZONAWS.COM"), false, false, false},
		"no such host in China":            {lookup("workspaces.cn-north-1.amazonaws.com.cn"), false, false, true},
		"no such host in a listed Region":  {lookup("workspaces.eu-west-1.amazonaws.com"), false, false, false},
		"no FIPS host in a listed Region":  {lookup("workspaces-fips.eu-west-1.amazonaws.com"), false, false, false},
		"no such host of the credentials":  {lookup("sts.eu-north-1.amazonaws.com"), false, false, false},
		"no such host of a custom address": {lookup("workspaces.example.com"), false, false, false},
		"name server does not answer":      {timeout, false, false, false},
		"all items":                        {batch(item("AccessDenied", ""), item("AccessDeniedException", "")), true, false, false},
		"some items":                       {batch(item("AccessDenied", deniedToNew), item("ResourceNotFound.User", "")), false, false, false},
		"all items closed":                 {batch(item("AccessDenied", deniedToNew), item("AccessDenied", deniedToNew)), true, true, false},
		"some items closed":                {batch(item("AccessDenied", deniedToNew), item("AccessDenied", "")), true, false, false},
		"all items not in the Region":      {batch(item("AccessDenied", deniedInRegion)), true, false, true},
		"no items":                         {batch(), false, false, false},
		"two batches closed":               {errors.Join(batch(item("AccessDenied", deniedToNew)), batch(item("AccessDenied", deniedToNew))), true, true, false},
		"only the first batch closed":      {errors.Join(batch(item("AccessDenied", deniedToNew)), batch(item("X", ""))), false, false, false},
		"only the first batch not there":   {errors.Join(batch(item("AccessDenied", deniedInRegion)), batch(item("AccessDenied", ""))), true, false, false},
		"no such host, then another error": {errors.Join(lookup("workspaces.eu-north-1.amazonaws.com"), denied(deniedByPolicy)), false, false, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.denied, workspaces.IsAccessDenied(test.err), "IsAccessDenied")
			assert.Equal(t, test.closed, workspaces.IsClosedToNewCustomers(test.err), "IsClosedToNewCustomers")
			assert.Equal(t, test.unavailable, workspaces.IsUnavailableInRegion(test.err), "IsUnavailableInRegion")
		})
	}
}

// nowhere is a transport that fails as if no host name existed in DNS.
type nowhere struct{}

func (nowhere) RoundTrip(r *http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: r.URL.Hostname(), IsNotFound: true}}
}

func TestRegionsWithoutAnEndpointAreUnavailable(t *testing.T) {
	t.Parallel()
	for region, want := range map[string]bool{"eu-north-1": true, "us-east-1": false} {
		t.Run(region, func(t *testing.T) {
			t.Parallel()
			client := workspaces.New(workspaces.Options{
				Region: region, Credentials: aws.AnonymousCredentials{}, HTTPClient: &http.Client{Transport: nowhere{}},
			})
			_, err := client.DescribeWorkspaces(t.Context(), nil)
			require.ErrorContains(t, err, "no such host")
			assert.Equal(t, want, workspaces.IsUnavailableInRegion(err))
		})
	}
}
