package emulator

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
)

const (
	maxPage      = 25
	tokenVersion = '1'
	tokenMAC     = 12 // bytes
)

// sorted lists the values of a map in the order of its keys: the order of all lists.
func sorted[K cmp.Ordered, V any](m map[K]V) []V {
	list := make([]V, 0, len(m))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		list = append(list, m[k])
	}
	return list
}

// page cuts out of a list, which is sorted by key, the page that a call asks for, and makes the token
// for the next one. The token holds the last key shown, not a position: what is created or deleted
// between two pages neither repeats nor hides anything else.
func page[T any](c *call, list []T, key func(T) string, token *string, limit *int32) ([]T, *string, error) {
	if token != nil {
		last, err := c.openToken(*token)
		if err != nil {
			return nil, nil, err
		}
		from, found := slices.BinarySearchFunc(list, last, func(item T, last string) int {
			return strings.Compare(key(item), last)
		})
		if found {
			from++
		}
		list = list[from:]
	}
	size := maxPage
	if limit != nil {
		size = min(size, int(*limit))
	}
	if len(list) <= size {
		return list, nil, nil
	}
	return list[:size], aws.String(c.sealToken(key(list[size-1]))), nil
}

// sealToken makes a token that only the same operation of the same account and Region takes.
func (c *call) sealToken(last string) string {
	token := append([]byte{tokenVersion}, c.tokenMAC(last)...)
	return base64.RawURLEncoding.EncodeToString(append(token, last...))
}

func (c *call) openToken(token string) (last string, err error) {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err == nil && len(b) > 1+tokenMAC && b[0] == tokenVersion {
		last = string(b[1+tokenMAC:])
		if hmac.Equal(b[1:1+tokenMAC], c.tokenMAC(last)) {
			return last, nil
		}
	}
	return "", invalidValues("The NextToken is not valid.")
}

func (c *call) tokenMAC(last string) []byte {
	mac := hmac.New(sha256.New, []byte(c.account+"/"+c.region+"/"+c.operation))
	mac.Write([]byte(last))
	return mac.Sum(nil)[:tokenMAC]
}
