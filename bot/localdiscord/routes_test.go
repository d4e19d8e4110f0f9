package localdiscord_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"quizbot/bot/localdiscord"
)

// played remembers which tests used a route with success.
var played = struct {
	sync.Mutex
	by map[string]map[string]bool // test names by "METHOD /template"
}{by: map[string]map[string]bool{}}

// notePlayed adds the routes that a test used.
func notePlayed(test string, requests []localdiscord.Request) {
	test, _, _ = strings.Cut(test, "/")
	played.Lock()
	defer played.Unlock()
	for _, r := range requests {
		if route := r.Method + " " + r.Route; r.Status >= 200 && r.Status < 300 {
			if played.by[route] == nil {
				played.by[route] = map[string]bool{}
			}
			played.by[route][test] = true
		}
	}
}

// TestMain prints, with -v, every route and the tests that use it. That each
// is used at all is what TestEveryRouteAnswersAsDiscordDescribes demands.
func TestMain(m *testing.M) {
	code := m.Run()
	if testing.Verbose() {
		server := localdiscord.New(localdiscord.Options{})
		for _, route := range server.Routes() {
			tests := slices.Sorted(maps.Keys(played.by[route]))
			fmt.Printf("route %s: %d tests: %s\n", route, len(tests), strings.Join(tests, ", "))
		}
		server.Close()
	}
	os.Exit(code)
}
