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

// TestMain prints, with -v, every route that bots may expect with its priority
// and the tests that used it, then those that the server has besides. That each
// route served is used is what TestEveryRouteAnswersAsDiscordDescribes demands.
func TestMain(m *testing.M) {
	code := m.Run()
	if testing.Verbose() {
		server := localdiscord.New(localdiscord.Options{})
		served := server.Routes()
		server.Close()
		print := func(priority, route string) {
			if !slices.Contains(served, route) {
				fmt.Printf("%s %s: not served\n", priority, route)
				return
			}
			tests := slices.Sorted(maps.Keys(played.by[route]))
			fmt.Printf("%s %s: %d tests: %s\n", priority, route, len(tests), strings.Join(tests, ", "))
		}
		expected := []string{}
		for priority := 1; priority <= 3; priority++ {
			for _, route := range contractRoutes[priority] {
				print(fmt.Sprintf("P%d", priority), route)
				expected = append(expected, route)
			}
		}
		for _, route := range served {
			if !slices.Contains(expected, route) {
				print("more", route)
			}
		}
	}
	os.Exit(code)
}
