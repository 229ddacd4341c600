package workspaces

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/waiters"
)

// ImageWaiter waits until images reach the desired state. Its input names any number of ImageIds, or selects images by
// ImageType. Its methods Wait and WaitForOutput are documented at [waiters.Waiter].
type ImageWaiter = waiters.Waiter[DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, types.WorkspaceImage, Options]

// ImageWaiterOptions configures an [ImageWaiter]. The fields APIOptions, ClientOptions, MinDelay, MaxDelay,
// LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type ImageWaiterOptions = waiters.Options[DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, Options]

// imageSpec returns the Spec shared by all image waiters; each adds its own Verdict.
func imageSpec(name string, client DescribeWorkspaceImagesAPIClient) waiters.Spec[DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, types.WorkspaceImage, Options] {
	return waiters.Spec[DescribeWorkspaceImagesInput, DescribeWorkspaceImagesOutput, types.WorkspaceImage, Options]{
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
		IDs: func(in *DescribeWorkspaceImagesInput) []string { return in.ImageIds },
		Narrow: func(in *DescribeWorkspaceImagesInput, ids []string) *DescribeWorkspaceImagesInput {
			return &DescribeWorkspaceImagesInput{ImageIds: ids, MaxResults: in.MaxResults}
		},
		Check: func(in *DescribeWorkspaceImagesInput) error {
			return checkSelectors(in.NextToken,
				selector{"ImageIds", len(in.ImageIds) > 0}, selector{"ImageType", in.ImageType != ""})
		},
	}
}

// NewImageAvailableWaiter returns a waiter that waits until images are AVAILABLE. Use it after the operations
// that create, copy or import an image.
//
//	AVAILABLE    done
//	ERROR        fail
//	not found    fail, immediately if the image was found before, otherwise after Options.Grace
//	all others   keep waiting
func NewImageAvailableWaiter(client DescribeWorkspaceImagesAPIClient, optFns ...func(*ImageWaiterOptions)) *ImageWaiter {
	spec := imageSpec("ImageAvailable", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspaceImageState]{
		done: []types.WorkspaceImageState{types.WorkspaceImageStateAvailable},
		fail: []types.WorkspaceImageState{types.WorkspaceImageStateError},
	})
	return newWaiter(spec, optFns)
}

// NewImageDeletedWaiter returns a waiter that waits until images have been deleted. Use it after
// [Client.DeleteWorkspaceImage].
//
//	not found    done
//	all others   keep waiting
func NewImageDeletedWaiter(client DescribeWorkspaceImagesAPIClient, optFns ...func(*ImageWaiterOptions)) *ImageWaiter {
	spec := imageSpec("ImageDeleted", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.WorkspaceImageState]{})
	spec.Gone = waiters.Done
	return newWaiter(spec, optFns)
}

// ImageImportWaiter waits until an image import reaches the desired state. Its input names the image by ImageId. Its
// methods Wait and WaitForOutput are documented at [waiters.Waiter].
type ImageImportWaiter = waiters.Waiter[
	DescribeCustomWorkspaceImageImportInput, DescribeCustomWorkspaceImageImportOutput, DescribeCustomWorkspaceImageImportOutput, Options]

// ImageImportWaiterOptions configures an [ImageImportWaiter]. The fields APIOptions, ClientOptions, MinDelay, MaxDelay,
// LogWaitAttempts, Grace, Only, OnProgress and Retryable are documented at [waiters.Options].
type ImageImportWaiterOptions = waiters.Options[DescribeCustomWorkspaceImageImportInput, DescribeCustomWorkspaceImageImportOutput, Options]

// DescribeCustomWorkspaceImageImportAPIClient is a client that can call DescribeCustomWorkspaceImageImport, such as
// [Client]. Tests can implement this interface.
type DescribeCustomWorkspaceImageImportAPIClient interface {
	// DescribeCustomWorkspaceImageImport calls the operation.
	DescribeCustomWorkspaceImageImport(context.Context, *DescribeCustomWorkspaceImageImportInput, ...func(*Options)) (*DescribeCustomWorkspaceImageImportOutput, error)
}

// imageImportSpec returns the Spec shared by all image import waiters; each adds its own Verdict.
func imageImportSpec(name string, client DescribeCustomWorkspaceImageImportAPIClient) waiters.Spec[DescribeCustomWorkspaceImageImportInput, DescribeCustomWorkspaceImageImportOutput, DescribeCustomWorkspaceImageImportOutput, Options] {
	return waiters.Spec[DescribeCustomWorkspaceImageImportInput, DescribeCustomWorkspaceImageImportOutput, DescribeCustomWorkspaceImageImportOutput, Options]{
		Name: name,
		List: func(in *DescribeCustomWorkspaceImageImportInput) waiters.Pager[DescribeCustomWorkspaceImageImportOutput, Options] {
			return &onePage[DescribeCustomWorkspaceImageImportAPIClient, DescribeCustomWorkspaceImageImportInput, DescribeCustomWorkspaceImageImportOutput]{
				client: client, call: DescribeCustomWorkspaceImageImportAPIClient.DescribeCustomWorkspaceImageImport, in: in,
			}
		},
		Items: func(out *DescribeCustomWorkspaceImageImportOutput) []DescribeCustomWorkspaceImageImportOutput {
			return []DescribeCustomWorkspaceImageImportOutput{*out}
		},
		Resource: func(out *DescribeCustomWorkspaceImageImportOutput) waiters.Resource {
			r := waiters.Resource{ID: aws.ToString(out.ImageId), State: string(out.State), ErrorMessage: aws.ToString(out.StateMessage)}
			if len(out.ErrorDetails) > 0 {
				r.ErrorCode, r.ErrorMessage = aws.ToString(out.ErrorDetails[0].ErrorCode), aws.ToString(out.ErrorDetails[0].ErrorMessage)
			}
			return r
		},
		IDs: func(in *DescribeCustomWorkspaceImageImportInput) []string { return []string{aws.ToString(in.ImageId)} },
		Check: func(in *DescribeCustomWorkspaceImageImportInput) error {
			return requireSelector(selector{"ImageId", in.ImageId != nil})
		},
	}
}

// NewCustomImageImportCompletedWaiter returns a waiter that waits until an image import is COMPLETED. Use it
// after [Client.ImportCustomWorkspaceImage].
//
//	COMPLETED    done
//	ERROR        fail
//	not found    fail, immediately if the image was found before, otherwise after Options.Grace
//	all others   keep waiting
func NewCustomImageImportCompletedWaiter(client DescribeCustomWorkspaceImageImportAPIClient, optFns ...func(*ImageImportWaiterOptions)) *ImageImportWaiter {
	spec := imageImportSpec("CustomImageImportCompleted", client)
	spec.Verdict = verdictByState(spec.Resource, stateTable[types.CustomWorkspaceImageImportState]{
		done: []types.CustomWorkspaceImageImportState{types.CustomWorkspaceImageImportStateCompleted},
		fail: []types.CustomWorkspaceImageImportState{types.CustomWorkspaceImageImportStateError},
	})
	return newWaiter(spec, optFns)
}
