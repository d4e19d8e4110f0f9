package main

// Keeps the module list stable while the packages that need it are being written.
import (
	_ "github.com/bwmarrin/discordgo"
	_ "github.com/chromedp/chromedp"
	_ "github.com/gorilla/websocket"
	_ "github.com/pressly/goose/v3"
	_ "github.com/robfig/cron/v3"
	_ "github.com/rogpeppe/go-internal/testscript"
	_ "github.com/spf13/cobra"
	_ "golang.org/x/text/unicode/norm"
	_ "golang.org/x/text/width"
	_ "gopkg.in/yaml.v3"
	_ "modernc.org/sqlite"
)
