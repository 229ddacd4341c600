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

// maxShown is how many bytes of a value a message repeats, more or less.
const maxShown = 1024

// validate holds an input against the bounds of its members and tells of all faults in one exception,
// in the words of the service: of the first awsjson.MaxFaults, if there are more.
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
	var last, repeated string // the faults of one member come one after the other, and repeat its value
	for i, err := range errs {
		var param smithy.InvalidParamError
		if !errors.As(err, &param) {
			return err
		}
		path, value, constraint := pathOf(param.Field()), "null", "Member must not be null"
		var fault *awsjson.Fault
		if errors.As(err, &fault) {
			if path != last {
				last, repeated = path, shown(reflect.ValueOf(fault.Value))
			}
			value, constraint = repeated, constraintOf(fault)
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

// pathOf writes the path of a member, such as CreateTagsInput.Tags[0].Key, as the service does:
// tags.1.member.key.
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

// shown prints a value as the service does, but for the end of one that is long.
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

// cut leaves out the end of a text that is too long to be repeated.
func cut(text string) string {
	if len(text) <= maxShown {
		return text
	}
	return strings.ToValidUTF8(text[:maxShown], "") + "…"
}

// constraintOf says in the service's words what a member should have been.
func constraintOf(f *awsjson.Fault) string {
	var text string
	switch f.Bound {
	case awsjson.MinLength:
		text = fmt.Sprintf("Member must have length greater than or equal to %d", f.Limit)
	case awsjson.MaxLength:
		text = fmt.Sprintf("Member must have length less than or equal to %d", f.Limit)
	case awsjson.MinValue:
		text = fmt.Sprintf("Member must have value greater than or equal to %d", f.Limit)
	case awsjson.MaxValue:
		text = fmt.Sprintf("Member must have value less than or equal to %d", f.Limit)
	case awsjson.Pattern:
		text = fmt.Sprintf("Member must satisfy regular expression pattern: %s", f.Limit)
	case awsjson.Enum:
		values, _ := f.Limit.([]string)
		text = "Member must satisfy enum value set: [" + strings.Join(values, ", ") + "]"
	}
	if f.Element != "" {
		return "Member must satisfy constraint: [" + text + "]"
	}
	return text
}
