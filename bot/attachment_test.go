package bot

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"quizbot/bot/view"
)

// answering is a transport that never dials: it notes what would be asked.
type answering struct {
	asked  []*http.Request
	answer func(*http.Request) (*http.Response, error)
}

func (a *answering) RoundTrip(r *http.Request) (*http.Response, error) {
	a.asked = append(a.asked, r)
	return a.answer(r)
}

func response(status int, body io.Reader, header ...string) *http.Response {
	r := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(body), ContentLength: -1}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

func TestI5AttachmentsComeFromDiscordAlone(t *testing.T) {
	tests := []struct {
		apiURL, url string
		allowed     bool
	}{
		{"", "https://cdn.discordapp.com/attachments/1/2/sea.gift?ex=1&hm=2", true},
		{"", "https://media.discordapp.net/attachments/1/2/sea.gift", true},
		{"", "https://CDN.discordapp.com:443/a", true},
		{"", "http://cdn.discordapp.com/a", false}, // not in the clear
		{"", "https://cdn.discordapp.com:8443/a", false},
		{"", "https://cdn.discordapp.com.evil.example/a", false},
		{"", "https://cdn.discordapp.com./a", false},
		{"", "https://evil.example/cdn.discordapp.com/a", false},
		{"", "https://cdn.discordapp.com@evil.example/a", false},
		{"", "https://me:secret@cdn.discordapp.com/a", false},
		{"", "https://discord.com/a", false},
		{"", "http://127.0.0.1:8080/a", false},
		{"", "http://169.254.169.254/latest/meta-data", false},
		{"", "http://[::ffff:127.0.0.1]/a", false},
		{"", "file:///etc/passwd", false},
		{"", "https:cdn.discordapp.com/a", false},
		{"", "//cdn.discordapp.com/a", false},
		{"", "", false},
		{"", "https://cdn.discordapp.com/%zz", false},
		{"http://127.0.0.1:8080", "http://127.0.0.1:8080/attachments/1/2/a?key=3", true},
		{"http://127.0.0.1:8080", "http://127.0.0.1:8081/a", false},
		{"http://127.0.0.1:8080", "https://127.0.0.1:8080/a", false},
		{"http://127.0.0.1:8080", "http://localhost:8080/a", false},
		{"https://discord.example", "https://discord.example/a", true},
		{"https://discord.example", "https://cdn.discord.example/a", false},
		{"https://discord.example", "https://cdn.discordapp.com/a", true},
	}
	for _, test := range tests {
		transport := &answering{answer: func(*http.Request) (*http.Response, error) {
			return response(http.StatusOK, strings.NewReader("content")), nil
		}}
		data, err := newDownloads(test.apiURL, transport).fetch(t.Context(), Attachment{Name: "a", Size: 7, URL: test.url}, 100)
		if test.allowed && (err != nil || string(data) != "content" || len(transport.asked) != 1) {
			t.Errorf("api_url %q, %s: %q, %v", test.apiURL, test.url, data, err)
		}
		if !test.allowed && (err != view.AttachmentElsewhere || len(transport.asked) > 0) {
			t.Errorf("api_url %q, %s: %v after %d requests", test.apiURL, test.url, err, len(transport.asked))
		}
		for _, r := range transport.asked {
			if len(r.Header["Authorization"])+len(r.Header["Cookie"]) > 0 {
				t.Errorf("%s is asked with credentials", test.url)
			}
		}
	}
}

func TestI5RedirectsStayOnTheHost(t *testing.T) {
	const first = "https://cdn.discordapp.com/a"
	tests := []struct {
		to   string
		want error
	}{
		{"https://cdn.discordapp.com/b", nil},
		{"https://media.discordapp.net/b", view.AttachmentElsewhere}, // allowed, but another host
		{"http://cdn.discordapp.com/b", view.AttachmentElsewhere},
		{"http://169.254.169.254/", view.AttachmentElsewhere},
		{"file:///etc/passwd", view.AttachmentElsewhere},
		{first, view.AttachmentElsewhere}, // round and round
	}
	for _, test := range tests {
		transport := &answering{}
		transport.answer = func(r *http.Request) (*http.Response, error) {
			if r.URL.String() == first {
				return response(http.StatusFound, strings.NewReader(""), "Location", test.to), nil
			}
			return response(http.StatusOK, strings.NewReader("content")), nil
		}
		_, err := newDownloads("", transport).fetch(t.Context(), Attachment{URL: first}, 100)
		if err != test.want && !(test.want != nil && errors.Is(err, test.want)) {
			t.Errorf("redirected to %s: %v, want %v", test.to, err, test.want)
		}
		if len(transport.asked) > maxRedirects+1 {
			t.Errorf("redirected to %s: %d requests", test.to, len(transport.asked))
		}
	}
}

// endless is a body without end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return len(p), nil
}

func TestI5BytesAreCountedNotBelieved(t *testing.T) {
	const at = "https://cdn.discordapp.com/a"
	body := &endless{}
	transport := &answering{answer: func(*http.Request) (*http.Response, error) { return response(http.StatusOK, body), nil }}
	d := newDownloads("", transport)
	_, err := d.fetch(t.Context(), Attachment{Size: 10, URL: at}, 1<<40) // the size lies, and no limit is above ours
	if err == nil || !strings.Contains(err.Error(), "at most 8 MiB") || body.read > 2*MaxDownload+1<<20 {
		t.Errorf("endless body: %v after %d bytes", err, body.read)
	}
	_, err = d.fetch(t.Context(), Attachment{Size: MaxDownload + 1, URL: at}, MaxDownload)
	if err == nil || !strings.Contains(err.Error(), "at most 8 MiB") || len(transport.asked) != 1 {
		t.Errorf("announced as too large: %v after %d requests", err, len(transport.asked))
	}
	transport.answer = func(*http.Request) (*http.Response, error) {
		return response(http.StatusOK, bytes.NewReader(make([]byte, 100))), nil
	}
	if data, err := d.fetch(t.Context(), Attachment{Size: 5, URL: at}, 100); err != nil || len(data) != 100 {
		t.Errorf("exactly the limit: %d bytes, %v", len(data), err)
	}
	if _, err := d.fetch(t.Context(), Attachment{Size: 5, URL: at}, 99); err == nil {
		t.Error("a byte more than the limit was taken")
	}
	for status, want := range map[int]error{403: view.AttachmentExpired, 404: view.AttachmentExpired, 410: view.AttachmentExpired,
		500: view.AttachmentUnreachable, 206: view.AttachmentUnreachable, 429: view.AttachmentUnreachable} {
		transport.answer = func(*http.Request) (*http.Response, error) { return response(status, strings.NewReader("no")), nil }
		if _, err := d.fetch(t.Context(), Attachment{URL: at}, 99); err != want {
			t.Errorf("status %d: %v, want %v", status, err, want)
		}
	}
}

func TestI5ASlowDownloadEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		transport := &answering{answer: func(r *http.Request) (*http.Response, error) {
			reader, writer := io.Pipe()
			go func() {
				for r.Context().Err() == nil { // a byte a second
					select {
					case <-r.Context().Done():
					case <-time.After(time.Second):
						writer.Write([]byte("x"))
					}
				}
				writer.CloseWithError(r.Context().Err())
			}()
			return response(http.StatusOK, reader), nil
		}}
		began := time.Now()
		_, err := newDownloads("", transport).fetch(context.Background(), Attachment{URL: "https://cdn.discordapp.com/a"}, 1000)
		if took := time.Since(began); err != view.AttachmentUnreachable || took > downloadWithin+time.Second {
			t.Errorf("%v after %v", err, took)
		}
	})
}

func TestI5CompressedBodiesAreNotUnpacked(t *testing.T) {
	var asked string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header.Get("Accept-Encoding")
		io.WriteString(w, "content")
	}))
	defer server.Close()
	data, err := newDownloads(server.URL, nil).fetch(t.Context(), Attachment{URL: server.URL + "/a"}, 100)
	if err != nil || string(data) != "content" || asked != "" {
		t.Errorf("%q, %v, asked for %q", data, err, asked)
	}
}
