package quiz

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"quizbot/questions"
	"quizbot/quiz/cards"
)

// What a caller tells apart about flashcards.
var (
	ErrNoCard    = errors.New("no such card")       // also: of another member
	ErrFitting   = errors.New("a fit is under way") // one at a time: it takes the processor for seconds
	ErrBadRating = errors.New("no such rating")
)

// Flashcard is one card of a bank as it is shown. A fact may have several;
// they are siblings, and not shown on the same day.
type Flashcard struct {
	Bank       string
	Title      string // of the bank
	ID         questions.CardID
	Fact       questions.FactID
	Front      string
	Back       string
	Statement  string // the fact in full, shown with the back
	Topics     []string
	Importance int
	Citations  []questions.Citation // with the back

	bank    *questions.Bank
	derived bool // from the fact's statement, not written in the bank
}

// text stands for what the card says: another one than the member saw last
// means that it was corrected.
func (f Flashcard) text() string {
	sum := sha256.Sum256([]byte(f.Front + "\x00" + f.Back))
	return hex.EncodeToString(sum[:8])
}

// flashcards returns the cards of a bank that can be shown, without citations:
// the approved ones and, for each whose back is a part of its fact's statement,
// also the statement with a gap in that place.
func flashcards(b *questions.Bank) []Flashcard {
	taken := make(map[questions.CardID]bool, len(b.Cards))
	for _, c := range b.Cards {
		taken[c.ID] = true
	}
	facts := make(map[questions.FactID]questions.Fact, len(b.Facts))
	for _, f := range b.Facts {
		facts[f.ID] = f
	}
	var all []Flashcard
	for _, c := range b.Cards {
		if c.Status != questions.Approved {
			continue
		}
		fact := facts[c.Fact]
		card := Flashcard{
			Bank: b.Name, Title: b.Title, ID: c.ID, Fact: c.Fact, Front: c.Front, Back: c.Back, Statement: fact.Statement,
			Topics: fact.Topics, Importance: fact.Importance, bank: b,
		}
		all = append(all, card)
		if gap, ok := gapOf(card, fact); ok && !taken[gap.ID] {
			taken[gap.ID] = true
			all = append(all, gap)
		}
	}
	return all
}

func gapOf(card Flashcard, fact questions.Fact) (Flashcard, bool) {
	i := slices.IndexFunc(fact.Spans, func(s questions.Span) bool {
		return s.Kind != questions.Quotation && s.Allows(questions.Gap) && questions.Fold(s.Text) == questions.Fold(card.Back)
	})
	if i < 0 {
		return Flashcard{}, false
	}
	front := strings.Replace(fact.Statement, fact.Spans[i].Text, questions.GapMark, 1)
	if front == fact.Statement || front == card.Front {
		return Flashcard{}, false
	}
	card.ID, card.Front, card.Back, card.derived = questions.CardID(fact.ID)+"/gap", front, fact.Spans[i].Text, true
	return card, true
}

// Memory is what a member remembers of a card.
type Memory struct {
	No        int64 // the store's number for it
	Community CommunityID
	Player    PlayerID
	Bank      string
	ID        questions.CardID
	Fact      questions.FactID
	cards.Card

	// DueDay is the member's day, counted from 1 January 1970, on which the card
	// comes back; 0 while it is new or in steps, which are due at an instant.
	DueDay    int
	Turn      int    // raised by every change of the memory: a button of an earlier turn no longer counts
	Suspended bool   // never shown until the member takes it back
	BuriedDay int    // not shown on this day of the member's; 0 = none
	Text      string // stands for what the card said when it was last rated
}

// ReviewRecord is one showing of a card that was rated.
type ReviewRecord struct {
	No         int64
	Memory     int64 // the card's
	Bank       string
	Card       questions.CardID
	Turn       int // of the memory before
	Rating     cards.Rating
	At         time.Time
	Day        int        // the member's, counted like Memory.DueDay
	Elapsed    int        // calendar days since the showing before; 0 for the first
	Before     cards.Card // the state before
	BeforeDue  int        // DueDay before
	BeforeText string     // Memory.Text before
	Round      RoundID    // of the practice whose answer it was; "" = rated by the member
	Ask        int        // of that round
}

// Usable reports whether the review says something about forgetting.
func (r ReviewRecord) Usable() bool { return r.Before.State != cards.New && r.Elapsed > 0 }

// Learner is how one member reviews cards in a community.
type Learner struct {
	Community CommunityID
	Player    PlayerID
	LearnerSettings

	Bank, Topic string // of the review under way; "" = all

	Refused      bool      // Discord did not let a reminder through, so they were turned off
	RemindAt     time.Time // when to look next whether to remind; zero = never
	Usable       int       // reviews that say something about forgetting
	FittedUsable int       // as many when weights were last fitted
	FittedAt     time.Time
}

// LearnerSettings are those that a member chooses.
type LearnerSettings struct {
	Zone         string // IANA name; "" = the community's
	DayStartsAt  int    // hour 0 to 23
	ReminderHour int    // 0 to 23, in the zone
	Reminders    bool
	NewADay      int  // first sights of cards, 0 to 1,000
	Gaps         bool // also ask for the gap in the fact's statement
	Cards        cards.Settings
}

// maxNewADay bounds LearnerSettings.NewADay.
const maxNewADay = 1000

// DefaultLearner is a member who has set nothing.
func DefaultLearner(community CommunityID, player PlayerID) Learner {
	return Learner{Community: community, Player: player, LearnerSettings: LearnerSettings{
		DayStartsAt: 4, ReminderHour: 9, NewADay: 10, Cards: cards.DefaultSettings(),
	}}
}

// calendar tells the learner's days.
func (l Learner) calendar(s Settings) Calendar {
	if l.Zone != "" {
		s.Zone = l.Zone
	}
	s.DayStartsAt = l.DayStartsAt
	return s.Calendar()
}

// number counts days from 1 January 1970.
func (d Day) number() int {
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// dayOf is the inverse of number.
func dayOf(number int) Day { return Day{1970, time.January, 1}.add(number) }

// CardStore keeps flashcards, reviews and how members review.
type CardStore interface {
	// Learner returns DefaultLearner when nothing is stored.
	Learner(ctx context.Context, community CommunityID, player PlayerID) (Learner, error)
	// SaveLearner stores settings, Refused and RemindAt, and nothing else.
	SaveLearner(ctx context.Context, l Learner) error
	// SetReviewing stores Bank and Topic, of a member without a row with the defaults.
	SetReviewing(ctx context.Context, l Learner) error
	// SaveFit stores the weights, and that they were fitted to usable reviews at the given time.
	SaveFit(ctx context.Context, l Learner, at time.Time) error
	// FitsDue returns at most limit learners with at least least usable reviews, more of them
	// since the last fit, and none fitted after the given time.
	FitsDue(ctx context.Context, least, more int, after time.Time, limit int) ([]Learner, error)

	// Memories returns those of a member in a bank, "" for all, by number.
	Memories(ctx context.Context, community CommunityID, player PlayerID, bank string) ([]Memory, error)
	// Memory returns ErrNoCard when the member has none of that number.
	Memory(ctx context.Context, community CommunityID, player PlayerID, no int64) (Memory, error)
	// AddMemory stores a memory unless the member has one of that card, and returns the one that stands.
	AddMemory(ctx context.Context, m Memory) (Memory, error)
	// SetAside stores Suspended and BuriedDay, and nothing else.
	SetAside(ctx context.Context, m Memory) error

	// AddReview stores a review and the memory after it, raising its turn. It reports
	// false, and changes nothing, when the memory is not at the review's turn
	// any more or the answer that it comes from has been a review before.
	AddReview(ctx context.Context, r ReviewRecord, after Memory) (stored bool, err error)
	// UndoReview takes back the last review of a memory that is at the given turn, and raises the turn.
	// It reports false, and changes nothing, when it is not or has none.
	UndoReview(ctx context.Context, community CommunityID, player PlayerID, memory int64, turn int) (undone bool, err error)
	// LastReview returns the member's last review, with No 0 when there is none.
	LastReview(ctx context.Context, community CommunityID, player PlayerID) (ReviewRecord, error)
	// Reviews returns a member's reviews, oldest first.
	Reviews(ctx context.Context, community CommunityID, player PlayerID) ([]ReviewRecord, error)
	// FirstSights counts the member's ratings of new cards since an instant of a
	// day. Reviews are counted by their instant: another time zone since then
	// gave them another day.
	FirstSights(ctx context.Context, community CommunityID, player PlayerID, day int, since time.Time) (int, error)
	// ReviewDays adds up the member's reviews from a day on, by day.
	ReviewDays(ctx context.Context, community CommunityID, player PlayerID, from int) ([]ReviewDay, error)

	ReminderStore
}

// Showing is what a member who reviews sees next: a card, or that nothing is
// due (Done).
type Showing struct {
	Card    Flashcard
	Memory  Memory
	First   bool      // never seen before: the back is shown with the front, since a first sight is no test
	Changed bool      // the card says something else than when it was last rated
	Open    bool      // the back may be shown
	Returns [4]Return // when each rating would bring the card back; when Open
	Left    Left
	Done    bool
	Next    time.Time // of Done: when a card comes back or new ones are allowed; zero = never
	Last    ReviewRecord
	LastNow Memory // of Last, as it is; No 0 = nothing can be undone
}

// Return is when a card comes back: after Wait, or in Days.
type Return struct {
	Wait time.Duration
	Days int
}

// Left counts what is left for today: cards in steps, whenever they are due,
// cards that came back, and new ones.
type Left struct{ Steps, Due, New int }

// Review begins a review of a bank and topic, "" for all, or goes on with it,
// and returns the first card. The error is [ErrNoBank] for a bank that there is
// not.
func (e *Engine) Review(ctx context.Context, community CommunityID, player PlayerID, bank, topic string, now time.Time) (Showing, error) {
	if bank != "" {
		if _, err := e.bank(ctx, community, bank); err != nil {
			return Showing{}, err
		}
	}
	l := DefaultLearner(community, player)
	l.Bank, l.Topic = bank, topic
	if err := e.store.SetReviewing(ctx, l); err != nil {
		return Showing{}, fmt.Errorf("begin a review: %w", err)
	}
	return e.NextCard(ctx, community, player, now)
}

// NextCard returns what comes next in the review under way: cards in steps that
// are due, then those that come back today, then new ones. A card whose fact is
// asked in an open round that the member has not finished is kept back.
func (e *Engine) NextCard(ctx context.Context, community CommunityID, player PlayerID, now time.Time) (Showing, error) {
	d, err := e.desk(ctx, community, player, now)
	if err != nil {
		return Showing{}, err
	}
	q := d.queue()
	s := Showing{Left: q.left}
	if s.Last, s.LastNow, err = e.lastRating(ctx, d); err != nil {
		return Showing{}, err
	}
	if q.first == nil {
		s.Done, s.Next = true, q.next
		return s, nil
	}
	s.Card, s.Memory = q.first.card, q.first.memory
	if s.Memory.No == 0 { // so that its buttons have a number
		m := Memory{Community: community, Player: player, Bank: s.Card.Bank, ID: s.Card.ID, Fact: s.Card.Fact, Text: s.Card.text()}
		if s.Memory, err = e.store.AddMemory(ctx, m); err != nil {
			return Showing{}, fmt.Errorf("note a new card: %w", err)
		}
	}
	s.First = s.Memory.State == cards.New
	d.open(&s, s.First)
	return s, nil
}

// lastRating returns what Undo would take back.
func (e *Engine) lastRating(ctx context.Context, d *desk) (ReviewRecord, Memory, error) {
	last, err := e.store.LastReview(ctx, d.learner.Community, d.learner.Player)
	if err != nil || last.No == 0 || last.Round != "" {
		return ReviewRecord{}, Memory{}, err
	}
	m, err := e.store.Memory(ctx, d.learner.Community, d.learner.Player, last.Memory)
	return last, m, err
}

// Reveal returns the card of a memory with its back. When it was rated since,
// or is kept back, it returns what comes next instead.
func (e *Engine) Reveal(ctx context.Context, community CommunityID, player PlayerID, memory int64, turn int, now time.Time) (Showing, error) {
	m, err := e.store.Memory(ctx, community, player, memory)
	if err != nil {
		return Showing{}, err
	}
	d, err := e.desk(ctx, community, player, now)
	if err != nil {
		return Showing{}, err
	}
	card, ok := d.card(m)
	if !ok || m.Turn != turn || m.Suspended || d.blocked[card.Fact] {
		return e.NextCard(ctx, community, player, now)
	}
	s := Showing{Card: card, Memory: m, First: m.State == cards.New, Left: d.queue().left}
	if s.Last, s.LastNow, err = e.lastRating(ctx, d); err != nil {
		return Showing{}, err
	}
	d.open(&s, true)
	return s, nil
}

// Rate stores how well the member remembered a card, at the time of the click,
// and returns the review and the memory after it. When Rate returns, both are
// durable. A button of an earlier turn stores nothing and returns false with
// the memory as it is.
func (e *Engine) Rate(ctx context.Context, community CommunityID, player PlayerID, memory int64, turn int, rating cards.Rating, clickedAt, now time.Time) (ReviewRecord, Memory, bool, error) {
	if rating < cards.Again || rating > cards.Easy {
		return ReviewRecord{}, Memory{}, false, ErrBadRating
	}
	m, err := e.store.Memory(ctx, community, player, memory)
	if err != nil || m.Turn != turn {
		return ReviewRecord{}, m, false, err
	}
	d, err := e.desk(ctx, community, player, now)
	if err != nil {
		return ReviewRecord{}, Memory{}, false, err
	}
	if clickedAt.IsZero() || clickedAt.After(now) {
		clickedAt = now
	}
	return e.addReview(ctx, d, m, ReviewRecord{Rating: rating, At: clickedAt})
}

// addReview works out and stores the review r of memory m.
func (e *Engine) addReview(ctx context.Context, d *desk, m Memory, r ReviewRecord) (ReviewRecord, Memory, bool, error) {
	if r.At.Before(m.LastReview) {
		r.At = m.LastReview
	}
	r.At = instant(r.At)
	r.Memory, r.Bank, r.Card, r.Turn, r.Before, r.BeforeDue = m.No, m.Bank, m.ID, m.Turn, m.Card, m.DueDay
	r.Day, r.Elapsed = d.calendar.Day(r.At).number(), d.elapsed(m, r.At)
	r.BeforeText = m.Text
	after := d.preview(m, r.At)[r.Rating-1]
	if card, ok := d.card(m); ok {
		after.Text = card.text()
	}
	stored, err := e.store.AddReview(ctx, r, after)
	if err != nil {
		return ReviewRecord{}, Memory{}, false, saving(err)
	}
	if !stored {
		after, err = e.store.Memory(ctx, m.Community, m.Player, m.No)
		return ReviewRecord{}, after, false, err
	}
	after.Turn++
	return r, after, true, nil
}

// Undo takes back the last rating of a card that is at the given turn, so that
// the memory is exactly what it was, and returns the card with its back. When
// it changed since, or is kept back, it returns what comes next.
func (e *Engine) Undo(ctx context.Context, community CommunityID, player PlayerID, memory int64, turn int, now time.Time) (s Showing, undone bool, err error) {
	undone, err = e.store.UndoReview(ctx, community, player, memory, turn)
	if err != nil {
		return Showing{}, false, saving(err)
	}
	if !undone {
		s, err = e.NextCard(ctx, community, player, now)
		return s, false, err
	}
	s, err = e.Reveal(ctx, community, player, memory, turn+1, now)
	return s, true, err
}

// Suspend sets a card aside for good, or takes it back.
func (e *Engine) Suspend(ctx context.Context, community CommunityID, player PlayerID, memory int64, suspended bool) error {
	m, err := e.store.Memory(ctx, community, player, memory)
	if err != nil {
		return err
	}
	m.Suspended = suspended
	return e.store.SetAside(ctx, m)
}

// Bury sets a card aside until the member's next day.
func (e *Engine) Bury(ctx context.Context, community CommunityID, player PlayerID, memory int64, now time.Time) error {
	m, err := e.store.Memory(ctx, community, player, memory)
	if err != nil {
		return err
	}
	d, err := e.desk(ctx, community, player, now)
	if err != nil {
		return err
	}
	m.BuriedDay = d.today
	return e.store.SetAside(ctx, m)
}

// SuspendedCards returns the member's cards that are set aside for good and
// still in a bank, the oldest first. None has its back.
func (e *Engine) SuspendedCards(ctx context.Context, community CommunityID, player PlayerID, now time.Time) ([]Showing, error) {
	d, err := e.desk(ctx, community, player, now)
	if err != nil {
		return nil, err
	}
	var list []Showing
	for _, m := range d.memories {
		if card, ok := d.card(m); ok && m.Suspended {
			list = append(list, Showing{Card: card, Memory: m})
		}
	}
	return list, nil
}

// Learner returns how the member reviews, or the defaults.
func (e *Engine) Learner(ctx context.Context, community CommunityID, player PlayerID) (Learner, error) {
	return e.store.Learner(ctx, community, player)
}

// SaveLearner stores the settings, or says in one sentence what is wrong with
// them and how to mend it; an error of the store wraps [ErrNotSaved]. Reminders
// begin with the next hour that comes.
func (e *Engine) SaveLearner(ctx context.Context, l Learner, now time.Time) error {
	if l.Zone != "" {
		if err := checkZone(l.Zone); err != nil {
			return err
		}
	}
	for _, h := range []struct {
		what string
		hour int
	}{{"the day cannot start", l.DayStartsAt}, {"reminders cannot come", l.ReminderHour}} {
		if h.hour < 0 || h.hour > 23 {
			return fmt.Errorf("%s at hour %d: write a whole hour from 0 to 23", h.what, h.hour)
		}
	}
	if l.NewADay < 0 || l.NewADay > maxNewADay {
		return fmt.Errorf("%d new cards a day: write 0 to %d", l.NewADay, maxNewADay)
	}
	if err := l.Cards.Check(); err != nil {
		return err
	}
	settings, err := e.store.Settings(ctx, l.Community)
	if err != nil {
		return saving(err)
	}
	l.RemindAt = time.Time{}
	if l.Reminders {
		l.Refused = false
		_, l.RemindAt = l.reminding(settings, now)
	}
	if err := e.store.SaveLearner(ctx, l); err != nil {
		return saving(err)
	}
	return nil
}

// remember makes the answer of a practice a review of the card that its
// question's one fact has, if the member has seen it: right is Good, wrong is
// Again. The same answer is a review once.
func (e *Engine) remember(ctx context.Context, community CommunityID, o Outcome, now time.Time) error {
	facts := o.Ask.Question.Facts
	if o.Round.Kind != Practice || len(facts) != 1 {
		return nil // a wrong answer does not tell which of several facts was forgotten
	}
	for range 3 { // the card may be rated at the same moment
		memories, err := e.store.Memories(ctx, community, o.Answer.Player, o.Round.Bank)
		if err != nil {
			return fmt.Errorf("cards of a member: %w", err)
		}
		i := slices.IndexFunc(memories, func(m Memory) bool {
			return m.Fact == facts[0] && m.State != cards.New && !m.Suspended
		})
		if i < 0 || o.Answer.At.Before(memories[i].LastReview) {
			return nil
		}
		d, err := e.desk(ctx, community, o.Answer.Player, now)
		if err != nil {
			return err
		}
		r := ReviewRecord{Rating: cards.Again, At: o.Answer.At, Round: o.Round.ID, Ask: o.Answer.No}
		if o.Answer.Verdict.Correct {
			r.Rating = cards.Good
		}
		_, after, stored, err := e.addReview(ctx, d, memories[i], r)
		if err != nil || stored || after.Turn == memories[i].Turn {
			return err
		}
	}
	return nil
}
