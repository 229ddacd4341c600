// Package forms defines the format of each kind of identifier in the API, and of other strings used in several API
// structures. A struct field's form tag names its format. The emulator also checks its seeds against these formats.
package forms

import (
	"regexp"
	"sync"
)

// Form is the format of one kind of string.
type Form struct {
	noun    string
	pattern string

	compile sync.Once // compiles whole on first use; most clients never need it
	whole   *regexp.Regexp
}

// byTag maps the names in struct tags to forms.
var byTag = make(map[string]*Form)

// Identifiers of the service's own resources.
var (
	// Workspace is an identifier such as ws-gmmbbqkc7.
	Workspace = define("workspace", "a WorkSpace identifier", `^ws-[0-9a-z]{8,63}$`)

	// Directory is the identifier of any directory: d- and hexadecimal digits for AWS Directory Service directories,
	// and wsd- as a prefix for directories created by WorkSpaces.
	Directory = define("directory", "a directory identifier", `^(d-[0-9a-f]{8,63}$)|(wsd-[0-9a-z]{8,63}$)`)

	// ServiceDirectory is the identifier of an AWS Directory Service directory.
	ServiceDirectory = define("servicedirectory", "an identifier of a directory of AWS Directory Service", `^d-[0-9a-f]{8,63}$`)

	// PoolDirectory is the identifier of a directory created by WorkSpaces for pools. The API model lacks this form and
	// allows any Directory for a pool, but the service accepts only a PoolDirectory.
	PoolDirectory = define("pooldirectory", "an identifier of a directory for pools", `^wsd-[0-9a-z]{8,63}$`)

	// Image is an identifier such as wsi-0a1b2c3d4, with at least nine characters after the hyphen.
	Image = define("image", "an image identifier", `wsi-[0-9a-z]{9,63}$`)

	// Bundle is an identifier such as wsb-0a1b2c3d4.
	Bundle = define("bundle", "a bundle identifier", `^wsb-[0-9a-z]{8,63}$`)

	// Application is an identifier such as wsa-0a1b2c3d4.
	Application = define("application", "an application identifier", `^wsa-[0-9a-z]{8,63}$`)

	// IPGroup is the identifier of an IP access control group.
	IPGroup = define("ipgroup", "an IP group identifier", `wsipg-[0-9a-z]{8,63}$`)

	// ConnectionAlias is an identifier such as wsca-0a1b2c3d4.
	ConnectionAlias = define("alias", "a connection alias identifier", `^wsca-[0-9a-z]{8,63}$`)

	// Pool is an identifier such as wspool-0a1b2c3d4, with exactly nine characters after the hyphen.
	Pool = define("pool", "a pool identifier", `^wspool-[0-9a-z]{9}$`)

	// AccountLink is an identifier such as link-0a1b2c3d4.
	AccountLink = define("link", "an account link identifier", `^link-.{8,24}$`)

	// UUID identifies an Amazon Connect add-in or a pool session.
	UUID = define("uuid", "a UUID in lower case", `[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}`)
)

// Identifiers from outside Amazon WorkSpaces.
var (
	// Account is an AWS account number.
	Account = define("account", "an account number of twelve digits", `^\d{12}$`)

	// ApplicationOwner is an account, or AMAZON for applications provided by AWS.
	ApplicationOwner = define("applicationowner", "an account number or AMAZON", `^\d{12}|AMAZON$`)

	// Region is a Region name, such as us-east-1.
	Region = define("region", "a Region name", `^[-0-9a-z]{1,31}$`)

	// Subnet identifies a VPC subnet.
	Subnet = define("subnet", "a subnet identifier", `^(subnet-([0-9a-f]{8}|[0-9a-f]{17}))$`)

	// SecurityGroup identifies a VPC security group.
	SecurityGroup = define("securitygroup", "a security group identifier", `^(sg-([0-9a-f]{8}|[0-9a-f]{17}))$`)

	// VPCEndpoint identifies a VPC endpoint.
	VPCEndpoint = define("vpcendpoint", "a VPC endpoint identifier", `^[a-zA-Z0-9\_\-]{1,1000}$`)

	// EC2Image identifies an Amazon Machine Image.
	EC2Image = define("ami", "an EC2 image identifier", `^ami\-([a-f0-9]{8}|[a-f0-9]{17})$`)

	// EC2ImportTask identifies a task that imports a virtual machine as an EC2 image.
	EC2ImportTask = define("ec2importtask", "an EC2 import task identifier", `^import-ami\-([a-zA-Z0-9]{8}|[a-zA-Z0-9]{17})$`)

	// EntraTenant identifies a Microsoft Entra tenant.
	EntraTenant = define("entratenant", "a Microsoft Entra tenant identifier", `^[a-zA-Z0-9-]{1,100}$`)

	// ARN is the Amazon Resource Name of any resource. The model's expression ends in {0,1023}, a repetition that is
	// split in two here because Go limits repetitions to 1,000.
	ARN = define("arn", "an ARN", `^arn:aws[a-z-]{0,7}:[A-Za-z0-9][A-za-z0-9_/.-]{0,62}:[A-za-z0-9_/.-]{0,63}:[A-za-z0-9_/.-]{0,63}:[A-Za-z0-9][A-Za-z0-9:_/+=,@.\\-]{0,1000}[A-Za-z0-9:_/+=,@.\\-]{0,23}$`)

	// CertificateAuthorityARN names a private certificate authority. Unlike the model's expressions for other ARNs,
	// this one does not require the prefix arn:aws, and it allows an empty Region.
	CertificateAuthorityARN = define("certificateauthorityarn", "an ARN of a certificate authority", `arn:[\w+=/,.@-]+:[\w+=/,.@-]+:[\w+=/,.@-]*:[0-9]*:[\w+=,.@-]+(/[\w+=,.@-]+)*`)

	// SecretARN names an AWS Secrets Manager secret.
	SecretARN = define("secretarn", "an ARN of a secret", `^arn:aws[a-z-]{0,7}:secretsmanager:[A-za-z0-9_/.-]{0,63}:[A-za-z0-9_/.-]{0,63}:secret:[A-Za-z0-9][A-za-z0-9_/.-]{8,519}$`)

	// ImageVersionARN names a version of an EC2 Image Builder image.
	ImageVersionARN = define("imageversionarn", "an ARN of an Image Builder image version", `^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws(?:-[a-z-]+)?):image/[a-z0-9-_]+/(?:(?:([0-9]+|x)\.([0-9]+|x)\.([0-9]+|x))|(?:[0-9]+\.[0-9]+\.[0-9]+/[0-9]+))$`)

	// InfrastructureConfigurationARN names an EC2 Image Builder infrastructure configuration.
	InfrastructureConfigurationARN = define("infrastructurearn", "an ARN of an Image Builder infrastructure configuration", `^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws):infrastructure-configuration/[a-z0-9-_]+$`)
)

// Names and other strings used in several API structures.
var (
	// WorkspaceName is the name of a user-decoupled WorkSpace.
	WorkspaceName = define("workspacename", "a WorkSpace name", `^[a-zA-Z0-9_()][a-zA-Z0-9_.()-]{1,63}$`)

	// DirectoryName is the name of a directory created by WorkSpaces for pools.
	DirectoryName = define("directoryname", "a directory name", `^[a-zA-Z0-9][a-zA-Z0-9_.\s-]{1,64}$`)

	// ImageName is the name of an image or a bundle.
	ImageName = define("imagename", "a name of an image or bundle", `^[a-zA-Z0-9_./()\\-]+$`)

	// Description is the description of an image, a bundle, a pool or an update.
	Description = define("description", "a description of letters, digits, spaces and _ . / ( ) -", `^[a-zA-Z0-9_./() -]+$`)

	// ClientToken makes a call idempotent.
	ClientToken = define("clienttoken", "a client token of 1 to 64 characters", `^.{1,64}$`)

	// Line is text without line breaks.
	Line = define("line", "a single line of text", `^.*$`)

	// Locale is a language and a country, such as en_US.
	Locale = define("locale", "a locale such as en_US", `^[a-z]{2}_[A-Z]{2}$`)

	// Email is an email address.
	Email = define("email", "an email address", `^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,4}$`)

	// URL is an http or https address.
	URL = define("url", "an http or https URL", `^(http|https)\://\S+`)
)

// define returns a new form and adds it to byTag. The pattern is spelled as in the API model, because the service's
// messages quote it. Inlining define would make every program 3 KB larger.
//
//go:noinline
func define(tag, noun, pattern string) *Form {
	f := &Form{noun: noun, pattern: pattern}
	byTag[tag] = f
	return f
}

// ByTag returns the form named by a struct tag.
func ByTag(tag string) (form *Form, ok bool) {
	form, ok = byTag[tag]
	return form, ok
}

// Match reports whether text has the form. The whole text must match, even if the model's pattern is not anchored.
func (f *Form) Match(text string) bool {
	f.compile.Do(func() { f.whole = regexp.MustCompile("^(?:" + f.pattern + ")$") })
	return f.whole.MatchString(text)
}

// Pattern returns the regular expression quoted in the service's messages.
func (f *Form) Pattern() string { return f.pattern }

// String describes the form, for messages such as "x is not …", as a noun with its article, followed by the pattern.
func (f *Form) String() string { return f.noun + " (" + f.pattern + ")" }
