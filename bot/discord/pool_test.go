package discord

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestPoolIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := NewPool(3, 5)
		var running, most, done atomic.Int64
		taken := 0
		for range 20 {
			if p.Go(func() {
				most.Store(max(most.Load(), running.Add(1)))
				time.Sleep(time.Second)
				running.Add(-1)
				done.Add(1)
			}) {
				taken++
			}
		}
		synctest.Wait()
		if taken != 3+5 || running.Load() != 3 {
			t.Errorf("%d tasks taken, %d running; want 8 and 3", taken, running.Load())
		}
		p.Wait()
		if done.Load() != 8 || most.Load() != 3 {
			t.Errorf("%d tasks done, %d at once; want 8 and 3", done.Load(), most.Load())
		}
		if !p.Go(func() { done.Add(1) }) {
			t.Error("an idle pool takes nothing")
		}
		p.Wait()
		if done.Load() != 9 {
			t.Error("a pool that was idle does not work any more")
		}
	})
}
