"""slack_sdk against the Slack simulator of a running sandbox: its WebClient drives the methods, and its
SignatureVerifier is handed what the simulator sends. Nothing of the SDK is changed but the base URL."""

import contextlib
import http.server
import queue
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth import AuthorizeUrlGenerator
from slack_sdk.signature import SignatureVerifier

CLIENT = ("sandbox-slack-client", "sandbox-slack-secret")
SIGNING_SECRET = "sandbox-slack-signing-secret"
NAMES = ["dashboard", "api", "linkedin", "google", "microsoft", "zoom", "slack", "dynamodb", "kms"]
SCOPES = ["chat:write", "chat:write.public", "channels:read", "groups:read"]


@contextlib.contextmanager
def sandbox():
    """A sandbox on free ports; the origins of its API and of Slack."""
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
                urllib.request.urlopen(origins["slack"] + "/messages")
                break
            time.sleep(0.1)
        yield origins
    finally:
        process.terminate()
        process.wait()


class Hook(http.server.BaseHTTPRequestHandler):
    """An endpoint that asks the SDK whether Slack has signed, and repeats challenges."""

    seen = queue.Queue()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        is_valid = SignatureVerifier(SIGNING_SECRET).is_valid_request(body, dict(self.headers))
        Hook.seen.put((is_valid, body.decode()))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body if b"challenge" in body else b"{}")

    def log_message(self, *_):
        pass


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def consent(origins, account):
    """The code that comes back where `account` agrees on Slack's page, and the redirect URI."""
    redirect_uri = origins["api"] + "/api/integrations/slack/callback"
    generator = AuthorizeUrlGenerator(
        client_id=CLIENT[0],
        scopes=SCOPES,
        redirect_uri=redirect_uri,
        authorization_url=origins["slack"] + "/oauth/v2/authorize",
    )
    form = urllib.parse.urlencode({"account": account, "decision": "allow"}).encode()
    try:
        urllib.request.build_opener(NoRedirect).open(generator.generate("state"), form)
    except urllib.error.HTTPError as answer:
        back = urllib.parse.urlparse(answer.headers["location"])
        return urllib.parse.parse_qs(back.query)["code"][0], redirect_uri
    raise AssertionError("nobody was sent back")


def refused(call, word):
    try:
        call()
    except SlackApiError as error:
        assert error.response["error"] == word, error
        return
    raise AssertionError(f"it was not refused with {word}")


def send(url, method, body):
    kind = {"content-type": "application/json"}
    request = urllib.request.Request(url, body.encode(), kind, method=method)
    return urllib.request.urlopen(request).status


def main():
    with sandbox() as origins:
        base = origins["slack"] + "/api/"
        code, redirect_uri = consent(origins, "sali")
        tokens = WebClient(base_url=base).oauth_v2_access(
            client_id=CLIENT[0], client_secret=CLIENT[1], code=code, redirect_uri=redirect_uri
        )
        client = WebClient(token=tokens["access_token"], base_url=base)
        assert client.auth_test()["team_id"] == tokens["team"]["id"]
        listed = client.conversations_list(types="public_channel,private_channel", exclude_archived=True)
        names = {one["name"]: one["id"] for one in listed["channels"]}
        assert set(names) == {"recrutement", "direction"}, names
        channel = names["recrutement"]
        assert client.conversations_info(channel=channel)["channel"]["is_private"] is False
        header = {"type": "header", "text": {"type": "plain_text", "text": "Entretien planifié"}}
        posted = client.chat_postMessage(channel=channel, text="Entretien", blocks=[header])
        client.chat_update(channel=channel, ts=posted["ts"], text="Entretien déplacé", blocks=[header])
        client.chat_postMessage(
            channel=channel, text="Déplacé", thread_ts=posted["ts"], reply_broadcast=True
        )
        client.chat_delete(channel=channel, ts=posted["ts"])
        refused(lambda: client.chat_delete(channel=channel, ts=posted["ts"]), "message_not_found")
        refused(lambda: client.chat_postMessage(channel="C1", text="x"), "channel_not_found")
        wrong = [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]
        refused(lambda: client.chat_postMessage(channel=channel, text="x", blocks=wrong), "invalid_blocks")

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        hook = f"http://127.0.0.1:{server.server_port}/"
        assert send(origins["slack"] + "/_webhook", "PUT", f'{{"url": "{hook}"}}') == 204
        client.auth_revoke()
        refused(client.auth_test, "account_inactive")
        sent = [Hook.seen.get(timeout=5) for _ in range(3)]
        assert all(is_valid for is_valid, _ in sent), sent
        assert ["url_verification" in sent[0][1], "app_uninstalled" in sent[1][1]] == [True, True], sent
        server.shutdown()
        print("slack_sdk: oauth_v2_access, auth_test, auth_revoke, conversations_list and _info,")
        print("chat_postMessage, chat_update, chat_delete and SignatureVerifier passed")


if __name__ == "__main__":
    main()
