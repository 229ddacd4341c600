package emulator

import "github.com/go-workspaces/workspaces/types"

// connectionAlias is a name of the customer's own for the directories of one or more Regions.
type connectionAlias struct {
	Shown types.ConnectionAlias // but for the states
	Life  lifecycle[types.ConnectionAliasState]
	Tags  tagSet
}

var aliasCourse = course[types.ConnectionAliasState]{
	types.ConnectionAliasStateCreating: {takes: CreatingAlias, to: types.ConnectionAliasStateCreated},
	types.ConnectionAliasStateDeleting: {takes: DeletingAlias},
}

func (a *connectionAlias) settle(c *call) (gone bool) { return a.Life.settle(c, aliasCourse) }
