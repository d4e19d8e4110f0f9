package questions

import "testing"

func TestWhatATitleTells(t *testing.T) {
	for _, test := range []struct {
		title, statement string
		tells            bool
	}{
		{"Norway drops inquiry into sunk boats of Askel Yard", "Judges of Norway have dropped an inquiry into boats sunk by the Askel Yard.", true},
		{"Norway drops inquiry into sunk boats of Askel Yard", "After nine years of silence judges of Norway have let go of an inquiry into boats that a storm had torn from Brenk harbour.", false}, // a number is news
		{"Lark sees wider Askel consensus", "Otto Lark has said that Ada Askel will take a more consensual way with the yards of the north this winter.", true},
		{"Yard website blocked outside US", "Sailors outside the US have been unable to visit the official ticket site of the Askel yard.", true},
		{"Lark names 16 March for Regatta", "The Guild has announced that Otto Lark will open the Regatta in the bay of Brenk on 16 March.", true},
		{"Keeper punished for sharing his lamp in night watch class", "A young keeper was punished for lighting a spare lamp and sharing oil during a long night watch class of the 5th guild.", true},
		{"Lamp plan plagues Brenk town councilmember's bid", "A contested lamp proved to be a central matter in a heated race for the Town Council in the east of Brenk.", true},
		{"Getting paid for lighthouse work", "Much lighthouse work on the islands was paid by sailors who had been wrecked there.", false}, // a subject and no news
		{"Lark sees wider Askel consensus", "Otto Lark has said that the yards of the north will close this winter.", false},
		{"Ada Lark and the Lamp of Brenk Harbour", "Ada Lark sold the Lamp of Brenk Harbour.", false}, // only names
		{"", "Ada Lark lit the lamp.", false},
	} {
		if tells := NewHeadline(test.title).Tells(test.statement); tells != test.tells {
			t.Errorf("%q tells %q: %t, want %t", test.title, test.statement, tells, test.tells)
		}
	}
}

func TestWhatATitleHas(t *testing.T) {
	for _, test := range []struct {
		title, part string
		has         bool
	}{
		{"Keeper held in USA", "United States", true},
		{"Keeper held in U.S. port", "United States", true},
		{"They told us nothing", "United States", false},
		{"Norwegian yards close", "Norway", false},
		{"Russian yards close", "Russia", true},
		{"Brenk buys lamp for $40M", "$40-million", true},
		{"The port of Brenk", "portrait", false},
		{"The port of Brenk", "of", false},
	} {
		if has := NewHeadline(test.title).Has(test.part); has != test.has {
			t.Errorf("%q has %q: %t, want %t", test.title, test.part, has, test.has)
		}
	}
}

func TestATitleSharesWhatIsNoName(t *testing.T) {
	for text, shares := range map[string]bool{"a wider consensus of yards": true, "the hall of Askel": false, "a boat at sea": false} {
		if got := NewHeadline("Lark sees wider Askel consensus").Shares(text); got != shares {
			t.Errorf("shares a word of %q: %t, want %t", text, got, shares)
		}
	}
}
