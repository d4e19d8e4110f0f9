package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// works are nouns of what is made by somebody who made others.
var works = set("film series book song album game play opera story poem painting sculpture track")

// titled finds the thing that the title names in full and that the first sentence
// begins with and says what it is: "The 1905 Brenk hurricane was a storm that ...". Its
// name need not be one that is told by its capitals.
func (d *document) titled() bool {
	title, _, _ := strings.Cut(d.article.Title, " (") // "Brenk (ship)"
	title = strings.Trim(plain(title), `"'`)
	words := strings.Fields(title)
	if len(words) < 2 || len(words) > maxTitleWords || !slices.ContainsFunc(words[1:], capitalised) && !isYear(words[0]) {
		return false
	}
	for i := range d.paragraphs[:min(3, len(d.paragraphs))] {
		if len(d.paragraphs[i].sentences) == 0 {
			continue
		}
		s := &d.paragraphs[i].sentences[0]
		text, the := strings.CutPrefix(s.text, "The ")
		text = strings.TrimLeft(text, `"'`)
		from := len(s.text) - len(text)
		if len(text) < len(title) || !strings.EqualFold(text[:len(title)], title) {
			continue
		}
		nouns := definedAs(withoutAsides(s.tokens), from+len(title))
		for noun := range nouns {
			for other, first := range sameNouns {
				if first == asNoun(noun) {
					nouns[other] = true // "the storm" of a hurricane
				}
			}
		}
		if len(nouns) > 0 {
			d.topic = topic{name: text[:len(title)], the: the, whole: true, nouns: nouns, sentence: s}
			return true
		}
	}
	return false
}

// maxTitleWords is how many words a title has that is the name of a thing.
const maxTitleWords = 8

// topicCalled returns the name of the topic with "the" where the article has it.
func (d *document) topicCalled() string {
	called := d.topic.name
	if d.topic.the || d.names.withThe[called] && d.names.kinds[called] == questions.Organisation && strings.Contains(called, " ") {
		return "the " + called
	}
	return called
}

// anotherOf reports whether a sentence speaks, before token end, of another thing
// that a noun is used for than the topic: "another storm", "the Oslo hurricane".
func (d *document) anotherOf(s *sentence, noun string, end int) bool {
	for i, t := range s.tokens[:end] {
		if !isNoun(t.tag) || asNoun(stem(t.text)) != asNoun(noun) || d.topic.sentence == s {
			continue
		}
		before := s.tokens[max(0, i-3):i]
		if slices.ContainsFunc(before, func(b token) bool {
			return b.text == "another" || b.text == "other" || b.text == "Another" || b.text == "Other"
		}) ||
			len(before) > 0 && before[len(before)-1].tag == "NNP" && !strings.Contains(d.topic.name, before[len(before)-1].text) {
			return true
		}
	}
	return false
}
