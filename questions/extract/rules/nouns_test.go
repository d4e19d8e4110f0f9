package rules

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
)

func TestDefiniteNounsMeanTheOneThatMayBeCalledSo(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text, noun, want string // what the noun means in the last sentence
	}{
		{"The retailer Brenkmart sold lamps in Oslo. The company lit 40 shops.", "company", "Brenkmart"},
		{"The retailer Brenkmart sold lamps in Oslo. The retailer lit 40 shops.", "retailer", "Brenkmart"},
		{"The retailer Brenkmart sold lamps in Oslo. The airline lit 40 shops.", "airline", ""},
		{"The retailer Brenkmart sold lamps to the carmaker Molltor. The company lit 40 shops.", "company", ""},
		{"The retailer Brenkmart sold lamps in Oslo. Molltor said the company lit 40 shops.", "company", ""},
		{"The retailer Brenkmart sold lamps. The carmaker Molltor sold boats. Brenkmart spokesman Otto Moll said the company lit 40 shops.", "company", "Brenkmart"},
		{"The retailer Brenkmart sold lamps. The carmaker Molltor sold boats. A spokesman for Brenkmart said the company lit 40 shops.", "company", "Brenkmart"},
		{"The retailer Brenkmart sold lamps. The carmaker Molltor sold boats. A spokesman for Brenkmart told Molltor that the company lit 40 shops.", "company", ""},
		{"The retailer Brenkmart sold lamps. The carmaker Molltor sold boats. Brenkmart CEO Otto Moll said the company lit 40 shops.", "company", "Brenkmart"},
		{"The retailer Brenkmart sold lamps in Oslo. A company from Bergen closed. The company lit 40 shops.", "company", ""},
		{"The retailer Brenkmart sold lamps in Oslo. The company of the mayor lit 40 shops.", "company", ""},
		{"The Brenk Harbour Trust sold lamps. The trust lit 40 shops.", "trust", "the Brenk Harbour Trust"},
		{"The singer Ada Lark came from Brenk. Lark sold lamps. The singer lit 40 shops.", "singer", "Ada Lark"},
		{"The singer Ada Lark came from Brenk. Lark met the singer Otto Moll. The singer lit 40 shops.", "singer", ""},
		{"The singer Ada Lark came from Brenk. Lark met a singer from Oslo. The singer lit 40 shops.", "singer", ""},
		{"The singer Ada Lark came from Brenk. Otto Moll sold lamps. The singer lit 40 shops.", "singer", ""},
		{"The mayor met Brenk captain Ada Lark and Oslo captain Otto Moll. Eva Falk sold lamps. The Brenk captain lit 40 shops.", "captain", "Ada Lark"},
		{"The mayor met Brenk captain Ada Lark. The mayor met Brenk captain Otto Moll. The Brenk captain lit 40 shops.", "captain", ""},
		{"The mayor met former Brenk captain Ada Lark and Otto Moll. The Brenk captain lit 40 shops.", "captain", ""},
		{"The mayor met Oslo captain Ada Lark and Otto Moll. The Brenk captain lit 40 shops.", "captain", ""},
		{"Ada Lark came from Brenk. The 18-year-old sold 40 lamps.", "18-year-old", "Ada Lark"},
		{"Ada Lark met Eva Moll in Brenk. The 18-year-old sold 40 lamps.", "18-year-old", ""},
		{"Norway built many lamps. Norway is long. The country lit 40 shops.", "country", "Norway"},
		{"U.S. lamps are many, and Moll built lamps of the U.S. in 1880. The U.S. is long. The country lit 40 shops.", "country", "the U.S."},
		{"Sweden built many lamps. Sweden is long. Norway is long as well. The country lit 40 shops.", "country", ""},
		{"Norway built many lamps for the Swedish king. The country lit 40 shops.", "country", ""},
		{"Norway built many lamps. Norway is long. Any harbour of the country lit 40 shops.", "country", ""},
		{"Ada Lark landed at Skarn Island in 1905. On the island Lark found a lamp.", "island", "Skarn Island"},
		{"Ada Lark landed at Skarn Island and Moll Island in 1905. The island had a lamp.", "island", ""},
		{"Ada Lark landed at Skarn Island in 1905. She left for an island of Norway. The island had a lamp.", "island", ""},
		{"Norway built many lamps. Norway is long. The country's mayors lit 40 shops in Norway.", "country", ""},
	}
	for _, tt := range tests {
		a := read(t, "lamps.txt", "The lamps of the coast\n\n"+tt.text+"\n")
		d := prepare(&a, lang)
		sentences := d.paragraphs[len(d.paragraphs)-1].sentences
		s := &sentences[len(sentences)-1]
		got := ""
		for i := range s.tokens {
			if a, end := d.nounMeans(s, i); a != nil && s.tokens[end-1].text == tt.noun {
				got = a.name
			}
		}
		if got != tt.want {
			t.Errorf("%q: the %s means %q, want %q", tt.text, tt.noun, got, tt.want)
		}
	}
}

func TestStatementsNameWhatADefiniteNounMeans(t *testing.T) {
	tests := []struct{ text, want string }{
		{"The retailer Brenkmart sold lamps in Oslo in 1880. When the company finally closed in 1905, the harbour of Brenk lost 40 shops.", "When Brenkmart finally closed in 1905, the harbour of Brenk lost 40 shops."},
		{"The retailer Brenkmart sold lamps in Oslo in 1880. Otto Moll, a mayor, said on Monday that the company had lit 40 shops in the old harbour of Brenk.", "Otto Moll said that Brenkmart had lit 40 shops in the old harbour of Brenk."},
		{"The retailer Brenkmart sold lamps in Oslo in 1880. The retailer said the old harbour of Brenk had 40 shops with lamps of glass.", "Brenkmart said that the old harbour of Brenk had 40 shops with lamps of glass."},
		{"The retailer Brenkmart sold lamps in Oslo in 1880. Total sales increased to 40 million crowns in 1905, thanks to strong sales of Brenkmart lamps in Norway.", "Brenkmart's total sales increased to 40 million crowns in 1905, thanks to strong sales of Brenkmart lamps in Norway."},
		{"The retailer Brenkmart sold lamps in Oslo in 1880. Brenkmart closed in 1905. It said the old harbour of Brenk had 40 shops with lamps of glass.", "Brenkmart said that the old harbour of Brenk had 40 shops with lamps of glass."},
	}
	for _, tt := range tests {
		result := titled(t, "The lamps of the coast", tt.text)
		at := slices.IndexFunc(result.Facts, func(f questions.Fact) bool { return f.Statement == tt.want })
		if at < 0 {
			t.Errorf("%s\n  gave %q, want %q", tt.text, statements(t, "The lamps of the coast", tt.text), tt.want)
			continue
		}
		if len(result.Facts[at].Evidence) < 2 {
			t.Errorf("%s\n  cites %v alone", tt.want, result.Facts[at].Evidence)
		}
	}
}

func TestDefiniteNounsMeanWhatTheTreebankSays(t *testing.T) {
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
	right, wrong := 0, 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".conllu")
		if slices.Contains(alsoInCheck, name) {
			continue
		}
		c := readCoreference(t, file)
		d := prepare(&c.article, lang)
		for i := range d.paragraphs {
			for k := range d.paragraphs[i].sentences {
				s := &d.paragraphs[i].sentences[k]
				for j := range s.tokens {
					a, end := d.nounMeans(s, j)
					if a == nil {
						continue
					}
					if c.calls(joinWords(s.tokens[j:end]), strings.TrimPrefix(a.name, "the ")) {
						right++
						continue
					}
					wrong++
					t.Logf("%s: not %s: %s", name, a.name, s.text)
				}
			}
		}
	}
	t.Logf("%d of %d definite nouns are right", right, right+wrong)
	if right < 10 || 100*right < 97*(right+wrong) {
		t.Errorf("%d of %d definite nouns mean what the treebank says: want at least 97 %%", right, right+wrong)
	}
}

// calls reports whether something that has a name in the treebank is also called by
// a definite noun there.
func (c coreference) calls(noun, name string) bool {
	for _, mentions := range c.mentions {
		called, named := false, false
		for _, words := range mentions {
			mention := strings.Join(words, " ")
			called = called || strings.HasPrefix(strings.ToLower(mention), strings.ToLower(noun))
			named = named || strings.Contains(mention, name) || strings.Contains(mention, name[strings.LastIndexByte(name, ' ')+1:])
		}
		if called && named {
			return true
		}
	}
	return false
}
