package exchange

import "testing"

// TestBrokenBanksInJSON: what no bank can be is refused with the place and
// what to do, everything at once.
func TestBrokenBanksInJSON(t *testing.T) {
	for _, c := range []struct {
		file string
		says []string
	}{
		{"{\"name\":\"x\",\"facts\":[],\"questions\":[\n{\"id\":\"a/single\",\"form\":\"weird\",\"stem\":\"a?\",\"key\":[\"b\"]},\n{\"id\":\"a/single\",\"form\":\"single\",\"stem\":\"a?\",\"key\":[\"b\"],\"facts\":[\"nofact\"]}]}",
			[]string{`x.json:2: questions/a/single/form: form "weird" is unknown: use one of`, `x.json:3: questions/a/single: question id "a/single" is used twice`, `names fact "nofact", which the bank does not have`}},
		{`{"name":"x","questions":[{"id":"../../etc/passwd","form":"single","stem":"a?","key":["b"]}]}`, []string{`x.json:1: `, "is not of the form fact/form"}},
		{`{"name":"x","questions":[{"id":"a/b","form":"single"},{"id":"a/c","form":"single","key":"b"}]}`, []string{"x.json:1: questions/1/key: a text stands where a list is expected"}},
		{`{"name":"x","facts":[{"id":"a","importance":"high"}]}`, []string{"facts/0/importance: a text stands where a whole number is expected"}},
		{`{"name":"x","questions":[{"id":"a/b","feedback":["b"]}]}`, []string{"questions/0/feedback: a list stands where an object is expected"}},
		{`{"name":"x","questions":[{"id":"a/b","wat":1}]}`, []string{`questions/0/wat: unknown field "wat"`}},
		{`{"name":"x","questions":7}`, []string{"questions: a number stands where a list is expected"}},
		{`[]`, []string{"the file: a list stands where an object is expected"}},
		{`{"name":"x","cards":[{"id":"a/card","front":"f","back":"b","fact":"gone"}]}`, []string{`card "a/card" names fact "gone"`}},
	} {
		refused(t, "json", "x.json", []byte(c.file), c.says...)
	}
	imported(t, "json", "x.json", []byte(`{"name":"x","cards":[{"id":"a/card","front":"f","back":"b"}]}`)) // as other formats give them
}
