package fleet

import (
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// Filter selects desktops. The zero value selects all desktops in the Region. A desktop must match every field that is
// set.
//
// The service itself filters by the first five fields. At most one of WorkspaceIds, DirectoryId, BundleId and
// WorkspaceName can be set. Package fleet applies the other fields to the desktops that the service returns, as early
// as possible: desktops excluded by States or RunningModes cause no further calls.
//
// An empty non-nil list is an error, and so is a pointer to an empty string. A variable left empty by mistake therefore
// does not select all desktops.
type Filter struct {
	// WorkspaceIds are the identifiers of any number of WorkSpaces. Identifiers that do not exist are ignored, and so
	// are duplicates.
	WorkspaceIds []string

	// DirectoryId selects the WorkSpaces in one directory.
	DirectoryId *string

	// UserName selects one user's WorkSpaces in the directory. It has 1 to 63 characters, and requires DirectoryId.
	UserName *string

	// BundleId selects the WorkSpaces created from one bundle.
	BundleId *string

	// WorkspaceName selects a user-decoupled WorkSpace by its name.
	WorkspaceName *string

	// States selects WorkSpaces in any of these states.
	States []types.WorkspaceState

	// RunningModes selects WorkSpaces with any of these running modes. PENDING WorkSpaces have no running mode yet, so
	// they are not selected.
	RunningModes []types.RunningMode

	// IdleFor selects WorkSpaces whose users are not connected and were last connected at least this long ago. It must
	// not be negative. It needs the connection status, which costs one call for every 25 desktops.
	//
	// IdleFor does not select WorkSpaces whose users never connected. The service does not report when a WorkSpace was
	// created, so a new WorkSpace looks just like an old one that nobody has ever used. To also select WorkSpaces that
	// were never used, set NeverConnected. A WorkSpace without a connection status (just launched, or in ERROR) is not
	// selected.
	IdleFor time.Duration

	// NeverConnected selects WorkSpaces that have a connection status but whose users never connected. If IdleFor is
	// also set, WorkSpaces that match either field are selected. NeverConnected needs the connection status.
	NeverConnected bool

	// Tags selects WorkSpaces that match all of these tag filters. It requires [WithTags].
	Tags []TagFilter
}

// TagFilter selects WorkSpaces by a tag.
type TagFilter struct {
	// Key is the tag's key. It is case-sensitive and must not be empty.
	Key string

	// Values are the tag values to match, which are case-sensitive. Nil matches any value.
	Values []string
}

// clone returns a deep copy of f.
func (f Filter) clone() Filter {
	f.WorkspaceIds, f.States, f.RunningModes = slices.Clone(f.WorkspaceIds), slices.Clone(f.States), slices.Clone(f.RunningModes)
	f.Tags = slices.Clone(f.Tags)
	for i := range f.Tags {
		f.Tags[i].Values = slices.Clone(f.Tags[i].Values)
	}
	for _, text := range []**string{&f.DirectoryId, &f.UserName, &f.BundleId, &f.WorkspaceName} {
		if *text != nil {
			*text = aws.String(**text)
		}
	}
	return f
}

// check returns an error if a field is invalid or fields cannot be combined.
func (f *Filter) check() error {
	if err := f.checkSent(); err != nil {
		return err
	}
	if err := checkEnum("States", f.States); err != nil {
		return err
	}
	if err := checkEnum("RunningModes", f.RunningModes); err != nil {
		return err
	}
	switch {
	case f.IdleFor < 0:
		return fmt.Errorf("field IdleFor must not be negative, and is %v", f.IdleFor)
	case f.RunningModes != nil && f.selectsOnly(types.WorkspaceStatePending):
		return errors.New("fields RunningModes and States contradict each other: PENDING WorkSpaces have no running mode")
	case f.needsConnection() && f.selectsOnly(types.WorkspaceStatePending, types.WorkspaceStateError):
		return errors.New("field States contradicts IdleFor or NeverConnected: WorkSpaces that are PENDING or in ERROR have no connection status")
	}
	return f.checkTags()
}

// checkSent checks the fields sent to the service.
func (f *Filter) checkSent() error {
	selections := make([]string, 0, 4)
	for _, field := range []struct {
		name  string
		set   bool
		value *string
		form  *forms.Form
	}{
		{"WorkspaceIds", f.WorkspaceIds != nil, nil, nil},
		{"DirectoryId", f.DirectoryId != nil, f.DirectoryId, forms.Directory},
		{"BundleId", f.BundleId != nil, f.BundleId, forms.Bundle},
		{"WorkspaceName", f.WorkspaceName != nil, f.WorkspaceName, forms.WorkspaceName},
	} {
		if !field.set {
			continue
		}
		selections = append(selections, field.name)
		if field.value != nil && !field.form.Match(*field.value) {
			return fmt.Errorf("field %s: %.100q is not %s", field.name, *field.value, field.form)
		}
	}
	switch {
	case len(selections) > 1:
		return fmt.Errorf("fields %s and %s are both set: the service takes only one of WorkspaceIds, DirectoryId, BundleId and WorkspaceName",
			selections[0], selections[1])
	case f.UserName != nil && f.DirectoryId == nil:
		return errors.New("field UserName requires DirectoryId")
	case f.WorkspaceIds != nil && len(f.WorkspaceIds) == 0:
		return errors.New("field WorkspaceIds is empty: it must be nil to select all WorkSpaces")
	}
	if f.UserName != nil {
		if n := utf8.RuneCountInString(*f.UserName); n < 1 || n > 63 {
			return fmt.Errorf("field UserName must have 1 to 63 characters, and has %d", n)
		}
	}
	for i, id := range f.WorkspaceIds {
		if !forms.Workspace.Match(id) {
			return fmt.Errorf("field WorkspaceIds[%d]: %.100q is not %s", i, id, forms.Workspace)
		}
	}
	return nil
}

// checkEnum checks a field that lists enum values.
func checkEnum[E interface {
	~string
	Values() []E
}](name string, list []E) error {
	if list != nil && len(list) == 0 {
		return fmt.Errorf("field %s is empty: it must be nil to select all", name)
	}
	for i, value := range list {
		if known := value.Values(); !slices.Contains(known, value) {
			return fmt.Errorf("field %s[%d]: %.100q is not one of %v", name, i, value, known)
		}
	}
	return nil
}

func (f *Filter) checkTags() error {
	if f.Tags != nil && len(f.Tags) == 0 {
		return errors.New("field Tags is empty: it must be nil to select all")
	}
	for i, tag := range f.Tags {
		switch {
		case tag.Key == "":
			return fmt.Errorf("field Tags[%d].Key must not be empty", i)
		case tag.Values != nil && len(tag.Values) == 0:
			return fmt.Errorf("field Tags[%d].Values is empty: it must be nil to select any value", i)
		case slices.ContainsFunc(f.Tags[:i], func(other TagFilter) bool { return other.Key == tag.Key }):
			return fmt.Errorf("field Tags[%d].Key: %.100q is listed twice: list all values in one TagFilter", i, tag.Key)
		}
	}
	return nil
}

// selectsOnly reports whether f.States is set and contains only the given states.
func (f *Filter) selectsOnly(states ...types.WorkspaceState) bool {
	return f.States != nil && !slices.ContainsFunc(f.States, func(s types.WorkspaceState) bool { return !slices.Contains(states, s) })
}

// input returns a DescribeWorkspaces input with the five fields that the service itself filters by.
func (f *Filter) input() *workspaces.DescribeWorkspacesInput {
	in := &workspaces.DescribeWorkspacesInput{
		DirectoryId: f.DirectoryId, UserName: f.UserName, BundleId: f.BundleId, WorkspaceName: f.WorkspaceName,
	}
	listed := make(map[string]bool, len(f.WorkspaceIds))
	for _, id := range f.WorkspaceIds {
		if !listed[id] {
			listed[id] = true
			in.WorkspaceIds = append(in.WorkspaceIds, id)
		}
	}
	return in
}

// matchesWorkspace reports whether a WorkSpace matches f.States and f.RunningModes.
func (f *Filter) matchesWorkspace(ws *types.Workspace) bool {
	if f.States != nil && !slices.Contains(f.States, ws.State) {
		return false
	}
	return f.RunningModes == nil || ws.WorkspaceProperties != nil && slices.Contains(f.RunningModes, ws.WorkspaceProperties.RunningMode)
}

// needsConnection reports whether the filter needs the connection status.
func (f *Filter) needsConnection() bool { return f.IdleFor > 0 || f.NeverConnected }

// matchesConnection reports whether a connection status matches IdleFor and NeverConnected.
func (f *Filter) matchesConnection(c Connection, now time.Time) bool {
	switch {
	case !f.needsConnection():
		return true
	case c.State == ConnectionNoRecord, c.State == types.ConnectionStateConnected:
		return false
	case c.LastConnected.IsZero():
		return f.NeverConnected
	default:
		return f.IdleFor > 0 && now.Sub(c.LastConnected) >= f.IdleFor
	}
}

// matchesTags reports whether the tags match all tag filters.
func (f *Filter) matchesTags(tags []types.Tag) bool {
	for _, want := range f.Tags {
		if !slices.ContainsFunc(tags, func(tag types.Tag) bool {
			return aws.ToString(tag.Key) == want.Key && (want.Values == nil || slices.Contains(want.Values, aws.ToString(tag.Value)))
		}) {
			return false
		}
	}
	return true
}
