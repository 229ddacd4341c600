package main

// listMutants holds the mistakes to make in package paginators.
var listMutants = []mutant{
	{"paginators/paginators.go", "TestParamsAndOutputsAreNotChanged", "\t\t*in.IDs = slices.Clone(*in.IDs)\n", ""},
	{"paginators/paginators.go", "TestTheTextOfResumeTokens", `len(*in.IDs) > op.MaxIDs`, `len(*in.IDs) >= op.MaxIDs`},
	{"paginators/paginators.go", "TestChainsOfPaginatorsDeliverEachItemOnce", `if n == pg.rest {`, `if n == len(pg.items) {`},
	{"paginators/paginators.go", "TestStartingTokens", `token: clone(token), skip: p.at.skip - skipped,`, `token: clone(token),`},
	{"paginators/paginators.go", "TestADuplicateTokenIsNotFollowedForever", `repeats >= maxRepeats`, `repeats > maxRepeats`},
	{"paginators/paginators.go", "TestAnAppendToACutPageDoesNotReachTheOutput", `items[:most:most]`, `items[:most]`},
	{"paginators/paginators.go", "TestAnErrorIsYieldedOnceAndCanBeTriedAgain", `if !yield(out, err) || err != nil {`, `if !yield(out, err) {`},

	{"paginators/cycles.go", "TestFewDuplicateTokensAreFollowed", "\td.duplicates = 0\n\td.tokens++", "\td.tokens++"},
	{"paginators/cycles.go", "TestACycleOfTokensEndsWithAnError", "\t\t\tm.age = 0\n", ""},

	{"paginators/token.go", "TestMalformedResumeTokens", `at.ids >= ids:`, `at.ids > ids:`},
}

// waiterMutants holds the mistakes to make in package waiters.
var waiterMutants = []mutant{
	{"waiters/wait.go", "TestReadsCountRoundsInARow", `e.reads, e.verdict = 0, v`, `e.verdict = v`},
	{"waiters/wait.go", "TestRetryableErrorsAreToleratedForAWhile", `attempts, w.failingAt = 0, time.Time{}`, `attempts = 0`},
	{"waiters/wait.go", "TestThrottlingOnlySlowsAWait", `attempts, w.failingAt = 0, time.Time{}`, `w.failingAt = time.Time{}`},
	{"waiters/wait.go", "TestOneUnknownIdentifierDoesNotHideTheOthers", `!w.isNotFound(err) || len(ids) == 1`, `!w.isNotFound(err) || len(ids) <= 2`},
	{"waiters/wait.go", "TestACallThatCannotBeMadeInTimeTimesOut", `(!limited || end.Before(limit))`, `(!limited || end.After(limit))`},
	{"waiters/wait.go", "TestReadsCountRoundsInARow", `if e == nil || e.round == w.round {`, `if e == nil {`},
	{"waiters/wait.go", "TestRetryableDecidesOnMissingThings", "\tw.keepWaiting = false\n", ""},
	{"waiters/wait.go", "TestCancelComesBeforeAKnownFailure", `len(failed) > 0 && (err == nil || parent.Err() == nil)`, `len(failed) > 0`},
	{"waiters/wait.go", "TestUnknownIdentifiersAreToleratedForAWhile", `(e.found || time.Since(w.start) >= w.options.Grace)`, `time.Since(w.start) >= w.options.Grace`},

	{"waiters/waiters.go", "TestASliceOfTheCallerIsNotAppendedTo", `add := slices.Clip(o.APIOptions)`, `add := o.APIOptions`},
	{"waiters/waiters.go", "TestOptionsAreChecked", `case maxWait <= 0:`, `case maxWait < 0:`},
}

// limiterMutants holds the mistakes to make in package ratelimit.
var limiterMutants = []mutant{
	{"ratelimit/ratelimit.go", "TestCallersGetTheirTurnInOrder", `if l.queue.Len() == 0 && p.take(now) {`, `if p.take(now) {`},
	{"ratelimit/ratelimit.go", "TestAWaitThatCannotMeetItsDeadlineFailsAtOnce", `p.turn(now, l.queue.Len())`, `p.turn(now, 0)`},
	{"ratelimit/ratelimit.go", "TestAWaitThatCannotMeetItsDeadlineFailsAtOnce", `ok && left <= turn`, `ok && left < turn`},
	{"ratelimit/ratelimit.go", "TestThrottlingHalvesTheRateAndTimeRaisesIt", "\tp.advance(now)\n\ts := l.stats", "\t_ = now\n\ts := l.stats"},
	{"ratelimit/pace.go", "TestThrottlingHalvesTheRateAndTimeRaisesIt", `max(p.options.LowestRate, p.low/2)`, `p.low / 2`},
	{"ratelimit/pace.go", "TestThrottlingHalvesTheRateAndTimeRaisesIt", `p.since, p.steps, p.gap = now, 0, false`, `p.since, p.gap = now, false`},
	{"ratelimit/pace.go", "TestThrottlingHalvesTheRateAndTimeRaisesIt", `halve := !now.Before(p.settled)`, `halve := now.After(p.settled)`},
	{"ratelimit/pace.go", "TestThrottlingUsesUpTheSavedBurst", "\t\tp.bucket.AllowN(now, int(p.bucket.TokensAt(now)))\n", ""},
	{"ratelimit/pace.go", "TestThrottlingHalvesTheRateAndTimeRaisesIt", `time.Duration(p.steps+1) * stepTime`, `time.Duration(p.steps) * stepTime`},
}
