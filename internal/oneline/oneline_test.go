package oneline_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/internal/oneline"
)

func TestTextIsQuotedOnlyIfItHasControlCharacters(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                           "",
		"The WorkSpace can't start.": "The WorkSpace can't start.",
		`says "no" \ é 😀 <&>`:        `says "no" \ é 😀 <&>`,
		"no-break\u00a0space":        "no-break\u00a0space",
		"two\nlines":                 `"two\nlines"`,
		"carriage\rreturn":           `"carriage\rreturn"`,
		"a\ttab":                     `"a\ttab"`,
		"\x1b[2Jcleared":             `"\x1b[2Jcleared"`,
		"deleted\x7f":                `"deleted\x7f"`,
		"next\u0085line":             `"next\u0085line"`,
		"line\u2028separator":        `"line\u2028separator"`,
		"paragraph\u2029separator":   `"paragraph\u2029separator"`,
	} {
		assert.Equal(t, want, oneline.Text(text))
	}
}

func TestErrorJoinsLines(t *testing.T) {
	t.Parallel()
	one, two := errors.New("one"), errors.New("two")
	require.NoError(t, oneline.Error(nil))
	assert.Equal(t, one, oneline.Error(one))
	both := oneline.Error(errors.Join(one, two))
	require.EqualError(t, both, "one; two")
	require.ErrorIs(t, both, one)
	require.ErrorIs(t, both, two)
}
