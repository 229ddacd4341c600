package fleet

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/go-workspaces/workspaces/internal/forms"
)

// change runs a verb for desktops that are named by their identifiers.
func (f *Fleet) change(ctx context.Context, v *verb, ids iter.Seq[string], optFns []Option) (*Report, error) {
	report, err := f.changeNamed(ctx, v, ids, forms.Workspace, optFns)
	if err != nil {
		return nil, fmt.Errorf("fleet: %s: %w", v.name, err)
	}
	return report, nil
}

// changeNamed runs a verb for resources whose identifiers have a form.
func (f *Fleet) changeNamed(ctx context.Context, v *verb, ids iter.Seq[string], form *forms.Form, optFns []Option) (*Report, error) {
	o, err := f.checkRun(ctx, ids == nil, optFns)
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

// checkRun checks what all runs have in common.
func (f *Fleet) checkRun(ctx context.Context, noInputs bool, optFns []Option) (*runOptions, error) {
	switch {
	case ctx == nil:
		return nil, errors.New("the context is nil")
	case isNil(f.client):
		return nil, errors.New("the client given to New is nil")
	case noInputs:
		return nil, errors.New("the iterator over the inputs is nil")
	}
	return newRunOptions(optFns)
}

// runItems runs a verb for distinct items. The list byPos has the item of each input.
func (f *Fleet) runItems(ctx context.Context, v *verb, o *runOptions, items, byPos []*item) (*Report, error) {
	j, err := openJournal(o.journal, v, items, o.wait && v.see != nil)
	if err != nil {
		return nil, err
	}
	for _, it := range items {
		switch {
		case it.stage != toSend:
		case o.dryRun && v.see == nil:
			it.stage, it.Class, it.Code, it.Message = settled, NotAttempted, CodeDryRun, "would be sent"
		case o.dryRun, v.careful:
			it.stage = toCheck
		}
	}
	return f.newRun(v, o, items, byPos, j).do(ctx), nil
}
