package view

import (
	"net/url"
	"strings"

	"golang.org/x/net/idna"
)

// vetLink returns an address that may become a link, and the host it leads to
// in ASCII, so that a look-alike shows as xn--. False for anything but http
// and https, for user information, and for what a Markdown link cannot hold.
func vetLink(address string) (link, host string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil || u.Hostname() == "" {
		return "", "", false
	}
	ascii, err := idna.Lookup.ToASCII(u.Hostname())
	if err != nil {
		return "", "", false
	}
	u.Host = strings.Replace(u.Host, u.Hostname(), ascii, 1)
	link = u.String()
	if strings.ContainsAny(link, "()<>[] \n\"`|\\") {
		link = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "[", "%5B", "]", "%5D",
			" ", "%20", "\n", "%0A", `"`, "%22", "`", "%60", "|", "%7C", `\`, "%5C").Replace(link)
	}
	return link, ascii, true
}
