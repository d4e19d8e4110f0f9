package localdiscord_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"quizbot/bot/localdiscord"
)

// file is one files[n] of a request, or a part of another name.
type file struct {
	part, name string
	data       []byte
}

func named(n int, name string) file { return file{fmt.Sprintf("files[%d]", n), name, []byte(name)} }

// upload sends a multipart request; payload nil leaves payload_json out.
func (b *memoryBot) upload(method, path string, payload any, files ...file) reply {
	b.w.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if payload != nil {
		raw, err := json.Marshal(payload)
		if err != nil {
			b.w.t.Fatal(err)
		}
		w.WriteField("payload_json", string(raw))
	}
	for _, f := range files {
		part, err := w.CreateFormFile(f.part, f.name)
		if err != nil {
			b.w.t.Fatal(err)
		}
		part.Write(f.data)
	}
	w.Close()
	return b.send(method, path, w.FormDataContentType(), &body)
}

// TestFileLimits has for each limit one request at it and one just over it.
func TestFileLimits(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	several := func(n int) (list []file) {
		for i := range n {
			list = append(list, named(i, fmt.Sprint("f", i)))
		}
		return list
	}
	heavy := func(sizes ...int) (list []file) {
		for i, size := range sizes {
			list = append(list, file{fmt.Sprintf("files[%d]", i), "f", make([]byte, size)})
		}
		return list
	}
	image := func(name string) object { return embeds(object{"image": object{"url": "attachment://" + name}}) }
	const mib = 1 << 20
	tests := []struct {
		name              string
		good              any
		goodFiles         []file
		bad               any
		badFiles          []file
		wantStatus        int
		wantCode, wantSay string
	}{
		{"files", object{}, several(10), object{}, several(11), 400, "50035", "attachments"},
		{"a file alone", nil, several(1), nil, nil, 400, "50006", ""},
		{"size of a file", object{}, heavy(10 * mib), object{}, heavy(10*mib + 1), 400, "50045", ""},
		{"size of a request", object{}, heavy(10*mib, 10*mib, 4*mib), object{}, heavy(10*mib, 10*mib, 5*mib), 413, "40005", ""},
		{"name of the part", object{}, several(1), object{}, []file{{"file", "f", nil}}, 400, "50035", "files[0]"},
		{"a number once", object{}, several(2), object{}, append(several(1), several(1)...), 400, "50035", "twice"},
		{"attachments name files", object{"attachments": array{object{"id": "0"}}}, several(1), object{"attachments": array{object{"id": 1}}}, several(1), 400, "50035", "attachments"},
		{"a file has one entry", object{"attachments": array{object{"id": 0}, object{"id": 1}}}, several(2), object{"attachments": array{object{"id": 0}, object{"id": 0}}}, several(2), 400, "50035", "attachments"},
		{"description", object{"attachments": array{object{"id": 0, "description": x(1024)}}}, several(1), object{"attachments": array{object{"id": 0, "description": x(1025)}}}, several(1), 400, "50035", "description"},
		{"picture from a file", image("a.png"), []file{named(0, "a.png")}, image("b.png"), []file{named(0, "a.png")}, 400, "50035", "url"},
		{"payload is JSON", object{"content": "a"}, nil, json.RawMessage(`[]`), nil, 400, "50035", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r := b.upload("POST", b.path(), tt.good, tt.goodFiles...); r.status != http.StatusOK {
				t.Errorf("at the limit: %d %.300s, want 200", r.status, r.body)
			}
			r := b.upload("POST", b.path(), tt.bad, tt.badFiles...)
			if r.status != tt.wantStatus || r.field("code") != tt.wantCode || !strings.Contains(r.body, tt.wantSay) {
				t.Errorf("over the limit: %d %.300s, want %d, code %s and %q", r.status, r.body, tt.wantStatus, tt.wantCode, tt.wantSay)
			}
		})
	}
	if r := b.send("POST", b.path(), "multipart/form-data; boundary=x", strings.NewReader("--x\r\nno end")); r.field("code") != "50035" {
		t.Errorf("a body that breaks off: %d %s, want code 50035", r.status, r.body)
	}
}

func TestFilesNeedThePermission(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	posted := b.request("POST", b.path(), object{"content": "a"})
	b.w.InstallWith(b.w.app.ID, b.w.guild.ID, localdiscord.BotPermissions&^localdiscord.PermissionAttachFiles)
	everyone, _ := b.w.FindRole(b.w.guild.ID, "@everyone")
	b.w.SetOverwrite(b.w.channel.ID, localdiscord.Overwrite{ID: everyone.ID, Deny: localdiscord.PermissionAttachFiles})
	if r := b.upload("POST", b.path(), object{}, named(0, "a.txt")); r.field("code") != "50013" {
		t.Errorf("create: %d %s, want code 50013", r.status, r.body)
	}
	if r := b.upload("PATCH", b.path("/", posted.field("id")), object{}, named(0, "a.txt")); r.field("code") != "50013" {
		t.Errorf("edit: %d %s, want code 50013", r.status, r.body)
	}
}

func filenames(m localdiscord.Message) string {
	var list []string
	for _, a := range m.Attachments {
		list = append(list, a.Filename)
	}
	return strings.Join(list, " ")
}

func TestEditKeepsAddsAndDropsFiles(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	posted := b.upload("POST", b.path(), object{"content": "a"}, named(0, "one.txt"), named(1, "two.txt"))
	path := b.path("/", posted.field("id"))
	last := func() localdiscord.Message { m, _ := b.w.Last(b.w.channel.ID, ""); return m }
	two := last().Attachments[1]
	steps := []struct {
		name    string
		payload any
		files   []file
		want    string
	}{
		{"absent keeps", object{"content": "b"}, nil, "one.txt two.txt"},
		{"files are added", object{}, []file{named(0, "three.txt")}, "one.txt two.txt three.txt"},
		{"the list drops and renames", object{"attachments": array{object{"id": two.ID}, object{"id": 5, "filename": "six.txt"}}}, []file{named(5, "five.txt")}, "two.txt six.txt"},
		{"a file without an entry is attached", object{"attachments": array{}}, []file{named(0, "seven.txt")}, "seven.txt"},
		{"null clears", object{"attachments": nil}, nil, ""},
	}
	for _, step := range steps {
		if r := b.upload("PATCH", path, step.payload, step.files...); r.status != http.StatusOK {
			t.Fatalf("%s: %d %s", step.name, r.status, r.body)
		}
		if got := filenames(last()); got != step.want {
			t.Errorf("%s: files %q, want %q", step.name, got, step.want)
		}
	}
	if _, ok := b.w.File(two.ID); ok {
		t.Error("the content of a dropped file is still there")
	}
	if r := b.upload("PATCH", path, object{"content": ""}); r.field("code") != "50006" {
		t.Errorf("a message without anything: %d %s, want code 50006", r.status, r.body)
	}
}

var pixel, _ = base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")

// open gets an attachment as a browser would.
func open(t *testing.T, address string) (status int, header http.Header, body string) {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, string(raw)
}

func TestFilesAreServedToWhoeverHasTheAddress(t *testing.T) {
	w := startWorld(t, localdiscord.Options{})
	b := w.bot(func(interaction) any { return nil })
	r := b.upload("POST", "/channels/"+w.channel.ID+"/messages", embeds(object{"image": object{"url": "attachment://a b.png"}}),
		file{"files[0]", "../a b.png", pixel}, file{"files[1]", "page.html", []byte("<script>1</script>")})
	m, _ := w.Last(w.channel.ID, "")
	if r.status != http.StatusOK || len(m.Attachments) != 2 {
		t.Fatalf("%d %s", r.status, r.body)
	}
	picture, page := m.Attachments[0], m.Attachments[1]
	if picture.Filename != "a_b.png" || picture.Width != 1 || picture.Height != 1 || picture.ContentType != "image/png" || m.Embeds[0].Image.URL != picture.URL {
		t.Errorf("picture %+v, shown at %s", picture, m.Embeds[0].Image.URL)
	}
	tests := []struct {
		name, address     string
		status            int
		kind, disposition string
		body              string
	}{
		{"a picture is shown", picture.URL, 200, "image/png", "inline; filename=a_b.png", string(pixel)},
		{"anything else is saved", page.URL, 200, "application/octet-stream", "attachment; filename=page.html", "<script>1</script>"},
		{"the key is needed", strings.Split(page.URL, "?")[0], 404, "text/plain; charset=utf-8", "", "There is no such file.\n"},
		{"another file's key", strings.Split(page.URL, "?")[0] + "?" + strings.Split(picture.URL, "?")[1], 404, "text/plain; charset=utf-8", "", "There is no such file.\n"},
	}
	for _, tt := range tests {
		status, header, body := open(t, tt.address)
		if status != tt.status || header.Get("Content-Type") != tt.kind || header.Get("Content-Disposition") != tt.disposition ||
			body != tt.body || header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %d %v %q", tt.name, status, header, body)
		}
	}
	if got, want := m.Text(), fmt.Sprintf("│ [image %s]\n[file a_b.png, %d bytes]\n[file page.html, 18 bytes]\n", picture.URL, len(pixel)); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	w.RemoveChannel(w.channel.ID)
	if status, _, _ := open(t, page.URL); status != 404 {
		t.Errorf("after its channel was removed the file answers %d", status)
	}
}

func TestFilesSurviveARestart(t *testing.T) {
	state := filepath.Join(t.TempDir(), "state.json")
	w := startWorld(t, localdiscord.Options{StateFile: state})
	b := w.bot(func(interaction) any { return nil })
	b.upload("POST", "/channels/"+w.channel.ID+"/messages", embeds(object{"thumbnail": object{"url": "attachment://a.png"}}), file{"files[0]", "a.png", pixel})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	again := localdiscord.New(localdiscord.Options{})
	t.Cleanup(func() { again.Close() })
	if err := again.Load(state); err != nil {
		t.Fatal(err)
	}
	if err := again.Start("127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	m, _ := again.Last(w.channel.ID, "")
	if m.Embeds[0].Thumbnail.URL != m.Attachments[0].URL || !strings.HasPrefix(m.Attachments[0].URL, again.URL()) {
		t.Errorf("file at %s, shown at %s, want both on %s", m.Attachments[0].URL, m.Embeds[0].Thumbnail.URL, again.URL())
	}
	if status, _, body := open(t, m.Attachments[0].URL); status != 200 || body != string(pixel) {
		t.Errorf("%d %q", status, body)
	}
}

// TestDiscordgoSendsFiles answers a command, its button, a form and follow-ups
// with files, and edits them.
func TestDiscordgoSendsFiles(t *testing.T) {
	text := func(name string) []*discordgo.File {
		return []*discordgo.File{{Name: name, ContentType: "application/json", Reader: strings.NewReader("{}")}}
	}
	w := startWorld(t, localdiscord.Options{})
	ctx := testContext(t)
	session := w.client(discordgo.IntentsGuilds, func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		respond := func(kind discordgo.InteractionResponseType, data *discordgo.InteractionResponseData) {
			if err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: kind, Data: data}); err != nil {
				t.Error(err)
			}
		}
		if i.Type == discordgo.InteractionMessageComponent {
			respond(discordgo.InteractionResponseUpdateMessage, &discordgo.InteractionResponseData{Content: "changed", Files: text("more.json")})
			return
		}
		if i.ApplicationCommandData().Name == "later" {
			respond(discordgo.InteractionResponseDeferredChannelMessageWithSource, &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral})
			if _, err := s.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Files: text("later.json")}); err != nil {
				t.Error(err)
			}
			if _, err := s.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{Files: text("then.json")}); err != nil {
				t.Error(err)
			}
			return
		}
		respond(discordgo.InteractionResponseChannelMessageWithSource, &discordgo.InteractionResponseData{
			Flags: discordgo.MessageFlagsEphemeral, Files: text("my-data.json"),
			Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{Label: "More", CustomID: "more"}}}}})
	})
	if _, err := session.ApplicationCommandBulkOverwrite(w.app.ID, "", []*discordgo.ApplicationCommand{{Name: "export", Description: "d"}, {Name: "later", Description: "d"}}); err != nil {
		t.Fatal(err)
	}
	ben := w.As(w.ben.ID)
	answer, err := ben.Command(ctx, w.channel.ID, "export")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := answer.Message.Text(), "(only you can see this)\n[file my-data.json, 2 bytes]\n[More]\n"; got != want {
		t.Errorf("export: got %q, want %q", got, want)
	}
	a := answer.Message.Attachments[0]
	if content, ok := w.File(a.ID); !ok || string(content) != "{}" || !a.Ephemeral || a.ContentType != "application/json" {
		t.Errorf("file %+v holds %q", a, content)
	}
	changed, err := ben.Press(ctx, answer.Message.ID, "more")
	if err != nil || filenames(*changed.Message) != "my-data.json more.json" {
		t.Errorf("update: %+v, %v", changed, err)
	}
	later, err := ben.Command(ctx, w.channel.ID, "later")
	if err != nil {
		t.Fatal(err)
	}
	if m, err := later.Wait(ctx); err != nil || filenames(*m) != "later.json" {
		t.Errorf("deferred: %+v, %v", m, err)
	}
	if _, err := w.Await(ctx, func(e localdiscord.Event) bool {
		return e.Type == "MESSAGE_CREATE" && filenames(*e.Message) == "then.json"
	}); err != nil {
		t.Errorf("no follow-up: %v", err)
	}
	posted, err := session.ChannelMessageSendComplex(w.channel.ID, &discordgo.MessageSend{Files: text("post.json")})
	if err != nil {
		t.Fatal(err)
	}
	edited, err := session.ChannelMessageEditComplex(&discordgo.MessageEdit{Channel: w.channel.ID, ID: posted.ID, Files: text("edit.json"), Attachments: &[]*discordgo.MessageAttachment{}})
	if err != nil || len(edited.Attachments) != 1 || edited.Attachments[0].Filename != "edit.json" {
		t.Errorf("edit: %+v, %v", edited, err)
	}
}
