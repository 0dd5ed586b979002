"""google-api-python-client and msgraph-sdk against the calendars' simulators of a running sandbox. Only the
addresses of the APIs are changed; what the clients send and how they read the answers is their own."""

import asyncio
import base64
import contextlib
import datetime
import hashlib
import http.server
import json
import socket
import subprocess
import threading
import time
import urllib.parse
import urllib.request

import googleapiclient.discovery
import googleapiclient.errors
import requests
from google.oauth2.credentials import Credentials
from kiota_abstractions.authentication import (
    AccessTokenProvider,
    AllowedHostsValidator,
    BaseBearerTokenAuthenticationProvider,
)
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.event import Event
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.subscription import Subscription
from msgraph.generated.users.item.calendar_view.delta.delta_request_builder import DeltaRequestBuilder

NAMES = ["dashboard", "api", "linkedin", "google", "microsoft", "zoom", "slack", "dynamodb", "kms"]
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
passed = []


@contextlib.contextmanager
def sandbox():
    """A sandbox on free ports; the origins of its parts."""
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
                urllib.request.urlopen(origins["microsoft"] + "/calendar")
                break
            time.sleep(0.1)
        yield origins
    finally:
        process.terminate()
        process.wait()


class Endpoint(http.server.BaseHTTPRequestHandler):
    """Where notifications arrive: it answers Graph's handshakes, and keeps the rest."""

    arrived = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        token = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query).get("validationToken")
        if token is None:
            self.arrived.append((dict(self.headers), body))
        self.send_response(200)
        self.send_header("content-type", "text/plain")
        self.end_headers()
        self.wfile.write(token[0].encode() if token else b"")

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def endpoint():
    """Its URL."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook"
    finally:
        server.shutdown()


def arrives(is_it, seconds=10):
    """Waits until something arrives for which `is_it` holds; takes all that came before."""
    for _ in range(seconds * 20):
        for place, (headers, body) in enumerate(Endpoint.arrived):
            if is_it({name.lower(): value for name, value in headers.items()}, body):
                del Endpoint.arrived[: place + 1]
                return
        time.sleep(0.05)
    raise AssertionError(f"it did not arrive among {Endpoint.arrived}")


def consent(origins, authorize, token, slug, scopes, form):
    """An access token, where a person agrees on the provider's page."""
    challenge = hashlib.sha256(VERIFIER.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": f"sandbox-{slug}-client",
        "redirect_uri": f"{origins['api']}/api/integrations/{slug}/callback",
        "scope": " ".join(scopes),
        "state": "s",
        "code_challenge": base64.urlsafe_b64encode(challenge).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    answer = requests.post(authorize, form, params=query, allow_redirects=False)
    back = urllib.parse.urlparse(answer.headers["location"])
    grant = {
        "grant_type": "authorization_code",
        "code": urllib.parse.parse_qs(back.query)["code"][0],
        "redirect_uri": query["redirect_uri"],
        "client_id": query["client_id"],
        "client_secret": f"sandbox-{slug}-secret",
        "code_verifier": VERIFIER,
    }
    return requests.post(token, grant).json()["access_token"]


def google(origins, hook):
    scope = "https://www.googleapis.com/auth/calendar.events"
    token = consent(
        origins,
        origins["google"] + "/o/oauth2/v2/auth",
        origins["google"] + "/token",
        "google-calendar",
        [scope],
        {"account": "awa", "decision": "allow", "scope": scope},
    )
    service = googleapiclient.discovery.build(
        "calendar",
        "v3",
        credentials=Credentials(token),
        client_options={"api_endpoint": origins["google"] + "/calendar/v3/"},
    )
    events, channels = service.events(), service.channels()
    listed = events.list(calendarId="primary", singleEvents=True, showDeleted=True).execute()
    sync = listed["nextSyncToken"]

    def watch(name):
        body = {"id": name, "type": "web_hook", "address": hook, "token": f"secret of {name}"}
        return events.watch(calendarId="primary", body=body).execute()

    def told(name, state):
        return lambda headers, _: (
            headers.get("x-goog-channel-token") == f"secret of {name}"
            and headers["x-goog-resource-state"] == state
        )

    def refused(call, status, reason):
        try:
            call()
        except googleapiclient.errors.HttpError as error:
            assert error.status_code == status and reason in str(error.error_details), error
            return
        raise AssertionError("it was not refused")

    first = watch("channel-1")
    arrives(told("channel-1", "sync"))
    refused(lambda: watch("channel-1"), 400, "channelIdNotUnique")
    start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=3)
    made = events.insert(calendarId="primary", body=interview(start), sendUpdates="none").execute()
    arrives(told("channel-1", "exists"))
    changed = events.list(calendarId="primary", syncToken=sync, singleEvents=True).execute()
    assert [event["id"] for event in changed["items"]] == [made["id"]], changed

    second = watch("channel-2")
    arrives(told("channel-2", "sync"))
    assert second["resourceId"] == first["resourceId"]
    stop = {"id": first["id"], "resourceId": first["resourceId"]}
    channels.stop(body=stop).execute()
    refused(lambda: channels.stop(body=stop).execute(), 404, "notFound")
    Endpoint.arrived.clear()
    events.delete(calendarId="primary", eventId=made["id"], sendUpdates="none").execute()
    arrives(told("channel-2", "exists"))
    assert Endpoint.arrived == [], "the channel that was replaced is silent"
    sync = changed["nextSyncToken"]
    changed = events.list(calendarId="primary", syncToken=sync, singleEvents=True).execute()
    assert changed["items"][0]["status"] == "cancelled", changed
    requests.post(origins["google"] + "/_calendars/awa/expire")
    refused(lambda: events.list(calendarId="primary", syncToken=sync).execute(), 410, "fullSyncRequired")
    passed.append("google-api-python-client: events.watch (twice, and refused), channels.stop, list by syncToken, 410")


def interview(start):
    end = start + datetime.timedelta(hours=1)
    return {
        "summary": "Entretien",
        "start": {"dateTime": start.isoformat()},
        "end": {"dateTime": end.isoformat()},
    }


class Bearer(AccessTokenProvider):
    def __init__(self, token):
        self.token = token

    async def get_authorization_token(self, uri, additional_authentication_context={}):
        return self.token

    def get_allowed_hosts_validator(self):
        return AllowedHostsValidator([])


async def microsoft(origins, hook):
    token = consent(
        origins,
        origins["microsoft"] + "/common/oauth2/v2.0/authorize",
        origins["microsoft"] + "/common/oauth2/v2.0/token",
        "outlook",
        ["openid", "User.Read", "Calendars.ReadWrite"],
        {"account": "fatou", "decision": "accept"},
    )
    adapter = GraphRequestAdapter(BaseBearerTokenAuthenticationProvider(Bearer(token)))
    adapter.base_url = origins["microsoft"] + "/v1.0"
    client = GraphServiceClient(request_adapter=adapter)
    now = datetime.datetime.now(datetime.timezone.utc)

    def asked(minutes):
        return Subscription(
            change_type="created,updated,deleted",
            notification_url=hook,
            lifecycle_notification_url=hook,
            resource="me/events",
            expiration_date_time=now + datetime.timedelta(minutes=minutes),
            client_state="secret of fatou",
        )

    async def refused(call, status):
        try:
            await call
        except ODataError as error:
            assert error.response_status_code == status, error
            return
        raise AssertionError("it was not refused")

    await refused(client.subscriptions.post(asked(11_000)), 400)
    made = await client.subscriptions.post(asked(60))
    await refused(client.subscriptions.post(asked(60)), 409)
    one = client.subscriptions.by_subscription_id(made.id)
    assert (await one.get()).id == made.id
    assert [each.id for each in (await client.subscriptions.get()).value] == [made.id]
    later = now + datetime.timedelta(minutes=10_000)
    renewed = await one.patch(Subscription(expiration_date_time=later))
    assert renewed.expiration_date_time > made.expiration_date_time
    await one.reauthorize.post()

    window = DeltaRequestBuilder.DeltaRequestBuilderGetQueryParameters(
        start_date_time=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        end_date_time=(now + datetime.timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    delta = client.me.calendar_view.delta
    page = await delta.get(RequestConfiguration(query_parameters=window))
    while page.odata_next_link:
        page = await delta.with_url(page.odata_next_link).get()
    moment = lambda at: DateTimeTimeZone(date_time=at.strftime("%Y-%m-%dT%H:%M:%S"), time_zone="UTC")
    start = now + datetime.timedelta(days=3)
    event = await client.me.events.post(
        Event(subject="Entretien", start=moment(start), end=moment(start + datetime.timedelta(hours=1)))
    )

    def told(kind):
        def is_it(_, body):
            items = json.loads(body or b"{}").get("value", [])
            return any(
                item["changeType"] == kind
                and item["clientState"] == "secret of fatou"
                and item["resourceData"]["id"] == event.id
                for item in items
            )

        return is_it

    await asyncio.to_thread(arrives, told("created"))
    changed = await delta.with_url(page.odata_delta_link).get()
    assert [each.id for each in changed.value] == [event.id], changed
    await client.me.events.by_event_id(event.id).delete()
    await asyncio.to_thread(arrives, told("deleted"))
    changed = await delta.with_url(changed.odata_delta_link).get()
    assert "@removed" in changed.value[0].additional_data, changed.value
    requests.post(origins["microsoft"] + "/_calendars/fatou/expire")
    await refused(delta.with_url(changed.odata_delta_link).get(), 410)
    await one.delete()
    await refused(one.get(), 404)
    passed.append(
        "msgraph-sdk: subscriptions.post (and refused, 400 and 409), get, list, patch, reauthorize, delete; "
        "calendarView.delta in rounds, 410"
    )


def main():
    with sandbox() as origins, endpoint() as hook:
        google(origins, hook)
        Endpoint.arrived.clear()
        asyncio.run(microsoft(origins, hook))
    print("\n".join(passed))


if __name__ == "__main__":
    main()
