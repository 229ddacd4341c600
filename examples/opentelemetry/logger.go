package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/logging"
	"go.opentelemetry.io/otel/trace"

	"github.com/go-workspaces/workspaces"
)

// slogger passes a client's logs to slog, with the call's trace.
type slogger struct {
	logger *slog.Logger
	ctx    context.Context
}

// WithContext implements logging.ContextLogger.
func (s slogger) WithContext(ctx context.Context) logging.Logger { return slogger{s.logger, ctx} }

func (s slogger) Logf(classification logging.Classification, format string, values ...any) {
	level := slog.LevelDebug
	if classification == logging.Warn {
		level = slog.LevelWarn
	}
	s.logger.Log(s.ctx, level, fmt.Sprintf(format, values...), "trace_id", trace.SpanContextFromContext(s.ctx).TraceID())
}

// withLogging logs a client's retries, requests and responses to slog, without bodies.
func withLogging(logger *slog.Logger) func(*workspaces.Options) {
	return func(o *workspaces.Options) {
		o.ClientLogMode = aws.LogRetries | aws.LogRequest | aws.LogResponse
		o.Logger = slogger{logger, context.Background()}
	}
}
