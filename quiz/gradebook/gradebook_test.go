package gradebook_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/gradebook"
)

var nine = time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)

func book(names ...string) quiz.Gradebook {
	b := quiz.Gradebook{Rounds: []quiz.GradedRound{
		{ID: "r1", Title: "The Sea", OpenedAt: nine, Asks: 5}, {ID: "r2", Title: "=2+3", OpenedAt: nine.AddDate(0, 0, 1), Asks: 3},
	}}
	for i, name := range names {
		b.Rows = append(b.Rows, quiz.GradeRow{
			Player: quiz.Player{ID: quiz.PlayerID([]string{"100200300400500600", "2", "3"}[i%3]), Name: name}, Points: 400, Max: 500, Taken: 1, Excused: 1,
			Cells: []quiz.GradeCell{{Points: 400, Taken: true, FinishedAt: nine.Add(time.Minute)}, {Excused: true}},
		})
	}
	return b
}

func read(t *testing.T, data []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestAGradebookHasALineForEveryMember(t *testing.T) {
	zone := time.FixedZone("", 3600)
	data, err := gradebook.CSV(book("Ann", "Bob"), zone)
	if err != nil {
		t.Fatal(err)
	}
	rows := read(t, data)
	if len(rows) != 3 || len(rows[0]) != 12 || rows[0][6] != "The Sea 2026-03-12 10:00 (r1) points" {
		t.Fatalf("%d rows, head %q", len(rows), rows[0])
	}
	want := []string{"100200300400500600", "Ann", "400", "500", "1", "1", "400", "500", "2026-03-12 10:01:00", "", "", "excused"}
	if got := strings.Join(rows[1], "|"); got != strings.Join(want, "|") {
		t.Errorf("got %s", got)
	}
}

// TestH7NoCellIsAFormula has names that a spreadsheet would compute.
func TestH7NoCellIsAFormula(t *testing.T) {
	for _, name := range []string{"=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "a\n=1", `a"b`, "a,b", "=\"\"", "Ａnn", "", "'"} {
		data, err := gradebook.CSV(book(name), time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		rows := read(t, data)
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("%q: the cell %q is computed", name, cell)
				}
			}
		}
		want := name
		if name != "" && strings.ContainsRune("=+-@\t\r'", rune(name[0])) {
			want = "'" + name // one sign, which a reader of ours takes off again
		}
		if got := rows[1][1]; got != want {
			t.Errorf("%q comes back as %q, want %q", name, got, want)
		}
	}
}
