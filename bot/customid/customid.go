// Package customid makes and checks the ids of buttons, selects and forms.
//
// An id says which action was chosen and with what arguments, and carries a
// signature over both, the community, and (for a private button) the member it
// was made for. So a button works after a restart, and nobody can make one up,
// carry one to another server or press somebody else's:
//
//	codec := customid.New(key)
//	id, err := codec.Encode(customid.Scope{Community: "81", Member: "7"}, "quiz.pick", "r4k", "2", "b")
//	action, args, err := codec.Decode(customid.Scope{Community: "81", Member: "7"}, id)
//
// The member and the community are not in the id: they always come from the
// interaction.
package customid

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
)

// MaxBytes is the longest id. Discord, "Component Reference", Custom ID.
const MaxBytes = 100

// ErrForged is returned for an id that was not made by this codec for this
// scope: an old key, another server or member, or a made-up one.
var ErrForged = errors.New("custom id was not made here for this member and community")

// Scope is what an id is bound to beyond its own text.
type Scope struct {
	Community string
	Member    string // "" = a public button: everybody in the community may press it
}

const (
	version  = "1"
	public   = "p"
	private  = "m"
	macBytes = 10 // 80 bits; FAULTS A2 asks for at least 64
)

// Codec encodes and decodes ids with one key. It is safe for concurrent use.
type Codec struct{ key []byte }

// New returns a codec for a key of at least 32 random bytes.
func New(key []byte) *Codec { return &Codec{key: append([]byte(nil), key...)} }

// Encode returns the id of an action. Neither action nor arguments may contain
// "|" or NUL; an id longer than [MaxBytes] is an error, since Discord would
// refuse the whole message.
func (c *Codec) Encode(scope Scope, action string, args ...string) (string, error) {
	flag := public
	if scope.Member != "" {
		flag = private
	}
	for _, part := range append([]string{action}, args...) {
		if strings.ContainsAny(part, "|\x00") {
			return "", fmt.Errorf("custom id part %q contains a separator", part)
		}
	}
	body := version + flag + strings.Join(append([]string{action}, args...), "|")
	id := body + "|" + c.sign(scope, body)
	if len(id) > MaxBytes {
		return "", fmt.Errorf("custom id of %s has %d bytes, more than %d", action, len(id), MaxBytes)
	}
	return id, nil
}

// Decode returns the action and arguments of an id pressed by scope.Member in
// scope.Community, or [ErrForged].
func (c *Codec) Decode(scope Scope, id string) (action string, args []string, err error) {
	cut := strings.LastIndex(id, "|")
	if cut < 0 || len(id) > MaxBytes || !strings.HasPrefix(id, version) {
		return "", nil, ErrForged
	}
	body, mac := id[:cut], id[cut+1:]
	switch {
	case strings.HasPrefix(body, version+public):
		scope.Member = ""
	case !strings.HasPrefix(body, version+private) || scope.Member == "":
		return "", nil, ErrForged
	}
	if !hmac.Equal([]byte(mac), []byte(c.sign(scope, body))) {
		return "", nil, ErrForged
	}
	parts := strings.Split(body[len(version)+1:], "|")
	return parts[0], parts[1:], nil
}

func (c *Codec) sign(scope Scope, body string) string {
	mac := hmac.New(sha256.New, c.key)
	// Lengths in front keep the three parts apart.
	fmt.Fprintf(mac, "%d:%s%d:%s%s", len(scope.Community), scope.Community, len(scope.Member), scope.Member, body)
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:macBytes])
}
