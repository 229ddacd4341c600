// Command idle-report lists the desktops in several Regions that nobody has used for 30 days. The list is in CSV
// format, with each desktop's user and tags.
//
//	go run ./examples/idle-report
//	go run ./examples/idle-report -aws -regions us-east-1,eu-west-1 -idle 720h > idle.csv
//	go run ./examples/idle-report -aws -regions us-east-1,eu-west-1 -idle 0 > inventory.csv
//
// The list includes desktops that were never used, such as new ones. With -idle 0, it includes all desktops. The
// program only reads. It spends most of its time reading the tags, one desktop per call: about 25 minutes for 3,000
// desktops in a Region. A program that uses the module fleet/taggingapi reads the tags of 100 desktops per call.
//
// By default, the program uses two Regions of an in-process emulator.
package main

import (
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/examples"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

func main() { examples.Main(run) }

func run(ctx context.Context, args []string, _ io.Reader, out io.Writer) error {
	var service examples.Service
	flags := flag.NewFlagSet("idle-report", flag.ContinueOnError)
	service.Flags(flags)
	regions := flags.String("regions", "us-east-1,eu-west-1", "comma-separated `names` of Regions")
	idle := flags.Duration("idle", 30*24*time.Hour, "list desktops whose users were last connected this `long` ago; 0 lists all")
	if err := flags.Parse(args); err != nil {
		return err
	}
	cfg, err := service.Config(ctx, workspacestest.WithSeedResources(seed("us-east-1")), workspacestest.WithSeedResources(seed("eu-west-1")))
	if err != nil {
		return err
	}
	return report(ctx, cfg, strings.Split(*regions, ","), *idle, out, service.Options)
}

// report writes a line for each desktop. If a Region fails, the others are still reported.
func report(ctx context.Context, cfg aws.Config, regions []string, idle time.Duration, out io.Writer, optFns ...func(*workspaces.Options)) error {
	results, err := fleet.Regions(ctx, cfg, regions, func(ctx context.Context, client *workspaces.Client) (lines [][]string, err error) {
		filter := fleet.Filter{IdleFor: idle, NeverConnected: idle > 0}
		options := []fleet.InventoryOption{fleet.WithConnectionStatus(), fleet.WithTags(fleet.DescribeTags(client))}
		for desktop, err := range fleet.New(client).Inventory(ctx, filter, options...) {
			if err != nil {
				return lines, err
			}
			lines = append(lines, line(client.Options().Region, &desktop))
		}
		return lines, nil
	}, func(o *fleet.RegionsOptions) { o.InOrder, o.ClientOptions = true, optFns })
	if err != nil {
		return err
	}
	w := csv.NewWriter(out)
	lines := [][]string{{"region", "desktop", "user", "directory", "bundle", "running_mode", "state", "last_connected", "tags"}}
	var errs []error
	for r := range results {
		lines = append(lines, r.Value...)
		if r.Err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", r.Region, r.Err))
		}
	}
	return errors.Join(append(errs, w.WriteAll(lines))...)
}

// line returns a desktop's CSV fields.
func line(region string, d *fleet.Desktop) []string {
	last := "never"
	if !d.Connection.LastConnected.IsZero() {
		last = d.Connection.LastConnected.UTC().Format(time.DateOnly)
	}
	var mode types.RunningMode // the service returns no properties for a PENDING desktop
	if d.WorkspaceProperties != nil {
		mode = d.WorkspaceProperties.RunningMode
	}
	var tags []string
	for _, tag := range d.Tags {
		tags = append(tags, aws.ToString(tag.Key)+"="+aws.ToString(tag.Value))
	}
	slices.Sort(tags)
	return []string{
		region, d.ID(), aws.ToString(d.UserName), aws.ToString(d.DirectoryId), aws.ToString(d.BundleId), string(mode),
		string(d.State), last, strings.Join(tags, " "),
	}
}

// seed returns four desktops for an emulated Region: one in use, one last used yesterday, one last used 200 days ago,
// and one never used.
func seed(region string) workspacestest.Seed {
	id := func(user string) string { return "ws-" + strings.ReplaceAll(region, "-", "") + user }
	s := workspacestest.Seed{Region: region, Tags: make(map[string]map[string]string)}
	for _, user := range []string{"alice", "bob", "carol", "dave"} {
		s.Workspaces = append(s.Workspaces, types.Workspace{WorkspaceId: aws.String(id(user)), UserName: aws.String(user)})
		s.Tags[id(user)] = map[string]string{"CostCentre": "4711", "Owner": user + "@example.com"}
	}
	now := time.Now()
	s.ConnectionStatus = []types.WorkspaceConnectionStatus{
		{WorkspaceId: aws.String(id("alice")), ConnectionState: types.ConnectionStateConnected},
		{WorkspaceId: aws.String(id("bob")), LastKnownUserConnectionTimestamp: aws.Time(now.AddDate(0, 0, -1))},
		{WorkspaceId: aws.String(id("carol")), LastKnownUserConnectionTimestamp: aws.Time(now.AddDate(0, 0, -200))},
	}
	return s
}
