package workspaces_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/smithy-go/metrics"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// meterRecorder is a meter provider that records the values of Int64 counters and Float64 histograms, and discards
// those of all other instruments.
type meterRecorder struct {
	metrics.NopMeter
	mu      sync.Mutex
	scopes  []string
	records map[string][]recordedMetric
}

func (r *meterRecorder) Meter(scope string, _ ...metrics.MeterOption) metrics.Meter {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.scopes = append(r.scopes, scope)
	return r
}

func (r *meterRecorder) Float64Histogram(name string, opts ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	var options metrics.InstrumentOptions
	for _, fn := range opts {
		fn(&options)
	}
	if options.UnitLabel != "s" || options.Description == "" {
		return nil, fmt.Errorf("%s: unit %q, description %q", name, options.UnitLabel, options.Description)
	}
	return recorderOf{r, name}, nil
}

func (r *meterRecorder) Int64Counter(name string, _ ...metrics.InstrumentOption) (metrics.Int64Counter, error) {
	return recorderOf{r, name}, nil
}

type recordedMetric struct {
	value      float64
	properties map[any]any
}

type recorderOf struct {
	to   *meterRecorder
	name string
}

func (h recorderOf) Record(_ context.Context, v float64, opts ...metrics.RecordMetricOption) {
	var options metrics.RecordMetricOptions
	for _, fn := range opts {
		fn(&options)
	}
	h.to.mu.Lock()
	defer h.to.mu.Unlock()
	if h.to.records == nil {
		h.to.records = map[string][]recordedMetric{}
	}
	h.to.records[h.name] = append(h.to.records[h.name], recordedMetric{v, options.Properties.Values()})
}

func (h recorderOf) Add(ctx context.Context, v int64, opts ...metrics.RecordMetricOption) {
	h.Record(ctx, float64(v), opts...)
}

func TestMetricsAreTheSameAsInTheOfficialModule(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		slow := func(r *http.Request) (*http.Response, error) {
			time.Sleep(2 * time.Second) // takes no real time in a synctest bubble
			return answer(200, `{}`)(r)
		}
		w := newWire(t, refusal(400, "ThrottlingException", "slow down"), slow)
		meter := &meterRecorder{}
		require.NoError(t, describe(t.Context(), w.client(func(o *workspaces.Options) { o.MeterProvider = meter })))

		assert.Contains(t, meter.scopes, "github.com/aws/aws-sdk-go-v2/service/workspaces")
		method := map[any]any{"rpc.service": "WorkSpaces", "rpc.method": "DescribeWorkspaces"}
		signed := map[any]any{"rpc.service": "WorkSpaces", "rpc.method": "DescribeWorkspaces", "auth.scheme_id": "aws.auth#sigv4"}
		tests := []struct {
			name       string
			count      int
			properties map[any]any
		}{
			{"client.call.duration", 1, method},
			{"client.call.serialization_duration", 1, method},
			{"client.call.attempts", 2, method},
			{"client.call.attempt_duration", 2, method},
			{"client.call.auth.resolve_identity_duration", 2, signed},
			{"client.call.auth.signing_duration", 2, signed},
			{"client.call.deserialization_duration", 2, method},
			{"client.call.errors", 1, nil},
			{"client.http.do_request_duration", 2, nil},
		}
		for _, test := range tests {
			records := meter.records[test.name]
			if assert.Len(t, records, test.count, test.name) && test.properties != nil {
				assert.Equal(t, test.properties, records[0].properties, test.name)
			}
		}
		assert.NotEmpty(t, meter.records["client.call.resolve_endpoint_duration"])
		assert.GreaterOrEqual(t, meter.records["client.call.duration"][0].value, 2.0, "seconds")
		assert.InDelta(t, 2.0, meter.records["client.call.attempt_duration"][1].value, 0.001)
	})
}

// brokenMeter is a meter provider whose meters cannot create histograms.
type brokenMeter struct{ metrics.NopMeter }

func (brokenMeter) Meter(string, ...metrics.MeterOption) metrics.Meter { return brokenMeter{} }

func (brokenMeter) Float64Histogram(string, ...metrics.InstrumentOption) (metrics.Float64Histogram, error) {
	return nil, errors.New("no histograms here")
}

func TestAMeterThatFailsIsAnErrorOfTheCall(t *testing.T) {
	t.Parallel()
	err := describe(t.Context(), newWire(t).client(func(o *workspaces.Options) { o.MeterProvider = brokenMeter{} }))
	assert.ErrorContains(t, err, "operation error WorkSpaces: DescribeWorkspaces, no histograms here")
}
