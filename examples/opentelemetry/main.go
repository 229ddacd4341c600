// Command opentelemetry stops desktops, and prints what the client and the fleet report: spans and metrics through
// OpenTelemetry, and logs through slog.
//
//	go run ./examples/opentelemetry
//	go run ./examples/opentelemetry -aws ws-0123456789 ws-0123456788
//
// The arguments are the desktops' IDs. Rather than printing, a real program would export to a collector with the
// exporters in go.opentelemetry.io/otel/exporters/otlp.
//
// By default, the program stops 3 desktops on an in-process emulator, which throttles the first call.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"slices"

	"go.opentelemetry.io/otel/exporters/stdout/stdoutmetric"
	"go.opentelemetry.io/otel/exporters/stdout/stdouttrace"
	"go.opentelemetry.io/otel/metric"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/examples"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func main() { examples.Main(run) }

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) (err error) {
	var service examples.Service
	flags := flag.NewFlagSet("opentelemetry", flag.ContinueOnError)
	service.Flags(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	cfg, err := service.Config(ctx, workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
	if err != nil {
		return err
	}
	spans, err := stdouttrace.New(stdouttrace.WithWriter(out))
	if err != nil {
		return err
	}
	numbers, err := stdoutmetric.New(stdoutmetric.WithWriter(out))
	if err != nil {
		return err
	}
	tracerProvider := sdktrace.NewTracerProvider(sdktrace.WithBatcher(spans))
	meterProvider := sdkmetric.NewMeterProvider(sdkmetric.WithReader(sdkmetric.NewPeriodicReader(numbers)))
	defer func() { // flushes the remaining spans and metrics
		ctx := context.WithoutCancel(ctx)
		err = errors.Join(err, tracerProvider.Shutdown(ctx), meterProvider.Shutdown(ctx))
	}()

	logger := slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	client := workspaces.NewFromConfig(cfg, service.Options, withOpenTelemetry(tracerProvider, meterProvider), withLogging(logger))
	ids := flags.Args()
	if service.Emulator != nil {
		service.Emulator.Inject(workspacestest.Fault{Times: 1, Throttle: true})
		for desktop, err := range fleet.New(client).Inventory(ctx, fleet.Filter{}) {
			if err != nil {
				return err
			}
			ids = append(ids, desktop.ID())
		}
	}
	if !service.Confirmed(in, out, fmt.Sprintf("Stop %d desktops?", len(ids))) {
		return errors.New("nothing was stopped")
	}
	report, err := fleet.New(client).Stop(ctx, slices.Values(ids))
	if err != nil {
		return err
	}
	return report.Err()
}

// withOpenTelemetry passes the spans and metrics of a client, and of a fleet with this client, to OpenTelemetry.
func withOpenTelemetry(spans trace.TracerProvider, numbers metric.MeterProvider) func(*workspaces.Options) {
	return func(o *workspaces.Options) {
		o.TracerProvider = tracers{spans}
		o.MeterProvider = meters{numbers}
	}
}
