//! `GET` and `PUT /api/integrations/preferences`: what a company chose for its posts and invitations.

use http::Method;
use lambda_http::Request;
use serde::Deserialize;
use shared::app::App;
use shared::model::error::{Error, Result};
use shared::model::language::Language;
use shared::model::preferences::{Changes, PictureStyle, Preferences};
use shared::model::provider::{Provider, RoomProvider};
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::platform::request::{self, present};
use shared::platform::response::Json;
use shared::words::Text;

/// What is to change: a field that is not there stays as it is, `null` goes back to the default.
#[derive(Deserialize)]
struct Body {
    /// A language's code or name.
    #[serde(default, deserialize_with = "present")]
    language: Option<Option<String>>,
    #[serde(default, deserialize_with = "present")]
    picture: Option<Option<PictureStyle>>,
    #[serde(default, deserialize_with = "present")]
    meeting_provider: Option<Option<RoomProvider>>,
}

/// Answers the company's preferences, after changing what is named where the method is `PUT`.
///
/// # Errors
/// A value that is not one of the choices (400); those of the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Preferences>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    if request.method() != Method::PUT {
        let employer = caller.with_company(&app.ats).await?;
        return app.store.preferences(employer.company_id).await.map(Json);
    }
    let changes = changes(request::json(&request)?)?;
    let employer = caller.with_company(&app.ats).await?;
    let (user_id, now) = (employer.user_id, app.clock.now());
    let result = app.store.change_preferences(employer.company_id, changes, user_id, now).await;
    let connection = employer.company_connection(Provider::LinkedIn);
    Audit { action: "change_preferences", user_id, connection }.record(&result);
    result.map(Json)
}

fn changes(Body { language, picture, meeting_provider }: Body) -> Result<Changes> {
    let named = |name: String| Language::named(&name).ok_or_else(unknown_language);
    let language = language.map(|name| name.map(named).transpose()).transpose()?;
    Ok(Changes { language, picture, meeting_provider })
}

fn unknown_language() -> Error {
    let tags = Language::ALL.map(Language::tag).join(", ");
    let expected = Text::new("expected-one-of").with("field", "language").with("words", tags);
    Error::InvalidRequest(expected)
}
