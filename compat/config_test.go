package compat

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// unsetAWS removes all AWS variables from the environment until the test ends, and points the shared configuration
// files at paths that do not exist.
func unsetAWS(t *testing.T) {
	t.Helper()
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "_X_AMZN_") {
			t.Setenv(name, "") // restores the value when the test ends
			require.NoError(t, os.Unsetenv(name))
		}
	}
	nowhere := filepath.Join(t.TempDir(), "none")
	t.Setenv("AWS_CONFIG_FILE", nowhere)
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", nowhere)
}

// Not parallel: the test sets environment variables.
func TestLoadDefaultConfigReachesTheClient(t *testing.T) {
	unsetAWS(t)
	file := filepath.Join(t.TempDir(), "config")
	require.NoError(t, os.WriteFile(file, []byte(
		"[default]\nregion = sa-east-1\nretry_mode = adaptive\nmax_attempts = 4\nsdk_ua_app_id = from-file\ndefaults_mode = in-region\n"), 0o600))
	t.Setenv("AWS_CONFIG_FILE", file)
	t.Setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	wire := &tap{status: http.StatusOK, answer: []byte(`{}`)}
	cfg, err := config.LoadDefaultConfig(t.Context(), config.WithHTTPClient(wire))
	require.NoError(t, err)

	client := workspaces.NewFromConfig(cfg)
	_, err = client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
	require.NoError(t, err)
	assert.Equal(t, aws.RetryModeAdaptive, client.Options().RetryMode)
	assert.Equal(t, 4, client.Options().Retryer.MaxAttempts())
	assert.Equal(t, aws.DefaultsModeInRegion, client.Options().DefaultsMode)
	sent := wire.last
	assert.Equal(t, "workspaces.sa-east-1.amazonaws.com", sent.URL.Host)
	assert.Contains(t, sent.Header.Get("User-Agent"), "app/from-file")
	assert.Contains(t, sent.Header.Get("Authorization"), "Credential="+"AKIDEXAMPLE"+"/")
}

// Not parallel, and neither are the subtests: they set environment variables.
func TestEndpointFromEnvironmentAndSharedFile(t *testing.T) {
	const (
		inRegion   = "https://workspaces.eu-west-1.amazonaws.com"
		inFile     = "https://file.example"
		inService  = "https://service.example"
		inGlobal   = "https://global.example"
		inProgram  = "https://program.example"
		services   = "services = local\n[services local]\nworkspaces =\n  endpoint_url = " + inFile + "\n"
		globalFile = "endpoint_url = https://global-file.example\n"
	)
	program := config.WithBaseEndpoint(inProgram)
	tests := map[string]struct {
		env     map[string]string
		profile string
		load    []func(*config.LoadOptions) error
		want    string
	}{
		"nothing set":                 {nil, "", nil, inRegion},
		"variable of the service":     {map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService}, "", nil, inService},
		"variable of all services":    {map[string]string{"AWS_ENDPOINT_URL": inGlobal}, "", nil, inGlobal},
		"file, service":               {nil, services, nil, inFile},
		"file, all services":          {nil, globalFile, nil, "https://global-file.example"},
		"file, service before global": {nil, globalFile + services, nil, inFile},
		"service variable before global variable": {
			map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService, "AWS_ENDPOINT_URL": inGlobal}, "", nil, inService,
		},
		"service variable before file": {map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService}, services, nil, inService},
		"global variable before file":  {map[string]string{"AWS_ENDPOINT_URL": inGlobal}, services, nil, inGlobal},
		"ignored, service variable": {
			map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, "", nil, inRegion,
		},
		"ignored, global variable": {
			map[string]string{"AWS_ENDPOINT_URL": inGlobal, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, "", nil, inRegion,
		},
		"ignored, file": {
			map[string]string{"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"}, globalFile + services, nil, inRegion,
		},
		"ignored by the file": {nil, "ignore_configured_endpoint_urls = true\n" + services, nil, inRegion},
		"not ignored": {
			map[string]string{"AWS_ENDPOINT_URL_WORKSPACES": inService, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false"}, "", nil, inService,
		},
		"program": {nil, "", []func(*config.LoadOptions) error{program}, inProgram},
		"program before global variable": {
			map[string]string{"AWS_ENDPOINT_URL": inGlobal}, "", []func(*config.LoadOptions) error{program}, inProgram,
		},
		"FIPS variable":       {map[string]string{"AWS_USE_FIPS_ENDPOINT": "true"}, "", nil, "https://workspaces-fips.eu-west-1.amazonaws.com"},
		"FIPS in the file":    {nil, "use_fips_endpoint = true\n", nil, "https://workspaces-fips.eu-west-1.amazonaws.com"},
		"dual-stack variable": {map[string]string{"AWS_USE_DUALSTACK_ENDPOINT": "true"}, "", nil, "https://workspaces.eu-west-1.api.aws"},
		"dual-stack in the file": {
			nil, "use_dualstack_endpoint = true\n", nil, "https://workspaces.eu-west-1.api.aws",
		},
		"both": {
			map[string]string{"AWS_USE_DUALSTACK_ENDPOINT": "true", "AWS_USE_FIPS_ENDPOINT": "true"}, "", nil,
			"https://workspaces-fips.eu-west-1.api.aws",
		},
		"FIPS switched off by the program": {
			map[string]string{"AWS_USE_FIPS_ENDPOINT": "true"}, "",
			[]func(*config.LoadOptions) error{config.WithUseFIPSEndpoint(aws.FIPSEndpointStateDisabled)}, inRegion,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			unsetAWS(t)
			for k, v := range test.env {
				t.Setenv(k, v)
			}
			file := filepath.Join(t.TempDir(), "config")
			require.NoError(t, os.WriteFile(file, []byte("[default]\nregion = "+"eu-west-1"+"\n"+test.profile), 0o600))
			t.Setenv("AWS_CONFIG_FILE", file)

			wire := &tap{status: http.StatusOK, answer: []byte(`{}`)}
			cfg, err := config.LoadDefaultConfig(t.Context(), append([]func(*config.LoadOptions) error{
				config.WithCredentialsProvider(credentials),
				config.WithHTTPClient(wire),
			}, test.load...)...)
			require.NoError(t, err)
			_, err = workspaces.NewFromConfig(cfg).DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{})
			require.NoError(t, err)
			assert.Equal(t, test.want+"/", wire.last.URL.String())
			_, err = official.NewFromConfig(cfg).DescribeWorkspaces(t.Context(), &official.DescribeWorkspacesInput{})
			require.NoError(t, err)
			assert.Equal(t, test.want+"/", wire.last.URL.String())
		})
	}
}
