// Package schedule says when a daily quiz is due and sees to it that each
// nominal run is posted once: across clock changes, restarts, failing posts
// and schedules that nobody should have been able to save.
//
//	cron, err := schedule.FromDays("weekdays", "09:00") // "0 9 * * 1-5"
//	spec, err := schedule.Parse(cron, "Europe/Berlin")
//	for _, run := range spec.Upcoming(3, now) {
//		fmt.Println(run.Nominal, run.At)
//	}
//	keeper := schedule.NewKeeper(store, poster, schedule.Options{Log: log})
//	loop := schedule.NewLoop(log, keeper.Scan)
//	go loop.Run(ctx) // and loop.Wake() after a schedule was saved
//
// robfig/cron reads the fields and drives the loop. Its own arithmetic is not
// used across clock changes, where it skips, doubles or stands still: the
// calendar is searched as if the wall clock had no changes, and the wall time
// found is then resolved to an instant. A time that a change skips means the
// first instant after the gap, a time that comes twice means the first one.
//
// The rows of the [Store] decide what is posted; timers only wake a scan. The
// package posts nothing itself and knows neither Discord nor SQL.
package schedule
