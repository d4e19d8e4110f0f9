package localdiscord

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"image"
	_ "image/gif" // so that sizes of pictures are known
	_ "image/jpeg"
	_ "image/png"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Limits of Discord, "Uploading Files" and "Create Message".
const (
	maxFileBytes    = 10 << 20 // attachment_size_limit of a guild without boosts
	maxRequestBytes = 25 << 20 // a whole request
	maxAttachments  = 10
	maxFileText     = 1024 // filename, title and description; code points
)

// Attachment is a file of a message.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	Size        int    `json:"size"` // bytes
	URL         string `json:"url"`  // on this server; carries a key that cannot be guessed
	ProxyURL    string `json:"proxy_url"`
	Width       int    `json:"width,omitempty"` // of a picture, in pixels
	Height      int    `json:"height,omitempty"`
	Ephemeral   bool   `json:"ephemeral,omitempty"`
}

// storedFile is the content of an [Attachment]. Key is part of its address.
type storedFile struct {
	Key  string `json:"key"`
	Data []byte `json:"data"`
}

// upload is one files[n] of a request.
type upload struct {
	n           int
	name        string
	contentType string // as sent, "" when it says nothing
	data        []byte
}

// draftFile is one attachment that a message is to have: one that it has
// already, or an upload.
type draftFile struct {
	Attachment
	upload *upload // nil for one that stays
}

var filePart = regexp.MustCompile(`^files\[(0|[1-9]\d{0,8})\]$`)

// readContent splits a request's body into its JSON and its files.
func readContent(r *http.Request, body []byte) (payload []byte, files []upload, err *apiError) {
	if len(body) == 0 {
		return nil, nil, nil
	}
	kind, params, parseErr := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case parseErr == nil && kind == "application/json":
		return body, nil, nil
	case parseErr == nil && kind == "application/x-www-form-urlencoded":
		values, err := url.ParseQuery(string(body))
		if err != nil {
			f := &form{tree: map[string]any{}}
			f.fail("", "FORM_INVALID", "The body is not URL-encoded as its Content-Type says.")
			return body, nil, f.err()
		}
		return payloadOf(values), nil, nil
	case parseErr == nil && kind == "multipart/form-data" && params["boundary"] != "":
		return readParts(multipart.NewReader(bytes.NewReader(body), params["boundary"]))
	}
	f := &form{tree: map[string]any{}}
	f.failf("", "CONTENT_TYPE_INVALID", "Expected \"Content-Type\" header to be one of application/json, multipart/form-data, application/x-www-form-urlencoded, not %q.", kind)
	return body, nil, f.err()
}

// payloadOf returns the JSON of plain form fields: payload_json as it is, or an
// object of all fields. Numbers may stay text, but truth values may not.
func payloadOf(values url.Values) []byte {
	if payload := values.Get("payload_json"); payload != "" {
		return []byte(payload)
	}
	object := map[string]any{}
	for key := range values {
		object[key] = values.Get(key)
		if on, err := strconv.ParseBool(values.Get(key)); err == nil && slices.Contains(formBooleans, key) {
			object[key] = on
		}
	}
	raw, _ := json.Marshal(object) // texts and truth values can always be written
	return raw
}

// formBooleans are the fields of plain forms that are true or false.
var formBooleans = []string{"tts", "enforce_nonce", "invitable", "locked", "archived", "nsfw"}

func readParts(parts *multipart.Reader) (payload []byte, files []upload, refused *apiError) {
	f := &form{tree: map[string]any{}}
	plain := url.Values{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			if payload == nil && len(plain) > 0 {
				payload = payloadOf(plain)
			}
			return payload, files, f.err()
		}
		var data []byte
		if err == nil {
			data, err = io.ReadAll(part)
		}
		if err != nil {
			f.fail("", "MULTIPART_INVALID", "The multipart body cannot be read: "+err.Error())
			return payload, files, f.err()
		}
		name := part.FormName()
		found := filePart.FindStringSubmatch(name)
		switch {
		case name == "payload_json":
			payload = data
		case found != nil:
			n, _ := strconv.Atoi(found[1])
			if slices.ContainsFunc(files, func(u upload) bool { return u.n == n }) {
				f.fail(name, "FILE_DUPLICATED", "This file is sent twice.")
			}
			if len(data) > maxFileBytes {
				refused = errFileTooLarge
			}
			files = append(files, upload{n: n, name: fileName(part.FileName()), contentType: contentType(part), data: data})
		case part.FileName() != "":
			f.fail(name, "FILE_NAME_INVALID", "Files are sent as files[0], files[1] and so on.")
		default:
			plain.Set(name, string(data))
		}
		if refused != nil {
			return payload, files, refused
		}
	}
}

func contentType(part *multipart.Part) string {
	kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
	if err != nil || kind == "application/octet-stream" {
		return ""
	}
	return kind
}

var unusualInNames = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// fileName keeps of a name what is safe in an address.
func fileName(name string) string {
	name = strings.TrimLeft(unusualInNames.ReplaceAllString(path.Base(name), "_"), ".")
	if name == "" {
		return "file"
	}
	return name
}

// readFiles returns the attachments that a message is to have; nil when the
// request changes none. has are those that the message has so far.
func readFiles(f *form, use use, has []Attachment) *[]draftFile {
	given := f.set("attachments") || use == forEdit && f.has("attachments")
	if !given && len(f.files) == 0 {
		return nil
	}
	list := []draftFile{}
	if !given {
		for _, a := range has {
			list = append(list, draftFile{Attachment: a})
		}
	}
	used := map[int]bool{}
	for i, entry := range f.objects("attachments", 0, maxAttachments) {
		if !entry.need("id") {
			continue
		}
		one, ok := f.file(entry, has)
		if !ok || one.upload != nil && used[one.upload.n] {
			f.fail("attachments."+strconv.Itoa(i)+".id", "ATTACHMENT_NOT_FOUND", "There is no such file; the id is the n of files[n], or of an attachment that stays.")
			continue
		}
		if one.upload != nil {
			used[one.upload.n] = true
		}
		if entry.set("filename") {
			one.Filename = fileName(entry.str("filename", 1, maxFileText))
		}
		if entry.set("title") {
			one.Title = entry.str("title", 0, maxFileText)
		}
		if entry.set("description") {
			one.Description = entry.str("description", 0, maxFileText)
		}
		list = append(list, one)
	}
	for i := range f.files {
		if u := &f.files[i]; !used[u.n] {
			list = append(list, draftFile{Attachment{Filename: u.name}, u})
		}
	}
	if len(list) > maxAttachments {
		f.failf("attachments", "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", maxAttachments)
	}
	return &list
}

// file finds what an entry of "attachments" means.
func (f *form) file(entry *form, has []Attachment) (draftFile, bool) {
	n, ok := toInteger(entry.m["id"])
	if !ok || n < 0 {
		return draftFile{}, false
	}
	for _, a := range has {
		if a.ID == strconv.FormatInt(n, 10) {
			return draftFile{Attachment: a}, true
		}
	}
	for i := range f.files {
		if u := &f.files[i]; int64(u.n) == n {
			return draftFile{Attachment{Filename: u.name}, u}, true
		}
	}
	return draftFile{}, false
}

// names are the files that attachment:// addresses of a request may mean.
func names(files *[]draftFile, has []Attachment) map[string]bool {
	known := map[string]bool{}
	if files == nil {
		for _, a := range has {
			known[a.Filename] = true
		}
		return known
	}
	for _, one := range *files {
		known[one.Filename] = true
	}
	return known
}

// attach gives a message the files of a draft and forgets those that it loses.
func (s *Server) attach(m *Message, files []draftFile) {
	kept := []Attachment{}
	for _, one := range files {
		a := one.Attachment
		if one.upload != nil {
			a = s.store(m.ChannelID, a, one.upload)
		}
		a.Ephemeral = m.Ephemeral()
		kept = append(kept, a)
	}
	s.forgetFiles(m.Attachments, kept)
	m.Attachments = kept
}

// store keeps a file's content and returns its attachment with what is known of it.
func (s *Server) store(channelID string, a Attachment, u *upload) Attachment {
	a.ID = s.newID()
	a.ContentType, a.Size = u.contentType, len(u.data)
	if config, format, err := image.DecodeConfig(bytes.NewReader(u.data)); err == nil {
		a.Width, a.Height, a.ContentType = config.Width, config.Height, "image/"+format
	}
	if a.ContentType == "" {
		a.ContentType, _, _ = strings.Cut(mime.TypeByExtension(path.Ext(a.Filename)), ";")
	}
	s.files[a.ID] = &storedFile{Key: randomHex(16), Data: u.data}
	a.URL = s.fileURL(channelID, a)
	a.ProxyURL = a.URL
	return a
}

// forgetFiles drops the content of attachments that are not kept.
func (s *Server) forgetFiles(had, kept []Attachment) {
	for _, a := range had {
		if !slices.ContainsFunc(kept, func(k Attachment) bool { return k.ID == a.ID }) {
			delete(s.files, a.ID)
		}
	}
}

func (s *Server) fileURL(channelID string, a Attachment) string {
	host := s.hostLocked()
	if host == "" {
		host = "127.0.0.1:0" // there is nothing to open without a port
	}
	return "http://" + host + "/attachments/" + channelID + "/" + a.ID + "/" + url.PathEscape(a.Filename) + "?key=" + s.files[a.ID].Key
}

// resolveFiles turns attachment:// addresses of a message into those of its files.
func resolveFiles(m *Message) {
	readdress(m, func(address string) string {
		name, ok := strings.CutPrefix(address, "attachment://")
		if !ok {
			return address
		}
		for _, a := range m.Attachments {
			if a.Filename == fileName(name) {
				return a.URL
			}
		}
		return address
	})
}

// readdress changes the addresses of files in embeds and components. What it changes is made
// anew, since others may be reading the old message.
func readdress(m *Message, change func(string) string) {
	media := func(old *EmbedMedia) *EmbedMedia {
		if old == nil {
			return nil
		}
		return &EmbedMedia{URL: change(old.URL)}
	}
	m.Embeds = slices.Clone(m.Embeds)
	for i := range m.Embeds {
		e := &m.Embeds[i]
		e.Image, e.Thumbnail = media(e.Image), media(e.Thumbnail)
		if e.Footer != nil {
			e.Footer = &EmbedFooter{Text: e.Footer.Text, IconURL: change(e.Footer.IconURL)}
		}
		if e.Author != nil {
			e.Author = &EmbedAuthor{Name: e.Author.Name, URL: e.Author.URL, IconURL: change(e.Author.IconURL)}
		}
	}
	m.Components = copied(m.Components)
	moved := func(old *Media) *Media {
		if old == nil {
			return nil
		}
		now := *old
		now.URL, now.ProxyURL = change(old.URL), change(old.ProxyURL)
		return &now
	}
	for c := range everyComponent(m.Components) {
		c.Media, c.File = moved(c.Media), moved(c.File)
		for i := range c.Items {
			c.Items[i].Media = *moved(&c.Items[i].Media)
		}
	}
}

// moveFiles gives every file the address that it has since Start or Load.
func (s *Server) moveFiles() {
	if len(s.files) == 0 {
		return
	}
	for channel, list := range s.messages {
		for _, m := range list {
			moved := map[string]string{}
			attachments := slices.Clone(m.Attachments)
			for i, a := range attachments {
				if s.files[a.ID] == nil {
					continue
				}
				now := s.fileURL(channel, a)
				moved[a.URL] = now
				attachments[i].URL, attachments[i].ProxyURL = now, now
			}
			if len(moved) == 0 {
				continue
			}
			m.Attachments = attachments
			readdress(&m.Message, func(old string) string {
				if now, ok := moved[old]; ok {
					return now
				}
				return old
			})
		}
	}
}

// File returns the content of an attachment, which must not be changed.
func (s *Server) File(attachmentID string) (content []byte, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	file := s.files[attachmentID]
	if file == nil {
		return nil, false
	}
	return file.Data, true
}

// ExpireLink makes the address of an attachment stop working, as Discord's do
// after a day.
func (s *Server) ExpireLink(attachmentID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if file := s.files[attachmentID]; file != nil {
		s.files[attachmentID] = &storedFile{Key: randomHex(16), Data: file.Data}
	}
}

// serveFile answers an attachment's address. Only pictures are shown by a
// browser; everything else is saved, so that nothing that a bot sends runs as a page.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	file := s.files[r.PathValue("id")]
	s.mu.Unlock()
	if file == nil || subtle.ConstantTimeCompare([]byte(file.Key), []byte(r.URL.Query().Get("key"))) != 1 {
		http.Error(w, "There is no such file.", http.StatusNotFound)
		return
	}
	kind, disposition := "application/octet-stream", "attachment"
	switch found := http.DetectContentType(file.Data); found {
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		kind, disposition = found, "inline"
	}
	header := w.Header()
	header.Set("Content-Type", kind)
	header.Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": fileName(r.PathValue("name"))}))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	header.Set("Cache-Control", "private, no-store")
	header.Set("Content-Length", strconv.Itoa(len(file.Data)))
	w.Write(file.Data)
}
