// Package extract finds facts in articles.
//
//	a, err := article.Read("sea.txt", data)
//	result, err := extract.Run(ctx, rules.New(), &a)
//	for _, f := range result.Facts {
//		fmt.Println(f.Statement, f.Evidence[0].Quote)
//	}
//	for _, d := range result.Dropped {
//		fmt.Println("not kept:", d.Reason, d.Text)
//	}
//
// An [Extractor] proposes facts; [Gate] keeps those that their evidence
// carries. Every engine goes through the same gate, so a question never rests
// on more than the cited words, however its fact was found.
//
// The package neither reads files nor makes questions.
package extract

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"quizbot/questions"
	"quizbot/questions/article"
)

// Extractor proposes the facts of an article.
type Extractor interface {
	// Extract returns facts in the order of the article, each with at least one
	// piece of evidence, and what it looked at and did not take. The article is
	// not changed. The same article gives the same facts.
	Extract(ctx context.Context, a *article.Article) ([]questions.Fact, []Drop, error)
}

// Drop is a candidate that did not become a fact.
type Drop struct {
	Family    string `json:"family"`    // who proposed it: "rules/role"
	Paragraph int    `json:"paragraph"` // from 1
	Reason    string `json:"reason"`    // a few words that stay the same, to count by
	Detail    string `json:"detail"`    // what exactly, may be ""
	Text      string `json:"text"`      // the sentence or statement concerned
}

// Result is what [Run] found.
type Result struct {
	Facts   []questions.Fact // with ids that are unique within the article
	Dropped []Drop           // in the order of the article
}

// Run lets an engine propose facts, sends them through [Gate] and gives those
// that pass their ids. The evidence of every fact names source.
func Run(ctx context.Context, e Extractor, a *article.Article, source questions.SourceID) (Result, error) {
	facts, dropped, err := e.Extract(ctx, a)
	if err != nil {
		return Result{}, fmt.Errorf("extract facts of %s: %w", a.File, err)
	}
	kept, refused := Gate(a, facts)
	for i := range kept {
		kept[i].Evidence = slices.Clone(kept[i].Evidence)
		for j := range kept[i].Evidence {
			kept[i].Evidence[j].Source = source
		}
	}
	name(kept)
	dropped = append(dropped, refused...)
	slices.SortStableFunc(dropped, func(x, y Drop) int { return cmp.Compare(x.Paragraph, y.Paragraph) })
	return Result{Facts: kept, Dropped: dropped}, nil
}

const idWords = 6 // telling words of the statement that an id is made of

// name gives facts without an id one that follows from the statement, so that
// a new fact elsewhere in the article leaves it as it is.
func name(facts []questions.Fact) {
	taken := map[questions.FactID]bool{}
	for _, f := range facts {
		taken[f.ID] = true
	}
	for i := range facts {
		if facts[i].ID != "" {
			continue
		}
		base := questions.FactID(Slug(facts[i].Statement, idWords))
		id := base
		for n := 2; taken[id] || id == ""; n++ {
			id = questions.FactID(strings.TrimPrefix(fmt.Sprintf("%s-%d", base, n), "-"))
			if base == "" {
				id = questions.FactID(fmt.Sprintf("fact-%d", n-1))
			}
		}
		facts[i].ID, taken[id] = id, true
	}
}

// small are words that say nothing in an id.
var small = map[string]bool{"a": true, "an": true, "the": true, "of": true, "in": true, "on": true, "at": true, "to": true, "by": true, "for": true,
	"and": true, "or": true, "was": true, "were": true, "is": true, "are": true, "be": true, "been": true, "that": true, "with": true, "from": true,
	"as": true, "has": true, "have": true, "had": true, "its": true, "his": true, "her": true, "their": true, "it": true}

// Slug returns up to n telling words of a text as an identifier:
// "The lamp of Brenk burned" gives "lamp-brenk-burned". It is "" for a text
// without Latin letters or digits.
func Slug(text string, n int) string {
	var words []string
	for _, w := range questions.Words(text) {
		if small[w] {
			continue
		}
		plain := strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, deaccented(w))
		if plain == "" || len(plain) > 30 {
			continue
		}
		if words = append(words, plain); len(words) == n {
			break
		}
	}
	slug := strings.Join(words, "-")
	return strings.Trim(slug[:min(len(slug), 80)], "-")
}
