package exchange

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestB1EveryChangedByteIsReadOrRefused breaks each byte of a small file of
// every text format in turn. Whatever comes of it is whole: questions that can
// be shown, or an error of one sentence.
func TestB1EveryChangedByteIsReadOrRefused(t *testing.T) {
	for _, f := range bothWays() {
		if f.Binary {
			continue // packages: TestI3HostilePackages and FuzzImport
		}
		data, _, err := f.Export(ebbBank())
		if err != nil {
			t.Fatal(err)
		}
		name := "ebb" + f.Extensions[0]
		read, broken := 0, 0
		for i := range data {
			for _, b := range []byte{'"', data[i] ^ 1} {
				changed := slices.Clone(data)
				changed[i] = b
				bank, _, err := f.Import(context.Background(), name, changed)
				switch {
				case err != nil && strings.TrimSpace(err.Error()) == "":
					t.Fatalf("%s: byte %d as %q: an error without a word", f.Name, i, b)
				case err != nil:
					broken++
				case bank == nil:
					t.Fatalf("%s: byte %d as %q: neither a bank nor an error", f.Name, i, b)
				default:
					read++
					for _, q := range bank.Questions {
						if q.Stem == "" || len(q.Key) == 0 {
							t.Fatalf("%s: byte %d as %q: half a question: %+v", f.Name, i, b, q)
						}
					}
				}
			}
		}
		t.Logf("%s: %d changed bytes read, %d refused", f.Name, read, broken)
		if read == 0 {
			t.Errorf("%s: nothing was read", f.Name)
		}
	}
}

// TestB2OptionsAreTakenAsTheyAreWritten has options that other programs turn
// into something else.
func TestB2OptionsAreTakenAsTheyAreWritten(t *testing.T) {
	options := []string{"NULL", "0", "010", "1.10", "yes", "C # x", "2026-01-01", "~"}
	files := map[string]string{
		"gift":    "Which one?{\n=NULL\n~0\n~010\n~1.10\n~yes\n~C \\# x\n~2026-01-01\n~\\~\n}\n",
		"csv":     "question,answer,wrong 1,wrong 2,wrong 3,wrong 4,wrong 5,wrong 6,wrong 7\nWhich one?," + strings.Join(options, ",") + "\n",
		"aiken":   "Which one?\nA. " + options[0] + "\nB. " + options[1] + "\nC. " + options[2] + "\nD. " + options[3] + "\nE. " + options[4] + "\nF. " + options[5] + "\nG. " + options[6] + "\nH. " + options[7] + "\nANSWER: A\n",
		"opentdb": `{"response_code":0,"results":[{"type":"multiple","difficulty":"easy","category":"x","question":"Which one?","correct_answer":"NULL","incorrect_answers":["0","010","1.10","yes","C # x","2026-01-01","~"]}]}`,
	}
	for format, text := range files {
		bank, _ := imported(t, format, "options."+format, []byte(text))
		if len(bank.Questions) != 1 {
			t.Errorf("%s: %d questions", format, len(bank.Questions))
			continue
		}
		q := bank.Questions[0]
		if got := append(slices.Clone(q.Key), q.Distractors...); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(options))) {
			t.Errorf("%s: options %q, want %q", format, got, options)
		}
	}
}
