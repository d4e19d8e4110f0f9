// Package discord is what stands between the bot and the discordgo library:
// a transport that sends every request to the configured server, refuses a
// message that could ping somebody, and keeps secrets out of errors; answers
// to interactions that leave no rate-limit bucket behind; and a connection
// that is opened within a time limit.
//
//	client, err := discord.NewClient(discord.Config{Token: token, APIURL: "http://127.0.0.1:8080", Log: log})
//	err = client.Open(ctx)
//
// It knows nothing of quizzes.
package discord
