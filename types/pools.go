package types

import "time"

// WorkspacesPool is a pool: a set of non-persistent WorkSpaces that are made from one bundle. Users of one
// directory use them for the length of a session.
type WorkspacesPool struct {
	// PoolId identifies the pool: "wspool-" and nine characters.
	//
	// This member is required.
	PoolId *string

	// PoolArn is the ARN of the pool, for policies.
	//
	// This member is required.
	PoolArn *string

	// PoolName is the name given at creation. It cannot be changed.
	//
	// This member is required.
	PoolName *string

	// Description is free text about the pool.
	Description *string

	// State is the state of the pool. A pool can show a state briefly in the middle of a change. Before a program relies
	// on a state, it should see the state in two reads in a row.
	//
	// This member is required.
	State WorkspacesPoolState

	// Errors are the problems found while the pool was set up or running. State does not show failures, so look
	// at Errors if a pool does not start.
	Errors []WorkspacesPoolError

	// RunningMode says whether instances without a user keep running.
	//
	// This member is required.
	RunningMode PoolsRunningMode

	// CapacityStatus counts the sessions that the pool can hold and the sessions in use.
	//
	// This member is required.
	CapacityStatus *CapacityStatus

	// BundleId identifies the bundle from which the instances are made.
	//
	// This member is required.
	BundleId *string

	// DirectoryId identifies the directory whose users may open sessions.
	//
	// This member is required.
	DirectoryId *string

	// TimeoutSettings define when a session ends automatically.
	TimeoutSettings *TimeoutSettings

	// ApplicationSettings define whether users keep their application settings, and where these are stored.
	ApplicationSettings *ApplicationSettingsResponse

	// CreatedAt is when the pool was created.
	//
	// This member is required.
	CreatedAt *time.Time
}

// WorkspacesPoolState is the state of a whole pool.
type WorkspacesPoolState string

// The states of a pool.
const (
	WorkspacesPoolStateCreating WorkspacesPoolState = "CREATING" // being set up for the first time
	WorkspacesPoolStateDeleting WorkspacesPoolState = "DELETING" // being removed; afterwards it is not found
	WorkspacesPoolStateRunning  WorkspacesPoolState = "RUNNING"  // users can open sessions
	WorkspacesPoolStateStarting WorkspacesPoolState = "STARTING" // on the way to RUNNING
	WorkspacesPoolStateStopped  WorkspacesPoolState = "STOPPED"  // no sessions; the running mode can be changed
	WorkspacesPoolStateStopping WorkspacesPoolState = "STOPPING" // on the way to STOPPED, or to removal
	WorkspacesPoolStateUpdating WorkspacesPoolState = "UPDATING" // applying changed settings
)

// Values returns the values known to this version. The service can return others.
func (WorkspacesPoolState) Values() []WorkspacesPoolState {
	return []WorkspacesPoolState{
		WorkspacesPoolStateCreating,
		WorkspacesPoolStateDeleting,
		WorkspacesPoolStateRunning,
		WorkspacesPoolStateStarting,
		WorkspacesPoolStateStopped,
		WorkspacesPoolStateStopping,
		WorkspacesPoolStateUpdating,
	}
}

// PoolsRunningMode says whether the instances of a pool keep running while nobody uses them.
type PoolsRunningMode string

// The running modes of a pool.
const (
	PoolsRunningModeAutoStop PoolsRunningMode = "AUTO_STOP" // idle instances are stopped: cheaper, but a session takes 1 to 2 minutes to open
	PoolsRunningModeAlwaysOn PoolsRunningMode = "ALWAYS_ON" // idle instances run and are billed: sessions open at once
)

// Values returns the values known to this version. The service can return others.
func (PoolsRunningMode) Values() []PoolsRunningMode {
	return []PoolsRunningMode{
		PoolsRunningModeAutoStop,
		PoolsRunningModeAlwaysOn,
	}
}

// Capacity is the requested size of a pool, set when a pool is created or updated. [CapacityStatus] reports the
// actual size.
type Capacity struct {
	// DesiredUserSessions is how many sessions the pool should be able to hold at once, 0 or more.
	//
	// This member is required.
	DesiredUserSessions *int32 `required:"true" range:"0:"`
}

// CapacityStatus counts the user sessions of a pool. A slot is the capacity for one session. ActualUserSessions is the
// sum of AvailableUserSessions and ActiveUserSessions. It moves towards DesiredUserSessions.
type CapacityStatus struct {
	// DesiredUserSessions is the requested number of slots: available, in use and still pending.
	//
	// This member is required.
	DesiredUserSessions *int32

	// ActualUserSessions is the number of slots that are ready, with or without a user.
	//
	// This member is required.
	ActualUserSessions *int32

	// ActiveUserSessions is the number of slots in use.
	//
	// This member is required.
	ActiveUserSessions *int32

	// AvailableUserSessions is the number of free slots. 0 means that the pool is full.
	//
	// This member is required.
	AvailableUserSessions *int32
}

// TimeoutSettings define when the sessions of a pool end automatically. All times are in seconds.
type TimeoutSettings struct {
	// DisconnectTimeoutInSeconds is how long a session waits for a user whose connection was closed or lost. A user who
	// returns later gets a new session. The range is 60 to 36000 seconds (1 minute to 10 hours).
	DisconnectTimeoutInSeconds *int32 `range:"60:36000"`

	// IdleDisconnectTimeoutInSeconds is how long a user may be idle before the connection is closed. The range is 0 to
	// 36000 seconds (10 hours).
	IdleDisconnectTimeoutInSeconds *int32 `range:"0:36000"`

	// MaxUserDurationInSeconds is the maximum length of a session, whether or not it is in use. Users are warned 5
	// minutes before the end. At the end the instance is discarded with all unsaved work. The range is 600 to 432000
	// seconds (10 minutes to 5 days).
	MaxUserDurationInSeconds *int32 `range:"600:432000"`
}

// ApplicationSettingsRequest configures whether a pool keeps the application settings of its users from one
// session to the next.
type ApplicationSettingsRequest struct {
	// Status says whether to keep the settings.
	//
	// This member is required.
	Status ApplicationSettingsStatusEnum `required:"true"`

	// SettingsGroup is the prefix of the stored settings in the S3 bucket. Pools with the same group share
	// the settings of a user. 1 to 100 letters, digits and _ . / ( ) ! * ' -
	SettingsGroup *string `len:":100" pattern:"^[A-Za-z0-9_./()!*'-]+$"`
}

// ApplicationSettingsResponse reports whether a pool keeps the application settings of its users, and in which
// bucket.
type ApplicationSettingsResponse struct {
	// Status says whether settings are kept.
	//
	// This member is required.
	Status ApplicationSettingsStatusEnum

	// SettingsGroup is the prefix of the stored settings in the bucket; pools may share it.
	SettingsGroup *string

	// S3BucketName is the bucket that holds the settings. There is one bucket for each account and Region. The service
	// creates the bucket when it stores settings for the first time.
	S3BucketName *string
}

// ApplicationSettingsStatusEnum says whether application settings are kept after a session.
type ApplicationSettingsStatusEnum string

// The states of persistent application settings.
const (
	ApplicationSettingsStatusEnumDisabled ApplicationSettingsStatusEnum = "DISABLED" // every session starts with the defaults of the bundle
	ApplicationSettingsStatusEnumEnabled  ApplicationSettingsStatusEnum = "ENABLED"  // a session starts with the settings of the previous one
)

// Values returns the values known to this version. The service can return others.
func (ApplicationSettingsStatusEnum) Values() []ApplicationSettingsStatusEnum {
	return []ApplicationSettingsStatusEnum{
		ApplicationSettingsStatusEnumDisabled,
		ApplicationSettingsStatusEnumEnabled,
	}
}

// DescribeWorkspacesPoolsFilter is one condition on the pools to list, such as a name that contains "eu-".
type DescribeWorkspacesPoolsFilter struct {
	// Name is the property to compare. PoolName is the only property.
	//
	// This member is required.
	Name DescribeWorkspacesPoolsFilterName `required:"true"`

	// Operator is how the property is compared with Values.
	//
	// This member is required.
	Operator DescribeWorkspacesPoolsFilterOperator `required:"true"`

	// Values are the values to compare the property with, 1 to 25. Each has 2 to 128 letters, digits and _ . -,
	// and starts with a letter or digit.
	//
	// This member is required.
	Values []string `required:"true" items:"1:25" len:"1:128" pattern:"^[A-Za-z0-9][A-Za-z0-9_.-]+$"`
}

// DescribeWorkspacesPoolsFilterName is a property that pools can be filtered by.
type DescribeWorkspacesPoolsFilterName string

// The properties that pools can be filtered by.
const (
	DescribeWorkspacesPoolsFilterNamePoolname DescribeWorkspacesPoolsFilterName = "PoolName" // PoolName of WorkspacesPool
)

// Values returns the values known to this version. The service can return others.
func (DescribeWorkspacesPoolsFilterName) Values() []DescribeWorkspacesPoolsFilterName {
	return []DescribeWorkspacesPoolsFilterName{
		DescribeWorkspacesPoolsFilterNamePoolname,
	}
}

// DescribeWorkspacesPoolsFilterOperator is how a filter compares a property with a value.
type DescribeWorkspacesPoolsFilterOperator string

// The comparisons of a filter.
const (
	DescribeWorkspacesPoolsFilterOperatorEquals      DescribeWorkspacesPoolsFilterOperator = "EQUALS"      // the whole property is the value
	DescribeWorkspacesPoolsFilterOperatorNotequals   DescribeWorkspacesPoolsFilterOperator = "NOTEQUALS"   // the property is different from the value
	DescribeWorkspacesPoolsFilterOperatorContains    DescribeWorkspacesPoolsFilterOperator = "CONTAINS"    // the value is a part of the property
	DescribeWorkspacesPoolsFilterOperatorNotcontains DescribeWorkspacesPoolsFilterOperator = "NOTCONTAINS" // the value is not part of the property
)

// Values returns the values known to this version. The service can return others.
func (DescribeWorkspacesPoolsFilterOperator) Values() []DescribeWorkspacesPoolsFilterOperator {
	return []DescribeWorkspacesPoolsFilterOperator{
		DescribeWorkspacesPoolsFilterOperatorEquals,
		DescribeWorkspacesPoolsFilterOperatorNotequals,
		DescribeWorkspacesPoolsFilterOperatorContains,
		DescribeWorkspacesPoolsFilterOperatorNotcontains,
	}
}

// WorkspacesPoolSession is a session: one user on one instance of a pool.
type WorkspacesPoolSession struct {
	// SessionId identifies the session: a UUID. TerminateWorkspacesPoolSession needs it.
	//
	// This member is required.
	SessionId *string

	// PoolId identifies the pool that the instance belongs to.
	//
	// This member is required.
	PoolId *string

	// UserId is the user of the session.
	//
	// This member is required.
	UserId *string

	// ConnectionState says whether the user is connected. After a disconnection, the session lasts for the
	// DisconnectTimeoutInSeconds of the pool.
	ConnectionState SessionConnectionState

	// AuthenticationType is how the user was authenticated.
	AuthenticationType AuthenticationType

	// InstanceId identifies the EC2 instance of the session: "i-" and 8 or 17 hexadecimal digits.
	InstanceId *string

	// NetworkAccessConfiguration is the network interface of the instance, as it appears in flow logs.
	NetworkAccessConfiguration *NetworkAccessConfiguration

	// StartTime is when the session was opened.
	StartTime *time.Time

	// ExpirationTime is when the session ends.
	ExpirationTime *time.Time
}

// SessionConnectionState says whether the user of a session is connected.
type SessionConnectionState string

// The connection states of a session.
const (
	SessionConnectionStateConnected    SessionConnectionState = "CONNECTED"     // the user is streaming
	SessionConnectionStateNotConnected SessionConnectionState = "NOT_CONNECTED" // the session waits for its user
)

// Values returns the values known to this version. The service can return others.
func (SessionConnectionState) Values() []SessionConnectionState {
	return []SessionConnectionState{
		SessionConnectionStateConnected,
		SessionConnectionStateNotConnected,
	}
}

// AuthenticationType is how the user of a session was authenticated.
type AuthenticationType string

// The ways in which users are authenticated.
const (
	AuthenticationTypeSaml AuthenticationType = "SAML" // by a SAML 2.0 identity provider
)

// Values returns the values known to this version. The service can return others.
func (AuthenticationType) Values() []AuthenticationType {
	return []AuthenticationType{
		AuthenticationTypeSaml,
	}
}

// NetworkAccessConfiguration is the network interface through which an instance of a pool reaches your VPC.
type NetworkAccessConfiguration struct {
	// EniId identifies the interface: "eni-" and hexadecimal digits.
	EniId *string

	// EniPrivateIpAddress is the private address of the interface.
	EniPrivateIpAddress *string
}

// WorkspacesPoolError is one problem of a pool.
type WorkspacesPoolError struct {
	// ErrorCode is the kind of problem, for programs.
	ErrorCode WorkspacesPoolErrorCode

	// ErrorMessage describes the problem for people.
	ErrorMessage *string
}

// WorkspacesPoolErrorCode is a kind of problem with setting up or running a pool. Most codes name something in
// the account (a role, a subnet, a secret) that must be corrected before the pool can work. Many codes of a
// failed domain join contain the name of the Windows error.
type WorkspacesPoolErrorCode string

// The problems of a pool.
const (
	// The service role, an IAM role that the service assumes in the account, does not exist.
	WorkspacesPoolErrorCodeIamServiceRoleIsMissing WorkspacesPoolErrorCode = "IAM_SERVICE_ROLE_IS_MISSING"

	// The service role may not list network interfaces (ec2:DescribeNetworkInterfaces).
	WorkspacesPoolErrorCodeIamServiceRoleMissingEniDescribeAction WorkspacesPoolErrorCode = "IAM_SERVICE_ROLE_MISSING_ENI_DESCRIBE_ACTION"

	// The service role may not create network interfaces (ec2:CreateNetworkInterface).
	WorkspacesPoolErrorCodeIamServiceRoleMissingEniCreateAction WorkspacesPoolErrorCode = "IAM_SERVICE_ROLE_MISSING_ENI_CREATE_ACTION"

	// The service role may not delete network interfaces (ec2:DeleteNetworkInterface).
	WorkspacesPoolErrorCodeIamServiceRoleMissingEniDeleteAction WorkspacesPoolErrorCode = "IAM_SERVICE_ROLE_MISSING_ENI_DELETE_ACTION"

	// The account has used up its quota of network interfaces.
	WorkspacesPoolErrorCodeNetworkInterfaceLimitExceeded WorkspacesPoolErrorCode = "NETWORK_INTERFACE_LIMIT_EXCEEDED"

	// The service itself failed; the account is not the cause.
	WorkspacesPoolErrorCodeInternalServiceError WorkspacesPoolErrorCode = "INTERNAL_SERVICE_ERROR"

	// The IAM role that the instances should assume does not exist.
	WorkspacesPoolErrorCodeMachineRoleIsMissing WorkspacesPoolErrorCode = "MACHINE_ROLE_IS_MISSING"

	// AWS STS is switched off for the account in this Region, so that no role can be assumed.
	WorkspacesPoolErrorCodeStsDisabledInRegion WorkspacesPoolErrorCode = "STS_DISABLED_IN_REGION"

	// A subnet has no free addresses left for more instances.
	WorkspacesPoolErrorCodeSubnetHasInsufficientIpAddresses WorkspacesPoolErrorCode = "SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES"

	// The service role may not look up subnets (ec2:DescribeSubnets).
	WorkspacesPoolErrorCodeIamServiceRoleMissingDescribeSubnetAction WorkspacesPoolErrorCode = "IAM_SERVICE_ROLE_MISSING_DESCRIBE_SUBNET_ACTION"

	// A subnet of the directory does not exist any more.
	WorkspacesPoolErrorCodeSubnetNotFound WorkspacesPoolErrorCode = "SUBNET_NOT_FOUND"

	// The image of the bundle does not exist any more.
	WorkspacesPoolErrorCodeImageNotFound WorkspacesPoolErrorCode = "IMAGE_NOT_FOUND"

	// The subnets exist, but the pool cannot use them as they are configured.
	WorkspacesPoolErrorCodeInvalidSubnetConfiguration WorkspacesPoolErrorCode = "INVALID_SUBNET_CONFIGURATION"

	// A security group of the directory does not exist any more.
	WorkspacesPoolErrorCodeSecurityGroupsNotFound WorkspacesPoolErrorCode = "SECURITY_GROUPS_NOT_FOUND"

	// Internet access was requested in a VPC without an internet gateway.
	WorkspacesPoolErrorCodeIgwNotAttached WorkspacesPoolErrorCode = "IGW_NOT_ATTACHED"

	// The service role may not look up security groups (ec2:DescribeSecurityGroups).
	WorkspacesPoolErrorCodeIamServiceRoleMissingDescribeSecurityGroupsAction WorkspacesPoolErrorCode = "IAM_SERVICE_ROLE_MISSING_DESCRIBE_SECURITY_GROUPS_ACTION"

	// The pool was stopped.
	WorkspacesPoolErrorCodeWorkspacesPoolStopped WorkspacesPoolErrorCode = "WORKSPACES_POOL_STOPPED"

	// An instance could not be provisioned.
	WorkspacesPoolErrorCodeWorkspacesPoolInstanceProvisioningFailure WorkspacesPoolErrorCode = "WORKSPACES_POOL_INSTANCE_PROVISIONING_FAILURE"

	// Domain join: something named in the directory configuration, such as the organizational unit, was not found.
	WorkspacesPoolErrorCodeDomainJoinErrorFileNotFound WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_FILE_NOT_FOUND"

	// Domain join: the service account lacks rights in the domain.
	WorkspacesPoolErrorCodeDomainJoinErrorAccessDenied WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_ACCESS_DENIED"

	// Domain join: the name or the password of the service account is wrong.
	WorkspacesPoolErrorCodeDomainJoinErrorLogonFailure WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_LOGON_FAILURE"

	// Domain join: Windows rejected a parameter of the join.
	WorkspacesPoolErrorCodeDomainJoinErrorInvalidParameter WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_INVALID_PARAMETER"

	// Domain join: Windows had more data to return than the buffer could hold.
	WorkspacesPoolErrorCodeDomainJoinErrorMoreData WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_MORE_DATA"

	// Domain join: the domain is unknown or cannot be reached from the subnets.
	WorkspacesPoolErrorCodeDomainJoinErrorNoSuchDomain WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_NO_SUCH_DOMAIN"

	// Domain join: Windows does not support the request.
	WorkspacesPoolErrorCodeDomainJoinErrorNotSupported WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_NOT_SUPPORTED"

	// Domain join: the domain or workgroup name is malformed.
	WorkspacesPoolErrorCodeDomainJoinNerrInvalidWorkgroupName WorkspacesPoolErrorCode = "DOMAIN_JOIN_NERR_INVALID_WORKGROUP_NAME"

	// Domain join: the Workstation service of Windows was not running on the instance.
	WorkspacesPoolErrorCodeDomainJoinNerrWorkstationNotStarted WorkspacesPoolErrorCode = "DOMAIN_JOIN_NERR_WORKSTATION_NOT_STARTED"

	// Domain join: the service account has added the maximum number of computers that the domain allows.
	WorkspacesPoolErrorCodeDomainJoinErrorDsMachineAccountQuotaExceeded WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_DS_MACHINE_ACCOUNT_QUOTA_EXCEEDED"

	// Domain join: the password of the service account has expired.
	WorkspacesPoolErrorCodeDomainJoinNerrPasswordExpired WorkspacesPoolErrorCode = "DOMAIN_JOIN_NERR_PASSWORD_EXPIRED"

	// Domain join: the service itself failed.
	WorkspacesPoolErrorCodeDomainJoinInternalServiceError WorkspacesPoolErrorCode = "DOMAIN_JOIN_INTERNAL_SERVICE_ERROR"

	// Domain join: the service may not read the secret that holds the service account's credentials.
	WorkspacesPoolErrorCodeDomainJoinErrorSecretActionPermissionIsMissing WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_SECRET_ACTION_PERMISSION_IS_MISSING"

	// Domain join: the secret could not be decrypted; check the policy of its KMS key.
	WorkspacesPoolErrorCodeDomainJoinErrorSecretDecryptionFailure WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_SECRET_DECRYPTION_FAILURE"

	// Domain join: the secret cannot be read in its current state, for instance because it is scheduled for
	// deletion.
	WorkspacesPoolErrorCodeDomainJoinErrorSecretStateInvalid WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_SECRET_STATE_INVALID"

	// Domain join: the secret does not exist.
	WorkspacesPoolErrorCodeDomainJoinErrorSecretNotFound WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_SECRET_NOT_FOUND"

	// Domain join: the secret lacks a key that the service looks for.
	WorkspacesPoolErrorCodeDomainJoinErrorSecretValueKeyNotFound WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_SECRET_VALUE_KEY_NOT_FOUND"

	// Domain join: the content of the secret cannot be used.
	WorkspacesPoolErrorCodeDomainJoinErrorSecretInvalid WorkspacesPoolErrorCode = "DOMAIN_JOIN_ERROR_SECRET_INVALID"

	// The bundle of the pool does not exist any more.
	WorkspacesPoolErrorCodeBundleNotFound WorkspacesPoolErrorCode = "BUNDLE_NOT_FOUND"

	// The directory of the pool does not exist any more.
	WorkspacesPoolErrorCodeDirectoryNotFound WorkspacesPoolErrorCode = "DIRECTORY_NOT_FOUND"

	// The service lacks permissions that it needs in the account to run the pool.
	WorkspacesPoolErrorCodeInsufficientPermissionsError WorkspacesPoolErrorCode = "INSUFFICIENT_PERMISSIONS_ERROR"

	// The directory has no default organizational unit for the computers of the pool.
	WorkspacesPoolErrorCodeDefaultOuIsMissing WorkspacesPoolErrorCode = "DEFAULT_OU_IS_MISSING"
)

// Values returns the values known to this version. The service can return others.
func (WorkspacesPoolErrorCode) Values() []WorkspacesPoolErrorCode {
	return []WorkspacesPoolErrorCode{
		WorkspacesPoolErrorCodeIamServiceRoleIsMissing,
		WorkspacesPoolErrorCodeIamServiceRoleMissingEniDescribeAction,
		WorkspacesPoolErrorCodeIamServiceRoleMissingEniCreateAction,
		WorkspacesPoolErrorCodeIamServiceRoleMissingEniDeleteAction,
		WorkspacesPoolErrorCodeNetworkInterfaceLimitExceeded,
		WorkspacesPoolErrorCodeInternalServiceError,
		WorkspacesPoolErrorCodeMachineRoleIsMissing,
		WorkspacesPoolErrorCodeStsDisabledInRegion,
		WorkspacesPoolErrorCodeSubnetHasInsufficientIpAddresses,
		WorkspacesPoolErrorCodeIamServiceRoleMissingDescribeSubnetAction,
		WorkspacesPoolErrorCodeSubnetNotFound,
		WorkspacesPoolErrorCodeImageNotFound,
		WorkspacesPoolErrorCodeInvalidSubnetConfiguration,
		WorkspacesPoolErrorCodeSecurityGroupsNotFound,
		WorkspacesPoolErrorCodeIgwNotAttached,
		WorkspacesPoolErrorCodeIamServiceRoleMissingDescribeSecurityGroupsAction,
		WorkspacesPoolErrorCodeWorkspacesPoolStopped,
		WorkspacesPoolErrorCodeWorkspacesPoolInstanceProvisioningFailure,
		WorkspacesPoolErrorCodeDomainJoinErrorFileNotFound,
		WorkspacesPoolErrorCodeDomainJoinErrorAccessDenied,
		WorkspacesPoolErrorCodeDomainJoinErrorLogonFailure,
		WorkspacesPoolErrorCodeDomainJoinErrorInvalidParameter,
		WorkspacesPoolErrorCodeDomainJoinErrorMoreData,
		WorkspacesPoolErrorCodeDomainJoinErrorNoSuchDomain,
		WorkspacesPoolErrorCodeDomainJoinErrorNotSupported,
		WorkspacesPoolErrorCodeDomainJoinNerrInvalidWorkgroupName,
		WorkspacesPoolErrorCodeDomainJoinNerrWorkstationNotStarted,
		WorkspacesPoolErrorCodeDomainJoinErrorDsMachineAccountQuotaExceeded,
		WorkspacesPoolErrorCodeDomainJoinNerrPasswordExpired,
		WorkspacesPoolErrorCodeDomainJoinInternalServiceError,
		WorkspacesPoolErrorCodeDomainJoinErrorSecretActionPermissionIsMissing,
		WorkspacesPoolErrorCodeDomainJoinErrorSecretDecryptionFailure,
		WorkspacesPoolErrorCodeDomainJoinErrorSecretStateInvalid,
		WorkspacesPoolErrorCodeDomainJoinErrorSecretNotFound,
		WorkspacesPoolErrorCodeDomainJoinErrorSecretValueKeyNotFound,
		WorkspacesPoolErrorCodeDomainJoinErrorSecretInvalid,
		WorkspacesPoolErrorCodeBundleNotFound,
		WorkspacesPoolErrorCodeDirectoryNotFound,
		WorkspacesPoolErrorCodeInsufficientPermissionsError,
		WorkspacesPoolErrorCodeDefaultOuIsMissing,
	}
}
