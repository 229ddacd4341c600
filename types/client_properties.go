package types

// ClientProperties are a directory's settings for the WorkSpaces clients of all its users.
type ClientProperties struct {
	// ReconnectEnabled says whether the client may keep the users' credentials, so that users can reconnect
	// without signing in again.
	ReconnectEnabled ReconnectEnum

	// LogUploadEnabled says whether the clients send their diagnostic logs to the service for
	// troubleshooting. It applies to every user of the directory.
	LogUploadEnabled LogUploadEnum

	// ClientExperiencePolicy decides which of its two user interfaces the Windows client shows: FORCE_CLASSIC,
	// FORCE_UI_2026 or USER_CHOICE. At most 64 capital letters, digits and underscores; the service rejects
	// unknown names. Nil in a response means that the policy was never set. The client then uses the value in the
	// Windows registry of the user's machine, or else USER_CHOICE. Once set, the policy cannot be unset, and it
	// overrides the registry. Clients before version 5.34 ignore it.
	ClientExperiencePolicy *string `len:":64" pattern:"^[A-Z_0-9]+$"`
}

// ClientPropertiesResult is one directory together with its client properties.
type ClientPropertiesResult struct {
	// ResourceId identifies the directory.
	ResourceId *string

	// ClientProperties are the settings of that directory.
	ClientProperties *ClientProperties
}

// LogUploadEnum says whether clients upload their diagnostic logs.
type LogUploadEnum string

// Settings of the log upload.
const (
	LogUploadEnumEnabled  LogUploadEnum = "ENABLED"  // clients send their logs to the service automatically
	LogUploadEnumDisabled LogUploadEnum = "DISABLED" // clients do not send their logs automatically
)

// Values returns the values known to this version. The service can return others.
func (LogUploadEnum) Values() []LogUploadEnum {
	return []LogUploadEnum{
		LogUploadEnumEnabled,
		LogUploadEnumDisabled,
	}
}
