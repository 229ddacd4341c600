// Package paginators walks through lists that a service gives out in pages, each with a token for the
// next. It knows no service: an [Operation] says how to fetch a page, and where in the input and the
// output the members are that pages are made of. The paginators of package workspaces are built on it;
// their users need it for the errors, and for what it says about options and resume tokens.
//
// # Going on later
//
// A [Paginator] is a place in a list. [Paginator.ResumeToken] writes the place down, to the item, and the
// option StartingToken takes it up again, in another process if need be: together they deliver each
// item once, as long as the list itself does not change. The token's text is that of botocore's
// paginators, so that programs in Python can go on where one in Go has stopped, and the other way round.
//
// # Long lists of identifiers
//
// An operation may take no more than so many identifiers in a call. A longer list is split over several
// calls, the pages of one after those of the other, and its resume tokens hold the place in the list
// too. They hold no identifiers: params must list the same ones, in the same order, when the token
// is used. Another number of them is an error, unless both lists fit into one call. An identifier that is listed twice may come twice, if its
// places fall into different calls; within one call that is up to the service. An empty list that is
// not nil is sent as it is.
package paginators

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
)

// maxRepeats is how often in a row the service may answer with the token that it was sent.
const maxRepeats = 10

// ErrNoMorePages is what [Paginator.NextPage] returns after the last page.
var ErrNoMorePages = errors.New("no more pages available")

// DuplicateTokenError says that the service answered again and again with the very token that it was
// sent, so that the list would never end.
type DuplicateTokenError struct {
	// Operation is the operation's name.
	Operation string

	// Repeats is how often in a row the token came back.
	Repeats int
}

// Error implements the error interface.
func (e *DuplicateTokenError) Error() string {
	return fmt.Sprintf("%s: the service returned the token that it was sent %d times in a row", e.Operation, e.Repeats)
}

// Options say how much of a list is wanted, from where, and in what portions. It is an alias so that
// the options of many operations can be types of their own with these very fields.
type Options = struct {
	// Limit is how many items a page has at most; 0 leaves that to the service. At first it is what
	// params ask for.
	Limit int32

	// StopOnDuplicateToken ends the list when the service answers with the token that it was sent.
	// Otherwise the page is fetched once more, which some services mean by that, until a
	// DuplicateTokenError says that it was enough.
	StopOnDuplicateToken bool

	// MaxItems is how many items are wanted at most, in all pages together; 0 means all. The last page is
	// cut to it. Its NextToken, which is the service's, then leads past items that were not delivered:
	// go on with ResumeToken instead.
	MaxItems int

	// StartingToken is where to begin: the ResumeToken of another paginator for the same params, one of
	// botocore's, or a NextToken of the service. Where it is set, params must have no NextToken.
	StartingToken string
}

// UnsizedOptions are the [Options] of operations whose pages are as large as the service likes.
type UnsizedOptions = struct {
	// StopOnDuplicateToken is that of Options.
	StopOnDuplicateToken bool

	// MaxItems is that of Options.
	MaxItems int

	// StartingToken is that of Options.
	StartingToken string
}

// Operation is what a [Paginator] has to know of an operation that lists something.
type Operation[In, Out, Item, O any] struct {
	// Name is the operation's, for errors.
	Name string

	// Call fetches a page.
	Call func(ctx context.Context, params *In, optFns ...func(*O)) (*Out, error)

	// Input finds the members that change from page to page.
	Input func(params *In) Input

	// MaxIDs is how many identifiers a call takes; 0 means any number.
	MaxIDs int

	// Output finds the token for the next page, and the member with the items of this one.
	Output func(out *Out) (token *string, items *[]Item)
}

// Input points to the members of an operation's input that a [Paginator] sets, and has their bounds.
type Input struct {
	// Token is the member for the token of a page.
	Token **string

	// PageSize is the member for the number of items on a page. It is nil where there is none.
	PageSize **int32

	// MaxPageSize is the most that the page size may be. 0 leaves that to the service, and a negative page
	// size then counts as none.
	MaxPageSize int32

	// IDs is the member that lists the identifiers of what is asked for. It is nil where there is none.
	IDs *[]string
}

// Paginator is a place in a list, which NextPage, Pages and Items move forward. None of them takes
// anything twice or leaves anything out when they are mixed. A Paginator is for one goroutine, and a loop
// over Pages or Items must not move it by other means. The zero value is at the end of an empty list.
type Paginator[In, Out, Item, O any] struct {
	op        Operation[In, Out, Item, O]
	options   Options
	params    In
	ids       []string // those of params; nil unless they are too many for one call
	at        position
	delivered int
	repeats   int
	err       error // what is wrong with the options
}

// New makes a Paginator at the beginning of a list, or where the options say. It sends nothing; options
// that are not right are reported by the first NextPage. Params are copied, and so are the identifiers that
// they list; nil is an empty input.
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

// start checks the options, and goes where they want to begin.
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
		return errors.New("option StartingToken is set, and so is NextToken in params")
	}
	at, err := parsePosition(o.StartingToken, len(p.ids))
	if err != nil {
		return fmt.Errorf("option StartingToken: %w", err)
	}
	p.at = at
	return nil
}

// HasMorePages reports whether NextPage has something to fetch: a first page, one that a token promises,
// or the rest of identifiers. It is false after MaxItems.
func (p *Paginator[In, Out, Item, O]) HasMorePages() bool {
	return p.at.more && (p.options.MaxItems <= 0 || p.delivered < p.options.MaxItems)
}

// NextPage fetches the next page. A page may be empty although others follow. After an error the same
// page is the next one still; after the last page the error is [ErrNoMorePages]. Where the page is not
// wanted as a whole, because of MaxItems or where StartingToken points, the output is a copy with fewer items.
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

// Pages fetches the pages that are left, one for each turn of the loop. An error is the last thing
// that it yields, and does not move the paginator: another loop begins with the page that failed. A
// loop that is left has taken the page that it was given.
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

// Items goes through the items that are left, and fetches a page when the loop comes to it. An error is
// the last thing that it yields, after all items before it, and does not move the paginator: another
// loop tries again.
//
// A loop that is left has taken the item that it was given, and no more: from inside its body on,
// ResumeToken points behind that item. Whatever comes after, be it this paginator or another, fetches the
// page once more and passes over the items that were taken.
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
				p.at = page.after(i + 1)
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// ResumeToken returns the place that the paginator has come to, for the StartingToken of another one: its
// first item is the one that comes next here. It is empty at the end of the list and nowhere else: before
// the first page it stands for the beginning, after an error for the page that failed. Where the
// options are not right it is the StartingToken that was given.
func (p *Paginator[In, Out, Item, O]) ResumeToken() string {
	switch {
	case !p.at.more:
		return ""
	case p.err != nil && p.options.StartingToken != "":
		return p.options.StartingToken
	}
	return p.at.encode(len(p.ids))
}

// page is what is wanted of an output.
type page[Out, Item any] struct {
	out   *Out
	items []Item   // without what was delivered earlier, and what is past MaxItems
	rest  int      // how many there are, MaxItems aside
	at    position // of the first of them
	next  position // after the last of them
}

// after is the place behind the first n items.
func (pg *page[Out, Item]) after(n int) position {
	if n == pg.rest {
		return pg.next
	}
	at := pg.at
	at.skip += n
	return at
}

func (p *Paginator[In, Out, Item, O]) deliver(pg *page[Out, Item], n int) {
	p.delivered += n
	p.at = pg.after(n)
}

// fetch brings the page at the paginator's place, where it leaves it.
func (p *Paginator[In, Out, Item, O]) fetch(ctx context.Context, optFns []func(*O)) (*page[Out, Item], error) {
	switch {
	case p.err != nil:
		return nil, p.err
	case !p.HasMorePages():
		return nil, ErrNoMorePages
	case p.repeats >= maxRepeats:
		return nil, &DuplicateTokenError{Operation: p.op.Name, Repeats: p.repeats}
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
	repeated := token != nil && p.at.token != nil && *token == *p.at.token
	if repeated {
		p.repeats++
	} else {
		p.repeats = 0
	}
	switch {
	case token != nil && *token != "" && (!repeated || !p.options.StopOnDuplicateToken):
		// With a smaller page size than before, items to pass over can be on this page and the next.
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
