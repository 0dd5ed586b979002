//! Changing a plan.

use std::collections::BTreeSet;

use futures::future::try_join_all;
use jiff::Timestamp;
use serde::Deserialize;
use shared::app::App;
use shared::connecting::plans;
use shared::connection::Connection;
use shared::model::error::{Error, Result, Sought};
use shared::model::owner::{ConnectionId, Owner};
use shared::model::plan::{Plan, PlanKey, Reason, State, When, zone};
use shared::model::provider::Provider;
use shared::model::warning::Warning;
use shared::people::ats::Job;
use shared::people::auth::Caller;
use shared::platform::request::present;
use shared::posting::commentary::titled;
use shared::posting::planned::{content, ends_before};
use shared::posting::publishing::{Draft, Settings, offered};
use shared::store::{Save, Stored};
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
    let job = job(app, caller, (key, &plan)).await?;
    let (settings, connections) =
        tokio::try_join!(Settings::of_company(app, key.company), connections(app, key, &plan))?;
    let company = connections.iter().find(|connection| connection.id.owner.is_company());
    let pages = company.map(|known| known.provider_data.organizations.clone());
    let written = plan.content.as_ref().and_then(|content| content.custom_message.clone());
    let message = body.custom_message.clone().unwrap_or(written);
    let pages = pages.unwrap_or_default();
    let draft = Draft::of(app, &job, &settings, message.as_deref(), &pages);
    if !plan.is_open(now) {
        plans::leave_room(app, key.company).await?;
    }
    let picture = settings.preferences.picture;
    let content = content(&job, &draft, (message.as_deref(), picture));
    let has_card = content.picture_url.is_none();
    let ending = |connection: &Connection| {
        let is_used = plan.places.iter().any(|place| place.owner == connection.id.owner);
        ends_before(connection, when.at).filter(|_| is_used)
    };
    let ending: Vec<_> = connections.iter().filter_map(ending).collect();
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
    Ok([warnings(draft, has_card), ending].concat())
}

/// `plan`, unless something has ended it that asking for its job again does not mend: that is stopped, not changed.
async fn going(app: &App, key: &PlanKey, plan: Plan) -> Result<Plan> {
    let ended = plans::ended(app, key.company, &plan).await?;
    match ended.filter(|reason| *reason != Reason::JobUpdated) {
        Some(reason) => {
            app.store.change_plan(key, plan.stopped(reason, app.clock.now()), None).await?;
            Err(Error::PlanStarted)
        }
        None => Ok(plan),
    }
}

/// The connections that `plan` goes by, and the company's, which says what pages there are.
async fn connections(app: &App, key: &PlanKey, plan: &Plan) -> Result<Vec<Connection>> {
    let used = plan.places.iter().map(|place| place.owner);
    let owners: BTreeSet<_> = used.chain([Owner::Company]).collect();
    let id = |owner| ConnectionId { company: key.company, owner, provider: Provider::LinkedIn };
    let found = try_join_all(owners.into_iter().map(|owner| app.store.connection(id(owner))));
    Ok(found.await?.into_iter().filter_map(Stored::known).collect())
}

/// The job of `plan`, as the ATS has it now; without one, nothing is to be posted.
async fn job(app: &App, caller: &Caller, (key, plan): (&PlanKey, &Plan)) -> Result<Job> {
    let job = match app.ats.job(caller, plan.job_id).await {
        Ok(job) => offered(app, (job, plan.asked_at), key.company).await,
        Err(error) => Err(error),
    };
    if matches!(job, Err(Error::NotFound(Sought::Job))) {
        let stopped = plan.clone().stopped(Reason::JobClosed, app.clock.now());
        app.store.change_plan(key, stopped, None).await?;
    }
    job
}

fn warnings(draft: Draft, has_card: bool) -> Vec<Warning> {
    let mut warnings = draft.texts.on_pages.warnings;
    warnings.extend(draft.card.warning.filter(|_| has_card));
    warnings
}

/// When `plan` is to go. One that is not moved keeps its time, however near; one that waits for a person, or that the
/// schedule has missed, may have lost it.
fn when(plan: &Plan, body: &Body, now: Timestamp) -> Result<When> {
    let named = body.timezone.as_deref();
    let kept = When { at: plan.publish_at, zone: zone(named, &plan.timezone)? };
    let is_over = plan.is_late(now) || (plan.is_asking() && plan.publish_at <= now);
    let shown = plan.publish_at.to_string();
    match body.publish_at.as_deref() {
        None if !is_over => Ok(kept),
        Some(at) if !is_over && When::is_same(at, &kept) => Ok(kept),
        at => {
            let at = at.unwrap_or(&shown);
            When::parse(at, (named, &plan.timezone), plan.planned_at)?.ahead_of(now)
        }
    }
}
