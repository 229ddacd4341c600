package main

import (
	"bytes"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCheckAsksARunningEmulator(t *testing.T) {
	t.Parallel()
	healthy := strings.TrimPrefix(startProgram(t).url, "http://")
	_, port, err := net.SplitHostPort(healthy)
	require.NoError(t, err)
	failing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, `{"status":"failing","error":"the disk is full"}`, http.StatusServiceUnavailable)
	}))
	t.Cleanup(failing.Close)
	closed, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, closed.Close())
	tests := map[string]struct{ addr, want string }{
		"healthy":                  {healthy, ""},
		"healthy on any interface": {":" + port, ""},
		"healthy on 0.0.0.0":       {"0.0.0.0:" + port, ""},
		"failing":                  {failing.Listener.Addr().String(), `not healthy: 503 Service Unavailable: {"status":"failing","error":"the disk is full"}`},
		"nobody listens":           {closed.Addr().String(), "connection refused"},
		"an address without port":  {"127.0.0.1", "-addr: address 127.0.0.1: missing port"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := run(nil, []string{"-check", "-addr", tt.addr}, &bytes.Buffer{}, &bytes.Buffer{})
			if tt.want == "" {
				assert.NoError(t, err)
			} else {
				assert.ErrorContains(t, err, tt.want)
			}
		})
	}
}

func TestVersionIsThatOfTheBuild(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(nil, []string{"-version"}, &out, &bytes.Buffer{}))
	assert.Regexp(t, `^workspaces-emulator \S+ go1\.\S+ \w+/\w+\n$`, out.String())
}
