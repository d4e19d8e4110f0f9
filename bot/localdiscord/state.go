package localdiscord

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

const (
	stateVersion = 1
	saveDelay    = 200 * time.Millisecond
)

// snapshot is the world as it is written to a file. Open interactions and
// gateway sessions are not part of it: after a restart both begin anew.
type snapshot struct {
	Version  int                         `json:"version"`
	LastID   uint64                      `json:"last_id"`
	Apps     []*Application              `json:"applications"`
	Users    []*User                     `json:"users"`
	Closed   map[string]bool             `json:"closed_dms,omitempty"` // by user id
	Guilds   []*guild                    `json:"guilds"`
	Channels []*Channel                  `json:"channels"`
	Messages map[string][]*storedMessage `json:"messages"`
	Files    map[string]*storedFile      `json:"files,omitempty"` // by attachment id
	Commands []*Command                  `json:"commands"`
	Allowed  map[string]int              `json:"privileged_intents,omitempty"`
	Keys     map[string][]byte           `json:"keys,omitempty"`     // seeds of the applications' signatures
	Installs map[string][]string         `json:"installs,omitempty"` // users by application
}

// Save writes the world to a file: users, guilds, channels, messages with
// their files, commands.
// The file is replaced as a whole or not at all. It holds the bots' tokens and
// is readable by its owner only.
func (s *Server) Save(path string) error {
	s.saving.Lock()
	defer s.saving.Unlock()
	return s.save(path)
}

func (s *Server) save(path string) error {
	s.mu.Lock()
	state := snapshot{Version: stateVersion, LastID: s.lastID, Apps: s.apps, Users: s.sortedUsers(), Closed: s.closedDMs, Guilds: s.guilds,
		Messages: s.messages, Files: s.files, Commands: s.commands, Allowed: s.allowed, Keys: map[string][]byte{}, Installs: s.installs}
	for id, key := range s.keys {
		state.Keys[id] = key.Seed()
	}
	for _, id := range s.channelOrder {
		state.Channels = append(state.Channels, s.channels[id])
	}
	raw, err := json.Marshal(state)
	s.mu.Unlock()
	if err != nil {
		return fmt.Errorf("save the local Discord: %w", err)
	}
	if err := writeWhole(path, raw); err != nil {
		return fmt.Errorf("save the local Discord to %s: %w", path, err)
	}
	return nil
}

func writeWhole(path string, raw []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".localdiscord-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

var errLocked = errors.New("another program has it")

// lockState takes Options.StateFile for this server, so that no other one
// writes it. It is held until Close.
func (s *Server) lockState() error {
	s.locking.Lock()
	defer s.locking.Unlock()
	if s.opts.StateFile == "" || s.stateLock != nil {
		return nil
	}
	f, err := lock(s.opts.StateFile + ".lock")
	if errors.Is(err, errLocked) {
		return fmt.Errorf("%s is in use by another local Discord: stop that one, or use another file (another --data folder)", s.opts.StateFile)
	}
	if err != nil {
		return fmt.Errorf("lock %s: %w", s.opts.StateFile, err)
	}
	s.stateLock = f
	return nil
}

// Load replaces the world by what Save wrote. It returns an error wrapping
// [io/fs.ErrNotExist] when there is no such file; the world is then untouched,
// as after every other error. When path is Options.StateFile, another server
// that uses it is an error, too, and a file that cannot be loaded is never
// written over.
func (s *Server) Load(path string) error {
	if path == s.opts.StateFile {
		if err := s.lockState(); err != nil {
			return err
		}
	}
	err := s.load(path)
	if path == s.opts.StateFile && err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.mu.Lock()
		s.unreadable = true
		s.mu.Unlock()
	}
	return err
}

func (s *Server) load(path string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("load the local Discord: %w", err)
	}
	var state snapshot
	if err := json.Unmarshal(raw, &state); err != nil {
		return fmt.Errorf("load the local Discord from %s: %w; delete the file to start with an empty one", path, err)
	}
	if state.Version != stateVersion {
		return fmt.Errorf("load the local Discord from %s: it has format %d, this program reads %d; delete the file to start with an empty one", path, state.Version, stateVersion)
	}
	if what := state.broken(); what != "" {
		return fmt.Errorf("load the local Discord from %s: %s; delete the file to start with an empty one", path, what)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, it := range s.interactions {
		s.miss(it)
	}
	clear(s.interactions)
	clear(s.byInteraction)
	s.unanswered, s.remembered = nil, nil
	s.lastID = max(s.lastID, state.LastID)
	s.apps, s.guilds, s.commands = state.Apps, state.Guilds, state.Commands
	s.allowed = state.Allowed
	s.installs = map[string][]string{}
	maps.Copy(s.installs, state.Installs)
	clear(s.keys)
	for _, app := range s.apps {
		if seed := state.Keys[app.ID]; len(seed) == ed25519.SeedSize {
			s.keys[app.ID] = ed25519.NewKeyFromSeed(seed)
		} else {
			s.makeKey(app)
		}
	}
	s.users, s.channels, s.channelOrder = map[string]*User{}, map[string]*Channel{}, nil
	for _, u := range state.Users {
		s.users[u.ID] = u
	}
	for _, c := range state.Channels {
		s.addChannel(c)
	}
	s.closedDMs = map[string]bool{}
	maps.Copy(s.closedDMs, state.Closed)
	s.messages = map[string][]*storedMessage{}
	for channel, list := range state.Messages {
		for _, m := range list {
			if m.Attachments == nil {
				m.Attachments = []Attachment{}
			}
		}
		for _, m := range list {
			if m.Poll != nil && !m.Poll.Results.Finalized {
				s.openPolls[m.ID] = channel
			}
		}
		s.messages[channel] = list
	}
	s.files = map[string]*storedFile{}
	for _, list := range state.Messages {
		for _, m := range list {
			for _, a := range m.Attachments {
				if file := state.Files[a.ID]; file != nil {
					s.files[a.ID] = file
				}
			}
		}
	}
	s.moveFiles()
	s.emit(Event{Type: "STATE"})
	return nil
}

// broken names what in a snapshot points at nothing, "" when all is well.
func (state *snapshot) broken() string {
	users, guilds := map[string]bool{}, map[string]bool{}
	if slices.Contains(state.Users, nil) || slices.Contains(state.Apps, nil) || slices.Contains(state.Guilds, nil) ||
		slices.Contains(state.Channels, nil) || slices.Contains(state.Commands, nil) {
		return "a list has an empty entry"
	}
	for _, u := range state.Users {
		users[u.ID] = true
	}
	for _, app := range state.Apps {
		if !users[app.UserID] {
			return "application " + app.Name + " has no user"
		}
	}
	for _, g := range state.Guilds {
		guilds[g.ID] = true
		if len(g.Roles) == 0 || slices.Contains(g.Roles, nil) || slices.Contains(g.Members, nil) {
			return "guild " + g.Name + " has no @everyone role or an empty entry"
		}
		for _, m := range g.Members {
			if !users[m.UserID] {
				return "guild " + g.Name + " has an unknown member"
			}
		}
	}
	for _, c := range state.Channels {
		direct := c.Type == ChannelDM && len(c.Recipients) == 2 && users[c.Recipients[0]] && users[c.Recipients[1]]
		if !direct && !guilds[c.GuildID] {
			return "channel " + c.ID + " belongs nowhere"
		}
	}
	for channel, list := range state.Messages {
		if slices.Contains(list, nil) {
			return "channel " + channel + " has an empty message"
		}
	}
	for id, file := range state.Files {
		if file == nil {
			return "file " + id + " has no content"
		}
	}
	return ""
}

// changed plans a save of the state file. s.mu is held.
func (s *Server) changed() {
	if s.opts.StateFile == "" || s.saveTimer != nil || s.closed() {
		return
	}
	s.saveTimer = time.AfterFunc(saveDelay, func() {
		s.mu.Lock()
		s.saveTimer = nil
		s.mu.Unlock()
		s.saving.Lock()
		defer s.saving.Unlock()
		s.mu.Lock()
		leave := s.closed() || s.unreadable // Close saves
		s.mu.Unlock()
		if leave {
			return
		}
		err := s.lockState()
		if err == nil {
			err = s.save(s.opts.StateFile)
		}
		if err != nil {
			s.log.Error("the local Discord's state was not saved", "error", err)
		}
	})
}
