package main

// emulatorMutants holds the mistakes to make in package workspacestest.
var emulatorMutants = []mutant{
	{
		"workspacestest/pages.go", "TestTheLastMatchingPageHasNoToken",
		"\t\tif filter != nil && !filter(item) {\n\t\t\tcontinue\n\t\t}\n\t\tif len(list) == size {\n\t\t\treturn list, aws.String(c.sealToken(last)), nil\n\t\t}\n",
		"\t\tif len(list) == size {\n\t\t\treturn list, aws.String(c.sealToken(last)), nil\n\t\t}\n\t\tif filter != nil && !filter(item) {\n\t\t\tcontinue\n\t\t}\n",
	},
	{"workspacestest/pages.go", "TestTokensOfBundlesExpireAfterADay", `c.now.Sub(made) <= life)`, `c.now.Sub(made) < life)`},
	{"workspacestest/pages.go", "TestTokensAreChecked", `c.account+"/"+c.region+"/"+c.operation`, `c.account+"/"+c.region`},

	{"workspacestest/lifecycle.go", "TestLifeOfAWorkspace", `if end.After(c.now) ||`, `if !end.Before(c.now) ||`},
	{"workspacestest/lifecycle.go", "TestReadsEndAPhase", `l.Reads < length.reads`, `l.Reads <= length.reads`},
	{"workspacestest/lifecycle.go", "TestStatesEnd|TestAutoStopDependsOnTimeAlone", `l.State, l.Since, l.Reads = to, end, 0`, `l.State, l.Since, l.Reads = to, c.now, 0`},
	{"workspacestest/lifecycle.go", "TestTheReadsOfEachPhaseAreCounted", `l.State, l.Since, l.Reads = to, end, 0`, `l.State, l.Since = to, end`},
	{"workspacestest/lifecycle.go", "TestDoom", `Since: c.now, Doom: c.doom}`, `Since: c.now, Doom: l.Doom}`},

	{"workspacestest/faults.go", "TestTimesCountCallsThatAnotherFaultEnds|TestFaultsApplyToTheCallsThatTheySelect", `f.met >= f.Times && !again`, `f.met > f.Times && !again`},
	{"workspacestest/faults.go", "TestDoom", "\tc.doom = nil\n\tfor", "\tfor"},
	{"workspacestest/faults.go", "TestFaultsApplyInTheOrderOfTheirInjection", "\t\t\tfate.end = f\n\t\t\tbreak\n", "\t\t\tfate.end = f\n"},

	{"workspacestest/throttle.go", "TestRateLimit", `admitted := missing <= spare`, `admitted := missing < spare`},
	{"workspacestest/throttle.go", "TestRateLimit", `min(max(e.settings.burst, 1), maxBurst)-1`, `min(max(e.settings.burst, 1), maxBurst)`},

	{"workspacestest/validation.go", "TestValidationMessagesAreTheServices", `".%d.member", n+1`, `".%d.member", n`},

	{"workspacestest/workspaces.go", "TestQuotasOfWorkspaces", `c.refuse(r) == nil && !taken[at] {`, `c.refuse(r) == nil {`},

	{"workspacestest/workspaces_power.go", "TestRebootOfAStuckWorkspace", `c.now.Sub(w.Life.Since) >= stuckRebootAfter`, `c.now.Sub(w.Life.Since) > stuckRebootAfter`},
	{"workspacestest/workspaces_power.go", "TestItemCodesAreReplaced", `aws.String(c.itemCode(refusal.Code))`, `aws.String(refusal.Code)`},

	{"workspacestest/workspaces_autostop.go", "TestAutoStopAfterAChangeOfTheRunningMode", `at = later(at, w.Past.Modified)`, `_ = w.Past.Modified`},
	{"workspacestest/workspaces_migrate.go", "TestMigrationDisconnectsTheUser", "\t\tsource.disconnect(end)\n", ""},
	{"workspacestest/workspaces_modify.go", "TestRefusedModifications", `case len(changed) > 1:`, `case len(changed) > 2:`},
	{"workspacestest/workspaces_modify.go", "TestNewWorkspacesCanBeMadeLargerAfterSixHours", `c.now.Before(w.Created.Add(newCoolDown))`, `!w.Created.Add(newCoolDown).Before(c.now)`},
}
