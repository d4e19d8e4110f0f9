package generate_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
	"quizbot/questions/extract/rules"
	"quizbot/questions/generate"
)

// ownArticles returns the texts of our own that the rules are tested on, as
// one text, times times, with other names each time.
func ownArticles(tb testing.TB, times int) []byte {
	tb.Helper()
	names, err := filepath.Glob("../extract/rules/testdata/*.txt")
	if err != nil || len(names) == 0 {
		tb.Fatal("no articles of our own", err)
	}
	var all strings.Builder
	for i := range times {
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			all.WriteString(strings.ReplaceAll(string(text), "Brenk", fmt.Sprintf("Brenk%c%c", 'a'+i%26, 'a'+i/26%26)))
			all.WriteString("\n\n")
		}
	}
	return []byte(all.String())
}

// fromText reads a text, finds its facts and makes questions of them.
func fromText(tb testing.TB, text []byte) *questions.Bank {
	tb.Helper()
	a, err := article.Read("own.txt", text)
	if err != nil {
		tb.Fatal(err)
	}
	found, err := extract.Run(context.Background(), rules.New(), &a, "own")
	if err != nil {
		tb.Fatal(err)
	}
	source := a.Source
	source.ID = "own"
	bank := &questions.Bank{Name: "own", Title: "Own", Language: "en", Sources: []questions.Source{source}, Facts: found.Facts}
	generate.Into(bank, generate.DefaultSeed)
	return bank
}

func TestOneCoreOrTwoMakeTheSameQuestions(t *testing.T) {
	text := ownArticles(t, 2)
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	one := fmt.Sprintf("%+v", *fromText(t, text))
	runtime.GOMAXPROCS(2)
	if two := fmt.Sprintf("%+v", *fromText(t, text)); one != two {
		t.Error("two cores make another bank of an article than one")
	}
	if !strings.Contains(one, "single") {
		t.Errorf("no question in the bank: %.200s", one)
	}
}

func TestAnArticleOfTwoMegabytesStaysUnder200MB(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	text := ownArticles(t, 1)
	text = ownArticles(t, 2_000_000/len(text)+1)[:2_000_000]
	peak := make(chan uint64)
	stop := make(chan struct{})
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	go func() {
		var most uint64
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse+m.StackInuse)
			select {
			case <-stop:
				peak <- most
				return
			case <-tick.C:
			}
		}
	}()
	bank := fromText(t, text)
	close(stop)
	if most := <-peak >> 20; most > 200 {
		t.Errorf("%d MB in use at most, want at most 200", most)
	}
	if len(bank.Questions) == 0 {
		t.Error("no questions")
	}
}

// BenchmarkFromText measures bytes of text a second from bytes to questions,
// for an article and for ones four and sixteen times as long: the rate must
// not fall with the length.
func BenchmarkFromText(b *testing.B) {
	for _, times := range []int{4, 16, 64} {
		text := ownArticles(b, times)
		b.Run(fmt.Sprintf("%dkB", len(text)/1000), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				fromText(b, text)
			}
		})
	}
}
