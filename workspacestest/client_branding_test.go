package workspacestest_test

import (
	"bytes"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// png returns a PNG signature followed by other bytes.
func png(content string) []byte { return []byte("\x89PNG\r\n\x1a\n" + content) }

// pngOf returns a PNG signature followed by other bytes, size bytes in all.
func pngOf(size int) []byte { return append(png(""), bytes.Repeat([]byte{1}, size-8)...) }

// importer imports branding for one directory.
type importer func(workspaces.ImportClientBrandingInput) (*workspaces.ImportClientBrandingOutput, error)

// brandings returns a client for an account with one directory, and an importer for this directory.
func brandings(t *testing.T) (*workspaces.Client, importer) {
	t.Helper()
	client := workspacestest.New(t, workspacestest.WithDirectory(directoryID)).Client()
	return client, func(in workspaces.ImportClientBrandingInput) (*workspaces.ImportClientBrandingOutput, error) {
		in.ResourceId = aws.String(directoryID)
		return client.ImportClientBranding(t.Context(), &in)
	}
}

// brandingOf returns directoryID's branding.
func brandingOf(t *testing.T, client *workspaces.Client) *workspaces.DescribeClientBrandingOutput {
	t.Helper()
	out, err := client.DescribeClientBranding(t.Context(), &workspaces.DescribeClientBrandingInput{ResourceId: aws.String(directoryID)})
	require.NoError(t, err)
	return out
}

// brandedFor returns a branding whose strings contain the platform's name.
func brandedFor(platform string) *types.DefaultImportClientBrandingAttributes {
	return &types.DefaultImportClientBrandingAttributes{
		Logo:               png(platform),
		LoginMessage:       map[string]string{"en_US": "<b>Hello</b>, " + platform},
		ForgotPasswordLink: aws.String("https://example.com/forgot/" + platform),
		SupportEmail:       aws.String(platform + "@example.com"),
	}
}

// shownFor checks that the branding in a response contains the strings that brandedFor sets for the platform.
func shownFor(t *testing.T, platform string, got *types.DefaultClientBrandingAttributes) {
	t.Helper()
	require.NotNil(t, got)
	requireLogo(t, got.LogoUrl)
	assert.Equal(t, &types.DefaultClientBrandingAttributes{
		LogoUrl:            got.LogoUrl,
		LoginMessage:       map[string]string{"en_US": "<b>Hello</b>, " + platform},
		ForgotPasswordLink: aws.String("https://example.com/forgot/" + platform),
		SupportEmail:       aws.String(platform + "@example.com"),
	}, got)
}

func requireLogo(t *testing.T, address *string) {
	t.Helper()
	require.NotNil(t, address)
	u, err := url.Parse(*address)
	require.NoError(t, err)
	assert.Equal(t, "https", u.Scheme)
	assert.NotEmpty(t, u.Host)
	assert.LessOrEqual(t, len(*address), 200)
}

func TestBrandingOfAllPlatforms(t *testing.T) {
	t.Parallel()
	client, imported := brandings(t)
	none := brandingOf(t, client)
	none.ResultMetadata = workspaces.DescribeClientBrandingOutput{}.ResultMetadata
	assert.Equal(t, &workspaces.DescribeClientBrandingOutput{}, none)

	out, err := imported(workspaces.ImportClientBrandingInput{
		DeviceTypeWindows: brandedFor("windows"), DeviceTypeOsx: brandedFor("osx"), DeviceTypeLinux: brandedFor("linux"),
		DeviceTypeAndroid: brandedFor("android"), DeviceTypeWeb: brandedFor("web"),
		DeviceTypeIos: &types.IosImportClientBrandingAttributes{
			Logo: png("1"), Logo2x: png("2"), Logo3x: png("3"), LoginMessage: map[string]string{"en_US": "Hello"},
			ForgotPasswordLink: aws.String("https://example.com/forgot"), SupportLink: aws.String("http://example.com/help"),
		},
	})
	require.NoError(t, err)
	shown := brandingOf(t, client)
	shownFor(t, "windows", shown.DeviceTypeWindows)
	shownFor(t, "osx", shown.DeviceTypeOsx)
	shownFor(t, "linux", shown.DeviceTypeLinux)
	shownFor(t, "android", shown.DeviceTypeAndroid)
	shownFor(t, "web", shown.DeviceTypeWeb)
	ios := shown.DeviceTypeIos
	require.NotNil(t, ios)
	for _, logo := range []*string{ios.LogoUrl, ios.Logo2xUrl, ios.Logo3xUrl} {
		requireLogo(t, logo)
	}
	assert.Equal(t, &types.IosClientBrandingAttributes{
		LogoUrl: ios.LogoUrl, Logo2xUrl: ios.Logo2xUrl, Logo3xUrl: ios.Logo3xUrl, LoginMessage: map[string]string{"en_US": "Hello"},
		ForgotPasswordLink: aws.String("https://example.com/forgot"), SupportLink: aws.String("http://example.com/help"),
	}, ios)
	assert.NotEqual(t, *ios.Logo2xUrl, *ios.Logo3xUrl)

	shown.ResultMetadata, out.ResultMetadata = none.ResultMetadata, none.ResultMetadata
	assert.Equal(t, workspaces.ImportClientBrandingOutput(*shown), *out)
}

func TestEachLogoHasAnAddress(t *testing.T) {
	t.Parallel()
	_, imported := brandings(t)
	logo := func(content string) string {
		out, err := imported(workspaces.ImportClientBrandingInput{
			DeviceTypeWeb: &types.DefaultImportClientBrandingAttributes{Logo: png(content)},
		})
		require.NoError(t, err)
		return *out.DeviceTypeWeb.LogoUrl
	}
	first := logo("first")
	assert.NotEqual(t, first, logo("second"))
	assert.Equal(t, first, logo("first"))
}

func TestImportsReplaceAllBrandingOfAPlatform(t *testing.T) {
	t.Parallel()
	client, imported := brandings(t)
	_, err := imported(workspaces.ImportClientBrandingInput{DeviceTypeWindows: brandedFor("windows"), DeviceTypeWeb: brandedFor("web")})
	require.NoError(t, err)
	out, err := imported(workspaces.ImportClientBrandingInput{
		DeviceTypeWeb: &types.DefaultImportClientBrandingAttributes{SupportLink: aws.String("https://example.com/")},
	})
	require.NoError(t, err)
	assert.Nil(t, out.DeviceTypeWindows)
	shown := brandingOf(t, client)
	assert.Equal(t, &types.DefaultClientBrandingAttributes{SupportLink: aws.String("https://example.com/")}, shown.DeviceTypeWeb)
	shownFor(t, "windows", shown.DeviceTypeWindows)
}

func TestDeletedBranding(t *testing.T) {
	t.Parallel()
	client, imported := brandings(t)
	deleted := func(id string, platforms ...types.ClientDeviceType) error {
		_, err := client.DeleteClientBranding(t.Context(), &workspaces.DeleteClientBrandingInput{ResourceId: aws.String(id), Platforms: platforms})
		return err
	}
	require.NoError(t, deleted(directoryID, types.ClientDeviceTypeDeviceTypeWeb), "a platform without branding is accepted")
	_, err := imported(workspaces.ImportClientBrandingInput{
		DeviceTypeWindows: brandedFor("windows"), DeviceTypeOsx: brandedFor("osx"), DeviceTypeWeb: brandedFor("web"),
		DeviceTypeIos: &types.IosImportClientBrandingAttributes{Logo: png("")},
	})
	require.NoError(t, err)
	require.NoError(t, deleted(directoryID,
		types.ClientDeviceTypeDeviceTypeWeb, types.ClientDeviceTypeDeviceTypeIos, types.ClientDeviceTypeDeviceTypeLinux))
	shown := brandingOf(t, client)
	assert.Nil(t, shown.DeviceTypeWeb)
	assert.Nil(t, shown.DeviceTypeIos)
	shownFor(t, "osx", shown.DeviceTypeOsx)
	require.NoError(t, deleted(directoryID, types.ClientDeviceType("").Values()...))
	shown = brandingOf(t, client)
	assert.Nil(t, shown.DeviceTypeOsx)
	assert.Nil(t, shown.DeviceTypeWindows)

	requireCode(t, deleted(noDirectoryID, types.ClientDeviceTypeDeviceTypeWeb), "ResourceNotFoundException", "directory")
	requireCode(t, deleted(directoryID, "DeviceTypeToaster"), "ValidationException", "DeviceTypeToaster")
}

func TestRefusedBranding(t *testing.T) {
	t.Parallel()
	type attributes = types.DefaultImportClientBrandingAttributes
	type iosAttributes = types.IosImportClientBrandingAttributes
	type input = workspaces.ImportClientBrandingInput
	for name, test := range map[string]struct {
		in            input
		code, message string
	}{
		"no platform": {input{}, "InvalidParameterValuesException", "At least one platform"},
		"two ways to help": {input{DeviceTypeOsx: &attributes{
			SupportEmail: aws.String("help@example.com"), SupportLink: aws.String("https://example.com/"),
		}}, "InvalidParameterValuesException", "DeviceTypeOsx: only one of SupportEmail and SupportLink"},
		"no PNG": {input{DeviceTypeWindows: &attributes{Logo: []byte("GIF89a")}}, "InvalidParameterValuesException", "DeviceTypeWindows: the logo"},
		"no PNG for iOS": {input{DeviceTypeIos: &iosAttributes{Logo: png(""), Logo3x: []byte("GIF89a")}},
			"InvalidParameterValuesException", "DeviceTypeIos: the logo"},
		"other locale": {input{DeviceTypeAndroid: &attributes{LoginMessage: map[string]string{"de_DE": "Hallo"}}},
			"InvalidParameterValuesException", "DeviceTypeAndroid: the only locale"},
		"script": {input{DeviceTypeLinux: &attributes{LoginMessage: map[string]string{"en_US": "<p>Hello</p><SCRIPT>alert(1)</SCRIPT>"}}},
			"InvalidParameterValuesException", "the tag SCRIPT"},
		"large logo":         {input{DeviceTypeWeb: &attributes{Logo: pngOf(1_500_001)}}, "ValidationException", "less than or equal to 1500000"},
		"large logo for iOS": {input{DeviceTypeIos: &iosAttributes{Logo: pngOf(447_001)}}, "ValidationException", "less than or equal to 447000"},
		"large logo @2x":     {input{DeviceTypeIos: &iosAttributes{Logo2x: pngOf(1_770_001)}}, "ValidationException", "less than or equal to 1770000"},
		"large logo @3x":     {input{DeviceTypeIos: &iosAttributes{Logo3x: pngOf(1_770_001)}}, "ValidationException", "less than or equal to 1770000"},
		"too much in all": {input{
			DeviceTypeWeb: &attributes{Logo: pngOf(1_500_000)}, DeviceTypeLinux: &attributes{Logo: pngOf(1_500_000)},
			DeviceTypeIos: &iosAttributes{Logo: png(""), Logo2x: pngOf(1_500_000), Logo3x: pngOf(1_500_000)},
		}, "ResourceLimitExceededException", "6 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, imported := brandings(t)
			_, err := imported(test.in)
			requireCode(t, err, test.code, test.message)
			shown := brandingOf(t, client)
			assert.Nil(t, shown.DeviceTypeWeb)
			assert.Nil(t, shown.DeviceTypeIos)
		})
	}
}

func TestLargestBranding(t *testing.T) {
	t.Parallel()
	client, imported := brandings(t)
	largest := &types.DefaultImportClientBrandingAttributes{
		Logo:         pngOf(1_500_000),
		LoginMessage: map[string]string{"en_US": strings.Repeat("<br/>", 400)},
	}
	_, err := imported(workspaces.ImportClientBrandingInput{
		DeviceTypeWindows: largest, DeviceTypeOsx: largest, DeviceTypeLinux: largest, DeviceTypeWeb: largest,
	})
	require.NoError(t, err)
	assert.Equal(t, largest.LoginMessage, brandingOf(t, client).DeviceTypeWeb.LoginMessage)
}

func TestBrandingNeedsARegisteredDirectory(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client()
	in := &workspaces.ImportClientBrandingInput{ResourceId: aws.String(directoryID), DeviceTypeWeb: brandedFor("web")}
	_, err := client.ImportClientBranding(t.Context(), in)
	requireCode(t, err, "ResourceNotFoundException", "directory")
	_, err = client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	_, err = client.ImportClientBranding(t.Context(), in)
	requireCode(t, err, "InvalidParameterValuesException", "not in a valid state")
	emu.Advance(time.Hour)
	_, err = client.ImportClientBranding(t.Context(), in)
	require.NoError(t, err)
}
