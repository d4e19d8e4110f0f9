package rules

import (
	"slices"
	"strings"
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestTimesAreToldFromTheDateOfTheArticle(t *testing.T) {
	day := questions.Date{Year: 2019, Month: 11, Day: 20} // a Wednesday
	first := questions.Date{Year: 2019, Month: 11, Day: 1}
	tests := []struct {
		published questions.Date
		text      string
		want      string
	}{
		{day, "Sweden signed a fishing treaty with Norway on Tuesday.", "In November 2019, Sweden signed a fishing treaty with Norway."},
		{day, "Last month, Sweden signed a fishing treaty with Norway.", "In October 2019, Sweden signed a fishing treaty with Norway."},
		{day, "Last year, Sweden signed a fishing treaty with Norway.", "In 2018, Sweden signed a fishing treaty with Norway."},
		{first, "Sweden signed a fishing treaty with Norway on Tuesday.", "In October 2019, Sweden signed a fishing treaty with Norway."},
		{first, "Sweden signed a fishing treaty with Norway on Thursday.", "Sweden signed a fishing treaty with Norway."}, // in October or, in another time zone, in November
		{questions.Date{Year: 2019, Month: 11}, "Sweden signed a fishing treaty with Norway on Tuesday.", "Sweden signed a fishing treaty with Norway."},
		{day, "Sweden has signed a fishing treaty with Norway and Denmark.", "As of November 2019, Sweden has signed a fishing treaty with Norway and Denmark."},
		{day, "Sweden has a year to run on its existing deal with Norway and Denmark.", "As of November 2019, Sweden has a year to run on its existing deal with Norway and Denmark."},
		{day, "Sweden has always sold timber to Norway and Denmark.", "Sweden has always sold timber to Norway and Denmark."},
		{questions.Date{Year: 2019, Month: 11}, "Sweden has signed a fishing treaty with Norway and Denmark.", "Sweden has signed a fishing treaty with Norway and Denmark."},
		{day, "Sweden sells timber to Norway and Denmark this year.", "Sweden sells timber to Norway and Denmark."}, // a plan or a habit
	}
	for _, test := range tests {
		a := article.Article{Source: questions.Source{Title: "The North", Language: "en", Published: test.published},
			Paragraphs: []article.Paragraph{{Number: 1, Text: test.text}}}
		var got []string
		for _, f := range run(t, a).Facts {
			got = append(got, f.Statement)
			for _, s := range f.Spans {
				if s.Kind == questions.DateSpan || s.Kind == questions.Number {
					t.Errorf("%s: %q is asked for, which the passage does not print", test.text, s.Text)
				}
			}
		}
		if !slices.Contains(got, test.want) {
			t.Errorf("%s, %s\n  states %q, want %q", test.published, test.text, got, test.want)
		}
	}
}

func TestAMonthWithoutItsYearIsTheLastOne(t *testing.T) {
	day := questions.Date{Year: 2019, Month: 11, Day: 20}
	tests := []struct {
		published  questions.Date
		text, want string
	}{
		{day, "In October, Sweden signed a fishing treaty with Norway.", "In October 2019, Sweden signed a fishing treaty with Norway."},
		{day, "Sweden signed a fishing treaty with Norway in December.", "Sweden signed a fishing treaty with Norway in December 2018."},
		{day, "On March 3, Sweden signed a fishing treaty with Norway.", "On March 3, 2019, Sweden signed a fishing treaty with Norway."},
		{day, "On 3 May, Sweden signed a fishing treaty with Norway.", "On 3 May 2019, Sweden signed a fishing treaty with Norway."},
		{day, "On Sept. 3, Sweden signed a fishing treaty with Norway.", "On September 3, 2019, Sweden signed a fishing treaty with Norway."},
		{day, "Sweden signed a fishing treaty with Norway on 3 Dec.", "Sweden signed a fishing treaty with Norway on 3 December 2018."},
		{questions.Date{}, "On Sept. 3, Sweden signed a fishing treaty with Norway.", ""},
		{questions.Date{}, "In October, Sweden signed a fishing treaty with Norway.", ""},
		{day, "Nora Quill died in 1905. In October, Sweden signed a fishing treaty with Norway.", ""}, // of 1905
		{day, "Sweden signed a treaty with Norway that begins in October.", ""},                       // of the next year
		{questions.Date{}, "In March 1905, Nora Quill died. In October, Sweden signed a fishing treaty with Norway.", "In October 1905, Sweden signed a fishing treaty with Norway."},
		{questions.Date{}, "In 1905 Nora Quill died. On 3 May, Sweden signed a fishing treaty with Norway.", "On 3 May 1905, Sweden signed a fishing treaty with Norway."},
		{questions.Date{}, "Nora Quill died in May 1905. In March, Sweden signed a fishing treaty with Norway.", ""},                   // of the next year
		{questions.Date{}, "Nora Quill ruled until 1905. In March, Sweden signed a fishing treaty with Norway.", ""},                   // before or after it
		{questions.Date{}, "Nora Quill died in 1905. The next year was wet. In May, Sweden signed a fishing treaty with Norway.", ""},  // the next year
		{questions.Date{}, "Nora Quill died in 1905. On 3 May of the following year, Sweden signed a fishing treaty with Norway.", ""}, // the following
		{questions.Date{}, "In 1905 the Bank of Norway began to sign treaties with lamp makers. When the Bank of Norway signed a treaty, Sweden fished for a while in the North.", "When the Bank of Norway signed a treaty in 1905, Sweden fished for a while in the North."},
		{questions.Date{}, "In 1905 the Bank of Norway began to sell lamps. When the Bank of Norway raised a treaty, Sweden fished for a while in the North.", ""},
		{questions.Date{}, "In 1905 Nora Quill died, as did Otto Lark in 1907. On 3 May, Sweden signed a fishing treaty with Norway.", ""}, // of either
	}
	for _, test := range tests {
		a := article.Article{Source: questions.Source{Title: "The North", Language: "en", Published: test.published},
			Paragraphs: []article.Paragraph{{Number: 1, Text: test.text}}}
		var got []string
		for _, f := range run(t, a).Facts {
			got = append(got, f.Statement)
			for _, s := range f.Spans {
				if strings.Contains(f.Statement, "treaty") && (s.Kind == questions.DateSpan || s.Kind == questions.Number) {
					t.Errorf("%s: %q is asked for, which the passage does not print", test.text, s.Text)
				}
			}
		}
		if test.want == "" && slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "treaty") }) || test.want != "" && !slices.Contains(got, test.want) {
			t.Errorf("%s, %s\n  states %q, want %q", test.published, test.text, got, test.want)
		}
	}
}

func TestAMonthThatIsCutShortIsWrittenOut(t *testing.T) {
	for text, want := range map[string]string{
		"Nora Quill opened the lamp museum of Brenk on Feb. 29, 2012.": "February 29, 2012",
		"Nora Quill opened the lamp museum of Brenk in Sept. 2012.":    "September 2012",
		"Nora Quill opened the lamp museum of Brenk on 3 Oct 2012.":    "3 October 2012",
		"Nora Quill opened the lamp museum of Dec in May 2012.":        "May 2012",
	} {
		found := false
		for _, f := range titled(t, "The North", text).Facts {
			found = found || slices.ContainsFunc(f.Spans, func(s questions.Span) bool { return s.Kind == questions.DateSpan && s.Text == want })
		}
		if !found {
			t.Errorf("%s: %q is not asked for", text, want)
		}
	}
}

func TestAMonthInAQuotationStaysAsItIs(t *testing.T) {
	const text = `"The lamp of Brenk was put out by the storm of Oct. 7 and has not burned since," Ada Lark said.`
	for _, f := range titled(t, "The North", "Ada Lark is the mayor of Brenk.", text).Facts {
		if strings.Contains(f.Statement, "storm of Oct. 7") {
			return
		}
	}
	t.Error("not quoted word for word")
}
