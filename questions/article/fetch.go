package article

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Limits of a fetch (FAULTS I2 and I3).
const (
	maxRedirects      = 5
	defaultTimeout    = 15 * time.Second
	maxURL            = 2000 // bytes
	maxHeaderBytes    = 64 << 10
	maxAddressesTried = 3
)

// ErrForbiddenAddress is wrapped by Fetch's error when an address leads
// anywhere but to a public server, and nothing was asked there.
var ErrForbiddenAddress = errors.New("this address does not lead to a public web server, and only those are read: save the page and give the file")

// Resolver finds the addresses of a host; [net.Resolver] is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// FetchOptions change how [Fetch] reaches a server. The zero value is right
// outside tests: no option makes it go to an address that is not public.
type FetchOptions struct {
	Resolver Resolver // nil = the system's

	// Dial opens a connection to "192.0.2.1:443", an address that was already
	// found to be public. Nil = a dialer that checks the address once more
	// right before it connects.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)

	Timeout time.Duration // for everything together; 0 = 15 s

	roots *x509.CertPool // nil = the system's
}

// Fetch reads the article at an http or https address. It follows at most
// five redirects, to public addresses only and never from https to http, sends
// neither cookies nor credentials, ignores proxy variables, and reads at most
// [MaxBytes] after decompression. A document that does not state its own
// address gets the one it was found at.
//
// Errors say what to do, and nothing about the network quizbot runs in.
func Fetch(ctx context.Context, address string, opts FetchOptions) (Article, error) {
	shown := address
	if len(shown) > 100 {
		shown = shown[:100] + "..."
	}
	fail := func(err error) (Article, error) {
		return Article{}, fmt.Errorf("%s: %w", clean(strings.ToValidUTF8(shown, "?")), err)
	}
	target, err := publicURL(address)
	if err != nil {
		return fail(err)
	}
	timeout := opts.Timeout
	if timeout <= 0 {
		timeout = defaultTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	client := opts.client()
	defer client.CloseIdleConnections()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return fail(errNoURL)
	}
	request.Header.Set("User-Agent", "quizbot (reads one article for a quiz)")
	request.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain, text/markdown")
	response, err := client.Do(request)
	if err != nil {
		return fail(fetchError(err, timeout))
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fail(fmt.Errorf("the server answered %d %s: check the address in a browser, or save the page and give the file", response.StatusCode, http.StatusText(response.StatusCode)))
	}
	if encoding := response.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return fail(errors.New("the server sent a compressed answer that was not asked for: save the page and give the file"))
	}
	mediaType, label, err := readableType(response.Header.Get("Content-Type"))
	if err != nil {
		return fail(err)
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, MaxBytes+1))
	if err != nil {
		return fail(fetchError(err, timeout))
	}
	if len(data) > MaxBytes {
		return fail(fmt.Errorf("the document is larger than %d MiB: save it, split it and give the files", MaxBytes>>20))
	}
	final := response.Request.URL
	file := path.Base(final.Path)
	if file == "." || file == "/" {
		file = "index.html"
	}
	a, err := readAs(file, mediaType, label, data)
	if err != nil {
		return fail(err)
	}
	a.File, a.SHA256 = file, Sum(data)
	if a.URL == "" {
		final.Fragment = ""
		a.URL = final.String()
	}
	return a, nil
}

// readableType checks the media type that a server gives its answer; no type
// is fine, the bytes tell.
func readableType(header string) (mediaType, charset string, err error) {
	if header == "" {
		return "", "", nil
	}
	mediaType, parameters, err := mime.ParseMediaType(header)
	if err != nil && mediaType == "" {
		return "", "", nil
	}
	for _, f := range formats {
		if slices.Contains(f.types, mediaType) {
			return mediaType, parameters["charset"], nil
		}
	}
	if len(mediaType) > 60 {
		mediaType = mediaType[:60]
	}
	return "", "", unsupported(mediaType)
}

var (
	errNoURL     = errors.New("this is no address of a web page: write it like https://tides.example/ebb")
	errDowngrade = errors.New("the server leads from https to http, which is not followed: open the page, save it and give the file")
	errRedirects = fmt.Errorf("the server leads on more than %d times: open the page, save it and give the file", maxRedirects)
)

// publicURL checks everything about an address that can be seen without
// asking anybody.
func publicURL(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || len(address) > maxURL || u.Opaque != "" || u.Hostname() == "" {
		return nil, errNoURL
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, errNoURL
	}
	if u.User != nil {
		return nil, errors.New("the address holds a user name or a password: leave it out, or save the page and give the file")
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" || strings.HasSuffix(u.Host, ":") {
		return nil, fmt.Errorf("the address names a port other than 80 and 443: %w", ErrForbiddenAddress)
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if ip, err := netip.ParseAddr(host); err == nil {
		if !public(ip) {
			return nil, ErrForbiddenAddress
		}
		return u, nil
	}
	labels := strings.Split(host, ".")
	last := labels[len(labels)-1]
	// A host that ends in a number is an address written in another way
	// (URL Standard, "ends in a number checker"); a name of one label, and
	// the reserved ones, are of the network at hand (RFC 6761, 6762, 8375, 9476).
	_, number := strconv.ParseUint(strings.TrimPrefix(last, "0x"), 16, 64)
	numeric := strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x") && (number == nil || last == "0x")
	local := slices.Contains([]string{"localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "arpa", "onion", "alt", "test", "invalid"}, last)
	if len(labels) < 2 || numeric || local || slices.Contains(labels, "") {
		return nil, ErrForbiddenAddress
	}
	return u, nil
}

// notPublic lists the blocks of addresses that are not servers of the public
// internet: IANA's special-purpose registries (IPv4 and IPv6), multicast, and
// one address that a cloud uses for its machines.
var notPublic = prefixes(`
	0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
	192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32
	2001::/23 2001:db8::/32 2002::/16 3fff::/20`)

// globalUnicast is all of IPv6 that is given out so far. Everything outside is
// refused: loopback, mapped and translated IPv4, unique local, link-local,
// site-local, multicast.
var globalUnicast = netip.MustParsePrefix("2000::/3")

func prefixes(list string) []netip.Prefix {
	var all []netip.Prefix
	for p := range strings.FieldsSeq(list) {
		all = append(all, netip.MustParsePrefix(p))
	}
	return all
}

// public reports whether an address may be asked.
func public(ip netip.Addr) bool {
	if !ip.IsValid() || ip.Zone() != "" || ip.Is6() && !globalUnicast.Contains(ip) {
		return false
	}
	return !slices.ContainsFunc(notPublic, func(p netip.Prefix) bool { return p.Contains(ip) })
}

// client returns a client that stays on the public internet.
func (o FetchOptions) client() *http.Client {
	transport := &http.Transport{
		Proxy:                  nil, // proxy variables would let others choose the way
		DialContext:            o.dial,
		DisableKeepAlives:      true,
		MaxResponseHeaderBytes: maxHeaderBytes,
		TLSClientConfig:        &tls.Config{RootCAs: o.roots, MinVersion: tls.VersionTLS12},
	}
	return &http.Client{
		Transport: transport,
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return errRedirects
			}
			if _, err := publicURL(next.URL.String()); err != nil {
				return err
			}
			if via[len(via)-1].URL.Scheme == "https" && next.URL.Scheme != "https" {
				return errDowngrade
			}
			next.Header.Del("Referer")
			return nil
		},
	}
}

// dial connects to a host by one of its addresses. It looks them up itself,
// checks every one, and connects to exactly what it has checked.
func (o FetchOptions) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil || port != "80" && port != "443" {
		return nil, ErrForbiddenAddress
	}
	var addresses []netip.Addr
	if ip, err := netip.ParseAddr(host); err == nil {
		addresses = []netip.Addr{ip}
	} else {
		resolver := o.Resolver
		if resolver == nil {
			resolver = net.DefaultResolver
		}
		found, err := resolver.LookupNetIP(ctx, "ip", host)
		if err != nil {
			return nil, errNoHost
		}
		for _, ip := range found {
			addresses = append(addresses, ip.Unmap()) // resolvers give IPv4 in either form
		}
	}
	if len(addresses) == 0 {
		return nil, errNoHost
	}
	if slices.ContainsFunc(addresses, func(ip netip.Addr) bool { return !public(ip) }) {
		return nil, ErrForbiddenAddress
	}
	dial := o.Dial
	if dial == nil {
		dial = (&net.Dialer{Control: refusePrivate}).DialContext
	}
	for _, ip := range addresses[:min(len(addresses), maxAddressesTried)] {
		var conn net.Conn
		if conn, err = dial(ctx, "tcp", net.JoinHostPort(ip.String(), port)); err == nil {
			return conn, nil
		}
	}
	return nil, err
}

// refusePrivate stands between a socket and its connection: whatever was
// looked up and checked before, this is the address that is dialled.
func refusePrivate(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil || !public(to.Addr()) || to.Port() != 80 && to.Port() != 443 {
		return ErrForbiddenAddress
	}
	return nil
}

var errNoHost = errors.New("no server of this name was found: check the address in a browser, or save the page and give the file")

// fetchError says what went wrong without telling which addresses and ports
// were tried.
func fetchError(err error, timeout time.Duration) error {
	for _, ours := range []error{ErrForbiddenAddress, errNoURL, errDowngrade, errRedirects, errNoHost} {
		if errors.Is(err, ours) {
			return ours
		}
	}
	var certificate *tls.CertificateVerificationError
	var network net.Error
	switch {
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return fmt.Errorf("the document did not arrive within %s: try again, or save the page and give the file", timeout)
	case errors.As(err, &certificate):
		return errors.New("the server cannot prove who it is (its certificate is not valid for this address): check the address in a browser")
	}
	return errors.New("the server could not be reached or broke off: try again, or save the page and give the file")
}
