// Package paginators walks through lists that a service returns page by page, where each page has a token for the next.
// The package is not tied to any particular operation: an [Operation] defines how to fetch a page, and which members of
// the input and output hold the token, the page size and the items. The paginators of package workspaces are built on
// this package. Programs that use them need this package for its errors and its [Options].
//
// # Resuming a list
//
// A [Paginator] is a position in a list. [Paginator.ResumeToken] returns the position as a string, even in the middle
// of a page. A paginator with that string as its StartingToken option continues at that position, even in another
// process. Each item is delivered once, as long as the list itself does not change. The format is that of botocore's
// paginators: a Python program can continue where a Go program stopped, and vice versa.
//
// # Long lists of identifiers
//
// An operation may limit the number of identifiers in a call. The paginator splits a longer list into parts, and
// fetches all pages for one part before sending the next. Resume tokens then also hold the position in the list of
// identifiers, but not the identifiers themselves, so when a list is resumed, params must list the same identifiers in
// the same order. If the number of identifiers differs, the paginator returns an error, unless both the old and the new
// list fit into a single call.
//
// If an identifier is listed twice in the same part, it is up to the service how many times the resource is returned.
// If the duplicates are in different parts, the resource is returned twice. An empty non-nil list is sent as an empty
// list.
package paginators

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
)

// ErrNoMorePages is returned by [Paginator.NextPage] after the last page.
var ErrNoMorePages = errors.New("no more pages available")

// Options configure a paginator: where to start, how many items to return, and how large the pages are.
type Options struct {
	// Limit is the maximum number of items on a page. 0 leaves the page size to the service. In option functions, Limit
	// is initially the page size from params. Setting Limit is an error if the operation has no page size.
	Limit int32

	// StopOnDuplicateToken ends the list when a response contains the same token as its request. By default, the
	// paginator sends the token again, as some services expect; after 10 repeats in a row, NextPage returns a
	// [*DuplicateTokenError].
	StopOnDuplicateToken bool

	// MaxItems is the maximum number of items to return, across all pages. 0 means no limit. The last page is truncated
	// to fit. A truncated page's NextToken would skip the items cut off: continue with ResumeToken instead.
	MaxItems int

	// StartingToken is the position to start from: the ResumeToken from a paginator with the same params, a resume
	// token from botocore, or a NextToken from the service. If StartingToken is set, params must not have a NextToken.
	StartingToken string
}

// Operation defines how a [Paginator] calls a list operation.
type Operation[In, Out, Item, O any] struct {
	// Name is the operation's name, for errors.
	Name string

	// Call fetches a page.
	Call func(ctx context.Context, params *In, optFns ...func(*O)) (*Out, error)

	// Input returns the input members that change from page to page.
	Input func(params *In) Input

	// MaxIDs is the maximum number of identifiers in a call. 0 means no limit.
	MaxIDs int

	// Output returns the token for the next page, and a pointer to the output member that holds this page's items.
	Output func(out *Out) (token *string, items *[]Item)
}

// Input points to the members of an operation's input that a [Paginator] sets.
type Input struct {
	// Token points to the page token.
	Token **string

	// PageSize points to the page size. It is nil if the operation has no page size.
	PageSize **int32

	// MaxPageSize is the largest page size that the operation allows. 0 means no limit, in which case a negative page
	// size is not sent.
	MaxPageSize int32

	// IDs points to the list of identifiers of the resources to return. It is nil if the operation has no such list.
	IDs *[]string
}

// Paginator is a position in a list. NextPage, Pages and Items move it forward. Calls to these methods can be mixed:
// each item is delivered once. A Paginator is not safe for concurrent use, and the body of a loop over Pages or Items
// must not call these methods. The zero value is at the end of an empty list.
type Paginator[In, Out, Item, O any] struct {
	op        Operation[In, Out, Item, O]
	options   Options
	params    In
	ids       []string // the identifiers in params if they take several calls, otherwise nil
	at        position
	delivered int
	cycles    cycleDetector
	err       error // non-nil if the options are invalid
}

// New returns a Paginator at the beginning of a list, or at the position given by StartingToken. It does not send a
// request. If options are invalid, the first NextPage returns an error. New copies params and the identifiers in it.
// Nil params mean an empty input.
func New[In, Out, Item, O any](op Operation[In, Out, Item, O], params *In, options Options) *Paginator[In, Out, Item, O] {
	p := &Paginator[In, Out, Item, O]{op: op, options: options}
	if params != nil {
		p.params = *params
	}
	in := op.Input(&p.params)
	if in.IDs != nil {
		*in.IDs = slices.Clone(*in.IDs)
		if op.MaxIDs > 0 && len(*in.IDs) > op.MaxIDs {
			p.ids = *in.IDs
		}
	}
	p.at = position{more: true, token: clone(*in.Token)}
	if err := p.start(in); err != nil {
		p.err = fmt.Errorf("%s: %w", op.Name, err)
	}
	return p
}

// start checks the options and moves to the position given by StartingToken.
func (p *Paginator[In, Out, Item, O]) start(in Input) error {
	o := p.options
	switch {
	case o.MaxItems < 0:
		return fmt.Errorf("option MaxItems is %d, must be at least 0", o.MaxItems)
	case o.Limit != 0 && in.PageSize == nil:
		return fmt.Errorf("option Limit is %d, but the operation has no page size", o.Limit)
	case in.MaxPageSize > 0 && (o.Limit < 0 || o.Limit > in.MaxPageSize):
		return fmt.Errorf("option Limit is %d, must be from 1 to %d", o.Limit, in.MaxPageSize)
	case o.StartingToken == "":
		return nil
	case p.at.token != nil:
		return errors.New("option StartingToken and NextToken in params are both set")
	}
	at, err := parsePosition(o.StartingToken, len(p.ids))
	if err != nil {
		return fmt.Errorf("option StartingToken: %w", err)
	}
	p.at = at
	return nil
}

// HasMorePages reports whether NextPage has a page to fetch: the first page, the page for a token, or a page for
// identifiers not sent yet. It returns false once MaxItems items have been delivered.
func (p *Paginator[In, Out, Item, O]) HasMorePages() bool {
	return p.at.more && (p.options.MaxItems <= 0 || p.delivered < p.options.MaxItems)
}

// NextPage fetches the next page. A page can be empty even if more pages follow. After an error, the next call fetches
// the same page again. After the last page, NextPage returns [ErrNoMorePages]. If MaxItems or StartingToken excludes
// some of the page's items, the output is a copy without these items.
func (p *Paginator[In, Out, Item, O]) NextPage(ctx context.Context, optFns ...func(*O)) (*Out, error) {
	page, err := p.fetch(ctx, optFns)
	if err != nil {
		return nil, err
	}
	p.deliver(page, len(page.items))
	if _, items := p.op.Output(page.out); len(*items) == len(page.items) {
		return page.out, nil
	}
	out := *page.out
	_, items := p.op.Output(&out)
	*items = page.items
	return &out, nil
}

// Pages returns an iterator over the remaining pages. Each iteration fetches one page. If a call fails, its error is
// the last element. The paginator does not move past the failed page: another loop begins with that page. If a loop
// ends early, the next one begins with the page after the last one yielded.
func (p *Paginator[In, Out, Item, O]) Pages(ctx context.Context, optFns ...func(*O)) iter.Seq2[*Out, error] {
	return func(yield func(*Out, error) bool) {
		for p.HasMorePages() {
			out, err := p.NextPage(ctx, optFns...)
			if !yield(out, err) || err != nil {
				return
			}
		}
	}
}

// Items returns an iterator over the remaining items. Each page is fetched when the loop reaches it. If a call fails,
// its error is the last element. The paginator does not move past the failed page: another loop begins with that page.
//
// If a loop ends early, the next one begins with the item after the last one yielded. In the loop body, ResumeToken
// already points to the next item. To continue in the middle of a page, a paginator fetches the page again and skips
// the items already delivered.
func (p *Paginator[In, Out, Item, O]) Items(ctx context.Context, optFns ...func(*O)) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for p.HasMorePages() {
			page, err := p.fetch(ctx, optFns)
			if err != nil {
				var none Item
				yield(none, err)
				return
			}
			p.deliver(page, 0)
			for i, item := range page.items {
				p.delivered++
				p.move(page, i+1)
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// ResumeToken returns the position as a string. Another paginator with that string as its StartingToken begins with
// this paginator's next item. The string is empty only at the end of the list. Before the first page, it stands for the
// beginning of the list; after an error, for the page that failed. If the options are invalid, ResumeToken returns the
// StartingToken option unchanged.
func (p *Paginator[In, Out, Item, O]) ResumeToken() string {
	switch {
	case !p.at.more:
		return ""
	case p.err != nil && p.options.StartingToken != "":
		return p.options.StartingToken
	}
	return p.at.encode(len(p.ids))
}

// page is an output, along with the items in it that remain to be delivered.
type page[Out, Item any] struct {
	out   *Out
	items []Item   // the items to deliver: not delivered earlier, and within MaxItems
	rest  int      // the number of items not delivered earlier, including those beyond MaxItems
	at    position // the position of the first item to deliver
	next  position // the position of the next page
}

// move moves past the first n items of a page.
func (p *Paginator[In, Out, Item, O]) move(pg *page[Out, Item], n int) {
	p.at = pg.at
	p.at.skip += n
	if n == pg.rest {
		p.cycles.add(pg.at.token, pg.next.token)
		p.at = pg.next
	}
}

// deliver counts the first n items of a page as delivered, and moves past them.
func (p *Paginator[In, Out, Item, O]) deliver(pg *page[Out, Item], n int) {
	p.delivered += n
	p.move(pg, n)
}

// fetch fetches the page at the current position. It does not move the paginator.
func (p *Paginator[In, Out, Item, O]) fetch(ctx context.Context, optFns []func(*O)) (*page[Out, Item], error) {
	switch {
	case p.err != nil:
		return nil, p.err
	case !p.HasMorePages():
		return nil, ErrNoMorePages
	}
	if cycle, repeats := p.cycles.found(); repeats >= maxRepeats {
		return nil, &DuplicateTokenError{Operation: p.op.Name, Repeats: repeats, Cycle: cycle}
	}
	params := p.params
	in := p.op.Input(&params)
	*in.Token = clone(p.at.token)
	if in.PageSize != nil {
		*in.PageSize = nil
		if limit := p.options.Limit; limit > 0 {
			*in.PageSize = &limit
		}
	}
	idsAfter := len(p.ids)
	if p.ids != nil {
		idsAfter = min(p.at.ids+p.op.MaxIDs, len(p.ids))
		*in.IDs = slices.Clone(p.ids[p.at.ids:idsAfter])
	}
	out, err := p.op.Call(ctx, &params, optFns...)
	if err != nil {
		return nil, err
	}
	if out == nil {
		return nil, fmt.Errorf("%s: the client returned neither an output nor an error", p.op.Name)
	}

	token, list := p.op.Output(out)
	items := *list
	skipped := min(p.at.skip, len(items))
	items = items[skipped:]
	pg := &page[Out, Item]{out: out, items: items, rest: len(items), at: p.at}
	if most := p.options.MaxItems - p.delivered; p.options.MaxItems > 0 && len(items) > most {
		pg.items = items[:most:most]
	}
	duplicate := token != nil && p.at.token != nil && *token == *p.at.token
	switch {
	case token != nil && *token != "" && (!duplicate || !p.options.StopOnDuplicateToken):
		// If the resume token comes from a paginator with larger pages, this page may have fewer items than there are
		// to skip. The rest are skipped on the next page.
		pg.next = position{more: true, token: clone(token), skip: p.at.skip - skipped, ids: p.at.ids}
	case idsAfter < len(p.ids):
		pg.next = position{more: true, ids: idsAfter}
	}
	return pg, nil
}

func clone(s *string) *string {
	if s == nil {
		return nil
	}
	c := *s
	return &c
}
