package workspaces_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	smithy "github.com/aws/smithy-go"
	"github.com/jarcoal/httpmock"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestAttemptsShareTheInvocationAndAreCounted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, answer(500, ``), refusal(400, "ThrottlingException", "slow"), answer(200, `{}`), answer(200, `{}`))
		client := w.client()
		require.NoError(t, describe(t.Context(), client))
		require.NoError(t, describe(t.Context(), client))
		sent := w.requests()
		require.Len(t, sent, 4)
		first := sent[0].Header.Get("Amz-Sdk-Invocation-Id")
		for i, r := range sent[:3] {
			assert.Equal(t, first, r.Header.Get("Amz-Sdk-Invocation-Id"))
			assert.Equal(t, fmt.Sprintf("attempt=%d; max=3", i+1), r.Header.Get("Amz-Sdk-Request"))
			assert.Equal(t, sent[0].body, r.body)
			assertSigned(t, r, "")
		}
		assert.NotEqual(t, first, sent[3].Header.Get("Amz-Sdk-Invocation-Id"))
		assert.Equal(t, "attempt=1; max=3", sent[3].Header.Get("Amz-Sdk-Request"))
	})
}

func TestRetries(t *testing.T) {
	t.Parallel()
	lost := func(*http.Request) (*http.Response, error) { return nil, errors.New("connection reset by peer") }
	tests := map[string]struct {
		failure httpmock.Responder
		again   bool
	}{
		"ThrottlingException":             {refusal(400, "ThrottlingException", "slow down"), true},
		"Throttling in a header":          {answer(400, `{}`, "X-Amzn-Errortype", "TooManyRequestsException:http://x/"), true},
		"500":                             {answer(500, ``), true},
		"500 with a modelled error":       {refusal(500, "InternalServerException", "oops"), true},
		"502 of a proxy":                  {answer(502, `<html>Bad Gateway</html>`), true},
		"503":                             {refusal(503, "ServiceUnavailable", "later"), true},
		"504":                             {answer(504, `{}`), true},
		"lost connection":                 {lost, true},
		"InvalidParameterValuesException": {refusal(400, "InvalidParameterValuesException", "no"), false},
		"ValidationException":             {refusal(400, "ValidationException", "no"), false},
		"AccessDeniedException":           {refusal(400, "AccessDeniedException", "no"), false},
		"ResourceNotFoundException":       {refusal(400, "ResourceNotFoundException", "no"), false},
		"OperationInProgressException":    {refusal(400, "OperationInProgressException", "busy"), false},
		"ExpiredTokenException":           {refusal(400, "ExpiredTokenException", "old"), false},
		"an unknown code":                 {refusal(400, "BrandNewException", "new"), false},
		"403 without a body":              {answer(403, ``), false},
	}
	for _, mode := range []aws.RetryMode{aws.RetryModeStandard, aws.RetryModeAdaptive} {
		for name, test := range tests {
			if mode == aws.RetryModeAdaptive && strings.HasPrefix(name, "Throttling") {
				continue // see TestAdaptiveModeHoldsBackAfterThrottling
			}
			t.Run(string(mode)+"/"+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					script := []httpmock.Responder{test.failure}
					if test.again {
						script = append(script, test.failure, answer(200, `{}`))
					}
					w := newWire(t, script...)
					start := time.Now()
					options := w.options()
					options.RetryMode = mode
					err := describe(t.Context(), workspaces.New(options))
					if test.again {
						require.NoError(t, err)
						assert.Positive(t, time.Since(start), "no wait between the attempts")
						assert.Less(t, time.Since(start), time.Minute)
						return
					}
					require.Error(t, err)
					assert.Zero(t, time.Since(start))
				})
			})
		}
	}
}

// This test needs no synctest bubble, because its retryer does not wait. In a bubble, the SDK's adaptive retryer could
// loop forever, because its wait can be rounded to zero, and the bubble's clock does not advance while a goroutine is
// running.
func TestAdaptiveModeHoldsBackAfterThrottling(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{}`), refusal(400, "ThrottlingException", "slow down"))
	client := w.client(func(o *workspaces.Options) {
		o.Retryer = retry.NewAdaptiveMode(func(ao *retry.AdaptiveModeOptions) {
			ao.FailOnNoAttemptTokens = true
			ao.StandardOptions = append(ao.StandardOptions, func(so *retry.StandardOptions) {
				so.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
			})
		})
	})
	require.NoError(t, describe(t.Context(), client))
	require.ErrorContains(t, describe(t.Context(), client), "unable to get attempt token")
	require.ErrorContains(t, describe(t.Context(), client), "unable to get attempt token", "the next call")
	assert.Contains(t, w.requests()[0].Header.Get("User-Agent"), "m/F,e")
}

func TestTheLastErrorIsReportedWhenAttemptsRunOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, answer(500, ``), answer(503, ``), refusal(400, "ThrottlingException", "slow down"))
		err := describe(t.Context(), w.client())
		var exhausted *retry.MaxAttemptsError
		require.ErrorAs(t, err, &exhausted)
		assert.Equal(t, 3, exhausted.Attempt)
		var apiErr smithy.APIError
		require.ErrorAs(t, err, &apiErr)
		assert.Equal(t, "ThrottlingException", apiErr.ErrorCode())
		assert.Equal(t, testRequestID, workspaces.RequestID(err))
		assert.ErrorContains(t, err, "exceeded maximum number of attempts, 3")
	})
}

func TestValidationErrorsAreNotRetried(t *testing.T) {
	t.Parallel()
	w := newWire(t)
	_, err := w.client().StopWorkspaces(t.Context(), nil)
	var invalid smithy.InvalidParamsError
	require.ErrorAs(t, err, &invalid)
}

// everyTenSeconds sets a retryer that makes at most 100 attempts, 10 seconds apart.
func everyTenSeconds(o *workspaces.Options) {
	o.Retryer = retry.NewStandard(func(so *retry.StandardOptions) {
		so.MaxAttempts = 100
		so.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 10 * time.Second, nil })
	})
}

func TestRetriesEndWithTheContext(t *testing.T) {
	t.Parallel()
	broken := func(_ int, r *http.Request) (*http.Response, error) { return answer(500, ``)(r) }
	silent := func(_ int, r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	tests := map[string]struct {
		answer   func(int, *http.Request) (*http.Response, error)
		deadline time.Duration
		cancel   time.Duration
		requests int
		want     error
	}{
		"deadline between attempts": {broken, 25 * time.Second, 0, 3, context.DeadlineExceeded},
		"deadline during the first": {silent, 25 * time.Second, 0, 1, context.DeadlineExceeded},
		"cancel between attempts":   {broken, 0, 15 * time.Second, 2, context.Canceled},
		"cancel during the first":   {silent, 0, 15 * time.Second, 1, context.Canceled},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := newOpenWire(test.answer)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				after := test.deadline
				if test.deadline > 0 {
					var stop context.CancelFunc
					ctx, stop = context.WithTimeout(ctx, test.deadline)
					defer stop()
				} else {
					after = test.cancel
					time.AfterFunc(test.cancel, cancel)
				}
				start := time.Now()
				err := describe(ctx, w.client(everyTenSeconds))
				assert.Equal(t, after, time.Since(start))
				require.ErrorIs(t, err, test.want)
				assert.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces")
				assert.Len(t, w.requests(), test.requests)
				var canceled interface{ CanceledError() bool }
				require.ErrorAs(t, err, &canceled)
			})
		})
	}
}

func TestAContextThatIsDoneSendsNothing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, describe(ctx, newWire(t).client()), context.Canceled)
}

func TestClockSkewIsCorrected(t *testing.T) {
	skipWithoutSkewCorrection(t)
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ahead := time.Hour
		// The service's clock is ahead of the client's. It rejects signatures whose time is off by more than 5 minutes.
		w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) {
			now := time.Now().Add(ahead)
			date := now.UTC().Format(http.TimeFormat)
			signed, err := time.Parse(amzTime, r.Header.Get("X-Amz-Date"))
			if err != nil {
				return nil, err
			}
			if now.Sub(signed).Abs() > 5*time.Minute {
				return refusal(403, "InvalidSignatureException", "Signature expired", "Date", date)(r)
			}
			return answer(200, `{}`, "Date", date)(r)
		})
		client := w.client()
		signedAt := func(i int) time.Duration {
			signed, err := time.Parse(amzTime, w.requests()[i].Header.Get("X-Amz-Date"))
			require.NoError(t, err)
			return time.Until(signed).Round(time.Minute)
		}

		require.NoError(t, describe(t.Context(), client))
		require.Len(t, w.requests(), 2)
		assert.Equal(t, time.Duration(0), signedAt(0))
		assert.Equal(t, time.Hour, signedAt(1), "second attempt")

		require.NoError(t, describe(t.Context(), client))
		require.Len(t, w.requests(), 3, "the next call uses the corrected time in its first attempt")
		assert.Equal(t, time.Hour, signedAt(2))

		_, err := client.CreateTags(t.Context(), &workspaces.CreateTagsInput{ResourceId: aws.String("ws-1"), Tags: []types.Tag{}})
		require.NoError(t, err)
		require.Len(t, w.requests(), 4, "a call of another operation does so too")
		require.NoError(t, describe(t.Context(), client, func(o *workspaces.Options) { o.RetryMaxAttempts = 1 }))
		require.Len(t, w.requests(), 5, "a call with options does so too")

		ahead = 0
		require.NoError(t, describe(t.Context(), client))
		require.Len(t, w.requests(), 7, "the clocks agree again")
		assert.Equal(t, time.Duration(0), signedAt(6))
		require.NoError(t, describe(t.Context(), client))
		require.Len(t, w.requests(), 8)

		for _, sent := range w.requests() {
			assertSigned(t, sent, "")
		}
	})
}

func TestABadSignatureIsNotTakenForClockSkew(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := newWire(t, refusal(403, "InvalidSignatureException", "wrong key", "Date", time.Now().UTC().Format(http.TimeFormat)))
		require.ErrorContains(t, describe(t.Context(), w.client()), "wrong key")
	})
}

// cutOff starts a server whose first n responses consist of the status line and the string in partial, after which the
// server closes the connection without a TCP reset. Later responses are complete. cutOff returns the server's URL and a
// counter of its requests.
func cutOff(t *testing.T, n int, partial string) (url string, received *atomic.Int32) {
	t.Helper()
	received = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		if int(received.Add(1)) > n {
			_, _ = io.WriteString(w, `{}`)
			return
		}
		conn, buffer, err := http.NewResponseController(w).Hijack()
		if !assert.NoError(t, err) {
			return
		}
		_, _ = buffer.WriteString("HTTP/1.1 200 OK\r\n" + partial)
		_ = buffer.Flush()
		_ = conn.Close()
	}))
	t.Cleanup(server.Close)
	return server.URL, received
}

func TestAnAnswerThatIsCutOffIsALostAnswer(t *testing.T) {
	t.Parallel()
	noWait := func(o *workspaces.Options) {
		o.HTTPClient = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "AKID", SecretAccessKey: "secret"}, nil
		})
	}
	for name, begins := range map[string]string{
		"within its length":           "Content-Length: 100\r\n\r\n{\"Workspaces\":",
		"within a chunk":              "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"Workspaces\":",
		"before its last chunk":       "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
		"before its first byte":       "Content-Length: 100\r\n\r\n",
		"without a length":            "Connection: close\r\n\r\n{\"Workspaces\":[{",
		"without a length or a byte":  "Connection: close\r\n\r\n",
		"within an answer of a proxy": "Content-Length: 100\r\n\r\n<html>",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url, received := cutOff(t, 1, begins)
			_, err := workspaces.New(workspaces.Options{Region: testRegion, BaseEndpoint: &url}, noWait).DescribeWorkspaces(t.Context(), nil)
			require.NoError(t, err, "a read is attempted again")
			assert.EqualValues(t, 2, received.Load())

			url, _ = cutOff(t, 9, begins)
			_, err = workspaces.New(workspaces.Options{Region: testRegion, BaseEndpoint: &url, RetryMaxAttempts: 1}, noWait).DescribeWorkspaces(t.Context(), nil)
			require.Error(t, err)
			assert.True(t, workspaces.IsRetryable(err), err)
			assert.NotContains(t, err.Error(), "carried out")
		})
		t.Run(name+", of a change", func(t *testing.T) {
			t.Parallel()
			if name == "without a length or a byte" {
				t.Skip("an empty output: see TestAnEmptyBodyAfterAChangeIsAnEmptyOutput")
			}
			url, received := cutOff(t, 9, begins)
			_, err := workspaces.New(workspaces.Options{Region: testRegion, BaseEndpoint: &url}, noWait).CreateIpGroup(
				t.Context(), &workspaces.CreateIpGroupInput{GroupName: aws.String("office")})
			require.ErrorContains(t, err, "the request may have been carried out")
			assert.True(t, workspaces.IsRetryable(err), err)
			assert.EqualValues(t, 1, received.Load(), "a change is not repeated")
		})
	}
}

// The status of an error response shows that the attempt failed, even if the response is cut off. The client therefore
// retries even calls that make changes, just as it does after a complete response with status 500.
func TestAnErrorThatIsCutOffIsRepeated(t *testing.T) {
	t.Parallel()
	for _, status := range []int{400, 403, 500, 503} {
		w := newOpenWire(func(int, *http.Request) (*http.Response, error) {
			return &http.Response{
				StatusCode: status, Header: http.Header{}, ContentLength: 100,
				Body: io.NopCloser(io.MultiReader(strings.NewReader(`{"__type":"Thrott`), iotest.ErrReader(io.ErrUnexpectedEOF))),
			}, nil
		})
		_, err := w.client(withoutDelay).DeleteIpGroup(t.Context(), &workspaces.DeleteIpGroupInput{GroupId: aws.String("wsipg-012345678")})
		require.ErrorContains(t, err, fmt.Sprintf("StatusCode: %d", status))
		assert.NotContains(t, err.Error(), "carried out")
		assert.Len(t, w.requests(), 3, status)
	}
}

// withoutDelay sets a custom retryer that waits only a microsecond between attempts.
func withoutDelay(o *workspaces.Options) {
	o.Retryer = retry.NewStandard(func(so *retry.StandardOptions) {
		so.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return time.Microsecond, nil })
	})
}

func TestARetryerOfTheProgramRetriesLostAnswersOfReads(t *testing.T) {
	t.Parallel()
	w := newWire(t, answer(200, `{"Workspaces":[`), answer(200, `<html>busy</html>`), answer(200, `{}`), answer(200, `{"FailedRequests":[`))
	client := w.client(withoutDelay)
	require.NoError(t, describe(t.Context(), client))
	_, err := client.DeleteIpGroup(t.Context(), &workspaces.DeleteIpGroupInput{GroupId: aws.String("wsipg-012345678")})
	require.ErrorContains(t, err, "may have been carried out")
}

// If a response with a success status cannot be read, the service may still have made the change.
func TestASuccessThatCannotBeReadIsALostAnswer(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"another document":    `[]`,
		"a wrong type":        `{"FailedRequests":7}`,
		"more than one":       `{}{}`,
		"more than is read":   strings.Repeat(" ", 33<<20),
		"a page of a gateway": `<html>busy</html>`,
	} {
		w := newWire(t, answer(200, body))
		_, err := w.client().StopWorkspaces(t.Context(), &workspaces.StopWorkspacesInput{StopWorkspaceRequests: []types.StopRequest{{WorkspaceId: aws.String("ws-0123456789")}}})
		require.ErrorContains(t, err, "the request may have been carried out", name)
	}
}

func TestAWaiterOutlastsAnswersThatAreCutOff(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t, workspacestest.WithWorkspaces(300, types.WorkspaceStatePending))
		ids := make([]string, 0, 300)
		for ws, err := range workspaces.NewDescribeWorkspacesPaginator(emu.Client(), nil).Items(t.Context()) {
			require.NoError(t, err)
			ids = append(ids, *ws.WorkspaceId)
		}
		emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", CutOff: true, Times: 8})
		err := workspaces.NewWorkspaceAvailableWaiter(emu.Client()).Wait(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids}, time.Hour)
		require.NoError(t, err)
	})
}

func TestAnswersOfAGateway(t *testing.T) {
	t.Parallel()
	html := `<html>busy</html>`
	for name, tt := range map[string]struct {
		failure                httpmock.Responder
		throttling, again      bool
		retryable, changeAgain bool
	}{
		"429":                 {answer(429, html), true, true, true, true},
		"429 without a body":  {answer(429, ``), true, true, true, true},
		"408":                 {answer(408, html), false, true, true, false},
		"408 without a body":  {answer(408, ``), false, true, true, false},
		"502":                 {answer(502, html), false, true, true, true},
		"HTML with 200":       {answer(200, html), false, true, true, false},
		"HTML with 400":       {answer(400, html), false, false, false, false},
		"HTML with 403":       {answer(403, html), false, false, false, false},
		"JSON of another API": {answer(200, `[]`), false, false, false, false},
	} {
		for _, mode := range []aws.RetryMode{aws.RetryModeStandard, aws.RetryModeAdaptive} {
			if mode == aws.RetryModeAdaptive && tt.throttling {
				continue // see TestAdaptiveModeHoldsBackAfterThrottling
			}
			t.Run(name+" "+string(mode), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					received := 0
					w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) {
						received++
						return tt.failure(r)
					})
					attempts := func(again bool) int {
						if again {
							return 3
						}
						return 1
					}
					client := w.client(func(o *workspaces.Options) { o.Retryer, o.RetryMode = nil, mode })
					_, err := client.DescribeWorkspaces(t.Context(), nil)
					require.Error(t, err)
					assert.Equal(t, tt.throttling, workspaces.IsThrottling(err), err)
					assert.Equal(t, tt.retryable, workspaces.IsRetryable(err), err)
					assert.Equal(t, attempts(tt.again), received, "a read")
					received = 0
					_, err = client.DeleteIpGroup(t.Context(), &workspaces.DeleteIpGroupInput{GroupId: aws.String("wsipg-012345678")})
					require.Error(t, err)
					assert.Equal(t, attempts(tt.changeAgain), received, "a change")
				})
			})
		}
	}
}

// TestTheRetryQuotaRecovers uses up the retry quota of 100 retries, and then refills it with successful calls.
func TestTheRetryQuotaRecovers(t *testing.T) {
	t.Parallel()
	for _, mode := range []aws.RetryMode{aws.RetryModeStandard, aws.RetryModeAdaptive} {
		t.Run(string(mode), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				failing, received := true, 0
				w := newOpenWire(func(_ int, r *http.Request) (*http.Response, error) {
					received++
					if failing {
						return answer(500, ``)(r)
					}
					return answer(200, `{}`)(r)
				})
				client := w.client(func(o *workspaces.Options) { o.Retryer, o.RetryMode = nil, mode })
				attempts := func() int {
					received = 0
					_ = describe(t.Context(), client)
					return received
				}
				for range 60 {
					attempts()
				}
				assert.Equal(t, 1, attempts(), "the quota is used up")
				err := describe(t.Context(), client)
				require.ErrorContains(t, err, "retry quota exceeded")
				assert.NotContains(t, err.Error(), "\n", "two causes are on one line")
				assert.True(t, workspaces.IsRetryable(err), "the failure is in the chain")
				failing = false
				for range 2000 {
					attempts()
				}
				failing = true
				assert.Equal(t, 3, attempts(), "the quota has recovered")
			})
		})
	}
}

func TestAKnownClockSkewOutlastsAnAttemptWithoutAnAnswer(t *testing.T) {
	skipWithoutSkewCorrection(t)
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ahead := func(next httpmock.Responder) httpmock.Responder {
			return func(r *http.Request) (*http.Response, error) {
				resp, err := next(r)
				resp.Header.Set("Date", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
				return resp, err
			}
		}
		lost := func(*http.Request) (*http.Response, error) { return nil, errors.New("connection reset by peer") }
		w := newWire(t, ahead(refusal(400, "InvalidSignatureException", "Signature expired")), lost, ahead(answer(200, `{}`)))
		require.NoError(t, describe(t.Context(), w.client()))
		for i, r := range w.requests()[1:] {
			signed, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
			require.NoError(t, err)
			assert.WithinDuration(t, time.Now().Add(time.Hour), signed, 2*time.Minute, "attempt %d", i+2)
		}
	})
}

// skipWithoutSkewCorrection skips a test if the aws-sdk-go-v2 module is older than v1.47. Older versions do not retry a
// call whose first attempt fails because of clock skew.
func skipWithoutSkewCorrection(t *testing.T) {
	t.Helper()
	if _, ok := reflect.TypeFor[retry.Attempt]().FieldByName("DisableClockSkewCorrection"); !ok {
		t.Skip("this version of aws-sdk-go-v2 does not retry a call that fails because the clocks differ")
	}
}
