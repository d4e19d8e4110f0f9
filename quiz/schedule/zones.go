package schedule

import (
	_ "embed"
	"strings"
)

// The names of the zones in zone.tab of the tz database (public domain,
// release 2025b) and UTC, one a line, sorted.
//
//go:embed zones.txt
var zoneNames string

// Zones returns the IANA names to offer to somebody who is choosing a zone,
// sorted. [LoadZone] takes the older names of the tz database, too.
func Zones() []string { return strings.Fields(zoneNames) }
