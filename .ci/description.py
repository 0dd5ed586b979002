"""Holds docs/openapi.yaml against itself and against a sandbox: run by .ci/description with its tools.

As a module it is schemathesis' hooks.
"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from datetime import UTC, datetime, timedelta

ROOT = pathlib.Path(__file__).resolve().parent.parent
DESCRIPTION = ROOT / "docs" / "openapi.yaml"
PORTS = ["dashboard", "api", "linkedin", "google", "microsoft", "zoom", "slack", "dynamodb", "kms"]
# Who consents where, and to what.
CONSENTS = {
    "linkedin": [("account", "claire"), ("decision", "allow")],
    "google-calendar": [("account", "awa"), ("decision", "allow")]
    + [("scope", f"https://www.googleapis.com/auth/calendar.{name}") for name in ("events", "freebusy")],
    "outlook": [("account", "fatou"), ("decision", "accept")],
    "zoom": [("account", "zoe"), ("decision", "allow")],
    "slack": [("account", "sali"), ("decision", "allow")],
}
PAGE = "urn:li:organization:27113908"


def examples():
    """Each example is what the schema beside it says."""
    import yaml
    from openapi_schema_validator import OAS31Validator, oas31_format_checker

    description = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    components = description["components"]
    checked = 0

    def resolved(part):
        while "$ref" in part:
            found = description
            for name in part["$ref"].removeprefix("#/").split("/"):
                found = found[name.replace("~1", "/")]
            part = found
        return part

    def check(place, content):
        nonlocal checked
        for name, example in content.get("examples", {}).items():
            schema = {"allOf": [content["schema"]], "components": components}
            validator = OAS31Validator(schema, format_checker=oas31_format_checker)
            problems = [error.message for error in validator.iter_errors(resolved(example)["value"])]
            assert not problems, (place, name, problems)
            checked += 1

    for path, item in description["paths"].items():
        for method, operation in item.items():
            if method == "parameters":
                continue
            place = f"{method.upper()} {path}"
            for kind in operation.get("requestBody", {}).get("content", {}).values():
                check(place, kind)
            for status, response in operation["responses"].items():
                for kind in resolved(response).get("content", {}).values():
                    check(f"{place} {status}", kind)
    print(f"{checked} examples are what their schemas say")


def send(method, url, body=None, form=None, token=None):
    """Status, headers and body of an answer; redirects are not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    headers = {"Authorization": f"Bearer {token}"} if token else {}
    data = None
    if body is not None:
        data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
    if form is not None:
        data, headers["Content-Type"] = urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded"
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        answer = urllib.request.build_opener(Stay).open(request, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    return answer.status, answer.headers, answer.read()


def busy_company(api):
    """A company that has connected everything, with a post and an interview: their ids, and its token."""

    def call(method, path, body=None):
        status, _, answer = send(method, f"{api}/api/integrations/{path}", body, token=token)
        assert status in (200, 202), (path, status, answer)
        return json.loads(answer)

    token = json.loads(send("POST", f"{api}/api/auth/token", {"user_id": 1})[2])["access_token"]
    for provider, form in CONSENTS.items():
        consent = call("GET", f"{provider}/auth-url")["authorization_url"]
        back = send("POST", consent, form=form)[1]["Location"]
        call("GET", f"{provider}/callback?{urllib.parse.urlsplit(back).query}")
    post = call("POST", "linkedin/publish-job", {"job_id": 1, "organization_id": PAGE})
    later = (datetime.now(UTC) + timedelta(days=30)).isoformat()
    plan = call("POST", "linkedin/publish-job", {"job_id": 2, "organization_id": PAGE, "publish_at": later})
    times = {"start_time": "2099-03-01T14:00:00", "end_time": "2099-03-01T15:00:00"}
    event = call("POST", "google-calendar/create-event", {"application_id": 1, "title": "Entretien", **times})
    return {"TOKEN": token, "POST_ID": post["post_id"], "EVENT_ID": event["event_id"], "PLAN_ID": plan["plan"]["id"]}


def free_ports():
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in PORTS]
    ports = dict(zip(PORTS, (one.getsockname()[1] for one in sockets)))
    for one in sockets:
        one.close()
    return ports


def run():
    """Starts a sandbox and lets schemathesis at it, by description.toml."""
    ports = free_ports()
    options = [text for name, port in ports.items() for text in (f"--{name}-port", str(port))]
    sandbox = subprocess.Popen(
        [ROOT / "target" / "debug" / "sandbox", *options],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "RUST_LOG": "error"},
    )
    try:
        api = f"http://localhost:{ports['api']}"
        for _ in range(100):
            try:
                send("GET", f"{api}/healthz")
                break
            except OSError:
                assert sandbox.poll() is None, "the sandbox has ended"
                time.sleep(0.1)
        environment = {**os.environ, **busy_company(api), "API": api, "SCHEMATHESIS_HOOKS": "description"}
        environment["PYTHONPATH"] = str(ROOT / ".ci")
        config = ROOT / ".ci" / "description.toml"
        command = ["schemathesis", "--config-file", config, "run", DESCRIPTION]
        # It leaves what it needs for a replay where it is started.
        with tempfile.TemporaryDirectory() as place:
            return subprocess.run(command, env=environment, cwd=place, check=False).returncode
    finally:
        sandbox.kill()
        sandbox.wait()


if __name__ == "__main__":
    sys.exit({"examples": examples, "run": run}[sys.argv[1]]())
else:
    import schemathesis

    def whole(value):
        """`17.0` is an integer to JSON Schema, and no whole number to the reader of our bodies."""
        if isinstance(value, dict):
            return {name: whole(member) for name, member in value.items()}
        if isinstance(value, list):
            return [whole(member) for member in value]
        is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 2**53
        return int(value) if is_whole else value

    @schemathesis.hook
    def filter_path_parameters(context, path_parameters):
        """An encoded slash or question mark makes it another path at API Gateway, which answers that itself."""
        # Some come encoded already.
        values = [urllib.parse.unquote(str(value)) for value in (path_parameters or {}).values()]
        return not any("/" in value or "?" in value for value in values)

    @schemathesis.hook
    def map_body(context, body):
        return whole(body)
