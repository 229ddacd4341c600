package endpoints_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/go-workspaces/workspaces/internal/endpoints"
)

func TestHost(t *testing.T) {
	t.Parallel()
	tests := []struct{ region, plain, fips, dualStack, both string }{
		{
			"us-east-1", "workspaces.us-east-1.amazonaws.com", "workspaces-fips.us-east-1.amazonaws.com",
			"workspaces.us-east-1.api.aws", "workspaces-fips.us-east-1.api.aws",
		},
		{
			"us-west-2", "workspaces.us-west-2.amazonaws.com", "workspaces-fips.us-west-2.amazonaws.com",
			"workspaces.us-west-2.api.aws", "workspaces-fips.us-west-2.api.aws",
		},
		{
			"eu-central-1", "workspaces.eu-central-1.amazonaws.com", "workspaces-fips.eu-central-1.amazonaws.com",
			"workspaces.eu-central-1.api.aws", "workspaces-fips.eu-central-1.api.aws",
		},
		{
			"ap-southeast-2", "workspaces.ap-southeast-2.amazonaws.com", "workspaces-fips.ap-southeast-2.amazonaws.com",
			"workspaces.ap-southeast-2.api.aws", "workspaces-fips.ap-southeast-2.api.aws",
		},
		{
			"sa-east-1", "workspaces.sa-east-1.amazonaws.com", "workspaces-fips.sa-east-1.amazonaws.com",
			"workspaces.sa-east-1.api.aws", "workspaces-fips.sa-east-1.api.aws",
		},
		{
			"ca-central-1", "workspaces.ca-central-1.amazonaws.com", "workspaces-fips.ca-central-1.amazonaws.com",
			"workspaces.ca-central-1.api.aws", "workspaces-fips.ca-central-1.api.aws",
		},
		{
			"me-south-1", "workspaces.me-south-1.amazonaws.com", "workspaces-fips.me-south-1.amazonaws.com",
			"workspaces.me-south-1.api.aws", "workspaces-fips.me-south-1.api.aws",
		},
		{
			"af-south-1", "workspaces.af-south-1.amazonaws.com", "workspaces-fips.af-south-1.amazonaws.com",
			"workspaces.af-south-1.api.aws", "workspaces-fips.af-south-1.api.aws",
		},
		{
			"il-central-1", "workspaces.il-central-1.amazonaws.com", "workspaces-fips.il-central-1.amazonaws.com",
			"workspaces.il-central-1.api.aws", "workspaces-fips.il-central-1.api.aws",
		},
		{
			"mx-central-1", "workspaces.mx-central-1.amazonaws.com", "workspaces-fips.mx-central-1.amazonaws.com",
			"workspaces.mx-central-1.api.aws", "workspaces-fips.mx-central-1.api.aws",
		},
		{
			"us-moon-7", "workspaces.us-moon-7.amazonaws.com", "workspaces-fips.us-moon-7.amazonaws.com",
			"workspaces.us-moon-7.api.aws", "workspaces-fips.us-moon-7.api.aws",
		},
		{
			"aws-global", "workspaces.aws-global.amazonaws.com", "workspaces-fips.aws-global.amazonaws.com",
			"workspaces.aws-global.api.aws", "workspaces-fips.aws-global.api.aws",
		},
		{
			"moon", "workspaces.moon.amazonaws.com", "workspaces-fips.moon.amazonaws.com",
			"workspaces.moon.api.aws", "workspaces-fips.moon.api.aws",
		},
		{
			"cn-north-1", "workspaces.cn-north-1.amazonaws.com.cn", "workspaces-fips.cn-north-1.amazonaws.com.cn",
			"workspaces.cn-north-1.api.amazonwebservices.com.cn", "workspaces-fips.cn-north-1.api.amazonwebservices.com.cn",
		},
		{
			"cn-northwest-1", "workspaces.cn-northwest-1.amazonaws.com.cn", "workspaces-fips.cn-northwest-1.amazonaws.com.cn",
			"workspaces.cn-northwest-1.api.amazonwebservices.com.cn", "workspaces-fips.cn-northwest-1.api.amazonwebservices.com.cn",
		},
		{
			"cn-moon-7", "workspaces.cn-moon-7.amazonaws.com.cn", "workspaces-fips.cn-moon-7.amazonaws.com.cn",
			"workspaces.cn-moon-7.api.amazonwebservices.com.cn", "workspaces-fips.cn-moon-7.api.amazonwebservices.com.cn",
		},
		{
			"aws-cn-global", "workspaces.aws-cn-global.amazonaws.com.cn", "workspaces-fips.aws-cn-global.amazonaws.com.cn",
			"workspaces.aws-cn-global.api.amazonwebservices.com.cn", "workspaces-fips.aws-cn-global.api.amazonwebservices.com.cn",
		},
		{
			"eusc-de-east-1", "workspaces.eusc-de-east-1.amazonaws.eu", "workspaces-fips.eusc-de-east-1.amazonaws.eu",
			"workspaces.eusc-de-east-1.api.amazonwebservices.eu", "workspaces-fips.eusc-de-east-1.api.amazonwebservices.eu",
		},
		{
			"eusc-de-moon-7", "workspaces.eusc-de-moon-7.amazonaws.eu", "workspaces-fips.eusc-de-moon-7.amazonaws.eu",
			"workspaces.eusc-de-moon-7.api.amazonwebservices.eu", "workspaces-fips.eusc-de-moon-7.api.amazonwebservices.eu",
		},
		{
			"aws-eusc-global", "workspaces.aws-eusc-global.amazonaws.com", "workspaces-fips.aws-eusc-global.amazonaws.com",
			"workspaces.aws-eusc-global.api.aws", "workspaces-fips.aws-eusc-global.api.aws",
		},
		{
			"us-iso-east-1", "workspaces.us-iso-east-1.c2s.ic.gov", "workspaces-fips.us-iso-east-1.c2s.ic.gov",
			"workspaces.us-iso-east-1.api.aws.ic.gov", "workspaces-fips.us-iso-east-1.api.aws.ic.gov",
		},
		{
			"us-iso-west-1", "workspaces.us-iso-west-1.c2s.ic.gov", "workspaces-fips.us-iso-west-1.c2s.ic.gov",
			"workspaces.us-iso-west-1.api.aws.ic.gov", "workspaces-fips.us-iso-west-1.api.aws.ic.gov",
		},
		{
			"aws-iso-global", "workspaces.aws-iso-global.c2s.ic.gov", "workspaces-fips.aws-iso-global.c2s.ic.gov",
			"workspaces.aws-iso-global.api.aws.ic.gov", "workspaces-fips.aws-iso-global.api.aws.ic.gov",
		},
		{
			"us-isob-east-1", "workspaces.us-isob-east-1.sc2s.sgov.gov", "workspaces-fips.us-isob-east-1.sc2s.sgov.gov",
			"workspaces.us-isob-east-1.api.aws.scloud", "workspaces-fips.us-isob-east-1.api.aws.scloud",
		},
		{
			"aws-iso-b-global", "workspaces.aws-iso-b-global.sc2s.sgov.gov", "workspaces-fips.aws-iso-b-global.sc2s.sgov.gov",
			"workspaces.aws-iso-b-global.api.aws.scloud", "workspaces-fips.aws-iso-b-global.api.aws.scloud",
		},
		{
			"eu-isoe-west-1", "workspaces.eu-isoe-west-1.cloud.adc-e.uk", "workspaces-fips.eu-isoe-west-1.cloud.adc-e.uk",
			"workspaces.eu-isoe-west-1.api.cloud-aws.adc-e.uk", "workspaces-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk",
		},
		{
			"aws-iso-e-global", "workspaces.aws-iso-e-global.cloud.adc-e.uk", "workspaces-fips.aws-iso-e-global.cloud.adc-e.uk",
			"workspaces.aws-iso-e-global.api.cloud-aws.adc-e.uk", "workspaces-fips.aws-iso-e-global.api.cloud-aws.adc-e.uk",
		},
		{
			"us-isof-south-1", "workspaces.us-isof-south-1.csp.hci.ic.gov", "workspaces-fips.us-isof-south-1.csp.hci.ic.gov",
			"workspaces.us-isof-south-1.api.aws.hci.ic.gov", "workspaces-fips.us-isof-south-1.api.aws.hci.ic.gov",
		},
		{
			"us-isof-east-1", "workspaces.us-isof-east-1.csp.hci.ic.gov", "workspaces-fips.us-isof-east-1.csp.hci.ic.gov",
			"workspaces.us-isof-east-1.api.aws.hci.ic.gov", "workspaces-fips.us-isof-east-1.api.aws.hci.ic.gov",
		},
		{
			"aws-iso-f-global", "workspaces.aws-iso-f-global.csp.hci.ic.gov", "workspaces-fips.aws-iso-f-global.csp.hci.ic.gov",
			"workspaces.aws-iso-f-global.api.aws.hci.ic.gov", "workspaces-fips.aws-iso-f-global.api.aws.hci.ic.gov",
		},
		{
			"us-gov-east-1", "workspaces.us-gov-east-1.amazonaws.com", "workspaces-fips.us-gov-east-1.amazonaws.com",
			"workspaces.us-gov-east-1.api.aws", "workspaces-fips.us-gov-east-1.api.aws",
		},
		{
			"us-gov-west-1", "workspaces.us-gov-west-1.amazonaws.com", "workspaces-fips.us-gov-west-1.amazonaws.com",
			"workspaces.us-gov-west-1.api.aws", "workspaces-fips.us-gov-west-1.api.aws",
		},
		{
			"aws-us-gov-global", "workspaces.aws-us-gov-global.amazonaws.com", "workspaces-fips.aws-us-gov-global.amazonaws.com",
			"workspaces.aws-us-gov-global.api.aws", "workspaces-fips.aws-us-gov-global.api.aws",
		},
	}
	for _, test := range tests {
		t.Run(test.region, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, test.plain, endpoints.Host(test.region, false, false), "plain")
			assert.Equal(t, test.fips, endpoints.Host(test.region, true, false), "FIPS")
			assert.Equal(t, test.dualStack, endpoints.Host(test.region, false, true), "dual-stack")
			assert.Equal(t, test.both, endpoints.Host(test.region, true, true), "FIPS and dual-stack")
		})
	}
}

func TestFIPSRegion(t *testing.T) {
	t.Parallel()
	tests := []struct {
		region, plain string
		fips          bool
	}{
		{"us-east-1", "us-east-1", false},
		{"", "", false},
		{"fips-us-east-1", "us-east-1", true},
		{"us-east-1-fips", "us-east-1", true},
		{"us-fips-east-1", "us-east-1", true},
		{"fips-us-gov-west-1", "us-gov-west-1", true},
		{"aws-fips-global", "aws-global", true},
	}
	for _, test := range tests {
		t.Run(test.region, func(t *testing.T) {
			t.Parallel()
			plain, fips := endpoints.FIPSRegion(test.region)
			assert.Equal(t, test.plain, plain)
			assert.Equal(t, test.fips, fips)
		})
	}
}

func TestRegionsBelongToTheirPartition(t *testing.T) {
	t.Parallel()
	for _, partition := range []string{"aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b"} {
		regions := endpoints.Regions(partition)
		assert.NotEmpty(t, regions, partition)
		assert.IsIncreasing(t, append([]string{""}, regions...), partition)
		for _, region := range regions {
			name, known := endpoints.KnownPartition(region)
			assert.True(t, known, region)
			assert.Equal(t, partition, name, region)
		}
		regions[0] = "changed"
		assert.NotEqual(t, regions, endpoints.Regions(partition), "each call returns a new list")
	}
	for _, partition := range []string{"aws-eusc", "aws-iso-e", "aws-iso-f", "aws-moon", ""} {
		assert.Empty(t, endpoints.Regions(partition), partition)
	}
}

func TestRegionsOfNoKnownPartition(t *testing.T) {
	t.Parallel()
	for _, region := range []string{"", "moon", "xx-west-1", "aws-eusc-global", "aws-moon-global"} {
		name, known := endpoints.KnownPartition(region)
		assert.False(t, known, region)
		assert.Equal(t, "aws", name, region)
		assert.Equal(t, "aws", endpoints.Partition(region), region)
	}
}

func TestGlobalNamesBelongToTheirPartition(t *testing.T) {
	t.Parallel()
	for _, partition := range []string{"aws", "aws-cn", "aws-iso", "aws-iso-b", "aws-us-gov"} {
		name, known := endpoints.KnownPartition(partition + "-global")
		assert.True(t, known, partition)
		assert.Equal(t, partition, name)
		assert.Equal(t, partition, endpoints.Partition(partition+"-global"))
	}
}

func TestRegionOf(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{
		"workspaces.eu-north-1.amazonaws.com":            "eu-north-1",
		"workspaces-fips.us-east-1.amazonaws.com":        "us-east-1",
		"workspaces.eu-north-1.api.aws":                  "eu-north-1",
		"workspaces-fips.eu-north-1.api.aws":             "eu-north-1",
		"workspaces.cn-north-1.amazonaws.com.cn":         "cn-north-1",
		"workspaces.cn-north-1.amazonaws.com":            "",
		"workspaces.eu-north-1.amazonaws.com.cn":         "",
		"workspaces-web.eu-north-1.amazonaws.com":        "",
		"sts.eu-north-1.amazonaws.com":                   "",
		"workspaces..amazonaws.com":                      "",
		"workspaces":                                     "",
		"":                                               "",
		"proxy.example.com":                              "",
		"vpce-1.workspaces.us-east-1.vpce.amazonaws.com": "",
	} {
		region, ok := endpoints.RegionOf(host)
		assert.Equal(t, want, region, host)
		assert.Equal(t, want != "", ok, host)
	}
}
