package exchange

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"

	"quizbot/questions"
)

func looksLikeOpenTDB(data []byte) bool {
	return bytes.HasPrefix(beginning(data), []byte("{")) && (bytes.Contains(data[:min(len(data), 4096)], []byte(`"correct_answer"`)) || openTDBEmpty.Match(beginning(data)))
}

// openTDBEmpty is an answer without questions.
var openTDBEmpty = regexp.MustCompile(`^\{\s*(?:"response_code"\s*:\s*\d+\s*,\s*)?"results"\s*:\s*\[\s*\]\s*\}$`)

// importOpenTDB reads what the Open Trivia Database answers (opentdb.com,
// "API"), in any of its encodings. Its questions are under CC BY-SA 4.0.
func importOpenTDB(_ context.Context, name string, data []byte) (*questions.Bank, Report, error) {
	in := newIntake(name)
	text, err := textOf(name, data)
	if err != nil {
		return nil, in.report, err
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	var file struct {
		Code    int `json:"response_code"`
		Results []struct {
			Type       string   `json:"type"`
			Difficulty string   `json:"difficulty"`
			Category   string   `json:"category"`
			Question   string   `json:"question"`
			Correct    string   `json:"correct_answer"`
			Incorrect  []string `json:"incorrect_answers"`
		} `json:"results"`
	}
	if err := decoder.Decode(&file); err != nil {
		in.jsonProblem(text, decoder.InputOffset(), err)
		return in.done()
	}
	if len(file.Results) == 0 {
		return nil, in.report, fmt.Errorf("%s: the file holds no questions (response code %d): ask the Open Trivia Database again, for fewer or of another category", name, file.Code)
	}
	for i, result := range file.Results {
		decode := html.UnescapeString
		if kind, err := base64.StdEncoding.DecodeString(result.Type); err == nil && (string(kind) == "multiple" || string(kind) == "boolean") {
			result.Type = string(kind)
			decode = func(s string) string {
				plain, err := base64.StdEncoding.DecodeString(s)
				if err != nil {
					return s
				}
				return string(plain)
			}
		} else if !strings.Contains(result.Question, " ") && strings.Contains(result.Question, "%20") {
			decode = func(s string) string {
				plain, err := url.PathUnescape(s)
				if err != nil {
					return s
				}
				return plain
			}
		}
		q := incoming{}
		q.Stem, q.Key, q.Form = decode(result.Question), []string{decode(result.Correct)}, questions.TrueFalse
		if category := decode(result.Category); category != "" {
			q.tags = []string{category}
		}
		for _, wrong := range result.Incorrect {
			q.Distractors = append(q.Distractors, decode(wrong))
		}
		switch {
		case result.Type == "multiple" && len(q.Distractors) == 0:
			in.leftOut(0, shorten(q.Stem), "result %d has no wrong answers: add two", i+1)
			continue
		case result.Type == "multiple":
			q.Form = chosenForm(q.Stem, false)
		case result.Type != "boolean" || len(q.Distractors) != 1 || q.Key[0] != questions.True && q.Key[0] != questions.False:
			in.leftOut(0, shorten(q.Stem), "result %d is neither of the type multiple nor boolean", i+1)
			continue
		}
		in.add(q)
	}
	in.changed(0, "", "the Open Trivia Database asks to be named, under CC BY-SA 4.0; difficulties are not taken over")
	return in.done()
}
