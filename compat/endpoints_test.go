//lint:file-ignore SA1019 first-generation endpoints are deprecated, but part of the API under test

package compat

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	official "github.com/aws/aws-sdk-go-v2/service/workspaces"
	"github.com/aws/smithy-go/logging"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
)

// regions holds Regions in every partition, Regions that do not exist, pseudo-Regions and malformed names.
var regions = []string{
	"us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "sa-east-1", "mx-central-1",
	"eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2",
	"ap-south-1", "ap-south-2", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3",
	"ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
	"me-south-1", "me-central-1", "il-central-1", "af-south-1",
	"cn-north-1", "cn-northwest-1",
	"us-gov-west-1", "us-gov-east-1",
	"us-iso-east-1", "us-iso-west-1", "us-isob-east-1", "us-isob-west-1", "eu-isoe-west-1", "us-isof-south-1", "us-isof-east-1",
	"eusc-de-east-1",
	// Unknown Regions with a known partition's prefix.
	"us-north-9", "eu-mars-17", "ap-moon-1", "sa-south-2", "ca-x-1", "me-x-22", "af-y-3", "il-x-2", "mx-y-2", "cn-south-7", "us-gov-south-3",
	"us-iso-mid-4", "us-isob-mid-4", "eu-isoe-east-8", "us-isof-west-2", "eusc-de-west-2", "eusc-fr-west-1",
	// Names that match no partition.
	"xx-west-1", "moon", "us-east", "us-east-1a", "local", "US-EAST-1", "us_east_1", "a", "x.y", "us-east-1.x",
	// Pseudo-Regions.
	"aws-global", "aws-cn-global", "aws-us-gov-global", "aws-iso-global", "aws-iso-b-global", "aws-iso-e-global", "aws-iso-f-global", "aws-eusc-global",
	"fips-us-east-1", "fips-us-west-2", "us-east-1-fips", "us-west-2-fips", "fips-us-gov-west-1", "fips-us-gov-east-1", "us-gov-west-1-fips",
	"fips-eu-west-1", "fips-ca-central-1", "ca-central-1-fips", "fips-cn-north-1", "fips-us-iso-east-1", "fips-us-isob-east-1", "fips-us-iso-west-1",
	"fips-aws-global", "aws-fips-global", "us-fips-east-1", "fips-", "-fips", "fips", "fips-fips-us-east-1", "us-east-1-fips-fips", "fips-moon",
	// Malformed names.
	"", " ", "us-east-1 ", "us east 1", "us-east-1/x", "us-east-1?x", "us-east-1#x", "us-east-1%41", "evil.com/", "evil.com#", "@evil.com", "-", "-us-east-1",
	"us-east-1-", ".", "..", "us-east-1.", ".us-east-1", "ü", "us-east-1\n", "x" + fmt.Sprintf("%070d", 1),
}

var customEndpoints = []string{
	"", "https://example.com", "http://localhost:4566", "https://example.com/", "https://example.com/a/b", "https://example.com/a%2Fb/?q=1#f",
	"http://user:pass@example.com", "example.com", "https://[::1]:8443/x", "://", "https://exa mple.com", "http://%zz", "unix:///x", "https://192.168.0.1:1/",
}

func TestEndpointsAreThoseOfTheOfficialResolver(t *testing.T) {
	t.Parallel()
	their, our := official.NewDefaultEndpointResolverV2(), workspaces.NewDefaultEndpointResolverV2()
	compared, refused := 0, 0
	states := []*bool{nil, aws.Bool(false), aws.Bool(true)}
	endpoints := []*string{nil}
	for _, e := range customEndpoints {
		endpoints = append(endpoints, &e)
	}
	named := []*string{nil}
	for _, r := range regions {
		named = append(named, &r)
	}
	for _, region := range named {
		for _, fips := range states {
			for _, dualStack := range states {
				for _, endpoint := range endpoints {
					where := fmt.Sprintf("Region %q, FIPS %v, dual-stack %v, endpoint %q", aws.ToString(region), aws.ToBool(fips), aws.ToBool(dualStack), aws.ToString(endpoint))
					theirEndpoint, theirErr := their.ResolveEndpoint(t.Context(), official.EndpointParameters{
						Region: region, UseFIPS: fips, UseDualStack: dualStack, Endpoint: endpoint,
					})
					ourEndpoint, ourErr := our.ResolveEndpoint(t.Context(), workspaces.EndpointParameters{
						Region: region, UseFIPS: fips, UseDualStack: dualStack, Endpoint: endpoint,
					})
					compared++
					if !assert.Equal(t, message(theirErr), message(ourErr), where) || theirErr != nil {
						refused++
						continue
					}
					assert.Equal(t, theirEndpoint.URI, ourEndpoint.URI, where)
					assert.Equal(t, theirEndpoint.Headers, ourEndpoint.Headers, where)
					assert.Equal(t, theirEndpoint.Properties, ourEndpoint.Properties, where)
				}
			}
		}
	}
	t.Logf("%d endpoints compared, %d of them errors", compared, refused)
}

func message(err error) string {
	if err == nil {
		return ""
	}
	// A deliberate difference: all our errors start with a lower-case letter.
	return strings.ReplaceAll(err.Error(), "Failed to parse uri", "failed to parse uri")
}

func TestEndpointParametersAreCheckedAsByTheOfficialOnes(t *testing.T) {
	t.Parallel()
	for _, fips := range []*bool{nil, aws.Bool(true)} {
		for _, dualStack := range []*bool{nil, aws.Bool(true)} {
			for _, region := range []*string{nil, aws.String("us-east-1")} {
				their := official.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dualStack}
				our := workspaces.EndpointParameters{Region: region, UseFIPS: fips, UseDualStack: dualStack}
				assert.Equal(t, message(their.ValidateRequired()), message(our.ValidateRequired()))
				theirs, ours := their.WithDefaults(), our.WithDefaults()
				assert.Equal(t, []any{theirs.Region, theirs.UseFIPS, theirs.UseDualStack, theirs.Endpoint}, []any{ours.Region, ours.UseFIPS, ours.UseDualStack, ours.Endpoint})
			}
		}
	}
}

// recordingLogger records the lines logged.
type recordingLogger []string

func (l *recordingLogger) Logf(c logging.Classification, format string, v ...any) {
	*l = append(*l, string(c)+" "+fmt.Sprintf(format, v...))
}

func TestEndpointsOfTheFirstGenerationAreThoseOfTheOfficialResolver(t *testing.T) {
	t.Parallel()
	compared, refused, warned := 0, 0, 0
	var faults []string
	for _, region := range regions {
		for _, fips := range []aws.FIPSEndpointState{aws.FIPSEndpointStateUnset, aws.FIPSEndpointStateEnabled, aws.FIPSEndpointStateDisabled} {
			for _, dualStack := range []aws.DualStackEndpointState{aws.DualStackEndpointStateUnset, aws.DualStackEndpointStateEnabled, aws.DualStackEndpointStateDisabled} {
				for _, http := range []bool{false, true} {
					for _, resolved := range []string{"", "us-west-2", "us-gov-west-1"} {
						where := fmt.Sprintf("Region %q, FIPS %v, dual-stack %v, http %t, resolved %q", region, fips, dualStack, http, resolved)
						var theirLog, ourLog recordingLogger
						their, theirErr := official.NewDefaultEndpointResolver().ResolveEndpoint(region, official.EndpointResolverOptions{
							Logger: &theirLog, LogDeprecated: true, UseFIPSEndpoint: fips, UseDualStackEndpoint: dualStack, DisableHTTPS: http, ResolvedRegion: resolved,
						})
						our, ourErr := workspaces.NewDefaultEndpointResolver().ResolveEndpoint(region, workspaces.EndpointResolverOptions{
							Logger: &ourLog, LogDeprecated: true, UseFIPSEndpoint: fips, UseDualStackEndpoint: dualStack, DisableHTTPS: http, ResolvedRegion: resolved,
						})
						compared++
						warned += len(theirLog)
						if theirErr != nil {
							refused++
						}
						if a, b := outcomeOf(their, theirErr, theirLog), outcomeOf(our, ourErr, ourLog); a != b {
							faults = append(faults, fmt.Sprintf("%s:\n\t%s\n\t%s", where, a, b))
						}
					}
				}
			}
		}
	}
	assert.Empty(t, strings.Join(faults, "\n"), "the results of the official resolver and of ours")
	t.Logf("%d endpoints compared, %d of them errors, %d warnings", compared, refused, warned)
}

// outcomeOf returns everything that a first-generation resolver returned and logged, as a string. First-generation
// resolvers implement the deprecated interface EndpointResolver.
func outcomeOf(e aws.Endpoint, err error, log recordingLogger) string {
	var (
		missing *aws.MissingRegionError
		unknown *aws.EndpointNotFoundError
	)
	return fmt.Sprintf("%+v, %q, no Region: %t, not found: %t, log: %q", e, message(err), errors.As(err, &missing), errors.As(err, &unknown), log)
}

// destinationWays holds pairs of option functions, one for each client. Each pair sets the endpoint in a different way.
var destinationWays = map[string]struct {
	their func(*official.Options)
	our   func(*workspaces.Options)
}{
	"default": {func(*official.Options) {}, func(*workspaces.Options) {}},
	"http": {
		func(o *official.Options) { o.EndpointOptions.DisableHTTPS = true },
		func(o *workspaces.Options) { o.EndpointOptions.DisableHTTPS = true },
	},
	"custom": {
		func(o *official.Options) { o.BaseEndpoint = aws.String("https://example.com:8443/base") },
		func(o *workspaces.Options) { o.BaseEndpoint = aws.String("https://example.com:8443/base") },
	},
	"custom, slash": {
		func(o *official.Options) { o.BaseEndpoint = aws.String("http://localhost/") },
		func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://localhost/") },
	},
	"custom, escaped": {
		func(o *official.Options) { o.BaseEndpoint = aws.String("http://localhost/a%2Fb") },
		func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://localhost/a%2Fb") },
	},
	"custom, broken": {
		func(o *official.Options) { o.BaseEndpoint = aws.String("http://%zz") },
		func(o *workspaces.Options) { o.BaseEndpoint = aws.String("http://%zz") },
	},
	"first generation": {
		func(o *official.Options) { o.EndpointResolver = official.NewDefaultEndpointResolver() },
		func(o *workspaces.Options) { o.EndpointResolver = workspaces.NewDefaultEndpointResolver() },
	},
	"first generation, http": {
		func(o *official.Options) {
			o.EndpointResolver, o.EndpointOptions.DisableHTTPS = official.NewDefaultEndpointResolver(), true
		},
		func(o *workspaces.Options) {
			o.EndpointResolver, o.EndpointOptions.DisableHTTPS = workspaces.NewDefaultEndpointResolver(), true
		},
	},
	"fixed URL": {
		func(o *official.Options) {
			o.EndpointResolver = official.EndpointResolverFromURL("https://fixed.example/p")
		},
		func(o *workspaces.Options) {
			o.EndpointResolver = workspaces.EndpointResolverFromURL("https://fixed.example/p")
		},
	},
	"fixed URL that signs for others": {
		func(o *official.Options) {
			o.EndpointOptions.DisableHTTPS = true
			o.EndpointResolver = official.EndpointResolverFromURL("https://fixed.example", signForOthers)
		},
		func(o *workspaces.Options) {
			o.EndpointOptions.DisableHTTPS = true
			o.EndpointResolver = workspaces.EndpointResolverFromURL("https://fixed.example", signForOthers)
		},
	},
	"not found": {
		func(o *official.Options) {
			o.EndpointResolver = official.EndpointResolverFunc(func(string, official.EndpointResolverOptions) (aws.Endpoint, error) {
				return aws.Endpoint{}, &aws.EndpointNotFoundError{Err: errors.New("none")}
			})
		},
		func(o *workspaces.Options) {
			o.EndpointResolver = workspaces.EndpointResolverFunc(func(string, workspaces.EndpointResolverOptions) (aws.Endpoint, error) {
				return aws.Endpoint{}, &aws.EndpointNotFoundError{Err: errors.New("none")}
			})
		},
	},
	"failing": {
		func(o *official.Options) {
			o.EndpointResolver = official.EndpointResolverFunc(func(region string, options official.EndpointResolverOptions) (aws.Endpoint, error) {
				return aws.Endpoint{}, fmt.Errorf("none for %s, %s, %v", region, options.ResolvedRegion, options.UseFIPSEndpoint)
			})
		},
		func(o *workspaces.Options) {
			o.EndpointResolver = workspaces.EndpointResolverFunc(func(region string, options workspaces.EndpointResolverOptions) (aws.Endpoint, error) {
				return aws.Endpoint{}, fmt.Errorf("none for %s, %s, %v", region, options.ResolvedRegion, options.UseFIPSEndpoint)
			})
		},
	},
	"signing overridden": {
		func(o *official.Options) {
			official.WithSigV4SigningName("other")(o)
			official.WithSigV4SigningRegion("eu-west-9")(o)
		},
		func(o *workspaces.Options) {
			workspaces.WithSigV4SigningName("other")(o)
			workspaces.WithSigV4SigningRegion("eu-west-9")(o)
		},
	},
}

func signForOthers(e *aws.Endpoint) {
	e.SigningName, e.SigningRegion, e.HostnameImmutable, e.PartitionID, e.Source = "other", "eu-west-9", true, "aws", aws.EndpointSourceCustom
}

func TestRequestsGoWhereTheOfficialClientSendsThem(t *testing.T) {
	t.Parallel()
	for name, way := range destinationWays {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent, refused := 0, 0
			var faults []string
			for _, region := range regions {
				for _, fips := range []aws.FIPSEndpointState{aws.FIPSEndpointStateUnset, aws.FIPSEndpointStateEnabled} {
					for _, dualStack := range []aws.DualStackEndpointState{aws.DualStackEndpointStateUnset, aws.DualStackEndpointStateEnabled} {
						for _, ofCall := range []bool{false, true} {
							where := fmt.Sprintf("Region %q, FIPS %v, dual-stack %v, option of the call %t", region, fips, dualStack, ofCall)
							theirTap, ourTap := &tap{status: http.StatusOK, answer: []byte("{}")}, &tap{status: http.StatusOK, answer: []byte("{}")}
							their := func(o *official.Options) {
								o.Region, o.EndpointOptions.UseFIPSEndpoint, o.EndpointOptions.UseDualStackEndpoint = region, fips, dualStack
								way.their(o)
							}
							our := func(o *workspaces.Options) {
								o.Region, o.EndpointOptions.UseFIPSEndpoint, o.EndpointOptions.UseDualStackEndpoint = region, fips, dualStack
								way.our(o)
							}
							var theirErr, ourErr error
							if ofCall {
								_, theirErr = theirs(theirTap).DescribeAccount(t.Context(), nil, their)
								_, ourErr = ours(ourTap).DescribeAccount(t.Context(), nil, our)
							} else {
								_, theirErr = theirs(theirTap, their).DescribeAccount(t.Context(), nil)
								_, ourErr = ours(ourTap, our).DescribeAccount(t.Context(), nil)
							}
							// A deliberate difference: our errors fit on one line, even if the Region contains a line
							// break.
							oneLine := strings.ReplaceAll(message(theirErr), "invalid input region us-east-1\n", `invalid input region "us-east-1\n"`)
							if oneLine != message(ourErr) {
								faults = append(faults, fmt.Sprintf("%s:\n\t%v\n\t%v", where, theirErr, ourErr))
								continue
							}
							if theirErr != nil {
								refused++
								require.Nil(t, ourTap.last, where)
								continue
							}
							sent++
							if a, b := destination(theirTap), destination(ourTap); a != b {
								faults = append(faults, fmt.Sprintf("%s:\n\t%s\n\t%s", where, a, b))
							}
						}
					}
				}
			}
			assert.Empty(t, strings.Join(faults, "\n"), "the results of the official client and of ours")
			t.Logf("%d requests compared, %d refusals", sent, refused)
		})
	}
}

// destination returns a request's URL, and the Region and service that the request was signed for.
func destination(sent *tap) string {
	return fmt.Sprint(sent.last.URL, " ", sent.last.Host, " ", withoutTime(sent.last.Header.Get("Authorization")))
}
