package awsjson_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/go-workspaces/workspaces"
	"github.com/go-workspaces/workspaces/internal/awsjson"
)

// desktopsPage returns a response body with n WorkSpaces.
func desktopsPage(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`{"BundleId":"wsb-0zsvgp8fc","ComputerName":"A-%011d","DirectoryId":"d-906712ab3c","IpAddress":"10.0.12.34",`+
			`"ModificationStates":[],"RootVolumeEncryptionEnabled":true,"State":"AVAILABLE","SubnetId":"subnet-0123456789abcdef0",`+
			`"UserName":"user%d","UserVolumeEncryptionEnabled":true,"VolumeEncryptionKey":"alias/aws/workspaces","WorkspaceId":"ws-%09d",`+
			`"WorkspaceProperties":{"ComputeTypeName":"STANDARD","OperatingSystemName":"WINDOWS_SERVER_2022","Protocols":["WSP"],`+
			`"RootVolumeSizeGib":80,"RunningMode":"AUTO_STOP","RunningModeAutoStopTimeoutInMinutes":60,"UserVolumeSizeGib":50}}`, i, i, i)
	}
	return `{"Workspaces":[` + strings.Join(list, ",") + `]}`
}

func BenchmarkUnmarshal(b *testing.B) {
	for _, n := range []int{25, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			page := []byte(desktopsPage(n))
			b.ReportAllocs()
			for b.Loop() {
				require.NoError(b, awsjson.Unmarshal(page, new(workspaces.DescribeWorkspacesOutput)))
			}
		})
	}
}
