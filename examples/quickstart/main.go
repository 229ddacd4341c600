// Command quickstart registers a directory, creates thirty desktops, waits until they are available, lists them, and
// stops them.
//
// By default, it uses an in-process emulator, which needs neither an AWS account nor a network. The emulator's clock
// runs fast, so minutes take milliseconds. With -endpoint URL, quickstart uses another endpoint. With -aws, it uses
// AWS, where desktops cost money, and asks for confirmation before creating anything.
package main

import (
	"context"
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
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const perCall = 25 // the maximum number of WorkSpaces per call

func main() { examples.Main(run) }

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	var service examples.Service
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	service.Flags(flags)
	directory := flags.String("directory", "d-90671a2b3c", "`identifier` of the directory to register")
	names := flags.String("users", "", "comma-separated `names` of users of the directory (default user01 to user30)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	var users []string
	for i := range 30 {
		users = append(users, fmt.Sprintf("user%02d", i+1))
	}
	if *names != "" {
		users = strings.Split(*names, ",")
	}

	// With -aws or -endpoint, Config calls config.LoadDefaultConfig. Otherwise, it returns the configuration of a new
	// workspacestest.Emulator. Options sets the client's endpoint and rate limiter.
	cfg, err := service.Config(ctx)
	if err != nil {
		return err
	}
	question := fmt.Sprintf("Create %d WorkSpaces in %s of %s? They cost money until you terminate them.", len(users), *directory, cfg.Region)
	if !service.Confirmed(in, out, question) {
		return errors.New("nothing was created")
	}
	j := &job{client: workspaces.NewFromConfig(cfg, service.Options), emulator: service.Emulator, out: out, terminal: isTerminal(out)}
	err = j.run(ctx, *directory, users)
	if err != nil && j.terminal {
		fmt.Fprintln(out) // ends an unfinished progress bar
	}
	return err
}

// job is one run of the quickstart.
type job struct {
	client   *workspaces.Client
	emulator *workspacestest.Emulator // nil if -aws or -endpoint is set
	out      io.Writer
	terminal bool // whether out is a terminal
}

func (j *job) run(ctx context.Context, directory string, users []string) error {
	_, err := j.client.RegisterWorkspaceDirectory(ctx, &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: &directory, Tenancy: types.TenancyShared})
	var registered *types.ResourceAlreadyExistsException
	if err != nil && !errors.As(err, &registered) {
		return err
	}
	var maxDelay time.Duration // the maximum pause between a waiter's rounds; 0 means the default
	if j.emulator != nil {
		maxDelay = time.Millisecond
	}
	err = workspaces.NewDirectoryRegisteredWaiter(j.client, func(o *workspaces.DirectoryWaiterOptions) {
		o.MaxDelay, o.OnProgress = maxDelay, j.progress
	}).Wait(ctx, &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{directory}}, time.Hour)
	if err != nil {
		return err
	}

	ids, err := j.create(ctx, directory, users)
	if err != nil {
		return err
	}
	desktops := &workspaces.DescribeWorkspacesInput{WorkspaceIds: ids} // any number of IDs: the waiter and the paginator send up to 25 per call
	waiting := func(o *workspaces.WorkspaceWaiterOptions) { o.MaxDelay, o.OnProgress = maxDelay, j.progress }
	if err := workspaces.NewWorkspaceAvailableWaiter(j.client, waiting).Wait(ctx, desktops, time.Hour); err != nil {
		return err
	}
	for ws, err := range workspaces.NewDescribeWorkspacesPaginator(j.client, desktops).Items(ctx) {
		if err != nil {
			return err
		}
		fmt.Fprintf(j.out, "  %s  %s  %s  %s\n", aws.ToString(ws.WorkspaceId), aws.ToString(ws.UserName), ws.State, aws.ToString(ws.IpAddress))
	}

	for batch := range slices.Chunk(ids, perCall) {
		input := &workspaces.StopWorkspacesInput{}
		for _, id := range batch {
			input.StopWorkspaceRequests = append(input.StopWorkspaceRequests, types.StopRequest{WorkspaceId: &id})
		}
		stopped, err := j.client.StopWorkspaces(ctx, input)
		if err != nil {
			return err
		}
		if err := stopped.Err(); err != nil { // non-nil if the response lists refused WorkSpaces
			return err
		}
	}
	if err := workspaces.NewWorkspaceStoppedWaiter(j.client, waiting).Wait(ctx, desktops, time.Hour); err != nil {
		return err
	}
	fmt.Fprintf(j.out, "Done: %d desktops in directory %s, all of them stopped\n", len(ids), directory)
	return nil
}

// create requests a desktop for each user, plus a second desktop for the first user, which the service refuses. It
// returns the new desktops' IDs.
func (j *job) create(ctx context.Context, directory string, users []string) (ids []string, err error) {
	var bundle *string // an AWS bundle with compute type STANDARD
	amazon := &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")}
	for b, err := range workspaces.NewDescribeWorkspaceBundlesPaginator(j.client, amazon).Items(ctx) {
		if err != nil {
			return nil, err
		}
		if b.ComputeType != nil && b.ComputeType.Name == types.ComputeStandard {
			bundle = b.BundleId
			break
		}
	}
	if bundle == nil {
		return nil, errors.New("AWS offers no bundle with the compute type STANDARD")
	}
	var requests []types.WorkspaceRequest
	for _, user := range append(slices.Clone(users), users[0]) {
		requests = append(requests, types.WorkspaceRequest{
			DirectoryId: &directory, UserName: &user, BundleId: bundle,
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop},
		})
	}
	for batch := range slices.Chunk(requests, perCall) {
		created, err := j.client.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: batch})
		if err != nil {
			return nil, err
		}
		for _, ws := range created.PendingRequests {
			ids = append(ids, aws.ToString(ws.WorkspaceId))
		}
		var refused *workspaces.BatchError
		if errors.As(created.Err(), &refused) {
			for _, item := range refused.Items {
				fmt.Fprintf(j.out, "Refused: %v\n", item)
			}
		}
	}
	fmt.Fprintf(j.out, "Requested %d desktops, %d were accepted\n", len(requests), len(ids))
	if len(ids) == 0 {
		return nil, errors.New("all desktops were refused")
	}
	return ids, nil
}
