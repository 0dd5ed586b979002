"""`status` as a careful engineer writes it in Python: clients made while starting, the secret kept, one query.

It asks what ours asks: the caller's token is verified, the ATS says for which company, the table is read once. It
runs under the same Runtime API. Needs boto3, httpx and PyJWT.
"""

import datetime
import json
import os
import urllib.request

import boto3
import httpx
import jwt

PROVIDERS = ["linkedin", "google_calendar", "outlook", "zoom", "slack"]
SHOWN = ["connected_at", "last_used_at", "expires_at"]

sandboxed = bool(os.environ.get("SANDBOX_HOST"))
endpoint = (lambda port: f"http://localhost:{port}" if sandboxed else None)
table = boto3.client("dynamodb", endpoint_url=endpoint(8005))
secrets = boto3.client("secretsmanager", endpoint_url=endpoint(8006))
ats = httpx.Client(base_url=os.environ["ATS_API_URL"], verify=os.environ.get("SSL_CERT_FILE") or True, timeout=10)
kept = secrets.get_secret_value(SecretId=os.environ["CALLER_SECRET_ID"])["SecretString"]
key = json.loads(kept)["JWT_SECRET"]


def handler(event):
    token = event["headers"].get("authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, key, algorithms=["HS256"], options={"verify_aud": False})
    except jwt.InvalidTokenError:
        return answer(401, {"detail": "Sign in again", "code": "unauthenticated"})
    if claims.get("type") != "access" or claims.get("role") != "employer":
        return answer(403, {"detail": "For employers", "code": "forbidden"})
    profile = ats.get("/api/employers/me", headers={"authorization": f"Bearer {token}"})
    profile.raise_for_status()
    company = profile.json()["company_id"]
    found = table.query(
        TableName=os.environ["TABLE_NAME"],
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ExpressionAttributeValues={":pk": {"S": f"COMPANY#{company}"}, ":sk": {"S": "CREDENTIAL#"}},
        ConsistentRead=True,
    )
    entries = {provider: {"provider": provider, "is_connected": False} for provider in PROVIDERS}
    for item in found["Items"]:
        provider = item["sk"]["S"].split("#")[1]
        if provider in entries:
            entries[provider] = {"provider": provider, "is_connected": True, **{name: shown(item.get(name)) for name in SHOWN}}
    return answer(200, entries)


def shown(value):
    if value is None or "N" not in value:
        return value and value.get("S")
    return datetime.datetime.fromtimestamp(int(value["N"]), datetime.UTC).isoformat()


def answer(status, body):
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}


if __name__ == "__main__":
    invocation = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation"
    while True:
        with urllib.request.urlopen(f"{invocation}/next") as asked:
            request_id, event = asked.headers["lambda-runtime-aws-request-id"], json.load(asked)
        told = json.dumps(handler(event)).encode()
        urllib.request.urlopen(urllib.request.Request(f"{invocation}/{request_id}/response", told)).close()
