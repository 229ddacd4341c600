package compat

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/types"
)

// limitClient calls DescribeWorkspaces with as little work as Go allows without unsafe code. It signs with the SDK's
// signer and sends with net/http, but has no middleware, retries, logs or metrics. It reads the body into a buffer of
// the right size, and its decoder handles nothing but DescribeWorkspaces responses. No general-purpose client can be
// much faster, so limitClient is the yardstick for ours.
type limitClient struct {
	do     workspaces.HTTPClient
	url    string
	signer *v4.Signer
	body   []byte // the last response body, whose memory is reused by the next call
	length int    // the number of desktops in the last response
}

// limitURL is the endpoint of a limitClient that does not use a network.
const limitURL = "https://workspaces.us-east-1.amazonaws.com/"

func newLimitClient(do workspaces.HTTPClient, url string) *limitClient {
	return &limitClient{do: do, url: url, signer: v4.NewSigner()}
}

// describeWorkspaces sends the same request as Client.DescribeWorkspaces with an empty input, and returns the same output.
func (c *limitClient) describeWorkspaces(ctx context.Context) (*workspaces.DescribeWorkspacesOutput, error) {
	in := []byte("{}")
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url, bytes.NewReader(in))
	if err != nil {
		return nil, err
	}
	req.Header["Content-Type"] = []string{"application/x-amz-json-1.1"}
	req.Header["X-Amz-Target"] = []string{"WorkspacesService.DescribeWorkspaces"}
	req.Header["Amz-Sdk-Invocation-Id"] = []string{"11111111-2222-4333-8444-555555555555"}
	req.Header["Amz-Sdk-Request"] = []string{"attempt=1; max=3"}
	req.Header["User-Agent"] = []string{"limit"}
	login, err := credentials(ctx)
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256(in)
	if err := c.signer.SignHTTP(ctx, login, req, hex.EncodeToString(hash[:]), "workspaces", "us-east-1", time.Now()); err != nil {
		return nil, err
	}
	resp, err := c.do.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK || resp.ContentLength < 0 {
		return nil, fmt.Errorf("unexpected response: status %s, Content-Length %d", resp.Status, resp.ContentLength)
	}
	c.body = slices.Grow(c.body[:0], int(resp.ContentLength))[:resp.ContentLength]
	if _, err := io.ReadFull(resp.Body, c.body); err != nil {
		return nil, err
	}
	if bytes.IndexByte(c.body, '\\') >= 0 {
		return nil, errors.New("the body has escape sequences")
	}
	d := limitDecoder{data: c.body}
	out := &workspaces.DescribeWorkspacesOutput{Workspaces: make([]types.Workspace, 0, c.length)}
	d.output(out)
	c.length = len(out.Workspaces)
	return out, d.err
}

// limitDecoder decodes the responses created by desktopsFrom: valid JSON without white space, escapes or nulls,
// containing only the members that desktopsFrom writes. On anything else it stops with an error, but does not check the
// characters of strings.
type limitDecoder struct {
	data []byte
	pos  int
	err  error
}

func (d *limitDecoder) fail(wanted string) {
	if d.err == nil {
		d.err = fmt.Errorf("expected %s at byte %d", wanted, d.pos)
	}
	d.pos = len(d.data) // ends all loops
}

func (d *limitDecoder) peek() byte {
	if d.pos < len(d.data) {
		return d.data[d.pos]
	}
	return 0
}

func (d *limitDecoder) expect(c byte) {
	if d.peek() != c {
		d.fail(string(rune(c)))
		return
	}
	d.pos++
}

// more reports whether a list or object has another element or member. It consumes the comma before the next one, or
// else the closing byte.
func (d *limitDecoder) more(end byte, first bool) bool {
	if d.peek() == end {
		d.pos++
		return false
	}
	if !first {
		d.expect(',')
	}
	return d.err == nil
}

func (d *limitDecoder) text() []byte {
	d.expect('"')
	text := d.data[d.pos:]
	end := bytes.IndexByte(text, '"')
	if end < 0 {
		d.fail("a quote")
		return nil
	}
	d.pos += end + 1
	return text[:end]
}

func (d *limitDecoder) key() []byte {
	name := d.text()
	d.expect(':')
	return name
}

func (d *limitDecoder) number() int32 {
	from := d.pos
	for d.peek() >= '0' && d.peek() <= '9' {
		d.pos++
	}
	n, err := strconv.ParseInt(string(d.data[from:d.pos]), 10, 32)
	if err != nil {
		d.fail("an integer")
	}
	return int32(n)
}

func (d *limitDecoder) boolean() bool {
	for _, word := range []string{"true", "false"} {
		if bytes.HasPrefix(d.data[d.pos:], []byte(word)) {
			d.pos += len(word)
			return word == "true"
		}
	}
	d.fail("a boolean")
	return false
}

func (d *limitDecoder) output(out *workspaces.DescribeWorkspacesOutput) {
	d.expect('{')
	for first := true; d.more('}', first); first = false {
		switch string(d.key()) {
		case "Workspaces":
			out.Workspaces = d.workspaces(out.Workspaces)
		case "NextToken":
			out.NextToken = aws.String(string(d.text()))
		default:
			d.fail("a member of the output")
		}
	}
}

func (d *limitDecoder) workspaces(list []types.Workspace) []types.Workspace {
	d.expect('[')
	for first := true; d.more(']', first); first = false {
		list = append(list, types.Workspace{})
		d.workspace(&list[len(list)-1])
	}
	return list
}

// workspaceBlock holds the values that a WorkSpace's pointers refer to, so that they all share one allocation.
type workspaceBlock struct {
	properties types.WorkspaceProperties
	strings    [9]string
	ints       [3]int32
	bools      [2]bool
	protocols  [1]types.Protocol
}

// workspace decodes a WorkSpace. All its strings share one allocation, a copy of the WorkSpace's bytes.
func (d *limitDecoder) workspace(ws *types.Workspace) {
	block := &workspaceBlock{}
	var texts [len(block.strings)][]byte
	size, n := 0, 0
	keep := func() *string {
		if n == len(texts) {
			d.fail("no further string")
			return nil
		}
		texts[n] = d.text()
		size += len(texts[n])
		n++
		return &block.strings[n-1]
	}
	d.expect('{')
	for first := true; d.more('}', first); first = false {
		switch string(d.key()) {
		case "WorkspaceId":
			ws.WorkspaceId = keep()
		case "DirectoryId":
			ws.DirectoryId = keep()
		case "UserName":
			ws.UserName = keep()
		case "IpAddress":
			ws.IpAddress = keep()
		case "State":
			ws.State = enum(d, types.WorkspaceStateAvailable)
		case "BundleId":
			ws.BundleId = keep()
		case "SubnetId":
			ws.SubnetId = keep()
		case "ComputerName":
			ws.ComputerName = keep()
		case "VolumeEncryptionKey":
			ws.VolumeEncryptionKey = keep()
		case "UserVolumeEncryptionEnabled":
			block.bools[0] = d.boolean()
			ws.UserVolumeEncryptionEnabled = &block.bools[0]
		case "RootVolumeEncryptionEnabled":
			block.bools[1] = d.boolean()
			ws.RootVolumeEncryptionEnabled = &block.bools[1]
		case "WorkspaceProperties":
			ws.WorkspaceProperties = &block.properties
			d.properties(block)
		case "ModificationStates":
			ws.ModificationStates = []types.ModificationState{}
			d.expect('[')
			d.expect(']')
		default:
			d.fail("a member of a WorkSpace")
		}
	}
	var all strings.Builder
	all.Grow(size)
	for _, text := range texts[:n] {
		all.Write(text)
	}
	rest := all.String()
	for i, text := range texts[:n] {
		block.strings[i], rest = rest[:len(text)], rest[len(text):]
	}
}

func (d *limitDecoder) properties(block *workspaceBlock) {
	p := &block.properties
	d.expect('{')
	for first := true; d.more('}', first); first = false {
		switch string(d.key()) {
		case "RunningMode":
			p.RunningMode = enum(d, types.RunningModeAutoStop)
		case "RunningModeAutoStopTimeoutInMinutes":
			block.ints[0] = d.number()
			p.RunningModeAutoStopTimeoutInMinutes = &block.ints[0]
		case "RootVolumeSizeGib":
			block.ints[1] = d.number()
			p.RootVolumeSizeGib = &block.ints[1]
		case "UserVolumeSizeGib":
			block.ints[2] = d.number()
			p.UserVolumeSizeGib = &block.ints[2]
		case "ComputeTypeName":
			p.ComputeTypeName = enum(d, types.ComputeStandard)
		case "Protocols":
			d.expect('[')
			block.protocols[0] = enum(d, types.ProtocolWsp)
			p.Protocols = block.protocols[:]
			d.expect(']')
		case "OperatingSystemName":
			p.OperatingSystemName = enum(d, types.OperatingSystemNameWindowsServer2022)
		default:
			d.fail("a member of the properties")
		}
	}
}

// enum reads an enum value. It does not allocate if the value is the expected one.
func enum[E ~string](d *limitDecoder, expected E) E {
	if text := d.text(); string(text) != string(expected) {
		return E(text)
	}
	return expected
}
