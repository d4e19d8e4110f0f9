package rules

// TaggedWord is a word or mark of a sentence as the rules see it.
type TaggedWord struct {
	Text, Tag  string // Tag is of the Penn Treebank; a mark is its own tag
	Start, End int    // bytes of the sentence
}

// Tag returns the words and marks of one sentence, without quotation marks,
// the way the rules cut and tag them. Models of sentences are trained on it,
// so that they see in training what they will see in articles.
func Tag(sentence string) ([]TaggedWord, error) {
	lang, err := english()
	if err != nil {
		return nil, err
	}
	plain, at := plainMarks(sentence)
	tokens := lang.tokens(plain)
	words := make([]TaggedWord, len(tokens))
	for i, t := range tokens {
		words[i] = TaggedWord{Text: t.text, Tag: t.tag, Start: at.of(t.start), End: at.of(t.end)}
	}
	return words, nil
}
