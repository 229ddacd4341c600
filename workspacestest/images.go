package workspacestest

import (
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// image is one of the account's images, along with what new bundles and their WorkSpaces get from it.
type image struct {
	Shown      types.WorkspaceImage // without the state and the error, which are kept in Life
	Made       imageOrigin
	OS         types.OperatingSystemName
	Protocol   types.Protocol         // empty if customers bring their own protocol
	Root       int32                  // the smallest possible root volume, in GiB; 0 if unknown
	Hardware   types.ImageComputeType // the hardware that the image was imported for; empty if any hardware will do
	SharedWith []string               // the accounts allowed to copy the image, sorted
	Import     *imageImport           `json:",omitempty"` // nil unless ImportCustomWorkspaceImage created the image
	Life       lifecycle[types.WorkspaceImageState]
	Tags       tagSet
}

// imageOrigin says how an image was created, which determines how long it is PENDING.
type imageOrigin string

const (
	byImaging   imageOrigin = "imaging" // from a WorkSpace
	byCopying   imageOrigin = "copying"
	byImporting imageOrigin = "importing"
	byUpdating  imageOrigin = "updating"
)

var imageCourses = map[imageOrigin]course[types.WorkspaceImageState]{
	byImaging:   imageCourse(Imaging),
	byCopying:   imageCourse(CopyingImage),
	byImporting: imageCourse(ImportingImage),
	byUpdating:  imageCourse(UpdatingImage),
}

func imageCourse(takes Phase) course[types.WorkspaceImageState] {
	return course[types.WorkspaceImageState]{
		types.WorkspaceImageStatePending: {takes, types.WorkspaceImageStateAvailable, types.WorkspaceImageStateError},
	}
}

func (i *image) settle(c *call) (gone bool) { return i.Life.settle(c, imageCourses[i.Made]) }

var imageKind = &kind[types.WorkspaceImage, *image]{
	name:  "Images",
	table: func(s *store) *table[*image] { return &s.Images },
	tags:  func(_ *call, i *image) tagSet { return i.Tags },
	list:  func(s *Seed) []types.WorkspaceImage { return s.Images },
	id:    func(shown *types.WorkspaceImage) *string { return shown.ImageId },
	form:  forms.Image,
	check: []memberForm[types.WorkspaceImage]{
		{"OwnerAccountId", forms.Account, func(shown *types.WorkspaceImage) *string { return nilIfEmpty(shown.OwnerAccountId) }},
	},
	seed: (*call).seedImage,
	ignores: func(shown *types.WorkspaceImage) []ignoredMember {
		if shown.State == types.WorkspaceImageStateError {
			return nil
		}
		ignored := ignoredErrors(shown.ErrorCode, shown.ErrorMessage)
		if len(shown.ErrorDetails) > 0 {
			ignored = append(ignored, ignoredMember{"ErrorDetails", notInError})
		}
		return ignored
	},
}

func (i *image) complete() bool {
	return allSet(i.Shown.ImageId, i.Shown.Name) && i.Tags != nil
}

// describe returns the image as shown in responses.
func (i *image) describe() types.WorkspaceImage {
	shown := i.Shown
	shown.State = i.Life.show()
	if shown.State != types.WorkspaceImageStateError {
		shown.ErrorCode, shown.ErrorMessage, shown.ErrorDetails = nil, nil, nil
	} else if why := i.Life.Doom; why != nil {
		shown.ErrorCode, shown.ErrorMessage = aws.String(why.Code), aws.String(why.Message)
		if i.Made == byImporting {
			shown.ErrorDetails = []types.ErrorDetails{{
				ErrorCode: types.WorkspaceImageErrorDetailCode(why.Code), ErrorMessage: aws.String(why.Message),
			}}
		}
	}
	return shown
}

// derive returns a new image with i's content and the given origin.
func (i *image) derive(origin imageOrigin) *image {
	return &image{
		Made: origin, OS: i.OS, Protocol: i.Protocol, Root: i.Root, Hardware: i.Hardware,
		Shown: types.WorkspaceImage{OperatingSystem: i.Shown.OperatingSystem, RequiredTenancy: i.Shown.RequiredTenancy},
	}
}

const imageNotFound = "The specified image %s could not be found."

// image returns one of the account's images, or an error if it does not exist.
func (c *call) image(id *string) (*image, error) {
	i := c.Images.get(c, *id)
	if i == nil {
		return nil, notFound(*id, imageNotFound)
	}
	return i, nil
}

// addImage stores a new image, which is PENDING until its creation ends.
func (c *call) addImage(i *image, name, description *string, tags []types.Tag) error {
	for _, other := range c.Images.all(c) {
		if *other.Shown.Name == *name {
			return &types.ResourceAlreadyExistsException{Message: aws.String("A WorkSpace image with the same name exists in the destination Region. " +
				"Provide a unique destination image name, and try again.")}
		}
	}
	set, err := newTags(tags)
	if err != nil {
		return err
	}
	if err := c.exceeds(QuotaImages, c.Images.count(c)+1); err != nil {
		return err
	}
	i.Shown.Name, i.Shown.Description, i.Tags = name, description, set
	i.Shown.State = types.WorkspaceImageStatePending
	c.putImage(i)
	return nil
}

// putImage stores an image. By default, the image is AVAILABLE and runs Windows.
func (c *call) putImage(i *image) {
	shown := &i.Shown
	if shown.ImageId == nil {
		shown.ImageId = aws.String(c.IDs.resource("wsi-"))
	}
	setDefault(&shown.Name, shown.ImageId)
	setDefault(&shown.OperatingSystem, &types.OperatingSystem{Type: types.OperatingSystemTypeWindows})
	setDefault(&shown.RequiredTenancy, types.WorkspaceImageRequiredTenancyDefault)
	setDefault(&shown.OwnerAccountId, aws.String(c.account))
	setDefault(&shown.Created, aws.Time(c.now))
	setDefault(&shown.Updates, &types.UpdateResult{
		UpdateAvailable: aws.Bool(false), Description: aws.String("There is no update for this image"),
	})
	setDefault(&shown.State, types.WorkspaceImageStateAvailable)
	i.Life.enter(c, shown.State)
	c.Images.put(*shown.ImageId, i)
}

// seedImage adds an image, or replaces the image with the same identifier. An image with another owner is added to the
// owner's account and shared with the seed's account. By default, the image runs Windows Server 2022, or Windows Server
// 2019 if the seed says that an update is available, because the service can update only images with older systems.
func (c *call) seedImage(shown types.WorkspaceImage) *image {
	switch owner := aws.ToString(shown.OwnerAccountId); owner {
	case "":
		shown.OwnerAccountId = aws.String(c.account)
	case c.account:
	default:
		i := c.at(place{owner, c.region}).seedImage(shown)
		i.SharedWith = []string{c.account}
		return i
	}
	i := &image{
		Shown: shown, Made: byImaging, Tags: tagSet{},
		OS: types.OperatingSystemNameWindowsServer2022, Protocol: types.ProtocolWsp,
	}
	if system := shown.OperatingSystem; system != nil && system.Type == types.OperatingSystemTypeLinux {
		i.OS = types.OperatingSystemNameAmazonLinux2
	} else if shown.Updates != nil && aws.ToBool(shown.Updates.UpdateAvailable) {
		i.OS = types.OperatingSystemNameWindowsServer2019
	}
	c.putImage(i)
	return i
}

// createWorkspaceImage creates an image from a WorkSpace. It is not known which exception the service returns while the
// WorkSpace's properties are being modified.
func (c *call) createWorkspaceImage(in *workspaces.CreateWorkspaceImageInput) (*workspaces.CreateWorkspaceImageOutput, error) {
	w := c.workspace(in.WorkspaceId)
	switch {
	case w == nil:
		return nil, notFound(*in.WorkspaceId,
			"The specified WorkSpace cannot be found. Confirm that the workspace exists in your AWS account, and try again.")
	case w.state() != types.WorkspaceStateAvailable:
		return nil, invalidState("%s", wrongState(w.state()).Message)
	case w.Change.inFlight():
		return nil, invalidState("The operation is not possible while the WorkSpace is being modified: %s.", w.Change.Resource)
	case w.migrating():
		return nil, invalidState(beingMigrated)
	case aws.ToBool(w.Shown.RootVolumeEncryptionEnabled), aws.ToBool(w.Shown.UserVolumeEncryptionEnabled):
		return nil, notSupported("The operation couldn't be performed on the specified WorkSpace. " +
			"Confirm that the WorkSpace is not encrypted and try again.")
	}
	i := c.imageOf(w)
	if err := c.addImage(i, in.Name, in.Description, in.Tags); err != nil {
		return nil, err
	}
	c.inheritApplications(*in.WorkspaceId, *i.Shown.ImageId)
	w.suspend(c, i)
	shown := i.describe()
	return &workspaces.CreateWorkspaceImageOutput{
		ImageId:         shown.ImageId,
		Name:            shown.Name,
		Description:     shown.Description,
		State:           shown.State,
		OperatingSystem: shown.OperatingSystem,
		RequiredTenancy: shown.RequiredTenancy,
		OwnerAccountId:  shown.OwnerAccountId,
		Created:         shown.Created,
	}, nil
}

// imageOf returns a new image with a WorkSpace's operating system, protocol, root volume size and tenancy.
func (c *call) imageOf(w *workspace) *image {
	i := &image{Made: byImaging}
	if p := w.Shown.WorkspaceProperties; p != nil {
		i.OS, i.Root = p.OperatingSystemName, aws.ToInt32(p.RootVolumeSizeGib)
		if len(p.Protocols) > 0 {
			i.Protocol = p.Protocols[0]
		}
	}
	i.Shown.OperatingSystem = &types.OperatingSystem{Type: types.OperatingSystemTypeLinux}
	if strings.HasPrefix(string(i.OS), "WINDOWS") {
		i.Shown.OperatingSystem.Type = types.OperatingSystemTypeWindows
	}
	if d := c.Directories.get(c, *w.Shown.DirectoryId); d != nil && d.Shown.Tenancy == types.TenancyDedicated {
		i.Shown.RequiredTenancy = types.WorkspaceImageRequiredTenancyDedicated
	}
	return i
}

// suspend makes a WorkSpace SUSPENDED while an image is being created from it.
func (w *workspace) suspend(c *call, i *image) {
	w.enter(c, types.WorkspaceStateSuspended)
	w.Imaging = *i.Shown.ImageId
}

// resume makes a SUSPENDED WorkSpace AVAILABLE again once the image created from it is no longer PENDING.
func (w *workspace) resume(c *call) {
	if w.Imaging == "" {
		return
	}
	since := c.now
	if i := c.Images.get(c, w.Imaging); i != nil {
		if i.Life.State == types.WorkspaceImageStatePending {
			return
		}
		since = i.Life.Since
	}
	w.Imaging = ""
	w.Life = lifecycle[types.WorkspaceState]{State: types.WorkspaceStateAvailable, Since: since}
}

// updatableSystems are the operating systems of images that the service can update.
var updatableSystems = []types.OperatingSystemName{
	types.OperatingSystemNameWindows10, types.OperatingSystemNameWindowsServer2016, types.OperatingSystemNameWindowsServer2019,
}

// createUpdatedWorkspaceImage creates a new image even if there is no update for the source image. It is not known
// whether the service does so too.
func (c *call) createUpdatedWorkspaceImage(in *workspaces.CreateUpdatedWorkspaceImageInput) (*workspaces.CreateUpdatedWorkspaceImageOutput, error) {
	source, err := c.image(in.SourceImageId)
	switch {
	case err != nil:
		return nil, err
	case source.Life.State != types.WorkspaceImageStateAvailable:
		return nil, invalidState("%s", wrongImageState(source))
	case !slices.Contains(updatableSystems, source.OS):
		return nil, notSupported("Only images of Windows 10, Windows Server 2016 and Windows Server 2019 can be updated, not of the operating system %s.", source.OS)
	}
	i := source.derive(byUpdating)
	if err := c.addImage(i, in.Name, in.Description, in.Tags); err != nil {
		return nil, err
	}
	c.inheritApplications(*in.SourceImageId, *i.Shown.ImageId)
	return &workspaces.CreateUpdatedWorkspaceImageOutput{ImageId: i.Shown.ImageId}, nil
}

// wrongImageState returns the error message for an image that is not AVAILABLE.
func wrongImageState(i *image) string {
	return "The operation is not possible while the image is in the state " + string(i.Life.State) + "."
}

// deleteWorkspaceImage rejects an unknown image with InvalidResourceStateException, because the operation does not
// declare ResourceNotFoundException. It is not known which exception the service returns.
func (c *call) deleteWorkspaceImage(in *workspaces.DeleteWorkspaceImageInput) (*workspaces.DeleteWorkspaceImageOutput, error) {
	i := c.Images.get(c, *in.ImageId)
	if i == nil {
		if _, shared := c.sharedImage(*in.ImageId); shared != nil || c.amazonImage(*in.ImageId) {
			return nil, accessDenied("The specified image %s belongs to another account.", *in.ImageId)
		}
		return nil, invalidState(imageNotFound, *in.ImageId)
	}
	for _, b := range c.Bundles.all(c) {
		if *b.Shown.ImageId == *in.ImageId {
			return nil, &types.ResourceAssociatedException{
				Message: aws.String("One or more bundles are associated with the Image. Delete bundles associated with Image, and try again."),
			}
		}
	}
	switch {
	case i.Life.State == types.WorkspaceImageStatePending:
		return nil, invalidState("%s", wrongImageState(i))
	case len(i.SharedWith) > 0:
		return nil, invalidState("The specified image is shared with other accounts: %s. Stop sharing it, and try again.", strings.Join(i.SharedWith, ", "))
	}
	c.Images.remove(*in.ImageId)
	return &workspaces.DeleteWorkspaceImageOutput{}, nil
}
