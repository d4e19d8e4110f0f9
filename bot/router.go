package bot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"runtime/debug"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/customid"
	"quizbot/bot/discord"
	"quizbot/bot/view"
	"quizbot/quiz"
)

const (
	workers       = 64               // handlers at once
	queued        = 1000             // interactions waiting for one
	refusers      = 16               // answers "busy" at once; more than are queued for them get none
	acknowledgers = 128              // acknowledgements at once
	deferAfter    = 2 * time.Second  // Discord gives 3 s for the first answer
	answerWithin  = 20 * time.Second // a handler's whole time
	remembered    = 4096             // interaction ids, to drop a second delivery
	stopWithin    = 8 * time.Second  // for running handlers to answer at the end
	repeated      = time.Minute      // a cause is logged once in this time
	maxOption     = 200              // characters of an option, as Discord is told
	maxField      = 4000             // of a form's field. Discord, "Text Input", max_length
)

// router turns interactions into calls and replies into answers.
type router struct {
	registry *registry
	codec    *customid.Codec
	client   *discord.Client
	settings func(context.Context, quiz.CommunityID) (quiz.Settings, error)
	notices  notices // nil = none
	now      func() time.Time
	log      *slog.Logger
	budgets  *budgets
	telling  sync.Map // customid.Scope of members whose news are on their way

	handlers *discord.Pool
	refusals *discord.Pool
	deferred *discord.Pool // acknowledgements
	seen     recent
	causes   causes
}

func newRouter(r *registry, codec *customid.Codec, client *discord.Client, settings func(context.Context, quiz.CommunityID) (quiz.Settings, error), now func() time.Time, log *slog.Logger) *router {
	return &router{
		registry: r, codec: codec, client: client, settings: settings, now: now, log: log,
		handlers: discord.NewPool(workers, queued), refusals: discord.NewPool(refusers, queued),
		deferred: discord.NewPool(acknowledgers, workers+2*queued),
		budgets:  newBudgets(),
		seen:     recent{ids: map[string]struct{}{}}, causes: causes{known: map[string]cause{}},
	}
}

// handle takes in an interaction and returns at once. Nothing that happens in
// it may end the process.
func (r *router) handle(i *discordgo.Interaction, unreadable error) {
	if !r.seen.first(i.ID) {
		return
	}
	answer := &answer{client: r.client, interaction: i, log: r.log}
	if i.Type == discordgo.InteractionPing {
		return
	}
	scope := scopeOf(i)
	if ok, wait, tell := r.budgets.take(scope.Member, i.Type == discordgo.InteractionApplicationCommandAutocomplete, costOf(i), r.now()); !ok {
		if tell {
			r.refusals.Go(func() { r.refuse(answer, view.SlowDown(wait)) })
		}
		return
	}
	switch i.Type {
	case discordgo.InteractionApplicationCommand, discordgo.InteractionMessageComponent, discordgo.InteractionModalSubmit:
		// The clock runs while it waits in the queue, too.
		answer.timer = time.AfterFunc(deferAfter-r.now().Sub(clicked(i, r.now())), func() {
			r.deferred.Go(func() { answer.acknowledge(i.Type) })
		})
	}
	if r.budgets.enter(scope.Community) {
		if r.handlers.Go(func() {
			defer r.budgets.leave(scope.Community)
			r.serve(answer, unreadable)
		}) {
			return
		}
		r.budgets.leave(scope.Community)
	}
	if !r.refusals.Go(func() { r.refuse(answer, view.Message{Content: view.Busy.Error()}) }) && answer.timer != nil {
		answer.timer.Stop() // the member sees that nobody answered
	}
}

// costOf is what an interaction takes out of its member's budget.
func costOf(i *discordgo.Interaction) float64 {
	data, ok := i.Data.(discordgo.ApplicationCommandInteractionData)
	if ok && i.Type == discordgo.InteractionApplicationCommand && data.Resolved != nil && len(data.Resolved.Attachments) > 0 {
		return fileCost
	}
	return 1
}

// serve answers one interaction.
func (r *router) serve(answer *answer, unreadable error) {
	i := answer.interaction
	defer func() {
		if p := recover(); p != nil {
			code := r.causes.code(fmt.Sprint("panic: ", p), func(code string) {
				r.log.Error("panic in a handler", "code", code, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			})
			m, _ := view.Problem(errors.New("panic"), code)
			r.refuse(answer, m)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		r.complete(ctx, i, unreadable)
		return
	}
	reply, err := Reply{}, unreadable
	if err == nil {
		reply, err = r.run(ctx, i)
	}
	if err != nil {
		reply = Private(r.problem(err, i))
		answer.send(r.encoder(i), reply)
		return
	}
	sent := r.news(ctx, i, &reply)
	sent(answer.send(r.encoder(i), reply))
}

// refuse answers with a sentence, or with an empty list where that is all
// there is room for.
func (r *router) refuse(answer *answer, m view.Message) {
	if i := answer.interaction; i.Type == discordgo.InteractionApplicationCommandAutocomplete {
		r.suggestions(context.Background(), i, nil)
		return
	}
	answer.send(r.encoder(answer.interaction), Private(m))
}

// stop waits until the running handlers have answered, but not for ever.
func (r *router) stop() {
	done := make(chan struct{})
	go func() {
		r.handlers.Wait()
		r.refusals.Wait()
		r.deferred.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(stopWithin):
		r.log.Warn("handlers that do not end were left behind")
	}
}

func (r *router) encoder(i *discordgo.Interaction) encoder {
	return encoder{r.codec, scopeOf(i)}
}

func scopeOf(i *discordgo.Interaction) customid.Scope {
	scope := customid.Scope{Community: i.GuildID}
	if i.Member != nil && i.Member.User != nil {
		scope.Member = i.Member.User.ID
	} else if i.User != nil {
		scope.Member = i.User.ID
	}
	return scope
}

// problem is what the member reads; anything unforeseen is logged, each cause
// once a minute, under the code that the member sees.
func (r *router) problem(err error, i *discordgo.Interaction) view.Message {
	if errors.Is(err, discord.ErrOversized) {
		err = view.FieldTooLong("", maxField)
	}
	m, expected := view.Problem(err, "")
	if expected {
		return m
	}
	code := r.causes.code(err.Error(), func(code string) {
		r.log.Error("interaction failed", "code", code, "interaction", i.ID, "guild", i.GuildID, "error", discord.Clean(err))
	})
	m, _ = view.Problem(err, code)
	return m
}

func (r *router) run(ctx context.Context, i *discordgo.Interaction) (Reply, error) {
	if data, ok := i.Data.(discordgo.MessageComponentInteractionData); ok && i.GuildID == "" && i.User != nil {
		return r.direct(ctx, i, data.CustomID)
	}
	call, err := r.call(ctx, i)
	if err != nil {
		return Reply{}, err
	}
	var needs Permission
	var handle Handler
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		call.fill(data)
		t, ok := r.registry.find(data.Name, call.Sub)
		if !ok {
			return Reply{}, fmt.Errorf("command %q is not known", data.Name)
		}
		needs, handle, err = t.needs, t.run, tooLong(call.Options, maxOption, view.OptionTooLong)
	case discordgo.MessageComponentInteractionData:
		call.Values = data.Values
		call.OnPublic = i.Message != nil && i.Message.Flags&discordgo.MessageFlagsEphemeral == 0
		needs, handle, err = r.press(&call, i, data.CustomID)
	case discordgo.ModalSubmitInteractionData:
		call.Fields = fields(data.Components)
		if err = tooLong(call.Fields, maxField, view.FieldTooLong); err == nil {
			needs, handle, err = r.press(&call, i, data.CustomID)
		}
	default:
		return Reply{}, fmt.Errorf("interaction data %T is not known", data)
	}
	if err != nil {
		return Reply{}, err
	}
	if err := allow(call, needs); err != nil {
		return Reply{}, err
	}
	return handle(ctx, call)
}

// tooLong refuses texts of more characters than Discord lets anybody type: no
// handler has to do with them.
func tooLong(texts map[string]string, most int, refuse func(name string, most int) view.Refusal) error {
	for name, text := range texts {
		if utf8.RuneCountInString(text) > most {
			return refuse(name, most)
		}
	}
	return nil
}

// press finds the handler of a button, select or form by its signed id.
func (r *router) press(call *Call, i *discordgo.Interaction, id string) (Permission, Handler, error) {
	name, args, err := r.codec.Decode(scopeOf(i), id)
	if err != nil {
		return 0, nil, view.ButtonTooOld
	}
	a, ok := r.registry.actions[name]
	if !ok {
		return 0, nil, view.ButtonTooOld // of an earlier version of the bot
	}
	call.Args = args
	return a.needs, a.handle, nil
}

// direct serves a button under a direct message of ours. Its id was signed for
// this user, and names the community as there is none to press it in.
func (r *router) direct(ctx context.Context, i *discordgo.Interaction, id string) (Reply, error) {
	name, args, err := r.codec.Decode(scopeOf(i), id)
	handle := r.registry.direct[name]
	if err != nil || handle == nil || len(args) == 0 {
		return Reply{}, view.ButtonTooOld
	}
	community := quiz.CommunityID(args[0])
	settings, err := r.settings(ctx, community)
	if err != nil {
		return Reply{}, err
	}
	now := r.now()
	return handle(ctx, Call{
		Community: community, Channel: quiz.ChannelID(i.ChannelID), Settings: settings, Args: args[1:],
		Player: quiz.Player{ID: quiz.PlayerID(i.User.ID)}, Clicked: clicked(i, now), Now: now,
	})
}

func allow(c Call, needs Permission) error {
	if c.Holds(needs) {
		return nil
	}
	if needs == Manager {
		return view.ForManagers
	}
	return view.ForInstructors
}

func (r *router) call(ctx context.Context, i *discordgo.Interaction) (Call, error) {
	if i.GuildID == "" || i.Member == nil || i.Member.User == nil {
		return Call{}, view.OnlyInServers
	}
	settings, err := r.settings(ctx, quiz.CommunityID(i.GuildID))
	if err != nil {
		return Call{}, err
	}
	now := r.now()
	return Call{
		Community: quiz.CommunityID(i.GuildID),
		Channel:   quiz.ChannelID(i.ChannelID),
		Player:    quiz.Player{ID: quiz.PlayerID(i.Member.User.ID), Name: displayName(i.Member)},
		Manager:   i.Member.Permissions&(discordgo.PermissionManageGuild|discordgo.PermissionAdministrator) != 0,
		Roles:     i.Member.Roles,
		Settings:  settings,
		Clicked:   clicked(i, now),
		Now:       now,
	}, nil
}

// clicked is when the member acted: the time in the interaction's id, never
// later than now.
func clicked(i *discordgo.Interaction, now time.Time) time.Time {
	at, err := discordgo.SnowflakeTimestamp(i.ID)
	if err != nil || at.After(now) {
		return now
	}
	return at
}

func displayName(m *discordgo.Member) string {
	switch {
	case m.Nick != "":
		return m.Nick
	case m.User.GlobalName != "":
		return m.User.GlobalName
	}
	return m.User.Username
}

// fill takes over the options of a command.
func (c *Call) fill(data discordgo.ApplicationCommandInteractionData) {
	c.Options, c.Names, c.Leaders, c.Files = map[string]string{}, map[string]string{}, map[string]bool{}, map[string]Attachment{}
	list := data.Options
	if len(list) == 1 && list[0].Type == discordgo.ApplicationCommandOptionSubCommand {
		c.Sub, list = list[0].Name, list[0].Options
	}
	for _, o := range list {
		if o.Focused {
			c.Typing = o.Name
		}
		switch v := o.Value.(type) {
		case string:
			c.Options[o.Name] = v
		case float64:
			c.Options[o.Name] = strconv.FormatFloat(v, 'f', -1, 64)
		case bool:
			c.Options[o.Name] = strconv.FormatBool(v)
		}
	}
	if data.Resolved == nil {
		return
	}
	for id, user := range data.Resolved.Users {
		if user == nil {
			continue
		}
		member := &discordgo.Member{User: user}
		if m := data.Resolved.Members[id]; m != nil {
			member.Nick = m.Nick
			manager := m.Permissions&(discordgo.PermissionManageGuild|discordgo.PermissionAdministrator) != 0
			c.Leaders[id] = Call{Manager: manager, Roles: m.Roles, Settings: c.Settings}.Holds(Instructor)
		}
		c.Names[id] = displayName(member)
	}
	for _, o := range list {
		id, _ := o.Value.(string)
		if file := data.Resolved.Attachments[id]; o.Type == discordgo.ApplicationCommandOptionAttachment && file != nil {
			c.Files[o.Name] = Attachment{Name: file.Filename, Size: file.Size, URL: file.URL}
		}
	}
	for id, role := range data.Resolved.Roles {
		if role != nil {
			c.Names[id] = role.Name
		}
	}
	for id, channel := range data.Resolved.Channels {
		if channel != nil {
			c.Names[id] = channel.Name
		}
	}
}

func fields(rows []discordgo.MessageComponent) map[string]string {
	values := map[string]string{}
	for _, row := range rows {
		actions, ok := row.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, component := range actions.Components {
			if input, ok := component.(*discordgo.TextInput); ok {
				values[input.CustomID] = input.Value
			}
		}
	}
	return values
}

// complete answers an autocomplete. Whatever goes wrong, the member sees an
// empty list: there is no room for a sentence.
func (r *router) complete(ctx context.Context, i *discordgo.Interaction, unreadable error) {
	var list []Suggestion
	err := unreadable
	if err == nil {
		list, err = r.suggest(ctx, i)
	}
	if err != nil {
		r.problem(err, i)
	}
	r.suggestions(ctx, i, list)
}

func (r *router) suggestions(ctx context.Context, i *discordgo.Interaction, list []Suggestion) {
	choices := []*discordgo.ApplicationCommandOptionChoice{}
	for _, s := range list[:min(len(list), view.MaxChoices)] {
		choices = append(choices, &discordgo.ApplicationCommandOptionChoice{Name: view.ChoiceName(s.Name), Value: s.Value})
	}
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	if err := r.client.Suggest(ctx, i, choices); err != nil {
		r.log.Warn("suggestions not delivered", "error", err)
	}
}

func (r *router) suggest(ctx context.Context, i *discordgo.Interaction) ([]Suggestion, error) {
	data, ok := i.Data.(discordgo.ApplicationCommandInteractionData)
	if !ok {
		return nil, fmt.Errorf("interaction data %T is not known", i.Data)
	}
	call, err := r.call(ctx, i)
	if err != nil {
		return nil, err
	}
	call.fill(data)
	t, ok := r.registry.find(data.Name, call.Sub)
	if !ok || t.complete == nil || !call.Holds(t.needs) || tooLong(call.Options, maxOption, view.OptionTooLong) != nil {
		return nil, nil
	}
	return t.complete(ctx, call)
}

// answer is the one answer to an interaction: sent at once, or acknowledged
// first and filled in later.
type answer struct {
	client      *discord.Client
	interaction *discordgo.Interaction
	log         *slog.Logger
	timer       *time.Timer // acknowledges; nil where that is not needed

	mu       sync.Mutex
	deferred bool
	sent     bool
}

// acknowledge tells Discord that an answer is coming.
func (a *answer) acknowledge(kind discordgo.InteractionType) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.sent || a.deferred {
		return
	}
	r := &discordgo.InteractionResponse{
		Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
		Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral},
	}
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	if err := a.client.Respond(ctx, a.interaction, r); err != nil {
		a.log.Warn("acknowledgement not delivered", "interaction", a.interaction.ID, "type", kind, "error", err)
		return
	}
	a.deferred = true
}

// send delivers the reply. When it cannot be delivered nothing is lost: what
// was stored is stored, and the next press shows it.
func (a *answer) send(e encoder, r Reply) (delivered bool) {
	if a.timer != nil {
		a.timer.Stop()
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.sent {
		return false
	}
	a.sent = true
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	if err := a.deliver(ctx, e, r); err != nil {
		a.log.Warn("answer not delivered", "interaction", a.interaction.ID, "error", err)
		return false
	}
	return true
}

func (a *answer) deliver(ctx context.Context, e encoder, r Reply) error {
	if r.Modal != nil && !a.deferred {
		data, err := e.modal(*r.Modal)
		if err != nil {
			return err
		}
		return a.client.Respond(ctx, a.interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal, Data: data})
	}
	if r.Modal != nil { // too late for a form: say so instead of leaving "thinking…"
		r = Private(view.Message{Content: view.Busy.Error()})
	}
	m, err := e.message(r.Message)
	if err != nil {
		return err
	}
	if a.deferred {
		err := a.client.EditResponse(ctx, a.interaction, m.edit())
		if tokenOver(err) {
			return a.late(ctx, r.Message)
		}
		return err
	}
	kind := discordgo.InteractionResponseChannelMessageWithSource
	if r.Update && a.interaction.Message != nil {
		kind = discordgo.InteractionResponseUpdateMessage
	}
	return a.client.Respond(ctx, a.interaction, &discordgo.InteractionResponse{Type: kind, Data: m.response(!r.Public)})
}

// tokenOver reports whether Discord takes no answer to an interaction any more:
// its token holds for 15 minutes. Discord, "Interactions", Followup Messages.
func tokenOver(err error) bool {
	var refusal *discord.Refusal
	return errors.As(err, &refusal) && (refusal.Code == discordgo.ErrCodeInvalidWebhookTokenProvided || refusal.Code == discordgo.ErrCodeUnknownWebhook)
}

// late sends an answer that has no place left under what was asked to the
// member alone, without buttons: they count in their server only.
func (a *answer) late(ctx context.Context, m view.Message) error {
	m.Content, m.Rows = view.Late(m.Content), nil
	scope := customid.Scope{Member: scopeOf(a.interaction).Member}
	channel, err := a.client.DirectChannel(ctx, scope.Member)
	if err != nil {
		return fmt.Errorf("open direct messages for a late answer: %w", err)
	}
	out, err := encoder{scope: scope}.message(m)
	if err != nil {
		return err
	}
	_, err = a.client.Post(ctx, channel, out.send("late-"+a.interaction.ID))
	return err
}

// recent remembers the last interaction ids.
type recent struct {
	mu   sync.Mutex
	ids  map[string]struct{}
	ring [remembered]string
	next int
}

// first reports whether the id was not seen lately, and remembers it.
func (r *recent) first(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, seen := r.ids[id]; seen {
		return false
	}
	delete(r.ids, r.ring[r.next])
	r.ring[r.next] = id
	r.ids[id] = struct{}{}
	r.next = (r.next + 1) % remembered
	return true
}

// causes gives each cause of trouble a code that holds for a minute.
type causes struct {
	mu    sync.Mutex
	known map[string]cause
}

type cause struct {
	code  string
	until time.Time
}

var number = regexp.MustCompile(`[0-9]+`)

// code returns the code of a cause. A new one is told to log first; causes
// that differ only in numbers are one.
func (c *causes) code(what string, log func(code string)) string {
	const kept = 256
	what = number.ReplaceAllString(what, "#")
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	if known, ok := c.known[what]; ok && now.Before(known.until) {
		return known.code
	}
	if len(c.known) >= kept {
		clear(c.known)
	}
	code := logCode()
	c.known[what] = cause{code, now.Add(repeated)}
	log(code)
	return code
}

// logCode is four characters without look-alikes: what a member reads out and
// an operator searches for.
func logCode() string {
	const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
	raw := make([]byte, 4)
	_, _ = rand.Read(raw) // never fails, says its documentation
	for i := range raw {
		raw[i] = alphabet[int(raw[i])%len(alphabet)]
	}
	return string(raw)
}
