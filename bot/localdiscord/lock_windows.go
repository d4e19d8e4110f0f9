package localdiscord

import (
	"errors"
	"os"
	"syscall"
)

// A file opened without sharing by another process (Windows system error codes).
const sharingViolation = syscall.Errno(32)

// lock takes the file at path for this process until the file is closed or the
// process ends, however it ends. [errLocked] when another one has it.
func lock(path string) (*os.File, error) {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, errLocked
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(handle), path), nil
}
