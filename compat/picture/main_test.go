package main

import (
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The emulator's identifiers depend only on the order of calls, so every run prints the same text.
func TestPictureShowsWhatTheQuickstartPrints(t *testing.T) {
	t.Parallel()
	picture, err := os.ReadFile("../../docs/quickstart.svg")
	require.NoError(t, err)
	now, err := quickstart(t.Context(), "../../examples")
	require.NoError(t, err)
	assert.Equal(t, now, string(picture), "run: cd compat && go run ./picture -write ../docs/quickstart.svg")
	assert.Less(t, len(picture), 20_000)
}

func TestLongListsAreShortened(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"a", "  1", "  2", "  3", "b"}, shorten("a\n  1\n  2\n  3\nb\n"))
	assert.Equal(t, []string{"a", "  1", "  2", "  3", "  … and 2 more", "b"}, shorten("a\n  1\n  2\n  3\n  4\n  5\nb\n"))
}

func TestTextIsEscaped(t *testing.T) {
	t.Parallel()
	picture := draw([]string{"$ run", `Refused: <"&>`})
	for decoder := xml.NewDecoder(strings.NewReader(picture)); ; {
		if _, err := decoder.Token(); err != nil {
			require.ErrorIs(t, err, io.EOF)
			break
		}
	}
	assert.Contains(t, picture, "Refused: &lt;&#34;&amp;&gt;</text>")
	assert.Equal(t, 1, strings.Count(picture, "#ffa657"), "a refusal has its own colour")
}
