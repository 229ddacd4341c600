// Command ip-groups makes IP access control groups match a JSON file. It prints the planned changes, then makes them. A
// second run has nothing left to change.
//
//	go run ./examples/ip-groups
//	go run ./examples/ip-groups -aws -file ip-groups.json -plan
//	go run ./examples/ip-groups -aws -file ip-groups.json
//
// The file lists each group's rules and each directory's groups. Groups and directories not named in the file are left
// alone. A directory named in the file loses all groups that the file does not list for it.
//
// By default, the program uses the example's own ip-groups.json and an in-process emulator.
package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
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
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

//go:embed ip-groups.json
var sample []byte

func main() { examples.Main(run) }

func run(ctx context.Context, args []string, in io.Reader, out io.Writer) error {
	var service examples.Service
	flags := flag.NewFlagSet("ip-groups", flag.ContinueOnError)
	service.Flags(flags)
	file := flags.String("file", "", "JSON `file` with the groups (default ip-groups.json of the example)")
	planOnly := flags.Bool("plan", false, "only print the plan")
	if err := flags.Parse(args); err != nil {
		return err
	}
	want, err := read(*file)
	if err != nil {
		return err
	}
	var emulated []workspacestest.Option
	for id := range want.Directories {
		emulated = append(emulated, workspacestest.WithDirectory(id))
	}
	cfg, err := service.Config(ctx, emulated...)
	if err != nil {
		return err
	}
	client := workspaces.NewFromConfig(cfg, service.Options)
	steps, err := plan(ctx, client, want)
	if err != nil {
		return err
	}
	for _, step := range steps {
		fmt.Fprintln(out, step.text)
	}
	if *planOnly || len(steps) == 0 {
		fmt.Fprintf(out, "%d changes to make\n", len(steps))
		return nil
	}
	if !service.Confirmed(in, out, "Make these changes?") {
		return errors.New("nothing was changed")
	}
	for _, step := range steps {
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", step.text, err)
		}
	}
	fmt.Fprintf(out, "%d changes made\n", len(steps))
	return nil
}

// desired is the content of the JSON file.
type desired struct {
	Groups      map[string][]types.IpRuleItem // group name to rules
	Directories map[string][]string           // directory ID to group names
}

func read(file string) (want desired, err error) {
	content := sample
	if file != "" {
		if content, err = os.ReadFile(file); err != nil {
			return want, err
		}
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&want); err != nil {
		return want, err
	}
	for directory, names := range want.Directories {
		for _, name := range names {
			if want.Groups[name] == nil {
				return want, fmt.Errorf("directory %s: the file has no group %q", directory, name)
			}
		}
	}
	return want, nil
}

// step is a planned change: its line in the plan, and the call that makes it.
type step struct {
	text string
	do   func(context.Context) error
}

// planner collects the steps of a plan.
type planner struct {
	client *workspaces.Client
	ids    map[string]string // group IDs by name; a step that creates a group adds its ID
	names  map[string]string // group names by ID
	steps  []step
}

func (p *planner) add(text string, do func(context.Context) error) {
	p.steps = append(p.steps, step{text, do})
}

// plan returns the steps that make the service match the file.
func plan(ctx context.Context, client *workspaces.Client, want desired) ([]step, error) {
	p := &planner{client: client, ids: make(map[string]string), names: make(map[string]string)}
	rules := make(map[string]string)
	for group, err := range workspaces.NewDescribeIpGroupsPaginator(client, nil).Items(ctx) {
		if err != nil {
			return nil, err
		}
		name, id := aws.ToString(group.GroupName), aws.ToString(group.GroupId)
		p.ids[name], p.names[id], rules[name] = id, name, text(group.UserRules)
	}
	for _, name := range slices.Sorted(maps.Keys(want.Groups)) {
		p.group(name, rules[name], want.Groups[name])
	}
	for _, directory := range slices.Sorted(maps.Keys(want.Directories)) {
		if err := p.directory(ctx, directory, want.Directories[directory]); err != nil {
			return nil, err
		}
	}
	return p.steps, nil
}

// group adds a step that creates the group or changes its rules, if necessary.
func (p *planner) group(name, has string, want []types.IpRuleItem) {
	switch {
	case p.ids[name] == "":
		p.add(fmt.Sprintf("create group %s with %s", name, text(want)), func(ctx context.Context) error {
			created, err := p.client.CreateIpGroup(ctx, &workspaces.CreateIpGroupInput{GroupName: &name, UserRules: want})
			if err == nil {
				p.ids[name] = aws.ToString(created.GroupId)
			}
			return err
		})
	case has != text(want):
		p.add(fmt.Sprintf("change group %s from %s to %s", name, has, text(want)), func(ctx context.Context) error {
			_, err := p.client.UpdateRulesOfIpGroup(ctx, &workspaces.UpdateRulesOfIpGroupInput{GroupId: aws.String(p.ids[name]), UserRules: want})
			return err
		})
	}
}

// directory adds the steps for one directory: first associating its missing groups, then disassociating groups that the
// file does not list for it.
func (p *planner) directory(ctx context.Context, id string, want []string) error {
	found, err := p.client.DescribeWorkspaceDirectories(ctx, &workspaces.DescribeWorkspaceDirectoriesInput{DirectoryIds: []string{id}})
	switch {
	case err != nil:
		return err
	case len(found.Directories) == 0:
		return fmt.Errorf("directory %s is not registered", id)
	}
	has := found.Directories[0].IpGroupIds
	for _, name := range want {
		if !slices.Contains(has, p.ids[name]) {
			p.add(fmt.Sprintf("associate group %s with directory %s", name, id), func(ctx context.Context) error {
				_, err := p.client.AssociateIpGroups(ctx, &workspaces.AssociateIpGroupsInput{DirectoryId: &id, GroupIds: []string{p.ids[name]}})
				return err
			})
		}
	}
	for _, group := range has {
		if !slices.Contains(want, p.names[group]) {
			p.add(fmt.Sprintf("disassociate group %s from directory %s", p.names[group], id), func(ctx context.Context) error {
				_, err := p.client.DisassociateIpGroups(ctx, &workspaces.DisassociateIpGroupsInput{DirectoryId: &id, GroupIds: []string{group}})
				return err
			})
		}
	}
	return nil
}

// text returns the rules as one line, in an order independent of the service's.
func text(rules []types.IpRuleItem) string {
	lines := make([]string, 0, len(rules))
	for _, rule := range rules {
		lines = append(lines, strings.TrimSpace(aws.ToString(rule.IpRule)+" "+aws.ToString(rule.RuleDesc)))
	}
	slices.Sort(lines)
	return "[" + strings.Join(lines, ", ") + "]"
}
