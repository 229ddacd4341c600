package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/go-workspaces/workspaces/workspacestest"
)

const (
	savePause  = 100 * time.Millisecond // the pause between two checks for changes
	retryPause = time.Second            // the pause after a failed save
	maxLinks   = 40                     // the maximum number of symbolic links followed from -state to the file, as on Linux
)

// stateFile is the file named by -state. Its directory holds two more files: FILE.lock, which is locked while the
// program runs and is never removed, and FILE.tmp, which exists during a save.
type stateFile struct {
	name   string // the path of the file, with symbolic links resolved
	lock   *os.File
	rename func(from, to string) error // os.Rename, unless a test replaces it
}

// openStateFile locks a state file and returns it. The state file need not exist.
func openStateFile(name string) (*stateFile, error) {
	given := name
	name, err := followLinks(name)
	if err != nil {
		return nil, fmt.Errorf("-state %s: %w", given, err)
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("-state: %s is a directory or a device, not a file", name)
	}
	lock, err := os.OpenFile(name+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("-state: %w", err)
	}
	if err := lockFile(lock); err != nil {
		_ = lock.Close()
		return nil, fmt.Errorf("-state: %s is in use by another workspaces-emulator: lock %s: %w", name, lock.Name(), err)
	}
	return &stateFile{name: name, lock: lock, rename: os.Rename}, nil
}

// followLinks returns the name of the file that a symbolic link points to. Unlike filepath.EvalSymlinks, it follows
// links to a file that does not exist yet.
func followLinks(name string) (string, error) {
	for range maxLinks {
		dir, base := filepath.Split(name)
		dir, err := filepath.EvalSymlinks(cmp.Or(dir, ".")) // resolve links in dir first: Join would remove ".." without following them
		if err != nil {
			return "", err
		}
		name = filepath.Join(dir, base)
		switch target, _ := os.Readlink(name); { // on error, name is not a link, or opening the file will fail too
		case target == "":
			return name, nil // not a link
		case filepath.IsAbs(target):
			name = target
		default:
			name = dir + string(filepath.Separator) + target
		}
	}
	return "", errors.New("too many symbolic links")
}

// close releases the lock.
func (f *stateFile) close() { _ = f.lock.Close() }

func (f *stateFile) temporary() string { return f.name + ".tmp" }

// restore restores the emulator's state from the file. It creates the file if necessary, so that the program fails at
// startup if the file cannot be written.
func (f *stateFile) restore(emu *workspacestest.Emulator) error {
	content, err := os.ReadFile(f.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		state, err := emu.Snapshot()
		if err != nil {
			return err
		}
		return f.write(state)
	case err != nil:
		return err
	case len(bytes.TrimSpace(content)) == 0:
		return fmt.Errorf("the state file %s is empty: delete it to start without a state", f.name)
	}
	if err := emu.Restore(content); err != nil {
		if _, missing := os.Stat(f.temporary()); missing == nil {
			return fmt.Errorf("%s: %w (the state may be complete in %s)", f.name, err, f.temporary())
		}
		return fmt.Errorf("%s: %w", f.name, err)
	}
	return f.removeTemporary() // left behind if the program was killed during a save
}

// write replaces the file's content, preserving its mode. It writes FILE.tmp and renames it to FILE, so that FILE is
// complete at all times. If FILE is a mount point, it cannot be replaced and is overwritten in place, in which case
// FILE.tmp is kept until FILE is complete.
func (f *stateFile) write(content []byte) error {
	mode := fs.FileMode(0o600)
	if info, err := os.Stat(f.name); err == nil {
		mode = info.Mode().Perm()
	}
	if err := f.removeTemporary(); err != nil {
		return err
	}
	if err := f.writeTemporary(mode, content); err != nil {
		_ = f.removeTemporary()
		return err
	}
	err := f.rename(f.temporary(), f.name)
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) {
		if err := f.writeInPlace(content); err != nil {
			return err
		}
		return f.removeTemporary()
	}
	if err != nil {
		_ = f.removeTemporary()
	}
	return err
}

func (f *stateFile) writeTemporary(mode fs.FileMode, content []byte) error {
	// With O_EXCL, OpenFile fails if another program has just created a file or link with this name.
	file, err := os.OpenFile(f.temporary(), os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := file.Chmod(mode); err != nil { // OpenFile sets the mode minus the umask; Chmod sets the full mode
		return err
	}
	return writeAll(file, content)
}

func (f *stateFile) writeInPlace(content []byte) error {
	file, err := os.OpenFile(f.name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	return writeAll(file, content)
}

// writeAll replaces the content of an open file, syncs the file to disk, and closes it.
func writeAll(file *os.File, content []byte) error {
	if _, err := file.Write(content); err != nil {
		return err
	}
	if err := file.Truncate(int64(len(content))); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

func (f *stateFile) removeTemporary() error {
	if err := os.Remove(f.temporary()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// saver saves an emulator's state whenever it changes.
type saver struct {
	emu    *workspacestest.Emulator
	write  func(state []byte) error
	stderr io.Writer

	changes uint64        // the result of emu.Changes just before the last successful save's snapshot
	now     chan struct{} // signaled by hurry to save changes at once
	stop    chan struct{}
	stopped chan struct{}

	mu   sync.Mutex
	last time.Time // the time of the last successful save, on the machine's clock
	err  error     // the error from the last save; nil if it succeeded
}

// newSaver starts a saver, which saves all changes from now on. The caller must stop it with finish.
func newSaver(emu *workspacestest.Emulator, write func([]byte) error, stderr io.Writer) *saver {
	s := &saver{
		emu: emu, write: write, stderr: stderr, changes: emu.Changes(),
		now: make(chan struct{}, 1), stop: make(chan struct{}), stopped: make(chan struct{}),
	}
	go s.run()
	return s
}

func (s *saver) run() {
	defer close(s.stopped)
	pause := savePause
	for {
		select {
		case <-s.stop:
			return
		case <-s.now:
		case <-time.After(pause):
		}
		pause = savePause
		if s.emu.Changes() == s.changes {
			continue
		}
		_, failed := s.status()
		err := s.save()
		switch {
		case err != nil && failed == nil:
			fmt.Fprintln(s.stderr, "workspaces-emulator: the state cannot be saved:", err)
		case err == nil && failed != nil:
			fmt.Fprintln(s.stderr, "workspaces-emulator: the state is saved again")
		}
		if err != nil {
			pause = retryPause
		}
	}
}

// save saves the state, even if it has not changed.
func (s *saver) save() error {
	changes := s.emu.Changes() // read before the snapshot, so that a change between the two causes another save
	state, err := s.emu.Snapshot()
	if err == nil {
		err = s.write(state)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err = err; err == nil {
		s.changes, s.last = changes, time.Now()
	}
	return err
}

// hurry makes the saver save changes at once, rather than after its pause.
func (s *saver) hurry() {
	select {
	case s.now <- struct{}{}:
	default: // an earlier signal is still pending
	}
}

// finish stops the saver, then saves once more if there are unsaved changes or force is true.
func (s *saver) finish(force bool) error {
	close(s.stop)
	<-s.stopped
	if !force && s.emu.Changes() == s.changes {
		return nil
	}
	return s.save()
}

// status returns the time of the last successful save (zero if no save has succeeded) and the error from the last save,
// if it failed.
func (s *saver) status() (last time.Time, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last, s.err
}
