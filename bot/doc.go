// Package bot plays quizbot's quizzes in Discord.
//
// A [Command] is one slash command with its buttons and forms, in one file of
// package commands. Its handlers take a [Call] and return a [Reply]; they know
// neither discordgo nor how an interaction arrived. The registry turns the
// list of commands into Discord's definitions; the router turns interactions
// into calls, acknowledges in time, checks permissions, and encodes replies:
//
//	b, err := bot.New(bot.Options{Token: token, Engine: engine, Commands: commands.All(deps), ...})
//	err = b.Run(ctx) // until ctx ends
//
// What people read is made in package view, what button ids carry in package
// customid, how we talk to Discord in package discord. The rules of the game
// are in package quiz.
package bot
