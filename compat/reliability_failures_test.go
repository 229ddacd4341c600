package compat

import (
	"bytes"
	"compress/gzip"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// failure is something that can go wrong between a client and the service.
type failure struct {
	name      string
	serve     func(*peer)            // what the server does with each connection
	status    int                    // the status of the response, or 0 if the client gets none
	change    func(*reliabilityHTTP) // if not nil, changes the HTTP client
	simulated bool                   // whether to use simulated time, and pipes instead of sockets
	warm      bool                   // whether the measured call is preceded by a successful one
	drops     bool                   // whether the measured call waits until the client has closed a connection
	fewer     bool                   // whether our client deliberately makes fewer attempts than the official client
}

// group is a list of failures with a common cause.
type group struct {
	name     string
	failures []failure
}

// clientTimeout is the HTTP client's time-out in failures that test time-outs.
const clientTimeout = time.Second

// withTimeout sets the HTTP client's time-out for a whole attempt.
func withTimeout(c *reliabilityHTTP) { c.timeout = clientTimeout }

// bothAnswers is a body that is valid for both DescribeWorkspaces and StopWorkspaces.
var bothAnswers = `{"FailedRequests":[],` + string(desktops(25)[1:])

const html = `<html><body>An error occurred.</body></html>`

const asHTML = "Content-Type: text/html"

// allFailures returns all failures shown in docs/reliability.md. Their TLS servers' certificates are from two
// authorities; the clients trust only the first.
func allFailures(t *testing.T) []group {
	t.Helper()
	known, unknown := newAuthority(t), newAuthority(t)
	return []group{
		{"Connection", connectionFailures()},
		{"Body", bodyFailures()},
		{"Size", sizeFailures(t)},
		{"Content", contentFailures()},
		{"Errors of the service", serviceErrors()},
		{"Gateways and proxies", gatewayFailures(t)},
		{"Redirects", redirectFailures(t)},
		{"HTTP", protocolFailures()},
		{"HTTP/2", http2Failures(t, known)},
		{"TLS", tlsFailures(t, known, unknown)},
		{"DNS", dnsFailures(t)},
	}
}

func connectionFailures() []failure {
	return []failure{
		{name: "connection refused", change: func(c *reliabilityHTTP) { c.url = "http://127.0.0.1:1" }},
		{name: "reset before the request is read", serve: func(p *peer) { p.reset() }},
		{name: "reset before the response", serve: thenReset("")},
		{name: "reset in the headers", serve: thenReset("HTTP/1.1 200 OK\r\nContent-Ty")},
		{name: "reset after the headers", serve: thenReset(head(200, "Content-Length: 100") + "\r\n"), status: 200},
		{name: "reset in the body", serve: thenReset(head(200, "Content-Length: 100") + "\r\n" + `{"Workspaces":[`), status: 200},
		{name: "closed before the response", serve: thenClose("")},
		{name: "closed in the headers", serve: thenClose("HTTP/1.1 200 OK\r\nContent-Ty")},
		{name: "no answer, with a client time-out", serve: thenStall(""), change: withTimeout},
		{name: "headers stall, with a client time-out", serve: thenStall("HTTP/1.1 200 OK\r\n"), change: withTimeout},
		{name: "body stalls, with a client time-out", serve: thenStall(head(200, "Content-Length: 100") + "\r\n" + `{"Workspaces":[`), status: 200, change: withTimeout},
		{name: "error body stalls, with a client time-out", serve: thenStall(head(500, "Content-Length: 100") + "\r\n"), status: 500, change: withTimeout},
		{name: "latency of 100 ms", serve: func(p *peer) {
			for p.receive() != nil {
				p.wait(100 * time.Millisecond)
				p.send(response(200, `{}`))
			}
		}},
		{name: "slow body, one byte every 10 ms", serve: func(p *peer) {
			for p.receive() != nil {
				p.send(head(200, "Content-Length: 17") + "\r\n")
				for _, b := range `{"Workspaces":[]}` {
					p.wait(10 * time.Millisecond)
					p.send(string(b))
				}
			}
		}},
		{name: "idle connection closed before reuse", warm: true, drops: true, serve: thenClose(response(200, `{}`))},
		{name: "idle connection reset when it is reused", warm: true, serve: func(p *peer) {
			p.receive()
			p.send(response(200, `{}`))
			p.receive()
			p.reset()
		}},
		{name: "each connection closed after its response, with Connection: close", warm: true, drops: true, serve: thenClose(response(200, `{}`, "Connection: close"))},
		{name: "a second response that nobody asked for", warm: true, drops: true, serve: func(p *peer) {
			for p.receive() != nil {
				p.send(response(200, `{}`) + refusal(400, "ValidationException", "not yours"))
			}
		}},
	}
}

func bodyFailures() []failure {
	cut := func(n int) string {
		return head(200, fmt.Sprintf("Content-Length: %d", len(bothAnswers))) + "\r\n" + bothAnswers[:n]
	}
	chunk := func(text string) string { return fmt.Sprintf("%x\r\n%s\r\n", len(text), text) }
	chunked := head(200, "Transfer-Encoding: chunked") + "\r\n"
	return []failure{
		{name: "cut off before its first byte", serve: thenClose(cut(0)), status: 200},
		{name: "cut off after a quarter", serve: thenClose(cut(len(bothAnswers) / 4)), status: 200},
		{name: "cut off after half", serve: thenClose(cut(len(bothAnswers) / 2)), status: 200},
		{name: "cut off after three quarters", serve: thenClose(cut(len(bothAnswers) * 3 / 4)), status: 200},
		{name: "cut off before its last byte", serve: thenClose(cut(len(bothAnswers) - 1)), status: 200},
		{name: "half a document in a body without a length", serve: thenClose(head(200, "Connection: close") + "\r\n" + `{"Workspaces":[{"State":`), status: 200},
		{name: "cut off in a chunk", serve: thenClose(chunked + "ff\r\n" + `{"Workspaces":[`), status: 200},
		{name: "complete document without the last chunk", serve: thenClose(chunked + chunk(`{}`)), status: 200},
		{name: "half a document in a complete chunked body", serve: always(chunked + chunk(`{"Workspaces":[`) + "0\r\n\r\n"), status: 200},
		{name: "malformed chunk", serve: thenClose(chunked + "zz\r\n{}\r\n"), status: 200},
		{name: "Content-Length too short", serve: thenClose(head(200, "Content-Length: 10") + "\r\n" + `{"Workspaces":[]}`), status: 200},
		{name: "Content-Length too long, complete document", serve: thenClose(head(200, "Content-Length: 99") + "\r\n" + `{"Workspaces":[]}`), status: 200},
		{name: "negative Content-Length", serve: thenClose(head(200, "Content-Length: -1") + "\r\n{}")},
		{name: "two different Content-Lengths", serve: thenClose(head(200, "Content-Length: 2", "Content-Length: 3") + "\r\n{}")},
		{name: "error body cut off", serve: thenClose(head(400, asJSON, "Content-Length: 100") + "\r\n" + `{"__type":"Validat`), status: 400},
		{name: "error body cut off, with the code in a header", serve: thenClose(head(400, "X-Amzn-ErrorType: ThrottlingException", "Content-Length: 100") + "\r\n" + `{"mess`), status: 400},
	}
}

// endless returns a server that sends begin once, and then part over and over until the client closes the connection,
// at about 30 MB per second.
func endless(begin, part string) func(*peer) {
	part = strings.Repeat(part, 300<<10/len(part))
	return func(p *peer) {
		p.receive()
		p.send(begin)
		for {
			if _, err := io.WriteString(p, part); err != nil {
				return
			}
			p.wait(10 * time.Millisecond)
			select {
			case <-p.gone:
				return
			default:
			}
		}
	}
}

func sizeFailures(t *testing.T) []failure {
	t.Helper()
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	_, err := w.Write(append(bytes.Repeat([]byte(" "), 64<<20), `{}`...))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	var small bytes.Buffer
	w = gzip.NewWriter(&small)
	_, err = w.Write([]byte(`{}`))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	many := make([]string, 10_000)
	for i := range many {
		many[i] = fmt.Sprintf("X-Header-%d: value", i)
	}
	// In simulated time, a client reads the body as fast as the server sends it. In real time, a slow machine could
	// reach the client's time-out before the limit on body size.
	longTimeout := func(c *reliabilityHTTP) { c.timeout = 5 * time.Second }
	return []failure{
		{name: "endless body, with a client time-out of 5 s", serve: endless(head(200)+"\r\n", " "), status: 200, change: longTimeout, simulated: true},
		{name: "endless body of an error, with a client time-out of 5 s", serve: endless(head(400)+"\r\n", " "), status: 400, change: longTimeout, simulated: true},
		{name: "endless headers", serve: endless(head(200), "X-Header: value\r\n")},
		{name: "endless header", serve: endless(head(200)+"X-Header: ", "value")},
		{name: "10,000 headers", serve: always(response(200, `{}`, many...))},
		{name: "gzip bomb of 64 MiB", serve: always(response(200, bomb.String(), "Content-Encoding: gzip")), status: 200},
		{name: "gzip", serve: always(response(200, small.String(), "Content-Encoding: gzip"))},
		{name: "gzip without Content-Encoding", serve: always(response(200, small.String())), status: 200},
		{name: "Content-Encoding gzip, but a plain body", serve: always(response(200, `{"Workspaces":[]}`, "Content-Encoding: gzip")), status: 200},
		{name: "gzip cut off", serve: always(response(200, small.String()[:small.Len()-6], "Content-Encoding: gzip")), status: 200},
		{name: "unknown Content-Encoding", serve: always(response(200, "\x8b\x02", "Content-Encoding: br")), status: 200},
	}
}

func contentFailures() []failure {
	with := func(body string) func(*peer) { return always(response(200, body, asJSON)) }
	return []failure{
		{name: "empty body", serve: with(""), status: 200},
		{name: "white space", serve: with(" \n"), status: 200},
		{name: "`null`", serve: with("null"), status: 200},
		{name: "a list", serve: with("[]"), status: 200},
		{name: "not JSON", serve: with("OK"), status: 200},
		{name: "byte order mark", serve: with("\ufeff{}"), status: 200},
		{name: "two documents", serve: with("{}{}"), status: 200},
		{name: "a member of the wrong type", serve: with(`{"Workspaces":7,"FailedRequests":7}`), status: 200},
		{name: "nested 100,000 deep", serve: with(`{"x":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + "}"), status: 200},
		{name: "wrong content type, right body", serve: always(response(200, `{"Workspaces":[]}`, "Content-Type: text/plain"))},
		{name: "an error document with status 200", serve: with(`{"__type":"AccessDeniedException","message":"no"}`), status: 200},
		{name: "status 204", serve: always(head(204) + "\r\n"), status: 204},
		{name: "status 206 with half a document", serve: always(response(206, `{"Workspaces":[`)), status: 206},
	}
}

func serviceErrors() []failure {
	list := make([]failure, 0, 40)
	for _, code := range slices.Sorted(maps.Keys(retry.DefaultThrottleErrorCodes)) {
		list = append(list, failure{name: "400 " + code, serve: always(refusal(400, code, "Rate exceeded")), status: 400})
	}
	return append(list, []failure{
		{name: "ThrottlingException in a header, empty body", serve: always(response(400, "", "X-Amzn-ErrorType: ThrottlingException:http://x/")), status: 400},
		{name: "429 ThrottlingException", serve: always(refusal(429, "ThrottlingException", "Rate exceeded")), status: 429},
		{name: "400 ValidationException", serve: always(refusal(400, "ValidationException", "no")), status: 400},
		{name: "400 OperationInProgressException", serve: always(refusal(400, "OperationInProgressException", "busy")), status: 400},
		{name: "400 ExpiredTokenException", serve: always(refusal(400, "ExpiredTokenException", "old")), status: 400},
		{name: "500 InternalServerException", serve: always(refusal(500, "InternalServerException", "oops")), status: 500},
		{name: "500 with an empty body", serve: always(response(500, "")), status: 500},
		{name: "503 ServiceUnavailable", serve: always(refusal(503, "ServiceUnavailable", "later")), status: 503},
		{name: "400 with an empty body", serve: always(response(400, "")), status: 400},
		{name: "400 with junk", serve: always(response(400, "\x00\xff{")), status: 400},
		{name: "400 with a message of two lines", serve: always(refusal(400, "ValidationException", "one\ntwo")), status: 400},
		{name: "clock an hour behind the service's", serve: skewed(time.Hour)},
		{name: "clock an hour ahead of the service's", serve: skewed(-time.Hour)},
		{name: "signature refused, with a Date that is not a date", status: 403,
			serve: always(strings.Replace(refusal(403, "InvalidSignatureException", "Signature expired"), "\r\nDate: ", "\r\nDate: x", 1))},
	}...)
}

// skewed returns a service whose clock runs ahead of the client's. It rejects signatures whose time differs from
// that clock's by more than 5 minutes.
func skewed(ahead time.Duration) func(*peer) {
	return func(p *peer) {
		for req := p.receive(); req != nil; req = p.receive() {
			now := time.Now().Add(ahead)
			answer := response(200, `{}`)
			if signed, err := time.Parse("20060102T150405Z", req.Header.Get("X-Amz-Date")); err != nil || now.Sub(signed).Abs() > 5*time.Minute {
				answer = refusal(403, "InvalidSignatureException", "Signature expired")
			}
			p.send(strings.Replace(answer, time.Now().UTC().Format(http.TimeFormat), now.UTC().Format(http.TimeFormat), 1))
		}
	}
}

func gatewayFailures(t *testing.T) []failure {
	t.Helper()
	list := []failure{}
	for _, status := range []int{200, 400, 403, 404, 407, 408, 413, 429, 500, 502, 503, 504, 511} {
		list = append(list, failure{name: fmt.Sprintf("HTML with status %d", status), serve: always(response(status, html, asHTML)), status: status})
	}
	through := func(proxy string, endpoint string) func(*reliabilityHTTP) {
		return func(c *reliabilityHTTP) {
			c.url = endpoint
			c.transport = func(tr *http.Transport) { tr.Proxy = http.ProxyURL(&url.URL{Scheme: "http", Host: proxy}) }
		}
	}
	refuses := listen(t, always(response(407, html, asHTML, "Proxy-Authenticate: Basic")))
	broken := listen(t, always(response(502, html, asHTML)))
	silent := listen(t, func(p *peer) { p.receive() })
	return append(list, []failure{
		{name: "login page with status 200 and no length", serve: thenClose(head(200, asHTML) + "\r\n" + html), status: 200},
		{name: "429 without a body", serve: always(response(429, "")), status: 429},
		{name: "503 with Retry-After", serve: always(response(503, html, "Retry-After: 0")), status: 503},
		{name: "HTTP proxy that asks for a password", change: through(refuses, "http://workspaces.invalid"), status: 407},
		{name: "CONNECT refused with 407", change: through(refuses, "https://workspaces.invalid")},
		{name: "CONNECT refused with 502", change: through(broken, "https://workspaces.invalid")},
		{name: "proxy closes the connection", change: through(silent, "https://workspaces.invalid")},
	}...)
}

func redirectFailures(t *testing.T) []failure {
	t.Helper()
	plain := func(c *reliabilityHTTP) { c.plain = true }
	other := listen(t, always(response(200, `{}`)))
	list := []failure{}
	for _, status := range []int{301, 302, 303, 307, 308} {
		answer := always(response(status, "", "Location: http://"+other+"/"))
		list = append(list,
			failure{name: fmt.Sprintf("%d to another host", status), serve: answer, status: status},
			failure{name: fmt.Sprintf("%d to another host, with an `*http.Client`", status), serve: answer, status: status, change: plain})
	}
	return append(list, []failure{
		{name: "302 to itself without end", serve: always(response(302, "", "Location: /")), status: 302},
		{name: "302 to itself without end, with an `*http.Client`", serve: always(response(302, "", "Location: /")), status: 302, change: plain, fewer: true},
		{name: "307 to itself without end", serve: always(response(307, "", "Location: /")), status: 307},
		{name: "301 without a Location", serve: always(response(301, "")), status: 301},
		{name: "301 with a malformed Location", serve: always(response(301, "", "Location: ://x"))},
	}...)
}

func protocolFailures() []failure {
	return []failure{
		{name: "100 Continue before the response", serve: always("HTTP/1.1 100 Continue\r\n\r\n" + response(200, `{}`))},
		{name: "103 Early Hints before the response", serve: always("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + response(200, `{}`))},
		{name: "endless 1xx responses", serve: endless("", "HTTP/1.1 103 Early Hints\r\n\r\n")},
		{name: "101 Switching Protocols", serve: thenClose("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")},
		{name: "417 Expectation Failed", serve: always(response(417, "")), status: 417},
		{name: "not HTTP", serve: thenClose("SSH-2.0-OpenSSH_9.6\r\n")},
		{name: "a status that is not a number", serve: thenClose("HTTP/1.1 abc OK\r\n\r\n")},
		{name: "HTTP/1.0 response", serve: thenClose("HTTP/1.0 200 OK\r\n\r\n{}")},
		{name: "malformed header", serve: thenClose("HTTP/1.1 200 OK\r\nno colon\r\n\r\n{}")},
		{name: "unknown Transfer-Encoding", serve: thenClose(head(200, "Transfer-Encoding: gzip") + "\r\n{}")},
	}
}

func http2Failures(t *testing.T, known authority) []failure {
	t.Helper()
	certificate := known.issue(t, func(*x509.Certificate) {})
	trusts := func(c *reliabilityHTTP) { c.trust(known) }
	h2 := func(name string, status int, handle func(p h2peer, stream uint32) bool) failure {
		return failure{name: name, status: status, change: trusts, serve: overHTTP2(certificate, handle)}
	}
	return []failure{
		h2("whole response", 0, func(p h2peer, stream uint32) bool { p.sendOK(stream); return true }),
		h2("GOAWAY, the stream was not processed", 0, func(p h2peer, _ uint32) bool { _ = p.WriteGoAway(0, http2.ErrCodeNo, nil); return false }),
		h2("GOAWAY, the stream is still answered", 0, func(p h2peer, stream uint32) bool {
			_ = p.WriteGoAway(stream, http2.ErrCodeNo, nil)
			p.sendOK(stream)
			p.linger()
			return false
		}),
		h2("GOAWAY, then closed in the stream", 200, func(p h2peer, stream uint32) bool {
			_ = p.WriteGoAway(stream, http2.ErrCodeNo, nil)
			p.sendHeaders(stream, false)
			_ = p.WriteData(stream, false, []byte(`{"Workspaces":[`))
			return false
		}),
		h2("GOAWAY with ENHANCE_YOUR_CALM", 0, func(p h2peer, _ uint32) bool { _ = p.WriteGoAway(0, http2.ErrCodeEnhanceYourCalm, nil); return false }),
		h2("RST_STREAM with REFUSED_STREAM", 0, func(p h2peer, stream uint32) bool {
			_ = p.WriteRSTStream(stream, http2.ErrCodeRefusedStream)
			return true
		}),
		h2("RST_STREAM with INTERNAL_ERROR", 0, func(p h2peer, stream uint32) bool { _ = p.WriteRSTStream(stream, http2.ErrCodeInternal); return true }),
		h2("RST_STREAM after the headers", 200, func(p h2peer, stream uint32) bool {
			p.sendHeaders(stream, false)
			_ = p.WriteRSTStream(stream, http2.ErrCodeInternal)
			return true
		}),
		h2("RST_STREAM with NO_ERROR in the body", 200, func(p h2peer, stream uint32) bool {
			p.sendHeaders(stream, false)
			_ = p.WriteData(stream, false, []byte(`{"Workspaces":[`))
			_ = p.WriteRSTStream(stream, http2.ErrCodeNo)
			return true
		}),
		h2("half a document, then the stream ends", 200, func(p h2peer, stream uint32) bool {
			p.sendHeaders(stream, false)
			_ = p.WriteData(stream, true, []byte(`{"Workspaces":[`))
			return true
		}),
		h2("shorter than its content-length", 200, func(p h2peer, stream uint32) bool {
			p.sendHeaders(stream, false, hpack.HeaderField{Name: "content-length", Value: "99"})
			_ = p.WriteData(stream, true, []byte(`{}`))
			return true
		}),
		h2("headers without a body", 200, func(p h2peer, stream uint32) bool { p.sendHeaders(stream, true); return true }),
		h2("closed before the response", 0, func(h2peer, uint32) bool { return false }),
		h2("closed in the body", 200, func(p h2peer, stream uint32) bool {
			p.sendHeaders(stream, false)
			_ = p.WriteData(stream, false, []byte(`{"Workspaces":[`))
			return false
		}),
		h2("malformed frame", 0, func(p h2peer, stream uint32) bool {
			_ = p.WriteRawFrame(http2.FrameWindowUpdate, 0, stream, []byte{0})
			return true
		}),
		{name: "no answer, with a client time-out", serve: overHTTP2(certificate, func(h2peer, uint32) bool { return true }), change: func(c *reliabilityHTTP) {
			c.trust(known)
			withTimeout(c)
		}},
	}
}

func tlsFailures(t *testing.T, known, unknown authority) []failure {
	t.Helper()
	good := known.issue(t, func(*x509.Certificate) {})
	trusts := func(c *reliabilityHTTP) { c.trust(known) }
	answer := always(response(200, `{}`))
	return []failure{
		{name: "whole response", change: trusts, serve: overTLS(good, answer)},
		{name: "certificate for another name", change: trusts, serve: overTLS(known.issue(t, func(c *x509.Certificate) {
			c.IPAddresses, c.DNSNames = nil, []string{"workspaces.example.com"}
		}), answer)},
		{name: "expired certificate", change: trusts, serve: overTLS(known.issue(t, func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Hour) }), answer)},
		{name: "unknown authority", change: trusts, serve: overTLS(unknown.issue(t, func(*x509.Certificate) {}), answer)},
		{name: "closed in the handshake", change: trusts, serve: func(p *peer) { _, _ = p.requests.ReadByte() }},
		{name: "reset in the handshake", change: trusts, serve: func(p *peer) {
			_, _ = p.requests.ReadByte()
			p.reset()
		}},
		{name: "no answer in the handshake, with a time-out", serve: (*peer).linger, change: func(c *reliabilityHTTP) {
			c.trust(known)
			c.transport = func(tr *http.Transport) { tr.TLSHandshakeTimeout = clientTimeout }
		}},
		{name: "a server without TLS", change: trusts, serve: answer},
		{name: "a server that wants a client certificate", change: trusts, serve: overTLS(good, answer, func(c *tls.Config) {
			c.ClientAuth, c.MaxVersion = tls.RequireAnyClientCert, tls.VersionTLS12 // with TLS 1.3, the rejection would not come until after the handshake
		})},
		{name: "a server that has only TLS 1.1", change: trusts, serve: overTLS(good, answer, func(c *tls.Config) {
			c.MinVersion, c.MaxVersion = tls.VersionTLS11, tls.VersionTLS11
		})},
		{name: "body without a length cut off without a TLS alert", change: trusts, status: 200, serve: func(p *peer) {
			overTLS(good, func(inner *peer) {
				inner.receive()
				inner.send(head(200, "Connection: close") + "\r\n" + `{"Workspaces":[`)
				p.Close()
			})(p)
		}},
	}
}

func dnsFailures(t *testing.T) []failure {
	t.Helper()
	with := func(code dnsmessage.RCode, answers bool) func(*reliabilityHTTP) {
		r := resolver(t, code, answers)
		return func(c *reliabilityHTTP) {
			c.url = "http://workspaces.us-east-1.invalid"
			c.dialer = func(d *net.Dialer) { d.Resolver = r }
			if !answers {
				withTimeout(c)
			}
		}
	}
	return []failure{
		{name: "no such host", change: with(dnsmessage.RCodeNameError, true)},
		{name: "the DNS server fails", change: with(dnsmessage.RCodeServerFailure, true)},
		{name: "the DNS server does not answer, with a client time-out", change: with(0, false)},
	}
}
