"""Registers a directory with moto's server, so that desktops can be created there. Prints the directory's
identifier. The argument is the server's URL."""

import sys

import boto3

clients = {name: boto3.client(name, endpoint_url=sys.argv[1]) for name in ("ec2", "ds", "workspaces")}
subnets = clients["ec2"].describe_subnets()["Subnets"][:2]
directory = clients["ds"].create_directory(
    Name="corp.example.com",
    Password="Passw0rd!",
    Size="Small",
    VpcSettings={"VpcId": subnets[0]["VpcId"], "SubnetIds": [subnet["SubnetId"] for subnet in subnets]},
)["DirectoryId"]
clients["workspaces"].register_workspace_directory(DirectoryId=directory)
print(directory)
