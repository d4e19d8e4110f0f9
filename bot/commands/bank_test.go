package commands_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
	"quizbot/questions"
	"quizbot/questions/bankfile"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

// run runs a command and returns its answer once it is there, also when it
// took so long that it was acknowledged first.
func run(t *testing.T, stage *bottest.Stage, who localdiscord.User, name string, options ...localdiscord.Option) *localdiscord.Message {
	t.Helper()
	return runIn(t, stage, who, string(stage.Venue.Channel), name, options...)
}

func runIn(t *testing.T, stage *bottest.Stage, who localdiscord.User, channel, name string, options ...localdiscord.Option) *localdiscord.Message {
	t.Helper()
	answer, err := stage.Discord.As(who.ID).Command(t.Context(), channel, name, options...)
	if err != nil {
		t.Fatalf("%s runs /%s: %v", who.Username, name, err)
	}
	m, err := answer.Wait(t.Context())
	if err != nil {
		t.Fatalf("%s runs /%s: %v", who.Username, name, err)
	}
	if !m.Ephemeral() {
		t.Errorf("everybody sees the answer to /%s:\n%s", name, m.Text())
	}
	return m
}

var fileSize = regexp.MustCompile(`, \d+ bytes\]`)

// golden compares what somebody saw, but for the sizes of files.
func golden(t *testing.T, name, seen string) {
	t.Helper()
	bottest.Golden(t, "bank/"+name, fileSize.ReplaceAllString(seen, "]"))
}

// attach uploads a file and returns the option that names it.
func attach(t testing.TB, stage *bottest.Stage, who localdiscord.User, name string, data []byte) localdiscord.Option {
	t.Helper()
	stage.Advance(5 * time.Second) // nobody is quicker with the next file
	a, err := stage.Discord.As(who.ID).Upload(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return option("file", a.ID)
}

// fileOf returns the file of a message whose name ends so.
func fileOf(t *testing.T, stage *bottest.Stage, m *localdiscord.Message, ending string) (name string, data []byte) {
	t.Helper()
	for _, a := range m.Attachments {
		if strings.HasSuffix(a.Filename, ending) {
			data, _ := stage.Discord.File(a.ID)
			return a.Filename, data
		}
	}
	t.Fatalf("no file *%s in:\n%s", ending, m.Text())
	return "", nil
}

func bankOf(t *testing.T, stage *bottest.Stage, name string) quiz.BankVersion {
	t.Helper()
	v, _, err := stage.Engine.Bank(t.Context(), stage.Venue.Community, name)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// picked chooses the nth option of a message's menu.
func picked(t *testing.T, stage *bottest.Stage, who localdiscord.User, m *localdiscord.Message, n int) *localdiscord.Message {
	t.Helper()
	for _, row := range m.Components {
		for _, c := range row.Components {
			if len(c.Options) > n {
				answer, err := stage.Discord.As(who.ID).Select(t.Context(), m.ID, c.CustomID, c.Options[n].Value)
				if err != nil {
					t.Fatal(err)
				}
				return answer.Message
			}
		}
	}
	t.Fatalf("no menu in:\n%s", m.Text())
	return nil
}

// reefs is a file of another program: two questions, one of them with a
// citation, and one that a bank has no place for.
const reefs = `// a file of another program
$CATEGORY: Reefs

::Builders:: Which animal builds reefs? {=Coral ~Sponge ~Eel ~Crab#It only lives there. #### Corals build reefs of lime.}

::Growth:: How many millimetres does a brain coral grow in a year? {#5:2 #### Brain corals grow slowly.}

::Opinion:: What do you think of reefs? {}
`

func TestInstructorTakesOverAFileOfAnotherProgram(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	see := func(name string, m *localdiscord.Message) *localdiscord.Message {
		golden(t, name, m.Text())
		return m
	}
	see("list", run(t, stage, stage.Tomas, "bank list"))
	plan := see("import-plan", run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "reefs.gift", []byte(reefs))))
	_, report := fileOf(t, stage, plan, "import-report.txt")
	golden(t, "import-report", string(report))
	wants(t, run(t, stage, stage.Tomas, "bank show", option("bank", "reefs")), "no such question bank") // nothing is stored yet
	see("import-done", stage.Press(t, stage.Tomas, plan, "Take it over"))
	see("list-after", run(t, stage, stage.Tomas, "bank list"))
	see("show", run(t, stage, stage.Tomas, "bank show", option("bank", "reefs")))
	see("review-uncited", run(t, stage, stage.Tomas, "bank review", option("bank", "reefs")))

	cancelled := run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "reefs.gift", []byte(strings.ReplaceAll(reefs, "Eel", "Jellyfish"))))
	wants(t, cancelled, "New or changed drafts: 1", "changed: 1")
	see("import-cancelled", stage.Press(t, stage.Tomas, cancelled, "Cancel"))
	if v := bankOf(t, stage, "reefs"); v.Number != 1 {
		t.Errorf("a cancelled import made version %d", v.Number)
	}
	see("import-same", run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "reefs.gift", []byte(reefs))))
}

// drafted is the bank about the sea with its questions and a card waiting.
func drafted() *questions.Bank {
	bank := bottest.Bank()
	for i := range bank.Questions[:3] {
		bank.Questions[i].Status = questions.Draft
	}
	bank.Cards = []questions.Card{{ID: "tide/card", Front: "What is the main cause of the tides?", Back: "the Moon", Fact: "tide", Status: questions.Draft}}
	return bank
}

func TestInstructorReviewsDraftsOneByOne(t *testing.T) {
	t.Parallel()
	stage := bottest.NewWith(t, drafted())
	see := func(name string, m *localdiscord.Message) *localdiscord.Message {
		golden(t, name, m.Text())
		return m
	}
	m := see("review-first", run(t, stage, stage.Tomas, "bank review", option("bank", "sea")))
	m = see("review-approved", stage.Press(t, stage.Tomas, m, "Approve"))
	m = see("review-next", stage.Press(t, stage.Tomas, m, "Next draft"))
	m = see("review-retired", stage.Press(t, stage.Tomas, m, "Retire")) // the card comes next
	m = stage.Press(t, stage.Tomas, m, "Approve")
	wants(t, m, "Draft 1 of 1", "Mariana")
	see("review-done", stage.Press(t, stage.Tomas, m, "Retire"))

	v := bankOf(t, stage, "sea")
	var got []string
	for _, item := range quiz.ItemsOf(v.Bank) {
		got = append(got, item.ID()+" "+string(item.Status()))
	}
	want := "octopus/number approved, trench/single retired, tide/true-false retired, salt/gap approved, whale/single approved, voyages/order approved, tide/card approved"
	if strings.Join(got, ", ") != want {
		t.Errorf("statuses are %v\nwant %s", got, want)
	}
	if shared, _, err := stage.Engine.Bank(t.Context(), "", "sea"); err != nil || shared.Bank.Questions[0].Status != questions.Draft {
		t.Errorf("the shared bank was changed: %v", err)
	}

	see("retired", run(t, stage, stage.Tomas, "bank retire", option("bank", "sea"), option("question", "salt/gap")))
	wants(t, run(t, stage, stage.Tomas, "bank retire", option("bank", "sea"), option("question", "pepper/gap")), "no such question")
	choices, err := stage.Discord.As(stage.Tomas.ID).Complete(t.Context(), string(stage.Venue.Channel), "bank retire", "question", "largest", option("bank", "sea"))
	if err != nil || len(choices) != 1 || !strings.Contains(choices[0].Name, "largest that has ever lived") {
		t.Errorf("suggestions are %v, %v", choices, err)
	}
	shown := see("show-retired", run(t, stage, stage.Tomas, "bank show", option("bank", "sea"), option("status", "retired")))
	item := see("show-item", picked(t, stage, stage.Tomas, shown, 0))
	wants(t, stage.Press(t, stage.Tomas, item, "Make it a draft"), "A draft again")
	all := run(t, stage, stage.Tomas, "bank show", option("bank", "sea"))
	wants(t, stage.Press(t, stage.Tomas, all, "Later"), "Page 2 of 2")
}

func TestExportedBanksComeBackEqual(t *testing.T) {
	t.Parallel()
	bank := bottest.Bank()
	bank.Cards = []questions.Card{{ID: "tide/card", Front: "What is the main cause of the tides?", Back: "the Moon", Fact: "tide", Status: questions.Approved}}
	stage := bottest.NewWith(t, bank)
	for _, format := range []string{"yaml", "json", "gift", "moodle-xml", "anki", "anki-tsv", "csv"} {
		t.Run(format, func(t *testing.T) {
			m := run(t, stage, stage.Tomas, "bank export", option("bank", "sea"), option("format", format))
			golden(t, "export-"+format, m.Text())
			name, data := fileOf(t, stage, m, "")
			if !strings.HasPrefix(name, "sea.") {
				t.Errorf("the file is called %q", name)
			}
			again := run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, name, data))
			wants(t, again, "there is nothing to take over")
		})
	}
	for _, format := range []string{"qti", "kahoot", "quizlet", "markdown"} { // only written
		m := run(t, stage, stage.Tomas, "bank export", option("bank", "sea"), option("format", format))
		fileOf(t, stage, m, "")
		golden(t, "export-"+format, m.Text())
	}
}

func TestStatusesCountInOurOwnFilesOnly(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	fresh := bottest.Bank()
	fresh.Name, fresh.Title = "coast", "The Coast"
	fresh.Questions[1].Status = questions.Retired
	fresh.Questions[2].Facts = nil // cites nothing, so it cannot be approved
	asYAML, err := bankfile.Marshal(fresh)
	if err != nil {
		t.Fatal(err)
	}
	plan := run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "coast.yaml", asYAML))
	golden(t, "import-yaml", plan.Text())
	stage.Press(t, stage.Tomas, plan, "Take it over")
	count := func(name string) string {
		var n = map[questions.Status]int{}
		for _, q := range bankOf(t, stage, name).Bank.Questions {
			n[q.Status]++
		}
		return fmt.Sprint(n)
	}
	if got := count("coast"); got != "map[approved:4 draft:1 retired:1]" {
		t.Errorf("of our own file %s", got)
	}
	_, gift := fileOf(t, stage, run(t, stage, stage.Tomas, "bank export", option("bank", "sea"), option("format", "gift")), ".gift")
	plan = run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "sea.gift", gift), option("bank", "beach"))
	stage.Press(t, stage.Tomas, plan, "Take it over")
	if got := count("beach"); got != "map[draft:6]" {
		t.Errorf("of another program's file %s", got)
	}
}

func TestI3BadFilesAreRefusedWithASentence(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	var many strings.Builder
	many.WriteString("format: 1\nname: \"x\"\ntitle: \"x\"\nlanguage: \"en\"\nquestions:\n")
	for i := range 15 {
		fmt.Fprintf(&many, "  - id: \"q%d/single\"\n    promtp: \"@everyone **what**\"\n", i)
	}
	tests := []struct {
		name, file, format string
		data               []byte
		want               string
	}{
		{"picture", "picture.png", "", []byte("\x89PNG\r\n\x1a\n\x00\x00"), "of no format that I know"},
		{"wrong type", "sea.gift", "moodle-xml", []byte(reefs), "cannot be read as moodle-xml"},
		{"empty", "sea.gift", "", []byte("\n"), "cannot be read as gift"},
		{"too large", "deck.apkg", "", bytes.Repeat([]byte("PK"), 9<<19), "9.0 MiB, and I read at most 8 MiB"},
		{"many problems", "many.yaml", "", []byte(many.String()), "and 5 more, in the file"},
		{"mention in a name", "@everyone.gift", "gift", []byte("::a"), "everyone.gift cannot be read"},
		{"bank name", "sea.gift", "", []byte(reefs), "cannot be the name of a bank"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			options := []localdiscord.Option{attach(t, stage, stage.Tomas, test.file, test.data)}
			if test.format != "" {
				options = append(options, option("format", test.format))
			}
			if test.name == "bank name" {
				options = append(options, option("bank", "../con"))
			}
			m := run(t, stage, stage.Tomas, "bank import", options...)
			wants(t, m, test.want)
			golden(t, "refused-"+strings.ReplaceAll(test.name, " ", "-"), m.Text())
			if strings.Contains(m.Text(), "@everyone") || bottest.Button(m, "Take it over") != "" {
				t.Errorf("not harmless:\n%s", m.Text())
			}
		})
	}
	t.Run("expired link", func(t *testing.T) {
		file := attach(t, stage, stage.Tomas, "reefs.gift", []byte(reefs))
		stage.Discord.ExpireLink(file.Value.(string))
		m := run(t, stage, stage.Tomas, "bank import", file)
		golden(t, "refused-expired", m.Text())
		wants(t, m, "links to attachments expire")
	})
}

func TestTwoInstructorsImportAtOnce(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	_, gift := fileOf(t, stage, run(t, stage, stage.Tomas, "bank export", option("bank", "sea"), option("format", "gift")), ".gift")
	tomas := run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "sea.gift", bytes.ReplaceAll(gift, []byte("Southern"), []byte("Arctic"))))
	ilse := run(t, stage, stage.Owner, "bank import", attach(t, stage, stage.Owner, "sea.gift", bytes.ReplaceAll(gift, []byte("Giant squid"), []byte("Orca"))))
	wants(t, stage.Press(t, stage.Tomas, tomas, "Take it over"), "Taken over", "version 2")
	again := stage.Press(t, stage.Owner, ilse, "Take it over")
	golden(t, "import-again", again.Text())
	v := bankOf(t, stage, "sea")
	if v.Number != 2 || v.Bank.Questions[1].Distractors[2] != "Arctic" {
		t.Errorf("version %d: %+v", v.Number, v.Bank.Questions[1])
	}
	wants(t, stage.Press(t, stage.Owner, again, "Take it over"), "version 3")
	if v = bankOf(t, stage, "sea"); v.Versions["whale/single"] != 2 || v.Versions["octopus/number"] != 1 {
		t.Errorf("versions of questions are %v", v.Versions)
	}
}

func TestA1OnlyInstructorsTouchBanks(t *testing.T) {
	t.Parallel()
	stage := bottest.NewWith(t, drafted())
	stage.PostQuiz(t, nil)
	file := func(who localdiscord.User) localdiscord.Option {
		return attach(t, stage, who, "reefs.gift", []byte(reefs))
	}
	bank := option("bank", "sea")
	commands := map[string][]localdiscord.Option{
		"bank list": nil, "bank show": {bank}, "bank review": {bank},
		"bank retire": {bank, option("question", "salt/gap")},
		"bank export": {bank, option("format", "json")}, // A9: the keys of the open quiz are in it
		"bank import": {file(stage.Mina)},
	}
	for name, options := range commands {
		m := run(t, stage, stage.Mina, name, options...)
		wants(t, m, "Only instructors may do this")
		if len(m.Attachments) > 0 {
			t.Errorf("/%s hands a member a file", name)
		}
	}
	if choices, err := stage.Discord.As(stage.Mina.ID).Complete(t.Context(), string(stage.Venue.Channel), "bank retire", "question", "", bank); err != nil || len(choices) > 0 {
		t.Errorf("a member is offered questions: %v, %v", choices, err)
	}

	// Checked again on every step: the role is gone when a button is pressed.
	plan, review, show := run(t, stage, stage.Tomas, "bank import", file(stage.Tomas)), run(t, stage, stage.Tomas, "bank review", bank), run(t, stage, stage.Tomas, "bank show", bank)
	stage.Discord.SetRoles(stage.Guild.ID, stage.Tomas.ID)
	for label, m := range map[string]*localdiscord.Message{"Take it over": plan, "Cancel": plan, "Approve": review, "Retire": review, "Next draft": review, "Later": show} {
		wants(t, stage.Press(t, stage.Tomas, m, label), "Only instructors may do this")
	}
	wants(t, picked(t, stage, stage.Tomas, show, 0), "Only instructors may do this")
	if v := bankOf(t, stage, "sea"); v.Bank.Questions[0].Status != questions.Draft {
		t.Error("a member approved a question")
	}
}

func TestA7BanksOfAnotherServerAreNotFound(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	plan := run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "reefs.gift", []byte(reefs)))
	stage.Press(t, stage.Tomas, plan, "Take it over")
	other := stage.Discord.AddGuild("Lighthouse School", stage.Tomas.ID)
	channel := stage.Discord.AddChannel(other.ID, "quiz")
	stage.Discord.Install(stage.App.ID, other.ID)
	for name, options := range map[string][]localdiscord.Option{
		"bank show": nil, "bank review": nil, "bank retire": {option("question", "builders/single")}, "bank export": {option("format", "json")},
	} {
		foreign := runIn(t, stage, stage.Tomas, channel.ID, name, append(options, option("bank", "reefs"))...)
		missing := runIn(t, stage, stage.Tomas, channel.ID, name, append(options, option("bank", "nowhere"))...)
		if foreign.Text() != missing.Text() || !strings.Contains(foreign.Text(), "no such question bank") {
			t.Errorf("/%s tells a bank of another server from none:\n%s\n%s", name, foreign.Text(), missing.Text())
		}
	}
	choices, err := stage.Discord.As(stage.Tomas.ID).Complete(t.Context(), channel.ID, "bank show", "bank", "")
	if err != nil || len(choices) != 1 || choices[0].Value != "sea" {
		t.Errorf("banks offered in another server: %v, %v", choices, err)
	}
}

func TestAnImportWaitsAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	plan := run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "reefs.gift", []byte(reefs)))
	stage.Advance(14 * time.Minute)
	second := run(t, stage, stage.Owner, "bank import", attach(t, stage, stage.Owner, "reefs.gift", []byte(reefs)))
	stage.Advance(2 * time.Minute)
	wants(t, stage.Press(t, stage.Tomas, plan, "Take it over"), "older than a quarter of an hour")
	wants(t, stage.Press(t, stage.Owner, second, "Take it over"), "Taken over")
}

func TestAGoneRestIsTold(t *testing.T) {
	t.Parallel()
	stage := bottest.New(t)
	plan := run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "reefs.gift", []byte(reefs)), option("bank", "sea"), option("rest", "goes"))
	golden(t, "import-rest-goes", plan.Text())
	stage.Press(t, stage.Tomas, plan, "Take it over")
	if v := bankOf(t, stage, "sea"); len(v.Bank.Questions) != 2 || len(v.Bank.Facts) != 0 {
		t.Errorf("the bank has %d questions and %d facts", len(v.Bank.Questions), len(v.Bank.Facts))
	}
}

// forgetful is a database whose next write of a bank fails.
type forgetful struct {
	*store.Store
	fail atomic.Bool
}

func (f *forgetful) PutBank(ctx context.Context, community quiz.CommunityID, newest quiz.BankRevision, v quiz.BankVersion, info quiz.BankInfo) error {
	if f.fail.Swap(false) {
		return errors.New("the disk is full")
	}
	return f.Store.PutBank(ctx, community, newest, v, info)
}

func TestD2AnImportThatWasNotStoredCanBeConfirmedAgain(t *testing.T) {
	t.Parallel()
	var database *forgetful
	stage := bottest.NewOver(t, drafted(), func(s *store.Store) bottest.Storage {
		database = &forgetful{Store: s}
		return database
	})
	plan := run(t, stage, stage.Tomas, "bank import", attach(t, stage, stage.Tomas, "reefs.gift", []byte(reefs)))
	database.fail.Store(true)
	wants(t, stage.Press(t, stage.Tomas, plan, "Take it over"), "That did not work")
	wants(t, stage.Press(t, stage.Tomas, plan, "Take it over"), "Taken over")

	draft := run(t, stage, stage.Tomas, "bank review", option("bank", "sea"))
	database.fail.Store(true)
	wants(t, stage.Press(t, stage.Tomas, draft, "Approve"), "That did not work")
	wants(t, stage.Press(t, stage.Tomas, draft, "Approve"), "Approved, it can be asked")
}
