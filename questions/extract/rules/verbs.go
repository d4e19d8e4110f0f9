package rules

import "strings"

// irregular gives the base form of past tenses that rules do not make.
var irregular = func() map[string]string {
	m := map[string]string{}
	for pair := range strings.FieldsSeq(`arose/arise ate/eat awoke/awake became/become began/begin bent/bend bet/bet bit/bite bled/bleed blew/blow bore/bear bought/buy bound/bind bred/breed broke/break brought/bring broadcast/broadcast built/build burst/burst came/come cast/cast caught/catch chose/choose clung/cling cost/cost crept/creep cut/cut dealt/deal drank/drink drew/draw drove/drive dug/dig fed/feed fell/fall felt/feel fled/flee flew/fly forbade/forbid forecast/forecast foresaw/foresee forgave/forgive forgot/forget fought/fight found/find froze/freeze gave/give got/get grew/grow had/have heard/hear held/hold hid/hide hit/hit hung/hang hurt/hurt kept/keep knew/know laid/lay led/lead left/leave lent/lend let/let lit/light lost/lose made/make meant/mean met/meet oversaw/oversee overran/overrun overcame/overcome overthrew/overthrow overtook/overtake paid/pay put/put quit/quit ran/run rang/ring read/read rebuilt/rebuild rode/ride rose/rise said/say sang/sing sank/sink sat/sit saw/see sent/send set/set shook/shake shot/shoot shut/shut slept/sleep sold/sell sought/seek spent/spend split/split spoke/speak spread/spread sprang/spring stole/steal stood/stand stuck/stick struck/strike swam/swim swept/sweep swore/swear taught/teach threw/throw told/tell took/take tore/tear underwent/undergo understood/understand upheld/uphold went/go wept/weep withdrew/withdraw withheld/withhold withstood/withstand woke/wake won/win wore/wear wrote/write
	created/create united/unite reunited/reunite recited/recite incited/incite invited/invite cited/cite ignited/ignite excited/excite completed/complete deleted/delete competed/compete depleted/deplete restored/restore explored/explore ignored/ignore stored/store scored/score adored/adore deplored/deplore tuned/tune postponed/postpone welcomed/welcome hoped/hope coped/cope died/die lied/lie tied/tie agreed/agree freed/free guaranteed/guarantee decreed/decree owed/owe installed/install enrolled/enroll interfered/interfere pleaded/plead headed/head bathed/bathe breathed/breathe visited/visit limited/limit focused/focus biased/bias believed/believe co-founded/co-found pled/plead enabled/enable added/add ended/end executed/execute contributed/contribute devoted/devote voted/vote promoted/promote combated/combat formatted/format sponsored/sponsor played/play stayed/stay argued/argue valued/value continued/continue rescued/rescue issued/issue pursued/pursue sued/sue valued/value used/use caused/cause closed/close raised/raise based/base increased/increase decreased/decrease purchased/purchase released/release chased/chase exercised/exercise promised/promise praised/praise surprised/surprise advised/advise revised/revise comprised/comprise opposed/oppose proposed/propose imposed/impose exposed/expose composed/compose supposed/suppose accused/accuse refused/refuse diagnosed/diagnose licensed/license endorsed/endorse reversed/reverse rehearsed/rehearse collapsed/collapse lapsed/lapse changed/change arranged/arrange challenged/challenge ranged/range exchanged/exchange avenged/avenge plunged/plunge belonged/belong prolonged/prolong stopped/stop planned/plan convened/convene reconvened/reconvene intervened/intervene contravened/contravene`) {
		past, base, _ := strings.Cut(pair, "/")
		m[past] = base
	}
	return m
}()

// pastOnly are past tenses that are no participles, whatever the tagger says.
var pastOnly = set("arose ate became began bit blew broke came chose drank drew drove fell flew forbade forgave forgot froze gave grew knew overran overcame oversaw overthrew overtook ran rang rode rose sang sank saw shook spoke sprang stole swam swore threw took tore underwent went withdrew woke wore wrote")

// baseForm returns the base of a verb in the past tense: "founded" gives
// "found", "won" gives "win". False when the spelling allows two.
func baseForm(past string) (string, bool) {
	if base, ok := irregular[past]; ok {
		return base, true
	}
	stem, ok := strings.CutSuffix(past, "ed")
	if !ok || len(stem) < 2 {
		return "", false
	}
	n := len(stem)
	last, before := stem[n-1], stem[n-2]
	ends := func(endings ...string) bool {
		for _, e := range endings {
			if strings.HasSuffix(stem, e) {
				return true
			}
		}
		return false
	}
	vowel := strings.IndexByte("aeiou", before) >= 0
	twoVowels := vowel && n > 2 && strings.IndexByte("aeiou", stem[n-3]) >= 0
	switch {
	case last == 'i':
		return stem[:n-1] + "y", true
	case last == before && strings.IndexByte("bdgmnprt", last) >= 0:
		return stem[:n-1], true // stopped
	case last == before && last == 'l':
		if n <= 4 {
			return stem, true // called, filled
		}
		return stem[:n-1], true // controlled
	case last == before, last == 'w', last == 'x', last == 'y', last == 'h' && !ends("th"), last == 'k' && !vowel:
		return stem, true
	case last == 'c' || last == 'v' || last == 'u' || last == 'z':
		return past[:len(past)-1], true
	case last == 'g':
		if before == 'n' {
			return "", false
		}
		return past[:len(past)-1], true
	case last == 'l' && !vowel && before != 'r' && before != 'w':
		return past[:len(past)-1], true // settled
	case last == 's':
		return "", false
	case !vowel:
		return stem, true // helped, formed, funded
	case ends("eat", "oat", "ead", "oad", "aid", "oid", "oud", "aud", "air", "ear", "oar", "our", "ain", "oin", "ean", "oan", "een", "aim", "eam", "oom", "oam", "eak", "oak", "ook", "ail", "oil", "eal", "eel", "ool", "eet", "oot", "out", "uit", "ait", "eed", "ood", "eep", "oop", "eap", "oap", "eer", "ier"):
		return stem, true
	case ends("quir", "quit"):
		return past[:len(past)-1], true
	case twoVowels:
		return "", false
	case ends("at", "ot", "ut", "id", "ad", "ud", "od", "ir", "ur", "ar", "in", "im", "am", "um", "ap", "ak", "ok", "ik", "il", "ul", "ip"):
		return past[:len(past)-1], true // located, decided, required
	case ends("er", "or", "on", "en", "an", "op", "el", "al", "it", "et", "ol", "om", "em"):
		return stem, true // offered, mentioned, developed, visited
	}
	return "", false
}

// presentBase returns the base of a verb in the third person: "hosts" gives
// "host", "carries" gives "carry".
func presentBase(verb string) (string, bool) {
	switch verb {
	case "has":
		return "have", true
	case "does", "goes", "undergoes":
		return strings.TrimSuffix(verb, "es"), true
	}
	stem, ok := strings.CutSuffix(verb, "s")
	switch {
	case !ok || len(stem) < 3:
		return "", false
	case strings.HasSuffix(stem, "ie"):
		if len(stem) == 3 {
			return stem, true // lies, ties
		}
		return strings.TrimSuffix(stem, "ie") + "y", true
	case strings.HasSuffix(stem, "she"), strings.HasSuffix(stem, "che") && !strings.HasSuffix(stem, "ache"), strings.HasSuffix(stem, "sse"), strings.HasSuffix(stem, "xe"), strings.HasSuffix(stem, "zze"):
		return strings.TrimSuffix(stem, "e"), true
	case strings.HasSuffix(stem, "s"):
		return "", false
	}
	return stem, true
}
