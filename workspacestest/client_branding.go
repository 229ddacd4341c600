package workspacestest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// brandingLimit is the maximum total size of a call's logos, in bytes. According to the documentation, a call can
// import up to 6 MB of data. It is not known which members count towards this limit, and which error the service
// returns for a larger call.
const brandingLimit = 6_000_000

const pngSignature = "\x89PNG\r\n\x1a\n"

// htmlTag matches the HTML tags in a login message; loginTags are the tags allowed there.
var (
	htmlTag   = regexp.MustCompile(`</?([A-Za-z][A-Za-z0-9]*)`)
	loginTags = strings.Fields("a b blockquote br cite code dd dl dt div em i li ol p pre q small span strike strong sub sup u ul")
)

// importClientBranding replaces all of a platform's branding. It is not known whether members that the call does not
// set are removed, and whether the response shows only the platforms in the call.
func (c *call) importClientBranding(in *workspaces.ImportClientBrandingInput) (*workspaces.ImportClientBrandingOutput, error) {
	d, err := c.registered(in.ResourceId)
	if err != nil {
		return nil, err
	}
	imports := map[types.ClientDeviceType]*types.IosImportClientBrandingAttributes{
		types.ClientDeviceTypeDeviceTypeWindows: asIosBranding(in.DeviceTypeWindows),
		types.ClientDeviceTypeDeviceTypeOsx:     asIosBranding(in.DeviceTypeOsx),
		types.ClientDeviceTypeDeviceTypeLinux:   asIosBranding(in.DeviceTypeLinux),
		types.ClientDeviceTypeDeviceTypeAndroid: asIosBranding(in.DeviceTypeAndroid),
		types.ClientDeviceTypeDeviceTypeIos:     in.DeviceTypeIos,
		types.ClientDeviceTypeDeviceTypeWeb:     asIosBranding(in.DeviceTypeWeb),
	}
	maps.DeleteFunc(imports, func(_ types.ClientDeviceType, look *types.IosImportClientBrandingAttributes) bool { return look == nil })
	if len(imports) == 0 {
		return nil, invalidValues("At least one platform type must be specified.")
	}
	size := 0
	looks := make(map[types.ClientDeviceType]types.IosClientBrandingAttributes, len(imports))
	for _, platform := range slices.Sorted(maps.Keys(imports)) {
		look := imports[platform]
		if err := checkBranding(platform, look); err != nil {
			return nil, err
		}
		size += len(look.Logo) + len(look.Logo2x) + len(look.Logo3x)
		looks[platform] = types.IosClientBrandingAttributes{
			LogoUrl: c.logoURL(d, look.Logo), Logo2xUrl: c.logoURL(d, look.Logo2x), Logo3xUrl: c.logoURL(d, look.Logo3x),
			LoginMessage: look.LoginMessage, ForgotPasswordLink: look.ForgotPasswordLink,
			SupportEmail: look.SupportEmail, SupportLink: look.SupportLink,
		}
	}
	if size > brandingLimit {
		return nil, &types.ResourceLimitExceededException{Message: aws.String(fmt.Sprintf("A request can import up to 6 MB of data, not %d bytes.", size))}
	}
	s := c.clients(d)
	maps.Copy(s.Branding, looks)
	c.Clients.put(s.DirectoryID, s)
	out := workspaces.ImportClientBrandingOutput(showBranding(looks))
	return &out, nil
}

// asIosBranding converts another platform's branding to the type for iOS, which has all of the other type's members.
func asIosBranding(look *types.DefaultImportClientBrandingAttributes) *types.IosImportClientBrandingAttributes {
	if look == nil {
		return nil
	}
	return &types.IosImportClientBrandingAttributes{
		Logo: look.Logo, LoginMessage: look.LoginMessage, ForgotPasswordLink: look.ForgotPasswordLink,
		SupportEmail: look.SupportEmail, SupportLink: look.SupportLink,
	}
}

// checkBranding returns an error for branding that the documentation does not allow. It is not known whether the
// service ignores such branding instead.
func checkBranding(platform types.ClientDeviceType, look *types.IosImportClientBrandingAttributes) error {
	if look.SupportEmail != nil && look.SupportLink != nil {
		return invalidValues("%s: only one of SupportEmail and SupportLink can be specified.", platform)
	}
	for _, logo := range [][]byte{look.Logo, look.Logo2x, look.Logo3x} {
		if logo != nil && !bytes.HasPrefix(logo, []byte(pngSignature)) {
			return invalidValues("%s: the logo is not a PNG image.", platform)
		}
	}
	for locale, message := range look.LoginMessage {
		if locale != "en_US" {
			return invalidValues("%s: the only locale of login messages is en_US, not %.100q.", platform, locale)
		}
		for _, tag := range htmlTag.FindAllStringSubmatch(message, -1) {
			if !slices.Contains(loginTags, strings.ToLower(tag[1])) {
				return invalidValues("%s: the tag %s is not supported in login messages.", platform, tag[1])
			}
		}
	}
	return nil
}

// logoURL returns the URL of a logo, which depends on the logo's content. Nothing is served there.
func (c *call) logoURL(d *directory, logo []byte) *string {
	if logo == nil {
		return nil
	}
	hash := sha256.Sum256(logo)
	return aws.String("https://client-branding." + c.region + ".example.com/" + c.account + "/" + *d.Shown.DirectoryId +
		"/" + hex.EncodeToString(hash[:16]) + ".png")
}

// showBranding returns the branding of all given platforms as shown in responses.
func showBranding(looks map[types.ClientDeviceType]types.IosClientBrandingAttributes) workspaces.DescribeClientBrandingOutput {
	show := func(platform types.ClientDeviceType) *types.DefaultClientBrandingAttributes {
		look, set := looks[platform]
		if !set {
			return nil
		}
		return &types.DefaultClientBrandingAttributes{
			LogoUrl: look.LogoUrl, LoginMessage: look.LoginMessage, ForgotPasswordLink: look.ForgotPasswordLink,
			SupportEmail: look.SupportEmail, SupportLink: look.SupportLink,
		}
	}
	out := workspaces.DescribeClientBrandingOutput{
		DeviceTypeWindows: show(types.ClientDeviceTypeDeviceTypeWindows),
		DeviceTypeOsx:     show(types.ClientDeviceTypeDeviceTypeOsx),
		DeviceTypeLinux:   show(types.ClientDeviceTypeDeviceTypeLinux),
		DeviceTypeAndroid: show(types.ClientDeviceTypeDeviceTypeAndroid),
		DeviceTypeWeb:     show(types.ClientDeviceTypeDeviceTypeWeb),
	}
	if look, set := looks[types.ClientDeviceTypeDeviceTypeIos]; set {
		out.DeviceTypeIos = &look
	}
	return out
}

// describeClientBranding returns the branding as imported, without adding a default support email or link.
func (c *call) describeClientBranding(in *workspaces.DescribeClientBrandingInput) (*workspaces.DescribeClientBrandingOutput, error) {
	d, err := c.directory(in.ResourceId)
	if err != nil {
		return nil, err
	}
	out := showBranding(c.clients(d).Branding)
	return &out, nil
}

// deleteClientBranding accepts platforms that have no branding. It is not known whether the service does too.
func (c *call) deleteClientBranding(in *workspaces.DeleteClientBrandingInput) (*workspaces.DeleteClientBrandingOutput, error) {
	d, err := c.directory(in.ResourceId)
	if err != nil {
		return nil, err
	}
	branding := c.clients(d).Branding
	for _, platform := range in.Platforms {
		delete(branding, platform)
	}
	return &workspaces.DeleteClientBrandingOutput{}, nil
}
