// Command drift compares this library's structs with a description of the service's API, and prints differences in
// operations, members, types, bounds, enum values and exceptions.
//
//	go run ./compat/drift MODEL                        # print the differences
//	go run ./compat/drift -known LIST MODEL            # fail unless the differences are those listed in the file LIST
//	go run ./compat/drift -scaffold OPERATION MODEL    # print Go declarations for an operation
//
// MODEL is one of:
//   - botocore's model of the service: a file named service-2.json or service-2.json.gz
//   - "botocore": the model of the botocore that python3 imports
//   - a directory with the source of the official Go module, which has neither bounds nor wire names
//
// The exit status is 1 if there are differences or, with -known, if they are not those in LIST. It is 2 if drift cannot
// make the comparison.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const library = "github.com/go-workspaces/workspaces"

// errDrift means that our structs differ from the API's description.
var errDrift = errors.New("the structs differ from the model")

func main() {
	switch err := run(context.Background(), os.Args[1:], os.Stdout); {
	case errors.Is(err, errDrift):
		fmt.Fprintln(os.Stderr, "drift:", err)
		os.Exit(1)
	case err != nil && !errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(os.Stderr, "drift:", err)
		os.Exit(2)
	}
}

func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("drift", flag.ContinueOnError)
	known := flags.String("known", "", "a `file` with the expected differences, one per line; # begins a comment")
	operation := flags.String("scaffold", "", "print Go declarations for this `operation`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("name one MODEL: a file service-2.json, a directory with the source of the official module, or the word botocore")
	}
	dir, err := output(ctx, "go", "list", "-f", "{{.Dir}}", library)
	if err != nil {
		return err
	}
	source, err := readSource(dir)
	if err != nil {
		return err
	}
	ours, err := source.api()
	if err != nil {
		return err
	}
	if *operation != "" {
		m, err := readModelArgument(ctx, flags.Arg(0))
		if err != nil {
			return err
		}
		return scaffold(out, m, *operation, source)
	}
	theirs, err := readOther(ctx, flags.Arg(0))
	if err != nil {
		return err
	}
	lines := compare(ours, theirs)
	if *known != "" {
		return compareKnown(out, lines, *known)
	}
	for _, line := range lines {
		fmt.Fprintln(out, line)
	}
	if len(lines) > 0 {
		return errDrift
	}
	return nil
}

// readOther reads the API description to compare our structs with.
func readOther(ctx context.Context, name string) (api, error) {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		source, err := readSource(name)
		if err != nil {
			return nil, err
		}
		return source.api()
	}
	m, err := readModelArgument(ctx, name)
	if err != nil {
		return nil, err
	}
	return m.api(), nil
}

func readModelArgument(ctx context.Context, name string) (*model, error) {
	if name == "botocore" {
		dir, err := output(ctx, "python3", "-c", "import botocore, os; print(os.path.dirname(botocore.__file__))")
		if err != nil {
			return nil, err
		}
		name = filepath.Join(dir, "data", "workspaces", "2015-04-08", "service-2.json.gz")
	}
	return readModel(name)
}

// compareKnown prints the lines that are not in a file of known lines, and the known lines that no longer occur. If
// there are any, it returns an error.
func compareKnown(out io.Writer, lines []string, list string) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	var known []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			known = append(known, line)
		}
	}
	drifted := false
	for _, line := range lines {
		if !slices.Contains(known, line) {
			drifted = true
			fmt.Fprintln(out, "new:", line)
		}
	}
	for _, line := range known {
		if !slices.Contains(lines, line) {
			drifted = true
			fmt.Fprintln(out, "no longer there:", line)
		}
	}
	if drifted {
		return fmt.Errorf("%w, and the differences are not the ones in %s", errDrift, list)
	}
	fmt.Fprintf(out, "%d differences, all of them in %s\n", len(lines), list)
	return nil
}

// output runs a command and returns its output, trimmed.
func output(ctx context.Context, name string, args ...string) (string, error) {
	var stderr strings.Builder
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w %s", name, err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimSpace(string(out)), nil
}
