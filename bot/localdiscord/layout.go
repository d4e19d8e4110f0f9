package localdiscord

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// layout reads a component that only shows something, or holds others.
func (r *componentReader) layout(f *form, c *Component) {
	switch c.Type {
	case ComponentText:
		f.need("content")
		c.Content = f.text("content", 1, maxLayoutText)
		r.text += utf8.RuneCountInString(c.Content)
	case ComponentContainer:
		f.need("components")
		c.AccentColor = f.intPointer("accent_color", 0, 0xFFFFFF)
		c.Spoiler = f.boolean("spoiler")
		c.Components = r.list(f, 1, maxLayout, inContainer)
	case ComponentSection:
		f.need("components")
		c.Components = r.list(f, 1, maxSectionTexts, []int{ComponentText})
		if f.need("accessory") {
			c.Accessory = r.inside(f, "accessory", []int{ComponentButton, ComponentThumbnail})
		}
	case ComponentThumbnail:
		c.Media = readLayoutMedia(f, "media", "http", "https")
		c.Description = f.text("description", 0, maxMediaText)
		c.Spoiler = f.boolean("spoiler")
	case ComponentGallery:
		f.need("items")
		for _, item := range f.objects("items", 1, maxGallery) {
			one := GalleryItem{Spoiler: item.boolean("spoiler")}
			if text := item.text("description", 0, maxMediaText); text != "" {
				one.Description = &text
			}
			if media := readLayoutMedia(item, "media", "http", "https"); media != nil {
				one.Media = *media
			}
			c.Items = append(c.Items, one)
		}
	case ComponentFile:
		c.File = readLayoutMedia(f, "file")
		c.Spoiler = f.boolean("spoiler")
	case ComponentSeparator:
		divider := !f.set("divider") || f.boolean("divider")
		c.Divider, c.Spacing = &divider, 1
		if n, ok := f.integer("spacing", 1, 2); ok {
			c.Spacing = int(n)
		}
	}
}

// inside reads the one component that the field key holds.
func (r *componentReader) inside(f *form, key string, types []int) *Component {
	sub := f.object(key)
	if sub == nil {
		return nil
	}
	c, ok := r.one(sub, types)
	if !ok {
		return nil
	}
	return &c
}

// readLayoutMedia reads an address with one of the schemes, or of a file of the message.
func readLayoutMedia(f *form, key string, schemes ...string) *Media {
	if !f.need(key) {
		return nil
	}
	media := f.object(key)
	if media == nil || !media.need("url") {
		return nil
	}
	checkMediaURL(media, "url", schemes...)
	return &Media{URL: media.str("url", 1, maxMediaURL)}
}

// label reads a form's label with what is filled in under it.
func (r *componentReader) label(f *form, c *Component) {
	f.need("label")
	c.Label = f.text("label", 1, maxLabelText)
	c.Description = f.text("description", 0, maxLabelHint)
	if f.need("component") {
		c.Component = r.inside(f, "component", inLabel)
	}
}

// boxes reads a form's radio group, checkbox group or single checkbox.
func (r *componentReader) boxes(f *form, c *Component) {
	c.CustomID = r.customID(f)
	switch c.Type {
	case ComponentCheckbox:
		c.Default = f.boolean("default")
		return
	case ComponentRadioGroup:
		one, min := 1, 0
		c.MinValues, c.MaxValues = &min, &one
		readRequired(f, c)
		readSelectOptions(f, c, 2, maxFormOptions)
		return
	}
	readRequired(f, c)
	all, _ := f.m["options"].([]any)
	r.minMax(f, c, max(1, len(all)), maxFormOptions)
	readSelectOptions(f, c, 1, maxFormOptions)
}

// showMedia completes the media of components, in what is made anew for it.
func (s *Server) showMedia(m *Message) {
	m.Components = copied(m.Components)
	complete := func(media *Media) *Media {
		if media == nil {
			return nil
		}
		full := Media{ID: media.ID, URL: media.URL, ProxyURL: media.URL}
		if full.ID == "" {
			full.ID = s.newID()
		}
		for _, a := range m.Attachments {
			if a.URL == media.URL {
				full.AttachmentID = a.ID
				full.Width, full.Height, full.ContentType = a.Width, a.Height, a.ContentType
				break
			}
		}
		return &full
	}
	for c := range everyComponent(m.Components) {
		c.Media, c.File = complete(c.Media), complete(c.File)
		for i := range c.Items {
			c.Items[i].Media = *complete(&c.Items[i].Media)
		}
		for _, a := range m.Attachments {
			if c.File != nil && c.File.AttachmentID == a.ID {
				c.Name, c.Size = a.Filename, a.Size
			}
		}
	}
}

// copied returns components that share nothing that showMedia or readdress changes.
func copied(list []Component) []Component {
	out := make([]Component, len(list))
	for i, c := range list {
		if c.Components != nil {
			c.Components = copied(c.Components)
		}
		if c.Accessory != nil {
			c.Accessory = &copied([]Component{*c.Accessory})[0]
		}
		c.Items = append([]GalleryItem(nil), c.Items...)
		out[i] = c
	}
	return out
}

// layoutText writes components as plain lines.
func layoutText(list []Component, line func(text string)) {
	for _, c := range list {
		switch c.Type {
		case ComponentRow:
			var parts []string
			for _, child := range c.Components {
				parts = append(parts, child.text())
			}
			line(strings.Join(parts, " "))
		case ComponentContainer:
			layoutText(c.Components, func(text string) { line("│ " + strings.ReplaceAll(text, "\n", "\n│ ")) })
		case ComponentSection:
			layoutText(c.Components, line)
			layoutText([]Component{*c.Accessory}, line)
		case ComponentText:
			line(c.Content)
		case ComponentThumbnail:
			line(mediaText("thumbnail", c.Media.URL, c.Description))
		case ComponentGallery:
			for _, item := range c.Items {
				description := ""
				if item.Description != nil {
					description = *item.Description
				}
				line(mediaText("image", item.Media.URL, description))
			}
		case ComponentFile:
			line(fmt.Sprintf("[file %s, %d bytes]", c.Name, c.Size))
		case ComponentSeparator:
			if *c.Divider {
				line("---")
			}
		default:
			line(c.text())
		}
	}
}

func mediaText(kind, url, description string) string {
	if description != "" {
		url += ": " + description
	}
	return "[" + kind + " " + url + "]"
}
