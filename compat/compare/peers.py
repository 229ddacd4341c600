"""Prints numbers about the parts of boto3 and moto for WorkSpaces, as JSON. The arguments are an emulator's URL, a Region,
an access key and its secret key."""
import ast
import io
import json
import pathlib
import sys
import tokenize

import boto3
import botocore
import botocore.paginate
import moto
from botocore import xform_name
from moto.workspaces.responses import WorkSpacesResponse

LAYOUT = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)


def code_lines(directory):
    """Counts the lines of Python code, without blank lines, comments and docstrings."""
    count = 0
    for file in pathlib.Path(directory).rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        lines = set()
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type not in LAYOUT:
                lines.update(range(token.start[0], token.end[0] + 1))
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                lines.difference_update(range(node.lineno, node.end_lineno + 1))
        count += len(lines)
    return count


url, region, key, secret = sys.argv[1:]
client = boto3.client("workspaces", endpoint_url=url, region_name=region, aws_access_key_id=key, aws_secret_access_key=secret)
model = client.meta.service_model
paginators = [name for name in model.operation_names if client.can_paginate(xform_name(name))]

refusals = 0
for call, member in (
    (client.start_workspaces, "StartWorkspaceRequests"),
    (client.stop_workspaces, "StopWorkspaceRequests"),
    (client.reboot_workspaces, "RebootWorkspaceRequests"),
    (client.rebuild_workspaces, "RebuildWorkspaceRequests"),
    (client.terminate_workspaces, "TerminateWorkspaceRequests"),
):
    try:
        assert call(**{member: [{"WorkspaceId": "ws-999999999"}]})["FailedRequests"]
    except client.exceptions.ClientError:
        refusals += 1

print(json.dumps({
    "Boto3": boto3.__version__,
    "Moto": moto.__version__,
    "Operations": len(model.operation_names),
    "Paginators": len(paginators),
    "Iterators": len(paginators) if hasattr(botocore.paginate.PageIterator, "search") else 0,
    "Waiters": len(client.waiter_names),
    "Refusals": refusals,
    "Adaptive": pathlib.Path(botocore.__file__).with_name("retries").joinpath("adaptive.py").exists(),
    "PerCall": model.operation_model("StopWorkspaces").input_shape.members["StopWorkspaceRequests"].metadata["max"],
    "Lines": code_lines(pathlib.Path(botocore.__file__).with_name("data") / "workspaces"),
    "MotoOperations": sum(xform_name(name) in vars(WorkSpacesResponse) for name in model.operation_names),
    "MotoLines": code_lines(pathlib.Path(moto.__file__).with_name("workspaces")),
}))
