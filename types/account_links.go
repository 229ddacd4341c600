package types

// AccountLink links two AWS accounts, so that the target account can use the licenses of the source account
// (BYOL).
type AccountLink struct {
	// AccountLinkId identifies the link; it begins with link-.
	AccountLinkId *string

	// AccountLinkStatus is the state of the link.
	AccountLinkStatus AccountLinkStatusEnum

	// SourceAccountId is the account that sent the invitation, 12 digits.
	SourceAccountId *string

	// TargetAccountId is the account that was invited, 12 digits.
	TargetAccountId *string
}

// AccountLinkStatusEnum is the state of a link between accounts.
type AccountLinkStatusEnum string

// The states of a link.
const (
	AccountLinkStatusEnumLinked                           AccountLinkStatusEnum = "LINKED"                               // the invitation was accepted
	AccountLinkStatusEnumLinkingFailed                    AccountLinkStatusEnum = "LINKING_FAILED"                       // the invitation was accepted, but the service could not link the accounts
	AccountLinkStatusEnumLinkNotFound                     AccountLinkStatusEnum = "LINK_NOT_FOUND"                       // the link does not exist
	AccountLinkStatusEnumPendingAcceptanceByTargetAccount AccountLinkStatusEnum = "PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT" // the target account has neither accepted nor rejected the invitation yet
	AccountLinkStatusEnumRejected                         AccountLinkStatusEnum = "REJECTED"                             // the target account rejected the invitation
)

// Values returns the values known to this version. The service can return others.
func (AccountLinkStatusEnum) Values() []AccountLinkStatusEnum {
	return []AccountLinkStatusEnum{
		AccountLinkStatusEnumLinked,
		AccountLinkStatusEnumLinkingFailed,
		AccountLinkStatusEnumLinkNotFound,
		AccountLinkStatusEnumPendingAcceptanceByTargetAccount,
		AccountLinkStatusEnumRejected,
	}
}
