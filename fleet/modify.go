package fleet

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// ModifyProperties modifies the properties of desktops, one desktop per call. Set only one member of properties,
// because the service modifies one property per call; RunningMode and its time-out count as one property. A desktop
// that already has these properties, or is already being modified in this way, is Done. With [WithWait], the run waits
// until the modification has finished.
func (f *Fleet) ModifyProperties(ctx context.Context, properties types.WorkspaceProperties, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	if len(settingsOf(&properties)) == 0 {
		return nil, errors.New("fleet: ModifyProperties: no property is set")
	}
	properties.Protocols = slices.Clone(properties.Protocols)
	return f.change(ctx, modifyVerb(&properties), ids, optFns)
}

// modifyVerb returns the verb that sets the given properties. If properties is nil, the verb sets the properties in each
// item's want field instead.
func modifyVerb(properties *types.WorkspaceProperties) *verb {
	want := func(it *item) *types.WorkspaceProperties {
		if properties != nil {
			return properties
		}
		return it.want
	}
	typical := time.Hour
	if properties != nil && !slow(properties) {
		typical = quickly
	}
	return &verb{
		name: "ModifyProperties", parameter: properties, size: 1, typical: typical,
		send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
			out, err := client.ModifyWorkspaceProperties(ctx, &workspaces.ModifyWorkspacePropertiesInput{
				WorkspaceId: &items[0].WorkspaceId, WorkspaceProperties: want(items[0]),
			}, configure)
			return oneAnswer(out, err)
		},
		see: func(it *item, ws *types.Workspace) view { return seeModified(it, ws, want(it)) },
	}
}

// quickly is how long a modification takes if the service completes it during the call.
const quickly = 2 * time.Second

// slow reports whether the service is still working on this modification after it has answered the call.
func slow(p *types.WorkspaceProperties) bool {
	return p.ComputeTypeName != "" || p.RootVolumeSizeGib != nil || p.UserVolumeSizeGib != nil || len(p.Protocols) > 0
}

// setting is a property that a request or a modification can set.
type setting struct {
	name     string
	resource types.ModificationResourceEnum          // the Resource in the property's ModificationState, or empty
	of       func(*types.WorkspaceProperties) string // returns the value as a string, or "" if not set
}

var settings = []setting{
	{"RunningMode", "", func(p *types.WorkspaceProperties) string { return string(p.RunningMode) }},
	{"RunningModeAutoStopTimeoutInMinutes", "", func(p *types.WorkspaceProperties) string { return number(p.RunningModeAutoStopTimeoutInMinutes) }},
	{"ComputeTypeName", types.ModificationResourceEnumComputeType, func(p *types.WorkspaceProperties) string { return string(p.ComputeTypeName) }},
	{"RootVolumeSizeGib", types.ModificationResourceEnumRootVolume, func(p *types.WorkspaceProperties) string { return number(p.RootVolumeSizeGib) }},
	{"UserVolumeSizeGib", types.ModificationResourceEnumUserVolume, func(p *types.WorkspaceProperties) string { return number(p.UserVolumeSizeGib) }},
	{"Protocols", types.ModificationResourceEnumProtocol, func(p *types.WorkspaceProperties) string {
		if len(p.Protocols) == 0 {
			return ""
		}
		return fmt.Sprint(p.Protocols)
	}},
	{"OperatingSystemName", "", func(p *types.WorkspaceProperties) string { return string(p.OperatingSystemName) }},
	{"GlobalAccelerator", "", func(p *types.WorkspaceProperties) string {
		if p.GlobalAccelerator == nil {
			return ""
		}
		return string(p.GlobalAccelerator.Mode) + " " + string(p.GlobalAccelerator.PreferredProtocol)
	}},
}

func number(n *int32) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}

// settingsOf returns the properties set in p.
func settingsOf(p *types.WorkspaceProperties) []setting {
	return slices.DeleteFunc(slices.Clone(settings), func(s setting) bool { return s.of(p) == "" })
}

// differing returns the properties set in want whose values differ in have.
func differing(have, want *types.WorkspaceProperties) []setting {
	if have == nil {
		have = &types.WorkspaceProperties{}
	}
	return slices.DeleteFunc(settingsOf(want), func(s setting) bool { return s.of(have) == s.of(want) })
}

func seeModified(it *item, ws *types.Workspace, want *types.WorkspaceProperties) view {
	if ws == nil {
		return missing
	}
	differs := differing(ws.WorkspaceProperties, want)
	for _, m := range ws.ModificationStates {
		ours := slices.ContainsFunc(differs, func(s setting) bool { return s.resource == m.Resource })
		switch {
		case m.State == types.ModificationStateEnumUpdateFailed && ours && it.stage == toWait:
			return wrongState
		case m.State == types.ModificationStateEnumUpdateFailed:
		case ours:
			return onTheWay
		case len(differs) > 0:
			return passing
		}
	}
	switch ws.State {
	case types.WorkspaceStateSuspended, types.WorkspaceStateTerminating, types.WorkspaceStateTerminated, types.WorkspaceStateAdminMaintenance, types.WorkspaceStateError:
		return wrongState
	}
	switch {
	case len(differs) == 0:
		return asWished
	case ws.State == types.WorkspaceStateAvailable, ws.State == types.WorkspaceStateStopped:
		return unchanged
	default:
		return passing
	}
}

// SetState puts desktops into maintenance (state ADMIN_MAINTENANCE) or takes them out of it (state AVAILABLE), one
// desktop per call.
func (f *Fleet) SetState(ctx context.Context, state types.TargetWorkspaceState, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	if !slices.Contains(state.Values(), state) {
		return nil, fmt.Errorf("fleet: SetState: %.100q is not one of %v", state, state.Values())
	}
	other := types.WorkspaceStateAvailable
	if state == types.TargetWorkspaceStateAvailable {
		other = types.WorkspaceStateAdminMaintenance
	}
	sees := states{types.WorkspaceState(state): asWished, other: unchanged}
	for _, s := range []types.WorkspaceState{
		types.WorkspaceStatePending, types.WorkspaceStateStarting, types.WorkspaceStateRebooting, types.WorkspaceStateRebuilding,
		types.WorkspaceStateRestoring, types.WorkspaceStateUpdating, types.WorkspaceStateMaintenance,
	} {
		sees[s] = passing
	}
	return f.change(ctx, &verb{
		name: "SetState", parameter: state, size: 1, typical: quickly,
		send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
			out, err := client.ModifyWorkspaceState(ctx, &workspaces.ModifyWorkspaceStateInput{WorkspaceId: &items[0].Input, WorkspaceState: state}, configure)
			return oneAnswer(out, err)
		},
		see: func(_ *item, ws *types.Workspace) view { return sees.see(ws) },
	}, ids, optFns)
}

// Tag adds tags to desktops, one desktop per call. If a desktop already has a tag with the same key, the new value
// replaces the old one. After a lost answer, the call is repeated, which is harmless.
func (f *Fleet) Tag(ctx context.Context, tags []types.Tag, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	if len(tags) == 0 {
		return nil, errors.New("fleet: Tag: there is no tag")
	}
	for i, tag := range tags {
		if aws.ToString(tag.Key) == "" {
			return nil, fmt.Errorf("fleet: Tag: tag %d has no key", i)
		}
	}
	tags = slices.Clone(tags)
	return f.change(ctx, &verb{
		name: "Tag", parameter: tags, size: 1,
		send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
			out, err := client.CreateTags(ctx, &workspaces.CreateTagsInput{ResourceId: &items[0].Input, Tags: tags}, configure)
			return oneAnswer(out, err)
		},
	}, ids, optFns)
}

// Untag removes the tags with these keys from desktops, one desktop per call. After a lost answer, the call is
// repeated.
func (f *Fleet) Untag(ctx context.Context, keys []string, ids iter.Seq[string], optFns ...Option) (*Report, error) {
	if len(keys) == 0 || slices.Contains(keys, "") {
		return nil, errors.New("fleet: Untag: there is no key, or a key is empty")
	}
	keys = slices.Clone(keys)
	return f.change(ctx, &verb{
		name: "Untag", parameter: keys, size: 1,
		send: func(ctx context.Context, client workspaces.API, items []*item, configure func(*workspaces.Options)) ([]answer, error) {
			out, err := client.DeleteTags(ctx, &workspaces.DeleteTagsInput{ResourceId: &items[0].Input, TagKeys: keys}, configure)
			return oneAnswer(out, err)
		},
	}, ids, optFns)
}
