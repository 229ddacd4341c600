package workspacestest

import (
	"errors"
	"slices"
	"time"

	"github.com/aws/smithy-go"
)

// maxLog is the maximum total size of the bodies and messages in the request log, in bytes. Without this limit, hostile
// requests could fill up the memory.
const maxLog = 32 << 20

// Request describes a request received by the emulator, and the response to it.
type Request struct {
	// ID is the request ID in the response.
	ID string

	// Time is when the request arrived, on the emulator's clock.
	Time time.Time

	// Operation is the name of the operation, such as StopWorkspaces. It is empty if the request does not name an
	// operation of the service.
	Operation string

	// Input is the operation's input, such as a *workspaces.StopWorkspacesInput. Input is nil if the body could not be
	// read, or if it was larger than 64 KB and the request was rejected before its body was read. Each call to
	// [Emulator.Requests] returns a new copy of the input.
	Input any

	// AccessKey is the access key in the request's signature. Account is the account that the key belongs to, as twelve
	// digits, or empty if the key is unknown.
	AccessKey, Account string

	// Region is the Region in the request's signature. Scope is the signature's complete scope, such as
	// 20260102/us-east-1/workspaces/aws4_request.
	Region, Scope string

	// Status is the HTTP status of the response, or 0 if the connection was closed without a response.
	Status int

	// Code and Message are the error code and message in the response, both empty after a success.
	Code, Message string

	// Faulted reports whether an injected fault applied to the request.
	Faulted bool
}

// record is an entry in the request log. Its Input is nil; Emulator.Requests decodes the input from r.body, which is
// nil if the body could not be read.
type record struct {
	Request
	body []byte
}

// size returns the number of bytes in the body and the message. Everything else in a record is small.
func (r *record) size() int { return len(r.body) + len(r.Message) }

// requestLog holds the latest requests, oldest first.
type requestLog struct {
	limit   int // the maximum number of records
	records []record
	size    int // the total size of the records, in bytes
}

func (l *requestLog) add(r record) {
	if l.limit < 1 {
		return
	}
	l.records = append(l.records, r)
	l.size += r.size()
	for len(l.records) > l.limit || l.size > maxLog {
		l.size -= l.records[0].size()
		l.records[0] = record{} // otherwise, the underlying array would keep the body in memory until append reallocates it
		l.records = l.records[1:]
	}
}

func (l *requestLog) clear() { *l = requestLog{limit: l.limit} }

// record sets a response's headers and adds the request to the log. The emulator must be locked.
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

// Requests returns the requests received by the emulator, including rejected ones, oldest first. Each attempt at a call
// is a separate request. By default, only the last 10,000 requests are kept: see [WithRequestLog].
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

// ClearRequests empties the request log.
func (e *Emulator) ClearRequests() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.log.clear()
}
