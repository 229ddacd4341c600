// Package ratelimit keeps clients inside the service's limit on calls. Amazon WorkSpaces allows an account 2 calls a
// second in each Region, over all operations together, with bursts of 5. Calls above the limit fail with a
// ThrottlingException, and a busy program spends its retries on them until a call fails.
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
// Other programs of the same account use up the same limit. The limiter notices them by throttled attempts:
//
//   - A throttled attempt halves the rate, down to [Options].LowestRate, and uses up the saved burst. The new rate also
//     applies to callers that wait already.
//   - Further throttled attempts do not halve the rate again for the time of one attempt at the new rate, and for at
//     least a second. Nearly all of them began before the rate was halved.
//   - Each second without a throttled attempt raises the rate by a twentieth of [Options].Rate, until it reaches
//     [Options].Rate.
//
// So the limiters of several processes find a share each, and leave little of the limit unused. To make room for a
// process that starts later, a limiter at its full rate holds one of about 8 attempts back until the next is due, and lets
// both begin together. This does not make a series of calls slower, except if the last call is held back. An attempt is
// not held back if it would miss its deadline, and never if Burst is 1.
//
// # Invalid options
//
// Like the constructors of AWS SDK for Go v2, [New] does not return an error. If an option is invalid, [Limiter.Wait]
// returns an error that names the option, so every call of the client fails with it.
package ratelimit
