package workspacestest

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
)

// Quota is a limit on how many resources of a kind an account has in a Region.
type Quota string

// The quotas, and their values in a new account. That of pools is a guess, the others are in the administration guide.
const (
	QuotaWorkspaces          Quota = "WorkSpaces"                              // personal WorkSpaces: 1
	QuotaGraphicsWorkspaces  Quota = "Graphics WorkSpaces"                     // WorkSpaces of each kind with graphics hardware: 0
	QuotaStandbyWorkspaces   Quota = "standby WorkSpaces"                      // standby WorkSpaces: 0
	QuotaBundles             Quota = "bundles"                                 // bundles of the account's own: 50
	QuotaImages              Quota = "images"                                  // images of the account's own: 40
	QuotaDirectories         Quota = "directories"                             // registered directories: 50
	QuotaConnectionAliases   Quota = "connection aliases"                      // connection aliases: 20
	QuotaIPGroups            Quota = "IP access control groups"                // IP access control groups: 100
	QuotaIPGroupsOfDirectory Quota = "IP access control groups of a directory" // IP access control groups associated with one directory: 25
	QuotaIPRules             Quota = "rules of an IP access control group"     // rules of one IP access control group: 10
	QuotaPools               Quota = "pools"                                   // pools: 10
)

// defaultQuotas are the quotas of a new account.
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

// Default returns the quota of a new account, and 0 for an unknown quota.
func (q Quota) Default() int { return defaultQuotas[q] }

// exceeds returns a ResourceLimitExceededException if have is above the account's quota, and nil otherwise.
func (c *call) exceeds(q Quota, have int) error {
	if limit, on := c.emulator.settings.quotas[q]; on && have > limit {
		return &types.ResourceLimitExceededException{Message: aws.String(fmt.Sprintf("The quota of %d %s is exceeded.", limit, q))}
	}
	return nil
}
