package compat

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// officialRegions reads each partition's Regions from the official module's source. They are in an internal package,
// which this test cannot import.
func officialRegions(t *testing.T) map[string][]string {
	t.Helper()
	dir, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.Dir}}", officialPath+"/internal/endpoints").Output()
	require.NoError(t, err)
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "endpoints.go"), nil, parser.SkipObjectResolution)
	require.NoError(t, err)
	regions := map[string][]string{}
	partition := ""
	value := func(e ast.Expr) (key, text string) {
		pair, ok := e.(*ast.KeyValueExpr)
		if !ok {
			return "", ""
		}
		if name, ok := pair.Key.(*ast.Ident); ok {
			key = name.Name
		}
		if literal, ok := pair.Value.(*ast.BasicLit); ok {
			text = strings.Trim(literal.Value, `"`)
		}
		return key, text
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if pair, ok := n.(*ast.KeyValueExpr); ok {
			if key, text := value(pair); key == "ID" {
				partition = text
				regions[partition] = nil
			}
		}
		literal, ok := n.(*ast.CompositeLit)
		if !ok || len(literal.Elts) != 1 { // a key with two fields is for a variant of the endpoint, such as FIPS
			return true
		}
		if kind, ok := literal.Type.(*ast.SelectorExpr); ok && kind.Sel.Name == "EndpointKey" {
			if key, text := value(literal.Elts[0]); key == "Region" && !strings.HasPrefix(text, "fips-") {
				regions[partition] = append(regions[partition], text)
			}
		}
		return true
	})
	return regions
}

func TestRegionsAreThoseOfTheOfficialModule(t *testing.T) {
	t.Parallel()
	regions := officialRegions(t)
	require.NotEmpty(t, regions["aws"])
	for partition, want := range regions {
		slices.Sort(want)
		assert.Equal(t, want, workspaces.Regions(partition), partition)
	}
}
