package compat

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// idle is an interceptor for every stage that does nothing.
type idle struct{}

type interceptorContext = smithyhttp.InterceptorContext

func (idle) BeforeExecution(context.Context, *interceptorContext) error       { return nil }
func (idle) BeforeSerialization(context.Context, *interceptorContext) error   { return nil }
func (idle) AfterSerialization(context.Context, *interceptorContext) error    { return nil }
func (idle) BeforeRetryLoop(context.Context, *interceptorContext) error       { return nil }
func (idle) BeforeAttempt(context.Context, *interceptorContext) error         { return nil }
func (idle) BeforeSigning(context.Context, *interceptorContext) error         { return nil }
func (idle) AfterSigning(context.Context, *interceptorContext) error          { return nil }
func (idle) BeforeTransmit(context.Context, *interceptorContext) error        { return nil }
func (idle) AfterTransmit(context.Context, *interceptorContext) error         { return nil }
func (idle) BeforeDeserialization(context.Context, *interceptorContext) error { return nil }
func (idle) AfterDeserialization(context.Context, *interceptorContext) error  { return nil }
func (idle) AfterAttempt(context.Context, *interceptorContext) error          { return nil }
func (idle) AfterExecution(context.Context, *interceptorContext) error        { return nil }
