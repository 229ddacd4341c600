package workspaces_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// guides returns the contents of the user-facing Markdown files, by file name.
func guides(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("docs/*.md")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	texts := make(map[string]string)
	for _, file := range append(files, "README.md", "DESIGN.md", "CONTRIBUTING.md", "SECURITY.md", "official/README.md") {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		texts[file] = string(text)
	}
	return texts
}

var (
	fencedBlock  = regexp.MustCompile("(?ms)^ *```(\\w*)\n(.*?)^ *```$") // fences are indented in lists
	markdownLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading      = regexp.MustCompile(`(?m)^#+ (.+)$`)
	qualified    = regexp.MustCompile("`\\*?(workspaces|types|fleet|taggingapi|ratelimit|paginators|waiters|workspacestest)((?:\\.[A-Z]\\w*)+)(?:\\([^`]*\\))?`")
)

// anchorsOf returns the anchors that GitHub generates for a file's headings.
func anchorsOf(text string) (anchors []string) {
	text = fencedBlock.ReplaceAllString(text, "")
	for _, match := range heading.FindAllStringSubmatch(text, -1) {
		anchor := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(match[1]), "")
		anchors = append(anchors, strings.ReplaceAll(anchor, " ", "-"))
	}
	return anchors
}

func TestLinksInGuidesLeadSomewhere(t *testing.T) {
	t.Parallel()
	texts := guides(t)
	checked := 0
	for file, text := range texts {
		for _, match := range markdownLink.FindAllStringSubmatch(fencedBlock.ReplaceAllString(text, ""), -1) {
			link, anchor, _ := strings.Cut(match[1], "#")
			if strings.Contains(link, "://") {
				continue
			}
			checked++
			target := file
			if link != "" {
				target = filepath.Join(filepath.Dir(file), link)
			}
			content, err := os.ReadFile(target)
			if info, statErr := os.Stat(target); statErr == nil && info.IsDir() {
				continue
			}
			if assert.NoError(t, err, "%s links to %s", file, match[1]) && anchor != "" {
				assert.Contains(t, anchorsOf(string(content)), anchor, "%s links to %s", file, match[1])
			}
		}
	}
	assert.Positive(t, checked)
}

// sourceLines returns all Go code in the repository as a single string without indentation, including the programs in
// testdata, whose file names end in .go.txt.
func sourceLines(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	require.NoError(t, filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && strings.HasPrefix(entry.Name(), ".") && path != "." {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, ".go") || strings.HasSuffix(path, ".go.txt") {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			all.WriteString(withoutIndentation(string(text)))
		}
		return nil
	}))
	return all.String()
}

// withoutIndentation removes the white space around each line, because a guide may show only part of a function,
// indented less than in the Go file.
func withoutIndentation(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(strings.TrimSpace(line) + "\n")
	}
	return out.String()
}

// TestGoInGuidesIsCodeThatIsCompiled checks that each block of Go in a guide appears verbatim in one of the
// repository's Go files, where the compiler and tests check it.
func TestGoInGuidesIsCodeThatIsCompiled(t *testing.T) {
	t.Parallel()
	source := sourceLines(t)
	for file, text := range guides(t) {
		for _, block := range fencedBlock.FindAllStringSubmatch(text, -1) {
			if block[1] != "go" || strings.HasPrefix(block[2], "import ") {
				continue
			}
			if !strings.Contains(source, "\n"+withoutIndentation(block[2])) {
				assert.Fail(t, "no Go file has this code", "%s:\n%s", file, block[2])
			}
		}
	}
}

// exportedNames returns the exported names of the package in a directory: functions, types, constants and variables, as
// well as methods and fields as Type.Name.
func exportedNames(t *testing.T, dir string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, files, dir)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, decl := range parsed.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				name := d.Name.Name
				if d.Recv != nil {
					name = receiverOf(d.Recv.List[0].Type) + "." + name
				}
				names = append(names, name)
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					names = append(names, namesOf(spec)...)
				}
			}
		}
	}
	return names
}

func receiverOf(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return receiverOf(t.X)
	case *ast.IndexExpr:
		return receiverOf(t.X)
	case *ast.IndexListExpr:
		return receiverOf(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}

// namesOf returns the names declared in a type, constant or variable declaration.
func namesOf(spec ast.Spec) (names []string) {
	switch s := spec.(type) {
	case *ast.ValueSpec:
		for _, ident := range s.Names {
			names = append(names, ident.Name)
		}
	case *ast.TypeSpec:
		names = append(names, s.Name.Name)
		var fields *ast.FieldList
		switch t := s.Type.(type) {
		case *ast.StructType:
			fields = t.Fields
		case *ast.InterfaceType:
			fields = t.Methods
		default:
			return names
		}
		for _, field := range fields.List {
			for _, ident := range field.Names {
				names = append(names, s.Name.Name+"."+ident.Name)
			}
		}
	}
	return names
}

func TestNamesInGuidesExist(t *testing.T) {
	t.Parallel()
	dirs := map[string]string{
		"workspaces": ".", "types": "types", "fleet": "fleet", "taggingapi": "fleet/taggingapi", "ratelimit": "ratelimit",
		"paginators": "paginators", "waiters": "waiters", "workspacestest": "workspacestest",
	}
	names := make(map[string][]string)
	for pkg, dir := range dirs {
		names[pkg] = exportedNames(t, dir)
	}
	checked := 0
	for file, text := range guides(t) {
		for _, match := range qualified.FindAllStringSubmatch(fencedBlock.ReplaceAllString(text, ""), -1) {
			checked++
			name := strings.TrimPrefix(match[2], ".")
			assert.True(t, slices.Contains(names[match[1]], name), "%s: package %s does not have %s", file, match[1], name)
		}
	}
	assert.Positive(t, checked)
}

// TestErrorGuideNamesAllErrors checks that the tables in docs/errors.md list all exceptions and item codes, and that
// their "retry" columns agree with IsRetryable.
func TestErrorGuideNamesAllErrors(t *testing.T) {
	t.Parallel()
	listed := make(map[string]string) // the contents of the "retry" column, by error code
	for _, row := range regexp.MustCompile(`(?m)^\| ([\w.]+) \|.*?\| (no|later) \|`).FindAllStringSubmatch(guides(t)["docs/errors.md"], -1) {
		listed[row[1]] = row[2]
	}
	var codes []string
	for _, name := range exportedNames(t, "types") {
		if strings.HasSuffix(name, "Exception") {
			codes = append(codes, name)
		}
	}
	for _, code := range []workspaces.ItemCode{
		workspaces.ItemDirectoryNotFound, workspaces.ItemUserNotFound, workspaces.ItemWorkspaceExists, workspaces.ItemAutoStopTimeoutForAlwaysOn,
		workspaces.ItemAutoStopTimeoutForManual, workspaces.ItemInvalidUserConfiguration,
	} {
		codes = append(codes, string(code))
	}
	assert.ElementsMatch(t, codes, slices.Collect(maps.Keys(listed)))
	for code, retry := range listed {
		assert.Equal(t, workspaces.IsRetryable(&smithy.GenericAPIError{Code: code}), retry == "later", code)
	}
}
