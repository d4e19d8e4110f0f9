package rules

import (
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestAViewIsOfWhatItsArticleIsAbout(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	piece := []string{
		"The canal of Norway carries timber, and sailors fear the tax on harbours.",
		"A tax on timber hurts sailors; the canals and harbours of Norway carry less, they fear.",
		"Without the tax, sailors of Norway would fear nothing, and the harbour would carry timber through the canal again.",
		"A bridge is narrow. The bridge is cheap, a narrow and cheap bridge.",
		"Cheap and narrow: so it goes. Cheap!",
	}
	prepared := func(texts ...string) *document {
		a := article.Article{Source: questions.Source{Title: "Boats", Language: "en"}}
		for i, text := range texts {
			a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: i + 1, Text: text})
		}
		return prepare(&a, lang)
	}
	d := prepared(piece...)
	for view, want := range map[string]int{
		"taxing harbours is what sailors dread":                                        3, // in other forms
		"sailors may dread taxes on harbours":                                          2, // only possible
		"there are taxes on the harbours of sailors":                                   2,
		"winters in Brenk are long":                                                    0,
		"sailors sing":                                                                 1,
		"sailors in Brenk and Oslo sing about timber":                                  3, // two words, two names
		"sailors are the only people in town who know what a song in winter is for":    2, // long, with one word
		"sailors in Brenk are the only people in town who know what a song is for":     2, // one name is none
		"sailors in Brenk and Oslo are the people who know what a song is good for":    3,
		"I know that I like the songs that people sing in the long nights of a winter": 1,
	} {
		if got, counted := d.topicality(view); got != want || !counted {
			t.Errorf("%q: %d, %t, want %d", view, got, counted, want)
		}
	}
	for view, want := range map[string]bool{
		"sailors sing of timber in the long winter nights":                            true,
		"sailors sing of timber in 1905, in the long winter nights":                   false,
		"sailors sing of timber, ice and snow in winter":                              false, // several things
		"sailors sing of timber and harbours in the long winter":                      false,
		"sailors sing of timber in the long and dark winter nights that nobody likes": false,
	} {
		if weight, _ := d.topicality(view); d.remark(view, weight) != want {
			t.Errorf("%q of weight %d: %t, want a remark %t", view, weight, !want, want)
		}
	}
	d.article.Title = ""
	if got, _ := d.topicality("taxing harbours is what sailors dread"); got != 1 {
		t.Errorf("%d without a title, want 1: nothing else tells what a view is about", got)
	}
	if _, counted := prepared(piece[:1]...).topicality("winters in Brenk are long"); counted {
		t.Error("an article that says nothing often is about nothing")
	}
}

func TestFormsOfAWordHaveOneRoot(t *testing.T) {
	for word, want := range map[string]string{"trades": "trad", "trading": "trad", "traded": "trad", "canals": "canal", "canal's": "canal", "was": "was", "policies": "polic", "policy": "polic"} {
		if got := rootOf(word); got != want {
			t.Errorf("root of %s: %s, want %s", word, got, want)
		}
	}
}
