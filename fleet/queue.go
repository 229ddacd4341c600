package fleet

import "time"

// queue is a list of items that are in the same stage. Items whose time has not come wait in a list of their own.
type queue struct {
	ready []*item
	later []*item
	due   time.Time // the earliest time of the items in later
}

// push adds an item. It is ready at it.next.
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

// promote makes the items ready whose time has come.
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

// take removes at most n ready items, in order. An item with a size limits the number too.
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

// drain removes all items.
func (q *queue) drain() []*item {
	all := append(q.ready, q.later...)
	q.ready, q.later = nil, nil
	return all
}
