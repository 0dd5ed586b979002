//! What a person reads when the sandbox is ready.

use sandbox::world::{Origins, simulator};
use shared::model::provider::Provider;
use simulator_kit::Simulator;

/// Where everything is, and the calls of the guide to paste.
pub(crate) fn text(origins: &Origins) -> String {
    let Origins { dashboard, api, simulators, dynamodb, kms_and_secrets } = origins;
    let providers: String = simulators.iter().map(provider).collect();
    format!(
        r#"
IntoWork Integrations is ready.

  Dashboard    {dashboard}/dashboard/integrations     start here
  API and ATS  {api}/api
  Reference    {api}/api/docs
{providers}  DynamoDB     {dynamodb}
  KMS, secrets {kms_and_secrets}

  Each of them: GET /_requests lists what it received, POST /_control makes it fail.

Call the API yourself:

  TOKEN=$(curl -s {api}/api/auth/token -H 'content-type: application/json' -d '{{"user_id":1}}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
  curl {api}/api/integrations/linkedin/auth-url -H "Authorization: Bearer $TOKEN"
  curl {api}/api/integrations/status -H "Authorization: Bearer $TOKEN"
  curl -X POST {api}/api/integrations/linkedin/publish-job -H "Authorization: Bearer $TOKEN" -H 'content-type: application/json' -d '{{"job_id": 1}}'

Ctrl-C ends it.

"#
    )
}

/// A provider's line: its simulator's name, and the page to look at.
fn provider((provider, origin): (Provider, &String)) -> String {
    let Simulator { name, page, .. } = simulator(provider).0;
    format!("  {name:<12} {origin}{page}\n")
}
