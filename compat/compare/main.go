// Command compare prints README's table that compares this library with the official Go module, boto3 and moto. It
// counts the exported names and the lines of code of the Go modules. For boto3 and moto, it runs a Python script that
// imports them. The speeds are copied from pages in docs/ written by other commands.
//
//	cd compat && go run ./compare                       # print the table
//	cd compat && go run ./compare -write ../README.md   # also replace the table in README
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// The table in README is between these two lines.
const (
	tableBegins = "<!-- The table is printed by: cd compat && go run ./compare -write ../README.md -->\n"
	tableEnds   = "<!-- end of the table -->\n"
)

func main() {
	file := flag.String("write", "", "replace the table in this `file`")
	flag.Parse()
	if err := run(context.Background(), *file); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, file string) error {
	table, err := measure(ctx)
	if err != nil {
		return err
	}
	fmt.Print(table)
	if file == "" {
		return nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	before, _, after, err := split(string(text))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(before+tableBegins+table+tableEnds+after), 0o644) //nolint:gosec // documentation that everybody may read
}

// split returns a page's table and the text before and after it.
func split(page string) (before, table, after string, err error) {
	before, rest, begins := strings.Cut(page, tableBegins)
	table, after, ends := strings.Cut(rest, tableEnds)
	if !begins || !ends {
		return "", "", "", errors.New("the lines that mark the start and the end of the table are missing")
	}
	return before, table, after, nil
}

// measure returns the table, in Markdown.
func measure(ctx context.Context) (string, error) {
	ours, err := loadClient(ctx, ourPath)
	if err != nil {
		return "", err
	}
	official, err := loadClient(ctx, officialPath)
	if err != nil {
		return "", err
	}
	jobs, fleetLines, err := measureFleet(ctx, ours)
	if err != nil {
		return "", err
	}
	emulated, emulatorLines, err := measureEmulator(ctx, ours, official.operations)
	if err != nil {
		return "", err
	}
	python, err := askPython(ctx)
	if err != nil {
		return "", err
	}
	speed, err := readSpeed(ours.dir)
	if err != nil {
		return "", err
	}

	perCall := fmt.Sprintf("%s (%d per call)", none, python.PerCall)
	t := &table{}
	t.row("", "this library", "official Go SDK "+official.version, "boto3 "+python.Boto3, "moto "+python.Moto)
	t.row("---", "---:", "---:", "---:", "---:")
	t.row("operations", len(ours.operations), len(official.operations), python.Operations, none)
	t.row("lists with a paginator", ours.paginators, official.paginators, python.Paginators, none)
	t.row("lists with an iterator over items", ours.iterators, official.iterators, python.Iterators, none)
	t.row("waiters", ours.waiters, official.waiters, python.Waiters, none)
	t.row("operations whose refused items become errors", ours.refusals, official.refusals, python.Refusals, none)
	t.row("limit on the rate of calls", ours.limit(), official.limit(), limitText(false, python.Adaptive), none)
	t.row("jobs on any number of desktops", jobs, perCall, perCall, none)
	t.row("operations of the emulator", emulated, none, none, python.MotoOperations)
	t.row("DescribeWorkspaces calls per second, emulator", speed.emulator, none, none, speed.moto)
	t.row("time to read 25 desktops", speed.time, "1", none, none)
	t.row("allocations to read them", speed.allocations, "1", none, none)
	t.row("lines of code, client", rounded(ours.lines()), rounded(official.lines()), python.Lines, none)
	t.row("lines of code, `fleet` with `ratelimit`", rounded(fleetLines), none, none, none)
	t.row("lines of code, emulator", rounded(emulatorLines), none, none, rounded(python.MotoLines))
	return t.String(), nil
}

// none is the text of a cell with nothing to count.
const none = "–"

// table is a Markdown table.
type table struct{ strings.Builder }

func (t *table) row(cells ...any) {
	for _, cell := range cells {
		fmt.Fprintf(t, "| %v ", cell)
	}
	t.WriteString("|\n")
}

// rounded returns n rounded to two significant digits, so that the table does not change with every commit.
func rounded(n int) string {
	unit := 1
	for n/unit >= 100 {
		unit *= 10
	}
	text := fmt.Sprint((n + unit/2) / unit * unit)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// output runs a command and returns its standard output.
func output(ctx context.Context, name string, args ...string) ([]byte, error) {
	out, err := exec.CommandContext(ctx, name, args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, fmt.Errorf("%s %s: %w: %s", name, args[0], err, exit.Stderr)
	}
	return out, err
}
