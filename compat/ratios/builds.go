package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"time"
)

// The programs whose builds are compared. Each makes one call.
const (
	officialProgram = "./hello/official"
	ourProgram      = "./hello/ours"
)

// addBuilds compares the sizes of the smallest programs and, if timed, the time that their builds take.
func (r *report) addBuilds(timed bool) error {
	official, err := binarySize(officialProgram)
	if err != nil {
		return err
	}
	ours, err := binarySize(ourProgram)
	if err != nil {
		return err
	}
	r.Builds.add("binary, stripped", fmt.Sprintf("%.2f MB", official/1e6), fmt.Sprintf("%.2f MB", ours/1e6), ratioText(ours/official))
	if ours > official {
		r.broken = append(r.broken, "size of the binary")
	}
	if !timed {
		return nil
	}
	officialTime, err := buildTime(officialProgram)
	if err != nil {
		return err
	}
	ourTime, err := buildTime(ourProgram)
	if err != nil {
		return err
	}
	r.Builds.add("first build, with the standard library", fmt.Sprintf("%.1f s", officialTime.Seconds()), fmt.Sprintf("%.1f s", ourTime.Seconds()),
		ratioText(ourTime.Seconds()/officialTime.Seconds()))
	return nil
}

// binarySize builds a program with the flags of a release and returns the size of the binary in bytes.
func binarySize(pkg string) (float64, error) {
	dir, err := os.MkdirTemp("", "ratios")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "hello")
	if err := build(file, pkg); err != nil {
		return 0, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return 0, err
	}
	return float64(info.Size()), nil
}

// buildTime returns the time to build a program with an empty build cache: the shorter of two builds.
func buildTime(pkg string) (time.Duration, error) {
	var shortest time.Duration
	for range 2 {
		cache, err := os.MkdirTemp("", "ratios")
		if err != nil {
			return 0, err
		}
		start := time.Now()
		err = errors.Join(build(filepath.Join(cache, "hello"), pkg, "GOCACHE="+cache), os.RemoveAll(cache))
		if err != nil {
			return 0, err
		}
		if took := time.Since(start); shortest == 0 || took < shortest {
			shortest = took
		}
	}
	return shortest, nil
}

func build(file, pkg string, env ...string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", file, pkg)
	cmd.Stderr = os.Stderr
	cmd.Env = append(os.Environ(), env...)
	return cmd.Run()
}

// machine describes where a run took place.
type machine struct {
	CPU   string
	Cores int
	Go    string
}

func (m machine) String() string { return fmt.Sprintf("%s, %d cores, %s", m.CPU, m.Cores, m.Go) }

var modelName = regexp.MustCompile(`(?m)^model name\s*: (.*)$`)

// thisMachine names the processor as Linux does, and elsewhere by its architecture.
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
