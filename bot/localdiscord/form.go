package localdiscord

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"
)

// apiError is a refusal in Discord's shape. Fields holds the nested "errors"
// of an invalid form, nil otherwise.
type apiError struct {
	Status  int
	Code    int
	Message string
	Fields  map[string]any
}

func (e *apiError) Error() string { return fmt.Sprintf("%d: %s", e.Code, e.Message) }

func (e *apiError) body() map[string]any {
	b := map[string]any{"code": e.Code, "message": e.Message}
	if len(e.Fields) > 0 {
		b["errors"] = e.Fields
	}
	return b
}

// verdict is the reason in one line, with the first wrong field named.
func (e *apiError) verdict() string {
	if path, message, ok := firstField(e.Fields, ""); ok {
		return fmt.Sprintf("%s (%d): %s: %s", e.Message, e.Code, path, message)
	}
	return fmt.Sprintf("%s (%d)", e.Message, e.Code)
}

func firstField(tree map[string]any, path string) (string, string, bool) {
	if list, ok := tree["_errors"].([]map[string]string); ok && len(list) > 0 {
		return path, list[0]["message"], true
	}
	for _, key := range sortedKeys(tree) {
		if sub, ok := tree[key].(map[string]any); ok {
			at := key
			if path != "" {
				at = path + "." + key
			}
			if p, m, ok := firstField(sub, at); ok {
				return p, m, true
			}
		}
	}
	return "", "", false
}

func refuse(status, code int, message string) *apiError {
	return &apiError{Status: status, Code: code, Message: message}
}

// The refusals of Discord, "JSON Error Codes", that routes share.
var (
	errUnauthorized       = refuse(http.StatusUnauthorized, 0, "401: Unauthorized")
	errNotFound           = refuse(http.StatusNotFound, 0, "404: Not Found")
	errMethod             = refuse(http.StatusMethodNotAllowed, 0, "405: Method Not Allowed")
	errBadVersion         = refuse(http.StatusBadRequest, 50041, "Invalid API version provided")
	errBadJSON            = refuse(http.StatusBadRequest, 50109, "The request body contains invalid JSON.")
	errUnknownApplication = refuse(http.StatusNotFound, 10002, "Unknown Application")
	errUnknownChannel     = refuse(http.StatusNotFound, 10003, "Unknown Channel")
	errUnknownGuild       = refuse(http.StatusNotFound, 10004, "Unknown Guild")
	errUnknownMember      = refuse(http.StatusNotFound, 10007, "Unknown Member")
	errUnknownMessage     = refuse(http.StatusNotFound, 10008, "Unknown Message")
	errUnknownUser        = refuse(http.StatusNotFound, 10013, "Unknown User")
	errUnknownWebhook     = refuse(http.StatusNotFound, 10015, "Unknown Webhook")
	errUnknownInteraction = refuse(http.StatusNotFound, 10062, "Unknown interaction")
	errUnknownCommand     = refuse(http.StatusNotFound, 10063, "Unknown application command")
	errAcknowledged       = refuse(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	errMissingAccess      = refuse(http.StatusForbidden, 50001, "Missing Access")
	errClosedDM           = refuse(http.StatusForbidden, 50007, "Cannot send messages to this user")
	errNotAuthor          = refuse(http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
	errEmptyMessage       = refuse(http.StatusBadRequest, 50006, "Cannot send an empty message")
	errMissingPermissions = refuse(http.StatusForbidden, 50013, "Missing Permissions")
	errNoText             = refuse(http.StatusBadRequest, 50008, "Cannot send messages in a non-text channel")
	errChannelType        = refuse(http.StatusBadRequest, 50024, "Cannot execute action on this channel type")
	errBulkCount          = refuse(http.StatusBadRequest, 50016, "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete")
	errBulkOld            = refuse(http.StatusBadRequest, 50034, "A message provided was too old to bulk delete")
	errUnknownEmoji       = refuse(http.StatusBadRequest, 10014, "Unknown Emoji")
	errTooManyReactions   = refuse(http.StatusBadRequest, 30010, "Maximum number of reactions reached (20)")
	errArchived           = refuse(http.StatusBadRequest, 50083, "Thread is archived")
	errTokenExpired       = refuse(http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	errTooManyFollowups   = refuse(http.StatusBadRequest, 40094, "An application that only users have installed sends at most 5 followups")
	errTooManyCreates     = refuse(http.StatusBadRequest, 30034, "Maximum number of daily application command creates has been reached")
	errUserAgent          = refuse(http.StatusForbidden, 40333, "The request was blocked: send a User-Agent header of the form DiscordBot (URL, version).")
	errTooManyCommands    = refuse(http.StatusBadRequest, 30032, "Maximum number of application commands reached.")
	errFileTooLarge       = refuse(http.StatusBadRequest, 50045, "File uploaded exceeds the maximum size")
	errTooLarge           = refuse(http.StatusRequestEntityTooLarge, 40005, "Request entity too large")
)

// form reads one JSON object of a request and collects what is wrong with it,
// each problem at its path. null counts as absent, a numeric string as a number.
type form struct {
	m     map[string]any
	path  []string
	tree  map[string]any  // shared by all forms of a request
	files []upload        // of the request
	names map[string]bool // of the files that attachment:// may mean
}

// parseJSON decodes a body without losing precision of numbers.
func parseJSON(body []byte) (any, *apiError) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil || d.More() {
		return nil, errBadJSON
	}
	return v, nil
}

// newForm returns the form of a body that must be a JSON object; an empty body
// is an empty object.
func newForm(body []byte) (*form, *apiError) {
	f := &form{m: map[string]any{}, tree: map[string]any{}}
	if len(bytes.TrimSpace(body)) == 0 {
		return f, nil
	}
	v, err := parseJSON(body)
	if err != nil {
		return nil, err
	}
	m, ok := v.(map[string]any)
	if !ok {
		f.fail("", "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
		return nil, f.err()
	}
	f.m = m
	return f, nil
}

// err returns the refusal of the whole request, nil when nothing was wrong.
func (f *form) err() *apiError {
	if len(f.tree) == 0 {
		return nil
	}
	return &apiError{Status: http.StatusBadRequest, Code: 50035, Message: "Invalid Form Body", Fields: f.tree}
}

// fail notes a problem of the field key; "" means the object itself. Discord
// reports a thing or what is inside it, never both; the first one found counts.
func (f *form) fail(key, code, message string) {
	at := f.tree
	path := f.path
	if key != "" {
		path = append(append([]string{}, path...), strings.Split(key, ".")...)
	}
	for _, p := range path {
		if at["_errors"] != nil {
			return
		}
		next, ok := at[p].(map[string]any)
		if !ok {
			next = map[string]any{}
			at[p] = next
		}
		at = next
	}
	list, _ := at["_errors"].([]map[string]string)
	if list == nil && len(at) > 0 {
		return
	}
	at["_errors"] = append(list, map[string]string{"code": code, "message": message})
}

func (f *form) failf(key, code, format string, args ...any) {
	f.fail(key, code, fmt.Sprintf(format, args...))
}

// has reports whether key was sent, null included.
func (f *form) has(key string) bool { _, ok := f.m[key]; return ok }

// set reports whether key was sent with a value.
func (f *form) set(key string) bool { return f.m[key] != nil }

// need notes a problem unless key has a value.
func (f *form) need(key string) bool {
	if f.set(key) {
		return true
	}
	f.fail(key, "BASE_TYPE_REQUIRED", "This field is required")
	return false
}

// text reads a string of min to max code points, trimmed first.
func (f *form) text(key string, min, max int) string {
	v, ok := f.raw(key)
	if !ok {
		return ""
	}
	v = strings.TrimSpace(v)
	f.length(key, v, min, max)
	return v
}

// str is text without the trimming.
func (f *form) str(key string, min, max int) string {
	v, ok := f.raw(key)
	if ok {
		f.length(key, v, min, max)
	}
	return v
}

func (f *form) raw(key string) (string, bool) {
	switch v := f.m[key].(type) {
	case nil:
		return "", false
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	}
	f.fail(key, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
	return "", false
}

func (f *form) length(key, v string, min, max int) {
	switch n := utf8.RuneCountInString(v); {
	case n >= min && n <= max:
	case n < min && n == 0:
		f.fail(key, "BASE_TYPE_REQUIRED", "This field is required")
	case min > 0:
		f.failf(key, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", min, max)
	default:
		f.failf(key, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.", max)
	}
}

// integer reads a whole number between min and max; ok is false when there is none.
func (f *form) integer(key string, min, max int64) (n int64, ok bool) {
	v := f.m[key]
	if v == nil {
		return 0, false
	}
	n, ok = toInteger(v)
	switch {
	case !ok:
		f.failf(key, "NUMBER_TYPE_COERCE", "Value %q is not int.", fmt.Sprint(v))
	case n < min:
		f.failf(key, "NUMBER_TYPE_MIN", "int value should be greater than or equal to %d.", min)
		ok = false
	case n > max:
		f.failf(key, "NUMBER_TYPE_MAX", "int value should be less than or equal to %d.", max)
		ok = false
	}
	return n, ok
}

// intPointer is integer for fields where absent differs from zero.
func (f *form) intPointer(key string, min, max int64) *int {
	n, ok := f.integer(key, min, max)
	if !ok {
		return nil
	}
	v := int(n)
	return &v
}

func (f *form) number(key string) *float64 {
	v := f.m[key]
	if v == nil {
		return nil
	}
	n, ok := toNumber(v)
	if !ok {
		f.failf(key, "NUMBER_TYPE_COERCE", "Value %q is not float.", fmt.Sprint(v))
		return nil
	}
	return &n
}

func (f *form) boolean(key string) bool {
	switch v := f.m[key].(type) {
	case nil:
		return false
	case bool:
		return v
	}
	f.fail(key, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
	return false
}

func (f *form) id(key string) string {
	v, ok := f.raw(key)
	if ok && !isSnowflake(v) {
		f.failf(key, "NUMBER_TYPE_COERCE", "Value %q is not snowflake.", v)
		return ""
	}
	return v
}

// list reads an array of min to max elements; nil when absent.
func (f *form) list(key string, min, max int) []any {
	v := f.m[key]
	if v == nil {
		return nil
	}
	list, ok := v.([]any)
	switch {
	case !ok:
		f.fail(key, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
		return nil
	case len(list) < min || len(list) > max:
		f.failf(key, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.", min, max)
	}
	return list
}

// objects reads an array of objects; elements of another kind are noted and left out.
func (f *form) objects(key string, min, max int) []*form {
	var forms []*form
	for i, v := range f.list(key, min, max) {
		if sub, ok := f.child(key+"."+strconv.Itoa(i), v); ok {
			forms = append(forms, sub)
		}
	}
	return forms
}

// object reads a nested object; nil when absent.
func (f *form) object(key string) *form {
	v := f.m[key]
	if v == nil {
		return nil
	}
	sub, ok := f.child(key, v)
	if !ok {
		return nil
	}
	return sub
}

func (f *form) child(key string, v any) (*form, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		f.fail(key, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
		return nil, false
	}
	path := append(append([]string{}, f.path...), strings.Split(key, ".")...)
	return &form{m: m, path: path, tree: f.tree, files: f.files, names: f.names}, true
}

// toInteger reads a JSON number, Go number or numeric string as a whole number.
func toInteger(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1<<63 {
			return int64(v), true
		}
	case json.Number:
		if n, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return n, true
		}
		if n, err := v.Float64(); err == nil {
			return toInteger(n)
		}
	case string:
		n, err := strconv.ParseInt(strings.TrimSpace(v), 10, 64)
		return n, err == nil
	}
	return 0, false
}

func toNumber(v any) (float64, bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case float64:
		return v, !math.IsNaN(v) && !math.IsInf(v, 0)
	case json.Number:
		n, err := v.Float64()
		return n, err == nil
	case string:
		n, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
		return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
	}
	return 0, false
}
