package view

import "unicode/utf8"

// Discord's limits, in code points unless said otherwise. Discord, "Message
// Resource" (Embed Limits) and "Component Reference".
const (
	MaxContent          = 2000
	MaxEmbeds           = 10
	MaxEmbedTitle       = 256
	MaxEmbedDescription = 4096
	MaxEmbedFields      = 25
	MaxFieldName        = 256
	MaxFieldValue       = 1024
	MaxEmbedFooter      = 2048
	MaxEmbedsTotal      = 6000
	MaxRows             = 5
	MaxRowButtons       = 5
	MaxButtonLabel      = 80
	MaxSelectOptions    = 25
	MaxSelectText       = 100
	MaxPlaceholder      = 150
	MaxModalTitle       = 45
	MaxInputLabel       = 45
	maxInputPlaceholder = 100
	MaxChoices          = 25
	MaxChoiceName       = 100
	MaxAlt              = 1024
)

// Fit returns the message cut to Discord's limits, so that no content from
// outside can make Discord refuse it. Text ends in "…" where it was cut.
func (m Message) Fit() Message {
	m.Content = Cut(m.Content, MaxContent)
	m.Embeds = append([]Embed(nil), m.Embeds[:min(len(m.Embeds), MaxEmbeds)]...)
	left := MaxEmbedsTotal
	take := func(s string, limit int) string {
		if limit = min(limit, left); limit <= 0 {
			return ""
		}
		s = Cut(s, limit)
		left -= utf8.RuneCountInString(s)
		return s
	}
	for i := range m.Embeds {
		e := &m.Embeds[i]
		if left < 10 {
			m.Embeds = m.Embeds[:i]
			break
		}
		e.Title = take(e.Title, MaxEmbedTitle)
		e.Footer = take(e.Footer, MaxEmbedFooter)
		e.Description = take(e.Description, MaxEmbedDescription)
		var fields []Field
		for _, f := range e.Fields[:min(len(e.Fields), MaxEmbedFields)] {
			if left < 4 || f.Name == "" || f.Value == "" {
				break
			}
			f.Name = take(f.Name, min(MaxFieldName, left-1)) // a value has at least one character
			f.Value = take(f.Value, MaxFieldValue)
			fields = append(fields, f)
		}
		e.Fields = fields
	}
	m.Rows = append([]Row(nil), m.Rows[:min(len(m.Rows), MaxRows)]...)
	for i := range m.Rows {
		m.Rows[i] = m.Rows[i].fit()
	}
	return m
}

func (r Row) fit() Row {
	buttons := make([]Button, 0, len(r.Buttons))
	for _, b := range r.Buttons[:min(len(r.Buttons), MaxRowButtons)] {
		b.Label = Cut(b.Label, MaxButtonLabel)
		buttons = append(buttons, b)
	}
	r.Buttons = buttons
	if r.Select != nil {
		s := *r.Select
		s.Placeholder = Cut(s.Placeholder, MaxPlaceholder)
		s.Options = append([]SelectOption(nil), s.Options[:min(len(s.Options), MaxSelectOptions)]...)
		for i := range s.Options {
			s.Options[i].Label = Cut(s.Options[i].Label, MaxSelectText)
			s.Options[i].Description = Cut(s.Options[i].Description, MaxSelectText)
		}
		r.Select = &s
	}
	return r
}
