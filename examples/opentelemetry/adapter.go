package main

import (
	"context"
	"fmt"

	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/metrics"
	"github.com/aws/smithy-go/tracing"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/metric"
	"go.opentelemetry.io/otel/trace"
)

// The types in this file pass smithy-go's spans and metrics to OpenTelemetry. They support only the instruments that
// the client uses. smithy-go's modules tracing/smithyoteltracing and metrics/smithyotelmetrics support all instruments,
// and can replace this file.

type tracers struct{ provider trace.TracerProvider }

func (t tracers) Tracer(scope string, _ ...tracing.TracerOption) tracing.Tracer {
	return tracer{t.provider.Tracer(scope)}
}

type tracer struct{ trace.Tracer }

func (t tracer) StartSpan(ctx context.Context, name string, opts ...tracing.SpanOption) (context.Context, tracing.Span) {
	var o tracing.SpanOptions
	for _, fn := range opts {
		fn(&o)
	}
	kind := trace.SpanKindInternal
	if o.Kind == tracing.SpanKindClient {
		kind = trace.SpanKindClient
	}
	ctx, started := t.Start(ctx, name, trace.WithSpanKind(kind), trace.WithAttributes(attributes(&o.Properties)...))
	s := span{started, name}
	return tracing.WithSpan(ctx, s), s
}

type span struct {
	span trace.Span
	name string
}

func (s span) Name() string { return s.name }

func (s span) Context() tracing.SpanContext {
	c := s.span.SpanContext()
	return tracing.SpanContext{TraceID: c.TraceID().String(), SpanID: c.SpanID().String(), IsRemote: c.IsRemote()}
}

func (s span) AddEvent(name string, opts ...tracing.EventOption) {
	var o tracing.EventOptions
	for _, fn := range opts {
		fn(&o)
	}
	s.span.AddEvent(name, trace.WithAttributes(attributes(&o.Properties)...))
}

func (s span) SetStatus(status tracing.SpanStatus) {
	switch status {
	case tracing.SpanStatusOK:
		s.span.SetStatus(codes.Ok, "")
	case tracing.SpanStatusError:
		s.span.SetStatus(codes.Error, "")
	}
}

func (s span) SetProperty(key, value any) { s.span.SetAttributes(attributeOf(key, value)) }

func (s span) End() { s.span.End() }

type meters struct{ provider metric.MeterProvider }

func (m meters) Meter(scope string, _ ...metrics.MeterOption) metrics.Meter {
	return meter{otel: m.provider.Meter(scope)}
}

type meter struct {
	metrics.NopMeter // implements the instruments that the client does not use, as no-ops
	otel             metric.Meter
}

func (m meter) Float64Histogram(name string, opts ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	unit, description := instrumentOptions(opts)
	h, err := m.otel.Float64Histogram(name, unit, description)
	return histogram{h}, err
}

func (m meter) Int64Counter(name string, opts ...metrics.InstrumentOption) (metrics.Int64Counter, error) {
	unit, description := instrumentOptions(opts)
	c, err := m.otel.Int64Counter(name, unit, description)
	return counter{c}, err
}

func (m meter) Int64UpDownCounter(name string, opts ...metrics.InstrumentOption) (metrics.Int64UpDownCounter, error) {
	unit, description := instrumentOptions(opts)
	c, err := m.otel.Int64UpDownCounter(name, unit, description)
	return counter{c}, err
}

func instrumentOptions(opts []metrics.InstrumentOption) (unit, description metric.InstrumentOption) {
	var o metrics.InstrumentOptions
	for _, fn := range opts {
		fn(&o)
	}
	return metric.WithUnit(o.UnitLabel), metric.WithDescription(o.Description)
}

type histogram struct{ otel metric.Float64Histogram }

func (h histogram) Record(ctx context.Context, v float64, opts ...metrics.RecordMetricOption) {
	h.otel.Record(ctx, v, metric.WithAttributes(recordAttributes(opts)...))
}

type counter struct {
	otel interface {
		Add(ctx context.Context, incr int64, options ...metric.AddOption)
	}
}

func (c counter) Add(ctx context.Context, v int64, opts ...metrics.RecordMetricOption) {
	c.otel.Add(ctx, v, metric.WithAttributes(recordAttributes(opts)...))
}

func recordAttributes(opts []metrics.RecordMetricOption) []attribute.KeyValue {
	var o metrics.RecordMetricOptions
	for _, fn := range opts {
		fn(&o)
	}
	return attributes(&o.Properties)
}

func attributes(properties *smithy.Properties) (list []attribute.KeyValue) {
	for key, value := range properties.Values() {
		list = append(list, attributeOf(key, value))
	}
	return list
}

func attributeOf(key, value any) attribute.KeyValue {
	name := attribute.Key(fmt.Sprint(key))
	switch v := value.(type) {
	case bool:
		return name.Bool(v)
	case int:
		return name.Int(v)
	case int64:
		return name.Int64(v)
	default:
		return name.String(fmt.Sprint(v))
	}
}
