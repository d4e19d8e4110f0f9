package store

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// takesSQL names the functions that take a statement, and at which place.
var takesSQL = map[string]int{"ExecContext": 1, "QueryContext": 1, "QueryRowContext": 1, "PrepareContext": 1, "prepared": 2, "collect": 3, "changeSchedule": 1}

// TestH6StatementsAreWrittenNotBuilt reads the package: what is handed to the
// database is text of ours, joined from constants; values go by placeholders.
func TestH6StatementsAreWrittenNotBuilt(t *testing.T) {
	files := token.NewFileSet()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var parsed []*ast.File
	constants := map[string]bool{}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(files, entry.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
		ast.Inspect(file, func(n ast.Node) bool {
			if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.CONST {
				for _, spec := range d.Specs {
					for _, name := range spec.(*ast.ValueSpec).Names {
						constants[name.Name] = true
					}
				}
			}
			return true
		})
	}
	statements := 0
	for _, file := range parsed {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			written, prepared := writtenIn(f, constants)
			ast.Inspect(f.Body, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				place, takes := takesSQL[nameOf(call.Fun)]
				if s, ok := call.Fun.(*ast.SelectorExpr); ok && prepared(s.X) {
					return true // its statement was looked at where it was prepared
				}
				if !takes || place >= len(call.Args) {
					return true
				}
				statements++
				if !written(call.Args[place]) {
					t.Errorf("%s: the statement is built, not written", files.Position(call.Args[place].Pos()))
				}
				return true
			})
		}
	}
	if statements < 100 {
		t.Errorf("only %d statements were looked at", statements)
	}
	t.Logf("%d statements", statements)
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// writtenIn returns what tells whether an expression in a function is text of
// ours: literals, constants, what is joined from them, and variables that hold
// nothing else. A helper's own parameter is for its callers to answer for. And
// what tells whether an expression is a statement prepared before.
func writtenIn(f *ast.FuncDecl, constants map[string]bool) (written, prepared func(ast.Expr) bool) {
	held := map[string][]ast.Expr{}
	parameters := map[string]bool{}
	if _, helper := takesSQL[f.Name.Name]; helper {
		for _, field := range f.Type.Params.List {
			for _, name := range field.Names {
				parameters[name.Name] = true
			}
		}
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				if len(n.Rhs) == len(n.Lhs) {
					held[nameOf(left)] = append(held[nameOf(left)], n.Rhs[i])
				} else {
					held[nameOf(left)] = append(held[nameOf(left)], n.Rhs[0])
				}
			}
		case *ast.RangeStmt:
			if list, ok := n.X.(*ast.CompositeLit); ok && n.Value != nil {
				held[nameOf(n.Value)] = append(held[nameOf(n.Value)], list.Elts...)
			}
		}
		return true
	})
	prepared = func(e ast.Expr) bool {
		if call, ok := e.(*ast.CallExpr); ok {
			return nameOf(call.Fun) == "prepared"
		}
		values := held[nameOf(e)]
		if id, ok := e.(*ast.Ident); !ok || id.Name == "" || len(values) == 0 {
			return false
		}
		call, ok := values[0].(*ast.CallExpr)
		return ok && (nameOf(call.Fun) == "prepared" || nameOf(call.Fun) == "PrepareContext")
	}
	asking := map[string]bool{}
	written = func(e ast.Expr) bool {
		switch e := e.(type) {
		case *ast.BasicLit:
			return true
		case *ast.BinaryExpr:
			return written(e.X) && written(e.Y)
		case *ast.Ident:
			if constants[e.Name] || parameters[e.Name] || asking[e.Name] {
				return true
			}
			asking[e.Name] = true
			defer delete(asking, e.Name)
			for _, value := range held[e.Name] {
				if !written(value) {
					return false
				}
			}
			return len(held[e.Name]) > 0
		}
		return false
	}
	return written, prepared
}
