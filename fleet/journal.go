package fleet

import "time"

type journal struct{}

func (j *journal) sending([]*item, time.Time) error { return nil }
func (j *journal) record(*item) error               { return nil }

func openJournal(any, *verb, []*item) (*journal, error) { return nil, nil }
