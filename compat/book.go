package compat

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// pageSize is the number of desktops on a page of a response.
const pageSize = 25

// book is an HTTP client that answers DescribeWorkspaces without a network. Like the service, it returns all desktops
// page by page, or just the desktops named in the request. It keeps at most maxPages pages in memory; a longer book
// repeats them.
type book struct {
	ids   []string
	pages [][]byte // one response body per page, without the closing brace
}

const maxPages = 40

// newBook returns a book of n desktops. n must be a multiple of pageSize.
func newBook(n int) *book {
	b := &book{ids: make([]string, n)}
	for i := range b.ids {
		b.ids[i] = workspaceID(i)
	}
	for i := range min(n/pageSize, maxPages) {
		b.pages = append(b.pages, bytes.TrimSuffix(desktopsFrom(i*pageSize, pageSize), []byte("}")))
	}
	return b
}

// Do serves one DescribeWorkspaces call.
func (b *book) Do(r *http.Request) (*http.Response, error) {
	in, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	number, rest := 0, "}"
	if _, after, byID := strings.Cut(string(in), `{"WorkspaceIds":["ws-`); byID { // a request by identifier always names all desktops on one page
		first, err := strconv.Atoi(after[:strings.IndexByte(after, '"')])
		if err != nil {
			return nil, err
		}
		number = first / pageSize
	} else {
		if _, after, found := strings.Cut(string(in), `"NextToken":"`); found {
			if number, err = strconv.Atoi(after[:strings.IndexByte(after, '"')]); err != nil {
				return nil, err
			}
		}
		if (number+1)*pageSize < len(b.ids) {
			rest = `,"NextToken":"` + strconv.Itoa(number+1) + `"}`
		}
	}
	page := b.pages[number%len(b.pages)]
	resp := respond(r, 200, io.MultiReader(bytes.NewReader(page), strings.NewReader(rest)), len(page)+len(rest))
	return resp, nil
}
