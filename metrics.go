package workspaces

import (
	"context"
	"time"

	"github.com/aws/smithy-go/metrics"
)

// instrumentationScope is the name of the tracer and the meter. It is the official module's, so that existing
// dashboards keep working.
const instrumentationScope = "github.com/aws/aws-sdk-go-v2/service/workspaces"

// operationMetrics holds an operation's instruments, which record nothing if metrics are off.
type operationMetrics struct {
	call, serialize, resolveIdentity, resolveEndpoint, sign, deserialize instrument
}

func newOperationMetrics(provider metrics.MeterProvider, operation string) (*operationMetrics, error) {
	m := &operationMetrics{}
	if _, off := provider.(metrics.NopMeterProvider); off {
		return m, nil
	}
	meter := provider.Meter(instrumentationScope)
	for _, def := range []struct {
		to                *instrument
		name, description string
	}{
		{&m.call, "client.call.duration", "Time of the whole call, including all attempts and the waits between them"},
		{&m.serialize, "client.call.serialization_duration", "Time to serialize the input"},
		{&m.resolveIdentity, "client.call.auth.resolve_identity_duration", "Time to get the credentials"},
		{&m.resolveEndpoint, "client.call.resolve_endpoint_duration", "Time to resolve the endpoint, without DNS"},
		{&m.sign, "client.call.auth.signing_duration", "Time to sign the request"},
		{&m.deserialize, "client.call.deserialization_duration", "Time to deserialize the response"},
	} {
		histogram, err := meter.Float64Histogram(def.name, func(o *metrics.InstrumentOptions) {
			o.UnitLabel = "s"
			o.Description = def.description
		})
		if err != nil {
			return nil, err
		}
		*def.to = instrument{histogram, operation}
	}
	return m, nil
}

// instrument measures the duration of a call, or of one of its steps, in seconds.
type instrument struct {
	histogram metrics.Float64Histogram
	operation string
}

// start begins a measurement, which ends when the returned timer is stopped.
func (i *instrument) start(ctx context.Context) timer {
	if i.histogram == nil {
		return timer{}
	}
	return timer{i, ctx, time.Now()}
}

// timer is a measurement in progress.
type timer struct {
	instrument *instrument
	ctx        context.Context
	start      time.Time
}

// stop ends the measurement and records the duration, along with the auth scheme if scheme is not nil.
func (t timer) stop(scheme *resolvedScheme) {
	if t.instrument == nil {
		return
	}
	t.instrument.histogram.Record(t.ctx, time.Since(t.start).Seconds(), func(o *metrics.RecordMetricOptions) {
		o.Properties.Set("rpc.service", ServiceID)
		o.Properties.Set("rpc.method", t.instrument.operation)
		if scheme != nil {
			o.Properties.Set("auth.scheme_id", scheme.SchemeID())
		}
	})
}
