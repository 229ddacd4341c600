package types

// ConnectClientAddIn is an add-in that opens Amazon Connect from the WorkSpaces client. A directory has at most one
// add-in.
type ConnectClientAddIn struct {
	// AddInId identifies the add-in: a UUID in lower case.
	AddInId *string

	// ResourceId identifies the directory that has the add-in.
	ResourceId *string

	// Name is the display name.
	Name *string

	// URL is the address of Amazon Connect that the add-in opens.
	URL *string
}
