//! `PATCH` and `DELETE /api/integrations/linkedin/plans/{id}`: moves a planned post, changes its text, or takes it
//! back, until it starts (B19).
//!
//! Whoever changes a plan is signed in, so the ATS is asked for its job again and the text made anew: what is posted
//! is what its last editor was shown (S58). Each write is made over the plan as it was read, and one that has begun
//! to be posted meanwhile wins.

mod change;

use std::collections::BTreeSet;

use http::Method;
use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::error::{Error, Result, Sought};
use shared::model::plan::{Plan, PlanKey, State};
use shared::model::provider::Provider;
use shared::model::warning::Warning;
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::posting::planned::{View, message};
use shared::store::Save;
use shared::words::Text;

use crate::change::{Body, change};

/// How often a plan is changed that others write at the same moment.
const TRIES: usize = 4;

/// The plan as it stands now.
#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    plan: Option<View>,
    warnings: Vec<Warning>,
}

/// Changes the plan, or takes it back where the method is `DELETE`.
///
/// # Errors
/// A malformed body (400); somebody else's own profile (403); no such plan in the company, or no such job any more
/// (404); a plan that has begun or ended, a job that is not published (409); those of the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Answer>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let id = request::path(&request, "id").unwrap_or_default();
    let is_removal = request.method() == Method::DELETE;
    let body: Option<Body> = if is_removal { None } else { Some(request::json(&request)?) };
    let employer = caller.with_company(&app.ats).await?;
    let key = PlanKey::parse(employer.company_id, &id).ok_or(Error::NotFound(Sought::Plan))?;
    let plan = visible(&app, employer, &key).await?;
    let done = act(&app, (&caller, employer), (&key, plan), body.as_ref()).await;
    let action = if is_removal { "take_back_plan" } else { "change_plan" };
    let connection = employer.connection_of(key.owner, Provider::LinkedIn);
    Audit { action, user_id: employer.user_id, connection }.record(&done);
    let warnings = done?;
    let now = app.store.plan(&key).await?.ok_or(Error::NotFound(Sought::Plan))?;
    let message = match now.is_dismissed {
        true => Text::new("plan-dismissed"),
        false => message(&now, Text::new("plan-changed")),
    };
    // It has made no post, or a moment ago.
    let plan = View::new(&app.config.endpoints, employer, (&key, now), &BTreeSet::new());
    Ok(Json(Answer { message, plan, warnings }))
}

/// Changes `plan` as `body` wants it, or takes it back where there is none; once more where a colleague was faster, who
/// has not begun to post it.
async fn act(
    app: &App,
    (caller, employer): (&Caller, Employer),
    (key, mut plan): (&PlanKey, Plan),
    body: Option<&Body>,
) -> Result<Vec<Warning>> {
    for _ in 1..TRIES {
        let seen = plan.attempt;
        match once(app, (caller, employer), (key, plan), body).await {
            Err(Error::PlanStarted) => {}
            done => return done,
        }
        plan = visible(app, employer, key).await?;
        if plan.attempt == seen {
            return Err(Error::PlanStarted);
        }
    }
    once(app, (caller, employer), (key, plan), body).await
}

async fn once(
    app: &App,
    (caller, employer): (&Caller, Employer),
    (key, plan): (&PlanKey, Plan),
    body: Option<&Body>,
) -> Result<Vec<Warning>> {
    match body {
        Some(body) => change(app, caller, (key, plan), body).await,
        None => take_back(app, employer, (key, plan)).await.map(|()| Vec::new()),
    }
}

/// The plan under `key`, where `employer` may change it: what a colleague plans on the own profile is nobody else's
/// business (S23).
async fn visible(app: &App, employer: Employer, key: &PlanKey) -> Result<Plan> {
    let absent = || Error::NotFound(Sought::Plan);
    let plan = app.store.plan(key).await?.ok_or_else(absent)?;
    let is_own = plan.user_id == employer.user_id;
    if !is_own && plan.places.iter().all(|place| place.organization_id().is_none()) {
        return Err(absent());
    }
    if is_own || !plan.is_personal() { Ok(plan) } else { Err(Error::NotOwner(Provider::LinkedIn)) }
}

/// Taking back what is taken back already is success: what was asked for is the case. One that has ended without a
/// post leaves the list.
async fn take_back(app: &App, employer: Employer, (key, plan): (&PlanKey, Plan)) -> Result<()> {
    if plan.state == State::TakenBack || plan.is_dismissed {
        return Ok(());
    }
    let removed = match plan {
        plan if plan.is_untouched() => plan.taken_back(employer.user_id, app.clock.now()),
        plan if plan.is_in_vain() => Plan { is_dismissed: true, ..plan },
        _ => return Err(Error::PlanStarted),
    };
    match app.store.change_plan(key, removed, None).await? {
        Save::Saved => Ok(()),
        Save::Lost => Err(Error::PlanStarted),
    }
}
