package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

const symbolLink = "https://pkg.go.dev/github.com/go-workspaces/workspaces#"

// stateWaiters maps states, in the form "type VALUE", to the constructors of waiters for them.
var stateWaiters = map[string]string{
	"WorkspaceState AVAILABLE":                         "NewWorkspaceAvailableWaiter",
	"WorkspaceState STOPPED":                           "NewWorkspaceStoppedWaiter",
	"WorkspaceState TERMINATED":                        "NewWorkspaceTerminatedWaiter",
	"WorkspaceState ADMIN_MAINTENANCE":                 "NewWorkspaceInStateWaiter",
	"WorkspaceDirectoryState REGISTERED":               "NewDirectoryRegisteredWaiter",
	"WorkspaceDirectoryState DEREGISTERED":             "NewDirectoryDeregisteredWaiter",
	"WorkspaceImageState AVAILABLE":                    "NewImageAvailableWaiter",
	"CustomWorkspaceImageImportState COMPLETED":        "NewCustomImageImportCompletedWaiter",
	"WorkspaceBundleState AVAILABLE":                   "NewBundleAvailableWaiter",
	"WorkspacesPoolState RUNNING":                      "NewPoolRunningWaiter",
	"WorkspacesPoolState STOPPED":                      "NewPoolStoppedWaiter",
	"ConnectionAliasState CREATED":                     "NewConnectionAliasCreatedWaiter",
	"AssociationStatus ASSOCIATED_WITH_OWNER_ACCOUNT":  "NewConnectionAliasAssociatedWaiter",
	"AssociationStatus ASSOCIATED_WITH_SHARED_ACCOUNT": "NewConnectionAliasAssociatedWaiter",
	"AssociationStatus NOT_ASSOCIATED":                 "NewConnectionAliasDisassociatedWaiter",
	"AssociationState COMPLETED":                       "NewApplicationAssociationCompletedWaiter",
	"AssociationState REMOVED":                         "NewApplicationAssociationRemovedWaiter",
	"AccountLinkStatusEnum LINKED":                     "NewAccountLinkLinkedWaiter",
	"DedicatedTenancyModificationStateEnum COMPLETED":  "NewAccountModificationCompletedWaiter",
	"ModificationStateEnum UPDATE_INITIATED":           "NewWorkspaceModifiedWaiter",
	"ModificationStateEnum UPDATE_IN_PROGRESS":         "NewWorkspaceModifiedWaiter",
}

// absenceWaiters maps operations to waiters for deletion, which can replace a loop that calls the operation until the
// list is empty.
var absenceWaiters = map[string]string{
	"DescribeWorkspaces":        "NewWorkspaceTerminatedWaiter",
	"DescribeWorkspaceImages":   "NewImageDeletedWaiter",
	"DescribeWorkspacesPools":   "NewPoolDeletedWaiter",
	"DescribeConnectionAliases": "NewConnectionAliasDeletedWaiter",
}

// suggestions returns a note for each of a package's loops that the library can replace. The package can use the
// official module or our library.
func suggestions(p *packages.Package, wanted bool) (notes []note) {
	if !wanted {
		return nil
	}
	f := finder{info: p.TypesInfo, callers: make(map[types.Object][]string), pausers: make(map[types.Object]bool)}
	for _, file := range p.Syntax {
		f.addFunctions(file)
	}
	for _, file := range p.Syntax {
		test := strings.HasSuffix(p.Fset.Position(file.Pos()).Filename, "_test.go")
		for pos, n := range f.loops(file, test) {
			n.pos, n.kind = p.Fset.Position(pos), kindSuggest
			notes = append(notes, n)
		}
	}
	return notes
}

// finder looks for loops that call operations with the WorkSpaces client.
type finder struct {
	info    *types.Info
	callers map[types.Object][]string // the operations that a function of the package calls
	pausers map[types.Object]bool     // whether a function of the package pauses and calls no operations
}

// addFunctions records the functions in a file that call operations or pause: declarations, function literals in
// variables, and function literals passed as arguments. The latter are recorded under the called function's parameter.
func (f *finder) addFunctions(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil {
				f.addFunction(f.info.Defs[n.Name], n.Body)
			}
		case *ast.AssignStmt:
			for i, value := range n.Rhs {
				literal, isLiteral := value.(*ast.FuncLit)
				name, isName := n.Lhs[i].(*ast.Ident)
				if isLiteral && isName {
					f.addFunction(f.info.ObjectOf(name), literal.Body)
				}
			}
		case *ast.CallExpr:
			function, ok := callee(f.info, n).(*types.Func)
			if !ok {
				break
			}
			params := function.Origin().Signature().Params()
			for i, argument := range n.Args {
				if literal, ok := argument.(*ast.FuncLit); ok && i < params.Len() {
					f.addFunction(params.At(i), literal.Body)
				}
			}
		}
		return true
	})
}

// addFunction records a function if it calls operations or does nothing but pause.
func (f *finder) addFunction(function types.Object, body *ast.BlockStmt) {
	if function == nil {
		return // a function literal assigned to the blank identifier
	}
	called := f.operations(body)
	if len(called) > 0 {
		f.callers[function] = slices.Compact(slices.Sorted(slices.Values(append(called, f.callers[function]...))))
		return
	}
	signature, ok := function.Type().Underlying().(*types.Signature)
	if !ok {
		return
	}
	results := signature.Results()
	onlyError := results.Len() == 1 && types.Identical(results.At(0).Type(), errorType)
	f.pausers[function] = (results.Len() == 0 || onlyError) && len(f.pauses(body, nil)) > 0
}

var errorType = types.Universe.Lookup("error").Type()

// loops returns a suggestion for each replaceable loop in a file, by the loop's position. If nested loops do the same
// job, only the innermost one is included. test is true for test files, in which loops that pause are ignored, because
// tests often wait for the code under test.
func (f *finder) loops(file *ast.File, test bool) map[token.Pos]note {
	var loops []ast.Stmt
	found := make(map[token.Pos]note)
	ast.Inspect(file, func(n ast.Node) bool {
		if isLoop(n) {
			loops = append(loops, n.(ast.Stmt))
		}
		return true
	})
	recognizers := []func(ast.Stmt, map[token.Pos]note) note{f.refusals, f.pages, f.polling, f.chunks, f.retries, f.pacing, f.items}
	if test {
		recognizers = []func(ast.Stmt, map[token.Pos]note) note{f.refusals, f.pages, f.chunks, f.items}
	}
	for _, loop := range slices.Backward(loops) { // inner loops come after outer loops
		for _, recognize := range recognizers {
			if n := recognize(loop, found); n.text != "" {
				found[loop.Pos()] = n
				break
			}
		}
	}
	return found
}

func isLoop(n ast.Node) bool {
	switch n.(type) {
	case *ast.ForStmt, *ast.RangeStmt:
		return true
	}
	return false
}

func suggestion(text string, symbols ...string) note {
	return note{text: text + ": use workspaces." + strings.Join(symbols, " or workspaces."), link: symbolLink + symbols[0]}
}

// refusals recognizes loops over an output's FailedRequests.
func (f *finder) refusals(loop ast.Stmt, _ map[token.Pos]note) note {
	var over ast.Node
	switch loop := loop.(type) {
	case *ast.RangeStmt:
		over = loop.X
	case *ast.ForStmt:
		if loop.Cond == nil {
			return note{}
		}
		over = loop.Cond
	}
	for selector := range selectors(over, "FailedRequests") {
		if output := f.libraryType(f.info.TypeOf(selector.X)); strings.HasSuffix(output, "Output") {
			return note{text: "a loop over FailedRequests: use the output's method Err, which returns a *workspaces.BatchError",
				link: symbolLink + output + ".Err"}
		}
	}
	return note{}
}

// pages recognizes loops that pass NextToken to the next call.
func (f *finder) pages(loop ast.Stmt, inner map[token.Pos]note) note {
	if _, ok := loop.(*ast.ForStmt); !ok {
		return note{}
	}
	called := f.operations(loop)
	for selector := range selectors(loop, "NextToken") {
		output := f.libraryType(f.info.TypeOf(selector.X))
		operation, ok := strings.CutSuffix(output, "Output")
		if ok && slices.Contains(called, operation) && !within(loop, selector, inner) {
			n := suggestion("a page loop", "New"+operation+"Paginator")
			n.text += " and range over its Items"
			return n
		}
	}
	return note{}
}

// within reports whether node is in one of the loops already recognized in loop.
func within(loop ast.Stmt, node ast.Node, inner map[token.Pos]note) bool {
	found := false
	ast.Inspect(loop, func(n ast.Node) bool {
		if n != nil && n != loop {
			if _, ok := inner[n.Pos()]; ok && n.Pos() <= node.Pos() && node.End() <= n.End() {
				found = true
			}
		}
		return !found
	})
	return found
}

// polling recognizes loops that call an operation, compare a state, and pause.
func (f *finder) polling(loop ast.Stmt, inner map[token.Pos]note) note {
	if ranged, ok := loop.(*ast.RangeStmt); ok && !isTimes(f.info.TypeOf(ranged.X)) {
		return note{}
	}
	called := f.operations(loop)
	recognized := func(n ast.Node) bool { return inner[n.Pos()].text != "" }
	if len(called) == 0 || len(f.pauses(loop, recognized)) == 0 {
		return note{}
	}
	waiters := f.waitersOf(loop)
	if len(waiters) == 0 {
		waiters = f.waitersForAbsence(loop, called)
	}
	if len(waiters) == 0 {
		return note{}
	}
	n := suggestion("a polling loop", waiters...)
	if len(waiters) > 1 {
		n.text += ", depending on the state that you wait for"
	}
	return n
}

// isTimes reports whether a range over t can be a polling loop, that is, whether t is a channel, such as a ticker's, or
// an integer.
func isTimes(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Chan:
		return true
	case *types.Basic:
		return u.Info()&types.IsInteger != 0
	}
	return false
}

// operations returns the operations called in n, directly or through a function in the same package.
func (f *finder) operations(n ast.Node) []string {
	called := make(map[string]bool)
	ast.Inspect(n, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		for _, operation := range f.callers[callee(f.info, call)] {
			called[operation] = true
		}
		if signature, ok := f.info.TypeOf(call.Fun).(*types.Signature); ok && signature.Results().Len() > 0 {
			output := f.libraryType(signature.Results().At(0).Type())
			if operation, ok := strings.CutSuffix(output, "Output"); ok {
				called[operation] = true
			}
		}
		return true
	})
	return slices.Sorted(maps.Keys(called))
}

// libraryType returns t's name if t is a type in the official module or our library, and an empty string otherwise.
func (f *finder) libraryType(t types.Type) string {
	if pointer := pointee(t); pointer != nil {
		t = pointer
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return ""
	}
	switch named.Obj().Pkg().Path() {
	case officialPath, officialPath + "/types", ourPath, ourPath + "/types":
		return named.Obj().Name()
	}
	return ""
}

// waitersOf returns the waiters for the states named in a loop's comparisons. It ignores comparisons with != if the
// loop also uses == or a switch.
func (f *finder) waitersOf(loop ast.Stmt) []string {
	var equal, unequal []string
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			waiter := stateWaiters[f.comparedState(n.X, n.Y)]
			if waiter != "" && n.Op == token.EQL {
				equal = append(equal, waiter)
			} else if waiter != "" && n.Op == token.NEQ {
				unequal = append(unequal, waiter)
			}
		case *ast.SwitchStmt:
			for _, clause := range n.Body.List {
				for _, value := range clause.(*ast.CaseClause).List {
					if waiter := stateWaiters[f.comparedState(n.Tag, value)]; waiter != "" {
						equal = append(equal, waiter)
					}
				}
			}
		}
		return true
	})
	if len(equal) == 0 {
		equal = unequal
	}
	slices.Sort(equal)
	return slices.Compact(equal)
}

// comparedState returns "type VALUE" if one of a and b is a state and the other a constant, even if the state is
// converted to a string.
func (f *finder) comparedState(a, b ast.Expr) string {
	if a == nil || b == nil {
		return ""
	}
	value, ok := constantString(f.info, b)
	if !ok {
		if value, ok = constantString(f.info, a); !ok {
			return ""
		}
		a = b
	}
	if conversion, ok := ast.Unparen(a).(*ast.CallExpr); ok && len(conversion.Args) == 1 && f.info.Types[conversion.Fun].IsType() {
		a = conversion.Args[0]
	}
	return f.libraryType(f.info.TypeOf(a)) + " " + value
}

// waitersForAbsence returns the waiters for a resource's deletion if the loop compares a list's length with 0.
func (f *finder) waitersForAbsence(loop ast.Stmt, called []string) (waiters []string) {
	empty := false
	ast.Inspect(loop, func(n ast.Node) bool {
		comparison, ok := n.(*ast.BinaryExpr)
		if !ok || comparison.Op != token.EQL {
			return true
		}
		length, ok := ast.Unparen(comparison.X).(*ast.CallExpr)
		if !ok || calleeName(length) != "len" {
			return true
		}
		slice, ok := types.Unalias(f.info.TypeOf(length.Args[0])).(*types.Slice)
		value := f.info.Types[comparison.Y].Value
		empty = empty || ok && value != nil && value.ExactString() == "0" && f.libraryType(slice.Elem()) != ""
		return true
	})
	for _, operation := range called {
		if waiter := absenceWaiters[operation]; empty && waiter != "" {
			waiters = append(waiters, waiter)
		}
	}
	return waiters
}

// selectors yields all expressions of the form X.name in n.
func selectors(n ast.Node, name string) func(yield func(*ast.SelectorExpr) bool) {
	return func(yield func(*ast.SelectorExpr) bool) {
		stopped := false
		ast.Inspect(n, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok && selector.Sel.Name == name && !stopped {
				stopped = !yield(selector)
			}
			return !stopped
		})
	}
}
