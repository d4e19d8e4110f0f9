package bankfile

import (
	"flag"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"quizbot/questions"
)

var roundTrips = flag.Int("roundtrips", 3_000, "how many random texts TestB3 writes and reads; FAULTS asks for 100000")

// nasty are the pieces random texts are made of.
var nasty = []string{
	" ", "  ", "\t", "\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\ufeff", "\u00a0", "\u200b", "\u200d", "\u202e", "\x00", "\x07", "\x1b", "\x7f", "\u009f",
	"a", "Ebb", "é", "e\u0301", "潮", "😀", "👩‍🚀", "🇫🇷", "\U000e0041", "\ufffd", "\ufffe", "\uffff", "\U0010ffff",
	"\"", "'", "\\", "\\n", "\\u", "#", " #", ": ", ":", "- ", "-", "---", "...", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "~", "null", "yes", "010",
	"func main() {\n\tprintln(\"x\")\n}", "    indented:\n      - code\n",
}

func nastyText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(12) {
		b.WriteString(nasty[r.IntN(len(nasty))])
	}
	if r.IntN(200) == 0 {
		return strings.Repeat(b.String()+"x", 4_000/(b.Len()+1))
	}
	return b.String()
}

func TestB3EveryTextComesBackByteForByte(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := 0; i < *roundTrips; {
		b := &questions.Bank{Name: nastyText(r), Title: nastyText(r)}
		for range 10 {
			q := questions.Question{ID: questions.QuestionID(nastyText(r)), Stem: nastyText(r), Key: []string{nastyText(r)}}
			for range r.IntN(4) {
				q.Distractors = append(q.Distractors, nastyText(r))
			}
			for range r.IntN(3) {
				q.Prompts = append(q.Prompts, nastyText(r))
				if q.Feedback == nil {
					q.Feedback, q.Weights = map[string]string{}, map[string]float64{}
				}
				q.Feedback[nastyText(r)] = nastyText(r)
				q.Weights[nastyText(r)] = float64(r.IntN(2_000_000)-1_000_000) / 1e4
			}
			q.Tolerance = nastyText(r)
			b.Questions = append(b.Questions, q)
			i += 3 + len(q.Distractors)
		}
		roundTrip(t, b)
	}
}

func roundTrip(t *testing.T, b *questions.Bank) {
	t.Helper()
	data, err := Marshal(b)
	if err != nil {
		t.Fatalf("%v of %+v", err, b)
	}
	got, problems := Read("t.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("written bank is refused: %v\n%s", problems[0], data)
	}
	if !reflect.DeepEqual(got, b) {
		t.Fatalf("got  %+v\nwant %+v\n%s", got, b, data)
	}
}

func FuzzWriteRead(f *testing.F) {
	for _, s := range nasty {
		f.Add(s, s+"x")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, "?"), strings.ToValidUTF8(b, "?")
		if len(a)+len(b) > 10_000 {
			t.Skip("longer texts need the same code")
		}
		roundTrip(t, &questions.Bank{Name: a, Title: b, Facts: []questions.Fact{{ID: "f", Statement: a, Topics: []string{b, a}}}})
	})
}

func FuzzRead(f *testing.F) {
	golden, err := Marshal(tideBank())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(golden)
	for _, s := range []string{
		"format: 1\n", "a: b\n  \"c\nx: [[[[", "- - - -", "? a\n: b", "a: |\n  x\n y\n", "a: >+2\n   x", "{a: [b, {c: d}]}", "[a\n\"b]", "a: 'b''c'", "\"a\": \"\\u00e9\\\n b\"",
		"a:\n- b\n-\n  - c\n", "--- {a: b}\n", "a: &b c\nd: *b\n", "!!map {a: b}", "a: [b # c\n, d]", "a: \"\n---\n\"", "a:\n  |\n  x\n", "\"a\" : b", "a: - b", "<<: {a: b}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		bank, problems := Read("t.yaml", data)
		if (bank == nil) == (len(problems) == 0) {
			t.Fatalf("bank %v with problems %v", bank, problems)
		}
		if bank == nil {
			return
		}
		// What was read can be written, unless escapes make it too large, and
		// is then read again as the same.
		if again, err := Marshal(bank); err == nil {
			if back, problems := Read("t.yaml", again); len(problems) > 0 || !reflect.DeepEqual(back, bank) {
				t.Fatalf("read %+v\nwritten as\n%s\nread again %+v, %v", bank, again, back, problems)
			}
		}
	})
}
