package exchange

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions"
)

// exportQTI writes a package of QTI 1.2 as Canvas exports its classic quizzes
// (IMS, "QTI 1.2 ASI"; Canvas's flavour of it has the type of a question in the
// field question_type). Other learning platforms have flavours of their own.
func exportQTI(b *questions.Bank) ([]byte, Report, error) {
	var r Report
	list := prepare(b, &r, false)
	quiz := "quizbot-" + cmpOr(slug(b.Name), "bank")
	title := xmlText(cmpOr(oneLine(b.Title), b.Name))
	x := &xmlWriter{}
	x.WriteString(xmlHead)
	x.line(`<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">`)
	x.line(`<assessment ident="` + quiz + `" title="` + title + `">`)
	x.line("<qtimetadata>" + qtiField("cc_maxattempts", "1") + "</qtimetadata>")
	x.line(`<section ident="root_section">`)
	for _, o := range list {
		qtiItem(x, o, &r)
	}
	x.line("</section></assessment></questestinterop>")
	meta := xmlHead + `<quiz identifier="` + quiz + `" xmlns="http://canvas.instructure.com/xsd/cccv1p0">` + "\n<title>" + title +
		"</title><description></description><shuffle_answers>true</shuffle_answers><scoring_policy>keep_highest</scoring_policy>" +
		"<quiz_type>assignment</quiz_type><points_possible>" + strconv.Itoa(len(list)) + ".0</points_possible><allowed_attempts>1</allowed_attempts>\n</quiz>\n"
	manifest := xmlHead + `<manifest identifier="` + quiz + `-manifest" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">` + "\n" +
		"<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n<organizations/>\n<resources>\n" +
		`<resource identifier="` + quiz + `" type="imsqti_xmlv1p2"><file href="` + quiz + "/" + quiz + `.xml"/><dependency identifierref="` + quiz + `-meta"/></resource>` + "\n" +
		`<resource identifier="` + quiz + `-meta" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="` + quiz + `/assessment_meta.xml"><file href="` + quiz + `/assessment_meta.xml"/></resource>` +
		"\n</resources>\n</manifest>\n"
	if len(list) > 0 {
		r.changed("", "QTI has no place for topics that other programs read: they are left out")
	}
	file, err := zipped([]zipEntry{{"imsmanifest.xml", manifest}, {quiz + "/assessment_meta.xml", meta}, {quiz + "/" + quiz + ".xml", x.String()}})
	return file, r, err
}

func qtiField(label, entry string) string {
	return "<qtimetadatafield><fieldlabel>" + label + "</fieldlabel><fieldentry>" + xmlText(entry) + "</fieldentry></qtimetadatafield>"
}

// qtiText writes a text as HTML.
func qtiText(html string) string {
	return `<material><mattext texttype="text/html">` + xmlText(html) + "</mattext></material>"
}

// qtiChoices writes options under the names o1, o2 and so on.
func qtiChoices(options []string) string {
	text := "<render_choice>"
	for i, option := range options {
		text += fmt.Sprintf(`<response_label ident="o%d">%s</response_label>`, i+1, qtiText(toHTML(option)))
	}
	return text + "</render_choice>"
}

// qtiItem writes one question: what is shown, what counts, and the feedback.
func qtiItem(x *xmlWriter, o *outgoing, r *Report) {
	options := questions.Shuffled(o.Question, 0)
	named := func(option string) string { return "o" + strconv.Itoa(1+slices.Index(options, option)) }
	var kind, response string
	var scored, said []string // conditions that score, and that show feedback
	feedback := map[string]string{}
	say := func(option, condition string) {
		if text := o.Feedback[option]; text != "" {
			id := named(option) + "_fb"
			feedback[id] = text
			said = append(said, `<respcondition continue="Yes"><conditionvar>`+condition+`</conditionvar><displayfeedback feedbacktype="Response" linkrefid="`+id+`"/></respcondition>`)
		}
	}
	equal := func(response, value string) string {
		return `<varequal respident="` + response + `">` + xmlText(value) + "</varequal>"
	}
	score := func(condition, action, points string) {
		scored = append(scored, `<respcondition continue="`+map[string]string{"Set": "No", "Add": "Yes"}[action]+`"><conditionvar>`+condition+
			`</conditionvar><setvar action="`+action+`" varname="SCORE">`+points+"</setvar></respcondition>")
	}
	switch {
	case o.Form == questions.Match, o.Form == questions.Order:
		kind = "matching_question"
		o.noFeedback(r, "Canvas's matching")
		q := o.Question
		if o.Form == questions.Order {
			r.changed(string(o.ID), "classic quizzes have no putting in order: it is written as pairs with the numbers 1 to %d", len(o.Key))
			q = asPairs(q)
		}
		options = questions.Shuffled(questions.Question{ID: q.ID, Form: questions.Order, Key: q.Options()}, 0)
		for i, p := range q.Prompts {
			id := "response_" + strconv.Itoa(i+1)
			response += `<response_lid ident="` + id + `">` + qtiText(toHTML(p)) + qtiChoices(options) + "</response_lid>"
			score(equal(id, named(q.Key[i])), "Add", strconv.FormatFloat(100/float64(len(q.Prompts)), 'f', 2, 64))
		}
	case o.Form == questions.Several:
		kind = "multiple_answers_question"
		if len(o.Weights) > 0 {
			r.changed(string(o.ID), "Canvas gives even shares to the right options: the weights are left out")
		}
		response = `<response_lid ident="response1" rcardinality="Multiple">` + qtiChoices(options) + "</response_lid>"
		all := ""
		for _, option := range options {
			is := equal("response1", named(option))
			say(option, is)
			if !slices.Contains(o.Key, option) {
				is = "<not>" + is + "</not>"
			}
			all += is
		}
		score("<and>"+all+"</and>", "Set", "100")
	case o.Typed():
		number := ""
		if o.Form == questions.NumberChoice {
			if number = numberOf(o.Key[0]); number != o.Key[0] {
				r.changed(string(o.ID), "its key %q goes as %s, to be typed without unit", shorten(o.Key[0]), cmpOr(number, "a short answer without tolerance"))
			}
		}
		response = `<response_str ident="response1" rcardinality="Single"><render_fib><response_label ident="answer1" rshuffle="No"/></render_fib></response_str>`
		if number != "" {
			kind = "numerical_question"
			low, high := around(number, o.Tolerance)
			score("<or>"+equal("response1", number)+`<and><vargte respident="response1">`+low+`</vargte><varlte respident="response1">`+high+"</varlte></and></or>", "Set", "100")
			options = o.Key
			say(o.Key[0], equal("response1", number))
			break
		}
		kind = "short_answer_question"
		any := ""
		options = append(spellings(o.Form, o.Key), o.Distractors...)
		for _, k := range options {
			say(k, equal("response1", k))
			if !slices.Contains(o.Distractors, k) {
				any += equal("response1", k)
			}
		}
		score(any, "Set", "100")
	default:
		kind = "multiple_choice_question"
		if o.Form == questions.TrueFalse {
			kind = "true_false_question"
		}
		response = `<response_lid ident="response1" rcardinality="Single">` + qtiChoices(options) + "</response_lid>"
		for _, option := range options {
			say(option, equal("response1", named(option)))
		}
		score(equal("response1", named(o.Key[0])), "Set", "100")
	}
	general := ""
	if o.Explanation != "" {
		general = "<p>" + toHTML(o.Explanation) + "</p>"
	}
	if general += citedHTML(o.citations); general != "" {
		said = append([]string{`<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>`}, said...)
	}
	x.line(`<item ident="` + xmlText(strings.ReplaceAll(string(o.ID), "/", "-")) + `" title="` + xmlText(string(o.ID)) + `">`)
	x.line("<itemmetadata><qtimetadata>" + qtiField("question_type", kind) + qtiField("points_possible", "1.0") + "</qtimetadata></itemmetadata>")
	x.line("<presentation>" + qtiText(toHTML(o.Stem)) + response + "</presentation>")
	x.line(`<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>`)
	for _, condition := range append(said, scored...) {
		x.line(condition)
	}
	x.line("</resprocessing>")
	if general != "" {
		x.line(`<itemfeedback ident="general_fb"><flow_mat>` + qtiText(general) + "</flow_mat></itemfeedback>")
	}
	for i := range options {
		id := "o" + strconv.Itoa(i+1) + "_fb"
		if text := feedback[id]; text != "" {
			x.line(`<itemfeedback ident="` + id + `"><flow_mat>` + qtiText(toHTML(text)) + "</flow_mat></itemfeedback>")
		}
	}
	x.line("</item>")
}

// around returns the ends of a number's tolerance.
func around(number, tolerance string) (low, high string) {
	value, ok := new(big.Rat).SetString(number)
	off, known := new(big.Rat).SetString(cmpOr(tolerance, "0"))
	if !ok || !known || !plainNumber.MatchString(cmpOr(tolerance, "0")) {
		return number, number
	}
	return decimal(new(big.Rat).Sub(value, off)), decimal(new(big.Rat).Add(value, off))
}
