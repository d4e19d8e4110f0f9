package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quizbot/questions"
	"quizbot/quiz"
	"quizbot/quiz/store"
)

func newPlayCommand() *cobra.Command {
	var topic string
	var count int
	var seed uint64
	c := &cobra.Command{
		Use:   "play [BANK]",
		Short: "Play a quiz in the terminal",
		Long: `Play asks questions of a bank in the terminal and explains every answer.

Answer with a letter or number ("B", "2"); give the letters of several answers
("A C"), put items in order with all of them ("2 4 1 3"), pair numbers with
letters ("1B 2A 3C"), or write the answer where no options are shown. Press
Enter on an empty line to leave. BANK is a bank file or the name of a built-in
bank; without it russia-taliban is played.`,
		Example: "  quizbot play\n  quizbot play --topic diplomacy-and-talks --count 10",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			bank, sum, err := openBank(bankArgument(args))
			if err != nil {
				return err
			}
			folder, err := os.MkdirTemp("", "quizbot-play-")
			if err != nil {
				return err
			}
			defer os.RemoveAll(folder)
			s, err := store.Open(c.Context(), filepath.Join(folder, "play.db"))
			if err != nil {
				return err
			}
			defer s.Close()
			engine := quiz.NewEngine(s)
			if _, _, err := engine.ImportBank(c.Context(), "", bank, sum, time.Now()); err != nil {
				return err
			}
			game := terminal{engine: engine, in: bufio.NewScanner(c.InOrStdin()), out: c.OutOrStdout(), now: time.Now}
			return game.play(c.Context(), bank.Name, topic, count, seed)
		},
	}
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		if flag, _, ok := strings.Cut(err.Error(), ": strconv."); ok {
			return errors.New(flag + ": write a whole number, such as 7")
		}
		return err
	})
	c.Flags().StringVar(&topic, "topic", "", "ask only about this topic")
	c.Flags().IntVar(&count, "count", 5, "number of questions, 1 to 50")
	c.Flags().Uint64Var(&seed, "seed", 0, "ask the same questions again; 0 picks anew each time")
	return c
}

// terminal is a venue of one player.
type terminal struct {
	engine *quiz.Engine
	in     *bufio.Scanner
	out    io.Writer
	now    func() time.Time
}

const terminalCommunity quiz.CommunityID = "terminal"

func (t terminal) play(ctx context.Context, bank, topic string, count int, seed uint64) error {
	if count < 1 || count > quiz.MaxQuestions {
		return fmt.Errorf("--count %d: use 1 to %d", count, quiz.MaxQuestions)
	}
	player := quiz.Player{ID: "you", Name: "you"}
	if seed == 0 {
		seed = uint64(t.now().UnixNano())
	}
	round, err := t.engine.Open(ctx, quiz.Plan{
		Kind: quiz.Practice, Venue: quiz.Venue{Community: terminalCommunity}, Owner: player.ID, Bank: bank, Topic: topic,
		Count: count, Reveal: quiz.RevealAtOnce, OpensAt: t.now(), Seed: seed,
	})
	if errors.Is(err, quiz.ErrNoQuestions) {
		return fmt.Errorf("bank %s has no approved question on topic %q: leave --topic out, or see the topics with quizbot export", bank, topic)
	}
	if err != nil {
		return err
	}
	position, err := t.engine.Start(ctx, terminalCommunity, round.ID, player, t.now())
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s\n", round.Title)
	right := 0
	for !position.Finished {
		given, ok := t.ask(position)
		if !ok {
			fmt.Fprintf(t.out, "\nLeft after %d of %d.\n", position.No, len(round.Asks))
			return nil
		}
		outcome, err := t.engine.Answer(ctx, terminalCommunity, round.ID, position.No, player, given, t.now(), t.now())
		if err != nil {
			return err
		}
		if outcome.Answer.Verdict.Correct {
			right++
		}
		t.explain(outcome)
		position = outcome.Next
	}
	fmt.Fprintf(t.out, "\n%d of %d right.\n", right, len(round.Asks))
	return nil
}

// ask shows a question until it is answered; false when the player leaves.
func (t terminal) ask(p quiz.Position) (given []string, ok bool) {
	q := p.Ask().Question
	fmt.Fprintf(t.out, "\nQuestion %d of %d\n%s\n", p.No+1, len(p.Round.Asks), q.Stem)
	for i, prompt := range q.Prompts {
		fmt.Fprintf(t.out, "  %d. %s\n", i+1, prompt)
	}
	for i, option := range p.Shown {
		fmt.Fprintf(t.out, "  %c) %s\n", 'A'+i, option)
	}
	for {
		fmt.Fprint(t.out, "> ")
		if !t.in.Scan() || strings.TrimSpace(t.in.Text()) == "" {
			return nil, false
		}
		given, err := quiz.ParseGiven(q, p.Shown, t.in.Text())
		if err == nil {
			return given, true
		}
		switch {
		case quiz.WantedOf(q) != quiz.WantText:
			fmt.Fprintf(t.out, "The answer is a %s: type one, or press Enter to leave.\n", quiz.WantedOf(q))
		case q.Typed():
			fmt.Fprintf(t.out, "Type the answer in at most %d characters, or press Enter to leave.\n", quiz.MaxTyped)
		case q.Form == questions.Order:
			fmt.Fprintf(t.out, "Type each item once, for example %s\n", "2 1 3 4")
		case q.Form == questions.Several:
			fmt.Fprintf(t.out, "Type the letters of all right answers, for example %s\n", "A C")
		case q.Form == questions.Match:
			fmt.Fprintf(t.out, "Give each number one letter, for example %s\n", "1B 2A 3C")
		default:
			fmt.Fprintf(t.out, "Type a letter from A to %c, or press Enter to leave.\n", 'A'+len(p.Shown)-1)
		}
	}
}

func (t terminal) explain(o quiz.Outcome) {
	q := o.Ask.Question
	switch {
	case o.Answer.Verdict.Correct && q.Typed():
		fmt.Fprintf(t.out, "Right: %s\n", q.Key[0])
	case o.Answer.Verdict.Correct:
		fmt.Fprintln(t.out, "Right.")
	case q.Form == questions.Order:
		fmt.Fprintf(t.out, "Not quite: %d points of 100. The right order:\n", o.Answer.Verdict.Points)
		for i, item := range q.Key {
			fmt.Fprintf(t.out, "  %d. %s\n", i+1, item)
		}
	case q.Form == questions.Match:
		fmt.Fprintf(t.out, "Not quite: %d points of 100. The right pairs:\n", o.Answer.Verdict.Points)
		for i, side := range q.Key {
			fmt.Fprintf(t.out, "  %d. %s: %s\n", i+1, q.Prompts[i], side)
		}
	case q.Form == questions.Several && o.Answer.Verdict.Points > 0:
		fmt.Fprintf(t.out, "Not quite: %d points of 100. Right: %s\n", o.Answer.Verdict.Points, strings.Join(q.Key, ", "))
	case q.Form == questions.Several:
		fmt.Fprintf(t.out, "Wrong. Right: %s\n", strings.Join(q.Key, ", "))
	default:
		fmt.Fprintf(t.out, "Wrong. Right: %s\n", q.Key[0])
	}
	for _, option := range questions.OptionsOf(q, q.Feedback) {
		if slices.Contains(o.Answer.Given, option) {
			fmt.Fprintf(t.out, "%s: %s\n", option, q.Feedback[option])
		}
	}
	fmt.Fprintln(t.out, o.Ask.Question.Explanation)
	for _, citation := range o.Ask.Citations {
		fmt.Fprintf(t.out, "Source: %s\n", citation.Text)
	}
}
