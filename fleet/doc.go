// Package fleet lists and changes any number of WorkSpaces within the rate limit of the service.
//
// The service allows an account 2 calls a second in each Region, with bursts of 5, across all operations. So the number
// of calls decides how long a job takes. Package fleet makes as few calls as the service allows.
//
// [Fleet.Inventory] streams desktops (WorkSpaces), together with data about them from other operations. It keeps only
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
// A method such as [Fleet.Stop], [Fleet.Start] or [Fleet.Terminate] makes one change to any number of desktops. One
// call of such a method is a run. The method returns a [Report] with a [Result] for each input, in the order of the
// inputs:
//
//	report, err := f.Stop(ctx, slices.Values(ids), fleet.WithWait(time.Hour))
//	if err == nil {
//		err = report.Err() // each failure, with its type
//	}
//
// The method reads and checks all inputs before it sends anything. If an input is invalid, the error names its
// position. If the method returns an error, the run could not begin, and nothing was changed. An input that is given
// twice is used once.
//
// Each result is in one [Class]:
//
//	Done           the service accepted the change, or the change was not needed; with WithWait, the change is complete
//	Failed         the service refused the change or, with WithWait, the accepted change was not seen to complete
//	Skipped        the state or the running mode forbids the change
//	NotAttempted   the run ended before the service made the change
//	Unknown        the answer was lost, and the run could not find out whether the service made the change
//
// The client's retries are off during these calls, because only the run knows which changes it can send again. An
// answer is lost if the connection breaks or the status is 5xx. In both cases, the service may have made the change.
// After 8 lost answers, an input is Unknown. Before that, what the run does next depends on the method. "Looks" means
// that the run describes the desktop, 1 to 3 seconds after the lost answer:
//
//	Start, Stop, SetState, ModifyProperties   looks; sends again if nothing has changed
//	Reboot, Rebuild, Restore                  looks; if nothing has changed: sends again in the first minute, Unknown later
//	Terminate                                 looks; sends again if the desktop is still there
//	Create, Ensure                            looks for the user's desktop; sends again if there is none; Unknown if the run ends first
//	Migrate                                   looks for the user's desktop of the new bundle; if there is none, as for Reboot
//	Tag, Untag                                sends again, because the second time changes nothing; Unknown if the run ends first
//
// If the context is cancelled, the run sends no further change. Calls in progress may take 5 more seconds. The report
// still has a result for each input. A later run can send the remaining changes with [Report.Remaining] or
// [WithJournal]. Inputs whose change was accepted but not seen to complete are Failed with [CodeWaitEnded]. Only a
// later run with the same journal goes on waiting for these changes. If the program is killed, only a journal remains:
// [WithJournal] says which changes can then be sent twice.
//
// # Pace
//
// Package fleet does not limit the rate of its calls. The client's [workspaces.Options.RateLimiter] does. Without a
// limiter, an inventory of more than about a hundred desktops is throttled. The client then retries its calls. If a
// call still fails, the inventory ends with an error. If changes are throttled, the run goes on, and pauses longer and
// longer between its calls.
//
// # Cost
//
// Filters reduce the number of calls, because desktops that do not match need no further calls. Without a filter, an
// inventory of n desktops makes this number of calls for each kind of data:
//
//	the desktops                     n / 25
//	connection status                n / 25
//	bundles                          at most one for each bundle, usually one or two in total
//	directories                      all directories / 25
//	tags, by DescribeTags            n
//	tags, by another TagSource       n / BatchSize, calls to another service
//
// A change of n desktops takes n / 25 calls. Rebuild, Restore, Migrate, ModifyProperties, SetState, Tag and Untag take n
// calls instead. Terminate, Rebuild, Restore and Migrate first describe the desktops, in n / 25 calls. Ensure first lists
// the desktops of the directories, and takes another call for each desktop that it modifies. With [WithWait],
// the run also describes the desktops at the end, in another n / 25 calls. A few more calls find out how long the change
// takes.
//
// # Several Regions and accounts
//
// [Regions] runs a function in several Regions at the same time, with a client and a rate limiter for each Region.
// [Accounts] does the same in several accounts. Both functions yield each result as soon as it is ready:
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
