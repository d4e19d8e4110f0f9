package rules

import (
	"slices"
	"strings"

	"quizbot/questions/pattern"
)

// callings groups role nouns so that people of one group can be taken for each
// other by somebody who only skimmed the article.
var callings = map[string]string{}

func init() {
	for calling, nouns := range map[string]string{
		"executive":  "president vice-president minister chancellor premier secretary undersecretary governor gov mayor commissioner",
		"parliament": "senator sen congressman congresswoman representative rep lawmaker legislator councillor politician speaker",
		"diplomacy":  "ambassador envoy diplomat",
		"speaking":   "spokesman spokeswoman spokesperson",
		"monarch":    "king queen prince princess emperor empress tsar sultan count duke baron khan caliph earl emir",
		"scholar":    "professor lecturer dean researcher scientist physicist chemist biologist astronomer geologist historian economist sociologist psychologist anthropologist archaeologist mathematician philosopher linguist fellow scholar analyst expert specialist engineer inventor prof",
		"business":   "ceo coo cfo founder co-founder owner executive manager entrepreneur businessman businesswoman investor banker chairman chairwoman chairperson",
		"soldier":    "general colonel captain commander lieutenant admiral sergeant marshal gen col capt",
		"law":        "judge lawyer attorney prosecutor solicitor barrister justice sheriff detective officer",
		"medicine":   "doctor physician surgeon nurse psychiatrist veterinarian dietitian nutritionist dr",
		"writing":    "editor journalist reporter correspondent columnist author writer novelist poet playwright blogger critic",
		"stage":      "actor actress singer musician composer conductor filmmaker comedian dancer producer",
		"art":        "painter sculptor artist architect designer photographer curator",
		"sport":      "coach skipper goalkeeper striker midfielder defender player champion referee driver pitcher",
		"church":     "pope bishop archbishop cardinal priest rabbi imam pastor monk",
	} {
		for noun := range strings.FieldsSeq(nouns) {
			callings[noun] = calling
		}
	}
}

var (
	womenNames = set(`Abigail Ada Adriana Agnes Aisha Alexandra Alice Alicia Alison Amanda Amelia Amina Ana Anastasia Andrea Angela Anita Ann Anna Anne Annie Astrid Audrey
		Barbara Beatrice Beatriz Beth Betty Beverly Brenda Bridget Caitlin Camille Carla Carmen Carol Caroline Catherine Cecilia Celine Charlotte Cheryl Christina Christine Cindy Claire Clara Claudia Connie Constance Crystal Cynthia
		Daisy Daniela Danielle Dawn Deborah Debra Diana Diane Donna Doris Dorothy Edith Eileen Elaine Eleanor Elena Elisabeth Elizabeth Ella Ellen Elsa Emily Emma Erica Erin Esther Eva Eve Evelyn
		Fatima Fiona Florence Frances Francesca Gabriela Gina Gloria Grace Greta Hannah Harriet Heather Heidi Helen Helena Hillary Ingrid Irene Isabel Isabella Ivana Jackie Jacqueline Jane Janet Janice Jeanne Jen Jennifer Jenny Jessica Jill Joan Joanna Joanne Josephine Joyce Juana Judith Judy Julia Juliana Julie Juliet
		Karen Kate Katherine Kathleen Kathryn Kathy Katie Kristen Kristin Laura Lauren Leah Leila Lena Linda Lindsay Lindsey Lisa Liz Lois Louise Lucia Lucy Lydia Lynn Margaret Maria Marianne Marie Marilyn Marlene Marta Martha Mary Maureen Maya Megan Melanie Melissa Mercedes Meredith Michelle Mildred Miriam Molly Mona Monica
		Nadia Nancy Naomi Natalia Natalie Natasha Nicole Nina Nora Olga Olivia Pamela Patricia Paula Pauline Peggy Penelope Phyllis Priya Rachel Rebecca Rita Roberta Rosa Rose Rosemary Ruth Sally Samantha Sandra Sara Sarah Serena Shannon Sharon Sheila Simone Sofia Sonia Sophia Sophie Stacy Stella Stephanie Susan Susanne Suzanne Svetlana Sylvia
		Tamara Tanya Tara Tatiana Teresa Theresa Tiffany Tina Ursula Valentina Valerie Vanessa Vera Veronica Vicki Victoria Viola Virginia Vivian Wanda Wendy Yasmin Yolanda Yvonne Zoe
		Allison Alyssa Amy Annette Antonia Aretha Ava Becky Bella Bernadette Bernice Bertha Bethany Betsy Bianca Bonnie Candace Candice Carly Carolina Carolyn Carrie Cassandra Cecile Charlene Chelsea Chloe Clarissa Colleen Cordelia
		Courtney Darlene Debbie Delia Denise Dolores Dora Edna Eliza Ellie Elsie Estelle Ethel Eugenia Felicia Flora Freda Frieda Gail Genevieve Geraldine Gertrude Gillian Gladys Gwen Gwendolyn Henrietta Hilda Ida Imelda Ingeborg
		Irma Isabelle Ivanka Jana Janelle Janine Jasmine Jeannette Jennie Jocelyn Josie Juanita Judi June Kamala Kara Katharine Katrina Kayla Kelsey Kimberly Kirsten Kristina Kylie Lana Lara Laurie Leticia Lila Lillian Lily Lorena
		Loretta Lorna Lorraine Lucille Lucinda Luisa Lynne Mabel Madeleine Madeline Maggie Malala Mandy Marcia Margarita Margot Mariana Marina Marjorie Matilda Maxine Meg Meghan Melania Melinda Meryl Mia Michaela Millicent Mindy Minnie
		Miranda Myra Nadine Nell Nellie Nikki Noreen Norma Oprah Petra Philippa Phoebe Polly Priscilla Rachael Ramona Raquel Renata Rhonda Rosalie Rosalind Rosalynn Roxanne Sabrina Sadie Selena Shelley Sherry Shirley Sigrid Sinead
		Sonya Stefanie Sue Susana Susannah Tabitha Tammy Tess Tessa Thelma Trisha Ulrike Una Vivienne Whitney Wilhelmina Wilma Winifred Yvette Zara`)
	womenTitles = set("Mrs Mrs. Ms Ms. Queen Princess Dame Lady Countess Duchess Baroness Empress Congresswoman Spokeswoman Chairwoman actress businesswoman congresswoman spokeswoman chairwoman queen princess empress")
	menTitles   = set("Mr Mr. King Prince Sir Lord Count Duke Baron Emperor Congressman Spokesman Chairman Father Pope businessman congressman spokesman chairman king prince emperor pope")
)

// statesmen are people whom articles name without saying what they are, with
// their calling: who is called nothing beside a name cannot be taken for them,
// and nobody takes a foreign leader for a senator.
var statesmen = func() map[string]string {
	all := map[string]string{}
	for calling, list := range map[string]string{"Washington": `Donald Trump,Barack Obama,Joe Biden,Bill Clinton,Hillary Clinton,Bernie Sanders,John Bolton,Mike Pence,Kamala Harris,Nancy Pelosi,Mitch McConnell,Adam Schiff,Elizabeth Warren,Marco Rubio,Ted Cruz,John McCain,Mitt Romney,John Kerry,Mike Pompeo,Rex Tillerson,Colin Powell,Dick Cheney,Donald Rumsfeld,Henry Kissinger,Jimmy Carter,Ronald Reagan,Richard Nixon,Gerald Ford,Lyndon Johnson,Franklin Roosevelt,Abraham Lincoln,George Washington,Thomas Jefferson,George Bush,George W. Bush,George H.W. Bush,George H. W. Bush,J.D. Vance`,
		"world": `Vladimir Putin,Boris Johnson,Theresa May,David Cameron,Tony Blair,Gordon Brown,Keir Starmer,Rishi Sunak,Liz Truss,Margaret Thatcher,Winston Churchill,Jeremy Corbyn,Nigel Farage,Angela Merkel,Olaf Scholz,Friedrich Merz,Emmanuel Macron,Nicolas Sarkozy,Charles de Gaulle,Silvio Berlusconi,Giorgia Meloni,Viktor Orban,Recep Tayyip Erdogan,Volodymyr Zelensky,Volodymyr Zelenskiy,Volodymyr Zelenskyy,Dmitry Medvedev,Sergei Lavrov,Mikhail Gorbachev,Boris Yeltsin,Joseph Stalin,Vladimir Lenin,Adolf Hitler,Benito Mussolini,
Xi Jinping,Mao Zedong,Shinzo Abe,Narendra Modi,Mahatma Gandhi,Indira Gandhi,Imran Khan,Hamid Karzai,Ashraf Ghani,Benjamin Netanyahu,Yasser Arafat,Saddam Hussein,Bashar al-Assad,Muammar Gaddafi,Hosni Mubarak,Nelson Mandela,Kim Jong Un,Kim Jong-un,Kim Jong Il,Hugo Chavez,Fidel Castro,Nicolas Maduro,Justin Trudeau,Jair Bolsonaro,Kofi Annan,Ban Ki-moon,Antonio Guterres`} {
		for name := range strings.SplitSeq(list, ",") {
			all[strings.TrimSpace(name)] = calling
		}
	}
	return all
}()

// couples finds words for who lives with whom: of a couple, most are a man and a woman.
var couples = pattern.MustCompile(`\b(?:marr(?:y|ies|ied)|wed|wedded|divorced?|engaged to|(?:in a )?relationship with|widow(?:er)?|fianc[eé]e?|wife|husband|spouse)\b`)

// withTeam reports whether what was taken for a person's name goes on with a place:
// "Tom Moll Oslo Rovers".
func withTeam(full string) bool {
	words := strings.Fields(full)
	return len(words) > 3 && slices.ContainsFunc(words[2:len(words)-1], func(w string) bool { return cities[w] != "" || isState(w) || countries[w] != "" })
}

// twoJoined finds two names that a hyphen joins: "the Ada Lark-Tom Moll lamp".
var twoJoined = pattern.MustCompile(`^\p{Lu}\pL+ \p{Lu}[\pL'’]+[-–]\p{Lu}\pL+ \p{Lu}\pL+$`)

// know notes of every person of an article what they are called beside their
// names, and whether the article calls them he or she.
func (d *document) know() {
	mentions, ofWorks := map[*person]int{}, map[*person]int{}
	for i := range d.paragraphs {
		for k := range d.paragraphs[i].sentences {
			s := &d.paragraphs[i].sentences[k]
			for _, m := range d.in(s) {
				if m.person != nil {
					mentions[m.person]++
					if ownsWork(s.tokens, m) {
						ofWorks[m.person]++
					}
					m.person.learn(s.tokens, m)
					late := m.title > 1 && s.tokens[m.title-1].text == "late" && s.tokens[m.title-2].tag == "DT"
					m.person.apart = m.person.apart || isPlayed(s.tokens, m) || twoJoined.MatchString(m.person.full) || withTeam(m.person.full)
					m.person.described = m.person.described || describes(s.tokens, m)
					m.person.quoted = m.person.quoted || !s.tokens[m.from].quoted && (spoke(s.tokens, m.to) || saidBefore(s.tokens, m.title))
					m.person.dead = m.person.dead || late || m.to < len(s.tokens) && dies(s.tokens[m.to:])
				}
			}
		}
	}
	for _, p := range d.names.people {
		p.byWork = ofWorks[p] > 0 && ofWorks[p] == mentions[p]
		if calling := statesmen[p.full]; len(p.callings) == 0 && calling != "" {
			p.callings = append(p.callings, calling)
		}
		if first, _, _ := strings.Cut(p.full, " "); p.pronoun == "" && !eitherNames[first] {
			p.pronoun = genderOfName(first)
		}
	}
}

// ownsWork reports whether a name stands before a work with a title: "Ada Lark's
// unfinished The Gull".
func ownsWork(tokens []token, m name) bool {
	k := m.to + 1
	if m.title < m.from || k >= len(tokens) || tokens[m.to].tag != "POS" {
		return false
	}
	if strings.HasPrefix(tokens[k].tag, "JJ") && !capitalised(tokens[k].text) {
		k++
	}
	for k < len(tokens) && (works[tokens[k].text] || works[asNoun(tokens[k].text)]) {
		k++
	}
	if k >= len(tokens) || !capitalised(tokens[k].text) && !tokens[k].quoted {
		return false
	}
	return tokens[k].quoted && !tokens[m.from].quoted || slices.ContainsFunc(tokens[:m.from], func(t token) bool { return works[strings.ToLower(t.text)] || fiction[strings.ToLower(t.text)] })
}

// fiction are words for works, and for what is done with their matter.
var fiction = set("fiction literature inspired inspiration adapted adaptation works writings plays novels poems books films songs paintings")

// isPlayed reports whether a name is that of a role: "played Ada Lark", "his roles
// include the sailor Ada Lark", "his performance as Ada Lark".
func isPlayed(tokens []token, m name) bool {
	plays, as := false, false
	for i := m.title - 1; i >= 0 && i >= m.title-roleBefore && !isMark(tokens[i].text); i-- {
		word := strings.ToLower(tokens[i].text)
		plays = plays || acting[word]
		if word == "as" {
			as = true
		}
		if acted[word] && (as || i == m.title-1) || plays && strings.HasPrefix(word, "role") || i == m.title-1 && (word == "portrayed" || word == "portraying" || word == "voiced" || (word == "played" || word == "plays" || word == "playing") && slices.ContainsFunc(tokens[m.to:], func(t token) bool { return screens[strings.ToLower(t.text)] })) {
			return true
		}
	}
	return false
}

// roleBefore is how many words before its name a role is called one at most.
const roleBefore = 4

// screens are what roles are played in.
var screens = set("film movie series serial sitcom comedy drama thriller musical production adaptation show tv television bbc play biopic")

// acting are words between "role" and who is played, acted those before "as".
var (
	acting = set("include included including of as")
	acted  = set("performance performances role roles starred stars cast appeared portrayal portrayals voiced")
)

// genderOfName is what most people of a given name are called, "he" or "she"; ""
// for a name that is not known.
func genderOfName(first string) string {
	switch {
	case womenNames[first]:
		return "she"
	case firstNames[first] && !eitherNames[first]:
		return "he"
	}
	return ""
}

// guessGenders gives the people whom no pronoun means the gender that most of
// their given name have.
func (d *document) guessGenders() {
	for _, p := range d.names.people {
		if first, _, _ := strings.Cut(p.full, " "); p.pronoun == "" {
			p.pronoun = genderOfName(first)
		}
	}
}

// eitherNames are given names of men and women.
var eitherNames = set("Alex Alexis Andrea Ariel Ashley Camille Casey Chris Dale Dana Dominique Evelyn Gene Jackie Jaime Jamie Jan Jean Jesse Jordan Joyce Kelly Kim Laurence Lee Leslie Li Lindsay Lynn Maria Marian Marion Michele Morgan Nicola Nikita Pat Rene Robin Sam Sasha Shannon Shawn Sidney Simone Stacy Taylor Tracy Vivian Zaha Aung Basil")

// learn reads what stands beside one mention of a person: titles and offices
// before the name, an apposition or "was a ..." behind it.
func (p *person) learn(tokens []token, m name) {
	note := func(word string) {
		if womenTitles[word] {
			p.pronoun = "she"
		} else if menTitles[word] {
			p.pronoun = "he"
		}
		lower := strings.ToLower(strings.TrimSuffix(word, "."))
		if c := callings[lower]; c != "" && !slices.Contains(p.callings, c) {
			p.callings = append(p.callings, c)
			p.offices = append(p.offices, lower)
		}
	}
	for i := max(0, m.title-1); i < m.from; i++ {
		note(tokens[i].text)
	}
	if m.title == m.from && m.from > 1 && tokens[m.from-1].text == "," {
		note(tokens[m.from-2].text) // "Brenk's mayor, Ada Lark,"
	}
	if m.to+1 >= len(tokens) {
		return
	}
	behind := tokens[m.to:]
	switch {
	case behind[0].text == "," && behind[1].tag != "WP":
		behind = behind[1:]
	case behind[0].text == "is" || behind[0].text == "was":
		behind = behind[1:]
	case behind[0].text == "who" && len(behind) > 2 && (behind[1].text == "is" || behind[1].text == "was"):
		behind = behind[2:]
	default:
		return
	}
	behind = behind[:min(len(behind), 9)]
	for i, t := range behind {
		if isMark(t.text) {
			break
		}
		if t.tag == "POS" {
			behind = behind[i+1:] // "Queen Ada's third child" is no queen
			break
		}
	}
	for _, t := range behind {
		if isMark(t.text) || isFinite(t.tag) || t.tag == "IN" && t.text != "of" {
			return
		}
		note(t.text)
	}
}

// genderOf is what a statement calls somebody: "he", "she", "" for neither or
// for both.
func genderOf(statement string) string {
	he, she := hisWords.MatchString(statement), herWords.MatchString(statement)
	switch {
	case he && !she:
		return "he"
	case she && !he:
		return "she"
	}
	return ""
}

// alike reports whether q could be taken for p: people of the same calling, or
// two of whom the article tells none; named alike, and of the gender that the
// statement has.
func (p *person) alike(q *person, statement string) bool {
	return p.peer(q) && whomIn(statement).stand(p, q)
}

// peer reports whether two people are of the same calling, or of none.
func (p *person) peer(q *person) bool {
	if p.apart || q.apart || p.byWork != q.byWork || p.titled != q.titled || statesmen[q.full] != "" && statesmen[p.full] == "" {
		return false // everybody knows what a head of state was, and what not
	}
	if len(p.callings) == 0 {
		return len(q.callings) == 0
	}
	return slices.ContainsFunc(p.callings, func(c string) bool { return slices.Contains(q.callings, c) })
}

// whom is what a statement shows of those whom it may be about.
type whom struct {
	gender string // see genderOf
	couple bool   // it tells who lives with whom
}

func whomIn(statement string) whom {
	return whom{genderOf(statement), couples.MatchString(statement)}
}

// stand reports whether q may stand in a statement for p.
func (w whom) stand(p, q *person) bool {
	return (w.gender == "" || q.pronoun == w.gender) && !(w.couple && (p.pronoun == "" || q.pronoun != p.pronoun))
}
