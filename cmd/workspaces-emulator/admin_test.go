package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestAdministration(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	client := p.client()
	assert.Contains(t, p.requireAdmin(t, "GET", "health", ""), `"status":"ok"`)
	p.requireAdmin(t, "POST", "seed", seedDocument)
	require.Len(t, listDesktops(t, client), 1)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-000000001")})
	require.NoError(t, err)
	assert.Equal(t, "blue", *tags.TagList[0].Value)

	// Faults.
	assert.JSONEq(t, `[]`, p.requireAdmin(t, "GET", "faults", ""))
	const fault, other = `{"Operation":"StopWorkspaces","Code":"InternalServerException","Message":"sorry","Status":500}`, `{"Operation":"RebootWorkspaces","Times":2,"Drop":true}`
	assert.JSONEq(t, `{"status":"ok","ID":1}`, p.requireAdmin(t, "POST", "faults", fault))
	assert.JSONEq(t, `{"status":"ok","ID":2}`, p.requireAdmin(t, "POST", "faults", other))
	assert.JSONEq(t, `[{"ID":1,"Fault":`+fault+`,"Applied":0},{"ID":2,"Fault":`+other+`,"Applied":0}]`, p.requireAdmin(t, "GET", "faults", ""))
	err = stopDesktop(t, client)
	require.ErrorContains(t, err, "InternalServerException: sorry")
	p.requireAdmin(t, "DELETE", "faults/2", "")
	assert.JSONEq(t, `[{"ID":1,"Fault":`+fault+`,"Applied":1}]`, p.requireAdmin(t, "GET", "faults", ""))
	status, _ := p.admin(t, "DELETE", "faults", "", func(r *http.Request) { r.Header.Del("Content-Type") })
	assert.Equal(t, http.StatusOK, status, "a DELETE without a body needs no content type")
	assert.JSONEq(t, `[]`, p.requireAdmin(t, "GET", "faults", ""))

	// Snapshots and the clock.
	before := p.requireAdmin(t, "GET", "state", "")
	require.NoError(t, stopDesktop(t, client))
	assert.Equal(t, types.WorkspaceStateStopping, listDesktops(t, client)[0].State)
	p.requireAdmin(t, "POST", "clock", `{"advance":"2m"}`)
	assert.Equal(t, types.WorkspaceStateStopped, listDesktops(t, client)[0].State)
	p.requireAdmin(t, "PUT", "state", before)
	assert.Equal(t, types.WorkspaceStateAvailable, listDesktops(t, client)[0].State)

	// Requests.
	var requests []struct {
		Operation, Code, Account string
		Status                   int
		Faulted                  bool
	}
	require.NoError(t, json.Unmarshal([]byte(p.requireAdmin(t, "GET", "requests", "")), &requests))
	require.Len(t, requests, 7)
	assert.Equal(t, "StopWorkspaces", requests[2].Operation)
	assert.Equal(t, "InternalServerException", requests[2].Code)
	assert.Equal(t, http.StatusInternalServerError, requests[2].Status)
	assert.True(t, requests[2].Faulted)
	assert.Equal(t, workspacestest.AccountID(workspacestest.AccessKeyID), requests[2].Account)
	p.requireAdmin(t, "DELETE", "requests", "")
	assert.JSONEq(t, `[]`, p.requireAdmin(t, "GET", "requests", ""))
	importInput := &workspaces.ImportCustomWorkspaceImageInput{ // an input with a union
		ImageName: aws.String("custom"), ImageDescription: aws.String("x"), InfrastructureConfigurationArn: aws.String("x"),
		ComputeType: types.ImageComputeTypeBase, Protocol: types.CustomImageProtocolDcv, Platform: types.PlatformWindows, OsVersion: types.OSVersionWindows11,
		ImageSource: &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-0123456789abcdef0"},
	}
	_, err = client.ImportCustomWorkspaceImage(t.Context(), importInput)
	require.ErrorContains(t, err, "infrastructureConfigurationArn")
	var listed []struct{ Input json.RawMessage }
	require.NoError(t, json.Unmarshal([]byte(p.requireAdmin(t, "GET", "requests", "")), &listed))
	require.Len(t, listed, 1)
	assert.JSONEq(t, `{"ImageName":"custom","ImageDescription":"x","InfrastructureConfigurationArn":"x","ComputeType":"BASE","Protocol":"DCV",
		"Platform":"WINDOWS","OsVersion":"Windows_11","ImageSource":{"Ec2ImageId":"ami-0123456789abcdef0"}}`, string(listed[0].Input), "the member names are the ones on the wire")

	p.requireAdmin(t, "POST", "faults", `{"Operation":"StopWorkspaces","Drop":true}`)
	p.requireAdmin(t, "POST", "reset", "")
	assert.Empty(t, listDesktops(t, client))
	assert.JSONEq(t, `[]`, p.requireAdmin(t, "GET", "faults", ""))
}

// TestNewFaultsAreAnsweredWithTheirID injects faults while other requests add and remove faults. No two responses may
// have the same ID. The emulator already has many faults, so that the requests often wait for each other.
func TestNewFaultsAreAnsweredWithTheirID(t *testing.T) {
	t.Parallel()
	handler := newHandler(workspacestest.NewEmulator(), &settings{addr: ":4600"}, nil)
	send := func(method, path, body string) string {
		r := httptest.NewRequestWithContext(t.Context(), method, "/_emulator/"+path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, r)
		return answer.Body.String()
	}
	const before, workers, each = 500, 8, 50
	for range before {
		send("POST", "faults", `{"Drop":true}`)
	}
	ids := make(chan uint64, workers*each)
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for range each {
				var added struct {
					Status string
					ID     uint64
				}
				assert.NoError(t, json.Unmarshal([]byte(send("POST", "faults", `{"Drop":true}`)), &added))
				assert.Equal(t, "ok", added.Status)
				ids <- added.ID
				send("DELETE", fmt.Sprintf("faults/%d", added.ID), "")
			}
		})
	}
	all.Wait()
	close(ids)
	seen := make(map[uint64]bool)
	for id := range ids {
		assert.False(t, seen[id], "the ID %d is in two responses", id)
		seen[id] = true
	}
	assert.Len(t, seen, workers*each)
	send("DELETE", "faults", "")
	assert.JSONEq(t, `[]`, send("GET", "faults", ""))
}

// TestSeedsOfBothKindsAreReadAlike passes each document to the program twice: in a -seed file, and as the body of POST
// /_emulator/seed.
func TestSeedsOfBothKindsAreReadAlike(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	for name, tt := range map[string]struct {
		document, note, says string
	}{
		"valid":                      {document: seedDocument},
		"unknown state":              {document: `{"Workspaces":[{"State":"AVAILABL"}]}`, says: `seed: Workspaces[0].State: "AVAILABL" is not one of ADMIN_MAINTENANCE, `},
		"unknown enum value":         {document: `{"Directories":[{"DirectoryType":"MicrosoftAD"}]}`, note: "Directories[0].DirectoryType is unusual"},
		"unknown nested member":      {document: `{"Directories":[{"EnableWorkDocs":true}]}`, note: "Directories[0].EnableWorkDocs is ignored"},
		"absent desktop":             {document: `{"ConnectionStatus":[{"WorkspaceId":"ws-999999999"}]}`, note: `ConnectionStatus[0] is unusual: the WorkSpace does not exist`},
		"unknown list":               {document: `{"Directory":[{}]}`, says: "there is no member Directory"},
		"name in another case":       {document: `{"directories":[{}]}`, says: "there is no member directories"},
		"invalid resource":           {document: `{"Directories":[{"DirectoryId":"x"}]}`, says: `"x" is not a directory identifier`},
		"another type":               {document: `[]`, says: `seed: a seed must be an object with lists such as "Workspaces", not array`},
		"nothing":                    {document: ``, says: "there is no JSON document"},
		"half a document":            {document: `{`, says: "the document is not JSON: unexpected EOF"},
		"two documents":              {document: `{}{}`, says: "unexpected data after the JSON document"},
		"a brace after the document": {document: `{}}`, says: "unexpected data after the JSON document"},
	} {
		file := filepath.Join(t.TempDir(), "seed.json")
		require.NoError(t, os.WriteFile(file, []byte(tt.document), 0o600))
		s, err := parseFlags([]string{"-seed", file}, io.Discard)
		require.NoError(t, err, name)
		var stderr strings.Builder
		_, fileErr := s.build(&stderr)
		status, answer := p.admin(t, "POST", "seed", tt.document)
		if tt.says != "" {
			require.ErrorContains(t, fileErr, tt.says, name)
			require.ErrorContains(t, fileErr, file+": ", name)
			assert.Equal(t, http.StatusBadRequest, status, name)
			var refused struct{ Error string }
			require.NoError(t, json.Unmarshal([]byte(answer), &refused), name)
			assert.Contains(t, refused.Error, tt.says, name)
			continue
		}
		require.NoError(t, fileErr, name)
		assert.Equal(t, http.StatusOK, status, name)
		var done struct{ Notes []string }
		require.NoError(t, json.Unmarshal([]byte(answer), &done), name)
		if tt.note == "" {
			assert.Empty(t, stderr.String(), name)
			assert.Empty(t, done.Notes, name)
			continue
		}
		require.Len(t, done.Notes, 1, name)
		assert.Contains(t, done.Notes[0], tt.note, name)
		assert.Equal(t, "workspaces-emulator: "+file+": "+done.Notes[0]+"\n", stderr.String(), name)
	}
}

func TestAdministrationRefuses(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	form := func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }
	for name, tt := range map[string]struct {
		method, path, body string
		change             func(*http.Request)
		status             int
		says               string
	}{
		"unknown page":       {"GET", "nothing", "", nil, http.StatusNotFound, "no such path"},
		"wrong method":       {"PUT", "clock", "{}", nil, http.StatusNotFound, "not with this method"},
		"a web page":         {"POST", "reset", "", fromPage("Origin", "http://evil.example"), http.StatusForbidden, "web pages"},
		"a form":             {"POST", "reset", "", form, http.StatusForbidden, "application/json"},
		"clock goes back":    {"POST", "clock", `{"advance":"-1s"}`, nil, http.StatusBadRequest, "cannot go back"},
		"clock of nothing":   {"POST", "clock", `{}`, nil, http.StatusBadRequest, "is not a duration such as 90s"},
		"clock of a number":  {"POST", "clock", `{"advance":5}`, nil, http.StatusBadRequest, `advance must be a string, such as \"90s\", and is 5`},
		"clock of no body":   {"POST", "clock", ``, nil, http.StatusBadRequest, "there is no JSON document"},
		"clock of text":      {"POST", "clock", `later`, nil, http.StatusBadRequest, "invalid character"},
		"clock and more":     {"POST", "clock", `{"advance":"1s"}{}`, nil, http.StatusBadRequest, "unexpected data"},
		"clock and a brace":  {"POST", "clock", `{"advance":"1s"}}`, nil, http.StatusBadRequest, "unexpected data"},
		"clock and unknown":  {"POST", "clock", `{"advance":"1s","backward":true}`, nil, http.StatusBadRequest, `there is no member \"backward\"`},
		"clock in capitals":  {"POST", "clock", `{"Advance":"1s"}`, nil, http.StatusBadRequest, `there is no member \"Advance\"`},
		"fault in lowercase": {"POST", "faults", `{"drop":true}`, nil, http.StatusBadRequest, `there is no member \"drop\"`},
		"unknown fault":      {"DELETE", "faults/7", "", nil, http.StatusBadRequest, `there is no fault with the ID \"7\"`},
		"a question first":   {"OPTIONS", "faults", "", fromPage("Origin", "http://evil.example"), http.StatusForbidden, "web pages"},
		"a page's DELETE":    {"DELETE", "faults", "", fromPage("Sec-Fetch-Site", "cross-site"), http.StatusForbidden, "web pages"},
		"DELETE with a body": {"DELETE", "faults", "x", form, http.StatusForbidden, "add the header Content-Type: application/json"},
		"PUT of a form":      {"PUT", "state", "x", form, http.StatusForbidden, "application/json"},
		"state of no body":   {"PUT", "state", ``, nil, http.StatusBadRequest, "there is no JSON document"},
		"fault of nothing":   {"POST", "faults", `{}`, nil, http.StatusBadRequest, "error"},
		"fault of a string":  {"POST", "faults", `{"Times":"2"}`, nil, http.StatusBadRequest, "fault: Times must be a whole number, and is \\\"2\\\""},
		"fault of the moon":  {"POST", "faults", `{"Operation":"LandOnMoon","Drop":true}`, nil, http.StatusBadRequest, "LandOnMoon"},
		"seed of text":       {"POST", "seed", `seed`, nil, http.StatusBadRequest, "invalid character"},
		"seed of the moon":   {"POST", "seed", `{"Moons":[]}`, nil, http.StatusBadRequest, "Moons"},
		"state of nothing":   {"PUT", "state", `{}`, nil, http.StatusBadRequest, "error"},
		"state of something": {"PUT", "state", `[1]`, nil, http.StatusBadRequest, "error"},
	} {
		var change []func(*http.Request)
		if tt.change != nil {
			change = append(change, tt.change)
		}
		status, answer := p.admin(t, tt.method, tt.path, tt.body, change...)
		assert.Equal(t, tt.status, status, name)
		assert.Contains(t, answer, tt.says, name)
		assert.NotContains(t, answer, "Go ", name)
		var members map[string]string
		require.NoError(t, json.Unmarshal([]byte(answer), &members), name)
		assert.Equal(t, []string{"error"}, slices.Collect(maps.Keys(members)), name)
	}
	assert.Empty(t, listDesktops(t, p.client()))
}

// TestAnyPathIsTheService sends requests with paths that http.ServeMux would redirect. The service must answer them.
func TestAnyPathIsTheService(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	for _, path := range []string{"//", "/./", "/x/../y"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.url+path, strings.NewReader("{}"))
		require.NoError(t, err)
		response, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		body, err := io.ReadAll(response.Body)
		require.NoError(t, err)
		require.NoError(t, response.Body.Close())
		assert.Equal(t, http.StatusBadRequest, response.StatusCode, path)
		assert.Contains(t, string(body), "UnknownOperationException", path)
	}
}

// fromPage returns a function that adds a header to a request, for the headers that browsers add to a web page's
// requests.
func fromPage(header, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(header, value) }
}

// toHost returns a function that sets the Host of a request.
func toHost(host string) func(*http.Request) {
	return func(r *http.Request) { r.Host = host }
}

// TestSendersOnLoopback checks who can reach the service and the administration of a program that listens on the
// loopback interface.
func TestSendersOnLoopback(t *testing.T) {
	t.Parallel()
	handler := newHandler(workspacestest.NewEmulator(), &settings{addr: "127.0.0.1:4600"}, nil)
	for name, tt := range map[string]struct {
		change func(*http.Request)
		says   string // the expected error, or empty if the request is allowed
	}{
		"by address":              {toHost("127.0.0.1:4600"), ""},
		"by another address":      {toHost("127.0.0.2"), ""},
		"by the IPv6 address":     {toHost("[::1]:4600"), ""},
		"by name":                 {toHost("localhost:4600"), ""},
		"by name in capitals":     {toHost("LOCALHOST:4600"), ""},
		"by name with a dot":      {toHost("Localhost.:4600"), ""},
		"by an address, a dot":    {toHost("127.0.0.1.:4600"), `host "127.0.0.1."`},
		"by a name below it":      {toHost("evil.localhost:4600"), `host "evil.localhost"`},
		"typed into a browser":    {fromPage("Sec-Fetch-Site", "none"), ""},
		"by a page's own name":    {toHost("evil.example:4600"), `host "evil.example"`},
		"by the address of a net": {toHost("192.0.2.1:4600"), `host "192.0.2.1"`},
		"without a host":          {toHost(""), `host ""`},
		"of a page":               {fromPage("Origin", "http://evil.example"), "web pages"},
		"of no page in public":    {fromPage("Origin", "null"), "web pages"},
		"of another site":         {fromPage("Sec-Fetch-Site", "cross-site"), "web pages"},
		"of the same site":        {fromPage("Sec-Fetch-Site", "same-site"), "web pages"},
		"of the same origin":      {fromPage("Sec-Fetch-Site", "same-origin"), "web pages"},
	} {
		for path, allowed := range map[string]int{"/_emulator/clock": http.StatusOK, "/": http.StatusBadRequest} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
			r.Host = "localhost"
			tt.change(r)
			answer := httptest.NewRecorder()
			handler.ServeHTTP(answer, r)
			if tt.says == "" {
				assert.Equal(t, allowed, answer.Code, name+path)
				continue
			}
			assert.Equal(t, http.StatusForbidden, answer.Code, name+path)
			var told map[string]string
			require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &told), name+path)
			if path == "/" { // the service's errors have the form of the API
				assert.Contains(t, told["message"], tt.says, name)
				assert.Equal(t, map[string]string{"__type": "AccessDeniedException", "message": told["message"]}, told, name)
				continue
			}
			assert.Contains(t, told["error"], tt.says, name)
			assert.Equal(t, map[string]string{"error": told["error"]}, told, name)
		}
	}
}

// TestRefusalsOfLargeRequestsArrive sends large requests and, like Python's urllib, sends the whole body before reading
// the response. The response must arrive even if the program rejects the request.
func TestRefusalsOfLargeRequestsArrive(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	address := strings.TrimPrefix(p.url, "http://")
	const size = 20 << 20
	for request, want := range map[string]string{
		"POST / HTTP/1.1\r\nHost: evil.example\r\n":                                           "403 Forbidden",
		"POST /_emulator/seed HTTP/1.1\r\nHost: localhost\r\n":                                "403 Forbidden",
		"POST /_emulator/reset HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json": "200 OK",
		"POST / HTTP/1.1\r\nHost: localhost\r\n":                                              "400 Bad Request",
	} {
		connection, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
		require.NoError(t, err)
		defer func() { _ = connection.Close() }()
		_, err = fmt.Fprintf(connection, "%s\r\nContent-Length: %d\r\n\r\n%s", strings.TrimSpace(request), size, strings.Repeat(" ", size))
		require.NoError(t, err, request)
		response, err := bufio.NewReader(connection).ReadString('\n')
		require.NoError(t, err, request)
		assert.Contains(t, response, want, request)
	}
}

// TestSendersElsewhere checks programs listening on addresses other than 127.0.0.1. They must accept any Host header,
// but still reject web pages that call their administration.
func TestSendersElsewhere(t *testing.T) {
	t.Parallel()
	for _, addr := range []string{":4600", "0.0.0.0:4600", "192.0.2.1:4600"} {
		handler := newHandler(workspacestest.NewEmulator(), &settings{addr: addr}, nil)
		for path, statuses := range map[string][2]int{
			"/_emulator/clock": {http.StatusOK, http.StatusForbidden},
			"/":                {http.StatusBadRequest, http.StatusBadRequest},
		} {
			for i, change := range []func(*http.Request){toHost("emulator.example"), fromPage("Origin", "http://evil.example")} {
				r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
				change(r)
				answer := httptest.NewRecorder()
				handler.ServeHTTP(answer, r)
				assert.Equal(t, statuses[i], answer.Code, "%s%s: %d", addr, path, i)
			}
		}
	}
}

// TestClientsSeeWhyTheyAreRefused sends a request with a disallowed Host, such as a proxy's name. The client's error
// must include the reason.
func TestClientsSeeWhyTheyAreRefused(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	_, err := p.client(func(o *workspaces.Options) {
		o.BaseEndpoint = aws.String(strings.Replace(p.url, "127.0.0.1", "localhost", 1))
	}).DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	proxied := workspaces.New(workspaces.Options{
		Region: workspacestest.Region, BaseEndpoint: aws.String("http://emulator.example"), RetryMaxAttempts: 1, Credentials: aws.AnonymousCredentials{},
		HTTPClient: doer(func(r *http.Request) (*http.Response, error) {
			r.Host = "emulator.example"
			r.URL.Host = strings.TrimPrefix(p.url, "http://")
			return http.DefaultClient.Do(r)
		}),
	})
	_, err = proxied.DescribeWorkspaces(t.Context(), nil)
	var denied *types.AccessDeniedException
	require.ErrorAs(t, err, &denied)
	assert.Contains(t, denied.ErrorMessage(), `host "emulator.example"`)
}

// doer is a function used as an HTTP client.
type doer func(*http.Request) (*http.Response, error)

func (f doer) Do(r *http.Request) (*http.Response, error) { return f(r) }
