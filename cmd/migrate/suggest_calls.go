package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"
)

const (
	docsLink    = "https://github.com/go-workspaces/workspaces/blob/main/docs/"
	changesLink = docsLink + "many-desktops.md#changes"
	limiterLink = docsLink + "many-desktops.md#a-limiter"
	retriesLink = docsLink + "clients.md#retries"
)

// fleetMethods maps operations to the methods of fleet.Fleet that make the same change to any number of desktops.
var fleetMethods = map[string]string{
	"CreateWorkspaces":          "Create",
	"MigrateWorkspace":          "Migrate",
	"ModifyWorkspaceProperties": "ModifyProperties",
	"ModifyWorkspaceState":      "SetState",
	"RebootWorkspaces":          "Reboot",
	"RebuildWorkspaces":         "Rebuild",
	"RestoreWorkspace":          "Restore",
	"StartWorkspaces":           "Start",
	"StopWorkspaces":            "Stop",
	"TerminateWorkspaces":       "Terminate",
}

// chunkedReads lists operations that take at most 25 identifiers, but whose paginators take any number.
var chunkedReads = []string{"DescribeWorkspaces", "DescribeWorkspacesConnectionStatus"}

// fleetSymbols returns the methods of fleet.Fleet that make the same changes as the operations in called.
func fleetSymbols(called []string) (symbols []string) {
	for _, operation := range called {
		if method := fleetMethods[operation]; method != "" {
			symbols = append(symbols, "fleet.Fleet."+method)
		}
	}
	return symbols
}

// chunks recognizes loops that split a list of desktops into several calls.
func (f *finder) chunks(loop ast.Stmt, inner map[token.Pos]note) note {
	called := f.operations(loop)
	if len(called) == 0 || !f.splits(loop) {
		return note{}
	}
	if symbols := fleetSymbols(called); len(symbols) > 0 {
		return note{text: "a loop over chunks of a list: use " + strings.Join(symbols, " or ") +
			", which takes any number of desktops (fleet.New takes a workspaces.API)", link: changesLink}
	}
	for _, operation := range chunkedReads {
		if !slices.Contains(called, operation) {
			continue
		}
		paginator := "New" + operation + "Paginator"
		if !addToPages(loop, inner, paginator) {
			n := suggestion("a loop over chunks of a list", paginator)
			n.text += identifiersText
			return n
		}
	}
	return note{}
}

// identifiersText follows the name of a paginator that replaces a loop over chunks.
const identifiersText = "; the paginator takes any number of identifiers, and lists everything if there are none"

// addToPages finds the notes in inner that suggest the given paginator for a page loop inside the given loop, and adds
// identifiersText to them. It reports whether there are any such notes.
func addToPages(loop ast.Stmt, inner map[token.Pos]note, paginator string) bool {
	found := false
	for pos, n := range inner {
		if loop.Pos() < pos && pos < loop.End() && strings.Contains(n.text, paginator) {
			found = true
			if !strings.HasSuffix(n.text, identifiersText) {
				n.text += identifiersText
				inner[pos] = n
			}
		}
	}
	return found
}

// splits reports whether a loop works on chunks of a list, that is, ranges over chunks, takes parts of a slice, or
// checks whether a slice has 25 elements.
func (f *finder) splits(loop ast.Stmt) bool {
	ranged, ok := loop.(*ast.RangeStmt)
	if !ok {
		return f.takesParts(loop, 2)
	}
	switch f.info.TypeOf(ranged.X).Underlying().(type) {
	case *types.Basic:
		return f.takesParts(loop, 2)
	case *types.Slice:
		return f.isChunk(loop, ranged.Value) || f.countsTo25(loop)
	case *types.Signature, *types.Chan:
		return f.isChunk(loop, ranged.Key) || f.countsTo25(loop)
	}
	return false
}

// isChunk reports whether a loop variable is a chunk of a list. A slice whose elements are used by constant index, as
// in a loop over the lines of a CSV file, is not a chunk.
func (f *finder) isChunk(loop ast.Stmt, variable ast.Expr) bool {
	name, ok := variable.(*ast.Ident)
	if !ok {
		return false
	}
	object := f.info.ObjectOf(name)
	if object == nil {
		return false
	}
	if _, ok := object.Type().Underlying().(*types.Slice); !ok {
		return false
	}
	return !inspectAny(loop, func(n ast.Node) bool {
		index, ok := n.(*ast.IndexExpr)
		return ok && f.uses(index.X, object) && f.info.Types[index.Index].Value != nil
	})
}

// takesParts reports whether a loop contains an expression such as ids[i:end] or ids[25:]. If the first index is
// a constant, it must not be less than smallest.
func (f *finder) takesParts(loop ast.Stmt, smallest int64) bool {
	return inspectAny(loop, func(n ast.Node) bool {
		part, ok := n.(*ast.SliceExpr)
		if !ok || part.Low == nil {
			return false
		}
		if _, ok := f.info.TypeOf(part.X).Underlying().(*types.Slice); !ok {
			return false
		}
		low, isConstant := f.constantInt(part.Low)
		return !isConstant || low >= smallest
	})
}

// countsTo25 reports whether a loop compares a length with 25, the maximum number of desktops per call.
func (f *finder) countsTo25(loop ast.Stmt) bool {
	return inspectAny(loop, func(n ast.Node) bool {
		comparison, ok := n.(*ast.BinaryExpr)
		if !ok {
			return false
		}
		length, ok := ast.Unparen(comparison.X).(*ast.CallExpr)
		limit, isConstant := f.constantInt(comparison.Y)
		return ok && calleeName(length) == "len" && isConstant && limit == 25
	})
}

// retries recognizes loops that pause and repeat a call until it succeeds.
func (f *finder) retries(loop ast.Stmt, _ map[token.Pos]note) note {
	called := f.operations(loop)
	if len(called) == 0 || f.visitsList(loop) || len(f.pauses(loop, isLoop)) == 0 || !f.endsOnSuccess(loop) {
		return note{}
	}
	text := "a retry loop around " + strings.Join(called, ", ") +
		": the client retries too: set RetryMaxAttempts or Retryer of its Options, and RateLimiter if calls are throttled"
	if symbols := fleetSymbols(called); len(symbols) > 0 {
		text += ", or use " + strings.Join(symbols, " or ")
	}
	return note{text: text, link: retriesLink}
}

// endsOnSuccess reports whether a loop ends once an error is nil, in one of three forms: the loop's condition is "err
// != nil"; the loop returns or breaks if "err == nil"; or the loop ends in a return or break, and contains a continue.
func (f *finder) endsOnSuccess(loop ast.Stmt) bool {
	var body *ast.BlockStmt
	switch loop := loop.(type) {
	case *ast.ForStmt:
		body = loop.Body
		if f.tests(loop.Cond, token.NEQ, token.LAND) {
			return true
		}
	case *ast.RangeStmt:
		body = loop.Body
	}
	if leaves(body.List) {
		return inspectAny(body, func(n ast.Node) bool {
			branch, ok := n.(*ast.BranchStmt)
			return ok && branch.Tok == token.CONTINUE
		})
	}
	return inspectAny(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			return f.tests(n.Cond, token.EQL, token.LOR) && leaves(n.Body.List)
		case *ast.SwitchStmt:
			return n.Tag == nil && slices.ContainsFunc(n.Body.List, func(clause ast.Stmt) bool {
				list := clause.(*ast.CaseClause)
				return leaves(list.Body) && slices.ContainsFunc(list.List, func(e ast.Expr) bool { return f.tests(e, token.EQL, token.LOR) })
			})
		}
		return false
	})
}

// tests reports whether a condition compares an error with nil by the operator in comparison, for example token.EQL.
// Other conditions may be joined to that comparison by the operator in join, for example token.LOR.
func (f *finder) tests(condition ast.Expr, comparison, join token.Token) bool {
	if condition == nil {
		return false
	}
	binary, ok := ast.Unparen(condition).(*ast.BinaryExpr)
	switch {
	case !ok:
		return false
	case binary.Op == join:
		return f.tests(binary.X, comparison, join) || f.tests(binary.Y, comparison, join)
	}
	return binary.Op == comparison && f.info.Types[binary.Y].IsNil() && types.Identical(f.info.TypeOf(binary.X), errorType)
}

// leaves reports whether a list of statements ends in return or break.
func leaves(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	branch, ok := list[len(list)-1].(*ast.BranchStmt)
	return returns(list) || ok && branch.Tok == token.BREAK
}

func returns(list []ast.Stmt) bool {
	if len(list) == 0 {
		return false
	}
	_, ok := list[len(list)-1].(*ast.ReturnStmt)
	return ok
}

// longPause is the shortest constant duration that is too long to be a pause for the rate limit's sake.
const longPause = 30 * time.Second

// pacing recognizes loops over a list that pause between calls.
func (f *finder) pacing(loop ast.Stmt, _ map[token.Pos]note) note {
	called := f.operations(loop)
	if len(called) == 0 || !f.visitsList(loop) {
		return note{}
	}
	pauses := f.pauses(loop, isLoop)
	if len(pauses) == 0 || slices.ContainsFunc(pauses, f.isLong) {
		return note{}
	}
	text := "a pause between calls of " + strings.Join(called, ", ") + ": set RateLimiter of the client's Options to a ratelimit.Limiter"
	if symbols := fleetSymbols(called); len(symbols) > 0 {
		text += ", or use " + strings.Join(symbols, " or ")
	}
	return note{text: text, link: limiterLink}
}

// isLong reports whether a pause has a constant duration of at least longPause.
func (f *finder) isLong(pause ast.Node) bool {
	return inspectAny(pause, func(n ast.Node) bool {
		expr, ok := n.(ast.Expr)
		if !ok || !isNamed(f.info.TypeOf(expr), "time", "Duration") {
			return false
		}
		duration, ok := f.constantInt(expr)
		return ok && duration >= int64(longPause)
	})
}

// visitsList reports whether each iteration of a loop has its own data: a list element, a line of a file, or a page.
// Other loops repeat the same call.
func (f *finder) visitsList(loop ast.Stmt) bool {
	switch loop := loop.(type) {
	case *ast.RangeStmt:
		if variable, ok := loop.Value.(*ast.Ident); ok && isNamed(f.info.TypeOf(variable), "time", "Duration") {
			return false // a list of pauses between attempts
		}
		if !isTimes(f.info.TypeOf(loop.X)) {
			return true
		}
		if channel, ok := f.info.TypeOf(loop.X).Underlying().(*types.Chan); ok {
			return !isNamed(channel.Elem(), "time", "Time")
		}
		return f.isIndex(loop.Body, loop.Key)
	case *ast.ForStmt:
		if loop.Cond == nil {
			return f.takesParts(loop, 1)
		}
		if assignment, ok := loop.Init.(*ast.AssignStmt); ok && f.isIndex(loop.Body, assignment.Lhs[0]) {
			return true
		}
		advances := inspectAny(loop.Cond, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			return ok && slices.Contains([]string{"HasMorePages", "Scan", "Next"}, calleeName(call))
		})
		return advances || f.takesParts(loop, 1)
	}
	return false
}

// isIndex reports whether a variable is used in body to index a list.
func (f *finder) isIndex(body ast.Node, variable ast.Expr) bool {
	name, ok := variable.(*ast.Ident)
	if !ok {
		return false
	}
	object := f.info.ObjectOf(name)
	return object != nil && inspectAny(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IndexExpr:
			return f.uses(n.Index, object)
		case *ast.SliceExpr:
			return n.Low != nil && f.uses(n.Low, object)
		}
		return false
	})
}

// uses reports whether an expression is nothing but the name of the given variable.
func (f *finder) uses(expr ast.Expr, object types.Object) bool {
	name, ok := ast.Unparen(expr).(*ast.Ident)
	return ok && f.info.Uses[name] == object
}

// items recognizes loops over a paginator's pages. Such loops work with our library too.
func (f *finder) items(loop ast.Stmt, _ map[token.Pos]note) note {
	pages, ok := loop.(*ast.ForStmt)
	if !ok || pages.Cond == nil {
		return note{}
	}
	for selector := range selectors(pages.Cond, "HasMorePages") {
		if paginator := f.libraryType(f.info.TypeOf(selector.X)); strings.HasSuffix(paginator, "Paginator") {
			return note{text: "a loop over pages, which works as it is: to iterate over the items of all pages, you can range over the paginator's Items",
				link: symbolLink + paginator + ".Items"}
		}
	}
	return note{}
}

// pauses returns the parts of n that pause: calls to functions that pause, and receives of a time from a channel. It
// does not look inside nested statements for which skip returns true.
func (f *finder) pauses(n ast.Node, skip func(ast.Node) bool) (found []ast.Node) {
	timeouts := make(map[ast.Node]bool)
	ast.Inspect(n, func(child ast.Node) bool {
		switch child := child.(type) {
		case *ast.GoStmt:
			return false
		case *ast.CommClause:
			// In a loop, a case that returns is a time-out: the loop does not go on after the pause.
			timeouts[child.Comm] = isLoop(n) && returns(child.Body)
		case *ast.CallExpr:
			if f.isPause(child) {
				found = append(found, child)
			}
		case *ast.UnaryExpr:
			if child.Op == token.ARROW && isNamed(f.info.TypeOf(child), "time", "Time") {
				found = append(found, child)
			}
		case *ast.RangeStmt:
			if channel, ok := f.info.TypeOf(child.X).Underlying().(*types.Chan); ok && isNamed(channel.Elem(), "time", "Time") {
				found = append(found, child.X)
			}
		}
		return child == n || child != nil && !timeouts[child] && (skip == nil || !skip(child))
	})
	return found
}

// isPause reports whether a call pauses: the called function's name contains "sleep", the function is in f.pausers, or
// it is one of golang.org/x/time/rate's Wait methods.
func (f *finder) isPause(call *ast.CallExpr) bool {
	name := strings.ToLower(calleeName(call))
	return strings.Contains(name, "sleep") && !isNamed(f.info.TypeOf(call), "time", "Duration") ||
		f.pausers[callee(f.info, call)] ||
		strings.HasPrefix(name, "wait") && packageOf(f.info, call) == "golang.org/x/time/rate"
}

func (f *finder) constantInt(expr ast.Expr) (int64, bool) {
	value := f.info.Types[expr].Value
	if value == nil {
		return 0, false
	}
	return constant.Int64Val(constant.ToInt(value))
}

// inspectAny reports whether matches returns true for any node in n.
func inspectAny(n ast.Node, matches func(ast.Node) bool) bool {
	found := false
	ast.Inspect(n, func(child ast.Node) bool {
		found = found || child != nil && matches(child)
		return !found
	})
	return found
}
