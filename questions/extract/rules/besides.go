package rules

import (
	"slices"
	"strings"

	"quizbot/questions"
)

// sayingToo are verbs of speech of somebody who does something else besides.
var sayingToo = set("saying adding warning insisting explaining arguing claiming complaining declaring noting stating vowing predicting joking")

// goesOnToSay reports whether the verb of speech at i goes on with what a sentence
// tells: "praised the keepers, saying", "praised the keepers and said".
func goesOnToSay(tokens []token, i int) bool {
	if i < 3 {
		return false
	}
	if sayingToo[tokens[i].text] {
		return tokens[i-1].text == ","
	}
	return tokens[i-1].text == "and" && isFinite(tokens[i].tag)
}

// subjectOf returns who does what is told before the verb at the place to: the person
// with whose name, behind an office at most, the part of the sentence begins. It is nil
// where somebody else may be meant: where a clause stands between that has a subject of
// its own, or where words are quoted.
func subjectOf(tokens []token, names []name, from, to int) *person {
	if openers[tokens[from].text] {
		if from++; tokens[from].text == "," {
			from++
		}
	}
	at := slices.IndexFunc(names, func(m name) bool { return m.from >= from && m.person != nil })
	if at < 0 || names[at].kind != questions.Person || names[at].to >= to || !plainOffice(tokens[from:names[at].called(tokens)]) {
		return nil
	}
	m := names[at]
	i := m.to
	if i+2 < to && tokens[i].text == "," && tokens[i+1].tag == "CD" && tokens[i+2].text == "," {
		i += 3 // an age
	}
	for i < to && tokens[i].tag == "RB" {
		i++
	}
	if i >= to || tokens[i].tag != "VBD" && tokens[i].tag != "VBZ" && tokens[i].tag != "VBN" {
		return nil
	}
	for _, t := range tokens[i+1 : to] {
		word := strings.ToLower(t.text)
		if t.quoted || isFinite(t.tag) || t.tag == "MD" || t.tag == "PRP" && word != "him" && word != "her" && word != "them" && word != "it" || t.tag == "WP" || t.tag == "WDT" || t.tag == "WRB" || t.text == "that" && t.tag == "IN" || subordinate[word] {
			return nil
		}
	}
	return m.person
}
