package rules

import "testing"

func TestWhoDoesSomethingAndSaysSo(t *testing.T) {
	const said = `"The keepers of Brenk lost 14 houses in the storm."`
	for text, want := range map[string]string{
		`Brenk mayor Ada Lark praised the sailors, saying: ` + said:                              "Ada Lark",
		`Brenk mayor Ada Lark praised the sailors for their work and said: ` + said:              "Ada Lark",
		`Ada Lark, 57, left her post on 24 May and vowed: ` + said:                               "Ada Lark",
		`Ada Lark praised the sailors when Eva Finn left, saying: ` + said:                       "",
		`Ada Lark praised the sailors who had come to Brenk, saying: ` + said:                    "",
		`The sailors praised Ada Lark, saying: ` + said:                                          "",
		`Ada Lark praised the sailors and they left, saying: ` + said:                            "",
		said[:len(said)-2] + `," said oil official Sergei Larkness.`:                             "Sergei Larkness",
		said[:len(said)-2] + `," said Sergei Larkness, one of the founders of the Brenk Museum.`: "Sergei Larkness",
		said[:len(said)-2] + `," said Ada Lark's agent, Brenk. Mayor Ada Lark left.`:             "",
		said[:len(said)-2] + `," said rock group Sergei Larkness.`:                               "",
	} {
		if who, _ := saidBy(t, "lost 14 houses", text); who != want {
			t.Errorf("%s\n  said by %q, want %q", text, who, want)
		}
	}
}
