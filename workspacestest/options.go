package workspacestest

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/forms"
	"github.com/go-workspaces/workspaces/types"
)

// Option configures an Emulator.
type Option func(*settings)

// settings holds what the options set.
type settings struct {
	now           func() time.Time
	seed          uint64
	phases        map[Phase]length
	quotas        map[Quota]int // a quota without an entry is unlimited
	rate          float64       // calls per second; 0 means unlimited
	burst         int
	coolDowns     bool
	autoStop      bool
	byol          bool              // whether every account can bring its own licenses
	poolsClosed   bool              // whether CreateWorkspacesPool fails for all accounts
	retiredBundle bool              // whether the AWS bundles include BundleRetired
	regions       map[string]bool   // the Regions that have the service; empty if every Region has it
	noAliases     map[string]bool   // the Regions without connection aliases
	clientKey     string            // the access key of Emulator.Client
	credentials   map[string]string // the secret of each access key
	added         map[string]bool   // the access keys added by WithCredentials and WithAccount
	accountIDs    map[string]string // the accounts set by WithAccount, by access key
	itemCodes     map[string]string // the replacement for each code, as set by WithItemCode
	requests      int               // how many requests the log keeps
	resources     []func(*Emulator) error
	err           error // the error from the first invalid option
}

func newSettings() *settings {
	return &settings{
		now:         time.Now,
		clientKey:   AccessKeyID,
		phases:      make(map[Phase]length),
		regions:     make(map[string]bool),
		noAliases:   make(map[string]bool),
		quotas:      make(map[Quota]int),
		credentials: map[string]string{AccessKeyID: SecretAccessKey},
		added:       make(map[string]bool),
		accountIDs:  make(map[string]string),
		itemCodes:   make(map[string]string),
		requests:    10_000,
	}
}

// require records an error if an option is not valid; only the first error is kept.
func (s *settings) require(valid bool, format string, args ...any) {
	if !valid && s.err == nil {
		s.err = fmt.Errorf("workspacestest: "+format, args...)
	}
}

// addAtStart adds a function that creates resources when the emulator starts.
func (s *settings) addAtStart(add func(*Emulator) error) { s.resources = append(s.resources, add) }

// WithSeed sets the random seed for identifiers and for faults with a Probability. With the same seed, the same calls
// in the same order yield the same identifiers and faults. The default is 0.
func WithSeed(seed uint64) Option {
	return func(s *settings) { s.seed = seed }
}

// WithClock sets the clock that determines when resources change. The default is time.Now. Signature checks always use
// time.Now, as do the clients when they sign.
func WithClock(now func() time.Time) Option {
	return func(s *settings) {
		s.require(now != nil, "the clock must not be nil")
		s.now = now
	}
}

// WithClientCredentials replaces the key pair that clients from [Emulator.Client] and [Emulator.Config] sign with. The
// previous access key, by default [AccessKeyID], is no longer accepted.
func WithClientCredentials(accessKeyID, secretAccessKey string) Option {
	return func(s *settings) {
		delete(s.credentials, s.clientKey)
		s.setCredentials(accessKeyID, secretAccessKey)
		s.clientKey = accessKeyID
	}
}

// WithCredentials adds an access key that can sign requests. It belongs to the account that [AccountID] returns for it.
// An access key consists of 1 to 128 letters, digits and underscores, and can be added only once.
func WithCredentials(accessKeyID, secretAccessKey string) Option {
	return func(s *settings) { s.addCredentials(accessKeyID, secretAccessKey) }
}

// addCredentials adds the access key of WithCredentials or WithAccount.
func (s *settings) addCredentials(accessKeyID, secretAccessKey string) {
	s.require(!s.added[accessKeyID], "access key %q: it is added twice", accessKeyID)
	s.added[accessKeyID] = true
	s.setCredentials(accessKeyID, secretAccessKey)
}

// setCredentials stores an access key's secret, or records an error if the key already has a different one. Only the
// secret of AccessKeyID can be replaced.
func (s *settings) setCredentials(accessKeyID, secretAccessKey string) {
	s.require(accessKeyForm.MatchString(accessKeyID), "access key %q: only letters, digits and underscores are allowed, 1 to 128 of them", accessKeyID)
	s.require(secretAccessKey != "", "access key %q: the secret must not be empty", accessKeyID)
	before, known := s.credentials[accessKeyID]
	s.require(!known || before == secretAccessKey || accessKeyID == AccessKeyID, "access key %q: it has two secrets", accessKeyID)
	s.credentials[accessKeyID] = secretAccessKey
}

// WithAccount adds an access key that can sign requests for the given account. An account ID has twelve digits. Several
// access keys can belong to one account, but an access key can be added only once.
func WithAccount(accessKeyID, secretAccessKey, accountID string) Option {
	return func(s *settings) {
		s.addCredentials(accessKeyID, secretAccessKey)
		s.require(forms.Account.Match(accountID), "account %q: an account has twelve digits", accountID)
		s.accountIDs[accessKeyID] = accountID
	}
}

// WithRateLimit limits each account's calls in each Region to an average number per second, counting all operations
// together. The burst, at most 10,000, is the number of calls that can arrive at the same time. Calls above the limit
// get a ThrottlingException. The service's documented limit is WithRateLimit(2, 5). By default, calls are not limited.
func WithRateLimit(perSecond float64, burst int) Option {
	return func(s *settings) {
		s.require(perSecond > 0 && !math.IsInf(perSecond, 0), "the rate must be above 0 calls per second, and is %v", perSecond)
		s.require(burst >= 1 && burst <= maxBurst, "the burst must be from 1 to %d calls, and is %d", maxBurst, burst)
		s.rate, s.burst = perSecond, burst
	}
}

// WithQuota limits the number of resources of one kind to n per account and Region. Without a quota, the number is
// limited only by memory.
func WithQuota(quota Quota, n int) Option {
	return func(s *settings) {
		_, known := defaultQuotas[quota]
		s.require(known, "there is no quota %q", quota)
		s.require(n >= 0, "the quota of %s must not be negative, and is %d", quota, n)
		s.quotas[quota] = n
	}
}

// WithDefaultQuotas sets all quotas to their values for a new account.
func WithDefaultQuotas() Option {
	return func(s *settings) { maps.Copy(s.quotas, defaultQuotas) }
}

// WithItemCode replaces a guessed error code of refused items with another code. Use it if you know which code the
// service returns. The package comment lists the guessed codes. Codes that are not guesses, such as
// [workspaces.ItemUserNotFound], can be replaced too.
func WithItemCode(guess, code workspaces.ItemCode) Option {
	return func(s *settings) {
		s.require(slices.Contains(itemCodes, string(guess)), "the emulator does not refuse items with the code %.100q: its codes are %s", guess, strings.Join(itemCodes, ", "))
		s.require(code != "", "the code for %q must not be empty", guess)
		s.itemCodes[string(guess)] = string(code)
	}
}

// WithRequestLog sets how many of the latest requests [Emulator.Requests] returns. The default is 10,000. If n is
// less than 1, Requests returns no requests.
func WithRequestLog(n int) Option {
	return func(s *settings) {
		s.requests = n
	}
}

// WithDirectory adds a registered directory to the account and Region of [Emulator.Client]. If users are listed,
// CreateWorkspaces refuses any other user name in this directory; otherwise, it accepts every user name.
func WithDirectory(id string, users ...string) Option {
	return WithSeedResources(Seed{Directories: []types.WorkspaceDirectory{{DirectoryId: &id}}, Users: map[string][]string{id: users}})
}

// WithWorkspaces adds n WorkSpaces in the given state to the account and Region of [Emulator.Client]. They enter that
// state when the emulator starts. The WorkSpaces are in a new directory, and their users are user001, user002 and so
// on. Their running mode is AUTO_STOP, so that they can be stopped and started. PENDING WorkSpaces count as created at
// the start of the emulator, all others as created a week earlier.
func WithWorkspaces(n int, state types.WorkspaceState) Option {
	return func(s *settings) {
		s.require(n >= 0 && slices.Contains(state.Values(), state), "there cannot be %d WorkSpaces in the state %q", n, state)
		s.addAtStart(func(e *Emulator) error {
			return e.addWorkspaces(place{e.accountOf(e.settings.clientKey), Region}, n, state)
		})
	}
}

// WithSeedResources adds a seed's resources when the emulator starts.
func WithSeedResources(seed Seed) Option {
	return func(s *settings) {
		s.addAtStart(func(e *Emulator) error { return e.Seed(seed) })
	}
}

// WithDuration sets how long a phase takes. If d is 0, the phase ends before the next call.
func WithDuration(phase Phase, d time.Duration) Option {
	return func(s *settings) {
		s.require(phase.known(), "there is no phase %d", phase)
		s.require(d >= 0, "the phase %v cannot take %v", phase, d)
		s.phases[phase] = length{time: d}
	}
}

// WithReads makes a phase end after n responses have shown it, whatever the clock shows. If n is 0, the phase ends
// before the next call. Propagating and Snapshotting are not shown in responses; use [WithDuration] for them instead.
func WithReads(phase Phase, n int) Option {
	return func(s *settings) {
		s.require(phase.known(), "there is no phase %d", phase)
		s.require(!phase.known() || !phaseTable[phase].hidden, "no response shows the phase %v: use WithDuration", phase)
		s.require(n >= 0, "the phase %v cannot end after %d responses", phase, n)
		s.phases[phase] = length{reads: n}
	}
}

// WithProvisioningTime sets how long a new WorkSpace is PENDING. It is shorthand for WithDuration(Provisioning, d).
func WithProvisioningTime(d time.Duration) Option { return WithDuration(Provisioning, d) }

// WithInstantChanges sets the duration of all phases to 0, so that every change completes before the next call.
func WithInstantChanges() Option {
	return func(s *settings) {
		for phase := range phaseTable {
			s.phases[Phase(phase)] = length{}
		}
	}
}

// WithCoolDowns makes ModifyWorkspaceProperties reject modifications that come too soon, as the service does:
//
//   - A larger volume or compute type is rejected for 6 hours after the WorkSpace is created.
//   - A larger volume is rejected for 6 hours after the same volume became larger.
//   - A larger compute type is rejected for 6 hours after the compute type became larger.
//   - A smaller compute type is rejected for 30 days after the compute type became smaller.
//
// A volume or a compute type becomes larger or smaller when the modification succeeds. Failed modifications do not
// count.
func WithCoolDowns() Option {
	return func(s *settings) { s.coolDowns = true }
}
