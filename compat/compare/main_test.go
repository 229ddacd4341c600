package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestREADMEHasTheTable(t *testing.T) {
	t.Parallel()
	if err := exec.CommandContext(t.Context(), "python3", "-c", "import boto3, moto").Run(); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("python3 cannot import boto3 and moto, which CI needs")
		}
		t.Skip("python3 cannot import boto3 and moto")
	}
	table, err := measure(t.Context())
	require.NoError(t, err)
	page, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, written, _, err := split(string(page))
	require.NoError(t, err)
	assert.Equal(t, table, written, "run: cd compat && go run ./compare -write ../README.md")
}

func TestAPageWithoutMarksIsAnError(t *testing.T) {
	t.Parallel()
	for _, page := range []string{"", tableBegins + "| table |\n", "| table |\n" + tableEnds} {
		_, _, _, err := split(page)
		assert.Error(t, err, page)
	}
	before, table, after, err := split("a\n" + tableBegins + "| table |\n" + tableEnds + "b\n")
	require.NoError(t, err)
	assert.Equal(t, []string{"a\n", "| table |\n", "b\n"}, []string{before, table, after})
}

func TestOnlyLinesWithCodeCount(t *testing.T) {
	t.Parallel()
	for text, lines := range map[string]int{
		"package p\n": 1,
		"// Package p.\npackage p\n\n/* a\nb */\n":                 1,
		"package p // with a comment\n\nvar a, b = 1,\n\t2 // x\n": 3,
		"package p\n\nconst text = `one\n\nthree`\n":               4,
	} {
		file := filepath.Join(t.TempDir(), "p.go")
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		got, err := codeLines(file)
		require.NoError(t, err)
		assert.Equal(t, lines, got, text)
	}
}

func TestLargeNumbersHaveTwoDigits(t *testing.T) {
	t.Parallel()
	for n, text := range map[int]string{0: "0", 7: "7", 99: "99", 104: "100", 875: "880", 9_949: "9,900", 9_951: "10,000", 46_612: "47,000", 1_250_000: "1,300,000"} {
		assert.Equal(t, text, rounded(n))
	}
}

func TestEachFigureOfTheDocsIsFound(t *testing.T) {
	t.Parallel()
	found, err := readSpeed("../..")
	require.NoError(t, err)
	for _, figure := range []string{found.time, found.allocations, found.emulator, found.moto} {
		assert.Regexp(t, `^[\d,.]+$`, figure)
	}
	_, err = readSpeed(t.TempDir())
	assert.ErrorIs(t, err, os.ErrNotExist)
}
