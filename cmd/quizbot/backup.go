package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"quizbot/quiz/store"
)

func newBackupCommand() *cobra.Command {
	var folder string
	c := &cobra.Command{
		Use:   "backup [--data DIR] FILE",
		Short: "Copy the database, also while the bot runs",
		Long: `Backup writes a copy of the database to FILE, which must not be there yet, and
checks the copy whole. The bot may go on working meanwhile: everything that was
acknowledged before is in the copy. Do not copy the database's own files
instead: while the bot works with them they are not whole.

The copy holds the key that signs the bot's buttons and what members answered:
keep it as secret as the database itself. It is readable by its owner only.

To restore, stop the bot, put the copy in the place of quizbot.db in the data
folder, and remove quizbot.db-wal and quizbot.db-shm there if they exist.`,
		Example: "  quizbot backup --data data backups/monday.db",
		Args:    oneFile("the new file to write the copy to, such as quizbot backup backups/monday.db"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := store.Backup(c.Context(), databaseIn(folder), args[0]); err != nil {
				return err
			}
			info, err := os.Stat(args[0])
			if err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%s: %d bytes, checked\n", args[0], info.Size())
			return nil
		},
	}
	c.Flags().StringVar(&folder, "data", "data", "the bot's data folder")
	return c
}
