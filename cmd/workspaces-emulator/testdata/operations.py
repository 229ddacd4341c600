"""Calls each operation in botocore's model three times: through boto3 with the smallest valid input, through boto3
with an empty input, and through the AWS CLI's code with the smallest valid input. Prints the outcomes as JSON.
Environment variables set the emulator's endpoint and keys."""

import contextlib
import io
import json
import re
import sys

import boto3
from awscli.clidriver import create_clidriver
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError

# Valid values of strings that must match a pattern, by the name of the shape or member.
FORMS = {
    "AccountLinkId": "link-00000000", "LinkId": "link-00000000", "AmazonUuid": "00000000-0000-0000-0000-000000000000",
    "AwsAccount": "111122223333", "BundleId": "wsb-000000000", "ConnectionAliasId": "wsca-000000000",
    "ConnectionString": "desktops.example.com", "DedicatedTenancyManagementCidrRange": "10.0.0.0/16",
    "DirectoryId": "d-90670000aa", "Ec2ImageId": "ami-00000000000000000", "Ec2ImportTaskId": "import-ami-00000000000000000",
    "IpGroupId": "wsipg-000000000",
    "ManagementCidrRangeConstraint": "10.0.0.0/8", "Region": "eu-central-1", "UserName": "alice",
    "WorkspaceBundleName": "bundle", "WorkspaceBundleDescription": "bundle", "WorkspaceImageDescription": "image",
    "WorkspaceImageId": "wsi-000000000", "WorkspaceImageName": "image", "WorkspaceId": "ws-000000000",
    "WorkspacesPoolId": "wspool-000000000", "WorkspacesPoolName": "pool", "WorkSpaceApplicationId": "wsa-000000000",
    "UpdateDescription": "text", "AddInName": "add-in", "AddInUrl": "https://connect.example.com/",
    "InfrastructureConfigurationArn": "arn:aws:imagebuilder:us-east-1:111122223333:infrastructure-configuration/workspaces",
}


def smallest(shape, name):
    """Returns the smallest valid value of a shape."""
    kind = shape.type_name
    if kind == "structure":
        members = shape.required_members
        if getattr(shape, "is_tagged_union", False) or shape.name == "ImageSourceIdentifier":
            members = list(shape.members)[:1]
        return {m: smallest(shape.members[m], m) for m in members}
    if kind == "list":
        return [smallest(shape.member, name)] * max(1, shape.metadata.get("min", 1))
    if kind == "map":
        return {smallest(shape.key, name): smallest(shape.value, name)}
    if kind == "string":
        if shape.enum:
            return shape.enum[0]
        if shape.name in FORMS:
            return FORMS[shape.name]
        if name in FORMS:
            return FORMS[name]
        return "a" * max(1, shape.metadata.get("min", 1))
    if kind in ("integer", "long"):
        return shape.metadata.get("min", 1)
    if kind == "boolean":
        return False
    if kind == "blob":
        return b"a"
    if kind == "timestamp":
        return 0
    raise TypeError(kind)


def call(client, operation, params):
    """Makes a call and returns its outcome."""
    try:
        client._make_api_call(operation, params)
        return {"Status": 200, "Code": "", "Message": ""}
    except ClientError as e:
        return {
            "Status": e.response["ResponseMetadata"]["HTTPStatusCode"],
            "Code": e.response["Error"]["Code"],
            "Message": e.response["Error"]["Message"],
        }


def call_cli(driver, operation, params):
    """Runs a command of the CLI and returns its outcome."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = driver.main([
            "workspaces", xform_name(operation, "-"), "--cli-input-json", json.dumps(params), "--output", "json", "--no-paginate",
        ])
    if code == 0:
        if out.getvalue().strip():
            json.loads(out.getvalue())
        return {"Status": 200, "Code": "", "Message": ""}
    found = re.search(r"An error occurred \((\w+)\) when calling the (\w+) operation: (.*)", err.getvalue())
    if not found or found.group(2) != operation:
        return {"Status": 0, "Code": "", "Message": err.getvalue()}
    return {"Status": 400, "Code": found.group(1), "Message": found.group(3)}


def main():
    client = boto3.client("workspaces", config=Config(parameter_validation=False, retries={"total_max_attempts": 1}))
    driver = create_clidriver()
    model = client.meta.service_model
    outcomes = []
    for operation in model.operation_names:
        m = model.operation_model(operation)
        params = smallest(m.input_shape, "") if m.input_shape else {}
        outcomes.append({
            "Operation": operation,
            "Input": json.loads(json.dumps(params, default=str)),
            "Required": list(m.input_shape.required_members) if m.input_shape else [],
            "Errors": [e.name for e in m.error_shapes],
            "Smallest": call(client, operation, params),
            "Empty": call(client, operation, {}),
            "CLI": call_cli(driver, operation, params),
        })
    json.dump(outcomes, sys.stdout)


main()
