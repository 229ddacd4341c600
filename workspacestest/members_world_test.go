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

// memberCall is a call. If it has no operation, it moves the clock forward instead.
type memberCall struct {
	op, input string
	wait      time.Duration
	from      memberPlace
	doomed    bool // the changes that the call begins fail
}

// memberPlace is the access key and the Region with which a call is signed.
type memberPlace struct{ key, region string }

var (
	memberHere  = memberPlace{workspacestest.AccessKeyID, workspacestest.Region}
	memberThere = memberPlace{"AKIDSECOND", workspacestest.Region}        // another account
	memberAway  = memberPlace{workspacestest.AccessKeyID, "eu-west-1"}    // another Region
	memberApart = memberPlace{workspacestest.AccessKeyID, "eu-central-1"} // a third Region, in which some identifiers exist that also exist in another Region
)

// memberWorld is an emulator with memberSeeds. Every row starts in a new memberWorld.
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

// try makes the row's before calls, and then the row's own call. The service must not refuse any item.
func (w *memberWorld) try(r memberRow, input any) string {
	w.t.Helper()
	for _, before := range r.before {
		w.do(before)
	}
	answer := w.ask(memberCall{op: r.op, input: memberText(w.t, input), from: r.from})
	require.NotRegexp(w.t, `"Failed\w*Requests":\[\{`, answer)
	return answer
}

// do makes a call that must succeed. If c has no operation, do moves the clock forward.
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

// ask makes a call and keeps the response, so that the inputs of later calls can refer to it.
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

// call makes a call and returns the status and the body of the response.
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

// memberLists are the calls that list resources. The id field names the member of the response that identifies a
// resource.
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

// memberDetails are calls that describe one resource. ID in the input stands for the resource's identifier. The
// prefixes field lists the prefixes of the identifiers for which the call is made.
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

// TestMemberReadsAreAll checks that every operation that reads is in memberLists or memberDetails.
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
	assert.Empty(t, slices.Sorted(maps.Keys(missing)), "operations that are missing in memberLists and memberDetails")
}

// reads yields all responses of the read operations after the row's own call: first at once, and again three hours
// later. Before the second reads, it makes the row's after calls. If the row's own operation only reads, reads yields
// nothing.
func (w *memberWorld) reads(r memberRow) iter.Seq[string] {
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

// readAll yields the responses of all read operations in the seeded accounts.
func (w *memberWorld) readAll(yield func(string) bool) bool {
	for _, from := range []memberPlace{memberHere, memberThere, memberAway} {
		ids := make(map[string]bool)
		for _, list := range memberLists {
			answer := w.call(memberCall{op: list.op, input: list.input, from: from})
			require.NotContains(w.t, answer, `"NextToken"`, "there is more to read than %s shows", list.op)
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
