"""Creates, changes and deletes thirty desktops and related resources through boto3 or the AWS CLI, and checks each
change with operations that read. The arguments are the peer (boto3 or aws) and the emulator's URL. Prints
the number of calls by operation as JSON."""

import collections
import contextlib
import io
import json
import re
import sys
import urllib.request

import boto3
from awscli.clidriver import create_clidriver
from botocore import xform_name
from botocore.exceptions import ClientError

DIRECTORY, OTHER_ACCOUNT = "d-9067aa0001", "111122223333"


class Refused(Exception):
    """An error response of the service. Its only argument is the error code."""


class Boto3:
    def __init__(self):
        self.client = boto3.client("workspaces")

    def call(self, operation, params):
        try:
            return getattr(self.client, operation)(**params)
        except ClientError as e:
            raise Refused(e.response["Error"]["Code"]) from e

    def take(self, operation, member, params, **config):
        """Returns the first items of a list and the token for the rest."""
        paginator = self.client.get_paginator(operation)
        found = paginator.paginate(**params, PaginationConfig=config).build_full_result()
        return found[member], found.get("NextToken")


class CLI:
    def __init__(self):
        self.driver = create_clidriver()

    def run(self, operation, params, *options):
        command = ["workspaces", xform_name(operation, "-").replace("_", "-"), "--output", "json", *options]
        for name, value in params.items():
            flag = "--" + xform_name(name, "-")
            if isinstance(value, bool):
                command.append(flag if value else "--no-" + flag[2:])
            else:
                command += [flag, value if isinstance(value, str) else json.dumps(value)]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = self.driver.main(command)
        if code == 0:
            return json.loads(out.getvalue() or "{}")
        refused = re.search(r"An error occurred \((\w+)\)", err.getvalue())
        if not refused:
            raise AssertionError(f"{command}: {code}: {err.getvalue()}")
        raise Refused(refused.group(1))

    def call(self, operation, params):
        return self.run(operation, params, "--no-paginate")

    def take(self, operation, member, params, PageSize=None, MaxItems=None, StartingToken=None):
        options = []
        for flag, value in ("--page-size", PageSize), ("--max-items", MaxItems), ("--starting-token", StartingToken):
            if value is not None:
                options += [flag, str(value)]
        found = self.run(operation, params, *options)
        return found[member], found.get("NextToken")


class Life:
    def __init__(self, peer, url):
        self.peer, self.url, self.calls = peer, url, collections.Counter()

    def do(self, operation, **params):
        self.calls[operation] += 1
        return self.peer.call(operation, params)

    def refused(self, code, operation, **params):
        try:
            self.do(operation, **params)
        except Refused as e:
            equal(e.args[0], code)
        else:
            raise AssertionError(f"{operation} was not refused")

    def all(self, operation, member, **params):
        """Returns all items of a list, in pages of the service's default size."""
        found, token = [], {}
        while True:
            page = self.do(operation, **params, **token)
            found += page[member]
            if not page.get("NextToken"):
                return found
            token = {"NextToken": page["NextToken"]}

    def advance(self, time):
        request = urllib.request.Request(
            self.url + "/_emulator/clock", json.dumps({"advance": time}).encode(), {"Content-Type": "application/json"})
        urllib.request.urlopen(request).close()

    def desktops(self, **filters):
        return {w["WorkspaceId"]: w for w in self.all("describe_workspaces", "Workspaces", **filters)}

    def desktop(self, id):
        return self.desktops(WorkspaceIds=[id])[id]

    def states(self, **filters):
        return collections.Counter(w["State"] for w in self.desktops(**filters).values())

    def directory(self, id=DIRECTORY):
        return only(self.do("describe_workspace_directories", DirectoryIds=[id])["Directories"])

    def image(self, id):
        return only(self.do("describe_workspace_images", ImageIds=[id])["Images"])

    def bundle(self, id):
        return only(self.do("describe_workspace_bundles", BundleIds=[id])["Bundles"])

    def pool(self, id):
        return only(self.do("describe_workspaces_pools", PoolIds=[id])["WorkspacesPools"])

    def tags(self, id):
        return {t["Key"]: t["Value"] for t in self.do("describe_tags", ResourceId=id)["TagList"]}


def only(found):
    if len(found) != 1:
        raise AssertionError(found)
    return found[0]


def equal(got, want):
    if got != want:
        raise AssertionError(f"{got!r} is not {want!r}")


def register(life):
    subnets = ["subnet-0000000a", "subnet-0000000b"]
    life.refused("ResourceNotFoundException", "deregister_workspace_directory", DirectoryId=DIRECTORY)
    life.do("register_workspace_directory", DirectoryId=DIRECTORY, SubnetIds=subnets, EnableSelfService=True,
            Tags=[{"Key": "team", "Value": "blue"}])
    equal((life.directory()["State"], life.directory()["SubnetIds"]), ("REGISTERING", subnets))
    life.advance("2m")
    equal(life.directory()["State"], "REGISTERED")
    equal(life.directory()["SelfservicePermissions"]["RestartWorkspace"], "ENABLED")
    equal(life.do("register_workspace_directory", DirectoryId=DIRECTORY, SubnetIds=subnets)["State"], "REGISTERED")

    life.do("create_tags", ResourceId=DIRECTORY, Tags=[{"Key": "team", "Value": "red"}, {"Key": "floor", "Value": "3"}])
    life.do("delete_tags", ResourceId=DIRECTORY, TagKeys=["floor"])
    equal(life.tags(DIRECTORY), {"team": "red"})

    life.do("modify_selfservice_permissions", ResourceId=DIRECTORY, SelfservicePermissions={"RestartWorkspace": "DISABLED"})
    life.do("modify_workspace_access_properties", ResourceId=DIRECTORY, WorkspaceAccessProperties={"DeviceTypeLinux": "DENY"})
    life.do("modify_workspace_creation_properties", ResourceId=DIRECTORY, WorkspaceCreationProperties={"EnableMaintenanceMode": False})
    life.do("modify_client_properties", ResourceId=DIRECTORY, ClientProperties={"ReconnectEnabled": "DISABLED"})
    directory = life.directory()
    equal(directory["SelfservicePermissions"]["RestartWorkspace"], "DISABLED")
    equal(directory["WorkspaceAccessProperties"]["DeviceTypeLinux"], "DENY")
    equal(directory["WorkspaceCreationProperties"]["EnableMaintenanceMode"], False)
    properties = only(life.do("describe_client_properties", ResourceIds=[DIRECTORY])["ClientPropertiesList"])
    equal(properties["ClientProperties"]["ReconnectEnabled"], "DISABLED")


def create(life):
    bundles = life.all("describe_workspace_bundles", "Bundles", Owner="AMAZON")
    bundle = next(b["BundleId"] for b in bundles if b["Name"] == "Standard with Windows 10 (Server 2019 based)")
    wanted = [{
        "DirectoryId": DIRECTORY, "UserName": f"user{i:02}", "BundleId": bundle,
        "WorkspaceProperties": {"RunningMode": "AUTO_STOP", "RunningModeAutoStopTimeoutInMinutes": 120},
        "Tags": [{"Key": "number", "Value": str(i)}],
    } for i in range(30)]
    first = life.do("create_workspaces", Workspaces=wanted[:25])
    equal((len(first["PendingRequests"]), first["FailedRequests"]), (25, []))
    second = life.do("create_workspaces", Workspaces=wanted[25:] + wanted[:1] + [{**wanted[0], "BundleId": "wsb-000000000"}])
    equal([f["ErrorCode"] for f in second["FailedRequests"]], ["ResourceExists.WorkSpace", "ResourceNotFound.Bundle"])
    equal(second["FailedRequests"][0]["WorkspaceRequest"]["UserName"], "user00")
    ids = [w["WorkspaceId"] for w in first["PendingRequests"] + second["PendingRequests"]]
    equal(len(set(ids)), 30)
    life.advance("5s")
    equal(life.states(), {"PENDING": 30})

    whole, _ = life.peer.take("describe_workspaces", "Workspaces", {"DirectoryId": DIRECTORY}, PageSize=7)
    equal({w["WorkspaceId"] for w in whole}, set(ids))
    start, token = life.peer.take("describe_workspaces", "Workspaces", {}, PageSize=10, MaxItems=13)
    rest, end = life.peer.take("describe_workspaces", "Workspaces", {}, PageSize=10, StartingToken=token)
    equal((start + rest, end, len(start)), (whole, None, 13))

    life.advance("20m")
    equal(life.states(), {"AVAILABLE": 30})
    equal(life.states(DirectoryId=DIRECTORY, UserName="user07"), {"AVAILABLE": 1})
    one = life.desktop(ids[0])
    equal(len({w["IpAddress"] for w in life.desktops().values()}), 30)
    equal((one["UserName"], one["BundleId"], one["SubnetId"] in life.directory()["SubnetIds"]), ("user00", bundle, True))
    equal(one["WorkspaceProperties"]["RunningModeAutoStopTimeoutInMinutes"], 120)
    equal(life.tags(ids[12]), {"number": "12"})
    known, _ = life.peer.take("describe_workspaces_connection_status", "WorkspacesConnectionStatus", {})
    equal({s["WorkspaceId"] for s in known}, set(ids))
    return ids


def power(life, ids):
    def requests(of):
        return [{"WorkspaceId": id} for id in of]

    stopped = life.do("stop_workspaces", StopWorkspaceRequests=requests(ids[:20] + ["ws-000000000"]))
    equal([f["WorkspaceId"] for f in stopped["FailedRequests"]], ["ws-000000000"])
    equal(life.states(), {"STOPPING": 20, "AVAILABLE": 10})
    life.advance("2m")
    equal(life.states(), {"STOPPED": 20, "AVAILABLE": 10})
    equal(len(life.do("reboot_workspaces", RebootWorkspaceRequests=requests(ids[:1]))["FailedRequests"]), 1)

    equal(life.do("start_workspaces", StartWorkspaceRequests=requests(ids[:20]))["FailedRequests"], [])
    equal(life.states(), {"STARTING": 20, "AVAILABLE": 10})
    life.advance("2m")
    equal(life.do("reboot_workspaces", RebootWorkspaceRequests=requests(ids[:1]))["FailedRequests"], [])
    equal(life.desktop(ids[0])["State"], "REBOOTING")
    life.advance("30m")
    equal(life.states(), {"AVAILABLE": 30})

    taken = life.do("describe_workspace_snapshots", WorkspaceId=ids[0])
    equal((len(taken["RebuildSnapshots"]), len(taken["RestoreSnapshots"])), (1, 1))
    life.do("restore_workspace", WorkspaceId=ids[0])
    equal(life.do("rebuild_workspaces", RebuildWorkspaceRequests=requests(ids[1:2]))["FailedRequests"], [])
    equal((life.desktop(ids[0])["State"], life.desktop(ids[1])["State"]), ("RESTORING", "REBUILDING"))
    life.refused("OperationNotSupportedException", "restore_workspace", WorkspaceId=ids[1])
    life.advance("20m")
    equal(life.states(), {"AVAILABLE": 30})


def modify(life, id):
    def change(**properties):
        life.do("modify_workspace_properties", WorkspaceId=id, WorkspaceProperties=properties)

    change(ComputeTypeName="PERFORMANCE")
    equal(life.desktop(id)["ModificationStates"], [{"Resource": "COMPUTE_TYPE", "State": "UPDATE_INITIATED"}])
    life.refused("OperationInProgressException", "modify_workspace_properties", WorkspaceId=id,
                 WorkspaceProperties={"UserVolumeSizeGib": 100})
    life.advance("1m")
    equal((life.desktop(id)["State"], life.desktop(id)["ModificationStates"][0]["State"]), ("UPDATING", "UPDATE_IN_PROGRESS"))
    life.advance("1h")
    desktop = life.desktop(id)
    equal((desktop["State"], desktop.get("ModificationStates", [])), ("AVAILABLE", []))
    equal(desktop["WorkspaceProperties"]["ComputeTypeName"], "PERFORMANCE")

    change(RunningMode="ALWAYS_ON")
    equal(life.desktop(id)["WorkspaceProperties"]["RunningMode"], "ALWAYS_ON")
    equal(len(life.do("stop_workspaces", StopWorkspaceRequests=[{"WorkspaceId": id}])["FailedRequests"]), 1)
    life.do("modify_workspace_state", WorkspaceId=id, WorkspaceState="ADMIN_MAINTENANCE")
    equal(life.desktop(id)["State"], "ADMIN_MAINTENANCE")
    life.do("modify_workspace_state", WorkspaceId=id, WorkspaceState="AVAILABLE")
    equal(life.desktop(id)["State"], "AVAILABLE")


def image_and_bundle(life, id):
    image = life.do("create_workspace_image", Name="golden", Description="Our desktop.", WorkspaceId=id)["ImageId"]
    equal((life.image(image)["State"], life.desktop(id)["State"]), ("PENDING", "SUSPENDED"))
    life.advance("45m")
    equal((life.image(image)["State"], life.desktop(id)["State"]), ("AVAILABLE", "AVAILABLE"))

    life.do("update_workspace_image_permission", ImageId=image, AllowCopyImage=True, SharedAccountId=OTHER_ACCOUNT)
    shared = life.do("describe_workspace_image_permissions", ImageId=image)["ImagePermissions"]
    equal(shared, [{"SharedAccountId": OTHER_ACCOUNT}])
    life.do("update_workspace_image_permission", ImageId=image, AllowCopyImage=False, SharedAccountId=OTHER_ACCOUNT)
    copy = life.do("copy_workspace_image", Name="copy", SourceImageId=image, SourceRegion="us-east-1")["ImageId"]
    life.advance("30m")
    equal(life.image(copy)["State"], "AVAILABLE")
    updated = life.do("create_updated_workspace_image", Name="newer", Description="With drivers.", SourceImageId=image)["ImageId"]
    equal({i["ImageId"] for i in life.do("describe_workspace_images")["Images"]}, {image, copy, updated})
    life.advance("45m")
    life.do("delete_workspace_image", ImageId=updated)

    bundle = life.do("create_workspace_bundle", BundleName="ours", BundleDescription="Our desktops.", ImageId=image,
                     ComputeType={"Name": "PERFORMANCE"}, UserStorage={"Capacity": "100"}, RootStorage={"Capacity": "175"})
    bundle = bundle["WorkspaceBundle"]["BundleId"]
    life.advance("1m")
    equal((life.bundle(bundle)["State"], life.bundle(bundle)["UserStorage"]["Capacity"]), ("AVAILABLE", "100"))
    equal([b["BundleId"] for b in life.do("describe_workspace_bundles")["Bundles"]], [bundle])
    life.refused("ResourceAssociatedException", "delete_workspace_image", ImageId=image)
    life.do("update_workspace_bundle", BundleId=bundle, ImageId=copy)
    equal(life.bundle(bundle)["ImageId"], copy)
    life.do("delete_workspace_image", ImageId=image)
    equal([i["ImageId"] for i in life.do("describe_workspace_images")["Images"]], [copy])
    return bundle, copy


def migrate(life, ids, bundle):
    target = life.do("migrate_workspace", SourceWorkspaceId=ids[0], BundleId=bundle)["TargetWorkspaceId"]
    life.advance("5s")
    equal((life.desktop(target)["State"], life.desktop(ids[0])["State"]), ("PENDING", "AVAILABLE"))
    life.advance("1h")
    desktop = life.desktop(target)
    equal((desktop["State"], desktop["UserName"], desktop["BundleId"]), ("AVAILABLE", "user00", bundle))
    equal(life.states(), {"AVAILABLE": 30})
    equal(life.desktops(BundleId=bundle).keys(), {target})
    return [target, *ids[1:]]


def access(life):
    group = life.do("create_ip_group", GroupName="office", UserRules=[{"ipRule": "10.0.0.0/8", "ruleDesc": "inside"}])["GroupId"]
    life.do("authorize_ip_rules", GroupId=group, UserRules=[{"ipRule": "192.0.2.0/24"}])
    life.do("revoke_ip_rules", GroupId=group, UserRules=["10.0.0.0/8"])
    found = only(life.do("describe_ip_groups", GroupIds=[group])["Result"])
    equal([r["ipRule"] for r in found["userRules"]], ["192.0.2.0/24"])
    life.do("associate_ip_groups", DirectoryId=DIRECTORY, GroupIds=[group])
    equal(life.directory()["ipGroupIds"], [group])
    life.refused("ResourceAssociatedException", "delete_ip_group", GroupId=group)
    life.do("disassociate_ip_groups", DirectoryId=DIRECTORY, GroupIds=[group])
    life.do("delete_ip_group", GroupId=group)
    equal(life.do("describe_ip_groups")["Result"], [])

    alias = life.do("create_connection_alias", ConnectionString="desktops.example.com")["AliasId"]
    life.advance("1m")
    life.do("associate_connection_alias", AliasId=alias, ResourceId=DIRECTORY)
    life.advance("1m")
    found = only(life.do("describe_connection_aliases", ResourceId=DIRECTORY).get("ConnectionAliases", []))
    equal((found["AliasId"], found["State"], found["Associations"][0]["AssociationStatus"]), (alias, "CREATED", "ASSOCIATED_WITH_OWNER_ACCOUNT"))
    life.refused("ResourceAssociatedException", "delete_connection_alias", AliasId=alias)
    life.do("disassociate_connection_alias", AliasId=alias)
    life.advance("1m")
    life.do("delete_connection_alias", AliasId=alias)
    life.advance("1m")
    equal(life.do("describe_connection_aliases").get("ConnectionAliases", []), [])


def application(life, id):
    found = life.all("describe_applications", "Applications", Owner="AMAZON", OperatingSystemNames=["WINDOWS_10"])
    known = found[0]["ApplicationId"]
    life.do("associate_workspace_application", WorkspaceId=id, ApplicationId=known)
    life.do("deploy_workspace_applications", WorkspaceId=id)
    life.advance("30m")
    association = only(life.do("describe_workspace_associations", WorkspaceId=id, AssociatedResourceTypes=["APPLICATION"])["Associations"])
    equal((association["AssociatedResourceId"], association["State"]), (known, "COMPLETED"))
    life.do("disassociate_workspace_application", WorkspaceId=id, ApplicationId=known)
    life.do("deploy_workspace_applications", WorkspaceId=id)
    life.advance("30m")
    equal(life.do("describe_workspace_associations", WorkspaceId=id, AssociatedResourceTypes=["APPLICATION"])["Associations"], [])


def pool(life, bundle):
    directory = life.do("register_workspace_directory", WorkspaceType="POOLS", UserIdentityType="CUSTOMER_MANAGED",
                        WorkspaceDirectoryName="pools", WorkspaceDirectoryDescription="Of pools.",
                        SubnetIds=["subnet-0000000a", "subnet-0000000b"])["DirectoryId"]
    life.advance("2m")
    made = life.do("create_workspaces_pool", PoolName="shift", Description="The night shift.", BundleId=bundle,
                   DirectoryId=directory, Capacity={"DesiredUserSessions": 5}, RunningMode="AUTO_STOP")
    id = made["WorkspacesPool"]["PoolId"]
    equal(life.pool(id)["State"], "CREATING")
    life.advance("10m")
    life.do("start_workspaces_pool", PoolId=id)
    life.advance("10m")
    equal((life.pool(id)["State"], life.pool(id)["CapacityStatus"]["AvailableUserSessions"]), ("RUNNING", 5))
    life.refused("ResourceAssociatedException", "delete_workspace_bundle", BundleId=bundle)
    life.do("update_workspaces_pool", PoolId=id, Capacity={"DesiredUserSessions": 7})
    life.advance("5m")
    equal(life.pool(id)["CapacityStatus"]["DesiredUserSessions"], 7)
    equal(life.do("describe_workspaces_pool_sessions", PoolId=id)["Sessions"], [])
    life.do("stop_workspaces_pool", PoolId=id)
    life.advance("5m")
    equal(life.pool(id)["State"], "STOPPED")
    life.do("terminate_workspaces_pool", PoolId=id)
    life.advance("10m")
    equal(life.do("describe_workspaces_pools")["WorkspacesPools"], [])
    life.do("deregister_workspace_directory", DirectoryId=directory)


def end(life, ids, bundle, image):
    life.refused("OperationNotSupportedException", "deregister_workspace_directory", DirectoryId=DIRECTORY)
    life.refused("ResourceAssociatedException", "delete_workspace_bundle", BundleId=bundle)
    for part in ids[:25], ids[25:]:
        answer = life.do("terminate_workspaces", TerminateWorkspaceRequests=[{"WorkspaceId": id} for id in part])
        equal(answer["FailedRequests"], [])
    equal(life.states(), {"TERMINATING": 30})
    life.advance("6m")
    equal(life.desktops(), {})
    life.refused("ResourceNotFoundException", "describe_tags", ResourceId=ids[1])
    life.do("delete_workspace_bundle", BundleId=bundle)
    life.do("delete_workspace_image", ImageId=image)
    equal(life.do("describe_workspace_bundles")["Bundles"] + life.do("describe_workspace_images")["Images"], [])
    life.do("deregister_workspace_directory", DirectoryId=DIRECTORY)
    life.advance("5s")
    equal(life.do("describe_workspace_directories")["Directories"], [])


def main():
    life = Life({"boto3": Boto3, "aws": CLI}[sys.argv[1]](), sys.argv[2])
    register(life)
    ids = create(life)
    power(life, ids)
    modify(life, ids[2])
    bundle, image = image_and_bundle(life, ids[3])
    ids = migrate(life, ids, bundle)
    access(life)
    application(life, ids[4])
    pool(life, bundle)
    end(life, ids, bundle, image)
    json.dump(life.calls, sys.stdout)


main()
