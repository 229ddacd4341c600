package compat

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// BenchmarkClients runs all duels as benchmarks. Each duel does the same work with the official client and with ours.
// To see the ratios of the results, run ./ratios.
func BenchmarkClients(b *testing.B) {
	for _, d := range Duels() {
		b.Run(d.Name+"/official", d.Official)
		b.Run(d.Name+"/ours", d.Ours)
		if d.Limit != nil {
			b.Run(d.Name+"/limit", d.Limit)
		}
	}
}

func TestTheLimitReadsTheSameOutput(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 25, 1000} {
		do := canned{200, desktops(n)}
		client := newLimitClient(do, limitURL)
		for range 2 { // the second call preallocates its list with the length of the first
			got, err := client.describeWorkspaces(t.Context())
			require.NoError(t, err)
			want, err := ours(do).DescribeWorkspaces(t.Context(), nil)
			require.NoError(t, err)
			got.ResultMetadata = want.ResultMetadata
			assert.Equal(t, want, got)
		}
	}
}

func TestTheLimitRejectsWhatItCannotRead(t *testing.T) {
	t.Parallel()
	for _, body := range []string{``, `{`, `{"Other":1}`, `{"Workspaces":[{"WorkspaceId":"a\n"}]}`, `{"Workspaces":[{"Tags":[]}]}`, `{"Workspaces":null}`} {
		_, err := newLimitClient(canned{200, []byte(body)}, limitURL).describeWorkspaces(t.Context())
		assert.Error(t, err, body)
	}
	_, err := newLimitClient(canned{400, []byte(`{}`)}, limitURL).describeWorkspaces(t.Context())
	assert.Error(t, err)
}

func TestTheLimitSendsTheSameRequest(t *testing.T) {
	t.Parallel()
	our, limit := &tap{status: 200, answer: []byte(`{}`)}, &tap{status: 200, answer: []byte(`{}`)}
	_, err := ours(our).DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
	_, err = newLimitClient(limit, limitURL).describeWorkspaces(t.Context())
	require.NoError(t, err)
	assert.Equal(t, our.body, limit.body)
	assert.Equal(t, our.last.URL.String(), limit.last.URL.String())
	assert.ElementsMatch(t, slices.Collect(maps.Keys(our.last.Header)), slices.Collect(maps.Keys(limit.last.Header)))
	_, signed, _ := strings.Cut(our.last.Header.Get("Authorization"), "SignedHeaders=")
	_, limitSigned, _ := strings.Cut(limit.last.Header.Get("Authorization"), "SignedHeaders=")
	assert.Equal(t, signed[:strings.Index(signed, ",")], limitSigned[:strings.Index(limitSigned, ",")])
}
