package awsjson

import (
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/internal/oneline"
	"github.com/go-workspaces/workspaces/types"
)

// exceptionTypes maps each API exception's code to its type. The codes are in lower case, because services do not
// always spell them as documented.
var exceptionTypes = byLowerCaseCode(
	&types.AccessDeniedException{},
	&types.ApplicationNotSupportedException{},
	&types.ComputeNotCompatibleException{},
	&types.ConflictException{},
	&types.IncompatibleApplicationsException{},
	&types.InternalServerException{},
	&types.InvalidParameterCombinationException{},
	&types.InvalidParameterValuesException{},
	&types.InvalidResourceStateException{},
	&types.OperatingSystemNotCompatibleException{},
	&types.OperationInProgressException{},
	&types.OperationNotSupportedException{},
	&types.ResourceAlreadyExistsException{},
	&types.ResourceAssociatedException{},
	&types.ResourceCreationFailedException{},
	&types.ResourceInUseException{},
	&types.ResourceLimitExceededException{},
	&types.ResourceNotFoundException{},
	&types.ResourceUnavailableException{},
	&types.UnsupportedNetworkConfigurationException{},
	&types.UnsupportedWorkspaceConfigurationException{},
	&types.ValidationException{},
	&types.WorkspacesDefaultRoleNotFoundException{},
)

func byLowerCaseCode(errs ...smithy.APIError) map[string]reflect.Type {
	types := make(map[string]reflect.Type, len(errs))
	for _, e := range errs {
		types[strings.ToLower(e.ErrorCode())] = reflect.TypeOf(e).Elem()
	}
	return types
}

// typeMember is the JSON member that names an object's type, usually an error's.
const typeMember = "__type"

// readError returns the error reported by a response with an error status: the exception with the response's error code
// or, if there is no such exception, a smithy.GenericAPIError. The code is in a header, or in the JSON member __type or
// code. It may be prefixed with a namespace and followed by a URI.
//
// If the body cannot be read, err says why. If the code and message can still be read, reported is a
// smithy.GenericAPIError with that code and message.
func readError(header http.Header, body []byte) (reported, err error) {
	code, message := header.Get("X-Amzn-ErrorType"), ""
	if isEmptyBody(body) {
		body = nil
	} else {
		inBody, text, err := errorInfo(body)
		if err != nil {
			return nil, err
		}
		message = text
		if code == "" {
			code = inBody
		}
	}
	code, _, _ = strings.Cut(code, ":")
	if _, name, ok := strings.Cut(code, "#"); ok {
		code = name
	}
	if code == "" {
		code = UnknownError
	}
	if message == "" {
		message = UnknownError
	}
	generic := oneLine(&smithy.GenericAPIError{Code: code, Message: message})
	t, known := exceptionTypes[strings.ToLower(code)]
	if !known {
		return generic, nil
	}
	e := reflect.New(t).Interface()
	if len(body) > 0 {
		if err := Unmarshal(body, e); err != nil {
			return generic, err
		}
	}
	return e.(error), nil
}

// UnknownError stands in for a missing error code or message, as in the AWS SDKs.
const UnknownError = "UnknownError"

// oneLine quotes err's code and message in the error text if they contain control characters. The result is err or
// wraps it.
func oneLine(err *smithy.GenericAPIError) error {
	code, message := oneline.Text(err.Code), oneline.Text(err.Message)
	if code == err.Code && message == err.Message {
		return err
	}
	return &oneLineError{fmt.Sprintf("api error %s: %s", code, message), err}
}

// oneLineError replaces an error's text.
type oneLineError struct {
	text string
	err  error
}

func (e *oneLineError) Error() string { return e.text }

func (e *oneLineError) Unwrap() error { return e.err }

// errorInfo reads the code and message from a body. Member names are case-insensitive.
func errorInfo(body []byte) (code, message string, err error) {
	var other string
	r := &reader{data: body}
	err = r.object(func() error {
		name, err := r.key()
		if err != nil {
			return err
		}
		var to *string
		switch strings.ToLower(string(name)) {
		case typeMember:
			to = &code
		case "message":
			to = &message
		case "code":
			to = &other
		default:
			return r.skip()
		}
		c, err := r.peek()
		if err != nil {
			return err
		}
		if c == 'n' || to == &other && c != '"' { // null, or a numeric code, as some services send
			return r.skip()
		}
		text, err := r.text()
		*to = string(text)
		return err
	})
	if err == nil {
		err = r.end()
	}
	if code == "" {
		code = other
	}
	return code, message, err
}
