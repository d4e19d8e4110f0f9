// Package bankfile reads and writes banks as YAML files, the form in which
// people write, compare and exchange them.
//
//	bank, problems := bankfile.Read("sea.yaml", data)
//	for _, p := range problems {
//		fmt.Println(p) // sea.yaml:41:5: "promtp" is not a key of a question; did you mean "prompt"? (unknown-key)
//	}
//
// A bank is all there or not at all: with any problem Read returns no bank,
// and it tells of all problems at once. Nothing that a person wrote is
// changed on the way: text is kept as it stands or refused with the advice to
// put it in quotes. Write gives the one canonical form of a bank, so that
// reading and writing again gives the same bytes.
//
// Files come from strangers. A scanner of our own (scan.go) first reads the
// text once and refuses what is too large, too deep, has aliases, tags or a
// second document, or is not in the plain subset of YAML that bank files
// need; only then does the YAML library see it. Whether a bank makes sense is
// not decided here but by questions.Check; [File.Locate] gives its problems
// their lines.
package bankfile
