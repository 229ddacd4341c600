package fleet

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/go-workspaces/workspaces/internal/forms"
)

// change applies the verb v, such as stopVerb, to the desktops with these identifiers.
func (f *Fleet) change(ctx context.Context, v *verb, ids iter.Seq[string], optFns []Option) (*Report, error) {
	report, err := f.changeNamed(ctx, v, ids, forms.Workspace, optFns)
	if err != nil {
		return nil, fmt.Errorf("fleet: %s: %w", v.name, err)
	}
	return report, nil
}

// changeNamed applies the verb v to the resources with these identifiers, which must match form.
func (f *Fleet) changeNamed(ctx context.Context, v *verb, ids iter.Seq[string], form *forms.Form, optFns []Option) (*Report, error) {
	o, err := f.checkRun(ctx, ids == nil, optFns)
	if err == nil {
		err = o.onlyChange()
	}
	if err != nil {
		return nil, err
	}
	var items, byPos []*item
	known := make(map[string]*item)
	for id := range ids {
		it := known[id]
		if it == nil {
			if !form.Match(id) {
				return nil, fmt.Errorf("input %d: %.100q is not %s", len(byPos), id, form)
			}
			it = &item{key: id, Result: Result{Input: id, WorkspaceId: id}}
			known[id] = it
			items = append(items, it)
		}
		byPos = append(byPos, it)
	}
	return f.runItems(ctx, v, o, items, byPos)
}

// checkRun checks the arguments common to all methods that return a Report, and returns the run's options.
func (f *Fleet) checkRun(ctx context.Context, noInputs bool, optFns []Option) (*runOptions, error) {
	switch {
	case ctx == nil:
		return nil, errors.New("the context is nil")
	case f.err != nil:
		return nil, f.err
	case noInputs:
		return nil, errors.New("the iterator over the inputs is nil")
	}
	return newRunOptions(optFns)
}

// runItems applies the verb v to items, which are distinct. byPos holds each input's item, in input order; equal inputs
// share an item.
func (f *Fleet) runItems(ctx context.Context, v *verb, o *runOptions, items, byPos []*item) (*Report, error) {
	t := f.newTally(v.name, len(items))
	var err error
	if t.journal, err = o.openJournal(v.name, v.parameter, items, o.waits && v.see != nil, v.hides); err != nil {
		return nil, err
	}
	for _, it := range items {
		switch {
		case it.stage == settled:
			t.fromJournal(it)
		case o.dryRun && v.see == nil:
			_ = t.set(it, NotAttempted, CodeDryRun, wouldBeSent) // never an error: a dry run does not write to its journal
		case v.see == nil: // resend items whose answers were lost in an earlier run
			it.stage = toSend
		case it.stage != toSend:
		case o.dryRun, v.careful:
			it.stage = toCheck
		}
	}
	ctx, end := t.observer.begin(ctx)
	defer end()
	f.newRun(t, v, o, items).do(ctx)
	return t.complete(byPos), nil
}
