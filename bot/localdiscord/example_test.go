package localdiscord_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"quizbot/bot/localdiscord"
)

// A member runs a command and reads the answer. The bot here is two requests
// over the in-memory transport; a real one logs in at srv.URL().
func Example() {
	srv := localdiscord.New(localdiscord.Options{})
	defer srv.Close()
	app := srv.AddApplication("quizbot", "any-token")
	ada := srv.AddUser("ada")
	guild := srv.AddGuild("Readers", ada.ID)
	channel := srv.AddChannel(guild.ID, "quiz")
	srv.Install(app.ID, guild.ID)

	bot := &http.Client{Transport: srv.RoundTripper()}
	send := func(method, path, body string) {
		req, _ := http.NewRequest(method, "https://discord.com/api/v10"+path, strings.NewReader(body))
		req.Header.Set("Authorization", "Bot any-token")
		req.Header.Set("Content-Type", "application/json")
		if resp, err := bot.Do(req); err == nil {
			resp.Body.Close()
		}
	}
	send("PUT", "/applications/"+app.ID+"/commands", `[{"name":"ping","description":"Are you there?"}]`)
	events, cancel := srv.Subscribe(app.UserID)
	defer cancel()
	go func() {
		for e := range events {
			if e.Type == "INTERACTION_CREATE" {
				send("POST", "/interactions/"+e.InteractionID+"/"+e.Token()+"/callback", `{"type":4,"data":{"content":"Here I am."}}`)
			}
		}
	}()

	answer, err := srv.As(ada.ID).Command(context.Background(), channel.ID, "ping")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(answer.Message.Text())
	// Output: Here I am.
}

// A request fails once, as a caller's test of trying again needs it.
func ExampleServer_Fail() {
	srv := localdiscord.New(localdiscord.Options{})
	defer srv.Close()
	srv.AddApplication("quizbot", "any-token")
	bot := &http.Client{Transport: srv.RoundTripper()}
	srv.Fail(localdiscord.Fault{Method: "GET", Route: "/users/@me", Status: http.StatusBadGateway})
	for range 2 {
		req, _ := http.NewRequest("GET", "https://discord.com/api/v10/users/@me", nil)
		req.Header.Set("Authorization", "Bot any-token")
		resp, err := bot.Do(req)
		if err != nil {
			fmt.Println(err)
			return
		}
		resp.Body.Close()
		fmt.Println(resp.StatusCode)
	}
	// Output:
	// 502
	// 200
}

// The bot's connection breaks right after the next interaction was sent to it,
// and comes back without RESUMED for five seconds.
func ExampleServer_FailGateway() {
	srv := localdiscord.New(localdiscord.Options{})
	defer srv.Close()
	srv.FailGateway(localdiscord.GatewayFault{Event: "INTERACTION_CREATE", Code: 4000})
	srv.FailGateway(localdiscord.GatewayFault{Event: "RESUMED", Delay: 5 * time.Second})
}

// Two guilds made one after the other belong to neighbouring shards.
func ExampleShard() {
	srv := localdiscord.New(localdiscord.Options{})
	defer srv.Close()
	ada := srv.AddUser("ada")
	one, other := srv.AddGuild("Readers", ada.ID), srv.AddGuild("Writers", ada.ID)
	fmt.Println(localdiscord.Shard(one.ID, 2) != localdiscord.Shard(other.ID, 2))
	// Output: true
}

// A member answers another one with a file.
func ExampleMember_Post() {
	srv := localdiscord.New(localdiscord.Options{})
	defer srv.Close()
	ada, ben := srv.AddUser("ada"), srv.AddUser("ben")
	guild := srv.AddGuild("Readers", ada.ID)
	srv.AddMember(guild.ID, ben.ID)
	channel := srv.AddChannel(guild.ID, "quiz")
	question, err := srv.As(ada.ID).Say(channel.ID, "Who has notes?")
	if err != nil {
		fmt.Println(err)
		return
	}
	notes, err := srv.As(ben.ID).Upload("notes.txt", []byte("three hearts"))
	if err != nil {
		fmt.Println(err)
		return
	}
	answer, err := srv.As(ben.ID).Post(channel.ID, localdiscord.Post{Content: "I have.", ReplyTo: question.ID, Uploads: []string{notes.ID}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(answer.Text())
	// Output:
	// I have.
	// [file notes.txt, 12 bytes]
}
