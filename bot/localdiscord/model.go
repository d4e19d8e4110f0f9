package localdiscord

import (
	"encoding/json"
	"strconv"
	"time"
)

// User is somebody who can write or press: a member or a bot.
type User struct {
	ID         string `json:"id"`
	Username   string `json:"username"`
	GlobalName string `json:"global_name"` // shown instead of Username when set
	Bot        bool   `json:"bot,omitempty"`
}

// MarshalJSON writes the user with every field that Discord always sends.
func (u User) MarshalJSON() ([]byte, error) {
	var global *string
	if u.GlobalName != "" {
		global = &u.GlobalName
	}
	return json.Marshal(struct {
		ID            string  `json:"id"`
		Username      string  `json:"username"`
		GlobalName    *string `json:"global_name"`
		Discriminator string  `json:"discriminator"`
		Avatar        *string `json:"avatar"`
		Bot           bool    `json:"bot,omitempty"`
		PublicFlags   int     `json:"public_flags"`
		Flags         int     `json:"flags"`
		PrimaryGuild  *string `json:"primary_guild"`
	}{ID: u.ID, Username: u.Username, GlobalName: global, Discriminator: "0", Bot: u.Bot})
}

// Name returns what others see as this user's name.
func (u User) Name() string {
	if u.GlobalName != "" {
		return u.GlobalName
	}
	return u.Username
}

// Application is a bot's registration. UserID is its bot user.
type Application struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Token  string `json:"token"`
	UserID string `json:"user_id"`
	// PublicKey checks the signatures of interactions that come over HTTP; 32
	// bytes in hexadecimal.
	PublicKey string `json:"public_key,omitempty"`
	Endpoint  string `json:"endpoint,omitempty"` // where they come; "" is the gateway
	// UserInstall says that users can take the application along.
	UserInstall bool `json:"user_install,omitempty"`
}

// Guild is a community. The role with the guild's own id is @everyone.
type Guild struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	OwnerID string `json:"owner_id"`
}

// Role is a set of permissions in one guild.
type Role struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Color       int    `json:"color"` // 0xRRGGBB, 0 for none
	Permissions int64  `json:"permissions,string"`
	Position    int    `json:"position"` // 0 is @everyone, higher stands above
	Managed     bool   `json:"managed"`  // belongs to an application
}

// ChannelType numbers follow Discord's documentation, "Channel Types".
const (
	ChannelText          = 0
	ChannelDM            = 1
	ChannelPublicThread  = 11
	ChannelPrivateThread = 12
	ChannelForum         = 15 // holds threads only
)

// Channel is a guild's text channel or thread, or the direct messages of a user with a bot.
type Channel struct {
	ID         string      `json:"id"`
	GuildID    string      `json:"guild_id,omitempty"` // empty for direct messages
	Name       string      `json:"name,omitempty"`
	Type       int         `json:"type"`
	Topic      string      `json:"topic,omitempty"`
	Position   int         `json:"position"`
	Overwrites []Overwrite `json:"permission_overwrites,omitempty"`
	Recipients []string    `json:"recipients,omitempty"` // user ids: the member, then the bot
	LastID     string      `json:"last_message_id,omitempty"`
	Thread     *Thread     `json:"thread,omitempty"` // of threads only
	Tags       []ForumTag  `json:"tags,omitempty"`   // of forums only
}

// ForumTag is what the threads of a forum can be marked with.
type ForumTag struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Moderated bool   `json:"moderated"` // only who manages threads may set it
}

// OverwriteType says whom an [Overwrite] is for.
const (
	OverwriteRole   = 0
	OverwriteMember = 1
)

// Overwrite allows or denies permissions to a role or a member in one channel.
type Overwrite struct {
	ID    string `json:"id"`   // of the role or the user
	Type  int    `json:"type"` // OverwriteRole or OverwriteMember
	Allow int64  `json:"allow,string"`
	Deny  int64  `json:"deny,string"`
}

// membership is a user's place in a guild.
type membership struct {
	UserID   string    `json:"user_id"`
	Nick     string    `json:"nick,omitempty"`
	Roles    []string  `json:"roles"` // without @everyone
	JoinedAt time.Time `json:"joined_at"`
	// TimeoutUntil is when the member may take part again; nil without a timeout.
	TimeoutUntil *time.Time `json:"timeout_until,omitempty"`
}

// Message flags; Discord, "Message Flags".
const (
	FlagSuppressEmbeds        = 1 << 2
	FlagHasThread             = 1 << 5
	FlagEphemeral             = 1 << 6
	FlagLoading               = 1 << 7
	FlagSuppressNotifications = 1 << 12
	FlagVoiceMessage          = 1 << 13 // one sound file and nothing else
	FlagComponentsV2          = 1 << 15 // only components, of any kind
)

// Message types; Discord, "Message Types".
const (
	MessageDefault = 0
	MessageReply   = 19
	MessageCommand = 20
	// MessagePollResult says how a poll ended.
	MessagePollResult = 46
)

// Message is a message as Discord's API shows it.
type Message struct {
	ID                  string               `json:"id"`
	ChannelID           string               `json:"channel_id"`
	Type                int                  `json:"type"`
	Content             string               `json:"content"`
	Author              User                 `json:"author"`
	Timestamp           time.Time            `json:"timestamp"`
	EditedTimestamp     *time.Time           `json:"edited_timestamp"`
	TTS                 bool                 `json:"tts"`
	MentionEveryone     bool                 `json:"mention_everyone"`
	Mentions            []User               `json:"mentions"`
	MentionRoles        []string             `json:"mention_roles"`
	Attachments         []Attachment         `json:"attachments"`
	Embeds              []Embed              `json:"embeds"`
	Components          []Component          `json:"components"`
	Flags               int                  `json:"flags"`
	Pinned              bool                 `json:"pinned"`
	Poll                *Poll                `json:"poll,omitempty"`
	Reactions           []Reaction           `json:"reactions,omitempty"`
	Nonce               any                  `json:"nonce,omitempty"` // a string or a number, as it was sent
	WebhookID           string               `json:"webhook_id,omitempty"`
	ApplicationID       string               `json:"application_id,omitempty"`
	MessageReference    *MessageReference    `json:"message_reference,omitempty"`
	ReferencedMessage   *Message             `json:"referenced_message,omitempty"`
	InteractionMetadata *InteractionMetadata `json:"interaction_metadata,omitempty"`
	Interaction         *MessageInteraction  `json:"interaction,omitempty"` // of the answer to a command
}

// Reaction is one emoji under a message.
type Reaction struct {
	Emoji string   // a Unicode emoji
	Users []string // ids, in the order in which they reacted
	Bot   bool     // the message's own author is one of them
}

type reactionJSON struct {
	Emoji struct {
		ID   *string `json:"id"`
		Name string  `json:"name"`
	} `json:"emoji"`
	Count   int `json:"count"`
	Details struct {
		Burst  int `json:"burst"`
		Normal int `json:"normal"`
	} `json:"count_details"`
	BurstColors []string `json:"burst_colors"`
	MeBurst     bool     `json:"me_burst"`
	Me          bool     `json:"me"`
	Users       []string `json:"local_users"` // not Discord's: who they are
}

// MarshalJSON writes the reaction as Discord does; "me" is told from the
// view of the message's author.
func (r Reaction) MarshalJSON() ([]byte, error) {
	out := reactionJSON{Count: len(r.Users), BurstColors: []string{}, Me: r.Bot, Users: r.Users}
	out.Emoji.Name, out.Details.Normal = r.Emoji, len(r.Users)
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Reaction) UnmarshalJSON(raw []byte) error {
	var in reactionJSON
	if err := json.Unmarshal(raw, &in); err != nil {
		return err
	}
	*r = Reaction{Emoji: in.Emoji.Name, Users: in.Users, Bot: in.Me}
	return nil
}

// Ephemeral reports whether only the member who asked sees the message.
func (m *Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Loading reports whether the message is a deferred answer still awaited.
func (m *Message) Loading() bool { return m.Flags&FlagLoading != 0 }

// MessageReference points at the message that this one answers.
type MessageReference struct {
	Type      int    `json:"type"`
	MessageID string `json:"message_id,omitempty"`
	ChannelID string `json:"channel_id"`
	GuildID   string `json:"guild_id,omitempty"`
}

// InteractionMetadata says which interaction a message answers.
type InteractionMetadata struct {
	ID                  string               `json:"id"`
	Type                int                  `json:"type"`
	User                User                 `json:"user"`
	Owners              map[string]string    `json:"authorizing_integration_owners"`
	OriginalResponseID  string               `json:"original_response_message_id,omitempty"`
	InteractedMessageID string               `json:"interacted_message_id,omitempty"`
	Triggering          *InteractionMetadata `json:"triggering_interaction_metadata,omitempty"`
}

// MessageInteraction names the command that a message answers. Discord calls it
// deprecated and still sends it; nothing else carries the name.
type MessageInteraction struct {
	ID   string `json:"id"`
	Type int    `json:"type"`
	Name string `json:"name"` // with group and subcommand, "schedule add"
	User User   `json:"user"`
}

// Embed is a framed block of a message.
type Embed struct {
	Type        string       `json:"type"`
	Title       string       `json:"title,omitempty"`
	Description string       `json:"description,omitempty"`
	URL         string       `json:"url,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"` // ISO 8601, as sent
	Color       int          `json:"color,omitempty"`     // 0xRRGGBB
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Image       *EmbedMedia  `json:"image,omitempty"`
	Thumbnail   *EmbedMedia  `json:"thumbnail,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
}

// EmbedFooter is the small line under an embed.
type EmbedFooter struct {
	Text    string `json:"text"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedMedia is a picture of an embed.
type EmbedMedia struct {
	URL string `json:"url"`
}

// EmbedAuthor is the line above an embed's title.
type EmbedAuthor struct {
	Name    string `json:"name"`
	URL     string `json:"url,omitempty"`
	IconURL string `json:"icon_url,omitempty"`
}

// EmbedField is one name and value in an embed.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// Component types; Discord, "Component Reference".
const (
	ComponentRow               = 1
	ComponentButton            = 2
	ComponentStringSelect      = 3
	ComponentTextInput         = 4
	ComponentUserSelect        = 5
	ComponentRoleSelect        = 6
	ComponentMentionableSelect = 7
	ComponentChannelSelect     = 8
	ComponentSection           = 9
	ComponentText              = 10
	ComponentThumbnail         = 11
	ComponentGallery           = 12
	ComponentFile              = 13
	ComponentSeparator         = 14
	ComponentContainer         = 17
	ComponentLabel             = 18
	ComponentFileUpload        = 19
	ComponentRadioGroup        = 21
	ComponentCheckboxGroup     = 22
	ComponentCheckbox          = 23
)

// Button styles; Discord, "Button Styles".
const (
	ButtonLink    = 5
	ButtonPremium = 6
)

// Component is anything that a message or a form is built of. Fields that a type does not
// have are empty. Pointers are nil where Discord tells absent from zero.
type Component struct {
	Type         int            `json:"type"`
	ID           int            `json:"id"` // unique in its message, from 1
	Components   []Component    `json:"components,omitempty"`
	CustomID     string         `json:"custom_id,omitempty"`
	Style        int            `json:"style,omitempty"`
	Label        string         `json:"label,omitempty"`
	Emoji        *Emoji         `json:"emoji,omitempty"`
	URL          string         `json:"url,omitempty"`
	SKUID        string         `json:"sku_id,omitempty"`
	Disabled     bool           `json:"disabled,omitempty"`
	Options      []SelectOption `json:"options,omitempty"`
	Placeholder  string         `json:"placeholder,omitempty"`
	MinValues    *int           `json:"min_values,omitempty"`
	MaxValues    *int           `json:"max_values,omitempty"`
	ChannelTypes []int          `json:"channel_types,omitempty"`
	Value        string         `json:"value,omitempty"`
	MinLength    *int           `json:"min_length,omitempty"`
	MaxLength    *int           `json:"max_length,omitempty"`
	Required     *bool          `json:"required,omitempty"`

	DefaultValues []DefaultValue `json:"default_values,omitempty"` // of selects of things
	Default       bool           `json:"default,omitempty"`        // of a checkbox
	Component     *Component     `json:"component,omitempty"`      // of a label
	Accessory     *Component     `json:"accessory,omitempty"`      // of a section
	Content       string         `json:"content,omitempty"`
	Description   string         `json:"description,omitempty"`
	Media         *Media         `json:"media,omitempty"` // of a thumbnail
	File          *Media         `json:"file,omitempty"`
	Name          string         `json:"name,omitempty"` // of a file
	Size          int            `json:"size,omitempty"` // of a file, in bytes
	Items         []GalleryItem  `json:"items,omitempty"`
	AccentColor   *int           `json:"accent_color,omitempty"` // 0xRRGGBB
	Spoiler       bool           `json:"spoiler,omitempty"`
	Divider       *bool          `json:"divider,omitempty"`
	Spacing       int            `json:"spacing,omitempty"` // of a separator: 1 or 2
}

// MarshalJSON writes the component with every field that Discord always sends.
func (c Component) MarshalJSON() ([]byte, error) {
	type plain Component
	text := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	switch c.Type {
	case ComponentThumbnail:
		return json.Marshal(struct {
			plain
			Description *string `json:"description"`
			Spoiler     bool    `json:"spoiler"`
		}{plain(c), text(c.Description), c.Spoiler})
	case ComponentFile:
		return json.Marshal(struct {
			plain
			Name    *string `json:"name"`
			Size    int     `json:"size"`
			Spoiler bool    `json:"spoiler"`
		}{plain(c), text(c.Name), c.Size, c.Spoiler})
	case ComponentContainer:
		return json.Marshal(struct {
			plain
			AccentColor *int `json:"accent_color"`
			Spoiler     bool `json:"spoiler"`
		}{plain(c), c.AccentColor, c.Spoiler})
	}
	return json.Marshal(plain(c))
}

// Media is a picture or file that a component shows.
type Media struct {
	ID           string `json:"id"`
	URL          string `json:"url"`
	ProxyURL     string `json:"proxy_url"`
	Width        int    `json:"width,omitempty"`
	Height       int    `json:"height,omitempty"`
	ContentType  string `json:"content_type,omitempty"`
	AttachmentID string `json:"attachment_id,omitempty"` // of one of the message's own files
}

// GalleryItem is one picture of a gallery.
type GalleryItem struct {
	Media       Media   `json:"media"`
	Description *string `json:"description"`
	Spoiler     bool    `json:"spoiler"`
}

// DefaultValue is something chosen beforehand in a select of things.
type DefaultValue struct {
	ID   string `json:"id"`
	Type string `json:"type"` // user, role or channel
}

// Emoji is a Unicode emoji (Name) or a custom one (ID).
type Emoji struct {
	ID       string `json:"id,omitempty"`
	Name     string `json:"name,omitempty"`
	Animated bool   `json:"animated,omitempty"`
}

// SelectOption is one line of a string select.
type SelectOption struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// Modal is a form shown to one member. InteractionID is the interaction that
// the bot answered with it; submitting names it.
type Modal struct {
	InteractionID string      `json:"interaction_id"`
	ApplicationID string      `json:"application_id"`
	CustomID      string      `json:"custom_id"`
	Title         string      `json:"title"`
	Components    []Component `json:"components"`
}

// Command option types; Discord, "Application Command Option Type".
const (
	OptionSubcommand  = 1
	OptionGroup       = 2
	OptionString      = 3
	OptionInteger     = 4
	OptionBoolean     = 5
	OptionUser        = 6
	OptionChannel     = 7
	OptionRole        = 8
	OptionMentionable = 9
	OptionNumber      = 10
	OptionAttachment  = 11
)

// Command types; Discord, "Application Command Types".
const (
	CommandChatInput = 1
	CommandUser      = 2
	CommandMessage   = 3
)

// Command is a registered application command.
type Command struct {
	ID                       string            `json:"id"`
	ApplicationID            string            `json:"application_id"`
	GuildID                  string            `json:"guild_id,omitempty"` // empty: everywhere
	Version                  string            `json:"version"`            // changes with the definition
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"`
	DefaultMemberPermissions *string           `json:"default_member_permissions"` // nil: everyone; "0": administrators
	Contexts                 []int             `json:"contexts,omitempty"`
	IntegrationTypes         []int             `json:"integration_types,omitempty"`
	NSFW                     bool              `json:"nsfw"`
}

// CommandOption is a parameter, subcommand or group of a [Command].
type CommandOption struct {
	Type                     int               `json:"type"`
	Name                     string            `json:"name"`
	NameLocalizations        map[string]string `json:"name_localizations,omitempty"`
	Description              string            `json:"description"`
	DescriptionLocalizations map[string]string `json:"description_localizations,omitempty"`
	Required                 bool              `json:"required,omitempty"`
	Choices                  []Choice          `json:"choices,omitempty"`
	Options                  []CommandOption   `json:"options,omitempty"`
	ChannelTypes             []int             `json:"channel_types,omitempty"`
	MinValue                 *float64          `json:"min_value,omitempty"`
	MaxValue                 *float64          `json:"max_value,omitempty"`
	MinLength                *int              `json:"min_length,omitempty"`
	MaxLength                *int              `json:"max_length,omitempty"`
	Autocomplete             bool              `json:"autocomplete,omitempty"`
}

// Choice is one offered value of an option: a string, or a number for number options.
type Choice struct {
	Name              string            `json:"name"`
	NameLocalizations map[string]string `json:"name_localizations,omitempty"`
	Value             any               `json:"value"`
}

// Interaction types; Discord, "Interaction Type".
const (
	InteractionCommand   = 2
	InteractionComponent = 3
	InteractionComplete  = 4
	InteractionModal     = 5
)

// Callback types; Discord, "Interaction Callback Type".
const (
	CallbackMessage        = 4
	CallbackDeferred       = 5
	CallbackDeferredUpdate = 6
	CallbackUpdate         = 7
	CallbackChoices        = 8
	CallbackModal          = 9
)

const discordEpoch = 1420070400000 // milliseconds; Discord, "Snowflakes"

// newID returns the next snowflake for now. Ids never repeat or go back, even
// when the clock does.
func (s *Server) newID() string {
	id := uint64(0)
	if ms := s.now().UnixMilli() - discordEpoch; ms > 0 {
		id = uint64(ms) << 22
	}
	if id <= s.lastID {
		id = s.lastID + 1
	}
	s.lastID = id
	return strconv.FormatUint(id, 10)
}

// TimeOf returns the moment at which Discord made the id, to the millisecond;
// for an interaction that is the moment of the press. Ids made while the
// server's clock stood still share its moment.
func TimeOf(id string) (time.Time, bool) {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return time.Time{}, false
	}
	return time.UnixMilli(int64(n>>22) + discordEpoch), true
}

// idLess orders ids by age. Both are decimal without leading zeros.
func idLess(a, b string) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}

func isSnowflake(id string) bool {
	n, err := strconv.ParseUint(id, 10, 64)
	return err == nil && n > 0
}
