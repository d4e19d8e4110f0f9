package schedule

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // zones work on a machine without zone files
)

const maxZoneBytes = 64 // the longest IANA name has 32

// Nominal times are written like this, in the schedule's zone.
const nominalLayout = "2006-01-02T15:04"

// LoadZone returns the time zone of an IANA name such as "Europe/Berlin" or
// "UTC". The error is one sentence with the fix; "" and "Local" are errors.
func LoadZone(name string) (*time.Location, error) {
	switch {
	case name == "":
		return nil, fmt.Errorf("zone is empty: give an IANA name such as Europe/Berlin or UTC")
	case len(name) > maxZoneBytes:
		return nil, fmt.Errorf("zone is %d bytes long: give an IANA name such as Europe/Berlin or UTC", len(name))
	}
	// "Local" depends on the machine; the files below right/ count leap seconds.
	if name != "Local" && !strings.HasPrefix(name, "right/") {
		if zone, err := time.LoadLocation(name); err == nil {
			return zone, nil
		}
	}
	return nil, fmt.Errorf("zone %q is unknown: give an IANA name such as Europe/Berlin or UTC", name)
}

// wallOf returns what a clock in the zone shows at an instant, as if that were UTC.
func wallOf(t time.Time, zone *time.Location) time.Time {
	_, offset := t.In(zone).Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// resolve returns the first instant at which a clock in the zone shows the
// wall time, or the first instant after the gap in which it never does. Wall
// is the clock's reading as if that were UTC. A later wall time never resolves
// to an earlier instant.
func resolve(wall time.Time, zone *time.Location) time.Time {
	// No offset exceeds a day, so the period in force 27 hours before is not too late to begin with.
	start, end := wall.Add(-27 * time.Hour).In(zone).ZoneBounds()
	offsetAt := wall.Add(-27 * time.Hour)
	for {
		_, offset := offsetAt.In(zone).Zone()
		at := wall.Add(-time.Duration(offset) * time.Second)
		if !start.IsZero() && at.Before(start) {
			return start.UTC() // the period before ended without showing it: a gap
		}
		if end.IsZero() || at.Before(end) {
			return at
		}
		offsetAt = end
		start, end = end.ZoneBounds()
	}
}
