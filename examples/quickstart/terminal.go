package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/go-workspaces/workspaces/waiters"
)

// progress is called after each of a waiter's rounds. On a terminal, it draws a progress bar; otherwise, it prints one
// line once the wait is over. It also advances the emulator's clock, if any.
func (j *job) progress(p waiters.Progress) {
	const width = 30
	done := p.Done == p.Total
	switch {
	case j.terminal:
		bar := strings.Repeat("#", width*p.Done/p.Total)
		fmt.Fprintf(j.out, "\r%-20s [%-*s] %d/%d", p.Waiter, width, bar, p.Done, p.Total)
		if done {
			fmt.Fprintln(j.out)
		}
	case done:
		fmt.Fprintf(j.out, "%s: %d of %d (round %d)\n", p.Waiter, p.Done, p.Total, p.Round)
	}
	if j.emulator != nil {
		j.emulator.Advance(time.Minute)
	}
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
