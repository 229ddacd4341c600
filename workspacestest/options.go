package workspacestest

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"time"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// Option configures an Emulator.
type Option func(*settings)

// settings are what options set.
type settings struct {
	now           func() time.Time
	seed          uint64
	phases        map[Phase]length
	quotas        map[Quota]int // a kind of resource that is not here has no quota
	rate          float64       // calls a second; 0 for any number
	burst         int
	coolDowns     bool
	autoStop      bool
	byol          bool              // every account can bring its own licenses
	poolsClosed   bool              // no account can create pools
	retiredBundle bool              // AWS's bundles include BundleRetired
	noAliases     map[string]bool   // the Regions without connection aliases
	clientKey     string            // the access key of Emulator.Client
	credentials   map[string]string // secrets by access key
	accountIDs    map[string]string // by access key, where AccountID is overridden
	itemCodes     map[string]string // what replaces a guessed code
	requests      int               // how many requests the log keeps
	resources     []func(*Emulator) error
	err           error // the first invalid option's
}

func newSettings() *settings {
	return &settings{
		now:         time.Now,
		clientKey:   AccessKeyID,
		phases:      make(map[Phase]length),
		noAliases:   make(map[string]bool),
		quotas:      make(map[Quota]int),
		credentials: map[string]string{AccessKeyID: SecretAccessKey},
		accountIDs:  make(map[string]string),
		itemCodes:   make(map[string]string),
		requests:    10_000,
	}
}

// require records what is wrong with an option unless valid is true.
func (s *settings) require(valid bool, format string, args ...any) {
	if !valid && s.err == nil {
		s.err = fmt.Errorf("workspacestest: "+format, args...)
	}
}

// addAtStart records resources that exist from the start.
func (s *settings) addAtStart(add func(*Emulator) error) { s.resources = append(s.resources, add) }

// WithSeed changes the identifiers that the emulator assigns, and which calls meet the faults that have a
// probability. The same calls in the same order get the same ones.
func WithSeed(seed uint64) Option {
	return func(s *settings) { s.seed = seed }
}

// WithClock sets the clock by which resources change. The default is time.Now. Signatures are checked by
// time.Now in any case, as clients sign by it.
func WithClock(now func() time.Time) Option {
	return func(s *settings) {
		s.require(now != nil, "the clock must not be nil")
		s.now = now
	}
}

// WithClientCredentials replaces the key pair that [Emulator.Client] and [Emulator.Config] sign with:
// [AccessKeyID] then signs no requests.
func WithClientCredentials(accessKeyID, secretAccessKey string) Option {
	return func(s *settings) {
		delete(s.credentials, s.clientKey)
		WithCredentials(accessKeyID, secretAccessKey)(s)
		s.clientKey = accessKeyID
	}
}

// WithCredentials adds an access key that can sign requests. Every access key belongs to an account of its
// own, see [AccountID]. Access keys consist of 1 to 128 letters, digits and underscores.
func WithCredentials(accessKeyID, secretAccessKey string) Option {
	return func(s *settings) {
		s.require(accessKeyForm.MatchString(accessKeyID), "access key %q: only letters, digits and underscores are allowed, 1 to 128 of them", accessKeyID)
		s.require(secretAccessKey != "", "access key %q: the secret must not be empty", accessKeyID)
		s.credentials[accessKeyID] = secretAccessKey
	}
}

// WithAccount adds an access key that can sign requests, for the account with the twelve digits accountID. An
// account can have several access keys.
func WithAccount(accessKeyID, secretAccessKey, accountID string) Option {
	return func(s *settings) {
		WithCredentials(accessKeyID, secretAccessKey)(s)
		s.require(forms.Account.Match(accountID), "account %q: an account has twelve digits", accountID)
		s.accountIDs[accessKeyID] = accountID
	}
}

// WithRateLimit limits each account's calls in each Region, over all operations together, to an average of perSecond
// calls a second, with bursts of up to burst calls. The maximum for burst is 10,000. Calls above the limit are answered
// with a ThrottlingException. The service's documented limit is WithRateLimit(2, 5). Without this option there is no
// limit.
func WithRateLimit(perSecond float64, burst int) Option {
	return func(s *settings) {
		s.require(perSecond > 0 && !math.IsInf(perSecond, 0), "the rate must be above 0 calls a second, and is %v", perSecond)
		s.require(burst >= 1 && burst <= maxBurst, "the burst must be from 1 to %d calls, and is %d", maxBurst, burst)
		s.rate, s.burst = perSecond, burst
	}
}

// WithQuota sets a quota. A kind of resource without a quota is limited by memory alone.
func WithQuota(quota Quota, n int) Option {
	return func(s *settings) {
		_, known := defaultQuotas[quota]
		s.require(known, "there is no quota %q", quota)
		s.require(n >= 0, "the quota of %s must not be negative, and is %d", quota, n)
		s.quotas[quota] = n
	}
}

// WithDefaultQuotas sets all quotas to those of a new account.
func WithDefaultQuotas() Option {
	return func(s *settings) { maps.Copy(s.quotas, defaultQuotas) }
}

// WithItemCode replaces the code with which the emulator refuses items of calls, where that code is a guess
// and the service's own is known. The package comment lists the guesses.
func WithItemCode(guess, code workspaces.ItemCode) Option {
	return func(s *settings) {
		s.require(guess != "" && code != "", "an item code must not be empty: %q for %q", code, guess)
		s.itemCodes[string(guess)] = string(code)
	}
}

// WithRequestLog sets how many of the last requests [Emulator.Requests] returns. The default is 10,000. The
// log is off if n is less than 1.
func WithRequestLog(n int) Option {
	return func(s *settings) {
		s.requests = n
	}
}

// WithDirectory adds a registered directory to the account and Region of [Emulator.Client]. If users are
// listed, CreateWorkspaces refuses all others in this directory. If none are, it accepts any name.
func WithDirectory(id string, users ...string) Option {
	return WithSeedResources(Seed{Directories: []types.WorkspaceDirectory{{DirectoryId: &id}}, Users: map[string][]string{id: users}})
}

// WithWorkspaces adds n WorkSpaces in the given state, starting now, to the account and Region of
// [Emulator.Client]. They belong to the users user001, user002 and so on of a directory of their own, and
// their running mode is AUTO_STOP, so that they can be stopped and started. All except PENDING ones count as
// launched a week ago.
func WithWorkspaces(n int, state types.WorkspaceState) Option {
	return func(s *settings) {
		s.require(n >= 0 && slices.Contains(state.Values(), state), "there cannot be %d WorkSpaces in the state %q", n, state)
		s.addAtStart(func(e *Emulator) error {
			e.addWorkspaces(place{e.accountOf(e.settings.clientKey), Region}, n, state)
			return nil
		})
	}
}

// WithSeedResources adds the resources of a seed.
func WithSeedResources(seed Seed) Option {
	return func(s *settings) {
		s.addAtStart(func(e *Emulator) error { return e.Seed(seed) })
	}
}

// WithDuration sets how long a phase takes. With 0 it is over before the next call.
func WithDuration(phase Phase, d time.Duration) Option {
	return func(s *settings) {
		s.require(phase.known(), "there is no phase %d", phase)
		s.require(d >= 0, "the phase %v cannot take %v", phase, d)
		s.phases[phase] = length{time: d}
	}
}

// WithReads ends a phase after n answers that showed it, however long that takes. It is for phases that
// answers show: the others, such as Propagating and Snapshotting, end by the clock in any case.
func WithReads(phase Phase, n int) Option {
	return func(s *settings) {
		s.require(phase.known(), "there is no phase %d", phase)
		s.require(n >= 0, "the phase %v cannot end after %d answers", phase, n)
		s.phases[phase] = length{reads: n}
	}
}

// WithProvisioningTime sets how long a new WorkSpace is PENDING: WithDuration(Provisioning, d).
func WithProvisioningTime(d time.Duration) Option { return WithDuration(Provisioning, d) }

// WithInstantChanges makes all phases take no time: every change is complete before the next call.
func WithInstantChanges() Option {
	return func(s *settings) {
		for phase := range phaseTable {
			s.phases[Phase(phase)] = length{}
		}
	}
}

// WithCoolDowns makes ModifyWorkspaceProperties refuse modifications that come too soon, as the service does. A
// larger volume or compute type is refused until 6 hours after the WorkSpace was created, and until
// 6 hours after that volume, or the compute type, last became larger. A smaller compute type is refused until
// 30 days after it last became smaller. A modification counts from its end, and only if it succeeds.
func WithCoolDowns() Option {
	return func(s *settings) { s.coolDowns = true }
}
