package main

import (
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/mod/module"
	modzip "golang.org/x/mod/zip"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
)

// TestCompatProgramsMove moves programs in the compat module from the official client to ours.
func TestCompatProgramsMove(t *testing.T) {
	t.Parallel()
	read := func(path string) []byte {
		data, err := os.ReadFile(filepath.Join("../../compat", path))
		require.NoError(t, err)
		return []byte(strings.ReplaceAll(string(data), `"WORKSPACES`, `"`+officialPath))
	}
	dir := write(t, []txtar.File{
		{Name: "go.mod", Data: []byte("module example.com/program\n\ngo 1.25.0\n\nrequire (\n\tgithub.com/aws/aws-sdk-go-v2 v0.0.0\n\t" +
			"github.com/aws/smithy-go v0.0.0\n\t" + officialPath + " v0.0.0\n)\n")},
		{Name: "surface/main.go", Data: read("testdata/program.go.txt")},
		{Name: "moving/main.go", Data: read("testdata/moving.go.txt")},
		{Name: "hello/main.go", Data: read("hello/official/main.go")},
	})
	runMoving := func() string { // removes repeated words, because the number of polls varies
		endpoint := strings.TrimPrefix(startEmulator(t, "")[0], "AWS_ENDPOINT_URL_WORKSPACES=")
		return strings.Join(slices.Compact(strings.Fields(goWith(t, dir, nil, "run", "./moving", endpoint))), " ")
	}
	printed := runMoving()
	assert.Contains(t, printed, "terminated: 3 of 3")
	code, report, stderr := runIn(t, dir, "-suggest", "-replace", checkout(t))
	require.Zero(t, code, stderr)
	assert.Equal(t, 5, strings.Count(report, " moved: "), report)
	assert.Contains(t, report, "surface/main.go:126:2: suggest: a page loop: use workspaces.NewDescribeWorkspacesPaginator")
	goWith(t, dir, nil, "vet", "./...")
	assert.Equal(t, printed, runMoving())
	assert.NotContains(t, contents(t, dir)["go.mod"], officialPath)
}

// TestAVersionFromAProxy moves a program to a version of the library served by a module proxy. This is how a released
// build of this command works.
func TestAVersionFromAProxy(t *testing.T) {
	dir := write(t, txtar.Parse([]byte("-- go.work --\ngo 1.25.0\n\nuse .\n"+goMod+`-- main.go --
package program

import _ "github.com/aws/aws-sdk-go-v2/service/workspaces"
`)).Files)
	cache := strings.TrimSpace(goWith(t, dir, nil, "env", "GOMODCACHE"))
	proxy := t.TempDir()
	for _, version := range []string{"v0.9.1", "v0.9.2"} {
		writeProxy(t, proxy, module.Version{Path: ourPath, Version: version}, checkout(t))
	}
	t.Setenv("GOPROXY", "file://"+proxy+",file://"+filepath.Join(cache, "cache", "download"))
	t.Setenv("GOSUMDB", "off")
	t.Setenv("GOMODCACHE", t.TempDir())
	t.Setenv("GOFLAGS", "-modcacherw -trimpath")
	before := contents(t, dir)
	code, report, stderr := runIn(t, dir, "-n", "-version", "v0.9.1")
	require.Zero(t, code, stderr)
	assert.Contains(t, stderr, "nothing has changed, because of -n")
	assert.Contains(t, report, "go.mod: module: requires "+ourPath+" VERSION instead of "+officialPath+" VERSION\n")
	assert.Equal(t, before, contents(t, dir))

	own := module.Version{Path: ourPath + "/cmd/migrate", Version: "v0.9.1"}
	writeProxy(t, proxy, own, ".")
	report = goWith(t, dir, nil, "run", own.String(), "./...") // a released migrate requires its own version of the library
	assert.Contains(t, report, "main.go:3:8: moved")
	assert.Contains(t, contents(t, dir)["go.mod"], ourPath+" v0.9.1\n")
	assert.Contains(t, contents(t, dir)["go.sum"], ourPath+" v0.9.1 h1:")
	goWith(t, dir, nil, "build", "./...")

	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(before["main.go"]), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(strings.ReplaceAll(before["go.mod"], "require (", "require (\n\t"+ourPath+" v0.9.2")), 0o600))
	code, _, stderr = runIn(t, dir, "-version", "v0.9.1")
	require.Zero(t, code, stderr)
	assert.Contains(t, contents(t, dir)["go.mod"], ourPath+" v0.9.2\n", "a higher version stays")
	code, _, stderr = runIn(t, dir, "-version", "v7.7.7")
	assert.Zero(t, code, stderr, "there is nothing to move")

	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(before["main.go"]), 0o600))
	code, _, stderr = runIn(t, dir, "-version", "v7.7.7")
	assert.Equal(t, 1, code)
	assert.Contains(t, stderr, "cannot find version VERSION of the library")
}

// writeProxy adds the module version m, whose files are in dir, to a module proxy on disk. proxy is the proxy's
// directory.
func writeProxy(t *testing.T, proxy string, m module.Version, dir string) {
	t.Helper()
	mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	require.NoError(t, err)
	path := filepath.Join(proxy, m.Path, "@v")
	require.NoError(t, os.MkdirAll(path, 0o700))
	for name, content := range map[string]string{
		"list": m.Version + "\n", m.Version + ".info": `{"Version":"` + m.Version + `"}`, m.Version + ".mod": string(mod),
	} {
		require.NoError(t, os.WriteFile(filepath.Join(path, name), []byte(content), 0o600))
	}
	archive, err := os.Create(filepath.Join(path, m.Version+".zip"))
	require.NoError(t, err)
	require.NoError(t, modzip.CreateFromDir(archive, m, dir))
	require.NoError(t, archive.Close())
}

func TestLibraryQuery(t *testing.T) {
	t.Parallel()
	for version, query := range map[string]string{
		"v0.2.0":                               "v0.2.0",
		"v1.0.0-rc.1":                          "v1.0.0-rc.1",
		"v0.1.1-0.20261126101112-0123456789ab": "0123456789ab",
		"v0.1.1-0.20261126101112-0123456789ab+dirty": "",
		"(devel)": "",
		"":        "",
	} {
		assert.Equal(t, query, libraryQuery(version), version)
	}
}

// TestSuggestionsNameTheLibrarysSymbols checks that migrate suggests every waiter in the library, and nothing that the
// library lacks.
func TestSuggestionsNameTheLibrarysSymbols(t *testing.T) {
	t.Parallel()
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes, Dir: checkout(t), Context: t.Context()}, ".", "./fleet", "./types")
	require.NoError(t, err)
	require.Len(t, loaded, 3)
	slices.SortFunc(loaded, func(a, b *packages.Package) int { return strings.Compare(a.PkgPath, b.PkgPath) })
	root, fleet, shapes := loaded[0].Types.Scope(), loaded[1].Types.Scope(), loaded[2].Types.Scope()
	states := make(map[string]bool)
	for _, name := range shapes.Names() {
		constant, isConstant := shapes.Lookup(name).(*types.Const)
		if !isConstant {
			continue
		}
		if enum, ok := constant.Type().(*types.Named); ok {
			states[enum.Obj().Name()+" "+strings.Trim(constant.Val().ExactString(), `"`)] = true
		}
	}
	var suggested []string
	for state, waiter := range stateWaiters {
		assert.True(t, states[state], state)
		suggested = append(suggested, waiter)
	}
	for operation, waiter := range absenceWaiters {
		assert.NotNil(t, root.Lookup(operation+"Output"), operation)
		suggested = append(suggested, waiter)
	}
	for _, waiter := range suggested {
		assert.NotNil(t, root.Lookup(waiter), waiter)
	}
	for operation, method := range fleetMethods {
		assert.NotNil(t, root.Lookup(operation+"Output"), operation)
		found, _, _ := types.LookupFieldOrMethod(types.NewPointer(fleet.Lookup("Fleet").Type()), true, loaded[1].Types, method)
		assert.NotNil(t, found, method)
	}
	for _, operation := range chunkedReads {
		assert.NotNil(t, root.Lookup("New"+operation+"Paginator"), operation)
	}
	paged := 0
	for _, name := range root.Names() {
		if strings.HasPrefix(name, "New") && strings.HasSuffix(name, "Waiter") {
			assert.True(t, slices.Contains(suggested, name), "%s is never suggested", name)
		}
		operation, ok := strings.CutSuffix(name, "Output")
		if token, _, _ := types.LookupFieldOrMethod(root.Lookup(name).Type(), true, loaded[0].Types, "NextToken"); ok && token != nil {
			paged++
			assert.NotNil(t, root.Lookup("New"+operation+"Paginator"), operation)
		}
		if refused, _, _ := types.LookupFieldOrMethod(root.Lookup(name).Type(), true, loaded[0].Types, "FailedRequests"); ok && refused != nil {
			method, _, _ := types.LookupFieldOrMethod(types.NewPointer(root.Lookup(name).Type()), true, loaded[0].Types, "Err")
			assert.NotNil(t, method, name)
		}
	}
	assert.Equal(t, 17, paged)
}

// TestSuggestionsLinkToSections checks that every section to which a suggestion links exists.
func TestSuggestionsLinkToSections(t *testing.T) {
	t.Parallel()
	for _, link := range []string{changesLink, limiterLink, retriesLink} {
		file, section, ok := strings.Cut(strings.TrimPrefix(link, docsLink), "#")
		require.True(t, ok, link)
		text, err := os.ReadFile(filepath.Join("../../docs", file))
		require.NoError(t, err)
		assert.Contains(t, strings.ToLower(string(text)), "\n## "+strings.ReplaceAll(section, "-", " ")+"\n", link)
	}
}
