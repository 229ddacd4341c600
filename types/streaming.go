package types

// StreamingProperties set up the streaming sessions of a directory.
type StreamingProperties struct {
	// StreamingExperiencePreferredProtocol is the transport to try first.
	StreamingExperiencePreferredProtocol StreamingExperiencePreferredProtocolEnum

	// UserSettings allow or forbid actions in a session. A list that is set must have at least one element.
	UserSettings []UserSetting `items:"1:"`

	// StorageConnectors are the kinds of storage that sessions offer. A list that is set must have at least one
	// element.
	StorageConnectors []StorageConnector `items:"1:"`

	// GlobalAccelerator says whether sessions go through AWS Global Accelerator. It applies to personal
	// WorkSpaces whose own mode is INHERITED.
	GlobalAccelerator *GlobalAcceleratorForDirectory
}

// StreamingExperiencePreferredProtocolEnum is the transport that a session tries first.
type StreamingExperiencePreferredProtocolEnum string

// The transports of a session.
const (
	StreamingExperiencePreferredProtocolEnumTcp StreamingExperiencePreferredProtocolEnum = "TCP" // over TCP
	StreamingExperiencePreferredProtocolEnumUdp StreamingExperiencePreferredProtocolEnum = "UDP" // over UDP
)

// Values returns the values known to this version. The service can return others.
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

	// Permission says whether the action is allowed.
	//
	// This member is required.
	Permission UserSettingPermissionEnum `required:"true"`

	// MaximumLength is the maximum number of characters that the action can transfer, 0 or more.
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

// Values returns the values known to this version. The service can return others.
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

// Values returns the values known to this version. The service can return others.
func (UserSettingPermissionEnum) Values() []UserSettingPermissionEnum {
	return []UserSettingPermissionEnum{UserSettingPermissionEnumEnabled, UserSettingPermissionEnumDisabled}
}

// StorageConnector switches one kind of storage in streaming sessions on or off.
type StorageConnector struct {
	// ConnectorType is the kind of storage.
	//
	// This member is required.
	ConnectorType StorageConnectorTypeEnum `required:"true"`

	// Status says whether sessions offer this storage.
	//
	// This member is required.
	Status StorageConnectorStatusEnum `required:"true"`
}

// StorageConnectorTypeEnum is a kind of storage for sessions.
type StorageConnectorTypeEnum string

// The kinds of storage.
const (
	StorageConnectorTypeEnumHomeFolder StorageConnectorTypeEnum = "HOME_FOLDER" // a folder of the user that is kept after the session
)

// Values returns the values known to this version. The service can return others.
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

// Values returns the values known to this version. The service can return others.
func (StorageConnectorStatusEnum) Values() []StorageConnectorStatusEnum {
	return []StorageConnectorStatusEnum{StorageConnectorStatusEnumEnabled, StorageConnectorStatusEnumDisabled}
}
