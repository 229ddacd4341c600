// Package ratelimit keeps clients within the service's rate limit. Amazon WorkSpaces allows an account 2 calls a
// second in each Region, over all operations together, with bursts of 5. Calls above the limit fail with a
// ThrottlingException. A busy program retries them until its retries are used up, and then returns the error.
//
// A [Limiter] lets each attempt of a call begin when the service has room for it. Share one limiter among all clients
// of an account and Region, and use one limiter for each account and Region:
//
//	limiter := ratelimit.New()
//	client := workspaces.NewFromConfig(cfg, func(o *workspaces.Options) { o.RateLimiter = limiter })
//
// The limiter works with calls, paginators and waiters alike. Callers that wait get their turn in the order in which
// they came. The limiter does not start goroutines, and works in the bubbles of testing/synctest.
//
// # Throttling
//
// Other programs of the same account use up the same limit. The limiter notices this when attempts are throttled:
//
//   - A throttled attempt halves the rate, down to [Options].LowestRate, and uses up the saved burst. The new rate also
//     applies to callers that are already waiting.
//   - After that, further throttled attempts do not halve the rate again for at least a second, or for the time between
//     two attempts at the new rate if that is longer. Nearly all of these attempts began before the rate was halved.
//   - Each second without a throttled attempt raises the rate by a twentieth of [Options].Rate, until it reaches
//     [Options].Rate.
//
// So the limiters of several processes share the limit, and leave little of it unused. To make room for a process
// that starts later, a limiter at its full rate delays about one in 8 attempts until the next attempt is due, and
// lets both begin together. This does not slow a series of calls down, unless the last call is delayed. An attempt is
// not delayed if it would miss its deadline, or if Burst is 1.
//
// # Invalid options
//
// Like the constructors in the AWS SDK for Go v2, [New] does not return an error. If an option is invalid,
// [Limiter.Wait] returns an error that names the option, so every call of the client fails with it.
package ratelimit
