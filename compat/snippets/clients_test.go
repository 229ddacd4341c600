package snippets

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/ratelimit"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// newClient returns a client for a profile of the shared configuration, which can use SSO, a role or keys.
func newClient(ctx context.Context, profile string) (*workspaces.Client, error) {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithSharedConfigProfile(profile), config.WithRegion("eu-west-1"))
	if err != nil {
		return nil, err
	}
	limiter := ratelimit.New() // for all clients of this account and Region
	return workspaces.NewFromConfig(cfg, func(o *workspaces.Options) { o.RateLimiter = limiter }), nil
}

// withRole returns a client that assumes a role in another account.
func withRole(cfg aws.Config, roleARN string) *workspaces.Client {
	return workspaces.NewFromConfig(cfg, func(o *workspaces.Options) {
		o.Credentials = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), roleARN))
	})
}

// withFIPS returns a client for the FIPS endpoint of its Region.
func withFIPS(cfg aws.Config) *workspaces.Client {
	return workspaces.NewFromConfig(cfg, func(o *workspaces.Options) {
		o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled
	})
}

// withEndpoint returns a client for another endpoint, such as a VPC endpoint or the emulator.
func withEndpoint(cfg aws.Config, url string) *workspaces.Client {
	return workspaces.NewFromConfig(cfg, func(o *workspaces.Options) { o.BaseEndpoint = &url })
}

// withRetries returns a client that tries each call up to 8 times, with at most a minute between two attempts.
func withRetries(cfg aws.Config) *workspaces.Client {
	return workspaces.NewFromConfig(cfg, func(o *workspaces.Options) {
		o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) {
			o.MaxAttempts = 8
			o.MaxBackoff = time.Minute
		})
	})
}

// idleDesktops returns the desktops that nobody has used for 30 days, in several Regions.
func idleDesktops(ctx context.Context, cfg aws.Config, regions []string) (map[string][]string, error) {
	idle := make(map[string][]string)
	results, err := fleet.Regions(ctx, cfg, regions, func(ctx context.Context, client *workspaces.Client) (ids []string, err error) {
		for desktop, err := range fleet.New(client).Inventory(ctx, fleet.Filter{IdleFor: 30 * 24 * time.Hour}) {
			if err != nil {
				return ids, err
			}
			ids = append(ids, desktop.ID())
		}
		return ids, nil
	})
	if err != nil {
		return nil, err
	}
	for r := range results {
		switch {
		case r.Err == nil:
			idle[r.Region] = r.Value
		case !workspaces.IsUnavailableInRegion(r.Err):
			return nil, r.Err
		}
	}
	return idle, nil
}

func TestClients(t *testing.T) {
	t.Setenv("AWS_CONFIG_FILE", os.DevNull)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", os.DevNull)
	emulator := workspacestest.New(t, workspacestest.WithWorkspaces(3, types.WorkspaceStateAvailable))
	cfg := emulator.Config()
	for name, client := range map[string]*workspaces.Client{
		"endpoint": withEndpoint(cfg, emulator.URL()), "retries": withRetries(cfg),
	} {
		out, err := client.DescribeWorkspaces(t.Context(), nil)
		require.NoError(t, err, name)
		assert.Len(t, out.Workspaces, 3, name)
	}
	_, err := newClient(t.Context(), "missing")
	require.ErrorContains(t, err, "missing")
	assert.Equal(t, aws.FIPSEndpointStateEnabled, withFIPS(cfg).Options().EndpointOptions.UseFIPSEndpoint)
	assert.NotNil(t, withRole(cfg, "arn:aws:iam::123456789012:role/desktops").Options().Credentials)

	idle, err := idleDesktops(t.Context(), cfg, []string{workspacestest.Region, "eu-west-1"})
	require.NoError(t, err)
	assert.Contains(t, idle, "eu-west-1")
}

// TestProfilesOfTheGuide loads the profiles of docs/clients.md.
func TestProfilesOfTheGuide(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../docs/clients.md")
	require.NoError(t, err)
	var profiles []byte
	for _, block := range regexp.MustCompile("(?s)```ini\n(.*?)```").FindAllSubmatch(guide, -1) {
		profiles = append(profiles, block[1]...)
	}
	file := filepath.Join(t.TempDir(), "config")
	require.NoError(t, os.WriteFile(file, profiles, 0o600))
	for profile, want := range map[string]string{
		"desktops": "eu-west-1 ", "other-account": "us-east-1 ", "emulator": "us-east-1 http://127.0.0.1:4600",
	} {
		cfg, err := config.LoadDefaultConfig(t.Context(), config.WithSharedConfigProfile(profile), config.WithSharedConfigFiles([]string{file}))
		require.NoError(t, err, profile)
		o := workspaces.NewFromConfig(cfg).Options()
		assert.Equal(t, want, o.Region+" "+aws.ToString(o.BaseEndpoint), profile)
		assert.NotNil(t, o.Credentials, profile)
	}
}
