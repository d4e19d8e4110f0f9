package view

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"quizbot/quiz"
	"quizbot/quiz/schedule"
)

// Actions of the schedule command.
const (
	ActionConfirmSchedule = "schedule.confirm" // draft
	ActionCancelSchedule  = "schedule.cancel"  // draft
	ActionRemoveSchedule  = "schedule.remove"  // schedule
	ActionKeepSchedule    = "schedule.keep"
	ActionApplyEdit       = "schedule.apply"  // draft
	ActionDropEdit        = "schedule.drop"   // draft
	ActionRebaseEdit      = "schedule.rebase" // draft
	ActionPostAgain       = "schedule.again"  // schedule, nominal time
	ActionIsThere         = "schedule.there"  // schedule, nominal time
)

// Actions of the settings command.
const (
	ActionRetain      = "settings.retain" // days
	ActionKeepAnswers = "settings.keep"
)

// Settings shows what a community has set, and for how many days it keeps
// answers (0 = for ever); saved says that it was just changed.
func Settings(s quiz.Settings, days int, saved bool) Message {
	kept := say("settings.kept.ever")
	if days > 0 {
		kept = say("settings.kept.days", days)
	}
	role, channel := say("settings.role.none"), say("settings.channel.none")
	if s.InstructorRole != "" {
		role = "<@&" + s.InstructorRole + ">"
	}
	if s.QuizChannel != "" {
		channel = "<#" + string(s.QuizChannel) + ">"
	}
	e := Embed{Title: say("settings.title"), Colour: colourNeutral, Footer: say("settings.hint"), Fields: []Field{
		{Name: say("settings.zone"), Value: Escape(s.Zone)},
		{Name: say("settings.day"), Value: fmt.Sprintf("%02d:00", s.DayStartsAt)},
		{Name: say("settings.role"), Value: role},
		{Name: say("settings.channel"), Value: channel},
		{Name: say("settings.reveal"), Value: revealed(s.Reveal)},
		{Name: say("settings.terms"), Value: Cut(stretches(s.Terms, "settings.terms.none"), MaxFieldValue)},
		{Name: say("settings.holidays"), Value: Cut(stretches(s.Holidays, "settings.holidays.none"), MaxFieldValue)},
		{Name: say("settings.kept"), Value: kept},
	}}
	if saved {
		e.Description = say("settings.saved")
	}
	return Message{Embeds: []Embed{e}}
}

// ConfirmRetention shows the settings, saved, and asks whether answers are to be
// deleted after fewer days than they are now (0 = never).
func ConfirmRetention(s quiz.Settings, now, days int) Message {
	m := Settings(s, now, true)
	m.Embeds[0].Description = say("settings.kept.ask", days)
	m.Rows = []Row{{Buttons: []Button{
		{Label: say("settings.kept.confirm"), Style: Danger, Action: Action{Name: ActionRetain, Args: []string{strconv.Itoa(days)}}},
		{Label: say("settings.kept.keep"), Action: Action{Name: ActionKeepAnswers}},
	}}}
	return m
}

// stretches lists terms or holidays, the latest first: that is what a long list
// must not lose.
func stretches[T quiz.Term | quiz.Holiday](list []T, none Text) string {
	if len(list) == 0 {
		return say(none)
	}
	var lines []string
	for _, one := range slices.Backward(list) {
		t := quiz.Term(one)
		if t.First == t.Last {
			lines = append(lines, say("settings.day.one", Escape(t.Name), t.First))
		} else {
			lines = append(lines, say("settings.days", Escape(t.Name), t.First, t.Last))
		}
	}
	return strings.Join(lines, "\n")
}

// ScheduleRow is a schedule with when it runs next (zero: never) and what it
// missed last.
type ScheduleRow struct {
	Schedule quiz.Schedule
	Next     time.Time
	Missed   []quiz.Occurrence
}

// Schedules lists a community's schedules.
func Schedules(rows []ScheduleRow) Message {
	if len(rows) == 0 {
		return Message{Content: say("schedule.list.none")}
	}
	e := Embed{Title: say("schedule.list.title"), Colour: colourNeutral}
	m := Message{}
	for _, row := range rows {
		s := row.Schedule
		state := say("schedule.paused")
		switch {
		case s.Suspended != "":
			state = say("schedule.suspended", Escape(s.Suspended))
		case !s.Paused && !row.Next.IsZero():
			state = say("schedule.next", When(row.Next))
		case !s.Paused:
			state = say("schedule.runs.none")
		}
		lines := []string{
			say("schedule.what", scheduleContent(s), s.Questions, s.Venue.Channel),
			say("schedule.rule", Escape(schedule.Describe(s.Cron)), Escape(s.Zone), closesAt(s)),
		}
		for i, usual := range policies(quiz.Schedule{}) { // which goes without saying
			if rule := policies(s)[i]; rule != usual {
				lines = append(lines, rule)
			}
		}
		lines = append(lines, state)
		for _, o := range row.Missed {
			at := strings.Replace(o.Nominal, "T", " ", 1)
			if o.State != quiz.Uncertain {
				lines = append(lines, say("schedule.history", Escape(at), Escape(o.Reason)))
				continue
			}
			lines = append(lines, say("schedule.history.uncertain", Escape(at), Escape(o.Reason)))
			if len(m.Rows) < MaxRows {
				args := []string{string(s.ID), o.Nominal}
				m.Rows = append(m.Rows, Row{Buttons: []Button{
					{Label: say("schedule.again", at), Action: Action{Name: ActionPostAgain, Args: args}},
					{Label: say("schedule.there"), Action: Action{Name: ActionIsThere, Args: args}},
				}})
			}
		}
		e.Fields = append(e.Fields, Field{Name: say("schedule.name", string(s.ID)), Value: Cut(strings.Join(lines, "\n"), MaxFieldValue)})
	}
	m.Embeds = []Embed{e}
	return m
}

func revealed(r quiz.Reveal) string {
	if r == quiz.RevealAtClose {
		return say("settings.reveal.end")
	}
	return say("settings.reveal.now")
}

func scheduleContent(s quiz.Schedule) string {
	if s.Topic == "" {
		return Escape(s.Bank)
	}
	return Escape(s.Bank) + ", " + Escape(TopicName(s.Topic))
}

func closesAt(s quiz.Schedule) string {
	if s.Closes == "" {
		return say("schedule.closes.day")
	}
	days, at, _ := strings.Cut(s.Closes, "day")
	if at = strings.TrimPrefix(at, "s"); days == s.Closes {
		return closesOnTheClock(s)
	} else if at == "" {
		return say("schedule.closes.days", strings.TrimSpace(days))
	} else {
		return say("schedule.closes.days.at", strings.TrimSpace(days), strings.TrimSpace(at))
	}
}

// closesOnTheClock words a close at a time of day, and on which day that is when
// it is not that of the post.
func closesOnTheClock(s quiz.Schedule) string {
	_, opens, _ := schedule.Days(s.Cron)
	posted, err := time.Parse(time.TimeOnly, opens+":00")
	if err != nil { // a cron expression may have several times a day
		return say("schedule.closes", s.Closes)
	}
	closes, err := schedule.ClosesAt(quiz.Schedule{Zone: "UTC", Closes: s.Closes}, posted)
	switch {
	case err != nil || closes.Day() == posted.Day():
		return say("schedule.closes", s.Closes)
	case closes.Day() == posted.Day()+1:
		return say("schedule.closes.next", s.Closes)
	}
	return say("schedule.closes.days.at", "2", s.Closes)
}

// policies words how a schedule chooses questions, what it does when it is late
// and when its last quiz is open, and on which days it posts: four sentences or so.
func policies(s quiz.Schedule) []string {
	choice := say(Text("schedule.select." + cmp.Or(string(s.Select), "least")))
	if s.NoRepeat > 0 {
		choice += " " + count("schedule.norepeat.1", "schedule.norepeat.n", s.NoRepeat)
	}
	tardy := late(cmp.Or(s.LateWithin, schedule.DefaultCatchUp))
	if s.Late != quiz.LatePost {
		tardy = say(Text("schedule.late." + string(s.Late)))
	}
	overlap := say(Text("schedule.overlap." + cmp.Or(string(s.Overlap), "skip")))
	days := Text("schedule.days.usual")
	switch {
	case s.TermOnly && s.OnHolidays:
		days = "schedule.days.term.holidays"
	case s.TermOnly:
		days = "schedule.days.term"
	case s.OnHolidays:
		days = "schedule.days.holidays"
	}
	return []string{choice, tardy, overlap, say(days)}
}

func late(within time.Duration) string {
	return count("schedule.late.1", "schedule.late.n", int(within.Hours()))
}

// ConfirmSchedule shows the next runs of a schedule that is not saved yet.
func ConfirmSchedule(draft string, s quiz.Schedule, next []time.Time) Message {
	return Message{
		Embeds: []Embed{{
			Title: say("schedule.confirm.title"), Colour: colourNeutral,
			Description: say("schedule.confirm.text", scheduleContent(s), s.Questions, s.Venue.Channel) + "\n" + times(next) +
				"\n\n" + opening(s) + "\n" + strings.Join(policies(s), "\n") + "\n" + say("schedule.confirm.zone", Escape(s.Zone)),
		}},
		Rows: []Row{{Buttons: []Button{
			{Label: say("schedule.confirm"), Style: Success, Action: Action{Name: ActionConfirmSchedule, Args: []string{draft}}},
			{Label: say("schedule.cancel"), Action: Action{Name: ActionCancelSchedule, Args: []string{draft}}},
		}}},
	}
}

// opening says when each quiz of a schedule closes, why so late where that is
// not what one would expect, and when its right answers are shown.
func opening(s quiz.Schedule) string {
	text := say("schedule.confirm.open", closesAt(s), revealed(s.Reveal))
	if least := schedule.TooSoon(s); least > 0 {
		text += " " + say("schedule.too.soon", s.Closes, int(least.Minutes()))
	}
	return text
}

// ConfirmRemoval asks whether a schedule is to be removed.
func ConfirmRemoval(s quiz.Schedule) Message {
	return Message{
		Content: say("schedule.remove.ask", string(s.ID), scheduleContent(s), s.Venue.Channel, Escape(schedule.Describe(s.Cron)), Escape(s.Zone)),
		Rows: []Row{{Buttons: []Button{
			{Label: say("schedule.remove"), Style: Danger, Action: Action{Name: ActionRemoveSchedule, Args: []string{string(s.ID)}}},
			{Label: say("schedule.keep"), Action: Action{Name: ActionKeepSchedule}},
		}}},
	}
}

// PreviewSchedule shows the next runs of a schedule, and that it stands still
// if it does.
func PreviewSchedule(s quiz.Schedule, next []time.Time) Message {
	still := ""
	switch {
	case s.Suspended != "":
		still = "\n" + say("schedule.trouble.stopped.why", Escape(s.Suspended))
	case s.Paused:
		still = "\n" + say("schedule.edit.paused")
	}
	return Message{Embeds: []Embed{{
		Title: say("schedule.preview", string(s.ID)), Colour: colourNeutral,
		Description: times(next) + "\n" + still + "\n" + say("schedule.confirm.zone", Escape(s.Zone)),
	}}}
}

func times(list []time.Time) string {
	if len(list) == 0 {
		return say("schedule.runs.none")
	}
	lines := make([]string, len(list))
	for i, t := range list {
		lines[i] = "• " + When(t) + " (" + FromNow(t) + ")"
	}
	return strings.Join(lines, "\n")
}

// ScheduleChange names what happened to a schedule.
type ScheduleChange Text

// The changes.
const (
	ScheduleConfirmed ScheduleChange = "schedule.confirmed"
	ScheduleEdited    ScheduleChange = "schedule.edited"
	ScheduleEditedOff ScheduleChange = "schedule.edited.paused" // it stays paused
	ScheduleRunning   ScheduleChange = "schedule.running"       // a resume changed nothing
	ScheduleStill     ScheduleChange = "schedule.still.paused"  // a pause changed nothing
	ScheduleResumed   ScheduleChange = "schedule.resumed"
	SchedulePaused    ScheduleChange = "schedule.paused.now"
	ScheduleRemoved   ScheduleChange = "schedule.removed"
)

// ScheduleChanged says what happened to a schedule and, where it goes on, when
// its next quiz comes.
func ScheduleChanged(change ScheduleChange, id quiz.ScheduleID, next time.Time) Message {
	text := say(Text(change), string(id))
	switch change {
	case ScheduleConfirmed, ScheduleResumed, ScheduleRunning, ScheduleEdited:
		if next.IsZero() {
			text += " " + say("schedule.runs.none")
		} else {
			text += " " + say("schedule.comes", When(next), FromNow(next))
		}
	}
	return Message{Content: text}
}

// StaysOpen adds to a message that the schedule's quiz which is open now goes on
// until it closes; zero: none is open.
func StaysOpen(m Message, until time.Time) Message {
	if !until.IsZero() {
		m.Content += " " + say("schedule.stays.open", When(until))
	}
	return m
}

// ScheduleCancelled says that nothing was scheduled.
func ScheduleCancelled() Message { return Message{Content: say("schedule.cancelled")} }

// changes lists what differs between two states of a schedule, one a line.
func changes(before, after quiz.Schedule) string {
	var lines []string
	add := func(name Text, from, to string) {
		if from != to {
			lines = append(lines, "• "+say("schedule.change", say(name), from, to))
		}
	}
	add("schedule.field.bank", Escape(before.Bank), Escape(after.Bank))
	topic := func(s quiz.Schedule) string {
		if s.Topic == "" {
			return say("schedule.topic.all")
		}
		return Escape(TopicName(s.Topic))
	}
	add("schedule.field.topic", topic(before), topic(after))
	add("schedule.field.channel", "<#"+string(before.Venue.Channel)+">", "<#"+string(after.Venue.Channel)+">")
	add("schedule.field.opens", Escape(schedule.Describe(before.Cron)), Escape(schedule.Describe(after.Cron)))
	add("schedule.field.zone", Escape(before.Zone), Escape(after.Zone))
	add("schedule.field.closes", closesAt(before), closesAt(after))
	add("schedule.field.questions", strconv.Itoa(before.Questions), strconv.Itoa(after.Questions))
	add("schedule.field.reveal", revealed(before.Reveal), revealed(after.Reveal))
	for i, rule := range policies(after) {
		add("schedule.field.policy", policies(before)[i], rule)
	}
	return strings.Join(lines, "\n")
}

// ConfirmEdit shows what an edit changes and the next runs by it. Falls says
// that the quiz of today falls out; open is when the one closes that is open now
// (zero: none is).
func ConfirmEdit(draft string, before, after quiz.Schedule, next []time.Time, falls bool, open time.Time) Message {
	lines := []string{changes(before, after), "", say("schedule.edit.runs"), times(next)}
	if falls {
		lines = append(lines, say("schedule.edit.falls"))
	}
	if after.Paused {
		lines = append(lines, say("schedule.edit.paused"))
	}
	if !open.IsZero() {
		lines = append(lines, say("schedule.stays.open", When(open)))
	}
	lines = append(lines, "", opening(after))
	lines = append(lines, policies(after)...)
	lines = append(lines, say("schedule.confirm.zone", Escape(after.Zone)))
	return Message{
		Embeds: []Embed{{Title: say("schedule.edit.title", string(after.ID)), Colour: colourNeutral, Description: strings.Join(lines, "\n")}},
		Rows: []Row{{Buttons: []Button{
			{Label: say("schedule.confirm"), Style: Success, Action: Action{Name: ActionApplyEdit, Args: []string{draft}}},
			{Label: say("schedule.cancel"), Action: Action{Name: ActionDropEdit, Args: []string{draft}}},
		}}},
	}
}

// EditConflict says what somebody else changed while an edit waited, and what
// the edit would change.
func EditConflict(draft quiz.ScheduleDraft, now quiz.Schedule) Message {
	return Message{
		Embeds: []Embed{{
			Title: say("schedule.conflict.title", string(now.ID)), Colour: colourNeutral,
			Description: say("schedule.conflict.theirs", who(now.EditedBy), FromNow(now.EditedAt)) + "\n" + cmp.Or(changes(draft.Before, now), say("schedule.conflict.none")) + "\n\n" +
				say("schedule.conflict.yours") + "\n" + changes(draft.Before, draft.After),
		}},
		Rows: []Row{{Buttons: []Button{
			{Label: say("schedule.conflict.rebase"), Style: Primary, Action: Action{Name: ActionRebaseEdit, Args: []string{draft.ID}}},
			{Label: say("schedule.conflict.drop"), Action: Action{Name: ActionDropEdit, Args: []string{draft.ID}}},
		}}},
	}
}

// EditDropped says that a schedule stays as it is.
func EditDropped() Message { return Message{Content: say("schedule.edit.dropped")} }

// UncertainSettled says what becomes of a quiz of which nobody knew whether it
// was posted.
func UncertainSettled(again bool) Message {
	if again {
		return Message{Content: say("schedule.again.done")}
	}
	return Message{Content: say("schedule.there.done")}
}

// ScheduleTwin refuses a schedule that posts the same as another one.
func ScheduleTwin(other quiz.Schedule) Refusal {
	text := "error.schedule.twin"
	if other.Paused || other.Suspended != "" {
		text = "error.schedule.twin.paused"
	}
	return Refusal(say(Text(text), string(other.ID), scheduleContent(other), other.Venue.Channel, Escape(schedule.Describe(other.Cron)), Escape(other.Zone)))
}

// LeftOut says in the channel that a quiz was not posted at its time.
func LeftOut(s quiz.Schedule, at, next time.Time) Message {
	text := say("schedule.left.out", When(at))
	if next.IsZero() {
		return Message{Content: text}
	}
	return Message{Content: text + " " + say("schedule.comes", When(next), FromNow(next))}
}

// ScheduleTrouble tells instructors what became of a quiz that was not posted,
// or may not have been (the zero occurrence: none was due), or why a schedule
// was stopped.
func ScheduleTrouble(s quiz.Schedule, o quiz.Occurrence, reason string, stopped bool) Message {
	text := say("schedule.trouble.head", string(s.ID), scheduleContent(s), s.Venue.Channel)
	if o.State == quiz.Uncertain {
		return Message{Content: text + "\n" + say("schedule.trouble.uncertain", When(o.At), Escape(reason))}
	}
	if !o.At.IsZero() {
		text += "\n" + say("schedule.trouble.run", When(o.At), Escape(reason))
	}
	switch {
	case stopped && o.At.IsZero():
		text += "\n" + say("schedule.trouble.stopped.why", Escape(reason))
	case stopped:
		text += "\n" + say("schedule.trouble.stopped")
	default:
		text += "\n" + say("schedule.trouble.on")
	}
	return Message{Content: text}
}
