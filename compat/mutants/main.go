// Command mutants checks that the tests notice mistakes. It has a list of mutants: small mistakes that a change of the
// code could make. It runs the tests of a package once without a mutant, and then once with each mutant of the package.
// A mutant is killed if the tests fail. The command fails if a mutant is not killed. It does not change the working
// tree.
//
// Run it by hand, from any directory of the repository, after a change of the tests or of a package in the list:
//
//	go run ./compat/mutants                   # all, about half an hour
//	go run ./compat/mutants -run '^waiters/'  # those in files whose path matches
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

func main() {
	selected := flag.String("run", "", "run only the mutants whose file and new text match this `regexp`")
	timeout := flag.Duration("timeout", 2*time.Minute, "the time after which the tests of a package fail")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Stdout, *selected, *timeout); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context, w io.Writer, selected string, timeout time.Duration) error {
	pattern, err := regexp.Compile(selected)
	if err != nil {
		return err
	}
	root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-workspaces/workspaces").Output()
	if err != nil {
		return fmt.Errorf("find the root of the repository: %w", err)
	}
	work, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	var chosen []mutant
	for _, m := range mutants() {
		if pattern.MatchString(m.file + " " + m.new) {
			chosen = append(chosen, m)
		}
	}
	l := &lab{root: strings.TrimSpace(string(root)), work: work, timeout: timeout, sound: make(map[string]bool)}
	return l.tryAll(ctx, w, chosen)
}

// mutant is a mistake in a file. The tests of the file's package must fail because of it.
type mutant struct {
	file     string // the path from the root of the repository
	old, new string // old occurs exactly once in the file
}

// outcome is what became of a mutant.
type outcome string

const (
	killed       outcome = "killed"
	survived     outcome = "SURVIVED"
	notCompiled  outcome = "DOES NOT COMPILE"
	textNotFound outcome = "TEXT NOT FOUND ONCE"
)

// lab runs tests with mutants.
type lab struct {
	root    string          // the root of the repository
	work    string          // a directory for mutated files and test binaries
	timeout time.Duration   // the tests of a package fail after this time
	sound   map[string]bool // the packages whose tests pass without a mutant
}

// tryAll tries the mutants, and prints a line for each and a summary. It returns an error if one was not killed.
func (l *lab) tryAll(ctx context.Context, w io.Writer, list []mutant) error {
	if len(list) == 0 {
		return errors.New("no mutant is selected")
	}
	count := make(map[outcome]int)
	for _, m := range list {
		begin := time.Now()
		result, err := l.try(ctx, m)
		if err != nil {
			return fmt.Errorf("%s: %w", m.file, err)
		}
		count[result]++
		fmt.Fprintf(w, "%-20s %5.1fs  %s: %s\n", result, time.Since(begin).Seconds(), m.file, strings.Join(strings.Fields(m.new), " "))
	}
	fmt.Fprintf(w, "%d mutants: %d killed, %d survived, %d do not compile, %d without their text\n",
		len(list), count[killed], count[survived], count[notCompiled], count[textNotFound])
	if rest := len(list) - count[killed]; rest > 0 {
		return fmt.Errorf("%d of %d mutants were not killed", rest, len(list))
	}
	return nil
}

// try runs the tests with one mutant. It returns an error if the tests fail without the mutant too.
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
	if !l.sound[pkg] {
		passed, err := l.test(ctx, pkg, "")
		switch {
		case err != nil:
			return "", err
		case !passed:
			return "", errors.New("the tests of the package fail without a mutant")
		}
		l.sound[pkg] = true
	}
	overlay, err := l.overlay(file, strings.Replace(string(source), m.old, m.new, 1))
	if err != nil {
		return "", err
	}
	passed, err := l.test(ctx, pkg, overlay)
	switch {
	case errors.Is(err, errCompile):
		return notCompiled, nil
	case err != nil:
		return "", err
	case passed:
		return survived, nil
	default:
		return killed, nil
	}
}

// overlay writes a file for the -overlay flag of the go command. It replaces the content of one source file.
func (l *lab) overlay(file, content string) (string, error) {
	mutated, overlay := filepath.Join(l.work, "mutated.go"), filepath.Join(l.work, "overlay.json")
	replaced, err := json.Marshal(map[string]map[string]string{"Replace": {file: mutated}})
	if err != nil {
		return "", err
	}
	return overlay, errors.Join(os.WriteFile(mutated, []byte(content), 0o600), os.WriteFile(overlay, replaced, 0o600))
}

var errCompile = errors.New("the package does not compile")

// test builds the tests of a package and runs them. It reports whether they pass.
func (l *lab) test(ctx context.Context, pkg, overlay string) (passed bool, err error) {
	binary := filepath.Join(l.work, "package.test")
	build := exec.CommandContext(ctx, "go", "test", "-c", "-ldflags=-s -w", "-overlay="+overlay, "-o", binary, "./"+pkg)
	build.Dir = l.root
	if err := build.Run(); err != nil {
		return false, errors.Join(ctx.Err(), errCompile)
	}
	// The tests end on their own after the timeout. A process that is stuck is killed later.
	limited, cancel := context.WithTimeout(ctx, l.timeout+10*time.Second)
	defer cancel()
	tests := exec.CommandContext(limited, binary, "-test.failfast", "-test.timeout="+l.timeout.String())
	tests.Dir = filepath.Join(l.root, filepath.FromSlash(pkg))
	tests.WaitDelay = 10 * time.Second
	err = tests.Run()
	var failed *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err()
	case errors.As(err, &failed), errors.Is(err, exec.ErrWaitDelay):
		return false, nil
	default:
		return err == nil, err
	}
}
