package workspacestest_test

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// endingTest is a testing.TB that records errors instead of failing, and ends when its end method is called.
type endingTest struct {
	testing.TB
	cleanups []func()
	errors   []string
	skipped  bool
}

func (e *endingTest) Cleanup(f func()) { e.cleanups = append(e.cleanups, f) }
func (e *endingTest) Errorf(format string, args ...any) {
	e.errors = append(e.errors, fmt.Sprintf(format, args...))
}
func (e *endingTest) Skipped() bool { return e.skipped }

func (e *endingTest) end() {
	for _, cleanup := range slices.Backward(e.cleanups) {
		cleanup()
	}
}

// thisLine returns the number of the line that calls it.
func thisLine() int {
	_, _, line, _ := runtime.Caller(1)
	return line
}

// TestTheReportNamesTheLineThatInjectedTheFault injects a fault in a testing/synctest bubble, in which tb.Helper does not
// find the line. The report must name the line in the test's helper function, which calls Inject.
func TestTheReportNamesTheLineThatInjectedTheFault(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		test := &endingTest{TB: t}
		emu := workspacestest.New(test)
		line := 0
		disturb := func() {
			t.Helper()
			_, line = emu.Inject(workspacestest.Fault{Operation: "DescribeTags", Drop: true}), thisLine()
		}
		disturb()
		test.end()
		require.Len(t, test.errors, 1)
		assert.Contains(t, test.errors[0], fmt.Sprintf(", injected at faults_missed_test.go:%d, never applied", line))
	})
}

func TestFaultsThatApplyToNothingAreReported(t *testing.T) {
	t.Parallel()
	refusal := func(item string) workspacestest.Fault {
		return workspacestest.Fault{Operation: "StopWorkspaces", Refuse: &workspacestest.ItemFault{Items: []string{item}, Code: "C"}}
	}
	const missed = "workspacestest: fault %s, injected at faults_missed_test.go:%d, never applied: set MayMiss if this is not a mistake"
	for name, tt := range map[string]struct {
		fault  workspacestest.Fault
		after  func(emu *workspacestest.Emulator, remove func()) // called after the call to StopWorkspaces
		report string                                            // the error that the test must report; empty for none
	}{
		"right item":    {fault: refusal("ws-000000001")},
		"misspelt item": {fault: refusal("ws-00000001"), report: `{"Operation":"StopWorkspaces","Refuse":{"Items":["ws-00000001"],"Code":"C"}}`},
		"misspelt item of a change": {
			fault:  workspacestest.Fault{Doom: &workspacestest.ItemFault{Items: []string{"ws-00000001"}, Code: "C"}},
			report: `{"Doom":{"Items":["ws-00000001"],"Code":"C"}}`,
		},
		"right operation": {fault: workspacestest.Fault{Operation: "StopWorkspaces", Throttle: true}},
		"other operation": {fault: workspacestest.Fault{Operation: "StartWorkspaces", Throttle: true}, report: `{"Operation":"StartWorkspaces","Throttle":true}`},
		"other input": {
			fault:  workspacestest.Fault{Operation: "StopWorkspaces", Input: []byte(`{"StopWorkspaceRequests":[]}`), Drop: true},
			report: `{"Operation":"StopWorkspaces","Input":{"StopWorkspaceRequests":[]},"Drop":true}`,
		},
		"no match":           {fault: workspacestest.Fault{Match: func(any) bool { return false }, Drop: true}, report: `{"Drop":true}`},
		"fewer than Times":   {fault: workspacestest.Fault{Operation: "StopWorkspaces", Times: 7, Throttle: true}},
		"may miss":           {fault: workspacestest.Fault{Operation: "StartWorkspaces", Throttle: true, MayMiss: true}},
		"has a Probability":  {fault: workspacestest.Fault{Operation: "StopWorkspaces", Throttle: true, Probability: 1e-12}},
		"removed after use":  {fault: refusal("ws-000000001"), after: func(_ *workspacestest.Emulator, remove func()) { remove() }},
		"removed before use": {fault: refusal("ws-2"), after: func(_ *workspacestest.Emulator, remove func()) { remove() }, report: `{"Operation":"StopWorkspaces","Refuse":{"Items":["ws-2"],"Code":"C"}}`},
		"reset after use":    {fault: refusal("ws-000000001"), after: func(emu *workspacestest.Emulator, _ func()) { emu.Reset() }},
		"reset before use":   {fault: refusal("ws-2"), after: func(emu *workspacestest.Emulator, _ func()) { emu.Reset() }, report: `{"Operation":"StopWorkspaces","Refuse":{"Items":["ws-2"],"Code":"C"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test := &endingTest{TB: t}
			emu := workspacestest.New(test)
			seed(t, emu, workspacestest.Seed{Workspaces: []types.Workspace{{WorkspaceId: aws.String("ws-000000001")}}})
			remove, line := emu.Inject(tt.fault), thisLine()
			_, _ = stopAll(t.Context(), emu.Client(once), "ws-000000001")
			if tt.after != nil {
				tt.after(emu, remove)
			}
			assert.Empty(t, test.errors, "errors must be reported only at the end of the test")
			test.end()
			if tt.report == "" {
				assert.Empty(t, test.errors)
				return
			}
			assert.Equal(t, []string{fmt.Sprintf(missed, tt.report, line)}, test.errors)
		})
	}
}

// TestAllFaultsThatApplyToNothingAreReported injects two faults that never apply. When the test ends, the emulator must
// report an error for each, unless the test was skipped.
func TestAllFaultsThatApplyToNothingAreReported(t *testing.T) {
	t.Parallel()
	for _, skipped := range []bool{false, true} {
		test := &endingTest{TB: t, skipped: skipped}
		emu := workspacestest.New(test)
		emu.Inject(workspacestest.Fault{Operation: "DescribeTags", Throttle: true})
		emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Throttle: true, Times: 1})
		emu.Inject(workspacestest.Fault{Operation: "DescribeAccount", Throttle: true})
		_, err := emu.Client(once).DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
		require.Error(t, err)
		test.end()
		if skipped {
			assert.Empty(t, test.errors, "a skipped test must not report errors")
			continue
		}
		require.Len(t, test.errors, 2)
		assert.Contains(t, test.errors[0], "DescribeAccount")
		assert.Contains(t, test.errors[1], "DescribeTags")
	}
}

// TestFaultsAreListedWithTheirCalls lists a fault that still applies, one that is used up, and one that has never
// applied.
func TestFaultsAreListedWithTheirCalls(t *testing.T) {
	t.Parallel()
	emu := workspacestest.NewEmulator(workspacestest.WithWorkspaces(2, types.WorkspaceStateAvailable))
	assert.Empty(t, emu.Faults())
	emu.Inject(workspacestest.Fault{Operation: "DescribeTags", Delay: time.Nanosecond})
	removed := emu.Inject(workspacestest.Fault{Operation: "DescribeTags", Drop: true})
	removed()
	emu.Inject(workspacestest.Fault{Operation: "DescribeWorkspaces", Times: 1, Delay: time.Nanosecond})
	emu.Inject(workspacestest.Fault{Operation: "RebootWorkspaces", Refuse: &workspacestest.ItemFault{Items: []string{"a"}, Code: "b"}})
	for range 2 {
		call(t, emu, "DescribeWorkspaces", `{}`)
	}
	call(t, emu, "DescribeTags", `{"ResourceId":"ws-000000000"}`)

	listed := emu.Faults()
	for i, want := range []struct {
		id        uint64
		operation string
		applied   int
	}{{1, "DescribeTags", 1}, {3, "DescribeWorkspaces", 1}, {4, "RebootWorkspaces", 0}} {
		assert.Equal(t, want.id, listed[i].ID)
		assert.Equal(t, want.operation, listed[i].Fault.Operation)
		assert.Equal(t, want.applied, listed[i].Applied)
	}
	listed[2].Fault.Refuse.Items[0] = "changed"
	assert.Equal(t, []string{"a"}, emu.Faults()[2].Fault.Refuse.Items, "Faults must return copies")
	listed[1].Remove()
	require.Len(t, emu.Faults(), 2)
	assert.Equal(t, listed[2].ID, emu.Faults()[1].ID)
	emu.Reset()
	assert.Empty(t, emu.Faults())
}
