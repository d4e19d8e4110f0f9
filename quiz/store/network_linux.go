package store

import "golang.org/x/sys/unix"

// networkKinds are file systems on which SQLite's locks cannot be relied upon,
// by the number that statfs gives them (statfs(2)).
var networkKinds = map[uint32]string{
	0x6969:     "NFS",
	0x517b:     "SMB",
	0xff534d42: "CIFS",
	0xfe534d42: "SMB2",
	0x564c:     "NCP",
	0x5346414f: "AFS",
	0x01021997: "9P",
	0x00c36400: "Ceph",
	0x0bd00bd0: "Lustre",
}

// statKind is exchanged by tests.
var statKind = func(folder string) (uint32, error) {
	var fs unix.Statfs_t
	err := unix.Statfs(folder, &fs)
	return uint32(fs.Type), err
}

// networkKind names the network file system that a folder is on; "" for none.
func networkKind(folder string) string {
	kind, err := statKind(folder)
	if err != nil {
		return ""
	}
	return networkKinds[kind]
}
