// Package taggingapi reads the tags of WorkSpaces from the AWS Resource Groups Tagging API. One call returns the tags
// of up to 100 WorkSpaces. The DescribeTags operation of Amazon WorkSpaces takes one call per WorkSpace instead, and
// these calls count against the service's rate limit. Pass a [Source] to package fleet's inventory:
//
//	source, err := taggingapi.New(resourcegroupstaggingapi.NewFromConfig(cfg), "123456789012")
//	if err != nil {
//		return err
//	}
//	for desktop, err := range fleet.New(client).Inventory(ctx, fleet.Filter{}, fleet.WithTags(source)) { … }
//
// The caller needs permission for the tag:GetResources action. The Tagging API keeps its own copy of the tags. It is
// not known whether a changed tag takes some time to appear in this copy.
package taggingapi

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi"

	"github.com/go-workspaces/workspaces/types"
)

// batchSize is the maximum number of ARNs that GetResources accepts in ResourceARNList.
const batchSize = 100

// Source reads tags with the GetResources operation. It is safe for concurrent use. Failed calls are retried according
// to the Tagging API client's options. A rate limiter for Amazon WorkSpaces does not delay these calls; the Tagging API
// has limits of its own.
type Source struct {
	client    *resourcegroupstaggingapi.Client
	region    string
	accountID string // the account number, or empty to use the one in the credentials
}

// New returns a source for an account's WorkSpaces in the client's Region. accountID is the twelve-digit account
// number. It can be empty if the client's credentials include it, as those of an assumed role do. Static keys usually
// do not include it. New then succeeds, but [Source.Tags] returns an error once an inventory has begun, so pass the
// account number; the AWS STS operation GetCallerIdentity returns it. New returns an error if client is nil, or if the
// Region or the account number has the wrong form.
func New(client *resourcegroupstaggingapi.Client, accountID string) (*Source, error) {
	if client == nil {
		return nil, errors.New("the client of the Resource Groups Tagging API is nil")
	}
	s := &Source{client: client, region: client.Options().Region, accountID: accountID}
	account := accountID
	if account == "" {
		account = "000000000000" // a valid placeholder, so that only the Region is checked
	}
	if _, err := types.NewARN(s.region, account, "ws-000000000"); err != nil {
		return nil, err
	}
	return s, nil
}

// BatchSize returns 100, the maximum number of identifiers in one call to Tags.
func (s *Source) BatchSize() int { return batchSize }

// Tags returns the tags of up to 100 WorkSpaces, keyed by identifier. WorkSpaces that never had a tag or do not exist
// are missing from the result. If workspaceIDs is empty, the result is empty and nothing is sent. If an identifier has
// the wrong form, Tags returns an error without sending anything. If the Tagging API fails, the error names the first
// few WorkSpaces and wraps the API's error.
func (s *Source) Tags(ctx context.Context, workspaceIDs []string) (map[string][]types.Tag, error) {
	if len(workspaceIDs) > batchSize {
		return nil, fmt.Errorf("there are %d identifiers of WorkSpaces, must be at most %d", len(workspaceIDs), batchSize)
	}
	tags := make(map[string][]types.Tag, len(workspaceIDs))
	if len(workspaceIDs) == 0 {
		return tags, nil // an empty ResourceARNList would request all resources of the account
	}
	account, err := s.account(ctx)
	if err != nil {
		return nil, describe(workspaceIDs, err)
	}
	var arns []string
	idOf := make(map[string]string, len(workspaceIDs)) // keyed by ARN
	for _, id := range workspaceIDs {
		arn, err := types.NewARN(s.region, account, id)
		switch {
		case err != nil:
			return nil, err
		case arn.Kind != types.ARNKindWorkspace:
			return nil, fmt.Errorf("%.100q is not the identifier of a WorkSpace", id)
		}
		if _, again := idOf[arn.String()]; !again {
			idOf[arn.String()] = id
			arns = append(arns, arn.String())
		}
	}
	if err := s.read(ctx, arns, idOf, tags); err != nil {
		return nil, describe(workspaceIDs, err)
	}
	return tags, nil
}

// read adds the tags of the resources with these ARNs to tags, keyed by WorkSpace identifier. idOf maps each ARN to its
// identifier.
func (s *Source) read(ctx context.Context, arns []string, idOf map[string]string, tags map[string][]types.Tag) error {
	in := &resourcegroupstaggingapi.GetResourcesInput{ResourceARNList: arns}
	for {
		out, err := s.client.GetResources(ctx, in)
		if err != nil {
			return err
		}
		for _, resource := range out.ResourceTagMappingList {
			id, asked := idOf[aws.ToString(resource.ResourceARN)]
			if !asked {
				continue
			}
			tags[id] = make([]types.Tag, len(resource.Tags))
			for i, tag := range resource.Tags {
				tags[id][i] = types.Tag{Key: tag.Key, Value: tag.Value}
			}
		}
		token := aws.ToString(out.PaginationToken)
		switch {
		case token == "", len(tags) == len(arns):
			return nil
		case token == aws.ToString(in.PaginationToken):
			return errors.New("GetResources returned the PaginationToken that it was sent")
		}
		// GetResources rejects an input with both a PaginationToken and a ResourceARNList. It is not known whether
		// GetResources may return a token after a call with a list, and whether this token selects the resources in the
		// list.
		in = &resourcegroupstaggingapi.GetResourcesInput{PaginationToken: out.PaginationToken}
	}
}

// account returns the account number passed to New or, if empty, the one in the client's credentials.
func (s *Source) account(ctx context.Context) (string, error) {
	if s.accountID != "" {
		return s.accountID, nil
	}
	provider := s.client.Options().Credentials
	if provider == nil {
		return "", errors.New("the client has neither credentials nor an account number: pass the account number to New")
	}
	credentials, err := provider.Retrieve(ctx)
	if err != nil {
		return "", fmt.Errorf("retrieve the credentials, which name the account: %w", err)
	}
	if credentials.AccountID == "" {
		return "", errors.New("the credentials do not name their account: pass the account number to New")
	}
	return credentials.AccountID, nil
}

// describe adds up to three of the identifiers to an error.
func describe(ids []string, err error) error {
	const most = 3
	names, more := strings.Join(ids[:min(len(ids), most)], ", "), ""
	if len(ids) > most {
		more = fmt.Sprintf(" and %d more", len(ids)-most)
	}
	return fmt.Errorf("tags of %s%s: %w", names, more, err)
}
