// Package localdiscord is a stand-in for Discord that runs on this machine: the
// REST API (v9 and v10) and the gateway, on a loopback address, with members
// whom a test or a page can let run commands, press buttons and fill in forms.
//
// A bot that speaks to it needs no account, no token and no network, and meets
// the limits that Discord enforces: lengths, counts, the three seconds for a
// first answer, ephemeral messages, permissions, rate limits.
//
//	srv := localdiscord.New(localdiscord.Options{})
//	if err := srv.Start("127.0.0.1:0"); err != nil { ... }
//	defer srv.Close()
//	app := srv.AddApplication("quizbot", "any-token")
//	ada := srv.AddUser("ada")
//	guild := srv.AddGuild("Readers", ada.ID)
//	channel := srv.AddChannel(guild.ID, "quiz")
//	srv.Install(app.ID, guild.ID)
//	// ... point the bot at srv.URL() and log in with "any-token", then:
//	answer, err := srv.As(ada.ID).Command(ctx, channel.ID, "quiz", localdiscord.Option{Name: "bank", Value: "sea"})
//	answer.Message.Text() // what ada reads
//
// [Server.RoundTripper] offers the same REST API without a socket, which also
// works inside a testing/synctest bubble; [Server.Subscribe] with the bot's user
// id then delivers its interactions. [Server.Fail] and [Server.SetGateway] make
// things go wrong on demand.
//
// With Options.OpenAPI every exchange is compared with Discord's own OpenAPI
// file; [Server.Violations] lists what does not fit.
//
// Ids are snowflakes as strings, strictly increasing, made from the server's
// clock. All methods may be called from several goroutines.
//
// Not part of it yet: files as command options and in forms, polls, stickers,
// forums, members of threads, user-installed applications, timeouts, shards,
// and the delivery of interactions over HTTP.
package localdiscord
