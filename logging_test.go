package workspaces_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/logging"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// memoryLogger is a logger that keeps all lines in memory.
type memoryLogger struct {
	mu    sync.Mutex
	lines []string
}

func (l *memoryLogger) Logf(classification logging.Classification, format string, v ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, fmt.Sprintf("%s %s", classification, fmt.Sprintf(format, v...)))
}

func (l *memoryLogger) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "\n")
}

func TestLogging(t *testing.T) {
	t.Parallel()
	const token = "FwoGZXIvYXdzEBYaDHsecretsession"
	const (
		requestLine  = "DEBUG Request\nPOST / HTTP/1.1"
		requestBody  = `{"WorkspaceIds":["ws-asked"]}`
		responseLine = "DEBUG Response\nHTTP/1.1 200 OK"
		responseBody = `{"Workspaces":[{"WorkspaceId":"ws-answered"}]}`
		canonical    = "---[ CANONICAL STRING  ]"
	)
	all := []string{requestLine, requestBody, responseLine, responseBody, canonical}
	tests := map[string]struct {
		mode aws.ClientLogMode
		want []string
	}{
		"nothing":            {0, nil},
		"request":            {aws.LogRequest, []string{requestLine}},
		"request and body":   {aws.LogRequestWithBody, []string{requestLine, requestBody}},
		"response":           {aws.LogResponse, []string{responseLine}},
		"response and body":  {aws.LogResponseWithBody, []string{responseLine, responseBody}},
		"signing":            {aws.LogSigning, []string{canonical}},
		"retries":            {aws.LogRetries, nil},
		"everything at once": {aws.LogSigning | aws.LogRequestWithBody | aws.LogResponseWithBody | aws.LogRetries, all},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWire(t, answer(200, responseBody, "X-Seen", "yes"))
			logger := &memoryLogger{}
			client := w.client(func(o *workspaces.Options) {
				o.Credentials = staticCredentials(testAccessKey, token)
				o.Logger, o.ClientLogMode = logger, test.mode
			})
			out, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{"ws-asked"}})
			require.NoError(t, err)
			require.Len(t, out.Workspaces, 1, "the body is still there for the program")
			sent := w.only(t)
			assert.Equal(t, requestBody, sent.body)
			assert.Equal(t, token, sent.Header.Get("X-Amz-Security-Token"))
			assertSigned(t, sent, token)

			text := strings.ReplaceAll(logger.text(), "\r", "")
			for _, line := range all {
				if strings.Contains(strings.Join(test.want, "|"), line) {
					assert.Contains(t, text, line)
				} else {
					assert.NotContains(t, text, line)
				}
			}
			if test.want == nil {
				assert.Empty(t, text)
			}
			assert.NotContains(t, text, token)
			assert.NotContains(t, text, testSecretKey)
			signature := authorization.FindStringSubmatch(sent.Header.Get("Authorization"))[6]
			assert.NotContains(t, text, signature)
			if test.mode.IsRequest() || test.mode.IsRequestWithBody() {
				assert.Contains(t, text, "X-Amz-Security-Token: REDACTED")
				assert.Contains(t, text, "Signature=REDACTED")
				assert.Contains(t, text, "X-Amz-Target: WorkspacesService.DescribeWorkspaces")
			}
			if test.mode.IsResponse() || test.mode.IsResponseWithBody() {
				assert.Contains(t, text, "X-Seen: yes")
			}
		})
	}
}

func TestRetriesAndFailuresAreLogged(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, answer(500, ``), refusal(400, "ValidationException", "bad"))
		logger := &memoryLogger{}
		require.Error(t, describe(t.Context(), w.client(func(o *workspaces.Options) {
			o.Logger, o.ClientLogMode = logger, aws.LogRetries
		})))
		assert.Contains(t, logger.text(), "retrying request WorkSpaces/DescribeWorkspaces, attempt 2")
		assert.Contains(t, logger.text(), "request failed with unretryable error")
	})
}

// contextLogger is a memoryLogger that implements logging.ContextLogger.
type contextLogger struct{ *memoryLogger }

func (l contextLogger) WithContext(context.Context) logging.Logger { return l }

func TestLoggersThatDependOnTheContextRedactSecretsToo(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`))
	logger := contextLogger{&memoryLogger{}}
	require.NoError(t, describe(t.Context(), w.client(func(o *workspaces.Options) {
		o.Credentials = staticCredentials(testAccessKey, "token-to-hide")
		o.Logger, o.ClientLogMode = logger, aws.LogSigning|aws.LogRequest
	})))
	assert.Contains(t, logger.text(), "CANONICAL STRING")
	assert.NotContains(t, logger.text(), "token-to-hide")
}
