package workspacestest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/go-workspaces/workspaces/internal/forms"
)

const (
	algorithm    = "AWS4-HMAC-SHA256"
	terminator   = "aws4_request"
	signingName  = "workspaces"
	stampFormat  = "20060102T150405Z"
	dateFormat   = "20060102"
	maxSkew      = 5 * time.Minute
	maxExpires   = 7 * 24 * 60 * 60 // seconds
	presignParam = "X-Amz-Signature"

	maxCredential = 512 // the maximum combined length of access key and credential scope, in bytes
)

// signature holds the parts of a request's signature.
type signature struct {
	credential string // the access key and the credential scope, as spelled in the request
	accessKey  string
	scope      string
	date       string
	region     string
	service    string
	headers    string // the names of the signed headers, as spelled in the request
	value      string
	stamp      string
	time       time.Time
	expires    time.Duration // a presigned request's lifetime; 0 for other requests

	query  url.Values // the request's query
	secret string     // the access key's secret
	signer *v4.Signer
}

// identify reads the signature of a request and records the access key, the account and the Region in x. It performs
// every check that needs neither the secret nor the body.
func (e *Emulator) identify(r *http.Request, x *exchange) (*signature, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, apiErrorf("IncompleteSignatureException", "The query string cannot be read.")
	}
	var s *signature
	switch {
	case r.Header.Get("Authorization") != "":
		s, err = headerSignature(r)
	case query.Has(presignParam) || query.Has("X-Amz-Algorithm"):
		s, err = querySignature(query)
	default:
		err = apiErrorf("MissingAuthenticationTokenException", "Missing Authentication Token")
	}
	if err != nil {
		return nil, err
	}
	secret, known := e.settings.credentials[s.accessKey]
	x.AccessKey, x.Region, x.Scope = s.accessKey, s.region, s.scope
	if known {
		x.Account = e.accountOf(s.accessKey)
	}
	if err := s.check(r, time.Now()); err != nil {
		return nil, err
	}
	if !known {
		return nil, apiErrorf("UnrecognizedClientException", "The security token included in the request is invalid.")
	}
	s.query, s.secret, s.signer = query, secret, e.signer
	return s, nil
}

// verify computes the request's correct signature and returns an error if the request's own signature is different.
func (s *signature) verify(r *http.Request, body []byte) error {
	want, err := s.compute(r, body)
	if err != nil || want == "" || !hmac.Equal([]byte(want), []byte(s.value)) {
		return invalidSignature("The request signature we calculated does not match the signature you provided. " +
			"Check your AWS Secret Access Key and signing method. Consult the service documentation for details.")
	}
	return nil
}

func invalidSignature(format string, args ...any) error {
	return apiErrorf("InvalidSignatureException", format, args...)
}

func incompleteSignature(format string, args ...any) error {
	return apiErrorf("IncompleteSignatureException", format, args...)
}

// headerSignature reads the signature from the Authorization header.
func headerSignature(r *http.Request) (*signature, error) {
	fields, ok := strings.CutPrefix(r.Header.Get("Authorization"), algorithm+" ")
	if !ok {
		return nil, incompleteSignature("Authorization header requires the algorithm %s.", algorithm)
	}
	s := &signature{stamp: r.Header.Get("X-Amz-Date")}
	for field := range strings.SplitSeq(fields, ",") {
		name, value, ok := strings.Cut(strings.TrimSpace(field), "=")
		if !ok {
			return nil, incompleteSignature("Authorization header has a part that is not a key=value pair.")
		}
		switch name {
		case "Credential":
			s.credential = value
		case "SignedHeaders":
			s.headers = value
		case "Signature":
			s.value = value
		}
	}
	var lacks []string
	for _, part := range []struct{ name, value string }{
		{"Credential", s.credential}, {"Signature", s.value}, {"SignedHeaders", s.headers},
	} {
		if part.value == "" {
			lacks = append(lacks, "Authorization header requires '"+part.name+"' parameter.")
		}
	}
	if s.stamp == "" {
		lacks = append(lacks, "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
	}
	if len(lacks) > 0 {
		return nil, incompleteSignature("%s", strings.Join(lacks, " "))
	}
	return s, s.parse()
}

// querySignature reads the signature of a presigned request from its query string.
func querySignature(query url.Values) (*signature, error) {
	for _, name := range []string{"X-Amz-Algorithm", "X-Amz-Credential", presignParam, "X-Amz-SignedHeaders", "X-Amz-Date", "X-Amz-Expires"} {
		if query.Get(name) == "" {
			return nil, incompleteSignature("AWS query-string parameters must include '%s'.", name)
		}
	}
	if query.Get("X-Amz-Algorithm") != algorithm {
		return nil, incompleteSignature("Unsupported AWS 'algorithm': %.64q.", query.Get("X-Amz-Algorithm"))
	}
	seconds, err := strconv.Atoi(query.Get("X-Amz-Expires"))
	if err != nil || seconds < 1 || seconds > maxExpires {
		return nil, incompleteSignature("X-Amz-Expires must be a number of seconds from 1 to %d.", maxExpires)
	}
	s := &signature{
		credential: query.Get("X-Amz-Credential"),
		headers:    query.Get("X-Amz-SignedHeaders"),
		value:      query.Get(presignParam),
		stamp:      query.Get("X-Amz-Date"),
		expires:    time.Duration(seconds) * time.Second,
	}
	return s, s.parse()
}

// parse splits the credential and parses the time stamp.
func (s *signature) parse() (err error) {
	// The request log keeps parts of the credential, which would otherwise keep the whole header in memory.
	s.credential = strings.Clone(s.credential[:min(len(s.credential), maxCredential)])
	parts := strings.Split(s.credential, "/")
	if len(parts) != 5 {
		return incompleteSignature("Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got %d.", len(parts))
	}
	s.accessKey, s.date, s.region, s.service = parts[0], parts[1], parts[2], parts[3]
	s.scope = strings.Join(parts[1:], "/")
	if parts[4] != terminator {
		return invalidSignature("Credential should be scoped with a valid terminator: '%s'.", terminator)
	}
	if s.time, err = time.Parse(stampFormat, s.stamp); err != nil {
		return incompleteSignature("Date must be in ISO-8601 'basic format', such as %s. Got %.64q.", stampFormat, s.stamp)
	}
	return nil
}

// check performs the signature checks that do not need the secret.
func (s *signature) check(r *http.Request, now time.Time) error {
	if s.service != signingName {
		return invalidSignature("Credential should be scoped to correct service: '%s'.", signingName)
	}
	if !forms.Region.Match(s.region) {
		return invalidSignature("Credential should be scoped to a valid region.")
	}
	if s.date != s.time.Format(dateFormat) {
		return invalidSignature("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '%.16s' != '%s', from '%s'.",
			s.date, s.time.Format(dateFormat), s.stamp)
	}
	signed := strings.Split(strings.ToLower(s.headers), ";")
	if names := slices.Sorted(slices.Values(signed)); len(slices.Compact(names)) < len(signed) {
		return incompleteSignature("'SignedHeaders' must name each header once.")
	}
	if !slices.Contains(signed, "host") {
		return invalidSignature("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
	}
	if r.Header.Get("X-Amz-Target") != "" && !slices.Contains(signed, "x-amz-target") {
		return invalidSignature("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.")
	}
	now = now.UTC()
	stamp := func(t time.Time) string { return t.Format(stampFormat) }
	switch {
	case s.time.After(now.Add(maxSkew)):
		return invalidSignature("Signature not yet current: %s is still later than %s (%s + 5 min.)", s.stamp, stamp(now.Add(maxSkew)), stamp(now))
	case s.expires > 0 && s.time.Add(s.expires).Before(now):
		return invalidSignature("Signature expired: %s is now earlier than %s", stamp(s.time.Add(s.expires)), stamp(now))
	case s.expires == 0 && s.time.Before(now.Add(-maxSkew)):
		return invalidSignature("Signature expired: %s is now earlier than %s (%s - 5 min.)", s.stamp, stamp(now.Add(-maxSkew)), stamp(now))
	}
	return nil
}

// compute returns the request's correct signature. It signs a copy of the request with only the signed headers. The
// signer skips User-Agent, X-Amzn-Trace-Id, Expect and Transfer-Encoding, which AWS SDKs do not sign because proxies
// change them.
func (s *signature) compute(r *http.Request, body []byte) (string, error) {
	target := *r.URL
	signed := &http.Request{Method: r.Method, URL: &target, Host: r.Host, Header: make(http.Header)}
	for name := range strings.SplitSeq(s.headers, ";") {
		switch name {
		case "host":
		case "content-length":
			signed.ContentLength = r.ContentLength
		default:
			signed.Header[http.CanonicalHeaderKey(name)] = r.Header.Values(name)
		}
	}
	credentials := aws.Credentials{AccessKeyID: s.accessKey, SecretAccessKey: s.secret, SessionToken: signed.Header.Get("X-Amz-Security-Token")}
	hash := sha256.Sum256(body)
	payload := hex.EncodeToString(hash[:])
	if s.expires == 0 {
		err := s.signer.SignHTTP(r.Context(), credentials, signed, payload, s.service, s.region, s.time)
		_, value, _ := strings.Cut(signed.Header.Get("Authorization"), "Signature=")
		return value, err
	}
	query := maps.Clone(s.query)
	if token := query.Get("X-Amz-Security-Token"); token != "" {
		credentials.SessionToken = token
	}
	for _, name := range []string{presignParam, "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Security-Token"} {
		query.Del(name) // PresignHTTP adds these parameters again
	}
	target.RawQuery = query.Encode()
	presigned, _, err := s.signer.PresignHTTP(r.Context(), credentials, signed, payload, s.service, s.region, s.time,
		func(o *v4.SignerOptions) { o.DisableHeaderHoisting = true })
	if err != nil {
		return "", err
	}
	parsed, err := url.Parse(presigned)
	if err != nil {
		return "", err
	}
	return parsed.Query().Get(presignParam), nil
}
