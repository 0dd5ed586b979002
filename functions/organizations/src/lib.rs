//! `GET /api/integrations/linkedin/organizations`: the pages the connected member may post for (B10).
//!
//! LinkedIn is asked anew each time, because roles come and go, and the list stored with the
//! connection, which publishing checks against, is brought up to date.

mod refresh;

use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::connection::{Connection, ProviderData};
use shared::model::error::{Error, Result};
use shared::model::fault::Fault;
use shared::model::organization::Organization;
use shared::model::provider::{PostProvider, Provider};
use shared::oauth::Scopes;
use shared::people::auth::Caller;
use shared::platform::response::Json;
use shared::posting::session::Session;
use shared::providers::Feature;
use shared::words::Text;

/// The pages, and the one posts go to where none is named.
#[derive(Debug, Serialize)]
pub struct Answer {
    organizations: Vec<Organization>,
    default_organization_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Text>,
    personal: Personal,
}

/// Whether the caller may publish on the connected member's own profile, and if not, why.
#[derive(Debug, Serialize)]
struct Personal {
    is_possible: bool,
    account: Option<String>,
    code: Option<&'static str>,
    reason: Option<Text>,
}

const NOT_GRANTED: Text = Text::new("pages-not-granted");
const NOT_ASKED_FOR: Text = Text::new("pages-not-asked-for");
const NO_PAGE: Text = Text::new("pages-none");

/// Answers every page the member may post for; an empty list comes with its reason.
///
/// # Errors
/// No connection or a dead grant (409), LinkedIn's refusals, those of the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let employer = caller.with_company(&app.ats).await?;
    let connection = employer.company_connection(PostProvider::LinkedIn);
    let (session, own) = tokio::try_join!(
        Session::open(&app, connection, Some(employer.user_id)),
        app.store.connection(employer.own_connection(Provider::LinkedIn)),
    )?;
    let own = own.known();
    let personal =
        Personal::of(own.as_ref().unwrap_or_else(|| session.connection()), employer.user_id);
    let provider = session.connection().id.provider;
    let has_pages = |scopes: &Scopes| Feature::Pages.is_open(provider, scopes);
    let asked = &app.config.client(provider).scopes;
    // An app with sign-in and share: LinkedIn would refuse, and no consent changes that.
    if !has_pages(asked) && !has_pages(&session.connection().scopes) {
        return Ok(Json(Answer::without(NOT_ASKED_FOR, personal)));
    }
    let known = &session.connection().provider_data.organizations;
    match session.call(|linkedin| async move { linkedin.organizations(known).await }).await {
        // What is stored stays: LinkedIn did not say that the roles are gone.
        Err(error) if error.fault == Fault::Permission => {
            Ok(Json(Answer::without(NOT_GRANTED, personal)))
        }
        pages => {
            let stored = refresh::stored_list(&app, session.connection().clone(), pages?).await?;
            Ok(Json(Answer::of(stored, personal)))
        }
    }
}

impl Answer {
    fn of(stored: ProviderData, personal: Personal) -> Self {
        let default_organization_id = stored.page().map(|page| page.id.clone());
        let organizations = stored.organizations;
        let reason = organizations.is_empty().then_some(NO_PAGE);
        Self { organizations, default_organization_id, reason, personal }
    }

    const fn without(reason: Text, personal: Personal) -> Self {
        Self {
            organizations: Vec::new(),
            default_organization_id: None,
            reason: Some(reason),
            personal,
        }
    }
}

impl Personal {
    fn of(connection: &Connection, caller: i64) -> Self {
        let demanded =
            |_: &_| Feature::PostOnProfile.demand(connection.id.provider, &connection.scopes);
        let refusal = connection.own_profile(caller).and_then(demanded).err();
        Self {
            is_possible: refusal.is_none(),
            account: connection.account.as_ref().map(|account| account.label.clone()),
            code: refusal.as_ref().map(Error::code),
            reason: refusal.as_ref().map(Error::text),
        }
    }
}
