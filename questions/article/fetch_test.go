package article

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// names is a resolver: every name has the addresses it lists, one answer
// after the other; the last one stays.
type names map[string][]string

func (n names) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	answers, ok := n[host]
	if !ok {
		return nil, errors.New("no such host")
	}
	if len(answers) > 1 {
		n[host] = answers[1:]
	}
	var all []netip.Addr
	for a := range strings.FieldsSeq(answers[0]) {
		all = append(all, netip.MustParseAddr(a))
	}
	return all, nil
}

const publicAddress = "93.184.216.34"

// web is a stand-in for the internet: every public address leads to one
// server on this machine.
type web struct {
	*httptest.Server
	dialled []string
}

func newWeb(t *testing.T, secure bool, handler http.HandlerFunc) (*web, FetchOptions) {
	t.Helper()
	w := &web{Server: httptest.NewUnstartedServer(handler)}
	w.Config.ErrorLog = log.New(io.Discard, "", 0)
	options := FetchOptions{Resolver: names{"tides.example": {publicAddress}, "example.com": {publicAddress}}}
	if secure {
		w.StartTLS()
		options.roots = x509.NewCertPool()
		options.roots.AddCert(w.Certificate())
	} else {
		w.Start()
	}
	t.Cleanup(w.Close)
	options.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		w.dialled = append(w.dialled, address)
		return new(net.Dialer).DialContext(ctx, network, w.Listener.Addr().String())
	}
	return w, options
}

const ebbPage = `<!doctype html><html lang="en"><head><title>How the ebb shapes a town - The Tidal Post</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><h1>How the ebb shapes a town</h1><p class="byline">By Ada Lark</p>
<p>The ebb came early that year and stayed for a long time.</p><p>Nobody in the town could say why the water was so low.</p>
<p>In the end the fishermen moved their boats to the other bay.</p></body></html>`

func TestFetchReadsAnArticle(t *testing.T) {
	var asked http.Header
	w, options := newWeb(t, false, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header
		http.SetCookie(w, &http.Cookie{Name: "tide", Value: "low"})
		if r.URL.Path == "/old" {
			http.Redirect(w, r, "/2019/ebb.html?x=1#top", http.StatusMovedPermanently)
			return
		}
		io.WriteString(w, ebbPage)
	})
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:9")
	t.Setenv("http_proxy", "http://127.0.0.1:9")
	a, err := Fetch(context.Background(), "http://tides.example/old", options)
	if err != nil {
		t.Fatal(err)
	}
	if a.File != "ebb.html" || a.URL != "http://tides.example/2019/ebb.html?x=1" || a.Title != "How the ebb shapes a town" || len(a.Paragraphs) != 3 || a.SHA256 != Sum([]byte(ebbPage)) {
		t.Errorf("%+v, %d paragraphs", a.Source, len(a.Paragraphs))
	}
	for _, header := range []string{"Cookie", "Referer", "Authorization"} {
		if asked.Get(header) != "" {
			t.Errorf("the second request sends %s %q", header, asked.Get(header))
		}
	}
	if len(w.dialled) != 2 || w.dialled[0] != publicAddress+":80" {
		t.Errorf("dialled %q", w.dialled)
	}
}

// forbidden has an address of every class of I1.
var forbidden = []string{
	"127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.100.100.200",
	"192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1",
	"255.255.255.255", "168.63.129.16",
	"::", "::1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "::127.0.0.1", "::93.184.216.34", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:10::1", "2001:db8::1",
	"2002:7f00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00::8", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
}

func TestI1OnlyPublicAddressesArePublic(t *testing.T) {
	for _, a := range forbidden {
		if public(netip.MustParseAddr(a)) {
			t.Errorf("%s counts as public", a)
		}
	}
	if public(netip.MustParseAddr("2606:4700::1%eth0")) || public(netip.Addr{}) {
		t.Error("an address with a zone, or none, counts as public")
	}
	for _, a := range []string{publicAddress, "8.8.8.8", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1111", "2a00:1450::1"} {
		if !public(netip.MustParseAddr(a)) {
			t.Errorf("%s does not count as public", a)
		}
	}
}

// TestI1NothingReachesThisMachine uses the real dialer: a listener here is
// the canary.
func TestI1NothingReachesThisMachine(t *testing.T) {
	var reached atomic.Int32
	canary := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer canary.Close()
	_, port, _ := net.SplitHostPort(canary.Listener.Addr().String())
	resolver := names{}
	var addresses []string
	for i, ip := range forbidden {
		name := fmt.Sprintf("canary%d.example", i)
		if ip == "::ffff:"+publicAddress {
			continue // a resolver's way to write a public address; as a host it is refused below
		}
		resolver[name] = []string{ip}
		host := ip
		if strings.Contains(ip, ":") {
			host = "[" + ip + "]"
		}
		addresses = append(addresses, "http://"+host+"/", "http://"+name+"/")
	}
	resolver["mixed.example"] = []string{publicAddress + " 127.0.0.1"}
	for _, host := range []string{
		"localhost", "localhost.", "LOCALHOST", "a.localhost", "printer.local", "metadata.google.internal", "router.lan", "intranet",
		"2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.1", "127.0.0.1.", "0", "0x", "127.0.0.0x1", "１２７.0.0.1",
		"[::1%25lo]", "[::ffff:93.184.216.34]", "mixed.example", "a..example",
	} {
		addresses = append(addresses, "http://"+host+"/", "https://"+host+"/")
	}
	addresses = append(addresses, "http://127.0.0.1:"+port, "http://tides.example:"+port, "http://tides.example:8080", "http://tides.example:")
	for _, a := range addresses {
		_, err := Fetch(context.Background(), a, FetchOptions{Resolver: resolver, Timeout: 3 * time.Second})
		if !errors.Is(err, ErrForbiddenAddress) && !errors.Is(err, errNoURL) && !errors.Is(err, errNoHost) {
			t.Errorf("%s: %v", a, err)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d connections reached the canary", n)
	}
	// The last line of defence, alone: a dialer told to go to the canary.
	if conn, err := (&net.Dialer{Control: refusePrivate}).Dial("tcp", canary.Listener.Addr().String()); !errors.Is(err, ErrForbiddenAddress) {
		t.Errorf("the dialer connected: %v, %v", conn, err)
	}
}

func TestI1AddressesThatAreNone(t *testing.T) {
	_, options := newWeb(t, false, func(http.ResponseWriter, *http.Request) { t.Error("the server was asked") })
	for address, says := range map[string]string{
		"":                               "no address of a web page",
		"tides.example/ebb":              "no address of a web page",
		"file:///etc/passwd":             "no address of a web page",
		"ftp://tides.example/":           "no address of a web page",
		"http:tides.example":             "no address of a web page",
		"http:///ebb":                    "no address of a web page",
		"http://tides.example/\x00":      "no address of a web page",
		"http://ada:pw@tides.example/":   "user name or a password",
		"http://127.0.0.1@tides.example": "user name or a password",
		"http://tides.example/" + strings.Repeat("x", 3000): "no address of a web page",
		"http://unknown.example/":                           "no server of this name",
	} {
		_, err := Fetch(context.Background(), address, options)
		if err == nil || !strings.Contains(err.Error(), says) || len(err.Error()) > 500 {
			t.Errorf("%.60q: %v", address, err)
		}
	}
}

func TestI2EveryRedirectIsCheckedAgain(t *testing.T) {
	var canary atomic.Int32
	for name, test := range map[string]struct {
		to   string
		want error
	}{
		"to this machine":    {"http://127.0.0.1/", ErrForbiddenAddress},
		"to a private name":  {"http://inside.example/", ErrForbiddenAddress},
		"to the cloud":       {"http://169.254.169.254/latest/", ErrForbiddenAddress},
		"to a file":          {"file:///etc/passwd", errNoURL},
		"to another port":    {"http://tides.example:22/", ErrForbiddenAddress},
		"without end":        {"/", errRedirects},
		"to a decimal host":  {"http://2130706433/", ErrForbiddenAddress},
		"rebound in between": {"http://rebound.example/next", ErrForbiddenAddress},
	} {
		t.Run(name, func(t *testing.T) {
			hops := 0
			_, options := newWeb(t, false, func(w http.ResponseWriter, r *http.Request) {
				hops++
				if r.Host == "inside.example" || r.URL.Path == "/next" {
					canary.Add(1)
				}
				http.Redirect(w, r, test.to, http.StatusFound)
			})
			options.Resolver = names{"tides.example": {publicAddress}, "inside.example": {"10.0.0.7"}, "rebound.example": {publicAddress, "127.0.0.1"}}
			start := "http://tides.example/"
			if strings.Contains(test.to, "rebound") {
				start = "http://rebound.example/"
			}
			_, err := Fetch(context.Background(), start, options)
			if !errors.Is(err, test.want) || hops > maxRedirects+1 {
				t.Errorf("%v after %d requests, want %v", err, hops, test.want)
			}
			if err != nil && strings.Contains(err.Error(), "127.0.0.1") || err != nil && strings.Contains(err.Error(), "10.0.0.7") {
				t.Errorf("the error tells where it leads: %v", err)
			}
		})
	}
	if canary.Load() != 0 {
		t.Error("a forbidden server was asked")
	}
}

func TestI2HTTPSIsNotLeft(t *testing.T) {
	_, options := newWeb(t, true, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/ebb" {
			io.WriteString(w, ebbPage)
			return
		}
		http.Redirect(w, r, "http://example.com/ebb", http.StatusFound)
	})
	if a, err := Fetch(context.Background(), "https://example.com/ebb", options); err != nil || len(a.Paragraphs) != 3 {
		t.Errorf("https: %v", err)
	}
	if _, err := Fetch(context.Background(), "https://example.com/", options); !errors.Is(err, errDowngrade) {
		t.Errorf("https to http: %v", err)
	}
	if _, err := Fetch(context.Background(), "https://tides.example/ebb", options); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate of another host: %v", err)
	}
}

func TestI3SlowAndHugeAnswersEnd(t *testing.T) {
	flush := func(w http.ResponseWriter) { w.(http.Flusher).Flush() }
	tests := []struct {
		name    string
		handler http.HandlerFunc
		says    string
	}{
		{"a byte at a time", func(w http.ResponseWriter, r *http.Request) {
			for i := 0; i < 100 && r.Context().Err() == nil; i++ {
				io.WriteString(w, "x")
				flush(w)
				time.Sleep(50 * time.Millisecond)
			}
		}, "did not arrive within"},
		{"no answer", func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-r.Context().Done():
			case <-time.After(3 * time.Second):
			}
		}, "did not arrive within"},
		{"without end", func(w http.ResponseWriter, _ *http.Request) {
			chunk := bytes.Repeat([]byte("The ebb came early. "), 5000)
			for {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}, "larger than 10 MiB"},
		{"a gzip bomb", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			zeros := make([]byte, 1<<20)
			for range 1000 {
				if _, err := z.Write(zeros); err != nil {
					return
				}
			}
			z.Close()
		}, "larger than 10 MiB"},
		{"compressed otherwise", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip, gzip")
			io.WriteString(w, "x")
		}, "compressed"},
		{"a false length", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "5000")
			io.WriteString(w, "short")
		}, "broke off"},
		{"a refusal", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusForbidden) }, "403 Forbidden"},
		{"a picture", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "image/png") }, "this is image/png"},
		{"a picture that says it is text", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "\x89PNG\r\n\x1a\n\x00")
		}, "PNG"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, options := newWeb(t, false, test.handler)
			most := 15 * time.Second // what a fetch may take (I3); a busy machine unpacks slowly under the race detector
			if strings.Contains(test.says, "did not arrive") {
				options.Timeout, most = 2*time.Second, 5*time.Second
			}
			start := time.Now()
			_, err := Fetch(context.Background(), "http://tides.example/ebb", options)
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want ... %q", err, test.says)
			}
			if took := time.Since(start); took > most {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestI4TheServersEncodingIsUsed(t *testing.T) {
	for name, test := range map[string]struct{ contentType, body, want string }{
		"a label":             {"text/plain; charset=windows-1251", "\xce\xf2\xeb\xe8\xe2 \xef\xf0\xe8\xf8\xb8\xeb \xf0\xe0\xed\xee \xe8 \xed\xe0\xe4\xee\xeb\xe3\xee.", "Отлив пришёл рано и надолго."},
		"text that is a page": {"text/plain", ebbPage, "The ebb came early"},
		"no type":             {"", ebbPage, "The ebb came early"},
		"Markdown as text":    {"text/plain", "# The ebb\n\nThe *ebb* came early that year.\n", "The ebb came early that year."},
	} {
		_, options := newWeb(t, false, func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			if test.contentType != "" {
				w.Header().Set("Content-Type", test.contentType)
			}
			io.WriteString(w, test.body)
		})
		a, err := Fetch(context.Background(), "http://tides.example/ebb.md", options)
		if err != nil || !strings.Contains(strings.Join(texts(a), "\n"), test.want) {
			t.Errorf("%s: %q, %v", name, texts(a), err)
		}
	}
}
