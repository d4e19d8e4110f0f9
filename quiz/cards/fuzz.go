package cards

import (
	"encoding/binary"
	"hash/fnv"
	"math"
)

// Vary moves an interval in days by a little, so that cards learned together
// do not come back together for ever: by up to 15 % of the part from 2.5 to 7
// days, 10 % up to 20 and 5 % beyond, and a day. Shorter ones stay. The same
// card and number of showings always give the same interval.
func Vary(days, elapsedDays, maximum int, card string, reps int) int {
	low, high := varied(days, elapsedDays, maximum)
	h := fnv.New64a()
	h.Write([]byte(card)) // never fails, says its documentation
	binary.Write(h, binary.LittleEndian, int64(reps))
	return low + int(h.Sum64()%uint64(high-low+1))
}

// varied is the range within which [Vary] picks.
func varied(days, elapsedDays, maximum int) (low, high int) {
	if float64(days) < 2.5 {
		return days, days
	}
	delta := 1.0
	for _, part := range []struct{ from, to, share float64 }{{2.5, 7, 0.15}, {7, 20, 0.1}, {20, math.Inf(1), 0.05}} {
		delta += part.share * max(min(float64(days), part.to)-part.from, 0)
	}
	days = min(days, maximum)
	low = max(2, int(math.Round(float64(days)-delta)))
	high = min(int(math.Round(float64(days)+delta)), maximum)
	if days > elapsedDays {
		low = max(low, elapsedDays+1)
	}
	return min(low, high), high
}
