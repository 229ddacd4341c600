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

// exceptionTypes maps the code of each exception in the API to its type. The codes are in lower case, because services
// do not always spell them in the documented case.
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

// typeMember is the JSON member that holds the type of an object, usually of an error.
const typeMember = "__type"

// readError returns the error that a response with an error status reports. This error is the exception for the
// response's code, or a smithy.GenericAPIError if no exception has this code. The code is in a header, or in the JSON
// member __type or code. The code may have a namespace as a prefix and a URI as a suffix.
//
// If the body cannot be read, err says why. If the code and the message can be read nevertheless, the reported error is
// a smithy.GenericAPIError with this code and message.
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

// UnknownError replaces a missing error code or error message, as in the AWS SDKs.
const UnknownError = "UnknownError"

// oneLine quotes the code and the message in the text of err if they have control characters. The returned error is err
// or wraps err.
func oneLine(err *smithy.GenericAPIError) error {
	code, message := oneline.Text(err.Code), oneline.Text(err.Message)
	if code == err.Code && message == err.Message {
		return err
	}
	return &oneLineError{fmt.Sprintf("api error %s: %s", code, message), err}
}

// oneLineError replaces the text of an error.
type oneLineError struct {
	text string
	err  error
}

func (e *oneLineError) Error() string { return e.text }

func (e *oneLineError) Unwrap() error { return e.err }

// errorInfo reads the code and the message from a body. The names of the members are not case-sensitive.
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
		if c == 'n' || to == &other && c != '"' { // null, or a number: some services send a number as the code
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
