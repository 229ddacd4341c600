// Command ratios runs package compat's benchmarks. It divides our client's time, allocations and memory by the official
// client's, and prints the ratios. For some benchmarks it also compares our client's time with the "limit", the time of
// a minimal client that does as little work as Go allows.
//
// The clients take turns in one process. Of several rounds, only the smallest values count, because other programs on
// the machine can only slow a round down.
//
// The command fails if a ratio of allocations, memory or binary sizes exceeds its bound. Times depend on the machine,
// so their bounds are only printed.
//
// With -write FILE, the command also measures build times, and then writes a page with the results and conclusions to
// FILE.
package main

import (
	"bytes"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"text/template"
	"time"

	"github.com/go-workspaces/workspaces/compat"
)

func main() {
	testing.Init()
	rounds := flag.Int("rounds", 20, "number of rounds of each measurement")
	length := flag.String("time", "0.05s", "duration of one measurement")
	file := flag.String("write", "", "write the report to this `file`")
	flag.Parse()
	if err := flag.Set("test.benchtime", *length); err != nil {
		fatal(err)
	}
	report, err := measure(*rounds, *file != "")
	if err != nil {
		fatal(err)
	}
	fmt.Println(report)
	if *file != "" {
		if err := report.write(*file); err != nil {
			fatal(err)
		}
	}
	if len(report.broken) > 0 {
		fatal(fmt.Errorf("above the bound: %s", strings.Join(report.broken, ", ")))
	}
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// report holds the results of a run.
type report struct {
	Machine       machine
	Times, Memory table
	Items, Growth table
	Builds        table
	byName        map[string]ratios // each duel's ratios, for docs/performance.md
	broken        []string          // measurements that exceed their bounds
}

// Ratio returns one of a duel's ratios as text. kind is "time", "allocs", "bytes" or "limit". The method is called by
// the template performance.md.tmpl.
func (r *report) Ratio(duel, kind string) (string, error) {
	found, ok := r.byName[duel]
	if !ok {
		return "", fmt.Errorf("no duel is named %q", duel)
	}
	return ratioText(found.of(kind)), nil
}

// measure runs all benchmarks. If builds is true, it also measures build times, which takes minutes.
func measure(rounds int, builds bool) (*report, error) {
	host, err := thisMachine()
	if err != nil {
		return nil, err
	}
	r := &report{
		Machine: host,
		Times:   table{{"time of a call", "official", "ours", "limit", "ours / official", "bound", "ours / limit", "bound"}},
		Memory:  table{{"memory of a call", "allocations, official", "ours", "limit", "ours / official", "bound", "bytes, official", "ours", "limit", "ours / official", "bound"}},
		Items: table{{
			"for one desktop", "time, official", "ours", "ours / official", "bound", "allocations, official", "ours", "ours / official", "bound",
			"bytes, official", "ours", "ours / official", "bound",
		}},
		Growth: table{{"one page of", "time for one desktop", "allocations", "bytes"}},
		Builds: table{{"", "official", "ours", "ours / official"}},
		byName: make(map[string]ratios),
	}
	for _, d := range compat.Duels() {
		r.addDuel(d, rounds)
	}
	if err := r.addGrowth(rounds); err != nil {
		return nil, err
	}
	return r, r.addBuilds(builds)
}

func (r *report) addDuel(d compat.Duel, rounds int) {
	official, ours, limit := fight(d, rounds)
	found := compare(official, ours, limit)
	r.byName[d.Name] = found
	if d.Items > 0 {
		official, ours = official.perItem(d.Items), ours.perItem(d.Items)
		r.Items.add(d.Name, official.timeText(), ours.timeText(), ratioText(found.Time), ratioText(d.Max.Time),
			fmt.Sprintf("%.1f", official.allocs), fmt.Sprintf("%.1f", ours.allocs), ratioText(found.Allocs), ratioText(d.Max.Allocs),
			official.byteText(), ours.byteText(), ratioText(found.Bytes), ratioText(d.Max.Bytes))
	} else {
		r.Times.add(d.Name, official.timeText(), ours.timeText(), limit.timeText(), ratioText(found.Time), ratioText(d.Max.Time), ratioText(found.Limit), ratioText(d.Max.Limit))
		r.Memory.add(d.Name, official.allocText(), ours.allocText(), limit.allocText(), ratioText(found.Allocs), ratioText(d.Max.Allocs),
			official.byteText(), ours.byteText(), limit.byteText(), ratioText(found.Bytes), ratioText(d.Max.Bytes))
	}
	if exceeds(found.Allocs, d.Max.Allocs) {
		r.broken = append(r.broken, d.Name+": allocations")
	}
	if exceeds(found.Bytes, d.Max.Bytes) {
		r.broken = append(r.broken, d.Name+": bytes")
	}
}

// addGrowth measures the cost per desktop on pages of different sizes, not counting the cost of an empty page. Each
// measurement takes 0.5 s, because the first call allocates a buffer for the body, which would distort a shorter
// measurement.
func (r *report) addGrowth(rounds int) error {
	if err := flag.Set("test.benchtime", "0.5s"); err != nil {
		return err
	}
	sizes := []int{0, 25, 100, 1000, 10_000}
	found := make([]result, len(sizes))
	for range max(1, rounds/4) {
		for i, n := range sizes {
			found[i].add(testing.Benchmark(compat.Describe("", n, compat.Bounds{}).Ours))
		}
	}
	var bytes []float64
	for i, n := range sizes[1:] {
		one := found[i+1].minus(found[0]).perItem(n)
		bytes = append(bytes, one.bytes)
		r.Growth.add(thousands(float64(n)), one.timeText(), fmt.Sprintf("%.1f", one.allocs), fmt.Sprintf("%.0f", one.bytes))
	}
	// The bytes per desktop usually vary by less than 10 %, but by more if the garbage collector drops a large body's
	// buffer between two calls.
	if slices.Max(bytes) > 1.25*slices.Min(bytes) {
		r.broken = append(r.broken, "growth: bytes")
	}
	return nil
}

// String returns all the tables.
func (r *report) String() string {
	return fmt.Sprintf("%s\n\n%s\n%s\n%s\n%s\n%s", r.Machine, r.Times, r.Memory, r.Items, r.Growth, r.Builds)
}

//go:embed performance.md.tmpl
var page string

func (r *report) write(file string) error {
	t, err := template.New("performance").Parse(page)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, r); err != nil {
		return err
	}
	return os.WriteFile(file, b.Bytes(), 0o644) //nolint:gosec // documentation that everybody may read
}

// fight runs a duel's benchmarks in turn, for several rounds. If d.Limit is nil, limit is zero.
func fight(d compat.Duel, rounds int) (official, ours, limit result) {
	for range rounds {
		official.add(testing.Benchmark(d.Official))
		ours.add(testing.Benchmark(d.Ours))
		if d.Limit != nil {
			limit.add(testing.Benchmark(d.Limit))
		}
	}
	return official, ours, limit
}

// result holds one client's smallest values in all rounds.
type result struct {
	time          time.Duration
	allocs, bytes float64
}

func (r *result) add(b testing.BenchmarkResult) {
	one := result{time.Duration(b.NsPerOp()), float64(b.AllocsPerOp()), float64(b.AllocedBytesPerOp())}
	if r.time == 0 {
		*r = one
	}
	*r = result{min(r.time, one.time), min(r.allocs, one.allocs), min(r.bytes, one.bytes)}
}

func (r result) minus(other result) result {
	return result{r.time - other.time, r.allocs - other.allocs, r.bytes - other.bytes}
}

// perItem returns the result per item of a benchmark with n items.
func (r result) perItem(n int) result {
	return result{r.time / time.Duration(n), r.allocs / float64(n), r.bytes / float64(n)}
}

// ratios are our client's values divided by the official client's. Limit is our client's time divided by the minimal
// client's.
type ratios struct{ Time, Allocs, Bytes, Limit float64 }

func compare(official, ours, limit result) ratios {
	r := ratios{float64(ours.time) / float64(official.time), ours.allocs / official.allocs, ours.bytes / official.bytes, 0}
	if limit.time > 0 {
		r.Limit = float64(ours.time) / float64(limit.time)
	}
	return r
}

func (r ratios) of(kind string) float64 {
	return map[string]float64{"time": r.Time, "allocs": r.Allocs, "bytes": r.Bytes, "limit": r.Limit}[kind]
}

func exceeds(ratio, bound float64) bool { return bound > 0 && ratio > bound }
