// Package fleet works on any number of WorkSpaces within the limits of the service.
//
// The service takes 2 calls a second with bursts of 5, counted over all operations of an account in a Region. So the
// number of calls decides how long a job takes. Package fleet makes as few calls as the service allows, and keeps
// only a few pages in memory at a time.
//
// [Fleet.Inventory] streams desktops, together with what other operations report about them:
//
//	f := fleet.New(client)
//	for desktop, err := range f.Inventory(ctx, fleet.Filter{IdleFor: 30 * 24 * time.Hour}, fleet.WithBundles()) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(desktop.ID(), desktop.Connection.LastConnected)
//	}
//
// # Pace
//
// Package fleet does not limit the rate of its calls: the client's [workspaces.Options.RateLimiter] does. Without a
// limiter, an inventory of more than about a hundred desktops is throttled. The client's retries hide some of the
// throttling. If they do not suffice, the inventory ends with an error.
//
// # Cost
//
// An inventory of n desktops takes these calls. Filters that this package applies itself reduce the number of
// desktops for which later calls are made.
//
//	the desktops                     n / 25
//	connection status                n / 25
//	bundles                          one for each group of at most 25 desktops with a bundle that is not known yet
//	directories                      all directories / 25
//	tags, by DescribeTags            n
//	tags, by another TagSource       n / BatchSize, calls to another service
//
// # Several Regions and accounts
//
// [Regions] runs a function in several Regions at the same time, with a client and a rate limiter for each. [Accounts] does
// the same in several accounts. Both return the results as they are ready:
//
//	idle, err := fleet.Regions(ctx, cfg, workspaces.Regions("aws"), func(ctx context.Context, client *workspaces.Client) (int, error) {
//		count := 0
//		for _, err := range fleet.New(client).Inventory(ctx, fleet.Filter{IdleFor: 30 * 24 * time.Hour}) {
//			if err != nil {
//				return count, err
//			}
//			count++
//		}
//		return count, nil
//	})
package fleet
