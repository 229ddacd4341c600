package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"net/textproto"
	"regexp"

	"golang.org/x/tools/go/packages"
)

const differencesLink = docsLink + "differences.md"

// differenceChecks recognize code for which the library behaves differently from the official module. Each returns a
// description of the difference, or an empty string.
var differenceChecks = []func(*types.Info, ast.Node) string{
	genericError, errorText, redirect, noCredentials, userAgent, fieldOrder, farTime, adaptiveRetries, secretLogs,
}

// differences returns a note for each place in a package where the library behaves differently. It returns none for a
// package that does not import the official module: errors, headers and times there come from other services.
func differences(p *packages.Package) (notes []note) {
	if p.Imports[officialPath] == nil && p.Imports[officialPath+"/types"] == nil {
		return nil
	}
	for _, file := range p.Syntax {
		ast.Inspect(file, func(n ast.Node) bool {
			if n == nil {
				return false
			}
			for _, check := range differenceChecks {
				if text := check(p.TypesInfo, n); text != "" {
					notes = append(notes, note{pos: p.Fset.Position(n.Pos()), kind: kindDiffers, text: text, link: differencesLink})
				}
			}
			return true
		})
	}
	return notes
}

// genericError finds errors.As, type assertions and type switches for *smithy.GenericAPIError. It ignores code that
// just creates such errors, as fakes do.
func genericError(info *types.Info, n ast.Node) string {
	var wanted []ast.Expr
	switch n := n.(type) {
	case *ast.CallExpr:
		if name := calleeName(n); name == "As" || name == "ErrorAs" || name == "NotErrorAs" {
			wanted = n.Args
		}
	case *ast.IndexExpr:
		if name, ok := ast.Unparen(n.X).(*ast.SelectorExpr); ok && name.Sel.Name == "AsType" {
			wanted = []ast.Expr{n.Index}
		}
	case *ast.TypeAssertExpr:
		wanted = []ast.Expr{n.Type}
	case *ast.CaseClause:
		wanted = n.List
	}
	for _, expr := range wanted {
		if expr != nil && isNamed(info.TypeOf(expr), "github.com/aws/smithy-go", "GenericAPIError") {
			return "an exception that the operation does not declare now has its own type instead of *smithy.GenericAPIError: compare the ErrorCode of a smithy.APIError instead"
		}
	}
	return ""
}

var quotedError = regexp.MustCompile(`\bapi error [A-Z]|\bapi error $|validation error\(s\) found`)

// errorText finds code that compares text with words from the official module's error messages. The library's messages
// are different.
func errorText(info *types.Info, n ast.Node) string {
	var compared []ast.Expr
	switch n := n.(type) {
	case *ast.CallExpr:
		switch packageOf(info, n) {
		case "strings", "regexp", "github.com/stretchr/testify/assert", "github.com/stretchr/testify/require":
			compared = n.Args
		}
	case *ast.BinaryExpr:
		if n.Op == token.EQL || n.Op == token.NEQ {
			compared = []ast.Expr{n.X, n.Y}
		}
	}
	for _, expr := range compared {
		if text, ok := constantString(info, expr); ok && quotedError.MatchString(text) {
			return "an exception that the operation does not declare now prints \"X: message\" instead of \"api error X: message\", and a validation error lists missing members in the order of their declaration"
		}
	}
	return ""
}

// redirect finds code that sets an *http.Client in the WorkSpaces client's options. It ignores *http.Client literals
// with CheckRedirect, and the client of an httptest.Server.
func redirect(info *types.Info, n ast.Node) string {
	var client ast.Expr
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			if field, ok := left.(*ast.SelectorExpr); ok && len(n.Lhs) == len(n.Rhs) && isClientOption(info.TypeOf(field.X), field.Sel.Name) {
				client = n.Rhs[i]
			}
		}
	case *ast.CompositeLit:
		for _, element := range n.Elts {
			if name, value := keyed(element); isClientOption(info.TypeOf(n), name) {
				client = value
			}
		}
	case *ast.CallExpr:
		if calleeName(n) == "WithHTTPClient" && packageOf(info, n) == "github.com/aws/aws-sdk-go-v2/config" && len(n.Args) == 1 {
			client = n.Args[0]
		}
	}
	if client == nil || !isPointer(info.TypeOf(client)) || !isNamed(info.TypeOf(client), "net/http", "Client") {
		return ""
	}
	if call, ok := ast.Unparen(client).(*ast.CallExpr); ok && packageOf(info, call) == "net/http/httptest" {
		return ""
	}
	if address, ok := ast.Unparen(client).(*ast.UnaryExpr); ok && hasKey(address.X, "CheckRedirect") {
		return ""
	}
	return "a redirect is now an error if the *http.Client does not set CheckRedirect"
}

func isClientOption(t types.Type, field string) bool {
	return field == "HTTPClient" && (isNamed(t, officialPath, "Options") || isNamed(t, "github.com/aws/aws-sdk-go-v2/aws", "Config"))
}

// noCredentials finds code that creates a client from a literal without Credentials, or sets Credentials to nil.
func noCredentials(info *types.Info, n ast.Node) string {
	const text = "without Credentials, every call is now an error: set aws.AnonymousCredentials for unsigned requests"
	switch n := n.(type) {
	case *ast.CallExpr:
		if name := calleeName(n); packageOf(info, n) != officialPath || name != "New" && name != "NewFromConfig" || len(n.Args) != 1 {
			return "" // an option function may set Credentials
		}
		if literal, ok := ast.Unparen(n.Args[0]).(*ast.CompositeLit); ok && !hasKey(literal, "Credentials") {
			return text
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			field, ok := left.(*ast.SelectorExpr)
			if ok && len(n.Lhs) == len(n.Rhs) && field.Sel.Name == "Credentials" && isNamed(info.TypeOf(field.X), officialPath, "Options") && info.Types[n.Rhs[i]].IsNil() {
				return text
			}
		}
	}
	return ""
}

// userAgent finds code that reads the User-Agent header, as test servers do.
func userAgent(info *types.Info, n ast.Node) string {
	const text = "the User-Agent header now names this library and its version"
	switch n := n.(type) {
	case *ast.CallExpr:
		selector, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr)
		if !ok {
			return ""
		}
		name, receiver := selector.Sel.Name, info.TypeOf(selector.X)
		if name == "UserAgent" && isNamed(receiver, "net/http", "Request") {
			return text
		}
		if (name == "Get" || name == "Values") && len(n.Args) == 1 && isHeader(receiver) && isUserAgent(info, n.Args[0]) {
			return text
		}
	case *ast.IndexExpr:
		if isHeader(info.TypeOf(n.X)) && isUserAgent(info, n.Index) {
			return text
		}
	}
	return ""
}

func isHeader(t types.Type) bool { return isNamed(t, "net/http", "Header") }

func isUserAgent(info *types.Info, expr ast.Expr) bool {
	name, ok := constantString(info, expr)
	return ok && textproto.CanonicalMIMEHeaderKey(name) == "User-Agent"
}

// fieldOrder finds code that encodes one of the official module's structs with encoding/json.
func fieldOrder(info *types.Info, n ast.Node) string {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 || packageOf(info, call) != "encoding/json" {
		return ""
	}
	if name := calleeName(call); name != "Marshal" && name != "MarshalIndent" && name != "Encode" {
		return ""
	}
	if t := element(info.TypeOf(call.Args[0])); t != nil && isOfficialStruct(t) {
		return "json now writes the fields in the order of their declaration, no longer in alphabetical order"
	}
	return ""
}

// element returns the element type of t if t is a pointer, slice, array or map, possibly nested. Otherwise it returns
// t.
func element(t types.Type) types.Type {
	for {
		switch u := types.Unalias(t).(type) {
		case *types.Pointer:
			t = u.Elem()
		case *types.Slice:
			t = u.Elem()
		case *types.Array:
			t = u.Elem()
		case *types.Map:
			t = u.Elem()
		default:
			return u
		}
	}
}

func isOfficialStruct(t types.Type) bool {
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil || !isOfficial(named.Obj().Pkg().Path()) {
		return false
	}
	_, ok = named.Underlying().(*types.Struct)
	return ok
}

// farTime finds dates whose nanoseconds since 1970 overflow 64 bits.
func farTime(info *types.Info, n ast.Node) string {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 || packageOf(info, call) != "time" || calleeName(call) != "Date" {
		return ""
	}
	value := info.Types[call.Args[0]].Value
	if value == nil {
		return ""
	}
	if year, exact := constant.Int64Val(constant.ToInt(value)); exact && (year < 1678 || year > 2262) {
		return "times before 1678 or after 2262 are now correct: the official module returns them in another century"
	}
	return ""
}

// adaptiveRetries finds code that selects the adaptive retry mode.
func adaptiveRetries(info *types.Info, n ast.Node) string {
	if object := usedObject(info, n); isObject(object, "github.com/aws/aws-sdk-go-v2/aws", "RetryModeAdaptive") ||
		isObject(object, "github.com/aws/aws-sdk-go-v2/aws/retry", "NewAdaptiveMode") {
		return "in adaptive retry mode, successful calls now refill the retry quota: with the official module, it is empty after 100 retries"
	}
	return ""
}

// secretLogs finds log modes that write requests or signatures.
func secretLogs(info *types.Info, n ast.Node) string {
	object := usedObject(info, n)
	for _, name := range []string{"LogSigning", "LogRequest", "LogRequestWithBody"} {
		if isObject(object, "github.com/aws/aws-sdk-go-v2/aws", name) {
			return "logs no longer include the session token and the signature"
		}
	}
	return ""
}

// usedObject returns the object that an identifier refers to, or nil if n is not an identifier.
func usedObject(info *types.Info, n ast.Node) types.Object {
	if name, ok := n.(*ast.Ident); ok {
		return info.Uses[name]
	}
	return nil
}

func isObject(object types.Object, path, name string) bool {
	return object != nil && object.Pkg() != nil && object.Pkg().Path() == path && object.Name() == name
}

// isNamed reports whether t is the type with the given package path and name, or a pointer to that type.
func isNamed(t types.Type, path, name string) bool {
	for isPointer(t) {
		t = pointee(t)
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && isObject(named.Obj(), path, name)
}

func isPointer(t types.Type) bool {
	_, ok := types.Unalias(t).(*types.Pointer)
	return ok
}

// pointee returns a pointer type's base type, or nil for other types.
func pointee(t types.Type) types.Type {
	if pointer, ok := types.Unalias(t).(*types.Pointer); ok {
		return pointer.Elem()
	}
	return nil
}

// callee returns the called function or method, or nil.
func callee(info *types.Info, call *ast.CallExpr) types.Object {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return info.Uses[f]
	case *ast.SelectorExpr:
		return info.Uses[f.Sel]
	}
	return nil
}

// packageOf returns the import path of the package that declares the called function.
func packageOf(info *types.Info, call *ast.CallExpr) string {
	if object := callee(info, call); object != nil && object.Pkg() != nil {
		return object.Pkg().Path()
	}
	return ""
}

func calleeName(call *ast.CallExpr) string {
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func constantString(info *types.Info, expr ast.Expr) (string, bool) {
	value := info.Types[expr].Value
	if value == nil || value.Kind() != constant.String {
		return "", false
	}
	return constant.StringVal(value), true
}

// keyed returns the key and value of an element in a struct literal.
func keyed(element ast.Expr) (name string, value ast.Expr) {
	pair, ok := element.(*ast.KeyValueExpr)
	if !ok {
		return "", nil
	}
	if key, ok := pair.Key.(*ast.Ident); ok {
		return key.Name, pair.Value
	}
	return "", nil
}

// hasKey reports whether an expression is a struct literal that sets the given field.
func hasKey(expr ast.Expr, field string) bool {
	literal, ok := ast.Unparen(expr).(*ast.CompositeLit)
	if !ok {
		return false
	}
	for _, element := range literal.Elts {
		if name, _ := keyed(element); name == field {
			return true
		}
	}
	return false
}
