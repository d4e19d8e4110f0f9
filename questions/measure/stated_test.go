package main

import (
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

// What a sheet says of a document must stand in it as what it is, or reviewers
// count a fault where there is none.
func TestASheetStatesOnlyWhatTheDocumentDoes(t *testing.T) {
	tests := []struct {
		name, text string
		people     entry
		want       string
	}{
		{"all of it", "How the ebb shapes a town\nBy ADA LARK and TOM REED\nMarch 3, 2019 / 9:15 AM / Tidal News\nThe ebb came early.\n",
			entry{Title: "How the Ebb Shapes a Town", Author: "Ada Lark and Tom Reed", Outlet: "Tidal News", Date: "2019-03-03"},
			`title "How the Ebb Shapes a Town"; author "Ada Lark and Tom Reed"; outlet "Tidal News"; date "2019-03-03"`},
		{"a caption mentions the title, a sentence the outlet", "A bust of Ada Lark in Port Elm\nAda Lark told Tidal News in 2019 that the ebb came early.\n",
			entry{Title: "Ada Lark", Outlet: "Tidal News"}, "title not stated; author not stated; outlet not stated; date not stated"},
		{"a chapter", "10: How the Ebb Shapes a Town (Lark)\nThe ebb came early.\n", entry{Title: "How the Ebb Shapes a Town"},
			`title "How the Ebb Shapes a Town"; author not stated; outlet not stated; date not stated`},
		{"an address is no outlet", "The ebb is told at https://tides.example/Tidal-News/ebb in full.\n", entry{Outlet: "Tidal News"}, "title not stated; author not stated; outlet not stated; date not stated"},
		{"a tag is no outlet", "---\ntags:\n- Tidal News\n---\nThe ebb came early.\n", entry{Outlet: "Tidal News"}, "title not stated; author not stated; outlet not stated; date not stated"},
		{"front matter", "---\npublisher: Tidal News\n---\nThe ebb came early.\n", entry{Outlet: "Tidal News"}, `title not stated; author not stated; outlet "Tidal News"; date not stated`},
		{"an encyclopaedia", "Tide\nFrom Tidepedia, the free encyclopedia\nThe tide is the ebb and the flood.\n", entry{Title: "Tide", Author: "Tidepedia contributors", Outlet: "Tidepedia"},
			`title "Tide"; author not stated; outlet "Tidepedia"; date not stated`},
		{"a copyright line", "The ebb came early.\nCopyright © 2020 The Tidal Post. All rights reserved.\n", entry{Outlet: "Tidal Post"}, `title not stated; author not stated; outlet "Tidal Post"; date not stated`},
		{"another day than people took from elsewhere", "How the ebb shapes a town\nMarch 3, 2019\nThe ebb came early.\n", entry{Date: "2019-03-02"},
			`title not stated; author not stated; outlet not stated; date "2019-03-03"`},
		{"one of two authors", "How the ebb shapes a town\nBy Ada Lark\nThe ebb came early.\n", entry{Author: "Ada Lark and Tom Reed"}, "title not stated; author not stated; outlet not stated; date not stated"},
	}
	for _, test := range tests {
		test.people.Format = "txt"
		w := &worked{entry: test.people, data: []byte(test.text)}
		w.article = article.Article{}
		w.article.Published, _ = questions.ParseDate("2019-03-03")
		if got := w.stated(); got != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}
