package pattern

import (
	"flag"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite known.txt")

// A pattern that is no regular expression would panic when the first text comes
// that asks for it. So each must be a constant, and one.
func TestEveryPatternOfTheProgramIsARegularExpression(t *testing.T) {
	if patterns := len(programPatterns(t)); patterns < 100 {
		t.Errorf("only %d patterns were found", patterns)
	}
}

// A line that is not there costs a little time, a wrong one matches. So each of
// an expression of the program must be right, and nine in ten be there.
func TestWhatIsKnownOfThePatternsOfTheProgramIsRight(t *testing.T) {
	expressions := slices.Compact(slices.Sorted(slices.Values(programPatterns(t))))
	var file strings.Builder
	missing := 0
	for _, expression := range expressions {
		want := looksOf(expression)
		file.WriteString(want.line(expression))
		switch got := knownLooks(expression); {
		case got == nil:
			missing++
		case !*update && !reflect.DeepEqual(got, want):
			t.Errorf("known.txt says another thing of %s: run go test ./questions/pattern -update", expression)
		}
	}
	switch {
	case *update:
		if err := os.WriteFile("known.txt", []byte(file.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	case missing > len(expressions)/10:
		t.Errorf("known.txt has nothing of %d of %d expressions: run go test ./questions/pattern -update", missing, len(expressions))
	}
}

// Classes of letters are put another way before they are parsed for looks.
func TestLooksOfThePatternsOfTheProgramAreThoseOfTheirClasses(t *testing.T) {
	for _, expression := range programPatterns(t) {
		parsed, err := syntax.Parse(expression, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := looksOf(expression), looksOfParsed(parsed); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: looks %+v, want %+v", expression, got, want)
		}
	}
}

// programPatterns returns the expressions of the program.
func programPatterns(t *testing.T) (patterns []string) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		files := token.NewFileSet()
		var parsed []*ast.File
		names, _ := filepath.Glob(filepath.Join(path, "*.go"))
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			parsed = append(parsed, file)
		}
		known := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		unknown := types.Config{Error: func(error) {}} // what other packages declare: no constant of a pattern comes from there
		_, _ = unknown.Check(path, files, parsed, &known)
		for _, file := range parsed {
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				if called, ok := call.Fun.(*ast.SelectorExpr); !ok || types.ExprString(called) != "pattern.MustCompile" {
					return true
				}
				expression := known.Types[call.Args[0]].Value
				if expression == nil {
					t.Errorf("%s: the pattern is not made of constants of its package", files.Position(call.Pos()))
				} else if _, err := regexp.Compile(constant.StringVal(expression)); err != nil {
					t.Errorf("%s: %v", files.Position(call.Pos()), err)
				} else {
					patterns = append(patterns, constant.StringVal(expression))
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return patterns
}
