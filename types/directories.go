package types

// WorkspaceDirectory is a directory that is registered with WorkSpaces, or that holds a pool's settings:
// where its desktops run, who signs in to them and how.
type WorkspaceDirectory struct {
	// DirectoryId identifies the directory: d- and hexadecimal digits for one of AWS Directory Service,
	// wsd- for the others.
	DirectoryId *string

	// DirectoryName is the full name of the domain, such as corp.example.com.
	DirectoryName *string

	// Alias is a short name of the directory; it is the identifier until somebody chooses another.
	Alias *string

	// DirectoryType says which kind of directory it is.
	DirectoryType WorkspaceDirectoryType

	// State is the state of the registration.
	State WorkspaceDirectoryState

	// ErrorMessage describes the error if State is ERROR.
	ErrorMessage *string

	// RegistrationCode is what users enter into their client to find the directory.
	RegistrationCode *string

	// CustomerUserName is the account by which the service uses the directory.
	CustomerUserName *string

	// SubnetIds are the subnets that the WorkSpaces get their addresses from.
	SubnetIds []string

	// DnsIpAddresses are the IPv4 addresses of the directory's name servers.
	DnsIpAddresses []string

	// DnsIpv6Addresses are the IPv6 addresses of the directory's name servers.
	DnsIpv6Addresses []string

	// WorkspaceSecurityGroupId is the security group that new WorkSpaces are put in.
	WorkspaceSecurityGroupId *string

	// IpGroupIds are its IP access control groups, at most 25. They define the addresses from which users can connect.
	IpGroupIds []string `wire:"ipGroupIds"`

	// IamRoleId is the IAM role that lets the service act in the account's network and directory.
	IamRoleId *string

	// Tenancy says whether the hardware is shared with other accounts.
	Tenancy Tenancy

	// UserIdentityType says who manages the users.
	UserIdentityType UserIdentityType

	// WorkspaceType says whether the directory is for personal WorkSpaces or for pools.
	WorkspaceType WorkspaceType

	// WorkspaceDirectoryName is the name that was given at registration.
	WorkspaceDirectoryName *string

	// WorkspaceDirectoryDescription is the description that was given at registration.
	WorkspaceDirectoryDescription *string

	// WorkspaceAccessProperties say from which kinds of device users can connect.
	WorkspaceAccessProperties *WorkspaceAccessProperties

	// WorkspaceCreationProperties are the defaults for new WorkSpaces.
	WorkspaceCreationProperties *DefaultWorkspaceCreationProperties

	// SelfservicePermissions say what users may do to their own WorkSpaces.
	SelfservicePermissions *SelfservicePermissions

	// SamlProperties are the settings for sign-in through a SAML 2.0 identity provider.
	SamlProperties *SamlProperties

	// CertificateBasedAuthProperties are the settings for sign-in to the desktop by certificate.
	CertificateBasedAuthProperties *CertificateBasedAuthProperties

	// EndpointEncryptionMode is the encryption that the directory's endpoints ask for.
	EndpointEncryptionMode EndpointEncryptionMode

	// StreamingProperties are the settings for streaming sessions.
	StreamingProperties *StreamingProperties

	// ActiveDirectoryConfig describes the domain that the WorkSpaces of a pool join.
	ActiveDirectoryConfig *ActiveDirectoryConfig

	// MicrosoftEntraConfig describes the Microsoft Entra tenant behind the directory.
	MicrosoftEntraConfig *MicrosoftEntraConfig

	// IDCConfig describes the IAM Identity Center instance behind the directory.
	IDCConfig *IDCConfig
}

// WorkspaceDirectoryState is the state of the registration of a directory.
type WorkspaceDirectoryState string

// The states of a directory.
const (
	WorkspaceDirectoryStateRegistering   WorkspaceDirectoryState = "REGISTERING"   // being registered
	WorkspaceDirectoryStateRegistered    WorkspaceDirectoryState = "REGISTERED"    // ready for WorkSpaces
	WorkspaceDirectoryStateDeregistering WorkspaceDirectoryState = "DEREGISTERING" // being taken out
	WorkspaceDirectoryStateDeregistered  WorkspaceDirectoryState = "DEREGISTERED"  // taken out; visible only for a moment, then the directory is gone
	WorkspaceDirectoryStateError         WorkspaceDirectoryState = "ERROR"         // failed; see ErrorMessage
)

// Values lists the values known to this version; the service can answer with others.
func (WorkspaceDirectoryState) Values() []WorkspaceDirectoryState {
	return []WorkspaceDirectoryState{
		WorkspaceDirectoryStateRegistering,
		WorkspaceDirectoryStateRegistered,
		WorkspaceDirectoryStateDeregistering,
		WorkspaceDirectoryStateDeregistered,
		WorkspaceDirectoryStateError,
	}
}

// WorkspaceDirectoryType is the kind of a directory.
type WorkspaceDirectoryType string

// The kinds of directory.
const (
	WorkspaceDirectoryTypeSimpleAd             WorkspaceDirectoryType = "SIMPLE_AD"               // Simple AD or AWS Managed Microsoft AD
	WorkspaceDirectoryTypeAdConnector          WorkspaceDirectoryType = "AD_CONNECTOR"            // a proxy to a domain elsewhere
	WorkspaceDirectoryTypeCustomerManaged      WorkspaceDirectoryType = "CUSTOMER_MANAGED"        // users managed outside AWS
	WorkspaceDirectoryTypeAwsIamIdentityCenter WorkspaceDirectoryType = "AWS_IAM_IDENTITY_CENTER" // users of IAM Identity Center
)

// Values lists the values known to this version; the service can answer with others.
func (WorkspaceDirectoryType) Values() []WorkspaceDirectoryType {
	return []WorkspaceDirectoryType{
		WorkspaceDirectoryTypeSimpleAd,
		WorkspaceDirectoryTypeAdConnector,
		WorkspaceDirectoryTypeCustomerManaged,
		WorkspaceDirectoryTypeAwsIamIdentityCenter,
	}
}

// Tenancy says on whose hardware WorkSpaces run.
type Tenancy string

// The tenancies.
const (
	TenancyDedicated Tenancy = "DEDICATED" // on hardware of this account alone, as BYOL licences require
	TenancyShared    Tenancy = "SHARED"    // on hardware shared with other accounts
)

// Values lists the values known to this version; the service can answer with others.
func (Tenancy) Values() []Tenancy {
	return []Tenancy{TenancyDedicated, TenancyShared}
}

// UserIdentityType says who manages the users of a directory.
type UserIdentityType string

// The managers of users.
const (
	UserIdentityTypeCustomerManaged      UserIdentityType = "CUSTOMER_MANAGED"        // an identity provider of the customer's own
	UserIdentityTypeAwsDirectoryService  UserIdentityType = "AWS_DIRECTORY_SERVICE"   // AWS Directory Service
	UserIdentityTypeAwsIamIdentityCenter UserIdentityType = "AWS_IAM_IDENTITY_CENTER" // IAM Identity Center
)

// Values lists the values known to this version; the service can answer with others.
func (UserIdentityType) Values() []UserIdentityType {
	return []UserIdentityType{
		UserIdentityTypeCustomerManaged,
		UserIdentityTypeAwsDirectoryService,
		UserIdentityTypeAwsIamIdentityCenter,
	}
}

// WorkspaceType says what a directory is for.
type WorkspaceType string

// What directories are for.
const (
	WorkspaceTypePersonal WorkspaceType = "PERSONAL" // WorkSpaces that each belong to one user
	WorkspaceTypePools    WorkspaceType = "POOLS"    // WorkSpaces that a pool lends for a session
)

// Values lists the values known to this version; the service can answer with others.
func (WorkspaceType) Values() []WorkspaceType {
	return []WorkspaceType{WorkspaceTypePersonal, WorkspaceTypePools}
}

// ReconnectEnum switches a permission on or off.
type ReconnectEnum string

// The positions of the switch.
const (
	ReconnectEnumEnabled  ReconnectEnum = "ENABLED"  // allowed
	ReconnectEnumDisabled ReconnectEnum = "DISABLED" // not allowed
)

// Values lists the values known to this version; the service can answer with others.
func (ReconnectEnum) Values() []ReconnectEnum {
	return []ReconnectEnum{ReconnectEnumEnabled, ReconnectEnumDisabled}
}

// SelfservicePermissions say what users may do to their own WorkSpaces from their client. After
// registration only the restart is allowed.
type SelfservicePermissions struct {
	// RestartWorkspace lets users restart their WorkSpace.
	RestartWorkspace ReconnectEnum

	// IncreaseVolumeSize lets users enlarge the volumes of their WorkSpace.
	IncreaseVolumeSize ReconnectEnum

	// ChangeComputeType lets users choose another compute type, which changes what the WorkSpace costs.
	ChangeComputeType ReconnectEnum

	// SwitchRunningMode lets users switch between ALWAYS_ON and AUTO_STOP.
	SwitchRunningMode ReconnectEnum

	// RebuildWorkspace lets users rebuild their WorkSpace from its bundle.
	RebuildWorkspace ReconnectEnum
}

// WorkspaceAccessProperties say from which kinds of device users of a directory can connect. The defaults
// are the settings of a newly registered directory.
type WorkspaceAccessProperties struct {
	// DeviceTypeWindows is for the Windows client; allowed by default.
	DeviceTypeWindows AccessPropertyValue

	// DeviceTypeOsx is for the macOS client; allowed by default.
	DeviceTypeOsx AccessPropertyValue

	// DeviceTypeLinux is for the Linux client; denied by default.
	DeviceTypeLinux AccessPropertyValue

	// DeviceTypeWeb is for web browsers; denied by default.
	DeviceTypeWeb AccessPropertyValue

	// DeviceTypeIos is for iPhones and iPads; allowed by default.
	DeviceTypeIos AccessPropertyValue

	// DeviceTypeAndroid is for Android devices and for Chrome OS devices that run Android apps; allowed by
	// default.
	DeviceTypeAndroid AccessPropertyValue

	// DeviceTypeChromeOs is for Chromebooks; allowed by default.
	DeviceTypeChromeOs AccessPropertyValue

	// DeviceTypeZeroClient is for PCoIP zero clients; allowed by default.
	DeviceTypeZeroClient AccessPropertyValue

	// DeviceTypeWorkSpacesThinClient is for the WorkSpaces Thin Client.
	DeviceTypeWorkSpacesThinClient AccessPropertyValue

	// AccessEndpointConfig lets sessions reach the directory through VPC endpoints.
	AccessEndpointConfig *AccessEndpointConfig
}

// AccessPropertyValue lets a kind of device in or keeps it out.
type AccessPropertyValue string

// The rules for a kind of device.
const (
	AccessPropertyValueAllow AccessPropertyValue = "ALLOW" // users can connect from it
	AccessPropertyValueDeny  AccessPropertyValue = "DENY"  // users can't connect from it
)

// Values lists the values known to this version; the service can answer with others.
func (AccessPropertyValue) Values() []AccessPropertyValue {
	return []AccessPropertyValue{AccessPropertyValueAllow, AccessPropertyValueDeny}
}

// AccessEndpointConfig says through which VPC endpoints users reach their WorkSpaces.
type AccessEndpointConfig struct {
	// AccessEndpoints are the VPC endpoints to use.
	//
	// This member is required.
	AccessEndpoints []AccessEndpoint `required:"true"`

	// InternetFallbackProtocols may go over the internet if the endpoints do not carry them.
	InternetFallbackProtocols []InternetFallbackProtocol
}

// AccessEndpoint is one VPC endpoint and what goes through it.
type AccessEndpoint struct {
	// AccessEndpointType is the traffic that the endpoint carries.
	AccessEndpointType AccessEndpointType

	// VpcEndpointId identifies the VPC endpoint, such as vpce-0123456789abcdef0.
	VpcEndpointId *string `form:"vpcendpoint"`
}

// AccessEndpointType is the traffic that a VPC endpoint carries.
type AccessEndpointType string

// The kinds of traffic.
const (
	AccessEndpointTypeStreamingWsp AccessEndpointType = "STREAMING_WSP" // sessions of the DCV protocol, formerly WSP
)

// Values lists the values known to this version; the service can answer with others.
func (AccessEndpointType) Values() []AccessEndpointType {
	return []AccessEndpointType{AccessEndpointTypeStreamingWsp}
}

// InternetFallbackProtocol is a protocol that may go over the internet beside a VPC endpoint.
type InternetFallbackProtocol string

// The protocols.
const (
	InternetFallbackProtocolPcoip InternetFallbackProtocol = "PCOIP" // PCoIP, which VPC endpoints do not carry
)

// Values lists the values known to this version; the service can answer with others.
func (InternetFallbackProtocol) Values() []InternetFallbackProtocol {
	return []InternetFallbackProtocol{InternetFallbackProtocolPcoip}
}

// WorkspaceCreationProperties are a directory's defaults for WorkSpaces that are created from now on.
type WorkspaceCreationProperties struct {
	// EnableInternetAccess gives an Elastic IP address to WorkSpaces that are created or rebuilt from now on.
	// It is meant for an internet gateway; behind a NAT gateway leave it off.
	EnableInternetAccess *bool

	// DefaultOu is the organizational unit that the computers are put in, as a full distinguished name with
	// two or more domain components: OU=Desktops,DC=corp,DC=com. The service does not check that it exists.
	DefaultOu *string

	// CustomSecurityGroupId is one more security group for the WorkSpaces.
	CustomSecurityGroupId *string `len:"11:20" form:"securitygroup"`

	// UserEnabledAsLocalAdministrator makes users administrators of their own WorkSpace.
	UserEnabledAsLocalAdministrator *bool

	// EnableMaintenanceMode lets the service maintain WorkSpaces in regular windows, weekly for ALWAYS_ON and
	// monthly for AUTO_STOP; on by default.
	EnableMaintenanceMode *bool

	// InstanceIamRoleArn is the IAM role that programs on the WorkSpaces can take.
	InstanceIamRoleArn *string `form:"arn"`
}

// DefaultWorkspaceCreationProperties are a directory's defaults for new WorkSpaces, as they are now; see
// [WorkspaceCreationProperties] for what each does.
type DefaultWorkspaceCreationProperties struct {
	// EnableInternetAccess says whether WorkSpaces get an Elastic IP address when created or rebuilt.
	EnableInternetAccess *bool

	// DefaultOu is the organizational unit that the computers are put in.
	DefaultOu *string

	// CustomSecurityGroupId is one more security group of the WorkSpaces.
	CustomSecurityGroupId *string

	// UserEnabledAsLocalAdministrator says whether users are administrators of their own WorkSpace.
	UserEnabledAsLocalAdministrator *bool

	// EnableMaintenanceMode says whether there are maintenance windows.
	EnableMaintenanceMode *bool

	// InstanceIamRoleArn is the IAM role that programs on the WorkSpaces can take.
	InstanceIamRoleArn *string
}

// SamlProperties set up sign-in through a SAML 2.0 identity provider.
type SamlProperties struct {
	// Status says whether users sign in through the identity provider.
	Status SamlStatusEnum

	// UserAccessUrl is where clients send users to sign in. 8 to 200 characters, beginning with http: or
	// https:.
	UserAccessUrl *string `len:"8:200" pattern:"^(http|https)\\://\\S+$"`

	// RelayStateParameterName is the name of the parameter in which the identity provider expects the relay
	// state. The default is RelayState.
	RelayStateParameterName *string `len:"1:"`
}

// SamlStatusEnum says whether users sign in by SAML.
type SamlStatusEnum string

// The states of SAML sign-in.
const (
	SamlStatusEnumDisabled                          SamlStatusEnum = "DISABLED"                              // users sign in to the directory
	SamlStatusEnumEnabled                           SamlStatusEnum = "ENABLED"                               // users sign in through the identity provider
	SamlStatusEnumEnabledWithDirectoryLoginFallback SamlStatusEnum = "ENABLED_WITH_DIRECTORY_LOGIN_FALLBACK" // clients that do not know SAML may use the directory
)

// Values lists the values known to this version; the service can answer with others.
func (SamlStatusEnum) Values() []SamlStatusEnum {
	return []SamlStatusEnum{SamlStatusEnumDisabled, SamlStatusEnumEnabled, SamlStatusEnumEnabledWithDirectoryLoginFallback}
}

// DeletableSamlProperty names a SAML setting that can be unset.
type DeletableSamlProperty string

// The settings that can be unset.
const (
	// DeletableSamlPropertySamlPropertiesUserAccessUrl is [SamlProperties].UserAccessUrl.
	DeletableSamlPropertySamlPropertiesUserAccessUrl DeletableSamlProperty = "SAML_PROPERTIES_USER_ACCESS_URL"

	// DeletableSamlPropertySamlPropertiesRelayStateParameterName is [SamlProperties].RelayStateParameterName.
	DeletableSamlPropertySamlPropertiesRelayStateParameterName DeletableSamlProperty = "SAML_PROPERTIES_RELAY_STATE_PARAMETER_NAME"
)

// Values lists the values known to this version; the service can answer with others.
func (DeletableSamlProperty) Values() []DeletableSamlProperty {
	return []DeletableSamlProperty{
		DeletableSamlPropertySamlPropertiesUserAccessUrl,
		DeletableSamlPropertySamlPropertiesRelayStateParameterName,
	}
}

// CertificateBasedAuthProperties set up sign-in to the desktop by certificate, so that users who
// signed in through SAML need not enter a password again.
type CertificateBasedAuthProperties struct {
	// Status says whether certificates are used.
	Status CertificateBasedAuthStatusEnum

	// CertificateAuthorityArn is the certificate authority of AWS Private CA that issues them. 5 to 200
	// characters.
	CertificateAuthorityArn *string `len:"5:200" form:"certificateauthorityarn"`
}

// CertificateBasedAuthStatusEnum says whether users sign in to desktops by certificate.
type CertificateBasedAuthStatusEnum string

// The states of sign-in by certificate.
const (
	CertificateBasedAuthStatusEnumDisabled CertificateBasedAuthStatusEnum = "DISABLED" // by password
	CertificateBasedAuthStatusEnumEnabled  CertificateBasedAuthStatusEnum = "ENABLED"  // by certificate
)

// Values lists the values known to this version; the service can answer with others.
func (CertificateBasedAuthStatusEnum) Values() []CertificateBasedAuthStatusEnum {
	return []CertificateBasedAuthStatusEnum{CertificateBasedAuthStatusEnumDisabled, CertificateBasedAuthStatusEnumEnabled}
}

// DeletableCertificateBasedAuthProperty names a setting of sign-in by certificate that can be unset.
type DeletableCertificateBasedAuthProperty string

// The settings that can be unset.
const (
	// DeletableCertificateBasedAuthPropertyCertificateBasedAuthPropertiesCertificateAuthorityArn is
	// [CertificateBasedAuthProperties].CertificateAuthorityArn.
	DeletableCertificateBasedAuthPropertyCertificateBasedAuthPropertiesCertificateAuthorityArn DeletableCertificateBasedAuthProperty = "CERTIFICATE_BASED_AUTH_PROPERTIES_CERTIFICATE_AUTHORITY_ARN"
)

// Values lists the values known to this version; the service can answer with others.
func (DeletableCertificateBasedAuthProperty) Values() []DeletableCertificateBasedAuthProperty {
	return []DeletableCertificateBasedAuthProperty{
		DeletableCertificateBasedAuthPropertyCertificateBasedAuthPropertiesCertificateAuthorityArn,
	}
}

// EndpointEncryptionMode is the encryption that a directory's endpoints ask of clients.
type EndpointEncryptionMode string

// The modes of encryption.
const (
	EndpointEncryptionModeStandardTls   EndpointEncryptionMode = "STANDARD_TLS"   // usual TLS
	EndpointEncryptionModeFipsValidated EndpointEncryptionMode = "FIPS_VALIDATED" // FIPS 140 validated cryptography
)

// Values lists the values known to this version; the service can answer with others.
func (EndpointEncryptionMode) Values() []EndpointEncryptionMode {
	return []EndpointEncryptionMode{EndpointEncryptionModeStandardTls, EndpointEncryptionModeFipsValidated}
}

// ActiveDirectoryConfig tells which domain the WorkSpaces of a pool join.
type ActiveDirectoryConfig struct {
	// DomainName is the domain to join, such as corp.example.com.
	//
	// This member is required.
	DomainName *string `required:"true" pattern:"^([a-zA-Z0-9]+[.-])+([a-zA-Z0-9])+$"`

	// ServiceAccountSecretArn is the secret in AWS Secrets Manager with the account that joins computers.
	//
	// This member is required.
	ServiceAccountSecretArn *string `required:"true" form:"secretarn"`
}

// MicrosoftEntraConfig describes a Microsoft Entra tenant.
type MicrosoftEntraConfig struct {
	// TenantId identifies the tenant.
	TenantId *string `form:"entratenant"`

	// ApplicationConfigSecretArn is the secret in AWS Secrets Manager with the application's credentials.
	ApplicationConfigSecretArn *string `form:"secretarn"`
}

// IDCConfig describes an IAM Identity Center instance.
type IDCConfig struct {
	// InstanceArn is the instance.
	InstanceArn *string

	// ApplicationArn is the application of the instance that represents WorkSpaces.
	ApplicationArn *string
}

// GlobalAcceleratorForDirectory says whether the sessions of a directory go through AWS Global Accelerator.
type GlobalAcceleratorForDirectory struct {
	// Mode switches it on or off.
	//
	// This member is required.
	Mode AGAModeForDirectoryEnum `required:"true"`

	// PreferredProtocol is the transport to prefer.
	PreferredProtocol AGAPreferredProtocolForDirectory
}

// AGAModeForDirectoryEnum switches AWS Global Accelerator on or off for a directory.
type AGAModeForDirectoryEnum string

// The modes.
const (
	AGAModeForDirectoryEnumEnabledAuto AGAModeForDirectoryEnum = "ENABLED_AUTO" // on
	AGAModeForDirectoryEnumDisabled    AGAModeForDirectoryEnum = "DISABLED"     // off
)

// Values lists the values known to this version; the service can answer with others.
func (AGAModeForDirectoryEnum) Values() []AGAModeForDirectoryEnum {
	return []AGAModeForDirectoryEnum{AGAModeForDirectoryEnumEnabledAuto, AGAModeForDirectoryEnumDisabled}
}

// AGAPreferredProtocolForDirectory is the transport to prefer through AWS Global Accelerator.
type AGAPreferredProtocolForDirectory string

// The transports.
const (
	AGAPreferredProtocolForDirectoryTcp  AGAPreferredProtocolForDirectory = "TCP"  // over TCP
	AGAPreferredProtocolForDirectoryNone AGAPreferredProtocolForDirectory = "NONE" // no preference
)

// Values lists the values known to this version; the service can answer with others.
func (AGAPreferredProtocolForDirectory) Values() []AGAPreferredProtocolForDirectory {
	return []AGAPreferredProtocolForDirectory{AGAPreferredProtocolForDirectoryTcp, AGAPreferredProtocolForDirectoryNone}
}

// DescribeWorkspaceDirectoriesFilter keeps those directories whose attribute has one of some values.
type DescribeWorkspaceDirectoriesFilter struct {
	// Name is the attribute.
	//
	// This member is required.
	Name DescribeWorkspaceDirectoriesFilterName `required:"true"`

	// Values are the accepted values of the attribute, 1 to 25.
	//
	// This member is required.
	Values []string `required:"true" items:"1:25" pattern:"^[0-9a-zA-Z\\*\\.\\\\/\\?-_]{0,64}$"`
}

// DescribeWorkspaceDirectoriesFilterName is an attribute that directories can be filtered by.
type DescribeWorkspaceDirectoriesFilterName string

// The attributes.
const (
	DescribeWorkspaceDirectoriesFilterNameUserIdentityType DescribeWorkspaceDirectoriesFilterName = "USER_IDENTITY_TYPE" // a [UserIdentityType]
	DescribeWorkspaceDirectoriesFilterNameWorkspaceType    DescribeWorkspaceDirectoriesFilterName = "WORKSPACE_TYPE"     // a [WorkspaceType]
)

// Values lists the values known to this version; the service can answer with others.
func (DescribeWorkspaceDirectoriesFilterName) Values() []DescribeWorkspaceDirectoriesFilterName {
	return []DescribeWorkspaceDirectoriesFilterName{
		DescribeWorkspaceDirectoriesFilterNameUserIdentityType,
		DescribeWorkspaceDirectoriesFilterNameWorkspaceType,
	}
}
