package article

import (
	"fmt"
	"strings"
	"testing"
)

// sentences is prose of our own with the things that cost readers time: names,
// quotation marks, years, footnotes.
const sentences = `In 1911 the old mole of Port Elm was finished four days late, and it was lost in one night, as Ida Moor, a pilot in the harbour, told the council.1
“The water comes back twice a day whether or not you have signed a paper,” she said. By then the town had spent 2.5 million crowns on walls.
The views of the sailors were not asked for. Nobody knows why the engineers — able people, most of them — had not measured the ebb before May 1910.
`

// varied repeats sentences to at least size bytes, no two paragraphs equal.
func varied(size int, before, after string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		for s := range strings.SplitSeq(strings.TrimSpace(sentences), "\n") {
			fmt.Fprintf(&b, "%sOn day %d it went on. %s%s\n", before, i, s, after)
		}
	}
	return b.String()
}

// documents of every format, with about size bytes of text.
var documents = map[string]func(size int) []byte{
	"a.txt": func(size int) []byte { return []byte("How the harbour fell\nBy Ada Lark\n" + varied(size, "", "")) },
	"a.md": func(size int) []byte {
		return []byte("---\ntitle: How the harbour fell\nauthor: Ada Lark\n---\n\n" + varied(size, "", " See [the *old* plan](https://tides.example/plan).\n"))
	},
	"a.html": func(size int) []byte {
		return []byte("<!doctype html><html><head><title>How the harbour fell</title></head><body><nav><ul>" + strings.Repeat(`<li><a href="/x">Harbours</a>`, 50) +
			"</ul></nav><article><h1>How the harbour fell</h1>" + varied(size, "<p class=text>", ` See <a href="/plan">the <em>old</em> plan</a>.</p>`) + "</article></body></html>")
	},
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"a.txt", "a.md", "a.html"} {
		for _, times := range []int{1, 4, 16} {
			data := documents[name](times * 64 << 10)
			b.Run(fmt.Sprintf("%s/%dx", name, times), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Read(name, data); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
