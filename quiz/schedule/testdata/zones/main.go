// Zones loads every time zone that quizbot offers and prints when a quiz at
// 09:00 in Berlin is due.
package main

import (
	"fmt"
	"os"
	"time"

	"quizbot/quiz/schedule"
)

func main() {
	if _, err := os.Stat("/usr"); err == nil {
		fmt.Println("this is not a root folder without zone files")
		os.Exit(1)
	}
	for _, name := range schedule.Zones() {
		if _, err := schedule.LoadZone(name); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
	}
	spec, err := schedule.Parse("0 9 * * *", "Europe/Berlin")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	_, at := spec.Next(time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC))
	fmt.Print(at.Format(time.RFC3339))
}
