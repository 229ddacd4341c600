// Package forms defines the format of each kind of identifier in the API, and of other texts that several members
// have. The form tag of a struct field names its format. The emulator also checks its seeds with these formats.
package forms

import (
	"regexp"
	"sync"
)

// Form is the format of one kind of text.
type Form struct {
	tag     string // the name in struct tags
	noun    string
	pattern string // spelled as in the API's model, because the service's messages quote it

	compile sync.Once // compiles the field whole on first use: most clients never need it
	whole   *regexp.Regexp
}

// The identifiers of the service's own resources.
var (
	// Workspace is an identifier such as ws-gmmbbqkc7.
	Workspace = &Form{tag: "workspace", noun: "a WorkSpace identifier", pattern: `^ws-[0-9a-z]{8,63}$`}

	// Directory is the identifier of any directory. Identifiers of AWS Directory Service directories are d- and
	// hexadecimal digits. Identifiers of directories that WorkSpaces creates begin with wsd-.
	Directory = &Form{tag: "directory", noun: "a directory identifier", pattern: `^(d-[0-9a-f]{8,63}$)|(wsd-[0-9a-z]{8,63}$)`}

	// ServiceDirectory is the identifier of an AWS Directory Service directory.
	ServiceDirectory = &Form{tag: "servicedirectory", noun: "an identifier of a directory of AWS Directory Service", pattern: `^d-[0-9a-f]{8,63}$`}

	// PoolDirectory is the identifier of a directory that WorkSpaces creates for pools. The API model does not
	// have this form: there, a pool has a Directory. But the service accepts only this form for a pool.
	PoolDirectory = &Form{tag: "pooldirectory", noun: "an identifier of a directory for pools", pattern: `^wsd-[0-9a-z]{8,63}$`}

	// Image is an identifier such as wsi-0a1b2c3d4, with at least nine characters after the hyphen.
	Image = &Form{tag: "image", noun: "an image identifier", pattern: `wsi-[0-9a-z]{9,63}$`}

	// Bundle is an identifier such as wsb-0a1b2c3d4.
	Bundle = &Form{tag: "bundle", noun: "a bundle identifier", pattern: `^wsb-[0-9a-z]{8,63}$`}

	// Application is an identifier such as wsa-0a1b2c3d4.
	Application = &Form{tag: "application", noun: "an application identifier", pattern: `^wsa-[0-9a-z]{8,63}$`}

	// IPGroup is the identifier of an IP access control group.
	IPGroup = &Form{tag: "ipgroup", noun: "an IP group identifier", pattern: `wsipg-[0-9a-z]{8,63}$`}

	// ConnectionAlias is an identifier such as wsca-0a1b2c3d4.
	ConnectionAlias = &Form{tag: "alias", noun: "a connection alias identifier", pattern: `^wsca-[0-9a-z]{8,63}$`}

	// Pool is an identifier such as wspool-0a1b2c3d4, with exactly nine characters after the hyphen.
	Pool = &Form{tag: "pool", noun: "a pool identifier", pattern: `^wspool-[0-9a-z]{9}$`}

	// AccountLink is an identifier such as link-0a1b2c3d4.
	AccountLink = &Form{tag: "link", noun: "an account link identifier", pattern: `^link-.{8,24}$`}

	// UUID identifies an Amazon Connect add-in or a session of a pool.
	UUID = &Form{tag: "uuid", noun: "a UUID in lower case", pattern: `[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}`}
)

// The identifiers of other AWS services.
var (
	// Account is the number of an AWS account.
	Account = &Form{tag: "account", noun: "an account number of twelve digits", pattern: `^\d{12}$`}

	// ApplicationOwner is an account, or AMAZON for applications that AWS provides.
	ApplicationOwner = &Form{tag: "applicationowner", noun: "an account number or AMAZON", pattern: `^\d{12}|AMAZON$`}

	// Region is the name of a Region, such as us-east-1.
	Region = &Form{tag: "region", noun: "a Region name", pattern: `^[-0-9a-z]{1,31}$`}

	// Subnet is the identifier of a VPC subnet.
	Subnet = &Form{tag: "subnet", noun: "a subnet identifier", pattern: `^(subnet-([0-9a-f]{8}|[0-9a-f]{17}))$`}

	// SecurityGroup is the identifier of a VPC security group.
	SecurityGroup = &Form{tag: "securitygroup", noun: "a security group identifier", pattern: `^(sg-([0-9a-f]{8}|[0-9a-f]{17}))$`}

	// VPCEndpoint is the identifier of a VPC endpoint.
	VPCEndpoint = &Form{tag: "vpcendpoint", noun: "a VPC endpoint identifier", pattern: `^[a-zA-Z0-9\_\-]{1,1000}$`}

	// EC2Image is the identifier of an Amazon Machine Image.
	EC2Image = &Form{tag: "ami", noun: "an EC2 image identifier", pattern: `^ami\-([a-f0-9]{8}|[a-f0-9]{17})$`}

	// EC2ImportTask is the identifier of a task that imports a virtual machine as an EC2 image.
	EC2ImportTask = &Form{tag: "ec2importtask", noun: "an EC2 import task identifier", pattern: `^import-ami\-([a-zA-Z0-9]{8}|[a-zA-Z0-9]{17})$`}

	// EntraTenant identifies a Microsoft Entra tenant.
	EntraTenant = &Form{tag: "entratenant", noun: "a Microsoft Entra tenant identifier", pattern: `^[a-zA-Z0-9-]{1,100}$`}

	// ARN is the Amazon Resource Name of any resource. The model's expression ends in {0,1023}. It is written in
	// two parts here, because Go limits repetitions to 1,000.
	ARN = &Form{tag: "arn", noun: "an ARN", pattern: `^arn:aws[a-z-]{0,7}:[A-Za-z0-9][A-za-z0-9_/.-]{0,62}:[A-za-z0-9_/.-]{0,63}:[A-za-z0-9_/.-]{0,63}:[A-Za-z0-9][A-Za-z0-9:_/+=,@.\\-]{0,1000}[A-Za-z0-9:_/+=,@.\\-]{0,23}$`}

	// CertificateAuthorityARN names a private certificate authority. Unlike the expressions of other ARNs in the
	// model, this one does not require the prefix arn:aws, and the Region can be empty.
	CertificateAuthorityARN = &Form{tag: "certificateauthorityarn", noun: "an ARN of a certificate authority", pattern: `arn:[\w+=/,.@-]+:[\w+=/,.@-]+:[\w+=/,.@-]*:[0-9]*:[\w+=,.@-]+(/[\w+=,.@-]+)*`}

	// SecretARN names an AWS Secrets Manager secret.
	SecretARN = &Form{tag: "secretarn", noun: "an ARN of a secret", pattern: `^arn:aws[a-z-]{0,7}:secretsmanager:[A-za-z0-9_/.-]{0,63}:[A-za-z0-9_/.-]{0,63}:secret:[A-Za-z0-9][A-za-z0-9_/.-]{8,519}$`}

	// ImageVersionARN names a version of an EC2 Image Builder image.
	ImageVersionARN = &Form{tag: "imageversionarn", noun: "an ARN of an Image Builder image version", pattern: `^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws(?:-[a-z-]+)?):image/[a-z0-9-_]+/(?:(?:([0-9]+|x)\.([0-9]+|x)\.([0-9]+|x))|(?:[0-9]+\.[0-9]+\.[0-9]+/[0-9]+))$`}

	// InfrastructureConfigurationARN names an EC2 Image Builder infrastructure configuration.
	InfrastructureConfigurationARN = &Form{tag: "infrastructurearn", noun: "an ARN of an Image Builder infrastructure configuration", pattern: `^arn:aws[^:]*:imagebuilder:[^:]+:(?:[0-9]{12}|aws):infrastructure-configuration/[a-z0-9-_]+$`}
)

// Names and other texts that several members share.
var (
	// WorkspaceName is the name of a user-decoupled WorkSpace.
	WorkspaceName = &Form{tag: "workspacename", noun: "a WorkSpace name", pattern: `^[a-zA-Z0-9_()][a-zA-Z0-9_.()-]{1,63}$`}

	// DirectoryName is the name of a directory that WorkSpaces creates for pools.
	DirectoryName = &Form{tag: "directoryname", noun: "a directory name", pattern: `^[a-zA-Z0-9][a-zA-Z0-9_.\s-]{1,64}$`}

	// ImageName is the name of an image or a bundle.
	ImageName = &Form{tag: "imagename", noun: "a name of an image or bundle", pattern: `^[a-zA-Z0-9_./()\\-]+$`}

	// Description is the description of an image, a bundle, a pool or an update.
	Description = &Form{tag: "description", noun: "a description of letters, digits, spaces and _ . / ( ) -", pattern: `^[a-zA-Z0-9_./() -]+$`}

	// ClientToken makes a call idempotent.
	ClientToken = &Form{tag: "clienttoken", noun: "a client token of 1 to 64 characters", pattern: `^.{1,64}$`}

	// Line is text without line breaks.
	Line = &Form{tag: "line", noun: "a single line of text", pattern: `^.*$`}

	// Locale is a language with its country, such as en_US.
	Locale = &Form{tag: "locale", noun: "a locale such as en_US", pattern: `^[a-z]{2}_[A-Z]{2}$`}

	// Email is an email address.
	Email = &Form{tag: "email", noun: "an email address", pattern: `^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,4}$`}

	// URL is an http or https address.
	URL = &Form{tag: "url", noun: "an http or https URL", pattern: `^(http|https)\://\S+`}
)

// all lists all forms. The compiler lays them out, so that a program that starts does no work for them.
var all = []*Form{
	Workspace, Directory, ServiceDirectory, PoolDirectory, Image, Bundle, Application, IPGroup,
	ConnectionAlias, Pool, AccountLink, UUID, Account, ApplicationOwner, Region, Subnet, SecurityGroup,
	VPCEndpoint, EC2Image, EC2ImportTask, EntraTenant, ARN, CertificateAuthorityARN, SecretARN,
	ImageVersionARN, InfrastructureConfigurationARN, WorkspaceName, DirectoryName, ImageName, Description,
	ClientToken, Line, Locale, Email, URL,
}

// ByTag returns the form that a struct tag names.
func ByTag(tag string) (form *Form, ok bool) {
	for _, form := range all {
		if form.tag == tag {
			return form, true
		}
	}
	return nil, false
}

// Match reports whether the whole text has the form. Some patterns in the model lack anchors, but the whole text must
// match nevertheless.
func (f *Form) Match(text string) bool {
	f.compile.Do(func() { f.whole = regexp.MustCompile("^(?:" + f.pattern + ")$") })
	return f.whole.MatchString(text)
}

// Pattern returns the regular expression that the service's messages quote.
func (f *Form) Pattern() string { return f.pattern }

// String returns a description of the form with an article and the pattern, to complete messages such as "x is not …".
func (f *Form) String() string { return f.noun + " (" + f.pattern + ")" }
