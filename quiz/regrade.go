package quiz

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"quizbot/questions"
	"quizbot/quiz/grading"
)

// What a caller of a regrade tells apart.
var (
	ErrNoQuestion   = errors.New("no such question")
	ErrNoAmendment  = errors.New("no such change of a question")
	ErrMendedBefore = errors.New("somebody else changed the question first")
	ErrAskedNow     = errors.New("the question is asked in a round that is open")
	ErrNoChange     = errors.New("nothing would change")
	ErrUndone       = errors.New("the change was taken back")
	ErrNotNewest    = errors.New("the question was changed again since")
)

// Mend is what an instructor writes over a question. The form and, of pairs,
// the prompts stay.
type Mend struct {
	Community   CommunityID
	Bank        string
	Question    questions.QuestionID
	Stem        string
	Key         []string
	AlsoRight   []string // of a choice: options that count as right in answers already given, and are not offered any more
	Distractors []string
	Explanation string
	Reason      string
	Report      int64 // that led to it; 0 = none
	By          PlayerID
}

// Marking is by what answers to a question that was mended are judged.
type Marking struct {
	Question  questions.Question
	AlsoRight []string `json:",omitempty"` // see [Mend]
}

// Judge returns what an answer is worth. A choice that the question has no
// longer is wrong.
func (m Marking) Judge(given []string) Verdict {
	if len(given) == 1 && slices.Contains(m.AlsoRight, given[0]) {
		return Verdict{Correct: true, Points: grading.Full}
	}
	correct, points := grading.Judge(m.Question, given)
	return Verdict{Correct: correct, Points: points}
}

// has reports whether what was given could be given to the question as it is now.
func (m Marking) has(given []string) bool {
	if m.Question.Typed() {
		return true
	}
	options := append(m.Question.Options(), m.AlsoRight...)
	return !slices.ContainsFunc(given, func(g string) bool { return !slices.Contains(options, g) })
}

// Judge returns what an answer to the ask is worth, by the question as it was
// mended last.
func (a Ask) Judge(given []string) Verdict {
	if a.Mended != nil {
		return a.Mended.Judge(given)
	}
	return Marking{Question: a.Question}.Judge(given)
}

// AsMended returns the ask with the question as it was mended last, for
// whoever is shown the key. What was asked is told by the answer.
func (a Ask) AsMended() Ask {
	if a.Mended != nil {
		a.Question = a.Mended.Question
	}
	return a
}

// mended returns the outcome with the question as it was mended last, where its
// key is shown.
func (o Outcome) mended() Outcome {
	if o.Revealed {
		o.Ask = o.Ask.AsMended()
	}
	return o
}

// AmendmentState is how far an amendment has come.
type AmendmentState string

// The states. Only an applied one decides about answers.
const (
	Drafted AmendmentState = "draft"
	Applied AmendmentState = "applied"
	Undone  AmendmentState = "undone"
)

// Amendment is a question mended after it was asked. Rounds keep what they
// asked: their asks of a version from Since on and below Version are judged by
// the newest amendment that is applied.
type Amendment struct {
	ID        int64
	Community CommunityID
	Bank      string
	Question  questions.QuestionID
	State     AmendmentState
	Undoes    int64 // the amendment that this one takes back; 0 = none
	Before    questions.Question
	After     Marking
	Since     int
	Version   int // of the question in the bank from the amendment on
	Report    int64
	By        PlayerID // "" when the instructor's data were deleted
	Reason    string
	At        time.Time // applied, or drafted
	UndoneBy  PlayerID
	UndoneAt  time.Time
	Effect    Effect
	Channel   ChannelID // that is still to be told what changed; "" = none
}

// Decides reports whether asks of a version are judged by the amendment, where
// it is the newest.
func (a Amendment) Decides(version int) bool {
	return a.State == Applied && a.Since <= version && version < a.Version
}

// Effect is what an amendment does to the answers that were given.
type Effect struct {
	Rounds  int // that asked the question
	Answers int
	Gained  int // answers that are worth more than before
	Lost    int
	Gone    int // answers whose choice is no option any more; they count as wrong
	Members int // whose points change, practice included
	Points  int // all together, of answers that count
	Channel ChannelID
}

// Judged is one answer under an amendment.
type Judged struct {
	Answer Answer
	Kind   Kind
	Counts bool
	After  Verdict
}

// add takes one more answer into the effect.
func (e *Effect) add(j Judged, m Marking) {
	e.Answers++
	switch {
	case j.After.Points > j.Answer.Verdict.Points:
		e.Gained++
	case j.After.Points < j.Answer.Verdict.Points:
		e.Lost++
	}
	if !m.has(j.Answer.Given) {
		e.Gone++
	}
	if j.Counts {
		e.Points += j.After.Points - j.Answer.Verdict.Points
	}
}

// EffectOf adds up what judging answers anew does. Difference has the points
// that each member gains or loses in answers that count.
func EffectOf(rounds int, all []Judged, m Marking) (e Effect, difference map[PlayerID]int) {
	e.Rounds = rounds
	difference = make(map[PlayerID]int)
	changed := make(map[PlayerID]bool)
	for _, j := range all {
		e.add(j, m)
		if j.After == j.Answer.Verdict {
			continue
		}
		changed[j.Answer.Player] = true
		if j.Counts {
			difference[j.Answer.Player] += j.After.Points - j.Answer.Verdict.Points
		}
	}
	e.Members = len(changed)
	for player, points := range difference {
		if points == 0 {
			delete(difference, player)
		}
	}
	return e, difference
}

// AmendmentStore keeps what was mended.
type AmendmentStore interface {
	// AddDraft stores a draft in place of the member's earlier ones on the
	// question and returns it with its id and what it would do.
	AddDraft(ctx context.Context, a Amendment) (Amendment, error)
	// Amendment returns ErrNoAmendment for one of another community, too.
	Amendment(ctx context.Context, community CommunityID, id int64) (Amendment, error)
	// Amendments returns those that were applied, newest first.
	Amendments(ctx context.Context, community CommunityID, limit int) ([]Amendment, error)
	// Amend applies an amendment: stores the version of the bank (nil = none),
	// judges every answer to the question anew, has scores added up again, notes
	// for each member what changed for them, decides the reports on the question,
	// and marks what the amendment takes back as undone, whose reports are open
	// again. One that was applied
	// before is returned as it is. ErrMendedBefore when the bank has another
	// version by now, ErrAskedNow while a round asks the question.
	Amend(ctx context.Context, a Amendment, v *BankVersion, info BankInfo, now time.Time) (Amendment, error)
	// Untold returns the amendments, of all communities, that a channel is to be
	// told of.
	Untold(ctx context.Context) ([]Amendment, error)
	// Told notes that the channel was told.
	Told(ctx context.Context, id int64) error
	// Notices returns what the member is to be told.
	Notices(ctx context.Context, community CommunityID, player PlayerID) ([]Notice, error)
	// Noticed deletes notices that the member was told.
	Noticed(ctx context.Context, community CommunityID, player PlayerID, told []Notice) error
}

// NoticeKind is what a notice is about.
type NoticeKind string

// The kinds of notices.
const (
	Regraded NoticeKind = "regraded"
	Decided  NoticeKind = "decided"
)

// Notice is something that a member is told once, at their next interaction.
type Notice struct {
	Subject string // tells the member's notices apart
	Kind    NoticeKind
	Stem    string
	Points  int    // of Regraded: gained, or lost where negative
	Text    string // of Decided: the state of the report, a space, and what the instructor wrote
	At      time.Time
}

// Notices returns what the member is to be told.
func (e *Engine) Notices(ctx context.Context, community CommunityID, player PlayerID) ([]Notice, error) {
	return e.store.Notices(ctx, community, player)
}

// Noticed notes that the member was told.
func (e *Engine) Noticed(ctx context.Context, community CommunityID, player PlayerID, told []Notice) error {
	return e.store.Noticed(ctx, community, player, told)
}

// Question returns a question as it stands in a bank of the community, with
// its version and citations. The errors are [ErrNoBank] and [ErrNoQuestion].
func (e *Engine) Question(ctx context.Context, community CommunityID, bank string, id questions.QuestionID) (Ask, error) {
	v, err := e.bank(ctx, community, bank)
	if err != nil {
		return Ask{}, err
	}
	i := slices.IndexFunc(v.Bank.Questions, func(q questions.Question) bool { return q.ID == id })
	if i < 0 {
		return Ask{}, ErrNoQuestion
	}
	return asksOf(v, v.Bank.Questions[i:i+1])[0], nil
}

// Mendable returns why a question cannot be changed or looked at by an
// instructor now: [ErrAskedNow] while an open round asks it, nil when it can.
func (e *Engine) Mendable(ctx context.Context, community CommunityID, bank string, id questions.QuestionID, now time.Time) error {
	return e.notAsked(ctx, community, bank, id, now)
}

// DraftMend checks what an instructor wrote over a question and stores it
// without applying it. The draft says what it would do to the answers given.
//
// The errors are [ErrNoBank], [ErrNoQuestion], [ErrAskedNow], [ErrNoChange],
// [*TooLong] for a reason of more than [MaxDecisionLength], and one sentence about what is wrong with the text.
func (e *Engine) DraftMend(ctx context.Context, m Mend, now time.Time) (Amendment, error) {
	ask, err := e.Question(ctx, m.Community, m.Bank, m.Question)
	if err != nil {
		return Amendment{}, err
	}
	if err := e.notAsked(ctx, m.Community, m.Bank, m.Question, now); err != nil {
		return Amendment{}, err
	}
	reason, err := written(m.Reason, MaxDecisionLength)
	if err != nil {
		return Amendment{}, err
	}
	q := ask.Question
	q.Stem, q.Key, q.Explanation = strings.TrimSpace(m.Stem), m.Key, strings.TrimSpace(m.Explanation)
	q.Distractors = slices.DeleteFunc(slices.Clone(m.Distractors), func(d string) bool { return slices.Contains(m.AlsoRight, d) })
	q.Edited = true
	q.Weights, q.Feedback = keptOf(q, q.Weights), keptOf(q, q.Feedback)
	also := slices.DeleteFunc(slices.Clone(m.AlsoRight), func(o string) bool { return slices.Contains(m.Key, o) })
	if !q.Choice() {
		also = nil
	}
	if sameText(ask.Question, q) && len(also) == 0 {
		return Amendment{}, ErrNoChange
	}
	if err := e.mendable(ctx, m, q); err != nil {
		return Amendment{}, err
	}
	return e.store.AddDraft(ctx, Amendment{
		Community: m.Community, Bank: m.Bank, Question: m.Question, State: Drafted,
		Before: ask.Question, After: Marking{Question: q, AlsoRight: also}, Version: ask.Version + 1,
		Report: m.Report, By: m.By, Reason: reason, At: instant(now),
	})
}

// keptOf returns what is said of options that the question still has.
func keptOf[T any](q questions.Question, said map[string]T) map[string]T {
	var kept map[string]T
	for option, what := range said {
		if slices.Contains(q.Options(), option) {
			if kept == nil {
				kept = make(map[string]T)
			}
			kept[option] = what
		}
	}
	return kept
}

// mendable returns what the change makes worse in the bank, nil for nothing.
func (e *Engine) mendable(ctx context.Context, m Mend, q questions.Question) error {
	v, err := e.bank(ctx, m.Community, m.Bank)
	if err != nil {
		return err
	}
	known := make(map[string]bool)
	for _, p := range questions.Check(v.Bank) {
		known[p.Message] = true
	}
	for _, p := range questions.Check(withQuestion(v.Bank, q)) {
		if !known[p.Message] {
			return &BadQuestion{Problem: p}
		}
	}
	return nil
}

// BadQuestion is a change of a question that the checks of banks refuse.
type BadQuestion struct{ Problem *questions.Problem }

// Error says what is wrong and what to do.
func (b *BadQuestion) Error() string { return b.Problem.Message }

// withQuestion returns a copy of the bank with a question in place of the one
// of its id.
func withQuestion(b *questions.Bank, q questions.Question) *questions.Bank {
	changed := *b
	changed.Questions = slices.Clone(b.Questions)
	for i := range changed.Questions {
		if changed.Questions[i].ID == q.ID {
			changed.Questions[i] = q
		}
	}
	return &changed
}

// notAsked refuses a question that an open round asks: instructors play, too,
// and whoever has it before them must see one question, not two.
func (e *Engine) notAsked(ctx context.Context, community CommunityID, bank string, id questions.QuestionID, now time.Time) error {
	daily, err := e.store.OpenDaily(ctx, community, now)
	live, err2 := e.store.OpenLiveRounds(ctx, community)
	if err := errors.Join(err, err2); err != nil {
		return fmt.Errorf("open rounds of %s: %w", community, err)
	}
	for _, r := range append(daily, live...) {
		if r.Bank == bank && slices.ContainsFunc(r.Asks, func(a Ask) bool { return a.Question.ID == id }) {
			return ErrAskedNow
		}
	}
	return nil
}

const amendTries = 20 // each time another question of the bank was changed first

// ApplyMend applies a draft: the bank gets a new version, every answer to the
// question in the community's rounds is judged anew. Applied before, it is
// returned as it is.
//
// The errors are [ErrNoAmendment], [ErrMendedBefore] when the question has
// changed since the draft, [ErrAskedNow], and [ErrUndone].
func (e *Engine) ApplyMend(ctx context.Context, community CommunityID, id int64, by PlayerID, now time.Time) (Amendment, error) {
	for try := 1; ; try++ {
		a, err := e.store.Amendment(ctx, community, id)
		switch {
		case err != nil:
			return Amendment{}, err
		case a.State == Applied:
			return a, nil
		case a.State == Undone:
			return Amendment{}, ErrUndone
		}
		if err := e.notAsked(ctx, community, a.Bank, a.Question, now); err != nil {
			return Amendment{}, err
		}
		v, info, err := e.amendedBank(ctx, a, a.After.Question, now)
		if errors.Is(err, ErrMendedBefore) {
			// Perhaps by another press of the same button.
			if there, err := e.store.Amendment(ctx, community, id); err == nil && there.State == Applied {
				return there, nil
			}
		}
		if err != nil {
			return Amendment{}, err
		}
		a.By, a.At = by, instant(now)
		applied, err := e.store.Amend(ctx, a, &v, info, now)
		if !errors.Is(err, ErrChanged) || try == amendTries {
			return applied, err
		}
	}
}

// amendedBank returns the version of the bank that an amendment makes, with q
// in place of what it mends.
func (e *Engine) amendedBank(ctx context.Context, a Amendment, q questions.Question, now time.Time) (BankVersion, BankInfo, error) {
	last, err := e.bank(ctx, a.Community, a.Bank)
	if err != nil {
		return BankVersion{}, BankInfo{}, err
	}
	ask, err := e.Question(ctx, a.Community, a.Bank, a.Question)
	if err != nil {
		return BankVersion{}, BankInfo{}, err
	}
	if ask.Version != a.Version-1 {
		return BankVersion{}, BankInfo{}, ErrMendedBefore
	}
	return nextBank(last, withQuestion(last.Bank, q), a.Question, now)
}

// nextBank returns the version of a bank that follows when one question of it
// was changed in the community.
func nextBank(last BankVersion, bank *questions.Bank, changed questions.QuestionID, now time.Time) (BankVersion, BankInfo, error) {
	content, err := json.Marshal(bank)
	if err != nil {
		return BankVersion{}, BankInfo{}, err
	}
	sum := sha256.Sum256(content)
	v := BankVersion{Bank: bank, Number: last.Number + 1, SHA256: hex.EncodeToString(sum[:]), At: instant(now), Versions: questionVersions(last, bank)}
	v.Follows = last.SHA256
	v.Versions[changed] = last.Versions[changed] + 1 // also where only what counts beside the key is another
	return v, describe(v), nil
}

// UndoMend takes an applied amendment back: answers are worth again what they
// were before, and those given to the mended question are judged by the one
// before it. Reports that it settled wait again.
//
// The errors are [ErrNoAmendment], [ErrUndone] with the amendment as it is when
// it was taken back before, [ErrNotNewest] when the question was changed
// again, and [ErrAskedNow].
func (e *Engine) UndoMend(ctx context.Context, community CommunityID, id int64, by PlayerID, now time.Time) (Amendment, error) {
	for try := 1; ; try++ {
		a, err := e.store.Amendment(ctx, community, id)
		switch {
		case err != nil:
			return Amendment{}, err
		case a.State == Undone:
			return a, ErrUndone
		case a.State != Applied || a.Undoes != 0:
			return Amendment{}, ErrNoAmendment
		}
		if err := e.notAsked(ctx, community, a.Bank, a.Question, now); err != nil {
			return Amendment{}, err
		}
		undo := Amendment{
			Community: community, Bank: a.Bank, Question: a.Question, State: Applied, Undoes: a.ID,
			Before: a.After.Question, After: Marking{Question: a.Before}, Since: a.Version, Version: a.Version + 1,
			By: by, Reason: a.Reason, At: instant(now),
		}
		v, info, err := e.amendedBank(ctx, undo, a.Before, now)
		if errors.Is(err, ErrMendedBefore) {
			if there, err := e.store.Amendment(ctx, community, id); err == nil && there.State == Undone {
				return there, ErrUndone
			}
			return Amendment{}, ErrNotNewest
		}
		if err != nil {
			return Amendment{}, err
		}
		done, err := e.store.Amend(ctx, undo, &v, info, now)
		if errors.Is(err, ErrChanged) && try < amendTries {
			continue
		}
		if err != nil {
			return Amendment{}, err
		}
		undone, err := e.store.Amendment(ctx, community, id)
		if err == nil && done.Undoes == 0 { // another member was faster
			err = ErrUndone
		}
		undone.Effect = done.Effect
		return undone, err
	}
}

// Amendments returns what was mended in the community, newest first.
func (e *Engine) Amendments(ctx context.Context, community CommunityID, limit int) ([]Amendment, error) {
	return e.store.Amendments(ctx, community, limit)
}

// Amendment returns one of the community; [ErrNoAmendment] when there is none.
func (e *Engine) Amendment(ctx context.Context, community CommunityID, id int64) (Amendment, error) {
	return e.store.Amendment(ctx, community, id)
}

// Untold returns the amendments that a channel is to be told of.
func (e *Engine) Untold(ctx context.Context) ([]Amendment, error) { return e.store.Untold(ctx) }

// Told notes that the channel was told of an amendment.
func (e *Engine) Told(ctx context.Context, id int64) error { return e.store.Told(ctx, id) }

// Retire takes a question out of the rounds to come; answers given stay as
// they are. Retired before, nothing changes.
func (e *Engine) Retire(ctx context.Context, community CommunityID, bank string, id questions.QuestionID, now time.Time) error {
	for try := 1; ; try++ {
		last, own, err := e.Bank(ctx, community, bank)
		if err != nil {
			return err
		}
		var after BankRevision
		if own {
			after = last.Revision()
		}
		ask, err := e.Question(ctx, community, bank, id)
		if err != nil {
			return err
		}
		if ask.Question.Status == questions.Retired {
			return nil
		}
		ask.Question.Status = questions.Retired
		v, info, err := nextBank(last, withQuestion(last.Bank, ask.Question), id, now)
		if err != nil {
			return err
		}
		v.Versions[id] = last.Versions[id] // its text is the same
		err = e.store.PutBank(ctx, community, after, v, info)
		if !errors.Is(err, ErrBankChanged) || try == amendTries {
			return err
		}
	}
}
