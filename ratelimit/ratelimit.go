package ratelimit

import (
	"container/list"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Limiter paces the attempts of all clients that share it. It implements workspaces.RateLimiter. It is safe for
// concurrent use. The zero value is a limiter with the default [Options].
type Limiter struct {
	err error // not nil if the options are invalid

	mu    sync.Mutex
	pace  *pace
	queue list.List // one chan struct{} for each waiting caller, closed once the caller is first in the queue
	stats Stats
}

// New returns a limiter. If an option is invalid, every call to [Limiter.Wait] returns an error that names the option.
func New(optFns ...func(*Options)) *Limiter {
	var o Options
	for _, fn := range optFns {
		fn(&o)
	}
	if err := o.resolve(); err != nil {
		return &Limiter{err: err}
	}
	return &Limiter{pace: newPace(o)}
}

// lock locks the limiter and returns its pace and the current time.
func (l *Limiter) lock() (*pace, time.Time) {
	l.mu.Lock()
	if l.pace == nil {
		var o Options
		_ = o.resolve() // the defaults are valid
		l.pace = newPace(o)
	}
	return l.pace, time.Now()
}

// Wait blocks until the caller may make an attempt. Callers get their turns in the order of their calls.
//
// Wait returns ctx.Err() if ctx is done before the caller's turn. If ctx has a deadline that comes before the caller's
// turn, Wait immediately returns an error for which errors.Is(err, context.DeadlineExceeded) is true. A caller that
// gets an error does not use up an attempt.
func (l *Limiter) Wait(ctx context.Context) error {
	if l == nil {
		return errors.New("the *ratelimit.Limiter is nil")
	}
	if l.err != nil {
		return l.err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	p, now := l.lock()
	if l.queue.Len() == 0 && p.take(now) {
		l.stats.Attempts++
		l.mu.Unlock()
		return nil
	}
	if err := checkDeadline(ctx, now, p.turn(now, l.queue.Len())); err != nil {
		l.mu.Unlock()
		return err
	}
	first := make(chan struct{})
	place := l.queue.PushBack(first)
	if l.queue.Front() == place {
		close(first)
	}
	l.mu.Unlock()

	err := l.stand(ctx, first)
	l.leave(place, now)
	return err
}

// stand waits until the caller is first in the queue, and then until it gets a token.
func (l *Limiter) stand(ctx context.Context, first <-chan struct{}) error {
	select {
	case <-first:
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		pause, err := l.take(ctx)
		if pause == 0 || err != nil {
			return err
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C: // the rate may have fallen in the meantime, so a token may still not be available
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// take takes a token for the caller that is first in the queue. If no token is available, take returns how long to
// pause before trying again.
func (l *Limiter) take(ctx context.Context) (time.Duration, error) {
	p, now := l.lock()
	defer l.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	pause := p.turn(now, 0)
	if p.gap && checkDeadline(ctx, now, p.turn(now, 1)) == nil {
		pause = p.turn(now, 1)
	}
	if pause == 0 && p.take(now) {
		l.stats.Attempts++
		return 0, nil
	}
	pause = max(pause, 1)
	return pause, checkDeadline(ctx, now, pause)
}

// leave removes a caller from the queue.
func (l *Limiter) leave(place *list.Element, arrived time.Time) {
	_, now := l.lock()
	defer l.mu.Unlock()
	l.stats.Waits++
	l.stats.Waited += now.Sub(arrived)
	wasFirst := l.queue.Front() == place
	l.queue.Remove(place)
	if next := l.queue.Front(); wasFirst && next != nil {
		close(next.Value.(chan struct{}))
	}
}

// Observe tells the limiter whether an attempt was throttled. A throttled attempt halves the rate, unless the rate was
// halved only shortly before: see the package comment. Attempts can be reported in any order.
func (l *Limiter) Observe(throttled bool) {
	if l == nil || !throttled {
		return // attempts that are not throttled do not raise the rate: only time does
	}
	p, now := l.lock()
	defer l.mu.Unlock()
	l.stats.Throttles++
	if p.throttled(now) {
		l.stats.Slowdowns++
	}
}

// Stats holds a limiter's totals since its creation, and its current state.
type Stats struct {
	// Attempts is the number of attempts allowed so far.
	Attempts int

	// Throttles is the number of attempts reported as throttled.
	Throttles int

	// Slowdowns is the number of throttled attempts that lowered the rate.
	Slowdowns int

	// Waits is the number of calls to Wait that had to wait and have returned, with or without an error.
	Waits int

	// Waited is the total waiting time of the calls counted in Waits. If several calls wait at the same time, each
	// call's waiting time counts.
	Waited time.Duration

	// Waiting is the number of calls to Wait that are currently waiting.
	Waiting int

	// Rate is the current rate, in calls a second.
	Rate float64
}

// Stats returns the totals and the current state. All fields are zero if the options are invalid or l is nil.
func (l *Limiter) Stats() Stats {
	if l == nil || l.err != nil {
		return Stats{}
	}
	p, now := l.lock()
	defer l.mu.Unlock()
	p.advance(now)
	s := l.stats
	s.Waiting, s.Rate = l.queue.Len(), p.rate()
	return s
}

// deadlineError is returned by Wait if the deadline comes before the caller's turn. It has no Timeout method, because
// the AWS SDK for Go v2 retries errors whose Timeout method returns true.
type deadlineError struct{ turn, left time.Duration }

// checkDeadline returns an error if ctx's deadline is not after the caller's turn.
func checkDeadline(ctx context.Context, now time.Time, turn time.Duration) error {
	deadline, ok := ctx.Deadline()
	if left := deadline.Sub(now); ok && left <= turn {
		return &deadlineError{turn: turn, left: left}
	}
	return nil
}

func (e *deadlineError) Error() string {
	return fmt.Sprintf("the next attempt is possible in %v, but the deadline is in %v", e.turn, e.left)
}

func (e *deadlineError) Is(target error) bool { return target == context.DeadlineExceeded }
