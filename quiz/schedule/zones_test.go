package schedule

import "testing"

func TestS12EveryZoneOfferedCanBeLoaded(t *testing.T) {
	if len(Zones()) < 400 {
		t.Errorf("%d zones offered, want more than 400", len(Zones()))
	}
	for _, name := range Zones() {
		if _, err := LoadZone(name); err != nil {
			t.Errorf("LoadZone(%q): %v", name, err)
		}
	}
}
