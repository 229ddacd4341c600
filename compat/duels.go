// Package compat compares this module's client with the official one. With the same inputs and responses, both must
// send the same requests and return the same results, and this module's client must use less time and memory.
package compat

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	officialtypes "github.com/aws/aws-sdk-go-v2/service/workspaces/types"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// canned is an HTTP client that returns the same response to every request, without a network.
type canned struct {
	status int
	body   []byte
}

func (c canned) Do(r *http.Request) (*http.Response, error) {
	_, _ = io.Copy(io.Discard, r.Body)
	return &http.Response{
		StatusCode: c.status,
		Header: http.Header{
			"Content-Type":     {"application/x-amz-json-1.1"},
			"Date":             {time.Now().UTC().Format(http.TimeFormat)},
			"X-Amzn-Requestid": {"11111111-2222-3333-4444-555555555555"},
		},
		Body:          io.NopCloser(bytes.NewReader(c.body)),
		ContentLength: int64(len(c.body)),
		Request:       r,
	}, nil
}

// desktops returns the body of a DescribeWorkspaces response with n WorkSpaces.
func desktops(n int) []byte {
	type object = map[string]any
	list := make([]object, n)
	for i := range list {
		list[i] = object{
			"WorkspaceId": fmt.Sprintf("ws-%09d", i), "DirectoryId": "d-906712ab3c", "UserName": fmt.Sprintf("user%d", i),
			"IpAddress": "10.0.12.34", "State": "AVAILABLE", "BundleId": "wsb-0zsvgp8fc", "SubnetId": "subnet-0123456789abcdef0",
			"ComputerName": fmt.Sprintf("A-%011d", i), "VolumeEncryptionKey": "alias/aws/workspaces",
			"UserVolumeEncryptionEnabled": true, "RootVolumeEncryptionEnabled": true,
			"WorkspaceProperties": object{
				"RunningMode": "AUTO_STOP", "RunningModeAutoStopTimeoutInMinutes": 60, "RootVolumeSizeGib": 80,
				"UserVolumeSizeGib": 50, "ComputeTypeName": "STANDARD", "Protocols": []string{"WSP"}, "OperatingSystemName": "WINDOWS_SERVER_2022",
			},
			"ModificationStates": []object{},
		}
	}
	p, err := json.Marshal(object{"Workspaces": list})
	if err != nil {
		panic(err)
	}
	return p
}

var credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
})

func ours(do workspaces.HTTPClient, optFns ...func(*workspaces.Options)) *workspaces.Client {
	return workspaces.New(workspaces.Options{Region: "us-east-1", Credentials: credentials, HTTPClient: do}, optFns...)
}

func theirs(do official.HTTPClient, optFns ...func(*official.Options)) *official.Client {
	return official.New(official.Options{Region: "us-east-1", Credentials: credentials, HTTPClient: do}, optFns...)
}

// Duel is the same work for both clients. MaxTime and MaxAllocs limit the ratios of our client's time and allocations
// to the official client's. 0 means no limit.
type Duel struct {
	Name               string
	Ours, Official     func(b *testing.B)
	MaxTime, MaxAllocs float64
}

// loop runs the function call in the loop of a benchmark.
func loop(b *testing.B, call func() error) {
	b.ReportAllocs()
	for b.Loop() {
		if err := call(); err != nil {
			b.Fatal(err)
		}
	}
}

func describeDuel(name string, body []byte, maxTime, maxAllocs float64) Duel {
	do := canned{200, body}
	return Duel{
		name,
		func(b *testing.B) {
			c := ours(do)
			loop(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
		},
		func(b *testing.B) {
			c := theirs(do)
			loop(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
		},
		maxTime, maxAllocs,
	}
}

// Duels returns the measurements in the README.
func Duels() []Duel {
	refused := canned{400, []byte(`{"__type":"InvalidParameterValuesException","message":"no"}`)}
	created := canned{200, []byte(`{"PendingRequests":[],"FailedRequests":[]}`)}
	page := canned{200, desktops(25)}
	return []Duel{
		describeDuel("empty page", []byte(`{"Workspaces":[]}`), 0.60, 0.50),
		describeDuel("1 desktop", desktops(1), 0, 0),
		describeDuel("25 desktops", desktops(25), 0.33, 0.35),
		describeDuel("1000 desktops", desktops(1000), 0.33, 0.40),
		{
			Name: "create 25",
			Ours: func(b *testing.B) {
				c, in := ours(created), &workspaces.CreateWorkspacesInput{}
				for i := range 25 {
					in.Workspaces = append(in.Workspaces, types.WorkspaceRequest{
						DirectoryId: aws.String("d-906712ab3c"), UserName: aws.String(fmt.Sprint("user", i)), BundleId: aws.String("wsb-0zsvgp8fc"),
						WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop},
						Tags:                []types.Tag{{Key: aws.String("team"), Value: aws.String("blue")}},
					})
				}
				loop(b, func() error { _, err := c.CreateWorkspaces(b.Context(), in); return err })
			},
			Official: func(b *testing.B) {
				c, in := theirs(created), &official.CreateWorkspacesInput{}
				for i := range 25 {
					in.Workspaces = append(in.Workspaces, officialtypes.WorkspaceRequest{
						DirectoryId: aws.String("d-906712ab3c"), UserName: aws.String(fmt.Sprint("user", i)), BundleId: aws.String("wsb-0zsvgp8fc"),
						WorkspaceProperties: &officialtypes.WorkspaceProperties{RunningMode: officialtypes.RunningModeAutoStop},
						Tags:                []officialtypes.Tag{{Key: aws.String("team"), Value: aws.String("blue")}},
					})
				}
				loop(b, func() error { _, err := c.CreateWorkspaces(b.Context(), in); return err })
			},
		},
		{
			Name: "error response",
			Ours: func(b *testing.B) {
				c := ours(refused)
				loop(b, func() error { return wantError(c.DescribeWorkspaces(b.Context(), nil)) })
			},
			Official: func(b *testing.B) {
				c := theirs(refused)
				loop(b, func() error { return wantError(c.DescribeWorkspaces(b.Context(), nil)) })
			},
		},
		{
			Name: "8 goroutines, 25 desktops",
			Ours: func(b *testing.B) {
				c := ours(page)
				parallel(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
			},
			Official: func(b *testing.B) {
				c := theirs(page)
				parallel(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
			},
		},
		{
			Name: "loopback, 25 desktops",
			Ours: func(b *testing.B) {
				server := httptest.NewServer(page)
				defer server.Close()
				c := ours(server.Client(), func(o *workspaces.Options) { o.BaseEndpoint = &server.URL })
				loop(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
			},
			Official: func(b *testing.B) {
				server := httptest.NewServer(page)
				defer server.Close()
				c := theirs(server.Client(), func(o *official.Options) { o.BaseEndpoint = &server.URL })
				loop(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
			},
		},
	}
}

// ServeHTTP returns the same response over the network.
func (c canned) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	resp, err := c.Do(r)
	if err != nil {
		panic(err)
	}
	for k, v := range resp.Header {
		w.Header()[k] = v
	}
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}

func wantError[T any](_ T, err error) error {
	if err == nil {
		return fmt.Errorf("no error")
	}
	return nil
}

// parallel runs the function call in a benchmark with 4 goroutines for each core.
func parallel(b *testing.B, call func() error) {
	b.ReportAllocs()
	b.SetParallelism(4)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := call(); err != nil {
				b.Error(err)
				return
			}
		}
	})
}
