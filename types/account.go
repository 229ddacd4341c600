package types

import "time"

// AccountModification is a change of an account's support for its own licences (BYOL), finished
// or under way.
type AccountModification struct {
	// ModificationState is the state of the change.
	ModificationState DedicatedTenancyModificationStateEnum

	// DedicatedTenancySupport is ENABLED if the change enables BYOL.
	DedicatedTenancySupport DedicatedTenancySupportResultEnum

	// DedicatedTenancyManagementCidrRange is the range of the management network that the change sets, an
	// IPv4 block of size /16.
	DedicatedTenancyManagementCidrRange *string

	// StartTime is when the change began.
	StartTime *time.Time

	// ErrorCode is the reason why the change failed, for programs.
	ErrorCode *string

	// ErrorMessage is the reason why the change failed, for people.
	ErrorMessage *string
}

// DedicatedTenancyModificationStateEnum is the state of a change of an account.
type DedicatedTenancyModificationStateEnum string

// The states of a change.
const (
	DedicatedTenancyModificationStateEnumPending   DedicatedTenancyModificationStateEnum = "PENDING"   // under way
	DedicatedTenancyModificationStateEnumCompleted DedicatedTenancyModificationStateEnum = "COMPLETED" // done
	DedicatedTenancyModificationStateEnumFailed    DedicatedTenancyModificationStateEnum = "FAILED"    // failed; see ErrorMessage
)

// Values lists the values known to this version; the service can answer with others.
func (DedicatedTenancyModificationStateEnum) Values() []DedicatedTenancyModificationStateEnum {
	return []DedicatedTenancyModificationStateEnum{
		DedicatedTenancyModificationStateEnumPending,
		DedicatedTenancyModificationStateEnumCompleted,
		DedicatedTenancyModificationStateEnumFailed,
	}
}

// DedicatedTenancySupportEnum is a request to change BYOL for an account. BYOL cannot be switched off.
type DedicatedTenancySupportEnum string

// The requests.
const (
	DedicatedTenancySupportEnumEnabled DedicatedTenancySupportEnum = "ENABLED" // switch BYOL on
)

// Values lists the values known to this version; the service can answer with others.
func (DedicatedTenancySupportEnum) Values() []DedicatedTenancySupportEnum {
	return []DedicatedTenancySupportEnum{DedicatedTenancySupportEnumEnabled}
}

// DedicatedTenancySupportResultEnum says whether an account can bring its own licences.
type DedicatedTenancySupportResultEnum string

// The states of BYOL.
const (
	DedicatedTenancySupportResultEnumEnabled  DedicatedTenancySupportResultEnum = "ENABLED"  // BYOL is on
	DedicatedTenancySupportResultEnumDisabled DedicatedTenancySupportResultEnum = "DISABLED" // BYOL is off
)

// Values lists the values known to this version; the service can answer with others.
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

// Values lists the values known to this version; the service can answer with others.
func (DedicatedTenancyAccountType) Values() []DedicatedTenancyAccountType {
	return []DedicatedTenancyAccountType{DedicatedTenancyAccountTypeSourceAccount, DedicatedTenancyAccountTypeTargetAccount}
}
