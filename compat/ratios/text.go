package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// table is a Markdown table. Its first row is the heading.
type table [][]string

func (t *table) add(row ...string) { *t = append(*t, row) }

// String pads the cells, so that the columns line up in a terminal too.
func (t table) String() string {
	widths := make([]int, len(t[0]))
	for _, row := range t {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell), 2)
		}
	}
	var b strings.Builder
	for n, row := range t {
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i == 0 {
				b.WriteString("| " + cell + pad + " |")
			} else {
				b.WriteString(" " + pad + cell + " |")
			}
		}
		b.WriteString("\n")
		if n == 0 {
			b.WriteString("|" + strings.Repeat("-", widths[0]+2) + "|")
			for _, width := range widths[1:] {
				b.WriteString(strings.Repeat("-", width+1) + ":|")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func ratioText(ratio float64) string {
	if ratio == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", ratio)
}

func (r result) timeText() string {
	switch {
	case r.time == 0:
		return ""
	case r.time < 10*time.Microsecond:
		return fmt.Sprintf("%.2f µs", r.time.Seconds()*1e6)
	case r.time < time.Millisecond:
		return fmt.Sprintf("%.1f µs", r.time.Seconds()*1e6)
	default:
		return fmt.Sprintf("%.2f ms", r.time.Seconds()*1e3)
	}
}

func (r result) allocText() string {
	if r.time == 0 {
		return ""
	}
	return thousands(r.allocs)
}

func (r result) byteText() string {
	if r.time == 0 {
		return ""
	}
	return thousands(r.bytes)
}

// thousands formats a whole number, with a comma after each group of three digits.
func thousands(n float64) string {
	digits := strconv.FormatFloat(n, 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
