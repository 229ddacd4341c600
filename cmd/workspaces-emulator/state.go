package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/go-workspaces/workspaces/internal/emulator"
	"github.com/go-workspaces/workspaces/workspacestest"
)

// savePause is how often it is looked whether there is something to save: so often that a change is saved
// within a second if it takes no more than a third of that to save all.
const savePause = 300 * time.Millisecond

// load fills an emulator from the files of the command line: from the state, or if there is none yet from
// the seed.
func (s *settings) load(emu *emulator.Emulator) (err error) {
	if s.seedFile != "" {
		if s.seed, err = os.ReadFile(s.seedFile); err != nil {
			return err
		}
	}
	if s.stateFile == "" {
		return s.sow(emu)
	}
	state, err := os.ReadFile(s.stateFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := s.sow(emu); err != nil {
			return err
		}
		return save(emu, s.stateFile) // it is now that one wants to know that it can't be saved
	case err != nil:
		return err
	}
	if err := emu.Restore(state); err != nil {
		return fmt.Errorf("%s: %w", s.stateFile, err)
	}
	return nil
}

// sow adds the resources of -seed, if it is set.
func (s *settings) sow(emu *emulator.Emulator) error {
	if s.seed == nil {
		return nil
	}
	if err := s.plant(emu, s.seed); err != nil {
		return fmt.Errorf("%s: %w", s.seedFile, err)
	}
	return nil
}

// plant adds the resources of a seed in JSON: where it does not say so itself, to the account of
// -access-key, in us-east-1.
func (s *settings) plant(emu *emulator.Emulator, document []byte) error {
	seed := emulator.Seed{}
	if err := json.Unmarshal(document, &seed); err != nil {
		return err
	}
	seed.Account = cmp.Or(seed.Account, s.accessKey)
	seed.Region = cmp.Or(seed.Region, workspacestest.Region)
	return emu.Seed(seed)
}

// keepSaved saves the state whenever it has changed, until ctx ends. The function that it returns waits
// for that and saves a last time.
func (s *settings) keepSaved(ctx context.Context, emu *emulator.Emulator, stderr io.Writer) (finish func() error) {
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
func save(emu *emulator.Emulator, name string) error {
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
