package workspaces

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

const (
	sigV4Algorithm = "AWS4-HMAC-SHA256"
	sigV4Time      = "20060102T150405Z"
)

// defaultSigner is v4.Signer with a shorter way for the requests that this client makes: no query, the
// path "/", headers without runs of spaces. Signing is a third of what a small call costs, and the
// short way takes a third of that. Whatever is out of the ordinary goes the long way, and a test holds
// both against each other.
type defaultSigner struct {
	*v4.Signer
	key atomic.Pointer[sigV4Key] // the last one, as it is good for a day
}

// sigV4Key is a signing key and what it was derived from.
type sigV4Key struct {
	secret, date, region, service string
	key                           []byte
}

// SignHTTP implements [HTTPSignerV4].
func (s *defaultSigner) SignHTTP(ctx context.Context, credentials aws.Credentials, r *http.Request, payloadHash string, service string, region string, signingTime time.Time, optFns ...func(*v4.SignerOptions)) error {
	theLongWay := func() error {
		return s.Signer.SignHTTP(ctx, credentials, r, payloadHash, service, region, signingTime, optFns...)
	}
	if len(optFns) > 0 || r.Host != "" || r.URL.Opaque != "" || r.URL.RawQuery != "" || r.URL.EscapedPath() != "/" ||
		strings.HasSuffix(r.URL.Host, ":80") || strings.HasSuffix(r.URL.Host, ":443") || strings.Contains(r.URL.Host, " ") {
		return theLongWay()
	}
	stamp := signingTime.UTC().Format(sigV4Time)
	date := stamp[:len("20060102")]
	r.Header["X-Amz-Date"] = []string{stamp}
	if credentials.SessionToken != "" {
		r.Header["X-Amz-Security-Token"] = []string{credentials.SessionToken}
	}

	var headerSpace [16]sigV4Header
	headers := append(headerSpace[:0], sigV4Header{"host", r.URL.Host})
	if r.ContentLength > 0 {
		headers = append(headers, sigV4Header{"content-length", strconv.FormatInt(r.ContentLength, 10)})
	}
	for name, values := range r.Header {
		switch name {
		case "Authorization", "User-Agent", "X-Amzn-Trace-Id", "Expect", "Transfer-Encoding":
			continue // not signed, as what lies on the way may change them
		}
		lower := lowerHeader(name)
		if len(values) != 1 || lower == "host" || lower == "content-length" || strings.TrimSpace(values[0]) != values[0] ||
			strings.Contains(values[0], "  ") {
			return theLongWay()
		}
		headers = append(headers, sigV4Header{lower, values[0]})
	}
	for i := range headers { // a handful: not worth the code of a sort
		for j := i; j > 0 && headers[j].name < headers[j-1].name; j-- {
			headers[j], headers[j-1] = headers[j-1], headers[j]
		}
	}
	for i := range headers[1:] {
		if headers[i].name == headers[i+1].name { // one header in two spellings
			return theLongWay()
		}
	}

	var space [1024]byte
	canonical := append(space[:0], r.Method...)
	canonical = append(canonical, "\n/\n\n"...)
	for _, h := range headers {
		canonical = append(append(append(append(canonical, h.name...), ':'), h.value...), '\n')
	}
	canonical = append(canonical, '\n')
	namesFrom := len(canonical)
	for i, h := range headers {
		if i > 0 {
			canonical = append(canonical, ';')
		}
		canonical = append(canonical, h.name...)
	}
	names := string(canonical[namesFrom:])
	canonical = append(append(canonical, '\n'), payloadHash...)
	hash := sha256.Sum256(canonical)

	scope := date + "/" + region + "/" + service + "/aws4_request"
	toSign := append(space[:0], sigV4Algorithm+"\n"...)
	toSign = append(append(toSign, stamp...), '\n')
	toSign = append(append(toSign, scope...), '\n')
	toSign = hex.AppendEncode(toSign, hash[:])
	signature := hmacSHA256(s.signingKey(credentials.SecretAccessKey, date, region, service), toSign)

	r.Header["Authorization"] = []string{sigV4Algorithm + " Credential=" + credentials.AccessKeyID + "/" + scope +
		", SignedHeaders=" + names + ", Signature=" + hex.EncodeToString(signature)}
	return nil
}

type sigV4Header struct{ name, value string }

// lowerHeader spares the usual headers an allocation.
func lowerHeader(name string) string {
	switch name {
	case "Amz-Sdk-Invocation-Id":
		return "amz-sdk-invocation-id"
	case "Amz-Sdk-Request":
		return "amz-sdk-request"
	case "Content-Type":
		return "content-type"
	case "X-Amz-Date":
		return "x-amz-date"
	case "X-Amz-Security-Token":
		return "x-amz-security-token"
	case "X-Amz-Target":
		return "x-amz-target"
	default:
		return strings.ToLower(name)
	}
}

func (s *defaultSigner) signingKey(secret, date, region, service string) []byte {
	if k := s.key.Load(); k != nil && k.secret == secret && k.date == date && k.region == region && k.service == service {
		return k.key
	}
	key := []byte("AWS4" + secret)
	for _, part := range []string{date, region, service, "aws4_request"} {
		key = hmacSHA256(key, []byte(part))
	}
	s.key.Store(&sigV4Key{secret, date, region, service, key})
	return key
}

func hmacSHA256(key, data []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(data)
	return h.Sum(nil)
}
