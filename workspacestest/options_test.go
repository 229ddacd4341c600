package workspacestest_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/workspacestest"
)

// failureRecorder is a testing.TB that does not fail, but records a failure's source line and message.
type failureRecorder struct {
	testing.TB
	helpers []string // the names of functions that have called Helper
	file    string
	line    int
	message string
}

func (l *failureRecorder) Helper() {
	pc, _, _, _ := runtime.Caller(1)
	l.helpers = append(l.helpers, runtime.FuncForPC(pc).Name())
}

// Fatal records the line that a real test would report: the line of the first caller that has not called Helper.
func (l *failureRecorder) Fatal(args ...any) {
	l.message = fmt.Sprint(args...)
	pcs := make([]uintptr, 32)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs)])
	for {
		frame, more := frames.Next()
		if !slices.Contains(l.helpers, frame.Function) {
			l.file, l.line = frame.File, frame.Line
			break
		}
		if !more {
			break
		}
	}
	runtime.Goexit()
}

// TestMistakesAreReportedAtTheLineOfTheTest checks that an error for an invalid option, seed or fault names a line of
// the test, not a line of package workspacestest.
func TestMistakesAreReportedAtTheLineOfTheTest(t *testing.T) {
	t.Parallel()
	next := func() int { _, _, line, _ := runtime.Caller(1); return line + 1 }
	for name, tt := range map[string]struct {
		mistake func(tb testing.TB, line *int)
		message string
	}{
		"option": {func(tb testing.TB, line *int) {
			*line = next()
			workspacestest.New(tb, workspacestest.WithRateLimit(0, 1))
		}, "the rate must be above 0"},
		"seed": {func(tb testing.TB, line *int) {
			*line = next()
			workspacestest.New(tb, workspacestest.WithSeedResources(workspacestest.Seed{Account: "x"}))
		}, "Account"},
		"fault": {func(tb testing.TB, line *int) {
			emu := workspacestest.New(tb)
			*line = next()
			emu.Inject(workspacestest.Fault{Operation: "Nope", Drop: true})
		}, `no operation "Nope"`},
		"access key": {func(tb testing.TB, line *int) {
			emu := workspacestest.New(tb)
			*line = next()
			emu.ClientFor("NOPE", workspacestest.Region)
		}, `access key "NOPE": no option has added it`},
		"Region": {func(tb testing.TB, line *int) {
			emu := workspacestest.New(tb)
			*line = next()
			emu.ClientFor(workspacestest.AccessKeyID, "mars")
		}, `Region "mars": a Region has a name such as us-east-1`},
	} {
		recorder, want := &failureRecorder{TB: t}, 0
		done := make(chan struct{})
		go func() {
			defer close(done)
			tt.mistake(recorder, &want)
		}()
		<-done
		assert.Contains(t, recorder.message, tt.message, name)
		assert.True(t, strings.HasSuffix(recorder.file, "options_test.go"), "%s: %s", name, recorder.file)
		assert.Equal(t, want, recorder.line, name)
	}
}

// constants returns the comments on the constants in a source file, by constant name.
func constants(tb testing.TB, file string) map[string]string {
	tb.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	require.NoError(tb, err)
	comments := make(map[string]string)
	for _, decl := range parsed.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.CONST {
			continue
		}
		for _, spec := range group.Specs {
			value := spec.(*ast.ValueSpec)
			comments[value.Names[0].Name] = strings.Join(strings.Fields(value.Doc.Text()+value.Comment.Text()), " ")
		}
	}
	require.NotEmpty(tb, comments)
	return comments
}

// TestPhasesAndQuotasHaveTheDefaultsOfTheirComments checks default values against the constants' comments.
func TestPhasesAndQuotasHaveTheDefaultsOfTheirComments(t *testing.T) {
	t.Parallel()
	end := regexp.MustCompile(`(?: The default is|;) (\d+) (?:(second|minute|hour)s?\.|in a new account)$`)
	documented := func(file string) map[string]time.Duration {
		defaults := make(map[string]time.Duration)
		for name, comment := range constants(t, file) {
			m := end.FindStringSubmatch(comment)
			require.NotNil(t, m, "%s: %s", name, comment)
			n, err := strconv.Atoi(m[1])
			require.NoError(t, err)
			unit := map[string]time.Duration{"": 1, "second": time.Second, "minute": time.Minute, "hour": time.Hour}[m[2]]
			defaults[name] = time.Duration(n) * unit
		}
		return defaults
	}

	phases := make(map[string]time.Duration)
	for phase := workspacestest.Phase(0); !strings.HasPrefix(phase.String(), "Phase("); phase++ {
		phases[phase.String()] = phase.Duration()
	}
	assert.Equal(t, documented("phases.go"), phases)

	for name, quota := range map[string]workspacestest.Quota{
		"QuotaWorkspaces": workspacestest.QuotaWorkspaces, "QuotaGraphicsWorkspaces": workspacestest.QuotaGraphicsWorkspaces,
		"QuotaStandbyWorkspaces": workspacestest.QuotaStandbyWorkspaces, "QuotaBundles": workspacestest.QuotaBundles,
		"QuotaImages": workspacestest.QuotaImages, "QuotaDirectories": workspacestest.QuotaDirectories,
		"QuotaConnectionAliases": workspacestest.QuotaConnectionAliases, "QuotaIPGroups": workspacestest.QuotaIPGroups,
		"QuotaIPGroupsOfDirectory": workspacestest.QuotaIPGroupsOfDirectory, "QuotaIPRules": workspacestest.QuotaIPRules,
		"QuotaPools": workspacestest.QuotaPools,
	} {
		want, known := documented("quotas.go")[name]
		assert.True(t, known, name)
		assert.Equal(t, int(want), quota.Default(), name)
	}
}
