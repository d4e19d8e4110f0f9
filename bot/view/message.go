// Package view turns results of the game into messages: what people read, in
// which words, within Discord's limits, with everything from outside escaped.
//
//	message := view.Question(position)      // quiz -> Message
//	message = view.Problem(err, "7F3K")     // error -> a sentence that says what to do
//
// A [Message] is our own type; package bot encodes it for Discord and signs the
// actions on its buttons. The package knows no Discord library and decides no
// rule of the game.
package view

// Message is what a member sees. Its parts are cut to Discord's limits by
// [Message.Fit], which every encoder calls.
type Message struct {
	Content string
	Embeds  []Embed
	Rows    []Row // at most five
	Files   []File
}

// Embed is a framed part of a message.
type Embed struct {
	Title       string
	Description string
	Fields      []Field
	Footer      string
	Colour      int // 0xRRGGBB; never the only sign of anything
	URL         string
}

// Field is a titled paragraph of an embed.
type Field struct {
	Name, Value string
	Inline      bool
}

// Row is either up to five buttons or one select.
type Row struct {
	Buttons []Button
	Select  *Select
}

// Button is a pressable label. Link, when set, opens a page instead.
type Button struct {
	Label    string
	Style    Style
	Action   Action
	Link     string
	Disabled bool
}

// Style is how much a button asks to be pressed.
type Style int

// The styles.
const (
	Secondary Style = iota
	Primary
	Success
	Danger
)

// Select offers up to 25 options of which one is picked.
type Select struct {
	Placeholder string
	Action      Action
	Options     []SelectOption
}

// SelectOption is one line of a select.
type SelectOption struct{ Label, Value, Description string }

// Action is what pressing does: the name of a handler and its arguments.
type Action struct {
	Name   string   // "quiz.pick"
	Args   []string // short; together with the name within 80 bytes
	Public bool     // everybody may press it; otherwise only the member it is shown to
}

// Modal is a form that opens over the channel.
type Modal struct {
	Title  string
	Action Action
	Inputs []Input
}

// Input is one line or paragraph of a form.
type Input struct {
	ID          string
	Label       string
	Placeholder string
	Value       string
	Paragraph   bool
	Required    bool
	MaxLength   int // 0 = 1000
}

// File is an attachment.
type File struct {
	Name        string
	ContentType string
	Data        []byte
	Alt         string // what a picture shows, in words; "" for files that are none
}
