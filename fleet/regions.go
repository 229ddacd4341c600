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

// defaultConcurrency is more than there are Regions with the service, so that one account uses all Regions at once.
const defaultConcurrency = 32

// RegionsOptions configure [Regions] and [Accounts].
type RegionsOptions struct {
	// Concurrency is the maximum number of Regions in which the function runs at the same time, over all accounts together.
	// 0 means 32.
	Concurrency int

	// InOrder returns the results in the order of the accounts and Regions. A Region that is ready early then waits for
	// the Regions before it. By default, results are returned as they are ready.
	InOrder bool

	// NewLimiter makes the rate limiter of each client, because the service limits the calls of each account in each Region
	// separately. The default makes those of [ratelimit.New] with default options. It can return nil for a client without
	// a limiter.
	NewLimiter func() workspaces.RateLimiter

	// AllowUnlisted accepts Regions that [workspaces.Regions] does not list, such as a Region that has had the service for a
	// short time. The function's error then shows that a Region does not have the service: see
	// [workspaces.IsUnavailableInRegion].
	AllowUnlisted bool

	// ClientOptions are option functions for each client. They run after RateLimiter was set.
	ClientOptions []func(*workspaces.Options)
}

// Account is an account of [Accounts], with the Regions to use in it.
type Account struct {
	// Name distinguishes the account from the others in results and errors. The library does not interpret it.
	Name string

	// Config has the credentials of the account. Its Region is not used.
	Config aws.Config

	// Regions are the Regions to use, at least one. Credentials are valid in one partition only, so all Regions should be
	// in the same partition.
	Regions []string
}

// RegionResult is what the function of [Regions] or [Accounts] returned for one Region.
type RegionResult[T any] struct {
	// Account is the name of the account. It is empty in results of Regions.
	Account string

	// Region is the name of the Region.
	Region string

	// Value is the value that the function returned, also if it returned an error with it.
	Value T

	// Err is the error that the function returned, or nil. Use [workspaces.IsUnavailableInRegion] and then
	// [workspaces.IsAccessDenied] to recognize a Region that does not have the service or that a policy denies. Err is a
	// [*PanicError] if the function panicked. If the context was done before the function could run in this Region, Err
	// wraps the error of the context.
	Err error
}

// PanicError is the error of a Region in which the function panicked. The function goes on in the other Regions.
type PanicError struct {
	// Value is the value of the panic.
	Value any

	// Stack is the stack trace of the panic, on many lines.
	Stack []byte
}

// Error returns the value of the panic on one line.
func (e *PanicError) Error() string { return "panic: " + oneline.Text(fmt.Sprint(e.Value)) }

// Unwrap returns the value of the panic if it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Regions calls fn in several Regions of one account at the same time, and returns one result for each Region. fn gets a
// client for the Region, with a rate limiter of its own. An error of fn does not end the run: it is the error of this
// Region's result. So a Region that does not have the service, or that a policy denies, is a result too.
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
// The run begins when the program ranges over the results, and each range is a new run with the same clients. If the
// loop ends early, the contexts of all calls of fn are cancelled, and the loop waits until these calls have returned. The
// context of fn is also cancelled when the loop is over: values must not need it. fn must be safe for concurrent use. The
// results have an entry for each Region even if ctx is done.
//
// Regions returns an error, and nothing is sent, if regions is empty, has a Region twice or has a Region that
// [workspaces.Regions] does not list, if fn is nil, or if an option is invalid. [Accounts] does the same in several
// accounts.
func Regions[T any](
	ctx context.Context, cfg aws.Config, regions []string,
	fn func(ctx context.Context, client *workspaces.Client) (T, error), optFns ...func(*RegionsOptions),
) (iter.Seq[RegionResult[T]], error) {
	return Accounts(ctx, []Account{{Config: cfg, Regions: regions}}, fn, optFns...)
}

// Accounts calls fn in several accounts, and in several Regions of each, at the same time. It works like [Regions] in all
// other respects. It also returns an error if accounts is empty or if two accounts have the same name.
func Accounts[T any](
	ctx context.Context, accounts []Account,
	fn func(ctx context.Context, client *workspaces.Client) (T, error), optFns ...func(*RegionsOptions),
) (iter.Seq[RegionResult[T]], error) {
	var o RegionsOptions
	for _, optFn := range optFns {
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
	if o.NewLimiter == nil {
		o.NewLimiter = func() workspaces.RateLimiter { return ratelimit.New() }
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
			limiter := o.NewLimiter()
			optFns := []func(*workspaces.Options){func(o *workspaces.Options) { o.RateLimiter = limiter }}
			client := workspaces.NewFromConfig(cfg, append(optFns, o.ClientOptions...)...)
			places = append(places, place{account.Name, region, client})
		}
	}
	return places
}

// visit calls fn in each place and yields the results. All its goroutines have ended when it returns.
func visit[T any](
	ctx context.Context, places []place, fn func(context.Context, *workspaces.Client) (T, error), o RegionsOptions,
	yield func(RegionResult[T]) bool,
) {
	// The results have room in their channels, so that no sender waits for a loop that has ended.
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

// call calls fn in a place and sends the result, even if fn panics or ends its goroutine.
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
