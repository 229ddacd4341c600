package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/workspacestest"
)

// FuzzAdministration sends arbitrary administration requests. No request may cause a panic or a server error, a
// rejected request must not change the state, and after each request the state can be saved and restored.
func FuzzAdministration(f *testing.F) {
	for _, path := range []string{"reset", "seed", "state", "faults", "clock", "requests", "health", "..", "", "faults/../state", "%2e%2e/x"} {
		for _, body := range []string{
			``, `{}`, `null`, `[]`, seedDocument, `{"advance":"2m"}`, `{"advance":"-1s"}`, `{"advance":"2562047h47m16s"}`,
			`{"Operation":"StopWorkspaces","Code":"A","Status":500}`, `{"Version":2,"Sum":"","State":{}}`, `{}{}`,
		} {
			f.Add(http.MethodPost, path, "application/json", body)
		}
		f.Add(http.MethodGet, path, "", "")
		f.Add(http.MethodDelete, path, "application/json", "")
		f.Add(http.MethodPut, path, "application/json; charset=\"", "{}")
	}
	start := time.Date(2026, time.January, 2, 12, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, method, path, contentType, body string) {
		h := newHandler(workspacestest.NewEmulator(workspacestest.WithClock(func() time.Time { return start })), &settings{addr: "localhost:4566"}, nil)
		send := func(method, path, contentType, body string) *httptest.ResponseRecorder {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://localhost/", strings.NewReader(body))
			r.Method, r.URL.Path = method, "/_emulator/"+path
			r.Header.Set("Content-Type", contentType)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			return w
		}
		require.Equal(t, http.StatusOK, send(http.MethodPost, "seed", "application/json", seedDocument).Code)
		before := send(http.MethodGet, "state", "", "").Body.String()
		for range 2 {
			w := send(method, path, contentType, body)
			assert.Less(t, w.Code, http.StatusInternalServerError, w.Body)
			switch {
			case w.Code == http.StatusOK:
				assert.True(t, json.Valid(w.Body.Bytes()), w.Body)
			case w.Code >= http.StatusBadRequest && w.Header().Get("Content-Type") == "application/json":
				var refused map[string]string
				require.NoError(t, json.Unmarshal(w.Body.Bytes(), &refused))
				assert.NotEmpty(t, refused["error"])
				assert.Equal(t, before, send(http.MethodGet, "state", "", "").Body.String())
			}
			before = send(http.MethodGet, "state", "", "").Body.String()
			restored := send(http.MethodPut, "state", "application/json", before)
			assert.Equal(t, http.StatusOK, restored.Code, restored.Body)
		}
		assert.Equal(t, http.StatusOK, send(http.MethodGet, "requests", "", "").Code)
		assert.Equal(t, http.StatusOK, send(http.MethodGet, "faults", "", "").Code)
	})
}
