"""The deployment and the runbook, as far as moto plays AWS: run by .ci/operations.

Both macros of template.yaml are applied with the libraries that AWS itself uses for them. Every environment of
samconfig.toml reaches a change set by `sam deploy`, with what CloudFormation would make of the template; then three
stacks are created beside each other, without the types that moto's CloudFormation does not make (they are listed, and
the secrets among them are made by their own API). Every block of shell in docs/operations.md is run against the stack
`prod`, or .ci/operations.toml says why it is not.
"""

import collections
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

import boto3
import requests
import samtranslator.parser.parser
from moto.cloudformation.parsing import resource_class_from_type
from moto.server import ThreadedMotoServer
from samcli.cli.types import CfnParameterOverridesType
from samcli.lib.cfn_language_extensions.sam_integration import expand_language_extensions
from samcli.yamlhelper import yaml_parse
from samtranslator.translator.translator import Translator

STAGES = ("dev", "staging", "prod")
REGION = "eu-west-3"
BUCKET = "packages"
RULES = tomllib.loads(Path(".ci/operations.toml").read_text())


def translated():
    """The template as CloudFormation's macros leave it, with one package for every function."""
    template = yaml_parse(Path("template.yaml").read_text())
    expanded = expand_language_extensions(template, {}, enabled=True).expanded_template
    expanded["Transform"] = "AWS::Serverless-2016-10-31"
    for resource in expanded["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = f"s3://{BUCKET}/function.zip"
    parser = samtranslator.parser.parser.Parser()
    session = boto3.session.Session(region_name=REGION)
    whole = Translator({}, parser, boto_session=session).translate(expanded, {})
    return json.loads(json.dumps(whole, default=str))


def is_made(resource):
    return resource["Type"] not in RULES["made_by_hand"] and resource_class_from_type(resource["Type"]) is not None


def reduced(template, stage):
    """What moto makes of it, with a value in the place of whatever it does not make."""
    missing = {name: it for name, it in template["Resources"].items() if not is_made(it)}
    stand_ins = {}
    secrets = boto3.client("secretsmanager")
    for name, resource in missing.items():
        stand_ins[name] = f"{stage}-{name}"
        if resource["Type"] == "AWS::SecretsManager::Secret":
            made = secrets.create_secret(Name=f"{stage}-{name}", SecretString="{}")
            stand_ins[name] = made["ARN"]

    def replaced(value):
        match value:
            case {"Ref": name} if name in stand_ins:
                return stand_ins[name]
            case {"Fn::GetAtt": [name, *_]} if name in stand_ins:
                return stand_ins[name]
            case {"Fn::Sub": str(text)}:
                for name, stand_in in stand_ins.items():
                    text = re.sub(r"\$\{" + name + r"(\.\w+)?\}", stand_in, text)
                return {"Fn::Sub": text}
            case dict():
                return {key: replaced(inner) for key, inner in value.items()}
            case list():
                return [replaced(inner) for inner in value]
        return value

    kept = {name: it for name, it in template["Resources"].items() if name not in missing}
    for resource in kept.values():
        depends = resource.get("DependsOn", [])
        depends = [depends] if isinstance(depends, str) else depends
        resource["DependsOn"] = [name for name in depends if name in kept]
    return {**template, "Resources": replaced(kept), "Outputs": replaced(template["Outputs"])}


def parameters(stage):
    """What samconfig.toml says, with what is to be filled in before a first deployment."""
    entries = tomllib.loads(Path("samconfig.toml").read_text())[stage]["global"]["parameters"]
    given = CfnParameterOverridesType().convert(tuple(entries["parameter_overrides"]), None, None)
    return {**RULES["parameters"], **given}


def deploy(stage, template, directory, *options):
    path = Path(directory) / "deployed.json"
    path.write_text(json.dumps(template))
    overrides = [f'{name}="{value}"' for name, value in parameters(stage).items()]
    command = [
        "sam", "deploy", "--config-file", os.path.abspath("samconfig.toml"), "--config-env", stage, "--template-file", str(path), "--no-confirm-changeset",
        "--no-resolve-s3", "--s3-bucket", BUCKET, "--parameter-overrides", *overrides, *options,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def stacks(directory):
    """Change sets of the whole, then three stacks of what moto makes, side by side."""
    whole = translated()
    for stage in STAGES:
        told = deploy(stage, whole, directory, "--no-execute-changeset")
        assert "Changeset created successfully" in told, told[-2000:]
        changes = len(re.findall(r"^\+ Add", told, re.M))
        assert changes > 200, told[-2000:]
        print(f"{stage}: a change set of {changes} resources")
    cloudformation = boto3.client("cloudformation")
    physical = collections.Counter()
    for stage in STAGES:
        cloudformation.delete_stack(StackName=f"intowork-integrations-{stage}")
        deploy(stage, reduced(json.loads(json.dumps(whole)), stage), directory)
        [stack] = cloudformation.describe_stacks(StackName=f"intowork-integrations-{stage}")["Stacks"]
        assert stack["StackStatus"] == "CREATE_COMPLETE", stack
        pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack["StackName"])
        made = [resource for page in pages for resource in page["StackResourceSummaries"]]
        physical.update(resource["PhysicalResourceId"] for resource in made)
        print(f"{stage}: {stack['StackStatus']} with {len(made)} resources")
    # moto names what it has no name for "", and an alias by its formula.
    doubled = [name for name, count in physical.items() if count > 1 and name and "${" not in name]
    assert not doubled, f"one account can't have these twice: {doubled}"
    kinds = collections.Counter((it["Type"], is_made(it)) for it in whole["Resources"].values())
    for (kind, made), count in sorted(kinds.items()):
        print(f"  {'made    ' if made else 'not made'} {count:3} {kind}")


def blocks():
    """Each block of shell of the runbook, with its heading."""
    heading, block = "", None
    for line in Path("docs/operations.md").read_text().splitlines():
        if block is None and line.startswith("#"):
            heading = line.lstrip("# ")
        if line.strip() == "```sh":
            block = []
        elif line.strip() == "```" and block is not None:
            yield heading, "\n".join(block)
            block = None
        elif block is not None:
            block.append(line)


def rule(block):
    """What .ci/operations.toml says of the block that contains its text."""
    found = [rule for rule in RULES["blocks"] if rule["contains"] in block]
    assert len(found) <= 1, f"two rules for\n{block}"
    return found[0] if found else {}


def runbook(directory):
    (_, prelude), *rest = blocks()
    shell = f"set -euo pipefail\n{prelude}\n"
    used, ran, skipped = [], 0, 0
    for heading, block in rest:
        it = rule(block)
        used.append(it.get("contains"))
        if "skip" in it:
            skipped += 1
            continue
        script = shell + it.get("before", "") + "\n" + block + "\n" + it.get("after", "")
        environment = {**os.environ, "EDITOR": str(Path(".ci/operations-editor").resolve())}
        done = subprocess.run(["bash", "-c", script], cwd=directory, env=environment, capture_output=True, text=True)
        told = f"{heading}\n{block}\n{done.stdout}\n{done.stderr}"
        assert done.returncode == it.get("exit", 0), told
        assert it.get("says", "") in done.stdout + done.stderr, told
        ran += 1
    unused = [it["contains"] for it in RULES["blocks"] if it["contains"] not in used]
    assert not unused, f"no block has {unused}"
    print(f"runbook: {ran} blocks ran, {skipped} have a reason not to")


def main():
    for noisy in ("werkzeug", "moto.cloudformation.parsing"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    # By this name moto knows the bucket of a template's URL.
    url = f"http://localhost:{port}"
    os.environ.update({
        "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION, "SAM_CLI_TELEMETRY": "0",
    })  # fmt: skip
    # A function answers nothing instead of running in a container.
    requests.post(f"{url}/moto-api/config", json={"lambda": {"use_docker": False}}).raise_for_status()
    with tempfile.TemporaryDirectory() as directory:
        package = Path(directory) / "function.zip"
        with zipfile.ZipFile(package, "w") as file:
            file.writestr("bootstrap", "")
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        s3.upload_file(str(package), BUCKET, "function.zip")
        stacks(directory)
        runbook(directory)
    server.stop()


if __name__ == "__main__":
    sys.exit(main())
