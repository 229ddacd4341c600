package fleet

import "time"

// queue is a list of items waiting for the same step of a run.
type queue struct {
	ready []*item   // items whose next call can be made now
	later []*item   // items that are not ready until item.next
	due   time.Time // when the earliest item in later becomes ready
}

// push adds an item, which becomes ready at it.next.
func (q *queue) push(it *item, now time.Time) {
	if !it.next.After(now) {
		q.ready = append(q.ready, it)
		return
	}
	if len(q.later) == 0 || it.next.Before(q.due) {
		q.due = it.next
	}
	q.later = append(q.later, it)
}

// promote moves the items that have become ready from q.later to q.ready.
func (q *queue) promote(now time.Time) {
	if len(q.later) == 0 || q.due.After(now) {
		return
	}
	all := q.later
	q.later = nil
	for _, it := range all {
		q.push(it, now)
	}
}

// take removes and returns up to n ready items. If one of them limits the size of its call (item.size), take returns at
// most that many.
func (q *queue) take(n int) []*item {
	i := 0
	for ; i < min(n, len(q.ready)); i++ {
		if size := q.ready[i].size; size > 0 {
			if i >= size {
				break
			}
			n = min(n, size)
		}
	}
	taken := q.ready[:i:i]
	q.ready = q.ready[i:]
	return taken
}

func (q *queue) len() int { return len(q.ready) + len(q.later) }

// drain removes and returns all items.
func (q *queue) drain() []*item {
	all := append(q.ready, q.later...)
	q.ready, q.later = nil, nil
	return all
}
