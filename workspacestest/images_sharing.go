package workspacestest

import (
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// sharedImage looks up an image that another account in the Region shares with this account. It returns the image and a
// call that can access its owner's resources, or nil for both if there is no such image.
func (c *call) sharedImage(id string) (owner *call, i *image) {
	for owner := range c.neighbours() {
		if i := owner.Images.get(owner, id); i != nil && slices.Contains(i.SharedWith, c.account) {
			return owner, i
		}
	}
	return nil, nil
}

// describeWorkspaceImages lists only the account's own images if the call specifies neither an image type nor
// identifiers. It is not known whether a call with identifiers but without a type also finds shared images.
func (c *call) describeWorkspaceImages(in *workspaces.DescribeWorkspaceImagesInput) (*workspaces.DescribeWorkspaceImagesOutput, error) {
	found := make(map[string]*image)
	if in.ImageType == types.ImageTypeShared || in.ImageType == "" && in.ImageIds != nil {
		for owner := range c.neighbours() {
			for id, i := range owner.Images.all(owner) {
				if slices.Contains(i.SharedWith, c.account) {
					found[id] = i
				}
			}
		}
	}
	if in.ImageType != types.ImageTypeShared {
		maps.Insert(found, c.Images.all(c))
	}
	all := listingOf(slices.Sorted(maps.Keys(found)), func(id string) (*image, bool) { return found[id], true })
	list, next, err := paginate(c, all, func(i *image) bool {
		return in.ImageIds == nil || slices.Contains(in.ImageIds, *i.Shown.ImageId)
	}, in.NextToken, pageSize(in.MaxResults, maxPage))
	if err != nil {
		return nil, invalid(invalidToken)
	}
	out := &workspaces.DescribeWorkspaceImagesOutput{Images: make([]types.WorkspaceImage, len(list)), NextToken: next}
	for n, i := range list {
		out.Images[n] = i.describe()
	}
	return out, nil
}

// copyWorkspaceImage copies the account's own images and those shared with it, but not AWS images. It is not known
// which exception the service returns for a BYOL image in a Region where the account is not enabled for BYOL.
func (c *call) copyWorkspaceImage(in *workspaces.CopyWorkspaceImageInput) (*workspaces.CopyWorkspaceImageOutput, error) {
	if *in.SourceRegion != c.region && (copiesForbidden(*in.SourceRegion) || copiesForbidden(c.region)) {
		return nil, notSupported("Images cannot be copied from %s to %s.", *in.SourceRegion, c.region)
	}
	owner := c.at(place{c.account, *in.SourceRegion})
	source := owner.Images.get(owner, *in.SourceImageId)
	if source == nil {
		owner, source = owner.sharedImage(*in.SourceImageId)
	}
	switch {
	case source == nil:
		return nil, notFound(*in.SourceImageId, imageNotFound)
	case source.Life.State != types.WorkspaceImageStateAvailable:
		return nil, unavailable(*in.SourceImageId, wrongImageState(source))
	}
	if source.licensed() {
		if err := c.checkBYOL(); err != nil {
			return nil, err
		}
	}
	i := source.derive(byCopying)
	if err := c.addImage(i, in.Name, in.Description, in.Tags); err != nil {
		return nil, err
	}
	for _, a := range owner.associations(*in.SourceImageId) {
		if a.Installed && c.application(a.Application) != nil {
			c.associate(*i.Shown.ImageId, a.Application, types.AssociationStateCompleted)
		}
	}
	return &workspaces.CopyWorkspaceImageOutput{ImageId: i.Shown.ImageId}, nil
}

// copiesForbidden reports whether images cannot be copied to and from other Regions.
func copiesForbidden(region string) bool {
	return region == "cn-northwest-1" || strings.HasPrefix(region, "us-gov-")
}

// updateWorkspaceImagePermission assumes that the account in SharedAccountId exists and may use BYOL images. It is not
// known which exception the service returns in which case, and whether the same permission can be granted twice.
func (c *call) updateWorkspaceImagePermission(in *workspaces.UpdateWorkspaceImagePermissionInput) (*workspaces.UpdateWorkspaceImagePermissionOutput, error) {
	i := c.Images.get(c, *in.ImageId)
	if i == nil {
		if _, shared := c.sharedImage(*in.ImageId); shared != nil {
			return nil, accessDenied("The specified image %s belongs to another account.", *in.ImageId)
		}
		return nil, notFound(*in.ImageId, imageNotFound)
	}
	at, shared := slices.BinarySearch(i.SharedWith, *in.SharedAccountId)
	switch {
	case *in.SharedAccountId == c.account:
		return nil, invalidValues("An image cannot be shared with the account that owns it, %s.", c.account)
	case !*in.AllowCopyImage && !shared:
		return nil, invalidValues("The specified image is not shared with the account %s.", *in.SharedAccountId)
	case !*in.AllowCopyImage:
		i.SharedWith = slices.Delete(slices.Clone(i.SharedWith), at, at+1)
	case i.Life.State != types.WorkspaceImageStateAvailable:
		return nil, unavailable(*in.ImageId, wrongImageState(i))
	case i.licensed() && strings.HasPrefix(c.region, "us-gov-"):
		return nil, notSupported("BYOL images cannot be shared in %s.", c.region)
	case !shared:
		i.SharedWith = slices.Insert(slices.Clone(i.SharedWith), at, *in.SharedAccountId)
	}
	return &workspaces.UpdateWorkspaceImagePermissionOutput{}, nil
}

// describeWorkspaceImagePermissions accepts calls only from an image's owner. It is not known whether the service also
// accepts calls from other accounts.
func (c *call) describeWorkspaceImagePermissions(in *workspaces.DescribeWorkspaceImagePermissionsInput) (*workspaces.DescribeWorkspaceImagePermissionsOutput, error) {
	i, err := c.image(in.ImageId)
	if err != nil {
		return nil, err
	}
	all := listingOf(i.SharedWith, func(account string) (types.ImagePermission, bool) {
		return types.ImagePermission{SharedAccountId: aws.String(account)}, true
	})
	list, next, err := paginate(c, all, nil, in.NextToken, pageSize(in.MaxResults, maxPage))
	if err != nil {
		return nil, err
	}
	return &workspaces.DescribeWorkspaceImagePermissionsOutput{ImageId: in.ImageId, ImagePermissions: list, NextToken: next}, nil
}
