package workspacestest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"iter"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

const (
	maxPage      = 25
	tokenVersion = '2'
	tokenMAC     = 12 // bytes
	tokenTime    = 8  // bytes
)

// tokenLives holds tokens' lifetimes, by operation, for those operations that have a documented lifetime.
var tokenLives = map[string]time.Duration{"DescribeWorkspaceBundles": 24 * time.Hour}

// listing lists resources in the order of their identifiers, starting after the given identifier.
type listing[T any] func(after string) iter.Seq2[string, T]

// listing lists all resources in a table.
func (t *table[R]) listing(c *call) listing[R] {
	return func(after string) iter.Seq2[string, R] { return t.after(c, after) }
}

// selected lists the resources with the given identifiers. Each resource is listed only once, and unknown identifiers
// are ignored. If ids is nil, all resources are listed.
func (t *table[R]) selected(c *call, ids []string) listing[R] {
	if ids == nil {
		return t.listing(c)
	}
	return listingOf(slices.Compact(slices.Sorted(slices.Values(ids))), func(id string) (R, bool) {
		r := t.get(c, id)
		_, known := t.byID[id]
		return r, known
	})
}

// listingOf lists the values for sorted keys, leaving out keys without a value.
func listingOf[T any](keys []string, value func(key string) (T, bool)) listing[T] {
	return func(after string) iter.Seq2[string, T] {
		return func(yield func(string, T) bool) {
			for _, key := range keys {
				if key <= after {
					continue
				}
				if v, known := value(key); known && !yield(key, v) {
					return
				}
			}
		}
	}
}

// pageSize returns the number of items on a page: the call's limit, or the maximum if the limit is nil or larger.
func pageSize(limit *int32, maximum int) int {
	if limit == nil {
		return maximum
	}
	return min(maximum, int(*limit))
}

// paginate returns one page of the items accepted by the filter, if any, and the token for the next page. The token
// holds the last identifier on the page rather than a position, so no item is repeated or left out even if other
// resources are created or deleted before the next call.
func paginate[T any](c *call, from listing[T], filter func(T) bool, token *string, size int) ([]T, *string, error) {
	last := ""
	if token != nil {
		var err error
		if last, err = c.openToken(*token); err != nil {
			return nil, nil, err
		}
	}
	list := make([]T, 0, size)
	for key, item := range from(last) {
		if filter != nil && !filter(item) {
			continue
		}
		if len(list) == size {
			return list, aws.String(c.sealToken(last)), nil
		}
		list, last = append(list, item), key
	}
	return list, nil, nil
}

// sealToken returns the token for the next page, which holds the last identifier on this page. It is valid only for
// this call's operation, account and Region.
func (c *call) sealToken(last string) string {
	made := make([]byte, tokenTime) // the creation time; zero for a token that never expires, so that a page always has the same token
	if _, limited := tokenLives[c.operation]; limited {
		binary.BigEndian.PutUint64(made, uint64(c.now.Unix()))
	}
	content := string(made) + last
	return base64.RawURLEncoding.EncodeToString([]byte(string(tokenVersion) + string(c.tokenMAC(content)) + content))
}

func (c *call) openToken(token string) (last string, err error) {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err == nil && len(b) > 1+tokenMAC+tokenTime && b[0] == tokenVersion {
		content := b[1+tokenMAC:]
		made := time.Unix(int64(binary.BigEndian.Uint64(content)), 0)
		life, limited := tokenLives[c.operation]
		if hmac.Equal(b[1:1+tokenMAC], c.tokenMAC(string(content))) && (!limited || c.now.Sub(made) <= life) {
			return string(content[tokenTime:]), nil
		}
	}
	return "", invalidValues(invalidToken)
}

func (c *call) tokenMAC(content string) []byte {
	mac := hmac.New(sha256.New, []byte(c.account+"/"+c.region+"/"+c.operation))
	mac.Write([]byte(content))
	return mac.Sum(nil)[:tokenMAC]
}
