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
// The package knows no Discord, SQL or YAML, and never asks for the time:
// whoever calls hands it in. Communities, channels and players are opaque
// strings; a terminal or a browser is as good a venue as Discord.
package quiz
