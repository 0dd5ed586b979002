//! `POST /api/integrations/linkedin/preview`: a job's text exactly as it would be posted.
//!
//! It is composed as publishing composes it, and nothing is sent anywhere; a draft can be looked at too.

use lambda_http::Request;
use serde::{Deserialize, Serialize};
use shared::app::App;
use shared::model::error::Result;
use shared::model::warning::Warning;
use shared::people::auth::Caller;
use shared::platform::request;
use shared::platform::response::Json;
use shared::posting::commentary::{Commentary, Manner, Template, apply_link, compose};
use shared::providers::linkedin::little_text::{LIMIT, length};

#[derive(Deserialize)]
struct Body {
    job_id: i64,
    /// A template to try; the company's stored one where absent.
    #[serde(default)]
    template: Option<String>,
    /// Takes the place of the whole text but the apply link, as in publishing.
    #[serde(default)]
    custom_message: Option<String>,
}

/// The text as a reader sees it, and as it is sent; lengths in UTF-16 units of what is sent.
#[derive(Debug, Serialize)]
pub struct Answer {
    text: String,
    commentary: String,
    length: usize,
    limit: usize,
    warnings: Vec<Warning>,
}

/// Answers the text of a job's post.
///
/// # Errors
/// A malformed body or a text that is no template (400); no such job in the company (404); those of
/// the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let body: Body = request::json(&request)?;
    let tried = body.template.as_deref().map(Template::parse).transpose()?;
    let (employer, job) =
        tokio::join!(caller.with_company(&app.ats), app.ats.job(&caller, body.job_id));
    let company_id = employer?.company_id;
    let job = job?.of_company(company_id)?;
    let stored = async {
        match tried {
            Some(template) => Ok(Some(template)),
            None => Template::of_company(&app, company_id).await,
        }
    };
    let (template, preferences) = tokio::try_join!(stored, app.store.preferences(company_id))?;
    let manner = Manner {
        template: template.as_ref(),
        custom_message: body.custom_message.as_deref(),
        language: preferences.language,
    };
    let apply_url = apply_link(&job, &app.config);
    let Commentary { text, commentary, warnings } = compose(&job, manner, &apply_url);
    Ok(Json(Answer { text, length: length(&commentary), commentary, limit: LIMIT, warnings }))
}
