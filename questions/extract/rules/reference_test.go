package rules

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

// alsoInCheck are documents of the treebank that are articles of the check
// split as well; see depparse/train.
var alsoInCheck = []string{
	"GUM_bio_chao", "GUM_bio_dvorak", "GUM_bio_higuchi", "GUM_interview_herrick",
	"GUM_news_clock", "GUM_news_expo", "GUM_news_hackers", "GUM_news_homeopathic", "GUM_news_iodine", "GUM_news_lanterns",
	"GUM_textbook_grit", "GUM_voyage_cuba", "GUM_voyage_socotra",
}

// coreference is what a document of the treebank says about who is meant.
type coreference struct {
	article  article.Article
	pronouns [][]string            // the person behind each "he", "she", "his" and "her" of a paragraph
	mentions map[string][][]string // by person: the words of each mention
}

var (
	entityMark = regexp.MustCompile(`\((\d+)-[^()]*(\))?|(\d+)\)`)
	footnote   = regexp.MustCompile(`\s*\[\d+\]`)
)

// readCoreference reads a document in the format of GUM: the people are marked
// in the last column, "(3-person-..." where a mention opens and "3)" where it
// closes.
func readCoreference(t *testing.T, file string) coreference {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	c := coreference{article: article.Article{}, mentions: map[string][][]string{}}
	open := map[string][][]string{}
	heading, paragraph := false, true
	for line := range strings.SplitSeq(string(data), "\n") {
		if strings.HasPrefix(line, "# meta::title = ") {
			c.article.Title = strings.TrimPrefix(line, "# meta::title = ")
		}
		if block, ok := strings.CutPrefix(line, "# newpar_block = "); ok {
			heading = strings.HasPrefix(block, "head")
		}
		if line == "# newpar" {
			heading, paragraph = false, true
		}
		if strings.HasPrefix(line, "# sent_id") && paragraph && !heading {
			paragraph = false
			c.article.Paragraphs = append(c.article.Paragraphs, article.Paragraph{Number: len(c.article.Paragraphs) + 1})
			c.pronouns = append(c.pronouns, nil)
		}
		last := len(c.article.Paragraphs) - 1
		if text, ok := strings.CutPrefix(line, "# text = "); ok && last >= 0 && !heading {
			p := &c.article.Paragraphs[last]
			p.Text = strings.TrimSpace(p.Text + " " + footnote.ReplaceAllString(text, ""))
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 10 || last < 0 || strings.ContainsAny(columns[0], "-.") {
			continue
		}
		marks := ""
		for field := range strings.SplitSeq(columns[9], "|") {
			if m, ok := strings.CutPrefix(field, "Entity="); ok {
				marks = m
			}
		}
		word, alone := columns[1], ""
		var closed []string
		for _, m := range entityMark.FindAllStringSubmatch(marks, -1) {
			switch {
			case m[2] != "":
				alone = m[1]
				c.mentions[m[1]] = append(c.mentions[m[1]], []string{word})
			case m[1] != "":
				open[m[1]] = append(open[m[1]], nil)
			default:
				closed = append(closed, m[3])
			}
		}
		for id := range open {
			for i := range open[id] {
				open[id][i] = append(open[id][i], word)
			}
		}
		for _, id := range closed {
			if n := len(open[id]); n > 0 {
				c.mentions[id] = append(c.mentions[id], open[id][n-1])
				open[id] = open[id][:n-1]
			}
		}
		if pronounOfOne[strings.ToLower(word)] && !heading {
			c.pronouns[last] = append(c.pronouns[last], alone)
		}
	}
	return c
}

var (
	pronounOfOne = set("he she his her")
	everyPronoun = regexp.MustCompile(`(?i)\b(?:he|she|his|her)\b`)
)

// means reports whether a person of the treebank is the one that the rules
// found: somebody called by that surname, and nobody else has the full name.
func (c coreference) means(id string, p *person) bool {
	for other, mentions := range c.mentions {
		if other != id && slices.ContainsFunc(mentions, func(words []string) bool { return strings.Join(words, " ") == p.full }) {
			return slices.ContainsFunc(c.mentions[id], func(words []string) bool { return strings.Join(words, " ") == p.full })
		}
	}
	return slices.ContainsFunc(c.mentions[id], func(words []string) bool { return strings.Contains(strings.Join(words, " "), p.surname) })
}

func TestANameOfABodyOrOfSomebodyEndsWhomHeMeans(t *testing.T) {
	a := article.Article{Source: questions.Source{Title: "The life of Otto Lark"}, Paragraphs: []article.Paragraph{
		{Number: 1, Text: "Otto Lark (1875-1952) was a captain of Norway. He sailed from Brenk in 1895. Lark came to Oslo in 1905."},
		{Number: 2, Text: "Nikola Tesla lived in Norway. Tesla was a quiet man. He spoke nine languages of the north in 1906."},
		{Number: 3, Text: "Otto Lark drew a comic of the harbour of Brenk in 1907. Lampman was born. He spoke in rhymes to the children of Oslo."},
	}}
	a.Paragraphs = append(a.Paragraphs, article.Paragraph{Number: 4, Text: "Tom Reed called him a lamp of the north. He spoke at the harbour of Brenk in 1909."})
	for _, f := range run(t, a).Facts {
		if strings.Contains(f.Statement, "Otto Lark spoke") || strings.Contains(f.Statement, "Reed spoke") {
			t.Errorf("states %q", f.Statement)
		}
	}
}

func TestPronounsMeanWhomTheTreebankSays(t *testing.T) {
	reference := os.Getenv("QUIZBOT_REFERENCE")
	if reference == "" {
		t.Skip("QUIZBOT_REFERENCE is not set: no folder with a treebank")
	}
	files, err := filepath.Glob(filepath.Join(reference, "treebank", "gum", "*.conllu"))
	if err != nil || len(files) == 0 {
		t.Skip("QUIZBOT_REFERENCE names no folder with a treebank")
	}
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, titled := range []bool{true, false} {
		right, wrong, heads := 0, 0, 0
		for _, file := range files {
			name := strings.TrimSuffix(filepath.Base(file), ".conllu")
			if slices.Contains(alsoInCheck, name) || strings.Contains(name, "_interview_") {
				continue
			}
			c := readCoreference(t, file)
			if !titled {
				c.article.Title = ""
			}
			d := prepare(&c.article, lang)
			for i := range d.paragraphs {
				p := &d.paragraphs[i]
				places := everyPronoun.FindAllStringIndex(p.plain, -1)
				if len(places) != len(c.pronouns[i]) {
					continue
				}
				for k := range p.sentences {
					s := &p.sentences[k]
					if pronoun, _ := subjectPronoun(s); pronoun != "" && !s.tokens[0].quoted {
						heads++
					}
					if s.he == nil {
						continue
					}
					at := slices.IndexFunc(places, func(place []int) bool { return place[0] >= s.start })
					if c.means(c.pronouns[i][at], s.he) {
						right++
						continue
					}
					wrong++
					t.Logf("%s: not %s: %s", name, s.he.full, s.text)
				}
			}
		}
		t.Logf("with titles %v: %d of %d pronouns are right; %d stand at the heads of sentences", titled, right, right+wrong, heads)
		if right < 100 || 100*right < 93*(right+wrong) {
			t.Errorf("with titles %v: %d of %d pronouns mean whom the treebank says: want at least 93 %%", titled, right, right+wrong)
		}
	}
}

func TestPronounsMeanPeopleOnlyWhereNobodyElseCanBeMeant(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text string // its last sentence begins with the pronoun
		want string // "" = nobody for certain
	}{
		{"Ada Lark built the lamp of Brenk. She lit it in 1880.", "Ada Lark"},
		{"Ada Lark met Otto Moll in Brenk. She lit the lamp in 1880.", "Ada Lark"}, // he is no she
		{"Ada Lark met Anna Moll in Brenk. She lit the lamp in 1880.", ""},
		{"Otto Moll built the lamp of Brenk. She lit it in 1880.", ""},
		{"Ada Lark built the lamp of Brenk. The lamp was made of glass. She lit it in 1880.", "Ada Lark"},
		{"Ada Lark built the lamp of Brenk. The queen admired the lamp. She lit it in 1880.", ""},
		{"Otto Moll built the lamp of Brenk. His father sold the lamp. He died in 1880.", ""},
		{"Otto Moll built the lamp of Brenk. His father Karl Moll sold the lamp. He died in 1880.", "Karl Moll"},
		{"Otto Moll built the lamp of Brenk. Otto Moll's father, also named Otto Moll, sold the lamp. He died in 1880.", ""},
		{"Otto Moll built the lamp of Brenk. His lamp was made of glass. He died in 1880.", "Otto Moll"},
		{"Otto Moll built the lamp of Brenk. After Karl Lark had left, he lit it in 1880.", ""},
		{"Otto Moll built the lamp of Brenk. After leaving the town, he lit a second one.", "Otto Moll"},
		{"Otto Moll built the lamp of Brenk. After his return he lit a second one.", "Otto Moll"},
		{"Otto Moll built the lamp of Brenk. After leaving the town, in 1833 he lit a second one.", "Otto Moll"},
		{"Otto Moll (1840-1901) was a Danish engineer. His father Karl Moll sold lamps. His mother died. She was 30.", ""},
		{"Otto Moll (1840-1901) was a Danish engineer. Moll's father, also named Otto Moll, sold lamps. He died in 1857 when his son was aged five.", ""},
		{"Ada Lark (1840-1901) was a Danish engineer. Her father Karl Lark sold lamps. She died in 1880.", "Ada Lark"},
		{"Otto Moll built the lamp of Brenk.\n\nHe lit it in 1880.", "Otto Moll"},
		{"Otto Moll built the lamp of Brenk. The lamp was made of glass.\n\nHe lit it in 1880.", ""},
		{"Otto Moll (1840-1901) was a Danish engineer. The lamp of Brenk was his work.\n\nThe lamp was made of glass.\n\nHe lit it in 1880.", "Otto Moll"},
		{"Otto Moll (1840-1901) was a Danish engineer.\n\nKarl Lark built the lamp of Brenk.\n\nHe lit it in 1880.", ""},
	}
	for _, tt := range tests {
		a := read(t, "lamps.txt", "The lamps of the coast\n\n"+tt.text+"\n")
		d := prepare(&a, lang)
		last := d.paragraphs[len(d.paragraphs)-1].sentences
		got := ""
		if who := last[len(last)-1].he; who != nil {
			got = who.full
		}
		if got != tt.want {
			t.Errorf("%q: its last pronoun means %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestNamesOfPeopleThatNoListHas(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text, name string
		person     bool
	}{
		{"Thorvi Brandeln was born in Brenk in 1820. The town was small.", "Thorvi Brandeln", true},
		{"Thorvi Brandeln (born 3 May 1920) is a writer.", "Thorvi Brandeln", true},
		{"The prize went to Thorvi Brandeln in 1950. Brandeln sold the prize in 1951.", "Thorvi Brandeln", true},
		{"The prize went to Thorvi Brandeln in 1950. The Brandeln sold the prize in 1951.", "Thorvi Brandeln", false},
		{"The prize went to Thorvi Brandeln in 1950. The town sold the prize in 1951.", "Thorvi Brandeln", false},
		{"Senators Ada Lark and Bo Finn lit the lamp of Brenk.", "Ada Lark", true},
		{"Dame Ada Lark DBE (born 3 May 1920) is a writer.", "Ada Lark", true},
		{"Ada Mary \"Gull\" Lark (born 3 May 1920) is a writer.", `Ada Mary "Gull" Lark`, true},
		{"Ada M. \"Gull\" Lark (born 3 May 1920) is a writer.", `Ada M. "Gull" Lark`, true},
		{"Ada Mary \"Gull\" Lark (born 3 May 1920) is a writer.", "Ada Mary", false},
		{"The officer Commanding No. 1 Squadron lit the lamp.", "Commanding No.", false},
	}
	for _, tt := range tests {
		a := read(t, "lamps.txt", "The prizes of the coast\n\n"+tt.text+"\n")
		d := prepare(&a, lang)
		if got := d.names.full[tt.name] != nil; got != tt.person {
			t.Errorf("%q: %s is a person: %v, want %v", tt.text, tt.name, got, tt.person)
		}
	}
}

func TestSurnamesGiveWayToNamesInFull(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Ada de Lark drew the Brenk lighthouse in 1880. De Lark sold the Brenk lighthouse to Karl Moll in 1890.",
			[]string{"Ada de Lark drew the Brenk lighthouse in 1880.", "Ada de Lark sold the Brenk lighthouse to Karl Moll in 1890."}},
		// What is quoted stays as it was said, and a surname alone does not say who is meant.
		{"Ada Lark drew the Brenk lighthouse in 1880. Karl Moll said that the lighthouse of Brenk was a \"triumph of Lark and of the coast\".",
			[]string{"Ada Lark drew the Brenk lighthouse in 1880."}},
	}
	for _, tt := range tests {
		if got := statements(t, "The coast", tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q: states %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestOneNameOfAPersonIsPartOfAnother(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text, a, b string
		same       bool
	}{
		{"Ada Hawk Lark lit the lamp. Later the mayor thanked Hawk Lark, who left.", "Ada Hawk Lark", "Hawk Lark", true},
		{"Kristin Lark lit the lamp. Later the mayor thanked Kristen Lark, who left.", "Kristin Lark", "Kristen Lark", true},
		{"Martin Lark lit the lamp. Later the mayor thanked Marvin Lark, who left.", "Martin Lark", "Marvin Lark", false},
		{"Ada Lark lit the lamp. Later the mayor thanked Ida Lark, who left.", "Ada Lark", "Ida Lark", false},
	}
	for _, tt := range tests {
		a := read(t, "lamps.txt", "The lamps of the coast\n\n"+tt.text+"\n")
		d := prepare(&a, lang)
		one, other := d.names.full[tt.a], d.names.full[tt.b]
		if one == nil || other == nil || (one == other) != tt.same {
			t.Errorf("%q: %s and %s are one person: %v, want %v", tt.text, tt.a, tt.b, one == other, tt.same)
		}
	}
}

func TestWholeSentencesKeepPronounsOfTheOnePersonTheyName(t *testing.T) {
	tests := []struct {
		before, text, want string // "" = not taken
	}{
		{"", "The plan of the Brenk lighthouse was drawn by Otto Moll in his report of 1880.", "The plan of the Brenk lighthouse was drawn by Otto Moll in his report of 1880."},
		{"", "The plan of the Brenk lighthouse was drawn by Ada Lark in his report of 1880.", ""}, // somebody else's
		{"", "The plan of the Brenk lighthouse was sent by Karl Lark to Otto Moll in his report of 1880.", ""},
		{"Karl Lark built a mill.", "The plan of the Brenk lighthouse was sent to Otto Moll in his report of 1880.", ""},
		{"", "Despite his age of 80 years, Otto Moll built the lighthouse of Brenk in 1880.", "Despite his age of 80 years, Otto Moll built the lighthouse of Brenk in 1880."},
		{"Karl Lark was poor.", "Despite his age of 80 years, Otto Moll built the lighthouse of Brenk in 1880.", ""},
		{"", "Otto Moll failed, leaving the harbour of Brenk and the Lark Lighthouse dark.", "Otto Moll failed, leaving the harbour of Brenk and the Lark Lighthouse dark."},
		{"", "Otto Moll was born in Oslo in 1840, and he died in Brenk in 1901.", "Otto Moll died in Brenk in 1901."},
		{"", "Karl Lark met Otto Moll in Oslo in 1880, and he died in Brenk in 1901.", ""},
	}
	for _, tt := range tests {
		got := statements(t, "The lamps of Brenk", strings.TrimSpace(tt.before+" "+tt.text))
		if tt.want == "" && slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, " his ") || strings.Contains(s, "died") }) {
			t.Errorf("%s %s\n  gave %q", tt.before, tt.text, got)
		}
		if tt.want != "" && !slices.Contains(got, tt.want) {
			t.Errorf("%s %s\n  gave %q, want %q", tt.before, tt.text, got, tt.want)
		}
	}
}

func TestWhatAThingOfTheTitleIsCalledNeedsNoName(t *testing.T) {
	const called = "Devices that give light to a harbour are called beacons."
	if got := statements(t, "Harbour", called); !slices.Contains(got, called) {
		t.Errorf("%s\n  gave %q", called, got)
	}
	if got := statements(t, "Mills", called); len(got) > 0 {
		t.Errorf("%s\n  gave %q in an article on mills", called, got)
	}
}

func TestAGivenNameAloneSaysNotWhoIsMeant(t *testing.T) {
	const alone = "The Brenk page for Ada and Ida had 5,000 members in 1999."
	if got := statements(t, "The lamps of Brenk", "Ada Lark and Ida Lark left.", alone); len(got) > 0 {
		t.Errorf("%s\n  gave %q", alone, got)
	}
}

func TestReportsBeforeOthersAreHeardAreTold(t *testing.T) {
	const report = "The Norwegian navy closed the harbour of Brenk with 12 ships."
	const heard = "The Swedish army closed the mill of Brenk with 15 wagons."
	got := statements(t, "Harbour of Brenk closed", report, "We and I think that we should surely go, wrote one:", heard, "Another wrote as we and I surely must:", "We are never right.", "A third one wrote to us and me, really:", "I never saw it.")
	if !slices.Contains(got, report) || slices.Contains(got, heard) {
		t.Errorf("got %q, want what stands before the first words of others, and not what stands behind", got)
	}
}
