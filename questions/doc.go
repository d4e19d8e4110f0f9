// Package questions holds what quizbot teaches: sources, the facts they
// support, and the questions and cards made from those facts.
//
// The path of the data:
//
//	article  --article.Read-->  paragraphs      (package article)
//	facts    --generate.Bank--> questions       (package generate)
//	bank     <--bankfile.Read/Write--> YAML     (package bankfile)
//	bank     <--exchange.Formats--> Moodle, Anki and others (package exchange)
//
// This package has the types that all of them share and the checks that every
// bank must pass, whoever wrote it:
//
//	bank, problems := bankfile.Read("sea.yaml", data)
//	problems = append(problems, questions.Check(bank)...)
//
// It knows nothing of rounds, players, Discord, files or YAML.
package questions
