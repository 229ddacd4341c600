package compat

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"
	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// peer is the server's end of a connection. Unlike a net/http server, it can send malformed responses.
type peer struct {
	net.Conn
	requests *bufio.Reader
	gone     <-chan struct{} // closed when the test ends
}

// listen starts a server on 127.0.0.1 and returns its address. The server calls handle for each connection, and closes
// the connection when handle returns.
func listen(t *testing.T, handle func(*peer)) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	var open sync.Map
	var handlers sync.WaitGroup
	handlers.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			open.Store(conn, true)
			handlers.Go(func() {
				defer open.Delete(conn)
				defer conn.Close()
				handle(&peer{conn, bufio.NewReader(conn), t.Context().Done()})
			})
		}
	})
	t.Cleanup(func() {
		listener.Close()
		for conn := range open.Range {
			conn.(net.Conn).Close()
		}
		handlers.Wait()
	})
	return listener.Addr().String()
}

// receive reads a request, including its body. It returns nil if it cannot read a complete request.
func (p *peer) receive() *http.Request {
	req, err := http.ReadRequest(p.requests)
	if err != nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, req.Body); err != nil {
		return nil
	}
	return req
}

// send writes text, ignoring errors, as the client may have closed the connection.
func (p *peer) send(text string) { _, _ = io.WriteString(p, text) }

// reset makes the next Close reset the TCP connection instead of shutting it down.
func (p *peer) reset() {
	if tcp, ok := p.Conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
}

// linger waits until the client closes the connection or the test ends.
func (p *peer) linger() { _, _ = io.Copy(io.Discard, p.requests) }

// wait waits for d, or until the test ends.
func (p *peer) wait(d time.Duration) {
	select {
	case <-time.After(d):
	case <-p.gone:
	}
}

const reliabilityRequestID = "11111111-2222-3333-4444-555555555555"

// head returns a response's status line and headers, without the empty line that ends them.
func head(status int, headers ...string) string {
	lines := append([]string{
		fmt.Sprintf("HTTP/1.1 %d %s", status, http.StatusText(status)),
		"X-Amzn-RequestId: " + reliabilityRequestID,
		"Date: " + time.Now().UTC().Format(http.TimeFormat),
	}, headers...)
	return strings.Join(lines, "\r\n") + "\r\n"
}

// response returns a complete response with the right Content-Length.
func response(status int, body string, headers ...string) string {
	return head(status, append(headers, fmt.Sprintf("Content-Length: %d", len(body)))...) + "\r\n" + body
}

const asJSON = "Content-Type: application/x-amz-json-1.1"

// refusal returns an error response as the service sends it.
func refusal(status int, code, message string) string {
	return response(status, fmt.Sprintf(`{"__type":%q,"message":%q}`, code, message), asJSON)
}

// always returns a server that answers every request with text and leaves the connection open.
func always(text string) func(*peer) {
	return func(p *peer) {
		for p.receive() != nil {
			p.send(text)
		}
	}
}

// thenClose returns a server that answers a request with text, which may be only part of a response, and then closes
// the connection.
func thenClose(text string) func(*peer) {
	return func(p *peer) {
		p.receive()
		p.send(text)
	}
}

// thenReset is like thenClose, but resets the connection. It first gives the client time to read the text, because a
// reset discards unread bytes.
func thenReset(text string) func(*peer) {
	return func(p *peer) {
		p.receive()
		p.send(text)
		p.wait(50 * time.Millisecond)
		p.reset()
	}
}

// thenStall returns a server that sends text for a request, and then nothing more.
func thenStall(text string) func(*peer) {
	return func(p *peer) {
		p.receive()
		p.send(text)
		p.linger()
	}
}

// overTLS returns a server that uses TLS with the given certificate. It calls handle for each decrypted connection.
func overTLS(certificate tls.Certificate, handle func(*peer), configure ...func(*tls.Config)) func(*peer) {
	config := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	for _, change := range configure {
		change(config)
	}
	return func(p *peer) {
		conn := tls.Server(p.Conn, config)
		handle(&peer{conn, bufio.NewReader(conn), p.gone})
		_ = conn.CloseWrite()
	}
}

// authority is a certificate authority for tests.
type authority struct {
	key         *ecdsa.PrivateKey
	certificate *x509.Certificate
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	require.NoError(t, err)
	certificate, err := x509.ParseCertificate(der)
	require.NoError(t, err)
	return authority{key, certificate}
}

// issue returns a certificate for a server on 127.0.0.1. change can modify the certificate before it is signed.
func (a authority) issue(t *testing.T, change func(*x509.Certificate)) tls.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "test server"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-48 * time.Hour), NotAfter: time.Now().Add(time.Hour), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	change(template)
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &a.key.PublicKey, a.key)
	require.NoError(t, err)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: a.key}
}

// roots returns a pool that holds the authority's certificate.
func (a authority) roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.certificate)
	return pool
}

// resolver returns a DNS resolver with its own DNS server, which answers every query with the given code, or never if
// answers is false.
func resolver(t *testing.T, code dnsmessage.RCode, answers bool) *net.Resolver {
	t.Helper()
	server := listen(t, func(p *peer) {
		for {
			var size [2]byte
			if _, err := io.ReadFull(p.requests, size[:]); err != nil {
				return
			}
			question := make([]byte, int(size[0])<<8|int(size[1]))
			if _, err := io.ReadFull(p.requests, question); err != nil {
				return
			}
			var message dnsmessage.Message
			if message.Unpack(question) != nil || !answers {
				p.linger()
				return
			}
			message.Response, message.RCode, message.Additionals = true, code, nil
			packed, err := message.Pack()
			if err != nil {
				return
			}
			_, _ = p.Write(append([]byte{byte(len(packed) >> 8), byte(len(packed))}, packed...))
		}
	})
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "tcp", server)
	}}
}

// h2peer is the server's end of an HTTP/2 connection.
type h2peer struct {
	*peer
	*http2.Framer
}

// overHTTP2 returns a server that uses HTTP/2. It calls handle with the stream number of each request, and closes the
// connection once handle returns false.
func overHTTP2(certificate tls.Certificate, handle func(p h2peer, stream uint32) bool) func(*peer) {
	return overTLS(certificate, func(p *peer) {
		preface := make([]byte, len(http2.ClientPreface))
		if _, err := io.ReadFull(p.requests, preface); err != nil {
			return
		}
		h2 := h2peer{p, http2.NewFramer(p, p.requests)}
		_ = h2.WriteSettings()
		for {
			frame, err := h2.ReadFrame()
			if err != nil {
				return
			}
			ended := false
			switch f := frame.(type) {
			case *http2.SettingsFrame:
				if !f.IsAck() {
					_ = h2.WriteSettingsAck()
				}
			case *http2.HeadersFrame:
				ended = f.StreamEnded()
			case *http2.DataFrame:
				ended = f.StreamEnded()
			}
			if ended && !handle(h2, frame.Header().StreamID) {
				return
			}
		}
	}, func(c *tls.Config) { c.NextProtos = []string{"h2"} })
}

// sendHeaders sends the headers of a response with status 200.
func (p h2peer) sendHeaders(stream uint32, ended bool, more ...hpack.HeaderField) {
	var block bytes.Buffer
	encoder := hpack.NewEncoder(&block)
	fields := append([]hpack.HeaderField{
		{Name: ":status", Value: "200"}, {Name: "content-type", Value: "application/x-amz-json-1.1"},
		{Name: "x-amzn-requestid", Value: reliabilityRequestID}, {Name: "date", Value: time.Now().UTC().Format(http.TimeFormat)},
	}, more...)
	for _, field := range fields {
		_ = encoder.WriteField(field)
	}
	_ = p.WriteHeaders(http2.HeadersFrameParam{StreamID: stream, BlockFragment: block.Bytes(), EndStream: ended, EndHeaders: true})
}

// sendOK sends a complete response with status 200.
func (p h2peer) sendOK(stream uint32) {
	p.sendHeaders(stream, false)
	_ = p.WriteData(stream, true, []byte(`{}`))
}
