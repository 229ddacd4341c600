package emulator

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/go-workspaces/workspaces/types"
)

// Quota is a limit on how many resources of a kind an account has in a Region.
type Quota string

// The quotas. Except for those of add-ins and pools, their defaults are in the administration guide.
const (
	QuotaWorkspaces          Quota = "WorkSpaces"                              // personal WorkSpaces
	QuotaGraphicsWorkspaces  Quota = "Graphics WorkSpaces"                     // of each kind with graphics hardware
	QuotaStandbyWorkspaces   Quota = "standby WorkSpaces"                      // standby WorkSpaces
	QuotaBundles             Quota = "bundles"                                 // bundles of the account's own
	QuotaImages              Quota = "images"                                  // images of the account's own
	QuotaDirectories         Quota = "directories"                             // registered directories
	QuotaConnectionAliases   Quota = "connection aliases"                      // connection aliases
	QuotaIPGroups            Quota = "IP access control groups"                // IP access control groups
	QuotaIPGroupsOfDirectory Quota = "IP access control groups of a directory" // IP access control groups that one directory is associated with
	QuotaIPRules             Quota = "rules of an IP access control group"     // rules of one IP access control group
	QuotaPools               Quota = "pools"                                   // pools
	QuotaAddIns              Quota = "Amazon Connect add-ins of a directory"   // add-ins of one directory
)

// DefaultQuotas are those of a new account.
func DefaultQuotas() map[Quota]int {
	return map[Quota]int{
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
		QuotaAddIns:              1,
	}
}

// exceeds returns the error that a call would make more resources than a quota allows, where quotas are on.
func (c *call) exceeds(q Quota, have int) error {
	if limit, on := c.emulator.options.Quotas[q]; on && have > limit {
		return &types.ResourceLimitExceededException{Message: aws.String(fmt.Sprintf("The quota of %d %s is exceeded.", limit, q))}
	}
	return nil
}
