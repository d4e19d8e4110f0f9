package playground_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"quizbot/bot/playground"
)

func get(t *testing.T, method, path string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	playground.Handler().ServeHTTP(w, httptest.NewRequest(method, path, nil))
	return w.Result()
}

func TestHandlerServesThePageAndItsModules(t *testing.T) {
	tests := []struct {
		method, path string
		status       int
		contentType  string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8"},
		{"GET", "/?token=anything", 200, "text/html; charset=utf-8"},
		{"HEAD", "/", 200, "text/html; charset=utf-8"},
		{"GET", "/app.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/markdown.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/style.css", 200, "text/css; charset=utf-8"},
		{"GET", "/favicon.svg", 200, "image/svg+xml"},
		{"GET", "/static/", 404, "text/plain; charset=utf-8"}, // no directory listing
		{"GET", "/static/app.js", 404, "text/plain; charset=utf-8"},
		{"GET", "/playground.go", 404, "text/plain; charset=utf-8"},
		{"GET", "/../playground.go", 404, "text/plain; charset=utf-8"},
		{"GET", "/quiz", 404, "text/plain; charset=utf-8"},
		{"POST", "/", 405, "text/plain; charset=utf-8"},
		{"DELETE", "/app.js", 405, "text/plain; charset=utf-8"},
	}
	for _, test := range tests {
		got := get(t, test.method, test.path)
		if got.StatusCode != test.status || got.Header.Get("Content-Type") != test.contentType {
			t.Errorf("%s %s: %d %q, want %d %q", test.method, test.path, got.StatusCode, got.Header.Get("Content-Type"), test.status, test.contentType)
		}
	}
}

func TestEveryAnswerForbidsForeignCode(t *testing.T) {
	directives := []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:",
		"form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"}
	for _, path := range []string{"/", "/app.js", "/style.css", "/favicon.svg", "/missing"} {
		header := get(t, "GET", path).Header
		policy := strings.Split(header.Get("Content-Security-Policy"), "; ")
		for _, want := range directives {
			found := false
			for _, got := range policy {
				found = found || got == want
			}
			if !found {
				t.Errorf("%s: policy %q, want %q in it", path, policy, want)
			}
		}
		if got := header.Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s: X-Content-Type-Options %q, want nosniff", path, got)
		}
		if got := header.Get("Referrer-Policy"); got != "no-referrer" {
			t.Errorf("%s: Referrer-Policy %q, want no-referrer", path, got)
		}
	}
}

func TestAnUnchangedFileIsNotSentAgain(t *testing.T) {
	r := httptest.NewRequest("GET", "/app.js", nil)
	r.Header.Set("If-None-Match", get(t, "GET", "/app.js").Header.Get("ETag"))
	w := httptest.NewRecorder()
	playground.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusNotModified {
		t.Errorf("status %d, want 304", w.Code)
	}
}

// TestThePageBuildsNoMarkup keeps ways to turn text into markup, code or
// requests to elsewhere out of the modules.
func TestThePageBuildsNoMarkup(t *testing.T) {
	forbidden := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\(|new Function|srcdoc|\sstyle=|\son[a-z]+="|(src|href|from|url\()\s*=?\s*["']?(https?:)?//`)
	files, err := filepath.Glob("static/*")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(content), "\n") {
			if found := forbidden.FindString(line); found != "" {
				t.Errorf("%s:%d: %q", name, i+1, found)
			}
		}
	}
}

func TestAddressCarriesTheToken(t *testing.T) {
	if got, want := playground.Address("http://127.0.0.1:8080", "a&b"), "http://127.0.0.1:8080/?token=a%26b"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
