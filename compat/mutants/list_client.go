package main

// clientMutants holds the mistakes to make in the root package.
var clientMutants = []mutant{
	{
		"invoke.go", "TestOptionFunctionsOfACallApplyToThatCallOnly",
		`c.operations.Load(name); ok && len(optFns) == 0 {`, `c.operations.Load(name); ok {`,
	},
	{"invoke.go", "TestEachCallHasItsOwnMiddlewareOfAPIOptions", `if len(optFns) == 0 && len(options.APIOptions) == 0 {`, `if len(optFns) == 0 {`},
	{"invoke.go", "TestRetryMaxAttemptsOfOneCall", `o.RetryMaxAttempts != c.options.RetryMaxAttempts {`, `o.RetryMaxAttempts == c.options.RetryMaxAttempts {`},
	{"invoke.go", "TestMetadataOfASuccessfulCall", `op.codec.SetMetadata(out, metadata)`, `_ = metadata`},
	{"invoke.go", "TestTheRetryQuotaRecovers", `if err == nil && op.options.refillRetryQuota != nil {`, `if err != nil && op.options.refillRetryQuota != nil {`},
	{
		"invoke.go", "TestTheValuesOfACallWinOverThoseOfItsCallersContext",
		"if v := c.static.Value(key); v != nil {\n\t\treturn v\n\t}\n\treturn c.Context.Value(key)",
		"if v := c.Context.Value(key); v != nil {\n\t\treturn v\n\t}\n\treturn c.static.Value(key)",
	},

	{"chain.go", "TestAChainAndAStackMakeTheSameCall", `range slices.Backward(list)`, `range slices.All(list)`},
	{"chain.go", "TestTheStackHasTheOfficialIDsInTheirOrder", `add(m, middleware.After)`, `add(m, middleware.Before)`},

	{"retry.go", "TestASuccessThatCannotBeReadIsALostAnswer", `return &unreadableError{err, reads}`, `return &unreadableError{err, true}`},
	{"retry.go", "TestAnErrorThatIsCutOffIsRepeated", `reads || resp.StatusCode >= http.StatusBadRequest`, `reads`},
	{"retry.go", "TestTheRetryerKeepsTheAttemptsThatItWasMadeWith", `so.MaxAttempts = o.RetryMaxAttempts`, `so.MaxAttempts = o.RetryMaxAttempts + 1`},
	{"retry.go", "TestRateLimiterIsAskedBeforeEachAttempt", `case resp.StatusCode == http.StatusTooManyRequests:`, `case resp.StatusCode >= http.StatusTooManyRequests:`},
	{"retry.go", "TestAnswersOfAGateway", `html && resp.StatusCode == http.StatusOK:`, `html:`},
	{"retry.go", "TestMayHaveSucceededIsFalseIfNothingWasSent", `read > 0 {`, `read >= 0 {`},

	{"deserialize.go", "TestMayHaveSucceededRemembersEarlierAttempts", `call.doubt = max(call.doubt, d)`, `call.doubt = d`},
	{
		"deserialize.go", "TestErrorsDoNotQuoteTheCallsSecrets",
		`if resp.StatusCode >= http.StatusMultipleChoices {`, `if resp.StatusCode > http.StatusBadRequest {`,
	},
}

// codecMutants holds the mistakes to make in package awsjson.
var codecMutants = []mutant{
	{"internal/awsjson/validate.go", "TestValidate", `n < l.min:`, `n <= l.min:`},
	{"internal/awsjson/validate.go", "TestValidate", `n > l.max:`, `n > l.max+1:`},
	{"internal/awsjson/validate.go", "TestValidate", `b.keyForm != nil && !b.keyForm.Match(k) {`, `b.keyForm != nil && b.keyForm.Match(k) {`},

	{"internal/awsjson/exceptions.go", "TestExceptionsHaveTheirTypeAndMembers", `types[strings.ToLower(e.ErrorCode())] = `, `types[e.ErrorCode()] = `},
	{
		"internal/awsjson/exceptions.go", "TestCodeAndMessageAreFoundWhereServicesPutThem",
		"\t\tif code == \"\" {\n\t\t\tcode = inBody\n\t\t}", "\t\tif inBody != \"\" {\n\t\t\tcode = inBody\n\t\t}",
	},
	{"internal/awsjson/exceptions.go", "TestErrorBodiesThatCannotBeRead", "\tif err == nil {\n\t\terr = r.end()\n\t}\n", ""},

	{"internal/awsjson/awsjson.go", "TestEmptyBodies", `case isEmptyBody(body) && !ReadsOnly(o.name):`, `case isEmptyBody(body):`},
	{"internal/awsjson/awsjson.go", "TestReadsOnly", `[]string{"Describe", "Get", "List"}`, `[]string{"Describe", "List"}`},
	{"internal/awsjson/awsjson.go", "TestUnreadableAnswersShowHowTheyBegin", `io.LimitReader(resp.Body, MaxBody+1)`, `io.LimitReader(resp.Body, MaxBody)`},

	{"internal/awsjson/decode.go", "TestValuesOfTheWrongTypeAreRejected", `seconds >= maxSeconds`, `seconds > maxSeconds`},
	{"internal/awsjson/encode.go", "TestStringsHaveTheEscapesOfTheOfficialClient", `(c != utf8.RuneError || size > 1)`, `c != utf8.RuneError`},
	{"internal/awsjson/reader.go", "TestNestingUpToTheLimitIsRead", "\t\tr.depth--\n", ""},
	{"internal/awsjson/reader.go", "TestNestingUpToTheLimitIsRead", `r.depth > maxDepth`, `r.depth >= maxDepth`},
}
