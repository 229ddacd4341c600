// Command redirection sets up cross-Region redirection for a domain name, and prints the DNS record that directs the
// name's users to the first working Region. When the primary Region goes down or recovers, run the program again and
// change the record. A Region counts as working if the service's API responds there; production use needs a better
// check.
//
//	go run ./examples/redirection
//	go run ./examples/redirection -aws -domain desktops.example.com us-east-1=d-90671a2b3c us-west-2=d-92671a2b3d
//
// The arguments are the Regions with their directories, the primary Region first. Users need a desktop in each
// directory. In each Region, the program creates a connection alias for the domain name and associates it with the
// directory, unless this has already been done. If the directories belong to another account, the domain name's owner
// first runs the program with -share ACCOUNT, and then the other account runs it without -share.
//
// By default, the program uses two Regions of an in-process emulator. It then makes the first Region fail, and prints
// the record again.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"strings"
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
	r := redirection{out: out}
	flags := flag.NewFlagSet("redirection", flag.ContinueOnError)
	service.Flags(flags)
	flags.StringVar(&r.domain, "domain", "desktops.example.com", "`name` that users enter as registration code")
	flags.StringVar(&r.share, "share", "", "only create the aliases, and share them with this `account`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	places := flags.Args()
	if len(places) == 0 {
		places = []string{"us-east-1=d-90671a2b3c", "us-west-2=d-92671a2b3d"}
	}
	emulated := []workspacestest.Option{workspacestest.WithInstantChanges()}
	for _, place := range places {
		region, directory, found := strings.Cut(place, "=")
		if !found {
			return fmt.Errorf("%q is not a Region and a directory, such as us-east-1=d-90671a2b3c", place)
		}
		r.sites = append(r.sites, site{region: region, directory: directory})
		emulated = append(emulated, workspacestest.WithSeedResources(workspacestest.Seed{
			Region: region, Directories: []types.WorkspaceDirectory{{DirectoryId: &directory}},
		}))
	}
	cfg, err := service.Config(ctx, emulated...)
	if err != nil {
		return err
	}
	if !service.Confirmed(in, out, fmt.Sprintf("Create and associate aliases of %s in %d Regions? The name stays reserved for this account.", r.domain, len(r.sites))) {
		return errors.New("nothing was changed")
	}
	for i := range r.sites {
		cfg.Region = r.sites[i].region
		r.sites[i].client = workspaces.NewFromConfig(cfg, service.Options)
	}
	if r.share != "" {
		return r.shareAll(ctx)
	}
	if err := r.record(ctx); err != nil || service.Emulator == nil {
		return err
	}
	fmt.Fprintf(out, "\nThe emulator's Region %s fails now\n", r.sites[0].region)
	service.Emulator.Inject(workspacestest.Fault{Region: r.sites[0].region, Status: http.StatusServiceUnavailable})
	return r.record(ctx)
}

type redirection struct {
	domain, share string
	sites         []site // the site in the primary Region is first
	out           io.Writer
}

// site is a Region and the directory there.
type site struct {
	region, directory string
	client            *workspaces.Client
}

// record sets up all sites, and prints the DNS record for the first working site.
func (r *redirection) record(ctx context.Context) error {
	var value string
	var errs []error
	for _, s := range r.sites {
		own, err := r.setUp(ctx, s)
		switch {
		case err != nil:
			errs = append(errs, fmt.Errorf("%s: %w", s.region, err))
			fmt.Fprintf(r.out, "%s does not work: %v\n", s.region, err)
		case value == "":
			value = own
			fmt.Fprintf(r.out, "%s works: users go to its directory %s\n", s.region, s.directory)
		default:
			fmt.Fprintf(r.out, "%s works\n", s.region)
		}
	}
	if value == "" {
		return errors.Join(errs...)
	}
	fmt.Fprintf(r.out, "%s. 60 IN TXT %q\n", r.domain, value)
	return nil
}

// shareAll shares the aliases of all sites with the account r.share, creating missing aliases.
func (r *redirection) shareAll(ctx context.Context) error {
	for _, s := range r.sites {
		alias, err := r.alias(ctx, s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.region, err)
		}
		_, err = s.client.UpdateConnectionAliasPermission(ctx, &workspaces.UpdateConnectionAliasPermissionInput{
			AliasId:                   alias.AliasId,
			ConnectionAliasPermission: &types.ConnectionAliasPermission{SharedAccountId: &r.share, AllowAssociation: aws.Bool(true)},
		})
		if err != nil {
			return fmt.Errorf("%s: %w", s.region, err)
		}
		fmt.Fprintf(r.out, "%s: %s is shared with %s\n", s.region, aws.ToString(alias.AliasId), r.share)
	}
	return nil
}

// setUp creates a site's alias and associates it with the site's directory, if necessary. It returns the DNS record's
// value.
func (r *redirection) setUp(ctx context.Context, s site) (string, error) {
	alias, err := r.alias(ctx, s)
	if err != nil {
		return "", err
	}
	if value, found := identifier(alias, s.directory); found {
		return value, nil
	}
	_, err = s.client.AssociateConnectionAlias(ctx, &workspaces.AssociateConnectionAliasInput{AliasId: alias.AliasId, ResourceId: &s.directory})
	if err != nil {
		return "", err
	}
	this := &workspaces.DescribeConnectionAliasesInput{AliasIds: []string{aws.ToString(alias.AliasId)}}
	out, err := workspaces.NewConnectionAliasAssociatedWaiter(s.client).WaitForOutput(ctx, this, 10*time.Minute)
	if err != nil {
		return "", err
	}
	value, _ := identifier(&out.ConnectionAliases[0], s.directory)
	return value, nil
}

// identifier returns the value of an alias's DNS record. It returns false if the alias is not associated with the
// directory.
func identifier(alias *types.ConnectionAlias, directory string) (string, bool) {
	for _, association := range alias.Associations {
		if aws.ToString(association.ResourceId) == directory {
			return aws.ToString(association.ConnectionIdentifier), true
		}
	}
	return "", false
}

// alias returns a site's alias, creating it if necessary. It waits until the alias is CREATED.
func (r *redirection) alias(ctx context.Context, s site) (*types.ConnectionAlias, error) {
	var id *string
	for alias, err := range workspaces.NewDescribeConnectionAliasesPaginator(s.client, nil).Items(ctx) {
		if err != nil {
			return nil, err
		}
		if strings.EqualFold(aws.ToString(alias.ConnectionString), r.domain) {
			id = alias.AliasId
		}
	}
	if id == nil {
		created, err := s.client.CreateConnectionAlias(ctx, &workspaces.CreateConnectionAliasInput{ConnectionString: &r.domain})
		if err != nil {
			return nil, err
		}
		id = created.AliasId
	}
	this := &workspaces.DescribeConnectionAliasesInput{AliasIds: []string{aws.ToString(id)}}
	out, err := workspaces.NewConnectionAliasCreatedWaiter(s.client).WaitForOutput(ctx, this, 10*time.Minute)
	if err != nil {
		return nil, err
	}
	return &out.ConnectionAliases[0], nil
}
