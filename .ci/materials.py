"""The bill of materials of what is deployed, as CycloneDX 1.6: python3 .ci/materials.py VERSION COMMIT

Every crate that a function is linked with, for Linux, by its checksum in Cargo.lock; what only tests, commands or the
sandbox use is left out.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

version, commit = sys.argv[1:]
command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"]
metadata = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
locked = tomllib.loads(Path("Cargo.lock").read_text())["package"]
checksums = {(it["name"], it["version"]): it.get("checksum") for it in locked}


def linked(node):
    """What it depends on when it runs: not for its tests, and not for its build."""
    return [it["pkg"] for it in node["deps"] if any(kind["kind"] is None for kind in it["dep_kinds"])]


functions = [id for id, it in packages.items() if "/functions/" in it["manifest_path"]]
found, waiting = set(), list(functions)
while waiting:
    id = waiting.pop()
    if id not in found:
        found.add(id)
        waiting += linked(nodes[id])


def reference(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package):
    told = {
        "type": "application" if package["id"] in functions else "library",
        "bom-ref": reference(package), "name": package["name"], "version": package["version"],
        "purl": reference(package),
    }  # fmt: skip
    if package["license"]:
        told["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if checksum := checksums[package["name"], package["version"]]:
        told["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return told


ordered = sorted((packages[id] for id in found), key=reference)
materials = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "version": 1,
    "metadata": {
        "component": {
            "type": "application", "bom-ref": "intowork-integrations", "name": "intowork-integrations",
            "version": version, "properties": [{"name": "git:commit", "value": commit}],
        },
    },
    "components": [component(package) for package in ordered],
    "dependencies": [
        {"ref": "intowork-integrations", "dependsOn": sorted(reference(packages[id]) for id in functions)},
        *({"ref": reference(it), "dependsOn": sorted({reference(packages[id]) for id in linked(nodes[it["id"]])})} for it in ordered),
    ],
}  # fmt: skip
json.dump(materials, sys.stdout, indent=1)
print()
