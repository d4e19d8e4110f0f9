package commands

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/quiz"
)

const (
	amendmentsListed  = 25
	maxOptionsWritten = 20 // lines of a field
)

// Regrade changes a question that was asked and counts its answers anew.
func Regrade(d Deps) bot.Command {
	return bot.Command{
		Name:  "regrade",
		Short: "Mend a question and count its answers anew",
		Help:  "mend a question's key, options or text: what it would do to scores is shown before it is applied; undo takes a change back, log lists them",
		Needs: bot.Instructor,
		Subs: []bot.Sub{
			{
				Name: "question", Short: "Mend a question, in a form",
				Options: []bot.Option{
					{Name: "question", Short: "Words of the question", Kind: bot.Text, Required: true, Suggest: true},
					{Name: "bank", Short: "Question bank; otherwise the first one", Kind: bot.Text, Suggest: true},
				},
				Run: d.mendQuestion,
				Complete: func(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
					if c.Typing == "bank" {
						return suggestBank(ctx, d, c)
					}
					return suggestQuestion(ctx, d, c)
				},
			},
			{
				Name: "undo", Short: "Take a change back: answers are worth what they were before",
				Options:  []bot.Option{{Name: "change", Short: "Which change", Kind: bot.Text, Required: true, Suggest: true}},
				Run:      d.undoMend,
				Complete: d.suggestAmendment,
			},
			{Name: "log", Short: "Who changed which question, when, and what it did", Run: d.mendLog},
		},
		Press: map[string]bot.Handler{
			"mended": d.mended,
			"apply":  d.applyMend,
			"cancel": func(context.Context, bot.Call) (bot.Reply, error) { return bot.Replace(view.MendCancelled()), nil },
		},
	}
}

// questionToken stands for a question where its id would be too long: in
// buttons and suggestions.
func questionToken(bank string, id questions.QuestionID) string {
	sum := sha256.Sum256([]byte(bank + "\x00" + string(id)))
	return hex.EncodeToString(sum[:8])
}

// question finds the question that a token, an id or an exact stem names, or
// the only one with these words, in one bank or in all for "". Drafts are not
// found by words.
func (d Deps) question(ctx context.Context, c bot.Call, bank, named string) (string, questions.Question, error) {
	banks, err := d.Engine.Banks(ctx, c.Community)
	if err != nil {
		return "", questions.Question{}, err
	}
	if bank != "" {
		banks = slices.DeleteFunc(banks, func(b quiz.BankInfo) bool { return b.Name != bank })
		if len(banks) == 0 {
			return "", questions.Question{}, quiz.ErrNoBank
		}
	}
	words := strings.Fields(strings.ToLower(named))
	var worded []questions.Question
	var in string // the bank of the last of them
	for _, b := range banks {
		v, _, err := d.Engine.Bank(ctx, c.Community, b.Name)
		if err != nil {
			return "", questions.Question{}, err
		}
		for _, q := range v.Bank.Questions {
			if questionToken(b.Name, q.ID) == named || string(q.ID) == named || q.Stem == named {
				return b.Name, q, nil
			}
			if q.Status != questions.Draft && hasWords(q.Stem, words) {
				worded, in = append(worded, q), b.Name
			}
		}
	}
	switch len(worded) {
	case 0:
		return "", questions.Question{}, quiz.ErrNoQuestion
	case 1:
		return in, worded[0], nil
	}
	return "", questions.Question{}, view.SeveralQuestions(strings.Join(strings.Fields(named), " "), worded)
}

// hasWords reports whether all the words, in lower case, are in a text; none
// are in no text.
func hasWords(text string, words []string) bool {
	text = strings.ToLower(text)
	return len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

// suggestQuestion offers questions by their words, without their keys: none
// that an open quiz asks, since instructors play, too. Those that would be
// shown alike, cut to what Discord shows, begin with their number and form.
func suggestQuestion(ctx context.Context, d Deps, c bot.Call) ([]bot.Suggestion, error) {
	bank, err := defaultBank(ctx, d, c)
	if err != nil {
		return nil, err
	}
	v, _, err := d.Engine.Bank(ctx, c.Community, bank)
	if err != nil {
		return nil, err
	}
	var all []bot.Suggestion
	alike := make(map[string]int)
	labels := make(map[string]string) // by token
	for i, q := range v.Bank.Questions {
		if q.Status != questions.Draft {
			token := questionToken(bank, q.ID)
			all = append(all, bot.Suggestion{Name: q.Stem, Value: token})
			alike[view.ChoiceName(q.Stem)]++
			labels[token] = view.NumberedQuestion(i+1, q)
		}
	}
	found := matching(c.Options["question"], all)
	for i, s := range found {
		if alike[view.ChoiceName(s.Name)] > 1 {
			found[i].Name = labels[s.Value]
		}
	}
	return found, nil
}

func (d Deps) mendQuestion(ctx context.Context, c bot.Call) (bot.Reply, error) {
	bank, q, err := d.question(ctx, c, c.Options["bank"], c.Options["question"])
	if err != nil {
		return bot.Reply{}, err
	}
	if err := d.Engine.Mendable(ctx, c.Community, bank, q.ID, c.Now); err != nil {
		return bot.Reply{}, err
	}
	form := view.MendForm(q, view.Action{Name: view.ActionMended, Args: []string{questionToken(bank, q.ID)}})
	return bot.Reply{Modal: &form}, nil
}

func (d Deps) mended(ctx context.Context, c bot.Call) (bot.Reply, error) {
	bank, q, err := d.question(ctx, c, "", arg(c, 0))
	if err != nil {
		return bot.Reply{}, err
	}
	return d.draft(ctx, c, bank, q, 0)
}

// draft stores what was written into the form and shows what it would do.
func (d Deps) draft(ctx context.Context, c bot.Call, bank string, q questions.Question, report int64) (bot.Reply, error) {
	key := lines(c.Fields[view.FieldKey])
	m := quiz.Mend{
		Community: c.Community, Bank: bank, Question: q.ID, Stem: c.Fields[view.FieldStem], Key: key, Distractors: lines(c.Fields[view.FieldWrong]),
		Explanation: c.Fields[view.FieldExplanation], Reason: c.Fields[view.FieldReason], Report: report, By: c.Player.ID,
	}
	if q.Choice() && len(key) > 1 {
		m.Key, m.AlsoRight = key[:1], key[1:]
	}
	a, err := d.Engine.DraftMend(ctx, m, c.Now)
	var bad *quiz.BadQuestion
	if errors.As(err, &bad) {
		return bot.Reply{}, refuse(err)
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.MendDraft(a)), nil
}

// lines are the lines of a field that say something.
func lines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" && len(list) < maxOptionsWritten {
			list = append(list, line)
		}
	}
	return list
}

func amendmentID(text string) int64 {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0 // there is none of that number
	}
	return id
}

func (d Deps) applyMend(ctx context.Context, c bot.Call) (bot.Reply, error) {
	a, err := d.Engine.ApplyMend(ctx, c.Community, amendmentID(arg(c, 0)), c.Player.ID, c.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	d.Host.Wake() // the channel is told
	return bot.Replace(view.MendApplied(a)), nil
}

func (d Deps) undoMend(ctx context.Context, c bot.Call) (bot.Reply, error) {
	a, err := d.Engine.UndoMend(ctx, c.Community, amendmentID(c.Options["change"]), c.Player.ID, c.Now)
	if errors.Is(err, quiz.ErrUndone) {
		return bot.Private(view.MendUndoneBefore(a)), nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	d.Host.Wake()
	return bot.Private(view.MendUndone(a)), nil
}

func (d Deps) mendLog(ctx context.Context, c bot.Call) (bot.Reply, error) {
	list, err := d.Engine.Amendments(ctx, c.Community, amendmentsListed)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.Amendments(list)), nil
}

func (d Deps) suggestAmendment(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
	list, err := d.Engine.Amendments(ctx, c.Community, amendmentsListed)
	if err != nil {
		return nil, err
	}
	var all []bot.Suggestion
	for _, a := range list {
		if a.State == quiz.Applied && a.Undoes == 0 {
			id := strconv.FormatInt(a.ID, 10)
			all = append(all, bot.Suggestion{Name: id + ": " + a.After.Question.Stem, Value: id})
		}
	}
	return matching(c.Options["change"], all), nil
}
