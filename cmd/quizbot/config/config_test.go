package config

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func TestExampleIsTheDefault(t *testing.T) {
	data, err := os.ReadFile("../../../config.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, problems := Read("config.example.yaml", data)
	if len(problems) > 0 {
		t.Fatalf("the example has problems: %v", problems)
	}
	if !reflect.DeepEqual(c, Default()) {
		t.Errorf("the example gives %+v, want the default %+v", c, Default())
	}
	for _, f := range fieldList {
		last := f.key[strings.LastIndex(f.key, ".")+1:]
		if !strings.Contains(string(data), last+":") {
			t.Errorf("the example does not show %s", f.key)
		}
	}
}

func TestO3EveryProblemIsToldAtOnceWithItsLine(t *testing.T) {
	tests := []struct {
		name, yaml string
		want       []string // in order; none = no problem
	}{
		{"empty file", "", nil},
		{"only comments", "# nothing\n", nil},
		{"section without keys", "discord:\n", nil},
		{"misspelt key", "dta: \"x\"\n", []string{`c.yaml:1: there is no key dta: the keys are data, data_on_network, banks, discord.api_url, discord.shards.count, discord.shards.ids, log.level`}},
		{"wrong types", "data: 7\nbanks: \"x\"\nlog: \"info\"\n", []string{
			`c.yaml:1: data: 7 is not text in quotes: write a folder, such as "data"`,
			`c.yaml:2: banks: it is not a list: write a list of bank files, such as ["banks/sea.yaml"]`,
			`c.yaml:3: log should have keys below it, such as level`,
		}},
		{"null in a list", "banks: [\"a.yaml\", ~]\n", []string{`c.yaml:1: banks: line 1 is not a path: write a list of bank files, such as ["banks/sea.yaml"]`}},
		{"unknown level", "log:\n  level: \"loud\"\n", []string{`c.yaml:2: log.level: "loud" is no level: write debug, info, warn or error`}},
		{"T3 token in the file", "discord:\n  token: \"MTA.secret.value\"\n", []string{
			`c.yaml:2: discord.token does not belong in this file: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that only you can read, and delete the line`,
		}},
		{"T3 plain http abroad", "discord:\n  api_url: \"http://discord.example\"\n", []string{
			`c.yaml:2: discord.api_url: "http://discord.example" would send the bot's token unencrypted to discord.example: write an address, such as https://discord.example; plain http only to this machine`,
		}},
		{"plain http here", "discord:\n  api_url: \"http://127.0.0.1:8080\"\n", nil},
		{"shards", "discord:\n  shards:\n    count: 4\n    ids: [0, 3]\n", nil},
		{"no shard", "discord:\n  shards:\n    count: 0\n", []string{`c.yaml:3: discord.shards.count is 0: at least 1 is needed, or leave it out`}},
		{"a shard that is not there", "discord:\n  shards:\n    count: 2\n    ids: [0, 2]\n", []string{
			`c.yaml:4: discord.shards.ids has 2: each must lie between 0 and 1 (discord.shards.count - 1) and stand there once`,
		}},
		{"a shard twice", "discord:\n  shards:\n    ids: [0, 0]\n", []string{
			`c.yaml:3: discord.shards.ids has 0: each must lie between 0 and 0 (discord.shards.count - 1) and stand there once`,
		}},
		{"more shards than a machine has memory for", "discord:\n  shards:\n    count: 1000000000\n", []string{
			`c.yaml:3: discord.shards.count is 1000000000: at most 10000 are possible`,
		}},
		{"shards of wrong types", "discord:\n  shards:\n    count: \"2\"\n    ids: [0, 010]\n", []string{
			`c.yaml:3: discord.shards.count: 2 is not a whole number: write how many connections there are in all, such as 1`,
			`c.yaml:4: discord.shards.ids: line 4: 010 is not a whole number: write a list of numbers, such as [0, 1], or leave it out for all`,
		}},
		{"shards without keys", "discord:\n  shards: 3\n", []string{`c.yaml:2: discord.shards should have keys below it, such as count, ids`}},
		{"set twice", "data: \"a\"\ndata: \"b\"\n", []string{`c.yaml:2: data is set twice: delete one of the lines`}},
		{"a list", "- x\n", []string{`c.yaml:1: the file should have keys below it, such as data, data_on_network, banks, discord.api_url, discord.shards.count, discord.shards.ids, log.level`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, problems := Read("c.yaml", []byte(test.yaml))
			var got []string
			for _, p := range problems {
				got = append(got, p.Error())
				if strings.Contains(p.Error(), "secret") {
					t.Errorf("the token is repeated: %v", p)
				}
			}
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestT3TokenComesFromTheEnvironmentAlone(t *testing.T) {
	const token = "MTA4.Gabcde.0123456789abcdefghijklmnopq"
	dir := t.TempDir()
	file := func(name, content string, mode os.FileMode) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []struct {
		name, variable, path string
		problem              string // part of the error; "" = the token
	}{
		{"plain", token, "", ""},
		{"with Bot and a newline", "Bot " + token + "\n", "", ""},
		{"file", "", file("token", token+"\n", 0o600), ""},
		{"file that others can read", "", file("open", token, 0o644), "chmod 600"},
		{"missing file", "", filepath.Join(dir, "nowhere"), "name a file"},
		{"empty file", "", file("empty", " \n", 0o600), "is empty"},
		{"huge file", "", file("huge", strings.Repeat("x", 5000), 0o600), "5000 bytes"},
		{"two lines", token + "\n" + token, "", "does not look like a bot token"},
		{"too short", "x.1-_", "", "does not look like a bot token"},
		{"too long", strings.Repeat("x", 201), "", "does not look like a bot token"},
		{"a mark", token + "*" + token, "", "does not look like a bot token"},
		{"neither", "", "", "no token: set DISCORD_TOKEN"},
		{"both", token, file("both", token, 0o600), "both set"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			env := map[string]string{"DISCORD_TOKEN": test.variable, "DISCORD_TOKEN_FILE": test.path}
			got, err := Token(func(key string) string { return env[key] })
			if test.problem == "" && (got != token || err != nil) {
				t.Errorf("Token = %q, %v; want the token", got, err)
			}
			if test.problem != "" {
				if err == nil || !strings.Contains(err.Error(), test.problem) {
					t.Errorf("Token = %v; want an error with %q", err, test.problem)
				} else if strings.Contains(err.Error(), token) {
					t.Errorf("the error repeats the token: %v", err)
				}
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("data: \"x\"\nbanks: []\ndiscord:\n  api_url: \"\"\n"))
	f.Add([]byte("a: &x [*x]"))
	f.Fuzz(func(t *testing.T, data []byte) { Read("c.yaml", data) })
}
