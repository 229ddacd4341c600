package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// requireSaved waits until a state file contains the given text.
func requireSaved(t *testing.T, file, text string) {
	t.Helper()
	require.Eventually(t, func() bool {
		content, err := os.ReadFile(file)
		return err == nil && bytes.Contains(content, []byte(text))
	}, 10*time.Second, 10*time.Millisecond, text)
}

// tagDirectory sets a tag on the directory in seedDocument to the given value.
func tagDirectory(ctx context.Context, client *workspaces.Client, value string) error {
	_, err := client.CreateTags(ctx, &workspaces.CreateTagsInput{
		ResourceId: aws.String("d-90670000aa"), Tags: []types.Tag{{Key: aws.String("key"), Value: aws.String(value)}},
	})
	return err
}

func TestStateIsKept(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	p := startProgram(t, "-state", file)
	p.requireAdmin(t, "POST", "seed", seedDocument)
	p.requireAdmin(t, "POST", "clock", `{"advance":"1000h"}`)
	require.NoError(t, stopDesktop(t, p.client()))
	require.NoError(t, p.end(t, syscall.SIGTERM), p.stderr.String())

	p = startProgram(t, "-state", file)
	assert.Equal(t, types.WorkspaceStateStopping, listDesktops(t, p.client())[0].State)
	p.requireAdmin(t, "POST", "clock", `{"advance":"2m"}`)
	assert.Equal(t, types.WorkspaceStateStopped, listDesktops(t, p.client())[0].State)
	require.NoError(t, tagDirectory(t.Context(), p.client(), "words"))
	requireSaved(t, file, "words")
	require.Error(t, p.end(t, syscall.SIGKILL))

	p = startProgram(t, "-state", file)
	tags, err := p.client().DescribeTags(t.Context(), &workspaces.DescribeTagsInput{ResourceId: aws.String("d-90670000aa")})
	require.NoError(t, err)
	require.Len(t, tags.TagList, 1)
	assert.Equal(t, "words", *tags.TagList[0].Value)
	assert.Equal(t, types.WorkspaceStateStopped, listDesktops(t, p.client())[0].State)
	require.NoError(t, p.end(t, os.Interrupt))
	left, err := filepath.Glob(file + "*")
	require.NoError(t, err)
	assert.Equal(t, []string{file, file + ".lock"}, left)
}

// clockAfter waits until the emulator's clock has advanced by d, and returns the emulator's time.
func (p *program) clockAfter(t *testing.T, d time.Duration) (now time.Time) {
	t.Helper()
	var health struct{ Time time.Time }
	require.NoError(t, json.Unmarshal([]byte(p.requireAdmin(t, "GET", "health", "")), &health))
	until := health.Time.Add(d)
	require.Eventually(t, func() bool {
		_, body := p.admin(t, "GET", "health", "")
		return json.Unmarshal([]byte(body), &health) == nil && !health.Time.Before(until)
	}, 10*time.Second, 10*time.Millisecond)
	return health.Time
}

// TestTimeDoesNotGoBack checks that a fast clock continues after a restart. It stops the program once the emulator's
// clock has advanced two days past the last change.
func TestTimeDoesNotGoBack(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	p := startProgram(t, "-state", file, "-speed", "1000000")
	p.requireAdmin(t, "POST", "seed", seedDocument)
	requireSaved(t, file, "alice")
	before := p.clockAfter(t, 48*time.Hour)
	assert.Greater(t, time.Until(before), time.Hour)
	require.NoError(t, p.end(t, syscall.SIGTERM))
	assert.False(t, startProgram(t, "-state", file).clockAfter(t, 0).Before(before))
}

// TestKilledWhileItSaves kills the program several times during changes and saves. Each time, the file must be complete
// and include a change made shortly before the kill.
func TestKilledWhileItSaves(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	for round := range 3 {
		p := startProgram(t, "-state", file)
		if round == 0 {
			p.requireAdmin(t, "POST", "seed", seedDocument)
		}
		client, ctx := p.client(), t.Context()
		last := time.Now()
		written := map[string]time.Time{}
		for i := 0; time.Since(last) < 1500*time.Millisecond; i++ {
			key := fmt.Sprintf("%d-%d", round, i%40)
			require.NoError(t, tagDirectory(ctx, client, key))
			written[key] = time.Now()
		}
		require.Error(t, p.end(t, syscall.SIGKILL))
		killed := time.Now()
		p = startProgram(t, "-state", file)
		tags, err := p.client().DescribeTags(ctx, &workspaces.DescribeTagsInput{ResourceId: aws.String("d-90670000aa")})
		require.NoError(t, err)
		require.Len(t, tags.TagList, 1)
		assert.WithinDuration(t, killed, written[*tags.TagList[0].Value], 1500*time.Millisecond)
		require.NoError(t, p.end(t, syscall.SIGTERM))
	}
}

// TestChangesAreSavedUntilTheEnd sends the program a signal while two slow requests are in progress. Changes made
// before and after the signal must be saved while the program is still running. A second signal must end the program at
// once.
func TestChangesAreSavedUntilTheEnd(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	p := startProgram(t, "-state", file)
	p.requireAdmin(t, "POST", "seed", seedDocument)
	p.requireAdmin(t, "POST", "faults", `{"Operation":"DescribeWorkspaces","Delay":"1m"}`)
	p.requireAdmin(t, "POST", "faults", `{"Operation":"CreateTags","Times":1,"Delay":"1500ms"}`)
	client := p.client()
	var sent, answered sync.WaitGroup
	defer answered.Wait()
	sent.Add(2)
	ctx := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { sent.Done() }})
	cutOff := make(chan struct{})
	answered.Go(func() {
		_, err := client.DescribeWorkspaces(ctx, nil)
		assert.Error(t, err)
		close(cutOff)
	})
	answered.Go(func() { assert.NoError(t, tagDirectory(ctx, client, "after the signal")) })
	sent.Wait()
	p.requireAdmin(t, "POST", "clock", `{"advance":"1s"}`)
	_, err := client.CreateIpGroup(t.Context(), &workspaces.CreateIpGroupInput{GroupName: aws.String("before the signal")})
	require.NoError(t, err)
	require.NoError(t, p.command.Process.Signal(syscall.SIGTERM))
	requireSaved(t, file, "before the signal")
	requireSaved(t, file, "after the signal")
	select {
	case <-cutOff:
		assert.Fail(t, "the program has already ended")
	default:
	}
	begin := time.Now()
	require.NoError(t, p.end(t, syscall.SIGTERM))
	assert.Less(t, time.Since(begin), grace/2)
	assert.Contains(t, p.stderr.String(), "cut off")
}

func TestSecondProgramIsRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, link := filepath.Join(dir, "state.json"), filepath.Join(dir, "link.json")
	require.NoError(t, os.Symlink(file, link))
	p := startProgram(t, "-state", file)
	for _, name := range []string{file, link} {
		_, err := runProgram(t, "-addr", "127.0.0.1:0", "-state", name)
		require.ErrorContains(t, err, file+" is in use by another workspaces-emulator")
	}
	require.Error(t, p.end(t, syscall.SIGKILL))
	require.NoError(t, startProgram(t, "-state", link).end(t, syscall.SIGTERM))
}

func TestStartWithoutChangeWritesNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "state.json")
	p := startProgram(t, "-state", file)
	p.requireAdmin(t, "POST", "seed", seedDocument)
	require.NoError(t, p.end(t, syscall.SIGTERM))
	before, err := os.Stat(file)
	require.NoError(t, err)
	p = startProgram(t, "-state", file)
	assert.Len(t, listDesktops(t, p.client()), 1)
	p.clockAfter(t, 2*savePause) // long enough for the program to save a change
	assert.NotContains(t, p.requireAdmin(t, "GET", "health", ""), "saved")
	require.NoError(t, p.end(t, syscall.SIGTERM))
	after, err := os.Stat(file)
	require.NoError(t, err)
	assert.True(t, os.SameFile(before, after))
	assert.Equal(t, before.ModTime(), after.ModTime())
}

// TestHealthReportsFailedSaves removes the state file's directory, so that saves fail, and later recreates it.
func TestHealthReportsFailedSaves(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "states")
	require.NoError(t, os.Mkdir(dir, 0o700))
	file := filepath.Join(dir, "state.json")
	p := startProgram(t, "-state", file)
	assert.Contains(t, p.requireAdmin(t, "GET", "health", ""), `"status":"ok"`)
	require.NoError(t, os.RemoveAll(dir))
	p.requireAdmin(t, "POST", "seed", seedDocument)
	var status int
	var answer string
	require.Eventually(t, func() bool {
		status, answer = p.admin(t, "GET", "health", "")
		return status != http.StatusOK
	}, 10*time.Second, 10*time.Millisecond)
	assert.Equal(t, http.StatusServiceUnavailable, status)
	assert.Contains(t, answer, `"status":"failing"`)
	assert.Contains(t, answer, "no such file or directory")
	require.NoError(t, os.Mkdir(dir, 0o700))
	requireSaved(t, file, "alice") // the saver tries again, although nothing has changed since the failure
	require.Eventually(t, func() bool {
		status, answer = p.admin(t, "GET", "health", "")
		return status == http.StatusOK
	}, 10*time.Second, 10*time.Millisecond)
	assert.Contains(t, answer, `"saved":"20`)
	assert.NotContains(t, answer, "error")
	require.NoError(t, p.end(t, syscall.SIGTERM))
	assert.Equal(t, 2, strings.Count(p.stderr.String(), "\n"), p.stderr.String())
}

// TestSaver checks when a saver saves, and that consecutive failures are reported only once.
func TestSaver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		emu := workspacestest.NewEmulator()
		diskFull := errors.New("disk full")
		var stderr bytes.Buffer
		var failing atomic.Bool
		var attempts atomic.Int64
		s := newSaver(emu, func([]byte) error {
			attempts.Add(1)
			if failing.Load() {
				return diskFull
			}
			return nil
		}, &stderr)
		wait := func(d time.Duration) {
			time.Sleep(d)
			synctest.Wait()
		}
		wait(time.Minute)
		assert.Zero(t, attempts.Load(), "a saver must not save without a change")

		emu.Advance(time.Second)
		wait(savePause)
		assert.EqualValues(t, 1, attempts.Load())
		last, err := s.status()
		require.NoError(t, err)
		assert.WithinDuration(t, time.Now(), last, savePause)

		failing.Store(true)
		emu.Advance(time.Second)
		s.hurry()
		synctest.Wait()
		assert.EqualValues(t, 2, attempts.Load())
		wait(10 * retryPause)
		assert.EqualValues(t, 12, attempts.Load())
		again, err := s.status()
		require.ErrorIs(t, err, diskFull)
		assert.Equal(t, last, again)

		failing.Store(false)
		wait(time.Minute)
		assert.EqualValues(t, 13, attempts.Load())
		_, err = s.status()
		require.NoError(t, err)
		assert.Equal(t, "workspaces-emulator: the state cannot be saved: disk full\nworkspaces-emulator: the state is saved again\n", stderr.String())

		failing.Store(true)
		emu.Advance(time.Second)
		require.ErrorIs(t, s.finish(false), diskFull)
	})
	for name, tt := range map[string]struct {
		changed, always bool
		attempts        int
	}{
		"no change":          {false, false, 0},
		"a change":           {true, false, 1},
		"time has gone by":   {false, true, 1},
		"a change, and time": {true, true, 1},
	} {
		emu, attempts := workspacestest.NewEmulator(), 0
		s := newSaver(emu, func([]byte) error { attempts++; return nil }, nil)
		if tt.changed {
			emu.Advance(time.Second)
		}
		require.NoError(t, s.finish(tt.always))
		assert.Equal(t, tt.attempts, attempts, name)
	}
}

func newStateFile(t *testing.T) *stateFile {
	t.Helper()
	f, err := openStateFile(filepath.Join(t.TempDir(), "state.json"))
	require.NoError(t, err)
	t.Cleanup(f.close)
	return f
}

func requireContent(t *testing.T, file, content string) {
	t.Helper()
	got, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, content, string(got))
}

func TestStateFileBehindALink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, link := filepath.Join(dir, "state.json"), filepath.Join(dir, "link.json")
	require.NoError(t, os.WriteFile(file, []byte("old"), 0o600))
	require.NoError(t, os.Symlink(file, link))
	f, err := openStateFile(link)
	require.NoError(t, err)
	t.Cleanup(f.close)
	require.NoError(t, f.write([]byte("new")))
	requireContent(t, file, "new")
	target, err := os.Readlink(link)
	require.NoError(t, err)
	assert.Equal(t, file, target)
}

func TestStateFileBehindALinkToNothing(t *testing.T) {
	t.Parallel()
	for name, target := range map[string]string{"absolute": "", "relative": "data/state.json", "chain": "second.json", "up": "data/deep/../state.json"} {
		dir := t.TempDir()
		require.NoError(t, os.MkdirAll(filepath.Join(dir, "elsewhere", "deep"), 0o700))
		require.NoError(t, os.Mkdir(filepath.Join(dir, "data"), 0o700))
		require.NoError(t, os.Symlink(filepath.Join(dir, "elsewhere", "deep"), filepath.Join(dir, "data", "deep")))
		require.NoError(t, os.Symlink("data/state.json", filepath.Join(dir, "second.json")))
		file, link := filepath.Join(dir, "data", "state.json"), filepath.Join(dir, "link.json")
		switch name {
		case "absolute":
			target = file
		case "up":
			file = filepath.Join(dir, "elsewhere", "state.json")
		}
		require.NoError(t, os.Symlink(target, link))
		f, err := openStateFile(link)
		require.NoError(t, err, name)
		t.Cleanup(f.close)
		for _, content := range []string{"new", "newer"} {
			require.NoError(t, f.write([]byte(content)), name)
			requireContent(t, file, content)
		}
		kept, err := os.Readlink(link)
		require.NoError(t, err, name)
		assert.Equal(t, target, kept, name)
	}
}

func TestStateFileBehindACircleOfLinks(t *testing.T) {
	t.Parallel()
	link := filepath.Join(t.TempDir(), "link.json")
	require.NoError(t, os.Symlink(link, link))
	_, err := openStateFile(link)
	require.ErrorContains(t, err, "link.json: too many symbolic links")
}

func TestStateFileKeepsItsMode(t *testing.T) {
	t.Parallel()
	f := newStateFile(t)
	for _, mode := range []os.FileMode{0o600, 0o640, 0o666} {
		require.NoError(t, f.write([]byte("state")))
		info, err := os.Stat(f.name)
		require.NoError(t, err)
		if mode != 0o600 { // the mode of new files
			require.NoError(t, os.Chmod(f.name, mode))
			require.NoError(t, f.write([]byte("state")))
			info, err = os.Stat(f.name)
			require.NoError(t, err)
		}
		assert.Equal(t, mode, info.Mode())
	}
}

func TestStateFileThatCannotBeReplaced(t *testing.T) {
	t.Parallel()
	for _, reason := range []syscall.Errno{syscall.EBUSY, syscall.EXDEV} {
		f := newStateFile(t)
		require.NoError(t, f.write([]byte("a long state")))
		before, err := os.Stat(f.name)
		require.NoError(t, err)
		f.rename = func(from, to string) error {
			requireContent(t, from, "state")
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: reason}
		}
		require.NoError(t, f.write([]byte("state")))
		requireContent(t, f.name, "state")
		after, err := os.Stat(f.name)
		require.NoError(t, err)
		assert.True(t, os.SameFile(before, after), "the file must be overwritten in place")
		assert.NoFileExists(t, f.temporary())

		f.rename = func(from, to string) error { // removes the file, so that overwriting it in place fails too
			require.NoError(t, os.Remove(to))
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: reason}
		}
		require.ErrorIs(t, f.write([]byte("last state")), os.ErrNotExist)
		requireContent(t, f.temporary(), "last state")
	}
	f := newStateFile(t)
	require.NoError(t, f.write([]byte("old")))
	f.rename = func(string, string) error { return syscall.EACCES }
	require.ErrorIs(t, f.write([]byte("new")), syscall.EACCES)
	requireContent(t, f.name, "old")
	assert.NoFileExists(t, f.temporary())
}

func TestLeftoversOfAKilledSave(t *testing.T) {
	t.Parallel()
	f := newStateFile(t)
	emu := workspacestest.NewEmulator()
	require.NoError(t, f.restore(emu)) // creates the file
	require.NoError(t, os.WriteFile(f.temporary(), []byte("half"), 0o600))
	require.NoError(t, f.restore(emu))
	assert.NoFileExists(t, f.temporary())

	require.NoError(t, os.WriteFile(f.name, []byte("half"), 0o600))
	err := f.restore(emu)
	require.ErrorContains(t, err, f.name)
	assert.NotContains(t, err.Error(), f.temporary())
	require.NoError(t, os.WriteFile(f.temporary(), []byte("whole"), 0o600))
	require.ErrorContains(t, f.restore(emu), "may be complete in "+f.temporary())
	requireContent(t, f.temporary(), "whole")
}

// TestMountedStateFile gives the program a state file that is a mount point, as in a container. It needs permission to
// create mounts in its own namespace.
func TestMountedStateFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	outside, inside := filepath.Join(dir, "outside.json"), filepath.Join(dir, "inside.json")
	p := startProgram(t, "-state", outside)
	p.requireAdmin(t, "POST", "seed", seedDocument)
	require.NoError(t, p.end(t, syscall.SIGTERM))
	require.NoError(t, os.WriteFile(inside, nil, 0o600))
	mount := []string{"unshare", "--map-root-user", "--mount", "sh", "-c", `mount --bind "$1" "$2" && shift 2 && exec "$@"`, "sh", outside, inside}
	if err := exec.CommandContext(t.Context(), mount[0], append(mount[1:], "true")...).Run(); err != nil {
		t.Skipf("a file cannot be mounted here: %v", err)
	}
	p = startProgramBy(t, mount, "-state", inside)
	assert.Len(t, listDesktops(t, p.client()), 1)
	require.NoError(t, tagDirectory(t.Context(), p.client(), "in place"))
	requireSaved(t, outside, "in place")
	require.NoError(t, stopDesktop(t, p.client()))
	require.NoError(t, p.end(t, syscall.SIGTERM), p.stderr.String())
	assert.Empty(t, p.stderr.String())
	assert.NoFileExists(t, inside+".tmp")
	requireContent(t, inside, "")

	p = startProgram(t, "-state", outside)
	assert.Equal(t, types.WorkspaceStateStopping, listDesktops(t, p.client())[0].State)
}
