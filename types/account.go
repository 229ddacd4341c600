package types

import "time"

// AccountModification is a finished or ongoing change to an account's BYOL support (bring your own license).
type AccountModification struct {
	// ModificationState is the state of the change.
	ModificationState DedicatedTenancyModificationStateEnum

	// DedicatedTenancySupport is ENABLED if the change enables BYOL.
	DedicatedTenancySupport DedicatedTenancySupportResultEnum

	// DedicatedTenancyManagementCidrRange is the CIDR range that the change sets for the management network:
	// an IPv4 block of size /16.
	DedicatedTenancyManagementCidrRange *string

	// StartTime is when the change began.
	StartTime *time.Time

	// ErrorCode is the code for the reason why the change failed.
	ErrorCode *string

	// ErrorMessage describes the reason why the change failed.
	ErrorMessage *string
}

// DedicatedTenancyModificationStateEnum is the state of a change to an account's BYOL support.
type DedicatedTenancyModificationStateEnum string

// The states of a change.
const (
	DedicatedTenancyModificationStateEnumPending   DedicatedTenancyModificationStateEnum = "PENDING"   // in progress
	DedicatedTenancyModificationStateEnumCompleted DedicatedTenancyModificationStateEnum = "COMPLETED" // done
	DedicatedTenancyModificationStateEnumFailed    DedicatedTenancyModificationStateEnum = "FAILED"    // failed; see ErrorMessage
)

// Values returns the values known to this version. The service can return others.
func (DedicatedTenancyModificationStateEnum) Values() []DedicatedTenancyModificationStateEnum {
	return []DedicatedTenancyModificationStateEnum{
		DedicatedTenancyModificationStateEnumPending,
		DedicatedTenancyModificationStateEnumCompleted,
		DedicatedTenancyModificationStateEnumFailed,
	}
}

// DedicatedTenancySupportEnum is a requested BYOL setting of an account. BYOL cannot be switched off.
type DedicatedTenancySupportEnum string

// The settings that can be requested.
const (
	DedicatedTenancySupportEnumEnabled DedicatedTenancySupportEnum = "ENABLED" // switch BYOL on
)

// Values returns the values known to this version. The service can return others.
func (DedicatedTenancySupportEnum) Values() []DedicatedTenancySupportEnum {
	return []DedicatedTenancySupportEnum{DedicatedTenancySupportEnumEnabled}
}

// DedicatedTenancySupportResultEnum says whether an account can bring its own licenses (BYOL).
type DedicatedTenancySupportResultEnum string

// The states of BYOL.
const (
	DedicatedTenancySupportResultEnumEnabled  DedicatedTenancySupportResultEnum = "ENABLED"  // BYOL is on
	DedicatedTenancySupportResultEnumDisabled DedicatedTenancySupportResultEnum = "DISABLED" // BYOL is off
)

// Values returns the values known to this version. The service can return others.
func (DedicatedTenancySupportResultEnum) Values() []DedicatedTenancySupportResultEnum {
	return []DedicatedTenancySupportResultEnum{DedicatedTenancySupportResultEnumEnabled, DedicatedTenancySupportResultEnumDisabled}
}

// DedicatedTenancyAccountType is the role of an account in a BYOL account link.
type DedicatedTenancyAccountType string

// The roles of an account.
const (
	DedicatedTenancyAccountTypeSourceAccount DedicatedTenancyAccountType = "SOURCE_ACCOUNT" // has BYOL, and invites others
	DedicatedTenancyAccountTypeTargetAccount DedicatedTenancyAccountType = "TARGET_ACCOUNT" // was invited by the source
)

// Values returns the values known to this version. The service can return others.
func (DedicatedTenancyAccountType) Values() []DedicatedTenancyAccountType {
	return []DedicatedTenancyAccountType{DedicatedTenancyAccountTypeSourceAccount, DedicatedTenancyAccountTypeTargetAccount}
}
