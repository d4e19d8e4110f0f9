package quiz

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"quizbot/questions"
)

// What keeps a bank from being changed.
var (
	ErrBankChanged = errors.New("somebody else changed the bank meanwhile")
	ErrNoItem      = errors.New("the bank has no such question or card, or it reads differently now")
)

// BankRevision is a state of a community's bank: a version and, as questions
// are approved and retired within one, the hash of what it holds. The zero
// value stands for no bank.
type BankRevision struct {
	Number int
	SHA256 string
}

// Revision is the state that the version was read in.
func (v BankVersion) Revision() BankRevision { return BankRevision{v.Number, v.SHA256} }

// ItemRef names a question or card by what it says: when somebody changes a
// word of it, the reference finds nothing any more. Status does not count.
type ItemRef string

// BankItem is a question or a card; exactly one is set.
type BankItem struct {
	Question *questions.Question
	Card     *questions.Card
}

// ItemsOf returns the questions of a bank, then its cards. They must not be changed.
func ItemsOf(b *questions.Bank) []BankItem {
	items := make([]BankItem, 0, len(b.Questions)+len(b.Cards))
	for i := range b.Questions {
		items = append(items, BankItem{Question: &b.Questions[i]})
	}
	for i := range b.Cards {
		items = append(items, BankItem{Card: &b.Cards[i]})
	}
	return items
}

// ID is the id of the question or card.
func (i BankItem) ID() string {
	if i.Question != nil {
		return string(i.Question.ID)
	}
	return string(i.Card.ID)
}

// Text is the stem, or the front of the card.
func (i BankItem) Text() string {
	if i.Question != nil {
		return i.Question.Stem
	}
	return i.Card.Front
}

// Status is how far the question or card has come.
func (i BankItem) Status() questions.Status {
	if i.Question != nil {
		return i.Question.Status
	}
	return i.Card.Status
}

// Facts are what the question or card rests on.
func (i BankItem) Facts() []questions.FactID {
	if i.Question != nil {
		return i.Question.Facts
	}
	return []questions.FactID{i.Card.Fact}
}

// Ref is the item's reference: twelve characters.
func (i BankItem) Ref() ItemRef {
	var said any
	if i.Question != nil {
		q := *i.Question
		q.Status, q.Edited = "", false
		said = q
	} else {
		c := *i.Card
		c.Status, c.Edited = "", false
		said = []any{"card", c}
	}
	return ItemRef(hashOf(said)[:12])
}

// hashOf is the SHA-256 of a value's JSON.
func hashOf(v any) string {
	raw, err := json.Marshal(v)
	if err != nil { // banks hold texts and numbers, which can always be written
		panic(err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// FindItem returns the item with that reference.
func FindItem(b *questions.Bank, ref ItemRef) (BankItem, bool) {
	for _, item := range ItemsOf(b) {
		if item.Ref() == ref {
			return item, true
		}
	}
	return BankItem{}, false
}

// BankIndex finds the facts and sources of a bank by id at once.
type BankIndex struct {
	bank    *questions.Bank
	facts   map[questions.FactID]*questions.Fact
	sources map[questions.SourceID]*questions.Source
	uses    map[string]int // of an id among questions and cards
}

// Index prepares a bank for [BankIndex.Flaws] and citations of many items.
func Index(b *questions.Bank) *BankIndex {
	x := &BankIndex{b, map[questions.FactID]*questions.Fact{}, map[questions.SourceID]*questions.Source{}, map[string]int{}}
	for i := range b.Facts {
		x.facts[b.Facts[i].ID] = &b.Facts[i]
	}
	for i := range b.Sources {
		x.sources[b.Sources[i].ID] = &b.Sources[i]
	}
	for _, item := range ItemsOf(b) {
		x.uses[item.ID()]++
	}
	return x
}

// around is a bank of nothing but the item, and what it rests on.
func (x *BankIndex) around(item BankItem) *questions.Bank {
	b := &questions.Bank{Name: "bank", Title: "Bank"}
	for _, id := range item.Facts() {
		f := x.facts[id]
		if f == nil || slices.ContainsFunc(b.Facts, func(o questions.Fact) bool { return o.ID == id }) {
			continue
		}
		b.Facts = append(b.Facts, *f)
		for _, e := range f.Evidence {
			if _, there := b.SourceByID(e.Source); !there && x.sources[e.Source] != nil {
				b.Sources = append(b.Sources, *x.sources[e.Source])
			}
		}
	}
	if item.Question != nil {
		b.Questions = []questions.Question{*item.Question}
	} else {
		b.Cards = []questions.Card{*item.Card}
	}
	return b
}

// Citations are those printed below the item.
func (x *BankIndex) Citations(item BankItem) []questions.Citation {
	return x.around(item).CitationsOf(item.Facts())
}

// Flaws are what keeps an item from being approved (it could not be asked, or
// would cite nothing), and what is only worth a second look.
func (x *BankIndex) Flaws(item BankItem) (blocking, advice []*questions.Problem) {
	b := x.around(item)
	if item.Question != nil {
		b.Questions[0].Status = questions.Draft
	}
	all := questions.Check(b)
	if item.Question != nil {
		b.Questions[0].Status = questions.Retired // of a retired question only what cannot be asked is told
	}
	for _, p := range questions.Check(b) {
		if item.Card == nil || p.Rule != "answer-in-stem" {
			blocking = append(blocking, p)
		}
	}
	if x.uses[item.ID()] > 1 {
		blocking = append(blocking, &questions.Problem{Rule: "id", Message: fmt.Sprintf("the id %q is used twice: retire the other one", item.ID())})
	}
	for _, p := range all {
		if !slices.ContainsFunc(blocking, func(o *questions.Problem) bool { return *o == *p }) {
			advice = append(advice, p)
		}
	}
	return blocking, advice
}

// Unfit is the error for an item that cannot be approved.
type Unfit struct{ Problems []*questions.Problem }

// Error names the first problem.
func (u *Unfit) Error() string { return "cannot be approved: " + u.Problems[0].Message }

// SetStatus approves or retires a question or card, or makes it a draft again,
// and returns the bank as it is then. Of a shared bank the community gets a copy of its own first.
//
// The errors are [ErrNoBank], [ErrNoItem] and, when it is to be approved, *[Unfit].
func (e *Engine) SetStatus(ctx context.Context, community CommunityID, name string, ref ItemRef, status questions.Status, now time.Time) (BankVersion, error) {
	const tries = 10 // others may be at work on the same bank
	for range tries {
		v, own, err := e.Bank(ctx, community, name)
		if err != nil {
			return BankVersion{}, err
		}
		bank := *v.Bank
		bank.Questions, bank.Cards = slices.Clone(bank.Questions), slices.Clone(bank.Cards)
		item, ok := FindItem(&bank, ref)
		if !ok {
			return BankVersion{}, fmt.Errorf("bank %q: %w", name, ErrNoItem)
		}
		if item.Status() == status {
			return v, nil
		}
		if status == questions.Approved {
			if blocking, _ := Index(&bank).Flaws(item); len(blocking) > 0 {
				return BankVersion{}, &Unfit{blocking}
			}
		}
		if item.Question != nil {
			item.Question.Status = status
		} else {
			item.Card.Status = status
		}
		next := BankVersion{Bank: &bank, Number: v.Number, SHA256: hashOf(bank), At: v.At, Versions: v.Versions}
		after := v.Revision()
		if !own {
			next.Number, next.At, after = v.Number+1, instant(now), BankRevision{}
		}
		switch err := e.store.PutBank(ctx, community, after, next, describe(next)); {
		case err == nil:
			return next, nil
		case !errors.Is(err, ErrBankChanged):
			return BankVersion{}, fmt.Errorf("store bank %q: %w", name, err)
		}
	}
	return BankVersion{}, fmt.Errorf("bank %q: %w", name, ErrBankChanged)
}

// Incoming is a bank that comes from outside.
type Incoming struct {
	Bank     *questions.Bank
	Statuses bool // the file is a bank of ours: its statuses and title count; otherwise what is new or changed becomes a draft
	KeepRest bool // what the file does not have stays
}

// BankChange is what an incoming bank changes in a community. The lists have
// questions and cards of the new bank, of Gone of the old one.
type BankChange struct {
	Base  BankVersion // what is there now; Number 0 = nothing
	Own   bool        // Base is the community's own
	After *questions.Bank

	Added, Changed, Same []BankItem
	Rest                 []BankItem // not in the file: they stay
	Gone                 []BankItem // not in the file: they go
	Demoted              []BankItem // approved in the file or before, and drafts now
	Unready              []BankItem // drafts that cannot be approved as they are
}

// Empty reports whether nothing would be another than now.
func (c BankChange) Empty() bool {
	return c.Base.Number > 0 && hashOf(c.After) == hashOf(c.Base.Bank)
}

// PlanImport compares an incoming bank with the one of that name which the
// community plays, and stores nothing.
//
// What reads and cites as before keeps its status, unless the file's count.
// Nothing is approved that could not be asked or cites nothing.
func (e *Engine) PlanImport(ctx context.Context, community CommunityID, in Incoming) (BankChange, error) {
	var change BankChange
	var err error
	change.Base, change.Own, err = e.Bank(ctx, community, in.Bank.Name)
	if errors.Is(err, ErrNoBank) {
		change.Base, err = BankVersion{Bank: &questions.Bank{}}, nil
	}
	if err != nil {
		return BankChange{}, err
	}
	change.merge(in)
	return change, nil
}

func (c *BankChange) merge(in Incoming) {
	old := c.Base.Bank
	after := &questions.Bank{Name: in.Bank.Name, Title: in.Bank.Title, Language: in.Bank.Language,
		Sources: inOrder(old.Sources, in.Bank.Sources, func(s questions.Source) string { return string(s.ID) }, in.KeepRest),
		Facts:   inOrder(old.Facts, in.Bank.Facts, func(f questions.Fact) string { return string(f.ID) }, in.KeepRest),
		Questions: inOrder(old.Questions, in.Bank.Questions,
			func(q questions.Question) string { return string(q.ID) }, in.KeepRest),
		Cards: inOrder(old.Cards, in.Bank.Cards, func(c questions.Card) string { return string(c.ID) }, in.KeepRest),
	}
	if c.Base.Number > 0 && !in.Statuses { // other programs know no title
		after.Title, after.Language = old.Title, old.Language
	}
	c.After = after

	key := func(i BankItem) string { return fmt.Sprint(i.Card != nil, i.ID()) }
	before, inFile := map[string]BankItem{}, map[string]bool{}
	for _, item := range ItemsOf(old) {
		before[key(item)] = item
	}
	for _, item := range ItemsOf(in.Bank) {
		inFile[key(item)] = true
	}
	was, is := Index(old), Index(after)
	for _, item := range ItemsOf(after) {
		k := key(item)
		last, there := before[k]
		same := there && last.says(item) && slices.Equal(was.Citations(last), is.Citations(item))
		asked := item.Status() == questions.Approved || there && last.Status() == questions.Approved
		switch {
		case in.Statuses && inFile[k]:
		case same:
			item.take(last)
		default:
			item.setStatus(questions.Draft)
		}
		if blocking, _ := is.Flaws(item); len(blocking) > 0 && item.Status() != questions.Retired {
			item.setStatus(questions.Draft)
			c.Unready = append(c.Unready, item)
		}
		if asked && item.Status() == questions.Draft {
			c.Demoted = append(c.Demoted, item)
		}
		switch {
		case !there:
			c.Added = append(c.Added, item)
		case !inFile[k]:
			c.Rest = append(c.Rest, item)
		case same:
			c.Same = append(c.Same, item)
		default:
			c.Changed = append(c.Changed, item)
		}
		delete(before, k)
	}
	for _, item := range ItemsOf(old) {
		if _, gone := before[key(item)]; gone {
			c.Gone = append(c.Gone, item)
		}
	}
}

// inOrder returns what is in the file, what was there before in its old order;
// with keep also what the file does not have.
func inOrder[T any](old, file []T, id func(T) string, keep bool) []T {
	place := map[string][]T{}
	for _, v := range file {
		place[id(v)] = append(place[id(v)], v)
	}
	var merged []T
	for _, v := range old {
		if now, ok := place[id(v)]; ok {
			merged = append(merged, now...)
			delete(place, id(v))
		} else if keep {
			merged = append(merged, v)
		}
	}
	for _, v := range file {
		if now, ok := place[id(v)]; ok {
			merged = append(merged, now...)
			delete(place, id(v))
		}
	}
	return merged
}

// says reports whether another item asks the same and counts the same as right.
func (i BankItem) says(o BankItem) bool {
	if i.Question != nil {
		return sameText(*i.Question, *o.Question)
	}
	return i.Card.Front == o.Card.Front && i.Card.Back == o.Card.Back
}

// take has an item keep the status it had.
func (i BankItem) take(last BankItem) {
	if i.Question != nil {
		i.Question.Status, i.Question.Edited = last.Question.Status, last.Question.Edited
	} else {
		i.Card.Status, i.Card.Edited = last.Card.Status, last.Card.Edited
	}
}

func (i BankItem) setStatus(s questions.Status) {
	if i.Question != nil {
		i.Question.Status = s
	} else {
		i.Card.Status = s
	}
}

// Import stores a planned change as the bank's next version in the community.
// [ErrBankChanged] when the bank is another than the plan was made for,
// *[QuotaReached] when the community has as much as it may have.
func (e *Engine) Import(ctx context.Context, community CommunityID, c BankChange, now time.Time) (BankVersion, error) {
	next := BankVersion{Bank: c.After, Number: c.Base.Number + 1, SHA256: hashOf(c.After), At: instant(now), Versions: questionVersions(c.Base, c.After)}
	var after BankRevision
	before := &questions.Bank{}
	if c.Own {
		after, before = c.Base.Revision(), c.Base.Bank
	}
	if err := e.checkQuota(ctx, community, c.After, before, c.Own); err != nil {
		return BankVersion{}, err
	}
	if err := e.store.PutBank(ctx, community, after, next, describe(next)); err != nil {
		return BankVersion{}, fmt.Errorf("store bank %q: %w", c.After.Name, err)
	}
	return next, nil
}
