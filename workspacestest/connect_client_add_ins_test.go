package workspacestest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

const (
	otherDirectoryID = "d-90670000bb"
	noDirectoryID    = "d-90670000ff"
)

// addIns calls the add-in operations for one directory.
type addIns struct {
	client    *workspaces.Client
	directory string
}

func (a addIns) create(t *testing.T, name string) (*string, error) {
	t.Helper()
	out, err := a.client.CreateConnectClientAddIn(t.Context(), &workspaces.CreateConnectClientAddInInput{
		ResourceId: aws.String(a.directory), Name: aws.String(name), URL: aws.String("https://" + name + ".my.connect.aws/"),
	})
	if err != nil {
		return nil, err
	}
	return out.AddInId, nil
}

func (a addIns) created(t *testing.T, name string) *string {
	t.Helper()
	id, err := a.create(t, name)
	require.NoError(t, err)
	return id
}

func (a addIns) update(t *testing.T, id, name, url *string) error {
	t.Helper()
	_, err := a.client.UpdateConnectClientAddIn(t.Context(), &workspaces.UpdateConnectClientAddInInput{
		AddInId: id, ResourceId: aws.String(a.directory), Name: name, URL: url,
	})
	return err
}

func (a addIns) delete(t *testing.T, id *string) error {
	t.Helper()
	_, err := a.client.DeleteConnectClientAddIn(t.Context(), &workspaces.DeleteConnectClientAddInInput{
		AddInId: id, ResourceId: aws.String(a.directory),
	})
	return err
}

func (a addIns) list(t *testing.T) []types.ConnectClientAddIn {
	t.Helper()
	out, err := a.client.DescribeConnectClientAddIns(t.Context(), &workspaces.DescribeConnectClientAddInsInput{ResourceId: aws.String(a.directory)})
	require.NoError(t, err)
	require.NotNil(t, out.AddIns)
	return out.AddIns
}

// newAddIns returns an addIns for each of an account's two directories.
func newAddIns(t *testing.T) (one, other addIns) {
	t.Helper()
	client := workspacestest.New(t, workspacestest.WithDirectory(directoryID), workspacestest.WithDirectory(otherDirectoryID)).Client()
	return addIns{client, directoryID}, addIns{client, otherDirectoryID}
}

func TestLifeOfAnAddIn(t *testing.T) {
	t.Parallel()
	one, other := newAddIns(t)
	assert.Empty(t, one.list(t))
	id, otherID := one.created(t, "sales"), other.created(t, "sales")
	assert.Regexp(t, `^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$`, *id)
	assert.NotEqual(t, *id, *otherID)
	want := types.ConnectClientAddIn{
		AddInId: id, ResourceId: aws.String(directoryID), Name: aws.String("sales"), URL: aws.String("https://sales.my.connect.aws/"),
	}
	assert.Equal(t, []types.ConnectClientAddIn{want}, one.list(t))

	require.NoError(t, one.update(t, id, aws.String("support"), nil))
	want.Name = aws.String("support")
	assert.Equal(t, []types.ConnectClientAddIn{want}, one.list(t))
	require.NoError(t, one.update(t, id, nil, aws.String("http://localhost/")))
	want.URL = aws.String("http://localhost/")
	assert.Equal(t, []types.ConnectClientAddIn{want}, one.list(t))
	assert.Equal(t, "sales", *other.list(t)[0].Name)

	require.NoError(t, one.delete(t, id))
	assert.Empty(t, one.list(t))
	assert.Len(t, other.list(t), 1)
	requireCode(t, one.delete(t, id), "ResourceNotFoundException", "add-in")
}

func TestRefusedAddIns(t *testing.T) {
	t.Parallel()
	one, other := newAddIns(t)
	id := one.created(t, "sales")
	requireCode(t, other.update(t, id, aws.String("mine"), nil), "ResourceNotFoundException", "add-in")
	requireCode(t, other.delete(t, id), "ResourceNotFoundException", "add-in")

	nowhere := addIns{one.client, noDirectoryID}
	_, err := nowhere.create(t, "sales")
	requireCode(t, err, "ResourceNotFoundException", "directory")
	requireCode(t, nowhere.update(t, id, nil, nil), "ResourceNotFoundException", "directory")
	requireCode(t, nowhere.delete(t, id), "ResourceNotFoundException", "directory")
	_, err = one.client.DescribeConnectClientAddIns(t.Context(), &workspaces.DescribeConnectClientAddInsInput{ResourceId: aws.String(noDirectoryID)})
	requireCode(t, err, "ResourceNotFoundException", "directory")
	assert.Equal(t, "sales", *one.list(t)[0].Name)
}

func TestADirectoryHasOneAddIn(t *testing.T) {
	t.Parallel()
	one, other := newAddIns(t)
	id := one.created(t, "sales")
	for _, name := range []string{"sales", "support"} {
		_, err := one.create(t, name)
		requireCode(t, err, "ResourceAlreadyExistsException", "The directory "+directoryID+" already has an add-in.")
	}
	assert.Len(t, one.list(t), 1)
	other.created(t, "support")
	require.NoError(t, one.delete(t, id))
	one.created(t, "support")
}

func TestAddInsNeedARegisteredDirectory(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	a := addIns{emu.Client(), directoryID}
	_, err := a.client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	_, err = a.create(t, "sales")
	requireCode(t, err, "InvalidParameterValuesException", "not in a valid state")
	emu.Advance(time.Hour)
	a.created(t, "sales")
}

// TestPagesOfAddIns seeds several add-ins, because calls can create only one per directory.
func TestPagesOfAddIns(t *testing.T) {
	t.Parallel()
	var many workspacestest.Seed
	addTo := func(directory string, i int) {
		many.ConnectClientAddIns = append(many.ConnectClientAddIns, types.ConnectClientAddIn{
			ResourceId: aws.String(directory), Name: aws.String(fmt.Sprint("addin", i)),
		})
	}
	for i := range 30 {
		addTo(directoryID, i)
		if i%10 == 0 {
			addTo(otherDirectoryID, i)
		}
	}
	emu := workspacestest.New(t, workspacestest.WithSeedResources(many))
	one := addIns{emu.Client(), directoryID}
	_, err := one.create(t, "one-more")
	requireCode(t, err, "ResourceAlreadyExistsException", "add-in")
	in := &workspaces.DescribeConnectClientAddInsInput{ResourceId: aws.String(directoryID)}
	names := make(map[string]bool)
	var sizes []int
	for {
		out, err := one.client.DescribeConnectClientAddIns(t.Context(), in)
		require.NoError(t, err)
		sizes = append(sizes, len(out.AddIns))
		for _, a := range out.AddIns {
			assert.Equal(t, directoryID, *a.ResourceId)
			names[*a.Name] = true
		}
		if out.NextToken == nil {
			break
		}
		in.NextToken = out.NextToken
	}
	assert.Equal(t, []int{25, 5}, sizes)
	assert.Len(t, names, 30)

	in = &workspaces.DescribeConnectClientAddInsInput{ResourceId: aws.String(directoryID), MaxResults: aws.Int32(7)}
	out, err := one.client.DescribeConnectClientAddIns(t.Context(), in)
	require.NoError(t, err)
	assert.Len(t, out.AddIns, 7)
	in.NextToken = aws.String("x")
	_, err = one.client.DescribeConnectClientAddIns(t.Context(), in)
	requireCode(t, err, "InvalidParameterValuesException", "NextToken")
}

func TestAddInsOfOtherAccounts(t *testing.T) {
	t.Parallel()
	_, owner, other := twoAccounts(t, workspacestest.WithDirectory(directoryID))
	id := addIns{owner, directoryID}.created(t, "sales")
	stranger := addIns{other, directoryID}
	requireCode(t, stranger.delete(t, id), "ResourceNotFoundException", "directory")
	_, err := stranger.client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{DirectoryId: aws.String(directoryID)})
	require.NoError(t, err)
	requireCode(t, stranger.delete(t, id), "ResourceNotFoundException", "add-in")
	assert.Empty(t, stranger.list(t))
}

func TestSeededAddIns(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client()
	seed(t, emu, workspacestest.Seed{ConnectClientAddIns: []types.ConnectClientAddIn{{}}})
	dirs := directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{})
	require.Len(t, dirs, 1, "the seed must also add a directory")
	own := addIns{client, *dirs[0].DirectoryId}
	list := own.list(t)
	require.Len(t, list, 1)
	assert.Regexp(t, `^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`, *list[0].AddInId)
	assert.NotEmpty(t, *list[0].Name)
	assert.NotEmpty(t, *list[0].URL)

	whole := types.ConnectClientAddIn{
		AddInId: aws.String("01234567-89ab-cdef-0123-456789abcdef"), ResourceId: aws.String(directoryID),
		Name: aws.String("sales"), URL: aws.String("https://sales.my.connect.aws/"),
	}
	seed(t, emu, workspacestest.Seed{ConnectClientAddIns: []types.ConnectClientAddIn{whole}})
	seeded := addIns{client, directoryID}
	assert.Equal(t, []types.ConnectClientAddIn{whole}, seeded.list(t))
	require.NoError(t, seeded.update(t, whole.AddInId, aws.String("support"), nil))
	assert.Equal(t, "support", *seeded.list(t)[0].Name)

	seed(t, emu, workspacestest.Seed{ConnectClientAddIns: []types.ConnectClientAddIn{{}}})
	assert.Len(t, directories(t, client, workspaces.DescribeWorkspaceDirectoriesInput{}), 2, "the second add-in must use an existing directory")
}
