package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const (
	many    = 100_000
	perCall = 25
)

// server is a running emulator, either this program or moto, in its own process on the same machine as its clients.
type server struct {
	url, directory string
	process        *os.Process
}

func newServerOfOurs(b *testing.B) *server {
	p := startProgram(b, "-retired-bundle")
	p.requireAdmin(b, "POST", "seed", `{"Directories": [{"DirectoryId": "d-90670000aa"}]}`)
	return &server{p.url, "d-90670000aa", p.command.Process}
}

// newServerOfMoto starts moto_server, or skips the benchmark if moto_server is not installed.
func newServerOfMoto(b *testing.B) *server {
	name := findPeer(b, "moto_server")
	listener, err := (&net.ListenConfig{}).Listen(b.Context(), "tcp", "127.0.0.1:0")
	require.NoError(b, err)
	address := listener.Addr().String()
	require.NoError(b, listener.Close())
	_, port, err := net.SplitHostPort(address)
	require.NoError(b, err)
	command := exec.CommandContext(context.Background(), name, "-H", "127.0.0.1", "-p", port)
	require.NoError(b, command.Start())
	b.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	})
	require.Eventually(b, func() bool {
		connection, err := (&net.Dialer{}).DialContext(b.Context(), "tcp", address)
		if err == nil {
			_ = connection.Close()
		}
		return err == nil
	}, time.Minute, 50*time.Millisecond, "moto_server does not listen")
	return &server{"http://" + address, strings.TrimSpace(string(runScript(b, "http://"+address, "moto.py", "http://"+address))), command.Process}
}

func (s *server) client(b *testing.B) *workspaces.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 8
	b.Cleanup(transport.CloseIdleConnections)
	return workspaces.New(workspaces.Options{
		Region: workspacestest.Region, BaseEndpoint: aws.String(s.url), RetryMaxAttempts: 1, HTTPClient: &http.Client{Transport: transport},
		Credentials: staticCredentials(workspacestest.AccessKeyID, workspacestest.SecretAccessKey),
	})
}

// create creates 25 WorkSpaces, for users numbered from first to first+24.
func (s *server) create(b *testing.B, client *workspaces.Client, first int) {
	in := &workspaces.CreateWorkspacesInput{}
	for i := range perCall {
		in.Workspaces = append(in.Workspaces, types.WorkspaceRequest{
			DirectoryId: &s.directory, UserName: aws.String(fmt.Sprintf("user%06d", first+i)), BundleId: aws.String(workspacestest.BundleRetired),
		})
	}
	out, err := client.CreateWorkspaces(b.Context(), in)
	require.NoError(b, err)
	require.NoError(b, out.Err())
}

// resident returns the process's resident memory in bytes.
func (s *server) resident(b *testing.B) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Pid))
	if err != nil {
		b.Skip("the benchmark can read the memory of a process only on Linux")
	}
	found := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(status)
	require.NotNil(b, found)
	kilobytes, err := strconv.Atoi(string(found[1]))
	require.NoError(b, err)
	return kilobytes << 10
}

// BenchmarkDescribeWorkspaces reads 25 WorkSpaces per call, over 8 connections. Our emulator holds 100,000 WorkSpaces,
// moto only 25, because moto returns all its WorkSpaces in a single page.
func BenchmarkDescribeWorkspaces(b *testing.B) {
	b.Run("ours", func(b *testing.B) {
		s := newServerOfOurs(b)
		desktops := make([]map[string]string, many)
		for i := range desktops {
			desktops[i] = map[string]string{"DirectoryId": s.directory, "UserName": fmt.Sprintf("user%06d", i)}
		}
		document, err := json.Marshal(map[string]any{"Workspaces": desktops})
		require.NoError(b, err)
		(&program{url: s.url}).requireAdmin(b, "POST", "seed", string(document))
		describe(b, s)
	})
	b.Run("moto", func(b *testing.B) {
		s := newServerOfMoto(b)
		s.create(b, s.client(b), 0)
		describe(b, s)
	})
}

func describe(b *testing.B, s *server) {
	client := s.client(b)
	in := &workspaces.DescribeWorkspacesInput{Limit: aws.Int32(perCall)}
	b.SetParallelism(4)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			out, err := client.DescribeWorkspaces(b.Context(), in)
			if err != nil || len(out.Workspaces) != perCall || out.Workspaces[0].State != types.WorkspaceStateAvailable {
				b.Errorf("%d WorkSpaces, error %v", len(out.Workspaces), err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
}

// BenchmarkCreateWorkspaces creates 25 WorkSpaces per call. It also reports the emulator's memory use per WorkSpace.
func BenchmarkCreateWorkspaces(b *testing.B) {
	for name, start := range map[string]func(*testing.B) *server{"ours": newServerOfOurs, "moto": newServerOfMoto} {
		b.Run(name, func(b *testing.B) {
			s := start(b)
			client := s.client(b)
			s.create(b, client, 0)
			before, users := s.resident(b), perCall
			for b.Loop() {
				s.create(b, client, users)
				users += perCall
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
			b.ReportMetric(float64(s.resident(b)-before)/float64(users-perCall), "B/WorkSpace")
		})
	}
}

// BenchmarkState saves and restores 100,000 WorkSpaces as -state does.
func BenchmarkState(b *testing.B) {
	emu := workspacestest.NewEmulator(workspacestest.WithWorkspaces(many, types.WorkspaceStateAvailable))
	file, err := openStateFile(filepath.Join(b.TempDir(), "state.json"))
	require.NoError(b, err)
	b.Cleanup(file.close)
	var saving, loading time.Duration
	for b.Loop() {
		begin := time.Now()
		state, err := emu.Snapshot()
		require.NoError(b, err)
		require.NoError(b, file.write(state))
		saved := time.Now()
		require.NoError(b, file.restore(workspacestest.NewEmulator()))
		saving, loading = saving+saved.Sub(begin), loading+time.Since(saved)
		b.ReportMetric(float64(len(state))/1e6, "MB")
	}
	b.ReportMetric(saving.Seconds()/float64(b.N), "s/save")
	b.ReportMetric(loading.Seconds()/float64(b.N), "s/load")
}
