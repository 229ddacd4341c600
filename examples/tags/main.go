// Command tags tags desktops with their users' cost centres, which it reads from a CSV file. The desktops' other tags
// are kept. A second run changes nothing.
//
//	go run ./examples/tags
//	go run ./examples/tags -aws -file cost-centres.csv -dry-run
//	go run ./examples/tags -aws -file cost-centres.csv
//
// Each desktop takes one call, so 1,000 desktops take more than 8 minutes. Desktops whose users are not in the file are
// listed but not changed.
//
// By default, the program uses five desktops on an in-process emulator.
package main

import (
	"context"
	_ "embed"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/examples"
	"github.com/go-workspaces/workspaces/fleet"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

//go:embed cost-centres.csv
var sample string

func main() { examples.Main(run) }

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	var service examples.Service
	flags := flag.NewFlagSet("tags", flag.ContinueOnError)
	service.Flags(flags)
	file := flags.String("file", "", "CSV `file` of users and cost centres (default cost-centres.csv of the example)")
	key := flags.String("key", "CostCentre", "`key` of the tag")
	dryRun := flags.Bool("dry-run", false, "only look at the desktops")
	if err := flags.Parse(args); err != nil {
		return err
	}
	centres, err := read(*file)
	if err != nil {
		return err
	}
	cfg, err := service.Config(ctx, workspacestest.WithWorkspaces(5, types.WorkspaceStateAvailable))
	if err != nil {
		return err
	}
	f := fleet.New(workspaces.NewFromConfig(cfg, service.Options))
	desktops, err := byCentre(ctx, f, centres, out)
	if err != nil {
		return err
	}
	if *dryRun {
		for _, centre := range slices.Sorted(maps.Keys(desktops)) {
			fmt.Fprintf(out, "%s=%s: %d desktops\n", *key, centre, len(desktops[centre]))
		}
		return nil
	}
	if !service.Confirmed(in, out, fmt.Sprintf("Set the tag %s of desktops of %d cost centres?", *key, len(desktops))) {
		return errors.New("nothing was changed")
	}
	return tag(ctx, f, *key, desktops, out)
}

// tag tags each cost centre's desktops. If some desktops fail, the others are still tagged.
func tag(ctx context.Context, f *fleet.Fleet, key string, desktops map[string][]string, out io.Writer) error {
	var errs []error
	for _, centre := range slices.Sorted(maps.Keys(desktops)) {
		report, err := f.Tag(ctx, []types.Tag{{Key: &key, Value: &centre}}, slices.Values(desktops[centre]))
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s=%s: %d of %d desktops\n", key, centre, report.Count(fleet.Done), len(desktops[centre]))
		errs = append(errs, report.Err())
	}
	return errors.Join(errs...)
}

// byCentre maps each cost centre to the IDs of its desktops.
func byCentre(ctx context.Context, f *fleet.Fleet, centres map[string]string, out io.Writer) (map[string][]string, error) {
	desktops := make(map[string][]string)
	for desktop, err := range f.Inventory(ctx, fleet.Filter{}) {
		if err != nil {
			return nil, err
		}
		centre, known := centres[strings.ToLower(aws.ToString(desktop.UserName))]
		if !known {
			fmt.Fprintf(out, "%s of %s: the file does not name the user\n", desktop.ID(), aws.ToString(desktop.UserName))
			continue
		}
		desktops[centre] = append(desktops[centre], desktop.ID())
	}
	return desktops, nil
}

// read returns each user's cost centre from the named CSV file. If name is empty, it uses the example's own
// cost-centres.csv.
func read(name string) (map[string]string, error) {
	content := []byte(sample)
	if name != "" {
		var err error
		if content, err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	lines, err := csv.NewReader(strings.NewReader(string(content))).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(lines) == 0 || !slices.Equal(lines[0], []string{"user", "cost_centre"}) {
		return nil, errors.New("the first line must be: user,cost_centre")
	}
	centres := make(map[string]string)
	for _, line := range lines[1:] {
		centres[strings.ToLower(line[0])] = line[1]
	}
	return centres, nil
}
