package workspacestest

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
)

// Quota is a limit on the number of resources of one kind. Most quotas apply to an account in one Region.
type Quota string

// The quotas and their values in a new account. The value for pools is a guess; all others are from the administration
// guide.
const (
	QuotaWorkspaces          Quota = "WorkSpaces"                              // personal WorkSpaces; 1 in a new account
	QuotaGraphicsWorkspaces  Quota = "Graphics WorkSpaces"                     // WorkSpaces of each graphics compute type; 0 in a new account
	QuotaStandbyWorkspaces   Quota = "standby WorkSpaces"                      // standby WorkSpaces; 0 in a new account
	QuotaBundles             Quota = "bundles"                                 // the account's own bundles; 50 in a new account
	QuotaImages              Quota = "images"                                  // the account's own images; 40 in a new account
	QuotaDirectories         Quota = "directories"                             // registered directories; 50 in a new account
	QuotaConnectionAliases   Quota = "connection aliases"                      // connection aliases; 20 in a new account
	QuotaIPGroups            Quota = "IP access control groups"                // IP access control groups; 100 in a new account
	QuotaIPGroupsOfDirectory Quota = "IP access control groups of a directory" // IP access control groups associated with one directory; 25 in a new account
	QuotaIPRules             Quota = "rules of an IP access control group"     // rules of one IP access control group; 10 in a new account
	QuotaPools               Quota = "pools"                                   // pools; 10 in a new account
)

// defaultQuotas are a new account's quotas.
var defaultQuotas = map[Quota]int{
	QuotaWorkspaces:          1,
	QuotaGraphicsWorkspaces:  0,
	QuotaStandbyWorkspaces:   0,
	QuotaBundles:             50,
	QuotaImages:              40,
	QuotaDirectories:         50,
	QuotaConnectionAliases:   20,
	QuotaIPGroups:            100,
	QuotaIPGroupsOfDirectory: 25,
	QuotaIPRules:             10,
	QuotaPools:               10,
}

// Default returns the quota's value in a new account, or 0 for an unknown quota.
func (q Quota) Default() int { return defaultQuotas[q] }

// exceeds returns a ResourceLimitExceededException if the given number of resources exceeds the account's quota.
func (c *call) exceeds(q Quota, have int) error {
	if limit, on := c.emulator.settings.quotas[q]; on && have > limit {
		return &types.ResourceLimitExceededException{Message: aws.String(fmt.Sprintf("The quota of %d %s is exceeded.", limit, q))}
	}
	return nil
}
