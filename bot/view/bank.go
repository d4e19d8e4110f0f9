package view

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
	"quizbot/quiz"
)

// Actions of the bank command. A bank is named by a short hash of its name.
const (
	ActionBankPage    = "bank.page"    // bank, status, page
	ActionBankItem    = "bank.item"    // bank, where it was shown; the select's value is the item's reference
	ActionBankStatus  = "bank.status"  // bank, item, new status, where it was shown
	ActionBankNext    = "bank.next"    // bank, item
	ActionBankConfirm = "bank.confirm" // import
	ActionBankCancel  = "bank.cancel"  // import
)

// BankRow is a bank as a community plays it.
type BankRow struct {
	Version quiz.BankVersion
	Own     bool // the community's own, not the one shared by all
}

// Banks lists banks for instructors.
func Banks(rows []BankRow) Message {
	if len(rows) == 0 {
		return Message{Content: say("bank.none")}
	}
	e := Embed{Title: say("bank.list.title"), Colour: colourNeutral}
	for _, row := range rows[:min(len(rows), MaxEmbedFields)] {
		e.Fields = append(e.Fields, Field{
			Name:  Cut(Escape(row.Version.Bank.Title), MaxFieldName),
			Value: Cut("`"+row.Version.Bank.Name+"` · "+whose(row)+"\n"+statuses(row.Version.Bank), MaxFieldValue),
		})
	}
	if more := len(rows) - MaxEmbedFields; more > 0 {
		e.Footer = say("bank.list.more", more)
	}
	return Message{Embeds: []Embed{e}}
}

// whose says which version of a bank is played, and whose it is.
func whose(row BankRow) string {
	text := Text("bank.version.shared")
	if row.Own {
		text = "bank.version.own"
	}
	return say(text, row.Version.Number, When(row.Version.At))
}

// statuses counts the questions and cards of a bank by status.
func statuses(b *questions.Bank) string {
	ofQuestions, ofCards := map[questions.Status]int{}, map[questions.Status]int{}
	for _, q := range b.Questions {
		ofQuestions[q.Status]++
	}
	for _, c := range b.Cards {
		ofCards[c.Status]++
	}
	var lines []string
	for _, l := range []struct {
		text  Text
		count map[questions.Status]int
		all   int
	}{{"bank.questions", ofQuestions, len(b.Questions)}, {"bank.cards", ofCards, len(b.Cards)}} {
		if l.all > 0 || l.text == "bank.questions" {
			lines = append(lines, say(l.text, l.count[questions.Approved], l.count[questions.Draft], l.count[questions.Retired]))
		}
	}
	return strings.Join(lines, "\n")
}

const itemsPerPage = 5

// BankPage is a page of what a bank holds.
type BankPage struct {
	BankRow
	Ref    string           // of the bank in buttons
	Status questions.Status // only these; "" = all
	Page   int              // from 0; beyond the last is the last
}

// ShowBank shows a page of a bank's questions and cards with their keys, and on the first page
// its sources.
func ShowBank(p BankPage) Message {
	bank, index := p.Version.Bank, quiz.Index(p.Version.Bank)
	items := slices.DeleteFunc(quiz.ItemsOf(bank), func(i quiz.BankItem) bool { return p.Status != "" && i.Status() != p.Status })
	pages := max(1, (len(items)+itemsPerPage-1)/itemsPerPage)
	p.Page = max(0, min(p.Page, pages-1))
	from := p.Page * itemsPerPage
	page := items[min(from, len(items)):min(from+itemsPerPage, len(items))]
	lines := []string{"`" + bank.Name + "` · " + whose(p.BankRow), statuses(bank)}
	if p.Page == 0 {
		lines = append(lines, "", sourcesOf(bank))
	}
	if len(items) == 0 {
		lines = append(lines, "", say("bank.show.none"))
	}
	e := Embed{Title: Cut(Escape(bank.Title), MaxEmbedTitle), Colour: colourNeutral, Description: strings.Join(lines, "\n"), Footer: say("bank.page", p.Page+1, pages)}
	m := Message{}
	if len(page) > 0 {
		pick := &Select{Placeholder: say("bank.open"), Action: Action{Name: ActionBankItem, Args: []string{p.Ref, "show"}}}
		for i, item := range page {
			e.Fields = append(e.Fields, Field{
				Name:  Cut(fmt.Sprintf("%d. %s", from+i+1, Escape(Cut(item.Text(), 200))), MaxFieldName),
				Value: Cut(statusWord(item.Status())+" · "+kindOf(item)+"\n"+say("source.answer", keyLine(item))+"\n"+citations(index.Citations(item)), 600),
			})
			pick.Options = append(pick.Options, SelectOption{Label: fmt.Sprintf("%d. %s", from+i+1, Plain(item.Text())), Value: string(item.Ref())})
		}
		m.Rows = append(m.Rows, Row{Select: pick})
	}
	if pages > 1 {
		turn := func(label Text, to int, off bool) Button {
			return Button{Label: say(label), Disabled: off, Action: Action{Name: ActionBankPage, Args: []string{p.Ref, string(p.Status), strconv.Itoa(to)}}}
		}
		m.Rows = append(m.Rows, Row{Buttons: []Button{
			turn("bank.prev", p.Page-1, p.Page == 0), turn("bank.next", p.Page+1, p.Page == pages-1),
		}})
	}
	m.Embeds = []Embed{e}
	return m
}

const sourcesShown = 5

func sourcesOf(b *questions.Bank) string {
	lines := []string{"**" + say("bank.sources", len(b.Sources)) + "**"}
	for _, s := range b.Sources[:min(len(b.Sources), sourcesShown)] {
		cited := b.Cite([]questions.Evidence{{Source: s.ID}})
		for i := range cited { // no paragraph is meant here
			cited[i].Text = cited[i].Text[:strings.LastIndex(cited[i].Text, ", ¶")]
		}
		lines = append(lines, Cut(citations(cited), 300))
	}
	if more := len(b.Sources) - sourcesShown; more > 0 {
		lines = append(lines, say("live.more", more))
	}
	return strings.Join(lines, "\n")
}

func statusWord(s questions.Status) string { return say(Text("bank.status." + string(s))) }

func kindOf(i quiz.BankItem) string {
	if i.Card != nil {
		return say("bank.card")
	}
	return say(Text("bank.form." + string(i.Question.Form)))
}

func keyLine(i quiz.BankItem) string {
	if i.Card != nil {
		return Escape(i.Card.Back)
	}
	return answerLine(*i.Question, nil, rightAnswer(*i.Question))
}

// BankReview is one question or card in full, for an instructor to decide on.
type BankReview struct {
	BankRow
	Ref   string // of the bank in buttons
	Item  quiz.BankItem
	No    int    // among the drafts, from 1; 0 = it is not shown as one of them
	Of    int    // drafts
	Where string // "review" or "show", what comes after the decision
	Done  string // what was done before, in a sentence; "" = nothing
}

// ReviewItem shows a question or card in full with what can be decided about it.
func ReviewItem(r BankReview) Message {
	index := quiz.Index(r.Version.Bank)
	blocking, advice := index.Flaws(r.Item)
	e := Embed{Title: Escape(Cut(r.Version.Bank.Title, 100)), Colour: colourNeutral}
	if r.No > 0 {
		e.Title = say("bank.review.title", r.No, r.Of)
	}
	e.Title += " · " + kindOf(r.Item)
	e.Description = inFull(r.Item)
	add := func(name Text, lines []string) {
		if len(lines) > 0 {
			e.Fields = append(e.Fields, Field{Name: say(name), Value: Cut(strings.Join(lines, "\n"), MaxFieldValue)})
		}
	}
	add("bank.item.status", []string{statusWord(r.Item.Status())})
	if cited := index.Citations(r.Item); len(cited) > 0 {
		add("outcome.sources", []string{citations(cited)})
	} else {
		add("outcome.sources", []string{say("bank.item.uncited")})
	}
	if len(blocking) > 0 {
		add("bank.item.blocking", append(problemLines(blocking[:min(len(blocking), 4)]), say("bank.item.mend", r.Version.Bank.Name)))
	}
	add("bank.item.advice", problemLines(advice))
	e.Footer = Plain(r.Version.Bank.Title) + " · " + r.Item.ID()
	if q := r.Item.Question; q != nil {
		e.Footer += " · " + say("bank.item.version", r.Version.Versions[q.ID])
	}
	act := func(label Text, style Style, to questions.Status) Button {
		return Button{Label: say(label), Style: style, Action: Action{Name: ActionBankStatus, Args: []string{r.Ref, string(r.Item.Ref()), string(to), r.Where}}}
	}
	var row Row
	if r.Item.Status() != questions.Approved {
		approve := act("bank.approve", Success, questions.Approved)
		approve.Disabled = len(blocking) > 0
		row.Buttons = append(row.Buttons, approve)
	}
	if r.Item.Status() != questions.Retired {
		row.Buttons = append(row.Buttons, act("bank.retire", Danger, questions.Retired))
	}
	if r.Item.Status() != questions.Draft {
		row.Buttons = append(row.Buttons, act("bank.draft", Secondary, questions.Draft))
	}
	if r.No > 0 && r.Of > 1 {
		row.Buttons = append(row.Buttons, Button{Label: say("bank.review.next"), Action: Action{Name: ActionBankNext, Args: []string{r.Ref, string(r.Item.Ref())}}})
	}
	return Message{Content: r.Done, Embeds: []Embed{e}, Rows: []Row{row}}
}

// Reviewed says that no draft is left.
func Reviewed(row BankRow, done string) Message {
	text := say("bank.review.none", Escape(row.Version.Bank.Title)) + "\n" + statuses(row.Version.Bank)
	if done != "" {
		text = done + "\n\n" + text
	}
	return Message{Content: text}
}

// StatusSet says what an item has become.
func StatusSet(i quiz.BankItem, to questions.Status) string {
	return say(Text("bank.done."+string(to)), Escape(Cut(i.Text(), 120)))
}

// ItemMoved says that nothing was decided, as the item reads differently now.
func ItemMoved() string { return say("bank.moved") }

// StatusChanged says the same as a message, with the bank's counts.
func StatusChanged(row BankRow, done string) Message {
	return Message{Content: done + "\n" + statuses(row.Version.Bank)}
}

const longText = 600 // characters of one text of a question that is shown in full

// inFull is all that a question or card says.
func inFull(i quiz.BankItem) string {
	text := func(s string) string { return Escape(Cut(s, longText)) }
	if c := i.Card; c != nil {
		return "**" + text(c.Front) + "**\n\n" + text(c.Back)
	}
	q := *i.Question
	var b strings.Builder
	b.WriteString("**" + text(q.Stem) + "**\n\n")
	switch {
	case q.Form == questions.Order:
		b.WriteString(say("outcome.order.key") + ":\n" + numbered(q.Key) + "\n")
	case q.Form == questions.Match:
		b.WriteString(pairs(q, q.Key) + "\n")
		for _, d := range q.Distractors {
			b.WriteString(say("bank.item.extra", text(d)) + "\n")
		}
	case q.Typed():
		for n, key := range q.Key {
			label := Text("bank.item.key")
			if n > 0 {
				label = "bank.item.accepted"
			}
			b.WriteString(say(label, text(key)) + "\n")
		}
		if q.Tolerance != "" {
			b.WriteString(say("bank.item.tolerance", Escape(q.Tolerance)) + "\n")
		}
		for _, d := range q.Distractors {
			b.WriteString(say("bank.item.wrong", text(d)) + "\n")
		}
	default:
		for n, option := range q.Options() {
			label := Text("bank.item.wrong")
			if n < len(q.Key) {
				label = "bank.item.key"
			}
			line := say(label, text(option))
			if weight, ok := q.Weights[option]; ok {
				line += " " + say("bank.item.weight", strconv.FormatFloat(weight, 'f', -1, 64))
			}
			b.WriteString(line + "\n")
		}
	}
	for _, option := range questions.OptionsOf(q, q.Feedback) {
		b.WriteString(say("bank.item.feedback", text(option), text(q.Feedback[option])) + "\n")
	}
	b.WriteString("\n**" + say("outcome.why") + "** " + text(q.Explanation))
	return b.String()
}

func problemLines(problems []*questions.Problem) []string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, "- "+Escape(Cut(p.Message, 200)))
	}
	return lines
}

const listedNotes = 10 // in the message; all are in the file

// noted is the beginning of a list, and the file with all of it when that is not enough.
func noted(file string, all []string) (text string, files []File) {
	var lines []string
	for _, l := range all[:min(len(all), listedNotes)] {
		lines = append(lines, "- "+Escape(Cut(strings.Join(strings.Fields(l), " "), 90)))
		if Cut(l, 90) != l {
			files = report(file, all)
		}
	}
	if more := len(all) - listedNotes; more > 0 {
		lines = append(lines, say("bank.more", more))
		files = report(file, all)
	}
	return strings.Join(lines, "\n"), files
}

const maxReport = 1 << 20 // bytes

// report is a text file of lines.
func report(name string, lines []string) []File {
	data := strings.ToValidUTF8(strings.Join(lines, "\n"), "\uFFFD")
	return []File{{Name: name, ContentType: "text/plain; charset=utf-8", Data: []byte(data[:min(len(data), maxReport)] + "\n")}}
}

// BankImport is what a file would change, before it does.
type BankImport struct {
	ID     string // of the import in buttons
	File   string
	Format string
	Change quiz.BankChange
	Notes  []string // what the bank has no place for
	Again  bool     // somebody changed the bank since it was shown last
}

// PlanImport shows what a file would change, with buttons to do so or not.
func PlanImport(b BankImport) Message {
	c := b.Change
	e := Embed{Title: Cut(say("bank.import.title", Escape(Cut(b.File, 80))), MaxEmbedTitle), Colour: colourNeutral}
	name := "**" + Escape(Cut(c.After.Title, 100)) + "** (`" + c.After.Name + "`)"
	lines := []string{say("bank.import.format", b.Format)}
	switch {
	case c.Empty():
		lines = append(lines, say("bank.import.same", name))
	case c.Base.Number == 0:
		lines = append(lines, say("bank.import.new", name))
	case !c.Own:
		lines = append(lines, say("bank.import.copy", name))
	default:
		lines = append(lines, say("bank.import.next", name, c.Base.Number+1, c.Base.Number))
	}
	e.Description = strings.Join(lines, "\n")
	add := func(name Text, value string) {
		e.Fields = append(e.Fields, Field{Name: say(name), Value: Cut(value, MaxFieldValue)})
	}
	var all []string
	detail := func(heading Text, items []quiz.BankItem) {
		if len(items) == 0 {
			return
		}
		all = append(all, say(heading, len(items)))
		for _, i := range items {
			all = append(all, "  "+i.ID()+": "+strings.Join(strings.Fields(Plain(i.Text())), " "))
		}
		all = append(all, "")
	}
	add("bank.import.in", say("bank.import.in.are", len(c.Added)+len(c.Changed)+len(c.Same), len(c.Added), len(c.Changed), len(c.Same)))
	if len(c.Rest)+len(c.Gone) > 0 {
		add("bank.import.rest", say("bank.import.rest.are", len(c.Rest), len(c.Gone)))
	}
	drafts := 0
	for _, i := range slices.Concat(c.Added, c.Changed) {
		if i.Status() == questions.Draft {
			drafts++
		}
	}
	if drafts+len(c.Demoted)+len(c.Unready) > 0 {
		add("bank.import.status", say("bank.import.status.are", drafts, len(c.Demoted), len(c.Unready)))
	}
	detail("bank.import.list.added", c.Added)
	detail("bank.import.list.changed", c.Changed)
	detail("bank.import.list.same", c.Same)
	detail("bank.import.list.rest", c.Rest)
	detail("bank.import.list.gone", c.Gone)
	detail("bank.import.list.demoted", c.Demoted)
	if len(c.Unready) > 0 {
		all = append(all, say("bank.import.list.unready", len(c.Unready)))
		index := quiz.Index(c.After)
		for _, i := range c.Unready {
			blocking, _ := index.Flaws(i)
			for _, p := range blocking {
				all = append(all, "  "+i.ID()+": "+Plain(p.Message))
			}
		}
		all = append(all, "")
	}
	if len(b.Notes) > 0 {
		text, _ := noted("", b.Notes)
		add("bank.import.notes", text)
		all = append(append(all, say("bank.import.list.notes", len(b.Notes))), b.Notes...)
	}
	m := Message{Embeds: []Embed{e}}
	if b.Again {
		m.Content = say("bank.import.again")
	}
	if !c.Empty() {
		m.Files = report("import-report.txt", all)
		m.Embeds[0].Footer = say("bank.import.footer")
		m.Rows = []Row{{Buttons: []Button{
			{Label: say("bank.import.confirm"), Style: Success, Action: Action{Name: ActionBankConfirm, Args: []string{b.ID}}},
			{Label: say("bank.import.cancel"), Action: Action{Name: ActionBankCancel, Args: []string{b.ID}}},
		}}}
	}
	return m
}

// Imported says that a file was taken over.
func Imported(v quiz.BankVersion) Message {
	text := say("bank.imported", Escape(v.Bank.Title), v.Number) + "\n" + statuses(v.Bank)
	if slices.ContainsFunc(quiz.ItemsOf(v.Bank), func(i quiz.BankItem) bool { return i.Status() == questions.Draft }) {
		text += "\n" + say("bank.imported.review", v.Bank.Name)
	}
	return Message{Content: text}
}

// ImportCancelled says that nothing was taken over.
func ImportCancelled() Message { return Message{Content: say("bank.import.cancelled")} }

// ImportFailed says why a file cannot be taken over.
func ImportFailed(file, format string, problems []string) Message {
	text, files := noted("import-problems.txt", problems)
	return Message{Content: say("bank.import.failed", Escape(Cut(file, 80)), format) + "\n" + text, Files: files}
}

// Exported is a bank as a file, with what the format has no place for.
func Exported(b *questions.Bank, format string, file File, notes []string) Message {
	m := Message{Files: []File{file}}
	text := say("bank.exported", Escape(Cut(b.Title, 100)), format)
	if len(notes) > 0 {
		list, files := noted("export-report.txt", notes)
		text += "\n\n" + say("bank.exported.notes", len(notes)) + "\n" + list
		m.Files = append(m.Files, files...)
	}
	m.Content = text
	return m
}

// Refusals about attachments and banks.
var (
	AttachmentElsewhere   = Refusal(English["error.file.elsewhere"])
	AttachmentExpired     = Refusal(English["error.file.expired"])
	AttachmentUnreachable = Refusal(English["error.file.unreachable"])
	ImportGone            = Refusal(English["error.import.gone"])
	ImportTooSlow         = Refusal(English["error.import.slow"])
	ImportFailedBadly     = Refusal(English["error.import.broken"])
)

// AttachmentTooLarge refuses a file of that many bytes.
func AttachmentTooLarge(size, limit int) Refusal {
	return Refusal(say("error.file.large", float64(size)/(1<<20), limit>>20))
}

// ExportTooLarge says how to get a file that Discord does not take.
func ExportTooLarge(bank, format, ending string, size, limit int) Refusal {
	return Refusal(say("error.export.large", float64(size)/(1<<20), limit>>20, format, bank, ending))
}

// NoSuchFormat refuses a file that is of no known format.
func NoSuchFormat(file string) Refusal {
	return Refusal(say("error.format", Escape(Cut(file, 80))))
}

// BadBankName refuses a name for a bank.
func BadBankName(name string) Refusal { return Refusal(say("error.bank.name", Escape(Cut(name, 60)))) }

// CannotExport says why a bank cannot be written in a format.
func CannotExport(format, why string) Refusal {
	return Refusal(say("error.export", format, Escape(Cut(why, 500))))
}

// CannotApprove says what is to be mended first.
func CannotApprove(u *quiz.Unfit) Refusal {
	return Refusal(say("error.unfit") + "\n" + strings.Join(problemLines(u.Problems[:min(len(u.Problems), listedNotes)]), "\n"))
}
