package paginators

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// The members of a resume token. The first two are defined by botocore. The other two are present only if the
// identifiers are split across several calls.
const (
	memberToken     = "NextToken"            // the page's token, null for the first page
	memberSkip      = "boto_truncate_amount" // how many of the page's items have been delivered
	memberIDsBefore = "identifiers_before"   // how many of the identifiers in params were covered by earlier calls
	memberIDs       = "identifiers"          // the total number of identifiers in params
)

// position is a position in a list. The zero value is the end.
type position struct {
	more  bool    // false at the end
	token *string // the page's token, nil for the first page
	skip  int     // how many of the page's items to skip
	ids   int     // how many of the identifiers in params were covered by earlier calls
}

// encode returns the position in botocore's format, including its spaces. ids is the number of identifiers in params,
// or 0 if they fit into one call.
func (at position) encode(ids int) string {
	var token strings.Builder
	encoder := json.NewEncoder(&token)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(at.token); err != nil {
		return "" // cannot happen: strings can always be encoded
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

// parsePosition parses a resume token from this package or from botocore. Any other string is taken to be a NextToken
// from the service. ids has the same meaning as in encode.
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
		return at, fmt.Errorf("the resume token is for identifiers that fit into one call, but the input lists %d identifiers", ids)
	case total != ids:
		return at, fmt.Errorf("the resume token is for a list of %d identifiers, but the input lists a different number", total)
	case at.ids < 0 || at.ids > 0 && at.ids >= ids:
		return at, fmt.Errorf("malformed resume token: %s is %d, must be from 0 to %d", memberIDsBefore, at.ids, max(ids-1, 0))
	}
	return at, nil
}

// parseMembers returns the members of a base64-encoded JSON object, or nil if text is something else.
func parseMembers(text string) (members map[string]json.RawMessage) {
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(decoded, &members) != nil {
		return nil
	}
	return members
}
