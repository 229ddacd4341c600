package main

// listMutants are mistakes in package paginators.
var listMutants = []mutant{
	{"paginators/paginators.go", "\t\t*in.IDs = slices.Clone(*in.IDs)\n", ""},
	{"paginators/paginators.go", `len(*in.IDs) > op.MaxIDs`, `len(*in.IDs) >= op.MaxIDs`},
	{"paginators/paginators.go", `if n == pg.rest {`, `if n == len(pg.items) {`},
	{"paginators/paginators.go", `p.delivered < p.options.MaxItems)`, `p.delivered <= p.options.MaxItems)`},
	{"paginators/paginators.go", `token: clone(token), skip: p.at.skip - skipped,`, `token: clone(token),`},
	{"paginators/paginators.go", `case idsAfter < len(p.ids):`, `case idsAfter <= len(p.ids) && p.ids != nil:`},
	{"paginators/paginators.go", `repeats >= maxRepeats`, `repeats > maxRepeats`},
	{"paginators/paginators.go", `items[:most:most]`, `items[:most]`},
	{"paginators/paginators.go", "\t\t*in.PageSize = nil\n", ""},
	{"paginators/paginators.go", `o.Limit > in.MaxPageSize)`, `o.Limit >= in.MaxPageSize)`},
	{"paginators/paginators.go", `if !yield(out, err) || err != nil {`, `if !yield(out, err) {`},

	{"paginators/cycles.go", `*d = cycleDetector{}`, `d.duplicates = 0`},
	{"paginators/cycles.go", "\td.duplicates = 0\n\td.tokens++", "\td.tokens++"},
	{"paginators/cycles.go", "\t\t\tm.age = 0\n", ""},
	{"paginators/cycles.go", `m.age >= 2<<k`, `m.age >= 1<<k`},

	{"paginators/token.go", `at.ids >= ids:`, `at.ids > ids:`},
	{"paginators/token.go", `encoder.SetEscapeHTML(false)`, `encoder.SetEscapeHTML(true)`},
	{"paginators/token.go", `case total != ids:`, `case total < ids:`},
}

// waiterMutants are mistakes in package waiters.
var waiterMutants = []mutant{
	{"waiters/wait.go", `e.reads, e.verdict = 0, v`, `e.verdict = v`},
	{"waiters/wait.go", `if e.reads >= reads {`, `if e.reads > reads {`},
	{"waiters/wait.go", `attempts, w.failingAt = 0, time.Time{}`, `attempts = 0`},
	{"waiters/wait.go", `attempts, w.failingAt = 0, time.Time{}`, `w.failingAt = time.Time{}`},
	{"waiters/wait.go", `!w.isNotFound(err) || len(ids) == 1`, `!w.isNotFound(err) || len(ids) <= 2`},
	{"waiters/wait.go", "if w.entries[id].round == w.round {\n\t\t\tcontinue // found by", "if w.entries[id].round > w.round {\n\t\t\tcontinue // found by"},
	{"waiters/wait.go", `remaining <= w.options.MinDelay`, `remaining < w.options.MinDelay`},
	{"waiters/wait.go", `(!limited || end.Before(limit))`, `!limited`},
	{"waiters/wait.go", `if e == nil || e.round == w.round {`, `if e == nil {`},
	{"waiters/wait.go", `w.entries, w.order = nil, nil`, `w.entries = nil`},
	{"waiters/wait.go", "\tw.keepWaiting = false\n", ""},
	{"waiters/wait.go", `len(failed) > 0 && (err == nil || parent.Err() == nil)`, `len(failed) > 0 && err == nil`},
	{"waiters/wait.go", `len(failed) > 0 && (err == nil || parent.Err() == nil)`, `len(failed) > 0`},
	{"waiters/wait.go", "\t\tw.failingAt = time.Now()\n\t}\n\treturn", "\t}\n\treturn"},
	{"waiters/wait.go", `(e.found || time.Since(w.start) >= w.options.Grace)`, `time.Since(w.start) >= w.options.Grace`},
	{"waiters/wait.go", `*out = *w.last`, `out = w.last`},

	{"waiters/waiters.go", `max(DefaultMaxDelay, o.MinDelay)`, `DefaultMaxDelay`},
	{"waiters/waiters.go", `= slices.Clip(options.APIOptions), `, `= options.APIOptions, `},
	{"waiters/waiters.go", `add := slices.Clip(o.APIOptions)`, `add := o.APIOptions`},
	{"waiters/waiters.go", `append([]func(*O){apiOptions(add)}, o.ClientOptions...)`, `append(slices.Clip(o.ClientOptions), apiOptions(add))`},
	{"waiters/waiters.go", `case maxWait <= 0:`, `case maxWait < 0:`},
}

// limiterMutants are mistakes in package ratelimit.
var limiterMutants = []mutant{
	{"ratelimit/ratelimit.go", `if l.queue.Len() == 0 && p.take(now) {`, `if p.take(now) {`},
	{"ratelimit/ratelimit.go", `p.turn(now, l.queue.Len())`, `p.turn(now, 0)`},
	{"ratelimit/ratelimit.go", `wasFirst && next != nil`, `next != nil`},
	{"ratelimit/ratelimit.go", "wasFirst := l.queue.Front() == place\n\tl.queue.Remove(place)", "l.queue.Remove(place)\n\twasFirst := l.queue.Front() == place"},
	{"ratelimit/ratelimit.go", `ok && left <= turn`, `ok && left < turn`},
	{"ratelimit/ratelimit.go", "\tp.advance(now)\n\ts := l.stats", "\t_ = now\n\ts := l.stats"},
	{"ratelimit/pace.go", `max(p.options.LowestRate, p.low/2)`, `p.low / 2`},
	{"ratelimit/pace.go", `p.since, p.steps, p.gap = now, 0, false`, `p.since, p.gap = now, false`},
	{"ratelimit/pace.go", `p.since, p.steps, p.gap = now, 0, false`, `p.since, p.steps = now, 0`},
	{"ratelimit/pace.go", `halve := !now.Before(p.settled)`, `halve := now.After(p.settled)`},
	{"ratelimit/pace.go", "\t\tp.bucket.AllowN(now, int(p.bucket.TokensAt(now)))\n", ""},
	{"ratelimit/pace.go", `p.bucket.SetLimitAt(next, rate.Limit(p.rate()))`, `p.bucket.SetLimitAt(now, rate.Limit(p.rate()))`},
	{"ratelimit/pace.go", `time.Duration(p.steps+1) * stepTime`, `time.Duration(p.steps) * stepTime`},
}

// fleetMutants are mistakes in package fleet.
var fleetMutants = []mutant{
	{"fleet/joins.go", `return b.size - a.size`, `return a.size - b.size`},
	{"fleet/joins.go", "\t\tflush()\n\t}\n}\n", "\t}\n}\n"},
	{"fleet/joins.go", `found[id] = nil`, `continue`},
	{"fleet/joins.go", `in.DirectoryIds, all = nil, false`, `in.DirectoryIds = nil`},
	{"fleet/joins.go", `len(batch) == 0 && j.known != nil && j.known(d):`, `j.known != nil && j.known(d):`},
	{"fleet/joins.go", `min(source.BatchSize(), maxBatch)`, `source.BatchSize()`},
	{"fleet/joins.go", "\t\t\t\td.Connection.State = ConnectionNoRecord\n", ""},
	{"fleet/joins.go", `&& !slices.Contains(ids, *id) {`, `{`},

	{"fleet/filter.go", "\t\tf.Tags[i].Values = slices.Clone(f.Tags[i].Values)\n", "\t\t_ = i\n"},
	{"fleet/filter.go", `now.Sub(c.LastConnected) >= f.IdleFor`, `now.Sub(c.LastConnected) > f.IdleFor`},
	{"fleet/filter.go", `n < 1 || n > 63`, `n < 1 || n > 64`},
	{"fleet/filter.go", `case f.UserName != nil && f.DirectoryId == nil:`, `case f.UserName != nil && f.DirectoryId == nil && f.BundleId == nil:`},
	{"fleet/filter.go", `return f.IdleFor > 0 || f.NeverConnected`, `return f.IdleFor > 0`},
	{"fleet/filter.go", "\t\t\tlisted[id] = true\n", ""},

	{"fleet/inventory.go", `|| slices.Contains(ids, *ws.WorkspaceId)`, ``},
	{"fleet/inventory.go", "\tfilter = filter.clone()\n", ""},
	{"fleet/inventory.go", "\t\t\tyielded++\n", ""},
	{"fleet/inventory.go", `e.WorkspaceIds = failed.ids`, `_ = failed.ids`},
	{"fleet/inventory.go", `if !again && filter.matchesWorkspace(&ws) &&`, `if filter.matchesWorkspace(&ws) &&`},

	{"fleet/regions.go", `anyPlace := make(chan RegionResult[T], len(places))`, `anyPlace := make(chan RegionResult[T])`},
	{"fleet/regions.go", "\tdefer running.Wait()\n\tdefer cancel()\n", "\tdefer cancel()\n\tdefer running.Wait()\n"},
	{
		"fleet/regions.go",
		"\tfor _, account := range accounts {\n\t\tfor _, region := range account.Regions {\n\t\t\tcfg := account.Config.Copy()\n\t\t\tcfg.Region = region\n\t\t\tlimiter := o.Limiter(account.Name, region)\n",
		"\tfor _, account := range accounts {\n\t\tlimiter := o.Limiter(account.Name, \"\")\n\t\tfor _, region := range account.Regions {\n\t\t\tcfg := account.Config.Copy()\n\t\t\tcfg.Region = region\n",
	},
	{"fleet/regions.go", `append(optFns, o.ClientOptions...)`, `append(slices.Clone(o.ClientOptions), optFns...)`},
	{"fleet/regions.go", "\t\tnames[account.Name] = true\n", ""},
	{"fleet/regions.go", "\t\tr.Err = fmt.Errorf(\"not attempted: %w\", err)\n\t\treturn\n", "\t\tr.Err = fmt.Errorf(\"not attempted: %w\", err)\n"},
}
