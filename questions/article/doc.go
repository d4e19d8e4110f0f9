// Package article turns the bytes of a document into an [Article]: what a
// citation needs (title, authors, outlet, date) and the numbered paragraphs
// of its body, without the page around it.
//
//	a, err := article.Read("sea.txt", data)
//	for _, p := range a.Paragraphs {
//		fmt.Println(p.Number, p.Text)
//	}
//	for _, d := range a.Dropped {
//		fmt.Println("left out:", d.Reason, d.Text)
//	}
//
// The same bytes always give the same paragraph numbers; evidence relies on
// that. Metadata is what the document itself shows. What it does not show
// stays empty: nothing is guessed, and nothing is looked up.
//
// Text, Markdown and HTML are read, in the encodings that people save them in;
// [Fetch] reads the article at an address and goes to public servers only.
// Each format has a file of its own and one line in the list of formats (see
// format.go). What [Read] takes is bounded: 10 MiB, 200,000 lines or tags, 512
// elements one in the other.
//
// How well reading does is measured on a corpus of articles:
//
//	go run ./questions/measure -reference ../shared -weak
//
// The package knows nothing of facts or questions, and Read never opens a file
// or a connection.
package article
