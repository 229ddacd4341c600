// Command image-pipeline copies the software on a golden desktop, the template, to another desktop. It creates an image
// of the golden desktop, puts the image into a bundle, and then moves the other desktop to the bundle.
//
//	go run ./examples/image-pipeline
//	go run ./examples/image-pipeline -aws -golden ws-0golden01 -desktop ws-0pilot001 -bundle Engineering -image Engineering-2026-11
//
// The first run creates the bundle and migrates the desktop. Later runs, each with a new -image, update the bundle and
// rebuild the desktop. Migrating and rebuilding both restore the user volume from its last snapshot. Migrating gives
// the desktop a new ID.
//
// By default, the program uses two desktops on an in-process emulator.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/examples"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func main() { examples.Main(run) }

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	var service examples.Service
	p := pipeline{out: out}
	flags := flag.NewFlagSet("image-pipeline", flag.ContinueOnError)
	service.Flags(flags)
	golden := flags.String("golden", "ws-0golden01", "`identifier` of the desktop with the software")
	desktop := flags.String("desktop", "ws-0pilot001", "`identifier` of the desktop to move")
	flags.StringVar(&p.image, "image", "Engineering-2026-11", "`name` of the new image")
	flags.StringVar(&p.bundle, "bundle", "Engineering", "`name` of the bundle, which is created if it does not exist")
	if err := flags.Parse(args); err != nil {
		return err
	}
	cfg, err := service.Config(ctx, workspacestest.WithInstantChanges(), workspacestest.WithSeedResources(workspacestest.Seed{
		Workspaces: []types.Workspace{{WorkspaceId: golden, UserName: aws.String("golden")}, {WorkspaceId: desktop, UserName: aws.String("pilot")}},
	}))
	if err != nil {
		return err
	}
	if !service.Confirmed(in, out, fmt.Sprintf("Make an image of %s and replace the system volume of %s?", *golden, *desktop)) {
		return errors.New("nothing was changed")
	}
	p.client = workspaces.NewFromConfig(cfg, service.Options)
	return p.run(ctx, *golden, *desktop)
}

type pipeline struct {
	client        *workspaces.Client
	image, bundle string // the names of the image and the bundle
	out           io.Writer
}

func (p *pipeline) run(ctx context.Context, golden, desktop string) error {
	source, err := p.desktop(ctx, golden)
	if err != nil {
		return err
	}
	image, err := p.client.CreateWorkspaceImage(ctx, &workspaces.CreateWorkspaceImageInput{
		WorkspaceId: &golden, Name: &p.image, Description: aws.String("Image of " + golden),
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Image %s of %s: the user of %s cannot work until it is AVAILABLE\n", aws.ToString(image.ImageId), golden, golden)
	images := &workspaces.DescribeWorkspaceImagesInput{ImageIds: []string{aws.ToString(image.ImageId)}}
	if err := workspaces.NewImageAvailableWaiter(p.client).Wait(ctx, images, 2*time.Hour); err != nil {
		return err
	}

	bundleID, err := p.publish(ctx, image.ImageId, source.BundleId)
	if err != nil {
		return err
	}
	bundles := &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{bundleID}}
	if err := workspaces.NewBundleAvailableWaiter(p.client).Wait(ctx, bundles, time.Hour); err != nil {
		return err
	}

	moved, err := p.move(ctx, desktop, bundleID)
	if err != nil {
		return err
	}
	desktops := &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{moved}}
	if err := workspaces.NewWorkspaceAvailableWaiter(p.client).Wait(ctx, desktops, 3*time.Hour); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "Desktop %s is AVAILABLE\n", moved)
	return nil
}

// publish puts the image into the bundle, creating the bundle with the golden desktop's hardware if necessary, and
// returns the bundle's ID.
func (p *pipeline) publish(ctx context.Context, image, like *string) (string, error) {
	for b, err := range workspaces.NewDescribeWorkspaceBundlesPaginator(p.client, nil).Items(ctx) { // the account's own bundles
		if err != nil {
			return "", err
		}
		if aws.ToString(b.Name) == p.bundle {
			fmt.Fprintf(p.out, "Bundle %s gets the image\n", aws.ToString(b.BundleId))
			_, err := p.client.UpdateWorkspaceBundle(ctx, &workspaces.UpdateWorkspaceBundleInput{BundleId: b.BundleId, ImageId: image})
			return aws.ToString(b.BundleId), err
		}
	}
	found, err := p.client.DescribeWorkspaceBundles(ctx, &workspaces.DescribeWorkspaceBundlesInput{BundleIds: []string{aws.ToString(like)}})
	if err != nil {
		return "", err
	}
	if len(found.Bundles) == 0 {
		return "", fmt.Errorf("the bundle %s of the golden desktop does not exist any more", aws.ToString(like))
	}
	hardware := found.Bundles[0]
	created, err := p.client.CreateWorkspaceBundle(ctx, &workspaces.CreateWorkspaceBundleInput{
		BundleName: &p.bundle, BundleDescription: aws.String("Made by image-pipeline"), ImageId: image,
		ComputeType: hardware.ComputeType, RootStorage: hardware.RootStorage, UserStorage: hardware.UserStorage,
	})
	if err != nil {
		return "", err
	}
	fmt.Fprintf(p.out, "Bundle %s is new\n", aws.ToString(created.WorkspaceBundle.BundleId))
	return aws.ToString(created.WorkspaceBundle.BundleId), nil
}

// move rebuilds the desktop if it already uses the bundle, and otherwise migrates it. It returns the desktop's ID,
// which changes in a migration.
func (p *pipeline) move(ctx context.Context, desktop, bundle string) (string, error) {
	ws, err := p.desktop(ctx, desktop)
	if err != nil {
		return "", err
	}
	if aws.ToString(ws.BundleId) == bundle {
		fmt.Fprintf(p.out, "Desktop %s is rebuilt\n", desktop)
		rebuilt, err := p.client.RebuildWorkspaces(ctx, &workspaces.RebuildWorkspacesInput{RebuildWorkspaceRequests: []types.RebuildRequest{{WorkspaceId: &desktop}}})
		if err != nil {
			return "", err
		}
		return desktop, rebuilt.Err()
	}
	migrated, err := p.client.MigrateWorkspace(ctx, &workspaces.MigrateWorkspaceInput{SourceWorkspaceId: &desktop, BundleId: &bundle})
	if err != nil {
		return "", err
	}
	fmt.Fprintf(p.out, "Desktop %s becomes %s\n", desktop, aws.ToString(migrated.TargetWorkspaceId))
	return aws.ToString(migrated.TargetWorkspaceId), nil
}

func (p *pipeline) desktop(ctx context.Context, id string) (*types.Workspace, error) {
	found, err := p.client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: []string{id}})
	if err != nil {
		return nil, err
	}
	if len(found.Workspaces) == 0 {
		return nil, fmt.Errorf("desktop %s does not exist", id)
	}
	return &found.Workspaces[0], nil
}
