package localdiscord_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"quizbot/bot/localdiscord"
)

func x(n int) string { return strings.Repeat("x", n) }

// many returns n values made by one.
func many(n int, one func(i int) any) array {
	list := make(array, n)
	for i := range list {
		list[i] = one(i)
	}
	return list
}

func row(components ...any) object { return object{"type": 1, "components": components} }

func button(i int) any {
	return object{"type": 2, "style": 1, "label": "B", "custom_id": fmt.Sprint("b", i)}
}

func with(o any, pairs ...any) object {
	out := object{}
	for k, v := range o.(object) {
		out[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

func options(n int) array {
	return many(n, func(i int) any { return object{"label": "L", "value": fmt.Sprint(i)} })
}

func menu(pairs ...any) object {
	return with(object{"type": 3, "custom_id": "menu", "options": options(3)}, pairs...)
}

func embeds(e ...any) object { return object{"embeds": e} }

func field(name, value string) object { return object{"name": name, "value": value} }

// TestMessageLimits has for each limit one message at it and one just over it.
func TestMessageLimits(t *testing.T) {
	b := newWorld(t, localdiscord.Options{}).bot(func(interaction) any { return nil })
	tests := []struct {
		name       string
		good, bad  any
		wrongField string // where the error is reported; "" for an error without fields
	}{
		{"content", object{"content": x(2000)}, object{"content": x(2001)}, `"content"`},
		{"content counts code points", object{"content": strings.Repeat("🐙", 2000)}, object{"content": strings.Repeat("🐙", 2001)}, `"content"`},
		{"content is trimmed first", object{"content": x(2000) + "   "}, object{"content": "   "}, ""},
		{"null is absent", object{"content": "a", "embeds": nil, "components": nil, "sticker_ids": nil, "unknown": 1}, object{"content": nil}, ""},
		{"content is text", object{"content": "1"}, object{"content": array{}}, `"content"`},
		{"embeds", embeds(many(10, func(int) any { return object{"title": "t"} })...), embeds(many(11, func(int) any { return object{"title": "t"} })...), `"embeds"`},
		{"embed title", embeds(object{"title": x(256)}), embeds(object{"title": x(257)}), `"title"`},
		{"embed description", embeds(object{"description": x(4096)}), embeds(object{"description": x(4097)}), `"description"`},
		{"embed needs something", embeds(object{"description": "d"}), embeds(object{"color": 1}), `"description"`},
		{"embed fields", embeds(object{"fields": many(25, func(int) any { return field("n", "v") })}), embeds(object{"fields": many(26, func(int) any { return field("n", "v") })}), `"fields"`},
		{"field name", embeds(object{"fields": array{field(x(256), "v")}}), embeds(object{"fields": array{field(x(257), "v")}}), `"name"`},
		{"field name is needed", embeds(object{"fields": array{field("n", "v")}}), embeds(object{"fields": array{field("", "v")}}), `"name"`},
		{"field value", embeds(object{"fields": array{field("n", x(1024))}}), embeds(object{"fields": array{field("n", x(1025))}}), `"value"`},
		{"footer", embeds(object{"footer": object{"text": x(2048)}}), embeds(object{"footer": object{"text": x(2049)}}), `"text"`},
		{"author", embeds(object{"author": object{"name": x(256)}}), embeds(object{"author": object{"name": x(257)}}), `"author"`},
		{"color", embeds(object{"title": "t", "color": 0xFFFFFF}), embeds(object{"title": "t", "color": 0x1000000}), `"color"`},
		{"embed url", embeds(object{"title": "t", "url": "https://example.org"}), embeds(object{"title": "t", "url": "javascript:alert(1)"}), `"url"`},
		{"image of a file that is not sent", embeds(object{"image": object{"url": "http://example.org/a.png"}}), embeds(object{"image": object{"url": "attachment://a.png"}}), `"url"`},
		{"timestamp", embeds(object{"title": "t", "timestamp": "2026-03-29T09:00:00Z"}), embeds(object{"title": "t", "timestamp": "nine"}), `"timestamp"`},
		{"sum over all embeds", embeds(object{"description": x(4000)}, object{"description": x(2000)}), embeds(object{"description": x(4000)}, object{"description": x(2001)}), `"embeds"`},
		{"nonce", object{"content": "a", "nonce": x(25)}, object{"content": "a", "nonce": x(26)}, `"nonce"`},
		{"mentions: parse or ids", object{"content": "a", "allowed_mentions": object{"parse": array{"roles"}, "users": array{"1"}}}, object{"content": "a", "allowed_mentions": object{"parse": array{"users"}, "users": array{"1"}}}, `"parse"`},
		{"mentioned users", object{"content": "a", "allowed_mentions": object{"users": many(100, func(i int) any { return fmt.Sprint(i) })}}, object{"content": "a", "allowed_mentions": object{"users": many(101, func(i int) any { return fmt.Sprint(i) })}}, `"users"`},
		{"reply to a missing message", object{"content": "a", "message_reference": object{"message_id": "1", "fail_if_not_exists": false}}, object{"content": "a", "message_reference": object{"message_id": "1"}}, `"message_id"`},

		{"rows", object{"components": many(5, func(i int) any { return row(button(i)) })}, object{"components": many(6, func(i int) any { return row(button(i)) })}, `"components"`},
		{"only rows at the top", object{"components": array{row(button(1))}}, object{"components": array{button(1)}}, `"type"`},
		{"buttons in a row", object{"components": array{row(many(5, button)...)}}, object{"components": array{row(many(6, button)...)}}, `"components"`},
		{"row is not empty", object{"components": array{}, "content": "a"}, object{"components": array{row()}}, `"components"`},
		{"row is not mixed", object{"components": array{row(menu())}}, object{"components": array{row(menu(), button(1))}}, `"components"`},
		{"one select in a row", object{"components": array{row(menu())}}, object{"components": array{row(menu(), menu("custom_id", "n"))}}, `"components"`},
		{"custom_id", object{"components": array{row(with(button(1), "custom_id", x(100)))}}, object{"components": array{row(with(button(1), "custom_id", x(101)))}}, `"custom_id"`},
		{"custom_id is needed", object{"components": array{row(with(button(1), "disabled", true))}}, object{"components": array{row(with(button(1), "custom_id", "", "disabled", true))}}, `"custom_id"`},
		{"custom_id is unique", object{"components": array{row(button(1)), row(button(2))}}, object{"components": array{row(button(1)), row(button(1))}}, `"COMPONENT_CUSTOM_ID_DUPLICATED"`},
		{"label", object{"components": array{row(with(button(1), "label", x(80)))}}, object{"components": array{row(with(button(1), "label", x(81)))}}, `"label"`},
		{"label or emoji", object{"components": array{row(with(button(1), "label", nil, "emoji", object{"name": "🐙"}))}}, object{"components": array{row(with(button(1), "label", ""))}}, `"BUTTON_COMPONENT_LABEL_REQUIRED"`},
		{"button style", object{"components": array{row(with(button(1), "style", 4))}}, object{"components": array{row(with(button(1), "style", 7))}}, `"style"`},
		{"link button", object{"components": array{row(object{"type": 2, "style": 5, "label": "L", "url": "https://example.org"})}}, object{"components": array{row(object{"type": 2, "style": 5, "label": "L", "url": "https://example.org", "custom_id": "c"})}}, `"custom_id"`},
		{"link button url", object{"components": array{row(object{"type": 2, "style": 5, "label": "L", "url": "https://a/" + x(502)})}}, object{"components": array{row(object{"type": 2, "style": 5, "label": "L", "url": "https://a/" + x(503)})}}, `"url"`},
		{"other buttons have no url", object{"components": array{row(button(1))}}, object{"components": array{row(with(button(1), "url", "https://example.org"))}}, `"url"`},
		{"options of a select", object{"components": array{row(menu("options", options(25)))}}, object{"components": array{row(menu("options", options(26)))}}, `"options"`},
		{"option label", object{"components": array{row(menu("options", array{object{"label": x(100), "value": "v"}}))}}, object{"components": array{row(menu("options", array{object{"label": x(101), "value": "v"}}))}}, `"label"`},
		{"option value", object{"components": array{row(menu("options", array{object{"label": "l", "value": x(100)}}))}}, object{"components": array{row(menu("options", array{object{"label": "l", "value": x(101)}}))}}, `"value"`},
		{"option description", object{"components": array{row(menu("options", array{object{"label": "l", "value": "v", "description": x(100)}}))}}, object{"components": array{row(menu("options", array{object{"label": "l", "value": "v", "description": x(101)}}))}}, `"description"`},
		{"option values differ", object{"components": array{row(menu())}}, object{"components": array{row(menu("options", array{object{"label": "l", "value": "v"}, object{"label": "m", "value": "v"}}))}}, `"SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"`},
		{"placeholder", object{"components": array{row(menu("placeholder", x(150)))}}, object{"components": array{row(menu("placeholder", x(151)))}}, `"placeholder"`},
		{"max_values", object{"components": array{row(menu("max_values", 3))}}, object{"components": array{row(menu("max_values", 4))}}, `"max_values"`},
		{"min and max", object{"components": array{row(menu("min_values", 2, "max_values", 2))}}, object{"components": array{row(menu("min_values", 2, "max_values", 1))}}, `"min_values"`},
		{"min_values", object{"components": array{row(menu("min_values", 0))}}, object{"components": array{row(menu("min_values", -1))}}, `"min_values"`},
		{"ids differ", object{"components": array{row(with(button(1), "id", 7), button(2))}}, object{"components": array{row(with(button(1), "id", 7), with(button(2), "id", 7))}}, `"id"`},
		{"no text input in a message", object{"components": array{row(object{"type": 5, "custom_id": "u"})}}, object{"components": array{row(object{"type": 4, "custom_id": "u", "style": 1, "label": "L"})}}, `"type"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := "/channels/" + b.w.channel.ID + "/messages"
			if r := b.request("POST", path, tt.good); r.status != http.StatusOK {
				t.Errorf("at the limit: %d %s, want 200", r.status, r.body)
			}
			r := b.request("POST", path, tt.bad)
			want := "50035"
			if tt.wrongField == "" {
				want = "50006"
			}
			if r.status != http.StatusBadRequest || r.field("code") != want || !strings.Contains(r.body, tt.wrongField) {
				t.Errorf("over the limit: %d %s, want 400, code %s naming %s", r.status, r.body, want, tt.wrongField)
			}
		})
	}
}

// TestFormErrorsAreNested shows the shape that clients parse.
func TestFormErrorsAreNested(t *testing.T) {
	b := newWorld(t, localdiscord.Options{}).bot(func(interaction) any { return nil })
	r := b.request("POST", "/channels/"+b.w.channel.ID+"/messages",
		object{"components": array{row(button(1)), row(button(2), with(button(3), "custom_id", x(101)))}})
	want := `{"code":50035,"errors":{"components":{"1":{"components":{"1":{"custom_id":{"_errors":[{"code":"BASE_TYPE_BAD_LENGTH","message":"Must be between 1 and 100 in length."}]}}}}}},"message":"Invalid Form Body"}`
	if r.body != want {
		t.Errorf("got  %s\nwant %s", r.body, want)
	}
}

// TestCommandLimits has for each limit one command at it and one just over it.
func TestCommandLimits(t *testing.T) {
	command := func(pairs ...any) object {
		return with(object{"name": "quiz", "description": "d"}, pairs...)
	}
	option := func(pairs ...any) object {
		return with(object{"type": 3, "name": "bank", "description": "d"}, pairs...)
	}
	one := func(pairs ...any) array { return array{command("options", array{option(pairs...)})} }
	choices := func(n int) array {
		return many(n, func(i int) any { return object{"name": "n", "value": fmt.Sprint(i)} })
	}
	named := func(n, kind int) array {
		return many(n, func(i int) any {
			if kind == 1 {
				return command("name", fmt.Sprint("c", i))
			}
			return object{"type": kind, "name": fmt.Sprint("c", i)}
		})
	}
	big := func(last int) array { // 4 + 1 + 19 options of 4 + 100 + 3 choices of 100 each, and one of the given length
		list := many(19, func(i int) any {
			return option("name", fmt.Sprintf("o%03d", i), "description", x(100), "choices", array{
				object{"name": x(50), "value": x(50)}, object{"name": x(50), "value": x(51)}, object{"name": x(50), "value": x(52)}})
		})
		return array{command("options", append(list, option("name", x(32), "description", x(last))))}
	}
	const fixed = 4 + 1 + 19*(4+100+150+153) + 32
	bigChoices := func(total int) array { // pads big with choices up to a total
		list := big(100)
		rest := total - fixed - 100
		options := list[0].(object)["options"].(array)
		last := options[len(options)-1].(object)
		var pads array
		for i := 0; rest > 0; i++ {
			n := min(100, rest-1)
			pads = append(pads, object{"name": "n", "value": fmt.Sprintf("%0*d", n, i)})
			rest -= n + 1
		}
		last["choices"] = pads
		return list
	}
	tests := []struct {
		name      string
		good, bad array
		code      string
	}{
		{"name", array{command("name", x(32))}, array{command("name", x(33))}, "50035"},
		{"name is lower case", array{command("name", "été-1_a")}, array{command("name", "Quiz")}, "50035"},
		{"name has no spaces", array{command("name", "สวัสดี")}, array{command("name", "a b")}, "50035"},
		{"description", array{command("description", x(100))}, array{command("description", x(101))}, "50035"},
		{"description is needed", array{command()}, array{command("description", "")}, "50035"},
		{"context commands have none", array{object{"type": 2, "name": "Who Is"}}, array{object{"type": 2, "name": "Who Is", "description": "d"}}, "50035"},
		{"options", array{command("options", many(25, func(i int) any { return option("name", fmt.Sprint("o", i)) }))}, array{command("options", many(26, func(i int) any { return option("name", fmt.Sprint("o", i)) }))}, "50035"},
		{"option names differ", array{command("options", array{option(), option("name", "b")})}, array{command("options", array{option(), option()})}, "50035"},
		{"required ones first", array{command("options", array{option("required", true), option("name", "b")})}, array{command("options", array{option(), option("name", "b", "required", true)})}, "50035"},
		{"choices", one("choices", choices(25)), one("choices", choices(26)), "50035"},
		{"choice name", one("choices", array{object{"name": x(100), "value": "v"}}), one("choices", array{object{"name": x(101), "value": "v"}}), "50035"},
		{"choice value", one("choices", array{object{"name": "n", "value": x(100)}}), one("choices", array{object{"name": "n", "value": x(101)}}), "50035"},
		{"choice type", one("type", 4, "choices", array{object{"name": "n", "value": 1}}), one("type", 4, "choices", array{object{"name": "n", "value": "one"}}), "50035"},
		{"choices or autocomplete", one("autocomplete", true, "choices", array{}), one("autocomplete", true, "choices", choices(1)), "50035"},
		{"min and max value", one("type", 4, "min_value", 1, "max_value", 1), one("type", 4, "min_value", 2, "max_value", 1), "50035"},
		{"max_length", one("max_length", 6000), one("max_length", 6001), "50035"},
		{"max_length is not zero", one("max_length", 1), one("max_length", 0), "50035"},
		{"group, subcommand, option", array{command("options", array{option("type", 2, "options", array{option("type", 1, "options", array{option()})})})},
			array{command("options", array{option("type", 2, "options", array{option("type", 2, "options", array{option("type", 1)})})})}, "50035"},
		{"subcommands beside options", array{command("options", array{option("type", 1), option("type", 1, "name", "b")})}, array{command("options", array{option("type", 1), option("name", "b")})}, "50035"},
		{"locale", array{command("name_localizations", object{"it": "quiz"})}, array{command("name_localizations", object{"xx": "quiz"})}, "50035"},
		{"localized name", array{command("name_localizations", object{"it": x(32)})}, array{command("name_localizations", object{"it": x(33)})}, "50035"},
		{"contexts", array{command("contexts", array{0, 1, 2})}, array{command("contexts", array{})}, "50035"},
		{"permissions may be a string", array{command("default_member_permissions", "8192")}, array{command("default_member_permissions", "many")}, "50035"},
		{"whole command", bigChoices(8000), bigChoices(8001), "50035"},
		{"chat commands", named(100, 1), named(101, 1), "30032"},
		{"user commands", named(15, 2), named(16, 2), "30032"},
		{"message commands", named(15, 3), named(16, 3), "30032"},
		{"names differ", array{command(), command("name", "b")}, array{command(), command()}, "50035"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newWorld(t, localdiscord.Options{}).bot(func(interaction) any { return nil })
			path := "/applications/" + b.w.app.ID + "/commands"
			if r := b.request("PUT", path, tt.good); r.status != http.StatusOK {
				t.Errorf("at the limit: %d %s, want 200", r.status, r.body)
			}
			if r := b.request("PUT", path, tt.bad); r.status != http.StatusBadRequest || r.field("code") != tt.code {
				t.Errorf("over the limit: %d %s, want 400 and code %s", r.status, r.body, tt.code)
			}
			if got := len(b.w.Commands()); got != len(tt.good) {
				t.Errorf("after a refused PUT there are %d commands, want the %d of before", got, len(tt.good))
			}
		})
	}
}

// TestCallbackLimits has for each limit of forms and suggestions one callback
// at it and one just over it.
func TestCallbackLimits(t *testing.T) {
	input := func(pairs ...any) object {
		return with(object{"type": 4, "custom_id": "why", "style": 1, "label": "Why"}, pairs...)
	}
	modal := func(pairs ...any) object {
		return object{"type": 9, "data": with(object{"title": "T", "custom_id": "form", "components": array{row(input())}}, pairs...)}
	}
	inputs := func(n int) array {
		return many(n, func(i int) any { return row(input("custom_id", fmt.Sprint(i))) })
	}
	field := func(pairs ...any) object { return modal("components", array{row(input(pairs...))}) }
	choices := func(n int) object {
		return object{"type": 8, "data": object{"choices": many(n, func(i int) any { return object{"name": "n", "value": "v"} })}}
	}
	choice := func(name, value any) object {
		return object{"type": 8, "data": object{"choices": array{object{"name": name, "value": value}}}}
	}
	tests := []struct {
		name      string
		complete  bool
		good, bad object
	}{
		{"title", false, modal("title", x(45)), modal("title", x(46))},
		{"title is needed", false, modal(), modal("title", nil)},
		{"form custom_id", false, modal("custom_id", x(100)), modal("custom_id", x(101))},
		{"inputs", false, modal("components", inputs(5)), modal("components", inputs(6))},
		{"an input is needed", false, modal("components", inputs(1)), modal("components", array{})},
		{"one input in a row", false, modal(), modal("components", array{row(input(), input("custom_id", "b"))})},
		{"no buttons", false, modal(), modal("components", array{row(button(1))})},
		{"input label", false, field("label", x(45)), field("label", x(46))},
		{"input placeholder", false, field("placeholder", x(100)), field("placeholder", x(101))},
		{"input value", false, field("value", x(4000)), field("value", x(4001))},
		{"input max_length", false, field("max_length", 4000), field("max_length", 4001)},
		{"input min_length", false, field("min_length", 0), field("min_length", -1)},
		{"choices", true, choices(25), choices(26)},
		{"no choices", true, object{"type": 8, "data": object{"choices": array{}, "content": "", "embeds": nil}}, object{"type": 8, "data": object{}}},
		{"choice name", true, choice(x(100), "v"), choice(x(101), "v")},
		{"choice value", true, choice("n", x(100)), choice("n", x(101))},
		{"choice type", true, choice("n", "v"), choice("n", 1)},
		{"a command is not completed", false, say("hi"), choices(1)},
		{"suggestions are not messages", true, choices(1), say("hi")},
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
			b.commands(object{"name": "quiz", "description": "d", "options": array{object{"type": 3, "name": "bank", "description": "d", "autocomplete": true}}})
			var err error
			if tt.complete {
				_, err = w.As(w.ben.ID).Complete(testContext(t), w.channel.ID, "quiz", "bank", "")
			} else {
				_, err = w.As(w.ben.ID).Command(testContext(t), w.channel.ID, "quiz")
			}
			if err != nil {
				t.Errorf("at the limit: %v", err)
			}
			if refused.status != http.StatusBadRequest || refused.field("code") != "50035" {
				t.Errorf("over the limit: %d %s, want 400 and code 50035", refused.status, refused.body)
			}
		})
	}
}
