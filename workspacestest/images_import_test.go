package workspacestest_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// importOf returns a request to import an EC2 image.
func importOf(name string, process types.WorkspaceImageIngestionProcess) *workspaces.ImportWorkspaceImageInput {
	return &workspaces.ImportWorkspaceImageInput{
		Ec2ImageId: aws.String("ami-01234567"), IngestionProcess: process, ImageName: aws.String(name), ImageDescription: aws.String("licensed"),
	}
}

const infrastructure = "arn:aws:imagebuilder:us-east-1:123456789012:infrastructure-configuration/byol"

// customImportOf returns an ImportCustomWorkspaceImage request.
func customImportOf(name string) *workspaces.ImportCustomWorkspaceImageInput {
	return &workspaces.ImportCustomWorkspaceImageInput{
		ImageName: aws.String(name), ImageDescription: aws.String("licensed"), ComputeType: types.ImageComputeTypeBase,
		Protocol: types.CustomImageProtocolDcv, Platform: types.PlatformWindows, OsVersion: types.OSVersionWindows11,
		ImageSource:                    &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-01234567"},
		InfrastructureConfigurationArn: aws.String(infrastructure),
	}
}

// customImport returns DescribeCustomWorkspaceImageImport's output for an image.
func customImport(t *testing.T, client *workspaces.Client, image *string) *workspaces.DescribeCustomWorkspaceImageImportOutput {
	t.Helper()
	out, err := client.DescribeCustomWorkspaceImageImport(t.Context(), &workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: image})
	require.NoError(t, err)
	return out
}

// applicationsOn returns the IDs of the applications on an image.
func applicationsOn(t *testing.T, client *workspaces.Client, image *string) (ids []string) {
	t.Helper()
	out, err := client.DescribeImageAssociations(t.Context(), &workspaces.DescribeImageAssociationsInput{
		ImageId: image, AssociatedResourceTypes: []types.ImageAssociatedResourceType{types.ImageAssociatedResourceTypeApplication},
	})
	require.NoError(t, err)
	for _, a := range out.Associations {
		ids = append(ids, *a.AssociatedResourceId)
	}
	return ids
}

// launched creates a bundle with the image, launches a WorkSpace from the bundle, and returns the WorkSpace's
// properties. It returns an error if the bundle cannot be created.
func launched(t *testing.T, client *workspaces.Client, image *string, compute types.Compute) (*types.WorkspaceProperties, error) {
	t.Helper()
	out, err := client.CreateWorkspaceBundle(t.Context(), bundleOf(image, string(compute), compute, "100"))
	if err != nil {
		return nil, err
	}
	id := create(t, client, types.WorkspaceRequest{
		DirectoryId: aws.String(directoryID), UserName: out.WorkspaceBundle.BundleId, BundleId: out.WorkspaceBundle.BundleId,
	}).WorkspaceId
	found, err := client.DescribeWorkspaces(t.Context(), &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{*id}})
	require.NoError(t, err)
	return found.Workspaces[0].WorkspaceProperties, nil
}

func TestImportWorkspaceImage(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, byol, dedicated, noon)
	client := emu.Client()
	in := importOf("licensed", types.WorkspaceImageIngestionProcessByolRegularWsp)
	in.Tags = []types.Tag{tag("a", "b")}
	out, err := client.ImportWorkspaceImage(t.Context(), in)
	require.NoError(t, err)
	emu.Advance(time.Hour - 1)
	image := imageWith(t, client, out.ImageId)
	assert.Equal(t, types.WorkspaceImageStatePending, image.State)
	assert.Equal(t, "licensed", *image.Name)
	assert.Equal(t, "licensed", *image.Description)
	assert.Equal(t, types.OperatingSystemTypeWindows, image.OperatingSystem.Type)
	assert.Equal(t, types.WorkspaceImageRequiredTenancyDedicated, image.RequiredTenancy)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: out.ImageId})
	require.NoError(t, err)
	assert.Equal(t, []types.Tag{tag("a", "b")}, tags.TagList)
	assert.Empty(t, applicationsOn(t, client, out.ImageId))
	emu.Advance(1)
	assert.Equal(t, types.WorkspaceImageStateAvailable, imageWith(t, client, out.ImageId).State)
	_, err = client.DescribeCustomWorkspaceImageImport(t.Context(), &workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: out.ImageId})
	requireCode(t, err, "ResourceNotFoundException", "import")
}

func TestIngestionProcesses(t *testing.T) {
	t.Parallel()
	for process, want := range map[types.WorkspaceImageIngestionProcess]struct {
		fits, not types.Compute
		protocols []types.Protocol
	}{
		types.WorkspaceImageIngestionProcessByolRegular:         {types.ComputePower, types.ComputeGraphicsG4dn, []types.Protocol{types.ProtocolPcoip}},
		types.WorkspaceImageIngestionProcessByolRegularWsp:      {types.ComputePower, types.ComputeGraphicspro, []types.Protocol{types.ProtocolWsp}},
		types.WorkspaceImageIngestionProcessByolRegularByop:     {types.ComputePower, types.ComputeGraphics, nil},
		types.WorkspaceImageIngestionProcessByolGraphics:        {types.ComputeGraphics, types.ComputePower, []types.Protocol{types.ProtocolPcoip}},
		types.WorkspaceImageIngestionProcessByolGraphicspro:     {types.ComputeGraphicspro, types.ComputeGraphicsproG4dn, []types.Protocol{types.ProtocolPcoip}},
		types.WorkspaceImageIngestionProcessByolGraphicsG4dn:    {types.ComputeGraphicsproG4dn, types.ComputeGraphicspro, []types.Protocol{types.ProtocolPcoip}},
		types.WorkspaceImageIngestionProcessByolGraphicsG4dnWsp: {types.ComputeGraphicsG4dn, types.ComputeGraphicsG6Xlarge, []types.Protocol{types.ProtocolWsp}},
		types.WorkspaceImageIngestionProcessByolGraphicsG4dnByop: {
			types.ComputeGraphicsG4dn, types.ComputeValue, nil,
		},
	} {
		client := workspacestest.New(t, byol, dedicated, instant).Client()
		out, err := client.ImportWorkspaceImage(t.Context(), importOf("licensed", process))
		require.NoError(t, err, process)
		_, err = launched(t, client, out.ImageId, want.not)
		requireCode(t, err, "InvalidParameterValuesException", string(want.not))
		properties, err := launched(t, client, out.ImageId, want.fits)
		require.NoError(t, err, process)
		assert.Equal(t, types.OperatingSystemNameWindows10, properties.OperatingSystemName)
		assert.Equal(t, want.protocols, properties.Protocols, process)
	}
}

func TestImportedApplications(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, byol).Client()
	for application, name := range map[types.Application]string{
		types.ApplicationMicrosoftOffice2016: "Microsoft Office Professional Plus 2016",
		types.ApplicationMicrosoftOffice2019: "Microsoft Office Professional Plus 2019",
	} {
		in := importOf(string(application), types.WorkspaceImageIngestionProcessByolRegular)
		in.Applications = []types.Application{application}
		out, err := client.ImportWorkspaceImage(t.Context(), in)
		require.NoError(t, err)
		assert.Equal(t, []string{*applicationNamed(t, client, name)}, applicationsOn(t, client, out.ImageId))
	}
	in := importOf("more", types.WorkspaceImageIngestionProcessByolRegular)
	in.Applications = []types.Application{types.ApplicationMicrosoftOffice2016, types.ApplicationMicrosoftOffice2019}
	_, err := client.ImportWorkspaceImage(t.Context(), in)
	requireCode(t, err, "InvalidParameterValuesException", "one application")
	in.Applications = []types.Application{"Microsoft_Office_95"}
	_, err = client.ImportWorkspaceImage(t.Context(), in)
	requireCode(t, err, "ValidationException", "applications")
}

func TestImportRefusals(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, byol, workspacestest.WithQuota(workspacestest.QuotaImages, 1), workspacestest.WithSeedResources(workspacestest.Seed{
		Images: []types.WorkspaceImage{{Name: aws.String("taken")}},
	})).Client()
	for name, tt := range map[string]struct{ name, code, message string }{
		"name that is taken": {"taken", "ResourceAlreadyExistsException", "same name"},
		"too many":           {"free", "ResourceLimitExceededException", "1 images"},
	} {
		_, err := client.ImportWorkspaceImage(t.Context(), importOf(tt.name, types.WorkspaceImageIngestionProcessByolRegular))
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
		_, err = client.ImportCustomWorkspaceImage(t.Context(), customImportOf(tt.name))
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
	}
	in := customImportOf("a")
	in.Protocol = types.CustomImageProtocolPcoip
	_, err := client.ImportCustomWorkspaceImage(t.Context(), in)
	requireCode(t, err, "InvalidParameterValuesException", "PCOIP")
	_, err = client.DescribeCustomWorkspaceImageImport(t.Context(), &workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: aws.String("wsi-000000000")})
	requireCode(t, err, "ResourceNotFoundException", "import")
}

// TestCustomImportWithoutASource sends invalid sources as raw JSON, because the client's types cannot express them.
func TestCustomImportWithoutASource(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, byol)
	for source, want := range map[string]string{
		`{"Floppy":"a:"}`: "InvalidParameterValuesException",
		`{}`:              "ValidationException",
		`null`:            "ValidationException",
	} {
		a := call(t, emu, "ImportCustomWorkspaceImage", `{"ImageName":"a","ImageDescription":"b","ComputeType":"BASE","Protocol":"DCV","Platform":"WINDOWS",`+
			`"OsVersion":"Windows_11","InfrastructureConfigurationArn":"`+infrastructure+`","ImageSource":`+source+`}`)
		assert.Equal(t, want, a.Type, "%s: %s", source, a.body)
	}
	assert.Empty(t, imagesOf(t, emu.Client(), workspaces.DescribeWorkspaceImagesInput{}))
}

// TestCustomImport checks each step of an import.
func TestCustomImport(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, byol, dedicated, noon)
	client, began := emu.Client(), emu.Now()
	in := customImportOf("licensed")
	in.Tags = []types.Tag{tag("a", "b")}
	out, err := client.ImportCustomWorkspaceImage(t.Context(), in)
	require.NoError(t, err)
	assert.Equal(t, types.CustomWorkspaceImageImportStatePending, out.State)
	tags, err := client.DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: out.ImageId})
	require.NoError(t, err)
	assert.Equal(t, in.Tags, tags.TagList)

	at := customImport(t, client, out.ImageId)
	assert.Nil(t, at.ImageBuilderInstanceId, "the EC2 instance must not exist yet")
	assert.EqualValues(t, 0, *at.ProgressPercentage)
	steps := types.CustomWorkspaceImageImportState("").Values()
	steps = steps[:len(steps)-2]
	for n, step := range steps {
		at := customImport(t, client, out.ImageId)
		assert.Equal(t, step, at.State)
		assert.EqualValues(t, n*100/len(steps), *at.ProgressPercentage)
		assert.Equal(t, emu.Now(), *at.LastUpdatedTime)
		assert.NotEmpty(t, *at.StateMessage)
		assert.Equal(t, types.WorkspaceImageStatePending, imageWith(t, client, out.ImageId).State)
		if n < len(steps)-1 {
			emu.Advance(time.Hour / time.Duration(len(steps)))
		}
	}
	emu.Advance(began.Add(time.Hour - 1).Sub(emu.Now()))
	assert.EqualValues(t, 99, *customImport(t, client, out.ImageId).ProgressPercentage)
	emu.Advance(time.Hour + 1)
	at = customImport(t, client, out.ImageId)
	assert.Regexp(t, `^i-[0-9a-f]{17}$`, *at.ImageBuilderInstanceId)
	assert.NotEmpty(t, *at.StateMessage)
	assert.Equal(t, &workspaces.DescribeCustomWorkspaceImageImportOutput{
		ImageId: out.ImageId, State: types.CustomWorkspaceImageImportStateCompleted, StateMessage: at.StateMessage,
		ProgressPercentage: aws.Int32(100), ImageSource: in.ImageSource, InfrastructureConfigurationArn: aws.String(infrastructure),
		ImageBuilderInstanceId: at.ImageBuilderInstanceId, Created: &began, LastUpdatedTime: aws.Time(began.Add(time.Hour)), ResultMetadata: at.ResultMetadata,
	}, at)
	image := imageWith(t, client, out.ImageId)
	assert.Equal(t, types.WorkspaceImageStateAvailable, image.State)
	assert.Equal(t, types.WorkspaceImageRequiredTenancyDedicated, image.RequiredTenancy)

	require.NoError(t, deleteImage(t, client, out.ImageId))
	_, err = client.DescribeCustomWorkspaceImageImport(t.Context(), &workspaces.DescribeCustomWorkspaceImageImportInput{ImageId: out.ImageId})
	assert.True(t, workspaces.IsNotFound(err))
}

func TestCustomImportBySteps(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, byol, workspacestest.WithReads(workspacestest.ImportingImage, 4)).Client()
	out, err := client.ImportCustomWorkspaceImage(t.Context(), customImportOf("a"))
	require.NoError(t, err)
	for _, progress := range []int32{25, 50, 75, 100} {
		assert.Equal(t, progress, *customImport(t, client, out.ImageId).ProgressPercentage)
	}
}

func TestCustomImportSources(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, byol).Client()
	for name, source := range map[string]types.ImageSourceIdentifier{
		"ami":   &types.ImageSourceIdentifierMemberEc2ImageId{Value: "ami-0123456789abcdef0"},
		"task":  &types.ImageSourceIdentifierMemberEc2ImportTaskId{Value: "import-ami-01234567"},
		"build": &types.ImageSourceIdentifierMemberImageBuildVersionArn{Value: "arn:aws:imagebuilder:us-east-1:123456789012:image/windows/1.0.0/1"},
	} {
		in := customImportOf(name)
		in.ImageSource = source
		out, err := client.ImportCustomWorkspaceImage(t.Context(), in)
		require.NoError(t, err, name)
		assert.Equal(t, source, customImport(t, client, out.ImageId).ImageSource)
	}
}

func TestCustomImportsDecideTheHardware(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		compute   types.ImageComputeType
		os        types.OSVersion
		protocol  types.CustomImageProtocol
		fits, not types.Compute
		system    types.OperatingSystemName
		protocols []types.Protocol
	}{
		"base": {
			types.ImageComputeTypeBase, types.OSVersionWindows10, types.CustomImageProtocolPcoip,
			types.ComputePerformance, types.ComputeGraphicsG6Xlarge, types.OperatingSystemNameWindows10, []types.Protocol{types.ProtocolPcoip},
		},
		"one kind of graphics": {
			types.ImageComputeTypeGraphicsG4dn, types.OSVersionWindows11, types.CustomImageProtocolDcv,
			types.ComputeGraphicsG4dn, types.ComputePerformance, types.OperatingSystemNameWindows11, []types.Protocol{types.ProtocolWsp},
		},
		"another": {
			types.ImageComputeTypeGraphicsG6, types.OSVersionWindows11, types.CustomImageProtocolByop,
			types.ComputeGraphicsGr6f4xlarge, types.ComputeGraphicsG4dn, types.OperatingSystemNameWindows11, nil,
		},
	} {
		client := workspacestest.New(t, byol, dedicated, instant).Client()
		in := customImportOf("a")
		in.ComputeType, in.OsVersion, in.Protocol = tt.compute, tt.os, tt.protocol
		out, err := client.ImportCustomWorkspaceImage(t.Context(), in)
		require.NoError(t, err, name)
		_, err = launched(t, client, out.ImageId, tt.not)
		requireCode(t, err, "InvalidParameterValuesException", string(tt.not))
		properties, err := launched(t, client, out.ImageId, tt.fits)
		require.NoError(t, err, name)
		assert.Equal(t, tt.system, properties.OperatingSystemName, name)
		assert.Equal(t, tt.protocols, properties.Protocols, name)
	}
}

func TestDoomedImports(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, byol, noon)
	client := emu.Client()
	const code, message = "DiskSizeExceeded", "The disk is too large."
	doom(emu, "ImportWorkspaceImage", code, message)
	plain, err := client.ImportWorkspaceImage(t.Context(), importOf("a", types.WorkspaceImageIngestionProcessByolRegular))
	require.NoError(t, err)
	doom(emu, "ImportCustomWorkspaceImage", code, message)
	custom, err := client.ImportCustomWorkspaceImage(t.Context(), customImportOf("b"))
	require.NoError(t, err)
	assert.Empty(t, customImport(t, client, custom.ImageId).ErrorDetails)
	emu.Advance(time.Hour)
	for _, id := range []*string{plain.ImageId, custom.ImageId} {
		image := imageWith(t, client, id)
		assert.Equal(t, types.WorkspaceImageStateError, image.State)
		assert.Equal(t, code, *image.ErrorCode)
		assert.Equal(t, message, *image.ErrorMessage)
		assert.Equal(t, []types.ErrorDetails{{ErrorCode: types.WorkspaceImageErrorDetailCodeDiskSizeExceeded, ErrorMessage: aws.String(message)}}, image.ErrorDetails)
	}
	failed := customImport(t, client, custom.ImageId)
	assert.Equal(t, types.CustomWorkspaceImageImportStateError, failed.State)
	assert.EqualValues(t, 99, *failed.ProgressPercentage)
	assert.NotEmpty(t, *failed.StateMessage)
	assert.Equal(t, []types.CustomWorkspaceImageImportErrorDetails{{ErrorCode: aws.String(code), ErrorMessage: aws.String(message)}}, failed.ErrorDetails)
	require.NoError(t, deleteImage(t, client, custom.ImageId))
}
