package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Two programs that make a single call each, and whose builds are compared.
const (
	officialProgram = "./hello/official"
	ourProgram      = "./hello/ours"
)

// sizeLimit is the maximum ratio of our program's size to the official program's. A binary's segments are rounded up to
// pages of 4 KiB, so a change of a few bytes can add a page, which is 0.06 % of the binary.
const sizeLimit = 1.001

// addBuilds compares the two programs' sizes and, if timed is true, their build times.
func (r *report) addBuilds(timed bool) error {
	official, err := binarySize(officialProgram)
	if err != nil {
		return err
	}
	ours, err := binarySize(ourProgram)
	if err != nil {
		return err
	}
	r.Builds.add("size of the binary", fmt.Sprintf("%.2f MB", official/1e6), fmt.Sprintf("%.2f MB", ours/1e6), ratioText(ours/official))
	if ours > official*sizeLimit {
		r.broken = append(r.broken, "size of the binary")
	}
	if !timed {
		return nil
	}
	officialTime, ourTime, err := buildTimes()
	if err != nil {
		return err
	}
	r.Builds.add("time of the build", fmt.Sprintf("%.1f s", officialTime.Seconds()), fmt.Sprintf("%.1f s", ourTime.Seconds()),
		ratioText(ourTime.Seconds()/officialTime.Seconds()))
	return nil
}

// binarySize builds a program with release flags and returns the binary's size in bytes.
func binarySize(pkg string) (float64, error) {
	dir, err := os.MkdirTemp("", "ratios")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "hello")
	if err := build(file, "", pkg); err != nil {
		return 0, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return 0, err
	}
	return float64(info.Size()), nil
}

// buildTimes returns each program's build time, the shortest of three builds. The packages that both programs import
// are already in the build cache.
func buildTimes() (official, ours time.Duration, err error) {
	cache, err := os.MkdirTemp("", "ratios")
	if err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(cache)
	shared, err := sharedPackages()
	if err != nil {
		return 0, 0, err
	}
	if err := build(os.DevNull, "GOCACHE="+cache, shared...); err != nil {
		return 0, 0, err
	}
	for range 3 {
		for program, shortest := range map[string]*time.Duration{officialProgram: &official, ourProgram: &ours} {
			took, err := buildTime(program, cache)
			if err != nil {
				return 0, 0, err
			}
			if *shortest == 0 || took < *shortest {
				*shortest = took
			}
		}
	}
	return official, ours, nil
}

// buildTime returns how long a program takes to build, using a copy of the given build cache.
func buildTime(program, cache string) (time.Duration, error) {
	dir, err := os.MkdirTemp("", "ratios")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	if err := os.CopyFS(dir, os.DirFS(cache)); err != nil {
		return 0, err
	}
	start := time.Now()
	err = build(os.DevNull, "GOCACHE="+dir, program)
	return time.Since(start), err
}

// sharedPackages lists the packages that both programs import.
func sharedPackages() ([]string, error) {
	official, err := exec.Command("go", "list", "-deps", officialProgram).Output()
	if err != nil {
		return nil, err
	}
	ours, err := exec.Command("go", "list", "-deps", ourProgram).Output()
	if err != nil {
		return nil, err
	}
	known := strings.Fields(string(official))
	return slices.DeleteFunc(strings.Fields(string(ours)), func(pkg string) bool { return !slices.Contains(known, pkg) }), nil
}

// build builds packages with release flags. env is an additional environment variable in the form "NAME=value", or
// empty.
func build(file, env string, packages ...string) error {
	args := append([]string{"build", "-trimpath", "-ldflags=-s -w", "-o", file}, packages...)
	cmd := exec.Command("go", args...)
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), env)
	return cmd.Run()
}

// machine describes the computer that the benchmarks ran on.
type machine struct {
	CPU   string
	Cores int
	Go    string
}

func (m machine) String() string { return fmt.Sprintf("%s, %d cores, %s", m.CPU, m.Cores, m.Go) }

var modelName = regexp.MustCompile(`(?m)^model name\s*: (.*)$`)

// thisMachine describes this computer. It names the processor model on Linux, and only the architecture elsewhere.
func thisMachine() (machine, error) {
	m := machine{runtime.GOARCH, runtime.NumCPU(), runtime.Version()}
	info, err := os.ReadFile("/proc/cpuinfo")
	if errors.Is(err, os.ErrNotExist) {
		return m, nil
	}
	if found := modelName.FindSubmatch(info); found != nil {
		m.CPU = string(found[1])
	}
	return m, err
}
