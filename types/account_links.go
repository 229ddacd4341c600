package types

// AccountLink ties two AWS accounts, so that the target can use the licences of the source
// (BYOL).
type AccountLink struct {
	// AccountLinkId identifies the link; it begins with link-.
	AccountLinkId *string

	// AccountLinkStatus is the state of the link.
	AccountLinkStatus AccountLinkStatusEnum

	// SourceAccountId is the account that invited, 12 digits.
	SourceAccountId *string

	// TargetAccountId is the account that was invited, 12 digits.
	TargetAccountId *string
}

// AccountLinkStatusEnum is the state of a link between accounts.
type AccountLinkStatusEnum string

// The states of a link.
const (
	AccountLinkStatusEnumLinked                           AccountLinkStatusEnum = "LINKED"                               // the invitation was accepted
	AccountLinkStatusEnumLinkingFailed                    AccountLinkStatusEnum = "LINKING_FAILED"                       // accepted, but the service could not link
	AccountLinkStatusEnumLinkNotFound                     AccountLinkStatusEnum = "LINK_NOT_FOUND"                       // the link does not exist
	AccountLinkStatusEnumPendingAcceptanceByTargetAccount AccountLinkStatusEnum = "PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT" // the target has not answered yet
	AccountLinkStatusEnumRejected                         AccountLinkStatusEnum = "REJECTED"                             // the target declined
)

// Values lists the values known to this version; the service can answer with others.
func (AccountLinkStatusEnum) Values() []AccountLinkStatusEnum {
	return []AccountLinkStatusEnum{
		AccountLinkStatusEnumLinked,
		AccountLinkStatusEnumLinkingFailed,
		AccountLinkStatusEnumLinkNotFound,
		AccountLinkStatusEnumPendingAcceptanceByTargetAccount,
		AccountLinkStatusEnumRejected,
	}
}
