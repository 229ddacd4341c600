package types

// ConnectionAlias is a domain name that users enter into their client instead of a registration code.
// Aliases that are associated with directories in different Regions let the DNS redirect users between them.
type ConnectionAlias struct {
	// AliasId identifies the alias, such as wsca-0123456ab.
	AliasId *string

	// ConnectionString is the domain name, such as desktops.example.com. It can't be changed.
	ConnectionString *string

	// State is the state of the alias.
	State ConnectionAliasState

	// OwnerAccountId is the AWS account that made the alias.
	OwnerAccountId *string

	// Associations tell which directory the alias leads to.
	Associations []ConnectionAliasAssociation
}

// ConnectionAliasState is the state of a connection alias.
type ConnectionAliasState string

// The states of a connection alias.
const (
	ConnectionAliasStateCreating ConnectionAliasState = "CREATING" // being made
	ConnectionAliasStateCreated  ConnectionAliasState = "CREATED"  // can be associated and shared
	ConnectionAliasStateDeleting ConnectionAliasState = "DELETING" // being deleted
)

// Values lists the values known to this version; the service can answer with others.
func (ConnectionAliasState) Values() []ConnectionAliasState {
	return []ConnectionAliasState{ConnectionAliasStateCreating, ConnectionAliasStateCreated, ConnectionAliasStateDeleting}
}

// ConnectionAliasAssociation ties a connection alias to a directory.
type ConnectionAliasAssociation struct {
	// AssociationStatus is the state of the association.
	AssociationStatus AssociationStatus

	// AssociatedAccountId is the AWS account of the directory.
	AssociatedAccountId *string

	// ResourceId identifies the directory.
	ResourceId *string

	// ConnectionIdentifier is the text of the TXT record that makes the domain lead to this directory.
	ConnectionIdentifier *string
}

// AssociationStatus is the state of the association of a connection alias.
type AssociationStatus string

// The states of an association.
const (
	AssociationStatusNotAssociated               AssociationStatus = "NOT_ASSOCIATED"                 // not tied to a directory
	AssociationStatusAssociatedWithOwnerAccount  AssociationStatus = "ASSOCIATED_WITH_OWNER_ACCOUNT"  // tied to a directory of the owner's
	AssociationStatusAssociatedWithSharedAccount AssociationStatus = "ASSOCIATED_WITH_SHARED_ACCOUNT" // tied to a directory of the account it is shared with
	AssociationStatusPendingAssociation          AssociationStatus = "PENDING_ASSOCIATION"            // being tied
	AssociationStatusPendingDisassociation       AssociationStatus = "PENDING_DISASSOCIATION"         // being untied
)

// Values lists the values known to this version; the service can answer with others.
func (AssociationStatus) Values() []AssociationStatus {
	return []AssociationStatus{
		AssociationStatusNotAssociated,
		AssociationStatusAssociatedWithOwnerAccount,
		AssociationStatusAssociatedWithSharedAccount,
		AssociationStatusPendingAssociation,
		AssociationStatusPendingDisassociation,
	}
}

// ConnectionAliasPermission allows or forbids another AWS account to associate a connection alias.
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
