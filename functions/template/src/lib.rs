//! `GET` and `PUT /api/integrations/linkedin/template`: the company's own text for posts.

use http::Method;
use lambda_http::Request;
use serde::{Deserialize, Serialize};
use shared::app::App;
use shared::model::error::Result;
use shared::model::provider::Provider;
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::posting::commentary::{NAMES, Template};
use shared::store::StoredTemplate;

#[derive(Deserialize)]
struct Body {
    /// The text; `null` goes back to the standard one. It must be said.
    #[serde(deserialize_with = "Option::deserialize")]
    template: Option<String>,
}

/// The template that is stored now.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// `null` where the standard text is used.
    template: Option<String>,
    /// What may stand in a template, such as `{{ title }}`.
    placeholders: Vec<String>,
}

/// Answers the company's template, after storing a new one where the method is `PUT`.
///
/// # Errors
/// An invalid template (400, with what is wrong); those of the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let template = if request.method() == Method::PUT {
        let Body { template } = request::json(&request)?;
        let template = template.as_deref().map(cleaned).transpose()?;
        let employer = caller.with_company(&app.ats).await?;
        let result = store(&app, employer, template).await;
        let connection = employer.company_connection(Provider::LinkedIn);
        Audit { action: "change_template", user_id: employer.user_id, connection }.record(&result);
        result?
    } else {
        match app.store.template(caller.with_company(&app.ats).await?.company_id).await? {
            StoredTemplate::Own(text) => Some(text),
            StoredTemplate::Standard | StoredTemplate::Unreadable => None,
        }
    };
    let placeholders = NAMES.map(|name| format!("{{{{ {name} }}}}")).to_vec();
    Ok(Json(Answer { template, placeholders }))
}

/// The template as it is stored: without what a reader can't see.
fn cleaned(template: &str) -> Result<String> {
    Ok(Template::parse(template)?.source().to_owned())
}

async fn store(app: &App, employer: Employer, template: Option<String>) -> Result<Option<String>> {
    let Employer { user_id, company_id, .. } = employer;
    match &template {
        Some(text) => {
            app.store.put_template(company_id, text, user_id, app.clock.now()).await?;
        }
        None => app.store.delete_template(company_id).await?,
    }
    Ok(template)
}
