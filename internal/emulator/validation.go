package emulator

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/types"
)

// validate holds an input against the bounds of its members and tells of all faults in one exception,
// in the words of the service.
func validate(in any) error {
	err := awsjson.Validate(in, true)
	if err == nil {
		return nil
	}
	var faults smithy.InvalidParamsError
	if !errors.As(err, &faults) {
		return err
	}
	errs := faults.Errs()
	parts := make([]string, len(errs))
	for i, err := range errs {
		var param smithy.InvalidParamError
		if !errors.As(err, &param) {
			return err
		}
		value, path := memberAt(in, param.Field())
		parts[i] = fmt.Sprintf("Value %s at '%s' failed to satisfy constraint: %s", shown(value), path, constraint(param))
	}
	plural := ""
	if len(parts) > 1 {
		plural = "s"
	}
	return &types.ValidationException{
		Message: aws.String(fmt.Sprintf("%d validation error%s detected: %s", len(parts), plural, strings.Join(parts, "; "))),
	}
}

// memberAt finds the member of an input by its path as awsjson writes it, such as
// CreateTagsInput.Tags[0].Key, and returns its value and the path as the service writes it, such as
// tags.1.member.key.
func memberAt(in any, field string) (value reflect.Value, path string) {
	value = reflect.ValueOf(in)
	_, rest, _ := strings.Cut(field, ".")
	var steps []string
	for rest != "" {
		value = reflect.Indirect(value)
		if rest[0] == '.' {
			rest = rest[1:]
			continue
		}
		if rest[0] != '[' {
			end := strings.IndexAny(rest, ".[")
			if end < 0 {
				end = len(rest)
			}
			steps = append(steps, strings.ToLower(rest[:1])+rest[1:end])
			value, rest = step(value, reflect.Struct, func() reflect.Value { return value.FieldByName(rest[:end]) }), rest[end:]
			continue
		}
		if key, err := strconv.QuotedPrefix(rest[1:]); err == nil {
			rest = rest[1+len(key)+1:]
			key, _ = strconv.Unquote(key)
			steps = append(steps, key, "member")
			value = step(value, reflect.Map, func() reflect.Value { return value.MapIndex(reflect.ValueOf(key)) })
			continue
		}
		number, after, _ := strings.Cut(rest[1:], "]")
		i, _ := strconv.Atoi(number)
		steps = append(steps, strconv.Itoa(i+1), "member")
		value, rest = step(value, reflect.Slice, func() reflect.Value { return value.Index(i) }), after
	}
	return value, strings.Join(steps, ".")
}

// step takes a step that only a value of a kind can take.
func step(v reflect.Value, kind reflect.Kind, take func() reflect.Value) reflect.Value {
	if v.Kind() != kind {
		return reflect.Value{}
	}
	return take()
}

// shown prints a value as the service does.
func shown(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch {
	case !v.IsValid(), v.Kind() == reflect.Slice && v.IsNil(), v.IsZero() && v.Kind() == reflect.String && v.Type() != reflect.TypeFor[string]():
		return "null" // also an empty enum
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		return fmt.Sprintf("'[%d elements]'", v.Len())
	case v.Kind() == reflect.Slice:
		elements := make([]string, v.Len())
		for i := range elements {
			elements[i] = fmt.Sprint(v.Index(i).Interface())
		}
		return "'[" + strings.Join(elements, ", ") + "]'"
	default:
		return fmt.Sprintf("'%v'", v.Interface())
	}
}

// The words in which awsjson tells of the bound that a member breaks.
var (
	elementFault = regexp.MustCompile(`^(element \d+|value of ".*"): `)
	limitFault   = regexp.MustCompile(`(is|are) (below the minimum|above the maximum) of (-?\d+)$`)
)

// constraint says in the service's words what a member should have been.
func constraint(fault smithy.InvalidParamError) string {
	var absent *smithy.ParamRequiredError
	reason := strings.TrimSuffix(fault.Error(), ", "+fault.Field()+".")
	if errors.As(fault, &absent) {
		return "Member must not be null"
	}
	text := "Member must satisfy constraint: " + reason
	if m := limitFault.FindStringSubmatch(reason); m != nil {
		what, bound := "length", "less"
		if m[1] == "is" {
			what = "value"
		}
		if m[2] == "below the minimum" {
			bound = "greater"
		}
		text = fmt.Sprintf("Member must have %s %s than or equal to %s", what, bound, m[3])
	} else if pattern, ok := afterLast(reason, " does not match "); ok {
		text = "Member must satisfy regular expression pattern: " + pattern
	} else if values, ok := afterLast(reason, " is none of "); ok {
		text = "Member must satisfy enum value set: [" + values + "]"
	}
	if elementFault.MatchString(reason) {
		return "Member must satisfy constraint: [" + text + "]"
	}
	return text
}

func afterLast(s, sep string) (string, bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", false
	}
	return s[i+len(sep):], true
}
