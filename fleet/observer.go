package fleet

import (
	"context"
	"time"

	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/tracing"

	"github.com/go-workspaces/workspaces"
)

// instrumentationScope names the tracer and the meter.
const instrumentationScope = "github.com/go-workspaces/workspaces/fleet"

// observer records a run's spans and metrics. Its histograms are nil if metrics are off.
type observer struct {
	verb          string
	tracer        tracing.Tracer
	waits, chunks metrics.Float64Histogram
}

// newObserver returns the observer for a run. A provider not set in the Fleet's options is taken from the client.
func (f *Fleet) newObserver(verb string) *observer {
	tracers, meters := f.options.TracerProvider, f.options.MeterProvider
	if client, ok := f.client.(*workspaces.Client); ok {
		o := client.Options()
		if tracers == nil {
			tracers = o.TracerProvider
		}
		if meters == nil {
			meters = o.MeterProvider
		}
	}
	if tracers == nil {
		tracers = &tracing.NopTracerProvider{}
	}
	o := &observer{verb: verb, tracer: tracers.Tracer(instrumentationScope)}
	if _, off := meters.(metrics.NopMeterProvider); meters == nil || off {
		return o
	}
	meter := meters.Meter(instrumentationScope)
	histogram := func(name, description string) metrics.Float64Histogram {
		h, err := meter.Float64Histogram(name, func(o *metrics.InstrumentOptions) { o.UnitLabel, o.Description = "s", description })
		if err != nil {
			return nil // metrics are optional
		}
		return h
	}
	o.waits = histogram("fleet.limiter.wait", "Time that a call waits for the rate limiter")
	o.chunks = histogram("fleet.chunk.duration", "Time of a call, without the wait for the rate limiter")
	return o
}

// begin starts a run's span. The returned function ends it.
func (o *observer) begin(ctx context.Context) (context.Context, func()) {
	ctx, span := o.tracer.StartSpan(ctx, "fleet."+o.verb)
	return ctx, span.End
}

// call makes the call c by running do, and records the call's span and metrics.
func (o *observer) call(ctx context.Context, c *request, do func(context.Context)) {
	ctx, span := o.tracer.StartSpan(ctx, "fleet.chunk")
	defer span.End()
	c.tracer = o.tracer
	do(ctx)
	span.SetProperty("fleet.look", c.look)
	span.SetProperty("fleet.items", len(c.items))
	span.SetProperty("error", c.err != nil)
	record := func(h metrics.Float64Histogram, seconds float64) {
		if h != nil {
			h.Record(ctx, seconds, func(ro *metrics.RecordMetricOptions) { ro.Properties.Set("fleet.verb", o.verb) })
		}
	}
	record(o.waits, c.waited.Seconds())
	record(o.chunks, time.Since(c.begun).Seconds())
}
