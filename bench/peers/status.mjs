// `status` as a careful engineer writes it for Node.js: clients made while starting, the secret kept, one query.
// It asks what ours asks: the caller's token is verified, the ATS says for which company, the table is read once. It
// runs under the same Runtime API. Needs @aws-sdk/client-dynamodb, @aws-sdk/client-secrets-manager and jose.
import { DynamoDBClient, QueryCommand } from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { jwtVerify } from "jose";

const PROVIDERS = ["linkedin", "google_calendar", "outlook", "zoom", "slack"];
const SHOWN = ["connected_at", "last_used_at", "expires_at"];
const { env } = process;
const at = (port) => (env.SANDBOX_HOST ? { endpoint: `http://localhost:${port}` } : {});
const table = new DynamoDBClient(at(8005));
const secrets = new SecretsManagerClient(at(8006));
const { SecretString: kept } = await secrets.send(new GetSecretValueCommand({ SecretId: env.CALLER_SECRET_ID }));
const key = new TextEncoder().encode(JSON.parse(kept).JWT_SECRET);

const shown = (item) => Object.fromEntries(SHOWN.map((name) => [name, item[name]?.S ?? item[name]?.N ?? null]));
const answer = (statusCode, body) => ({
  statusCode,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

async function handler(event) {
  const authorization = event.headers.authorization ?? "";
  let claims;
  try {
    claims = (await jwtVerify(authorization.replace("Bearer ", ""), key, { algorithms: ["HS256"] })).payload;
  } catch {
    return answer(401, { detail: "Sign in again", code: "unauthenticated" });
  }
  if (claims.type !== "access" || claims.role !== "employer") {
    return answer(403, { detail: "For employers", code: "forbidden" });
  }
  const profile = await fetch(`${env.ATS_API_URL}/api/employers/me`, { headers: { authorization } });
  if (!profile.ok) return answer(503, { detail: "The ATS does not answer", code: "ats_unavailable" });
  const { company_id: company } = await profile.json();
  const { Items: items } = await table.send(
    new QueryCommand({
      TableName: env.TABLE_NAME,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :sk)",
      ExpressionAttributeValues: { ":pk": { S: `COMPANY#${company}` }, ":sk": { S: "CREDENTIAL#" } },
      ConsistentRead: true,
    }),
  );
  const entries = Object.fromEntries(PROVIDERS.map((provider) => [provider, { provider, is_connected: false }]));
  for (const { sk, ...item } of items) {
    const provider = sk.S.split("#")[1];
    if (provider in entries) entries[provider] = { provider, is_connected: true, ...shown(item) };
  }
  return answer(200, entries);
}

const invocation = `http://${env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
for (;;) {
  const asked = await fetch(`${invocation}/next`);
  const id = asked.headers.get("lambda-runtime-aws-request-id");
  const told = await handler(await asked.json());
  await (await fetch(`${invocation}/${id}/response`, { method: "POST", body: JSON.stringify(told) })).text();
}
