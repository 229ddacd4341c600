package workspaces

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// DirectoryWaiter waits for directories. Its input names any number of DirectoryIds, or directories by
// WorkspaceDirectoryNames or Filters.
type DirectoryWaiter = waiters.Waiter[DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, types.WorkspaceDirectory, Options]

// DirectoryWaiterOptions configure a [DirectoryWaiter].
type DirectoryWaiterOptions = waiters.Options[DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, Options]

func directoryWaiter(
	name string, client DescribeWorkspaceDirectoriesAPIClient, gone waiters.Verdict, table decisions[types.WorkspaceDirectoryState],
	optFns []func(*DirectoryWaiterOptions),
) *DirectoryWaiter {
	return newWaiter(waiters.Spec[DescribeWorkspaceDirectoriesInput, DescribeWorkspaceDirectoriesOutput, types.WorkspaceDirectory, Options]{
		Name: name,
		List: func(in *DescribeWorkspaceDirectoriesInput) waiters.Pager[DescribeWorkspaceDirectoriesOutput, Options] {
			return NewDescribeWorkspaceDirectoriesPaginator(client, in)
		},
		Items: func(out *DescribeWorkspaceDirectoriesOutput) []types.WorkspaceDirectory { return out.Directories },
		Join: func(out *DescribeWorkspaceDirectoriesOutput, items []types.WorkspaceDirectory) {
			out.Directories = items
		},
		Resource: func(d *types.WorkspaceDirectory) waiters.Resource {
			return waiters.Resource{ID: aws.ToString(d.DirectoryId), State: string(d.State), ErrorMessage: aws.ToString(d.ErrorMessage)}
		},
		Verdict: func(d *types.WorkspaceDirectory) waiters.Verdict { return table.verdict(d.State) },
		Gone:    gone,
		IDs:     func(in *DescribeWorkspaceDirectoriesInput) []string { return in.DirectoryIds },
		Narrow: func(in *DescribeWorkspaceDirectoriesInput, ids []string) *DescribeWorkspaceDirectoriesInput {
			return &DescribeWorkspaceDirectoriesInput{DirectoryIds: ids, Limit: in.Limit}
		},
		Check: func(in *DescribeWorkspaceDirectoriesInput) error {
			return names(in.NextToken, member{"DirectoryIds", len(in.DirectoryIds) > 0},
				member{"WorkspaceDirectoryNames", len(in.WorkspaceDirectoryNames) > 0}, member{"Filters", len(in.Filters) > 0})
		},
	}, optFns)
}

// NewDirectoryRegisteredWaiter makes a waiter for directories to be REGISTERED, after
// RegisterWorkspaceDirectory.
//
//	REGISTERED                           done
//	ERROR DEREGISTERING DEREGISTERED     fail
//	not found                            fail, at first after Options.Grace
//	all others                           go on
func NewDirectoryRegisteredWaiter(client DescribeWorkspaceDirectoriesAPIClient, optFns ...func(*DirectoryWaiterOptions)) *DirectoryWaiter {
	return directoryWaiter("DirectoryRegistered", client, waiters.GoOn, decisions[types.WorkspaceDirectoryState]{
		done: []types.WorkspaceDirectoryState{types.WorkspaceDirectoryStateRegistered},
		fail: []types.WorkspaceDirectoryState{
			types.WorkspaceDirectoryStateError, types.WorkspaceDirectoryStateDeregistering, types.WorkspaceDirectoryStateDeregistered,
		},
	}, optFns)
}

// NewDirectoryDeregisteredWaiter makes a waiter for directories to be DEREGISTERED or gone, after
// DeregisterWorkspaceDirectory.
//
//	DEREGISTERED   done
//	not found      done
//	ERROR          fail
//	all others     go on
func NewDirectoryDeregisteredWaiter(client DescribeWorkspaceDirectoriesAPIClient, optFns ...func(*DirectoryWaiterOptions)) *DirectoryWaiter {
	return directoryWaiter("DirectoryDeregistered", client, waiters.Done, decisions[types.WorkspaceDirectoryState]{
		done: []types.WorkspaceDirectoryState{types.WorkspaceDirectoryStateDeregistered},
		fail: []types.WorkspaceDirectoryState{types.WorkspaceDirectoryStateError},
	}, optFns)
}

// ImageWaiter waits for images. Its input names any number of ImageIds, or a type of image.
type ImageWaiter = waiters.Waiter[DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, types.WorkspaceImage, Options]

// ImageWaiterOptions configure an [ImageWaiter].
type ImageWaiterOptions = waiters.Options[DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, Options]

func imageWaiter(
	name string, client DescribeWorkspaceImagesAPIClient, gone waiters.Verdict, table decisions[types.WorkspaceImageState],
	optFns []func(*ImageWaiterOptions),
) *ImageWaiter {
	return newWaiter(waiters.Spec[DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, types.WorkspaceImage, Options]{
		Name: name,
		List: func(in *DescribeWorkspaceImagesInput) waiters.Pager[DescribeWorkspaceImagesOutput, Options] {
			return NewDescribeWorkspaceImagesPaginator(client, in)
		},
		Items: func(out *DescribeWorkspaceImagesOutput) []types.WorkspaceImage { return out.Images },
		Join:  func(out *DescribeWorkspaceImagesOutput, items []types.WorkspaceImage) { out.Images = items },
		Resource: func(i *types.WorkspaceImage) waiters.Resource {
			return waiters.Resource{
				ID: aws.ToString(i.ImageId), State: string(i.State),
				ErrorCode: aws.ToString(i.ErrorCode), ErrorMessage: aws.ToString(i.ErrorMessage),
			}
		},
		Verdict: func(i *types.WorkspaceImage) waiters.Verdict { return table.verdict(i.State) },
		Gone:    gone,
		IDs:     func(in *DescribeWorkspaceImagesInput) []string { return in.ImageIds },
		Narrow: func(in *DescribeWorkspaceImagesInput, ids []string) *DescribeWorkspaceImagesInput {
			return &DescribeWorkspaceImagesInput{ImageIds: ids, MaxResults: in.MaxResults}
		},
		Check: func(in *DescribeWorkspaceImagesInput) error {
			return names(in.NextToken, member{"ImageIds", len(in.ImageIds) > 0}, member{"ImageType", in.ImageType != ""})
		},
	}, optFns)
}

// NewImageAvailableWaiter makes a waiter for images to be AVAILABLE, after the operations that create, copy
// or import one.
//
//	AVAILABLE    done
//	ERROR        fail
//	not found    fail, at first after Options.Grace
//	all others   go on
func NewImageAvailableWaiter(client DescribeWorkspaceImagesAPIClient, optFns ...func(*ImageWaiterOptions)) *ImageWaiter {
	return imageWaiter("ImageAvailable", client, waiters.GoOn, decisions[types.WorkspaceImageState]{
		done: []types.WorkspaceImageState{types.WorkspaceImageStateAvailable},
		fail: []types.WorkspaceImageState{types.WorkspaceImageStateError},
	}, optFns)
}

// NewImageDeletedWaiter makes a waiter for images to be gone, after DeleteWorkspaceImage.
//
//	not found    done
//	all others   go on
func NewImageDeletedWaiter(client DescribeWorkspaceImagesAPIClient, optFns ...func(*ImageWaiterOptions)) *ImageWaiter {
	return imageWaiter("ImageDeleted", client, waiters.Done, decisions[types.WorkspaceImageState]{}, optFns)
}

// ImageImportWaiter waits for the import of an image, which its input names by ImageId.
type ImageImportWaiter = waiters.Waiter[
	DescribeCustomWorkspaceImageImportInput, DescribeCustomWorkspaceImageImportOutput, DescribeCustomWorkspaceImageImportOutput, Options]

// ImageImportWaiterOptions configure an [ImageImportWaiter].
type ImageImportWaiterOptions = waiters.Options[DescribeCustomWorkspaceImageImportInput, DescribeCustomWorkspaceImageImportOutput, Options]

// DescribeCustomWorkspaceImageImportAPIClient is a client that can call DescribeCustomWorkspaceImageImport.
type DescribeCustomWorkspaceImageImportAPIClient interface {
	DescribeCustomWorkspaceImageImport(context.Context, *DescribeCustomWorkspaceImageImportInput, ...func(*Options)) (*DescribeCustomWorkspaceImageImportOutput, error)
}

// NewCustomImageImportCompletedWaiter makes a waiter for the import of an image to be COMPLETED, after
// ImportCustomWorkspaceImage.
//
//	COMPLETED    done
//	ERROR        fail
//	not found    fail, at first after Options.Grace
//	all others   go on
func NewCustomImageImportCompletedWaiter(client DescribeCustomWorkspaceImageImportAPIClient, optFns ...func(*ImageImportWaiterOptions)) *ImageImportWaiter {
	table := decisions[types.CustomWorkspaceImageImportState]{
		done: []types.CustomWorkspaceImageImportState{types.CustomWorkspaceImageImportStateCompleted},
		fail: []types.CustomWorkspaceImageImportState{types.CustomWorkspaceImageImportStateError},
	}
	type (
		in  = DescribeCustomWorkspaceImageImportInput
		out = DescribeCustomWorkspaceImageImportOutput
	)
	return newWaiter(waiters.Spec[in, out, out, Options]{
		Name: "CustomImageImportCompleted",
		List: func(params *in) waiters.Pager[out, Options] {
			return &onePage[DescribeCustomWorkspaceImageImportAPIClient, in, out]{
				client: client, call: DescribeCustomWorkspaceImageImportAPIClient.DescribeCustomWorkspaceImageImport, in: params,
			}
		},
		Items: func(o *out) []out { return []out{*o} },
		Resource: func(o *out) waiters.Resource {
			r := waiters.Resource{ID: aws.ToString(o.ImageId), State: string(o.State), ErrorMessage: aws.ToString(o.StateMessage)}
			if len(o.ErrorDetails) > 0 {
				r.ErrorCode, r.ErrorMessage = aws.ToString(o.ErrorDetails[0].ErrorCode), aws.ToString(o.ErrorDetails[0].ErrorMessage)
			}
			return r
		},
		Verdict: func(o *out) waiters.Verdict { return table.verdict(o.State) },
		IDs:     func(params *in) []string { return []string{aws.ToString(params.ImageId)} },
		Check:   func(params *in) error { return lacks(params.ImageId != nil, "ImageId") },
	}, optFns)
}

// BundleWaiter waits for bundles. Its input names any number of BundleIds, or an owner.
type BundleWaiter = waiters.Waiter[DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, types.WorkspaceBundle, Options]

// BundleWaiterOptions configure a [BundleWaiter].
type BundleWaiterOptions = waiters.Options[DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, Options]

// NewBundleAvailableWaiter makes a waiter for bundles to be AVAILABLE, after CreateWorkspaceBundle and
// UpdateWorkspaceBundle.
//
//	AVAILABLE    done
//	ERROR        fail
//	not found    fail, at first after Options.Grace
//	all others   go on
func NewBundleAvailableWaiter(client DescribeWorkspaceBundlesAPIClient, optFns ...func(*BundleWaiterOptions)) *BundleWaiter {
	table := decisions[types.WorkspaceBundleState]{
		done: []types.WorkspaceBundleState{types.WorkspaceBundleStateAvailable},
		fail: []types.WorkspaceBundleState{types.WorkspaceBundleStateError},
	}
	return newWaiter(waiters.Spec[DescribeWorkspaceBundlesInput, DescribeWorkspaceBundlesOutput, types.WorkspaceBundle, Options]{
		Name: "BundleAvailable",
		List: func(in *DescribeWorkspaceBundlesInput) waiters.Pager[DescribeWorkspaceBundlesOutput, Options] {
			return NewDescribeWorkspaceBundlesPaginator(client, in)
		},
		Items: func(out *DescribeWorkspaceBundlesOutput) []types.WorkspaceBundle { return out.Bundles },
		Join:  func(out *DescribeWorkspaceBundlesOutput, items []types.WorkspaceBundle) { out.Bundles = items },
		Resource: func(b *types.WorkspaceBundle) waiters.Resource {
			return waiters.Resource{ID: aws.ToString(b.BundleId), State: string(b.State)}
		},
		Verdict: func(b *types.WorkspaceBundle) waiters.Verdict { return table.verdict(b.State) },
		IDs:     func(in *DescribeWorkspaceBundlesInput) []string { return in.BundleIds },
		Narrow: func(_ *DescribeWorkspaceBundlesInput, ids []string) *DescribeWorkspaceBundlesInput {
			return &DescribeWorkspaceBundlesInput{BundleIds: ids}
		},
		Check: func(in *DescribeWorkspaceBundlesInput) error {
			return names(in.NextToken, member{"BundleIds", len(in.BundleIds) > 0}, member{"Owner", in.Owner != nil})
		},
	}, optFns)
}

// PoolWaiter waits for pools. Its input names any number of PoolIds, or pools by Filters. A pool must be
// found as it should be in two rounds in a row, as its state flaps.
type PoolWaiter = waiters.Waiter[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool, Options]

// PoolWaiterOptions configure a [PoolWaiter].
type PoolWaiterOptions = waiters.Options[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, Options]

func poolWaiter(
	name string, client DescribeWorkspacesPoolsAPIClient, gone waiters.Verdict, verdict func(*types.WorkspacesPool) waiters.Verdict,
	optFns []func(*PoolWaiterOptions),
) *PoolWaiter {
	return newWaiter(waiters.Spec[DescribeWorkspacesPoolsInput, DescribeWorkspacesPoolsOutput, types.WorkspacesPool, Options]{
		Name: name,
		List: func(in *DescribeWorkspacesPoolsInput) waiters.Pager[DescribeWorkspacesPoolsOutput, Options] {
			return NewDescribeWorkspacesPoolsPaginator(client, in)
		},
		Items: func(out *DescribeWorkspacesPoolsOutput) []types.WorkspacesPool { return out.WorkspacesPools },
		Join:  func(out *DescribeWorkspacesPoolsOutput, items []types.WorkspacesPool) { out.WorkspacesPools = items },
		Resource: func(p *types.WorkspacesPool) waiters.Resource {
			r := waiters.Resource{ID: aws.ToString(p.PoolId), State: string(p.State)}
			if len(p.Errors) > 0 {
				r.ErrorCode, r.ErrorMessage = string(p.Errors[0].ErrorCode), aws.ToString(p.Errors[0].ErrorMessage)
			}
			return r
		},
		Verdict: verdict,
		Gone:    gone,
		Reads:   2,
		IDs:     func(in *DescribeWorkspacesPoolsInput) []string { return in.PoolIds },
		Narrow: func(in *DescribeWorkspacesPoolsInput, ids []string) *DescribeWorkspacesPoolsInput {
			return &DescribeWorkspacesPoolsInput{PoolIds: ids, Limit: in.Limit}
		},
		Check: func(in *DescribeWorkspacesPoolsInput) error {
			return names(in.NextToken, member{"PoolIds", len(in.PoolIds) > 0}, member{"Filters", len(in.Filters) > 0})
		},
	}, optFns)
}

// NewPoolRunningWaiter makes a waiter for pools to be RUNNING, twice in a row, after StartWorkspacesPool.
//
//	RUNNING      done
//	DELETING     fail
//	not found    fail, at first after Options.Grace
//	all others   go on
//
// STOPPED goes on, as a start that was accepted need not show at once, but fails if the pool has Errors.
func NewPoolRunningWaiter(client DescribeWorkspacesPoolsAPIClient, optFns ...func(*PoolWaiterOptions)) *PoolWaiter {
	table := decisions[types.WorkspacesPoolState]{
		done: []types.WorkspacesPoolState{types.WorkspacesPoolStateRunning},
		fail: []types.WorkspacesPoolState{types.WorkspacesPoolStateDeleting},
	}
	return poolWaiter("PoolRunning", client, waiters.GoOn, func(p *types.WorkspacesPool) waiters.Verdict {
		if p.State == types.WorkspacesPoolStateStopped && len(p.Errors) > 0 {
			return waiters.Fail
		}
		return table.verdict(p.State)
	}, optFns)
}

// NewPoolStoppedWaiter makes a waiter for pools to be STOPPED, twice in a row, after CreateWorkspacesPool
// and StopWorkspacesPool.
//
//	STOPPED      done
//	DELETING     fail
//	not found    fail, at first after Options.Grace
//	all others   go on
func NewPoolStoppedWaiter(client DescribeWorkspacesPoolsAPIClient, optFns ...func(*PoolWaiterOptions)) *PoolWaiter {
	table := decisions[types.WorkspacesPoolState]{
		done: []types.WorkspacesPoolState{types.WorkspacesPoolStateStopped},
		fail: []types.WorkspacesPoolState{types.WorkspacesPoolStateDeleting},
	}
	return poolWaiter("PoolStopped", client, waiters.GoOn, func(p *types.WorkspacesPool) waiters.Verdict { return table.verdict(p.State) }, optFns)
}

// NewPoolDeletedWaiter makes a waiter for pools to be gone, twice in a row, after TerminateWorkspacesPool.
//
//	not found    done
//	all others   go on
func NewPoolDeletedWaiter(client DescribeWorkspacesPoolsAPIClient, optFns ...func(*PoolWaiterOptions)) *PoolWaiter {
	return poolWaiter("PoolDeleted", client, waiters.Done, func(*types.WorkspacesPool) waiters.Verdict { return waiters.GoOn }, optFns)
}
