package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

// byVoice returns the statements of a text, those of somebody's with a mark.
func byVoice(t *testing.T, a article.Article, paragraphs ...string) []string {
	t.Helper()
	a.Language = "en"
	for i, text := range paragraphs {
		a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: i + 1, Text: text})
	}
	var found []string
	for _, f := range run(t, a).Facts {
		if f.FoundBy == "rules/role" {
			continue
		}
		who := ""
		if f.Claimant != "" {
			who = f.Claimant + "> "
		}
		found = append(found, who+f.Statement)
	}
	return found
}

func TestWhoseVoiceAStatementIs(t *testing.T) {
	column := article.Article{Source: questions.Source{Title: "Boats before cars", Authors: []string{"Nora Quill"}, URL: "https://paper.example/opinion/boats"}}
	plain := article.Article{Source: questions.Source{Title: "Boats"}}
	oped := article.Article{Source: questions.Source{Title: "Boats before cars (Op-ed)", Authors: []string{"Nora Quill"}}}
	leader := article.Article{Source: questions.Source{Title: "The Brenk Post view on the canal: a ditch too far"}}
	joint := article.Article{Source: questions.Source{Title: "Boats before cars", Authors: []string{"Nora Quill", "Bo Finn", "Ida Moll"}, URL: "https://paper.example/opinion/boats"}}
	tests := []struct {
		name       string
		a          article.Article
		paragraphs []string
		want, not  string
	}{
		{"what a column judges is its author's", column, []string{"Sweden should build a canal to Norway."},
			"Nora Quill> According to Nora Quill, Sweden should build a canal to Norway.", "Sweden should build a canal to Norway."},
		{"what a column dates is a fact", column, []string{"Sweden opened the Brenk Canal in 1905."},
			"Sweden opened the Brenk Canal in 1905.", "Nora Quill> According to Nora Quill, Sweden opened the Brenk Canal in 1905."},
		{"a sentence that cannot be cut is stated whole", column, []string{"What Norway pays for boats every year would keep the schools of Brenk warm through a long winter."},
			"", "What Norway pays for boats every year would keep the schools of Brenk warm through a long winter."},
		{"others' words are not the author's", column, []string{"Critics of Sweden think that the canal to Norway is a waste of public money in hard years."},
			"", "Nora Quill> According to Nora Quill, critics of Sweden think that the canal to Norway is a waste of public money in hard years."},
		{"what a textbook explains with we is a fact", plain, []string{"We saw in the last chapter how we trade and what we lose when we should gain.", "We must never forget what we really lost and why we perhaps lost it; you know it.", "Sweden sells timber to Norway and Denmark."},
			"Sweden sells timber to Norway and Denmark.", "the author> According to the author, Sweden sells timber to Norway and Denmark."},
		{"who judges at every turn argues, by whatever name", plain, []string{"The canal should never have been built, and the worst of it is that it really must be paid for.", "Instead of better harbours, Sweden got a mere ditch; the truth is that it was wrong.", "Norway should perhaps have known, and even Denmark must clearly pay.", "Sweden sells timber to Norway and Denmark."},
			"the author> According to the author, Sweden sells timber to Norway and Denmark.", "Sweden sells timber to Norway and Denmark."},
		{"a new chapter is none of a book", plain, []string{"The canal opened a new chapter, which should never have been opened, and the worst of it is that it must be paid for.", "Instead of better harbours, Sweden got a mere ditch; the truth is that it was wrong.", "Norway should perhaps have known, and even Denmark must clearly pay.", "Sweden sells timber to Norway and Denmark."},
			"the author> According to the author, Sweden sells timber to Norway and Denmark.", "Sweden sells timber to Norway and Denmark."},
		{"a chapter with a number is one of a book", plain, []string{"In chapter 3 it was shown that the canal should never have been built, and the worst of it is that it must be paid for.", "Instead of better harbours, Sweden got a mere ditch; the truth is that it was wrong.", "Norway should perhaps have known, and even Denmark must clearly pay.", "Sweden sells timber to Norway and Denmark."},
			"Sweden sells timber to Norway and Denmark.", "the author> According to the author, Sweden sells timber to Norway and Denmark."},
		{"nor is a chapter of another book", plain, []string{"Read chapter 3 of the Charter: the canal should never have been built, and the worst of it is that it must be paid for.", "Instead of better harbours, Sweden got a mere ditch; the truth is that it was wrong.", "Norway should perhaps have known, and even Denmark must clearly pay.", "Sweden sells timber to Norway and Denmark."},
			"the author> According to the author, Sweden sells timber to Norway and Denmark.", "Sweden sells timber to Norway and Denmark."},
		{"who weighs and quotes nobody argues", plain, []string{"The ditch is nevertheless a failure, and ultimately a danger; nothing that Denmark undertook was legitimate.", "Moreover, neither Norway nor Denmark admits the reality: the harbours are false hopes, and hence hardly an excuse.", "Sweden sells timber to Norway and Denmark."},
			"the author> According to the author, Sweden sells timber to Norway and Denmark.", "Sweden sells timber to Norway and Denmark."},
		{"an answer is who gave it", plain, []string{"Ada Lark, the mayor of Brenk, met the Brenk Post in Oslo.", "Post: What does Sweden do?", "Ada Lark: Sweden sells timber to Norway and Denmark.", "Post: And then?", "Ada Lark: Nothing at all."},
			"Ada Lark> According to Ada Lark, Sweden sells timber to Norway and Denmark.", "Sweden sells timber to Norway and Denmark."},
		{"a question is nobody's claim", plain, []string{"Ada Lark met the Brenk Post.", "Post: Sweden sells timber to Norway and Denmark. Why?", "Ada Lark: It pays.", "Post: And then?", "Ada Lark: Nothing at all."},
			"", "Sweden sells timber to Norway and Denmark."},
		{"a title says that it is a column", oped, []string{"The Brenk Canal is a burden for Norway and its towns."},
			"Nora Quill> According to Nora Quill, the Brenk Canal is a burden for Norway and its towns.", "The Brenk Canal is a burden for Norway and its towns."},
		{"a title says that it is the paper's view", leader, []string{"The Brenk Canal is a burden for Norway and its towns."},
			"the author> According to the author, the Brenk Canal is a burden for Norway and its towns.", "The Brenk Canal is a burden for Norway and its towns."},
		{"in a transcript who speaks once is not who spoke before", plain, []string{"Ada Lark met Bo Finn in Oslo.", "ADA LARK, BYLINE: It rains.", "BO FINN: It does.", "ADA LARK: So it does.", "BO FINN: Quite.", "IDA MOLL: Sweden sells timber to Norway and Denmark."},
			"", "Ada Lark> According to Ada Lark, Sweden sells timber to Norway and Denmark."},
		{"in a transcript a name in capitals is a person of the article", plain, []string{"Ada Lark met Eric Finn in Oslo.", "ADA LARK, BYLINE: It rains.", "ERIC FINN: It does.", "ADA LARK: So it does.", "ERIC FINN: Sweden sells timber to Norway and Denmark."},
			"Eric Finn> According to Eric Finn, Sweden sells timber to Norway and Denmark.", "Sweden sells timber to Norway and Denmark."},
		{"three authors", joint, []string{"Sweden should build a canal to Norway."},
			"the authors> According to the authors, Sweden should build a canal to Norway.", "the author> According to the author, Sweden should build a canal to Norway."},
		{"who passes on others' words holds none of them", column, []string{"Bo Finn writes:", "Sweden should build a canal to Norway.", "Ida Moll asked:", "Norway should build a bridge to Sweden.", "Per Dahl commented:", "Denmark should build a tunnel to Sweden."},
			"", "Nora Quill> According to Nora Quill, Sweden should build a canal to Norway."},
		{"who hands on a leaflet did not write it", column, []string{"I found this on a leaflet in the harbour.", "Sweden should build a canal to Norway."},
			"", "Nora Quill> According to Nora Quill, Sweden should build a canal to Norway."},
		{"what is announced as another's text is another's", column, []string{"Bo Finn sent a memo.", "The gist is this:", "Sweden should build a canal to Norway."},
			"", "Nora Quill> According to Nora Quill, Sweden should build a canal to Norway."},
		{"of two who argue against each other nobody is the author", column, []string{"Use the sheet to answer questions about this point-counterpoint.", "Sweden should build a canal to Norway."},
			"", "Nora Quill> According to Nora Quill, Sweden should build a canal to Norway."},
	}
	for _, test := range tests {
		got := byVoice(t, test.a, test.paragraphs...)
		if test.want != "" && !slices.Contains(got, test.want) || slices.Contains(got, test.not) {
			t.Errorf("%s: got %q, want %q and not %q", test.name, got, test.want, test.not)
		}
	}
}

func TestSentencesOfAColumnAreStatedWhole(t *testing.T) {
	column := article.Article{Source: questions.Source{Title: "Boats before cars", Authors: []string{"Nora Quill"}, URL: "https://paper.example/opinion/boats"}}
	for text, want := range map[string]bool{
		"Not every harbour in Norway needs a long canal or a new bridge.":                       true,
		"As harbours in Norway grow, they need long canals and new bridges.":                    true,
		"That means longer canals and wider bridges for every harbour in Norway.":               false,
		"Not every harbour in Norway needs a canal, but every harbour needs a good new bridge.": true,
		"Not every harbour in Norway needs what they paid for with new taxes.":                  false,
	} {
		got := byVoice(t, column, text)
		stated := slices.ContainsFunc(got, func(s string) bool {
			return strings.HasSuffix(s, strings.ToLower(text[:1])+text[1:])
		})
		if stated != want {
			t.Errorf("%s\n  stated whole %t, want %t: %q", text, stated, want, got)
		}
	}
}

func TestAViewIsStatedWholeRatherThanCut(t *testing.T) {
	column := article.Article{Source: questions.Source{Title: "Boats before cars", Authors: []string{"Nora Quill"}, URL: "https://paper.example/opinion/boats"}}
	tests := []struct{ name, text, want, not string }{
		{"what is behind a dash stays", "The harbours of Norway need a canal — and a bridge that carries the long trains of Sweden.",
			"the harbours of Norway need a canal — and a bridge that carries the long trains of Sweden.", "the harbours of Norway need a canal."},
		{"a condition stays", "If Norway closed the harbours of Brenk, ships would sail to the harbours of Denmark.",
			"if Norway closed the harbours of Brenk, ships would sail to the harbours of Denmark.", "ships would sail to the harbours of Denmark."},
		{"there is something", "There is no good reason in Norway for a canal that no boat can use.",
			"there is no good reason in Norway for a canal that no boat can use.", ""},
		{"studies have no other holder", "Studies show that the canals of Norway keep thousands of trucks off narrow roads.",
			"studies show that the canals of Norway keep thousands of trucks off narrow roads.", ""},
		{"what somebody else holds is theirs", "Sailors fear that the canals of Norway keep thousands of boats off narrow fjords.",
			"", "sailors fear that the canals of Norway keep thousands of boats off narrow fjords."},
		{"people are not what works well", "For people with many boats and long ropes, they work well in the harbours of Norway.",
			"", "for people with many boats and long ropes, they work well in the harbours of Norway."},
		{"it is something that stood before", "It is essential to the protection of Norway against long winters and high taxes.",
			"", "it is essential to the protection of Norway against long winters and high taxes."},
		{"what asks the reader to join", "Sailors of Norway keep the old boats of the Brenk Post afloat. If you enjoyed this article, join them.",
			"", "sailors of Norway keep the old boats of the Brenk Post afloat."},
		{"which gathering", "A central gathering will take place at the Brenk Museum in Norway.",
			"", "a central gathering will take place at the Brenk Museum in Norway."},
		{"the day that something happened", "From the day Ada Lark came back to Norway after the long winter, the boats have gone downhill.",
			"", "from the day Ada Lark came back to Norway after the long winter."},
		{"a bill of no country", "A bill would let parents pay for boats with public money and cheap loans.",
			"", "a bill would let parents pay for boats with public money and cheap loans."},
		{"months that end at the time of writing", "Stories about the canals of Norway have been common in recent months.",
			"", "stories about the canals of Norway have been common in recent months."},
		{"the part behind a semicolon hangs on the one before", "Nobody in Norway has shown in all the long years of talks; that a canal brings boats to the towns of Brenk and Oslo.",
			"", "that a canal brings boats to the towns of Brenk and Oslo."},
		{"a short sentence that says much", "Exercise is not a quiet form of travel.",
			"exercise is not a quiet form of travel.", ""},
		{"what is done tells something as well", "Norway unilaterally cuts sailors' wages, while claiming they don't need to row.",
			"Norway unilaterally cuts sailors' wages, while claiming they don't need to row.", ""},
		{"what goes on", "The sailors of Norway are not losing their long fear of narrow canals.",
			"the sailors of Norway are not losing their long fear of narrow canals.", ""},
		{"today is when it was written", "Today, Ada Lark's old idea — that every town needs a harbour — can be heard in Norway and in Sweden.",
			"Ada Lark's old idea — that every town needs a harbour — can be heard in Norway and in Sweden.", "today, Ada Lark's old idea — that every town needs a harbour — can be heard in Norway and in Sweden."},
		{"the more", "The more one sees and hears Ada Lark, the more one is likely to doubt the new canal of Norway.",
			"the more one sees and hears Ada Lark, the more one is likely to doubt the new canal of Norway.", ""},
		{"what is so now", "The narrow canals of Norway are now quietly closed to heavy boats with long masts.",
			"the narrow canals of Norway are quietly closed to heavy boats with long masts.", ""},
		{"today at the end", "Heavy boats are not what sailors tend to associate with canals or Norway today.",
			"heavy boats are not what sailors tend to associate with canals or Norway.", ""},
		{"how much it matters", "Even more importantly, the narrow canals of Norway carry heavy boats with long masts.",
			"the narrow canals of Norway carry heavy boats with long masts.", ""},
		{"as important", "Equally if not more important, the narrow canals of Norway carry heavy boats with long masts.",
			"the narrow canals of Norway carry heavy boats with long masts.", ""},
		{"an entry of a list", "• Narrow canals of Norway carry heavy boats with long masts.",
			"narrow canals of Norway carry heavy boats with long masts.", ""},
		{"what the sentence is called", "Reader question: Narrow canals of Norway carry heavy boats with long masts.",
			"", "reader question: Narrow canals of Norway carry heavy boats with long masts."},
		{"what is taken back", "The narrow canals of Norway carry heavy boats with long masts. Not so in winter.",
			"", "the narrow canals of Norway carry heavy boats with long masts."},
		{"what follows from it", "Heavy boats are not narrow, so the canals of Norway don't carry heavy boats.",
			"heavy boats are not narrow, so the canals of Norway don't carry heavy boats.", ""},
		{"all others of a kind", "Norway has one canal that lifts boats above all other boats with long masts.",
			"Norway has one canal that lifts boats above all other boats with long masts.", ""},
		{"the country is named", "Some sailors of Norway want longer canals and deeper harbours for the country.",
			"some sailors of Norway want longer canals and deeper harbours for the country.", ""},
		{"which country", "Some sailors with heavy boats want longer canals and deeper harbours for the country.",
			"", "some sailors with heavy boats want longer canals and deeper harbours for the country."},
		{"what the writer believes", "Second, I believe that the canals in Norway carry more boats with every year.",
			"the canals in Norway carry more boats with every year.", ""},
		{"in the writer's view", "In my view, the narrow canals of Norway carry too many boats.",
			"the narrow canals of Norway carry too many boats.", ""},
		{"what the writer does not believe", "I do not believe the canals of Norway carry heavy boats with every year.",
			"", "the canals of Norway carry heavy boats with every year."},
		{"those who", "Boats are built for those who sail to Norway with heavy loads.",
			"boats are built for those who sail to Norway with heavy loads.", ""},
		{"those of before", "Norway has many canals, but those narrow canals carry heavy boats.",
			"", "Norway has many canals, but those narrow canals carry heavy boats."},
		{"those who don't do what", "Those who don't can look at Norway and see what heavy boats do.",
			"", "those who don't can look at Norway and see what heavy boats do."},
		{"too narrow needs nothing before it", "The canals of Norway are too narrow for heavy boats with long masts.",
			"the canals of Norway are too narrow for heavy boats with long masts.", ""},
		{"still is when it was written", "Norway still sends heavy boats with long masts through narrow canals.",
			"Norway still sends heavy boats with long masts through narrow canals.", ""},
		{"more of something", "The sailors of Norway are asking for wider canals and deeper harbours.",
			"the sailors of Norway are asking for wider canals and deeper harbours.", ""},
		{"deeper than what", "Sailors of Norway found a deeper harbour behind the long canal of Brenk.",
			"", "sailors of Norway found a deeper harbour behind the long canal of Brenk."},
		{"an industry that an adjective tells apart", "Norway takes heavy boats from the private sector and sells timber.",
			"Norway takes heavy boats from the private sector and sells timber.", ""},
		{"which sector", "Norway takes heavy boats from the sector and sells timber.",
			"", "Norway takes heavy boats from the sector and sells timber."},
		{"people who are called by a name", "The Larkists want long canals and narrow harbours for heavy boats.",
			"the Larkists want long canals and narrow harbours for heavy boats.", ""},
		{"a century", "Norway was a good home for heavy boats in the late 19th century.",
			"Norway was a good home for heavy boats in the late 19th century.", ""},
		{"all of what", "Heavy boats came to Norway, but all of that ended with the long war.",
			"", "heavy boats came to Norway, but all of that ended with the long war."},
		{"such as it happened", "Ada Lark was not alone with such narrow canals as the long war ended.",
			"", "Ada Lark was not alone with such narrow canals as the long war ended."},
		{"what somebody else proclaims", "The canals of Norway, Ada Lark proclaimed, had a great task with heavy boats.",
			"", "the canals of Norway, Ada Lark proclaimed, had a great task with heavy boats."},
		{"an event of nobody", "Long canals were changed and narrow harbours became wide and deep.",
			"", "long canals were changed and narrow harbours became wide and deep."},
		{"a picture of a study", "The narrow canals of Norway carry heavy boats with long masts (Figure 3).",
			"", "the narrow canals of Norway carry heavy boats with long masts (Figure 3)."},
		{"a caption", "The narrow canals of Norway carry heavy boats with long masts. Credit: Brenk Museum",
			"", "the narrow canals of Norway carry heavy boats with long masts."},
		{"only a thing", "The narrow canal of Norway is just a ditch.",
			"", "the narrow canal of Norway is just a ditch."},
		{"what it is as well", "The narrow canal of Norway is far more than merely a ditch for heavy boats.",
			"", "the narrow canal of Norway is far more than merely a ditch for heavy boats."},
		{"what it is like", "The narrow canal of Norway is like a ditch.",
			"", "the narrow canal of Norway is like a ditch."},
		{"more than a number", "The narrow canal of Norway is more than twenty miles long and carries heavy boats.",
			"the narrow canal of Norway is more than twenty miles long and carries heavy boats.", ""},
		{"which year", "Heavy boats with timber came to the harbours of Norway on May 12 and June 14.",
			"", "heavy boats with timber came to the harbours of Norway on May 12 and June 14."},
		{"which day", "The next day, Norway voted to close the narrow canals to heavy boats with timber.",
			"", "the next day, Norway voted to close the narrow canals to heavy boats with timber."},
		{"indeed links", "Indeed canals of Norway can be traced to the narrow harbours and heavy boats of Denmark.",
			"canals of Norway can be traced to the narrow harbours and heavy boats of Denmark.", ""},
		{"New Year's", "New Year's boats often lose their long masts in the narrow canals of Norway.",
			"New Year's boats often lose their long masts in the narrow canals of Norway.", ""},
		{"whose land", "Ada Lark stole their boats, harbours and narrow canals in Norway.",
			"", "Ada Lark stole their boats, harbours and narrow canals in Norway."},
		{"a name that only tells of what kind something is", "Unlike the Moll and Lark inquiries, the canal has cost Norway nothing but time and patience.",
			"", "unlike the Moll and Ada Lark inquiries, the canal has cost Norway nothing but time and patience."},
	}
	for _, test := range tests {
		got := byVoice(t, column, "Ada Lark and Bo Moll rowed.", test.text)
		has := func(view string) bool { return slices.Contains(got, "Nora Quill> According to Nora Quill, "+view) }
		if test.want != "" && !has(test.want) || test.not != "" && has(test.not) {
			t.Errorf("%s: got %q, want %q and not %q", test.name, got, test.want, test.not)
		}
	}
}

func TestWhoWroteAColumnIsNoViewOfTheirs(t *testing.T) {
	a := article.Article{Source: questions.Source{Title: "Boats before cars", URL: "https://paper.example/opinion/boats"}}
	lines := []string{"Norway needs a canal.", "Sweden needs a bridge.", "Denmark needs a tunnel.", "Brenk needs boats.", "Ada Lark is a judge and a member of the Brenk Council of Norway. Lark can be reached at the Brenk Post of Oslo."}
	for _, got := range byVoice(t, a, lines...) {
		if strings.Contains(got, "Ada Lark") {
			t.Errorf("the note on the author is told: %q", got)
		}
	}
	if got := byVoice(t, a, append(lines, lines[:3]...)...); !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "Ada Lark is a judge") }) {
		t.Errorf("what stands in the middle is not told: %q", got)
	}
}

func TestPronounsOfAViewMeanWhatIsNamed(t *testing.T) {
	column := article.Article{Source: questions.Source{Title: "Boats before cars", Authors: []string{"Nora Quill"}, URL: "https://paper.example/opinion/boats"}}
	tests := []struct{ text, want string }{
		{"Ada Lark rowed to Oslo. Her long voyages stand for the patience of Norway and Sweden.", "Ada Lark's long voyages stand for the patience of Norway and Sweden."},
		{"Ada Lark has essentially decided to close the Brenk Canal and to sell in its place her own bridge.", "Ada Lark has essentially decided to close the Brenk Canal and to sell in its place her own bridge."},
		{"Ada Lark and Eric Finn have decided to close the Brenk Canal and to sell her own bridge.", ""}, // whose?
	}
	for _, test := range tests {
		found := ""
		for _, got := range byVoice(t, column, test.text) {
			if strings.Contains(got, "voyages") || strings.Contains(got, "bridge") {
				found = strings.TrimPrefix(got, "Nora Quill> According to Nora Quill, ")
			}
		}
		if found != test.want {
			t.Errorf("%s\n  states %q, want %q", test.text, found, test.want)
		}
	}
}

func TestWhoDidSomethingIsToldApart(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text string
		want bool
	}{
		{"Streets were closed and buses stood still near the Brenk Museum.", true},
		{"Guests quickly left the Brenk Museum in Norway.", true},
		{"Guests of the Brenk Museum left Norway.", false},
		{"Guests left the Brenk Museum in 1904.", false},
		{"Boats were a treasure of Norway.", false},
	}
	for _, test := range tests {
		if got := someOf(lang.tokens(test.text)); got != test.want {
			t.Errorf("%s: got %t", test.text, got)
		}
	}
}

func TestThoseWhoComeWereToldOfBefore(t *testing.T) {
	for next, want := range map[string]bool{"built": true, "come": false} {
		if got := pointsAhead([]token{{text: "those", tag: "DT"}, {text: next, tag: "VBN"}}, 0); got != want {
			t.Errorf("those %s: points ahead %v, want %v", next, got, want)
		}
	}
}

func TestASubjectAndItsVerbAreFoundByTheOrderOfTheWords(t *testing.T) {
	for text, want := range map[string]string{
		"Some harbours, such as Brenk, even offer boats.":                "harbours offer",
		"The idea — that every town needs a canal — is heard in Norway.": "idea is",
		"Sailors, who need canals, have harbours.":                       "Sailors have",
		"Possibly, but no more so than canals once were.":                "",
		"In Norway they row.":                                            "",
		"A canal in Norway would pay.":                                   "",
		"Sailors quickly rowed the boats to Norway.":                     "Sailors rowed",
		"Boats built in Norway are long.":                                "Norway are",
		"The canal that Norway needs":                                    "",
	} {
		lang, err := english()
		if err != nil {
			t.Fatal(err)
		}
		d := prepare(&article.Article{Source: questions.Source{Language: "en"}, Paragraphs: []article.Paragraph{{Number: 1, Text: text}}}, lang)
		tokens := d.paragraphs[0].sentences[0].tokens
		got := ""
		if subject, verb := plainSubject(tokens); subject >= 0 {
			got = tokens[subject].text + " " + tokens[verb].text
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}
