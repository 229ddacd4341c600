package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/internal/strictjson"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// maxAdminBody is the maximum size of an administration request's body, in bytes. The largest bodies are snapshots:
// 100,000 WorkSpaces take about 100 MB.
const maxAdminBody = 512 << 20

// newHandler returns a handler that serves the emulator and, under /_emulator/, its administration. The saver is nil
// without the -state flag.
func newHandler(emu *workspacestest.Emulator, s *settings, saver *saver) http.Handler {
	a := &admin{emu: emu, saver: saver}
	mux := http.NewServeMux()
	for pattern, serve := range map[string]func(r *http.Request) (any, error){
		"POST /_emulator/reset":         a.reset,
		"POST /_emulator/seed":          a.seed,
		"GET /_emulator/state":          a.state,
		"PUT /_emulator/state":          a.restore,
		"GET /_emulator/faults":         a.faults,
		"POST /_emulator/faults":        a.inject,
		"DELETE /_emulator/faults":      a.clearFaults,
		"DELETE /_emulator/faults/{id}": a.removeFault,
		"GET /_emulator/clock":          a.clock,
		"POST /_emulator/clock":         a.advance,
		"GET /_emulator/requests":       a.requests,
		"DELETE /_emulator/requests":    a.clearRequests,
	} {
		mux.Handle(pattern, administer(serve))
	}
	mux.HandleFunc("GET /_emulator/health", a.health)
	mux.HandleFunc("/_emulator/", func(w http.ResponseWriter, _ *http.Request) {
		writeError(w, http.StatusNotFound, errors.New("no such path, or not with this method: see the documentation of workspaces-emulator"))
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		administration := strings.HasPrefix(r.URL.Path, "/_emulator/")
		if err := s.checkSender(r, administration); err != nil {
			discard(r)
			if administration {
				writeError(w, http.StatusForbidden, err)
			} else {
				writeServiceError(w, err)
			}
			return
		}
		if administration {
			mux.ServeHTTP(w, r)
			return
		}
		emu.ServeHTTP(w, r) // bypasses the mux, which would redirect some paths; the service ignores the path
	})
}

// administer returns a handler for administration requests. The response body is what serve returns: a JSON document,
// or a value to encode as JSON.
func administer(serve func(*http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
		// Before a browser sends application/json or a DELETE from a web page to another site, it asks that site for
		// permission (a CORS preflight), which this program never grants.
		if kind != "application/json" && r.Method != http.MethodGet && (r.Method != http.MethodDelete || r.ContentLength != 0) {
			discard(r)
			writeError(w, http.StatusForbidden, errors.New("the content type must be application/json: add the header Content-Type: application/json"))
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxAdminBody)
		value, err := serve(r)
		discard(r)
		if err != nil {
			writeError(w, http.StatusBadRequest, err)
			return
		}
		writeJSON(w, http.StatusOK, value)
	})
}

// maxDiscard is the maximum number of bytes that discard reads.
const maxDiscard = 64 << 20

// discard reads the rest of a request's body. Otherwise, net/http would close the connection, and a client still
// sending the body would never see the response.
func discard(r *http.Request) {
	_, _ = io.CopyN(io.Discard, r.Body, maxDiscard) // on error, the connection is unusable anyway
}

// checkSender rejects requests from web pages, which browsers mark with headers. If the program listens on the loopback
// interface, checkSender also requires a loopback address as the Host. Without this check, a web page could make its
// own host name resolve to the loopback address (DNS rebinding).
func (s *settings) checkSender(r *http.Request, administration bool) error {
	listening, _, _ := net.SplitHostPort(s.addr)
	if !administration && !isLoopback(listening) {
		return nil
	}
	if site := r.Header.Get("Sec-Fetch-Site"); r.Header.Get("Origin") != "" || site != "" && site != "none" {
		return errors.New("requests from web pages are not allowed")
	}
	if isLoopback(listening) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if !isLoopback(host) {
			return fmt.Errorf("host %.100q: only localhost and loopback addresses are allowed", host)
		}
	}
	return nil
}

// isLoopback reports whether a host, given as a name or an IP address, is the loopback interface.
func isLoopback(host string) bool {
	return strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") || net.ParseIP(strings.Trim(host, "[]")).IsLoopback()
}

// writeError sends an administration error response.
func writeError(w http.ResponseWriter, status int, err error) {
	writeJSON(w, status, map[string]string{"error": err.Error()})
}

// writeServiceError rejects a request to the service. The response has the form of the service's own errors, so that
// clients of the service show the message.
func writeServiceError(w http.ResponseWriter, err error) {
	writeJSON(w, http.StatusForbidden, map[string]string{"__type": "AccessDeniedException", "message": err.Error()})
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	body, raw := value.(json.RawMessage)
	if !raw {
		var err error
		if body, err = json.Marshal(value); err != nil {
			status, body = http.StatusInternalServerError, []byte(`{"error":"the response cannot be encoded as JSON"}`)
		}
		body = append(body, '\n')
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // fails only if the client has closed the connection
}

// admin handles administration requests for an emulator.
type admin struct {
	emu   *workspacestest.Emulator
	saver *saver // nil without the -state flag

	changingFaults sync.Mutex // locked while a request adds or removes faults, so that inject finds the fault that it has just added
}

// succeeded is the response to successful requests that return no data.
var succeeded = map[string]string{"status": "ok"}

// seeded is the response to POST /_emulator/seed.
type seeded struct {
	Status string   `json:"status"`
	Notes  []string `json:"notes,omitempty"` // see workspacestest.Emulator.Notes
}

// injected is the response to POST /_emulator/faults.
type injected struct {
	Status string `json:"status"`
	ID     uint64 // see workspacestest.InjectedFault
}

// health is the response to GET /_emulator/health.
type health struct {
	Status string     `json:"status"` // ok or failing
	Time   time.Time  `json:"time"`
	Saved  *time.Time `json:"saved,omitempty"` // the time of the last successful save
	Error  string     `json:"error,omitempty"` // the error from the last save, if it failed
}

func (a *admin) health(w http.ResponseWriter, _ *http.Request) {
	h, status := health{Status: "ok", Time: a.emu.Now()}, http.StatusOK
	if a.saver != nil {
		last, err := a.saver.status()
		if !last.IsZero() {
			h.Saved = &last
		}
		if err != nil {
			h.Status, h.Error, status = "failing", err.Error(), http.StatusServiceUnavailable
		}
	}
	writeJSON(w, status, h)
}

func (a *admin) clock(*http.Request) (any, error) {
	return map[string]any{"time": a.emu.Now()}, nil
}

// jsonAdvance is a duration in the body of POST /_emulator/clock.
type jsonAdvance string

// UnmarshalJSON implements json.Unmarshaler.
func (d *jsonAdvance) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, (*string)(d)) != nil {
		return fmt.Errorf(`advance must be a string, such as "90s", and is %.100s`, b)
	}
	return nil
}

func (a *admin) advance(r *http.Request) (any, error) {
	var in struct {
		Advance jsonAdvance `json:"advance"`
	}
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	d, err := time.ParseDuration(string(in.Advance))
	switch {
	case err != nil:
		return nil, fmt.Errorf("advance: %.100q is not a duration such as 90s", in.Advance)
	case d < 0:
		return nil, fmt.Errorf("advance: %v: the clock cannot go back", d)
	}
	a.emu.Advance(d)
	return a.clock(r)
}

func (a *admin) reset(*http.Request) (any, error) {
	a.changingFaults.Lock()
	defer a.changingFaults.Unlock()
	a.emu.Reset()
	return succeeded, nil
}

func (a *admin) seed(r *http.Request) (any, error) {
	var seed workspacestest.Seed
	if err := readJSON(r, &seed); err != nil {
		return nil, err
	}
	notes := a.emu.Notes(seed)
	if err := a.emu.Seed(seed); err != nil {
		return nil, err
	}
	return seeded{"ok", notes}, nil
}

func (a *admin) state(*http.Request) (any, error) {
	state, err := a.emu.Snapshot()
	return json.RawMessage(state), err
}

func (a *admin) restore(r *http.Request) (any, error) {
	state, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	return succeeded, a.emu.Restore(state)
}

// loggedRequest is a request as listed by GET /_emulator/requests. Input is the input in the API's JSON form.
type loggedRequest struct {
	workspacestest.Request
	Input json.RawMessage `json:",omitempty"`
}

func (a *admin) requests(*http.Request) (any, error) {
	list := []loggedRequest{}
	for _, r := range a.emu.Requests() {
		listed := loggedRequest{Request: r}
		if r.Input != nil {
			var err error
			if listed.Input, err = awsjson.Marshal(r.Input); err != nil {
				return nil, err
			}
		}
		list = append(list, listed)
	}
	return list, nil
}

func (a *admin) clearRequests(*http.Request) (any, error) {
	a.emu.ClearRequests()
	return succeeded, nil
}

func (a *admin) faults(*http.Request) (any, error) { return a.emu.Faults(), nil }

func (a *admin) inject(r *http.Request) (any, error) {
	var fault workspacestest.Fault
	if err := readJSON(r, &fault); err != nil {
		return nil, err
	}
	if err := fault.Validate(); err != nil {
		return nil, err
	}
	a.changingFaults.Lock()
	defer a.changingFaults.Unlock()
	a.emu.Inject(fault)
	faults := a.emu.Faults()
	return injected{"ok", faults[len(faults)-1].ID}, nil
}

func (a *admin) clearFaults(*http.Request) (any, error) {
	a.changingFaults.Lock()
	defer a.changingFaults.Unlock()
	for _, f := range a.emu.Faults() {
		f.Remove()
	}
	return succeeded, nil
}

// removeFault removes the fault whose ID is in the path.
func (a *admin) removeFault(r *http.Request) (any, error) {
	a.changingFaults.Lock()
	defer a.changingFaults.Unlock()
	for _, f := range a.emu.Faults() {
		if strconv.FormatUint(f.ID, 10) == r.PathValue("id") {
			f.Remove()
			return succeeded, nil
		}
	}
	return nil, fmt.Errorf("there is no fault with the ID %.100q", r.PathValue("id"))
}

// readJSON decodes a request body into v. The body must be a single JSON document without unknown members.
func readJSON(r *http.Request, v any) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	return strictjson.Unmarshal(body, v)
}
