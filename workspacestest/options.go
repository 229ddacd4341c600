package workspacestest

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/emulator"
	"github.com/go-workspaces/workspaces/types"
)

// Option configures an Emulator.
type Option func(*settings)

// settings are what options set.
type settings struct {
	options emulator.Options
	fill    []func(*emulator.Emulator) error // adds what is there from the start
	err     error                            // of the first option that makes no sense
}

// require notes what is wrong with an option, unless all is well.
func (s *settings) require(well bool, format string, args ...any) {
	if !well && s.err == nil {
		s.err = fmt.Errorf("workspacestest: "+format, args...)
	}
}

// add notes what is to be there from the start.
func (s *settings) add(fill func(*emulator.Emulator) error) { s.fill = append(s.fill, fill) }

// WithSeed changes the identifiers that the emulator gives, and which calls meet the faults that have a
// probability.
func WithSeed(seed uint64) Option {
	return func(s *settings) { s.options.Seed = seed }
}

// WithClock sets the clock by which resources change. The default is time.Now.
func WithClock(now func() time.Time) Option {
	return func(s *settings) { s.options.Now = now }
}

// WithCredentials adds an access key that requests can be signed with, and thereby another account. Access
// keys have letters, digits and underscores.
func WithCredentials(accessKeyID, secretAccessKey string) Option {
	return func(s *settings) {
		s.require(emulator.IsAccessKey(accessKeyID) && secretAccessKey != "", "no request can be signed with the access key %q and the secret %q", accessKeyID, secretAccessKey)
		s.options.Credentials[accessKeyID] = secretAccessKey
	}
}

// WithAccount adds an access key that requests can be signed with, and says which account it belongs to:
// accountID are twelve digits. An account can have several access keys.
func WithAccount(accessKeyID, secretAccessKey, accountID string) Option {
	return func(s *settings) {
		WithCredentials(accessKeyID, secretAccessKey)(s)
		s.require(emulator.IsAccountID(accountID), "an account has twelve digits, not %q", accountID)
		s.options.AccountIDs[accessKeyID] = accountID
	}
}

// WithRateLimit lets each account make some calls a second in each Region, over all operations together,
// and as many as burst at once, at most 10,000. What is more is answered with a ThrottlingException. The limit that the
// service documents is WithRateLimit(2, 5); without this option there is none.
func WithRateLimit(perSecond float64, burst int) Option {
	return func(s *settings) {
		s.require(perSecond > 0 && !math.IsInf(perSecond, 0), "the rate must be above 0 calls a second, and is %v", perSecond)
		s.require(burst >= 1 && burst <= emulator.MaxBurst, "the burst must be from 1 to %d calls, and is %d", emulator.MaxBurst, burst)
		s.options.Rate, s.options.Burst = perSecond, burst
	}
}

// Quota is a limit on how many resources of a kind an account has in a Region.
type Quota = emulator.Quota

// The quotas, and what they are in a new account. Those of add-ins and pools are guesses.
const (
	QuotaWorkspaces          = emulator.QuotaWorkspaces          // WorkSpaces: 1
	QuotaGraphicsWorkspaces  = emulator.QuotaGraphicsWorkspaces  // WorkSpaces of each kind of graphics hardware: 0
	QuotaStandbyWorkspaces   = emulator.QuotaStandbyWorkspaces   // standby WorkSpaces: 0
	QuotaBundles             = emulator.QuotaBundles             // bundles: 50
	QuotaImages              = emulator.QuotaImages              // images: 40
	QuotaDirectories         = emulator.QuotaDirectories         // directories: 50
	QuotaConnectionAliases   = emulator.QuotaConnectionAliases   // connection aliases: 20
	QuotaIPGroups            = emulator.QuotaIPGroups            // IP access control groups: 100
	QuotaIPGroupsOfDirectory = emulator.QuotaIPGroupsOfDirectory // of these, for each directory: 25
	QuotaIPRules             = emulator.QuotaIPRules             // rules of each IP access control group: 10
	QuotaPools               = emulator.QuotaPools               // pools: 10
	QuotaAddIns              = emulator.QuotaAddIns              // Amazon Connect add-ins of each directory: 1
)

// WithQuota sets a quota. Kinds of resources without one can be as many as memory holds.
func WithQuota(quota Quota, n int) Option {
	return func(s *settings) {
		_, known := emulator.DefaultQuotas()[quota]
		s.require(known && n >= 0, "there is no quota %q of %d", quota, n)
		s.options.Quotas[quota] = n
	}
}

// WithDefaultQuotas sets all quotas to those of a new account.
func WithDefaultQuotas() Option {
	return func(s *settings) { maps.Copy(s.options.Quotas, emulator.DefaultQuotas()) }
}

// WithItemCode refuses items of calls with another code than the emulator's guess, for those who know what
// the service says. The package comment lists the guesses.
func WithItemCode(guess, code workspaces.ItemCode) Option {
	return func(s *settings) {
		s.require(guess != "" && code != "", "an item code must not be empty: %q for %q", code, guess)
		s.options.ItemCodes[string(guess)] = string(code)
	}
}

// WithRequestLog sets how many of the last requests [Emulator.Requests] returns. The default is 10,000.
func WithRequestLog(n int) Option {
	return func(s *settings) {
		s.options.Requests = n
		if n == 0 {
			s.options.Requests = -1
		}
	}
}

// WithDirectory adds a registered directory to the account and Region of [Emulator.Client]. If users are
// listed, CreateWorkspaces refuses all others in this directory; if none are, it takes any name.
func WithDirectory(id string, users ...string) Option {
	return WithSeedResources(Seed{Directories: []types.WorkspaceDirectory{{DirectoryId: &id}}, Users: map[string][]string{id: users}})
}

// WithWorkspaces adds n WorkSpaces in a state, which begins now, to the account and Region of
// [Emulator.Client], for user001, user002 and so on of a directory of their own. Their running mode is
// AUTO_STOP, so that they can be stopped and started. But for those that are PENDING, they were launched a
// week ago.
func WithWorkspaces(n int, state types.WorkspaceState) Option {
	return func(s *settings) {
		s.require(n >= 0 && slices.Contains(state.Values(), state), "there cannot be %d WorkSpaces in the state %q", n, state)
		s.add(func(e *emulator.Emulator) error {
			e.AddWorkspaces(e.AccountID(AccessKeyID), Region, n, state)
			return nil
		})
	}
}

// WithSeedResources adds the resources of a seed.
func WithSeedResources(seed Seed) Option {
	return func(s *settings) {
		s.add(func(e *emulator.Emulator) error { return e.Seed(here(seed)) })
	}
}
