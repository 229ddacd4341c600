package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	sdkmetric "go.opentelemetry.io/otel/sdk/metric"
	"go.opentelemetry.io/otel/sdk/metric/metricdata"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// emitted holds a run's spans and metrics. The maps come from spansOf and metricsOf.
type emitted struct {
	stubs          tracetest.SpanStubs
	spans, metrics map[string]string
}

// observed makes successful and failing calls over TLS, and returns their spans and metrics.
func observed(t *testing.T) *emitted {
	t.Helper()
	emu := workspacestest.New(t, workspacestest.WithWorkspaces(30, types.WorkspaceStateAvailable))
	server := httptest.NewTLSServer(emu)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	require.NoError(t, err)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, ServerName: "example.com"}} // the host name in the certificate
	t.Cleanup(transport.CloseIdleConnections)

	spans, numbers := tracetest.NewInMemoryExporter(), sdkmetric.NewManualReader()
	tracerProvider := sdktrace.NewTracerProvider(sdktrace.WithSyncer(spans))
	meterProvider := sdkmetric.NewMeterProvider(sdkmetric.WithReader(numbers))
	client := emu.Client(withOpenTelemetry(tracerProvider, meterProvider), func(o *workspaces.Options) {
		o.BaseEndpoint = aws.String("https://localhost:" + address.Port())
		o.HTTPClient = &http.Client{Transport: transport}
		o.RateLimiter = ratelimit.New()
	})
	var ids []string
	for desktop, err := range fleet.New(client).Inventory(t.Context(), fleet.Filter{}) {
		require.NoError(t, err)
		ids = append(ids, desktop.ID())
	}
	report, err := fleet.New(client).Stop(t.Context(), slices.Values(ids))
	require.NoError(t, err)
	require.NoError(t, report.Err())
	_, err = client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String("ws-000000000")})
	require.True(t, workspaces.IsNotFound(err))

	e := &emitted{stubs: spans.GetSpans()}
	e.spans = spansOf(e.stubs)
	var data metricdata.ResourceMetrics
	require.NoError(t, numbers.Collect(t.Context(), &data))
	e.metrics = metricsOf(t, data)
	return e
}

// spansOf maps each span's name to its attribute names. In span names, OPERATION stands for any operation, and METHOD
// for any method.
func spansOf(stubs tracetest.SpanStubs) map[string]string {
	keys := make(map[string][]string)
	for _, s := range stubs {
		name := regexp.MustCompile(`^WorkSpaces\.\w+$`).ReplaceAllString(s.Name, "WorkSpaces.OPERATION")
		name = regexp.MustCompile(`^fleet\.[A-Z]\w+$`).ReplaceAllString(name, "fleet.METHOD")
		keys[name] = append(keys[name], keysOf(s.Attributes)...)
	}
	spans := make(map[string]string)
	for name, list := range keys {
		spans[name] = joined(list)
	}
	return spans
}

// metricsOf maps each metric's name to its kind, unit and attribute names.
func metricsOf(t *testing.T, data metricdata.ResourceMetrics) map[string]string {
	t.Helper()
	found := make(map[string]string)
	for _, scope := range data.ScopeMetrics {
		for _, m := range scope.Metrics {
			var kind string
			var keys []string
			switch d := m.Data.(type) {
			case metricdata.Histogram[float64]:
				kind = "histogram"
				for _, point := range d.DataPoints {
					keys = append(keys, keysOf(point.Attributes.ToSlice())...)
				}
			case metricdata.Sum[int64]:
				kind = "up-down counter"
				if d.IsMonotonic {
					kind = "counter"
				}
				for _, point := range d.DataPoints {
					keys = append(keys, keysOf(point.Attributes.ToSlice())...)
				}
			default:
				require.Fail(t, "unexpected kind of metric", "%s: %T", m.Name, d)
			}
			found[m.Name] = strings.TrimSpace(strings.Join([]string{kind, m.Unit, joined(keys)}, " | "))
		}
	}
	return found
}

func keysOf(attributes []attribute.KeyValue) (keys []string) {
	for _, a := range attributes {
		keys = append(keys, "`"+string(a.Key)+"`")
	}
	return keys
}

func joined(keys []string) string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(keys))), ", ")
}

// page returns the tables in docs/observability.md, mapping each name in the first column to the cells from the third
// column on.
func page(t *testing.T) (spans, metrics map[string]string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/observability.md")
	require.NoError(t, err)
	spans, metrics = make(map[string]string), make(map[string]string)
	for _, row := range regexp.MustCompile("(?m)^\\| `?([A-Z]\\w+|\\w+\\.\\w+)`? \\| [^|]+ \\| ([^|]*) \\|$").FindAllStringSubmatch(string(text), -1) {
		spans[row[1]] = strings.TrimSpace(row[2])
	}
	for _, row := range regexp.MustCompile("(?m)^\\| `([\\w.]+)` \\| [^|]+ \\| ([^|]* \\| [^|]* \\| [^|]*) \\|$").FindAllStringSubmatch(string(text), -1) {
		metrics[row[1]] = strings.TrimSpace(row[2])
	}
	return spans, metrics
}

func TestThePageListsWhatARunEmits(t *testing.T) {
	t.Parallel()
	e := observed(t)
	spans, metrics := page(t)
	assert.Equal(t, e.spans, spans)
	assert.Equal(t, e.metrics, metrics)
}

func TestThePageShowsTheSpansOfARun(t *testing.T) {
	t.Parallel()
	inside := make(map[trace.SpanID][]tracetest.SpanStub)
	var root tracetest.SpanStub
	for _, s := range observed(t).stubs {
		inside[s.Parent.SpanID()] = append(inside[s.Parent.SpanID()], s)
		switch s.Name {
		case "fleet.Stop":
			root = s
		case "WorkSpaces.StopWorkspaces":
			assert.Equal(t, codes.Ok, s.Status.Code)
			assert.Equal(t, trace.SpanKindClient, s.SpanKind)
		case "WorkSpaces.DescribeTags":
			assert.Equal(t, codes.Error, s.Status.Code)
		}
	}
	// tree returns a span and its descendants as indented lines, with only the first fleet.chunk under each span.
	var tree func(s tracetest.SpanStub, indent string) string
	tree = func(s tracetest.SpanStub, indent string) string {
		text := indent + s.Name + "\n"
		list := inside[s.SpanContext.SpanID()]
		slices.SortStableFunc(list, func(a, b tracetest.SpanStub) int { return a.StartTime.Compare(b.StartTime) })
		for _, child := range list {
			text += tree(child, indent+"  ")
			if child.Name == "fleet.chunk" {
				break
			}
		}
		return text
	}
	text, err := os.ReadFile("../../docs/observability.md")
	require.NoError(t, err)
	assert.Contains(t, string(text), "```\n"+tree(root, "")+"```\n")
}

func TestTheProgramPrintsSpansMetricsAndLogs(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, strings.NewReader(""), &out))
	for _, part := range []string{`{"Name":"fleet.Stop",`, `{"Name":"client.call.duration",`, "level=DEBUG msg=\"Request\\nPOST / HTTP/1.1"} {
		assert.Contains(t, out.String(), part)
	}
	retried := regexp.MustCompile(`msg="retrying request WorkSpaces/DescribeWorkspaces, attempt 2" trace_id=(\w{32})`).FindStringSubmatch(out.String())
	require.NotNil(t, retried)
	assert.Contains(t, out.String(), `"TraceID":"`+retried[1]+`"`)
	assert.NotContains(t, out.String(), workspacestest.SecretAccessKey)
}
