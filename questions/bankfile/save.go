package bankfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"quizbot/questions"
)

// ReadAll returns the content of a bank file that a person named on the
// command line or in the configuration; the path may be any. It reads no more
// than is needed to see that a file is too large.
func ReadAll(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readLimited(f)
}

func readLimited(f fs.File) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, fmt.Errorf("%s is a folder: name the bank file in it", info.Name())
	}
	return io.ReadAll(io.LimitReader(f, MaxBytes+1)) // one byte more: scan says that it is too large
}

// ErrName is wrapped by the errors of [ReadNamed] about the name itself.
var ErrName = errors.New("not the name of a bank")

// A bank's name from somebody else: what is a file name in every system.
var (
	fileName   = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$`)
	deviceName = regexp.MustCompile(`^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$`)
)

const maxName = 100 // bytes

// CheckName reports, as an error wrapping [ErrName], why a name that came from
// a stranger (a member, a message, another bank) cannot be that of a bank.
// Names are slugs: no path, no dots, no capitals that some systems do not
// tell apart, no device names of Windows.
func CheckName(name string) error {
	if len(name) > maxName || !fileName.MatchString(name) || deviceName.MatchString(name) {
		return fmt.Errorf("%w: %q: use lower-case letters, digits and hyphens", ErrName, shorten(name))
	}
	return nil
}

// ReadNamed returns the content of the bank name.yaml in dir, for names that
// came from a stranger. It opens nothing outside dir, not even through a
// symbolic link. The error wraps [ErrName] or says that there is no such bank.
func ReadNamed(dir, name string) ([]byte, error) {
	if err := CheckName(name); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	f, err := root.Open(name + ".yaml")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readLimited(f)
}

// Save writes the bank to path so that path always holds a whole bank, the
// old one or the new: it writes a new file beside it, has it stored, renames
// it and has the folder stored (FAULTS B6). Permissions of an old file stay.
func Save(path string, b *questions.Bank) error {
	data, err := Marshal(b)
	if err != nil {
		return fmt.Errorf("save bank %s: %w", path, err)
	}
	// A link stays a link; its target is replaced.
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if err := replace(path, data); err != nil {
		return fmt.Errorf("save bank %s: %w", path, err)
	}
	return nil
}

func replace(path string, data []byte) (err error) {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	dir, base := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	f, err := os.CreateTemp(dir, "."+strings.TrimPrefix(base, ".")+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()           // a second Close is harmless
			os.Remove(f.Name()) // nothing more can be done if this fails
		}
	}()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Chmod(mode); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(dir)
}

// syncDir has the folder's entries stored. Systems whose folders cannot be
// opened for that (Windows) store them by themselves.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) {
		return err
	}
	return nil
}
