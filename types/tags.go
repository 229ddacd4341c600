package types

// Tag is a label on a resource: a key, unique on that resource, and a value. A resource carries at
// most 50 tags; keys and values that start with "aws:" belong to the service and are refused.
type Tag struct {
	// Key names the tag. 1 to 127 characters, case-sensitive.
	//
	// This member is required.
	Key *string `required:"true" len:"1:127"`

	// Value is the value of the tag. It may be empty or absent. At most 255 characters.
	Value *string `len:":255"`
}
