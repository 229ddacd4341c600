package workspacestest

import (
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// addIn is an Amazon Connect add-in of a directory.
type addIn struct {
	ofDirectory
	Shown types.ConnectClientAddIn
}

var addInKind = &kind[types.ConnectClientAddIn, *addIn]{
	name:  "ConnectClientAddIns",
	table: func(s *store) *table[*addIn] { return &s.AddIns },
	list:  func(s *Seed) []types.ConnectClientAddIn { return s.ConnectClientAddIns },
	id:    func(shown *types.ConnectClientAddIn) *string { return shown.AddInId },
	form:  forms.UUID,
	check: []memberForm[types.ConnectClientAddIn]{
		{"ResourceId", forms.Directory, func(shown *types.ConnectClientAddIn) *string { return shown.ResourceId }},
	},
	seed: (*call).seedAddIn,
}

func (a *addIn) complete() bool {
	return allSet(a.Shown.AddInId)
}

// addIn returns an add-in of a directory, or an error.
func (c *call) addIn(id, directoryID *string) (*addIn, error) {
	if _, err := c.directory(directoryID); err != nil {
		return nil, err
	}
	a := c.AddIns.get(c, *id)
	if a == nil || a.DirectoryID != *directoryID {
		return nil, notFound(*id, "The specified add-in %s could not be found in the directory.")
	}
	return a, nil
}

// putAddIn stores an add-in of a directory.
func (c *call) putAddIn(d *directory, shown types.ConnectClientAddIn) *addIn {
	a := &addIn{partOf(d), shown}
	c.AddIns.put(*shown.AddInId, a)
	return a
}

// seedAddIn adds an add-in, or replaces the one with the same identifier. If the directory does not exist, seedAddIn
// adds it too.
func (c *call) seedAddIn(shown types.ConnectClientAddIn) *addIn {
	if shown.AddInId == nil {
		shown.AddInId = aws.String(c.IDs.uuid())
	}
	at := types.Workspace{DirectoryId: shown.ResourceId}
	c.chooseDirectory(&at)
	shown.ResourceId = at.DirectoryId
	setDefault(&shown.Name, aws.String("Amazon Connect"))
	setDefault(&shown.URL, aws.String("https://connect.example.com/"))
	return c.putAddIn(c.Directories.get(c, *shown.ResourceId), shown)
}

// createConnectClientAddIn rejects a second add-in for a directory, because the documentation allows only one. A seed
// can still add several.
func (c *call) createConnectClientAddIn(in *workspaces.CreateConnectClientAddInInput) (*workspaces.CreateConnectClientAddInOutput, error) {
	d, err := c.registered(in.ResourceId)
	if err != nil {
		return nil, err
	}
	for _, a := range c.AddIns.all(c) {
		if a.DirectoryID == *in.ResourceId {
			return nil, alreadyExists("The directory %s already has an add-in.", *in.ResourceId)
		}
	}
	a := c.putAddIn(d, types.ConnectClientAddIn{
		AddInId: aws.String(c.IDs.uuid()), ResourceId: in.ResourceId, Name: in.Name, URL: in.URL,
	})
	return &workspaces.CreateConnectClientAddInOutput{AddInId: a.Shown.AddInId}, nil
}

func (c *call) describeConnectClientAddIns(in *workspaces.DescribeConnectClientAddInsInput) (*workspaces.DescribeConnectClientAddInsOutput, error) {
	if _, err := c.directory(in.ResourceId); err != nil {
		return nil, err
	}
	list, next, err := paginate(c, c.AddIns.listing(c), func(a *addIn) bool { return a.DirectoryID == *in.ResourceId },
		in.NextToken, pageSize(in.MaxResults, maxPage))
	if err != nil {
		return nil, err
	}
	out := &workspaces.DescribeConnectClientAddInsOutput{AddIns: make([]types.ConnectClientAddIn, len(list)), NextToken: next}
	for i, a := range list {
		out.AddIns[i] = a.Shown
	}
	return out, nil
}

func (c *call) updateConnectClientAddIn(in *workspaces.UpdateConnectClientAddInInput) (*workspaces.UpdateConnectClientAddInOutput, error) {
	a, err := c.addIn(in.AddInId, in.ResourceId)
	if err != nil {
		return nil, err
	}
	setIfGiven(&a.Shown.Name, in.Name)
	setIfGiven(&a.Shown.URL, in.URL)
	return &workspaces.UpdateConnectClientAddInOutput{}, nil
}

func (c *call) deleteConnectClientAddIn(in *workspaces.DeleteConnectClientAddInInput) (*workspaces.DeleteConnectClientAddInOutput, error) {
	if _, err := c.addIn(in.AddInId, in.ResourceId); err != nil {
		return nil, err
	}
	c.AddIns.remove(*in.AddInId)
	return &workspaces.DeleteConnectClientAddInOutput{}, nil
}
