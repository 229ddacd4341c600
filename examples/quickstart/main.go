// Command quickstart lives through a day of thirty desktops: it registers a directory, creates the
// desktops in two calls, one of which fails in part, waits until they are available, lists them page by
// page, stops them and counts their states.
//
// By default it runs on the emulator in this process: no AWS account, no network, and the minutes that
// desktops take pass in milliseconds. With -endpoint it does the same job on another service, with -aws
// on AWS, where desktops cost money: it asks first.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const perCall = 25 // the most that the service takes in one call

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "quickstart:", err)
		os.Exit(1)
	}
}

// job is what the flags ask for, and what it takes.
type job struct {
	client    *workspaces.Client
	out       io.Writer
	directory string
	users     []string
	poll      time.Duration
	wait      func(context.Context, time.Duration) error
}

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	endpoint := flags.String("endpoint", "", "do the job on the service at this `URL`")
	onAWS := flags.Bool("aws", false, "do the job on AWS, where desktops cost money")
	directory := flags.String("directory", "d-90671a2b3c", "the directory to register")
	users := flags.String("users", "", "comma-separated `names` of users of the directory (default user01 to user30)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	j := &job{out: out, directory: *directory, poll: 30 * time.Second, wait: sleep}
	for i := range 30 {
		j.users = append(j.users, fmt.Sprintf("user%02d", i+1))
	}
	if *users != "" {
		j.users = strings.Split(*users, ",")
	}

	switch {
	case *onAWS || *endpoint != "":
		cfg, err := config.LoadDefaultConfig(ctx)
		if err != nil {
			return err
		}
		j.client = workspaces.NewFromConfig(cfg, func(o *workspaces.Options) {
			if *endpoint != "" {
				o.BaseEndpoint = endpoint
			}
		})
		if *onAWS && !confirmed(in, out, fmt.Sprintf("Create %d WorkSpaces in %s of %s? They cost money until you terminate them. [yes/no] ",
			len(j.users), *directory, cfg.Region)) {
			return errors.New("nothing was created")
		}
	default:
		emulator := workspacestest.NewEmulator()
		defer emulator.Close()
		j.client = emulator.Client()
		j.wait = func(ctx context.Context, d time.Duration) error {
			emulator.Advance(d)
			return ctx.Err()
		}
	}
	return j.run(ctx)
}

func (j *job) run(ctx context.Context) error {
	if err := j.register(ctx); err != nil {
		return err
	}
	ids, err := j.create(ctx)
	if err != nil {
		return err
	}
	if err := j.waitFor(ctx, ids, types.WorkspaceStateAvailable); err != nil {
		return err
	}
	if err := j.list(ctx); err != nil {
		return err
	}
	if err := j.stop(ctx, ids); err != nil {
		return err
	}
	if err := j.waitFor(ctx, ids, types.WorkspaceStateStopped); err != nil {
		return err
	}
	counts, err := j.count(ctx, ids)
	if err != nil {
		return err
	}
	fmt.Fprintln(j.out, "\nStates at the end:")
	for state, n := range counts {
		fmt.Fprintf(j.out, "  %-10s %d\n", state, n)
	}
	return nil
}

// register makes the directory known, and waits until it can be used.
func (j *job) register(ctx context.Context) error {
	_, err := j.client.RegisterWorkspaceDirectory(ctx, &workspaces.RegisterWorkspaceDirectoryInput{
		DirectoryId: &j.directory, Tenancy: types.TenancyShared,
	})
	var exists *types.ResourceAlreadyExistsException
	if err != nil && !errors.As(err, &exists) {
		return err
	}
	for {
		out, err := j.client.DescribeWorkspaceDirectories(ctx, &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{j.directory}})
		if err != nil {
			return err
		}
		if len(out.Directories) == 1 {
			switch d := out.Directories[0]; d.State {
			case types.WorkspaceDirectoryStateRegistered:
				fmt.Fprintf(j.out, "Directory %s is registered: users enter the code %s.\n", j.directory, aws.ToString(d.RegistrationCode))
				return nil
			case types.WorkspaceDirectoryStateError:
				return fmt.Errorf("directory %s: %s", j.directory, aws.ToString(d.ErrorMessage))
			}
		}
		if err := j.wait(ctx, j.poll); err != nil {
			return err
		}
	}
}

// create asks for a desktop for each user, and a second one for the first user, which is refused.
func (j *job) create(ctx context.Context) (ids []string, err error) {
	bundles, err := j.client.DescribeWorkspaceBundles(ctx, &workspaces.DescribeWorkspaceBundlesInput{Owner: aws.String("AMAZON")})
	if err != nil {
		return nil, err
	}
	bundle := slices.IndexFunc(bundles.Bundles, func(b types.WorkspaceBundle) bool {
		return b.ComputeType != nil && b.ComputeType.Name == types.ComputeStandard
	})
	if bundle < 0 {
		return nil, errors.New("there is no bundle of compute type STANDARD")
	}
	var requests []types.WorkspaceRequest
	for _, user := range append(slices.Clone(j.users), j.users[0]) {
		requests = append(requests, types.WorkspaceRequest{
			DirectoryId: &j.directory, UserName: &user, BundleId: bundles.Bundles[bundle].BundleId,
			WorkspaceProperties: &types.WorkspaceProperties{RunningMode: types.RunningModeAutoStop},
		})
	}
	for batch := range slices.Chunk(requests, perCall) {
		out, err := j.client.CreateWorkspaces(ctx, &workspaces.CreateWorkspacesInput{Workspaces: batch})
		if err != nil {
			return nil, err
		}
		for _, w := range out.PendingRequests {
			ids = append(ids, aws.ToString(w.WorkspaceId))
		}
		fmt.Fprintf(j.out, "Asked for %d desktops: %d are on their way.\n", len(batch), len(out.PendingRequests))
		var refused *workspaces.BatchError
		if errors.As(out.Err(), &refused) {
			for _, item := range refused.Items {
				fmt.Fprintf(j.out, "  refused: %v\n", item)
			}
		}
	}
	return ids, nil
}

// waitFor draws a bar until all desktops are in a state.
func (j *job) waitFor(ctx context.Context, ids []string, state types.WorkspaceState) error {
	const width = 30
	waited := time.Duration(0)
	for {
		counts, err := j.count(ctx, ids)
		if err != nil {
			return err
		}
		done := counts[state]
		filled := width * done / len(ids)
		fmt.Fprintf(j.out, "\r%-10s [%s%s] %d/%d after %v", state, strings.Repeat("#", filled), strings.Repeat(".", width-filled), done, len(ids), waited)
		if done == len(ids) {
			fmt.Fprintln(j.out)
			return nil
		}
		if n := counts[types.WorkspaceStateError]; n > 0 {
			return fmt.Errorf("%d desktops ended in state ERROR", n)
		}
		if err := j.wait(ctx, j.poll); err != nil {
			return err
		}
		waited += j.poll
	}
}

// count says how many desktops are in each state. An identifier that is so new that the service does not
// know it yet counts as pending.
func (j *job) count(ctx context.Context, ids []string) (map[types.WorkspaceState]int, error) {
	counts := make(map[types.WorkspaceState]int)
	for batch := range slices.Chunk(ids, perCall) {
		out, err := j.client.DescribeWorkspaces(ctx, &workspaces.DescribeWorkspacesInput{WorkspaceIds: batch})
		if err != nil {
			return nil, err
		}
		for _, w := range out.Workspaces {
			counts[w.State]++
		}
		if unknown := len(batch) - len(out.Workspaces); unknown > 0 {
			counts[types.WorkspaceStatePending] += unknown
		}
	}
	return counts, nil
}

// list prints the desktops of the directory, page by page.
func (j *job) list(ctx context.Context) error {
	table := tabwriter.NewWriter(j.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\nPAGE\tID\tUSER\tSTATE\tCOMPUTER\tADDRESS")
	input := &workspaces.DescribeWorkspacesInput{DirectoryId: &j.directory, Limit: aws.Int32(10)}
	for page := 1; ; page++ {
		out, err := j.client.DescribeWorkspaces(ctx, input)
		if err != nil {
			return err
		}
		for _, w := range out.Workspaces {
			fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\t%s\n", page, aws.ToString(w.WorkspaceId), aws.ToString(w.UserName), w.State,
				aws.ToString(w.ComputerName), aws.ToString(w.IpAddress))
		}
		if input.NextToken = out.NextToken; input.NextToken == nil {
			fmt.Fprintln(table)
			return table.Flush()
		}
	}
}

func (j *job) stop(ctx context.Context, ids []string) error {
	for batch := range slices.Chunk(ids, perCall) {
		input := &workspaces.StopWorkspacesInput{}
		for _, id := range batch {
			input.StopWorkspaceRequests = append(input.StopWorkspaceRequests, types.StopRequest{WorkspaceId: &id})
		}
		out, err := j.client.StopWorkspaces(ctx, input)
		if err != nil {
			return err
		}
		if err := out.Err(); err != nil {
			return err
		}
	}
	return nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func confirmed(in io.Reader, out io.Writer, question string) bool {
	fmt.Fprint(out, question)
	answer, _ := bufio.NewReader(in).ReadString('\n')
	return strings.TrimSpace(answer) == "yes"
}
