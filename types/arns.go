package types

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-workspaces/workspaces/internal/endpoints"
	"github.com/go-workspaces/workspaces/internal/forms"
)

// ARNKind is the kind of a resource, as the resource's ARN spells it.
type ARNKind string

// The kinds of resources that the operations work on. AWS's service authorization reference for Amazon WorkSpaces lists
// them. It also lists workspacecertificate, which no operation works on.
const (
	ARNKindWorkspace       ARNKind = "workspace"            // identifiers begin with ws-
	ARNKindDirectory       ARNKind = "directory"            // d- or wsd-
	ARNKindBundle          ARNKind = "workspacebundle"      // wsb-
	ARNKindImage           ARNKind = "workspaceimage"       // wsi-
	ARNKindIpGroup         ARNKind = "workspaceipgroup"     // wsipg-
	ARNKindConnectionAlias ARNKind = "connectionalias"      // wsca-
	ARNKindPool            ARNKind = "workspacespool"       // wspool-
	ARNKindApplication     ARNKind = "workspaceapplication" // wsa-
)

// Values returns all known values.
func (ARNKind) Values() []ARNKind {
	return []ARNKind{
		ARNKindWorkspace, ARNKindDirectory, ARNKindBundle, ARNKindImage,
		ARNKindIpGroup, ARNKindConnectionAlias, ARNKindPool, ARNKindApplication,
	}
}

// arnIdentifiers lists the prefix of each kind of identifier, without the hyphen, and the form of the whole identifier.
var arnIdentifiers = []struct {
	prefix string
	kind   ARNKind
	form   *forms.Form
}{
	{"ws", ARNKindWorkspace, forms.Workspace},
	{"d", ARNKindDirectory, forms.Directory},
	{"wsd", ARNKindDirectory, forms.Directory},
	{"wsb", ARNKindBundle, forms.Bundle},
	{"wsi", ARNKindImage, forms.Image},
	{"wsipg", ARNKindIpGroup, forms.IPGroup},
	{"wsca", ARNKindConnectionAlias, forms.ConnectionAlias},
	{"wspool", ARNKindPool, forms.Pool},
	{"wsa", ARNKindApplication, forms.Application},
}

// ARN is the Amazon Resource Name of a resource of Amazon WorkSpaces, such as
// arn:aws:workspaces:us-east-1:123456789012:workspace/ws-gmmbbqkc7. [NewARN] and [ParseARN] return valid ARNs.
type ARN struct {
	// Partition is the group of Regions that contains the Region, such as aws, aws-cn or aws-us-gov.
	Partition string

	// Region is the Region of the resource.
	Region string

	// AccountId is the account that the resource belongs to, twelve digits.
	AccountId string

	// Kind is the kind of the resource.
	Kind ARNKind

	// Id is the identifier of the resource.
	Id string
}

// NewARN returns the ARN of a resource. The Region determines the partition, and the prefix of the identifier determines
// the kind. The partition of an unknown Region is aws. The error names the argument that has the wrong form.
func NewARN(region, accountID, id string) (ARN, error) {
	arn := ARN{Partition: endpoints.Partition(region), Region: region, AccountId: accountID, Id: id}
	prefix, _, _ := strings.Cut(id, "-")
	for _, known := range arnIdentifiers {
		if known.prefix == prefix {
			arn.Kind = known.kind
		}
	}
	if arn.Kind == "" {
		return ARN{}, fmt.Errorf("invalid ARN: %.100q is not the identifier of a resource that has an ARN", id)
	}
	if err := arn.check(); err != nil {
		return ARN{}, fmt.Errorf("invalid ARN: %w", err)
	}
	return arn, nil
}

// ParseARN reads the ARN of a resource of Amazon WorkSpaces. The error names the wrong part, such as another service, a
// Region of another partition, or an identifier of another kind. ParseARN rejects the patterns of IAM policies, such as
// workspace/*.
func ParseARN(s string) (ARN, error) {
	parts := strings.SplitN(s, ":", 6)
	if len(parts) < 6 || parts[0] != "arn" {
		return ARN{}, fmt.Errorf("invalid ARN %.300q: the form is arn:PARTITION:workspaces:REGION:ACCOUNT:KIND/IDENTIFIER", s)
	}
	if parts[2] != "workspaces" {
		return ARN{}, fmt.Errorf("invalid ARN %.300q: service %.100q is not workspaces", s, parts[2])
	}
	kind, id, _ := strings.Cut(parts[5], "/")
	arn := ARN{Partition: parts[1], Region: parts[3], AccountId: parts[4], Kind: ARNKind(kind), Id: id}
	if err := arn.check(); err != nil {
		return ARN{}, fmt.Errorf("invalid ARN %.300q: %w", s, err)
	}
	return arn, nil
}

// String returns the ARN as AWS spells it. It does not check the fields.
func (a ARN) String() string {
	return "arn:" + a.Partition + ":workspaces:" + a.Region + ":" + a.AccountId + ":" + string(a.Kind) + "/" + a.Id
}

// check returns an error that describes the first wrong field.
func (a ARN) check() error {
	if !forms.Region.Match(a.Region) || !joined(a.Region, "abcdefghijklmnopqrstuvwxyz0123456789") {
		return fmt.Errorf("region %.100q is not %v", a.Region, forms.Region)
	}
	if partition, known := endpoints.KnownPartition(a.Region); known && a.Partition != partition {
		return fmt.Errorf("partition %.100q is wrong for the Region %s, which is in %s", a.Partition, a.Region, partition)
	}
	if first, _, _ := strings.Cut(a.Partition, "-"); first != "aws" || !joined(a.Partition, "abcdefghijklmnopqrstuvwxyz") {
		return fmt.Errorf("partition %.100q is neither aws, nor aws- followed by lower-case words that hyphens separate", a.Partition)
	}
	if !forms.Account.Match(a.AccountId) {
		return fmt.Errorf("account %.100q is not %v", a.AccountId, forms.Account)
	}
	if !slices.Contains(a.Kind.Values(), a.Kind) {
		return fmt.Errorf("kind %.100q is not one of %v", a.Kind, a.Kind.Values())
	}
	for _, known := range arnIdentifiers {
		if known.kind == a.Kind && !known.form.Match(a.Id) {
			return fmt.Errorf("identifier %.100q is not %v", a.Id, known.form)
		}
	}
	return nil
}

// joined reports whether s consists of words that are separated by single hyphens. The words may contain only the given
// letters.
func joined(s, letters string) bool {
	for word := range strings.SplitSeq(s, "-") {
		if word == "" || strings.Trim(word, letters) != "" {
			return false
		}
	}
	return true
}
