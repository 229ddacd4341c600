package workspacestest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// stateful describes a kind of resource with states, and its test cases. The test cases for WorkSpaces are in
// workspaces_states_test.go.
type stateful struct {
	states     []string
	seed       string // a JSON seed with one resource; %s stands for the state
	read       string // the operation that shows the state
	input      string // the input for the read operation
	member     string // the response member that shows the state
	operations []stateOperation
}

// stateOperation is an operation that depends on a resource's state.
type stateOperation struct {
	name, input string
	moves       map[string]ends   // by state that allows the operation: the states afterwards
	refused     string            // the error code in all other states
	otherwise   map[string]string // by state: an error code returned instead of refused
}

// ends holds a resource's states right after an operation and a long time later. A state is empty if the resource no
// longer exists by then.
type ends struct{ first, last string }

// stays returns the stateOperation.moves of an operation that is allowed in only one state and does not change it.
func stays(state string) map[string]ends { return map[string]ends{state: {state, state}} }

func statesOf[E ~string](list []E) (states []string) {
	for _, state := range list {
		states = append(states, string(state))
	}
	return states
}

const (
	notSupportedCode = "OperationNotSupportedException"
	badStateCode     = "InvalidResourceStateException"
	badValuesCode    = "InvalidParameterValuesException"
	unavailableCode  = "ResourceUnavailableException"
	inProgressCode   = "OperationInProgressException"
	associatedCode   = "ResourceAssociatedException"
	conflictCode     = "ConflictException"
	deniedCode       = "AccessDeniedException"
	existsCode       = "ResourceAlreadyExistsException"
)

func statefulDirectories() stateful {
	setting := func(name, input, refused string) stateOperation {
		return stateOperation{name: name, input: `{"ResourceId":"d-90670000aa",` + input + `}`, moves: stays("REGISTERED"), refused: refused}
	}
	return stateful{
		states: statesOf(types.WorkspaceDirectoryState("").Values()),
		seed: `{"Directories":[{"DirectoryId":"d-90670000aa","State":"%s","ipGroupIds":["wsipg-bbbbbbbbb"],
			"SamlProperties":{"Status":"ENABLED","UserAccessUrl":"https://example.com/"}}],
			"IpGroups":[{"groupId":"wsipg-aaaaaaaaa"},{"groupId":"wsipg-bbbbbbbbb"}],"ConnectionAliases":[{"AliasId":"wsca-aaaaaaaaa"}]}`,
		read: "DescribeWorkspaceDirectories", input: `{"DirectoryIds":["d-90670000aa"]}`, member: "State",
		operations: []stateOperation{
			{name: "RegisterWorkspaceDirectory", input: `{"DirectoryId":"d-90670000aa"}`, refused: badStateCode, moves: stays("REGISTERED")},
			{name: "DeregisterWorkspaceDirectory", input: `{"DirectoryId":"d-90670000aa"}`, refused: badStateCode,
				moves: map[string]ends{"REGISTERED": {"DEREGISTERING", ""}, "ERROR": {"DEREGISTERING", ""}}},
			setting("ModifyWorkspaceCreationProperties", `"WorkspaceCreationProperties":{"EnableMaintenanceMode":false}`, notSupportedCode),
			setting("ModifyWorkspaceAccessProperties", `"WorkspaceAccessProperties":{"DeviceTypeWeb":"ALLOW"}`, notSupportedCode),
			setting("ModifySelfservicePermissions", `"SelfservicePermissions":{"RestartWorkspace":"DISABLED"}`, notSupportedCode),
			setting("ModifySamlProperties", `"SamlProperties":{"RelayStateParameterName":"name"}`, notSupportedCode),
			setting("ModifyCertificateBasedAuthProperties", `"CertificateBasedAuthProperties":{"Status":"ENABLED",
				"CertificateAuthorityArn":"arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/11111111-2222-3333-4444-555555555555"}`, notSupportedCode),
			setting("ModifyStreamingProperties", `"StreamingProperties":{"StreamingExperiencePreferredProtocol":"TCP"}`, notSupportedCode),
			setting("ModifyClientProperties", `"ClientProperties":{"ReconnectEnabled":"DISABLED"}`, notSupportedCode),
			setting("ImportClientBranding", `"DeviceTypeWeb":{"SupportEmail":"help@example.com"}`, badValuesCode),
			setting("CreateConnectClientAddIn", `"Name":"add-in","URL":"https://example.com/"`, badValuesCode),
			{name: "ModifyEndpointEncryptionMode", input: `{"DirectoryId":"d-90670000aa","EndpointEncryptionMode":"FIPS_VALIDATED"}`,
				moves: stays("REGISTERED"), refused: notSupportedCode},
			{name: "AssociateIpGroups", input: `{"DirectoryId":"d-90670000aa","GroupIds":["wsipg-aaaaaaaaa"]}`,
				moves: stays("REGISTERED"), refused: badStateCode},
			{name: "DisassociateIpGroups", input: `{"DirectoryId":"d-90670000aa","GroupIds":["wsipg-bbbbbbbbb"]}`,
				moves: stays("REGISTERED"), refused: badStateCode},
			{name: "AssociateConnectionAlias", input: `{"ResourceId":"d-90670000aa","AliasId":"wsca-aaaaaaaaa"}`,
				moves: stays("REGISTERED"), refused: badStateCode},
		},
	}
}

func statefulImages() stateful {
	return stateful{
		states: statesOf(types.WorkspaceImageState("").Values()),
		seed:   `{"Images":[{"ImageId":"wsi-aaaaaaaaa","Updates":{"UpdateAvailable":true},"State":"%s"}]}`,
		read:   "DescribeWorkspaceImages", input: `{"ImageIds":["wsi-aaaaaaaaa"]}`, member: "State",
		operations: []stateOperation{
			{name: "CopyWorkspaceImage", input: `{"Name":"copy","SourceImageId":"wsi-aaaaaaaaa","SourceRegion":"us-east-1"}`,
				moves: stays("AVAILABLE"), refused: unavailableCode},
			{name: "CreateUpdatedWorkspaceImage", input: `{"Name":"updated","Description":"With drivers","SourceImageId":"wsi-aaaaaaaaa"}`,
				moves: stays("AVAILABLE"), refused: badStateCode},
			{name: "CreateWorkspaceBundle", input: `{"BundleName":"bundle","BundleDescription":"Ours","ImageId":"wsi-aaaaaaaaa",
				"ComputeType":{"Name":"STANDARD"},"UserStorage":{"Capacity":"50"}}`, moves: stays("AVAILABLE"), refused: unavailableCode},
			{name: "UpdateWorkspaceImagePermission", input: `{"ImageId":"wsi-aaaaaaaaa","AllowCopyImage":true,"SharedAccountId":"111122223333"}`,
				moves: stays("AVAILABLE"), refused: unavailableCode},
			{name: "DeleteWorkspaceImage", input: `{"ImageId":"wsi-aaaaaaaaa"}`, moves: map[string]ends{"AVAILABLE": {}, "ERROR": {}}, refused: badStateCode},
		},
	}
}

func statefulBundles() stateful {
	return stateful{
		states: statesOf(types.WorkspaceBundleState("").Values()),
		seed: `{"Bundles":[{"BundleId":"wsb-aaaaaaaaa","ImageId":"wsi-aaaaaaaaa","State":"%s"}],
			"Images":[{"ImageId":"wsi-aaaaaaaaa"},{"ImageId":"wsi-bbbbbbbbb"}],
			"Directories":[{"DirectoryId":"wsd-aaaaaaaa","WorkspaceType":"POOLS"}],"Workspaces":[{"WorkspaceId":"ws-aaaaaaaaa"}]}`,
		read: "DescribeWorkspaceBundles", input: `{"BundleIds":["wsb-aaaaaaaaa"]}`, member: "State",
		operations: []stateOperation{
			{name: "UpdateWorkspaceBundle", input: `{"BundleId":"wsb-aaaaaaaaa","ImageId":"wsi-bbbbbbbbb"}`,
				moves: stays("AVAILABLE"), refused: unavailableCode},
			{name: "MigrateWorkspace", input: `{"SourceWorkspaceId":"ws-aaaaaaaaa","BundleId":"wsb-aaaaaaaaa"}`,
				moves: stays("AVAILABLE"), refused: unavailableCode},
			{name: "CreateWorkspacesPool", input: `{"PoolName":"pool","Description":"A pool","BundleId":"wsb-aaaaaaaaa","DirectoryId":"wsd-aaaaaaaa",
				"Capacity":{"DesiredUserSessions":1}}`, moves: stays("AVAILABLE"), refused: notSupportedCode},
			{name: "DeleteWorkspaceBundle", input: `{"BundleId":"wsb-aaaaaaaaa"}`, moves: map[string]ends{"AVAILABLE": {}, "PENDING": {}, "ERROR": {}}},
		},
	}
}

func statefulAliases() stateful {
	return stateful{
		states: statesOf(types.ConnectionAliasState("").Values()),
		seed:   `{"ConnectionAliases":[{"AliasId":"wsca-aaaaaaaaa","State":"%s"}],"Directories":[{"DirectoryId":"d-90670000aa"}]}`,
		read:   "DescribeConnectionAliases", input: `{"AliasIds":["wsca-aaaaaaaaa"]}`, member: "State",
		operations: []stateOperation{
			{name: "AssociateConnectionAlias", input: `{"AliasId":"wsca-aaaaaaaaa","ResourceId":"d-90670000aa"}`,
				moves: stays("CREATED"), refused: badStateCode},
			{name: "UpdateConnectionAliasPermission", input: `{"AliasId":"wsca-aaaaaaaaa","ConnectionAliasPermission":{
				"SharedAccountId":"111122223333","AllowAssociation":true}}`, moves: stays("CREATED"), refused: badStateCode},
			{name: "DeleteConnectionAlias", input: `{"AliasId":"wsca-aaaaaaaaa"}`, moves: map[string]ends{"CREATED": {"DELETING", ""}}, refused: badStateCode},
		},
	}
}

func statefulAliasAssociations() stateful {
	return stateful{
		states: statesOf(types.AssociationStatus("").Values()),
		seed: `{"ConnectionAliases":[{"AliasId":"wsca-aaaaaaaaa","Associations":[{"AssociationStatus":"%s","ResourceId":"d-90670000aa"}]}],
			"Directories":[{"DirectoryId":"d-90670000aa"},{"DirectoryId":"d-90670000bb"}]}`,
		read: "DescribeConnectionAliases", input: `{"AliasIds":["wsca-aaaaaaaaa"]}`, member: "AssociationStatus",
		operations: []stateOperation{
			{name: "AssociateConnectionAlias", input: `{"AliasId":"wsca-aaaaaaaaa","ResourceId":"d-90670000bb"}`, refused: associatedCode,
				moves: map[string]ends{"NOT_ASSOCIATED": {"PENDING_ASSOCIATION", "ASSOCIATED_WITH_OWNER_ACCOUNT"}}},
			{name: "DisassociateConnectionAlias", input: `{"AliasId":"wsca-aaaaaaaaa"}`, refused: badStateCode, moves: map[string]ends{
				"ASSOCIATED_WITH_OWNER_ACCOUNT":  {"PENDING_DISASSOCIATION", "NOT_ASSOCIATED"},
				"ASSOCIATED_WITH_SHARED_ACCOUNT": {"PENDING_DISASSOCIATION", "NOT_ASSOCIATED"},
			}},
			{name: "DeleteConnectionAlias", input: `{"AliasId":"wsca-aaaaaaaaa"}`, refused: associatedCode,
				moves: map[string]ends{"NOT_ASSOCIATED": {"NOT_ASSOCIATED", ""}}},
		},
	}
}

func statefulPools() stateful {
	changing := func(of ...string) map[string]string {
		codes := make(map[string]string)
		for _, state := range of {
			codes[state] = inProgressCode
		}
		return codes
	}
	return stateful{
		states: statesOf(types.WorkspacesPoolState("").Values()),
		seed:   `{"Pools":[{"PoolId":"wspool-aaaaaaaaa","State":"%s"}]}`,
		read:   "DescribeWorkspacesPools", input: `{"PoolIds":["wspool-aaaaaaaaa"]}`, member: "State",
		operations: []stateOperation{
			{name: "StartWorkspacesPool", input: `{"PoolId":"wspool-aaaaaaaaa"}`, refused: badStateCode,
				otherwise: changing("CREATING", "STARTING", "STOPPING", "UPDATING"), moves: map[string]ends{"STOPPED": {"STARTING", "RUNNING"}}},
			{name: "StopWorkspacesPool", input: `{"PoolId":"wspool-aaaaaaaaa"}`, refused: badStateCode,
				otherwise: changing("CREATING", "STARTING", "STOPPING", "UPDATING"), moves: map[string]ends{"RUNNING": {"STOPPING", "STOPPED"}}},
			{name: "UpdateWorkspacesPool", input: `{"PoolId":"wspool-aaaaaaaaa","Description":"New"}`, refused: badStateCode,
				otherwise: changing("CREATING", "STARTING", "STOPPING", "UPDATING"),
				moves:     map[string]ends{"RUNNING": {"UPDATING", "RUNNING"}, "STOPPED": {"UPDATING", "STOPPED"}}},
			{name: "UpdateWorkspacesPool", input: `{"PoolId":"wspool-aaaaaaaaa","RunningMode":"ALWAYS_ON"}`, refused: badStateCode,
				otherwise: changing("CREATING", "STARTING", "STOPPING", "UPDATING"), moves: map[string]ends{"STOPPED": {"UPDATING", "STOPPED"}}},
			{name: "TerminateWorkspacesPool", input: `{"PoolId":"wspool-aaaaaaaaa"}`, refused: badStateCode,
				otherwise: changing("CREATING", "STOPPING", "UPDATING"),
				moves:     map[string]ends{"STOPPED": {"DELETING", ""}, "STARTING": {"STOPPING", ""}, "RUNNING": {"STOPPING", ""}}},
		},
	}
}

func statefulLinks(source, target string, operations ...stateOperation) stateful {
	return stateful{
		states: statesOf(types.AccountLinkStatusEnum("").Values()),
		seed: `{"AccountLinks":[{"AccountLinkId":"link-aaaaaaaa","SourceAccountId":"` + source + `","TargetAccountId":"` + target + `",
			"AccountLinkStatus":"%s"}]}`,
		read: "GetAccountLink", input: `{"LinkId":"link-aaaaaaaa"}`, member: "AccountLinkStatus", operations: operations,
	}
}

// TestEveryOperationInEveryState calls each operation that depends on a resource's state once in every state.
func TestEveryOperationInEveryState(t *testing.T) {
	t.Parallel()
	const pending = "PENDING_ACCEPTANCE_BY_TARGET_ACCOUNT"
	link := `{"LinkId":"link-aaaaaaaa"}`
	gone := map[string]string{"LINK_NOT_FOUND": "ResourceNotFoundException"}
	for name, kind := range map[string]stateful{
		"directory":         statefulDirectories(),
		"image":             statefulImages(),
		"bundle":            statefulBundles(),
		"connection alias":  statefulAliases(),
		"alias association": statefulAliasAssociations(),
		"pool":              statefulPools(),
		"account link, target": statefulLinks(otherAccount, ownAccount,
			stateOperation{name: "AcceptAccountLinkInvitation", input: link,
				moves: map[string]ends{pending: {"LINKED", "LINKED"}}, refused: conflictCode, otherwise: gone},
			stateOperation{name: "RejectAccountLinkInvitation", input: link,
				moves: map[string]ends{pending: {"REJECTED", "REJECTED"}}, refused: conflictCode, otherwise: gone},
			stateOperation{name: "DeleteAccountLinkInvitation", input: link, refused: deniedCode, otherwise: gone}),
		"account link, source": statefulLinks(ownAccount, otherAccount,
			stateOperation{name: "AcceptAccountLinkInvitation", input: link, refused: deniedCode, otherwise: gone},
			stateOperation{name: "RejectAccountLinkInvitation", input: link, refused: deniedCode, otherwise: gone},
			stateOperation{name: "DeleteAccountLinkInvitation", input: link, refused: conflictCode, otherwise: gone,
				moves: map[string]ends{pending: {}, "REJECTED": {}, "LINKING_FAILED": {}}}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, op := range kind.operations {
				for _, state := range kind.states {
					t.Run(op.name+" "+state, func(t *testing.T) {
						t.Parallel()
						kind.try(t, op, state)
					})
				}
			}
		})
	}
}

// try calls an operation on a resource in the given state, and checks the states afterwards.
func (s stateful) try(t *testing.T, op stateOperation, state string) {
	t.Helper()
	var resources workspacestest.Seed
	require.NoError(t, json.Unmarshal(fmt.Appendf(nil, s.seed, state), &resources))
	emu := workspacestest.New(t, workspacestest.WithSeedResources(resources))
	before, exists := s.state(t, emu)
	if exists {
		require.Equal(t, state, before)
	} else {
		require.Equal(t, "LINK_NOT_FOUND", state, "responses must show all other states")
	}
	answered := call(t, emu, op.name, op.input)
	to, allowed := op.moves[state]
	if !allowed {
		code := op.refused
		if other := op.otherwise[state]; other != "" {
			code = other
		}
		assert.Equal(t, code, answered.Type, answered.body)
		shown, _ := s.state(t, emu)
		assert.Equal(t, before, shown, "a rejected call must not change the state")
		return
	}
	require.Equal(t, http.StatusOK, answered.status, answered.body)
	shown, _ := s.state(t, emu)
	assert.Equal(t, to.first, shown)
	emu.Advance(2 * time.Hour)
	shown, _ = s.state(t, emu)
	assert.Equal(t, to.last, shown)
}

// state reads the resource and returns its state, and whether the response shows the resource at all.
func (s stateful) state(t *testing.T, emu http.Handler) (state string, exists bool) {
	t.Helper()
	found := regexp.MustCompile(`"` + s.member + `":"(\w+)"`).FindStringSubmatch(call(t, emu, s.read, s.input).body)
	if found == nil {
		return "", false
	}
	return found[1], true
}
