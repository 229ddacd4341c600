package main

// emulatorMutants are mistakes in package workspacestest.
var emulatorMutants = []mutant{
	{"workspacestest/pages.go", `if key <= after {`, `if key < after {`},
	{
		"workspacestest/pages.go",
		"\t\tif filter != nil && !filter(item) {\n\t\t\tcontinue\n\t\t}\n\t\tif len(list) == size {\n\t\t\treturn list, aws.String(c.sealToken(last)), nil\n\t\t}\n",
		"\t\tif len(list) == size {\n\t\t\treturn list, aws.String(c.sealToken(last)), nil\n\t\t}\n\t\tif filter != nil && !filter(item) {\n\t\t\tcontinue\n\t\t}\n",
	},
	{"workspacestest/pages.go", `c.now.Sub(made) <= life)`, `c.now.Sub(made) < life)`},
	{"workspacestest/pages.go", `c.account+"/"+c.region+"/"+c.operation`, `c.account+"/"+c.region`},
	{"workspacestest/pages.go", `slices.Compact(slices.Sorted(slices.Values(ids)))`, `slices.Sorted(slices.Values(ids))`},

	{"workspacestest/store.go", "\t\tif found {\n\t\t\tat++\n\t\t}\n", "\t\t_ = found\n"},
	{"workspacestest/store.go", "\t\tt.version++\n\t}\n\tt.tidy()", "\t}\n\tt.tidy()"},
	{"workspacestest/store.go", `known && (len(merged) == 0 || merged[len(merged)-1] != id)`, `known`},
	{"workspacestest/store.go", "\tt.order, t.fresh = merged, nil\n\tt.version++\n", "\tt.order, t.fresh = merged, nil\n"},
	{"workspacestest/store.go", `at.region == c.region && at.account != c.account`, `at.account != c.account`},
	{"workspacestest/store.go", `&& any(t.byID[id]) == any(r) {`, `{`},
	{"workspacestest/store.go", "\tthere.settleMigrations()\n", ""},

	{"workspacestest/lifecycle.go", `if end.After(c.now) ||`, `if !end.Before(c.now) ||`},
	{"workspacestest/lifecycle.go", `l.Reads < length.reads`, `l.Reads <= length.reads`},
	{"workspacestest/lifecycle.go", `l.State, l.Since, l.Reads = to, end, 0`, `l.State, l.Since, l.Reads = to, c.now, 0`},
	{"workspacestest/lifecycle.go", `l.State, l.Since, l.Reads = to, end, 0`, `l.State, l.Since = to, end`},
	{"workspacestest/lifecycle.go", `Since: c.now, Doom: c.doom}`, `Since: c.now, Doom: l.Doom}`},

	{"workspacestest/faults.go", `f.met >= f.Times && !again`, `f.met >= f.Times`},
	{"workspacestest/faults.go", "\t\t\town.Items = slices.Clone(own.Items)\n", ""},
	{"workspacestest/faults.go", "\t\t\tfate.end = f\n\t\t\tbreak\n", "\t\t\tfate.end = f\n"},
	{"workspacestest/faults.go", "\tc.doom = nil\n\tfor", "\tfor"},
	{"workspacestest/faults.go", `(!ends || f.CutOff || f.Garbage):`, `!ends:`},
	{"workspacestest/faults.go", `return f.AfterChange || f.CutOff || f.Garbage`, `return f.AfterChange || f.CutOff`},
	{"workspacestest/faults.go", `f.Status < 200 || f.Status > 599`, `f.Status < 200 || f.Status > 600`},
	{"workspacestest/faults.go", `if met > 0 || e.tb.Skipped() {`, `if met > 0 {`},
	{"workspacestest/faults.go", "\tmembers, ok := value.(map[string]any)\n\tfor name", "\tmembers, _ := value.(map[string]any)\n\tfor name"},

	{"workspacestest/throttle.go", `admitted := missing <= spare`, `admitted := missing < spare`},
	{"workspacestest/throttle.go", `min(max(0, e.full[at].Sub(now)), spare+interval)`, `max(0, e.full[at].Sub(now))`},
	{"workspacestest/throttle.go", `min(max(e.settings.burst, 1), maxBurst)-1`, `min(max(e.settings.burst, 1), maxBurst)`},

	{"workspacestest/validation.go", `".%d.member", n+1`, `".%d.member", n`},
	{"workspacestest/validation.go", `if len(parts) > 1 {`, `if len(parts) > 0 {`},
	{"workspacestest/validation.go", `strings.ToValidUTF8(text[:maxShown], "")`, `text[:maxShown]`},

	{"workspacestest/workspaces.go", `c.refuse(r) == nil && !taken[at] {`, `c.refuse(r) == nil {`},
	{"workspacestest/workspaces.go", `if !w.migrating() && !w.standby() {`, `if !w.migrating() {`},
	{"workspacestest/workspaces.go", `(c.seats[at] == "" || !w.ending())`, `c.seats[at] == ""`},
	{"workspacestest/workspaces.go", "\tw.Life.enter(c, state)\n\tw.disconnect(c.now)\n", "\tw.Life.enter(c, state)\n"},
	{"workspacestest/workspaces.go", `seat{*directory, strings.ToLower(*user), ""}`, `seat{*directory, *user, ""}`},
	{"workspacestest/workspaces.go", `return !w.Visible.After(c.now)`, `return w.Visible.Before(c.now)`},

	{"workspacestest/workspaces_power.go", `c.now.Sub(w.Life.Since) >= stuckRebootAfter`, `c.now.Sub(w.Life.Since) > stuckRebootAfter`},
	{"workspacestest/workspaces_power.go", "\t\t\tw.Change = nil\n\t\t\tw.leaveMigration(c)\n", "\t\t\tw.leaveMigration(c)\n"},
	{"workspacestest/workspaces_power.go", "\t\t\tw.Change = nil\n\t\t\tw.leaveMigration(c)\n", "\t\t\tw.Change = nil\n"},
	{"workspacestest/workspaces_power.go", `aws.String(c.itemCode(refusal.Code))`, `aws.String(refusal.Code)`},
	{"workspacestest/workspaces_power.go", `if r.unchanged && w.Change.inFlight() {`, `if w.Change.inFlight() {`},

	{"workspacestest/workspaces_autostop.go", `idle = later(idle, aws.ToTime(w.Connection.LastKnownUserConnectionTimestamp))`, `idle = aws.ToTime(w.Connection.LastKnownUserConnectionTimestamp)`},
	{"workspacestest/workspaces_autostop.go", `at = later(at, w.Past.Modified)`, `_ = w.Past.Modified`},
	{"workspacestest/workspaces_autostop.go", `State: types.WorkspaceStateStopping, Since: at}`, `State: types.WorkspaceStateStopping, Since: c.now}`},

	{"workspacestest/workspaces_connection.go", `case !w.provisioned(), w.Life.State == types.WorkspaceStateError:`, `case !w.provisioned():`},
	{"workspacestest/workspaces_connection.go", `shown.ConnectionState == types.ConnectionStateConnected || w.connected()`, `shown.ConnectionState == types.ConnectionStateConnected`},
	{"workspacestest/workspaces_connection.go", "\t\t\te.changes.Add(1)\n\t\t\treturn nil", "\t\t\treturn nil"},

	{"workspacestest/workspaces_snapshots.go", `begin.IsZero() || first.After(asOf)`, `begin.IsZero() || !first.Before(asOf)`},
	{"workspacestest/workspaces_snapshots.go", `return w.snapshots(c, w.Life.Since)`, `return w.snapshots(c, c.now)`},

	{"workspacestest/workspaces_migrate.go", "\t\tsource.disconnect(end)\n", ""},
	{"workspacestest/workspaces_migrate.go", "\tw.past().Modified = end\n", "\t_ = end\n"},
	{"workspacestest/workspaces_migrate.go", `source.Migration == w.Migration {`, `source.Migration != w.Migration {`},
	{"workspacestest/workspaces_migrate.go", `target := c.newWorkspace(maps.Clone(source.Tags), `, "_ = maps.Clone(source.Tags)\n\ttarget := c.newWorkspace(source.Tags, "},
	{"workspacestest/workspaces_migrate.go", "\tc.seated()[w.seat()] = *w.Shown.WorkspaceId\n", ""},

	{"workspacestest/workspaces_modify.go", `w.Shown.WorkspaceProperties, w.Change = &atOnce, nil`, `w.Shown.WorkspaceProperties, w.Change = &to, nil`},
	{"workspacestest/workspaces_modify.go", "\t\tw.past().Modified = c.now\n", ""},
	{"workspacestest/workspaces_modify.go", `case len(changed) > 1:`, `case len(changed) > 2:`},
	{"workspacestest/workspaces_modify.go", `c.now.Before(w.Created.Add(newCoolDown))`, `!w.Created.Add(newCoolDown).Before(c.now)`},
	{"workspacestest/workspaces_modify.go", `if until := last.Add(wait); c.now.Before(until) {`, `if until := last.Add(wait); !c.now.After(until) {`},
}
