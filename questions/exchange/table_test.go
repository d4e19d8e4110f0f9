package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestTablesWithUnclearAnswers: a letter or number that names no option never
// becomes an option itself, and columns that could mean two things are refused.
func TestTablesWithUnclearAnswers(t *testing.T) {
	const fine = "Fine?,a,b,c,d,B\n"
	for _, c := range []struct{ answer, says string }{
		{"E", `line 3: Which?: left out: "E" names none of its 4 options`},
		{"0", `line 3: Which?: left out: "0" names none of its 4 options`},
		{"7", `line 3: Which?: left out: "7" names none of its 4 options`},
		{`"A,E"`, `line 3: Which?: left out: "E" names none of its 4 options`},
		{"Venus", `line 3: Which?: the answer "Venus" is none of the 4 options and stands beside them now`},
	} {
		b, r := imported(t, "csv", "x.csv", []byte("question,A,B,C,D,correct\n"+fine+"Which?,Sun,Mars,Moon,Sirius,"+c.answer+"\n"))
		says(t, r, c.says)
		if left := strings.Contains(c.says, "left out"); left != (len(b.Questions) == 1) {
			t.Errorf("with %s the questions are %+v", c.answer, b.Questions)
		}
	}
	_, r := imported(t, "csv", "x.csv", []byte("question,A,B,C,D,correct\n"+fine+"Which?,Sun,Mars,,,D\n"))
	says(t, r, `"D" names none of its 2 options`)

	for table, words := range map[string]string{
		"question,answer,answer,wrong 1\nq?,a,b,c":         `x.csv:1: several columns "answer"`,
		"question,correct,answer,wrong 1\nq?,a,b,c":        `x.csv:1: the columns "correct" and "answer" both hold the right answer`,
		"question,question,answer\nq?,p?,c":                `x.csv:1: two columns "question"`,
		"\n\nquestion,answer,explanation,explanation\nq,a": `x.csv:3: two columns "explanation"`,
	} {
		refused(t, "csv", "x.csv", []byte(table), words)
	}
	for _, c := range []struct{ table, want string }{
		{"question,answer,answer\nWhich?,ebb,the ebb", `short ["ebb" "the ebb"] []`},
		{"question,answer,answer\nWhich?,ebb,", `short ["ebb"] []`},
		{"question,answer,wrong,wrong\nWhich?,ebb,rain,snow", `single ["ebb"] ["rain" "snow"]`},
		{"question,option,option,option,correct\nWhich?,rain,ebb,snow,2", `single ["ebb"] ["rain" "snow"]`},
		{"sep=;\nquestion;answer;wrong 1;wrong 2\nWhich?;a, b;c;d", `single ["a, b"] ["c" "d"]`},
		{"\ufeffsep=;\r\n\r\nquestion;answer\r\nWhich?;a, b\r\n", `short ["a, b"] []`},
		{"\n , \n\"question\",answer\nWhich?,a", `short ["a"] []`},
	} {
		f, err := Of("unknown", []byte(c.table))
		if err != nil || f.Name != "csv" {
			t.Errorf("%q is told to be %q: %v", c.table, f.Name, err)
		}
		b, _ := imported(t, "csv", "x.csv", []byte(c.table))
		q := b.Questions[0]
		if got := fmt.Sprintf("%s %q %q", q.Form, q.Key, q.Distractors); q.Stem != "Which?" || got != c.want {
			t.Errorf("%q\ngives %s\nnot   %s", c.table, got, c.want)
		}
	}
	_, r = imported(t, "csv", "x.csv", []byte("question,answer,explanation,comment,difficulty,empty\nWhich?,a,so,well,hard,"))
	says(t, r, `line 1: the column "comment" is not read, since "explanation" holds the same`, `line 1: the column "difficulty" is not read`)
	if strings.Contains(fmt.Sprint(r.Notes), `"empty"`) {
		t.Errorf("an empty column is reported: %v", r.Notes)
	}
	_, r = imported(t, "csv", "x.csv", []byte("sep=,\n\nquestion,A,B,correct\nWhich?,Sun,Mars,E\nFine?,a,b,A"))
	says(t, r, "line 4: Which?: left out")
}

// TestTablesOpenInExcel: without a byte order mark Excel reads UTF-8 as
// something else.
func TestTablesOpenInExcel(t *testing.T) {
	data, _, err := exportCSV(ebbBank())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(data, []byte("\ufeffid,form,question")) {
		t.Errorf("the table begins %q", data[:20])
	}
	imported(t, "csv", "x.csv", data)
}

// TestOptionsThatStandTwice: nobody can tell which of two equal options is right.
func TestOptionsThatStandTwice(t *testing.T) {
	b, r := imported(t, "gift", "x.gift", []byte("Which?{=ebb ~Ebb ~rain}\n\nTyped?{=yes =YES}"))
	says(t, r, `line 1: Which?: the options "ebb" and "Ebb" read the same: replace one`)
	if len(b.Questions) != 2 || strings.Contains(fmt.Sprint(r.Notes), "Typed?") {
		t.Errorf("%v", r.Notes)
	}
	b = ebbBank()
	b.Questions[0].Distractors[0] = b.Questions[0].Key[0]
	for _, f := range Formats {
		if f.Export == nil || f.Name == "json" {
			continue
		}
		_, r, err := f.Export(b)
		if err != nil {
			t.Fatal(err)
		}
		says(t, r, `ebb/single: left out: the option "ebb" stands twice`)
	}
	_, r, _ = exportJSON(b)
	says(t, r, `ebb/single: the option "ebb" stands twice`)
	_, r = imported(t, "opentdb", "x.json", []byte(`{"results":[{"type":"multiple","question":"Which?","correct_answer":"a","incorrect_answers":[]},
		{"type":"multiple","question":"What?","correct_answer":"a","incorrect_answers":["b","c"]}]}`))
	says(t, r, "Which?: left out: result 1 has no wrong answers")
	for _, empty := range []string{`{"response_code":1,"results":[]}`, `{"results":[]}`} {
		refused(t, "opentdb", "x.json", []byte(empty), "the file holds no questions")
		if f, err := Of("x.json", []byte(empty)); err != nil || f.Name != "opentdb" {
			t.Errorf("%s is told to be %q: %v", empty, f.Name, err)
		}
	}
}
