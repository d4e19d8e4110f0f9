package rules

import "quizbot/questions"

// doubts returns how unsure the parser was, 0 to 1 each, as signals of a fact:
//
//	doubt           about the words that the fact keeps, on average
//	doubt cut       about the arcs between what is kept and what is left out, at most
//	doubt sentence  about all words of the sentence, on average
//
// A sentence that was not parsed has none.
func (t *tree) doubts(kept []token) map[string]float64 {
	signals := map[string]float64{}
	if t == nil || len(t.leads) == 0 {
		return signals
	}
	starts := map[int]bool{}
	for _, k := range kept {
		starts[k.start] = !k.made
	}
	var inside, all doubt
	cut := 0.0
	for i, token := range t.sentence.tokens {
		if isMark(token.text) {
			continue
		}
		d := 1 - t.leads[i]
		all.add(d)
		if starts[token.start] {
			inside.add(d)
		}
		if h := t.heads[i]; h >= 0 && starts[token.start] != starts[t.sentence.tokens[h].start] {
			cut = max(cut, d)
		}
	}
	signals["doubt"], signals["doubt cut"], signals["doubt sentence"] = inside.mean(), cut, all.mean()
	return signals
}

// readAlone adds to a fact's signals how unsure the parser is of its statement
// when it stands alone, on average: "doubt alone". A cut that went wrong mostly
// reads worse.
func (f *finder) readAlone(fact *questions.Fact) {
	s := &sentence{text: fact.Statement, tokens: f.language.tokens(fact.Statement)}
	t := parsed(s)
	if t == nil {
		return
	}
	var all doubt
	for i, token := range s.tokens {
		if !isMark(token.text) {
			all.add(1 - t.leads[i])
		}
	}
	if fact.Signals == nil {
		fact.Signals = map[string]float64{}
	}
	fact.Signals["doubt alone"] = all.mean()
}

// doubt collects how unsure the parser was about words.
type doubt struct {
	words, sum float64
}

func (d *doubt) add(x float64) { d.words, d.sum = d.words+1, d.sum+x }

func (d *doubt) mean() float64 { return d.sum / max(1, d.words) }
