package workspaces

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// decisions is the table by which a waiter judges states: those that are in neither list go on.
type decisions[S ~string] struct{ done, fail []S }

func (d decisions[S]) verdict(state S) waiters.Verdict {
	switch {
	case slices.Contains(d.done, state):
		return waiters.Done
	case slices.Contains(d.fail, state):
		return waiters.Fail
	default:
		return waiters.GoOn
	}
}

// newWaiter makes a waiter of what is its own, and of what all have in common.
func newWaiter[In, Out, Item any](spec waiters.Spec[In, Out, Item, Options], optFns []func(*waiters.Options[In, Out, Options])) *waiters.Waiter[In, Out, Item, Options] {
	spec.NotFound, spec.Throttling, spec.Retryable = IsNotFound, IsThrottling, IsRetryable
	spec.APIOptions = func(add []func(*middleware.Stack) error) func(*Options) {
		return func(o *Options) { o.APIOptions = append(o.APIOptions, add...) }
	}
	list := spec.List
	spec.List = func(in *In) waiters.Pager[Out, Options] { return waiterPages[Out]{list(in)} }
	return waiters.New(spec, optFns)
}

// waiterPages marks the calls of a list as a waiter's.
type waiterPages[Out any] struct{ waiters.Pager[Out, Options] }

func (p waiterPages[Out]) NextPage(ctx context.Context, optFns ...func(*Options)) (*Out, error) {
	return p.Pager.NextPage(withUserAgentFeature(ctx, awsmiddleware.UserAgentFeatureWaiter), optFns...)
}

// lacks is the error of an input that names nothing to wait for, where none of its members that can is set.
func lacks(set bool, members ...string) error {
	if set {
		return nil
	}
	return errors.New("there is nothing to wait for: set " + strings.Join(members, " or "))
}

// member is one by which an input can name what to wait for.
type member struct {
	name string
	set  bool
}

// names is the error of an input that names nothing to wait for, or names it by identifiers and by other
// members too, which no round after the first could keep apart, or begins in the middle.
func names(nextToken *string, ids member, others ...member) error {
	members, set := []string{ids.name}, ids.set
	for _, other := range others {
		if ids.set && other.set {
			return errors.New(ids.name + " and " + other.name + " are both set: name what to wait for by one of them")
		}
		members, set = append(members, other.name), set || other.set
	}
	if nextToken != nil {
		return errors.New("NextToken is set: a wait is for all pages")
	}
	return lacks(set, members...)
}

// onePage is the list of an operation without pages.
type onePage[C, In, Out any] struct {
	client C
	call   func(client C, ctx context.Context, params *In, optFns ...func(*Options)) (*Out, error)
	in     *In
	over   bool
}

func (p *onePage[C, In, Out]) HasMorePages() bool { return !p.over }

func (p *onePage[C, In, Out]) NextPage(ctx context.Context, optFns ...func(*Options)) (*Out, error) {
	out, err := invokeWithFeature(ctx, awsmiddleware.UserAgentFeatureWaiter, p.client, optFns, func(ctx context.Context, optFns []func(*Options)) (*Out, error) {
		return p.call(p.client, ctx, p.in, optFns...)
	})
	p.over = err == nil
	return out, err
}

// WorkspaceWaiter waits for WorkSpaces. Its methods are Wait and WaitForOutput, its input names any number
// of WorkspaceIds, or a directory, a user of it, a bundle or a name. A round costs one call for every 25
// WorkSpaces that are not as they should be yet.
type WorkspaceWaiter = waiters.Waiter[DescribeWorkspacesInput, DescribeWorkspacesOutput, types.Workspace, Options]

// WorkspaceWaiterOptions configure a [WorkspaceWaiter].
type WorkspaceWaiterOptions = waiters.Options[DescribeWorkspacesInput, DescribeWorkspacesOutput, Options]

type workspaceSpec = waiters.Spec[DescribeWorkspacesInput, DescribeWorkspacesOutput, types.Workspace, Options]

// aboutWorkspaces is what all waiters for WorkSpaces have in common.
func aboutWorkspaces(name string, client DescribeWorkspacesAPIClient) workspaceSpec {
	return workspaceSpec{
		Name: name,
		List: func(in *DescribeWorkspacesInput) waiters.Pager[DescribeWorkspacesOutput, Options] {
			return NewDescribeWorkspacesPaginator(client, in)
		},
		Items: func(out *DescribeWorkspacesOutput) []types.Workspace { return out.Workspaces },
		Join:  func(out *DescribeWorkspacesOutput, items []types.Workspace) { out.Workspaces = items },
		Resource: func(w *types.Workspace) waiters.Resource {
			r := waiters.Resource{
				ID: aws.ToString(w.WorkspaceId), State: string(w.State),
				ErrorCode: aws.ToString(w.ErrorCode), ErrorMessage: aws.ToString(w.ErrorMessage),
			}
			for _, m := range w.ModificationStates {
				if m.State == types.ModificationStateEnumUpdateFailed && r.ErrorCode == "" {
					r.ErrorCode, r.ErrorMessage = string(m.State), string(m.Resource)
				}
			}
			return r
		},
		IDs: func(in *DescribeWorkspacesInput) []string { return in.WorkspaceIds },
		Narrow: func(in *DescribeWorkspacesInput, ids []string) *DescribeWorkspacesInput {
			return &DescribeWorkspacesInput{WorkspaceIds: ids, Limit: in.Limit}
		},
		Check: func(in *DescribeWorkspacesInput) error {
			if len(in.WorkspaceIds) > 0 && in.UserName != nil {
				return errors.New("WorkspaceIds and UserName are both set: name what to wait for by one of them")
			}
			return names(in.NextToken, member{"WorkspaceIds", len(in.WorkspaceIds) > 0}, member{"DirectoryId", in.DirectoryId != nil},
				member{"BundleId", in.BundleId != nil}, member{"WorkspaceName", in.WorkspaceName != nil})
		},
	}
}

// lost are the states from which a WorkSpace comes back late, or never, or when somebody mends it.
var lost = []types.WorkspaceState{
	types.WorkspaceStateError, types.WorkspaceStateSuspended, types.WorkspaceStateTerminating, types.WorkspaceStateTerminated,
}

// byState judges WorkSpaces by their state alone.
func byState(d decisions[types.WorkspaceState]) func(*types.Workspace) waiters.Verdict {
	return func(w *types.Workspace) waiters.Verdict { return d.verdict(w.State) }
}

// NewWorkspaceAvailableWaiter makes a waiter for WorkSpaces to be AVAILABLE: after CreateWorkspaces,
// StartWorkspaces, RebootWorkspaces, RebuildWorkspaces, RestoreWorkspace and MigrateWorkspace.
//
//	AVAILABLE                                                  done
//	ERROR SUSPENDED TERMINATING TERMINATED ADMIN_MAINTENANCE   fail
//	not found                                                  fail, at first after Options.Grace
//	all others                                                 go on
//
// STOPPED goes on, as a start that was accepted need not show at once. A reboot, rebuild or restore that
// does not show at once looks as if it were over.
func NewWorkspaceAvailableWaiter(client DescribeWorkspacesAPIClient, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	spec := aboutWorkspaces("WorkspaceAvailable", client)
	spec.Verdict = byState(decisions[types.WorkspaceState]{
		done: []types.WorkspaceState{types.WorkspaceStateAvailable},
		fail: append(slices.Clip(lost), types.WorkspaceStateAdminMaintenance),
	})
	return newWaiter(spec, optFns)
}

// NewWorkspaceStoppedWaiter makes a waiter for WorkSpaces to be STOPPED, after StopWorkspaces.
//
//	STOPPED                                                    done
//	ERROR SUSPENDED TERMINATING TERMINATED ADMIN_MAINTENANCE   fail
//	not found                                                  fail, at first after Options.Grace
//	all others                                                 go on
func NewWorkspaceStoppedWaiter(client DescribeWorkspacesAPIClient, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	spec := aboutWorkspaces("WorkspaceStopped", client)
	spec.Verdict = byState(decisions[types.WorkspaceState]{
		done: []types.WorkspaceState{types.WorkspaceStateStopped},
		fail: append(slices.Clip(lost), types.WorkspaceStateAdminMaintenance),
	})
	return newWaiter(spec, optFns)
}

// NewWorkspaceTerminatedWaiter makes a waiter for WorkSpaces to be gone, after TerminateWorkspaces. To be
// TERMINATED is not enough: until it is gone, its user cannot be given another WorkSpace. One that was just
// created and that DescribeWorkspaces does not know yet looks as if it were gone.
//
//	not found    done
//	SUSPENDED    fail
//	all others   go on
//
// ERROR goes on, as it is what a WorkSpace that is to be terminated often was.
func NewWorkspaceTerminatedWaiter(client DescribeWorkspacesAPIClient, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	spec := aboutWorkspaces("WorkspaceTerminated", client)
	spec.Gone = waiters.Done
	spec.Verdict = byState(decisions[types.WorkspaceState]{fail: []types.WorkspaceState{types.WorkspaceStateSuspended}})
	return newWaiter(spec, optFns)
}

// NewWorkspaceModifiedWaiter makes a waiter for the modification of WorkSpaces to be over, after
// ModifyWorkspaceProperties. It goes on as long as a WorkSpace has ModificationStates, and fails if one of
// them is UPDATE_FAILED. With none of them it goes by the state; the states that fail do so in any case:
//
//	AVAILABLE STOPPED IMPAIRED UNHEALTHY ADMIN_MAINTENANCE   done
//	ERROR SUSPENDED TERMINATING TERMINATED                   fail
//	not found                                                fail, at first after Options.Grace
//	all others                                               go on
func NewWorkspaceModifiedWaiter(client DescribeWorkspacesAPIClient, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	table := decisions[types.WorkspaceState]{
		done: []types.WorkspaceState{
			types.WorkspaceStateAvailable, types.WorkspaceStateStopped, types.WorkspaceStateImpaired,
			types.WorkspaceStateUnhealthy, types.WorkspaceStateAdminMaintenance,
		},
		fail: lost,
	}
	spec := aboutWorkspaces("WorkspaceModified", client)
	spec.Verdict = func(w *types.Workspace) waiters.Verdict {
		verdict := table.verdict(w.State)
		if verdict == waiters.Fail || len(w.ModificationStates) == 0 {
			return verdict
		}
		for _, m := range w.ModificationStates {
			if m.State == types.ModificationStateEnumUpdateFailed {
				return waiters.Fail
			}
		}
		return waiters.GoOn
	}
	return newWaiter(spec, optFns)
}

// NewWorkspaceInStateWaiter makes a waiter for WorkSpaces to be in one of some states. The table is for
// states that are not among these, which are done.
//
//	ERROR SUSPENDED TERMINATING TERMINATED   fail
//	not found                                fail, at first after Options.Grace
//	all others                               go on
//
// Where TERMINATED is among the states, a WorkSpace that is gone is done, ERROR and TERMINATING go on.
func NewWorkspaceInStateWaiter(client DescribeWorkspacesAPIClient, states []types.WorkspaceState, optFns ...func(*WorkspaceWaiterOptions)) *WorkspaceWaiter {
	spec := aboutWorkspaces("WorkspaceInState", client)
	table := decisions[types.WorkspaceState]{done: slices.Clone(states), fail: lost}
	if slices.Contains(states, types.WorkspaceStateTerminated) {
		spec.Gone = waiters.Done
		table.fail = []types.WorkspaceState{types.WorkspaceStateSuspended}
	}
	spec.Verdict = byState(table)
	named := spec.Check
	spec.Check = func(in *DescribeWorkspacesInput) error {
		if len(states) == 0 {
			return errors.New("there are no states to wait for")
		}
		return named(in)
	}
	return newWaiter(spec, optFns)
}
