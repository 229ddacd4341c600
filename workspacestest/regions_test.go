package workspacestest_test

import (
	"net"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func TestRegionsWithoutTheService(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithRegions("us-east-1"), workspacestest.WithRegions("eu-west-1"))
	for region, unavailable := range map[string]bool{
		"us-east-1": false, "eu-west-1": false, // the Regions in the options
		"eu-north-1": true, "us-west-1": true, "eu-isoe-west-1": true,
	} {
		for _, endpoint := range []func(*workspaces.Options){
			func(*workspaces.Options) {},
			func(o *workspaces.Options) {
				o.EndpointOptions.UseDualStackEndpoint = aws.DualStackEndpointStateEnabled
			},
			func(o *workspaces.Options) { o.EndpointOptions.UseFIPSEndpoint = aws.FIPSEndpointStateEnabled },
			overSocket(emu),
		} {
			_, err := emu.ClientFor(workspacestest.AccessKeyID, region, endpoint).DescribeWorkspaces(t.Context(), nil)
			if !unavailable {
				require.NoError(t, err, region)
				continue
			}
			require.Error(t, err, region)
			assert.True(t, workspaces.IsUnavailableInRegion(err), "%v", err)
		}
	}
}

func TestCallsToUnknownHostsReachNoService(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, workspacestest.WithRegions("us-east-1"))
	remove := emu.Inject(workspacestest.Fault{Code: "Some.Code", MayMiss: true})
	defer remove()
	for region, unavailable := range map[string]bool{"eu-north-1": true, "eu-west-1": false} { // workspaces.Regions lists eu-west-1
		_, err := emu.ClientFor(workspacestest.AccessKeyID, region).DescribeWorkspaces(t.Context(), nil)
		var lookup *net.DNSError
		require.ErrorAs(t, err, &lookup)
		assert.Equal(t, "workspaces."+region+".amazonaws.com", lookup.Name)
		assert.ErrorContains(t, err, "dial tcp: lookup workspaces."+region+".amazonaws.com: no such host")
		assert.Equal(t, unavailable, workspaces.IsUnavailableInRegion(err), region)
	}
	assert.Empty(t, emu.Requests())
}

// TestDefaultRegionsAreAll checks that every Region offers the service by default, and that WithRegions accepts all
// Regions listed by workspaces.Regions.
func TestDefaultRegionsAreAll(t *testing.T) {
	t.Parallel()
	for _, emu := range []*workspacestest.Emulator{
		workspacestest.New(t), workspacestest.New(t, workspacestest.WithRegions(workspaces.Regions("aws")...)),
	} {
		for _, region := range workspaces.Regions("aws") {
			_, err := emu.ClientFor(workspacestest.AccessKeyID, region).DescribeWorkspaces(t.Context(), nil)
			require.NoError(t, err, region)
		}
	}
	_, err := workspacestest.New(t).ClientFor(workspacestest.AccessKeyID, "eu-north-1").DescribeWorkspaces(t.Context(), nil)
	require.NoError(t, err)
}

func TestNoResourcesInRegionsWithoutTheService(t *testing.T) {
	t.Parallel()
	elsewhere := workspacestest.WithRegions("eu-west-1")
	for name, opt := range map[string]workspacestest.Option{
		"seed":       workspacestest.WithSeedResources(workspacestest.Seed{Region: "eu-north-1"}),
		"directory":  workspacestest.WithDirectory(directoryID),
		"WorkSpaces": workspacestest.WithWorkspaces(1, types.WorkspaceStateAvailable),
	} {
		_, err := workspacestest.Build(elsewhere, opt)
		require.ErrorContains(t, err, "does not have the service, because the option WithRegions does not list it", name)
	}
	_, err := workspacestest.Build(elsewhere, workspacestest.WithSeedResources(workspacestest.Seed{Region: "eu-west-1"}))
	require.NoError(t, err)
}
