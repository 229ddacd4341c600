// Package ratelimit keeps clients within the service's rate limit. Amazon WorkSpaces allows each account 2 calls a
// second per Region, across all operations, with bursts of 5. Calls above the limit fail with a ThrottlingException.
// The client retries such calls, but a program that stays above the limit eventually runs out of retries and gets the
// error.
//
// A [Limiter] holds back each attempt at a call until the service has room for it. Use one limiter for each account and
// Region, and share it among all clients for that account and Region:
//
//	limiter := ratelimit.New()
//	client := workspaces.NewFromConfig(cfg, func(o *workspaces.Options) { o.RateLimiter = limiter })
//
// The limiter works with calls, paginators and waiters alike. Callers get their turns in the order in which they called
// Wait. The limiter does not start goroutines, and works in testing/synctest bubbles.
//
// A new limiter starts with the full burst. If the program was restarted, the service may not have room for the burst
// yet. A few calls are then throttled, and the client retries them.
//
// # Throttling
//
// Other programs that use the same account share the service's limit. The limiter notices their calls when its own
// attempts are throttled:
//
//   - A throttled attempt halves the rate, but not below [Options].LowestRate, and discards the saved burst. The new
//     rate also applies to callers that are already waiting.
//   - Within a second after a halving, further throttled attempts do not halve the rate again, because nearly all of
//     them began before the halving. At rates below one attempt a second, this time is longer: it is the time between
//     two attempts at the new rate.
//   - Each second without a throttled attempt raises the rate by a twentieth of [Options].Rate, until it reaches
//     [Options].Rate.
//
// In this way, the limiters of several processes share the limit and leave little of it unused. Even a process that
// starts while another process's limiter is already running at the full rate gets its share. To make this possible,
// each limiter sometimes leaves a gap: about one attempt in 8 waits until there is room for two attempts, and then
// begins together with the next one. Meanwhile, another process can use the room for the first attempt; if none does,
// no time is lost. An attempt that would miss its deadline is not delayed in this way. If Burst is 1, there are no
// gaps.
//
// # Invalid options
//
// Like the constructors in the AWS SDK for Go v2, [New] does not return an error. If an option is invalid,
// [Limiter.Wait] returns an error that names the option, and every call that the client makes fails with this error.
package ratelimit
