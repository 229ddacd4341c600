package types

// StreamingProperties set up the streaming sessions of a directory.
type StreamingProperties struct {
	// StreamingExperiencePreferredProtocol is the transport to try first.
	StreamingExperiencePreferredProtocol StreamingExperiencePreferredProtocolEnum

	// UserSettings allow or forbid actions in a session. At least one if set.
	UserSettings []UserSetting `items:"1:"`

	// StorageConnectors are the storage that sessions offer. At least one if set.
	StorageConnectors []StorageConnector `items:"1:"`

	// GlobalAccelerator says whether sessions go through AWS Global Accelerator. Personal WorkSpaces whose own
	// mode is INHERITED follow it.
	GlobalAccelerator *GlobalAcceleratorForDirectory
}

// StreamingExperiencePreferredProtocolEnum is the transport that a session tries first.
type StreamingExperiencePreferredProtocolEnum string

// The transports of a session.
const (
	StreamingExperiencePreferredProtocolEnumTcp StreamingExperiencePreferredProtocolEnum = "TCP" // over TCP
	StreamingExperiencePreferredProtocolEnumUdp StreamingExperiencePreferredProtocolEnum = "UDP" // over UDP
)

// Values lists the values known to this version; the service can answer with others.
func (StreamingExperiencePreferredProtocolEnum) Values() []StreamingExperiencePreferredProtocolEnum {
	return []StreamingExperiencePreferredProtocolEnum{
		StreamingExperiencePreferredProtocolEnumTcp,
		StreamingExperiencePreferredProtocolEnumUdp,
	}
}

// UserSetting allows or forbids one action in streaming sessions.
type UserSetting struct {
	// Action is the action that the setting allows or forbids.
	//
	// This member is required.
	Action UserSettingActionEnum `required:"true"`

	// Permission allows or forbids it.
	//
	// This member is required.
	Permission UserSettingPermissionEnum `required:"true"`

	// MaximumLength is how many characters the action carries at most, 0 or more.
	MaximumLength *int32 `range:"0:"`
}

// UserSettingActionEnum is an action in a session.
type UserSettingActionEnum string

// The actions.
const (
	UserSettingActionEnumClipboardCopyFromLocalDevice UserSettingActionEnum = "CLIPBOARD_COPY_FROM_LOCAL_DEVICE" // paste into the session
	UserSettingActionEnumClipboardCopyToLocalDevice   UserSettingActionEnum = "CLIPBOARD_COPY_TO_LOCAL_DEVICE"   // copy out of the session
	UserSettingActionEnumPrintingToLocalDevice        UserSettingActionEnum = "PRINTING_TO_LOCAL_DEVICE"         // print on the user's printer
	UserSettingActionEnumSmartCard                    UserSettingActionEnum = "SMART_CARD"                       // use the smart card reader of the device
)

// Values lists the values known to this version; the service can answer with others.
func (UserSettingActionEnum) Values() []UserSettingActionEnum {
	return []UserSettingActionEnum{
		UserSettingActionEnumClipboardCopyFromLocalDevice,
		UserSettingActionEnumClipboardCopyToLocalDevice,
		UserSettingActionEnumPrintingToLocalDevice,
		UserSettingActionEnumSmartCard,
	}
}

// UserSettingPermissionEnum allows or forbids an action.
type UserSettingPermissionEnum string

// The permissions.
const (
	UserSettingPermissionEnumEnabled  UserSettingPermissionEnum = "ENABLED"  // allowed
	UserSettingPermissionEnumDisabled UserSettingPermissionEnum = "DISABLED" // forbidden
)

// Values lists the values known to this version; the service can answer with others.
func (UserSettingPermissionEnum) Values() []UserSettingPermissionEnum {
	return []UserSettingPermissionEnum{UserSettingPermissionEnumEnabled, UserSettingPermissionEnumDisabled}
}

// StorageConnector offers one kind of storage in streaming sessions, or takes it away.
type StorageConnector struct {
	// ConnectorType is the kind of storage.
	//
	// This member is required.
	ConnectorType StorageConnectorTypeEnum `required:"true"`

	// Status says whether sessions offer it.
	//
	// This member is required.
	Status StorageConnectorStatusEnum `required:"true"`
}

// StorageConnectorTypeEnum is a kind of storage for sessions.
type StorageConnectorTypeEnum string

// The kinds of storage.
const (
	StorageConnectorTypeEnumHomeFolder StorageConnectorTypeEnum = "HOME_FOLDER" // a folder of the user's own that outlives the session
)

// Values lists the values known to this version; the service can answer with others.
func (StorageConnectorTypeEnum) Values() []StorageConnectorTypeEnum {
	return []StorageConnectorTypeEnum{StorageConnectorTypeEnumHomeFolder}
}

// StorageConnectorStatusEnum says whether a kind of storage is offered.
type StorageConnectorStatusEnum string

// The states of a storage connector.
const (
	StorageConnectorStatusEnumEnabled  StorageConnectorStatusEnum = "ENABLED"  // offered
	StorageConnectorStatusEnumDisabled StorageConnectorStatusEnum = "DISABLED" // not offered
)

// Values lists the values known to this version; the service can answer with others.
func (StorageConnectorStatusEnum) Values() []StorageConnectorStatusEnum {
	return []StorageConnectorStatusEnum{StorageConnectorStatusEnumEnabled, StorageConnectorStatusEnumDisabled}
}
