package types

// Tag is a label on a resource: a key, unique on that resource, and a value. A resource has at most 50 tags. Keys
// and values that start with "aws:" are reserved for AWS and are rejected.
type Tag struct {
	// Key names the tag. 1 to 127 characters, case-sensitive.
	//
	// This member is required.
	Key *string `required:"true" len:"1:127"`

	// Value is the value of the tag. It may be empty or absent. At most 255 characters.
	Value *string `len:":255"`
}
