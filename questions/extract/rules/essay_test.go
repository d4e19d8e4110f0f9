package rules

import (
	"context"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

// column is a signed piece that argues, about boats, with one sentence more.
func column(sentence string) *article.Article {
	a := &article.Article{Source: questions.Source{Title: "Why boats should be cheap", Language: "en", Authors: []string{"Ada Lark"}}}
	text := "I believe that boats should be cheap in every harbour. Perhaps we never had worse boats than now, and surely we must ask why.\n\n" +
		sentence + "\n\nMy own harbour should really never have sold its boats. I must say that better boats are clearly the best answer."
	for i, p := range strings.Split(text, "\n\n") {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: i + 1, Text: p})
	}
	return a
}

// viewsOf returns what the column's author is said to hold in the sentence.
func viewsOf(t *testing.T, sentence string) string {
	t.Helper()
	facts, _, err := New().Extract(context.Background(), column(sentence))
	if err != nil {
		t.Fatal(err)
	}
	var held []string
	for _, fact := range facts {
		if fact.FoundBy == "rules/view" && strings.Contains(sentence, fact.Evidence[0].Quote) {
			held = append(held, fact.Statement)
		}
	}
	return strings.Join(held, " | ")
}

func TestWhatAnEssayHolds(t *testing.T) {
	for _, c := range []struct{ about, sentence, want string }{
		{"what others want", "Most harbours in Norway want to keep large boats away from small fishing villages.", "According to Ada Lark, most harbours in Norway want to keep large boats away from small fishing villages."},
		{"what he says", "He says that most harbours in Norway want to keep large boats away.", ""},
		{"a plain assurance", "The truth is that cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"what is evident", "It is evident, that cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"what comes first told behind", "What ruined the fishing villages of Norway was competition from larger boats of Denmark.", "According to Ada Lark, what ruined the fishing villages of Norway was competition from larger boats of Denmark."},
		{"that something is so", "That a harbour should have boats is clear to every fishing village in Norway.", "According to Ada Lark, that a harbour should have boats is clear to every fishing village in Norway."},
		{"a head run into the text", "Ropes at the Pier: Cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"a clause before a colon", "One thing matters here: Cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"what is granted", "Okay, sure, cheap boats might help every fishing village in Norway and Denmark.", ""},
		{"a remark in brackets", "Cheap boats help every fishing village in Norway and Denmark (as I said in that other column).", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"a clause that adds", "Cheap boats help every fishing village in Norway and Denmark, which is what this shows me.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"the second of two statements", "I know this well, but cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"the second of two, of somebody before", "The harbour is old, but they bring cheap boats to every fishing village in Norway.", ""},
		{"what a clause in front grants", "Although this is hardly known, cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"what follows from it", "Cheap boats help every fishing village in Norway and Denmark, making this the best of years.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"it, of the sentence itself", "In Norway, a boat helps a fishing village most where the village itself has built it.", "According to Ada Lark, in Norway, a boat helps a fishing village most where the village itself has built it."},
		{"it, for what follows", "Cheap boats make it hard to sell large ships to fishing villages in Norway.", "According to Ada Lark, cheap boats make it hard to sell large ships to fishing villages in Norway."},
		{"instead of", "Cheap boats help every fishing village in Norway instead of large ships from Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway instead of large ships from Denmark."},
		{"instead of, in front", "Instead of large ships from Denmark, cheap boats help every fishing village in Norway.", "According to Ada Lark, instead of large ships from Denmark, cheap boats help every fishing village in Norway."},
		{"the third of a list", "Thirdly, cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"an interjection", "Why, cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"the first of a list", "There are three clear lessons for every fishing village in Norway: One, cheap boats help the poor harbours of Denmark.", ""},
		{"one subject of two verbs", "Last year, I sold cheap wooden boats to Norway, and Brenk paddles across Denmark, and wrote of fishing villages.", ""},
		{"clauses of which the last is somebody's", "The fishing villages of Norway are old, the wooden boats are large, the harbours of Denmark are closed, and no money can undo what this brought.", ""},
		{"an order behind an end", "To help every fishing village in Norway, use the cheap wooden boats of Denmark.", ""},
		{"an order as an example", "Sometimes the wooden boats of Norway can help; for example, replace the large ships of Denmark with boats that are cheap.", ""},
		{"an example that is made up", "For example, you buy cheap boats that every fishing village in Norway can row.", ""},
		{"a link with a comma", "And, cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"as soon as", "Cheap boats help every fishing village in Norway as soon as winter comes.", "According to Ada Lark, cheap boats help every fishing village in Norway as soon as winter comes."},
		{"made easier", "Cheap boats make it easier for fishing villages in Norway to sell fish.", "According to Ada Lark, cheap boats make it easier for fishing villages in Norway to sell fish."},
		{"at its core", "At its core, a cheap boat is a help for every fishing village in Norway.", "According to Ada Lark, at its core, a cheap boat is a help for every fishing village in Norway."},
		{"people of a kind", "Cheap boats help the wealthy in every fishing village of Norway and Denmark.", "According to Ada Lark, cheap boats help the wealthy in every fishing village of Norway and Denmark."},
		{"a remark between commas", "Cheap boats will, I think, help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats will help every fishing village in Norway and Denmark."},
		{"a word that links", "Rather, cheap boats will help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats will help every fishing village in Norway and Denmark."},
		{"a decade", "Before the 1960s, cheap boats were hardly known in small fishing villages.", "According to Ada Lark, before the 1960s, cheap boats were hardly known in small fishing villages."},
		{"a list", "Cheap boats help by their oars, sails, and ropes from Norway are what this shows me.", ""},
		{"what a day was", "From the day a boat sank in Norway, leaving this harbour to its own boats.", ""},
		{"what they found", "We find that cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"an order", "Each time a village in Norway buys cheap boats, record the price of boats.", ""},
		{"a verb as the subject", "Calling a cheap boat a ship makes every fishing village in Norway proud of boats.", "According to Ada Lark, calling a cheap boat a ship makes every fishing village in Norway proud of boats."},
		{"a label", "Cheap boats - Boats help every fishing village in Norway and Denmark.", ""},
		{"some of several", "A third will disagree with cheap boats for every fishing village in Norway.", ""},
		{"in the writer's experience", "In my experience, cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
		{"a condition that stays", "If this is so, and boats are cheap, fishing villages in Norway and Denmark will grow.", ""},
		{"a letter", "To the People of Norway: Cheap boats help every fishing village in Norway and Denmark.", "According to Ada Lark, cheap boats help every fishing village in Norway and Denmark."},
	} {
		if got := viewsOf(t, c.sentence); got != c.want {
			t.Errorf("%s: %q gives\n got %q\nwant %q", c.about, c.sentence, got, c.want)
		}
	}
}

func TestMissedVerb(t *testing.T) {
	for _, c := range []struct {
		words, tags string
		verb        int
	}{
		{"Evidence shows that boats sink", "NN NNS IN NNS VBP", 1},
		{"immigrants enhance the country", "NNS VB DT NN", 1},
		{"boats to let users check ropes", "NNS TO VB NNS VB NNS", -1},
		{"a list of boats", "DT NN IN NNS", -1},
		{"they views the boat", "PRP NNS DT NN", -1},
	} {
		var tokens []token
		tags := strings.Fields(c.tags)
		for i, w := range strings.Fields(c.words) {
			tokens = append(tokens, token{text: w, tag: tags[i]})
		}
		if _, got := missedVerb(tokens); got != c.verb {
			t.Errorf("missedVerb(%q) = %d, want %d", c.words, got, c.verb)
		}
	}
}
