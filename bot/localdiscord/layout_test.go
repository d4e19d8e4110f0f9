package localdiscord_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"quizbot/bot/localdiscord"
)

func layout(components ...any) object { return object{"flags": 1 << 15, "components": components} }

func display(text string) object { return object{"type": 10, "content": text} }

func container(components ...any) object { return object{"type": 17, "components": components} }

func media(url string) object { return object{"url": url} }

func thumbnail(pairs ...any) object {
	return with(object{"type": 11, "media": media("https://example.org/a.png")}, pairs...)
}

func section(accessory any, texts ...any) object {
	return object{"type": 9, "components": texts, "accessory": accessory}
}

func gallery(items ...any) object { return object{"type": 12, "items": items} }

func picture(int) any { return object{"media": media("https://example.org/a.png")} }

// TestLayoutLimits has for each limit of layout components one message at it
// and one just over it.
func TestLayoutLimits(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	displays := func(n int) array { return many(n, func(int) any { return display("t") }) }
	tests := []struct {
		name       string
		good, bad  object
		wrongField string
	}{
		{"components", layout(displays(40)...), layout(displays(41)...), `"components"`},
		{"components inside others", layout(container(append(displays(36), section(thumbnail(), display("t")))...)),
			layout(container(append(displays(37), section(thumbnail(), display("t")))...)), "COMPONENT_COUNT_EXCEEDED"},
		{"text", layout(display(x(4000))), layout(display(x(4001))), `"content"`},
		{"text is needed", layout(display("t")), layout(display(" ")), `"content"`},
		{"all text together", layout(display(x(2000)), container(display(x(2000)))), layout(display(x(2000)), container(display(x(2001)))), "COMPONENT_TEXT_EXCEEDED"},
		{"no content", with(layout(display("t")), "content", ""), with(layout(display("t")), "content", "c"), `"content"`},
		{"no embeds", with(layout(display("t")), "embeds", array{}), with(layout(display("t")), "embeds", array{object{"title": "t"}}), `"embeds"`},
		{"only with the flag", layout(display("t")), object{"components": array{display("t")}}, `"type"`},
		{"rows stand anywhere", layout(row(button(1)), container(row(button(2)))), layout(button(1)), `"type"`},
		{"custom_id is unique everywhere", layout(row(button(1)), container(row(button(2)))), layout(row(button(1)), section(button(1), display("t"))), "COMPONENT_CUSTOM_ID_DUPLICATED"},
		{"ids differ everywhere", layout(with(display("t"), "id", 3), section(with(thumbnail(), "id", 4), display("t"))), layout(with(display("t"), "id", 3), section(with(thumbnail(), "id", 3), display("t"))), "COMPONENT_ID_DUPLICATED"},
		{"container is not empty", layout(container(display("t"))), layout(container()), `"components"`},
		{"no container in a container", layout(container(display("t"))), layout(container(container(display("t")))), `"type"`},
		{"accent color", layout(with(container(display("t")), "accent_color", 0xFFFFFF)), layout(with(container(display("t")), "accent_color", 0x1000000)), `"accent_color"`},
		{"texts of a section", layout(section(thumbnail(), displays(3)...)), layout(section(thumbnail(), displays(4)...)), `"components"`},
		{"a section has an accessory", layout(section(button(1), display("t"))), layout(section(nil, display("t"))), `"accessory"`},
		{"accessory", layout(section(thumbnail(), display("t"))), layout(section(display("t"), display("t"))), `"accessory"`},
		{"description of a picture", layout(section(thumbnail("description", x(1024)), display("t"))), layout(section(thumbnail("description", x(1025)), display("t"))), `"description"`},
		{"pictures of a gallery", layout(gallery(many(10, picture)...)), layout(gallery(many(11, picture)...)), `"items"`},
		{"a gallery is not empty", layout(gallery(picture(0))), layout(gallery()), `"items"`},
		{"picture's address", layout(gallery(object{"media": media("http://example.org/a.png")})), layout(gallery(object{"media": media("ftp://example.org/a.png")})), `"url"`},
		{"a file that is not sent", layout(gallery(picture(0))), layout(gallery(object{"media": media("attachment://a.png")})), `"url"`},
		{"spacing", layout(object{"type": 14, "spacing": 2}), layout(object{"type": 14, "spacing": 3}), `"spacing"`},
		{"no stray parts of forms", layout(display("t")), layout(object{"type": 18, "label": "L"}), `"type"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if r := b.request("POST", b.path(), tt.good); r.status != http.StatusOK {
				t.Errorf("at the limit: %d %s, want 200", r.status, r.body)
			}
			r := b.request("POST", b.path(), tt.bad)
			if r.status != http.StatusBadRequest || r.field("code") != "50035" || !strings.Contains(r.body, tt.wrongField) {
				t.Errorf("over the limit: %d %s, want 400, code 50035 naming %s", r.status, r.body, tt.wrongField)
			}
		})
	}
	if r := b.request("POST", b.path(), layout()); r.field("code") != "50006" {
		t.Errorf("nothing at all: %d %s, want code 50006", r.status, r.body)
	}
	file := object{"type": 13, "file": media("attachment://a.txt")}
	if r := b.upload("POST", b.path(), layout(file), named(0, "a.txt")); r.status != http.StatusOK {
		t.Errorf("a file: %d %s, want 200", r.status, r.body)
	}
	if r := b.request("POST", b.path(), layout(object{"type": 13, "file": media("https://example.org/a.txt")})); r.field("code") != "50035" {
		t.Errorf("a file from the web: %d %s, want code 50035", r.status, r.body)
	}
}

func TestLayoutIsForGood(t *testing.T) {
	b := newBot(t, localdiscord.Options{})
	id := b.request("POST", b.path(), object{"content": "old"}).field("id")
	steps := []struct {
		name, code string
		body       object
	}{
		{"old content must go", "50035", layout(display("new"))},
		{"null clears it", "", with(layout(display("new")), "content", nil)},
		{"no content any more", "50035", object{"content": "c"}},
		{"the flag stays", "", object{"flags": 0, "components": array{display("newer")}}},
		{"rows only would be empty text", "50006", object{"components": array{}}},
	}
	for _, step := range steps {
		r := b.request("PATCH", b.path("/", id), step.body)
		if step.code == "" && r.status != http.StatusOK || step.code != "" && r.field("code") != step.code {
			t.Errorf("%s: %d %s, want code %q", step.name, r.status, r.body, step.code)
		}
	}
	m, _ := b.w.Last(b.w.channel.ID, "")
	if m.Text() != "newer\n" || m.Flags&localdiscord.FlagComponentsV2 == 0 {
		t.Errorf("message %q with flags %d", m.Text(), m.Flags)
	}
}

func TestLayoutTextAndFiles(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	b := w.bot(func(i interaction) any {
		if i.Type == 2 {
			return object{"type": 4, "data": layout(container(display("# Sea\nHow many hearts?"), section(with(button(1), "label", "Three"), display("or")),
				object{"type": 14}, gallery(with(picture(0), "description", "An octopus"))), section(thumbnail(), display("see")))}
		}
		return object{"type": 7, "data": object{"components": array{display("Right.")}}}
	})
	b.commands(object{"name": "quiz", "description": "d"})
	ben := w.As(w.ben.ID)
	answer, err := ben.Command(testContext(t), w.channel.ID, "quiz")
	if err != nil {
		t.Fatal(err)
	}
	want := "│ # Sea\n│ How many hearts?\n│ or\n│ [Three]\n│ ---\n│ [image https://example.org/a.png: An octopus]\nsee\n[thumbnail https://example.org/a.png]\n"
	if got := answer.Message.Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	three, _ := answer.Message.Button("Three")
	pressed, err := ben.Press(testContext(t), answer.Message.ID, three.CustomID)
	if err != nil || pressed.Message.Text() != "Right.\n" {
		t.Errorf("the button of a section: %v, %v", pressed, err)
	}
	b.upload("POST", b.path(), layout(object{"type": 13, "file": media("attachment://a b.txt")}, gallery(object{"media": media("attachment://p.png")})),
		named(0, "a b.txt"), file{"files[1]", "p.png", pixel})
	m, _ := w.Last(w.channel.ID, "")
	text, shown := m.Components[0], m.Components[1].Items[0].Media
	if text.Name != "a_b.txt" || text.Size != 7 || text.File.AttachmentID != m.Attachments[0].ID || shown.URL != m.Attachments[1].URL || shown.Width != 1 {
		t.Errorf("file %+v, picture %+v", text, shown)
	}
}

func label(pairs ...any) object {
	return object{"type": 18, "label": "L", "component": with(object{"custom_id": "in"}, pairs...)}
}

// TestLabelLimits has for each limit of labels in forms one form at it and one
// just over it.
func TestLabelLimits(t *testing.T) {
	input := func(pairs ...any) object { return label(append(array{"type", 4, "style", 1}, pairs...)...) }
	choice := func(kind int, pairs ...any) object { return label(append(array{"type", kind}, pairs...)...) }
	defaults := func(kind int, kinds ...string) object {
		values := array{}
		for i, k := range kinds {
			values = append(values, object{"type": k, "id": fmt.Sprint(i + 1)})
		}
		return choice(kind, "default_values", values)
	}
	form := func(parts ...any) object {
		return object{"type": 9, "data": object{"title": "T", "custom_id": "f", "components": parts}}
	}
	several := func(n int) array {
		return many(n, func(i int) any { return input("custom_id", fmt.Sprint(i)) })
	}
	tests := []struct {
		name      string
		good, bad object
	}{
		{"parts", form(several(5)...), form(several(6)...)},
		{"label", form(with(input(), "label", x(45))), form(with(input(), "label", x(46)))},
		{"label is needed", form(input()), form(with(input(), "label", nil))},
		{"description", form(with(input(), "description", x(100))), form(with(input(), "description", x(101)))},
		{"something to fill in", form(input()), form(object{"type": 18, "label": "L"})},
		{"no label in a label", form(input()), form(input("label", "L"))},
		{"no button", form(display("t"), input()), form(label("type", 2, "style", 1, "label", "B"))},
		{"select", form(choice(3, "options", options(25))), form(choice(3, "options", options(26)))},
		{"a select is not disabled", form(choice(5)), form(choice(5, "disabled", true))},
		{"a select stands under a label", form(choice(5)), form(row(object{"type": 5, "custom_id": "in"}))},
		{"radio options", form(choice(21, "options", options(10))), form(choice(21, "options", options(11)))},
		{"a radio group has two options", form(choice(21, "options", options(2))), form(choice(21, "options", options(1)))},
		{"boxes", form(choice(22, "options", options(10))), form(choice(22, "options", options(11)))},
		{"boxes that may be ticked", form(choice(22, "options", options(3), "max_values", 3)), form(choice(22, "options", options(3), "max_values", 4))},
		{"box", form(choice(23, "default", true)), form(choice(23, "default", "yes"))},
		{"default of a select", form(defaults(5, "user")), form(defaults(5, "role"))},
		{"as many defaults as may be chosen", form(defaults(7, "role")), form(defaults(7, "role", "user"))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t, localdiscord.Options{})
			var b *memoryBot
			var refused reply
			b = w.bot(func(i interaction) any {
				refused = b.request("POST", "/interactions/"+i.ID+"/"+i.Token+"/callback", tt.bad)
				return tt.good
			})
			b.commands(object{"name": "quiz", "description": "d"})
			if _, err := w.As(w.ben.ID).Command(testContext(t), w.channel.ID, "quiz"); err != nil {
				t.Errorf("at the limit: %v", err)
			}
			if refused.status != http.StatusBadRequest || refused.field("code") != "50035" {
				t.Errorf("over the limit: %d %s, want 400 and code 50035", refused.status, refused.body)
			}
		})
	}
}

func TestFormsOfLabelsAreFilledIn(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	named := func(o object, name string) object {
		o["component"].(object)["custom_id"] = name
		o["label"] = name
		return o
	}
	received := make(chan string, 1)
	b := w.bot(func(i interaction) any {
		if i.Type == 5 {
			var got []string
			for _, part := range i.Data["components"].([]any) {
				if field, ok := part.(object)["component"].(object); ok {
					value := field["value"]
					if field["values"] != nil {
						value = field["values"]
					}
					raw, _ := json.Marshal(value)
					got = append(got, fmt.Sprint(field["custom_id"])+"="+string(raw))
				}
			}
			if users := i.Data["resolved"]; users != nil {
				got = append(got, fmt.Sprint(len(users.(object)["users"].(object)), " resolved"))
			}
			received <- strings.Join(got, " ")
			return say("thanks")
		}
		return object{"type": 9, "data": object{"title": "T", "custom_id": "f", "components": array{display("Tell us"),
			named(label("type", 4, "style", 1, "required", false), "text"),
			named(label("type", 5, "required", false), "who"),
			named(label("type", 21, "options", array{object{"label": "A", "value": "a", "default": true}, object{"label": "B", "value": "b"}}), "one"),
			named(label("type", 22, "options", options(3), "required", false, "max_values", 2), "many")}}}
	})
	b.commands(object{"name": "quiz", "description": "d"})
	ben := w.As(w.ben.ID)
	tests := []struct {
		name    string
		fields  map[string][]string
		want    string // what the bot receives
		refused string // or what the member is told
	}{
		{"as it stands", nil, `text="" who=[] one="a" many=[]`, ""},
		{"filled in", map[string][]string{"text": {"hi"}, "who": {w.ada.ID}, "one": {"b"}, "many": {"0", "2"}}, `text="hi" who=["` + w.ada.ID + `"] one="b" many=["0","2"] 1 resolved`, ""},
		{"not offered", map[string][]string{"one": {"c"}}, "", "not offered"},
		{"too many", map[string][]string{"many": {"0", "1", "2"}}, "", "Choose 1 to 2"},
		{"required", map[string][]string{"one": {}}, "", `"one" is required`},
		{"one text", map[string][]string{"text": {"a", "b"}}, "", "one value"},
		{"unknown field", map[string][]string{"else": {"a"}}, "", "no field"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			form, err := ben.Command(testContext(t), w.channel.ID, "quiz")
			if err != nil {
				t.Fatal(err)
			}
			_, err = ben.SubmitValues(testContext(t), form.Modal, tt.fields)
			if tt.refused != "" {
				if err == nil || !strings.Contains(err.Error(), tt.refused) {
					t.Errorf("%v, want a refusal with %q", err, tt.refused)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := <-received; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestCheckboxIsTickedOrNot(t *testing.T) {
	w := newWorld(t, localdiscord.Options{})
	ticked := make(chan any, 1)
	b := w.bot(func(i interaction) any {
		if i.Type == 5 {
			ticked <- i.Data["components"].([]any)[0].(object)["component"].(object)["value"]
			return say("thanks")
		}
		return object{"type": 9, "data": object{"title": "T", "custom_id": "f", "components": array{label("type", 23, "default", true)}}}
	})
	b.commands(object{"name": "quiz", "description": "d"})
	ben := w.As(w.ben.ID)
	for _, tt := range []struct {
		fields map[string]string
		want   any
	}{{nil, true}, {map[string]string{"in": "false"}, false}} {
		form, err := ben.Command(testContext(t), w.channel.ID, "quiz")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ben.Submit(testContext(t), form.Modal, map[string]string{"in": "maybe"}); err == nil {
			t.Error("a box was ticked with maybe")
		}
		if _, err := ben.Submit(testContext(t), form.Modal, tt.fields); err != nil {
			t.Fatal(err)
		}
		if got := <-ticked; got != tt.want {
			t.Errorf("%v: %v, want %v", tt.fields, got, tt.want)
		}
	}
}
