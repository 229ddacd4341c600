package workspacestest_test

import (
	"encoding/json"
	"iter"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/internal/awsjson"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// memberCall is a step in a test: a call or, if op is empty, a wait that advances the clock.
type memberCall struct {
	op, input string
	wait      time.Duration
	from      memberPlace
	doomed    bool // whether the changes started by the call fail later
}

// memberPlace is the access key and Region with which a call is signed.
type memberPlace struct{ key, region string }

var (
	memberHere  = memberPlace{workspacestest.AccessKeyID, workspacestest.Region}
	memberThere = memberPlace{"AKIDSECOND", workspacestest.Region}        // another account
	memberAway  = memberPlace{workspacestest.AccessKeyID, "eu-west-1"}    // another Region
	memberApart = memberPlace{workspacestest.AccessKeyID, "eu-central-1"} // a third Region; its WorkSpace has the same ID as one in memberAway
)

// memberWorld is an emulator with the resources in memberSeeds. Every test case starts with a new memberWorld.
type memberWorld struct {
	t       *testing.T
	emu     *workspacestest.Emulator
	answers []string
}

func newMemberWorld(t *testing.T) *memberWorld {
	t.Helper()
	opts := []workspacestest.Option{
		byol,
		workspacestest.WithAccount(memberHere.key, workspacestest.SecretAccessKey, memberAccount),
		workspacestest.WithAccount(memberThere.key, workspacestest.SecretAccessKey, memberOtherAccount),
	}
	for _, s := range memberSeeds {
		var seed workspacestest.Seed
		require.NoError(t, json.Unmarshal([]byte(s.text), &seed))
		seed.Account, seed.Region = s.of.key, s.of.region
		opts = append(opts, workspacestest.WithSeedResources(seed))
	}
	return &memberWorld{t: t, emu: workspacestest.New(t, opts...)}
}

// try makes the calls in r.before, then calls the operation r.op. The emulator must not refuse any of its items.
func (w *memberWorld) try(r memberRow, input any) string {
	w.t.Helper()
	for _, before := range r.before {
		w.do(before)
	}
	answer := w.ask(memberCall{op: r.op, input: memberText(w.t, input), from: r.from})
	require.NotRegexp(w.t, `"Failed\w*Requests":\[\{`, answer)
	return answer
}

// do makes a call that must succeed, or advances the clock.
func (w *memberWorld) do(c memberCall) {
	w.t.Helper()
	if c.op == "" {
		w.emu.Advance(c.wait)
		return
	}
	if c.doomed {
		defer w.emu.Inject(workspacestest.Fault{Doom: &workspacestest.ItemFault{Code: "Doomed", Message: "it was to be"}})()
	}
	answer := w.ask(c)
	require.Equal(w.t, "200", answer[:3], "%s %s: %s", c.op, c.input, answer)
	require.NotRegexp(w.t, `"Failed\w*Requests":\[\{`, answer)
}

var memberReference = regexp.MustCompile(`\$(\d+)\.(\w+)`)

// ask makes a call and stores the response, for use in later calls' inputs: $0.ImageId, for example, stands for the
// ImageId in the first response.
func (w *memberWorld) ask(c memberCall) string {
	w.t.Helper()
	c.input = memberReference.ReplaceAllStringFunc(c.input, func(reference string) string {
		parts := memberReference.FindStringSubmatch(reference)
		n, err := strconv.Atoi(parts[1])
		require.NoError(w.t, err)
		require.Less(w.t, n, len(w.answers), reference)
		found := regexp.MustCompile(`"` + parts[2] + `":"([^"]*)"`).FindStringSubmatch(w.answers[n])
		require.NotNil(w.t, found, "%s is not in %s", reference, w.answers[n])
		return found[1]
	})
	answer := w.call(c)
	w.answers = append(w.answers, answer)
	return answer
}

// call makes a call and returns the response's status and body.
func (w *memberWorld) call(c memberCall) string {
	w.t.Helper()
	if c.from == (memberPlace{}) {
		c.from = memberHere
	}
	from := aws.Credentials{AccessKeyID: c.from.key, SecretAccessKey: workspacestest.SecretAccessKey}
	answered := send(w.t, w.emu, signFor(w.t, newRequest(w.t, c.op, c.input), c.input, time.Now(), from, c.from.region))
	require.NotEqual(w.t, http.StatusInternalServerError, answered.status)
	return strconv.Itoa(answered.status) + " " + answered.body
}

// memberLists holds the calls that list resources. In each entry, id names the response member that identifies a
// resource; it is empty if memberDetails has no calls for the resources.
var memberLists = []struct{ op, input, id string }{
	{"DescribeWorkspaces", `{}`, "WorkspaceId"},
	{"DescribeWorkspacesConnectionStatus", `{}`, ""},
	{"DescribeWorkspaceDirectories", `{}`, "DirectoryId"},
	{"DescribeWorkspaceBundles", `{}`, "BundleId"},
	{"DescribeWorkspaceImages", `{"ImageType":"OWNED"}`, "ImageId"},
	{"DescribeWorkspaceImages", `{"ImageType":"SHARED"}`, ""},
	{"DescribeIpGroups", `{}`, "groupId"},
	{"DescribeConnectionAliases", `{}`, "AliasId"},
	{"DescribeWorkspacesPools", `{}`, "PoolId"},
	{"DescribeApplications", `{"LicenseType":"UNLICENSED"}`, "ApplicationId"},
	{"ListAccountLinks", `{}`, "AccountLinkId"},
	{"DescribeAccount", `{}`, ""},
	{"DescribeAccountModifications", `{}`, ""},
	{"ListAvailableManagementCidrRanges", `{"ManagementCidrRangeConstraint":"10.0.0.0/14"}`, ""},
}

// memberDetails holds calls that describe one resource. ID in the input stands for the resource's identifier. Each call
// is made for every resource whose identifier has one of the prefixes.
var memberDetails = []struct{ op, input, prefixes string }{
	{"DescribeTags", `{"ResourceId":"ID"}`, "ws d wsd wsb wsi wsipg wsca wspool"},
	{"DescribeWorkspaceAssociations", `{"WorkspaceId":"ID","AssociatedResourceTypes":["APPLICATION"]}`, "ws"},
	{"DescribeWorkspaceSnapshots", `{"WorkspaceId":"ID"}`, "ws"},
	{"DescribeClientProperties", `{"ResourceIds":["ID"]}`, "d wsd"},
	{"DescribeClientBranding", `{"ResourceId":"ID"}`, "d wsd"},
	{"DescribeConnectClientAddIns", `{"ResourceId":"ID"}`, "d wsd"},
	{"DescribeBundleAssociations", `{"BundleId":"ID","AssociatedResourceTypes":["APPLICATION"]}`, "wsb"},
	{"DescribeImageAssociations", `{"ImageId":"ID","AssociatedResourceTypes":["APPLICATION"]}`, "wsi"},
	{"DescribeWorkspaceImagePermissions", `{"ImageId":"ID"}`, "wsi"},
	{"DescribeCustomWorkspaceImageImport", `{"ImageId":"ID"}`, "wsi"},
	{"DescribeConnectionAliasPermissions", `{"AliasId":"ID"}`, "wsca"},
	{"DescribeWorkspacesPoolSessions", `{"PoolId":"ID"}`, "wspool"},
	{"DescribeApplicationAssociations", `{"ApplicationId":"ID","AssociatedResourceTypes":["WORKSPACE","BUNDLE","IMAGE"]}`, "wsa"},
	{"GetAccountLink", `{"LinkId":"ID"}`, "link"},
}

// TestMemberReadsAreAll checks that every read-only operation is in memberLists or memberDetails.
func TestMemberReadsAreAll(t *testing.T) {
	t.Parallel()
	missing := make(map[string]bool)
	for op := range memberInputs() {
		if awsjson.ReadsOnly(op) {
			missing[op] = true
		}
	}
	for _, list := range memberLists {
		delete(missing, list.op)
	}
	for _, detail := range memberDetails {
		delete(missing, detail.op)
	}
	assert.Empty(t, slices.Sorted(maps.Keys(missing)), "memberLists and memberDetails lack these operations")
}

// laterReads makes the calls in memberLists and memberDetails, and yields their responses. Three hours later, it makes
// the calls in r.after, and then those in memberLists and memberDetails again. If r.op only reads, it makes no calls.
func (w *memberWorld) laterReads(r memberRow) iter.Seq[string] {
	return func(yield func(string) bool) {
		if awsjson.ReadsOnly(r.op) || !w.readAll(yield) {
			return
		}
		w.emu.Advance(3 * time.Hour)
		for _, after := range r.after {
			if after.op == "" {
				w.do(after)
			} else if !yield(w.ask(after)) {
				return
			}
		}
		w.readAll(yield)
	}
}

// readAll makes the calls in memberLists and memberDetails, in two accounts and two Regions, yielding the responses.
func (w *memberWorld) readAll(yield func(string) bool) bool {
	for _, from := range []memberPlace{memberHere, memberThere, memberAway} {
		ids := make(map[string]bool)
		for _, list := range memberLists {
			answer := w.call(memberCall{op: list.op, input: list.input, from: from})
			require.NotContains(w.t, answer, `"NextToken"`, "the test reads only the first page of %s", list.op)
			if !yield(answer) {
				return false
			}
			if list.id == "" {
				continue
			}
			for _, found := range regexp.MustCompile(`"`+list.id+`":"([^"]+)"`).FindAllStringSubmatch(answer, -1) {
				ids[found[1]] = true
			}
		}
		for _, id := range slices.Sorted(maps.Keys(ids)) {
			kind, _, _ := strings.Cut(id, "-")
			for _, detail := range memberDetails {
				if !slices.Contains(strings.Fields(detail.prefixes), kind) {
					continue
				}
				if !yield(w.call(memberCall{op: detail.op, input: strings.ReplaceAll(detail.input, "ID", id), from: from})) {
					return false
				}
			}
		}
	}
	return true
}
