package localdiscord_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quizbot/bot/localdiscord"
)

// contractRoutes are the routes that a bot may expect, by priority: 1 and 2 are
// served, 3 may be missing. Parameters are named as in Server.Routes.
var contractRoutes = map[int][]string{
	1: {
		"GET /gateway", "GET /gateway/bot", "GET /users/@me", "GET /applications/@me", "GET /oauth2/applications/@me",
		"GET /applications/{application}/commands", "PUT /applications/{application}/commands", "POST /applications/{application}/commands",
		"GET /applications/{application}/commands/{command}", "PATCH /applications/{application}/commands/{command}", "DELETE /applications/{application}/commands/{command}",
		"GET /applications/{application}/guilds/{guild}/commands", "PUT /applications/{application}/guilds/{guild}/commands", "POST /applications/{application}/guilds/{guild}/commands",
		"GET /applications/{application}/guilds/{guild}/commands/{command}", "PATCH /applications/{application}/guilds/{guild}/commands/{command}", "DELETE /applications/{application}/guilds/{guild}/commands/{command}",
		"POST /interactions/{interaction}/{token}/callback", "POST /webhooks/{webhook}/{token}",
		"GET /webhooks/{webhook}/{token}/messages/{message}", "PATCH /webhooks/{webhook}/{token}/messages/{message}", "DELETE /webhooks/{webhook}/{token}/messages/{message}",
		"POST /channels/{channel}/messages", "GET /channels/{channel}/messages", "GET /channels/{channel}/messages/{message}",
		"PATCH /channels/{channel}/messages/{message}", "DELETE /channels/{channel}/messages/{message}",
		"POST /users/@me/channels", "GET /channels/{channel}", "GET /guilds/{guild}", "GET /guilds/{guild}/channels", "GET /guilds/{guild}/roles",
		"GET /guilds/{guild}/members/{user}", "GET /users/{user}",
	},
	2: {
		"POST /channels/{channel}/messages/bulk-delete", "PATCH /channels/{channel}", "GET /guilds/{guild}/members", "GET /guilds/{guild}/members/search",
		"PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me", "DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/@me",
		"GET /channels/{channel}/messages/{message}/reactions/{emoji}", "DELETE /channels/{channel}/messages/{message}/reactions",
		"POST /channels/{channel}/messages/{message}/threads", "POST /channels/{channel}/threads", "POST /channels/{channel}/typing",
	},
	3: {
		"POST /channels/{channel}/polls/{message}/expire", "GET /channels/{channel}/polls/{message}/answers/{answer}",
		"GET /applications/{application}/guilds/{guild}/commands/permissions", "GET /applications/{application}/guilds/{guild}/commands/{command}/permissions",
		"PUT /guilds/{guild}/members/{user}/roles/{role}", "DELETE /guilds/{guild}/members/{user}/roles/{role}",
	},
}

func TestContractRoutesAreServed(t *testing.T) {
	server := localdiscord.New(localdiscord.Options{})
	defer server.Close()
	for priority := 1; priority <= 2; priority++ {
		for _, route := range contractRoutes[priority] {
			if !slices.Contains(server.Routes(), route) {
				t.Errorf("%s is not served", route)
			}
		}
	}
}

// contract says for each rule of priority 1 and 2 which tests try it, at its
// limit and beyond.
var contract = []struct{ rule, tests string }{
	{"listens on this machine only", "TestW3ListensOnThisMachineOnly"},
	{"API v9 and v10, percent-encoded paths, JSON that is no JSON, methods, tokens", "TestRefusals TestDiscordgoPlaysAWholeStory TestDiscordJS TestDisgo"},
	{"snowflakes grow", "TestIDsTellTheirTimeAndOnlyGrow"},
	{"lengths in code points, numbers as text, null, unknown fields", "TestMessageLimits TestCommandLimits TestEditKeepsWhatIsAbsentAndClearsNull"},
	{"a clock of one's own, a record of requests and events", "TestFirstAnswerMustComeWithinThreeSeconds TestRequestsCanBeReadFromOutside"},
	{"faults of requests, also in one channel", "TestFaults TestFaultsOfOneChannel"},
	{"faults of the gateway, at any payload", "TestGatewayMisbehavesOnDemand TestConnectionsBreakWhereTheyAreTold TestResumeRepeatsAndIsLate"},
	{"nested form errors", "TestFormErrorsAreNested"},
	{"User-Agent", "TestUserAgentIsAskedForWhenWanted"},
	{"bodies: JSON, parts, plain forms", "TestFileLimits TestBodiesMayBePlainForms"},
	{"files and attachment://", "TestFileLimits TestEditKeepsAddsAndDropsFiles TestFilesNeedThePermission"},
	{"with_response", "TestWithResponseReturnsTheMessage"},
	{"content, embeds, flags, stickers, empty messages", "TestMessageLimits TestVoiceMessagesAreOneFile"},
	{"allowed_mentions", "TestMentionsObeyTheRequest"},
	{"replies", "TestMessageLimits TestEveryRouteAnswersAsDiscordDescribes"},
	{"nonce and enforce_nonce", "TestEnforcedNonceMakesOneMessage"},
	{"edits", "TestEditKeepsWhatIsAbsentAndClearsNull TestEditKeepsAddsAndDropsFiles"},
	{"polls", "TestPollLimits TestPollsAreVotedOnAndEnd"},
	{"message content intent", "TestMessageContentNeedsItsIntent"},
	{"rows, buttons, selects, custom ids", "TestMessageLimits TestSelectsOfThings"},
	{"components of the second version", "TestLayoutLimits TestLayoutIsForGood TestLayoutTextAndFiles"},
	{"forms", "TestCallbackLimits TestLabelLimits TestFormsOfLabelsAreFilledIn TestCheckboxIsTickedOrNot TestFormKeepsItsRules TestFileFieldLimits"},
	{"what members cannot do", "TestClientRefuses"},
	{"interactions, options and what they resolve to", "TestOptionsArriveTyped TestOptionKinds TestContextMenus TestFilesComeWithCommandsAndForms"},
	{"owners and contexts", "TestUsersTakeApplicationsAlong TestDirectMessages"},
	{"HTTP delivery", "TestInteractionsComeOverHTTP TestEndpointsMustProveThemselves TestEndpointsHaveThreeSeconds"},
	{"three seconds, fifteen minutes", "TestFirstAnswerMustComeWithinThreeSeconds TestTokenLivesFifteenMinutes TestNobodyAnswers"},
	{"one answer wins, unknown interactions, types", "TestOneOfManyCallbacksWins TestUnknownInteraction TestCallbackTypes"},
	{"deferred answers and followups", "TestDeferredAnswerIsFilledInByEditOrFollowup"},
	{"ephemeral messages", "TestEphemeralMessagesBelongToTheAsker"},
	{"five followups of an application that users installed", "TestUserInstalledApplicationsAreLimited"},
	{"what a token may send", "TestTokensSendWhatTheApplicationMay"},
	{"commands: names, descriptions, options, choices, nesting, size, counts", "TestCommandLimits"},
	{"commands of a day", "TestCommandsOfADayAreCounted"},
	{"stable command ids", "TestCommandsKeepTheirIDs"},
	{"permissions, timeouts", "TestPermissionsFollowTheDocumentedOrder TestTimeouts"},
	{"errors that cannot be avoided", "TestRefusals TestClosedDirectMessages TestBulkDeleteLimits TestThreads"},
	{"rate limits", "TestRateLimitsPerRouteAndGlobal"},
	{"10,000 invalid requests, caused 429", "TestTooManyInvalidRequestsAreBlocked"},
	{"gateway: versions, sizes, close codes", "TestGatewayCloses"},
	{"heartbeats", "TestGatewayWantsHeartbeats TestWorldChangesReachBots"},
	{"logins: five seconds, a day, shards in turns", "TestGatewayMisbehavesOnDemand TestLoginsOfADayAreCounted TestLoginsTakeTurns"},
	{"compression", "TestGatewayCompressesWhenAsked"},
	{"resuming, at an address of its own", "TestGatewayResumesWhereTheClientWas TestResumeAtItsOwnAddress TestLostTellsTheClientsCloseCode"},
	{"events and intents", "TestEventsNeedTheirIntents TestBotsAreToldOfTheirOwnRoles TestWorldChangesReachBots TestThreadsHaveMembers TestForumsHoldThreads"},
	{"shards", "TestShardsAreToldOfTheirGuildsOnly TestShardOfAGuild"},
	{"forums, threads and their members", "TestForumsHoldThreads TestThreadsHaveMembers TestThreadLimits TestThreads"},
	{"members write, edit, reply, upload", "TestMembersWriteAsPeopleDo TestPageActsAsAMember"},
	{"every exchange fits Discord's description", "TestEveryRouteAnswersAsDiscordDescribes TestViolationsNameWhatDoesNotFit"},
}

// TestContractIsTested: each rule above names tests that there are.
func TestContractIsTested(t *testing.T) {
	known := map[string]bool{}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				known[f.Name.Name] = true
			}
		}
	}
	for _, line := range contract {
		for _, test := range strings.Fields(line.tests) {
			if !known[test] {
				t.Errorf("%s: there is no %s", line.rule, test)
			}
		}
	}
}
