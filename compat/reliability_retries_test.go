package compat

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
)

var retryModes = []aws.RetryMode{aws.RetryModeStandard, aws.RetryModeAdaptive}

// replays returns an HTTP client that answers every request with text, a complete HTTP response.
func replays(text string) aws.HTTPClient {
	return smithyhttp.ClientDoFunc(func(r *http.Request) (*http.Response, error) {
		return http.ReadResponse(bufio.NewReader(strings.NewReader(text)), r)
	})
}

// fails returns an HTTP client that fails every request with err.
func fails(err error) aws.HTTPClient {
	return smithyhttp.ClientDoFunc(func(*http.Request) (*http.Response, error) { return nil, err })
}

// retryCauses returns ways in which an attempt can fail, each with an HTTP client that fails that way.
func retryCauses() []struct {
	name string
	do   aws.HTTPClient
} {
	inAnHour := "Date: " + time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	skew := strings.Replace(refusal(403, "InvalidSignatureException", "Signature expired"), head(403)[len("HTTP/1.1 403 Forbidden\r\n"):], inAnHour+"\r\n", 1)
	return []struct {
		name string
		do   aws.HTTPClient
	}{
		{"`ThrottlingException`", replays(refusal(400, "ThrottlingException", "Rate exceeded"))},
		{"429 of a gateway", replays(response(429, html))},
		{"500, 502, 503 or 504", replays(response(503, html))},
		{"408 of a gateway", replays(response(408, html))},
		{"HTML with status 200", replays(response(200, html))},
		{"connection refused", fails(&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED})},
		{"connection lost before the response", fails(io.ErrUnexpectedEOF)},
		{"time-out of the HTTP client", fails(&net.OpError{Op: "read", Err: context.DeadlineExceeded})},
		{"response cut off, status 200", replays(head(200, "Content-Length: 99") + "\r\n{}")},
		{"response cut off, status 400", replays(head(400, "Content-Length: 99") + "\r\n{}")},
		{"no such host", fails(&net.DNSError{Err: "no such host", IsNotFound: true})},
		{"a signature refused, with a clock skew of an hour", replays(skew)},
		{"a signature refused, without a clock skew", replays(refusal(403, "InvalidSignatureException", "wrong key"))},
		{"`ValidationException`", replays(refusal(400, "ValidationException", "no"))},
		{"`OperationInProgressException`", replays(refusal(400, "OperationInProgressException", "busy"))},
		{"a success that is another document", replays(response(200, "[]"))},
	}
}

// count makes one read and one change, each with a new client, and returns how many attempts each took.
func (of callerOf) count(ctx context.Context, do aws.HTTPClient, mode aws.RetryMode) (read, change int32) {
	reader, changer := of(do, "http://127.0.0.1", mode), of(do, "http://127.0.0.1", mode)
	_ = reader.read(ctx)
	_ = changer.change(ctx)
	return reader.attempts.Load(), changer.attempts.Load()
}

// retriesTable returns a table with the number of attempts for each cause in both retry modes. All calls run in
// parallel, because the SDK's adaptive mode waits for seconds after throttling.
func retriesTable(t *testing.T) string {
	t.Helper()
	causes := retryCauses()
	type cell struct{ our, their int32 }
	rows := make([][4]cell, len(causes))
	var calls sync.WaitGroup
	for i, cause := range causes {
		for j, mode := range retryModes {
			read, change := &rows[i][2*j], &rows[i][2*j+1]
			calls.Go(func() { read.our, change.our = callerOf(ourCaller).count(t.Context(), cause.do, mode) })
			calls.Go(func() {
				read.their, change.their = callerOf(officialCaller).count(t.Context(), cause.do, mode)
			})
		}
	}
	calls.Wait()
	var table strings.Builder
	table.WriteString("| every attempt ends in | standard, read | standard, change | adaptive, read | adaptive, change |\n|---|---|---|---|---|\n")
	for i, cause := range causes {
		fmt.Fprintf(&table, "| %s |", cause.name)
		for j, c := range rows[i] {
			fmt.Fprintf(&table, " %d / %d |", c.our, c.their)
			if isRead := j%2 == 0; isRead {
				assert.GreaterOrEqual(t, c.our, c.their, "attempts of a read: %s", cause.name)
			}
			assert.Equal(t, rows[i][j%2], c, "both retry modes must make the same attempts: %s", cause.name)
		}
		table.WriteString("\n")
	}
	return table.String()
}

// quota shows the effect of a client's retry quota: the number of attempts for 1,000 concurrent failing calls, for the
// next failing call, and for a failing call after 10 successful ones.
type quota struct{ burst, next, after10 int32 }

// measureQuota makes 1,000 failing calls at once, then another failing call, 10 successful calls, and a last failing
// call.
func measureQuota(ctx context.Context, newCaller callerOf, mode aws.RetryMode) (q quota) {
	var works atomic.Bool
	c := newCaller(smithyhttp.ClientDoFunc(func(r *http.Request) (*http.Response, error) {
		if works.Load() {
			return replays(response(200, `{}`)).Do(r)
		}
		return replays(response(500, "")).Do(r)
	}), "http://127.0.0.1", mode)
	var burst sync.WaitGroup
	for range 1000 {
		burst.Go(func() { _ = c.read(ctx) })
	}
	burst.Wait()
	q.burst = c.attempts.Swap(0)
	_ = c.read(ctx)
	q.next = c.attempts.Swap(0)
	works.Store(true)
	for range 10 {
		_ = c.read(ctx)
	}
	works.Store(false)
	c.attempts.Store(0)
	_ = c.read(ctx)
	q.after10 = c.attempts.Load()
	return q
}

// quotaTable returns the retry quota table.
func quotaTable(t *testing.T) string {
	t.Helper()
	var table strings.Builder
	table.WriteString("| mode | client | 1,000 calls at the same time, all fail | the next call fails | a call fails after 10 successes |\n|---|---|---|---|---|\n")
	for _, mode := range retryModes {
		our, their := measureQuota(t.Context(), ourCaller, mode), measureQuota(t.Context(), officialCaller, mode)
		assert.Equal(t, quota{1100, 1, 3}, our, mode)
		for _, row := range []struct {
			client string
			quota  quota
		}{{"ours", our}, {"official", their}} {
			fmt.Fprintf(&table, "| %s | %s | %d attempts | %d | %d |\n", mode, row.client, row.quota.burst, row.quota.next, row.quota.after10)
		}
	}
	return table.String()
}
