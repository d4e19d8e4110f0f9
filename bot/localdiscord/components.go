package localdiscord

import (
	"iter"
	"net/url"
	"slices"
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
	maxLayout        = 40  // components of a message, those inside others counted too
	maxLayoutText    = 4000
	maxSectionTexts  = 3
	maxGallery       = 10
	maxMediaText     = 1024 // description of a picture
	maxLabelText     = 45
	maxLabelHint     = 100 // description of a label
	maxFormOptions   = 10  // of a radio or checkbox group
	maxFormFiles     = 10  // of a file upload
	maxMediaURL      = 2048
)

// componentReader reads the components of one message or form; it knows which
// ids were taken.
type componentReader struct {
	customIDs map[string]bool
	ids       map[int]bool
	kind      componentsOf
	count     int // components so far
	text      int // code points of text displays so far
}

// componentsOf says what components are read for; rules differ.
type componentsOf int

const (
	rowsOfMessage   componentsOf = iota // rows only
	layoutOfMessage                     // with FlagComponentsV2
	partsOfForm
)

// atTop lists the types that stand in no other component.
var atTop = map[componentsOf][]int{
	rowsOfMessage:   {ComponentRow},
	layoutOfMessage: append([]int{ComponentContainer}, inContainer...),
	partsOfForm:     {ComponentRow, ComponentText, ComponentLabel},
}

var (
	inContainer = []int{ComponentRow, ComponentSection, ComponentText, ComponentGallery, ComponentFile, ComponentSeparator}
	inMessage   = []int{ComponentButton, ComponentStringSelect, ComponentUserSelect, ComponentRoleSelect, ComponentMentionableSelect, ComponentChannelSelect}
	inLabel     = append([]int{ComponentTextInput, ComponentFileUpload, ComponentRadioGroup, ComponentCheckboxGroup, ComponentCheckbox}, inMessage[1:]...)
)

// readComponents reads the "components" of a message or a form.
func readComponents(f *form, kind componentsOf) []Component {
	r := componentReader{customIDs: map[string]bool{}, ids: map[int]bool{}, kind: kind}
	least, most := 0, maxRows
	switch kind {
	case partsOfForm:
		least = 1
		f.need("components")
	case layoutOfMessage:
		most = maxLayout
	}
	list := r.list(f, least, most, atTop[kind])
	if r.count > maxLayout {
		f.failf("components", "COMPONENT_COUNT_EXCEEDED", "A message has at most %d components, those inside others included; these are %d.", maxLayout, r.count)
	}
	if r.text > maxLayoutText {
		f.failf("components", "COMPONENT_TEXT_EXCEEDED", "All text displays together have at most %d characters; these have %d.", maxLayoutText, r.text)
	}
	r.number(list, new(int))
	return list
}

// list reads the children of f, which are of the given types.
func (r *componentReader) list(f *form, least, most int, types []int) []Component {
	list := []Component{}
	for _, child := range f.objects("components", least, most) {
		if c, ok := r.one(child, types); ok {
			list = append(list, c)
		}
	}
	return list
}

// one reads a component of one of the types; ok is false for another.
func (r *componentReader) one(f *form, types []int) (c Component, ok bool) {
	kind, _ := f.integer("type", 0, 1<<31)
	if !slices.Contains(types, int(kind)) {
		f.failf("type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of %v.", types)
		return c, false
	}
	r.count++
	c = Component{Type: int(kind), ID: r.id(f)}
	switch c.Type {
	case ComponentRow:
		r.row(f, &c)
	case ComponentButton:
		r.button(f, &c)
	case ComponentTextInput:
		r.textInput(f, &c)
	case ComponentStringSelect, ComponentUserSelect, ComponentRoleSelect, ComponentMentionableSelect, ComponentChannelSelect:
		r.selectMenu(f, &c)
	case ComponentRadioGroup, ComponentCheckboxGroup, ComponentCheckbox:
		r.boxes(f, &c)
	case ComponentFileUpload:
		c.CustomID = r.customID(f)
		readRequired(f, &c)
		r.minMax(f, &c, 1, maxFormFiles)
	case ComponentLabel:
		r.label(f, &c)
	default:
		r.layout(f, &c)
	}
	return c, true
}

func (r *componentReader) row(f *form, row *Component) {
	f.need("components")
	types := inMessage
	if r.kind == partsOfForm {
		types = []int{ComponentTextInput}
	}
	row.Components = r.list(f, 1, maxRowButtons, types)
	buttons := 0
	for _, c := range row.Components {
		if c.Type == ComponentButton {
			buttons++
		}
	}
	if others := len(row.Components) - buttons; others > 1 || others > 0 && buttons > 0 {
		f.fail("components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A row holds up to five buttons, or one other component.")
	}
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
	for c := range everyComponent(list) {
		if c.ID == 0 {
			*next++
			for r.ids[*next] {
				*next++
			}
			c.ID = *next
			r.ids[*next] = true
		}
	}
}

// everyComponent goes through components and those inside them, in reading order.
func everyComponent(list []Component) iter.Seq[*Component] {
	return func(yield func(*Component) bool) { eachComponent(list, yield) }
}

func eachComponent(list []Component, yield func(*Component) bool) bool {
	for i := range list {
		c := &list[i]
		if !yield(c) || !eachComponent(c.Components, yield) {
			return false
		}
		for _, inside := range []*Component{c.Accessory, c.Component} {
			if inside != nil && (!yield(inside) || !eachComponent(inside.Components, yield)) {
				return false
			}
		}
	}
	return true
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
	if r.kind == partsOfForm {
		if c.Disabled {
			f.fail("disabled", "SELECT_COMPONENT_DISABLED_IN_MODAL", "A menu of a form cannot be disabled")
		}
		readRequired(f, c)
	}
	r.minMax(f, c, 1, maxSelectOptions)
	if c.Type == ComponentChannelSelect {
		for i := range f.list("channel_types", 0, 25) {
			if n, ok := toInteger(f.m["channel_types"].([]any)[i]); ok {
				c.ChannelTypes = append(c.ChannelTypes, int(n))
			}
		}
	}
	if c.Type != ComponentStringSelect {
		readDefaultValues(f, c)
		return
	}
	readSelectOptions(f, c, 1, maxSelectOptions)
}

// minMax reads how many values may be chosen.
func (r *componentReader) minMax(f *form, c *Component, max int, most int64) {
	min := 1
	c.MinValues, c.MaxValues = &min, &max
	if n := f.intPointer("min_values", 0, most); n != nil {
		c.MinValues = n
	}
	if n := f.intPointer("max_values", 1, most); n != nil {
		c.MaxValues = n
	}
	if *c.MinValues > *c.MaxValues {
		f.fail("min_values", "SELECT_COMPONENT_MIN_GREATER_THAN_MAX", "min_values cannot be more than max_values")
	}
}

func readRequired(f *form, c *Component) {
	required := !f.set("required") || f.boolean("required")
	c.Required = &required
}

// thingsOf names what each select of things offers.
var thingsOf = map[int][]string{
	ComponentUserSelect: {"user"}, ComponentRoleSelect: {"role"},
	ComponentMentionableSelect: {"user", "role"}, ComponentChannelSelect: {"channel"},
}

func readDefaultValues(f *form, c *Component) {
	for _, one := range f.objects("default_values", 0, maxSelectOptions) {
		one.need("id")
		v := DefaultValue{ID: one.id("id"), Type: one.str("type", 0, 20)}
		if !slices.Contains(thingsOf[c.Type], v.Type) {
			one.failf("type", "BASE_TYPE_CHOICES", "Value must be one of (%s).", quotedList(thingsOf[c.Type]))
		}
		c.DefaultValues = append(c.DefaultValues, v)
	}
	if n := len(c.DefaultValues); n > 0 && (n < *c.MinValues || n > *c.MaxValues) {
		f.fail("default_values", "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "As many values must be selected by default as min_values and max_values allow")
	}
}

func readSelectOptions(f *form, c *Component, least, most int) {
	f.need("options")
	values, chosen := map[string]bool{}, 0
	for _, option := range f.objects("options", least, most) {
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
	if f.path[len(f.path)-1] != "component" {
		f.need("label")
		c.Label = f.text("label", 1, maxInputLabel)
	} else if f.set("label") {
		f.fail("label", "TEXT_INPUT_LABEL_FORBIDDEN", "A text input inside a label has no label of its own")
	}
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
	readRequired(f, c)
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
	m.Components = readComponents(f, partsOfForm)
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
// of the message's own files; without schemes it must be a file.
func checkMediaURL(f *form, key string, schemes ...string) {
	raw, _ := f.m[key].(string)
	name, ok := strings.CutPrefix(raw, "attachment://")
	switch {
	case !ok:
		checkURL(f, key, schemes...)
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
