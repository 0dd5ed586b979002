"""What SAM's own parser makes of parameters: run by .ci/packaged with the Python that SAM is installed in.

Every environment of samconfig.toml reaches CloudFormation as it is written and is taken there; a list of
scopes comes whole with quotes of its own, and the half that is left without them is refused.
"""

import re
import tomllib

from samcli.cli.types import CfnParameterOverridesType
from samcli.yamlhelper import yaml_parse

EXAMPLE = "openid profile w_member_social"


def parsed(entries):
    return CfnParameterOverridesType().convert(tuple(entries), None, None)


def is_taken(parameter, value):
    pattern = parameter.get("AllowedPattern")
    return pattern is None or re.fullmatch(pattern, value) is not None


with open("template.yaml", encoding="utf-8") as file:
    parameters = yaml_parse(file.read())["Parameters"]
with open("samconfig.toml", "rb") as file:
    environments = tomllib.load(file)

for stage in ("dev", "staging", "prod"):
    entries = environments[stage]["global"]["parameters"]["parameter_overrides"]
    values = parsed(entries)
    assert len(values) == len(entries), (stage, values)
    for name, value in values.items():
        assert is_taken(parameters[name], value), (stage, name, value)

for name, parameter in parameters.items():
    if "Default" in parameter and "AllowedPattern" in parameter:
        assert is_taken(parameter, parameter["Default"]), name

whole = parsed([f'LinkedInScopes="{EXAMPLE}"'])["LinkedInScopes"]
assert whole == EXAMPLE and is_taken(parameters["LinkedInScopes"], whole), whole
half = parsed([f"LinkedInScopes={EXAMPLE}"])["LinkedInScopes"]
assert half == "openid" and not is_taken(parameters["LinkedInScopes"], half), half
print("SAM reads the parameters as they are written")
