package localdiscord

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of Discord, "Component Reference".
const (
	maxRows          = 5
	maxRowButtons    = 5
	maxCustomID      = 100
	maxButtonLabel   = 80
	maxButtonURL     = 512
	maxSelectOptions = 25
	maxSelectText    = 100 // label, value and description of an option
	maxPlaceholder   = 150
	maxModalTitle    = 45
	maxInputLabel    = 45
	maxInputText     = 4000
	maxInputHint     = 100 // placeholder of a text input
)

// componentReader reads the components of one message or form; it knows which
// ids were taken.
type componentReader struct {
	customIDs map[string]bool
	ids       map[int]bool
	modal     bool
}

// readComponents reads the "components" of a message (rows of buttons or a
// select) or of a form (rows of one text input).
func readComponents(f *form, modal bool) []Component {
	r := componentReader{customIDs: map[string]bool{}, ids: map[int]bool{}, modal: modal}
	least := 0
	if modal {
		least = 1
		f.need("components")
	}
	rows := []Component{}
	for _, row := range f.objects("components", least, maxRows) {
		if kind, ok := row.integer("type", 0, 1<<31); !ok || kind != ComponentRow {
			row.failf("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
			continue
		}
		rows = append(rows, r.row(row))
	}
	r.number(rows, new(int))
	return rows
}

func (r *componentReader) row(f *form) Component {
	row := Component{Type: ComponentRow, ID: r.id(f)}
	f.need("components")
	children := f.objects("components", 1, maxRowButtons)
	buttons := 0
	for _, child := range children {
		c, ok := r.child(child)
		if !ok {
			continue
		}
		if c.Type == ComponentButton {
			buttons++
		}
		row.Components = append(row.Components, c)
	}
	if others := len(row.Components) - buttons; others > 1 || others > 0 && buttons > 0 {
		f.fail("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A row holds up to five buttons, or one other component.")
	}
	return row
}

func (r *componentReader) child(f *form) (Component, bool) {
	kind, ok := f.integer("type", 0, 1<<31)
	c := Component{Type: int(kind), ID: r.id(f)}
	switch {
	case !ok:
		f.need("type")
		return c, false
	case r.modal && kind == ComponentTextInput:
		r.textInput(f, &c)
	case !r.modal && kind == ComponentButton:
		r.button(f, &c)
	case !r.modal && kind >= ComponentStringSelect && kind <= ComponentChannelSelect && kind != ComponentTextInput:
		r.selectMenu(f, &c)
	case r.modal:
		f.fail("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (4,).")
		return c, false
	default:
		f.fail("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).")
		return c, false
	}
	return c, true
}

func (r *componentReader) id(f *form) int {
	id, _ := f.integer("id", 0, 1<<31-1)
	if id != 0 && r.ids[int(id)] {
		f.fail("id", "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
	}
	r.ids[int(id)] = true
	return int(id)
}

// number gives the components without an id the free ones, in reading order.
func (r *componentReader) number(list []Component, next *int) {
	for i := range list {
		if list[i].ID == 0 {
			*next++
			for r.ids[*next] {
				*next++
			}
			list[i].ID = *next
			r.ids[*next] = true
		}
		r.number(list[i].Components, next)
	}
}

func (r *componentReader) customID(f *form) string {
	if !f.need("custom_id") {
		return ""
	}
	id := f.str("custom_id", 1, maxCustomID)
	if r.customIDs[id] {
		f.fail("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
	}
	r.customIDs[id] = true
	return id
}

func (r *componentReader) button(f *form, c *Component) {
	f.need("style")
	style, _ := f.integer("style", 1, ButtonPremium)
	c.Style = int(style)
	c.Label = f.text("label", 0, maxButtonLabel)
	c.Emoji = readEmoji(f)
	c.Disabled = f.boolean("disabled")
	forbid := func(keys ...string) {
		for _, key := range keys {
			if v, given := f.m[key]; given && v != nil && v != "" {
				f.failf(key, "BUTTON_COMPONENT_FIELD_FORBIDDEN", "A button of style %d cannot have a %s", style, key)
			}
		}
	}
	switch style {
	case ButtonLink:
		if f.need("url") {
			c.URL = f.str("url", 1, maxButtonURL)
			checkURL(f, "url", "http", "https", "discord")
		}
		forbid("custom_id", "sku_id")
	case ButtonPremium:
		if f.need("sku_id") {
			c.SKUID = f.id("sku_id")
		}
		forbid("custom_id", "url", "label", "emoji")
		return
	default:
		c.CustomID = r.customID(f)
		forbid("url", "sku_id")
	}
	if c.Label == "" && c.Emoji == nil {
		f.fail("", "BUTTON_COMPONENT_LABEL_REQUIRED", "A button must have a label or an emoji")
	}
}

func (r *componentReader) selectMenu(f *form, c *Component) {
	c.CustomID = r.customID(f)
	c.Placeholder = f.text("placeholder", 0, maxPlaceholder)
	c.Disabled = f.boolean("disabled")
	one := 1
	c.MinValues, c.MaxValues = &one, &one
	if n := f.intPointer("min_values", 0, maxSelectOptions); n != nil {
		c.MinValues = n
	}
	if n := f.intPointer("max_values", 1, maxSelectOptions); n != nil {
		c.MaxValues = n
	}
	if *c.MinValues > *c.MaxValues {
		f.fail("min_values", "SELECT_COMPONENT_MIN_GREATER_THAN_MAX", "min_values cannot be more than max_values")
	}
	if c.Type == ComponentChannelSelect {
		for i := range f.list("channel_types", 0, 25) {
			if n, ok := toInteger(f.m["channel_types"].([]any)[i]); ok {
				c.ChannelTypes = append(c.ChannelTypes, int(n))
			}
		}
	}
	if c.Type != ComponentStringSelect {
		return
	}
	f.need("options")
	values, chosen := map[string]bool{}, 0
	for _, option := range f.objects("options", 1, maxSelectOptions) {
		option.need("label")
		option.need("value")
		o := SelectOption{
			Label:       option.text("label", 1, maxSelectText),
			Value:       option.str("value", 1, maxSelectText),
			Description: option.text("description", 0, maxSelectText),
			Emoji:       readEmoji(option),
			Default:     option.boolean("default"),
		}
		if values[o.Value] {
			option.fail("value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		values[o.Value] = true
		if o.Default {
			chosen++
		}
		c.Options = append(c.Options, o)
	}
	if *c.MaxValues > len(c.Options) && f.set("max_values") {
		f.fail("max_values", "SELECT_COMPONENT_MAX_GREATER_THAN_OPTIONS", "max_values cannot be more than the number of options")
	}
	if chosen > *c.MaxValues {
		f.fail("options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "More options are selected by default than max_values allows")
	}
}

func (r *componentReader) textInput(f *form, c *Component) {
	c.CustomID = r.customID(f)
	f.need("style")
	style, _ := f.integer("style", 1, 2)
	c.Style = int(style)
	f.need("label")
	c.Label = f.text("label", 1, maxInputLabel)
	c.Placeholder = f.text("placeholder", 0, maxInputHint)
	c.Value = f.str("value", 0, maxInputText)
	c.MinLength = f.intPointer("min_length", 0, maxInputText)
	c.MaxLength = f.intPointer("max_length", 1, maxInputText)
	if c.MinLength != nil && c.MaxLength != nil && *c.MinLength > *c.MaxLength {
		f.fail("min_length", "TEXT_INPUT_MIN_GREATER_THAN_MAX", "min_length cannot be more than max_length")
	}
	if n := utf8.RuneCountInString(c.Value); c.Value != "" && (c.MinLength != nil && n < *c.MinLength || c.MaxLength != nil && n > *c.MaxLength) {
		f.fail("value", "TEXT_INPUT_VALUE_LENGTH", "value does not fit min_length and max_length")
	}
	required := !f.set("required") || f.boolean("required")
	c.Required = &required
}

// readModal reads the data of a callback that opens a form.
func readModal(f *form) *Modal {
	m := &Modal{}
	if f.need("title") {
		m.Title = f.text("title", 1, maxModalTitle)
	}
	if f.need("custom_id") {
		m.CustomID = f.str("custom_id", 1, maxCustomID)
	}
	m.Components = readComponents(f, true)
	return m
}

func readEmoji(f *form) *Emoji {
	sub := f.object("emoji")
	if sub == nil {
		return nil
	}
	e := &Emoji{ID: sub.id("id"), Name: sub.str("name", 0, 100), Animated: sub.boolean("animated")}
	if e.ID == "" && e.Name == "" {
		return nil
	}
	return e
}

// checkURL refuses a value that is not an absolute URL with one of the schemes.
func checkURL(f *form, key string, schemes ...string) {
	raw, _ := f.m[key].(string)
	if raw == "" {
		return
	}
	u, err := url.Parse(raw)
	for _, scheme := range schemes {
		if err == nil && strings.EqualFold(u.Scheme, scheme) && u.Host != "" {
			return
		}
	}
	f.failf(key, "URL_TYPE_INVALID_SCHEME", "Scheme %q is not supported. Scheme must be one of (%s).", schemeOf(raw), quotedList(schemes))
}

// checkMediaURL refuses a picture's address that is neither on the web nor one
// of the message's own files.
func checkMediaURL(f *form, key string) {
	raw, _ := f.m[key].(string)
	name, ok := strings.CutPrefix(raw, "attachment://")
	switch {
	case !ok:
		checkURL(f, key, "http", "https")
	case !f.names[fileName(name)]:
		f.failf(key, "URL_TYPE_ATTACHMENT_NOT_FOUND", "The message has no file %q.", name)
	}
}

func schemeOf(raw string) string {
	scheme, _, _ := strings.Cut(raw, ":")
	return scheme
}

func quotedList(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = strconv.Quote(w)
	}
	return strings.Join(quoted, ", ")
}
