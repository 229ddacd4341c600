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

// enableBYOL enables BYOL with a management CIDR range. If BYOL is already enabled, it changes the range.
func enableBYOL(t *testing.T, client *workspaces.Client, cidr string) error {
	t.Helper()
	out, err := client.ModifyAccount(t.Context(), &workspaces.ModifyAccountInput{
		DedicatedTenancySupport: types.DedicatedTenancySupportEnumEnabled, DedicatedTenancyManagementCidrRange: aws.String(cidr),
	})
	if err == nil {
		assert.NotEmpty(t, aws.ToString(out.Message))
	}
	return err
}

func describeAccount(t *testing.T, client *workspaces.Client) *workspaces.DescribeAccountOutput {
	t.Helper()
	out, err := client.DescribeAccount(t.Context(), &workspaces.DescribeAccountInput{})
	require.NoError(t, err)
	return out
}

func accountModifications(t *testing.T, client *workspaces.Client) []types.AccountModification {
	t.Helper()
	out, err := client.DescribeAccountModifications(t.Context(), &workspaces.DescribeAccountModificationsInput{})
	require.NoError(t, err)
	return out.AccountModifications
}

func TestBYOLIsEnabledWhenTheModificationIsCompleted(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, byol)
	client := emu.Client()
	account := describeAccount(t, client)
	assert.Equal(t, types.DedicatedTenancySupportResultEnumDisabled, account.DedicatedTenancySupport)
	assert.Nil(t, account.DedicatedTenancyManagementCidrRange)
	assert.Empty(t, account.DedicatedTenancyAccountType)
	assert.Nil(t, account.Message)
	all := accountModifications(t, client)
	assert.NotNil(t, all)
	assert.Empty(t, all)

	require.NoError(t, enableBYOL(t, client, "10.1.0.0/16"))
	began := emu.Now()
	emu.Advance(10*time.Minute - 5*time.Second)
	account = describeAccount(t, client)
	assert.Equal(t, types.DedicatedTenancySupportResultEnumDisabled, account.DedicatedTenancySupport)
	assert.Contains(t, aws.ToString(account.Message), "under way")
	all = accountModifications(t, client)
	require.Len(t, all, 1)
	assert.Equal(t, types.DedicatedTenancyModificationStateEnumPending, all[0].ModificationState)
	requireCode(t, enableBYOL(t, client, "10.2.0.0/16"), "InvalidResourceStateException", "under way")

	emu.Advance(10 * time.Second)
	account = describeAccount(t, client)
	assert.Equal(t, types.DedicatedTenancySupportResultEnumEnabled, account.DedicatedTenancySupport)
	assert.Equal(t, "10.1.0.0/16", aws.ToString(account.DedicatedTenancyManagementCidrRange))
	assert.Nil(t, account.Message)
	all = accountModifications(t, client)
	require.Len(t, all, 1)
	assert.WithinDuration(t, began, *all[0].StartTime, time.Second)
	all[0].StartTime = nil
	assert.Equal(t, types.AccountModification{
		ModificationState:                   types.DedicatedTenancyModificationStateEnumCompleted,
		DedicatedTenancySupport:             types.DedicatedTenancySupportResultEnumEnabled,
		DedicatedTenancyManagementCidrRange: aws.String("10.1.0.0/16"),
	}, all[0])
}

func TestAccountsWithoutBYOL(t *testing.T) {
	t.Parallel()
	emu, owner, _ := twoAccounts(t, instant, workspacestest.WithSeedResources(workspacestest.Seed{
		DedicatedTenancyManagementCidrRange: aws.String("10.1.0.0/16"),
	}))
	refusals := func(client *workspaces.Client) (errs []error) {
		_, err := client.ListAvailableManagementCidrRanges(t.Context(), &workspaces.ListAvailableManagementCidrRangesInput{
			ManagementCidrRangeConstraint: aws.String("10.0.0.0/8"),
		})
		errs = append(errs, err, enableBYOL(t, client, "10.2.0.0/16"))
		_, err = client.ImportWorkspaceImage(t.Context(), importOf("a", types.WorkspaceImageIngestionProcessByolRegular))
		errs = append(errs, err)
		_, err = client.ImportCustomWorkspaceImage(t.Context(), customImportOf("b"))
		return append(errs, err)
	}
	for _, client := range []*workspaces.Client{emu.Client(inRegion("eu-west-1")), emu.ClientFor(otherKey, workspacestest.Region)} {
		for _, err := range refusals(client) {
			requireCode(t, err, "AccessDeniedException", "not enabled for BYOL")
		}
		_, err := client.RegisterWorkspaceDirectory(t.Context(), &workspaces.RegisterWorkspaceDirectoryInput{
			DirectoryId: aws.String(directoryID), Tenancy: types.TenancyDedicated,
		})
		requireCode(t, err, "InvalidParameterValuesException", "DEDICATED")
		assert.Equal(t, types.DedicatedTenancySupportResultEnumDisabled, describeAccount(t, client).DedicatedTenancySupport)
		assert.Empty(t, accountModifications(t, client))
	}
	for _, err := range refusals(owner) {
		require.NoError(t, err)
	}
}

func TestManagementRangeChangesWhenTheModificationIsCompleted(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, byol)
	client := emu.Client()
	require.NoError(t, enableBYOL(t, client, "10.1.0.0/16"))
	emu.Advance(10 * time.Minute)
	_, err := client.ModifyAccount(t.Context(), &workspaces.ModifyAccountInput{DedicatedTenancyManagementCidrRange: aws.String("10.2.0.0/16")})
	require.NoError(t, err)
	assert.Equal(t, "10.1.0.0/16", *describeAccount(t, client).DedicatedTenancyManagementCidrRange)
	all := accountModifications(t, client)
	require.Len(t, all, 2)
	assert.Equal(t, "10.2.0.0/16", *all[0].DedicatedTenancyManagementCidrRange, "the newest modification comes first")
	emu.Advance(10 * time.Minute)
	assert.Equal(t, "10.2.0.0/16", *describeAccount(t, client).DedicatedTenancyManagementCidrRange)
}

func TestRefusedModificationsOfAnAccount(t *testing.T) {
	t.Parallel()
	const on = types.DedicatedTenancySupportEnumEnabled
	off := workspacestest.New(t, byol, instant).Client()
	enabled := workspacestest.New(t, byol, instant).Client()
	require.NoError(t, enableBYOL(t, enabled, "10.1.0.0/16"))
	for name, tt := range map[string]struct {
		client  *workspaces.Client
		support types.DedicatedTenancySupportEnum
		cidr    string
		code    string
		message string
	}{
		"nothing asked for":     {client: off, code: "InvalidParameterValuesException", message: "is required"},
		"no range":              {client: off, support: on, code: "InvalidParameterValuesException", message: "to enable BYOL"},
		"range while off":       {client: off, cidr: "10.1.0.0/16", code: "InvalidParameterValuesException", message: "not enabled"},
		"public range":          {client: off, support: on, cidr: "8.8.0.0/16", code: "InvalidParameterValuesException", message: "not available"},
		"size":                  {client: off, support: on, cidr: "10.1.0.0/24", code: "ValidationException", message: "pattern"},
		"enabled already":       {client: enabled, support: on, code: "InvalidResourceStateException", message: "already"},
		"range that it has":     {client: enabled, support: on, cidr: "10.1.0.0/16", code: "ResourceUnavailableException", message: "in use"},
		"switched off":          {client: enabled, support: "DISABLED", code: "ValidationException", message: "enum"},
		"public range while on": {client: enabled, cidr: "172.32.0.0/16", code: "InvalidParameterValuesException", message: "172.32.0.0/16"},
	} {
		in := &workspaces.ModifyAccountInput{DedicatedTenancySupport: tt.support}
		if tt.cidr != "" {
			in.DedicatedTenancyManagementCidrRange = aws.String(tt.cidr)
		}
		_, err := tt.client.ModifyAccount(t.Context(), in)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, tt.message)
	}
	assert.Empty(t, accountModifications(t, off))
	assert.Len(t, accountModifications(t, enabled), 1)
}

func TestPagesOfAccountModifications(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, byol, instant).Client()
	for i := range 27 {
		require.NoError(t, enableBYOL(t, client, fmt.Sprintf("10.%d.0.0/16", i)))
	}
	first, err := client.DescribeAccountModifications(t.Context(), &workspaces.DescribeAccountModificationsInput{})
	require.NoError(t, err)
	require.Len(t, first.AccountModifications, 25)
	assert.Equal(t, "10.26.0.0/16", *first.AccountModifications[0].DedicatedTenancyManagementCidrRange)
	require.NoError(t, enableBYOL(t, client, "10.99.0.0/16"), "the range in use changes between two pages")
	second, err := client.DescribeAccountModifications(t.Context(), &workspaces.DescribeAccountModificationsInput{NextToken: first.NextToken})
	require.NoError(t, err)
	require.Len(t, second.AccountModifications, 2)
	assert.Equal(t, "10.1.0.0/16", *second.AccountModifications[0].DedicatedTenancyManagementCidrRange)
	assert.Equal(t, "10.0.0.0/16", *second.AccountModifications[1].DedicatedTenancyManagementCidrRange)
	assert.Nil(t, second.NextToken)
	_, err = client.DescribeAccountModifications(t.Context(), &workspaces.DescribeAccountModificationsInput{NextToken: aws.String("x")})
	requireCode(t, err, "ValidationException", "NextToken")
}

func freeRanges(t *testing.T, client *workspaces.Client, within string, size *int32) (list []string, pages int) {
	t.Helper()
	in := &workspaces.ListAvailableManagementCidrRangesInput{ManagementCidrRangeConstraint: aws.String(within), MaxResults: size}
	for {
		out, err := client.ListAvailableManagementCidrRanges(t.Context(), in)
		require.NoError(t, err)
		require.NotNil(t, out.ManagementCidrRanges)
		list, pages = append(list, out.ManagementCidrRanges...), pages+1
		if out.NextToken == nil {
			return list, pages
		}
		in.NextToken = out.NextToken
	}
}

func TestAvailableManagementRanges(t *testing.T) {
	t.Parallel()
	client := workspacestest.New(t, byol, instant).Client()
	for _, tt := range []struct {
		within string
		size   *int32
		count  int
		pages  int
		first  string
		last   string
	}{
		{"10.0.0.0/8", nil, 256, 52, "10.0.0.0/16", "10.255.0.0/16"},
		{"10.77.3.4/9", aws.Int32(5), 128, 26, "10.0.0.0/16", "10.127.0.0/16"},
		{"172.16.0.0/14", aws.Int32(2), 4, 2, "172.16.0.0/16", "172.19.0.0/16"},
		{"192.168.0.0/16", nil, 1, 1, "192.168.0.0/16", "192.168.0.0/16"},
		{"0.0.0.0/0", nil, 256 + 16 + 1 + 2, 55, "10.0.0.0/16", "198.19.0.0/16"},
		{"8.0.0.0/8", nil, 0, 1, "", ""},
		{"10.1.0.0/24", nil, 0, 1, "", ""},
	} {
		list, pages := freeRanges(t, client, tt.within, tt.size)
		require.Len(t, list, tt.count, tt.within)
		assert.Equal(t, tt.pages, pages, tt.within)
		if tt.count > 0 {
			assert.Equal(t, tt.first, list[0])
			assert.Equal(t, tt.last, list[tt.count-1])
		}
	}
	require.NoError(t, enableBYOL(t, client, "172.17.0.0/16"))
	list, _ := freeRanges(t, client, "172.16.0.0/14", nil)
	assert.Equal(t, []string{"172.16.0.0/16", "172.18.0.0/16", "172.19.0.0/16"}, list, "the list must not contain the range in use")

	for name, tt := range map[string]struct {
		in   workspaces.ListAvailableManagementCidrRangesInput
		code string
	}{
		"constraint": {workspaces.ListAvailableManagementCidrRangesInput{ManagementCidrRangeConstraint: aws.String("10.0.0.0")}, "ValidationException"},
		"size": {workspaces.ListAvailableManagementCidrRangesInput{
			ManagementCidrRangeConstraint: aws.String("10.0.0.0/8"), MaxResults: aws.Int32(6),
		}, "ValidationException"},
		"token": {workspaces.ListAvailableManagementCidrRangesInput{
			ManagementCidrRangeConstraint: aws.String("10.0.0.0/8"), NextToken: aws.String("x"),
		}, "InvalidParameterValuesException"},
	} {
		_, err := client.ListAvailableManagementCidrRanges(t.Context(), &tt.in)
		require.Error(t, err, name)
		requireCode(t, err, tt.code, "")
	}
}

func TestDoomedModificationOfAnAccount(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t, byol, noon)
	client := emu.Client()
	doom(emu, "ModifyAccount", "Some.Code", "Some message.")
	require.NoError(t, enableBYOL(t, client, "10.1.0.0/16"))
	emu.Advance(10 * time.Minute)
	all := accountModifications(t, client)
	require.Len(t, all, 1)
	assert.Equal(t, types.DedicatedTenancyModificationStateEnumFailed, all[0].ModificationState)
	assert.Equal(t, "Some.Code", aws.ToString(all[0].ErrorCode))
	assert.Equal(t, "Some message.", aws.ToString(all[0].ErrorMessage))
	account := describeAccount(t, client)
	assert.Equal(t, types.DedicatedTenancySupportResultEnumDisabled, account.DedicatedTenancySupport)
	assert.Contains(t, aws.ToString(account.Message), "Some message.")
	require.NoError(t, enableBYOL(t, client, "10.1.0.0/16"), "a failed modification can be repeated")
}

func TestSeededAccount(t *testing.T) {
	t.Parallel()
	emu := workspacestest.New(t)
	client := emu.Client()
	for _, cidr := range []string{"10.9.0.0/16", "10.8.0.0/16"} {
		seed(t, emu, workspacestest.Seed{DedicatedTenancyManagementCidrRange: &cidr})
		account := describeAccount(t, client)
		assert.Equal(t, types.DedicatedTenancySupportResultEnumEnabled, account.DedicatedTenancySupport)
		assert.Equal(t, cidr, *account.DedicatedTenancyManagementCidrRange)
		assert.Len(t, accountModifications(t, client), 1)
	}
}
