package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/go-workspaces/workspaces/workspacestest"
)

// savePause is how often it is looked whether there is something to save: so often that a change is saved
// within a second if it takes no more than a third of that to save all.
const savePause = 300 * time.Millisecond

// load makes the emulator, with the state of -state, or without one with the resources of -seed.
func (s *settings) load() (*workspacestest.Emulator, error) {
	if s.seedFile != "" {
		document, err := os.ReadFile(s.seedFile)
		if err != nil {
			return nil, err
		}
		var seed workspacestest.Seed
		if err := json.Unmarshal(document, &seed); err != nil {
			return nil, fmt.Errorf("%s: %w", s.seedFile, err)
		}
		s.options = append(s.options, workspacestest.WithSeedResources(seed))
	}
	emu, err := workspacestest.Build(s.options...)
	if err != nil || s.stateFile == "" {
		return emu, err
	}
	state, err := os.ReadFile(s.stateFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return emu, save(emu, s.stateFile) // a state that can't be saved ends the program now, not later
	case err != nil:
		return nil, err
	}
	if err := emu.Restore(state); err != nil {
		return nil, fmt.Errorf("%s: %w", s.stateFile, err)
	}
	return emu, nil
}

// keepSaved saves the state whenever it has changed, until ctx ends. The function that it returns waits
// for that and saves a last time.
func (s *settings) keepSaved(ctx context.Context, emu *workspacestest.Emulator, stderr io.Writer) (finish func() error) {
	if s.stateFile == "" {
		return func() error { return nil }
	}
	over := make(chan struct{})
	var saved uint64
	saveChanges := func() error {
		changes := emu.Changes()
		if changes == saved {
			return nil
		}
		err := save(emu, s.stateFile)
		if err == nil {
			saved = changes
		}
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	go func() {
		defer close(over)
		tick := time.NewTicker(savePause)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if err := saveChanges(); err != nil {
					fmt.Fprintln(stderr, "workspaces-emulator: the state is not saved:", err)
				}
			}
		}
	}()
	return func() error {
		stop()
		<-over
		return saveChanges()
	}
}

// save writes all that there is to a file.
func save(emu *workspacestest.Emulator, name string) error {
	state, err := emu.Snapshot()
	if err != nil {
		return err
	}
	return replaceFile(name, state)
}

// replaceFile writes a file, or what a symbolic link leads to, as a whole or not at all.
func replaceFile(name string, content []byte) (err error) {
	if file, err := filepath.EvalSymlinks(name); err == nil {
		name = file
	}
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(content); err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
