package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// outcome is the result of trying a mutant.
type outcome string

const (
	killed         outcome = "killed"
	survived       outcome = "SURVIVED"
	crashed        outcome = "CRASHED"
	doesNotCompile outcome = "DOES NOT COMPILE"
	textNotFound   outcome = "TEXT NOT FOUND ONCE"
	testsDoNotPass outcome = "TESTS DO NOT PASS"
)

var outcomes = []outcome{killed, survived, crashed, doesNotCompile, textNotFound, testsDoNotPass}

// lab runs tests on mutants.
type lab struct {
	root    string            // the module's root directory
	work    string            // the directory for mutated files and test binaries
	timeout time.Duration     // how long a test binary runs before it panics
	sound   map[string]string // the test binary of each package's unchanged code
	passed  map[string]bool   // whether tests pass on the unchanged code, by package and test name
}

func newLab(root, work string, timeout time.Duration) *lab {
	return &lab{root: root, work: work, timeout: timeout, sound: make(map[string]string), passed: make(map[string]bool)}
}

// try runs a mutant's tests on the original code first, and then with the mistake.
func (l *lab) try(ctx context.Context, m mutant) (outcome, error) {
	file := filepath.Join(l.root, filepath.FromSlash(m.file))
	source, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	if strings.Count(string(source), m.old) != 1 {
		return textNotFound, nil
	}
	pkg := path.Dir(m.file)
	if pass, err := l.passes(ctx, pkg, m.tests); err != nil || !pass {
		return testsDoNotPass, err
	}
	overlay, err := l.overlay(file, strings.Replace(string(source), m.old, m.new, 1))
	if err != nil {
		return "", err
	}
	binary := filepath.Join(l.work, "mutant.test")
	switch err := l.build(ctx, pkg, binary, "-overlay="+overlay); {
	case errors.As(err, new(*compileError)):
		return doesNotCompile, nil
	case err != nil:
		return "", err
	}
	output, err := l.test(ctx, binary, pkg, m.tests)
	switch failed := new(exec.ExitError); {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err == nil:
		return survived, nil
	case !errors.As(err, &failed):
		return "", err
	case ended.MatchString(output) || !failure.MatchString(output):
		return crashed, nil
	default:
		return killed, nil
	}
}

var (
	success = regexp.MustCompile(`(?m)^--- PASS: (\w+) `)
	failure = regexp.MustCompile(`(?m)^--- FAIL: `)
	ended   = regexp.MustCompile(`(?m)^(panic|fatal error): `)
)

// passes reports whether all the given tests of a package exist and pass on the unchanged code.
func (l *lab) passes(ctx context.Context, pkg, tests string) (bool, error) {
	key := pkg + " " + tests
	if pass, known := l.passed[key]; known {
		return pass, nil
	}
	if l.sound[pkg] == "" {
		binary := filepath.Join(l.work, fmt.Sprintf("sound%d.test", len(l.sound)))
		if err := l.build(ctx, pkg, binary); err != nil {
			return false, fmt.Errorf("without a mistake: %w", err)
		}
		l.sound[pkg] = binary
	}
	output, err := l.test(ctx, l.sound[pkg], pkg, tests)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	var names []string
	for _, match := range success.FindAllStringSubmatch(output, -1) {
		names = append(names, match[1])
	}
	wanted := strings.Split(tests, "|")
	slices.Sort(names)
	slices.Sort(wanted)
	l.passed[key] = err == nil && slices.Equal(names, wanted)
	return l.passed[key], nil
}

// overlay writes a file for the go command's -overlay flag that replaces the content of one source file.
func (l *lab) overlay(file, content string) (string, error) {
	mutated, overlay := filepath.Join(l.work, "mutated.go"), filepath.Join(l.work, "overlay.json")
	replaced, err := json.Marshal(map[string]map[string]string{"Replace": {file: mutated}})
	if err != nil {
		return "", err
	}
	return overlay, errors.Join(os.WriteFile(mutated, []byte(content), 0o600), os.WriteFile(overlay, replaced, 0o600))
}

// compileError is returned for a package or tests that do not compile.
type compileError struct{ messages string }

func (e *compileError) Error() string {
	return "the package or its tests do not compile: " + e.messages
}

// build builds a package's test binary.
func (l *lab) build(ctx context.Context, pkg, binary string, flags ...string) error {
	// Without optimizations and symbols, a build takes half the time.
	args := append([]string{"test", "-c", "-gcflags=-N -l", "-ldflags=-s -w", "-o", binary}, flags...)
	build := exec.CommandContext(ctx, "go", append(args, "./"+pkg)...)
	build.Dir, build.Env = l.root, append(os.Environ(), "GOWORK=off")
	output, err := build.CombinedOutput()
	switch failed := new(exec.ExitError); {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &failed):
		return &compileError{string(output)}
	default:
		return err
	}
}

// test runs some of a package's tests. If they fail, the error is an *exec.ExitError.
func (l *lab) test(ctx context.Context, binary, pkg, tests string) (output string, err error) {
	// The -test.timeout flag ends the tests. A process still running 10 seconds later is killed.
	limited, cancel := context.WithTimeout(ctx, l.timeout+10*time.Second)
	defer cancel()
	command := exec.CommandContext(limited, binary, "-test.v", "-test.run=^("+tests+")$", "-test.timeout="+l.timeout.String())
	command.Dir = filepath.Join(l.root, filepath.FromSlash(pkg))
	command.WaitDelay = 10 * time.Second
	text, err := command.CombinedOutput()
	return string(text), err
}
