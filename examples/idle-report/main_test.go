package main

import (
	"bytes"
	"encoding/csv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// listed runs the report on an emulator, and returns each desktop's region, user, last_connected and tags columns.
func listed(t *testing.T, emu *workspacestest.Emulator, idle time.Duration) ([][4]string, error) {
	t.Helper()
	var out bytes.Buffer
	failed := report(t.Context(), emu.Config(), []string{"us-east-1", "eu-west-1"}, idle, &out)
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	columns := make(map[string]int)
	for i, name := range rows[0] {
		columns[name] = i
	}
	var desktops [][4]string
	for _, row := range rows[1:] {
		desktops = append(desktops, [4]string{row[columns["region"]], row[columns["user"]], row[columns["last_connected"]], row[columns["tags"]]})
	}
	return desktops, failed
}

func emulated(t *testing.T) *workspacestest.Emulator {
	t.Helper()
	return workspacestest.New(t, workspacestest.WithSeedResources(seed("us-east-1")), workspacestest.WithSeedResources(seed("eu-west-1")))
}

func TestTheReportListsIdleDesktopsOfAllRegions(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // the bubble's clock starts on 2000-01-01
		desktops, err := listed(t, emulated(t), 30*24*time.Hour)
		require.NoError(t, err)
		assert.Equal(t, [][4]string{
			{"us-east-1", "carol", "1999-06-15", "CostCentre=4711 Owner=carol@example.com"},
			{"us-east-1", "dave", "never", "CostCentre=4711 Owner=dave@example.com"},
			{"eu-west-1", "carol", "1999-06-15", "CostCentre=4711 Owner=carol@example.com"},
			{"eu-west-1", "dave", "never", "CostCentre=4711 Owner=dave@example.com"},
		}, desktops)
	})
}

func TestTheReportIsAnInventoryWithoutATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		desktops, err := listed(t, emulated(t), 0)
		require.NoError(t, err)
		require.Len(t, desktops, 8)
		assert.Equal(t, [4]string{"us-east-1", "bob", "1999-12-31", "CostCentre=4711 Owner=bob@example.com"}, desktops[1])
	})
}

func TestARegionThatFailsDoesNotStopTheOthers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := emulated(t)
		emu.Inject(workspacestest.Fault{Region: "us-east-1", Err: &types.AccessDeniedException{}})
		desktops, err := listed(t, emu, 30*24*time.Hour)
		require.ErrorContains(t, err, "us-east-1: fleet: the inventory ended after 0 desktop(s)")
		require.Len(t, desktops, 2)
		assert.Equal(t, "eu-west-1", desktops[0][0])
	})
}

func TestTheReportRunsOnTheEmulatorByDefault(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	require.NoError(t, run(t.Context(), nil, nil, &out))
	assert.Regexp(t, `(?m)^eu-west-1,ws-euwest1dave,dave,d-\w+,wsb-\w+,ALWAYS_ON,AVAILABLE,never,`, out.String())
}
