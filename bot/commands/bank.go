package commands

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"runtime"
	"slices"
	"sync"
	"time"

	"quizbot/bot"
	"quizbot/bot/view"
	"quizbot/questions"
	"quizbot/questions/bankfile"
	"quizbot/quiz"
)

// bankCommand is what its subcommands and buttons share.
type bankCommand struct {
	Deps
	waiting *waitingImports
	reading chan struct{} // holds one token for each file that is being read and compared
}

// Bank shows instructors the question banks of their server and changes them.
func Bank(d Deps) bot.Command {
	// A file takes a processor for a second: half of them are left to others.
	b := bankCommand{d, &waitingImports{byID: map[string]*waitingImport{}}, make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
	which := bot.Option{Name: "bank", Short: "Which question bank", Kind: bot.Text, Required: true, Suggest: true}
	return bot.Command{
		Name:  "bank",
		Short: "The question banks of this server",
		Help:  "list, show, import and export question banks; review drafts one by one; retire a question",
		Needs: bot.Instructor,
		Subs: []bot.Sub{
			{Name: "list", Short: "All question banks that this server can play", Run: b.list},
			{
				Name: "show", Short: "What is in a question bank, with all right answers",
				Options: []bot.Option{which, {Name: "status", Short: "Only these", Kind: bot.Text, Choices: []bot.Suggestion{
					{Name: "drafts", Value: string(questions.Draft)},
					{Name: "approved", Value: string(questions.Approved)},
					{Name: "retired", Value: string(questions.Retired)},
				}}},
				Run: b.show, Complete: b.suggest,
			},
			{Name: "review", Short: "Approve or retire drafts, one by one", Options: []bot.Option{which}, Run: b.review, Complete: b.suggest},
			{
				Name: "retire", Short: "Have a question asked no more",
				Options: []bot.Option{which, {Name: "question", Short: "Which question or flashcard", Kind: bot.Text, Required: true, Suggest: true}},
				Run:     b.retire, Complete: b.suggest,
			},
			{
				Name: "import", Short: "Take over questions from a file; first you see what would change",
				Options: []bot.Option{
					{Name: "file", Short: "A bank file, or one from Moodle, Anki, a spreadsheet …; at most 8 MiB", Kind: bot.File, Required: true},
					{Name: "format", Short: "Its format; otherwise the content tells", Kind: bot.Text, Choices: formatChoices(canRead)},
					{Name: "bank", Short: "Into which bank; otherwise as the file says", Kind: bot.Text, Suggest: true},
					{Name: "rest", Short: "What happens to questions that the file does not have; otherwise they stay", Kind: bot.Text, Choices: []bot.Suggestion{
						{Name: "they stay", Value: restStays}, {Name: "they go", Value: restGoes},
					}},
				},
				Run: b.importFile, Complete: b.suggest,
			},
			{
				Name: "export", Short: "Get a question bank as a file",
				Options: []bot.Option{which, {Name: "format", Short: "For which program", Kind: bot.Text, Required: true, Choices: formatChoices(canWrite)}},
				Run:     b.export, Complete: b.suggest,
			},
		},
		Press: map[string]bot.Handler{
			"page":    b.turnPage,
			"item":    b.openItem,
			"status":  b.setStatus,
			"next":    b.nextDraft,
			"confirm": b.confirmImport,
			"cancel":  b.cancelImport,
		},
	}
}

func (b bankCommand) list(ctx context.Context, c bot.Call) (bot.Reply, error) {
	banks, err := b.Engine.Banks(ctx, c.Community)
	if err != nil {
		return bot.Reply{}, err
	}
	var rows []view.BankRow
	for _, info := range banks {
		row, err := b.row(ctx, c, info.Name)
		if err != nil {
			return bot.Reply{}, err
		}
		rows = append(rows, row)
	}
	return bot.Private(view.Banks(rows)), nil
}

func (b bankCommand) row(ctx context.Context, c bot.Call, name string) (view.BankRow, error) {
	v, own, err := b.Engine.Bank(ctx, c.Community, name)
	return view.BankRow{Version: v, Own: own}, err
}

// refOf names a bank in a button, where a name of a hundred characters has no room.
func refOf(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:4])
}

// pressed returns the bank that a button names, among those of the community.
func (b bankCommand) pressed(ctx context.Context, c bot.Call) (view.BankRow, error) {
	banks, err := b.Engine.Banks(ctx, c.Community)
	if err != nil {
		return view.BankRow{}, err
	}
	for _, info := range banks {
		if refOf(info.Name) == arg(c, 0) {
			return b.row(ctx, c, info.Name)
		}
	}
	return view.BankRow{}, quiz.ErrNoBank
}

func (b bankCommand) show(ctx context.Context, c bot.Call) (bot.Reply, error) {
	row, err := b.row(ctx, c, c.Options["bank"])
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(view.ShowBank(view.BankPage{
		BankRow: row, Ref: refOf(row.Version.Bank.Name), Status: questions.Status(c.Options["status"]),
	})), nil
}

func (b bankCommand) turnPage(ctx context.Context, c bot.Call) (bot.Reply, error) {
	row, err := b.pressed(ctx, c)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(view.ShowBank(view.BankPage{
		BankRow: row, Ref: arg(c, 0), Status: questions.Status(arg(c, 1)), Page: number(arg(c, 2)),
	})), nil
}

// openItem shows the question or card that was picked on a page.
func (b bankCommand) openItem(ctx context.Context, c bot.Call) (bot.Reply, error) {
	row, err := b.pressed(ctx, c)
	if err != nil {
		return bot.Reply{}, err
	}
	if len(c.Values) != 1 {
		return bot.Reply{}, view.ButtonTooOld
	}
	item, ok := quiz.FindItem(row.Version.Bank, quiz.ItemRef(c.Values[0]))
	if !ok {
		return bot.Reply{}, quiz.ErrNoItem
	}
	return bot.Private(view.ReviewItem(view.BankReview{BankRow: row, Ref: arg(c, 0), Item: item, Where: fromPage})), nil
}

// Where a question is shown: one draft after the other, or alone.
const (
	fromReview = "review"
	fromPage   = "show"
)

func (b bankCommand) review(ctx context.Context, c bot.Call) (bot.Reply, error) {
	row, err := b.row(ctx, c, c.Options["bank"])
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Private(draftAfter(row, -1, "")), nil
}

// nextDraft shows the draft behind the one that is shown.
func (b bankCommand) nextDraft(ctx context.Context, c bot.Call) (bot.Reply, error) {
	row, err := b.pressed(ctx, c)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(draftAfter(row, placeOf(row.Version.Bank, arg(c, 1)), "")), nil
}

// placeOf is where an item stands in its bank; -1 when it is gone.
func placeOf(bank *questions.Bank, ref string) int {
	return slices.IndexFunc(quiz.ItemsOf(bank), func(i quiz.BankItem) bool { return i.Ref() == quiz.ItemRef(ref) })
}

// draftAfter shows the first draft behind a place in the bank, or else the first one.
func draftAfter(row view.BankRow, place int, done string) view.Message {
	var drafts []quiz.BankItem
	before := 0
	for i, item := range quiz.ItemsOf(row.Version.Bank) {
		if item.Status() == questions.Draft {
			drafts = append(drafts, item)
			if i <= place {
				before++
			}
		}
	}
	if len(drafts) == 0 {
		return view.Reviewed(row, done)
	}
	next := before % len(drafts)
	return view.ReviewItem(view.BankReview{
		BankRow: row, Ref: refOf(row.Version.Bank.Name), Item: drafts[next], No: next + 1, Of: len(drafts), Where: fromReview, Done: done,
	})
}

// setStatus approves or retires what is shown, as long as it still reads so.
func (b bankCommand) setStatus(ctx context.Context, c bot.Call) (bot.Reply, error) {
	row, err := b.pressed(ctx, c)
	if err != nil {
		return bot.Reply{}, err
	}
	ref, to := quiz.ItemRef(arg(c, 1)), questions.Status(arg(c, 2))
	place := placeOf(row.Version.Bank, string(ref))
	done, err := b.change(ctx, c, &row, ref, to)
	if arg(c, 3) != fromReview {
		if err != nil {
			return bot.Reply{}, err
		}
		item, _ := quiz.FindItem(row.Version.Bank, ref)
		return bot.Replace(view.ReviewItem(view.BankReview{BankRow: row, Ref: arg(c, 0), Item: item, Where: fromPage, Done: done})), nil
	}
	if errors.Is(err, quiz.ErrNoItem) {
		return bot.Replace(draftAfter(row, place, view.ItemMoved())), nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(draftAfter(row, place, done)), nil
}

// change gives an item another status, brings row up to date, and says what was done.
func (b bankCommand) change(ctx context.Context, c bot.Call, row *view.BankRow, ref quiz.ItemRef, to questions.Status) (string, error) {
	v, err := b.Engine.SetStatus(ctx, c.Community, row.Version.Bank.Name, ref, to, c.Now)
	var unfit *quiz.Unfit
	if errors.As(err, &unfit) {
		return "", view.CannotApprove(unfit)
	}
	if err != nil {
		return "", err
	}
	item, _ := quiz.FindItem(v.Bank, ref)
	*row = view.BankRow{Version: v, Own: true}
	return view.StatusSet(item, to), nil
}

func (b bankCommand) retire(ctx context.Context, c bot.Call) (bot.Reply, error) {
	row, err := b.row(ctx, c, c.Options["bank"])
	if err != nil {
		return bot.Reply{}, err
	}
	for _, item := range quiz.ItemsOf(row.Version.Bank) {
		if typed := c.Options["question"]; typed != string(item.Ref()) && typed != item.ID() {
			continue
		}
		done, err := b.change(ctx, c, &row, item.Ref(), questions.Retired)
		if err != nil {
			return bot.Reply{}, err
		}
		return bot.Private(view.StatusChanged(row, done)), nil
	}
	return bot.Reply{}, quiz.ErrNoItem
}

func (b bankCommand) suggest(ctx context.Context, c bot.Call) ([]bot.Suggestion, error) {
	if c.Typing != "question" {
		return suggestBank(ctx, b.Deps, c)
	}
	row, err := b.row(ctx, c, c.Options["bank"])
	if err != nil {
		return nil, err
	}
	var all []bot.Suggestion
	for _, item := range quiz.ItemsOf(row.Version.Bank) {
		if item.Status() != questions.Retired {
			all = append(all, bot.Suggestion{Name: item.Text(), Value: string(item.Ref())})
		}
	}
	return matching(c.Options["question"], all), nil
}

// What happens to questions that a file does not have.
const (
	restStays = "stays"
	restGoes  = "goes"
)

// importFile reads a file and shows what it would change; nothing is stored.
func (b bankCommand) importFile(ctx context.Context, c bot.Call) (bot.Reply, error) {
	turn := time.NewTimer(turnWithin)
	defer turn.Stop()
	select {
	case b.reading <- struct{}{}:
	case <-turn.C:
		return bot.Reply{}, view.Busy
	}
	// Kept until this is done and, where that takes too long, the reading, too.
	var users sync.WaitGroup
	users.Add(1)
	defer func() {
		users.Done()
		go func() {
			users.Wait()
			<-b.reading
		}()
	}()
	file := c.Files["file"]
	data, err := b.Host.Download(ctx, file, maxImport)
	if err != nil {
		return bot.Reply{}, err
	}
	format, ok := formatOf(c.Options["format"], file.Name, data)
	if !ok {
		return bot.Reply{}, view.NoSuchFormat(file.Name)
	}
	users.Add(1)
	read, err := readBank(ctx, format, file.Name, data, users.Done)
	if err != nil {
		return bot.Reply{}, err
	}
	if len(read.problems) > 0 {
		return bot.Private(view.ImportFailed(file.Name, read.format, read.problems)), nil
	}
	if name := c.Options["bank"]; name != "" {
		read.bank.Name = name
	}
	if bankfile.CheckName(read.bank.Name) != nil {
		return bot.Reply{}, view.BadBankName(read.bank.Name)
	}
	w := &waitingImport{
		community: c.Community, player: c.Player.ID, size: len(data), until: c.Now.Add(importWaits), file: file.Name, read: read,
		incoming: quiz.Incoming{Bank: read.bank, Statuses: read.statuses, KeepRest: c.Options["rest"] != restGoes},
	}
	if w.change, err = b.Engine.PlanImport(ctx, c.Community, w.incoming); err != nil {
		return bot.Reply{}, err
	}
	id := rand.Text()[:12]
	if !w.change.Empty() {
		b.waiting.add(id, w, c.Now)
	}
	return bot.Private(w.plan(id, false)), nil
}

func (w *waitingImport) plan(id string, again bool) view.Message {
	return view.PlanImport(view.BankImport{ID: id, File: w.file, Format: w.read.format, Change: w.change, Notes: w.read.notes, Again: again})
}

// confirmImport stores what was shown. When the bank is another by now, it
// shows how the file compares with that instead.
func (b bankCommand) confirmImport(ctx context.Context, c bot.Call) (bot.Reply, error) {
	id := arg(c, 0)
	w := b.waiting.take(id, c)
	if w == nil {
		return bot.Reply{}, view.ImportGone
	}
	v, err := b.Engine.Import(ctx, c.Community, w.change, c.Now)
	if err == nil {
		return bot.Replace(view.Imported(v)), nil
	}
	again := errors.Is(err, quiz.ErrBankChanged)
	if again {
		var now quiz.BankChange
		if now, err = b.Engine.PlanImport(ctx, c.Community, w.incoming); err == nil {
			w.change = now
		}
	}
	b.waiting.add(id, w, c.Now) // nothing was stored: the button still counts
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Replace(w.plan(id, true)), nil
}

func (b bankCommand) cancelImport(_ context.Context, c bot.Call) (bot.Reply, error) {
	b.waiting.take(arg(c, 0), c)
	return bot.Replace(view.ImportCancelled()), nil
}

// Imports wait in memory for a button: after a restart the file is given again.
const (
	importWaits     = 15 * time.Minute
	maxWaiting      = 50
	maxWaitingBytes = 32 << 20        // of their files
	turnWithin      = 8 * time.Second // for a turn to be read; who gets none is told to try again
)

type waitingImport struct {
	community quiz.CommunityID
	player    quiz.PlayerID
	size      int // bytes of the file
	until     time.Time
	file      string
	read      readFile
	incoming  quiz.Incoming
	change    quiz.BankChange
}

// waitingImports are the imports that were shown and not confirmed, one for
// each member.
type waitingImports struct {
	mu    sync.Mutex
	byID  map[string]*waitingImport
	order []string // oldest first
	bytes int
}

// add keeps an import under an id that is not in use. What is too old or too
// much goes, and what the member had waiting.
func (l *waitingImports) add(id string, w *waitingImport, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, other := range slices.Clone(l.order) {
		if o := l.byID[other]; now.After(o.until) || o.community == w.community && o.player == w.player {
			l.remove(other)
		}
	}
	for len(l.order) > 0 && (len(l.order) >= maxWaiting || l.bytes+w.size > maxWaitingBytes) {
		l.remove(l.order[0])
	}
	l.byID[id], l.order, l.bytes = w, append(l.order, id), l.bytes+w.size
}

func (l *waitingImports) remove(id string) {
	l.bytes -= l.byID[id].size
	delete(l.byID, id)
	l.order = slices.DeleteFunc(l.order, func(o string) bool { return o == id })
}

// take returns the member's import of that id, which then waits no more; nil
// when there is none.
func (l *waitingImports) take(id string, c bot.Call) *waitingImport {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := l.byID[id]
	if w == nil || w.community != c.Community || w.player != c.Player.ID {
		return nil
	}
	l.remove(id)
	if c.Now.After(w.until) {
		return nil
	}
	return w
}
