package types

// DefaultImportClientBrandingAttributes sets the branding of one platform other than iOS. Everyone who opens the
// sign-in page can see the branding: put nothing confidential in it.
type DefaultImportClientBrandingAttributes struct {
	// Logo is the content of a PNG file, 1 to 1,500,000 bytes. Pass the raw bytes: the client
	// encodes them.
	Logo []byte `len:"1:1500000"`

	// LoginMessage maps a locale to the text that users see when they sign in. The only supported locale is en_US. A
	// text has at most 2,000 characters and no line breaks. The allowed HTML elements are div, p, blockquote, pre, br,
	// ul, ol, li, dl, dt, dd, b, i, u, em, strong, small, strike, sub, sup, code, cite, q, span and a.
	LoginMessage map[string]string `len:"0:2000" form:"line" keyform:"locale"`

	// ForgotPasswordLink is the page for users who forgot their password: an http or https address of at
	// most 200 characters.
	ForgotPasswordLink *string `len:"1:200" form:"url"`

	// SupportEmail is the address to which users write for help, 6 to 64 characters. Set SupportEmail or SupportLink, but
	// not both. If neither is set, users see workspaces-feedback@amazon.com.
	SupportEmail *string `len:"6:64" form:"email"`

	// SupportLink is the page where users find help: an http or https address of at most 200 characters. Set SupportEmail
	// or SupportLink, but not both.
	SupportLink *string `len:"1:200" form:"url"`
}

// IosImportClientBrandingAttributes sets the branding of iOS devices. The logo has three resolutions. Everyone who
// opens the sign-in page can see the branding: put nothing confidential in it.
type IosImportClientBrandingAttributes struct {
	// Logo is the content of a PNG file for displays of single density (@1x), 1 to 447,000 bytes. Pass the raw
	// bytes: the client encodes them.
	Logo []byte `len:"1:447000"`

	// Logo2x is the same logo, as PNG, for displays of double density (@2x), 1 to 1,770,000 bytes.
	Logo2x []byte `len:"1:1770000"`

	// Logo3x is the same logo, as PNG, for displays of triple density (@3x), 1 to 1,770,000 bytes.
	Logo3x []byte `len:"1:1770000"`

	// LoginMessage maps a locale to the text that users see when they sign in. The rules are the same as in
	// [DefaultImportClientBrandingAttributes].
	LoginMessage map[string]string `len:"0:2000" form:"line" keyform:"locale"`

	// ForgotPasswordLink is the page for users who forgot their password: an http or https address of at
	// most 200 characters.
	ForgotPasswordLink *string `len:"1:200" form:"url"`

	// SupportEmail is the address to which users write for help, 6 to 64 characters. Set SupportEmail or SupportLink, but
	// not both. If neither is set, users see workspaces-feedback@amazon.com.
	SupportEmail *string `len:"6:64" form:"email"`

	// SupportLink is the page where users find help: an http or https address of at most 200 characters. Set SupportEmail
	// or SupportLink, but not both.
	SupportLink *string `len:"1:200" form:"url"`
}

// DefaultClientBrandingAttributes is the current branding of one platform other than iOS. It has the address of the
// logo instead of the image.
type DefaultClientBrandingAttributes struct {
	// LogoUrl is the address of the logo.
	LogoUrl *string

	// LoginMessage maps a locale, such as en_US, to the HTML text that users see when they sign in.
	LoginMessage map[string]string

	// ForgotPasswordLink is the page for users who forgot their password.
	ForgotPasswordLink *string

	// SupportEmail is the address to which users write for help. It is nil if SupportLink is set.
	SupportEmail *string

	// SupportLink is the page where users find help. It is nil if SupportEmail is set.
	SupportLink *string
}

// IosClientBrandingAttributes is the current branding of iOS devices. It has the addresses of the logos instead of the
// images.
type IosClientBrandingAttributes struct {
	// LogoUrl is the address of the logo for displays of single density (@1x).
	LogoUrl *string

	// Logo2xUrl is the address of the logo for displays of double density (@2x).
	Logo2xUrl *string

	// Logo3xUrl is the address of the logo for displays of triple density (@3x).
	Logo3xUrl *string

	// LoginMessage maps a locale, such as en_US, to the HTML text that users see when they sign in.
	LoginMessage map[string]string

	// ForgotPasswordLink is the page for users who forgot their password.
	ForgotPasswordLink *string

	// SupportEmail is the address to which users write for help. It is nil if SupportLink is set.
	SupportEmail *string

	// SupportLink is the page where users find help. It is nil if SupportEmail is set.
	SupportLink *string
}

// ClientDeviceType is a platform of the WorkSpaces client. Each platform has its own branding.
type ClientDeviceType string

// Platforms that can be branded.
const (
	ClientDeviceTypeDeviceTypeWindows ClientDeviceType = "DeviceTypeWindows" // the client for Windows
	ClientDeviceTypeDeviceTypeOsx     ClientDeviceType = "DeviceTypeOsx"     // the client for macOS
	ClientDeviceTypeDeviceTypeAndroid ClientDeviceType = "DeviceTypeAndroid" // the client for Android
	ClientDeviceTypeDeviceTypeIos     ClientDeviceType = "DeviceTypeIos"     // the client for iOS
	ClientDeviceTypeDeviceTypeLinux   ClientDeviceType = "DeviceTypeLinux"   // the client for Linux
	ClientDeviceTypeDeviceTypeWeb     ClientDeviceType = "DeviceTypeWeb"     // Web Access, in a browser
)

// Values returns the values known to this version. The service can return others.
func (ClientDeviceType) Values() []ClientDeviceType {
	return []ClientDeviceType{
		ClientDeviceTypeDeviceTypeWindows,
		ClientDeviceTypeDeviceTypeOsx,
		ClientDeviceTypeDeviceTypeAndroid,
		ClientDeviceTypeDeviceTypeIos,
		ClientDeviceTypeDeviceTypeLinux,
		ClientDeviceTypeDeviceTypeWeb,
	}
}
