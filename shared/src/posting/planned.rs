//! A planned post: what is stored of it, the post that is made of that, and how people see it (B19).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Serialize;

use crate::connection::Connection;
use crate::model::interview::local;
use crate::model::plan::{Content, Outcome, Place, Plan, PlanKey, Reason, State};
use crate::model::preferences::PictureStyle;
use crate::model::publication::Publication;
use crate::model::text::cut;
use crate::model::warning::Warning;
use crate::people::ats::Job;
use crate::people::employer::Employer;
use crate::platform::endpoints::Endpoints;
use crate::posting::picture::address;
use crate::posting::publishing::{Draft, Picture};
use crate::providers::linkedin::little_text::{LIMIT, length};
use crate::providers::linkedin::{Article, NewPost, post_url};
use crate::words::Text;

/// What is stored of the `draft` of `job`, written with `message`; a message is kept as far as it fits a post.
pub fn content(
    job: &Job,
    draft: &Draft,
    (message, picture): (Option<&str>, PictureStyle),
) -> Content {
    let message = message.map(str::trim).filter(|message| !message.is_empty());
    let article = &draft.card.article;
    Content {
        custom_message: message.map(|message| cut(message, LIMIT, length)),
        text: draft.texts.on_pages.text.clone(),
        on_pages: draft.texts.on_pages.commentary.clone(),
        on_profile: draft.texts.on_profile.commentary.clone(),
        link: article.source.clone(),
        card_title: article.title.clone(),
        card_description: article.description.clone(),
        picture_url: address(job).map(str::to_owned),
        picture,
    }
}

/// The post of `content` at `place`, still without its picture: the one that pressing the button would make.
pub fn post(content: &Content, place: &Place) -> NewPost {
    let text = match place.organization_id() {
        Some(_) => &content.on_pages,
        None => &content.on_profile,
    };
    NewPost {
        author: place.author.clone(),
        commentary: text.clone(),
        article: Article {
            source: content.link.clone(),
            title: content.card_title.clone(),
            description: content.card_description.clone(),
        },
        picture: None,
    }
}

/// The picture of `content`.
pub fn picture(content: &Content) -> Picture {
    Picture::at(content.picture_url.clone(), content.picture)
}

/// What is to be said where `connection` ends before a post that is to go by it at `at`.
pub fn ends_before(connection: &Connection, at: Timestamp) -> Option<Warning> {
    let end = connection.reauthorize_by.filter(|end| *end <= at)?;
    Some(Warning::connection_ends(connection.id.provider, end))
}

/// What is said of `plan` where `done` is what was asked for: something else may have ended it meanwhile.
pub fn message(plan: &Plan, done: Text) -> Text {
    match (plan.state, plan.reason) {
        (State::Stopped | State::Failed, Some(reason)) => reason.text(),
        (State::Published, _) => Text::new("plan-published"),
        (State::TakenBack, _) => Text::new("plan-taken-back"),
        (State::Planned | State::Starting | State::Stopped | State::Failed, _) => done,
    }
}

/// The posts of `rows` that were deleted here.
pub fn deleted<'r>(rows: impl IntoIterator<Item = &'r Publication>) -> BTreeSet<String> {
    rows.into_iter().flat_map(|row| row.deleted_post_ids.iter().cloned()).collect()
}

/// A plan, as it is answered.
#[derive(Debug, Serialize)]
pub struct View {
    id: String,
    job_id: i64,
    title: String,
    state: State,
    /// A code that never changes.
    reason: Option<Reason>,
    /// What it means, and what can be done.
    detail: Option<Text>,
    publish_at: Timestamp,
    /// The same on the wall clock of `timezone`, with its offset.
    local_publish_at: String,
    timezone: String,
    user_id: i64,
    planned_at: Timestamp,
    /// Whether it may still be changed and taken back by who asks.
    can_change: bool,
    text: Option<String>,
    custom_message: Option<String>,
    targets: Vec<Target>,
    /// What did not go as hoped.
    warnings: Vec<Warning>,
}

#[derive(Debug, Serialize)]
struct Target {
    target: &'static str,
    organization_id: Option<String>,
    state: &'static str,
    reason: Option<Reason>,
    post_id: Option<String>,
    post_url: Option<String>,
    already_published: bool,
    /// Whose connection posts there: `me` is the planner's own, `company` the company's.
    connection: &'static str,
}

impl View {
    /// The plan under `key` as `employer` may see it: nobody sees what a colleague plans on the own profile (S47). Of
    /// its posts, the `deleted` ones are not there any more.
    pub fn new(
        endpoints: &Endpoints,
        employer: Employer,
        (key, plan): (&PlanKey, Plan),
        deleted: &BTreeSet<String>,
    ) -> Option<Self> {
        let is_own = plan.user_id == employer.user_id;
        let can_change = plan.is_untouched() && (is_own || !plan.is_personal());
        let plan = if is_own { plan } else { plan.on_pages()? };
        let target = |place| Target::new(endpoints, plan.state, place, deleted);
        let targets = plan.places.iter().map(target).collect();
        let is_bare =
            |place: &Place| matches!(place.outcome, Outcome::Published { is_bare: true, .. });
        let left_out = || Warning::picture_left_out(Text::new("picture-not-then"));
        let warnings = plan.places.iter().any(is_bare).then(left_out);
        let (text, custom_message) = match plan.content {
            Some(content) => (Some(content.text), content.custom_message),
            None => (None, None),
        };
        Some(Self {
            id: key.id(),
            job_id: plan.job_id,
            title: plan.title,
            state: plan.state,
            reason: plan.reason,
            detail: plan.reason.map(Reason::text),
            publish_at: plan.publish_at,
            local_publish_at: local(plan.publish_at, &plan.timezone),
            timezone: plan.timezone,
            user_id: plan.user_id,
            planned_at: plan.planned_at,
            can_change,
            text,
            custom_message,
            targets,
            warnings: warnings.into_iter().collect(),
        })
    }
}

impl Target {
    /// `place` of a plan in `state`.
    fn new(endpoints: &Endpoints, state: State, place: &Place, deleted: &BTreeSet<String>) -> Self {
        let organization_id = place.organization_id().map(str::to_owned);
        let target = if organization_id.is_some() { "page" } else { "personal" };
        let is_deleted = |post_id: &String| deleted.contains(post_id);
        let (state, reason, post_id, already_published) = match (&place.outcome, state) {
            (Outcome::Pending, State::Stopped) => ("stopped", None, None, false),
            (Outcome::Pending, State::TakenBack) => ("taken_back", None, None, false),
            (Outcome::Pending, _) => ("planned", None, None, false),
            (Outcome::Unclear, _) => ("starting", None, None, false),
            (Outcome::Published { post_id, is_repeated, .. }, _) => {
                let state = if is_deleted(post_id) { "deleted" } else { "published" };
                (state, None, Some(post_id.clone()), *is_repeated)
            }
            (Outcome::Failed { reason }, _) => ("failed", Some(*reason), None, false),
        };
        let online = post_id.as_ref().filter(|post_id| !is_deleted(post_id));
        let post_url = online.map(|post_id| post_url(endpoints, post_id));
        let connection = if place.owner.is_company() { "company" } else { "me" };
        Self {
            target,
            organization_id,
            state,
            reason,
            post_id,
            post_url,
            already_published,
            connection,
        }
    }
}
