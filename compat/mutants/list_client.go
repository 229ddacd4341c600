package main

import "slices"

// mutants lists all mutants.
func mutants() []mutant {
	return slices.Concat(clientMutants, codecMutants, listMutants, waiterMutants, limiterMutants, fleetMutants, emulatorMutants)
}

// clientMutants are mistakes in the root package.
var clientMutants = []mutant{
	{"invoke.go", `c.operations.Load(name); ok && len(optFns) == 0 {`, `c.operations.Load(name); ok {`},
	{"invoke.go", `if len(optFns) == 0 && len(options.APIOptions) == 0 {`, `if len(optFns) == 0 {`},
	{"invoke.go", `options := c.options.Copy()`, `options := c.options`},
	{"invoke.go", `o.RetryMaxAttempts != c.options.RetryMaxAttempts {`, `o.RetryMaxAttempts == c.options.RetryMaxAttempts {`},
	{"invoke.go", "op.codec.SetMetadata(out, metadata)", "_ = metadata"},
	{"invoke.go", `if err == nil && op.options.refillRetryQuota != nil {`, `if err != nil && op.options.refillRetryQuota != nil {`},
	{
		"invoke.go",
		"if v := c.static.Value(key); v != nil {\n\t\treturn v\n\t}\n\treturn c.Context.Value(key)",
		"if v := c.Context.Value(key); v != nil {\n\t\treturn v\n\t}\n\treturn c.static.Value(key)",
	},

	{"chain.go", `range slices.Backward(list)`, `range slices.All(list)`},
	{"chain.go", `add(m, middleware.After)`, `add(m, middleware.Before)`},
	{"chain.go", `if condition {`, `if !condition {`},

	{"retry.go", `return &unreadableError{err, reads}`, `return &unreadableError{err, true}`},
	{"retry.go", `reads || resp.StatusCode >= http.StatusBadRequest`, `reads`},
	{"deserialize.go", `notFollowed(resp, unreadable(ctx, m.op.name, resp, err))`, `notFollowed(resp, err)`},
	{"retry.go", `so.MaxAttempts = o.RetryMaxAttempts`, `so.MaxAttempts = o.RetryMaxAttempts + 1`},
	{"retry.go", `append(ao.StandardOptions, standard, func(`, `append(ao.StandardOptions, func(`},
	{"retry.go", `case resp.StatusCode == http.StatusTooManyRequests:`, `case resp.StatusCode >= http.StatusTooManyRequests:`},
	{"retry.go", `html && resp.StatusCode == http.StatusOK:`, `html:`},
	{"retry.go", `case unread == nil && !nothing:`, `case unread == nil || !nothing:`},

	{"deserialize.go", `if resp.StatusCode >= http.StatusMultipleChoices {`, `if resp.StatusCode > http.StatusBadRequest {`},
	{"deserialize.go", `io.CopyN(io.Discard, resp.Body, maxRest)`, `io.Copy(io.Discard, resp.Body)`},
	{"deserialize.go", `closeErr != nil || drainErr != nil && !errors.Is(drainErr, io.EOF)`, `closeErr != nil || drainErr != nil`},
}

// codecMutants are mistakes in package awsjson.
var codecMutants = []mutant{
	{"internal/awsjson/validate.go", `n < l.min:`, `n <= l.min:`},
	{"internal/awsjson/validate.go", `n > l.max:`, `n > l.max+1:`},
	{"internal/awsjson/validate.go", `found = found[:min(len(found), c.left)]`, ``},
	{"internal/awsjson/validate.go", `if b.keyForm != nil && !b.keyForm.Match(k) {`, `if b.keyForm != nil && b.keyForm.Match(k) {`},
	{"internal/awsjson/validate.go", `&checker{strict: true, left: MaxErrors}`, `&checker{strict: true, enums: true, left: MaxErrors}`},

	{"internal/awsjson/exceptions.go", `types[strings.ToLower(e.ErrorCode())] = `, `types[e.ErrorCode()] = `},
	{"internal/awsjson/exceptions.go", "\t\tif code == \"\" {\n\t\t\tcode = inBody\n\t\t}", "\t\tif inBody != \"\" {\n\t\t\tcode = inBody\n\t\t}"},
	{"internal/awsjson/exceptions.go", "\t\t\treturn generic, err\n", "\t\t\treturn generic, nil\n"},
	{"internal/awsjson/exceptions.go", "\tif err == nil {\n\t\terr = r.end()\n\t}\n", ""},
	{"internal/awsjson/exceptions.go", `if c == 'n' || to == &other && c != '"' {`, `if c == 'n' {`},

	{"internal/awsjson/awsjson.go", `case isEmptyBody(body) && !ReadsOnly(o.name):`, `case isEmptyBody(body):`},
	{"internal/awsjson/awsjson.go", `[]string{"Describe", "Get", "List"}`, `[]string{"Describe", "List"}`},
	{"internal/awsjson/awsjson.go", `head := slices.Clone(body[:min(len(body), 256)])`, `head := slices.Clip(body[:min(len(body), 256)])`},
	{"internal/awsjson/awsjson.go", `io.LimitReader(resp.Body, MaxBody+1)`, `io.LimitReader(resp.Body, MaxBody)`},

	{"internal/awsjson/decode.go", `seconds >= maxSeconds`, `seconds > maxSeconds`},
	{"internal/awsjson/decode.go", `!v.IsNil() || tag == typeMember`, `!v.IsNil()`},
	{"internal/awsjson/encode.go", `(c != utf8.RuneError || size > 1)`, `c != utf8.RuneError`},
	{"internal/awsjson/reader.go", `r.pos = back // not a pair`, `_ = back // not a pair`},
	{"internal/awsjson/reader.go", "\t\tr.depth--\n", ""},
	{"internal/awsjson/reader.go", `r.depth > maxDepth`, `r.depth >= maxDepth`},
}
