// Package compat compares our client, that is, this module's, with the official module's client. Given the same inputs
// and responses, both must send the same requests and return the same results, and ours must use less time and memory.
package compat

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
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
	return respond(r, c.status, bytes.NewReader(c.body), len(c.body)), nil
}

func respond(r *http.Request, status int, body io.Reader, length int) *http.Response {
	return &http.Response{
		StatusCode: status,
		Header: http.Header{
			"Content-Type":     {"application/x-amz-json-1.1"},
			"Date":             {time.Now().UTC().Format(http.TimeFormat)},
			"X-Amzn-Requestid": {"11111111-2222-3333-4444-555555555555"},
		},
		Body:          io.NopCloser(body),
		ContentLength: int64(length),
		Request:       r,
	}
}

// desktops returns the body of a DescribeWorkspaces response with n WorkSpaces, numbered from 0.
func desktops(n int) []byte { return desktopsFrom(0, n) }

// desktopsFrom returns the body of a DescribeWorkspaces response with n WorkSpaces, numbered from first.
func desktopsFrom(first, n int) []byte {
	type object = map[string]any
	list := make([]object, n)
	for i := range list {
		number := first + i
		list[i] = object{
			"WorkspaceId": workspaceID(number), "DirectoryId": "d-906712ab3c", "UserName": fmt.Sprintf("user%d", number),
			"IpAddress": "10.0.12.34", "State": "AVAILABLE", "BundleId": "wsb-0zsvgp8fc", "SubnetId": "subnet-0123456789abcdef0",
			"ComputerName": fmt.Sprintf("A-%011d", number), "VolumeEncryptionKey": "alias/aws/workspaces",
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

func workspaceID(number int) string { return fmt.Sprintf("ws-%09d", number) }

var credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "secret"}, nil
})

func ours(do workspaces.HTTPClient, optFns ...func(*workspaces.Options)) *workspaces.Client {
	return workspaces.New(workspaces.Options{Region: "us-east-1", Credentials: credentials, HTTPClient: do}, optFns...)
}

func theirs(do official.HTTPClient, optFns ...func(*official.Options)) *official.Client {
	return official.New(official.Options{Region: "us-east-1", Credentials: credentials, HTTPClient: do}, optFns...)
}

// Duel holds benchmarks that do the same work with different clients.
type Duel struct {
	Name           string
	Official, Ours func(b *testing.B)

	// Limit is a benchmark that does the same work with a [limitClient]. It is nil for work that limitClient cannot do.
	Limit func(b *testing.B)

	// Items is the number of desktops per iteration, for duels whose results are shown per desktop, and 0 for all
	// others.
	Items int

	Max Bounds
}

// Bounds are upper bounds for the ratios measured in a duel. 0 means no bound.
type Bounds struct {
	Time, Allocs, Bytes float64 // our client's value divided by the official client's
	Limit               float64 // our client's time divided by the limitClient's
}

// loop benchmarks a function.
func loop(b *testing.B, call func() error) {
	b.ReportAllocs()
	for b.Loop() {
		if err := call(); err != nil {
			b.Fatal(err)
		}
	}
}

// Describe returns a duel in which each client reads a single page of n desktops.
func Describe(name string, n int, bounds Bounds) Duel {
	do := canned{200, desktops(n)}
	return Duel{
		Name: name,
		Official: func(b *testing.B) {
			c := theirs(do)
			loop(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
		},
		Ours: func(b *testing.B) {
			c := ours(do)
			loop(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
		},
		Limit: func(b *testing.B) {
			c := newLimitClient(do, limitURL)
			loop(b, func() error { _, err := c.describeWorkspaces(b.Context()); return err })
		},
		Max: bounds,
	}
}

// Duels returns the duels shown in docs/performance.md.
func Duels() []Duel {
	return []Duel{
		Describe("empty page", 0, Bounds{Time: 0.60, Allocs: 0.47, Bytes: 0.45, Limit: 2.5}),
		Describe("1 desktop", 1, Bounds{Time: 0.50, Allocs: 0.40, Bytes: 0.45, Limit: 2.5}),
		Describe("25 desktops", 25, Bounds{Time: 0.25, Allocs: 0.10, Bytes: 0.22, Limit: 1.6}),
		Describe("1,000 desktops", 1000, Bounds{Time: 0.20, Allocs: 0.04, Bytes: 0.14, Limit: 1.6}),
		createDuel(),
		errorDuel(),
		parallelDuel(),
		loopbackDuel(),
		waitDuel(),
		listDuel(),
	}
}

func createDuel() Duel {
	created := canned{200, []byte(`{"PendingRequests":[],"FailedRequests":[]}`)}
	return Duel{
		Name: "create 25", Max: Bounds{Time: 0.65, Allocs: 0.46, Bytes: 0.40},
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
	}
}

func errorDuel() Duel {
	refused := canned{400, []byte(`{"__type":"InvalidParameterValuesException","message":"no"}`)}
	return Duel{
		Name: "error response", Max: Bounds{Time: 0.65, Allocs: 0.50, Bytes: 0.46},
		Ours: func(b *testing.B) {
			c := ours(refused)
			loop(b, func() error { return wantError(c.DescribeWorkspaces(b.Context(), nil)) })
		},
		Official: func(b *testing.B) {
			c := theirs(refused)
			loop(b, func() error { return wantError(c.DescribeWorkspaces(b.Context(), nil)) })
		},
	}
}

func parallelDuel() Duel {
	page := canned{200, desktops(25)}
	return Duel{
		Name: "8 goroutines, 25 desktops", Max: Bounds{Time: 0.25, Allocs: 0.10, Bytes: 0.22},
		Ours: func(b *testing.B) {
			c := ours(page)
			parallel(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
		},
		Official: func(b *testing.B) {
			c := theirs(page)
			parallel(b, func() error { _, err := c.DescribeWorkspaces(b.Context(), nil); return err })
		},
	}
}

func loopbackDuel() Duel {
	page := canned{200, desktops(25)}
	return Duel{
		Name: "loopback, 25 desktops", Max: Bounds{Time: 0.38, Allocs: 0.14, Bytes: 0.26, Limit: 1.6},
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
		Limit: func(b *testing.B) {
			server := httptest.NewServer(page)
			defer server.Close()
			c := newLimitClient(server.Client(), server.URL+"/")
			loop(b, func() error { _, err := c.describeWorkspaces(b.Context()); return err })
		},
	}
}

// waitDuel pits one round of our waiter, for 1,000 desktops, against a loop of calls with the official client, which
// has no waiters.
func waitDuel() Duel {
	const n = 1000
	fleet := newBook(n)
	return Duel{
		Name: "wait for 1,000, one round", Items: n, Max: Bounds{Time: 0.35, Allocs: 0.13, Bytes: 0.32},
		Ours: func(b *testing.B) {
			c := ours(fleet)
			in := &workspaces.DescribeWorkspacesInput{WorkspaceIds: fleet.ids}
			loop(b, func() error { return workspaces.NewWorkspaceAvailableWaiter(c).Wait(b.Context(), in, time.Minute) })
		},
		Official: func(b *testing.B) {
			c := theirs(fleet)
			loop(b, func() error {
				missing := make(map[string]bool, n)
				for ids := range slices.Chunk(fleet.ids, pageSize) {
					out, err := c.DescribeWorkspaces(b.Context(), &official.DescribeWorkspacesInput{WorkspaceIds: ids})
					if err != nil {
						return err
					}
					for _, id := range ids {
						missing[id] = true
					}
					for _, ws := range out.Workspaces {
						if ws.State == officialtypes.WorkspaceStateAvailable {
							delete(missing, *ws.WorkspaceId)
						}
					}
				}
				return wantZero(len(missing))
			})
		},
	}
}

// listDuel pits our paginator's iterator against a loop of calls with the official client.
func listDuel() Duel {
	const n = 100_000
	all := newBook(n)
	return Duel{
		Name: "list 100,000, item by item", Items: n, Max: Bounds{Time: 0.25, Allocs: 0.11, Bytes: 0.20},
		Ours: func(b *testing.B) {
			c := ours(all)
			loop(b, func() error {
				left := n
				for _, err := range workspaces.NewDescribeWorkspacesPaginator(c, nil).Items(b.Context()) {
					if err != nil {
						return err
					}
					left--
				}
				return wantZero(left)
			})
		},
		Official: func(b *testing.B) {
			c := theirs(all)
			loop(b, func() error {
				left, in := n, &official.DescribeWorkspacesInput{}
				for {
					out, err := c.DescribeWorkspaces(b.Context(), in)
					if err != nil {
						return err
					}
					left -= len(out.Workspaces)
					if in.NextToken = out.NextToken; in.NextToken == nil {
						return wantZero(left)
					}
				}
			})
		},
	}
}

// ServeHTTP sends the response returned by Do.
func (c canned) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	resp, err := c.Do(r)
	if err != nil {
		panic(err)
	}
	for k, v := range resp.Header {
		w.Header()[k] = v
	}
	w.Header().Set("Content-Length", strconv.FormatInt(resp.ContentLength, 10)) // as the service does
	w.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(w, resp.Body)
}

func wantZero(n int) error {
	if n != 0 {
		return fmt.Errorf("expected 0, got %d", n)
	}
	return nil
}

func wantError[T any](_ T, err error) error {
	if err == nil {
		return fmt.Errorf("expected an error")
	}
	return nil
}

// parallel benchmarks a function in 4 goroutines per core.
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
