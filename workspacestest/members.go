package workspacestest

import "slices"

// setDefault sets a member to the given value if the member is zero.
func setDefault[T comparable](member *T, value T) {
	var none T
	if *member == none {
		*member = value
	}
}

// setIfGiven sets a setting to the value in a call. A zero value leaves the setting unchanged.
func setIfGiven[T comparable](setting *T, value T) {
	var none T
	if value != none {
		*setting = value
	}
}

// copyOf returns a copy of settings, or empty settings if the pointer is nil. Settings must be copied before they are
// changed, because resources can share them.
func copyOf[T any](settings *T) *T {
	changed := new(T)
	if settings != nil {
		*changed = *settings
	}
	return changed
}

// allSet reports whether none of the members is nil.
func allSet(members ...*string) bool { return !slices.Contains(members, nil) }
