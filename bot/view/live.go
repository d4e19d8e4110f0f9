package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
	"quizbot/quiz"
)

// Actions of live rounds: those of members belong to the answer command, those
// of whoever leads to the round command.
const (
	ActionJoin       = "answer.join"  // round, team (0 = any)
	ActionLivePick   = "answer.pick"  // round, ask number, index into the options shown (or in the select's value)
	ActionLiveForm   = "answer.form"  // round, ask number; opens a form, or in private what [LivePad] shows
	ActionLiveChoose = "answer.mark"  // round, ask number, indices pressed so far as digits
	ActionLiveSend   = "answer.send"  // the same
	ActionLiveTyped  = "answer.typed" // round, ask number; the form's field is [TypedField]
	ActionLiveSkip   = "round.skip"   // round
	ActionLivePause  = "round.pause"  // round
	ActionLiveResume = "round.resume" // round
	ActionLiveStop   = "round.stop"   // round
)

const (
	standingsBetween = 5    // rows of the standings under a reveal
	standingsAtEnd   = 10   // and at the end
	liveWords        = 1200 // characters of a stem or an explanation: what follows has its place too
)

// LiveAnnouncement is the public message that announces a live round.
func LiveAnnouncement(v quiz.LiveView) Message {
	l := v.Live
	topic := say("daily.topic.all")
	if v.Round.Topic != "" {
		topic = say("daily.topic", Escape(TopicName(v.Round.Topic)))
	}
	lines := []string{
		say("daily.questions", topic, count("daily.count.one", "daily.count.many", l.Asks)) + " · " + say("live.seconds", int(l.Rules.Answering.Seconds())),
		liveScoring(l.Rules), liveEntry(l.Rules),
	}
	if l.Leader != "" {
		lines = append(lines, say("live.leader", string(l.Leader)))
	}
	m := Message{}
	joined := count("live.joined.1", "live.joined.n", len(v.Members))
	switch {
	case l.Phase == quiz.Ended:
		lines = append(lines, "", liveEnding(l))
	case l.Phase != quiz.Announced:
		joined = "" // the questions count
		lines = append(lines, "", say("live.under.way"))
	default:
		if l.Paused {
			lines = append(lines, "", say("live.waiting"))
		} else {
			lines = append(lines, "", say("live.starts", When(l.Due), FromNow(l.Due)))
		}
		join := func(label string, team int) Button {
			return Button{Label: label, Style: Success, Action: Action{Name: ActionJoin, Args: []string{string(l.Round), strconv.Itoa(team)}, Public: true}}
		}
		var row Row
		for team := 1; team <= l.Rules.Teams; team++ {
			row.Buttons = append(row.Buttons, join(say("live.join.team", team), team))
		}
		if l.Rules.Teams == 0 {
			row.Buttons = []Button{join(say("live.join"), 0)}
		}
		m.Rows = []Row{row}
	}
	m.Embeds = []Embed{{
		Title: say("live.title", Escape(v.Round.Title)), Description: strings.Join(lines, "\n"), Colour: colourNeutral, Footer: joined,
	}}
	return m
}

func liveScoring(r quiz.LiveRules) string {
	if r.Scoring == quiz.ScoreTeams {
		return say("live.scoring.teams", r.Teams)
	}
	return say(Text("live.scoring." + string(r.Scoring)))
}

func liveEntry(r quiz.LiveRules) string {
	who := say("live.entry.all")
	if r.Role != "" {
		who = say("live.entry.role", r.Role)
	}
	if r.JoinFirst {
		return who + " " + say("live.entry.join")
	}
	return who + " " + say("live.entry.open")
}

func liveEnding(l quiz.LiveRound) string { return say(Text("live.ending." + string(l.Ending))) }

// LiveQuestion is the public message of the question that is open. Nothing in
// it depends on which option is right or on what anybody chose.
func LiveQuestion(v quiz.LiveView, no int) Message {
	l, q, shown := v.Live, v.Round.Asks[no].Question, v.Shown(no)
	var b strings.Builder
	b.WriteString(liveStem(q))
	writeOptions(&b, q, shown)
	switch {
	case q.Typed():
		b.WriteString(say("question.typed") + "\n\n")
	case q.Choice():
		b.WriteString("\n")
	default:
		b.WriteString("\n" + say("live.answer.how") + "\n\n")
	}
	until := l.Asked[no].Until
	b.WriteString(say("live.closes", FromNow(until)))
	if l.Paused {
		b.WriteString(" " + say("live.paused.after"))
	}
	m := Message{Embeds: []Embed{{
		Title: liveTitle(v, no), Description: b.String(), Colour: colourNeutral,
		Footer: count("live.answered.1", "live.answered.n", v.Answered(no)),
	}}}
	answering := liveAnswering(l.Round, no)
	answering.Public = true
	if q.Typed() || q.Choice() {
		m.Rows = AnswerRows(q, shown, nil, answering)
	} else { // what takes several presses is chosen where nobody sees it
		m.Rows = []Row{{Buttons: []Button{{Label: say("live.answer"), Style: Primary, Action: answering.action(ActionLiveForm)}}}}
	}
	return m
}

func liveAnswering(round quiz.RoundID, no int) Answering {
	return Answering{
		Pick: ActionLivePick, Choose: ActionLiveChoose, Send: ActionLiveSend, Type: ActionLiveForm,
		Args: []string{string(round), strconv.Itoa(no)},
	}
}

// LivePad is the private message in which a member puts together what takes
// several presses: an order, several options, pairs. Chosen are the indices
// pressed so far.
func LivePad(v quiz.LiveView, no int, chosen []int) Message {
	q, shown := v.Round.Asks[no].Question, v.Shown(no)
	q.Stem = Cut(q.Stem, liveWords)
	return Message{
		Embeds: []Embed{{
			Title: liveTitle(v, no), Colour: colourNeutral,
			Description: QuestionText(q, shown, chosen) + "\n\n" + say("live.pad", FromNow(v.Live.Asked[no].Until)),
		}},
		Rows: AnswerRows(q, shown, chosen, liveAnswering(v.Live.Round, no)),
	}
}

func liveTitle(v quiz.LiveView, no int) string {
	return say("live.question", no+1, v.Live.Asks, Escape(v.Round.Title))
}

func liveStem(q questions.Question) string {
	kind := ""
	if hint := hintOf(q); hint != "" {
		kind = "*" + say(hint) + "*\n"
	}
	return kind + "**" + Escape(Cut(q.Stem, liveWords)) + "**\n\n"
}

func writeOptions(b *strings.Builder, q questions.Question, shown []string) {
	if len(q.Prompts) > 0 {
		b.WriteString(numbered(q.Prompts) + "\n\n")
	}
	for i, option := range shown {
		fmt.Fprintf(b, "%s) %s\n", Letter(i), Escape(option))
	}
}

// LiveForm is the form in which a member types an answer.
func LiveForm(round quiz.RoundID, no int, q questions.Question) Modal {
	form := TypeAnswer(q, liveAnswering(round, no).action(ActionLiveTyped))
	form.Title = say("live.form.title", no+1)
	return form
}

// LiveReveal is what the message of a question becomes once it is closed.
func LiveReveal(v quiz.LiveView, no int) Message {
	l, ask := v.Live, v.Round.Asks[no]
	q := ask.Question
	var b strings.Builder
	b.WriteString(liveStem(q))
	writeBars(&b, v, no)
	b.WriteString("\n**" + say("live.right") + "**" + liveKey(q, v.Shown(no)))
	b.WriteString("\n\n**" + say("outcome.why") + "** " + Escape(Cut(q.Explanation, liveWords)))
	heading := say("outcome.source")
	if len(ask.Citations) > 1 {
		heading = say("outcome.sources")
	}
	b.WriteString("\n\n**" + heading + "** " + citations(ask.Citations))
	if no == l.No() { // standings, where it goes on: only under the newest
		b.WriteString(liveStandings(v, standingsBetween))
		switch {
		case l.Phase == quiz.Ended:
		case l.Paused:
			b.WriteString("\n" + say("live.paused"))
		case len(l.Asked) == l.Asks:
			b.WriteString("\n" + say("live.final.soon", FromNow(l.Due)))
		default:
			b.WriteString("\n" + say("live.next", FromNow(l.Due)))
		}
	}
	return Message{Embeds: []Embed{{Title: liveTitle(v, no), Description: strings.TrimSpace(b.String()), Colour: colourNeutral,
		Footer: count("live.answered.closed.1", "live.answered.closed.n", v.Answered(no))}}}
}

// liveKey is what was right, with its letter where there are letters, after a
// space or on lines of its own.
func liveKey(q questions.Question, shown []string) string {
	switch {
	case q.Form == questions.Order:
		return "\n" + numbered(q.Key)
	case len(q.Prompts) == len(q.Key) && len(q.Key) > 0:
		pairs := make([]string, len(q.Key))
		for i, key := range q.Key {
			pairs[i] = q.Prompts[i] + " – " + key
		}
		return "\n" + numbered(pairs)
	case len(shown) == 0 && len(q.Key) > 0: // typed: other spellings follow
		return " " + Escape(rightAnswer(q)[0])
	}
	right := make([]string, len(q.Key))
	for i, key := range q.Key {
		right[i] = option(shown, key)
	}
	return " " + strings.Join(right, ", ")
}

// writeBars shows how many chose what: each option, or right, partly right and
// wrong where there are too many ways to answer.
func writeBars(b *strings.Builder, v quiz.LiveView, no int) {
	q, shown := v.Round.Asks[no].Question, v.Shown(no)
	whole := v.Answered(no)
	line := func(name string, part int) {
		fmt.Fprintf(b, "%s\n%s %d\n", name, barOrEmpty(part, whole), part)
	}
	if len(shown) > 0 && q.Form != questions.Order && len(q.Prompts) == 0 {
		for i, o := range shown {
			n := 0
			for _, a := range v.Answers {
				if a.No == no && slices.Contains(a.Given, o) {
					n++
				}
			}
			line(Letter(i)+") "+Escape(o), n)
		}
		return
	}
	var right, partly, wrong int
	for _, a := range v.Answers {
		switch {
		case a.No != no:
		case a.Verdict.Correct:
			right++
		case a.Verdict.Points > 0:
			partly++
		default:
			wrong++
		}
	}
	line(upper(say("verdict.right")), right)
	if partly > 0 {
		line(upper(say("verdict.partly")), partly)
	}
	line(upper(say("verdict.wrong")), wrong)
}

func barOrEmpty(part, whole int) string {
	if whole == 0 {
		return strings.Repeat("░", 10)
	}
	return bar(part, whole)
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// liveStandings are the teams and the best players, with headings; "" before
// anybody has answered who may be named.
func liveStandings(v quiz.LiveView, rows int) string {
	players, teams := v.Standings()
	if v.Live.Closed() == 0 || len(v.Answers) == 0 {
		return ""
	}
	var b strings.Builder
	if len(teams) > 0 {
		b.WriteString("\n\n**" + say("live.teams") + "**\n")
		for _, t := range teams {
			b.WriteString(say("live.team.row", t.Rank, t.Team, points(t.Average()), count("live.members.1", "live.members.n", t.Members)) + "\n")
		}
	}
	if len(players) == 0 { // all are hidden
		return b.String()
	}
	if len(teams) == 0 {
		b.WriteString("\n")
	}
	b.WriteString("\n**" + say("live.standings") + "**\n")
	shown := players[:min(rows, len(players))]
	for _, s := range shown {
		b.WriteString(say("leaderboard.row", s.Rank, Escape(s.Player.Name), points(s.Points)) + "\n")
	}
	if more := len(players) - rows; more > 0 {
		b.WriteString(say("live.more", more) + "\n")
	}
	for i := 1; i < len(shown); i++ {
		if shown[i].Points == shown[i-1].Points {
			b.WriteString("*" + say("live.equal") + "*\n")
			break
		}
	}
	return b.String()
}

// LiveFinal is the public message at the end of a live round.
func LiveFinal(v quiz.LiveView) Message {
	var b strings.Builder
	b.WriteString(liveEnding(v.Live))
	if standings := liveStandings(v, standingsAtEnd); standings != "" {
		b.WriteString(standings)
	} else if len(v.Answers) == 0 {
		b.WriteString("\n" + say("live.nobody"))
	}
	for no, ask := range v.Round.Asks[:len(v.Live.Asked)] {
		answered, right := 0, 0
		for _, a := range v.Answers {
			if a.No == no {
				answered++
				if a.Verdict.Correct {
					right++
				}
			}
		}
		b.WriteString("\n" + say("summary.question", no+1, Escape(Cut(ask.Question.Stem, 100)), right, answered, bar(right, answered)))
	}
	m := Message{Embeds: []Embed{{Title: say("live.final", Escape(v.Round.Title)), Description: b.String(), Colour: colourNeutral}}}
	if len(v.Answers) > 0 {
		if v.Live.Rules.Scoring == quiz.ScoreFast {
			m.Embeds[0].Footer = say("live.fast")
		}
		m.Rows = []Row{{Buttons: []Button{{
			Label: say("summary.answers"), Style: Primary,
			Action: Action{Name: ActionResults, Args: []string{string(v.Live.Round), "0"}, Public: true},
		}}}}
	}
	return m
}

// LiveRecorded tells a member, and nobody else, which choice is stored.
func LiveRecorded(o quiz.LiveOutcome) Message {
	q := o.Round.Asks[o.Answer.No].Question
	given := quoted(q, answerLine(q, o.Answer.Shown, o.Answer.Given))
	text := say("live.recorded", given)
	if o.Recorded {
		text = say("outcome.recorded", given)
	}
	if o.Team > 0 {
		text += " " + say("live.team.yours", o.Team)
	}
	return Message{Content: text}
}

// LiveJoined tells a member that they are in.
func LiveJoined(l quiz.LiveRound, team int) Message {
	text := say("live.joined")
	if team > 0 {
		text = say("live.team.yours", team)
	}
	if l.Phase == quiz.Announced && !l.Due.IsZero() {
		text += " " + say("live.first", FromNow(l.Due))
	}
	return Message{Content: text}
}

// LiveControls is the private message by which an instructor leads a round.
func LiveControls(l quiz.LiveRound) Message {
	button := func(label Text, style Style, action string) Button {
		return Button{Label: say(label), Style: style, Action: Action{Name: action, Args: []string{string(l.Round)}}}
	}
	if l.Phase == quiz.Ended {
		return Message{Content: liveEnding(l)}
	}
	state := say("live.control.announced")
	switch {
	case l.Phase == quiz.Asking && !l.Cut():
		state = say("live.control.asking", l.No()+1, l.Asks)
	case l.Phase != quiz.Announced: // revealed, or in a moment
		state = say("live.control.revealed", l.No()+1, l.Asks)
	}
	hold := button("live.pause", Secondary, ActionLivePause)
	if l.Paused {
		if l.Phase == quiz.Asking {
			state += " " + say("live.paused.after")
		} else {
			state += " " + say("live.control.paused")
		}
		hold = button("live.resume", Secondary, ActionLiveResume)
	}
	return Message{
		Content: say("live.control", state),
		Rows:    []Row{{Buttons: []Button{button("live.skip", Primary, ActionLiveSkip), hold, button("live.stop", Danger, ActionLiveStop)}}},
	}
}

// LiveHandedOver says who leads now.
func LiveHandedOver(leader quiz.PlayerID) Message {
	return Message{Content: say("live.handed.over", string(leader))}
}

// NotLeader refuses an instructor who does not lead the round.
func NotLeader(leader quiz.PlayerID) Refusal {
	if leader == "" {
		return Refusal(say("error.live.leaderless"))
	}
	return Refusal(say("error.live.leader", string(leader)))
}
