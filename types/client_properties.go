package types

// ClientProperties are the settings that a directory hands to the WorkSpaces clients of all its users.
type ClientProperties struct {
	// ReconnectEnabled says whether users may let the client keep their credentials, so as to reconnect
	// without signing in again.
	ReconnectEnabled ReconnectEnum

	// LogUploadEnabled says whether the clients send their diagnostic logs to the service for
	// troubleshooting. It applies to every user of the directory.
	LogUploadEnabled LogUploadEnum

	// ClientExperiencePolicy decides which of its two interfaces the Windows client shows: FORCE_CLASSIC,
	// FORCE_UI_2026, or USER_CHOICE. Capital letters, digits and underscores, at most 64; the service
	// refuses names that it does not know. Nil in an answer means that it was never set, which works like
	// USER_CHOICE unless the Windows registry of the user's machine has another value. Once set it cannot be unset,
	// and it overrides that registry. Clients before version 5.34 ignore it.
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

// Values lists the values known to this version; the service can answer with others.
func (LogUploadEnum) Values() []LogUploadEnum {
	return []LogUploadEnum{
		LogUploadEnumEnabled,
		LogUploadEnumDisabled,
	}
}
