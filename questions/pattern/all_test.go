package pattern

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A pattern that is no regular expression would panic when the first text comes
// that asks for it. So each must be a constant, and one.
func TestEveryPatternOfTheProgramIsARegularExpression(t *testing.T) {
	patterns := 0
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
				patterns++
				expression := known.Types[call.Args[0]].Value
				if expression == nil {
					t.Errorf("%s: the pattern is not made of constants of its package", files.Position(call.Pos()))
				} else if _, err := regexp.Compile(constant.StringVal(expression)); err != nil {
					t.Errorf("%s: %v", files.Position(call.Pos()), err)
				}
				return true
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if patterns < 100 {
		t.Errorf("only %d patterns were found", patterns)
	}
}
