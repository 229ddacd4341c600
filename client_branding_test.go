package workspaces_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// TestBrandingByPlatform imports branding for one platform, checks that no other platform has any, and deletes it.
func TestBrandingByPlatform(t *testing.T) {
	t.Parallel()
	png := []byte("\x89PNG\r\n\x1a\n")
	branding := &types.DefaultImportClientBrandingAttributes{Logo: png, SupportEmail: aws.String("help@example.com")}
	ios := &types.IosImportClientBrandingAttributes{Logo: png, Logo2x: png, Logo3x: png, SupportEmail: aws.String("help@example.com")}
	for platform, in := range map[types.ClientDeviceType]workspaces.ImportClientBrandingInput{
		types.ClientDeviceTypeDeviceTypeWindows: {DeviceTypeWindows: branding},
		types.ClientDeviceTypeDeviceTypeOsx:     {DeviceTypeOsx: branding},
		types.ClientDeviceTypeDeviceTypeLinux:   {DeviceTypeLinux: branding},
		types.ClientDeviceTypeDeviceTypeAndroid: {DeviceTypeAndroid: branding},
		types.ClientDeviceTypeDeviceTypeIos:     {DeviceTypeIos: ios},
		types.ClientDeviceTypeDeviceTypeWeb:     {DeviceTypeWeb: branding},
	} {
		t.Run(string(platform), func(t *testing.T) {
			t.Parallel()
			client := workspacestest.New(t, workspacestest.WithDirectory(listedDirectory)).Client()
			branded := func() map[types.ClientDeviceType]bool {
				out, err := client.DescribeClientBranding(t.Context(), &workspaces.DescribeClientBrandingInput{ResourceId: aws.String(listedDirectory)})
				require.NoError(t, err)
				return map[types.ClientDeviceType]bool{
					types.ClientDeviceTypeDeviceTypeWindows: out.DeviceTypeWindows != nil,
					types.ClientDeviceTypeDeviceTypeOsx:     out.DeviceTypeOsx != nil,
					types.ClientDeviceTypeDeviceTypeLinux:   out.DeviceTypeLinux != nil,
					types.ClientDeviceTypeDeviceTypeAndroid: out.DeviceTypeAndroid != nil,
					types.ClientDeviceTypeDeviceTypeIos:     out.DeviceTypeIos != nil,
					types.ClientDeviceTypeDeviceTypeWeb:     out.DeviceTypeWeb != nil,
				}
			}
			want := make(map[types.ClientDeviceType]bool)
			for _, p := range platform.Values() {
				want[p] = p == platform
			}
			in.ResourceId = aws.String(listedDirectory)
			_, err := client.ImportClientBranding(t.Context(), &in)
			require.NoError(t, err)
			assert.Equal(t, want, branded())
			_, err = client.DeleteClientBranding(t.Context(), &workspaces.DeleteClientBrandingInput{
				ResourceId: aws.String(listedDirectory), Platforms: []types.ClientDeviceType{platform},
			})
			require.NoError(t, err)
			want[platform] = false
			assert.Equal(t, want, branded())
		})
	}
}
