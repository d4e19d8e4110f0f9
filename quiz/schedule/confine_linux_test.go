package schedule

import (
	"os"
	"os/exec"
	"syscall"
)

// confine has a command see nothing but a folder; false when it may not.
func confine(c *exec.Cmd, root string) bool {
	if os.Geteuid() != 0 {
		return false
	}
	c.Dir = "/"
	c.SysProcAttr = &syscall.SysProcAttr{Chroot: root}
	return true
}
