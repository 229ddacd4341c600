package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// maxAdmin is how large the body of a request to the administration may be: a snapshot of 100,000
// WorkSpaces has about 100 MB.
const maxAdmin = 512 << 20

// handler serves the emulator and, under /_emulator/, its administration.
func handler(emu *workspacestest.Emulator, s *settings) http.Handler {
	a := &admin{emu: emu, settings: s}
	mux := http.NewServeMux()
	for pattern, serve := range map[string]func(r *http.Request) (any, error){
		"GET /_emulator/health":      a.health,
		"POST /_emulator/reset":      a.reset,
		"POST /_emulator/seed":       a.seed,
		"GET /_emulator/state":       a.state,
		"PUT /_emulator/state":       a.restore,
		"GET /_emulator/faults":      a.faults,
		"POST /_emulator/faults":     a.inject,
		"DELETE /_emulator/faults":   a.clearFaults,
		"GET /_emulator/clock":       a.clock,
		"POST /_emulator/clock":      a.advance,
		"GET /_emulator/requests":    a.requests,
		"DELETE /_emulator/requests": a.clearRequests,
	} {
		mux.Handle(pattern, s.administer(serve))
	}
	mux.HandleFunc("/_emulator/", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusNotFound, map[string]string{"error": "there is no such page, or not with this method; see the documentation of workspaces-emulator"})
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/_emulator/") {
			mux.ServeHTTP(w, r)
			return
		}
		emu.ServeHTTP(w, r) // whatever the path: the service looks at no other, and does not redirect
	})
}

// administer makes a handler of a function that answers with JSON: with a raw document, or with a value.
func (s *settings) administer(serve func(*http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := s.trusted(r); err != nil {
			answer(w, http.StatusForbidden, map[string]string{"error": err.Error()})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxAdmin)
		value, err := serve(r)
		if err != nil {
			answer(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
			return
		}
		answer(w, http.StatusOK, value)
	})
}

// trusted refuses what a web page could make a browser send, be it by a name of its own for this machine.
func (s *settings) trusted(r *http.Request) error {
	if site := r.Header.Get("Sec-Fetch-Site"); r.Header.Get("Origin") != "" || site != "" && site != "none" {
		return errors.New("web pages have no business here")
	}
	if mine, _, _ := net.SplitHostPort(s.addr); loopback(mine) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if !loopback(host) && host != mine {
			return fmt.Errorf("there is no host %.100q here", host)
		}
	}
	if r.Method == http.MethodGet {
		return nil
	}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		return errors.New("the content type must be application/json")
	}
	return nil
}

// loopback reports whether a host is this machine for itself alone.
func loopback(host string) bool {
	return host == "localhost" || net.ParseIP(strings.Trim(host, "[]")).IsLoopback()
}

func answer(w http.ResponseWriter, status int, value any) {
	body, raw := value.(json.RawMessage)
	if !raw {
		var err error
		if body, err = json.Marshal(value); err != nil {
			status, body = http.StatusInternalServerError, []byte(`{"error":"the answer cannot be written"}`)
		}
		body = append(body, '\n')
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that went away does not miss it
}

// admin is the administration of an emulator.
type admin struct {
	emu      *workspacestest.Emulator
	settings *settings

	mu       sync.Mutex
	injected []injected
}

// injected is a fault that was added here. It is listed until it is lifted, also when it has met as many
// calls as it was to meet.
type injected struct {
	fault  workspacestest.Fault
	remove func()
}

// done is the answer to what has no other.
var done = map[string]string{"status": "ok"}

func (a *admin) health(*http.Request) (any, error) {
	return map[string]any{"status": "ok", "time": a.emu.Now()}, nil
}

func (a *admin) clock(*http.Request) (any, error) {
	return map[string]any{"time": a.emu.Now()}, nil
}

func (a *admin) advance(r *http.Request) (any, error) {
	var in struct {
		Advance string `json:"advance"`
	}
	if err := readJSON(r, &in); err != nil {
		return nil, err
	}
	d, err := time.ParseDuration(in.Advance)
	switch {
	case err != nil:
		return nil, fmt.Errorf("advance: %w", err)
	case d < 0:
		return nil, fmt.Errorf("advance: the clock does not go back by %v", -d)
	}
	a.emu.Advance(d)
	return a.clock(r)
}

func (a *admin) reset(*http.Request) (any, error) {
	a.lift()
	a.emu.Reset()
	return done, nil
}

func (a *admin) seed(r *http.Request) (any, error) {
	var seed workspacestest.Seed
	if err := readJSON(r, &seed); err != nil {
		return nil, err
	}
	return done, a.emu.Seed(seed)
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
	return done, a.emu.Restore(state)
}

// request is a request in JSON, its input in the API's own spelling.
type request struct {
	workspacestest.Request
	Input json.RawMessage `json:",omitempty"`
}

func (a *admin) requests(*http.Request) (any, error) {
	list := []request{}
	for _, r := range a.emu.Requests() {
		listed := request{Request: r}
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
	return done, nil
}

func (a *admin) faults(*http.Request) (any, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	list := make([]workspacestest.Fault, len(a.injected))
	for i, f := range a.injected {
		list[i] = f.fault
	}
	return list, nil
}

func (a *admin) inject(r *http.Request) (any, error) {
	var fault workspacestest.Fault
	if err := readJSON(r, &fault); err != nil {
		return nil, err
	}
	if err := fault.Validate(); err != nil {
		return nil, err
	}
	remove := a.emu.Inject(fault)
	a.mu.Lock()
	defer a.mu.Unlock()
	a.injected = append(a.injected, injected{fault, remove})
	return done, nil
}

func (a *admin) clearFaults(*http.Request) (any, error) {
	a.lift()
	return done, nil
}

// lift lifts all faults.
func (a *admin) lift() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, f := range a.injected {
		f.remove()
	}
	a.injected = nil
}

// readJSON reads a body that holds one document with no unknown members.
func readJSON(r *http.Request, v any) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		return err
	}
	if decoder.More() {
		return errors.New("there is something behind the JSON document")
	}
	return nil
}
