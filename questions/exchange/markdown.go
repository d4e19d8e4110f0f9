package exchange

import (
	"fmt"
	"slices"
	"strings"

	"quizbot/questions"
)

// exportMarkdown writes the bank to be read or printed: questions with their
// options, then the answer with explanation and citations (CommonMark).
func exportMarkdown(b *questions.Bank) ([]byte, Report, error) {
	var r Report
	var out strings.Builder
	fmt.Fprintf(&out, "# %s\n", markdown(oneLine(b.Title)))
	list := prepare(b, &r, true)
	if len(list) > 0 {
		out.WriteString("\n## Questions\n")
	}
	for i, o := range list {
		fmt.Fprintf(&out, "\n### %d. %s\n\n", i+1, markdown(oneLine(o.Stem)))
		marks := map[string]string{}
		shown := questions.Shuffled(o.Question, 0)
		switch {
		case o.Form == questions.Match:
			for _, p := range o.Prompts {
				fmt.Fprintf(&out, "- %s → ?\n", markdown(oneLine(p)))
			}
			out.WriteString("\nwith:\n\n")
			shown = questions.Shuffled(questions.Question{ID: o.ID, Form: questions.Order, Key: o.Options()}, 0)
		case o.Typed():
			shown = nil
		}
		for n, option := range shown {
			letter := string(rune('A' + n%26))
			if marks[option] == "" {
				marks[option] = letter + ") "
			}
			fmt.Fprintf(&out, "- %s) %s\n", letter, markdown(oneLine(option)))
		}
		if len(shown) > 0 {
			out.WriteByte('\n')
		}
		var answers []string
		for n, k := range o.Key {
			text := marks[k] + markdown(oneLine(k))
			if o.Form == questions.Match {
				text = markdown(oneLine(o.Prompts[n])) + " → " + text
			}
			answers = append(answers, text)
		}
		if o.Tolerance != "" {
			answers[0] += " ± " + markdown(o.Tolerance)
		}
		fmt.Fprintf(&out, "**Answer:** %s\n", strings.Join(answers, "; "))
		gap := "\n"
		for _, option := range o.Options() {
			if text := o.Feedback[option]; text != "" {
				fmt.Fprintf(&out, "%s- %s: %s\n", gap, markdown(oneLine(option)), markdown(oneLine(text)))
				gap = ""
			}
		}
		if o.Explanation != "" {
			fmt.Fprintf(&out, "\n%s\n", strings.ReplaceAll(markdown(o.Explanation), "\n", "  \n"))
		}
		out.WriteString(markdownCitations(o.citations))
	}
	if slices.ContainsFunc(b.Cards, func(c questions.Card) bool { return c.Status != questions.Retired }) {
		out.WriteString("\n## Flashcards\n")
	}
	for _, c := range b.Cards {
		if c.Status == questions.Retired {
			r.leftOut(string(c.ID), "it is retired")
			continue
		}
		fmt.Fprintf(&out, "\n- %s — **%s**\n%s", markdown(oneLine(cleanText(c.Front))), markdown(oneLine(cleanText(c.Back))), markdownCitations(b.CitationsOf([]questions.FactID{c.Fact})))
	}
	return []byte(out.String()), r, nil
}

func markdownCitations(citations []questions.Citation) string {
	text := ""
	for _, c := range citations {
		shown := markdown(oneLine(c.Text))
		if c.URL != "" {
			shown = "[" + shown + "](<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "").Replace(c.URL) + ">)"
		}
		text += "\n*Source:* " + shown + "\n"
	}
	return text
}

// markdown escapes what has a meaning anywhere in a line, and a line's
// beginning that would make it a list, a heading, a quotation or code.
func markdown(s string) string {
	s = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "&", `\&`, "!", `\!`).Replace(s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		l = strings.TrimLeft(l, " \t")
		digits := len(l) - len(strings.TrimLeft(l, "0123456789"))
		switch {
		case l != "" && strings.IndexByte("-+=", l[0]) >= 0:
			l = `\` + l
		case digits > 0 && digits < len(l) && (l[digits] == '.' || l[digits] == ')'):
			l = l[:digits] + `\` + l[digits:]
		}
		lines[i] = l
	}
	return strings.Join(lines, "\n")
}
