// Package playground serves the page in front of the local Discord: a channel
// as Discord shows it, in which whoever opens it runs commands, presses buttons
// and fills in forms as any of the members.
//
//	srv := localdiscord.New(localdiscord.Options{Page: playground.Handler()})
//	if err := srv.Start("127.0.0.1:0"); err != nil { ... }
//	fmt.Println("Open", playground.Address(srv.URL(), srv.AccessToken()))
//
// The page is a handful of JavaScript modules in static/, embedded as they are
// and without anything from elsewhere. It speaks to the member API under /local/
// of its own origin, see package localdiscord. All text is shown as text nodes;
// a strict Content-Security-Policy lets nothing run but these modules.
//
// The package starts no server and knows no bot.
package playground

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"time"
)

//go:embed static
var static embed.FS

// contentTypes names the types by file ending; the system's own table may differ.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".svg":  "image/svg+xml",
}

// policy allows our own modules, styles and pictures, and requests to our own
// origin; with trusted types, no text can be turned into markup either.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

type file struct {
	contentType, tag string
	content          []byte
}

// Handler serves the page at "/" and its modules beside it, to GET and HEAD.
// Any other path is answered with 404. The page itself is no secret: the member
// API behind it asks for the access token.
func Handler() http.Handler {
	files := load()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", policy)
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			header.Set("Allow", "GET, HEAD")
			http.Error(w, "This page can only be read.", http.StatusMethodNotAllowed)
			return
		}
		f, ok := files[r.URL.Path]
		if !ok {
			http.Error(w, "There is nothing at this address. The playground is at /.", http.StatusNotFound)
			return
		}
		header.Set("Content-Type", f.contentType)
		header.Set("Cache-Control", "no-cache") // another version may run on this port tomorrow
		header.Set("ETag", f.tag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.content))
	})
}

// load returns the embedded files by request path. It panics on a file that
// the package was built with by mistake, which the first test notices.
func load() map[string]file {
	entries, err := fs.ReadDir(static, "static")
	if err != nil {
		panic(err)
	}
	files := map[string]file{}
	for _, entry := range entries {
		content, err := static.ReadFile("static/" + entry.Name())
		if err != nil {
			panic(err)
		}
		kind, ok := contentTypes[path.Ext(entry.Name())]
		if !ok {
			panic(fmt.Sprintf("playground: static/%s has no content type: add its ending to contentTypes", entry.Name()))
		}
		sum := sha256.Sum256(content)
		files["/"+entry.Name()] = file{kind, `"` + hex.EncodeToString(sum[:8]) + `"`, content}
	}
	files["/"] = files["/index.html"]
	delete(files, "/index.html")
	return files
}

// Address returns the address to open in a browser: base, such as
// "http://127.0.0.1:8080", with the access token that the page needs.
func Address(base, token string) string {
	return base + "/?token=" + url.QueryEscape(token)
}
