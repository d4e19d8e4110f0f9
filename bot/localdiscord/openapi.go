package localdiscord

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// description is Discord's own OpenAPI file, an independent judge of what is
// sent and answered. Schemas are compiled when a route is first used.
type description struct {
	mu       sync.Mutex // guards compiler and schemas
	compiler *jsonschema.Compiler
	schemas  map[string]*jsonschema.Schema
	routes   map[string]map[string]operation // by route without parameter names, then by method
}

// operation is what the file says of one method of a route.
type operation struct {
	pointer     string // JSON pointer to it
	RequestBody struct {
		Content map[string]any `json:"content"`
	} `json:"requestBody"`
	Responses map[string]struct {
		Ref     string         `json:"$ref"`
		Content map[string]any `json:"content"`
	} `json:"responses"`
}

// descriptions are the files read so far, by path: reading one takes longer
// than most tests.
var descriptions = struct {
	sync.Mutex
	read map[string]*description
}{read: map[string]*description{}}

// OpenAPIFile returns the path of Discord's OpenAPI file for tests: what the
// environment variable DISCORD_OPENAPI names, or discord/openapi.json in the
// directory QUIZBOT_REFERENCE; "" when there is none.
func OpenAPIFile() string {
	if file := os.Getenv("DISCORD_OPENAPI"); file != "" {
		return file
	}
	file := filepath.Join(os.Getenv("QUIZBOT_REFERENCE"), "discord", "openapi.json")
	if _, err := os.Stat(file); err != nil {
		return ""
	}
	return file
}

func openDescription(path string) (*description, error) {
	descriptions.Lock()
	defer descriptions.Unlock()
	if d := descriptions.read[path]; d != nil {
		return d, nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read Discord's OpenAPI file: %w", err)
	}
	d, err := readDescription(raw)
	if err != nil {
		return nil, fmt.Errorf("read Discord's OpenAPI file %s: %w; take openapi.json from the repository discord/discord-api-spec", path, err)
	}
	descriptions.read[path] = d
	return d, nil
}

const descriptionName = "discord.json" // only a name for pointers into the file

var parameter = regexp.MustCompile(`\{[^}]*\}`)

func readDescription(raw []byte) (*description, error) {
	whole, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	var file struct {
		Paths map[string]map[string]json.RawMessage `json:"paths"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, err
	}
	if len(file.Paths) == 0 {
		return nil, errors.New("it describes no routes")
	}
	d := &description{compiler: jsonschema.NewCompiler(), schemas: map[string]*jsonschema.Schema{}, routes: map[string]map[string]operation{}}
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	if err := d.compiler.AddResource(descriptionName, whole); err != nil {
		return nil, err
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	for template, methods := range file.Paths {
		known := map[string]operation{}
		for method, raw := range methods {
			if method == "parameters" {
				continue
			}
			op := operation{pointer: "/paths/" + escape.Replace(template) + "/" + method}
			if err := json.Unmarshal(raw, &op); err != nil {
				return nil, fmt.Errorf("%s %s: %w", method, template, err)
			}
			known[strings.ToUpper(method)] = op
		}
		d.routes[parameter.ReplaceAllString(template, "{}")] = known
	}
	return d, nil
}

const (
	jsonContent        = "application/json"
	jsonContentPointer = "/content/application~1json/schema"
)

// judge returns what of an exchange does not fit the file. A request that was
// refused may well be wrong; one that was accepted must fit, and so must every answer.
func (d *description) judge(r *Request) []string {
	status, answer := r.Status, r.Response
	op, known := d.routes[parameter.ReplaceAllString(r.Route, "{}")][r.Method]
	if !known {
		if r.Route == "" {
			return nil
		}
		return []string{"the route is not described"}
	}
	var wrong []string
	note := func(what string, err error) {
		if err != nil {
			wrong = append(wrong, what+": "+err.Error())
		}
	}
	if _, has := op.RequestBody.Content[jsonContent]; has && status < 300 && len(r.Body) > 0 {
		note("request", d.check(op.pointer+"/requestBody"+jsonContentPointer, r.Body, true))
	}
	key := strconv.Itoa(status)
	response, has := op.Responses[key]
	if !has && status >= 400 {
		key = key[:1] + "XX"
		response, has = op.Responses[key]
	}
	pointer := op.pointer + "/responses/" + key
	if response.Ref != "" {
		pointer = strings.TrimPrefix(response.Ref, "#")
	}
	_, hasContent := response.Content[jsonContent]
	switch {
	case !has:
		wrong = append(wrong, fmt.Sprintf("answer: status %d is not described", status))
	case len(answer) > 0 && (hasContent || response.Ref != ""):
		note("answer "+key, d.check(pointer+jsonContentPointer, answer, false))
	case len(answer) > 0 || hasContent:
		wrong = append(wrong, fmt.Sprintf("answer: status %d has a body of %d bytes", status, len(answer)))
	}
	return wrong
}

// check validates a body. The error names its most precise cause.
func (d *description) check(pointer string, body []byte, request bool) error {
	schema, err := d.schema(pointer)
	if err != nil {
		return err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return err
	}
	followDocs(v, request)
	err = schema.Validate(v)
	var invalid *jsonschema.ValidationError
	if !errors.As(err, &invalid) {
		return err
	}
	cause := deepest(invalid)
	return fmt.Errorf("at %q %s", "/"+strings.Join(cause.InstanceLocation, "/"), cause.ErrorKind.LocalizedString(message.NewPrinter(language.English)))
}

func (d *description) schema(pointer string) (*jsonschema.Schema, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.schemas[pointer]; s != nil {
		return s, nil
	}
	s, err := d.compiler.Compile(descriptionName + "#" + pointer)
	if err == nil {
		d.schemas[pointer] = s
	}
	return s, err
}

// deepest returns the cause that lies farthest inside the value: in a choice of
// schemas that is the one that fits best.
func deepest(e *jsonschema.ValidationError) *jsonschema.ValidationError {
	if len(e.Causes) == 0 {
		return e
	}
	var best *jsonschema.ValidationError
	for _, cause := range e.Causes {
		c := deepest(cause)
		if best == nil || len(c.InstanceLocation) > len(best.InstanceLocation) ||
			len(c.InstanceLocation) == len(best.InstanceLocation) && isTypeError(best) && !isTypeError(c) {
			best = c
		}
	}
	return best
}

func isTypeError(e *jsonschema.ValidationError) bool {
	_, is := e.ErrorKind.(*kind.Type)
	return is
}

// followDocs changes what the documentation shows otherwise than the file: the
// code of a form error is a word; in requests, permissions of a command may be a
// string and the id of a new attachment a number.
func followDocs(v any, request bool) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			followDocs(element, request)
		}
	case map[string]any:
		if text, ok := v["default_member_permissions"].(string); ok && request {
			if _, isNumber := toInteger(text); isNumber {
				v["default_member_permissions"] = json.Number(text)
			}
		}
		for _, a := range objectsOf(v["attachments"]) {
			if n, ok := a["id"].(json.Number); ok && request {
				a["id"] = n.String()
			}
		}
		for _, e := range objectsOf(v["_errors"]) {
			if _, ok := e["code"].(string); ok {
				e["code"] = json.Number("0")
			}
		}
		for _, element := range v {
			followDocs(element, request)
		}
	}
}

func objectsOf(v any) (list []map[string]any) {
	elements, _ := v.([]any)
	for _, element := range elements {
		if m, ok := element.(map[string]any); ok {
			list = append(list, m)
		}
	}
	return list
}

// maxUnjudged is how many exchanges wait for [Server.Violations] before they
// are judged at once, so that memory stays bounded.
const maxUnjudged = 1000

// remember keeps an exchange for [Server.Violations]. Judging waits until then:
// compiling a schema takes long enough to disturb what is being tested.
func (s *Server) remember(r Request, status int, answer []byte) {
	if s.opts.OpenAPI == "" {
		return
	}
	r.Status, r.Response = status, answer
	s.mu.Lock()
	s.record.unjudged = append(s.record.unjudged, r)
	full := len(s.record.unjudged) >= maxUnjudged
	s.mu.Unlock()
	if full {
		s.Violations()
	}
}

// Violations returns, for a server with Options.OpenAPI, in what way exchanges
// did not fit Discord's description: accepted requests and all answers.
func (s *Server) Violations() []string {
	s.judging.Lock()
	defer s.judging.Unlock()
	s.mu.Lock()
	exchanges := s.record.unjudged
	s.record.unjudged = nil
	s.mu.Unlock()
	for _, r := range exchanges {
		for _, what := range s.judge(&r) {
			s.log.Error("exchange does not fit Discord's description", "method", r.Method, "route", r.Route, "violation", what)
			s.violations = append(s.violations, r.Method+" "+r.Route+": "+what)
		}
	}
	return append([]string(nil), s.violations...)
}

// judgement returns judge, or nil without a description.
func (s *Server) judgement() func(*Request) []string {
	if s.opts.OpenAPI == "" {
		return nil
	}
	return s.judge
}

func (s *Server) judge(r *Request) []string {
	d, err := openDescription(s.opts.OpenAPI)
	if err != nil {
		return []string{err.Error()}
	}
	return d.judge(r)
}
