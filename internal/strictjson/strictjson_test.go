package strictjson_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/internal/strictjson"
)

type part struct {
	Items []string
	Rate  float64
}

type inner struct {
	Times int `json:",omitempty"`
	On    bool
	Part  *part
	Delay int
	Match func() `json:"-"`
}

type document struct {
	*inner
	Delay string `json:"delay"`
	Users map[string][]string
	Raw   json.RawMessage
	Own   own
}

type own struct{ text string }

func (o *own) UnmarshalJSON(b []byte) error {
	o.text = string(b)
	return nil
}

func TestUnmarshal(t *testing.T) {
	t.Parallel()
	read := document{inner: &inner{}}
	require.NoError(t, strictjson.Unmarshal([]byte(` {"Times":2,"On":true,"Part":{"Items":["a"],"Rate":0.5},"delay":"1s","Users":{"d":["a"]},"Raw":{"raw":[1]},"Own":{"a":1}} `), &read))
	assert.Equal(t, document{
		inner: &inner{Times: 2, On: true, Part: &part{Items: []string{"a"}, Rate: 0.5}}, Delay: "1s",
		Users: map[string][]string{"d": {"a"}}, Raw: json.RawMessage(`{"raw":[1]}`), Own: own{`{"a":1}`},
	}, read)
	require.NoError(t, strictjson.Unmarshal([]byte(`{"Part":null,"Users":null,"delay":null}`), &read))
}

func TestErrorsNameTheMemberAndNoGoType(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		"":                           "there is no JSON document",
		" \n":                        "there is no JSON document",
		"{":                          "the document is not JSON: unexpected EOF",
		"later":                      "the document is not JSON: invalid character 'l' looking for beginning of value",
		"{}{}":                       "unexpected data after the JSON document",
		"{}}":                        "unexpected data after the JSON document",
		"[]":                         "the document must be an object, and is []",
		`{"times":2}`:                `there is no member "times": it must be one of Times, On, Part, delay, Users, Raw, Own`,
		`{"Match":2}`:                `there is no member "Match"`,
		`{"Delay":"1s"}`:             `there is no member "Delay"`,
		`{"Part":{"items":[]}}`:      `there is no member "items": it must be one of Items, Rate`,
		`{"Times":"2"}`:              `Times must be a whole number, and is "2"`,
		`{"Times":2.5}`:              "Times must be a whole number, and is 2.5",
		`{"delay":5}`:                "delay must be a string, and is 5",
		`{"On":"yes"}`:               `On must be true or false, and is "yes"`,
		`{"Part":[]}`:                "Part must be an object, and is []",
		`{"Part":{"Rate":"a"}}`:      `Part.Rate must be a number, and is "a"`,
		`{"Part":{"Items":"a"}}`:     `Part.Items must be a list, and is "a"`,
		`{"Part":{"Items":["a",1]}}`: "Part.Items[1] must be a string, and is 1",
		`{"Users":{"d-1":"a"}}`:      `Users.d-1 must be a list, and is "a"`,
		`{"Users":"` + strings.Repeat("a", 200) + `"}`: `Users must be an object, and is "` + strings.Repeat("a", 99),
	} {
		err := strictjson.Unmarshal([]byte(text), &document{inner: &inner{}})
		require.ErrorContains(t, err, says, text)
		assert.NotContains(t, err.Error(), "Go ", text)
	}
}
