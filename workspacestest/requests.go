package workspacestest

import (
	"errors"
	"slices"
	"time"

	"github.com/aws/smithy-go"
)

// maxLog is how many bytes of bodies and messages the log of requests holds at most: hostile ones must not
// fill the memory.
const maxLog = 64 << 20

// Request is a request that the emulator was sent, and what became of it.
type Request struct {
	// ID is the request ID that the answer bears.
	ID string

	// Time is when it arrived, by the emulator's clock.
	Time time.Time

	// Operation is the name of the operation, such as StopWorkspaces; empty if the service has none of
	// the name that was asked for.
	Operation string

	// Input is what was asked for, such as a *workspaces.StopWorkspacesInput; nil if it cannot be read, or
	// is more than 64 KB and refused before its signature was checked. It is the caller's own.
	Input any

	// AccessKey is the access key that the request says it is signed with, and Account the twelve digits
	// of the account that it belongs to; Account is empty if there is no such key.
	AccessKey, Account string

	// Region is the Region that the request is signed for, and Scope the whole scope of the signature:
	// 20260102/us-east-1/workspaces/aws4_request.
	Region, Scope string

	// Status is the HTTP status of the answer; 0 if the connection broke before it.
	Status int

	// Code and Message are of the error that the answer tells of; empty if it tells of none.
	Code, Message string

	// Faulted is whether a fault that was injected had a part in it.
	Faulted bool
}

// record is a Request with the bytes that its Input is read from, nil if these could not be read.
type record struct {
	Request
	body []byte
}

// size is what can be large of a record.
func (r *record) size() int { return len(r.body) + len(r.Message) }

// requestLog holds the last requests, the oldest first.
type requestLog struct {
	limit   int // of requests
	records []record
	size    int // of them all
}

func (l *requestLog) add(r record) {
	if l.limit < 1 {
		return
	}
	l.records = append(l.records, r)
	l.size += r.size()
	for len(l.records) > l.limit || l.size > maxLog {
		l.size -= l.records[0].size()
		l.records[0] = record{} // the array lives on for a while
		l.records = l.records[1:]
	}
}

func (l *requestLog) clear() { *l = requestLog{limit: l.limit} }

// record finishes a reply and remembers what it answers. The emulator is locked.
func (e *Emulator) record(x *exchange, answer *reply) *reply {
	answer.finish(x.ID)
	r := record{x.Request, x.body}
	r.Input = nil
	if !answer.dropped {
		r.Status = answer.status
	}
	var api smithy.APIError
	if errors.As(answer.told, &api) {
		r.Code, r.Message = api.ErrorCode(), api.ErrorMessage()
	}
	e.log.add(r)
	return answer
}

// Requests returns the requests that the emulator received, the oldest first: every attempt of a call, and
// requests that were refused. It returns the last 10,000, see [WithRequestLog].
func (e *Emulator) Requests() []Request {
	e.mu.Lock()
	records := slices.Clone(e.log.records)
	e.mu.Unlock()
	requests := make([]Request, len(records))
	for i, r := range records {
		if handler, known := operations[r.Operation]; known && r.body != nil {
			if in, err := handler.decode(r.body); err == nil {
				r.Input = in
			}
		}
		requests[i] = r.Request
	}
	return requests
}

// ClearRequests empties the log of requests.
func (e *Emulator) ClearRequests() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.log.clear()
}
