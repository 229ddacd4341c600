package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// BenchmarkDescribeWorkspaces reads pages of 25 WorkSpaces over 8 connections from a program with 100,000 WorkSpaces.
// The program runs in its own process, and shares the machine with the clients.
func BenchmarkDescribeWorkspaces(b *testing.B) {
	p := startProgram(b)
	seed := map[string]any{}
	desktops := make([]map[string]string, 100_000)
	for i := range desktops {
		desktops[i] = map[string]string{"DirectoryId": "d-90670000aa", "UserName": fmt.Sprintf("user%06d", i)}
	}
	seed["Directories"] = []map[string]string{{"DirectoryId": "d-90670000aa"}}
	seed["Workspaces"] = desktops
	document, err := json.Marshal(seed)
	require.NoError(b, err)
	p.requireAdmin(b, "POST", "seed", string(document))
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 8
	b.Cleanup(transport.CloseIdleConnections)
	client := p.client(func(o *workspaces.Options) { o.HTTPClient = &http.Client{Transport: transport} })
	in := &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(25)}
	b.SetParallelism(4)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			out, err := client.DescribeWorkspaces(b.Context(), in)
			if err != nil || len(out.Workspaces) != 25 || out.Workspaces[0].State != types.WorkspaceStateAvailable {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
}
