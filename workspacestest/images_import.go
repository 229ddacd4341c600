package workspacestest

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// imageImport describes the import of an image with ImportCustomWorkspaceImage. The import's progress is not stored;
// call.imported computes it from how long the image has been PENDING.
type imageImport struct {
	Ec2ImageId           string `json:",omitempty"` // exactly one of these three fields is set
	Ec2ImportTaskId      string `json:",omitempty"`
	ImageBuildVersionArn string `json:",omitempty"`

	InfrastructureConfigurationArn string
	ImageBuilderInstanceId         string
}

// source returns the import's source as an API type.
func (m *imageImport) source() types.ImageSourceIdentifier {
	switch {
	case m.Ec2ImageId != "":
		return &types.ImageSourceIdentifierMemberEc2ImageId{Value: m.Ec2ImageId}
	case m.Ec2ImportTaskId != "":
		return &types.ImageSourceIdentifierMemberEc2ImportTaskId{Value: m.Ec2ImportTaskId}
	default:
		return &types.ImageSourceIdentifierMemberImageBuildVersionArn{Value: m.ImageBuildVersionArn}
	}
}

// officeApplications are the AWS applications that an import can add to an image.
var officeApplications = map[types.Application]string{
	types.ApplicationMicrosoftOffice2016: "wsa-" + nameHash("Microsoft Office Professional Plus 2016"),
	types.ApplicationMicrosoftOffice2019: "wsa-" + nameHash("Microsoft Office Professional Plus 2019"),
}

// importWorkspaceImage assumes that the EC2 image exists and runs a licensed copy of Windows 10.
func (c *call) importWorkspaceImage(in *workspaces.ImportWorkspaceImageInput) (*workspaces.ImportWorkspaceImageOutput, error) {
	if err := c.checkBYOL(); err != nil {
		return nil, err
	}
	if len(in.Applications) > 1 {
		return nil, invalidValues("Only one application can be specified, not %s.", in.Applications)
	}
	i := licensedImage(types.OperatingSystemNameWindows10)
	i.Hardware, i.Protocol = parseIngestionProcess(in.IngestionProcess)
	if err := c.addImage(i, in.ImageName, in.ImageDescription, in.Tags); err != nil {
		return nil, err
	}
	for _, a := range in.Applications {
		c.associate(*i.Shown.ImageId, officeApplications[a], types.AssociationStateCompleted)
	}
	return &workspaces.ImportWorkspaceImageOutput{ImageId: i.Shown.ImageId}, nil
}

// licensedImage returns a new BYOL image that is being imported.
func licensedImage(os types.OperatingSystemName) *image {
	return &image{Made: byImporting, OS: os, Shown: types.WorkspaceImage{
		OperatingSystem: &types.OperatingSystem{Type: types.OperatingSystemTypeWindows},
		RequiredTenancy: types.WorkspaceImageRequiredTenancyDedicated,
	}}
}

// parseIngestionProcess returns the hardware and the streaming protocol named by an ingestion process.
func parseIngestionProcess(process types.WorkspaceImageIngestionProcess) (types.ImageComputeType, types.Protocol) {
	hardware, protocol := strings.TrimPrefix(string(process), "BYOL_"), types.ProtocolPcoip
	if name, found := strings.CutSuffix(hardware, "_WSP"); found {
		hardware, protocol = name, types.ProtocolWsp
	} else if name, found := strings.CutSuffix(hardware, "_BYOP"); found {
		hardware, protocol = name, ""
	}
	if hardware == "REGULAR" {
		return types.ImageComputeTypeBase, protocol
	}
	return types.ImageComputeType(hardware), protocol
}

// importCustomWorkspaceImage assumes that the image source and the EC2 Image Builder configuration exist.
func (c *call) importCustomWorkspaceImage(in *workspaces.ImportCustomWorkspaceImageInput) (*workspaces.ImportCustomWorkspaceImageOutput, error) {
	if err := c.checkBYOL(); err != nil {
		return nil, err
	}
	work := &imageImport{InfrastructureConfigurationArn: *in.InfrastructureConfigurationArn}
	switch source := in.ImageSource.(type) {
	case *types.ImageSourceIdentifierMemberEc2ImageId:
		work.Ec2ImageId = source.Value
	case *types.ImageSourceIdentifierMemberEc2ImportTaskId:
		work.Ec2ImportTaskId = source.Value
	case *types.ImageSourceIdentifierMemberImageBuildVersionArn:
		work.ImageBuildVersionArn = source.Value
	default:
		return nil, invalidValues("The ImageSource parameter must have one of Ec2ImageId, Ec2ImportTaskId and ImageBuildVersionArn.")
	}
	if in.OsVersion == types.OSVersionWindows11 && in.Protocol == types.CustomImageProtocolPcoip {
		return nil, invalidValues("The protocol %s is not supported for the operating system %s.", in.Protocol, in.OsVersion)
	}
	i := licensedImage(types.OperatingSystemName(strings.ToUpper(string(in.OsVersion))))
	i.Hardware, i.Import = in.ComputeType, work
	switch in.Protocol {
	case types.CustomImageProtocolPcoip:
		i.Protocol = types.ProtocolPcoip
	case types.CustomImageProtocolDcv:
		i.Protocol = types.ProtocolWsp
	}
	if err := c.addImage(i, in.ImageName, in.ImageDescription, in.Tags); err != nil {
		return nil, err
	}
	work.ImageBuilderInstanceId = c.IDs.ec2("i-")
	i.Life.show()
	return &workspaces.ImportCustomWorkspaceImageOutput{ImageId: i.Shown.ImageId, State: importSteps[0]}, nil
}

// importSteps are the states of an import in progress, in the order listed in the API. In the emulator, they all last
// equally long. Unverified: the service's order, and how long each state lasts.
var importSteps = []types.CustomWorkspaceImageImportState{
	types.CustomWorkspaceImageImportStatePending,
	types.CustomWorkspaceImageImportStateInProgress,
	types.CustomWorkspaceImageImportStateProcessingSourceImage,
	types.CustomWorkspaceImageImportStateImageTestingStart,
	types.CustomWorkspaceImageImportStateUpdatingOperatingSystem,
	types.CustomWorkspaceImageImportStateImageCompatibilityChecking,
	types.CustomWorkspaceImageImportStateImageTestingGeneralization,
	types.CustomWorkspaceImageImportStateCreatingTestInstance,
	types.CustomWorkspaceImageImportStateInstallingComponents,
	types.CustomWorkspaceImageImportStateGeneralizing,
	types.CustomWorkspaceImageImportStateValidating,
	types.CustomWorkspaceImageImportStatePublishing,
}

// imported divides an import's duration into equal parts, and returns how many of them have elapsed. The result is at
// most parts-1, because the image is no longer PENDING at the end of the last part.
func (c *call) imported(i *image, parts int) int {
	length := c.emulator.phases[ImportingImage]
	done, all := float64(c.now.Sub(i.Life.Since)), float64(length.time)
	if length.reads > 0 {
		done, all = float64(i.Life.Reads), float64(length.reads)
	}
	return min(parts-1, int(max(0, float64(parts)*done/all)))
}

// describeCustomWorkspaceImageImport shows the import of an image in the ERROR state as failed at 99 percent.
// Unverified: the wording of the messages.
func (c *call) describeCustomWorkspaceImageImport(in *workspaces.DescribeCustomWorkspaceImageImportInput) (*workspaces.DescribeCustomWorkspaceImageImportOutput, error) {
	i := c.Images.get(c, *in.ImageId)
	if i == nil || i.Import == nil {
		return nil, notFound(*in.ImageId, "The specified import of an image, %s, could not be found.")
	}
	out := &workspaces.DescribeCustomWorkspaceImageImportOutput{
		ImageId:                        in.ImageId,
		ImageSource:                    i.Import.source(),
		InfrastructureConfigurationArn: aws.String(i.Import.InfrastructureConfigurationArn),
		ImageBuilderInstanceId:         aws.String(i.Import.ImageBuilderInstanceId),
		Created:                        i.Shown.Created,
		LastUpdatedTime:                aws.Time(i.Life.Since),
	}
	switch i.Life.State {
	case types.WorkspaceImageStatePending:
		out.State = importSteps[c.imported(i, len(importSteps))]
		out.StateMessage = aws.String("The image is being imported.")
		out.ProgressPercentage = aws.Int32(int32(c.imported(i, 100)))
		out.LastUpdatedTime = aws.Time(c.now)
		if out.State == importSteps[0] {
			out.ImageBuilderInstanceId = nil
		}
	case types.WorkspaceImageStateAvailable:
		out.State = types.CustomWorkspaceImageImportStateCompleted
		out.StateMessage = aws.String("The image has been imported.")
		out.ProgressPercentage = aws.Int32(100)
	default:
		why := i.Life.failure()
		out.State = types.CustomWorkspaceImageImportStateError
		out.StateMessage = aws.String("The image could not be imported.")
		out.ProgressPercentage = aws.Int32(99)
		out.ErrorDetails = []types.CustomWorkspaceImageImportErrorDetails{{
			ErrorCode: aws.String(why.Code), ErrorMessage: aws.String(why.Message),
		}}
	}
	i.Life.show()
	return out, nil
}
