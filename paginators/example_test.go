package paginators_test

import (
	"context"
	"fmt"

	"github.com/go-workspaces/workspaces/paginators"
)

// This example builds a paginator for an operation that lists numbers, two per page.
func ExampleNew() {
	type input struct{ Token *string }
	type output struct {
		Token   *string
		Numbers []int
	}
	type options struct{}
	pages := map[string]output{
		"":     {ptr("more"), []int{1, 2}},
		"more": {ptr("last"), []int{3, 4}},
		"last": {nil, []int{5}},
	}
	list := paginators.Operation[input, output, int, options]{
		Name: "ListNumbers",
		Call: func(_ context.Context, in *input, _ ...func(*options)) (*output, error) {
			page := pages[""]
			if in.Token != nil {
				page = pages[*in.Token]
			}
			return &page, nil
		},
		Input:  func(in *input) paginators.Input { return paginators.Input{Token: &in.Token} },
		Output: func(out *output) (*string, *[]int) { return out.Token, &out.Numbers },
	}

	first := paginators.New(list, nil, paginators.Options{MaxItems: 3})
	for n, err := range first.Items(context.Background()) {
		fmt.Println(n, err)
	}
	fmt.Println("in another program:")
	second := paginators.New(list, nil, paginators.Options{StartingToken: first.ResumeToken()})
	for n, err := range second.Items(context.Background()) {
		fmt.Println(n, err)
	}
	// Output:
	// 1 <nil>
	// 2 <nil>
	// 3 <nil>
	// in another program:
	// 4 <nil>
	// 5 <nil>
}
