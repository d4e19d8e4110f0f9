package rules

import "testing"

func TestWhoIsAscribedAQuotationWithMoreBesideTheName(t *testing.T) {
	const words = `"The keepers of Brenk lost their homes," `
	const spoken = `"The keepers of Brenk lost their homes."`
	for text, want := range map[string]string{
		words + `Julia Askel, head of the Vell museum told the Brenk Herald.`:                                              "Julia Askel",
		words + `House Speaker Julia Askel (R-Vell) said.`:                                                                 "Julia Askel",
		words + `Julia Askel, whose keeper Martha Dahl said.`:                                                              "",
		words + `Julia Askel, for the keepers, added that the oil was dear, as a keeper said.`:                             "",
		`Julia Askel mends boats. Martha Dahl, the mayor, thanked Julia Askel. ` + words + `she said.`:                     "Martha Dahl",
		`Martha Dahl, the mayor, was questioned by Julia Askel. ` + words + `she said.`:                                    "",
		`Martha Dahl, the mayor, told Julia Askel to go. ` + words + `she said.`:                                           "",
		`Vell lost the keeper Lord Wester. Lord Wester said Julia Askel should go. ` + words + `he said.`:                  "Lord Wester",
		`Mayor Julia Askel wants to stay. The mayor Martha Dahl said Julia Askel should go. She added: ` + spoken:          "Martha Dahl",
		`Mayor Julia Askel wants to stay. Martha Dahl, the keeper, took the lamp. A nurse came. ` + words + `she said.`:    "",
		`Mayor Julia Askel wants to stay. Martha Dahl, the keeper, praised her. The boat was late. ` + words + `she said.`: "",
		`"Sure." (No lamp for old sailors.) She responds, "The keepers of Brenk lost their homes."`:                        "",
	} {
		if who, _ := saidBy(t, "lost their homes", text); who != want {
			t.Errorf("%s\n  said by %q, want %q", text, who, want)
		}
	}
}
