// Package quiz holds the rules of the game: rounds, runs, answers, scores,
// streaks and who may see what when.
//
// A round is a frozen set of questions in a venue. A run is one member's
// private way through it. An answer is one choice, stored once and for ever;
// verdicts, points and standings are derived from answers:
//
//	engine := quiz.NewEngine(store)
//	round, err := engine.Open(ctx, plan)
//	position, err := engine.Start(ctx, community, round.ID, player, now)
//	outcome, err := engine.Answer(ctx, community, round.ID, position.No, player, given, clickedAt, now)
//
// A live round is asked of a whole channel at once. Its state changes by
// [LiveRound.Step] alone and is stored after every step, and what the channel
// shows follows from the state: whoever reads it after a restart goes on.
//
//	live, err := engine.OpenLive(ctx, plan, now)
//	live, err = engine.StepLive(ctx, community, live.Round, quiz.Tick{...}, now) // when live.Due has come
//	outcome, err := engine.PickLive(ctx, community, live.Round, live.No(), who, place, clickedAt, now)
//
// The package knows no Discord, SQL or YAML, and never asks for the time:
// whoever calls hands it in. Communities, channels and players are opaque
// strings; a terminal or a browser is as good a venue as Discord.
package quiz
