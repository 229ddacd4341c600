package types

// ConnectionAlias is a domain name that users enter into their client instead of a registration code. If the
// same domain name has aliases in several Regions, DNS can redirect users between the Regions.
type ConnectionAlias struct {
	// AliasId identifies the alias, such as wsca-0123456ab.
	AliasId *string

	// ConnectionString is the domain name, such as desktops.example.com. It can't be changed.
	ConnectionString *string

	// State is the state of the alias.
	State ConnectionAliasState

	// OwnerAccountId is the AWS account that created the alias.
	OwnerAccountId *string

	// Associations are the directories that the alias is associated with.
	Associations []ConnectionAliasAssociation
}

// ConnectionAliasState is the state of a connection alias.
type ConnectionAliasState string

// The states of a connection alias.
const (
	ConnectionAliasStateCreating ConnectionAliasState = "CREATING" // being created
	ConnectionAliasStateCreated  ConnectionAliasState = "CREATED"  // can be associated and shared
	ConnectionAliasStateDeleting ConnectionAliasState = "DELETING" // being deleted
)

// Values returns the values known to this version. The service can return others.
func (ConnectionAliasState) Values() []ConnectionAliasState {
	return []ConnectionAliasState{ConnectionAliasStateCreating, ConnectionAliasStateCreated, ConnectionAliasStateDeleting}
}

// ConnectionAliasAssociation associates a connection alias with a directory.
type ConnectionAliasAssociation struct {
	// AssociationStatus is the state of the association.
	AssociationStatus AssociationStatus

	// AssociatedAccountId is the AWS account of the directory.
	AssociatedAccountId *string

	// ResourceId identifies the directory.
	ResourceId *string

	// ConnectionIdentifier is the value of the DNS TXT record that routes users of the domain name to this
	// directory.
	ConnectionIdentifier *string
}

// AssociationStatus is the state of a connection alias's association with a directory.
type AssociationStatus string

// The states of an association.
const (
	AssociationStatusNotAssociated               AssociationStatus = "NOT_ASSOCIATED"                 // not associated with a directory
	AssociationStatusAssociatedWithOwnerAccount  AssociationStatus = "ASSOCIATED_WITH_OWNER_ACCOUNT"  // associated with a directory of the alias's owner
	AssociationStatusAssociatedWithSharedAccount AssociationStatus = "ASSOCIATED_WITH_SHARED_ACCOUNT" // associated with a directory of the account that the alias is shared with
	AssociationStatusPendingAssociation          AssociationStatus = "PENDING_ASSOCIATION"            // being associated
	AssociationStatusPendingDisassociation       AssociationStatus = "PENDING_DISASSOCIATION"         // being disassociated
)

// Values returns the values known to this version. The service can return others.
func (AssociationStatus) Values() []AssociationStatus {
	return []AssociationStatus{
		AssociationStatusNotAssociated,
		AssociationStatusAssociatedWithOwnerAccount,
		AssociationStatusAssociatedWithSharedAccount,
		AssociationStatusPendingAssociation,
		AssociationStatusPendingDisassociation,
	}
}

// ConnectionAliasPermission says whether another AWS account may associate a connection alias with one of its own
// directories.
type ConnectionAliasPermission struct {
	// SharedAccountId is the other account, 12 digits.
	//
	// This member is required.
	SharedAccountId *string `required:"true" form:"account"`

	// AllowAssociation says whether the account may associate the alias with one of its directories.
	//
	// This member is required.
	AllowAssociation *bool `required:"true"`
}
