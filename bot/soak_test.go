package bot_test

import (
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"quizbot/bot/bottest"
	"quizbot/bot/localdiscord"
)

// soak is members who practise on and on, at Discord's own limits: a quiz of
// 20 questions, every answer pressed, then the next quiz.
type soak struct {
	t       testing.TB
	stage   *bottest.Stage
	members []*practiser
}

type practiser struct {
	who localdiscord.User
	now *localdiscord.Message // what they look at; nil = nothing
}

func newSoak(t testing.TB) *soak {
	t.Helper()
	// What is remembered of requests would grow for as long as the soak lasts.
	stage := bottest.NewOn(t, localdiscord.Options{Keep: 200}, bottest.Bank())
	s := &soak{t: t, stage: stage}
	for range 8 {
		who := stage.Discord.AddUser("Member")
		stage.Discord.AddMember(stage.Guild.ID, who.ID)
		s.members = append(s.members, &practiser{who: who})
	}
	return s
}

// interact has the members interact n times in all and waits for every answer.
// The clock goes on by 25 minutes for each 400, so that the local Discord
// forgets interactions whose tokens are dead, and members may go on.
func (s *soak) interact(n int) {
	s.t.Helper()
	for n > 0 && !s.t.Failed() {
		batch := min(n, 400) // 50 of each, within a member's budget
		n -= batch
		var lanes sync.WaitGroup
		for i, p := range s.members {
			share := batch / len(s.members)
			if i < batch%len(s.members) {
				share++
			}
			lanes.Go(func() {
				for range share {
					if !s.once(p) {
						return
					}
				}
			})
		}
		lanes.Wait()
		s.stage.Advance(25 * time.Minute)
	}
}

// once makes one interaction.
func (s *soak) once(p *practiser) bool {
	discord := s.stage.Discord.As(p.who.ID)
	if p.now != nil && bottest.Button(p.now, "Next question") == "" && bottest.Button(p.now, "See all") != "" {
		if err := discord.Delete(p.now.ID); err != nil { // read and dismissed
			s.t.Errorf("dismiss: %v", err)
			return false
		}
		p.now = nil
	}
	var answer *localdiscord.Response
	var err error
	if p.now == nil {
		answer, err = discord.Command(s.t.Context(), string(s.stage.Venue.Channel), "quiz", localdiscord.Option{Name: "count", Value: 20})
	} else {
		id := bottest.Button(p.now, "Next question")
		for _, b := range p.now.Buttons() {
			if id == "" && !b.Disabled && (len(b.Label) > 1 && b.Label[1] == ')' || b.Label == "Send") {
				id = b.CustomID
			}
		}
		answer, err = discord.Press(s.t.Context(), p.now.ID, id)
	}
	if err != nil {
		s.t.Errorf("interaction: %v", err)
		return false
	}
	if p.now, err = answer.Wait(s.t.Context()); err != nil { // a busy bot says first that it is thinking
		s.t.Errorf("answer to an interaction: %v", err)
		return false
	}
	return true
}

// measured is what a process holds.
type measured struct {
	heap       float64 // MiB, after a collection
	goroutines int
}

func (s *soak) measure() measured {
	s.t.Helper()
	// A new login ends the session for which the local Discord keeps the last
	// 5,000 to 10,000 events.
	s.stage.Discord.InvalidateSessions(false)
	time.Sleep(100 * time.Millisecond) // for what is ending
	for began := time.Now(); !s.stage.Discord.Connected(s.stage.App.ID); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			s.t.Fatal("the bot does not come back")
		}
	}
	runtime.GC()
	runtime.GC() // what the first one finalised
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return measured{float64(m.HeapAlloc) / (1 << 20), runtime.NumGoroutine()}
}

// Figures of BenchmarkInteractions, 100,000 of them; TestSoak asserts ten times
// as much for its 2,000.
const (
	soakHeap       = 1  // MiB
	soakGoroutines = 20 // of HTTP connections that are kept open for the next request
)

// BenchmarkInteractions has members answer quizzes, 8 at once, and reports what
// the process, the local Discord included, keeps after the first 5,000
// interactions:
//
//	go test ./bot -run '^$' -bench Interactions -benchtime 100000x
func BenchmarkInteractions(b *testing.B) {
	s := newSoak(b)
	s.interact(5000)
	before := s.measure()
	b.ResetTimer()
	s.interact(b.N)
	b.StopTimer()
	after := s.measure()
	b.ReportMetric(after.heap-before.heap, "heap-growth-MiB")
	b.ReportMetric(float64(after.goroutines-before.goroutines), "goroutine-growth")
	b.ReportMetric(float64(s.stage.Discord.RateLimited()), "429s")
}

// TestSoakKeepsNothingAndCausesNo429 is the benchmark in a short form.
func TestSoakKeepsNothingAndCausesNo429(t *testing.T) {
	s := newSoak(t)
	s.interact(1000)
	before := s.measure()
	s.interact(2000)
	after := s.measure()
	if grown := after.heap - before.heap; grown > 10*soakHeap {
		t.Errorf("the heap grew by %.1f MiB, want at most %d", grown, 10*soakHeap)
	}
	if more := after.goroutines - before.goroutines; more > 10*soakGoroutines {
		t.Errorf("%d more goroutines, want at most %d", more, 10*soakGoroutines)
	}
	if n := s.stage.Discord.RateLimited(); n != 0 {
		t.Errorf("%d times too many requests", n)
	}
	for _, r := range s.stage.Discord.Requests() {
		if r.Status >= 400 && strings.Contains(r.Route, "/interactions/") {
			t.Errorf("%s %s was refused: %d %s", r.Method, r.Route, r.Status, r.Verdict)
		}
	}
}
