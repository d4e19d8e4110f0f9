package exchange

import (
	"bytes"
	"context"
	"regexp"
	"strings"

	"quizbot/questions"
)

var (
	aikenOption = regexp.MustCompile(`^\s*([A-Z])[.)]\s+(.+)$`)
	aikenAnswer = regexp.MustCompile(`^\s*ANSWER:\s*(\S*)\s*$`)
	aikenLook   = regexp.MustCompile(`(?m)^\s*ANSWER:\s*[A-Z]\s*$`)
)

func looksLikeAiken(data []byte) bool {
	return aikenLook.Match(bytes.ReplaceAll(data[:min(len(data), 16<<10)], []byte("\r"), nil))
}

// importAiken reads Aiken files (docs.moodle.org, "Aiken format"): the
// question, a line for each option, and the letter of the right one.
func importAiken(_ context.Context, name string, data []byte) (*questions.Bank, Report, error) {
	in := newIntake(name)
	text, err := textOf(name, data)
	if err != nil {
		return nil, in.report, err
	}
	var stem, options []string
	var letters string
	from := 0
	for i, l := range strings.Split(text, "\n") {
		line := i + 1
		option, answer := aikenOption.FindStringSubmatch(l), aikenAnswer.FindStringSubmatch(l)
		switch {
		case strings.TrimSpace(l) == "":
			continue
		case answer != nil:
			at := strings.Index(letters, answer[1])
			if len(options) < 2 || len(stem) == 0 || len(answer[1]) != 1 || at < 0 {
				in.problem(line, "aiken", "ANSWER: %q fits no question with options above it: write a question, options such as A. and B. on a line each, and the letter of the right one", shorten(answer[1]))
			} else {
				q := incoming{line: from}
				q.Stem = strings.Join(stem, "\n")
				q.Key = []string{options[at]}
				q.Distractors = append(append([]string{}, options[:at]...), options[at+1:]...)
				q.Form = chosenForm(q.Stem, false)
				in.add(q)
			}
			stem, options, letters = nil, nil, ""
		case option != nil && len(stem) > 0 && option[1] == string(rune('A'+len(options))):
			options, letters = append(options, option[2]), letters+option[1]
		case len(options) > 0:
			in.problem(line, "aiken", "%q is neither the next option nor an ANSWER line: write every option on one line, as %c. and so on", shorten(l), 'A'+len(options))
			stem, options, letters = nil, nil, ""
		default:
			if len(stem) == 0 {
				from = line
			}
			stem = append(stem, l)
		}
		if in.full() {
			break
		}
	}
	if len(stem) > 0 {
		in.problem(from, "aiken", "the question %q has no ANSWER line: add one with the letter of the right option", shorten(stem[0]))
	}
	return in.done()
}
