package bot

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"quizbot/bot/view"
)

// Attachment is a file that a member gave for an option. What it says about
// itself is not to be trusted.
type Attachment struct {
	Name string
	Size int // bytes, as announced
	URL  string
}

// Limits of a download. Discord lets members attach 10 MiB and more.
const (
	MaxDownload    = 8 << 20 // bytes
	downloadWithin = 10 * time.Second
	maxRedirects   = 3
)

// cdnHosts are where Discord keeps attachments. Discord, "Reference", CDN.
var cdnHosts = []string{"cdn.discordapp.com", "media.discordapp.net"}

// downloads fetches attachments, from Discord and from nowhere else, with no
// credentials.
type downloads struct {
	origins map[string]bool // allowed "scheme://host:port"
	client  *http.Client
}

// newDownloads allows Discord's own hosts and the host of apiURL, "" for none.
// Transport nil is one that dials.
func newDownloads(apiURL string, transport http.RoundTripper) *downloads {
	d := &downloads{origins: map[string]bool{}}
	for _, host := range cdnHosts {
		d.origins["https://"+host+":443"] = true
	}
	if base, err := url.Parse(apiURL); err == nil && base.Host != "" {
		d.origins[origin(base)] = true
	}
	if transport == nil {
		transport = &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: downloadWithin}).DialContext,
			TLSHandshakeTimeout: downloadWithin, ResponseHeaderTimeout: downloadWithin,
			DisableCompression:  true, // so that bytes counted are bytes held
			MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute, MaxResponseHeaderBytes: 64 << 10,
		}
	}
	d.client = &http.Client{Transport: transport, CheckRedirect: func(next *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects || !d.allowed(next.URL) || origin(next.URL) != origin(via[0].URL) {
			return errElsewhere
		}
		return nil
	}}
	return d
}

var errElsewhere = errors.New("an attachment leads to another host")

// origin is scheme, host and port of an address.
func origin(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return u.Scheme + "://" + strings.ToLower(u.Hostname()) + ":" + port
}

func (d *downloads) allowed(u *url.URL) bool {
	return u.User == nil && u.Opaque == "" && d.origins[origin(u)]
}

// fetch returns an attachment's content, at most limit bytes. The errors are
// sentences for the member; none has the address, which is a secret of the channel's.
func (d *downloads) fetch(ctx context.Context, a Attachment, limit int) ([]byte, error) {
	limit = min(limit, MaxDownload)
	at, err := url.Parse(a.URL)
	if err != nil || !d.allowed(at) {
		return nil, view.AttachmentElsewhere
	}
	if a.Size > limit {
		return nil, view.AttachmentTooLarge(a.Size, limit)
	}
	ctx, cancel := context.WithTimeout(ctx, downloadWithin)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, view.AttachmentElsewhere
	}
	response, err := d.client.Do(request)
	if err != nil {
		if errors.Is(err, errElsewhere) {
			return nil, view.AttachmentElsewhere
		}
		return nil, view.AttachmentUnreachable
	}
	defer response.Body.Close()
	switch response.StatusCode {
	case http.StatusOK:
	case http.StatusForbidden, http.StatusNotFound, http.StatusGone:
		return nil, view.AttachmentExpired
	default:
		return nil, view.AttachmentUnreachable
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, int64(limit)+1))
	switch {
	case len(data) > limit:
		return nil, view.AttachmentTooLarge(len(data), limit)
	case err != nil:
		return nil, view.AttachmentUnreachable
	}
	return data, nil
}

// Download returns the content of what a member attached, at most limit bytes
// and [MaxDownload]. The error is a sentence for the member.
func (b *Bot) Download(ctx context.Context, a Attachment, limit int) ([]byte, error) {
	return b.downloads.fetch(ctx, a, limit)
}
