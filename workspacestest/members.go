package workspacestest

import "slices"

// setDefault gives a member a value if it has none.
func setDefault[T comparable](member *T, value T) {
	var none T
	if *member == none {
		*member = value
	}
}

// setIfGiven sets a setting to the value in a call, unless the call leaves it out.
func setIfGiven[T comparable](setting *T, value T) {
	var none T
	if value != none {
		*setting = value
	}
}

// copyOf returns a copy of settings, or new settings if they are nil. Settings are copied before they are
// changed, because others can share them.
func copyOf[T any](settings *T) *T {
	changed := new(T)
	if settings != nil {
		*changed = *settings
	}
	return changed
}

// allSet reports whether none of the members is nil.
func allSet(members ...*string) bool { return !slices.Contains(members, nil) }
