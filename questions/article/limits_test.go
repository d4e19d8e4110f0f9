package article

import (
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestI3HugeDocumentsAreReadOrRefused gives readers the largest documents
// they take, and larger ones, in the shapes that hurt. Each ends in time, in
// little memory, as an article or as a sentence that says what to do.
func TestI3HugeDocumentsAreReadOrRefused(t *testing.T) {
	if testing.Short() {
		t.Skip("reads documents of 10 MiB")
	}
	fill := func(unit string) string { return strings.Repeat(unit, MaxBytes/len(unit)-200) }
	sentence := "The water does not wait for the council, and it never will. "
	page := func(inside string) string { return "<!doctype html><body>" + inside }
	tests := []struct {
		name, file string
		text       func() string
		says       string // of the error; "" = it is read
	}{
		{"text, a line of 50 MB", "a.txt", func() string { return strings.Repeat(sentence, 50<<20/len(sentence)) }, "at most 10 MiB"},
		{"a page of 50 MB", "a.html", func() string { return strings.Repeat("<p>", 50<<20/3) }, "at most 10 MiB"},
		{"text, one line", "a.txt", func() string { return fill(sentence) }, ""},
		{"text, one paragraph after the other", "a.txt", func() string {
			return fill("The ebb came early that year and stayed.\n\nIt was lost in one night, said 14 people of 20.\n\n")
		}, "more than 200000 lines"},
		{"text, 180,000 paragraphs", "a.txt", func() string { return varied(9<<20, "", "\n") }, ""},
		{"text, a word a line", "a.txt", func() string { return fill("ebb\n") + body }, "more than 200000 lines"},
		{"text, no spaces", "a.txt", func() string { return fill("ebb") }, "no line"},
		{"text in letters of three bytes", "a.txt", func() string { return fill("潮水那一年来得早。\n") }, "more than 200000 lines"},
		{"text, one line of UTF-16", "a.txt", func() string {
			return "\xff\xfe" + strings.Repeat(strings.Join(strings.Split(sentence, ""), "\x00")+"\x00", MaxBytes/2/len(sentence)-1)
		}, ""},
		{"a page of UTF-16, 50 MB", "a.html", func() string { return "\xff\xfe" + strings.Repeat("<\x00p\x00>\x00", 50<<20/6) }, "at most 10 MiB"},
		{"text of invisible characters", "a.txt", func() string { return fill("e\u200b") + "\n" + body }, ""},
		{"text of marks over one letter", "a.txt", func() string { return fill("\u0301") + "\n" + body }, ""},
		{"Markdown, brackets", "a.md", func() string { return fill("[") + "\n\n" + body }, ""},
		{"Markdown, brackets and links", "a.md", func() string { return fill("[a](b") + "\n\n" + body }, ""},
		{"Markdown, stars", "a.md", func() string { return fill("*a _b **c ") + "\n\n" + body }, ""},
		{"Markdown, quotations", "a.md", func() string { return fill("> ") + "\n\n" + body }, ""},
		{"Markdown, items", "a.md", func() string { return fill("- the ebb came early\n") + body }, "more than 200000 lines"},
		{"Markdown, tags", "a.md", func() string { return fill("<a ") + "\n\n" + body }, ""},
		{"Markdown, front matter without end", "a.md", func() string { return "---\n" + fill("title: ebb\n") + body }, "more than 200000 lines"},
		{"a page of a million tags", "a.html", func() string { return page(strings.Repeat("<b>a</b>", 1_000_000)) }, "more than 200000 tags"},
		{"a page of many paragraphs", "a.html", func() string { return page(strings.Repeat("<p>"+sentence, 100_000)) }, ""},
		{"a page nested deeper than 512", "a.html", func() string { return page(strings.Repeat("<div>", 100_000) + body) }, "more than 512 deep"},
		{"a page of a million attributes", "a.html", func() string { return page("<p " + strings.Repeat("a=b c ", 1_000_000) + ">" + body) }, ""},
		{"a page of long attributes", "a.html", func() string { return page(fill(`<p class="`+strings.Repeat("share-", 2000)+`">ebb`) + body) }, ""},
		{"a page on one line", "a.html", func() string { return page("<p>" + fill(sentence)) }, ""},
		{"a page of entities", "a.html", func() string { return page("<p>" + fill("&amp;&#1234;") + body) }, ""},
		{"a page of open tags", "a.html", func() string { return page(fill("< ") + "<p>" + body) }, ""},
		{"a page of end tags", "a.html", func() string { return page(strings.Repeat("</div></p></table>", 60_000) + "<p>" + body) }, ""},
		{"a page of cells", "a.html", func() string {
			return page("<table>" + strings.Repeat("<tr><td>a<td>b", 60_000) + "</table><p>" + body)
		}, ""},
		{"a page of tables in tables", "a.html", func() string { return page(strings.Repeat("<table><tr><td>a", 150) + body) }, ""},
		{"a page of headings", "a.html", func() string { return page(strings.Repeat("<h2>The ebb and the town</h2>", 90_000) + "<p>" + body) }, ""},
		{"a page of authors", "a.html", func() string {
			return page(strings.Repeat(`<span class=author>By Ada Lark</span>`, 90_000) + "<p>" + body)
		}, ""},
		{"a page of comments", "a.html", func() string { return fill("<!-- a -->") + page("<p>"+body) }, ""},
		{"a page of a large script", "a.html", func() string {
			return page("<script type='application/ld+json'>" + fill(`{"@graph":[`) + "</script><p>" + body)
		}, ""},
		{"a page of navigation only", "a.html", func() string {
			return page("<ul>" + strings.Repeat(`<li><a href="/harbours">Harbours and weather</a>`, 2000) + "</ul>")
		}, "perhaps it is a page of links"},
		{"a page that a script fills in", "a.html", func() string { return page(`<div id="root"></div><script src="/app.js"></script>`) }, "perhaps it is a page of links or one that a script fills in"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			data := []byte(test.text())
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			stop, peak := make(chan bool), make(chan uint64)
			go func() {
				var most uint64
				for {
					select {
					case <-stop:
						peak <- most
						return
					case <-time.After(20 * time.Millisecond):
						runtime.ReadMemStats(&after)
						most = max(most, after.HeapAlloc)
					}
				}
			}()
			start := cpuTime(t)
			_, err := Read(test.file, data)
			took := cpuTime(t) - start
			stop <- true
			grew := int64(<-peak) - int64(before.HeapAlloc)
			switch {
			case test.says == "" && err != nil:
				t.Errorf("it is refused: %v", err)
			case test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)):
				t.Errorf("got %v, want ... %q", err, test.says)
			}
			t.Logf("%s: %.2f s, %d MiB more on the heap", test.name, took.Seconds(), grew>>20)
			if took > 20*time.Second && !raceDetector { // ten times the aim of 2 s, so that a busy machine fails nothing honest
				t.Errorf("it took %v of a processor's time", took)
			}
			if grew > 640<<20 { // ten times the aim; it counts what the collector has not yet taken back
				t.Errorf("the heap grew by %d MiB", grew>>20)
			}
			runtime.KeepAlive(data)
		})
	}
}

// cpuTime returns how long this process has had a processor.
func cpuTime(t *testing.T) time.Duration {
	t.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
