// Command ratios runs the duels of package compat, and prints the ratios of our client's time and allocations to the
// official client's. Both clients run in turn in one process. Only the fastest of several rounds counts, which
// reduces the noise of the machine. The command fails if the allocations or the size of the binary exceed a limit.
// Times depend on the machine, so they are only printed beside their limits.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/go-workspaces/workspaces/compat"
)

func main() {
	testing.Init()
	rounds := flag.Int("rounds", 3, "number of rounds of each measurement")
	flag.Parse()
	if err := run(*rounds); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(rounds int) error {
	failed := false
	fmt.Printf("%-28s %12s %12s %7s %7s   %9s %9s %7s %7s\n", "", "official", "ours", "ratio", "limit", "allocs", "ours", "ratio", "limit")
	for _, d := range compat.Duels() {
		var official, ours best
		for range rounds {
			official.add(testing.Benchmark(d.Official))
			ours.add(testing.Benchmark(d.Ours))
		}
		timeRatio := float64(ours.time) / float64(official.time)
		allocRatio := float64(ours.allocs) / float64(official.allocs)
		fmt.Printf("%-28s %12s %12s %7.2f %7s   %9d %9d %7.2f %7s\n", d.Name, official.time, ours.time, timeRatio, limit(d.MaxTime),
			official.allocs, ours.allocs, allocRatio, limit(d.MaxAllocs))
		failed = failed || d.MaxAllocs > 0 && allocRatio > d.MaxAllocs
	}

	officialSize, err := binarySize("./hello/official")
	if err != nil {
		return err
	}
	oursSize, err := binarySize("./hello/ours")
	if err != nil {
		return err
	}
	fmt.Printf("%-28s %11.1fM %11.1fM %7.2f %7s\n", "binary, stripped", float64(officialSize)/1e6, float64(oursSize)/1e6,
		float64(oursSize)/float64(officialSize), limit(1))
	if failed || oursSize > officialSize {
		return fmt.Errorf("the ratio of the allocations or of the binary sizes exceeds its limit")
	}
	return nil
}

// best is the result of the fastest of several rounds.
type best struct {
	time   time.Duration
	allocs int64
}

func (b *best) add(r testing.BenchmarkResult) {
	if t := time.Duration(r.NsPerOp()); b.time == 0 || t < b.time {
		b.time, b.allocs = t, r.AllocsPerOp()
	}
}

func limit(l float64) string {
	if l == 0 {
		return "-"
	}
	return fmt.Sprintf("%.2f", l)
}

// binarySize builds a program with the flags of a release and returns the size of the binary.
func binarySize(pkg string) (int64, error) {
	dir, err := os.MkdirTemp("", "ratios")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "hello")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, pkg)
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return 0, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
