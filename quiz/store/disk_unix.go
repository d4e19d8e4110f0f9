//go:build unix

package store

import "golang.org/x/sys/unix"

// freeBytes returns how much an ordinary user may still write.
func freeBytes(folder string) (uint64, error) {
	var fs unix.Statfs_t
	if err := unix.Statfs(folder, &fs); err != nil {
		return 0, err
	}
	return uint64(fs.Bavail) * uint64(fs.Bsize), nil
}
