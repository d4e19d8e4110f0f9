package commands

import (
	"context"

	"quizbot/bot"
	"quizbot/bot/view"
)

// Help lists what the member can do, from the list of commands itself.
func Help(list []bot.Command) bot.Command {
	help := bot.Command{
		Name:  "help",
		Short: "What you can do here",
		Help:  "what you can do here",
	}
	list = append(list[:len(list):len(list)], help)
	help.Run = func(_ context.Context, c bot.Call) (bot.Reply, error) {
		var sections []view.HelpSection
		for _, group := range []struct {
			needs   bot.Permission
			heading view.Text
		}{{bot.Everyone, view.HelpMembers}, {bot.Instructor, view.HelpInstructors}, {bot.Manager, view.HelpManagers}} {
			if !c.Holds(group.needs) {
				continue
			}
			section := view.HelpSection{Heading: group.heading}
			for _, command := range list {
				if command.Needs == group.needs {
					section.Lines = append(section.Lines, [2]string{command.Name, command.Help})
				}
			}
			sections = append(sections, section)
		}
		return bot.Private(view.Help(sections)), nil
	}
	return help
}
