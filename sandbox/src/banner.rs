//! What a person reads when the sandbox is ready.

use sandbox::world::Origins;

/// Where everything is, and the calls of the guide to paste.
pub(crate) fn text(origins: &Origins) -> String {
    let Origins { dashboard, api, linkedin, google, microsoft, dynamodb, kms_and_secrets } =
        origins;
    format!(
        r#"
IntoWork Integrations is ready.

  Dashboard    {dashboard}/dashboard/integrations     start here
  API and ATS  {api}/api
  LinkedIn     {linkedin}/feed
  Google       {google}/calendar
  Microsoft    {microsoft}/calendar
  DynamoDB     {dynamodb}
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
