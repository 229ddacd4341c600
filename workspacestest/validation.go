package workspacestest

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

// maxShown is the approximate maximum length of a value shown in an error message, in bytes.
const maxShown = 1024

// validate returns an exception if an input violates the API's constraints. The exception lists at most
// awsjson.MaxErrors mistakes, worded as in the service.
func validate(in any) error {
	err := awsjson.Validate(in, true)
	if err == nil {
		return nil
	}
	var invalid smithy.InvalidParamsError
	if !errors.As(err, &invalid) {
		return err
	}
	errs := invalid.Errs()
	parts := make([]string, len(errs))
	var last, repeated string // the path and the formatted value of the previous mistake, reused if the next mistake is in the same member
	for i, err := range errs {
		var param smithy.InvalidParamError
		if !errors.As(err, &param) {
			return err
		}
		path, value, constraint := pathOf(param.Field()), "null", "Member must not be null"
		var violation *awsjson.Violation
		if errors.As(err, &violation) {
			if path != last {
				last, repeated = path, shown(reflect.ValueOf(violation.Value))
			}
			value, constraint = repeated, constraintOf(violation)
		}
		parts[i] = fmt.Sprintf("Value %s at '%s' failed to satisfy constraint: %s", value, path, constraint)
	}
	plural := ""
	if len(parts) > 1 {
		plural = "s"
	}
	return &types.ValidationException{
		Message: aws.String(fmt.Sprintf("%d validation error%s detected: %s", len(parts), plural, strings.Join(parts, "; "))),
	}
}

var index = regexp.MustCompile(`\[(\d+)\]`)

// pathOf returns the path of a member in the service's notation: tags.1.member.key for CreateTagsInput.Tags[0].Key.
func pathOf(field string) string {
	_, field, _ = strings.Cut(field, ".")
	steps := strings.Split(field, ".")
	for i, step := range steps {
		step = strings.ToLower(step[:1]) + step[1:]
		steps[i] = index.ReplaceAllStringFunc(step, func(s string) string {
			n, _ := strconv.Atoi(s[1 : len(s)-1])
			return fmt.Sprintf(".%d.member", n+1)
		})
	}
	return strings.Join(steps, ".")
}

// shown formats a value for an error message as the service does, shortening long values.
func shown(v reflect.Value) string {
	switch {
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct, v.Kind() == reflect.Map && v.Len() > maxShown:
		return fmt.Sprintf("'[%d elements]'", v.Len())
	case v.Kind() != reflect.Slice:
		return "'" + cut(fmt.Sprint(v.Interface())) + "'"
	}
	var elements strings.Builder
	for i := 0; i < v.Len() && elements.Len() <= maxShown; i++ {
		if i > 0 {
			elements.WriteString(", ")
		}
		fmt.Fprint(&elements, v.Index(i).Interface())
	}
	return "'[" + cut(elements.String()) + "]'"
}

// cut shortens a string that is too long for an error message.
func cut(text string) string {
	if len(text) <= maxShown {
		return text
	}
	return strings.ToValidUTF8(text[:maxShown], "") + "…"
}

// constraintOf describes the bound that a member violates, worded as in the service.
func constraintOf(v *awsjson.Violation) string {
	var text string
	switch v.Bound {
	case awsjson.MinLength:
		text = fmt.Sprintf("Member must have length greater than or equal to %d", v.Limit)
	case awsjson.MaxLength:
		text = fmt.Sprintf("Member must have length less than or equal to %d", v.Limit)
	case awsjson.MinValue:
		text = fmt.Sprintf("Member must have value greater than or equal to %d", v.Limit)
	case awsjson.MaxValue:
		text = fmt.Sprintf("Member must have value less than or equal to %d", v.Limit)
	case awsjson.Pattern:
		text = fmt.Sprintf("Member must satisfy regular expression pattern: %s", v.Limit)
	case awsjson.Enum:
		values, _ := v.Limit.([]string)
		text = "Member must satisfy enum value set: [" + strings.Join(values, ", ") + "]"
	}
	if v.Element != "" {
		return "Member must satisfy constraint: [" + text + "]"
	}
	return text
}
