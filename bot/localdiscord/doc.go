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
// # Bots in any language
//
// A client library needs the address of the API; it finds the gateway by
// itself. In discord.js that is rest: { api: srv.URL() + "/api" }, in disgo
// rest.WithURL(srv.URL() + "/api/v10"). discordgo has it in constants, so give
// its session a transport that sends the requests here:
//
//	type elsewhere struct{ host string } // "127.0.0.1:PORT"
//
//	func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
//		r = r.Clone(r.Context())
//		r.URL.Scheme, r.URL.Host = "http", e.host
//		return http.DefaultTransport.RoundTrip(r)
//	}
//
//	session.Client = &http.Client{Transport: elsewhere{host}}
//
// # Acting as a member over HTTP
//
// What [Server.As] does a page or a program can do with JSON. Every request
// carries [Server.AccessToken] in the header X-Local-Token; user is the id of
// the member who looks or acts.
//
//	GET  /local/state?user=ID                  users, guilds with roles, channels, threads and members, direct messages, commands; all without user
//	GET  /local/channels/CHANNEL/messages?user=ID
//	GET  /local/events?user=ID                 server-sent events {"type", "data"}, as [Event] describes them
//	POST /local/messages      {"user", "channel_id", "content", "reply_to", "uploads": [ids]}
//	PATCH /local/messages     {"user", "message_id", "content"}  one's own; DELETE without content removes it
//	POST /local/uploads?user=ID&name=NAME  a file as the body; answers with its "id" for messages, options and forms
//	POST /local/threads       {"user", "channel_id", "message_id", "name"}; in a forum "content" and "tags" instead of a message
//	POST /local/threads/members {"user", "channel_id", "remove": false}
//	POST /local/votes         {"user", "message_id", "answers": [1]}  in a poll, in place of earlier votes
//	POST /local/reactions     {"user", "message_id", "emoji", "remove": false}
//	POST /local/typing        {"user", "channel_id"}
//	POST /local/direct        {"user", "bot"}  answers with the id of their channel
//	POST /local/interactions  {"user", "channel_id", "type", ...} waits for the first answer
//
// An application whose interactions come over HTTP (see [Server.SetEndpoint]):
//
//	POST /local/endpoint      {"application_id", "url"}  answers with the "public_key" that checks signatures
//
// Things go wrong on demand (see [Fault], [GatewayFault] and [GatewayPlan]):
//
//	POST   /local/faults          {"method", "route", "channel_id", "times", "delay_ms", "status", "body", "header", "close", "after"}
//	POST   /local/gateway/faults  {"frame", "from_client", "event", "shard", "lost", "code", "delay_ms", "do"}
//	POST   /local/gateway/close   {"code"}  closes every connection now; 0 drops them
//	PUT    /local/gateway/plan    {"refuse", "no_hello", "no_ready", "no_ack", "reconnect", "invalidate", "close_code", "again"}
//	GET    /local/requests?after=0  what bots sent, with "sequence", "status", "verdict" and, given Options.OpenAPI, "violations"
//	GET    /local/gateway         payloads "sent" and "received" so far, "sessions", "connections", "faults" that wait
//	DELETE /local/faults          all is well again
//
// To cut a bot's connection after each frame of a story in turn, read "sent"
// before and after an undisturbed run; then run it once for each number n up to
// the difference, with {"frame": n} posted before.
//
// An interaction's type and what comes with it:
//
//	2  command       "name", "options": [{"name", "type", "value"}], subcommands as options with "options";
//	                 for one on a user or message "command_type" 2 or 3 and "target_id"
//	3  control       "message_id", "custom_id", in a select "values": [...]
//	4  suggestions   as a command; the option being typed has "focused": true
//	5  form          "interaction_id" and "custom_id" of the form, "fields": {"custom_id": "text" or [...]}
//
// The answer has the interaction's "id", "result" (message, deferred, update,
// none, modal, choices) and, with the last two, "modal" or "choices". What a
// real client would not allow is 400, what is possible no more 409, a bot that
// does not answer 504, each with a "message" for the member.
//
// Ids are snowflakes as strings, strictly increasing, made from the server's
// clock. All methods may be called from several goroutines.
//
// Not part of it: stickers, custom emojis, voice, scheduled events, categories,
// moderation routes, permissions of single commands, entitlements, requests for
// lists of members over the gateway, and OAuth2. Users talk to bots, not to each
// other, in direct messages.
package localdiscord
