package workspacestest_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestTheLogOfRequestsIsComplete(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithCredentials(otherKey, "secret"), workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable))
	emu.Advance(time.Hour)
	client := emu.Client(once)
	in := &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(3)}
	out, err := client.DescribeWorkspaces(t.Context(), in)
	require.NoError(t, err)
	_, err = client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-000000000")},
		inRegion("eu-central-1"), withKey(otherKey, "secret"))
	require.Error(t, err)
	emu.Inject(workspacestest.Fault{Times: 1, Drop: true})
	_, err = client.DescribeAccount(t.Context(), nil)
	require.Error(t, err)
	emu.Inject(workspacestest.Fault{Times: 1, Code: "Injected", Message: "text", Status: 500})
	_, err = client.DescribeAccount(t.Context(), nil)
	require.Error(t, err)

	requests := emu.Requests()
	require.Len(t, requests, 4)
	scope := time.Now().UTC().Format("20060102") + "/us-east-1/workspaces/aws4_request"
	account := ownAccount
	id, _ := awsmiddleware.GetRequestIDMetadata(out.ResultMetadata)
	assert.Equal(t, id, requests[0].ID)
	for i, r := range requests {
		assert.Len(t, r.ID, 36)
		assert.WithinDuration(t, time.Now().Add(time.Hour), r.Time, time.Minute)
		requests[i].ID, requests[i].Time = "", time.Time{}
	}
	assert.Equal(t, []workspacestest.Request{
		{
			Operation: "DescribeWorkspaces", Input: in, AccessKey: workspacestest.AccessKeyID, Account: account,
			Region: "us-east-1", Scope: scope, Status: 200,
		},
		{
			Operation: "DescribeTags", Input: &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-000000000")},
			AccessKey: otherKey, Account: workspacestest.AccountID(otherKey),
			Region: "eu-central-1", Scope: strings.Replace(scope, "us-east-1", "eu-central-1", 1),
			Status: 400, Code: "ResourceNotFoundException", Message: "The specified resource ws-000000000 could not be found.",
		},
		{
			Operation: "DescribeAccount", Input: &workspaces.DescribeAccountInput{}, AccessKey: workspacestest.AccessKeyID, Account: account,
			Region: "us-east-1", Scope: scope, Faulted: true,
		},
		{
			Operation: "DescribeAccount", Input: &workspaces.DescribeAccountInput{}, AccessKey: workspacestest.AccessKeyID, Account: account,
			Region: "us-east-1", Scope: scope, Status: 500, Code: "Injected", Message: "text", Faulted: true,
		},
	}, requests)

	emu.ClearRequests()
	assert.Empty(t, emu.Requests())
}

func TestRefusedRequestsAreLogged(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithRateLimit(1e-3, 1))
	const body = `{"ResourceId":"ws-000000000"}`
	for code, send := range map[string]func() answer{
		"UnknownOperationException": func() answer { return call(t, emu, "StopEverything", body) },
		"MissingAuthenticationTokenException": func() answer {
			return send(t, emu, newRequest(t, "DescribeTags", body))
		},
		"InvalidSignatureException": func() answer {
			r := sign(t, newRequest(t, "DescribeTags", body), body, time.Now())
			r.Header.Set("Authorization", r.Header.Get("Authorization")+"0")
			return send(t, emu, r)
		},
		"UnrecognizedClientException": func() answer {
			r := sign(t, newRequest(t, "DescribeTags", body), body, time.Now())
			r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), workspacestest.AccessKeyID, "AKIDNOBODY", 1))
			return send(t, emu, r)
		},
		"SerializationException": func() answer { return call(t, emu, "DescribeTags", `{"ResourceId":5}`) },
		"ValidationException":    func() answer { return call(t, emu, "DescribeTags", `{}`) },
	} {
		emu.ClearRequests()
		a := send()
		require.Equal(t, code, a.Type)
		requests := emu.Requests()
		require.Len(t, requests, 1)
		r := requests[0]
		assert.Equal(t, a.header.Get("X-Amzn-Requestid"), r.ID)
		assert.Equal(t, http.StatusBadRequest, r.Status)
		assert.Equal(t, code, r.Code)
		assert.Equal(t, a.Message, r.Message)
		assert.False(t, r.Faulted)
		switch code {
		case "UnknownOperationException":
			assert.Empty(t, r.Operation)
			assert.Nil(t, r.Input)
		case "SerializationException":
			assert.Nil(t, r.Input)
		case "ValidationException":
			assert.Equal(t, &workspaces.DescribeTagsInput{}, r.Input)
		default:
			assert.Equal(t, &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-000000000")}, r.Input)
		}
		switch code {
		case "InvalidSignatureException":
			assert.Equal(t, workspacestest.AccessKeyID, r.AccessKey)
			assert.Equal(t, ownAccount, r.Account)
		case "UnrecognizedClientException":
			assert.Equal(t, "AKIDNOBODY", r.AccessKey)
			assert.Empty(t, r.Account)
		}
	}

	emu.ClearRequests()
	for range 2 {
		call(t, emu, "DescribeWorkspaces", `{}`)
	}
	assert.Equal(t, "ThrottlingException", emu.Requests()[1].Code)
}

func TestInputsOfRequestsAreCopies(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	client := emu.Client()
	created := create(t, client, request(t, client, "alice"))
	last := emu.Requests()[len(emu.Requests())-1]
	*last.Input.(*workspaces.CreateWorkspacesInput).Workspaces[0].UserName = "mallory"
	again := emu.Requests()[len(emu.Requests())-1]
	assert.Equal(t, "alice", *again.Input.(*workspaces.CreateWorkspacesInput).Workspaces[0].UserName)
	emu.Advance(time.Minute)
	assert.Equal(t, "alice", *only(t, client).UserName)
	assert.Equal(t, "alice", *created.UserName)
}

func TestTheLogOfRequestsIsBounded(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]int{3: 3, 0: 0, -1: 0} {
		emu := workspacestest.New(t, workspacestest.WithRequestLog(n))
		for i := range 10 {
			call(t, emu, "DescribeWorkspaces", `{"Limit":`+string(rune('0'+i))+`}`)
		}
		requests := emu.Requests()
		require.Len(t, requests, want)
		for i, r := range requests {
			assert.Equal(t, int32(7+i), *r.Input.(*workspaces.DescribeWorkspacesInput).Limit)
		}
	}

	emu := workspacestest.New(t)
	emu.Inject(workspacestest.Fault{Code: "Injected", Message: strings.Repeat("a", 15<<20)})
	large := `{"ResourceId":"` + strings.Repeat("a", 15<<20) + `"}`
	for range 2 {
		call(t, emu, "DescribeTags", large)
	}
	assert.Len(t, emu.Requests(), 1, "the log must limit the total size of bodies and messages")
}
