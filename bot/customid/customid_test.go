package customid

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

var here = Scope{Community: "81384788765712384", Member: "80351110224678912"}

func TestEncodeThenDecode(t *testing.T) {
	codec := New(make([]byte, 32))
	tests := []struct {
		scope  Scope
		action string
		args   []string
	}{
		{here, "quiz.pick", []string{"r4k", "2", "b"}},
		{Scope{Community: here.Community}, "quiz.start", []string{"r4k"}},
		{here, "leaderboard.page", []string{}},
		{here, "quiz.order", []string{"r4k", "0", "", "201"}},
	}
	for _, test := range tests {
		id, err := codec.Encode(test.scope, test.action, test.args...)
		if err != nil {
			t.Fatal(err)
		}
		action, args, err := codec.Decode(here, id)
		if err != nil || action != test.action || !slices.Equal(args, test.args) {
			t.Errorf("Decode(%q) = %q, %q, %v; want %q, %q", id, action, args, err, test.action, test.args)
		}
	}
}

func TestA2ForgedOrForeignIDIsRefused(t *testing.T) {
	codec := New(make([]byte, 32))
	id, err := codec.Encode(here, "quiz.pick", "r4k", "2", "b")
	if err != nil {
		t.Fatal(err)
	}
	// The signature is compared as text, so even an edit in its spare bits is seen.
	for i := range id {
		edited := []byte(id)
		edited[i] ^= 1
		if _, _, err := codec.Decode(here, string(edited)); !errors.Is(err, ErrForged) {
			t.Errorf("byte %d edited: Decode(%q) = %v, want ErrForged", i, edited, err)
		}
	}
	for name, scope := range map[string]Scope{
		"another community": {Community: "1", Member: here.Member},
		"another member":    {Community: here.Community, Member: "1"},
		"no member":         {Community: here.Community},
	} {
		if _, _, err := codec.Decode(scope, id); !errors.Is(err, ErrForged) {
			t.Errorf("%s: Decode = %v, want ErrForged", name, err)
		}
	}
	if _, _, err := New([]byte("another key")).Decode(here, id); !errors.Is(err, ErrForged) {
		t.Errorf("another key: Decode = %v, want ErrForged", err)
	}
	for _, junk := range []string{"", "|", "1", "1p|", "unsigned", "1mquiz.pick|r4k", strings.Repeat("x", 5000)} {
		if _, _, err := codec.Decode(here, junk); !errors.Is(err, ErrForged) {
			t.Errorf("Decode(%q) = %v, want ErrForged", junk, err)
		}
	}
}

func TestEncodeRefusesWhatDiscordWould(t *testing.T) {
	codec := New(make([]byte, 32))
	if _, err := codec.Encode(here, "quiz.pick", strings.Repeat("x", MaxBytes)); err == nil {
		t.Error("an id of more than 100 bytes was made")
	}
	if _, err := codec.Encode(here, "quiz.pick", "a|b"); err == nil {
		t.Error("an argument with a separator was taken")
	}
}

func FuzzDecode(f *testing.F) {
	codec := New(make([]byte, 32))
	f.Add("1pquiz.start|r4k|AAAAAAAAAAAAAA")
	f.Add("1m")
	f.Fuzz(func(t *testing.T, id string) {
		if action, args, err := codec.Decode(here, id); err == nil {
			again, encodeErr := codec.Encode(here, action, args...)
			publicID, _ := codec.Encode(Scope{Community: here.Community}, action, args...)
			if encodeErr == nil && again != id && publicID != id {
				t.Errorf("decoded %q, which encodes as %q", id, again)
			}
		}
	})
}
