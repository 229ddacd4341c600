package workspacestest_test

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	memberTag      = `"Tags":[{"Key":"one","Value":"one"}]`
	memberOtherTag = `"Tags":[{"Key":"other","Value":"other"}]`
)

func memberRowsOfDirectories() []memberRow {
	register := func(identity string) string {
		return `{"SubnetIds":["subnet-00000000","subnet-11111111"],"UserIdentityType":"` + identity + `",`
	}
	return []memberRow{
		{op: "RegisterWorkspaceDirectory",
			base: `{"DirectoryId":"d-00000000","SubnetIds":["subnet-00000000","subnet-11111111"],"EnableSelfService":false,"Tenancy":"SHARED",` +
				memberTag + `}`,
			variant: `{"DirectoryId":"d-11111111","SubnetIds":["subnet-22222222","subnet-33333333"],"EnableSelfService":true,"Tenancy":"DEDICATED",` +
				memberOtherTag + `}`},
		{op: "RegisterWorkspaceDirectory",
			base: register("AWS_IAM_IDENTITY_CENTER") + `"WorkspaceDirectoryName":"one","WorkspaceDirectoryDescription":"one",
				"IdcInstanceArn":"arn:aws:sso:::instance/one","WorkspaceType":"PERSONAL","MicrosoftEntraConfig":{"TenantId":"one",
				"ApplicationConfigSecretArn":"arn:aws:secretsmanager:us-east-1:111111111111:secret:one-000000"}}`,
			variant: register("CUSTOMER_MANAGED") + `"WorkspaceDirectoryName":"other","WorkspaceDirectoryDescription":"other",
				"IdcInstanceArn":"arn:aws:sso:::instance/other","WorkspaceType":"POOLS","MicrosoftEntraConfig":{"TenantId":"other",
				"ApplicationConfigSecretArn":"arn:aws:secretsmanager:us-east-1:111111111111:secret:other-000000"}}`},
		{op: "RegisterWorkspaceDirectory",
			base: register("CUSTOMER_MANAGED") + `"WorkspaceDirectoryName":"one","WorkspaceType":"POOLS",
				"ActiveDirectoryConfig":{"DomainName":"one.example.com",
					"ServiceAccountSecretArn":"arn:aws:secretsmanager:us-east-1:111111111111:secret:one-000000"}}`,
			variant: register("CUSTOMER_MANAGED") + `"WorkspaceDirectoryName":"one","WorkspaceType":"POOLS",
				"ActiveDirectoryConfig":{"DomainName":"other.example.com",
					"ServiceAccountSecretArn":"arn:aws:secretsmanager:us-east-1:111111111111:secret:other-000000"}}`},
		{op: "DeregisterWorkspaceDirectory", base: `{"DirectoryId":"d-cccccccc"}`, variant: `{"DirectoryId":"d-dddddddd"}`},
		memberPaged("DescribeWorkspaceDirectories", `{"Limit":1}`,
			`{"DirectoryIds":["d-bbbbbbbb"],"Limit":2,"NextToken":"$0.NextToken"}`),
		{op: "DescribeWorkspaceDirectories", base: `{"Filters":[{"Name":"WORKSPACE_TYPE","Values":["POOLS"]}]}`,
			variant: `{"WorkspaceDirectoryNames":["third"],"Filters":[{"Name":"USER_IDENTITY_TYPE","Values":["PERSONAL"]}]}`},
	}
}

func memberRowsOfDirectorySettings() []memberRow {
	access := func(directory, value, rest string) string {
		var members strings.Builder
		for _, device := range strings.Fields("Windows Osx Web Ios Android ChromeOs ZeroClient Linux WorkSpacesThinClient") {
			members.WriteString(`"DeviceType` + device + `":"` + value + `",`)
		}
		return `{"ResourceId":"` + directory + `","WorkspaceAccessProperties":{` + members.String() + rest + `}}`
	}
	permissions := `{"ResourceId":"d-%[1]s","SelfservicePermissions":{"RestartWorkspace":%[2]q,"IncreaseVolumeSize":%[2]q,
		"ChangeComputeType":%[2]q,"SwitchRunningMode":%[2]q,"RebuildWorkspace":%[2]q}}`
	saml := memberEach("ModifySamlProperties", `{"ResourceId":"d-%s","SamlProperties":{"Status":"ENABLED",
		"UserAccessUrl":"https://example.com"}}`, "aaaaaaaa", "bbbbbbbb")
	return []memberRow{
		{op: "ModifyWorkspaceAccessProperties",
			base: access("d-aaaaaaaa", "ALLOW", `"AccessEndpointConfig":{"AccessEndpoints":[{"AccessEndpointType":"STREAMING_WSP",
				"VpcEndpointId":"vpce-one"}],"InternetFallbackProtocols":[]}`),
			variant: access("d-bbbbbbbb", "DENY", `"AccessEndpointConfig":{"AccessEndpoints":[{"VpcEndpointId":"vpce-other"}],
				"InternetFallbackProtocols":["PCOIP"]}`)},
		{op: "ModifyWorkspaceCreationProperties",
			base: `{"ResourceId":"d-aaaaaaaa","WorkspaceCreationProperties":{"EnableInternetAccess":false,"DefaultOu":"OU=one,DC=example,DC=com",
				"CustomSecurityGroupId":"sg-00000000","UserEnabledAsLocalAdministrator":false,"EnableMaintenanceMode":false,
				"InstanceIamRoleArn":"arn:aws:iam::111111111111:role/one"}}`,
			variant: `{"ResourceId":"d-bbbbbbbb","WorkspaceCreationProperties":{"EnableInternetAccess":true,"DefaultOu":"OU=other,DC=example,DC=com",
				"CustomSecurityGroupId":"sg-11111111","UserEnabledAsLocalAdministrator":true,"EnableMaintenanceMode":true,
				"InstanceIamRoleArn":"arn:aws:iam::111111111111:role/other"}}`},
		{op: "ModifySelfservicePermissions", base: fmt.Sprintf(permissions, "aaaaaaaa", "ENABLED"),
			variant: fmt.Sprintf(permissions, "bbbbbbbb", "DISABLED")},
		{op: "ModifySamlProperties",
			base: `{"ResourceId":"d-aaaaaaaa","SamlProperties":{"Status":"ENABLED","UserAccessUrl":"https://example.com/one",
				"RelayStateParameterName":"one"}}`,
			variant: `{"ResourceId":"d-bbbbbbbb","SamlProperties":{"Status":"DISABLED","UserAccessUrl":"https://example.com/other",
				"RelayStateParameterName":"other"},"PropertiesToDelete":["SAML_PROPERTIES_RELAY_STATE_PARAMETER_NAME"]}`},
		{op: "ModifyCertificateBasedAuthProperties", before: saml,
			base: `{"ResourceId":"d-aaaaaaaa","CertificateBasedAuthProperties":{"Status":"DISABLED",
				"CertificateAuthorityArn":"arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/one"}}`,
			variant: `{"ResourceId":"d-bbbbbbbb","CertificateBasedAuthProperties":{"Status":"ENABLED",
				"CertificateAuthorityArn":"arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/other"}}`},
		{op: "ModifyCertificateBasedAuthProperties",
			base: `{"ResourceId":"d-aaaaaaaa",
				"CertificateBasedAuthProperties":{"CertificateAuthorityArn":"arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/one"}}`,
			variant: `{"ResourceId":"d-aaaaaaaa",
				"CertificateBasedAuthProperties":{"CertificateAuthorityArn":"arn:aws:acm-pca:us-east-1:111111111111:certificate-authority/one"},
				"PropertiesToDelete":["CERTIFICATE_BASED_AUTH_PROPERTIES_CERTIFICATE_AUTHORITY_ARN"]}`},
		{op: "ModifyStreamingProperties",
			base: `{"ResourceId":"d-aaaaaaaa","StreamingProperties":{"StreamingExperiencePreferredProtocol":"TCP",
				"UserSettings":[{"Action":"CLIPBOARD_COPY_FROM_LOCAL_DEVICE","Permission":"ENABLED","MaximumLength":1}],
				"StorageConnectors":[{"ConnectorType":"HOME_FOLDER","Status":"ENABLED"}],
				"GlobalAccelerator":{"Mode":"ENABLED_AUTO","PreferredProtocol":"TCP"}}}`,
			variant: `{"ResourceId":"d-bbbbbbbb","StreamingProperties":{"StreamingExperiencePreferredProtocol":"UDP",
				"UserSettings":[{"Action":"CLIPBOARD_COPY_TO_LOCAL_DEVICE","Permission":"DISABLED","MaximumLength":2}],
				"StorageConnectors":[{"ConnectorType":"HOME_FOLDER","Status":"DISABLED"}],
				"GlobalAccelerator":{"Mode":"DISABLED","PreferredProtocol":"NONE"}}}`},
		{op: "ModifyEndpointEncryptionMode", base: `{"DirectoryId":"d-aaaaaaaa","EndpointEncryptionMode":"FIPS_VALIDATED"}`,
			variant: `{"DirectoryId":"d-bbbbbbbb","EndpointEncryptionMode":"STANDARD_TLS"}`},
	}
}

func memberRowsOfGroups() []memberRow {
	return []memberRow{
		{op: "CreateIpGroup",
			base:    `{"GroupName":"one","GroupDesc":"one","UserRules":[{"ipRule":"10.0.0.0/24","ruleDesc":"one"}],` + memberTag + `}`,
			variant: `{"GroupName":"other","GroupDesc":"other","UserRules":[{"ipRule":"10.0.1.0/24","ruleDesc":"other"}],` + memberOtherTag + `}`},
		{op: "AuthorizeIpRules", base: `{"GroupId":"wsipg-aaaaaaaa","UserRules":[{"ipRule":"10.1.0.0/24","ruleDesc":"one"}]}`,
			variant: `{"GroupId":"wsipg-bbbbbbbb","UserRules":[{"ipRule":"10.2.0.0/24","ruleDesc":"other"}]}`},
		{op: "UpdateRulesOfIpGroup", base: `{"GroupId":"wsipg-aaaaaaaa","UserRules":[{"ipRule":"10.1.0.0/24","ruleDesc":"one"}]}`,
			variant: `{"GroupId":"wsipg-bbbbbbbb","UserRules":[{"ipRule":"10.2.0.0/24","ruleDesc":"other"}]}`},
		{op: "RevokeIpRules", base: `{"GroupId":"wsipg-aaaaaaaa","UserRules":["10.0.0.0/24"]}`,
			variant: `{"GroupId":"wsipg-bbbbbbbb","UserRules":["10.0.1.0/24"]}`},
		{op: "AssociateIpGroups", base: `{"DirectoryId":"d-aaaaaaaa","GroupIds":["wsipg-cccccccc"]}`,
			variant: `{"DirectoryId":"d-bbbbbbbb","GroupIds":["wsipg-dddddddd"]}`},
		memberOf("DisassociateIpGroups", `{"DirectoryId":"d-@@@@@@@@","GroupIds":["wsipg-@@@@@@@@"]}`),
		{op: "DeleteIpGroup", base: `{"GroupId":"wsipg-cccccccc"}`, variant: `{"GroupId":"wsipg-dddddddd"}`},
		memberPaged("DescribeIpGroups", `{"MaxResults":1}`,
			`{"GroupIds":["wsipg-bbbbbbbb"],"MaxResults":2,"NextToken":"$0.NextToken"}`),
	}
}

func memberRowsOfAliases() []memberRow {
	const permission = `{"AliasId":"wsca-%s","ConnectionAliasPermission":{"SharedAccountId":"%s","AllowAssociation":%t}}`
	shared := []memberCall{{op: "UpdateConnectionAliasPermission", input: fmt.Sprintf(permission, "cccccccc", memberOtherAccount, true)}}
	return []memberRow{
		{op: "CreateConnectionAlias", base: `{"ConnectionString":"one.example.com",` + memberTag + `}`,
			variant: `{"ConnectionString":"other.example.com",` + memberOtherTag + `}`},
		{op: "AssociateConnectionAlias", base: `{"AliasId":"wsca-cccccccc","ResourceId":"d-aaaaaaaa"}`,
			variant: `{"AliasId":"wsca-dddddddd","ResourceId":"d-bbbbbbbb"}`},
		memberOf("DisassociateConnectionAlias", `{"AliasId":"wsca-@@@@@@@@"}`),
		{op: "DeleteConnectionAlias", base: `{"AliasId":"wsca-cccccccc"}`, variant: `{"AliasId":"wsca-dddddddd"}`},
		{op: "UpdateConnectionAliasPermission", base: fmt.Sprintf(permission, "cccccccc", memberOtherAccount, true),
			variant: fmt.Sprintf(permission, "dddddddd", "333333333333", true)},
		{op: "UpdateConnectionAliasPermission", before: shared,
			base:    fmt.Sprintf(permission, "cccccccc", memberOtherAccount, true),
			variant: fmt.Sprintf(permission, "cccccccc", memberOtherAccount, false)},
		{op: "DescribeConnectionAliasPermissions", before: shared, base: `{"AliasId":"wsca-cccccccc"}`, variant: `{"AliasId":"wsca-dddddddd"}`},
		memberPaged("DescribeConnectionAliases", `{"Limit":1}`,
			`{"AliasIds":["wsca-bbbbbbbb"],"Limit":2,"NextToken":"$0.NextToken"}`),
		memberOf("DescribeConnectionAliases", `{"ResourceId":"d-@@@@@@@@"}`),
	}
}

func memberRowsOfImages() []memberRow {
	const importImage = `{"Ec2ImageId":"ami-00000000","IngestionProcess":"BYOL_REGULAR","ImageDescription":"d","ImageName":"%s"%s}`
	imported := []memberCall{
		{op: "ImportWorkspaceImage", input: fmt.Sprintf(importImage, "i", `,"Applications":["Microsoft_Office_2016"]`)},
		{op: "ImportWorkspaceImage", input: fmt.Sprintf(importImage, "j", ``)},
		{wait: 2 * time.Hour},
	}
	const permission = `{"ImageId":"wsi-%s","AllowCopyImage":%t,"SharedAccountId":"%s"}`
	shared := []memberCall{
		{op: "UpdateWorkspaceImagePermission", input: fmt.Sprintf(permission, "aaaaaaaaa", true, memberOtherAccount)},
		{op: "UpdateWorkspaceImagePermission", input: fmt.Sprintf(permission, "aaaaaaaaa", true, "333333333333")},
	}
	return []memberRow{
		{op: "CreateWorkspaceImage", base: `{"Name":"one","Description":"one","WorkspaceId":"ws-aaaaaaaa",` + memberTag + `}`,
			variant: `{"Name":"other","Description":"other","WorkspaceId":"ws-bbbbbbbb",` + memberOtherTag + `}`},
		{op: "CopyWorkspaceImage",
			base:    `{"Name":"one","Description":"one","SourceImageId":"wsi-aaaaaaaaa","SourceRegion":"us-east-1",` + memberTag + `}`,
			variant: `{"Name":"other","Description":"other","SourceImageId":"wsi-ddddddddd","SourceRegion":"eu-west-1",` + memberOtherTag + `}`},
		{op: "CreateUpdatedWorkspaceImage", before: imported,
			base:    `{"Name":"one","Description":"one","SourceImageId":"$0.ImageId",` + memberTag + `}`,
			variant: `{"Name":"other","Description":"other","SourceImageId":"$1.ImageId",` + memberOtherTag + `}`},
		{op: "DeleteWorkspaceImage", before: memberBefore("DeleteWorkspaceBundle", `{"BundleId":"wsb-dddddddd"}`),
			base: `{"ImageId":"wsi-bbbbbbbbb"}`, variant: `{"ImageId":"wsi-ccccccccc"}`},
		{op: "UpdateWorkspaceImagePermission", base: fmt.Sprintf(permission, "aaaaaaaaa", true, memberOtherAccount),
			variant: fmt.Sprintf(permission, "bbbbbbbbb", true, "333333333333")},
		{op: "UpdateWorkspaceImagePermission", before: shared, base: fmt.Sprintf(permission, "aaaaaaaaa", true, memberOtherAccount),
			variant: fmt.Sprintf(permission, "aaaaaaaaa", false, memberOtherAccount)},
		{op: "DescribeWorkspaceImagePermissions",
			before: slices.Concat(shared, memberBefore("DescribeWorkspaceImagePermissions", `{"ImageId":"wsi-aaaaaaaaa","MaxResults":1}`)),
			base:   `{"ImageId":"wsi-aaaaaaaaa","MaxResults":1}`, variant: `{"ImageId":"wsi-bbbbbbbbb","MaxResults":2,"NextToken":"$2.NextToken"}`},
		memberPaged("DescribeWorkspaceImages", `{"MaxResults":1}`,
			`{"ImageIds":["wsi-bbbbbbbbb"],"ImageType":"SHARED","MaxResults":2,"NextToken":"$0.NextToken"}`),
	}
}

// memberUse returns calls that create a WorkSpace from an image, whose responses depend on the image's ingestion
// process.
func memberUse(image string) []memberCall {
	return []memberCall{
		{op: "CreateWorkspaceBundle",
			input: `{"BundleName":"use","BundleDescription":"use","ImageId":"` +
				image + `","ComputeType":{"Name":"STANDARD"},"UserStorage":{"Capacity":"50"}}`},
		{op: "RegisterWorkspaceDirectory", input: `{"DirectoryId":"d-99999999","Tenancy":"DEDICATED"}`},
		{wait: time.Hour},
		{op: "CreateWorkspaces", input: `{"Workspaces":[{"DirectoryId":"d-99999999","UserName":"use","BundleId":"$1.BundleId"}]}`},
		{wait: time.Hour},
	}
}

func memberRowsOfImports() []memberRow {
	custom := func(name, compute, protocol, source, infrastructure, system, tag string) string {
		return `{"ImageName":"` + name + `","ImageDescription":"` + name + `","ComputeType":"` + compute + `","Protocol":"` +
			protocol + `","ImageSource":{` + source +
			`},"InfrastructureConfigurationArn":"arn:aws:imagebuilder:us-east-1:111111111111:infrastructure-configuration/` +
			infrastructure + `","Platform":"WINDOWS","OsVersion":"` + system + `",` + tag + `}`
	}
	const build = `"ImageBuildVersionArn":"arn:aws:imagebuilder:us-east-1:111111111111:image/build/1.0.0/%d"`
	return []memberRow{
		{op: "ImportWorkspaceImage", after: memberUse("$0.ImageId"),
			base: `{"Ec2ImageId":"ami-00000000","IngestionProcess":"BYOL_REGULAR","ImageName":"one","ImageDescription":"one",` +
				memberTag + `,"Applications":["Microsoft_Office_2016"]}`,
			variant: `{"Ec2ImageId":"ami-00000000","IngestionProcess":"BYOL_REGULAR_WSP","ImageName":"other","ImageDescription":"other",` +
				memberOtherTag + `,"Applications":["Microsoft_Office_2019"]}`},
		{op: "ImportCustomWorkspaceImage", after: memberUse("$0.ImageId"),
			base:    custom("one", "BASE", "DCV", `"Ec2ImageId":"ami-00000000"`, "one", "Windows_10", memberTag),
			variant: custom("other", "GRAPHICS_G6", "PCOIP", `"Ec2ImageId":"ami-11111111"`, "other", "Windows_11", memberOtherTag)},
		{op: "ImportCustomWorkspaceImage",
			base:    custom("one", "BASE", "DCV", `"Ec2ImportTaskId":"import-ami-00000000"`, "one", "Windows_10", memberTag),
			variant: custom("one", "BASE", "DCV", `"Ec2ImportTaskId":"import-ami-11111111"`, "one", "Windows_10", memberTag)},
		{op: "ImportCustomWorkspaceImage",
			base:    custom("one", "BASE", "DCV", fmt.Sprintf(build, 1), "one", "Windows_10", memberTag),
			variant: custom("one", "BASE", "DCV", fmt.Sprintf(build, 2), "one", "Windows_10", memberTag)},
		{op: "DescribeCustomWorkspaceImageImport", before: []memberCall{
			{op: "ImportCustomWorkspaceImage", input: custom("one", "BASE", "DCV", `"Ec2ImageId":"ami-00000000"`, "one", "Windows_10", memberTag)},
			{op: "ImportCustomWorkspaceImage", input: custom("other", "BASE", "DCV", `"Ec2ImageId":"ami-11111111"`, "one", "Windows_10", memberTag)},
		}, base: `{"ImageId":"$0.ImageId"}`, variant: `{"ImageId":"$1.ImageId"}`},
	}
}

func memberRowsOfBundles() []memberRow {
	bundle := func(name, image, compute, user, root, tag string) string {
		return `{"BundleName":"` + name + `","BundleDescription":"` + name + `","ImageId":"wsi-` + image + `","ComputeType":{"Name":"` + compute +
			`"},"UserStorage":{"Capacity":"` + user + `"},"RootStorage":{"Capacity":"` + root + `"},` + tag + `}`
	}
	return []memberRow{
		{op: "CreateWorkspaceBundle", base: bundle("one", "aaaaaaaaa", "STANDARD", "50", "80", memberTag),
			variant: bundle("other", "bbbbbbbbb", "PERFORMANCE", "100", "80", memberOtherTag)},
		{op: "CreateWorkspaceBundle", base: bundle("one", "aaaaaaaaa", "POWER", "100", "80", memberTag),
			variant: bundle("one", "aaaaaaaaa", "POWER", "100", "175", memberTag)},
		{op: "UpdateWorkspaceBundle", base: `{"BundleId":"wsb-aaaaaaaa","ImageId":"wsi-bbbbbbbbb"}`,
			variant: `{"BundleId":"wsb-bbbbbbbb","ImageId":"wsi-ddddddddd"}`},
		{op: "DeleteWorkspaceBundle", base: `{"BundleId":"wsb-cccccccc"}`, variant: `{"BundleId":"wsb-dddddddd"}`},
		memberOf("DescribeWorkspaceBundles", `{"BundleIds":["wsb-@@@@@@@@"]}`),
		{op: "DescribeWorkspaceBundles", base: `{}`, variant: `{"Owner":"AMAZON"}`},
		memberPaged("DescribeWorkspaceBundles", `{"Owner":"AMAZON"}`,
			`{"Owner":"AMAZON","NextToken":"$0.NextToken"}`),
	}
}

func memberRowsOfPools() []memberRow {
	const (
		settings = `"BundleId":"wsb-aaaaaaaa","DirectoryId":"wsd-aaaaaaaa","Description":"one","Capacity":{"DesiredUserSessions":1},
			"RunningMode":"AUTO_STOP","ApplicationSettings":{"Status":"DISABLED","SettingsGroup":"one"},
			"TimeoutSettings":{"DisconnectTimeoutInSeconds":60,"IdleDisconnectTimeoutInSeconds":60,"MaxUserDurationInSeconds":600}`
		otherSettings = `"BundleId":"wsb-bbbbbbbb","DirectoryId":"wsd-bbbbbbbb","Description":"other","Capacity":{"DesiredUserSessions":2},
			"RunningMode":"ALWAYS_ON","ApplicationSettings":{"Status":"ENABLED","SettingsGroup":"other"},
			"TimeoutSettings":{"DisconnectTimeoutInSeconds":120,"IdleDisconnectTimeoutInSeconds":120,"MaxUserDurationInSeconds":1200}`
	)
	return []memberRow{
		{op: "CreateWorkspacesPool", base: `{"PoolName":"one",` + settings + `,` + memberTag + `}`,
			variant: `{"PoolName":"other",` + otherSettings + `,` + memberOtherTag + `}`},
		{op: "UpdateWorkspacesPool", base: `{"PoolId":"wspool-ccccccccc",` + settings + `}`,
			variant: `{"PoolId":"wspool-ddddddddd",` + otherSettings + `}`},
		{op: "StartWorkspacesPool", base: `{"PoolId":"wspool-ccccccccc"}`, variant: `{"PoolId":"wspool-ddddddddd"}`},
		memberOf("StopWorkspacesPool", `{"PoolId":"wspool-@@@@@@@@@"}`),
		memberOf("TerminateWorkspacesPool", `{"PoolId":"wspool-@@@@@@@@@"}`),
		memberOf("TerminateWorkspacesPoolSession", `{"SessionId":"@@@@@@@@-1111-1111-1111-111111111111"}`),
		memberPaged("DescribeWorkspacesPools", `{"Limit":1}`,
			`{"PoolIds":["wspool-bbbbbbbbb"],"Limit":2,"NextToken":"$0.NextToken"}`),
		{op: "DescribeWorkspacesPools", base: `{"Filters":[{"Name":"PoolName","Operator":"EQUALS","Values":["pool-a"]}]}`,
			variant: `{"Filters":[{"Name":"PoolName","Operator":"NOTEQUALS","Values":["pool-b"]}]}`},
		{op: "DescribeWorkspacesPoolSessions",
			before:  memberBefore("DescribeWorkspacesPoolSessions", `{"PoolId":"wspool-aaaaaaaaa","Limit":1}`),
			base:    `{"PoolId":"wspool-aaaaaaaaa","Limit":1}`,
			variant: `{"PoolId":"wspool-bbbbbbbbb","UserId":"ben","Limit":2,"NextToken":"$0.NextToken"}`},
	}
}

func memberRowsOfWorkspaces() []memberRow {
	create := func(request string) string { return `{"Workspaces":[` + request + `]}` }
	properties := func(properties string) string {
		return create(`{"DirectoryId":"d-aaaaaaaa","UserName":"one","BundleId":"wsb-aaaaaaaa","WorkspaceProperties":{` + properties + `}}`)
	}
	var more []string
	for i := range 24 {
		more = append(more, fmt.Sprintf(`{"DirectoryId":"d-aaaaaaaa","UserName":"more%d","BundleId":"wsb-aaaaaaaa"}`, i))
	}
	return []memberRow{
		{op: "CreateWorkspaces",
			base: create(`{"DirectoryId":"d-aaaaaaaa","UserName":"one","BundleId":"wsb-aaaaaaaa","VolumeEncryptionKey":"alias/one",
				"UserVolumeEncryptionEnabled":true,"RootVolumeEncryptionEnabled":true,"Ipv6Address":"2001:db8:0:0:0:0:0:1",` + memberTag + `,
				"WorkspaceProperties":{"RunningMode":"AUTO_STOP","UserVolumeSizeGib":50,"ComputeTypeName":"STANDARD","Protocols":["PCOIP"],
				"OperatingSystemName":"WINDOWS_10","GlobalAccelerator":{"Mode":"ENABLED_AUTO","PreferredProtocol":"TCP"}}}`),
			variant: create(`{"DirectoryId":"d-bbbbbbbb","UserName":"other","BundleId":"wsb-bbbbbbbb","VolumeEncryptionKey":"alias/other",
				"UserVolumeEncryptionEnabled":false,"RootVolumeEncryptionEnabled":false,"Ipv6Address":"2001:db8:0:0:0:0:0:2",` + memberOtherTag + `,
				"WorkspaceProperties":{"RunningMode":"MANUAL","UserVolumeSizeGib":100,"ComputeTypeName":"POWER","Protocols":["WSP"],
				"OperatingSystemName":"WINDOWS_11","GlobalAccelerator":{"Mode":"DISABLED","PreferredProtocol":"NONE"}}}`)},
		{op: "CreateWorkspaces",
			base: properties(`"RootVolumeSizeGib":175,"UserVolumeSizeGib":100,"RunningMode":"AUTO_STOP","RunningModeAutoStopTimeoutInMinutes":60`),
			variant: properties(`"RootVolumeSizeGib":200,"UserVolumeSizeGib":100,"RunningMode":"AUTO_STOP",
				"RunningModeAutoStopTimeoutInMinutes":120`)},
		{op: "CreateWorkspaces",
			base:    create(`{"DirectoryId":"d-aaaaaaaa","UserName":"[UNDEFINED]","BundleId":"wsb-aaaaaaaa","WorkspaceName":"one"}`),
			variant: create(`{"DirectoryId":"d-aaaaaaaa","UserName":"[UNDEFINED]","BundleId":"wsb-aaaaaaaa","WorkspaceName":"other"}`)},
		{op: "CreateStandbyWorkspaces",
			base: `{"PrimaryRegion":"eu-west-1","StandbyWorkspaces":[{"PrimaryWorkspaceId":"ws-eeeeeeee","VolumeEncryptionKey":"alias/one",
				"DirectoryId":"d-aaaaaaaa","DataReplication":"NO_REPLICATION",` + memberTag + `}]}`,
			variant: `{"PrimaryRegion":"eu-central-1","StandbyWorkspaces":[{"PrimaryWorkspaceId":"ws-ffffffff","VolumeEncryptionKey":"alias/other",
				"DirectoryId":"d-bbbbbbbb","DataReplication":"PRIMARY_AS_SOURCE",` + memberOtherTag + `}]}`},
		memberPaged("DescribeWorkspaces", `{"Limit":1}`,
			`{"WorkspaceIds":["ws-bbbbbbbb"],"Limit":2,"NextToken":"$0.NextToken"}`),
		memberOf("DescribeWorkspaces", `{"DirectoryId":"d-@@@@@@@@"}`),
		memberOf("DescribeWorkspaces", `{"BundleId":"wsb-@@@@@@@@"}`),
		{op: "DescribeWorkspaces", base: `{"DirectoryId":"d-aaaaaaaa"}`, variant: `{"DirectoryId":"d-aaaaaaaa","UserName":"anna"}`},
		{op: "DescribeWorkspaces", base: `{"WorkspaceName":"desk-c"}`, variant: `{"WorkspaceName":"desk-d"}`},
		memberOf("DescribeWorkspacesConnectionStatus", `{"WorkspaceIds":["ws-@@@@@@@@"]}`),
		{op: "DescribeWorkspacesConnectionStatus", before: []memberCall{
			{op: "CreateWorkspaces", input: create(strings.Join(more, ","))},
			{wait: time.Hour},
			{op: "DescribeWorkspacesConnectionStatus", input: `{}`},
		}, base: `{}`, variant: `{"NextToken":"$1.NextToken"}`},
		memberOf("DescribeWorkspaceSnapshots", `{"WorkspaceId":"ws-@@@@@@@@"}`,
			memberCall{op: "RebuildWorkspaces", input: `{"RebuildWorkspaceRequests":[{"WorkspaceId":"ws-aaaaaaaa"}]}`}, memberCall{wait: time.Hour}),
	}
}

func memberRowsOfChanges() []memberRow {
	modify := func(workspace, properties string) string {
		return `{"WorkspaceId":"ws-` + workspace + `","WorkspaceProperties":{` + properties + `}}`
	}
	standby := []memberCall{
		{op: "CreateStandbyWorkspaces", input: `{"PrimaryRegion":"eu-west-1",
			"StandbyWorkspaces":[{"PrimaryWorkspaceId":"ws-eeeeeeee","DirectoryId":"d-aaaaaaaa"}]}`},
		{wait: time.Hour},
	}
	return []memberRow{
		memberOf("RebootWorkspaces", `{"RebootWorkspaceRequests":[{"WorkspaceId":"ws-@@@@@@@@"}]}`),
		memberOf("RebuildWorkspaces", `{"RebuildWorkspaceRequests":[{"WorkspaceId":"ws-@@@@@@@@"}]}`),
		memberOf("RestoreWorkspace", `{"WorkspaceId":"ws-@@@@@@@@"}`),
		{op: "StartWorkspaces", base: `{"StartWorkspaceRequests":[{"WorkspaceId":"ws-cccccccc"}]}`,
			variant: `{"StartWorkspaceRequests":[{"WorkspaceId":"ws-dddddddd"}]}`},
		memberOf("StopWorkspaces", `{"StopWorkspaceRequests":[{"WorkspaceId":"ws-@@@@@@@@"}]}`),
		memberOf("TerminateWorkspaces", `{"TerminateWorkspaceRequests":[{"WorkspaceId":"ws-@@@@@@@@"}]}`),
		{op: "MigrateWorkspace", base: `{"SourceWorkspaceId":"ws-aaaaaaaa","BundleId":"wsb-cccccccc"}`,
			variant: `{"SourceWorkspaceId":"ws-bbbbbbbb","BundleId":"wsb-dddddddd"}`},
		memberOf("ModifyWorkspaceState", `{"WorkspaceId":"ws-@@@@@@@@","WorkspaceState":"ADMIN_MAINTENANCE"}`),
		{op: "ModifyWorkspaceState", base: `{"WorkspaceId":"ws-aaaaaaaa","WorkspaceState":"ADMIN_MAINTENANCE"}`,
			variant: `{"WorkspaceId":"ws-aaaaaaaa","WorkspaceState":"AVAILABLE"}`, refused: "InvalidResourceStateException"},
		{op: "ModifyWorkspaceProperties",
			base: modify("aaaaaaaa", `"RunningMode":"MANUAL"`), variant: modify("bbbbbbbb", `"RunningMode":"ALWAYS_ON"`)},
		{op: "ModifyWorkspaceProperties",
			base:    modify("aaaaaaaa", `"GlobalAccelerator":{"Mode":"ENABLED_AUTO","PreferredProtocol":"TCP"}`),
			variant: modify("bbbbbbbb", `"GlobalAccelerator":{"Mode":"DISABLED","PreferredProtocol":"NONE"}`)},
		{op: "ModifyWorkspaceProperties", base: modify("aaaaaaaa", `"RunningModeAutoStopTimeoutInMinutes":120`),
			variant: modify("aaaaaaaa", `"RunningModeAutoStopTimeoutInMinutes":180`)},
		{op: "ModifyWorkspaceProperties", base: modify("bbbbbbbb", `"RootVolumeSizeGib":175`),
			variant: modify("bbbbbbbb", `"RootVolumeSizeGib":200`)},
		{op: "ModifyWorkspaceProperties", base: modify("aaaaaaaa", `"UserVolumeSizeGib":50`),
			variant: modify("aaaaaaaa", `"UserVolumeSizeGib":100`)},
		{op: "ModifyWorkspaceProperties", base: modify("aaaaaaaa", `"ComputeTypeName":"PERFORMANCE"`),
			variant: modify("aaaaaaaa", `"ComputeTypeName":"POWER"`)},
		{op: "ModifyWorkspaceProperties", base: modify("dddddddd", `"Protocols":["PCOIP"]`), variant: modify("dddddddd", `"Protocols":["WSP"]`)},
		{op: "ModifyWorkspaceProperties", base: modify("aaaaaaaa", `"OperatingSystemName":"WINDOWS_SERVER_2022"`),
			variant: modify("aaaaaaaa", `"OperatingSystemName":"WINDOWS_11"`),
			refused: "InvalidParameterValuesException"},
		{op: "ModifyWorkspaceProperties", before: standby, base: `{"WorkspaceId":"$0.WorkspaceId","DataReplication":"NO_REPLICATION"}`,
			variant: `{"WorkspaceId":"$0.WorkspaceId","DataReplication":"PRIMARY_AS_SOURCE"}`},
	}
}
