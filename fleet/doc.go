// Package fleet lists and changes any number of WorkSpaces within the service's rate limit.
//
// The service allows each account 2 calls a second per Region, with bursts of 5, across all operations. How long a job
// takes therefore depends on the number of calls, and package fleet makes as few as the service allows.
//
// [Fleet.Inventory] streams desktops (WorkSpaces), together with data about them from other operations, and keeps only
// a few pages in memory at a time:
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
// A method such as [Fleet.Stop], [Fleet.Start] or [Fleet.Terminate] makes the same change to any number of desktops.
// One call to such a method is a run. The method returns a [Report] with a [Result] for each input, in input order:
//
//	report, err := f.Stop(ctx, slices.Values(ids), fleet.WithWait(time.Hour))
//	if err == nil {
//		err = report.Err() // each failure, with its type
//	}
//
// The method reads and checks all inputs before it sends anything. The error for an invalid input gives the input's
// position. If the method returns an error, the run did not start and nothing was changed. Duplicate inputs are used
// only once.
//
// Each result is in one [Class]:
//
//	Done           the service accepted the change, or the change was not needed; with WithWait, the change is complete
//	Failed         the service refused the change or, with WithWait, the accepted change was not seen to complete
//	Skipped        the state or the running mode forbids the change
//	NotAttempted   the run ended before the service made the change
//	Unknown        the answer was lost, and the run could not find out whether the service made the change
//
// The client's retries are off during these calls, because only the run knows which changes can be sent again. An
// answer is lost if the connection breaks or the status is 5xx; either way, the service may have made the change. After
// 8 lost answers, an input is Unknown. Until then, what the run does next depends on the method. "Looks" means that the
// run describes the desktop, 1 to 3 seconds after the lost answer:
//
//	Start, Stop, SetState, ModifyProperties   looks; sends again if nothing has changed
//	Reboot, Rebuild, Restore                  looks; if nothing has changed: sends again within a minute of the call, Unknown later
//	Terminate                                 looks; sends again if the desktop is still there
//	Create, Ensure                            looks for the user's desktop; sends again if there is none; Unknown if the run ends first
//	Migrate                                   looks for the user's desktop of the new bundle; if there is none, as for Reboot
//	Tag, Untag                                sends again, because the second time changes nothing; Unknown if the run ends first
//
// If the context is cancelled, the run sends no further changes. Calls in progress get up to 5 more seconds. The report
// still has a result for each input. A later run can send the remaining changes, using [Report.Remaining] or
// [WithJournal]. Inputs whose change was accepted but not seen to complete are Failed with [CodeWaitEnded]; only a
// later run with the same journal goes on waiting for these changes. If the program is killed, all that remains is the
// journal, if any: [WithJournal] says which changes may then be sent twice.
//
// # Pace
//
// Package fleet does not limit its call rate; the client's [workspaces.Options.RateLimiter] does. Without a limiter, an
// inventory of more than about a hundred desktops is throttled. The client then retries its calls, and the inventory
// ends with an error if a call still fails. When changes are throttled, the run continues, with longer and longer
// pauses between its calls.
//
// # Cost
//
// Filters save calls, because desktops that do not match need no further calls. Without a filter, an inventory of n
// desktops makes this many calls for each kind of data:
//
//	the desktops                     n / 25
//	connection status                n / 25
//	bundles                          at most one for each bundle, usually one or two in total
//	directories                      all directories / 25
//	tags, by DescribeTags            n
//	tags, by another TagSource       n / BatchSize, calls to another service
//
// A change of n desktops takes n / 25 calls. Rebuild, Restore, Migrate, ModifyProperties, SetState, Tag and Untag take
// n calls instead. Terminate, Rebuild, Restore and Migrate first describe the desktops, in n / 25 calls. Ensure first
// lists the directories' desktops, and takes another call for each desktop it modifies. With [WithWait], the run also
// describes the desktops at the end, in another n / 25 calls, plus a few to learn how long the change takes.
//
// # Several Regions and accounts
//
// [Regions] runs a function in several Regions concurrently, with a client and a rate limiter for each Region.
// [Accounts] does the same across several accounts. Both yield each result as soon as it is ready:
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
