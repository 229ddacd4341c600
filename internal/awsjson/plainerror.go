package awsjson

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// PlainError explains an error of encoding/json to people who write JSON by hand. It names JSON types instead of Go
// types. All other errors stay the same.
func PlainError(err error) error {
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.Is(err, io.EOF):
		return errors.New("there is no JSON document")
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the JSON document ends too early")
	case !errors.As(err, &mismatch):
		return err
	}
	member := mismatch.Field[strings.LastIndex(mismatch.Field, ".")+1:]
	if member == "" {
		member = "the value"
	}
	return fmt.Errorf("%s must be %s, not %s", member, typeName(mismatch.Type), mismatch.Value)
}

// typeName returns the name of the JSON type that a Go type is read from.
func typeName(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	case reflect.Int:
		return "a whole number"
	case reflect.Slice:
		return "an array"
	default:
		return "an object"
	}
}
