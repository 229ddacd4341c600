// Package fleet reads data about any number of WorkSpaces within the rate limit of the service.
//
// The service allows an account 2 calls a second in each Region, with bursts of 5, over all operations together. So
// the number of calls decides how long a job takes. Package fleet makes as few calls as the service allows, and keeps
// only a few pages in memory at a time.
//
// [Fleet.Inventory] streams desktops, together with data about them from other operations:
//
//	f := fleet.New(client)
//	for desktop, err := range f.Inventory(ctx, fleet.Filter{IdleFor: 30 * 24 * time.Hour}, fleet.WithBundles()) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(desktop.ID(), desktop.Connection.LastConnected)
//	}
//
// # Changes
//
// The methods [Fleet.Stop], [Fleet.Start], [Fleet.Terminate] and so on make one change to any number of desktops. They
// return a [Report] with a [Result] for each input, in the order of the inputs:
//
//	report, err := f.Stop(ctx, slices.Values(ids), fleet.WithWait(time.Hour))
//	if err == nil {
//		err = report.Err() // each failure, with its type
//	}
//
// All inputs are read and checked before the first call. If one is invalid, the error names its position, and nothing is
// sent. An error of the method itself means that the run could not begin. An input that is given twice is used once.
//
// Each result is in one [Class]:
//
//	Done           accepted, or already as wished; with WithWait, seen as wished
//	Failed         refused; with WithWait, also accepted but not seen as wished
//	Skipped        the state or the running mode forbids the change
//	NotAttempted   the run ended before the service made the change
//	Unknown        the answer was lost, and a look did not tell whether the service made the change
//
// The client's retries are off during these calls, because only the run knows which desktops can be sent again. An
// answer is lost if the connection broke, or if the status is 5xx: the service may have made the change. What happens
// then depends on the method:
//
//	Start, Stop, SetState, ModifyProperties   a look; sent again if nothing has changed
//	Reboot, Rebuild, Restore                  a look; sent again if nothing has changed within a minute, otherwise Unknown
//	Terminate                                 a look; sent again if the desktop is still there
//	Create, Ensure                            a look for the user's desktop; sent again if there is none, Unknown if the run ends before
//	Migrate                                   a look for the user's desktop of the new bundle; otherwise as for Reboot
//	Tag, Untag                                sent again, because the second time changes nothing; Unknown if the run ends before
//
// If the context is cancelled, no further call begins. Calls in progress may take 5 more seconds, and the report is
// complete. [Report.Remaining] or [WithJournal] let a later run go on.
//
// # Pace
//
// Package fleet does not limit the rate of its calls: the client's [workspaces.Options.RateLimiter] does. Without a
// limiter, an inventory of more than about a hundred desktops is throttled. Changes then go on with growing pauses. The client's retries hide some of the
// throttling. If they do not suffice, the inventory ends with an error.
//
// # Cost
//
// An inventory of n desktops makes the following numbers of calls. Filters that this package applies itself reduce the
// number of desktops for which later calls are made.
//
//	the desktops                     n / 25
//	connection status                n / 25
//	bundles                          at most one for each bundle, usually one or two in total
//	directories                      all directories / 25
//	tags, by DescribeTags            n
//	tags, by another TagSource       n / BatchSize, calls to another service
//
// A change of n desktops takes n / 25 calls: n for Rebuild, Restore, Migrate, ModifyProperties, SetState, Tag and Untag.
// Terminate, Rebuild, Restore and Migrate first take n / 25 looks. With [WithWait], the last looks take another n / 25
// calls and a few more, which find out how long the change takes.
//
// # Several Regions and accounts
//
// [Regions] runs a function in several Regions at the same time, with a client and a rate limiter for each. [Accounts]
// does the same in several accounts. Both yield each result as soon as it is ready:
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
