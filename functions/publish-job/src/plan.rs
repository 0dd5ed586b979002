//! A post that is to be made later: stored as it would be made now (B19, S58).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use shared::app::App;
use shared::connecting::plans;
use shared::model::error::{Error, Result};
use shared::model::interview::DEFAULT_ZONE;
use shared::model::ledger::{content_hash, request_key};
use shared::model::plan::{Outcome, Place, Plan, PlanKey, State, When};
use shared::model::provider::Provider;
use shared::model::warning::Warning;
use shared::people::ats::Job;
use shared::people::audit::Audit;
use shared::people::employer::Employer;
use shared::platform::random;
use shared::posting::commentary::titled;
use shared::posting::planned::{View, content, deleted, ends_before, message};
use shared::posting::publishing::{Draft, Settings};
use shared::posting::session::Session;
use shared::store::{Planned, Save};
use shared::words::Text;

use crate::answer::Failed;
use crate::body::Body;
use crate::target::Targets;
use crate::{Sessions, of};

/// The answer where a post is planned: the plan, and the places where it can't be.
#[derive(Debug, Serialize)]
pub struct Answer {
    message: Text,
    job_id: i64,
    plan: Option<View>,
    errors: Vec<Failed>,
    warnings: Vec<Warning>,
}

/// What is asked for.
pub(super) struct Wanted<'a> {
    pub(super) when: When,
    /// Since when the ATS and the connections are asked: what has ended later is not known.
    pub(super) asked_at: Timestamp,
    pub(super) idempotency_key: Option<String>,
    pub(super) body: &'a Body,
    pub(super) settings: &'a Settings,
}

/// When `body` wants its post; `None` for now. One that is too soon may be a repetition of what is planned.
///
/// # Errors
/// [`Error::InvalidRequest`].
pub(super) fn when(body: &Body, now: Timestamp) -> Result<Option<When>> {
    let Some(publish_at) = &body.publish_at else { return Ok(None) };
    if body.republish {
        let text = Text::new("publish-republish").with("field", "republish");
        return Err(Error::InvalidRequest(text.with("other", "publish_at")));
    }
    When::parse(publish_at, (body.timezone.as_deref(), DEFAULT_ZONE), now).map(Some)
}

/// Stores what is `wanted`, and looks then at what was reported meanwhile.
///
/// # Errors
/// Where no target is possible, the first reason; [`Error::TooManyPlans`], [`Error::IdempotencyKeyReused`],
/// [`Error::StorageUnavailable`].
pub(super) async fn plan(
    app: &App,
    employer: Employer,
    wanted: Wanted<'_>,
    (job, draft): (&Job, Draft),
    Targets { possible, impossible }: Targets,
    sessions: &Sessions,
) -> Result<Answer> {
    let places = possible.iter().filter_map(|target| {
        let owner = of(target, sessions)?.owner();
        Some(Place { author: target.author().to_owned(), owner, outcome: Outcome::Pending })
    });
    let places: Vec<_> = places.collect();
    if places.is_empty() {
        return Err(impossible.into_iter().next().map_or(Error::Internal, |(_, error)| error));
    }
    let written = wanted.body.custom_message.as_deref();
    let picture = wanted.settings.preferences.picture;
    let content = content(job, &draft, (written, picture));
    let fingerprint = content_hash(&json!([job.id, places, wanted.when.at, content]).to_string());
    let key = PlanKey::of(
        employer.company_id,
        &places,
        &request_key(wanted.idempotency_key.as_deref(), &fingerprint),
    );
    let has_card = content.picture_url.is_none();
    let plan = Plan {
        job_id: job.id,
        title: titled(job),
        user_id: employer.user_id,
        changed_by: None,
        publish_at: wanted.when.at,
        timezone: wanted.when.zone,
        planned_at: wanted.asked_at,
        asked_at: wanted.asked_at,
        ended_at: None,
        state: State::Planned,
        reason: None,
        is_dismissed: false,
        places,
        content: Some(content),
        fingerprint,
        tries: 0,
        attempt: 0,
        nonce: u64::from_be_bytes(random::bytes()?),
    };
    let ending: Vec<_> = possible
        .iter()
        .filter_map(|target| ends_before(of(target, sessions)?.connection(), plan.publish_at))
        .collect();
    let stored = store(app, key, plan, wanted.idempotency_key.is_some()).await;
    let connection = sessions.iter().flatten().next().map(Session::connection);
    let connection =
        connection.map_or(employer.company_connection(Provider::LinkedIn), |one| one.id);
    Audit { action: "plan", user_id: employer.user_id, connection }.record(&stored);
    let (key, plan) = stored?;
    let mut warnings = draft.texts.on_pages.warnings;
    warnings.extend(draft.card.warning.filter(|_| has_card));
    for warning in ending {
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    let made = match plan.user_id == employer.user_id {
        true => Text::new("plan-made"),
        false => Text::new("plan-made-by-colleague"),
    };
    let deleted = gone(app, employer, &plan).await?;
    Ok(Answer {
        message: message(&plan, made),
        job_id: job.id,
        plan: View::new(&app.config.endpoints, employer, (&key, plan), &deleted),
        errors: impossible.into_iter().map(Failed::new).collect(),
        warnings,
    })
}

/// The posts of `plan`, one that stood already, that were deleted since.
async fn gone(app: &App, employer: Employer, plan: &Plan) -> Result<BTreeSet<String>> {
    if plan.post_ids().next().is_none() {
        return Ok(BTreeSet::new());
    }
    let rows = app.store.publications(employer.company_id).await?;
    Ok(deleted(rows.iter().map(|(_, row)| row)))
}

/// Stores `plan`, if it is far enough ahead; the one that stands for the same request, where there is one.
async fn store(app: &App, key: PlanKey, plan: Plan, is_keyed: bool) -> Result<(PlanKey, Plan)> {
    let (key, over) = match app.store.plan(&key).await? {
        None => (key, None),
        Some(standing) if standing.is_given_up() => (key, Some(standing.attempt)),
        Some(standing) if is_keyed && standing.fingerprint != plan.fingerprint => {
            return Err(Error::IdempotencyKeyReused);
        }
        Some(standing) if is_keyed || is_as_it_was(&standing) => return Ok((key, standing)),
        // It was moved, or has ended: this is another one.
        Some(_) => {
            let other = content_hash(&format!("{}:{}", key.number, plan.nonce));
            (PlanKey::of(key.company, &plan.places, &other), None)
        }
    };
    When { at: plan.publish_at, zone: plan.timezone.clone() }.ahead_of(plan.asked_at)?;
    plans::leave_room(app, key.company).await?;
    match over {
        None => {
            if let Planned::Standing(standing) = app.store.put_plan(&key, &plan).await? {
                let is_same = standing.fingerprint == plan.fingerprint;
                let same = is_same.then_some((key, *standing));
                return same.ok_or(Error::IdempotencyKeyReused);
            }
        }
        Some(attempt) => {
            let plan = Plan { attempt, ..plan.clone() };
            if app.store.change_plan(&key, plan, None).await? == Save::Lost {
                return Err(Error::InProgress);
            }
        }
    }
    settle(app, key, plan).await
}

/// Counts again, since others may have planned at the same time, and looks at what was reported while the ATS was
/// asked.
async fn settle(app: &App, key: PlanKey, plan: Plan) -> Result<(PlanKey, Plan)> {
    let is_room = plans::keep_room(app, &key).await;
    let stored = app.store.plan(&key).await?.unwrap_or(plan);
    if let Err(error) = is_room {
        app.store.change_plan(&key, stored.given_up(app.clock.now()), None).await?;
        return Err(error);
    }
    plans::look_again(app, &key).await?;
    let shown = app.store.plan(&key).await?.unwrap_or(stored);
    Ok((key, shown))
}

fn is_as_it_was(plan: &Plan) -> bool {
    plan.state == State::Planned && plan.attempt == 0
}
