package workspacestest

import (
	"errors"
	"slices"
	"time"

	"github.com/aws/smithy-go"
)

// maxLog is the largest number of bytes of bodies and messages in the log of requests, so that hostile requests cannot
// fill the memory.
const maxLog = 32 << 20

// Request is a request that the emulator received, and how it was answered.
type Request struct {
	// ID is the request ID in the answer.
	ID string

	// Time is the time of arrival by the emulator's clock.
	Time time.Time

	// Operation is the name of the operation, such as StopWorkspaces. It is empty if the service has no operation of the
	// requested name.
	Operation string

	// Input is the operation's input, such as a *workspaces.StopWorkspacesInput. It is nil if the body could not be read,
	// or was larger than 64 KB in a request that was refused before its signature was checked. Each call of
	// [Emulator.Requests] returns a copy.
	Input any

	// AccessKey is the access key in the request's signature. Account has the twelve digits of the key's account, and is
	// empty if the emulator does not know the key.
	AccessKey, Account string

	// Region is the Region in the signature. Scope is the signature's whole scope, such as
	// 20260102/us-east-1/workspaces/aws4_request.
	Region, Scope string

	// Status is the HTTP status of the answer, or 0 if the connection was closed without one.
	Status int

	// Code and Message are those of the error in the answer. They are empty after a success.
	Code, Message string

	// Faulted is true if an injected fault applied to the request.
	Faulted bool
}

// record is a Request in the log. Its Input is decoded from the body when the log is read; the body is nil if it could
// not be read.
type record struct {
	Request
	body []byte
}

// size returns the number of bytes in the parts that can be large.
func (r *record) size() int { return len(r.body) + len(r.Message) }

// requestLog holds the last requests, the oldest first.
type requestLog struct {
	limit   int // of requests
	records []record
	size    int // of all records
}

func (l *requestLog) add(r record) {
	if l.limit < 1 {
		return
	}
	l.records = append(l.records, r)
	l.size += r.size()
	for len(l.records) > l.limit || l.size > maxLog {
		l.size -= l.records[0].size()
		l.records[0] = record{} // frees the body before the array is reallocated
		l.records = l.records[1:]
	}
}

func (l *requestLog) clear() { *l = requestLog{limit: l.limit} }

// record completes a reply and logs its request. The emulator is locked.
func (e *Emulator) record(x *exchange, answer *reply) *reply {
	answer.finish(x.ID)
	r := record{x.Request, x.body}
	r.Input = nil
	if !answer.dropped {
		r.Status = answer.status
	}
	var api smithy.APIError
	if errors.As(answer.failure, &api) {
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
