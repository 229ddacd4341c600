package fleet

import "time"

// schedule decides when a run describes the items whose change the service has accepted. Describing an item before its
// change can be complete wastes a call, so the schedule learns from the run's items how long the change takes.
//
// Until the run has seen a change complete, it describes only the items whose changes were accepted earliest. These
// calls are probes. Most probes are made between 0.5 and 2 times the change's typical duration after the change was
// accepted. Once a change has completed, an item is due when the shortest duration seen so far has passed since its own
// change was accepted.
type schedule struct {
	items   []*item       // in the order in which their changes were accepted
	typical time.Duration // how long the change usually takes

	probes  int           // number of probes that came too early
	probing bool          // a probe is in progress
	learned time.Duration // the shortest time after which a change was seen complete, or 0
	floor   time.Duration // the longest time after which a change was still incomplete

	notBefore time.Time // when the pause after a failed probe ends
}

// firstProbe is when the first probe is made, counted from when the change was accepted. It is short because some
// changes are complete immediately.
const firstProbe = 2 * time.Second

// probesAt lists when later probes are made, in sixteenths of the change's typical time.
var probesAt = [...]time.Duration{8, 14, 16, 17, 18, 20, 22, 24, 28, 32}

func (s *schedule) len() int { return len(s.items) }

func (s *schedule) push(it *item) { s.items = append(s.items, it) }

// due returns when the first item is due. If the run is idle (no call is in flight), the item may be due earlier: an
// early call then delays no other call, and measures more precisely how long the change takes.
func (s *schedule) due(idle bool) time.Time {
	if at := s.planned(idle); at.After(s.notBefore) {
		return at
	}
	return s.notBefore
}

// planned returns when the first item is due, ignoring failed probes.
func (s *schedule) planned(idle bool) time.Time {
	since := s.items[0].since
	switch {
	case s.learned > 0 && idle && s.learned-s.floor > s.learned/8:
		return since.Add((s.floor + s.learned) / 2)
	case s.learned > 0:
		return since.Add(s.learned)
	case s.probing:
		return since.Add(2 * s.typical)
	case s.probes == 0:
		return since.Add(min(firstProbe, s.typical/2))
	default:
		return since.Add(s.typical * probesAt[min(s.probes-1, len(probesAt)-1)] / 16)
	}
}

// take removes and returns the items to describe now, or none if the first item is not due yet. probe reports whether
// the call for these items is a probe.
func (s *schedule) take(now time.Time, idle bool) (items []*item, probe bool) {
	if len(s.items) == 0 || s.due(idle).After(now) {
		return nil, false
	}
	overdue := func(it *item) bool { return !it.since.Add(2 * s.typical).After(now) }
	probe = s.learned == 0 && !s.probing && !overdue(s.items[0])
	first, n := s.items[0].since, 1
	for n < min(lookSize, len(s.items)) {
		since := s.items[n].since
		if s.learned > 0 && since.Add(s.learned).After(now) && !since.Equal(first) {
			break
		}
		if s.learned == 0 && !since.Equal(first) && !overdue(s.items[n]) {
			break
		}
		n++
	}
	items, s.items = s.items[:n:n], s.items[n:]
	s.probing = s.probing || probe
	return items, probe
}

// saw records that an item's change was complete at the given time.
func (s *schedule) saw(it *item, at time.Time) {
	if took := at.Sub(it.since); it.timed && took > 0 && (s.learned == 0 || took < s.learned) {
		s.learned = took
	}
}

// missed records that an item's change was not yet complete at the given time. If it returns true, the caller must put
// the item back into the schedule; otherwise, the caller must describe the item again at it.next.
func (s *schedule) missed(it *item, at time.Time, probe bool) (kept bool) {
	took := at.Sub(it.since)
	if it.timed && (s.learned == 0 || took < s.learned) {
		s.floor = max(s.floor, took)
	}
	it.next = at.Add(min(max(took/32, time.Second), 30*time.Second))
	if next := it.since.Add(s.learned); next.After(it.next) {
		it.next = next
	}
	return probe && s.learned == 0 && s.probes < len(probesAt)
}

// putBack puts a probe's item back at the front of s.items.
func (s *schedule) putBack(it *item) { s.items = append([]*item{it}, s.items...) }
