package awsjson

import (
	"net/http"
	"reflect"
	"strings"

	"github.com/aws/smithy-go"

	"github.com/go-workspaces/workspaces/types"
)

// exceptions knows the service's modelled errors by their code in lower case, as services are not strict
// about the case.
var exceptions = registry(
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

func registry(errs ...smithy.APIError) map[string]reflect.Type {
	types := make(map[string]reflect.Type, len(errs))
	for _, e := range errs {
		types[strings.ToLower(e.ErrorCode())] = reflect.TypeOf(e).Elem()
	}
	return types
}

// readError makes an error of a response that is none of success: the exception of its code, or a
// smithy.GenericAPIError where the code is not modelled. The code stands in a header, in __type or in
// code, with or without a namespace before it and a URI behind it. Where a part of the body can't be
// read, err says why, and told is what is known all the same.
func readError(header http.Header, body []byte) (told, err error) {
	code, message := header.Get("X-Amzn-ErrorType"), ""
	if saysNothing(body) {
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
	generic := &smithy.GenericAPIError{Code: code, Message: message}
	t, known := exceptions[strings.ToLower(code)]
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

// UnknownError is what the SDKs of AWS say where an answer says nothing.
const UnknownError = "UnknownError"

// errorInfo looks for code and message in a body, whichever way their names are written.
func errorInfo(body []byte) (code, message string, err error) {
	var other string
	r := &reader{data: body}
	err = r.object(func(name []byte) error {
		var to *string
		switch strings.ToLower(string(name)) {
		case "__type":
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
		if c == 'n' || to == &other && c != '"' { // some services have a number there
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
