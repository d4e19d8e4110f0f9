package accept

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
)

// Features are what is known of a candidate, by name; one that is not there is
// 0. Names that begin with "question " tell of the question, all others of the
// fact.
type Features map[string]float64

// Beginnings of the names of a question's features, and what stands for the
// form of something that is not one.
const (
	ofQuestion = "question "
	ofForm     = ofQuestion + "form "
	ofAllow    = "allowance "
	cardForm   = "card"
	factForm   = "fact"
	nameForm   = "name" // a gap or choice that asks for a name
)

// And returns the features of a fact together with those of a question of it.
func (f Features) And(question Features) Features {
	both := Features{}
	maps.Copy(both, f)
	maps.Copy(both, question)
	return both
}

// Weight is one line of a model.
type Weight struct {
	Feature     string
	Weight      float64 // of the feature after (value - Mean) / Scale
	Mean, Scale float64 // of the feature over the labels; Scale > 0
}

// Model says how likely a candidate is to be accepted.
type Model struct {
	Threshold float64  // what scores less is not offered, 0 to 1; 0 = everything is
	Bias      float64  // of the average candidate, in logits
	Weights   []Weight // sorted by name; none = not trained

	// Allowances are added to a score before it is compared with the threshold,
	// by the form of the question, "card", or "fact" for what is scored without
	// one; "name" is for a gap or choice that asks for a name. Forms that are seldom
	// the only good one of their fact have less than 0.
	Allowances map[string]float64

	Notes []string // what a reader of the file should know: labels, figures
}

// Score returns the chance, 0 to 1, that a candidate is accepted. Without
// features of a question it is that of an average question of the fact. It is 0,
// not known, for a model that was not trained.
func (m *Model) Score(f Features) float64 {
	if len(m.Weights) == 0 {
		return 0
	}
	return chance(m.logit(f))
}

func chance(logit float64) float64 { return 1 / (1 + math.Exp(-logit)) }

// scoreOf is [Model.Score] of fact.And(question), which it does not make.
func (m *Model) scoreOf(fact, question Features) float64 {
	if len(m.Weights) == 0 {
		return 0
	}
	return chance(m.logitOf(fact, question))
}

// Offered returns what has to reach the threshold for a question to be offered:
// its own score or that of its fact, each with its allowance, whichever is less.
func (m *Model) Offered(f Features) float64 {
	fact, form := maps.Clone(f), ""
	maps.DeleteFunc(fact, func(name string, value float64) bool {
		if of, ok := strings.CutPrefix(name, ofForm); ok && value == 1 {
			form = of
		}
		return strings.HasPrefix(name, ofQuestion)
	})
	return min(m.allowed(factForm, m.Score(fact)), m.allowed(m.formOf(form, f), m.Score(f)))
}

// formOf returns by which allowance a question of a form is judged.
func (m *Model) formOf(form string, f Features) string {
	name := f[ofQuestion+"key capitalised"] == 1 && f[ofQuestion+"key has a digit"] == 0
	if _, own := m.Allowances[nameForm]; own && name && (form == string(questions.Gap) || form == string(questions.SingleChoice)) {
		return nameForm
	}
	return form
}

// allowed returns a score with the allowance of its form, 0 to 1.
func (m *Model) allowed(form string, score float64) float64 {
	return max(0, min(1, score+m.Allowances[form]))
}

func (m *Model) logit(f Features) float64 {
	asked := false
	for name := range f {
		if strings.HasPrefix(name, ofQuestion) {
			asked = true
			break
		}
	}
	if asked {
		return m.logitOf(f, f)
	}
	return m.logitOf(f, nil)
}

// logitOf is [Model.logit] of the features of a fact and, unless they are nil,
// those of a question, which need not stand in one map for it.
func (m *Model) logitOf(fact, question Features) float64 {
	sum := m.Bias
	for _, w := range m.Weights {
		of := fact
		if strings.HasPrefix(w.Feature, ofQuestion) {
			if of = question; question == nil {
				continue
			}
		}
		sum += w.Weight * w.Standard(of[w.Feature])
	}
	return sum
}

// extreme bounds a feature: a page unlike all that were labelled is not to be
// judged by how unlike it is.
const extreme = 4

// Standard returns how many scales a value is above the mean, at most four
// either way.
func (w Weight) Standard(value float64) float64 {
	return max(-extreme, min(extreme, (value-w.Mean)/w.Scale))
}

// ReadModel reads what [Model.WriteTo] wrote: a line "threshold" and a line
// "bias" with a number, one for each allowance ("allowance card"), then a line
// for every feature with its weight, mean and scale, all separated by tabs. Lines that begin with "#" are notes.
func ReadModel(r io.Reader) (*Model, error) {
	m := &Model{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		if note, ok := strings.CutPrefix(lines.Text(), "#"); ok {
			m.Notes = append(m.Notes, strings.TrimSpace(note))
			continue
		}
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		name, rest, _ := strings.Cut(lines.Text(), "\t")
		var numbers []float64
		for field := range strings.FieldsSeq(rest) {
			x, err := strconv.ParseFloat(field, 64)
			if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
				return nil, fmt.Errorf("model, line %d: %q is not a number: train the model again", n, field)
			}
			numbers = append(numbers, x)
		}
		switch {
		case name == "threshold" && len(numbers) == 1:
			m.Threshold = numbers[0]
		case name == "bias" && len(numbers) == 1:
			m.Bias = numbers[0]
		case strings.HasPrefix(name, ofAllow) && len(numbers) == 1:
			if m.Allowances == nil {
				m.Allowances = map[string]float64{}
			}
			m.Allowances[strings.TrimPrefix(name, ofAllow)] = numbers[0]
		case len(numbers) == 3 && numbers[2] > 0:
			m.Weights = append(m.Weights, Weight{name, numbers[0], numbers[1], numbers[2]})
		default:
			return nil, fmt.Errorf("model, line %d: %q has %d numbers; wanted a weight, a mean and a scale above 0: train the model again", n, name, len(numbers))
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the model: %w", err)
	}
	slices.SortFunc(m.Weights, func(a, b Weight) int { return cmp.Compare(a.Feature, b.Feature) })
	return m, nil
}

// WriteTo writes the model as text with a feature a line.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var out strings.Builder
	for _, note := range m.Notes {
		fmt.Fprintln(&out, strings.TrimSpace("# "+note))
	}
	fmt.Fprintf(&out, "threshold\t%s\nbias\t%s\n", digits(m.Threshold), digits(m.Bias))
	for _, form := range slices.Sorted(maps.Keys(m.Allowances)) {
		fmt.Fprintf(&out, "%s%s\t%s\n", ofAllow, form, digits(m.Allowances[form]))
	}
	for _, f := range m.Weights {
		fmt.Fprintf(&out, "%s\t%s\t%s\t%s\n", f.Feature, digits(f.Weight), digits(f.Mean), digits(f.Scale))
	}
	n, err := io.WriteString(w, out.String())
	return int64(n), err
}

// digits writes a number as the model keeps it. Four digits are more than the
// labels support, and hide what machines round differently.
func digits(x float64) string { return strconv.FormatFloat(x, 'g', 4, 64) }
