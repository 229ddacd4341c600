package types

// WorkspaceDirectory is a directory that is registered with WorkSpaces for personal desktops or for pools. It defines
// where the desktops run, who can sign in to them, and how.
type WorkspaceDirectory struct {
	// DirectoryId identifies the directory. The identifier of an AWS Directory Service directory consists of d- and
	// hexadecimal digits. Other identifiers begin with wsd-.
	DirectoryId *string

	// DirectoryName is the full name of the domain, such as corp.example.com.
	DirectoryName *string

	// Alias is a short name for the directory. By default it is the directory's identifier.
	Alias *string

	// DirectoryType is the kind of the directory.
	DirectoryType WorkspaceDirectoryType

	// State is the state of the registration.
	State WorkspaceDirectoryState

	// ErrorMessage describes the error if State is ERROR.
	ErrorMessage *string

	// RegistrationCode is the code that users enter into their client to find the directory.
	RegistrationCode *string

	// CustomerUserName is the user name with which the service accesses the directory.
	CustomerUserName *string

	// SubnetIds are the subnets in which the WorkSpaces run.
	SubnetIds []string

	// DnsIpAddresses are the IPv4 addresses of the directory's name servers.
	DnsIpAddresses []string

	// DnsIpv6Addresses are the IPv6 addresses of the directory's name servers.
	DnsIpv6Addresses []string

	// WorkspaceSecurityGroupId is the security group of new WorkSpaces.
	WorkspaceSecurityGroupId *string

	// IpGroupIds are the directory's IP access control groups, at most 25. They define the addresses from which
	// users can connect.
	IpGroupIds []string `wire:"ipGroupIds"`

	// IamRoleId is the IAM role with which the service accesses the account's network and directory.
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

	// SelfservicePermissions say which changes users can make to their own WorkSpaces.
	SelfservicePermissions *SelfservicePermissions

	// SamlProperties are the settings for sign-in through a SAML 2.0 identity provider.
	SamlProperties *SamlProperties

	// CertificateBasedAuthProperties are the settings for certificate-based sign-in to the desktop.
	CertificateBasedAuthProperties *CertificateBasedAuthProperties

	// EndpointEncryptionMode is the encryption that the directory's endpoints require.
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
	WorkspaceDirectoryStateDeregistering WorkspaceDirectoryState = "DEREGISTERING" // being deregistered
	WorkspaceDirectoryStateDeregistered  WorkspaceDirectoryState = "DEREGISTERED"  // deregistered; visible only briefly, then the directory is no longer returned
	WorkspaceDirectoryStateError         WorkspaceDirectoryState = "ERROR"         // failed; see ErrorMessage
)

// Values returns the values known to this version. The service can return others.
func (WorkspaceDirectoryState) Values() []WorkspaceDirectoryState {
	return []WorkspaceDirectoryState{
		WorkspaceDirectoryStateRegistering,
		WorkspaceDirectoryStateRegistered,
		WorkspaceDirectoryStateDeregistering,
		WorkspaceDirectoryStateDeregistered,
		WorkspaceDirectoryStateError,
	}
}

// WorkspaceDirectoryType is a kind of directory.
type WorkspaceDirectoryType string

// The kinds of directory.
const (
	WorkspaceDirectoryTypeSimpleAd             WorkspaceDirectoryType = "SIMPLE_AD"               // Simple AD or AWS Managed Microsoft AD
	WorkspaceDirectoryTypeAdConnector          WorkspaceDirectoryType = "AD_CONNECTOR"            // a proxy to a domain elsewhere
	WorkspaceDirectoryTypeCustomerManaged      WorkspaceDirectoryType = "CUSTOMER_MANAGED"        // users managed outside AWS
	WorkspaceDirectoryTypeAwsIamIdentityCenter WorkspaceDirectoryType = "AWS_IAM_IDENTITY_CENTER" // users of IAM Identity Center
)

// Values returns the values known to this version. The service can return others.
func (WorkspaceDirectoryType) Values() []WorkspaceDirectoryType {
	return []WorkspaceDirectoryType{
		WorkspaceDirectoryTypeSimpleAd,
		WorkspaceDirectoryTypeAdConnector,
		WorkspaceDirectoryTypeCustomerManaged,
		WorkspaceDirectoryTypeAwsIamIdentityCenter,
	}
}

// Tenancy says whether WorkSpaces share their hardware with other accounts.
type Tenancy string

// The tenancies.
const (
	TenancyDedicated Tenancy = "DEDICATED" // on hardware that only this account uses, as BYOL requires
	TenancyShared    Tenancy = "SHARED"    // on hardware shared with other accounts
)

// Values returns the values known to this version. The service can return others.
func (Tenancy) Values() []Tenancy {
	return []Tenancy{TenancyDedicated, TenancyShared}
}

// UserIdentityType says who manages the users of a directory.
type UserIdentityType string

// The managers of users.
const (
	UserIdentityTypeCustomerManaged      UserIdentityType = "CUSTOMER_MANAGED"        // the customer's own identity provider
	UserIdentityTypeAwsDirectoryService  UserIdentityType = "AWS_DIRECTORY_SERVICE"   // AWS Directory Service
	UserIdentityTypeAwsIamIdentityCenter UserIdentityType = "AWS_IAM_IDENTITY_CENTER" // IAM Identity Center
)

// Values returns the values known to this version. The service can return others.
func (UserIdentityType) Values() []UserIdentityType {
	return []UserIdentityType{
		UserIdentityTypeCustomerManaged,
		UserIdentityTypeAwsDirectoryService,
		UserIdentityTypeAwsIamIdentityCenter,
	}
}

// WorkspaceType says what a directory is for.
type WorkspaceType string

// The workspace types.
const (
	WorkspaceTypePersonal WorkspaceType = "PERSONAL" // for WorkSpaces that each belong to one user
	WorkspaceTypePools    WorkspaceType = "POOLS"    // for pools, whose WorkSpaces are used for one session at a time
)

// Values returns the values known to this version. The service can return others.
func (WorkspaceType) Values() []WorkspaceType {
	return []WorkspaceType{WorkspaceTypePersonal, WorkspaceTypePools}
}

// ReconnectEnum says whether users may do something, such as restart their WorkSpace.
type ReconnectEnum string

// The settings.
const (
	ReconnectEnumEnabled  ReconnectEnum = "ENABLED"  // allowed
	ReconnectEnumDisabled ReconnectEnum = "DISABLED" // not allowed
)

// Values returns the values known to this version. The service can return others.
func (ReconnectEnum) Values() []ReconnectEnum {
	return []ReconnectEnum{ReconnectEnumEnabled, ReconnectEnumDisabled}
}

// SelfservicePermissions say which changes users can make to their own WorkSpaces from their client. In a newly
// registered directory, only RestartWorkspace is enabled.
type SelfservicePermissions struct {
	// RestartWorkspace lets users restart their WorkSpace.
	RestartWorkspace ReconnectEnum

	// IncreaseVolumeSize lets users enlarge the volumes of their WorkSpace.
	IncreaseVolumeSize ReconnectEnum

	// ChangeComputeType lets users choose another compute type, which changes the price of the WorkSpace.
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

// AccessPropertyValue says whether users can connect from a kind of device.
type AccessPropertyValue string

// The settings for a kind of device.
const (
	AccessPropertyValueAllow AccessPropertyValue = "ALLOW" // users can connect from this kind of device
	AccessPropertyValueDeny  AccessPropertyValue = "DENY"  // users can't connect from this kind of device
)

// Values returns the values known to this version. The service can return others.
func (AccessPropertyValue) Values() []AccessPropertyValue {
	return []AccessPropertyValue{AccessPropertyValueAllow, AccessPropertyValueDeny}
}

// AccessEndpointConfig says through which VPC endpoints users reach their WorkSpaces.
type AccessEndpointConfig struct {
	// AccessEndpoints are the VPC endpoints to use.
	//
	// This member is required.
	AccessEndpoints []AccessEndpoint `required:"true"`

	// InternetFallbackProtocols are the protocols that may use the internet if the endpoints do not carry
	// them.
	InternetFallbackProtocols []InternetFallbackProtocol
}

// AccessEndpoint is one VPC endpoint and the traffic that it carries.
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
	AccessEndpointTypeStreamingWsp AccessEndpointType = "STREAMING_WSP" // sessions with the DCV protocol, formerly WSP
)

// Values returns the values known to this version. The service can return others.
func (AccessEndpointType) Values() []AccessEndpointType {
	return []AccessEndpointType{AccessEndpointTypeStreamingWsp}
}

// InternetFallbackProtocol is a protocol that may use the internet although there are VPC endpoints.
type InternetFallbackProtocol string

// The protocols.
const (
	InternetFallbackProtocolPcoip InternetFallbackProtocol = "PCOIP" // PCoIP, which VPC endpoints do not carry
)

// Values returns the values known to this version. The service can return others.
func (InternetFallbackProtocol) Values() []InternetFallbackProtocol {
	return []InternetFallbackProtocol{InternetFallbackProtocolPcoip}
}

// WorkspaceCreationProperties are a directory's defaults for new WorkSpaces.
type WorkspaceCreationProperties struct {
	// EnableInternetAccess gives an Elastic IP address to WorkSpaces that are created or rebuilt from now on.
	// Use it with an internet gateway. With a NAT gateway, leave it off.
	EnableInternetAccess *bool

	// DefaultOu is the organizational unit for the computer accounts. It is a full distinguished name with two
	// or more domain components, such as OU=Desktops,DC=corp,DC=com. The service does not check whether the unit
	// exists.
	DefaultOu *string

	// CustomSecurityGroupId is an additional security group for the WorkSpaces.
	CustomSecurityGroupId *string `len:"11:20" form:"securitygroup"`

	// UserEnabledAsLocalAdministrator makes users administrators of their own WorkSpace.
	UserEnabledAsLocalAdministrator *bool

	// EnableMaintenanceMode lets the service maintain WorkSpaces in regular maintenance windows: weekly for
	// ALWAYS_ON and monthly for AUTO_STOP. It is on by default.
	EnableMaintenanceMode *bool

	// InstanceIamRoleArn is the IAM role that programs on the WorkSpaces can assume.
	InstanceIamRoleArn *string `form:"arn"`
}

// DefaultWorkspaceCreationProperties are a directory's current defaults for new WorkSpaces.
// [WorkspaceCreationProperties] describes each setting.
type DefaultWorkspaceCreationProperties struct {
	// EnableInternetAccess says whether WorkSpaces get an Elastic IP address when created or rebuilt.
	EnableInternetAccess *bool

	// DefaultOu is the organizational unit for the computer accounts.
	DefaultOu *string

	// CustomSecurityGroupId is an additional security group for the WorkSpaces.
	CustomSecurityGroupId *string

	// UserEnabledAsLocalAdministrator says whether users are administrators of their own WorkSpace.
	UserEnabledAsLocalAdministrator *bool

	// EnableMaintenanceMode says whether there are maintenance windows.
	EnableMaintenanceMode *bool

	// InstanceIamRoleArn is the IAM role that programs on the WorkSpaces can assume.
	InstanceIamRoleArn *string
}

// SamlProperties set up sign-in through a SAML 2.0 identity provider.
type SamlProperties struct {
	// Status says whether users sign in through the identity provider.
	Status SamlStatusEnum

	// UserAccessUrl is the address to which clients send users to sign in. 8 to 200 characters, beginning with
	// http:// or https://.
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
	SamlStatusEnumEnabledWithDirectoryLoginFallback SamlStatusEnum = "ENABLED_WITH_DIRECTORY_LOGIN_FALLBACK" // as ENABLED, but clients that do not support SAML can sign in to the directory
)

// Values returns the values known to this version. The service can return others.
func (SamlStatusEnum) Values() []SamlStatusEnum {
	return []SamlStatusEnum{SamlStatusEnumDisabled, SamlStatusEnumEnabled, SamlStatusEnumEnabledWithDirectoryLoginFallback}
}

// DeletableSamlProperty is a SAML setting that can be unset.
type DeletableSamlProperty string

// The settings that can be unset.
const (
	// DeletableSamlPropertySamlPropertiesUserAccessUrl is [SamlProperties].UserAccessUrl.
	DeletableSamlPropertySamlPropertiesUserAccessUrl DeletableSamlProperty = "SAML_PROPERTIES_USER_ACCESS_URL"

	// DeletableSamlPropertySamlPropertiesRelayStateParameterName is [SamlProperties].RelayStateParameterName.
	DeletableSamlPropertySamlPropertiesRelayStateParameterName DeletableSamlProperty = "SAML_PROPERTIES_RELAY_STATE_PARAMETER_NAME"
)

// Values returns the values known to this version. The service can return others.
func (DeletableSamlProperty) Values() []DeletableSamlProperty {
	return []DeletableSamlProperty{
		DeletableSamlPropertySamlPropertiesUserAccessUrl,
		DeletableSamlPropertySamlPropertiesRelayStateParameterName,
	}
}

// CertificateBasedAuthProperties set up certificate-based sign-in to the desktop. Users who signed in through
// SAML then need not enter a password again.
type CertificateBasedAuthProperties struct {
	// Status says whether certificates are used.
	Status CertificateBasedAuthStatusEnum

	// CertificateAuthorityArn is the AWS Private CA certificate authority that issues the certificates. 5 to 200
	// characters.
	CertificateAuthorityArn *string `len:"5:200" form:"certificateauthorityarn"`
}

// CertificateBasedAuthStatusEnum says whether users sign in to desktops with a certificate.
type CertificateBasedAuthStatusEnum string

// The states of certificate-based sign-in.
const (
	CertificateBasedAuthStatusEnumDisabled CertificateBasedAuthStatusEnum = "DISABLED" // by password
	CertificateBasedAuthStatusEnumEnabled  CertificateBasedAuthStatusEnum = "ENABLED"  // by certificate
)

// Values returns the values known to this version. The service can return others.
func (CertificateBasedAuthStatusEnum) Values() []CertificateBasedAuthStatusEnum {
	return []CertificateBasedAuthStatusEnum{CertificateBasedAuthStatusEnumDisabled, CertificateBasedAuthStatusEnumEnabled}
}

// DeletableCertificateBasedAuthProperty is a setting of certificate-based sign-in that can be unset.
type DeletableCertificateBasedAuthProperty string

// The settings that can be unset.
const (
	// DeletableCertificateBasedAuthPropertyCertificateBasedAuthPropertiesCertificateAuthorityArn is
	// [CertificateBasedAuthProperties].CertificateAuthorityArn.
	DeletableCertificateBasedAuthPropertyCertificateBasedAuthPropertiesCertificateAuthorityArn DeletableCertificateBasedAuthProperty = "CERTIFICATE_BASED_AUTH_PROPERTIES_CERTIFICATE_AUTHORITY_ARN"
)

// Values returns the values known to this version. The service can return others.
func (DeletableCertificateBasedAuthProperty) Values() []DeletableCertificateBasedAuthProperty {
	return []DeletableCertificateBasedAuthProperty{
		DeletableCertificateBasedAuthPropertyCertificateBasedAuthPropertiesCertificateAuthorityArn,
	}
}

// EndpointEncryptionMode is the encryption that a directory's endpoints require of clients.
type EndpointEncryptionMode string

// The modes of encryption.
const (
	EndpointEncryptionModeStandardTls   EndpointEncryptionMode = "STANDARD_TLS"   // standard TLS
	EndpointEncryptionModeFipsValidated EndpointEncryptionMode = "FIPS_VALIDATED" // FIPS 140 validated cryptography
)

// Values returns the values known to this version. The service can return others.
func (EndpointEncryptionMode) Values() []EndpointEncryptionMode {
	return []EndpointEncryptionMode{EndpointEncryptionModeStandardTls, EndpointEncryptionModeFipsValidated}
}

// ActiveDirectoryConfig describes the domain that the WorkSpaces of a pool join.
type ActiveDirectoryConfig struct {
	// DomainName is the domain to join, such as corp.example.com.
	//
	// This member is required.
	DomainName *string `required:"true" pattern:"^([a-zA-Z0-9]+[.-])+([a-zA-Z0-9])+$"`

	// ServiceAccountSecretArn is the AWS Secrets Manager secret that holds the credentials of the service account. This
	// account joins the computers to the domain.
	//
	// This member is required.
	ServiceAccountSecretArn *string `required:"true" form:"secretarn"`
}

// MicrosoftEntraConfig describes a Microsoft Entra tenant.
type MicrosoftEntraConfig struct {
	// TenantId identifies the tenant.
	TenantId *string `form:"entratenant"`

	// ApplicationConfigSecretArn is the AWS Secrets Manager secret with the application's credentials.
	ApplicationConfigSecretArn *string `form:"secretarn"`
}

// IDCConfig describes an IAM Identity Center instance.
type IDCConfig struct {
	// InstanceArn identifies the instance.
	InstanceArn *string

	// ApplicationArn identifies the instance's application for WorkSpaces.
	ApplicationArn *string
}

// GlobalAcceleratorForDirectory says whether the sessions of a directory go through AWS Global Accelerator.
type GlobalAcceleratorForDirectory struct {
	// Mode switches AWS Global Accelerator on or off.
	//
	// This member is required.
	Mode AGAModeForDirectoryEnum `required:"true"`

	// PreferredProtocol is the preferred transport to AWS Global Accelerator.
	PreferredProtocol AGAPreferredProtocolForDirectory
}

// AGAModeForDirectoryEnum switches AWS Global Accelerator on or off for a directory.
type AGAModeForDirectoryEnum string

// The modes.
const (
	AGAModeForDirectoryEnumEnabledAuto AGAModeForDirectoryEnum = "ENABLED_AUTO" // on
	AGAModeForDirectoryEnumDisabled    AGAModeForDirectoryEnum = "DISABLED"     // off
)

// Values returns the values known to this version. The service can return others.
func (AGAModeForDirectoryEnum) Values() []AGAModeForDirectoryEnum {
	return []AGAModeForDirectoryEnum{AGAModeForDirectoryEnumEnabledAuto, AGAModeForDirectoryEnumDisabled}
}

// AGAPreferredProtocolForDirectory is the preferred transport to AWS Global Accelerator.
type AGAPreferredProtocolForDirectory string

// The transports.
const (
	AGAPreferredProtocolForDirectoryTcp  AGAPreferredProtocolForDirectory = "TCP"  // over TCP
	AGAPreferredProtocolForDirectoryNone AGAPreferredProtocolForDirectory = "NONE" // no preference
)

// Values returns the values known to this version. The service can return others.
func (AGAPreferredProtocolForDirectory) Values() []AGAPreferredProtocolForDirectory {
	return []AGAPreferredProtocolForDirectory{AGAPreferredProtocolForDirectoryTcp, AGAPreferredProtocolForDirectoryNone}
}

// DescribeWorkspaceDirectoriesFilter selects the directories in which an attribute has one of the given values.
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

// Values returns the values known to this version. The service can return others.
func (DescribeWorkspaceDirectoriesFilterName) Values() []DescribeWorkspaceDirectoriesFilterName {
	return []DescribeWorkspaceDirectoriesFilterName{
		DescribeWorkspaceDirectoriesFilterNameUserIdentityType,
		DescribeWorkspaceDirectoriesFilterNameWorkspaceType,
	}
}
