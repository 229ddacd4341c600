// Command picture runs examples/quickstart and draws its output as an SVG picture for README. The picture has a dark
// background of its own, so that it is readable on both light and dark pages.
//
//	cd compat && go run ./picture                               # print the picture
//	cd compat && go run ./picture -write ../docs/quickstart.svg # write it to a file
package main

import (
	"bytes"
	"context"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"unicode/utf8"
)

func main() {
	file := flag.String("write", "", "write the picture to this `file`")
	flag.Parse()
	if err := run(context.Background(), *file); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, file string) error {
	picture, err := quickstart(ctx, "../examples")
	if err != nil {
		return err
	}
	if file == "" {
		fmt.Print(picture)
		return nil
	}
	return os.WriteFile(file, []byte(picture), 0o644) //nolint:gosec // documentation that everybody may read
}

// quickstart runs the quickstart program in the examples module, whose directory is dir, and returns a picture of its
// output.
func quickstart(ctx context.Context, dir string) (picture string, err error) {
	command := exec.CommandContext(ctx, "go", "run", "./quickstart")
	command.Dir, command.Stderr = dir, os.Stderr
	out, err := command.Output()
	return draw(append([]string{"$ go run ./examples/quickstart"}, shorten(string(out))...)), err
}

// shorten splits text into lines. Of consecutive lines about desktops, which start with a space, it keeps at most
// three, replacing the rest with their number.
func shorten(text string) (lines []string) {
	const most = 3
	desktops := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if !strings.HasPrefix(line, " ") {
			if desktops > most {
				lines = append(lines, fmt.Sprintf("  … and %d more", desktops-most))
			}
			desktops = 0
		} else if desktops++; desktops > most {
			continue
		}
		lines = append(lines, line)
	}
	return lines
}

// draw returns a picture of a terminal that shows these lines. The first line is a command.
func draw(lines []string) string {
	const size, width, height, margin = 14, 8.45, 21, 16 // in pixels; in monospaced fonts, a character is 0.6 times as wide as the font size
	columns := 0
	for _, line := range lines {
		columns = max(columns, utf8.RuneCountInString(line))
	}
	w, h := 2*margin+int(width*float64(columns)), 2*margin+height*len(lines)
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">`+"\n", w, h, w, h)
	b.WriteString("<title>What examples/quickstart prints</title>\n")
	fmt.Fprintf(&b, `<rect width="%d" height="%d" rx="8" fill="#161b22"/>`+"\n", w, h)
	fmt.Fprintf(&b, `<g font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="%d" fill="#e6edf3">`+"\n", size)
	for i, line := range lines {
		fmt.Fprintf(&b, `<text x="%d" y="%d" xml:space="preserve"%s>`, margin, margin+height*i+size, colour(line))
		_ = xml.EscapeText(&b, []byte(line)) // writing to a bytes.Buffer never fails
		b.WriteString("</text>\n")
	}
	b.WriteString("</g>\n</svg>\n")
	return b.String()
}

// colour returns the attribute that sets a line's colour, or "" for the default colour.
func colour(line string) string {
	switch {
	case strings.HasPrefix(line, "$"):
		return ` fill="#7ee787"`
	case strings.HasPrefix(line, "Refused"):
		return ` fill="#ffa657"`
	case strings.HasPrefix(line, " "):
		return ` fill="#9da7b3"`
	}
	return ""
}
