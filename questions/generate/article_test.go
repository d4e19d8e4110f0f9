package generate_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"quizbot/questions"
	"quizbot/questions/article"
	"quizbot/questions/extract"
	"quizbot/questions/extract/rules"
	"quizbot/questions/generate"
)

// ownArticles returns the texts of our own that the rules are tested on, as
// one text, times times. Each paragraph has other names and an end of its own
// each time, so that none is left out as a repetition.
func ownArticles(tb testing.TB, times int) []byte {
	tb.Helper()
	names, err := filepath.Glob("../extract/rules/testdata/*.txt")
	if err != nil || len(names) == 0 {
		tb.Fatal("no articles of our own", err)
	}
	var all strings.Builder
	for i := range times {
		town := fmt.Sprintf("Brenk%c%c", 'a'+i%26, 'a'+i/26%26)
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				tb.Fatal(err)
			}
			for k, line := range strings.Split(strings.ReplaceAll(string(text), "Brenk", town), "\n") {
				if len(line) > 100 {
					line += fmt.Sprintf(" The clerk of %s copied page %d of book %d.", town, k+1, i+1)
				}
				all.WriteString(line + "\n")
			}
			all.WriteString("\n")
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

// articleOf returns an article of our own texts with so many bytes.
func articleOf(tb testing.TB, size int) []byte {
	tb.Helper()
	return ownArticles(tb, size/len(ownArticles(tb, 1))+1)[:size]
}

// cost is what making questions of a text took.
type cost struct {
	processor time.Duration // user and system time of this process: other programs do not count
	heap      uint64        // bytes in use at most, seen every 20 ms
}

// measured makes questions of a text and says what it took.
func measured(tb testing.TB, text []byte) (*questions.Bank, cost) {
	tb.Helper()
	peak := make(chan uint64)
	stop := make(chan struct{})
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	runtime.GC()
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
	before := processorTime(tb)
	bank := fromText(tb, text)
	took := processorTime(tb) - before
	close(stop)
	return bank, cost{took, <-peak}
}

func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

const twoMegabytes = 2_000_000

// The aim is 0.3 MB a second on an idle core; a busy machine does half, and
// neither may make an honest program fail.
func TestAnArticleOfTwoMegabytesTakesLittleMemoryAndTimeWithItsLength(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	fromText(t, articleOf(t, 10_000)) // loads the models
	_, small := measured(t, articleOf(t, twoMegabytes/16))
	bank, all := measured(t, articleOf(t, twoMegabytes))
	t.Logf("2 MB: %.1f s of a processor, %.2f MB/s, %d MB of memory; a sixteenth: %.2f s", all.processor.Seconds(), 2/all.processor.Seconds(), all.heap>>20, small.processor.Seconds())
	if all.heap>>20 > 200 {
		t.Errorf("%d MB in use at most, want at most 200", all.heap>>20)
	}
	if all.processor > 20*time.Second {
		t.Errorf("it took %v of a processor's time", all.processor)
	}
	if all.processor > 16*5/2*small.processor {
		t.Errorf("it took %v of a processor's time, a sixteenth of it %v: that is more than the length", all.processor, small.processor)
	}
	if len(bank.Questions) == 0 {
		t.Error("no questions")
	}
}

// BenchmarkFromText measures from bytes to questions: bytes of text for a
// second of one processor, and the most memory. The rate must not fall with
// the length.
func BenchmarkFromText(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, size := range []int{50_000, 200_000, 800_000, twoMegabytes} {
		text := articleOf(b, size)
		b.Run(fmt.Sprintf("%dkB", len(text)/1000), func(b *testing.B) {
			b.ReportAllocs()
			var total time.Duration
			var heap uint64
			for b.Loop() {
				_, c := measured(b, text)
				total, heap = total+c.processor, max(heap, c.heap)
			}
			b.ReportMetric(float64(len(text)*b.N)/1e6/total.Seconds(), "MB/cpu-s")
			b.ReportMetric(float64(heap>>20), "peak-MB")
		})
	}
}
