package types_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/types"
)

// identifiers has an identifier of each kind.
var identifiers = map[types.ARNKind]string{
	types.ARNKindWorkspace:       "ws-gmmbbqkc7",
	types.ARNKindDirectory:       "d-9067123456",
	types.ARNKindBundle:          "wsb-bh8rsxt14",
	types.ARNKindImage:           "wsi-0a1b2c3d4",
	types.ARNKindIpGroup:         "wsipg-0a1b2c3d4",
	types.ARNKindConnectionAlias: "wsca-0a1b2c3d4",
	types.ARNKindPool:            "wspool-0a1b2c3d4",
	types.ARNKindApplication:     "wsa-0a1b2c3d4",
}

func TestARNsOfEachKindRoundTrip(t *testing.T) {
	t.Parallel()
	require.Len(t, identifiers, len(types.ARNKind("").Values()), "identifiers must have an entry for each kind")
	for _, kind := range types.ARNKind("").Values() {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			built, err := types.NewARN("us-east-1", "123456789012", identifiers[kind])
			require.NoError(t, err)
			assert.Equal(t, types.ARN{Partition: "aws", Region: "us-east-1", AccountId: "123456789012", Kind: kind, Id: identifiers[kind]}, built)
			assert.Equal(t, "arn:aws:workspaces:us-east-1:123456789012:"+string(kind)+"/"+identifiers[kind], built.String())
			parsed, err := types.ParseARN(built.String())
			require.NoError(t, err)
			assert.Equal(t, built, parsed)
		})
	}
}

func TestARNsHaveThePartitionOfTheirRegion(t *testing.T) {
	t.Parallel()
	for region, partition := range map[string]string{
		"eu-west-1": "aws", "cn-northwest-1": "aws-cn", "us-gov-west-1": "aws-us-gov", "us-iso-east-1": "aws-iso", "us-isob-east-1": "aws-iso-b",
		"eusc-de-east-1": "aws-eusc", "moon": "aws",
		"aws-global": "aws", "aws-cn-global": "aws-cn", "aws-us-gov-global": "aws-us-gov", "aws-iso-b-global": "aws-iso-b",
	} {
		t.Run(region, func(t *testing.T) {
			t.Parallel()
			arn, err := types.NewARN(region, "123456789012", "wsd-0a1b2c3d4")
			require.NoError(t, err)
			assert.Equal(t, "arn:"+partition+":workspaces:"+region+":123456789012:directory/wsd-0a1b2c3d4", arn.String())
			parsed, err := types.ParseARN(arn.String())
			require.NoError(t, err)
			assert.Equal(t, arn, parsed)
		})
	}
}

func TestParseARNNamesTheWrongPart(t *testing.T) {
	t.Parallel()
	const form = "the form is arn:PARTITION:workspaces:REGION:ACCOUNT:KIND/IDENTIFIER"
	tests := map[string]struct{ arn, want string }{
		"empty":                    {"", form},
		"an identifier":            {"ws-gmmbbqkc7", form},
		"too few parts":            {"arn:aws:workspaces:us-east-1:123456789012", form},
		"no arn":                   {"urn:aws:workspaces:us-east-1:123456789012:workspace/ws-gmmbbqkc7", form},
		"another service":          {"arn:aws:ec2:us-east-1:123456789012:workspace/ws-gmmbbqkc7", `service "ec2" is not workspaces`},
		"no Region":                {"arn:aws:workspaces::123456789012:workspace/ws-gmmbbqkc7", `region "" is not a Region name`},
		"a Region in capitals":     {"arn:aws:workspaces:US-EAST-1:123456789012:workspace/ws-gmmbbqkc7", `region "US-EAST-1" is not a Region name`},
		"a hard-coded partition":   {"arn:aws:workspaces:us-gov-west-1:123456789012:workspace/ws-gmmbbqkc7", `partition "aws" is wrong for the Region us-gov-west-1, which is in aws-us-gov`},
		"no partition":             {"arn::workspaces:us-east-1:123456789012:workspace/ws-gmmbbqkc7", `partition "" is wrong for the Region us-east-1, which is in aws`},
		"an odd partition":         {"arn:aws1:workspaces:moon:123456789012:workspace/ws-gmmbbqkc7", `partition "aws1" is neither aws, nor`},
		"a partition like aws":     {"arn:awsome:workspaces:moon:123456789012:workspace/ws-gmmbbqkc7", `partition "awsome" is neither aws, nor aws- followed`},
		"a hyphen at the end":      {"arn:aws-:workspaces:moon:123456789012:workspace/ws-gmmbbqkc7", `partition "aws-" is neither aws, nor`},
		"two hyphens":              {"arn:aws--x:workspaces:moon:123456789012:workspace/ws-gmmbbqkc7", `partition "aws--x" is neither aws, nor`},
		"a hyphen as a Region":     {"arn:aws:workspaces:-:123456789012:workspace/ws-gmmbbqkc7", `region "-" is not a Region name`},
		"hyphens around a Region":  {"arn:aws:workspaces:-moon-:123456789012:workspace/ws-gmmbbqkc7", `region "-moon-" is not a Region name`},
		"the global Region":        {"arn:aws:workspaces:aws-cn-global:123456789012:workspace/ws-gmmbbqkc7", `partition "aws" is wrong for the Region aws-cn-global, which is in aws-cn`},
		"a short account":          {"arn:aws:workspaces:us-east-1:12345678901:workspace/ws-gmmbbqkc7", `account "12345678901" is not an account number of twelve digits`},
		"no account":               {"arn:aws:workspaces:us-east-1::workspace/ws-gmmbbqkc7", `account "" is not an account number`},
		"a kind in the plural":     {"arn:aws:workspaces:us-east-1:123456789012:workspaces/ws-gmmbbqkc7", `kind "workspaces" is not one of [workspace directory workspacebundle`},
		"no operation has it":      {"arn:aws:workspaces:us-east-1:123456789012:workspacecertificate/wsc-gmmbbqkc7", `kind "workspacecertificate" is not one of`},
		"no kind":                  {"arn:aws:workspaces:us-east-1:123456789012:ws-gmmbbqkc7", `kind "ws-gmmbbqkc7" is not one of`},
		"no identifier":            {"arn:aws:workspaces:us-east-1:123456789012:workspace/", `identifier "" is not a WorkSpace identifier`},
		"a pattern":                {"arn:aws:workspaces:us-east-1:123456789012:workspace/*", `identifier "*" is not a WorkSpace identifier`},
		"of another kind":          {"arn:aws:workspaces:us-east-1:123456789012:directory/ws-gmmbbqkc7", `identifier "ws-gmmbbqkc7" is not a directory identifier`},
		"something behind":         {"arn:aws:workspaces:us-east-1:123456789012:workspace/ws-gmmbbqkc7/x", `identifier "ws-gmmbbqkc7/x" is not a WorkSpace identifier`},
		"a line break":             {"arn:aws:workspaces:us-east-1:123456789012:workspace/ws-gmmbbqkc7\n", `identifier "ws-gmmbbqkc7\n" is not a WorkSpace identifier`},
		"a colon for the slash":    {"arn:aws:workspaces:us-east-1:123456789012:workspace:ws-gmmbbqkc7", `kind "workspace:ws-gmmbbqkc7" is not one of`},
		"an identifier of 3,000 B": {"arn:aws:workspaces:us-east-1:123456789012:workspace/" + strings.Repeat("x", 3000), `identifier "` + strings.Repeat("x", 100) + `" is not`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			arn, err := types.ParseARN(test.arn)
			require.ErrorContains(t, err, test.want)
			assert.Contains(t, err.Error(), "invalid ARN ")
			assert.NotContains(t, err.Error(), "\n")
			assert.Less(t, len(err.Error()), 700)
			assert.Zero(t, arn)
		})
	}
}

func TestNewARNNamesTheWrongArgument(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ region, account, id, want string }{
		"no Region":          {"", "123456789012", "ws-gmmbbqkc7", `region "" is not a Region name`},
		"a hyphen":           {"-", "123456789012", "ws-gmmbbqkc7", `region "-" is not a Region name`},
		"a Zone in capitals": {"us-east-1A", "123456789012", "ws-gmmbbqkc7", `region "us-east-1A" is not a Region name`},
		"an account's name":  {"us-east-1", "production", "ws-gmmbbqkc7", `account "production" is not an account number`},
		"no identifier":      {"us-east-1", "123456789012", "", `"" is not the identifier of a resource that has an ARN`},
		"an unknown prefix":  {"us-east-1", "123456789012", "i-0123456789", `"i-0123456789" is not the identifier of a resource that has an ARN`},
		"a short identifier": {"us-east-1", "123456789012", "ws-1", `identifier "ws-1" is not a WorkSpace identifier (^ws-[0-9a-z]{8,63}$)`},
		"a prefix alone":     {"us-east-1", "123456789012", "d", `identifier "d" is not a directory identifier`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			arn, err := types.NewARN(test.region, test.account, test.id)
			require.ErrorContains(t, err, "invalid ARN: "+test.want)
			assert.Zero(t, arn)
		})
	}
}

// FuzzParseARN checks that a valid ARN is read and written without a change, and that NewARN builds the same ARN.
func FuzzParseARN(f *testing.F) {
	for kind, id := range identifiers {
		f.Add("arn:aws-cn:workspaces:cn-northwest-1:123456789012:" + string(kind) + "/" + id)
	}
	for _, s := range []string{"", "arn:aws:workspaces:moon:123456789012:directory/wsd-0a1b2c3d4", "arn:::::/", "arn:aws-x:workspaces:x:000000000000:workspace/ws-00000000", "arn:aws-:workspaces:-:000000000000:workspace/ws-00000000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		parsed, err := types.ParseARN(s)
		if err != nil {
			require.Zero(t, parsed)
			return
		}
		require.Equal(t, s, parsed.String())
		built, err := types.NewARN(parsed.Region, parsed.AccountId, parsed.Id)
		require.NoError(t, err)
		built.Partition = parsed.Partition // NewARN cannot know it for an unknown Region
		require.Equal(t, parsed, built)
	})
}
