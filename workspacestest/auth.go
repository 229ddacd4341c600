package workspacestest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
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

	maxCredential = 512 // characters of an access key and its scope
)

var regionName = regexp.MustCompile(`^[a-z0-9-]{1,32}$`)

// signature is what a request says of how it is signed.
type signature struct {
	credential string // as sent: access key and scope
	accessKey  string
	scope      string
	date       string
	region     string
	service    string
	headers    string // the names of the signed ones, as sent
	value      string
	stamp      string
	time       time.Time
	expires    time.Duration // of a presigned request, else 0

	query  url.Values // of the request
	secret string     // of the access key
}

// identify reads the signature of a request, and notes whose it says it is, and for which Region. All that
// a request can be refused for without its body it is refused for here.
func (e *Emulator) identify(r *http.Request, x *exchange) (*signature, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, faultf("IncompleteSignatureException", "The query string cannot be read.")
	}
	var s *signature
	switch {
	case r.Header.Get("Authorization") != "":
		s, err = headerSignature(r)
	case query.Has(presignParam) || query.Has("X-Amz-Algorithm"):
		s, err = querySignature(query)
	default:
		err = faultf("MissingAuthenticationTokenException", "Missing Authentication Token")
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
		return nil, faultf("UnrecognizedClientException", "The security token included in the request is invalid.")
	}
	s.query, s.secret = query, secret
	return s, nil
}

// verify computes the signature anew from the request as it arrived.
func (s *signature) verify(r *http.Request, body []byte) error {
	if want := s.compute(r, body); !hmac.Equal([]byte(want), []byte(s.value)) {
		return invalidSignature("The request signature we calculated does not match the signature you provided. " +
			"Check your AWS Secret Access Key and signing method. Consult the service documentation for details.")
	}
	return nil
}

func invalidSignature(format string, args ...any) error {
	return faultf("InvalidSignatureException", format, args...)
}

func incompleteSignature(format string, args ...any) error {
	return faultf("IncompleteSignatureException", format, args...)
}

// headerSignature reads the Authorization header.
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

// querySignature reads the query of a presigned request.
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

// parse takes credential and stamp apart.
func (s *signature) parse() (err error) {
	s.credential = strings.Clone(s.credential[:min(len(s.credential), maxCredential)]) // not the whole header, as some of it is remembered
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

// check is all that can be said of a signature without the secret.
func (s *signature) check(r *http.Request, now time.Time) error {
	if s.service != signingName {
		return invalidSignature("Credential should be scoped to correct service: '%s'.", signingName)
	}
	if !regionName.MatchString(s.region) {
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

// compute returns the signature that the request should have.
func (s *signature) compute(r *http.Request, body []byte) string {
	hash := sha256.Sum256([]byte(s.canonical(r, body)))
	key := []byte("AWS4" + s.secret)
	for _, part := range []string{s.date, s.region, s.service, terminator} {
		key = hmacSHA256(key, part)
	}
	return hex.EncodeToString(hmacSHA256(key, strings.Join([]string{algorithm, s.stamp, s.scope, hex.EncodeToString(hash[:])}, "\n")))
}

func hmacSHA256(key []byte, data string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(data))
	return mac.Sum(nil)
}

// canonical writes a request in the one form that is signed.
func (s *signature) canonical(r *http.Request, body []byte) string {
	var b strings.Builder
	b.WriteString(r.Method + "\n" + canonicalPath(r.URL) + "\n" + canonicalQuery(s.query) + "\n")
	for name := range strings.SplitSeq(s.headers, ";") {
		b.WriteString(name + ":" + canonicalHeader(r, name) + "\n")
	}
	hash := sha256.Sum256(body)
	b.WriteString("\n" + s.headers + "\n" + hex.EncodeToString(hash[:]))
	return b.String()
}

// canonicalPath escapes the path once more than it came, as all services but Amazon S3 have it.
func canonicalPath(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		return "/"
	}
	return strings.NewReplacer("%2F", "/", "+", "%20").Replace(url.QueryEscape(path))
}

func canonicalQuery(query url.Values) string {
	rest := make(url.Values, len(query))
	for name, values := range query {
		if name != presignParam {
			rest[name] = slices.Sorted(slices.Values(values))
		}
	}
	return strings.ReplaceAll(rest.Encode(), "+", "%20")
}

// canonicalHeader returns a header as it is signed. Two of them net/http keeps elsewhere.
func canonicalHeader(r *http.Request, name string) string {
	switch name {
	case "host":
		if r.Host != "" {
			return r.Host
		}
		return r.URL.Host
	case "content-length":
		return strconv.FormatInt(r.ContentLength, 10)
	}
	values := make([]string, 0, 1)
	for _, v := range r.Header.Values(name) {
		values = append(values, strings.Join(strings.FieldsFunc(v, func(c rune) bool { return c == ' ' }), " "))
	}
	return strings.Join(values, ",")
}
