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

// slogger passes the logs of a client to slog, with the trace of the call.
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

// withLogging logs the retries, requests and responses of a client with slog, without bodies.
func withLogging(logger *slog.Logger) func(*workspaces.Options) {
	return func(o *workspaces.Options) {
		o.ClientLogMode = aws.LogRetries | aws.LogRequest | aws.LogResponse
		o.Logger = slogger{logger, context.Background()}
	}
}
