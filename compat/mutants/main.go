// Command mutants checks that the tests notice mistakes. It has a list of mutants, small mistakes in the code, each
// with the tests that must fail because of it. The command makes one mistake at a time, runs the tests for it, and
// prints the outcome. It fails unless the tests notice every mistake. The working tree is not changed.
//
// Run it by hand, from any directory of the repository, after changing the tests or a package in the list:
//
//	go run ./compat/mutants                   # all mutants, about ten minutes of processor time
//	go run ./compat/mutants -run '^waiters/'  # only mutants in files whose path matches
//
// The outcomes are:
//
//	killed               a test failed
//	SURVIVED             the tests passed: a test is missing
//	CRASHED              the tests panicked or took too long instead of failing
//	DOES NOT COMPILE     the mutated package or its tests do not compile: the list is wrong
//	TEXT NOT FOUND ONCE  the text to replace is not in the file, or more than once: the list is wrong
//	TESTS DO NOT PASS    without the mistake, a test fails, is skipped or does not exist: the list is wrong
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"slices"
	"strings"
	"time"
)

func main() {
	selected := flag.String("run", "", "run only the mutants whose file and new text match this `regexp`")
	timeout := flag.Duration("timeout", 2*time.Minute, "the time after which the tests of a mutant crash")
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
	chosen := slices.DeleteFunc(mutants(), func(m mutant) bool { return !pattern.MatchString(m.file + " " + m.new) })
	return tryAll(ctx, w, newLab(strings.TrimSpace(string(root)), work, timeout), chosen)
}

// mutant is a mistake in a file.
type mutant struct {
	file     string // relative to the root of the repository
	tests    string // the tests that notice the mistake, separated by |
	old, new string // new replaces old, which must occur exactly once in the file
}

// mutants returns the list of all mutants.
func mutants() []mutant {
	return slices.Concat(codecMutants, listMutants, waiterMutants, limiterMutants, clientMutants, emulatorMutants, fleetMutants)
}

// tryAll tries the mutants, printing a line for each, and then a summary. It returns an error unless every mutant was
// killed.
func tryAll(ctx context.Context, w io.Writer, l *lab, list []mutant) error {
	if len(list) == 0 {
		return errors.New("no mutant is selected")
	}
	begin := time.Now()
	count := make(map[outcome]int)
	for _, m := range list {
		began := time.Now()
		result, err := l.try(ctx, m)
		if err != nil {
			return fmt.Errorf("%s: %w", m.file, err)
		}
		count[result]++
		fmt.Fprintf(w, "%-19s %5.1fs  %s, %s: %s\n", result, time.Since(began).Seconds(), m.file, m.tests, strings.Join(strings.Fields(m.new), " "))
	}
	fmt.Fprintf(w, "%d mutants in %v:", len(list), time.Since(begin).Round(time.Second))
	for _, o := range outcomes {
		if count[o] > 0 {
			fmt.Fprintf(w, " %d %s", count[o], o)
		}
	}
	fmt.Fprintln(w)
	if rest := len(list) - count[killed]; rest > 0 {
		return fmt.Errorf("%d of %d mutants were not killed", rest, len(list))
	}
	return nil
}
