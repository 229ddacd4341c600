package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// change is a file with its old and new content. before is nil if the file does not exist yet.
type change struct {
	path          string
	before, after []byte
}

// changesOf returns the files in the overlay that differ from those on disk, sorted by path.
func changesOf(overlay map[string][]byte) (changes []change, err error) {
	for path, after := range overlay {
		before, err := contentOf(path, nil)
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(before, after) {
			changes = append(changes, change{resolved(path), before, after})
		}
	}
	slices.SortFunc(changes, func(a, b change) int { return bytes.Compare([]byte(a.path), []byte(b.path)) })
	return changes, nil
}

// resolved follows symbolic links, so that writeAll replaces a link's target rather than the link.
func resolved(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	return path
}

// writeAll replaces the files. All new contents are written to temporary files first, so that nothing changes if the
// disk is full. If a file cannot be replaced, writeAll restores those already replaced.
func writeAll(changes []change) (err error) {
	staged := make([]string, len(changes))
	defer func() {
		for _, name := range staged {
			if name != "" {
				_ = os.Remove(name) // a temporary file left over after an error
			}
		}
	}()
	for i, c := range changes {
		if staged[i], err = stage(c); err != nil {
			return err
		}
	}
	return replaceAll(staged, changes)
}

// replaceAll renames each temporary file in staged to the file that it replaces, and sets its entry in staged to "".
func replaceAll(staged []string, changes []change) error {
	for i, c := range changes {
		if err := os.Rename(staged[i], c.path); err != nil {
			return errors.Join(err, restore(changes[:i]))
		}
		staged[i] = ""
	}
	return nil
}

// stage writes the new content to a temporary file with the old file's mode. It returns an error if the old file has
// changed since migrate read it.
func stage(c change) (name string, err error) {
	mode := os.FileMode(0o644)
	if info, err := os.Stat(c.path); err == nil {
		mode = info.Mode().Perm()
	}
	now, err := contentOf(c.path, nil)
	if err != nil {
		return "", err
	}
	if !bytes.Equal(now, c.before) {
		return "", fmt.Errorf("%s has changed while migrate worked: run migrate again", c.path)
	}
	file, err := os.CreateTemp(filepath.Dir(c.path), ".migrate-*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(c.after)
	return file.Name(), errors.Join(err, file.Chmod(mode), file.Close())
}

// restore writes back the old content of files, and removes files that did not exist before.
func restore(changes []change) error {
	var failed []error
	for _, c := range changes {
		if c.before == nil {
			failed = append(failed, os.Remove(c.path))
			continue
		}
		failed = append(failed, os.WriteFile(c.path, c.before, 0o600)) // the file exists, and keeps its mode
	}
	return errors.Join(failed...)
}
