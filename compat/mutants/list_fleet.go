package main

// fleetMutants holds the mistakes to make in package fleet.
var fleetMutants = []mutant{
	{"fleet/joins.go", "TestInventoryMakesNoCallThatItDoesNotNeed", `return b.size - a.size`, `return a.size - b.size`},
	{"fleet/joins.go", "TestInventoryAddsTheDataThatTheOptionsRequest", "\t\tflush()\n\t}\n}\n", "\t}\n}\n"},
	{"fleet/filter.go", "TestIdleForIncludesItsLimit", `now.Sub(c.LastConnected) >= f.IdleFor`, `now.Sub(c.LastConnected) > f.IdleFor`},
	{"fleet/inventory.go", "TestInventoryErrorsSayHowManyDesktopsWereYielded", "\t\t\tyielded++\n", ""},
	{"fleet/inventory.go", "TestInventoryYieldsADesktopOnceEvenIfTheServiceListsItTwice", `previous = ids`, `previous = ids[:0]`},
	{
		"fleet/regions.go", "TestRegionsPacesEachRegionOnItsOwn|TestRegionsStaysInsideTheLimitOfEachRegion",
		"\tfor _, account := range accounts {\n\t\tfor _, region := range account.Regions {\n\t\t\tcfg := account.Config.Copy()\n\t\t\tcfg.Region = region\n\t\t\tlimiter := o.Limiter(account.Name, region)\n",
		"\tfor _, account := range accounts {\n\t\tlimiter := o.Limiter(account.Name, \"\")\n\t\tfor _, region := range account.Regions {\n\t\t\tcfg := account.Config.Copy()\n\t\t\tcfg.Region = region\n",
	},

	{"fleet/call.go", "TestCallsThatTheLimiterRefusesChangeNothing", `&& !c.sent && !isRefusalOfStub`, `&& c.sent && !isRefusalOfStub`},
	{"fleet/settle.go", "TestRefusedCallsAreRepeatedWithHalfTheItems", `max(1, len(c.items)/2)`, `max(1, len(c.items)-1)`},
	{"fleet/settle.go", "TestAChangeIsNotRepeatedIfItMayHaveHappened", `c.begun.Sub(it.begun) > onceWithin`, `c.ended.Sub(c.begun) > onceWithin`},
	{"fleet/settle.go", "TestEachMethodSucceedsDespiteFaults", `return workspaces.IsRetryable(err) || `, `return `},
	{"fleet/settle.go", "TestMaxFailuresStopsSending", ` >= *limit`, ` > 25**limit`},
	{"fleet/schedule.go", "TestLargeRunsTakeFewCallsAndLittleTime", "\t\treturn since.Add(s.learned)\n", "\t\treturn since.Add(2 * s.learned)\n"},
	{"fleet/power.go", "TestRefusalsAreClassified", `(v == unchanged || v == passing) && ws.W`, `v == passing && ws.W`},
	{"fleet/power.go", "TestEachMethodChangesAllDesktops", "\t\tcase ws == nil:\n\t\t\treturn asWished\n", "\t\tcase ws == nil:\n\t\t\treturn missing\n"},
	{"fleet/run.go", "TestAKilledRunContinuesFromItsJournal", `if r.verb.once {`, `if !r.verb.once {`},
	{"fleet/journal.go", "TestAKilledProgramContinuesFromItsJournal", "\t\t\t\tit.stage, it.lost, it.wasLost, it.begun = toJudge, true", "\t\t\t\tit.stage, it.lost, it.wasLost, it.begun = toSend, true"},
	{"fleet/journal.go", "TestAWaitThatEndedContinuesInTheNextRun", ` || it.Class == Failed && it.Code == CodeWaitEnded`, ``},
	{"fleet/journal.go", "TestAWaitThatEndedContinuesInTheNextRun", `case line.Accepted && wait:`, `case line.Accepted && !wait:`},
	{"fleet/report.go", "TestAChangeIsNotRepeatedIfItMayHaveHappened", `r.Class != Failed && r.Class != Unknown`, `r.Class != Failed`},
	{"fleet/report.go", "TestACancelledRunReportsEveryInput|TestCallsThatTheLimiterRefusesChangeNothing", `len(e.Results) == 0 && e.Cause == nil`, `len(e.Results) == 0`},

	{"fleet/schedule.go", "TestOneDesktopOnItsWayDoesNotMultiplyTheCalls", `it.timed && took > 0`, `took > 0`},
	{"fleet/settle.go", "TestALostCreationIsNotFailedTooEarly", `c.begun.Sub(it.begun) <= onceWithin`, `c.ended.Sub(c.begun) > onceWithin`},
	{"fleet/settle.go", "TestAnAnswerLostNearTheCancellationIsNotLookedAtTooEarly", `return lookOnce`, `return lookAfter`},
	{"fleet/run.go", "TestACancelledEnsureEndsInFiveSeconds", `if r.graceEnd.IsZero() {`, `if r.over {`},
	{"fleet/journal.go", "TestAShortWriteLeavesTheJournalReadable", `if j.err == nil {`, `if j.to != nil {`},
}
