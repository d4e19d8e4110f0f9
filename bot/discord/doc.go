// Package discord is what stands between the bot and Discord. Of the discordgo
// library it uses the types, their JSON and the requests; what that library
// does wrong is done here:
//
//   - A transport that every request goes through. It sends to the configured
//     server, refuses a message that could ping somebody, keeps Discord's rate
//     limits (the bot's and each route's, learned from the answers), sends
//     again only what may be sent twice, reads bounded answers, stops at once
//     when the token is refused, and keeps secrets out of errors and logs.
//   - A connection to the gateway. discordgo's own cannot be made safe from
//     outside: it hangs with its lock held when a reconnect comes before READY,
//     answers an invalid session with a login, again and again, at once, and a
//     message that is just "null" ends the process in a goroutine of its own.
//     Ours is given up when it is not ready in time, logs in at most 900 times
//     a day with a pause between, notices a dead line within two heartbeats,
//     resumes, and stops for good on the codes that only the operator can mend.
//   - A pool of goroutines with a bounded queue for what comes in.
//
// An example:
//
//	client, err := discord.NewClient(discord.Config{Token: token, Log: log})
//	err = client.Open(ctx, discord.Events{Ready: ready, GuildCreate: joined, Interaction: answer})
//	defer client.Close()
//	<-client.Failed() // the token was refused, say; client.Health() tells
//
// It knows nothing of quizzes.
package discord
