package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quizbot/quiz"
	"quizbot/quiz/gradebook"
	zones "quizbot/quiz/schedule"
	"quizbot/quiz/store"
)

func newGradesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "grades COPY [SERVER]",
		Short: "Write a server's gradebook from a copy of the database",
		Long: `Grades writes what /grades table shows of all time, as CSV, to the standard
output: for a server that has removed the bot, whose data are kept for 30 days,
as for any other. COPY is a file that quizbot backup made; it is not needed
afterwards, and brought up to date where an earlier quizbot made it. SERVER is the
server's id; without it the servers are listed.`,
		Example: "  quizbot backup --data data copy.db\n  quizbot grades copy.db\n  quizbot grades copy.db 1086753401234567890 > grades.csv",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return errors.New("give a copy that quizbot backup made and the id of a server, such as quizbot grades copy.db 1086753401234567890")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Stat(args[0]); errors.Is(err, fs.ErrNotExist) { // it would be made
				return fmt.Errorf("there is no file %s: make a copy first, with quizbot backup --data DIR %s", args[0], args[0])
			}
			s, err := store.Open(c.Context(), args[0])
			if err != nil {
				return err
			}
			defer s.Close()
			here, err := s.Communities(c.Context())
			if err != nil {
				return err
			}
			left, err := s.Departed(c.Context())
			if err != nil {
				return err
			}
			var list []string
			for _, id := range here {
				list = append(list, fmt.Sprintf("%s\n", id))
			}
			for id, at := range left {
				list = append(list, fmt.Sprintf("%s, which removed the bot; kept until %s\n", id, at.Add(quiz.KeepAfterLeaving).UTC().Format("2006-01-02 15:04 MST")))
			}
			slices.Sort(list)
			if len(args) == 1 {
				fmt.Fprint(c.OutOrStdout(), strings.Join(list, ""))
				return nil
			}
			community := quiz.CommunityID(args[1])
			if _, gone := left[community]; !gone && !slices.Contains(here, community) {
				return fmt.Errorf("%s has no server %s: these are there\n%s", args[0], community, strings.Join(list, ""))
			}
			engine := quiz.NewEngine(s)
			settings, err := engine.Settings(c.Context(), community)
			if err != nil {
				return err
			}
			zone, err := zones.LoadZone(settings.Zone)
			if err != nil {
				return err
			}
			book, err := engine.Gradebook(c.Context(), community, "", quiz.FirstDay, quiz.LastDay, time.Now())
			if err != nil {
				return err
			}
			file, err := gradebook.CSV(book, zone)
			if err != nil {
				return err
			}
			_, err = c.OutOrStdout().Write(file)
			return err
		},
	}
}
