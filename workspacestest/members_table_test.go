package workspacestest_test

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	memberAccount      = "111111111111" // the account used for calls by default
	memberOtherAccount = "222222222222" // another account, with its own resources
)

// memberSeeds holds the resources of a memberWorld: at least two of each kind, with the first two as similar as
// possible. The image wsi-2iqzs0guc is the AWS image of Amazon Linux 2 with PCoIP.
var memberSeeds = []struct {
	of   memberPlace
	text string
}{
	{memberHere, `{
	"Directories":[
		{"DirectoryId":"d-aaaaaaaa","ipGroupIds":["wsipg-aaaaaaaa","wsipg-bbbbbbbb"]},
		{"DirectoryId":"d-bbbbbbbb","ipGroupIds":["wsipg-aaaaaaaa","wsipg-bbbbbbbb"]},
		{"DirectoryId":"d-cccccccc","WorkspaceDirectoryName":"third"},
		{"DirectoryId":"d-dddddddd","WorkspaceDirectoryName":"fourth"},
		{"DirectoryId":"wsd-aaaaaaaa","WorkspaceType":"POOLS"},
		{"DirectoryId":"wsd-bbbbbbbb","WorkspaceType":"POOLS"}],
	"Images":[
		{"ImageId":"wsi-aaaaaaaaa"},
		{"ImageId":"wsi-bbbbbbbbb"},
		{"ImageId":"wsi-ccccccccc"},
		{"ImageId":"wsi-ddddddddd","OperatingSystem":{"Type":"LINUX"}}],
	"Bundles":[
		{"BundleId":"wsb-aaaaaaaa","ImageId":"wsi-aaaaaaaaa"},
		{"BundleId":"wsb-bbbbbbbb","ImageId":"wsi-aaaaaaaaa"},
		{"BundleId":"wsb-cccccccc","ImageId":"wsi-aaaaaaaaa"},
		{"BundleId":"wsb-dddddddd","ImageId":"wsi-bbbbbbbbb"},
		{"BundleId":"wsb-eeeeeeee","ImageId":"wsi-2iqzs0guc"}],
	"Workspaces":[
		{"WorkspaceId":"ws-aaaaaaaa","DirectoryId":"d-aaaaaaaa","UserName":"anna","BundleId":"wsb-aaaaaaaa",
			"WorkspaceProperties":{"RunningMode":"AUTO_STOP"}},
		{"WorkspaceId":"ws-bbbbbbbb","DirectoryId":"d-bbbbbbbb","UserName":"ben","BundleId":"wsb-bbbbbbbb",
			"WorkspaceProperties":{"RunningMode":"AUTO_STOP","UserVolumeSizeGib":100}},
		{"WorkspaceId":"ws-cccccccc","DirectoryId":"d-aaaaaaaa","WorkspaceName":"desk-c","BundleId":"wsb-aaaaaaaa","State":"STOPPED",
			"WorkspaceProperties":{"RunningMode":"AUTO_STOP"}},
		{"WorkspaceId":"ws-dddddddd","DirectoryId":"d-bbbbbbbb","WorkspaceName":"desk-d","BundleId":"wsb-eeeeeeee","State":"STOPPED",
			"WorkspaceProperties":{"RunningMode":"AUTO_STOP"}}],
	"ConnectionStatus":[
		{"WorkspaceId":"ws-aaaaaaaa","ConnectionState":"CONNECTED"},
		{"WorkspaceId":"ws-bbbbbbbb","ConnectionState":"CONNECTED"}],
	"Applications":[
		{"ApplicationId":"wsa-aaaaaaaa"},
		{"ApplicationId":"wsa-bbbbbbbb","SupportedComputeTypeNames":["STANDARD"],"SupportedOperatingSystemNames":["WINDOWS_SERVER_2022"]}],
	"IpGroups":[
		{"groupId":"wsipg-aaaaaaaa","userRules":[{"ipRule":"10.0.0.0/24"},{"ipRule":"10.0.1.0/24"}]},
		{"groupId":"wsipg-bbbbbbbb","userRules":[{"ipRule":"10.0.0.0/24"}]},
		{"groupId":"wsipg-cccccccc"},
		{"groupId":"wsipg-dddddddd"}],
	"ConnectionAliases":[
		{"AliasId":"wsca-aaaaaaaa","Associations":[{"AssociationStatus":"ASSOCIATED_WITH_OWNER_ACCOUNT","ResourceId":"d-aaaaaaaa"}]},
		{"AliasId":"wsca-bbbbbbbb","Associations":[{"AssociationStatus":"ASSOCIATED_WITH_OWNER_ACCOUNT","ResourceId":"d-bbbbbbbb"}]},
		{"AliasId":"wsca-cccccccc"},
		{"AliasId":"wsca-dddddddd"}],
	"ConnectClientAddIns":[
		{"AddInId":"aaaaaaaa-0000-0000-0000-000000000000","ResourceId":"d-aaaaaaaa"},
		{"AddInId":"bbbbbbbb-0000-0000-0000-000000000000","ResourceId":"d-aaaaaaaa"},
		{"AddInId":"cccccccc-0000-0000-0000-000000000000","ResourceId":"d-bbbbbbbb"}],
	"Pools":[
		{"PoolId":"wspool-aaaaaaaaa","DirectoryId":"wsd-aaaaaaaa","PoolName":"pool-a"},
		{"PoolId":"wspool-bbbbbbbbb","DirectoryId":"wsd-aaaaaaaa","PoolName":"pool-b"},
		{"PoolId":"wspool-ccccccccc","DirectoryId":"wsd-aaaaaaaa","State":"STOPPED"},
		{"PoolId":"wspool-ddddddddd","DirectoryId":"wsd-aaaaaaaa","State":"STOPPED"}],
	"PoolSessions":[
		{"SessionId":"aaaaaaaa-1111-1111-1111-111111111111","PoolId":"wspool-aaaaaaaaa","UserId":"anna"},
		{"SessionId":"bbbbbbbb-1111-1111-1111-111111111111","PoolId":"wspool-aaaaaaaaa","UserId":"ben"},
		{"SessionId":"cccccccc-1111-1111-1111-111111111111","PoolId":"wspool-bbbbbbbbb"}],
	"AccountLinks":[
		{"AccountLinkId":"link-aaaaaaaa","AccountLinkStatus":"PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT","TargetAccountId":"888888888888"},
		{"AccountLinkId":"link-bbbbbbbb","AccountLinkStatus":"REJECTED","TargetAccountId":"333333333333"},
		{"AccountLinkId":"link-cccccccc","AccountLinkStatus":"PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT","SourceAccountId":"444444444444",
			"TargetAccountId":"111111111111"},
		{"AccountLinkId":"link-dddddddd","AccountLinkStatus":"PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT","SourceAccountId":"555555555555",
			"TargetAccountId":"111111111111"}],
	"DedicatedTenancyManagementCidrRange":"10.1.0.0/16",
	"Tags":{"ws-aaaaaaaa":{"k":"v","l":"w"},"ws-bbbbbbbb":{"k":"v"}}}`},
	{memberThere, `{"Directories":[{"DirectoryId":"d-11111111"}]}`},
	{memberAway, `{
	"Directories":[{"DirectoryId":"d-eeeeeeee"}],
	"Images":[{"ImageId":"wsi-aaaaaaaaa","OperatingSystem":{"Type":"LINUX"}}],
	"Workspaces":[{"WorkspaceId":"ws-eeeeeeee","UserName":"eva"},{"WorkspaceId":"ws-ffffffff","UserName":"fred"}]}`},
	{memberApart, `{"Workspaces":[{"WorkspaceId":"ws-eeeeeeee","UserName":"emil"}]}`},
}

// memberExceptions returns the members that cannot be tested, because no two valid calls differ only in that member. It
// maps each to the reason.
func memberExceptions() map[string]string {
	return map[string]string{
		"DescribeConnectionAliasPermissions.MaxResults":                                   "an alias is shared with one account at most",
		"DescribeConnectionAliasPermissions.NextToken":                                    "an alias is shared with one account at most",
		"DescribeWorkspacesPools.Filters[].Name":                                          "it is required and has one value",
		"ImportCustomWorkspaceImage.Platform":                                             "it is required and has one value",
		"ImportWorkspaceImage.Ec2ImageId":                                                 "no operation shows the source of such an image",
		"ModifyStreamingProperties.StreamingProperties.StorageConnectors[].ConnectorType": "it is required and has one value",
	}
}

// memberRows returns the test cases for all operations.
func memberRows() []memberRow {
	return slices.Concat(
		memberRowsOfAccounts(), memberRowsOfApplications(), memberRowsOfClients(), memberRowsOfDirectories(), memberRowsOfDirectorySettings(),
		memberRowsOfGroups(), memberRowsOfAliases(), memberRowsOfImages(), memberRowsOfImports(), memberRowsOfBundles(), memberRowsOfPools(),
		memberRowsOfWorkspaces(), memberRowsOfChanges(), memberRowsOfTags(),
	)
}

// memberOf returns a row for a member that identifies a resource. Each @ in the input becomes "a" in the row's base
// input, and "b" in its variant.
func memberOf(op, input string, before ...memberCall) memberRow {
	return memberRow{op: op, before: before, base: strings.ReplaceAll(input, "@", "a"), variant: strings.ReplaceAll(input, "@", "b")}
}

// memberPaged returns a row for a list operation. The base input fetches the first page. The variant can contain
// $0.NextToken, which stands for the token in the first response.
func memberPaged(op, base, variant string) memberRow {
	return memberRow{op: op, base: base, variant: variant, before: memberBefore(op, base)}
}

// memberBefore returns a list with one call, for memberRow.before.
func memberBefore(op, input string) []memberCall { return []memberCall{{op: op, input: input}} }

// memberEach returns calls for memberRow.before, one for each value, which replaces %s in the input.
func memberEach(op, input string, values ...string) (calls []memberCall) {
	for _, value := range values {
		calls = append(calls, memberCall{op: op, input: fmt.Sprintf(input, value)})
	}
	return calls
}

// memberWait returns a list with one wait, for memberRow.before or memberRow.after.
func memberWait(d time.Duration) []memberCall { return []memberCall{{wait: d}} }

func memberRowsOfAccounts() []memberRow {
	var modifications []memberCall
	for n := range 26 {
		cidr := fmt.Sprintf("10.%d.0.0/16", n+2)
		modifications = append(modifications,
			memberCall{op: "ModifyAccount", input: `{"DedicatedTenancyManagementCidrRange":"` + cidr + `"}`}, memberCall{wait: time.Hour})
	}
	return []memberRow{
		{op: "DescribeAccountModifications", before: slices.Concat(modifications, memberBefore("DescribeAccountModifications", `{}`)),
			base: `{}`, variant: `{"NextToken":"$26.NextToken"}`},
		{op: "ModifyAccount", base: `{"DedicatedTenancyManagementCidrRange":"10.2.0.0/16"}`,
			variant: `{"DedicatedTenancyManagementCidrRange":"10.3.0.0/16"}`},
		{op: "ModifyAccount", from: memberThere, refused: "InvalidParameterValuesException",
			base:    `{"DedicatedTenancySupport":"ENABLED","DedicatedTenancyManagementCidrRange":"10.2.0.0/16"}`,
			variant: `{"DedicatedTenancyManagementCidrRange":"10.2.0.0/16"}`},
		{op: "ListAvailableManagementCidrRanges",
			before:  memberBefore("ListAvailableManagementCidrRanges", `{"ManagementCidrRangeConstraint":"10.0.0.0/8","MaxResults":1}`),
			base:    `{"ManagementCidrRangeConstraint":"10.0.0.0/8","MaxResults":1}`,
			variant: `{"ManagementCidrRangeConstraint":"172.16.0.0/12","MaxResults":2,"NextToken":"$0.NextToken"}`},

		{op: "CreateAccountLinkInvitation", base: `{"TargetAccountId":"222222222222"}`, variant: `{"TargetAccountId":"666666666666"}`},
		{op: "CreateAccountLinkInvitation", before: []memberCall{
			{op: "CreateAccountLinkInvitation", input: `{"TargetAccountId":"222222222222","ClientToken":"one"}`},
			{op: "RejectAccountLinkInvitation", input: `{"LinkId":"$0.AccountLinkId"}`, from: memberThere},
		}, base: `{"TargetAccountId":"222222222222","ClientToken":"one"}`, variant: `{"TargetAccountId":"222222222222","ClientToken":"other"}`},
		{op: "AcceptAccountLinkInvitation", base: `{"LinkId":"link-cccccccc"}`, variant: `{"LinkId":"link-dddddddd"}`},
		{op: "AcceptAccountLinkInvitation",
			before: memberBefore("AcceptAccountLinkInvitation", `{"LinkId":"link-cccccccc","ClientToken":"one"}`), refused: "ConflictException",
			base: `{"LinkId":"link-cccccccc","ClientToken":"one"}`, variant: `{"LinkId":"link-cccccccc","ClientToken":"other"}`},
		{op: "RejectAccountLinkInvitation", base: `{"LinkId":"link-cccccccc"}`, variant: `{"LinkId":"link-dddddddd"}`},
		{op: "RejectAccountLinkInvitation",
			before: memberBefore("RejectAccountLinkInvitation", `{"LinkId":"link-cccccccc","ClientToken":"one"}`), refused: "ConflictException",
			base: `{"LinkId":"link-cccccccc","ClientToken":"one"}`, variant: `{"LinkId":"link-cccccccc","ClientToken":"other"}`},
		memberOf("DeleteAccountLinkInvitation", `{"LinkId":"link-@@@@@@@@"}`),
		{op: "DeleteAccountLinkInvitation",
			before:  memberBefore("DeleteAccountLinkInvitation", `{"LinkId":"link-aaaaaaaa","ClientToken":"one"}`),
			refused: "ResourceNotFoundException",
			base:    `{"LinkId":"link-aaaaaaaa","ClientToken":"one"}`, variant: `{"LinkId":"link-aaaaaaaa","ClientToken":"other"}`},
		memberOf("GetAccountLink", `{"LinkId":"link-@@@@@@@@"}`),
		{op: "GetAccountLink", base: `{"LinkedAccountId":"333333333333"}`, variant: `{"LinkedAccountId":"444444444444"}`},
		memberPaged("ListAccountLinks", `{"MaxResults":1}`,
			`{"LinkStatusFilter":["REJECTED"],"MaxResults":2,"NextToken":"$0.NextToken"}`),
	}
}

func memberRowsOfApplications() []memberRow {
	const (
		associate   = `{"WorkspaceId":"ws-%s","ApplicationId":"wsa-aaaaaaaa"}`
		importImage = `{"Ec2ImageId":"ami-00000000","IngestionProcess":"BYOL_REGULAR","ImageName":"%s","ImageDescription":"d",
			"Applications":["Microsoft_Office_2016"]}`
	)
	both := memberEach("AssociateWorkspaceApplication", associate, "aaaaaaaa", "bbbbbbbb")
	deploy := slices.Concat(memberBefore("DeployWorkspaceApplications", `{"WorkspaceId":"ws-aaaaaaaa"}`), memberWait(time.Hour))
	deployed := slices.Concat(both, deploy)
	office := slices.Concat(memberEach("ImportWorkspaceImage", importImage, "i", "j"), memberWait(2*time.Hour))
	return []memberRow{
		memberOf("AssociateWorkspaceApplication", `{"WorkspaceId":"ws-@@@@@@@@","ApplicationId":"wsa-@@@@@@@@"}`),
		memberOf("DisassociateWorkspaceApplication", `{"WorkspaceId":"ws-@@@@@@@@","ApplicationId":"wsa-@@@@@@@@"}`, slices.Concat(
			both, memberEach("AssociateWorkspaceApplication", `{"WorkspaceId":"ws-%s","ApplicationId":"wsa-bbbbbbbb"}`, "aaaaaaaa", "bbbbbbbb"))...),
		{op: "AssociateWorkspaceApplication", base: fmt.Sprintf(associate, "aaaaaaaa"), variant: fmt.Sprintf(associate, "bbbbbbbb"), after: deploy},
		{op: "DisassociateWorkspaceApplication", before: deployed,
			base: fmt.Sprintf(associate, "aaaaaaaa"), variant: fmt.Sprintf(associate, "bbbbbbbb"), after: deploy},
		memberOf("DeployWorkspaceApplications", `{"WorkspaceId":"ws-@@@@@@@@"}`, both...),
		{op: "DeployWorkspaceApplications", before: []memberCall{
			{op: "AssociateWorkspaceApplication", input: `{"WorkspaceId":"ws-aaaaaaaa","ApplicationId":"wsa-aaaaaaaa"}`},
			{op: "DeployWorkspaceApplications", input: `{"WorkspaceId":"ws-aaaaaaaa"}`, doomed: true},
			{wait: time.Hour},
		}, base: `{"WorkspaceId":"ws-aaaaaaaa","Force":false}`, variant: `{"WorkspaceId":"ws-aaaaaaaa","Force":true}`},
		memberPaged("DescribeApplications", `{"MaxResults":1}`, `{"MaxResults":2,"NextToken":"$0.NextToken"}`),
		{op: "DescribeApplications", base: `{}`, variant: `{"Owner":"111111111111","LicenseType":"UNLICENSED","ApplicationIds":["wsa-aaaaaaaa"],
			"ComputeTypeNames":["VALUE"],"OperatingSystemNames":["WINDOWS_11"]}`},
		{op: "DescribeApplicationAssociations", before: slices.Concat(both, memberBefore("DescribeApplicationAssociations",
			`{"ApplicationId":"wsa-aaaaaaaa","AssociatedResourceTypes":["WORKSPACE"],"MaxResults":1}`)),
			base:    `{"ApplicationId":"wsa-aaaaaaaa","AssociatedResourceTypes":["WORKSPACE"],"MaxResults":1}`,
			variant: `{"ApplicationId":"wsa-bbbbbbbb","AssociatedResourceTypes":["BUNDLE"],"MaxResults":2,"NextToken":"$2.NextToken"}`},
		{op: "DescribeWorkspaceAssociations", before: deployed, base: `{"WorkspaceId":"ws-aaaaaaaa","AssociatedResourceTypes":["APPLICATION"]}`,
			variant: `{"WorkspaceId":"ws-bbbbbbbb","AssociatedResourceTypes":[]}`},
		{op: "DescribeImageAssociations", before: office, base: `{"ImageId":"$0.ImageId","AssociatedResourceTypes":["APPLICATION"]}`,
			variant: `{"ImageId":"wsi-aaaaaaaaa","AssociatedResourceTypes":[]}`},
		{op: "DescribeBundleAssociations", before: slices.Concat(office,
			memberBefore("UpdateWorkspaceBundle", `{"BundleId":"wsb-aaaaaaaa","ImageId":"$0.ImageId"}`)),
			base:    `{"BundleId":"wsb-aaaaaaaa","AssociatedResourceTypes":["APPLICATION"]}`,
			variant: `{"BundleId":"wsb-bbbbbbbb","AssociatedResourceTypes":[]}`},
	}
}

// memberBranding returns an ImportClientBranding input with the same branding for all platforms.
func memberBranding(directory, look string) string {
	var members strings.Builder
	for _, platform := range strings.Fields("Windows Osx Android Ios Linux Web") {
		members.WriteString(`,"DeviceType` + platform + `":{` + look + `}`)
	}
	return `{"ResourceId":"` + directory + `"` + members.String() + `}`
}

func memberRowsOfClients() []memberRow {
	branded := []memberCall{
		{op: "ImportClientBranding", input: memberBranding("d-aaaaaaaa", `"Logo":"iVBORw0KGgph"`)},
		{op: "ImportClientBranding", input: memberBranding("d-bbbbbbbb", `"Logo":"iVBORw0KGgpi"`)},
	}
	return []memberRow{
		{op: "ImportClientBranding",
			base: memberBranding("d-aaaaaaaa", `"Logo":"iVBORw0KGgph","SupportEmail":"a@example.com","ForgotPasswordLink":"https://example.com/a",
				"LoginMessage":{"en_US":"a"}`),
			variant: memberBranding("d-bbbbbbbb", `"Logo":"iVBORw0KGgpi","SupportEmail":"b@example.com","ForgotPasswordLink":"https://example.com/b",
				"LoginMessage":{"en_US":"b"}`)},
		{op: "ImportClientBranding", base: memberBranding("d-aaaaaaaa", `"SupportLink":"https://example.com/a"`),
			variant: memberBranding("d-aaaaaaaa", `"SupportLink":"https://example.com/b"`)},
		{op: "ImportClientBranding",
			base:    `{"ResourceId":"d-aaaaaaaa","DeviceTypeIos":{"Logo":"iVBORw0KGgph","Logo2x":"iVBORw0KGgph","Logo3x":"iVBORw0KGgph"}}`,
			variant: `{"ResourceId":"d-aaaaaaaa","DeviceTypeIos":{"Logo":"iVBORw0KGgph","Logo2x":"iVBORw0KGgpi","Logo3x":"iVBORw0KGgpj"}}`},
		memberOf("DescribeClientBranding", `{"ResourceId":"d-@@@@@@@@"}`, branded...),
		{op: "DeleteClientBranding", before: branded,
			base:    `{"ResourceId":"d-aaaaaaaa","Platforms":["DeviceTypeOsx"]}`,
			variant: `{"ResourceId":"d-bbbbbbbb","Platforms":["DeviceTypeOsx","DeviceTypeWeb"]}`},
		memberOf("DescribeClientProperties", `{"ResourceIds":["d-@@@@@@@@"]}`,
			memberBefore("ModifyClientProperties", `{"ResourceId":"d-aaaaaaaa","ClientProperties":{"ReconnectEnabled":"DISABLED"}}`)...),
		{op: "ModifyClientProperties",
			base: `{"ResourceId":"d-aaaaaaaa","ClientProperties":{"ReconnectEnabled":"DISABLED","LogUploadEnabled":"DISABLED",
				"ClientExperiencePolicy":"USER_CHOICE"}}`,
			variant: `{"ResourceId":"d-bbbbbbbb","ClientProperties":{"ReconnectEnabled":"ENABLED","LogUploadEnabled":"ENABLED",
				"ClientExperiencePolicy":"FORCE_CLASSIC"}}`},

		{op: "CreateConnectClientAddIn", base: `{"ResourceId":"d-cccccccc","Name":"one","URL":"https://example.com/one"}`,
			variant: `{"ResourceId":"d-dddddddd","Name":"other","URL":"https://example.com/other"}`},
		memberPaged("DescribeConnectClientAddIns", `{"ResourceId":"d-aaaaaaaa","MaxResults":1}`,
			`{"ResourceId":"d-bbbbbbbb","MaxResults":2,"NextToken":"$0.NextToken"}`),
		{op: "UpdateConnectClientAddIn",
			base:    `{"AddInId":"aaaaaaaa-0000-0000-0000-000000000000","ResourceId":"d-aaaaaaaa","Name":"one","URL":"https://example.com/one"}`,
			variant: `{"AddInId":"bbbbbbbb-0000-0000-0000-000000000000","ResourceId":"d-aaaaaaaa","Name":"other","URL":"https://example.com/other"}`},
		{op: "UpdateConnectClientAddIn", base: `{"AddInId":"aaaaaaaa-0000-0000-0000-000000000000","ResourceId":"d-aaaaaaaa","Name":"one"}`,
			variant: `{"AddInId":"aaaaaaaa-0000-0000-0000-000000000000","ResourceId":"d-bbbbbbbb","Name":"one"}`,
			refused: "ResourceNotFoundException"},
		{op: "DeleteConnectClientAddIn", base: `{"AddInId":"aaaaaaaa-0000-0000-0000-000000000000","ResourceId":"d-aaaaaaaa"}`,
			variant: `{"AddInId":"bbbbbbbb-0000-0000-0000-000000000000","ResourceId":"d-aaaaaaaa"}`},
		{op: "DeleteConnectClientAddIn", base: `{"AddInId":"aaaaaaaa-0000-0000-0000-000000000000","ResourceId":"d-aaaaaaaa"}`,
			variant: `{"AddInId":"aaaaaaaa-0000-0000-0000-000000000000","ResourceId":"d-bbbbbbbb"}`, refused: "ResourceNotFoundException"},
	}
}

func memberRowsOfTags() []memberRow {
	return []memberRow{
		{op: "CreateTags", base: `{"ResourceId":"ws-aaaaaaaa","Tags":[{"Key":"a","Value":"a"}]}`,
			variant: `{"ResourceId":"ws-bbbbbbbb","Tags":[{"Key":"b","Value":"b"}]}`},
		{op: "DeleteTags", base: `{"ResourceId":"ws-aaaaaaaa","TagKeys":["k"]}`, variant: `{"ResourceId":"ws-bbbbbbbb","TagKeys":["l"]}`},
		memberOf("DescribeTags", `{"ResourceId":"ws-@@@@@@@@"}`),
	}
}
