package fleet

import (
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// Messages shared by several functions.
const (
	alreadyThere = "the user has a desktop in this directory"
	wouldBeSent  = "would be sent"
	mayHaveMade  = "the service may have made the change: "
)

var errNotMentioned = errors.New("the output of the call does not mention the item")

// answered handles the answers to a change. If the whole call was refused or its answer was lost, the same goes for
// each item.
func (r *run) answered(c *request, how outcome) {
	for i, it := range c.items {
		it.sends++
		switch {
		case how == refused:
			it.ofCall, it.size = len(c.items) > 1, max(1, len(c.items)/2)
			r.refuse(it, c.err, c.ended)
		case how == lost, c.answers[i].lost:
			r.lose(it, c)
		case c.answers[i].err != nil:
			it.ofCall = false
			r.refuse(it, c.answers[i].err, c.ended)
		default:
			if a := c.answers[i]; a.id != "" || a.state != "" {
				it.WorkspaceId, it.State = a.id, a.state
			}
			it.since = c.ended
			r.accept(it)
		}
	}
}

// accept handles an item whose change the service has accepted.
func (r *run) accept(it *item) {
	it.Accepted, it.lost, it.refusal, it.looks = true, false, nil, 0
	if !r.o.wait || r.verb.see == nil {
		r.set(it, Done, "", "")
		return
	}
	it.stage, it.timed = toWait, !it.since.Before(r.report.Started)
	if err := r.journal.record(it); err != nil {
		r.end(fmt.Errorf("journal: %w", err))
	}
	r.waits.push(it)
}

// lose handles an item whose answer was lost, so that the service may have made the change.
func (r *run) lose(it *item, c *request) {
	if !it.lost {
		it.begun = c.begun
	}
	if !it.wasLost {
		it.firstLost = c.begun
	}
	it.lost, it.wasLost, it.refusal, it.looks = true, true, c.err, 0
	it.losses++
	if c.err == nil {
		it.refusal = errNotMentioned
	}
	if r.verb.see != nil {
		it.stage, it.next = toJudge, c.ended.Add(r.lag())
		r.judgeLost.push(it, c.ended)
		return
	}
	if it.losses >= maxLost || r.over {
		r.unknown(it, it.refusal)
		return
	}
	r.resend(it, c.ended)
}

// lag returns how long after a lost answer the run looks at the item.
func (r *run) lag() time.Duration {
	if r.verb.once {
		return lookOnce
	}
	return lookAfter
}

// refuse handles an item that the service refused. If the item's state could explain the refusal, the run describes the
// item next.
func (r *run) refuse(it *item, err error, now time.Time) {
	it.refusal, it.looks = err, 0
	create := r.verb.find != nil && it.WorkspaceId == ""    // the desktop's identifier is not known, so finding the desktop takes one call per item
	denied := workspaces.IsAccessDenied(err) && !it.wasLost // the desktop's state could not explain this refusal
	appeared := r.verb.keeps && isExisting(err) && it.State == ""
	if r.verb.see != nil && !denied && (!create || r.o.wait && !it.ofCall || it.wasLost || appeared) {
		it.stage, it.next = toJudge, now
		r.judgeRefused.push(it, now)
		return
	}
	r.stand(it, now)
}

// stand decides what happens to a refused item if the desktop's state does not explain the refusal.
func (r *run) stand(it *item, now time.Time) {
	switch {
	case r.canPass(it.refusal) && !r.impatient(it, now):
		r.resend(it, now)
	case it.ofCall && !workspaces.IsAccessDenied(it.refusal):
		it.next, it.stage = now, toSend // the next call with this item has fewer items
		r.sends.push(it, now)
	case it.lost && r.canPass(it.refusal): // a temporary refusal does not reveal whether the call with the lost answer made the change
		r.unknown(it, it.refusal)
	default:
		r.fail(it, it.refusal)
	}
}

// canPass reports whether a refusal is temporary, in which case the service may accept the change later.
func (r *run) canPass(err error) bool {
	return workspaces.IsRetryable(err) || r.verb.transient != nil && r.verb.transient(err)
}

// resend schedules an item to be sent again after a pause that grows with the number of sends.
func (r *run) resend(it *item, now time.Time) {
	if r.o.dryRun { // the item comes from the journal: an earlier run lost its answer
		r.set(it, NotAttempted, CodeDryRun, wouldBeSent)
		return
	}
	it.stage, it.next = toSend, now.Add(growing(it.sends))
	r.sends.push(it, now)
}

// growing returns the pause after n tries: 1 second after the first, doubling with each further try, up to 30 seconds.
func growing(n int) time.Duration {
	return min(time.Second<<min(max(n-1, 0), 5), 30*time.Second)
}

// looked handles the result of a call that describes items.
func (r *run) looked(c *request, how outcome) {
	if how != answered {
		for _, it := range c.items {
			r.lookFailed(it, c, how)
		}
		return
	}
	missed := false
	for i, it := range c.items {
		it.failed = 0
		ws := r.seen(it, c, i)
		if ws != nil {
			it.State = ws.State
		}
		v := r.verb.see(it, ws)
		it.inSight = it.inSight || v == onTheWay
		if c.find && ws != nil && (v == asWished || v == onTheWay) {
			it.WorkspaceId = aws.ToString(ws.WorkspaceId)
		}
		switch {
		case it.stage == toCheck:
			r.checked(it, v, ws, c)
		case it.stage == toWait:
			missed = r.waited(it, v, ws, c) || missed
		case it.lost:
			r.judgeLoss(it, v, ws, c)
		default:
			r.judgeRefusal(it, v, ws, c)
		}
	}
	if missed && c.probe && r.waits.learned == 0 {
		r.waits.probes++
	}
}

// seen returns the desktop that the call c found for its item c.items[i], or nil.
func (r *run) seen(it *item, c *request, i int) *types.Workspace {
	if c.find {
		if len(c.desktops) == 0 {
			return nil
		}
		return &c.desktops[0]
	}
	return desktopOf(c.desktops, it, i)
}

// lookFailed handles an item after a call failed to describe it.
func (r *run) lookFailed(it *item, c *request, how outcome) {
	it.failed++
	again := how == lost || workspaces.IsRetryable(c.err)
	sendable := it.stage == toJudge && !it.wasLost && r.canPass(it.refusal) // the run can resend the item without a look
	patient := !r.impatient(it, c.ended) && !sendable
	if again && !r.over && (it.failed < maxLooks || patient) {
		it.next = c.ended.Add(growing(it.failed))
		if c.probe {
			r.waits.notBefore = it.next
		}
		r.requeue(it, c)
		return
	}
	r.unseen(it, c)
}

// unseen handles an item that the run can no longer describe.
func (r *run) unseen(it *item, c *request) {
	switch {
	case it.stage == toCheck && !r.over:
		r.fail(it, c.err)
	case it.stage == toJudge && !it.wasLost && !r.over: // all the run knows about the item is that the service refused the change
		r.stand(it, c.ended)
	default:
		r.abandon(it, c.err)
	}
}

// abandon gives an item its final result when the run can no longer describe or send it.
func (r *run) abandon(it *item, why error) {
	switch {
	case it.stage == toWait:
		r.waitEnded(it, why)
	case it.lost:
		r.unknown(it, why)
	case it.wasLost && (it.stage == toJudge || r.verb.hides): // the call with the lost answer may have caused this refusal
		r.unknown(it, why)
	case it.stage == toJudge && !it.ofCall && !r.canPass(it.refusal):
		r.fail(it, it.refusal)
	default:
		r.set(it, NotAttempted, CodeRunEnded, fmt.Sprintf("the run ended: %v", why))
	}
}

// checked handles an item that has been described before its change is first sent.
func (r *run) checked(it *item, v view, ws *types.Workspace, c *request) {
	switch v {
	case asWished:
		r.notNeeded(it, ws)
	case onTheWay:
		r.already(it, c)
	case unchanged:
		if r.o.dryRun {
			r.set(it, NotAttempted, CodeDryRun, wouldBeSent)
			return
		}
		if ws != nil {
			it.before = ws
		}
		it.stage, it.next = toSend, c.ended
		it.troubles, it.trouble = 0, time.Time{} // from now on, r.impatient counts failures of the change, not of the looks
		r.sends.push(it, c.ended)
	case passing:
		if r.o.dryRun || r.impatient(it, c.ended) {
			r.skip(it, v, ws)
			return
		}
		it.looks++
		it.next = c.ended.Add(growing(it.looks))
		r.checks.push(it, c.ended)
	case missing:
		r.set(it, Failed, CodeNotFound, "it does not exist")
	case taken:
		r.set(it, Failed, string(workspaces.ItemWorkspaceExists), alreadyThere)
	default:
		r.skip(it, v, ws)
	}
}

// notNeeded gives an item the class Done because it was as wished before the run changed anything.
func (r *run) notNeeded(it *item, ws *types.Workspace) {
	message := "the change was not needed"
	if ws == nil {
		message += ": it does not exist"
	}
	r.set(it, Done, "", message)
}

// already handles an item whose change is already in progress, whether begun by this run or by somebody else.
func (r *run) already(it *item, c *request) {
	if !r.o.wait {
		r.set(it, Done, "", "already "+string(it.State))
		return
	}
	it.Accepted = it.wasLost
	it.stage, it.since, it.next = toWait, c.begun, c.ended.Add(r.verb.typical/16)
	r.relooks.push(it, c.ended)
}

// judgeRefusal handles a refused item after the run has described it.
func (r *run) judgeRefusal(it *item, v view, ws *types.Workspace, c *request) {
	switch {
	case v == asWished:
		r.notNeeded(it, ws)
	case v == onTheWay:
		r.already(it, c)
	case v == taken && r.verb.keeps:
		r.keep(it, ws, c.ended)
	case ws == nil && r.verb.keeps && isExisting(it.refusal) && it.sends < maxLost:
		r.resend(it, c.ended) // a later call should find the new desktop
	case v == unchanged && r.verb.hides && it.wasLost && c.begun.Sub(it.begun) <= onceWithin:
		it.looks++ // the call with the lost answer may have created a desktop that the service does not return yet
		it.next = c.ended.Add(growing(it.looks))
		r.judgeRefused.push(it, c.ended)
	case v == unchanged, v == missing, v == taken:
		r.stand(it, c.ended)
	case v == passing && !r.impatient(it, c.ended):
		r.resend(it, c.ended)
	case v == passing && r.verb.hides && it.wasLost:
		r.unknown(it, it.refusal)
	default:
		r.skip(it, v, ws)
	}
}

// judgeLoss handles an item whose answer was lost, after the run has described it.
func (r *run) judgeLoss(it *item, v view, ws *types.Workspace, c *request) {
	late := r.verb.once && !r.verb.hides && c.begun.Sub(it.begun) > onceWithin
	impatient := (v == unchanged || v == passing) && r.impatient(it, c.ended)
	switch {
	case v == asWished, v == onTheWay:
		it.since = it.begun
		if v == asWished {
			it.Accepted = true
			r.set(it, Done, "", "")
			return
		}
		r.accept(it)
	case v == taken && r.verb.keeps:
		r.keep(it, ws, c.ended)
	case v == taken:
		r.fail(it, &workspaces.ItemError{WorkspaceRequest: it.Request, Code: workspaces.ItemWorkspaceExists, Message: alreadyThere})
	case late:
		r.unknown(it, it.refusal)
	case v == unchanged && r.verb.hides && r.over:
		it.next = c.ended.Add(time.Second)
		r.judgeLost.push(it, c.ended)
	case v == unchanged && (it.losses >= maxLost || impatient):
		r.unknown(it, it.refusal)
	case v == unchanged && r.over:
		it.lost = false
		r.set(it, NotAttempted, CodeRunEnded, "the service did not make the change, and the run has ended")
	case v == unchanged:
		it.lost = false
		r.resend(it, c.ended)
	case v == passing && (r.over || impatient || r.o.dryRun):
		r.skip(it, v, ws)
	case v == passing:
		it.looks++
		it.next = c.ended.Add(growing(it.looks))
		r.judgeLost.push(it, c.ended)
	case v == missing:
		r.set(it, Failed, CodeNotFound, "it does not exist")
	default:
		r.skip(it, v, ws)
	}
}

// waited handles an item whose change was accepted, after the run has described it. missed reports that the change is
// not complete yet.
func (r *run) waited(it *item, v view, ws *types.Workspace, c *request) (missed bool) {
	took := c.begun.Sub(it.since)
	stale := v == unchanged && took <= onceWithin // the service may still show the old state
	undone := v == unchanged && took > 2*r.verb.typical+patience
	switch {
	case v == asWished && r.verb.returns && !it.inSight && took < shownWithin:
		it.next = it.since.Add(shownWithin)
		r.relooks.push(it, c.ended)
		return true
	case v == asWished:
		r.waits.saw(it, c.begun)
		r.set(it, Done, "", "")
	case undone:
		r.set(it, Failed, CodeWrongState, "the change was accepted, but is not in effect: the state is "+string(ws.State))
	case v == missing, v == wrongState, ws != nil && ended(ws.State) && v != onTheWay && !stale:
		code, message := CodeNotFound, "it no longer exists"
		if ws != nil {
			code, message = CodeWrongState, "the change ended in the state "+string(ws.State)
			if ws.ErrorCode != nil {
				code, message = *ws.ErrorCode, message+": "+aws.ToString(ws.ErrorMessage)
			}
		}
		r.set(it, Failed, code, message)
	default:
		if r.waits.missed(it, c.begun, c.probe) {
			r.waits.putBack(it)
		} else {
			r.relooks.push(it, c.ended)
		}
		return true
	}
	return false
}

// skip gives an item the class Skipped because its state or running mode forbids the change.
func (r *run) skip(it *item, v view, ws *types.Workspace) {
	switch {
	case v == wrongMode && ws != nil && ws.WorkspaceProperties != nil:
		r.set(it, Skipped, CodeRunningMode, "the running mode is "+string(ws.WorkspaceProperties.RunningMode))
	case ws != nil:
		r.set(it, Skipped, CodeWrongState, "the state is "+string(ws.State))
	default:
		r.set(it, Skipped, CodeWrongState, "the state forbids the change")
	}
}

// fail gives an item the class Failed, with err as the reason.
func (r *run) fail(it *item, err error) {
	code, message := codeOf(err)
	it.cause = err
	r.set(it, Failed, code, message)
}

// unknown gives an item the class Unknown because the service may or may not have made the change.
func (r *run) unknown(it *item, err error) {
	it.cause = err
	r.set(it, Unknown, CodeAnswerLost, fmt.Sprint(mayHaveMade, err))
}

// waitEnded gives an item the class Failed because its accepted change was not seen to complete.
func (r *run) waitEnded(it *item, err error) {
	it.cause = err
	state := string(it.State)
	if state == "" {
		state = "not seen yet"
	}
	change := "the change was accepted"
	if !it.Accepted {
		change = "the change was already in progress"
	}
	r.set(it, Failed, CodeWaitEnded, fmt.Sprintf("%s, but the wait ended (state: %s): %v", change, state, err))
}

// set stores an item's final result. If the journal cannot be written, set ends the run.
func (r *run) set(it *item, class Class, code, message string) {
	it.before = nil
	if err := r.tally.set(it, class, code, message); err != nil {
		r.end(fmt.Errorf("journal: %w", err))
	}
	r.checkFailures()
}

// set stores an item's final result, and records it in the journal.
func (t *tally) set(it *item, class Class, code, message string) error {
	it.stage, it.Class, it.Code, it.Message = settled, class, code, message
	t.counts[class]++
	if class == Failed {
		t.failures++
	}
	return t.journal.record(it)
}

// checkFailures stops the run from sending changes if too many inputs have Failed.
func (r *run) checkFailures() {
	if limit := r.o.maxFailures; limit != nil && r.failures >= *limit {
		r.stopped = true
	}
}

// notAttempted gives final results to the items that had not been sent when too many inputs failed.
func (r *run) notAttempted() {
	for _, it := range append(r.sends.drain(), r.checks.drain()...) {
		r.abandon(it, errTooManyFailed)
	}
}

var errTooManyFailed = errors.New("too many inputs failed")

// finish gives any remaining items their final results if the run ended early.
func (r *run) finish() {
	for _, it := range r.items {
		if it.stage != settled {
			r.abandon(it, r.report.Cause)
		}
	}
	for _, q := range []*queue{&r.checks, &r.sends, &r.judgeLost, &r.judgeRefused, &r.relooks} {
		q.drain()
	}
	r.waits.items = nil
}
