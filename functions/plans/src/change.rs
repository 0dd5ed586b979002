//! Changing a plan.

use jiff::Timestamp;
use serde::Deserialize;
use shared::app::App;
use shared::connecting::plans;
use shared::model::error::{Error, Result};
use shared::model::owner::ConnectionId;
use shared::model::plan::{Plan, PlanKey, Reason, State, When, zone};
use shared::model::provider::Provider;
use shared::model::warning::Warning;
use shared::people::auth::Caller;
use shared::platform::request::present;
use shared::posting::commentary::titled;
use shared::posting::planned::content;
use shared::posting::publishing::{Draft, Settings, offered};
use shared::store::Save;
use shared::words::Text;

/// What is to change: a field that is not there stays as it is.
#[derive(Debug, Deserialize)]
pub(super) struct Body {
    /// When to publish: an instant with an offset, or a local time of `timezone`.
    #[serde(default)]
    publish_at: Option<String>,
    /// An IANA name; the plan's own where absent.
    #[serde(default)]
    timezone: Option<String>,
    /// Takes the place of the whole text but the apply link; `null` goes back to the company's own text.
    #[serde(default, deserialize_with = "present")]
    custom_message: Option<Option<String>>,
}

/// Writes `plan` as `body` wants it, with what the ATS says of the job now.
///
/// # Errors
/// [`Error::InvalidRequest`]; [`Error::PlanStarted`], also where who planned it or its connection is gone;
/// [`Error::JobNotPublished`]; outages.
pub(super) async fn change(
    app: &App,
    caller: &Caller,
    (key, plan): (&PlanKey, Plan),
    body: &Body,
) -> Result<Vec<Warning>> {
    if body.publish_at.is_none() && body.timezone.is_none() && body.custom_message.is_none() {
        return Err(Error::InvalidRequest(Text::new("nothing-to-change")));
    }
    let now = app.clock.now();
    let when = when(&plan, body, now)?;
    if !plan.is_untouched() {
        return Err(Error::PlanStarted);
    }
    let plan = going(app, key, Plan { asked_at: now, ..plan }).await?;
    let job = offered(app.ats.job(caller, plan.job_id).await?, key.company)?;
    let (settings, company) = tokio::try_join!(
        Settings::of_company(app, key.company),
        app.store.connection(ConnectionId::of_company(key.company, Provider::LinkedIn)),
    )?;
    let pages = company.known().map(|known| known.provider_data.organizations);
    let written = plan.content.as_ref().and_then(|content| content.custom_message.clone());
    let message = body.custom_message.clone().unwrap_or(written);
    let pages = pages.unwrap_or_default();
    let draft = Draft::of(app, &job, &settings, message.as_deref(), &pages);
    if !plan.is_open(now) {
        plans::leave_room(app, key.company, 1).await?;
    }
    let picture = settings.preferences.picture;
    let content = content(&job, &draft, (message.as_deref(), picture));
    let has_card = content.picture_url.is_none();
    let changed = Plan {
        title: titled(&job),
        changed_by: Some(caller.user_id),
        publish_at: when.at,
        timezone: when.zone,
        state: State::Planned,
        reason: None,
        content: Some(content),
        ..plan
    };
    if app.store.change_plan(key, changed, None).await? == Save::Lost {
        return Err(Error::PlanStarted);
    }
    plans::look_again(app, key).await?;
    Ok(warnings(draft, has_card))
}

/// `plan`, unless something has ended it that asking for its job again does not mend: that is stopped, not changed.
async fn going(app: &App, key: &PlanKey, plan: Plan) -> Result<Plan> {
    let ended = plans::ended(app, key.company, &plan).await?;
    match ended.filter(|reason| *reason != Reason::JobUpdated) {
        Some(reason) => {
            app.store.change_plan(key, plan.stopped(reason), None).await?;
            Err(Error::PlanStarted)
        }
        None => Ok(plan),
    }
}

fn warnings(draft: Draft, has_card: bool) -> Vec<Warning> {
    let mut warnings = draft.texts.on_pages.warnings;
    warnings.extend(draft.card.warning.filter(|_| has_card));
    warnings
}

/// When `plan` is to go. One that is not moved keeps its time, however near; one that waits for a person may have
/// lost it.
fn when(plan: &Plan, body: &Body, now: Timestamp) -> Result<When> {
    let named = body.timezone.as_deref();
    let kept = When { at: plan.publish_at, zone: zone(named, &plan.timezone)? };
    let is_over = plan.is_asking() && plan.publish_at <= now;
    let shown = plan.publish_at.to_string();
    match body.publish_at.as_deref() {
        None if is_over => When::parse(&shown, (named, &plan.timezone), plan.planned_at, now),
        None => Ok(kept),
        Some(at) if !is_over && When::is_same(at, &kept) => Ok(kept),
        Some(at) => When::parse(at, (named, &plan.timezone), plan.planned_at, now),
    }
}
