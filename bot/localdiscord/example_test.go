package localdiscord_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"

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
