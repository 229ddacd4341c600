package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/importer"
	"go/scanner"
	"go/token"
	"go/types"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-workspaces/workspaces/workspacestest"
)

const (
	ourPath      = "github.com/go-workspaces/workspaces"
	officialPath = "github.com/aws/aws-sdk-go-v2/service/workspaces"
)

// client describes a Go module with a client for the service.
type client struct {
	dir, version string         // the module's directory and version
	packages     map[string]int // the lines of code of the client's package and its dependencies in the same module, by import path
	operations   []string

	paginators, iterators, waiters, refusals int

	limiter  bool // whether Options has a field for a rate limiter
	adaptive bool // whether Options has a field for the retry mode, which can be adaptive
}

func (c *client) lines() (lines int) {
	for _, n := range c.packages {
		lines += n
	}
	return lines
}

func (c *client) limit() string { return limitText(c.limiter, c.adaptive) }

// limitText describes when a client limits its call rate. The SDKs' adaptive retry mode does not limit the rate until
// the service has throttled a call.
func limitText(limiter, adaptive bool) string {
	switch {
	case limiter:
		return "before each call"
	case adaptive:
		return "after throttling"
	}
	return none
}

func loadClient(ctx context.Context, path string) (*client, error) {
	found, err := load(ctx, path)
	if err != nil {
		return nil, err
	}
	c := &client{dir: found.module.Dir, version: found.module.Version, packages: found.lines}
	if err := c.countMethods(found.exports); err != nil {
		return nil, err
	}
	c.countFunctions(found.exports)
	return c, nil
}

// countMethods lists the operations, and looks for the RateLimiter and RetryMode options.
func (c *client) countMethods(pkg *types.Package) error {
	object, options := pkg.Scope().Lookup("Client"), pkg.Scope().Lookup("Options")
	if object == nil || options == nil {
		return fmt.Errorf("package %s does not have the types Client and Options", pkg.Path())
	}
	methods := types.NewMethodSet(types.NewPointer(object.Type()))
	for i := range methods.Len() {
		if name := methods.At(i).Obj().Name(); pkg.Scope().Lookup(name+"Input") != nil {
			c.operations = append(c.operations, name)
		}
	}
	c.limiter, c.adaptive = hasMember(options, "RateLimiter"), hasMember(options, "RetryMode")
	return nil
}

// countFunctions counts the paginator and waiter constructors, and the outputs that have an Err method.
func (c *client) countFunctions(pkg *types.Package) {
	for _, name := range pkg.Scope().Names() {
		object := pkg.Scope().Lookup(name)
		function, isFunction := object.Type().(*types.Signature)
		switch {
		case !object.Exported():
		case isFunction && strings.HasPrefix(name, "New") && strings.HasSuffix(name, "Paginator"):
			c.paginators++
			if hasMember(function.Results().At(0), "Items") {
				c.iterators++
			}
		case isFunction && strings.HasPrefix(name, "New") && strings.HasSuffix(name, "Waiter"):
			c.waiters++
		case strings.HasSuffix(name, "Output") && hasMember(object, "Err"):
			c.refusals++
		}
	}
}

// hasMember reports whether an object's type has a method or field with the given name.
func hasMember(object types.Object, name string) bool {
	member, _, _ := types.LookupFieldOrMethod(object.Type(), true, object.Pkg(), name)
	return member != nil
}

// measureFleet counts package fleet's jobs, that is, the methods of Fleet, and the lines of code that fleet needs in
// addition to the client's packages.
func measureFleet(ctx context.Context, ours *client) (jobs, lines int, err error) {
	found, err := load(ctx, ourPath+"/fleet")
	if err != nil {
		return 0, 0, err
	}
	object := found.exports.Scope().Lookup("Fleet")
	if object == nil {
		return 0, 0, errors.New("package fleet does not have the type Fleet")
	}
	methods := types.NewMethodSet(types.NewPointer(object.Type()))
	for i := range methods.Len() {
		if methods.At(i).Obj().Exported() {
			jobs++
		}
	}
	return jobs, found.linesBeside(ours), nil
}

// measureEmulator counts the emulator's operations and lines of code. To count the operations, it calls each one
// without a signature: operations that the emulator lacks fail with UnknownOperationException, and all others because
// the signature is missing.
func measureEmulator(ctx context.Context, ours *client, operations []string) (known, lines int, err error) {
	emulator := workspacestest.NewEmulator()
	defer emulator.Close()
	for _, operation := range operations {
		request := httptest.NewRequestWithContext(ctx, http.MethodPost, "/", strings.NewReader("{}"))
		request.Header.Set("Content-Type", "application/x-amz-json-1.1")
		request.Header.Set("X-Amz-Target", "WorkspacesService."+operation)
		answer := httptest.NewRecorder()
		emulator.ServeHTTP(answer, request)
		if !strings.Contains(answer.Body.String(), "UnknownOperationException") {
			known++
		}
	}
	found, err := load(ctx, ourPath+"/cmd/workspaces-emulator")
	if err != nil {
		return 0, 0, err
	}
	return known, found.linesBeside(ours), nil
}

// loaded is a package together with its dependencies in the same module.
type loaded struct {
	module  module
	exports *types.Package
	lines   map[string]int // lines of code per package, by import path
}

type module struct{ Path, Dir, Version string }

func (l *loaded) linesBeside(c *client) (lines int) {
	for path, n := range l.lines {
		if _, shared := c.packages[path]; !shared {
			lines += n
		}
	}
	return lines
}

// load reads a package from the compiler's export data. It counts the lines of code of the package and its dependencies
// in the same module.
func load(ctx context.Context, path string) (*loaded, error) {
	out, err := output(ctx, "go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,Module", path)
	if err != nil {
		return nil, err
	}
	type listed struct {
		ImportPath, Dir, Export string
		GoFiles                 []string
		Module                  *module
	}
	var all []listed
	for list := json.NewDecoder(bytes.NewReader(out)); list.More(); {
		var one listed
		if err := list.Decode(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	l := &loaded{lines: make(map[string]int)}
	if last := all[len(all)-1]; last.Module != nil { // go list prints dependencies first, so the last package is the requested one
		l.module = *last.Module
	}
	files := make(map[string]string)
	for _, one := range all {
		files[one.ImportPath] = one.Export
		if one.Module == nil || one.Module.Path != l.module.Path {
			continue
		}
		for _, name := range one.GoFiles {
			n, err := codeLines(filepath.Join(one.Dir, name))
			if err != nil {
				return nil, err
			}
			l.lines[one.ImportPath] += n
		}
	}
	l.exports, err = importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(files[path])
	}).Import(path)
	return l, err
}

// codeLines counts a Go file's lines of code, excluding blank lines and comments.
func codeLines(name string) (lines int, err error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return 0, err
	}
	file := token.NewFileSet().AddFile(name, -1, len(text))
	var code scanner.Scanner
	code.Init(file, text, nil, 0)
	last := 0
	for {
		pos, tok, literal := code.Scan()
		if tok == token.EOF {
			return lines, nil
		}
		if tok == token.SEMICOLON && literal == "\n" {
			continue
		}
		first := max(last+1, file.Line(pos))
		last = max(last, file.Line(pos)+strings.Count(literal, "\n"))
		lines += last - first + 1
	}
}
