package view

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"quizbot/quiz"
)

// Actions of the other commands.
const (
	ActionPage   = "leaderboard.page" // period, page, bank
	ActionDelete = "privacy.delete"
	ActionKeep   = "privacy.keep"
)

// Leaderboard is one page of standings, the asking member's row always below.
func Leaderboard(b quiz.Board) Message {
	e := Embed{Title: say(Text("leaderboard.title." + string(b.Period))), Colour: colourNeutral}
	if b.Period == quiz.ThisTerm && b.Term.Name != "" {
		e.Title = say("leaderboard.title.named", Escape(b.Term.Name))
	}
	if b.Bank != "" {
		e.Title += " · " + Escape(b.Bank)
	}
	e.Title = Cut(e.Title, MaxEmbedTitle)
	var text strings.Builder
	for _, s := range b.Standings {
		text.WriteString(say("leaderboard.row", s.Rank, Escape(s.Player.Name), points(s.Points)) + "\n")
	}
	switch {
	case b.Own != nil && b.Hidden: // and perhaps everybody else
		text.WriteString("\n" + say("leaderboard.you.hidden", b.Own.Rank, points(b.Own.Points)))
	case len(b.Standings) == 0:
		text.WriteString(say("leaderboard.empty"))
	case b.Own != nil:
		text.WriteString("\n" + say("leaderboard.you", b.Own.Rank, points(b.Own.Points)))
	default:
		text.WriteString("\n" + say("leaderboard.you.none"))
	}
	e.Description = strings.TrimLeft(text.String(), "\n")
	m := Message{}
	if b.Pages > 1 {
		e.Footer = say("leaderboard.page", b.Page+1, b.Pages)
		page := func(label Text, to int, off bool) Button {
			return Button{Label: say(label), Disabled: off, Action: Action{Name: ActionPage, Args: []string{string(b.Period), strconv.Itoa(to), b.Bank}}}
		}
		m.Rows = []Row{{Buttons: []Button{
			page("leaderboard.prev", b.Page-1, b.Page == 0),
			page("leaderboard.next", b.Page+1, b.Page == b.Pages-1),
		}}}
	}
	m.Embeds = []Embed{e}
	return m
}

func points(n int) string { return count("leaderboard.points.1", "leaderboard.points.n", n) }

// Score is a member's tally: all of it for the member, only what is public for
// others.
func Score(s quiz.Score, own bool) Message {
	e := Embed{Title: say("score.title"), Colour: colourNeutral}
	if !own {
		e.Title = say("score.title.other", Escape(s.Player.Name))
	}
	rank := say("score.rank.none")
	if s.Rank > 0 {
		rank = strconv.Itoa(s.Rank)
	}
	e.Fields = []Field{
		{Name: say("score.points"), Value: strconv.Itoa(s.Points), Inline: true},
		{Name: say("score.rank"), Value: rank, Inline: true},
		{Name: say("score.streak"), Value: count("score.streak.1", "score.streak.n", s.Streak), Inline: true},
	}
	if own {
		accuracy := say("score.none")
		if s.Answered > 0 {
			accuracy = say("score.accuracy.of", s.Correct, s.Answered, (s.Correct*100+s.Answered/2)/s.Answered)
		}
		e.Fields = append(e.Fields,
			Field{Name: say("score.accuracy"), Value: accuracy, Inline: true},
			Field{Name: say("score.finished"), Value: strconv.Itoa(s.Finished), Inline: true})
	}
	return Message{Embeds: []Embed{e}}
}

// ScoreHidden says that a member does not want others to see their score.
func ScoreHidden(name string) Message { return Message{Content: say("score.hidden", Escape(name))} }

// Sources lists where the answers come from that the member has been shown.
func Sources(outcomes []quiz.Outcome) Message {
	if len(outcomes) == 0 {
		return Message{Content: say("source.none")}
	}
	e := Embed{Title: say("source.title"), Colour: colourNeutral}
	for _, o := range outcomes {
		key := answerLine(o.Ask.Question, nil, rightAnswer(o.Ask.Question))
		e.Fields = append(e.Fields, Field{
			Name:  Cut(Escape(o.Ask.Question.Stem), MaxFieldName),
			Value: Cut(say("source.answer", key)+"\n"+citations(o.Ask.Citations), MaxFieldValue),
		})
	}
	return Message{Embeds: []Embed{e}}
}

// Privacy shows what is stored about a member; file is all of it, and days is
// for how long answers are kept (0 = until they are deleted).
func Privacy(d quiz.MemberData, days int, file []byte) Message {
	kept := say("privacy.kept.ever")
	if days > 0 {
		kept = say("privacy.kept.days", days)
	}
	return Message{
		Embeds: []Embed{{
			Title: say("privacy.title"), Colour: colourNeutral,
			Description: say("privacy.what") + " " + kept + "\n\n" + say("privacy.counts", len(d.Runs), len(d.Answers), len(d.Reports), len(d.Cards), len(d.Reviews), len(d.Allowances)) + " " + say("privacy.file"),
		}},
		Files: []File{{Name: "quizbot-data.json", ContentType: "application/json", Data: file}},
	}
}

// ConfirmDelete asks before a member's data are deleted.
func ConfirmDelete() Message {
	return Message{Content: say("privacy.confirm"), Rows: []Row{{Buttons: []Button{
		{Label: say("privacy.delete"), Style: Danger, Action: Action{Name: ActionDelete}},
		{Label: say("privacy.keep"), Action: Action{Name: ActionKeep}},
	}}}}
}

// Deleted says that the data are gone, or that nothing happened.
func Deleted(done bool) Message {
	if done {
		return Message{Content: say("privacy.deleted")}
	}
	return Message{Content: say("privacy.kept")}
}

// HelpSection is a heading and its lines: name and text of each command.
type HelpSection struct {
	Heading Text
	Lines   [][2]string
}

// Headings of the help.
const (
	HelpMembers     Text = "help.members"
	HelpInstructors Text = "help.instructor"
	HelpManagers    Text = "help.manager"
)

// Help lists what the reader can do.
func Help(sections []HelpSection) Message {
	e := Embed{Title: say("help.title"), Colour: colourNeutral, Footer: say("help.footer")}
	var b strings.Builder
	for _, section := range sections {
		fmt.Fprintf(&b, "**%s**\n", say(section.Heading))
		for _, line := range section.Lines {
			fmt.Fprintf(&b, "`/%s` %s\n", line[0], line[1])
		}
		b.WriteString("\n")
	}
	e.Description = strings.TrimRight(b.String(), "\n")
	return Message{Embeds: []Embed{e}}
}

// Welcome is the message on joining a server.
func Welcome() Message {
	return Message{Embeds: []Embed{{Title: say("welcome.title"), Description: say("welcome.text"), Colour: colourNeutral}}}
}

// Refusal is a sentence that says why something cannot be done and what to do
// instead. As an error it reaches the member as it is; what it quotes is
// escaped by whoever makes it.
type Refusal string

// Error returns the sentence.
func (r Refusal) Error() string { return string(r) }

// Refusals that the router itself gives.
var (
	ForInstructors = Refusal(English["error.instructor"])
	ForManagers    = Refusal(English["error.manager"])
	OnlyInServers  = Refusal(English["error.server"])
	ButtonTooOld   = Refusal(English["error.button"])
	Busy           = Refusal(English["error.busy"])
	BadOrder       = Refusal(English["error.order"])
	BadSeveral     = Refusal(English["error.several"])
	BadPairs       = Refusal(English["error.pairs"])
	EmptyReport    = Refusal(English["error.report.empty"])
	RoleOfEveryone = Refusal(English["error.role.everyone"])
	CronOrDays     = Refusal(English["error.cron.or.days"])
	DaysAndTime    = Refusal(English["error.days.and.time"])
	LateOrHours    = Refusal(English["error.late.or.hours"])
	Settled        = Refusal(English["error.schedule.settled"])
	NothingChanged = Refusal(English["error.schedule.same"])
	FirstAndLast   = Refusal(English["error.dates"])
	OneAtATime     = Refusal(English["error.dates.one"])
	TooManyDays    = Refusal(English["error.dates.long"])
	ClearOrSet     = Refusal(English["error.clear.or.set"])
	NoSuchTerm     = Refusal(English["error.term.name"])
	NoSuchHoliday  = Refusal(English["error.holiday.name"])
	NameTooLong    = Refusal(English["error.name.long"])
	LastIsOver     = Refusal(English["error.last.over"])
	TeamsOrNot     = Refusal(English["error.teams"])
	NotInstructor  = Refusal(English["error.live.instructor"])
	NextIsComing   = Refusal(English["error.live.next"])
	RoundIsPaused  = Refusal(English["error.live.pause"])
	NoTimeToJoin   = Refusal(English["error.live.join"])
)

// CannotPost refuses a channel, naming every permission that is missing.
func CannotPost(channel string, missing []string) Refusal {
	return Refusal(say("error.permissions", channel, strings.Join(missing, ", ")))
}

var sentences = []struct {
	err  error
	text Text
}{
	{quiz.ErrNoRound, "error.round"},
	{quiz.ErrRoundOver, "error.over.plain"},
	{quiz.ErrNotStarted, "error.started"},
	{quiz.ErrNothingOpen, "error.nothing"},
	{quiz.ErrBadChoice, "error.choice"},
	{quiz.ErrNoBank, "error.bank"},
	{quiz.ErrNoTerm, "error.term"},
	{quiz.ErrNoQuestions, "error.questions"},
	{quiz.ErrNoSchedule, "error.schedule"},
	{quiz.ErrNoDraft, "error.draft"},
	{quiz.ErrNotYours, "error.yours"},
	{quiz.ErrStillOpen, "error.open"},
	{quiz.ErrNotNext, "error.next"},
	{quiz.ErrDeleted, "error.deleted"},
	{quiz.ErrNoCard, "error.card"},
	{quiz.ErrBankChanged, "error.bank.changed"},
	{quiz.ErrNoItem, "error.bank.item"},
	{quiz.ErrFitting, "error.fitting"},
	{quiz.ErrNoLive, "error.live.none"},
	{quiz.ErrLiveHere, "error.live.here"},
	{quiz.ErrLiveEnded, "error.live.ended"},
	{quiz.ErrPaused, "error.live.paused"},
	{quiz.ErrNotPaused, "error.live.unpaused"},
	{quiz.ErrQuestionClosed, "error.live.closed"},
	{quiz.ErrNotJoined, "error.live.joined"},
	{quiz.ErrJoiningOver, "error.live.joined"},
	{quiz.ErrNotInvited, "error.live.invited"},
	{quiz.ErrNoQuestion, "error.question"},
	{quiz.ErrNoAmendment, "error.amendment"},
	{quiz.ErrMendedBefore, "error.mended"},
	{quiz.ErrAskedNow, "error.asked"},
	{quiz.ErrNoChange, "error.no.change"},
	{quiz.ErrUndone, "error.undone"},
	{quiz.ErrNotNewest, "error.not.newest"},
	{quiz.ErrChanged, "error.changed"},
	{quiz.ErrNoReport, "error.report"},
	{quiz.ErrReportDecided, "error.decided"},
	{quiz.ErrNoAllowance, "error.allowance"},
}

var quotaTexts = map[quiz.Quota]Text{
	quiz.SchedulesQuota: "error.schedules.most",
	quiz.BanksQuota:     "error.banks.most",
	quiz.QuestionsQuota: "error.questions.most",
}

// Problem turns an error into the sentence a member reads. Expected is false
// for anything unforeseen, which is then to be logged under the code that the
// sentence names.
func Problem(err error, code string) (m Message, expected bool) {
	var refusal Refusal
	if errors.As(err, &refusal) {
		return Message{Content: string(refusal)}, true
	}
	var unapproved *quiz.NothingApproved
	if errors.As(err, &unapproved) {
		if unapproved.Drafts == 0 {
			return Message{Content: say("error.bank.empty", Escape(unapproved.Bank))}, true
		}
		return Message{Content: say("error.bank.drafts", Escape(unapproved.Bank), unapproved.Drafts)}, true
	}
	for _, s := range sentences {
		if errors.Is(err, s.err) {
			return Message{Content: say(s.text)}, true
		}
	}
	var quota *quiz.QuotaReached
	if errors.As(err, &quota) {
		return Message{Content: say(quotaTexts[quota.Of], quota.Most)}, true
	}
	var long *quiz.TooLong
	if errors.As(err, &long) {
		return Message{Content: string(FieldTooLong("", long.Most))}, true
	}
	if errors.Is(err, quiz.ErrNotSaved) {
		return Message{Content: say("error.not.saved", code)}, false
	}
	return Message{Content: say("error.unknown", code)}, false
}
