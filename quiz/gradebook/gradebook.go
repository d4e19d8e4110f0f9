// Package gradebook writes grades as a file for spreadsheets:
//
//	book, err := engine.Gradebook(ctx, community, schedule, first, last, now)
//	data, err := gradebook.CSV(book, zone)
//
// A line is a member, and three columns are a quiz: points, maximum, and when
// it was finished. Cells of members and banks cannot be taken for formulas, and
// ids stay the same when names change.
package gradebook

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"time"

	"quizbot/questions/exchange"
	"quizbot/quiz"
)

// The columns before those of quizzes.
var fixed = []string{"member_id", "name", "points", "maximum", "quizzes_taken", "excused"}

// CSV returns the gradebook with times in zone. A quiz that a member did not
// take has 0 points; one that they were excused from has no points and no
// maximum, and "excused" for its end.
func CSV(b quiz.Gradebook, zone *time.Location) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff") // spreadsheets take the file for an old code page without it
	w := csv.NewWriter(&out)
	head := fixed
	for _, r := range b.Rounds {
		name := fmt.Sprintf("%s %s (%s)", r.Title, r.OpenedAt.In(zone).Format("2006-01-02 15:04"), r.ID)
		head = append(head[:len(head):len(head)], name+" points", name+" maximum", name+" finished")
	}
	rows := [][]string{head}
	for _, member := range b.Rows {
		row := []string{string(member.Player.ID), member.Player.Name, strconv.Itoa(member.Points), strconv.Itoa(member.Max),
			strconv.Itoa(member.Taken), strconv.Itoa(member.Excused)}
		for i, c := range member.Cells {
			switch {
			case c.Excused && !c.Taken:
				row = append(row, "", "", "excused")
				continue
			case c.FinishedAt.IsZero():
				row = append(row, strconv.Itoa(c.Points), strconv.Itoa(b.Rounds[i].Max()), "")
				continue
			}
			row = append(row, strconv.Itoa(c.Points), strconv.Itoa(b.Rounds[i].Max()), c.FinishedAt.In(zone).Format("2006-01-02 15:04:05"))
		}
		rows = append(rows, row)
	}
	for _, row := range rows {
		for i := range row {
			row[i] = exchange.Neutral(row[i])
		}
		if err := w.Write(row); err != nil {
			return nil, fmt.Errorf("write grades: %w", err)
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}
