"""pyzoom against the Zoom simulator of a running sandbox. Only the address of the token endpoint is changed,
which pyzoom has as a constant; what it sends and how it reads the answers is its own."""

import contextlib
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import pyzoom
import requests
from pyzoom import oauth

CLIENT = ("sandbox-zoom-client", "sandbox-zoom-secret")
NAMES = ["dashboard", "api", "linkedin", "google", "microsoft", "zoom", "slack", "dynamodb", "kms"]


@contextlib.contextmanager
def sandbox():
    """A sandbox on free ports; the origins of its API and of Zoom."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in NAMES]
    ports = dict(zip(NAMES, (each.getsockname()[1] for each in sockets)))
    for each in sockets:
        each.close()
    options = [word for name, port in ports.items() for word in (f"--{name}-port", str(port))]
    process = subprocess.Popen(["target/debug/sandbox", *options], stdout=subprocess.DEVNULL)
    origins = {name: f"http://localhost:{port}" for name, port in ports.items()}
    try:
        for _ in range(100):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(origins["zoom"] + "/meetings")
                break
            time.sleep(0.1)
        yield origins
    finally:
        process.terminate()
        process.wait()


def consent(origins, account):
    """The code that comes back where `account` agrees on Zoom's page, and the redirect URI."""
    redirect_uri = origins["api"] + "/api/integrations/zoom/callback"
    query = {"response_type": "code", "client_id": CLIENT[0], "redirect_uri": redirect_uri}
    url = origins["zoom"] + "/oauth/authorize?" + urllib.parse.urlencode(query)
    answer = requests.post(url, {"account": account, "decision": "allow"}, allow_redirects=False)
    back = urllib.parse.urlparse(answer.headers["location"])
    return urllib.parse.parse_qs(back.query)["code"][0], redirect_uri


def at(origins):
    """Sends pyzoom's token requests to the simulator."""
    post = requests.post

    def moved(url, **rest):
        return post(url.replace("https://zoom.us", origins["zoom"]), **rest)

    oauth.requests = type("moved", (), {"post": staticmethod(moved)})


def refused(call):
    try:
        call()
    except Exception as error:  # pyzoom raises several kinds
        return str(error)
    raise AssertionError("it was not refused")


def main():
    with sandbox() as origins:
        at(origins)
        code, redirect_uri = consent(origins, "zoe")
        tokens = oauth.request_tokens(*CLIENT, redirect_uri, code)
        renewed = oauth.refresh_tokens(*CLIENT, tokens["refresh_token"])
        spent = refused(lambda: oauth.refresh_tokens(*CLIENT, tokens["refresh_token"]))
        assert "invalid_grant" in spent, spent
        client = pyzoom.ZoomClient(
            renewed["access_token"], renewed["refresh_token"], origins["zoom"] + "/v2"
        )
        made = client.meetings.create_meeting(
            "Entretien", start_time="2027-03-01T14:00:00Z", duration_min=60, timezone="UTC"
        )
        assert made.id > 2**32 and made.topic == "Entretien", made
        client.meetings.update_meeting(
            "Entretien final",
            start_time="2027-03-02T14:00:00Z",
            duration_min=30,
            timezone="UTC",
            meeting_id=made.id,
        )
        read = client.meetings.get_meeting(made.id)
        assert (read.topic, read.duration, read.join_url) == ("Entretien final", 30, made.join_url), read
        listed = client.meetings.list_meetings()
        assert [one.id for one in listed.meetings] == [made.id], listed
        assert client.meetings.delete_meeting(made.id)
        gone = refused(lambda: client.meetings.get_meeting(made.id))
        assert "3001" in gone, gone
        print("pyzoom: request_tokens, refresh_tokens, create, update, get, list and delete_meeting passed")


if __name__ == "__main__":
    main()
