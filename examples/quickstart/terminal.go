package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/go-workspaces/workspaces/waiters"
)

// progress draws a progress bar if the output is a terminal. Otherwise, it prints one line at the end of a wait.
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
	j.onRound()
}

func isTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func confirmed(in io.Reader, out io.Writer, question string) bool {
	fmt.Fprint(out, question)
	answer, _ := bufio.NewReader(in).ReadString('\n')
	return strings.TrimSpace(answer) == "yes"
}
