package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"quizbot/quiz"
)

func TestTheGradesOfAServerThatRemovedTheBot(t *testing.T) {
	folder, copied := t.TempDir(), filepath.Join(t.TempDir(), "copy.db")
	s, err := openService(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	bank, sum, err := openBank("russia-taliban")
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.engine.ImportBank(t.Context(), "", bank, sum, time.Now()); err != nil {
		t.Fatal(err)
	}
	opens := time.Now().Add(-2 * time.Hour)
	round, err := s.engine.Open(t.Context(), quiz.Plan{Kind: quiz.Daily, Venue: quiz.Venue{Community: "711", Channel: "712"}, Bank: bank.Name, Count: 1,
		Reveal: quiz.RevealAtOnce, OpensAt: opens, ClosesAt: opens.Add(time.Hour)})
	if err != nil {
		t.Fatal(err)
	}
	mina := quiz.Player{ID: "713", Name: "Mina"}
	if _, err := s.engine.Start(t.Context(), "711", round.ID, mina, opens); err != nil {
		t.Fatal(err)
	}
	if _, err := s.engine.Answer(t.Context(), "711", round.ID, 0, mina, round.Asks[0].Question.Key, opens, opens); err != nil {
		t.Fatal(err)
	}
	if _, err := s.engine.Close(t.Context(), round.ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	if err := s.engine.Leave(t.Context(), "711", time.Now()); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	tests := []struct {
		args           []string
		exit           int
		prints, errors string
	}{
		{[]string{"grades", copied}, exitUsage, "", "make a copy first, with quizbot backup --data DIR"},
		{[]string{"backup", "--data", folder, copied}, exitFine, "checked", ""},
		{[]string{"grades"}, exitUsage, "", "give a copy that quizbot backup made"},
		{[]string{"grades", copied}, exitFine, "711, which removed the bot; kept until 20", ""},
		{[]string{"grades", copied, "999"}, exitUsage, "", "has no server 999: these are there\n711"},
		{[]string{"grades", copied, "711"}, exitFine, "Mina", ""},
		{[]string{"grades", filepath.Join(folder, "quizbot.db")}, exitUsage, "", "is in use by another quizbot"},
	}
	for _, test := range tests {
		stdout.Reset()
		stderr.Reset()
		exit := run(test.args, strings.NewReader(""), &stdout, &stderr)
		if exit != test.exit || !strings.Contains(stdout.String(), test.prints) || !strings.Contains(stderr.String(), test.errors) {
			t.Errorf("%q: exit %d\n%s%s", test.args, exit, stdout.String(), stderr.String())
		}
	}
}
