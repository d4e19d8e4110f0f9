package bot

import (
	"context"
	"time"

	"quizbot/bot/view"
	"quizbot/quiz"
)

// Permission is what a member must hold to use a command or a button.
type Permission int

// The permissions. Commands stay visible to all and are guarded by us: the
// holders of an instructor role would not see them otherwise.
const (
	Everyone   Permission = iota
	Instructor            // the community's instructor role, or Manage Server
	Manager               // Manage Server
)

// Command is one slash command.
type Command struct {
	Name     string // as typed, without the slash
	Short    string // Discord's description, at most 100 characters
	Help     string // the row of /help and of the README
	Options  []Option
	Subs     []Sub // when set, Options and Run are empty
	Needs    Permission
	Run      Handler
	Complete Completer
	Press    map[string]Handler // buttons, selects and forms, by the part of the action after "name."
	Direct   map[string]Handler // the same for buttons in direct messages, which everyone may press; their first argument is the community
}

// Sub is a subcommand.
type Sub struct {
	Name     string
	Short    string
	Options  []Option
	Needs    Permission // at least the command's
	Run      Handler
	Complete Completer
}

// Handler answers one call. An error is turned into a sentence for the member.
type Handler func(context.Context, Call) (Reply, error)

// Completer suggests values for the option that is being typed, at most 25.
type Completer func(context.Context, Call) ([]Suggestion, error)

// OptionKind is the type of an option's value.
type OptionKind int

// The kinds of options.
const (
	Text OptionKind = iota
	Integer
	Boolean
	Member
	Role
	Channel
	File // an attachment, in Call.Files
)

// Option is a parameter of a command.
type Option struct {
	Name     string
	Short    string
	Kind     OptionKind
	Required bool
	Suggest  bool // the command's Complete is asked while it is typed
	Choices  []Suggestion
	Min, Max int // of an Integer; both 0 = unbounded
}

// Suggestion is a choice of an option.
type Suggestion struct{ Name, Value string }

// Call is one interaction of a member.
type Call struct {
	Community quiz.CommunityID
	Channel   quiz.ChannelID
	Player    quiz.Player
	Manager   bool     // holds Manage Server
	Roles     []string // role ids
	Settings  quiz.Settings

	Clicked time.Time // when the member acted, by Discord's clock
	Now     time.Time

	Sub     string                // subcommand used
	Options map[string]string     // by option name: text as typed, integers in decimal, ids, "true"
	Typing  string                // name of the option being typed; its partial value is in Options
	Names   map[string]string     // display names of the members, roles and channels named in Options, by id
	Files   map[string]Attachment // by option name
	Leaders map[string]bool       // of the members named in Options, by id, those who are instructors

	Args     []string          // of the action pressed
	OnPublic bool              // the message pressed on is one that everybody sees
	Values   []string          // picked in a select
	Fields   map[string]string // typed into a form
}

// Venue is where the call was made.
func (c Call) Venue() quiz.Venue { return quiz.Venue{Community: c.Community, Channel: c.Channel} }

// Holds reports whether the caller has the permission.
func (c Call) Holds(p Permission) bool {
	switch p {
	case Everyone:
		return true
	case Manager:
		return c.Manager
	}
	if c.Manager {
		return true
	}
	for _, role := range c.Roles {
		if c.Settings.InstructorRole != "" && role == c.Settings.InstructorRole {
			return true
		}
	}
	return false
}

// Reply is what the member gets. It is private unless Public.
type Reply struct {
	Message view.Message
	Public  bool
	Update  bool        // replace the message that was pressed on, instead of a new one
	Modal   *view.Modal // open a form; everything else is ignored
}

// Private is a reply that nobody else sees.
func Private(m view.Message) Reply { return Reply{Message: m} }

// Replace is a reply that takes the place of the message pressed on.
func Replace(m view.Message) Reply { return Reply{Message: m, Update: true} }
