"""The deployment and the runbook, as far as moto plays AWS: run by .ci/operations.

Both macros of template.yaml are applied with the libraries that AWS itself uses for them. Every environment of
samconfig.toml reaches a change set by `sam deploy`, with what CloudFormation would make of the template; then three
stacks are created beside each other, without the types that moto's CloudFormation does not make (they are listed, and
the secrets among them are made by their own API). Every command in docs/operations.md is run against the stack `prod`,
or .ci/operations.toml says why it is not. What is told of all that is the transcript in docs/first-deployment.md:
UPDATE_TRANSCRIPT=1 writes it anew.
"""

import collections
import fnmatch
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
import cfnlint
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
# CloudFormation takes 500 resources in a stack.
ROOM = 450
TRANSCRIPT = []


def tell(line):
    TRANSCRIPT.append(line)
    print(line, flush=True)


def translated(path="template.yaml"):
    """The template as CloudFormation's macros leave it; with one package for every function that has its source yet."""
    template = yaml_parse(Path(path).read_text())
    expanded = expand_language_extensions(template, {}, enabled=True).expanded_template
    expanded["Transform"] = "AWS::Serverless-2016-10-31"
    for resource in expanded["Resources"].values():
        is_function = resource["Type"] == "AWS::Serverless::Function"
        if is_function and not str(resource["Properties"]["CodeUri"]).startswith("s3://"):
            resource["Properties"]["CodeUri"] = f"s3://{BUCKET}/function.zip"
    parser = samtranslator.parser.parser.Parser()
    session = boto3.session.Session(region_name=REGION)
    whole = Translator({}, parser, boto_session=session).translate(expanded, {})
    return json.loads(json.dumps(whole, default=str))


def is_made(resource):
    """Nothing that depends on a condition, all of which are false in samconfig.toml: moto stumbles over what is not."""
    return "Condition" not in resource and resource_class_from_type(resource["Type"]) is not None


def beginning(properties):
    """What a secret holds at first."""
    generated = properties.get("GenerateSecretString")
    return properties["SecretString"] if generated is None else json.dumps({generated["GenerateStringKey"]: "generated"})


def reduced(template, stage):
    """What moto makes of it, with a value in the place of whatever it does not make."""
    missing = {name: it for name, it in template["Resources"].items() if not is_made(it)}
    stand_ins = {}
    secrets = boto3.client("secretsmanager")
    for name, resource in missing.items():
        stand_ins[name] = f"{stage}-{name}"
        if resource["Type"] == "AWS::SecretsManager::Secret":
            made = secrets.create_secret(Name=f"{stage}-{name}", SecretString=beginning(resource["Properties"]))
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
        # moto reads a key's policy as its API is given it, as text.
        if resource["Type"] == "AWS::KMS::Key":
            resource["Properties"]["KeyPolicy"] = json.dumps(RULES["key_policy"])
    outputs = {name: it for name, it in template["Outputs"].items() if "Condition" not in it}
    return {**template, "Resources": replaced(kept), "Outputs": replaced(outputs)}


def parameters(stage):
    """What samconfig.toml says, with what is to be filled in before a first deployment."""
    entries = tomllib.loads(Path("samconfig.toml").read_text())[stage]["global"]["parameters"]
    given = CfnParameterOverridesType().convert(tuple(entries["parameter_overrides"]), None, None)
    return {**RULES["parameters"], **given}


def change_set(stage, template, directory):
    path = Path(directory) / "deployed.json"
    path.write_text(json.dumps(template))
    overrides = [f'{name}="{value}"' for name, value in parameters(stage).items()]
    command = [
        "sam", "deploy", "--config-file", os.path.abspath("samconfig.toml"), "--config-env", stage, "--template-file", str(path), "--no-confirm-changeset",
        "--no-execute-changeset", "--no-resolve-s3", "--s3-bucket", BUCKET, "--parameter-overrides", *overrides,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def create(stage, template):
    """Directly: a stack that moto makes of a change set has no outputs."""
    key = f"{stage}.json"
    boto3.client("s3").put_object(Bucket=BUCKET, Key=key, Body=json.dumps(template))
    boto3.client("cloudformation").create_stack(
        StackName=f"intowork-integrations-{stage}",
        TemplateURL=f"{os.environ['AWS_ENDPOINT_URL']}/{BUCKET}/{key}",
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in parameters(stage).items()],
        Capabilities=["CAPABILITY_IAM"],
    )


def rights(whole):
    """Whoever deploys may do what CloudFormation does for each type of the template, as the types' own schemas tell.

    They tell it for all that a type can have, so RULES has what ours does not use. Whether AWS asks for more than it
    writes there, and whether the resources named in the policy suffice, only AWS can tell.
    """
    statements = json.loads(Path("docs/policies/deployer.json").read_text())["Statement"]
    actions = {"Allow": set(), "Deny": set()}
    for statement in statements:
        named = statement["Action"]
        actions[statement["Effect"]].update(it.lower() for it in ([named] if isinstance(named, str) else named))
    may = actions["Allow"] - actions["Deny"]
    needless = [pattern.lower() for patterns in RULES["needless_rights"].values() for pattern in patterns]
    schemas = Path(cfnlint.__file__).parent.glob("data/schemas/resources/*.json")
    handlers = {it["typeName"]: it.get("handlers", {}) for it in (json.loads(path.read_text()) for path in schemas)}
    missing, asked, used = [], set(), set()
    for kind in sorted({resource["Type"] for resource in whole["Resources"].values()}):
        for handler in ("create", "update", "delete"):
            needed = {action.lower() for action in handlers[kind].get(handler, {}).get("permissions", [])}
            asked |= needed
            for action in sorted(needed - may):
                matching = [pattern for pattern in needless if fnmatch.fnmatch(action, pattern)]
                used.update(matching)
                missing += [f"{kind}, {handler}: {action}"] if not matching else []
    assert not missing, "docs/policies/deployer.json lacks\n" + "\n".join(missing)
    assert set(needless) == used, f"nothing asks for {set(needless) - used}"
    tell(f"rights: {len(asked & may)} of {len(asked)} that the types may ask for are given, the others have a reason not to be")


def stacks(directory, whole):
    """Change sets of the whole, then three stacks of what moto makes, side by side."""
    assert len(whole["Resources"]) <= ROOM, f"{len(whole['Resources'])} resources: CloudFormation takes 500"
    for stage in STAGES:
        told = change_set(stage, whole, directory)
        assert "Changeset created successfully" in told, told[-2000:]
        changes = len(re.findall(r"^\+ Add", told, re.M))
        assert changes > 200, told[-2000:]
        tell(f"sam deploy --config-env {stage}: a change set of {changes} resources")
    cloudformation = boto3.client("cloudformation")
    physical = collections.Counter()
    for stage in STAGES:
        cloudformation.delete_stack(StackName=f"intowork-integrations-{stage}")
        create(stage, reduced(json.loads(json.dumps(whole)), stage))
        [stack] = cloudformation.describe_stacks(StackName=f"intowork-integrations-{stage}")["Stacks"]
        assert stack["StackStatus"] == "CREATE_COMPLETE", stack
        pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack["StackName"])
        made = [resource for page in pages for resource in page["StackResourceSummaries"]]
        physical.update(resource["PhysicalResourceId"] for resource in made)
        tell(f"{stage}: {stack['StackStatus']} with {len(made)} resources")
    # moto names what it has no name for "", and an alias by its formula.
    doubled = [name for name, count in physical.items() if count > 1 and name and "${" not in name]
    assert not doubled, f"one account can't have these twice: {doubled}"
    kinds = collections.Counter((it["Type"], is_made(it)) for it in whole["Resources"].values())
    for (kind, made), count in sorted(kinds.items()):
        tell(f"  {'made    ' if made else 'not made'} {count:3} {kind}")


def release(directory):
    """Deploys a release, then one with another parameter, then the first again: the same packages, and no build."""
    packaged = []
    for name in ("first", "second", "first"):
        path = Path(directory) / name
        if not path.exists():
            subprocess.run([".ci/release", "--rehearse", str(path)], check=True, capture_output=True)
            if name == "second":
                template = path / "x86_64.yaml"
                template.write_text(template.read_text().replace("  JobLinkRef:\n", "  JobLinkReference:\n"))
                sums = path / "SHA256SUMS"
                lines = [line for line in sums.read_text().splitlines() if "x86_64.yaml" not in line]
                sums.write_text("\n".join(lines) + "\n")
        told = Path(directory) / "deployed"
        environment = {**os.environ, "DEPLOYED": str(told), "PACKAGES_BUCKET": BUCKET}
        command = ["bin/deploy", "staging", str(path), "--no-confirm-changeset"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        arguments = told.read_text().splitlines()
        assert str(path / "staging.json") in arguments and "--no-confirm-changeset" in arguments, arguments
        assert any(it.startswith("AtsApiUrl=") or it.startswith("FrontendUrl=") for it in arguments), arguments
        # SAM ends well where somebody declines the change set: only the stack knows what it has.
        assert not (path / "DEPLOYED").exists(), "nothing was deployed"
        packaged.append((path / "staging.json").read_text())
    assert packaged[0] == packaged[2] != packaged[1], "going back deploys what was deployed"
    whole = translated(Path(directory) / "first" / "staging.json")
    assert "Changeset created successfully" in change_set("staging", whole, directory)
    said = (Path(directory) / "first" / "RELEASE").read_text().splitlines()
    environment["SAID_RELEASE"] = f"{said[0]}-{said[1]}"
    subprocess.run([*command[:2], str(path), *command[3:]], env=environment, check=True, capture_output=True)
    assert (path / "DEPLOYED").read_text().startswith("staging 20"), "the stack says that it has it"
    parameters_can_t_be_read(directory, [*command[:2], str(path)])
    (Path(directory) / "first" / "x86_64.yaml").write_text("something else")
    refused = subprocess.run(["bin/deploy", "staging", str(Path(directory) / "first")], capture_output=True, text=True)
    assert refused.returncode != 0 and "x86_64.yaml" in refused.stdout + refused.stderr, refused
    tell("bin/deploy: deployed, replaced, and gone back to, without a build")


def parameters_can_t_be_read(directory, command):
    """A deployment without parameters would be one with the stack's old ones: there is none."""
    tools = Path(directory) / "tools"
    tools.mkdir()
    (tools / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tools / "python3").chmod(0o755)
    told = Path(directory) / "not-deployed"
    environment = {**os.environ, "DEPLOYED": str(told), "PACKAGES_BUCKET": BUCKET, "PATH": f"{tools}:{os.environ['PATH']}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode != 0 and not told.exists(), done


def adoption(directory, whole):
    """Everything that outlives its stack is taken in again by what bin/adopt writes."""
    outlive = {name for name, it in whole["Resources"].items() if it.get("DeletionPolicy") == "RetainExceptOnCreate"}
    tagged = [
        {"ResourceARN": f"arn:aws:any:{REGION}:1:kind/{name}", "Tags": [{"Key": "aws:cloudformation:logical-id", "Value": name}]}
        for name in sorted(outlive)
    ]
    tools, target = Path(directory) / "tagged", Path(directory) / "adopt"
    tools.mkdir()
    (tools / "aws").write_text(f"#!/bin/sh\ncat <<'JSON'\n{json.dumps({'ResourceTagMappingList': tagged})}\nJSON\n")
    (tools / "aws").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    subprocess.run([sys.executable, "bin/adopt", "prod", str(target)], env=environment, check=True, capture_output=True)
    template = yaml_parse((target / "retained.yaml").read_text())
    imported = json.loads((target / "adopt.json").read_text())
    assert set(template["Resources"]) == outlive == {it["LogicalResourceId"] for it in imported}, outlive
    for it in imported:
        resource = template["Resources"][it["LogicalResourceId"]]
        assert resource["Type"] == it["ResourceType"] and resource["DeletionPolicy"] == "Retain", it
    lint = [str(Path(sys.executable).parent / "cfn-lint"), "--ignore-checks", "W", "--template", str(target / "retained.yaml")]
    subprocess.run(lint, check=True)
    tell(f"bin/adopt: {len(outlive)} resources that outlive their stack are taken in again by a template that cfn-lint takes")


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
    texts = [block for _, block in rest]
    used, failed = [], []
    for heading, block in rest:
        it = rule(block)
        used.append(it.get("contains"))
        if "skip" in it:
            tell(f"  {heading}: not run ({it['skip']})")
            continue
        left = it.get("leave", [])
        unknown = [text for text in left if text not in block]
        assert not unknown, f"{heading} has no {unknown}"
        lines = [line for line in block.splitlines() if not any(text in line for text in left)]
        needs = next(text for text in texts if it["needs"] in text) if "needs" in it else ""
        script = "\n".join(["set -euo pipefail", prelude, needs, it.get("before", ""), *lines, it.get("after", "")])
        environment = {**os.environ, "EDITOR": str(Path(".ci/operations-editor").resolve())}
        done = subprocess.run(["bash", "-c", script], cwd=directory, env=environment, capture_output=True, text=True)
        if done.returncode != 0 or it.get("says", "") not in done.stdout:
            failed.append(f"== {heading}\n{block}\n{done.stdout}\n{done.stderr}")
        but = ", ".join(text.strip() for text in left)
        tell(f"  {heading}: ran" + (f", but for {but} ({it['why']})" if left else ""))
    assert not failed, "\n".join(failed)
    unused = [it["contains"] for it in RULES["blocks"] if it["contains"] not in used]
    assert not unused, f"no block has {unused}"


def transcript():
    """What was told is what docs/first-deployment.md says of it."""
    document = Path("docs/first-deployment.md")
    before, rest = document.read_text().split("<!-- transcript -->\n")
    _, after = rest.split("<!-- end of the transcript -->")
    text = "```text\n" + "\n".join(TRANSCRIPT) + "\n```\n"
    now = f"{before}<!-- transcript -->\n{text}<!-- end of the transcript -->{after}"
    if os.environ.get("UPDATE_TRANSCRIPT") == "1":
        document.write_text(now)
    assert document.read_text() == now, f"{document} tells something else: UPDATE_TRANSCRIPT=1 .ci/operations"


def main():
    for noisy in ("werkzeug", "moto"):
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
        whole = translated()
        rights(whole)
        adoption(directory, whole)
        stacks(directory, whole)
        release(directory)
        tell("The runbook, docs/operations.md:")
        runbook(directory)
    server.stop()
    transcript()
    print("All of it is as docs/first-deployment.md tells.")


if __name__ == "__main__":
    sys.exit(main())
