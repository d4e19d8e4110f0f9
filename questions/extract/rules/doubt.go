package rules

// doubts returns how unsure the parser was, 0 to 1 each, as signals of a fact:
//
//	doubt           about the words that the fact keeps, on average
//	doubt cut       about the arcs between what is kept and what is left out, at most
//	doubt sentence  about all words of the sentence, on average
//	doubt alone     about the statement when it stands alone; as doubt, until it has been read so
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
	signals["doubt"], signals["doubt cut"], signals["doubt sentence"], signals["doubt alone"] = inside.mean(), cut, all.mean(), inside.mean()
	return signals
}

// doubtAlone returns how unsure the parser was about the words of a statement
// that was read for itself, on average. A cut that went wrong mostly reads worse.
func (t *tree) doubtAlone() float64 {
	var all doubt
	for i, token := range t.sentence.tokens {
		if !isMark(token.text) {
			all.add(1 - t.leads[i])
		}
	}
	return all.mean()
}

// doubt collects how unsure the parser was about words.
type doubt struct {
	words, sum float64
}

func (d *doubt) add(x float64) { d.words, d.sum = d.words+1, d.sum+x }

func (d *doubt) mean() float64 { return d.sum / max(1, d.words) }
