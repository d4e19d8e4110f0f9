package rules

import (
	"testing"

	"quizbot/questions"
	"quizbot/questions/article"
)

func TestAViewHasAllOfItsSentence(t *testing.T) {
	lang, err := english()
	if err != nil {
		t.Fatal(err)
	}
	f := &finder{document: prepare(&article.Article{Source: questions.Source{Title: "Boats", Language: "en"}}, lang)}
	tests := []struct{ view, reason string }{
		{"do plan to row to the harbours of Norway in winter", reasonCutOff},
		{"the third large harbour was the one in Brenk", reasonCounted},
		{"the third harbour of Norway was the one in Brenk", ""},
		{"just as the canal of Brenk was a promise of peace and trade", reasonCutOff},
		{"just as the canal of Brenk was a promise, the bridge is one", ""},
		{"almost six years after Ada Lark signed an order to dig the canal", reasonCutOff},
		{"almost six years after Ada Lark signed an order, nobody has dug the canal", ""},
		{"because sailors row the canal is full of boats", ""}, // two verbs, one clause each
		{"how the harbour of Norway became a place of boats", reasonCutOff},
		{"how boats are built is what sailors of Norway know", ""},
		{"if the sailors of Norway hadn't dug the canal of Brenk", reasonCutOff},
		{"the sailors of Norway, with nine boats (the largest fleet)", reasonCutOff},
		{"not people who talk about boats all day", reasonCutOff},
		{"not every sailor who talks about boats has one", ""},
		{"consider the harbours of Norway in winter", reasonCutOff},
		{"sailors of Brenk for a moment: they are kept in cages", reasonCutOff},
		{"sailors of Norway keep two kinds of boats: long and narrow", ""},
		{"sailors know that trade by boat is slow", ""},
		{"Ada Lark saw that land, air, and water could be sold", ""},
		{"there is growing evidence to the contrary in the harbours", reasonPointing},
		{"the reason that sailors row in winter is the old one", reasonPointing},
		{"one was the canal that sailors dug in Brenk", reasonCounted},
		{"in the past week alone sailors have dug a canal", reasonRelative},
		{"in the past century sailors have dug a canal", ""},
		{"sailors have reportedly dug a canal through Brenk", reasonWhose},
		{"the conclusion is that it takes land to dig a harbour", ""},
		{"the conclusion is that it digs canals in Norway", reasonPronoun},
		{"the gains of Norway depend upon two important factors", reasonTrivial},
		{"the gains of Norway have three reasons: canals, boats and rope", ""},
		{"there is a reason why harbours like Brenk are called quiet", reasonTrivial},
		{"there has been much speculation about the canal of Brenk", reasonWhose},
		{"if the sailors had not come and rowed to Norway", reasonCutOff},
		{"if the sailors had not come, nobody would have rowed to Norway", ""},
		{"how the boat of Brenk came to Norway", reasonCutOff},
		{"how boats are built is known in Norway", ""},
		{"the sailors of Norway have to", reasonCutOff},
		{"Ada Lark knows which harbour the boat of Norway belongs to", ""},
		{"each one is made of rope and wood from Norway", reasonCounted},
		{"some want to row to Norway in forty days", reasonCounted},
		{"some have rowed in Norway for forty years", reasonCounted},
		{"some have suggested that boats of Norway are slow", ""},
		{"the third boat was the canal of Brenk", reasonCounted},
		{"the third boat of Norway was slow", ""},
		{"with what is going on in Norway, Ada Lark may be right", reasonCounted},
		{"the harbour in question is the harbour of Brenk", reasonPointing},
		{"Norway has declined to pay the sailors involved", reasonPointing},
		{"Norway pays sailors involved in the canal of Brenk", ""},
		{"in a week's time, Norway will open the canal", reasonRelative},
		{"winter in Norway is supposed to be a quiet time", reasonWhose},
		{"Ada Lark spoke about the loss of the boat", reasonTrivial},
		{"Ada Lark talked about why boats are slow", ""},
		{"Ada Lark is standing in a boat in Norway", reasonTrivial},
		{"the great questions of Norway remain unanswered", reasonTrivial},
		{"the canal of Norway is a particularly good case", reasonPointing},
		{"the canal of Norway is a particularly good case of patience", ""},
		{"no canal is to be dug outside of Norway, Ada Lark proposes", reasonWhose},
		{"for more on the old harbours of Norway, see the list of canals", reasonCutOff},
		{"for boats, canals and locks, the sailors of Norway see the list", ""},
		{"over the years, many boats, mostly of Norway, have been built of rope", ""},
		{"each time you reach the harbour, record it with the names of its boats", reasonCutOff},
		{"rowing in Norway is slow, but take a boat, too", reasonCutOff},
		{"sailors can row in Norway, but take a boat", ""},
		{"a piece on the boats of Norway and Denmark - even if they are slow", reasonCutOff},
		{"a boat of Norway is slow - even if it is new", ""},
		{"the canals of Norway are as wide as boats (see the picture above)", reasonPointing},
		{"the list of boats below is sorted by harbours of Norway", reasonPointing},
		{"the harbour below Brenk is the oldest of Norway", ""},
		{"the canal of Norway and the bridge of Brenk are two recent examples", reasonPointing},
		{"the canal of Brenk is an example of patience", ""},
		{"there is no word of boats in the list of harbours that follows", reasonPointing},
		{"that old harbour is built of wood and rope", reasonPointing},
		{"for sailors of Norway, that harbour should be closed", reasonPointing},
		{"that boats of Norway are slow is known", ""},
		{"you'd have the time to row to both harbours of Norway", reasonPointing},
		{"if you had boats, you'd have the time to row to Norway", ""},
		{"the Harbour Office has a useful guide to ropes and boats", reasonTrivial},
		{"pages like Rope and Boat are an excellent resource for sailors", reasonTrivial},
		{"a useful guide to the canal is a sailor of Norway", ""},
		{"the harbour of Brenk is very different from the harbour of Vell", ""},
		{"the Brenk Lamp is very different from the Vell Lamp", reasonTrivial},
		{"the Brenk Lamp is very different from the Vell Lamp, which has no glass", ""},
		{"in some circumstances, a test of boats makes good sense", reasonTrivial},
		{"with lending among sailors, Alice rows to the harbour", reasonTrivial},
		{"Alice Lark rows to the harbour with the sailors", ""},
		{"it's a hidden \"harbour tax\" that sailors need to pay", reasonPronoun},
		{"for Norway generally, it's cheap and strong", reasonPronoun},
		{"it's hard to row to Norway in winter", ""},
		{"it is no secret that boats of Norway are slow", ""},
		{"it is a pity that boats of Norway are slow", ""},
	}
	for _, test := range tests {
		if reason, detail := f.hollow(&sentence{}, test.view+"."); reason != test.reason {
			t.Errorf("%s: got %q (%s), want %q", test.view, reason, detail, test.reason)
		}
	}
}
