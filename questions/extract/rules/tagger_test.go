package rules

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/v3/tag"
	"github.com/jdkato/prose/v3/tokenize"
)

// Words in any order have the same classes here as from the library whose
// weights these are.
func TestTheTaggerGivesTheTagsOfTheLibrary(t *testing.T) {
	library, err := tag.New()
	if err != nil {
		t.Fatal(err)
	}
	own, err := newTagger()
	if err != nil {
		t.Fatal(err)
	}
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	same := func(words []string) {
		t.Helper()
		want, got := library.Tag(words), make([]tag.Token, len(words))
		for i := range words {
			got[i].Text = words[i]
		}
		own.tag(got)
		for i := range words {
			if got[i].Tag != want[i].Tag {
				t.Fatalf("%q of %q is tagged %q, want %q", words[i], words, got[i].Tag, want[i].Tag)
			}
		}
	}
	same(nil)
	same([]string{""})
	odd := strings.Fields(`0 00 - -- -5 -LRB- * *-1 *T* *T*-2 @ @brenk :-) ;-) =) (: 8) 8D 8-D O.o o_O xD XDD v_v :P :3 1902 +123 190 2000s 3rd 10:30 $ % '
		's n't lamp-post Lamp-Post U.S. ÉTÉ Été naïve ß İstanbul … — “ ” \ / [ ] ( ) ? ! . , ; bias NN i word -START- -END-`)
	for _, word := range odd {
		same([]string{word})
		same([]string{"The", word, "burned", "."})
	}
	names, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no articles of our own", err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, span := range lang.sentences(string(text)) {
			var words []string
			for _, x := range lang.tokens(string(text[span[0]:span[1]])) {
				words = append(words, x.text)
			}
			same(words)
			all = append(all, words...)
		}
		for range 50 {
			words := make([]string, 12)
			for i := range words {
				words[i] = all[random.IntN(len(all))]
			}
			words[5] = odd[random.IntN(len(odd))]
			same(words)
		}
	}
}

func TestSentencesAreCutAsTheLibraryCutsThem(t *testing.T) {
	p := &prose{tokenizer: tokenize.New()}
	random := rand.New(rand.NewPCG(1, 2))
	pieces := strings.Fields(`lamp Lamp Gen. Gent. Dr. Prof. Professor. U.S. a. A. I. a, Brenk, 3, 3.5 $4 xD xD, O.o :-) don't Ada's Ada’s “Lark” "Lark," (sea) lamp. lamp.. lamp,, lamp., été été, été. - — a-b`)
	pieces = append(pieces, "\u00a0", "\t", "a\u00a0b", "a\nb", "", "", "\xff")
	for range 5000 {
		words := make([]string, random.IntN(8))
		for i := range words {
			words[i] = pieces[random.IntN(len(pieces))]
		}
		sentence := strings.Join(words, " ")
		if got, want := p.cut(nil, sentence), p.tokenizer.Tokenize(sentence); !slices.Equal(got, want) {
			t.Fatalf("%q is cut into %v, want %v", sentence, got, want)
		}
	}
}
