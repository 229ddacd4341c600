package workspaces

import (
	"context"
	"time"

	"github.com/aws/smithy-go/metrics"
)

// instrumentationScope names the tracer and the meters. It is the official module's, so that
// dashboards made for that go on working.
const instrumentationScope = "github.com/aws/aws-sdk-go-v2/service/workspaces"

// operationMetrics are the instruments of one operation. They are all empty where metrics are off.
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
		{&m.call, "client.call.duration", "Time of the whole call, all attempts and waits between them included"},
		{&m.serialize, "client.call.serialization_duration", "Time to write the request's body"},
		{&m.resolveIdentity, "client.call.auth.resolve_identity_duration", "Time to get the credentials"},
		{&m.resolveEndpoint, "client.call.resolve_endpoint_duration", "Time to find the endpoint, DNS not included"},
		{&m.sign, "client.call.auth.signing_duration", "Time to sign the request"},
		{&m.deserialize, "client.call.deserialization_duration", "Time to read the response's body"},
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

// instrument measures how long one step of a call takes, in seconds.
type instrument struct {
	histogram metrics.Float64Histogram
	operation string
}

func (i *instrument) start(ctx context.Context) timer {
	if i.histogram == nil {
		return timer{}
	}
	return timer{i, ctx, time.Now()}
}

type timer struct {
	instrument *instrument
	ctx        context.Context
	start      time.Time
}

// stop records the time since start, with the auth scheme where the step depends on one.
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
