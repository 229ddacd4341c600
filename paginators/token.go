package paginators

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// The members of a resume token. The first two are botocore's, the others stand where identifiers are
// split over calls.
const (
	memberToken     = "NextToken"            // fetches the page; null for the first one
	memberSkip      = "boto_truncate_amount" // how many items of the page were delivered
	memberIDsBefore = "identifiers_before"   // how many identifiers earlier calls had
	memberIDs       = "identifiers"          // how many there are
)

// position is a place in a list.
type position struct {
	more  bool // whether it is not the end
	token *string
	skip  int
	ids   int
}

// encode writes the position down as botocore does, to the spaces.
func (at position) encode(ids int) string {
	var token strings.Builder
	encoder := json.NewEncoder(&token)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(at.token); err != nil {
		return "" // not for a string
	}
	text := fmt.Sprintf(`{"%s": %s`, memberToken, strings.TrimSuffix(token.String(), "\n"))
	if at.skip > 0 {
		text += fmt.Sprintf(`, "%s": %d`, memberSkip, at.skip)
	}
	if ids > 0 {
		text += fmt.Sprintf(`, "%s": %d, "%s": %d`, memberIDsBefore, at.ids, memberIDs, ids)
	}
	return base64.StdEncoding.EncodeToString([]byte(text + "}"))
}

// parsePosition reads what encode or botocore wrote. What is not of that kind is a token of the service.
func parsePosition(text string, ids int) (position, error) {
	members := parseMembers(text)
	if members[memberToken] == nil && members[memberSkip] == nil {
		return position{more: true, token: &text}, nil
	}
	at, total := position{more: true}, ids
	for name, value := range members {
		var target any
		switch name {
		case memberToken:
			target = &at.token
		case memberSkip:
			target = &at.skip
		case memberIDsBefore:
			target = &at.ids
		case memberIDs:
			target = &total
		default:
			return at, fmt.Errorf("malformed resume token: unknown member %q", name)
		}
		if err := json.Unmarshal(value, target); err != nil {
			return at, fmt.Errorf("malformed resume token: %s: %w", name, err)
		}
	}
	switch {
	case members[memberToken] == nil:
		return at, errors.New("malformed resume token: no NextToken")
	case at.skip < 0:
		return at, fmt.Errorf("malformed resume token: %s is %d, must be at least 0", memberSkip, at.skip)
	case ids > 0 && members[memberIDs] == nil:
		return at, fmt.Errorf("the resume token is for a list of identifiers that are asked for in one call, and params have %d of them", ids)
	case total != ids:
		return at, fmt.Errorf("the resume token is for a list of %d identifiers, and params have another number of them", total)
	case at.ids < 0 || at.ids > 0 && at.ids >= ids:
		return at, fmt.Errorf("malformed resume token: %s is %d, must be from 0 to %d", memberIDsBefore, at.ids, max(ids-1, 0))
	}
	return at, nil
}

// parseMembers returns the members of a JSON object in base64, none if the text is something else.
func parseMembers(text string) (members map[string]json.RawMessage) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(decoded, &members) != nil {
		return nil
	}
	return members
}
