package fleet

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/oneline"
	"github.com/go-workspaces/workspaces/ratelimit"
)

// defaultConcurrency exceeds the number of Regions that have the service, so that by default, one account uses all its
// Regions at once.
const defaultConcurrency = 32

// RegionsOptions configure [Regions] and [Accounts].
type RegionsOptions struct {
	// Concurrency is the maximum number of concurrent calls to the function passed to [Regions] or [Accounts], across
	// all accounts and Regions. 0 means 32.
	Concurrency int

	// InOrder yields the results in the order of the accounts and Regions, holding back each result until all earlier
	// ones are ready. By default, each result is yielded as soon as it is ready.
	InOrder bool

	// Limiter returns the rate limiter for a client, or nil for no limiter. It is called once for each client, before
	// [Regions] or [Accounts] returns. The account is [Account.Name], which is empty for Regions. The service limits
	// each account's calls separately in each Region, so each pair of account and Region needs its own limiter, which
	// all of the pair's clients should share: keep the limiters if you call Regions several times. The default is a new
	// [ratelimit.New] for each client.
	Limiter func(account, region string) workspaces.RateLimiter

	// AllowUnlisted accepts Regions that [workspaces.Regions] does not list, such as a Region that got the service only
	// recently. In a Region without the service, the client's calls fail: see [workspaces.IsUnavailableInRegion].
	AllowUnlisted bool

	// ClientOptions are option functions for each client. They run after the client's RateLimiter has been set, and can
	// replace it.
	ClientOptions []func(*workspaces.Options)
}

// Account is an AWS account for [Accounts], with the Regions to use in it.
type Account struct {
	// Name identifies the account in results and errors. It can be any string, but must be unique.
	Name string

	// Config holds the account's credentials. Its Region is ignored.
	Config aws.Config

	// Regions are the Regions to use, at least one. Credentials are valid in a single partition only, so all Regions
	// should be in the same one.
	Regions []string
}

// RegionResult is the result of one call to the function passed to [Regions] or [Accounts].
type RegionResult[T any] struct {
	// Account is the account's name. It is empty in results from [Regions].
	Account string

	// Region is the Region's name.
	Region string

	// Value is the value that the function returned, even if it also returned an error.
	Value T

	// Err is the error that the function returned, if any. [workspaces.IsUnavailableInRegion] recognizes a Region
	// without the service; if it returns false, [workspaces.IsAccessDenied] recognizes a Region to which a policy
	// denies access. Err is a [*PanicError] if the function panicked. If the context was done before the function could
	// run in this Region, Err wraps the context's error.
	Err error
}

// PanicError is the error in a Region's result if the function panicked there. The calls in the other Regions continue.
type PanicError struct {
	// Value is the value passed to panic.
	Value any

	// Stack is the panic's stack trace, as returned by [debug.Stack].
	Stack []byte
}

// Error returns the panic's value as a single line of text.
func (e *PanicError) Error() string { return "panic: " + oneline.Text(fmt.Sprint(e.Value)) }

// Unwrap returns the panic's value if it is an error, and nil otherwise.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Regions calls fn in several Regions of one account concurrently, and returns one result for each Region. fn gets a
// client for the Region, with a rate limiter of its own. An error from fn becomes part of the Region's result, and the
// other Regions continue, so even a Region without the service, or one to which a policy denies access, has a result.
//
//	counts, err := fleet.Regions(ctx, cfg, workspaces.Regions("aws"),
//		func(ctx context.Context, client *workspaces.Client) (int, error) { … })
//	if err != nil {
//		return err
//	}
//	for count := range counts {
//		fmt.Println(count.Region, count.Value, count.Err)
//	}
//
// The calls begin when the program ranges over the results. Ranging again calls fn again, with the same clients. If the
// loop ends early, the contexts of all calls to fn are cancelled, and the loop waits for the calls to return. The
// contexts are also cancelled when the loop ends normally, so the values that fn returns must not depend on its
// context. fn must be safe for concurrent use. There is a result for each Region even if ctx is done.
//
// Regions returns an error, without sending anything, if ctx or fn is nil, if an option is invalid, or if regions is
// empty, contains duplicates, or contains a Region that [workspaces.Regions] does not list. To call fn in several
// accounts, use [Accounts].
func Regions[T any](
	ctx context.Context, cfg aws.Config, regions []string,
	fn func(ctx context.Context, client *workspaces.Client) (T, error), optFns ...func(*RegionsOptions),
) (iter.Seq[RegionResult[T]], error) {
	return Accounts(ctx, []Account{{Config: cfg, Regions: regions}}, fn, optFns...)
}

// Accounts calls fn concurrently in several accounts, and in several Regions of each. In all other respects, it works
// like [Regions]. It also returns an error if accounts is empty or if two accounts have the same name.
func Accounts[T any](
	ctx context.Context, accounts []Account,
	fn func(ctx context.Context, client *workspaces.Client) (T, error), optFns ...func(*RegionsOptions),
) (iter.Seq[RegionResult[T]], error) {
	var o RegionsOptions
	for _, optFn := range optFns {
		if optFn == nil {
			return nil, errNilOption
		}
		optFn(&o)
	}
	switch {
	case ctx == nil:
		return nil, errors.New("the context is nil")
	case fn == nil:
		return nil, errors.New("the function to call in each Region is nil")
	case o.Concurrency < 0:
		return nil, fmt.Errorf("option Concurrency is %d, must be at least 0", o.Concurrency)
	}
	if o.Concurrency == 0 {
		o.Concurrency = defaultConcurrency
	}
	if o.Limiter == nil {
		o.Limiter = func(_, _ string) workspaces.RateLimiter { return ratelimit.New() }
	}
	if err := checkAccounts(accounts, o.AllowUnlisted); err != nil {
		return nil, err
	}
	places := newPlaces(accounts, o)
	return func(yield func(RegionResult[T]) bool) { visit(ctx, places, fn, o, yield) }, nil
}

func checkAccounts(accounts []Account, allowUnlisted bool) error {
	if len(accounts) == 0 {
		return errors.New("there is no account")
	}
	names := make(map[string]bool, len(accounts))
	for _, account := range accounts {
		if names[account.Name] {
			return fmt.Errorf("two accounts have the name %q", account.Name)
		}
		names[account.Name] = true
		if err := checkRegions(account.Regions, allowUnlisted); err != nil {
			if account.Name == "" {
				return err
			}
			return fmt.Errorf("account %q: %w", account.Name, err)
		}
	}
	return nil
}

func checkRegions(regions []string, allowUnlisted bool) error {
	if len(regions) == 0 {
		return errors.New("the list of Regions is empty")
	}
	seen := make(map[string]bool, len(regions))
	for i, region := range regions {
		listed := slices.Contains(workspaces.Regions(workspaces.PartitionOf(region)), region)
		switch {
		case region == "":
			return fmt.Errorf("the name of Region %d of %d is empty", i+1, len(regions))
		case seen[region]:
			return fmt.Errorf("the list of Regions has %.100q twice", region)
		case !listed && !allowUnlisted:
			return fmt.Errorf("the Region %.100q is not known to have Amazon WorkSpaces (the option AllowUnlisted accepts it)", region)
		}
		seen[region] = true
	}
	return nil
}

// place is an account in a Region.
type place struct {
	account, region string
	client          *workspaces.Client
}

func newPlaces(accounts []Account, o RegionsOptions) []place {
	var places []place
	for _, account := range accounts {
		for _, region := range account.Regions {
			cfg := account.Config.Copy()
			cfg.Region = region
			limiter := o.Limiter(account.Name, region)
			optFns := []func(*workspaces.Options){func(o *workspaces.Options) { o.RateLimiter = limiter }}
			client := workspaces.NewFromConfig(cfg, append(optFns, o.ClientOptions...)...)
			places = append(places, place{account.Name, region, client})
		}
	}
	return places
}

// visit calls fn in each account and Region, and yields the results. By the time it returns, all its goroutines have
// ended.
func visit[T any](
	ctx context.Context, places []place, fn func(context.Context, *workspaces.Client) (T, error), o RegionsOptions,
	yield func(RegionResult[T]) bool,
) {
	// The channels are buffered for all results, so that sending a result never blocks, even if the caller has left the
	// loop.
	ready := make([]chan RegionResult[T], len(places))
	anyPlace := make(chan RegionResult[T], len(places))
	for i := range ready {
		ready[i] = anyPlace
		if o.InOrder {
			ready[i] = make(chan RegionResult[T], 1)
		}
	}

	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	running.Go(func() {
		slots := make(chan struct{}, o.Concurrency)
		for i, p := range places {
			slots <- struct{}{}
			running.Go(func() {
				defer func() { <-slots }()
				call(ctx, p, fn, ready[i])
			})
		}
	})
	for _, next := range ready {
		if !yield(<-next) {
			return
		}
	}
}

// call runs fn in one account and Region. It sends a result even if fn panics or calls runtime.Goexit.
func call[T any](
	ctx context.Context, p place, fn func(context.Context, *workspaces.Client) (T, error), result chan<- RegionResult[T],
) {
	r := RegionResult[T]{Account: p.account, Region: p.region, Err: errors.New("the function ended its goroutine without a result")}
	defer func() {
		if value := recover(); value != nil {
			r.Err = &PanicError{Value: value, Stack: debug.Stack()}
		}
		result <- r
	}()
	if err := ctx.Err(); err != nil {
		r.Err = fmt.Errorf("not attempted: %w", err)
		return
	}
	r.Value, r.Err = fn(ctx, p.client)
}
