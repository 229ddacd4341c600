package types

import "time"

// AccountModification is a change of an account's set-up for licences brought along (BYOL), past or under
// way.
type AccountModification struct {
	// ModificationState is where the change stands.
	ModificationState DedicatedTenancyModificationStateEnum

	// DedicatedTenancySupport is what the change makes of BYOL.
	DedicatedTenancySupport DedicatedTenancySupportResultEnum

	// DedicatedTenancyManagementCidrRange is the range of the management network that the change sets, an
	// IPv4 block of size /16.
	DedicatedTenancyManagementCidrRange *string

	// StartTime is when the change began.
	StartTime *time.Time

	// ErrorCode says why the change failed, for programs.
	ErrorCode *string

	// ErrorMessage says why the change failed, for people.
	ErrorMessage *string
}

// DedicatedTenancyModificationStateEnum is where a change of an account stands.
type DedicatedTenancyModificationStateEnum string

// The states of a change.
const (
	DedicatedTenancyModificationStateEnumPending   DedicatedTenancyModificationStateEnum = "PENDING"   // under way
	DedicatedTenancyModificationStateEnumCompleted DedicatedTenancyModificationStateEnum = "COMPLETED" // done
	DedicatedTenancyModificationStateEnumFailed    DedicatedTenancyModificationStateEnum = "FAILED"    // failed; ErrorMessage says why
)

// Values lists the values known to this version; the service can answer with others.
func (DedicatedTenancyModificationStateEnum) Values() []DedicatedTenancyModificationStateEnum {
	return []DedicatedTenancyModificationStateEnum{
		DedicatedTenancyModificationStateEnumPending,
		DedicatedTenancyModificationStateEnumCompleted,
		DedicatedTenancyModificationStateEnumFailed,
	}
}

// DedicatedTenancySupportEnum is what can be asked of BYOL for an account: it can't be switched off.
type DedicatedTenancySupportEnum string

// What can be asked.
const (
	DedicatedTenancySupportEnumEnabled DedicatedTenancySupportEnum = "ENABLED" // switch BYOL on
)

// Values lists the values known to this version; the service can answer with others.
func (DedicatedTenancySupportEnum) Values() []DedicatedTenancySupportEnum {
	return []DedicatedTenancySupportEnum{DedicatedTenancySupportEnumEnabled}
}

// DedicatedTenancySupportResultEnum says whether an account can bring its own licences.
type DedicatedTenancySupportResultEnum string

// Whether it can.
const (
	DedicatedTenancySupportResultEnumEnabled  DedicatedTenancySupportResultEnum = "ENABLED"  // BYOL is on
	DedicatedTenancySupportResultEnumDisabled DedicatedTenancySupportResultEnum = "DISABLED" // BYOL is off
)

// Values lists the values known to this version; the service can answer with others.
func (DedicatedTenancySupportResultEnum) Values() []DedicatedTenancySupportResultEnum {
	return []DedicatedTenancySupportResultEnum{DedicatedTenancySupportResultEnumEnabled, DedicatedTenancySupportResultEnumDisabled}
}

// DedicatedTenancyAccountType is the part that an account plays among those linked for BYOL.
type DedicatedTenancyAccountType string

// The parts.
const (
	DedicatedTenancyAccountTypeSourceAccount DedicatedTenancyAccountType = "SOURCE_ACCOUNT" // has BYOL, and invites others
	DedicatedTenancyAccountTypeTargetAccount DedicatedTenancyAccountType = "TARGET_ACCOUNT" // was invited by the source
)

// Values lists the values known to this version; the service can answer with others.
func (DedicatedTenancyAccountType) Values() []DedicatedTenancyAccountType {
	return []DedicatedTenancyAccountType{DedicatedTenancyAccountTypeSourceAccount, DedicatedTenancyAccountTypeTargetAccount}
}
