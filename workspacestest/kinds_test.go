package workspacestest

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tablesIn returns all fields of a struct that are resource tables, keyed by field path.
func tablesIn(path string, v reflect.Value) map[string]reflect.Value {
	tables := make(map[string]reflect.Value)
	for i := range v.NumField() {
		field, name := v.Field(i), path+v.Type().Field(i).Name
		switch {
		case strings.HasPrefix(field.Type().Name(), "table["):
			tables[name] = field.Addr()
		case field.Kind() == reflect.Struct:
			for inner, table := range tablesIn(name+".", field) {
				tables[inner] = table
			}
		}
	}
	return tables
}

func TestEveryTableOfTheStoreHasOneKind(t *testing.T) {
	t.Parallel()
	s := newStore(place{}, 0)
	byTable := make(map[any][]anyKind)
	for _, k := range kinds {
		byTable[k.tableIn(s)] = append(byTable[k.tableIn(s)], k)
	}
	tables := tablesIn("", reflect.ValueOf(s).Elem())
	for name, table := range tables {
		declared := byTable[table.Interface()]
		if assert.Len(t, declared, 1, "kinds with the table %s", name) {
			byID, _ := table.Type().Elem().FieldByName("byID")
			_, hasTags := byID.Type.Elem().Elem().FieldByName("Tags")
			assert.Equal(t, hasTags, declared[0].tagged(), "whether resources in %s have tags", name)
		}
	}
	assert.Len(t, byTable, len(tables), "each kind must have its own table in the store")
}

func TestSeedsAddTheResourcesOfEveryList(t *testing.T) {
	t.Parallel()
	all := reflect.TypeFor[Seed]()
	for i := range all.NumField() {
		field := all.Field(i)
		if !field.IsExported() || field.Type.Kind() != reflect.Slice || field.Name == "ConnectionStatus" { // a connection status is part of a WorkSpace, without a table of its own
			continue
		}
		var seed Seed
		list := reflect.ValueOf(&seed).Elem().Field(i)
		list.Set(reflect.MakeSlice(list.Type(), 1, 1))
		if d, named := list.Index(0).Addr().Interface().(*ServiceDirectory); named {
			d.DirectoryId = aws.String("d-90670000aa") // the emulator does not generate these directories' identifiers
		}
		e := NewEmulator(WithClock(func() time.Time { return time.Unix(0, 0) }))
		require.NoError(t, e.Seed(Seed{}))
		before, err := e.Snapshot()
		require.NoError(t, err)
		require.NoError(t, e.Seed(seed))
		after, err := e.Snapshot()
		require.NoError(t, err)
		assert.NotEqual(t, string(before), string(after), "a seed with one element in %s must change the state", field.Name)
	}
}
