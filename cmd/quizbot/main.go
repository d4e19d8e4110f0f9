// Command quizbot turns articles into quizzes in which every answer is
// explained with a cited source, and runs them in Discord.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
