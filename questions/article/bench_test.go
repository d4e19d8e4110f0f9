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

func BenchmarkText(b *testing.B) {
	for _, times := range []int{1, 4, 16} {
		data := []byte("How the harbour fell\nBy Ada Lark\n" + varied(times*64<<10, "", ""))
		b.Run(fmt.Sprintf("%dx", times), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read("a.txt", data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
