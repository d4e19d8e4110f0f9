package exchange

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"quizbot/questions"
)

// exportMoodleXML writes the questions as Moodle XML (docs.moodle.org, "Moodle
// XML format"). The record stands in a comment of the general feedback's HTML,
// which Moodle keeps and shows to nobody.
func exportMoodleXML(b *questions.Bank) ([]byte, Report, error) {
	var r Report
	x := &xmlWriter{}
	x.line(`<?xml version="1.0" encoding="UTF-8"?>`)
	x.line("<quiz>")
	x.line(`<question type="category"><category><text>` + xmlText("$course$/top/"+strings.ReplaceAll(oneLine(b.Title), "/", "//")) + `</text></category></question>`)
	for _, o := range prepare(b, &r, false) {
		moodleQuestion(x, o, &r)
	}
	x.line("</quiz>")
	return []byte(x.String()), r, nil
}

// xmlWriter gathers elements, one a line.
type xmlWriter struct{ strings.Builder }

func (x *xmlWriter) line(s string) { x.WriteString(s + "\n") }

// element writes an element with a text in it.
func (x *xmlWriter) element(name, text string) {
	x.line("<" + name + ">" + xmlText(text) + "</" + name + ">")
}

// text writes an element that holds a text in a format of Moodle's.
func (x *xmlWriter) text(name, attributes, format, text string) {
	if attributes != "" {
		attributes = " " + attributes
	}
	x.line("<" + name + attributes + ` format="` + format + `"><text>` + xmlText(text) + "</text></" + name + ">")
}

// xmlText escapes a text, line breaks and tabs as well: readers change bare ones.
func xmlText(s string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(s)) // a buffer takes everything
	return out.String()
}

func moodleQuestion(x *xmlWriter, o *outgoing, r *Report) {
	kind := "multichoice"
	number := ""
	switch {
	case o.Form == questions.TrueFalse:
		kind = "truefalse"
	case o.Form == questions.Order:
		kind = "ordering"
		r.changed(string(o.ID), "Moodle puts in order from 4.4 on: older ones need the plugin qtype_ordering")
		o.noFeedback(r, "Moodle's ordering")
	case o.Form == questions.Match:
		kind = "matching"
		o.noFeedback(r, "Moodle's matching")
		if len(o.Key) < 2 || len(o.Key)+len(o.Distractors) < 3 {
			r.changed(string(o.ID), "Moodle wants two pairs and three right sides at least: it may refuse this one")
		}
	case o.Form == questions.NumberChoice && o.Typed():
		kind = "numerical"
		if number = numberOf(o.Key[0]); number == "" {
			kind = "shortanswer"
			r.changed(string(o.ID), "its key %q is no plain number: it goes as a short answer, without tolerance", shorten(o.Key[0]))
			o.Tolerance = ""
		} else if o.Key[0] != number || len(o.Key) > 1 {
			r.changed(string(o.ID), "its key %q goes as the number %s, which is to be typed without unit", shorten(o.Key[0]), number)
		}
		o.record.Key = o.Key
	case o.Typed():
		kind = "shortanswer"
		if len(spellings(o.Form, o.Key)) > len(o.Key) {
			o.record.Key = o.Key
		}
	}
	x.line(`<question type="` + kind + `">`)
	x.line("<name><text>" + xmlText(string(o.ID)) + "</text></name>")
	x.text("questiontext", "", "plain_text", o.Stem)
	x.text("generalfeedback", "", "html", moodleFeedback(o))
	x.line("<defaultgrade>1</defaultgrade><penalty>0</penalty><hidden>0</hidden>")
	x.element("idnumber", string(o.ID))
	switch kind {
	case "ordering":
		x.line("<layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype><selectcount>0</selectcount><gradingtype>RELATIVE_TO_CORRECT</gradingtype><showgrading>SHOW</showgrading><numberingstyle>none</numberingstyle>")
		for i, k := range o.Key {
			x.text("answer", fmt.Sprintf(`fraction="%d"`, i+1), "plain_text", k)
		}
	case "matching":
		x.line("<shuffleanswers>true</shuffleanswers>")
		pair := func(prompt, key string) {
			x.line(`<subquestion format="plain_text"><text>` + xmlText(prompt) + "</text><answer><text>" + xmlText(key) + "</text></answer></subquestion>")
		}
		for i, k := range o.Key {
			pair(o.Prompts[i], k)
		}
		for _, d := range o.Distractors {
			pair("", d)
		}
	case "numerical":
		tolerance := cmpOr(o.Tolerance, "0")
		moodleAnswer(x, "100", number, o.Feedback[o.Key[0]], "<tolerance>"+tolerance+"</tolerance>")
	case "shortanswer":
		x.line("<usecase>0</usecase>")
		for _, k := range spellings(o.Form, o.Key) {
			moodleAnswer(x, "100", shortAnswer(k), o.Feedback[k], "")
		}
		for _, d := range o.Distractors {
			moodleAnswer(x, "0", shortAnswer(d), o.Feedback[d], "")
		}
	case "truefalse":
		for _, option := range []string{questions.True, questions.False} {
			fraction := "0"
			if o.Key[0] == option {
				fraction = "100"
			}
			moodleAnswer(x, fraction, strings.ToLower(option), o.Feedback[option], "")
		}
	default:
		x.line(fmt.Sprintf("<single>%t</single><shuffleanswers>%t</shuffleanswers><answernumbering>ABCD</answernumbering>", o.Form != questions.Several, !o.FixedOrder()))
		shares := percents(o.Question)
		for _, option := range o.Options() {
			fraction := "0"
			switch {
			case o.Form == questions.Several:
				var exact bool
				if fraction, exact = moodleGrade(shares[option]); !exact {
					r.changed(string(o.ID), "Moodle knows no share of %v percent: the option %q has %s", shares[option], shorten(option), fraction)
				}
			case slices.Contains(o.Key, option):
				fraction = "100"
			}
			moodleAnswer(x, fraction, option, o.Feedback[option], "")
		}
	}
	x.line("<tags>")
	for _, t := range o.tags {
		x.line("<tag><text>" + xmlText(t) + "</text></tag>")
	}
	x.line("</tags>")
	x.line("</question>")
}

// moodleAnswer writes one answer; more is what stands behind its feedback.
func moodleAnswer(x *xmlWriter, fraction, text, feedback, more string) {
	x.line(`<answer fraction="` + fraction + `" format="plain_text"><text>` + xmlText(text) +
		`</text><feedback format="plain_text"><text>` + xmlText(feedback) + "</text></feedback>" + more + "</answer>")
}

// moodleRecord begins the HTML comment that carries a record.
const moodleRecord = "<!-- quizbot: "

// moodleFeedback writes the explanation and the citations, linked, as HTML.
func moodleFeedback(o *outgoing) string {
	text := ""
	if o.Explanation != "" {
		text = "<p>" + toHTML(o.Explanation) + "</p>"
	}
	return text + citedHTML(o.citations) + moodleRecord + o.line() + " -->"
}

// citedHTML writes citations as paragraphs, the text of each a link to its page.
func citedHTML(citations []questions.Citation) string {
	text := ""
	for _, c := range citations {
		shown := toHTML(citationText(c))
		if c.URL != "" {
			shown = `<a href="` + xmlText(c.URL) + `">` + shown + "</a>"
		}
		text += "<p>" + sourceMark + shown + "</p>"
	}
	return text
}
