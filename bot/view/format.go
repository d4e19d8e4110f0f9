package view

import (
	"fmt"
	"strings"
	"time"

	"quizbot/questions"
)

// Letter returns "A" for the first option, "B" for the second.
func Letter(i int) string {
	if i < 0 || i >= 26 {
		return fmt.Sprint(i + 1)
	}
	return string(rune('A' + i))
}

// When returns a Discord timestamp: each reader sees it in their own zone.
func When(t time.Time) string { return fmt.Sprintf("<t:%d:f>", t.Unix()) }

// FromNow returns a Discord timestamp that counts: "in 3 hours".
func FromNow(t time.Time) string { return fmt.Sprintf("<t:%d:R>", t.Unix()) }

func count(one, many Text, n int) string {
	if n == 1 {
		return say(one)
	}
	return say(many, n)
}

// citations prints citations one a line. Only an http or https address becomes
// a link, and the label is followed by the host that it leads to.
func citations(list []questions.Citation) string {
	lines := make([]string, len(list))
	for i, c := range list {
		lines[i] = Escape(c.Text)
		if link, host, ok := vetLink(c.URL); ok {
			lines[i] += fmt.Sprintf(" ([%s](%s))", Escape(host), link)
		}
	}
	return strings.Join(lines, "\n")
}

// option returns an option with its letter, as in "B) Kabul".
func option(shown []string, text string) string {
	for i, s := range shown {
		if s == text {
			return Letter(i) + ") " + Escape(text)
		}
	}
	return Escape(text)
}

func numbered(items []string) string {
	var b strings.Builder
	for i, item := range items {
		fmt.Fprintf(&b, "%d. %s\n", i+1, Escape(item))
	}
	return strings.TrimRight(b.String(), "\n")
}

// bar draws a share of ten as text, readable without colour.
func bar(part, whole int) string {
	if whole == 0 {
		return ""
	}
	full := (part*10 + whole/2) / whole
	return strings.Repeat("█", full) + strings.Repeat("░", 10-full)
}
