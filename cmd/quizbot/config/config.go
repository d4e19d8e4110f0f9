// Package config reads the operator's configuration: a YAML file for what may
// be read by anybody, the environment for the token.
//
//	cfg, problems := config.Read("config.yaml", data)
//	token, err := config.Token(os.Getenv)
//
// All problems of a file are told at once, each with its line and the fix.
// Nothing is started while there is one.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"quizbot/bot/discord"
)

// Config is what an operator can set. The zero value of a field is its default
// where [Default] has no other.
type Config struct {
	Data     string   // folder of the database
	Network  bool     // it may be on a network file system
	Banks    []string // paths of bank files to offer besides the built-in ones
	APIURL   string   // of a server that speaks Discord's API; "" = Discord
	Shards   discord.Shards
	LogLevel string // debug, info, warn, error
}

// Default is the configuration of an empty file.
func Default() Config {
	return Config{Data: "data", Shards: discord.Shards{Count: 1}, LogLevel: "info"}
}

// field is one key of the file.
type field struct {
	key  string // path with dots
	hint string // what the value should look like
	set  func(*Config, *yaml.Node) error
}

var fieldList = []field{
	{"data", `a folder, such as "data"`, func(c *Config, n *yaml.Node) (err error) {
		c.Data, err = text(n)
		if err == nil && c.Data == "" {
			err = errors.New("it is empty")
		}
		return err
	}},
	{"data_on_network", "true or false", func(c *Config, n *yaml.Node) error {
		if n.Kind != yaml.ScalarNode || n.Value != "true" && n.Value != "false" {
			return fmt.Errorf("%q is neither true nor false", n.Value)
		}
		c.Network = n.Value == "true"
		return nil
	}},
	{"banks", `a list of bank files, such as ["banks/sea.yaml"]`, func(c *Config, n *yaml.Node) error {
		if n.Kind != yaml.SequenceNode {
			return errors.New("it is not a list")
		}
		for _, item := range n.Content {
			path, err := text(item)
			if err != nil || path == "" {
				return fmt.Errorf("line %d is not a path", item.Line)
			}
			c.Banks = append(c.Banks, path)
		}
		return nil
	}},
	{"discord.api_url", "an address, such as https://discord.example; plain http only to this machine", func(c *Config, n *yaml.Node) (err error) {
		if c.APIURL, err = text(n); err == nil {
			err = checkURL(c.APIURL)
		}
		return err
	}},
	{"discord.shards.count", "how many connections there are in all, such as 1", func(c *Config, n *yaml.Node) (err error) {
		c.Shards.Count, err = number(n)
		return err
	}},
	{"discord.shards.ids", "a list of numbers, such as [0, 1], or leave it out for all", func(c *Config, n *yaml.Node) error {
		if n.Kind != yaml.SequenceNode {
			return errors.New("it is not a list")
		}
		for _, item := range n.Content {
			id, err := number(item)
			if err != nil {
				return fmt.Errorf("line %d: %w", item.Line, err)
			}
			c.Shards.IDs = append(c.Shards.IDs, id)
		}
		return nil
	}},
	{"log.level", "debug, info, warn or error", func(c *Config, n *yaml.Node) (err error) {
		c.LogLevel, err = text(n)
		if err == nil && !strings.Contains(" debug info warn error ", " "+c.LogLevel+" ") {
			err = fmt.Errorf("%q is no level", c.LogLevel)
		}
		return err
	}},
}

const maxBytes = 64 << 10

// Read parses the configuration in data; file is its name in problems. The
// configuration is usable only when there are no problems.
func Read(file string, data []byte) (Config, []error) {
	c := Default()
	if len(data) > maxBytes {
		return c, []error{fmt.Errorf("%s: %d bytes are too many for a configuration: at most %d", file, len(data), maxBytes)}
	}
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		return c, []error{fmt.Errorf("%s: %s", file, strings.TrimPrefix(err.Error(), "yaml: "))}
	}
	if len(document.Content) == 0 {
		return c, nil
	}
	r := &reader{file: file, config: &c, lines: map[string]int{}}
	r.mapping("", document.Content[0])
	r.shards()
	return c, r.problems
}

type reader struct {
	file     string
	config   *Config
	lines    map[string]int // of the keys that were met
	problems []error
}

func (r *reader) problem(line int, format string, args ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s:%d: %s", r.file, line, fmt.Sprintf(format, args...)))
}

func (r *reader) mapping(prefix string, n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		return // a section whose keys are all commented out
	}
	if n.Kind != yaml.MappingNode {
		where := "the file"
		if prefix != "" {
			where = strings.TrimSuffix(prefix, ".")
		}
		r.problem(n.Line, "%s should have keys below it, such as %s", where, keysBelow(prefix))
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		path := prefix + key.Value
		_, twice := r.lines[path]
		switch {
		case twice:
			r.problem(key.Line, "%s is set twice: delete one of the lines", path)
		case isToken(key.Value):
			r.problem(key.Line, "%s does not belong in this file: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that only you can read, and delete the line", path)
		case hasKeysBelow(path):
			r.mapping(path+".", value)
		default:
			r.field(path, key, value)
		}
		r.lines[path] = key.Line
	}
}

func (r *reader) field(path string, key, value *yaml.Node) {
	for _, f := range fieldList {
		if f.key != path {
			continue
		}
		if err := f.set(r.config, value); err != nil {
			r.problem(value.Line, "%s: %v: write %s", path, err, f.hint)
		}
		return
	}
	r.problem(key.Line, "there is no key %s: the keys are %s", path, allKeys())
}

// shards checks what only both keys together tell.
func (r *reader) shards() {
	const section, ids = "discord.shards.", "discord.shards.ids"
	if slices.ContainsFunc(r.problems, func(p error) bool { return strings.Contains(p.Error(), section) }) {
		return
	}
	err := r.config.Shards.Check()
	switch {
	case err == nil:
	case strings.HasPrefix(err.Error(), ids):
		r.problem(r.lines[ids], "%v", err)
	default:
		r.problem(r.lines["discord.shards.count"], "%v", err)
	}
}

func isToken(key string) bool { return strings.Contains(strings.ToLower(key), "token") }

func hasKeysBelow(path string) bool { return keysBelow(path+".") != "" }

func keysBelow(prefix string) string {
	var keys []string
	for _, f := range fieldList {
		if prefix != "" && strings.HasPrefix(f.key, prefix) {
			keys = append(keys, strings.TrimPrefix(f.key, prefix))
		}
	}
	if prefix == "" {
		return allKeys()
	}
	return strings.Join(keys, ", ")
}

func allKeys() string {
	keys := make([]string, len(fieldList))
	for i, f := range fieldList {
		keys[i] = f.key
	}
	return strings.Join(keys, ", ")
}

func text(n *yaml.Node) (string, error) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" {
		return "", fmt.Errorf("%s is not text in quotes", describe(n))
	}
	return n.Value, nil
}

func number(n *yaml.Node) (int, error) {
	v, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || err != nil || strconv.Itoa(v) != n.Value {
		return 0, fmt.Errorf("%s is not a whole number", describe(n))
	}
	return v, nil
}

func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return "an empty value"
		}
		return n.Value
	case yaml.SequenceNode:
		return "a list"
	}
	return "a group of keys"
}

// checkURL allows plain http only to this machine: the token goes there.
func checkURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || u.User != nil {
		return fmt.Errorf("%q is not an http or https address", address)
	}
	if u.Scheme == "http" && !Loopback(u.Hostname()) {
		return fmt.Errorf("%q would send the bot's token unencrypted to %s", address, u.Hostname())
	}
	return nil
}

// Loopback reports whether a host is this machine.
func Loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// ErrNoToken says that neither variable is set.
var ErrNoToken = errors.New("no token: set DISCORD_TOKEN to your bot's token, or DISCORD_TOKEN_FILE to a file that holds it (the Bot page of your application at https://discord.com/developers/applications shows it once). To look around without one, run: quizbot try")

// Token returns the bot's token from DISCORD_TOKEN or the file named by
// DISCORD_TOKEN_FILE, without "Bot " in front and white space around. No error
// repeats it. A file that others can read is refused.
func Token(getenv func(string) string) (string, error) {
	token, from := getenv("DISCORD_TOKEN"), "DISCORD_TOKEN"
	if path := getenv("DISCORD_TOKEN_FILE"); path != "" {
		if token != "" {
			return "", errors.New("DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: unset one of them")
		}
		raw, err := readPrivate(path)
		if err != nil {
			return "", err
		}
		token, from = raw, "DISCORD_TOKEN_FILE ("+path+")"
	} else if token == "" {
		return "", ErrNoToken
	}
	token = strings.TrimSpace(token)
	token = strings.TrimSpace(strings.TrimPrefix(token, "Bot "))
	if token == "" {
		return "", fmt.Errorf("%s is empty: put the bot's token there", from)
	}
	if !looksLikeToken(token) {
		return "", fmt.Errorf("%s does not look like a bot token: it should be one line of letters, digits, dots, dashes and underscores", from)
	}
	return token, nil
}

// looksLikeToken has no regular expression: every start, of whatever command,
// had to compile one that counts to 200, which takes 2 ms.
func looksLikeToken(s string) bool {
	const possible = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"
	return len(s) >= 10 && len(s) <= 200 && strings.Trim(s, possible) == ""
}

func readPrivate(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		var pathError *fs.PathError
		if errors.As(err, &pathError) {
			err = pathError.Err
		}
		return "", fmt.Errorf("DISCORD_TOKEN_FILE %s: %v: name a file that holds the bot's token", path, err)
	}
	if info.IsDir() {
		return "", fmt.Errorf("DISCORD_TOKEN_FILE %s is a folder: name the file in it that holds the bot's token", path)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("DISCORD_TOKEN_FILE %s can be read by others (mode %04o): run chmod 600 %s", path, info.Mode().Perm(), path)
	}
	if info.Size() > 1024 {
		return "", fmt.Errorf("DISCORD_TOKEN_FILE %s has %d bytes: a token has fewer than 200", path, info.Size())
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("DISCORD_TOKEN_FILE: %w", err)
	}
	return string(raw), nil
}
