package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// botocore returns the model of the botocore that python3 imports. Without botocore, the test fails in CI and is
// skipped elsewhere.
func botocore(t *testing.T) *model {
	t.Helper()
	if err := exec.CommandContext(t.Context(), "python3", "-c", "import botocore").Run(); err != nil && os.Getenv("CI") == "" {
		t.Skip("python3 does not have botocore")
	}
	m, err := readModelArgument(t.Context(), "botocore")
	require.NoError(t, err)
	return m
}

func readOurs(t *testing.T) *source {
	t.Helper()
	ours, err := readSource(filepath.Join("..", ".."))
	require.NoError(t, err)
	return ours
}

func TestTheStructsDifferFromBotocoreOnlyAsListed(t *testing.T) {
	t.Parallel()
	botocore(t)
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), []string{"-known", "known.txt", "botocore"}, &out), &out)
	assert.Contains(t, out.String(), "all of them in known.txt")
}

func TestTheStructsDifferFromTheOfficialModuleInOneMember(t *testing.T) {
	t.Parallel()
	dir, err := output(t.Context(), "go", "list", "-f", "{{.Dir}}", "github.com/aws/aws-sdk-go-v2/service/workspaces")
	require.NoError(t, err)
	var out bytes.Buffer
	require.ErrorIs(t, run(t.Context(), []string{dir}, &out), errDrift)
	assert.Equal(t, "ClientProperties.ClientExperiencePolicy: only here\n", out.String())
}

// TestEachKindOfDriftIsReported makes a single change to the model in each case, which must add the lines in tt.want to
// compare's result.
func TestEachKindOfDriftIsReported(t *testing.T) {
	t.Parallel()
	ours, err := readOurs(t).api()
	require.NoError(t, err)
	before := compare(ours, botocore(t).api())
	five := int64(5)
	tests := map[string]struct {
		change func(m *model)
		want   []string
	}{
		"a new operation": {
			func(m *model) { m.Operations["ResizeWorkspace"] = m.Operations["RebootWorkspaces"] },
			[]string{
				"ResizeWorkspaceInput.RebootWorkspaceRequests: only in the model",
				"ResizeWorkspaceOutput.FailedRequests: only in the model",
				"operation ResizeWorkspace: only in the model",
			},
		},
		"an operation that is gone": {
			func(m *model) { delete(m.Operations, "DeleteTags") },
			[]string{
				"DeleteTagsInput.ResourceId: only here", "DeleteTagsInput.TagKeys: only here", "operation DeleteTags: only here",
			},
		},
		"a new member": {
			func(m *model) { m.Shapes["Tag"].Members["Owner"] = reference{"TagKey"} },
			[]string{"Tag.Owner: only in the model"},
		},
		"another type": {
			func(m *model) { m.Shapes["Tag"].Members["Value"] = reference{"Timestamp"} },
			[]string{
				"Tag.Value: length is :255 here, and not set in the model", "Tag.Value: type is string here, and timestamp in the model",
			},
		},
		"another name on the wire": {
			func(m *model) {
				members := m.Shapes["IpRuleItem"].Members
				members["IpRule"] = members["ipRule"]
				delete(members, "ipRule")
			},
			[]string{"IpRuleItem.IpRule: name on the wire is ipRule here, and IpRule in the model"},
		},
		"a member that is now required": {
			func(m *model) { m.Shapes["Tag"].Required = append(m.Shapes["Tag"].Required, "Value") },
			[]string{"Tag.Value: required is not set here, and true in the model"},
		},
		"another length": {
			func(m *model) { m.Shapes["TagValue"].Max = &five },
			[]string{"Tag.Value: length is :255 here, and :5 in the model"},
		},
		"another number of items": {
			func(m *model) { m.Shapes["ConnectionAliasIdList"].Max = &five },
			[]string{"DescribeConnectionAliasesInput.AliasIds: items is 1:25 here, and 1:5 in the model"},
		},
		"another range": {
			func(m *model) { m.Shapes["DesiredUserSessions"].Max = &five },
			[]string{"Capacity.DesiredUserSessions: range is 0: here, and 0:5 in the model"},
		},
		"another pattern": {
			func(m *model) { m.Shapes["WorkspacesPoolId"].Pattern = "^pool$" },
			[]string{"StartWorkspacesPoolInput.PoolId: pattern is ^wspool-[0-9a-z]{9}$ here, and ^pool$ in the model"},
		},
		"a new value of an enum": {
			func(m *model) { m.Shapes["RunningMode"].Enum = append(m.Shapes["RunningMode"].Enum, "SOMETIMES") },
			[]string{"enum RunningMode: SOMETIMES: only in the model"},
		},
		"a new exception": {
			func(m *model) { m.Shapes["TooLateException"] = &shape{Type: "structure", Exception: true} },
			[]string{"exception TooLateException: only in the model"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := botocore(t)
			tt.change(m)
			lines := slices.DeleteFunc(compare(ours, m.api()), func(line string) bool { return slices.Contains(before, line) })
			assert.Subset(t, lines, tt.want)
		})
	}
}

func TestDriftReportsListedDifferencesThatAreGone(t *testing.T) {
	t.Parallel()
	list := filepath.Join(t.TempDir(), "known")
	require.NoError(t, os.WriteFile(list, []byte("# a reason\n\nTag.Key: only here\nTag.Value: only here\n"), 0o600))
	tests := map[string]struct {
		lines []string
		want  string
		fails bool
	}{
		"as listed":         {[]string{"Tag.Key: only here", "Tag.Value: only here"}, "2 differences, all of them in " + list + "\n", false},
		"one is gone":       {[]string{"Tag.Value: only here"}, "no longer there: Tag.Key: only here\n", true},
		"one is not listed": {[]string{"Tag.Key: only here", "Tag.Value: only here", "X: only here"}, "new: X: only here\n", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			err := compareKnown(&out, tt.lines, list)
			assert.Equal(t, tt.fails, err != nil, err)
			assert.Equal(t, tt.want, out.String())
		})
	}
}

// TestScaffoldsDescribeTheOperationsOfTheModel writes a scaffold for every operation, as if the library had no
// declarations yet, and reads the scaffold back as Go source. The result must describe the same API as the model.
func TestScaffoldsDescribeTheOperationsOfTheModel(t *testing.T) {
	t.Parallel()
	m := botocore(t)
	for _, s := range m.Shapes {
		s.Exception = false // scaffolds do not include exceptions
	}
	ours := readOurs(t)
	_, err := ours.api() // fills ours.forms
	require.NoError(t, err)
	for name, op := range m.Operations {
		var out bytes.Buffer
		none := newSource()
		none.forms = ours.forms
		require.NoError(t, scaffold(&out, m, name, none))

		written := newSource()
		code, _, _ := strings.Cut(out.String(), "// ==> api.go")
		require.NoError(t, written.read(name, []byte("package scaffold\n"+code)), out.String())
		described, err := written.api()
		require.NoError(t, err, name)
		one := &model{Operations: map[string]operation{name: op}, Shapes: m.Shapes}
		assert.Empty(t, compare(described, one.api()), name)
	}
}

func TestScaffoldsLeaveOutTypesThatTheLibraryHas(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, scaffold(&out, botocore(t), "DescribeIpGroups", readOurs(t)))
	assert.NotContains(t, out.String(), "types/RESOURCE.go")
	for _, want := range []string{
		"func (c *Client) DescribeIpGroups(ctx context.Context,", "NewDescribeIpGroupsPaginator(", "output: func(out *DescribeIpGroupsOutput) (*string, *[]types.WorkspacesIpGroup)",
		`"DescribeIpGroups": handle(reads, (*call).describeIpGroups),`, "func (Unimplemented) DescribeIpGroups(",
	} {
		assert.Contains(t, out.String(), want)
	}
}

func TestInvalidArgumentsAreErrors(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	_, err := w.Write([]byte("{}"))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	tests := map[string]struct {
		args []string
		want string
	}{
		"no model":             {nil, "name one MODEL"},
		"a missing file":       {[]string{filepath.Join(dir, "missing")}, "no such file"},
		"not JSON":             {[]string{file("text", "hello")}, "invalid character"},
		"another document":     {[]string{file("other.json", `{"version": "2.0"}`)}, "the file has no operations"},
		"an empty gzip file":   {[]string{file("short.gz", "\x1f\x8b")}, "unexpected EOF"},
		"a gzipped document":   {[]string{file("other.json.gz", zipped.String())}, "the file has no operations"},
		"a missing shape":      {[]string{file("gap.json", `{"operations": {"A": {"input": {"shape": "B"}}}}`)}, `does not have the shape "B"`},
		"a list of itself":     {[]string{file("ring.json", `{"operations": {"A": {}}, "shapes": {"B": {"type": "list", "member": {"shape": "B"}}}}`)}, "contains itself"},
		"an empty name":        {[]string{file("empty.json", `{"operations": {"": {}}}`)}, "not an identifier"},
		"another directory":    {[]string{dir}, "no Go package with operations"},
		"a missing list":       {[]string{"-known", filepath.Join(dir, "missing"), filepath.Join("..", "..")}, "no such file"},
		"an unknown operation": {[]string{"-scaffold", "Fly", file("one.json", `{"operations": {"A": {}}}`)}, `does not have the operation "Fly"`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := run(t.Context(), tt.args, &bytes.Buffer{})
			require.ErrorContains(t, err, tt.want)
			assert.NotErrorIs(t, err, errDrift)
		})
	}
}

// FuzzReadModel checks that drift never panics, whatever the document.
func FuzzReadModel(f *testing.F) {
	f.Add([]byte(`{"operations": {"A": {"input": {"shape": "B"}}}, "shapes": {"B": {"type": "structure", "members": {"C": {"shape": "B"}}}}}`))
	f.Add([]byte(`{"operations": {"A": {"input": {"shape": "B"}}}, "shapes": {"B": {"type": "list", "member": {"shape": "B"}}}}`))
	f.Add([]byte(`{"operations": {"": {}}, "shapes": {"B": {"type": "structure", "members": {"": {"shape": "B"}}, "enum": [""]}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := parseModel("model.json", data)
		if err != nil {
			return
		}
		m.api()
		for name := range maps.Keys(m.Operations) {
			assert.NoError(t, scaffold(&bytes.Buffer{}, m, name, newSource()))
		}
		_, err = json.Marshal(m)
		assert.NoError(t, err)
	})
}
