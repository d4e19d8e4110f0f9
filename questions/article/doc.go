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
// Each format has a file of its own and one line in the list of formats (see
// format.go); plain text is the only one now. The package knows nothing of
// facts or questions, and it never opens a file or a connection.
package article
