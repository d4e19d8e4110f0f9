package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"quizbot/questions/extract/rules"
	"quizbot/questions/extract/rules/depparse/internal/transition"
)

// sentence is a sentence of the treebank, cut and tagged as the rules do.
type sentence struct {
	document string
	words    []string
	tags     []string
	gold     []string // tags by hand
	heads    []int32  // -1 for the root
	labels   []string
}

// node is a token of the treebank.
type node struct {
	form, tag, label string
	head             int // index; -1 for the root
	start, end       int // bytes of the text
}

// reduced are relations that are told apart in the treebank and not here.
var reduced = map[string]string{
	"nsubj:outer": "nsubj", "csubj:outer": "csubj", "csubj:pass": "csubj", "advcl:relcl": "advcl",
	"det:predet": "det", "cc:preconj": "cc", "vocative": "discourse", "goeswith": "flat",
	"reparandum": "dep", "dislocated": "dep", "orphan": "dep", "list": "parataxis",
}

// readTreebank reads every CoNLL-U file below dir. Lost counts sentences that
// could not be brought over to the words of the rules.
func readTreebank(dir string) (sentences []sentence, lost int, err error) {
	var files []string
	err = filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(path, ".conllu") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return nil, 0, fmt.Errorf("look for CoNLL-U files: %w", err)
	}
	if len(files) == 0 {
		return nil, 0, fmt.Errorf("%s holds no .conllu file", dir)
	}
	slices.Sort(files)
	for _, file := range files {
		n, err := readFile(file, &sentences)
		if err != nil {
			return nil, 0, fmt.Errorf("read %s: %w", file, err)
		}
		lost += n
	}
	return sentences, lost, nil
}

func readFile(path string, sentences *[]sentence) (lost int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	part := filepath.Base(filepath.Dir(path))
	document, text := filepath.Base(path), ""
	var nodes []node
	var lastEnd int // of a token that is written together with the ones before
	inside := 0     // tokens of a written word still to come
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if name, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			document = name
		}
		if t, ok := strings.CutPrefix(line, "# text = "); ok {
			text, nodes, lastEnd, inside = t, nil, 0, 0
		}
		if line == "" && len(nodes) > 0 {
			s, ok, err := convert(text, nodes)
			if err != nil {
				return lost, err
			}
			if ok {
				s.document = part + "/" + document
				*sentences = append(*sentences, s)
			} else {
				lost++
			}
			nodes = nil
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 10 || strings.Contains(fields[0], ".") {
			continue
		}
		if first, last, ok := strings.Cut(fields[0], "-"); ok {
			a, _ := strconv.Atoi(first)
			b, _ := strconv.Atoi(last)
			if at := strings.Index(text[lastEnd:], fields[1]); at >= 0 {
				inside = b - a + 1
			}
			continue
		}
		n := node{form: fields[1], tag: fields[4], label: fields[7]}
		head, err := strconv.Atoi(fields[6])
		if err != nil {
			return lost, fmt.Errorf("head %q: %w", fields[6], err)
		}
		n.head = head - 1
		// Tokens of one written word spell it, in nearly every case.
		at := strings.Index(text[lastEnd:], n.form)
		if at < 0 || inside > 0 && at > 3 {
			n.start, n.end = lastEnd, lastEnd
		} else {
			n.start, n.end = lastEnd+at, lastEnd+at+len(n.form)
			lastEnd = n.end
		}
		inside = max(0, inside-1)
		if to, ok := reduced[n.label]; ok {
			n.label = to
		}
		nodes = append(nodes, n)
	}
	return lost, lines.Err()
}

// convert carries a tree over to the words that the rules see: words that the
// treebank cuts up become one, those that it keeps together hang on the first,
// and what the rules leave out gives its dependents to its head.
func convert(text string, nodes []node) (sentence, bool, error) {
	words, err := rules.Tag(text)
	if err != nil || len(words) == 0 {
		return sentence{}, false, err
	}
	depths := make([]int, len(nodes))
	for i := range nodes {
		for h := nodes[i].head; h >= 0 && depths[i] <= len(nodes); h = nodes[h].head {
			depths[i]++
		}
	}
	var s sentence
	wordOf := make([]int, len(nodes)) // which word a node is in; -1 = left out
	for i := range wordOf {
		wordOf[i] = -1
	}
	standsFor := make([]int, len(words)) // the node that is the word's; -1 = none
	firstNode := make([]int, len(words))
	for w, word := range words {
		standsFor[w], firstNode[w] = -1, -1
		for i, n := range nodes {
			if n.start >= word.End || n.end <= word.Start {
				continue
			}
			if firstNode[w] < 0 {
				firstNode[w] = i
			}
			if wordOf[i] >= 0 {
				continue // an earlier word has it
			}
			wordOf[i] = w
			if standsFor[w] < 0 || depths[i] < depths[standsFor[w]] {
				standsFor[w] = i
			}
		}
	}
	for w, word := range words {
		s.words, s.tags = append(s.words, word.Text), append(s.tags, word.Tag)
		i := standsFor[w]
		if i < 0 {
			if firstNode[w] < 0 || wordOf[firstNode[w]] == w {
				return sentence{}, false, nil
			}
			label := "flat"
			if strings.Trim(word.Text, ".,:;-–—/()[]!?%") == "" {
				label = "punct"
			}
			s.heads, s.labels = append(s.heads, int32(wordOf[firstNode[w]])), append(s.labels, label)
			s.gold = append(s.gold, word.Tag)
			continue
		}
		head := nodes[i].head
		for head >= 0 && wordOf[head] < 0 {
			head = nodes[head].head
		}
		if head >= 0 {
			head = wordOf[head]
		}
		s.heads, s.labels = append(s.heads, int32(head)), append(s.labels, nodes[i].label)
		s.gold = append(s.gold, goldTag(word, nodes[i], firstNode[w] != i || nodes[i].end < word.End))
	}
	return s, s.isTree(), nil
}

// goldTag returns the tag that word should have had, in the tag set of the
// rules; merged says that the treebank cuts it up, as it does with hyphens.
func goldTag(word rules.TaggedWord, n node, merged bool) string {
	switch {
	case strings.EqualFold(word.Text, "to"), transition.IsMark(word.Tag), len(n.tag) < 2 && n.tag != "$", !isPenn[n.tag]:
		return word.Tag
	case merged && n.label == "amod":
		return "JJ"
	case merged && n.label == "nummod":
		return "CD"
	}
	return n.tag
}

var isPenn = func() map[string]bool {
	m := map[string]bool{}
	for _, t := range strings.Fields("CC CD DT EX FW IN JJ JJR JJS LS MD NN NNS NNP NNPS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB $") {
		m[t] = true
	}
	return m
}()

// isTree reports whether there is one root and every word hangs on it.
func (s *sentence) isTree() bool {
	roots := 0
	for i, head := range s.heads {
		if head < 0 {
			roots++
			s.labels[i] = "root"
		}
		steps := 0
		for h := head; h >= 0; h = s.heads[h] {
			if steps++; steps > len(s.heads) {
				return false
			}
		}
	}
	return roots == 1
}
