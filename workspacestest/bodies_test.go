package workspacestest_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const (
	smallBody = 64 << 10
	largeBody = smallBody + 1
)

// slowBody is a request body of spaces that takes one second to arrive.
type slowBody struct {
	late bool
	rest io.Reader
}

func newSlowBody(size int) io.ReadCloser {
	return io.NopCloser(&slowBody{rest: strings.NewReader(strings.Repeat(" ", size))})
}

func (b *slowBody) Read(p []byte) (int, error) {
	if !b.late {
		time.Sleep(time.Second)
		b.late = true
	}
	return b.rest.Read(p)
}

// TestLargeBodiesWaitForEachOther sends 60 requests at once. Each body takes one second, so the total time shows how
// many bodies were read concurrently.
func TestLargeBodiesWaitForEachOther(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		size   int
		length int64
		secret string
		takes  time.Duration
	}{
		"small":                                  {smallBody, smallBody, "", time.Second},
		"large":                                  {largeBody, largeBody, "", 15 * time.Second},
		"large and not signed":                   {largeBody, largeBody, "wrong", 15 * time.Second},
		"of unknown length":                      {smallBody, -1, "", 15 * time.Second},
		"of unknown length, as a client says it": {smallBody, 0, "", 15 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			emu := workspacestest.New(t)
			begin := time.Now()
			var senders sync.WaitGroup
			for range 60 {
				senders.Go(func() {
					with := credentials
					if tt.secret != "" {
						with.SecretAccessKey = tt.secret
					}
					r := signFor(t, newRequest(t, "DescribeWorkspaces", ""), strings.Repeat(" ", tt.size), begin, with, workspacestest.Region)
					r.Body, r.ContentLength = newSlowBody(tt.size), tt.length
					a := send(t, emu, r)
					if tt.secret != "" {
						assert.Equal(t, "InvalidSignatureException", a.Type, name)
						return
					}
					assert.Equal(t, http.StatusOK, a.status, "%s: %s", name, a.body)
				})
			}
			senders.Wait()
			assert.Equal(t, tt.takes, time.Since(begin), name)
		})
	}
}

// TestLargeBodiesKeepTheirPlaces fills the emulator's four slots for requests with large bodies. A request must hold
// its slot until its response is written. The next request must wait for a slot, but only until its context is done.
func TestLargeBodiesKeepTheirPlaces(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.New(t)
		emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Times: 4, Delay: time.Minute})
		var senders sync.WaitGroup
		body := strings.Repeat(" ", largeBody)
		for range 4 {
			senders.Go(func() { assert.Equal(t, http.StatusOK, call(t, emu, "DescribeWorkspaces", body).status) })
		}
		synctest.Wait()
		begin := time.Now()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		a := send(t, emu, sign(t, newRequest(t, "DescribeWorkspaces", body), body, begin).WithContext(ctx))
		assert.Equal(t, "SerializationException", a.Type)
		assert.Contains(t, a.Message, "deadline exceeded")
		assert.Equal(t, time.Second, time.Since(begin))

		assert.Equal(t, http.StatusOK, call(t, emu, "DescribeWorkspaces", body).status)
		assert.Equal(t, time.Minute, time.Since(begin))
		senders.Wait()
	})
}

// TestRefusalsOfLargeBodiesArrive sends requests like Python's urllib, which sends the whole body before reading the
// response.
func TestRefusalsOfLargeBodiesArrive(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	body := strings.Repeat(" ", 20<<20)
	for code, change := range map[string]func(*http.Request){
		"SerializationException":              func(*http.Request) {},
		"MissingAuthenticationTokenException": func(r *http.Request) { r.Header.Del("Authorization") },
		"UnknownOperationException":           func(r *http.Request) { r.Method = http.MethodPut },
	} {
		r := newRequest(t, "DescribeWorkspaces", body)
		r.Host = strings.TrimPrefix(emu.URL(), "http://")
		r.URL.Host = r.Host
		sign(t, r, body, time.Now())
		change(r)
		connection, err := new(net.Dialer).DialContext(t.Context(), "tcp", r.Host)
		require.NoError(t, err)
		defer func() { _ = connection.Close() }()
		require.NoError(t, r.Write(connection), code)
		response, err := http.ReadResponse(bufio.NewReader(connection), r)
		require.NoError(t, err, code)
		content, err := io.ReadAll(response.Body)
		require.NoError(t, err, code)
		require.NoError(t, response.Body.Close())
		assert.Equal(t, http.StatusBadRequest, response.StatusCode)
		assert.Contains(t, string(content), code)
	}
}

// TestTheLargestInputIsRead imports all logos at their maximum size. Because the service also limits the logos' total
// size, the request is refused, which shows that the whole body was read.
func TestTheLargestInputIsRead(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithDirectory(directoryID))
	logo := func(size int) []byte {
		return append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{'x'}, size-8)...)
	}
	look := &types.DefaultImportClientBrandingAttributes{Logo: logo(1_500_000), LoginMessage: map[string]string{"en_US": strings.Repeat("ü", 2000)}}
	_, err := emu.Client().ImportClientBranding(t.Context(), &workspaces.ImportClientBrandingInput{
		ResourceId: aws.String(directoryID), DeviceTypeAndroid: look, DeviceTypeLinux: look, DeviceTypeOsx: look, DeviceTypeWeb: look, DeviceTypeWindows: look,
		DeviceTypeIos: &types.IosImportClientBrandingAttributes{Logo: logo(447_000), Logo2x: logo(1_770_000), Logo3x: logo(1_770_000)},
	})
	requireCode(t, err, "ResourceLimitExceededException", "6 MB")

	body := strings.Repeat(" ", 16<<20+1)
	r := sign(t, newRequest(t, "DescribeWorkspaces", body), body, time.Now())
	a := send(t, emu, r)
	assert.Equal(t, "SerializationException", a.Type)
	require.Contains(t, a.Message, "larger than 16777216 bytes")
}
