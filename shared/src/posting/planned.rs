//! A planned post: what is stored of it, the post that is made of that, and how people see it (B19).

use jiff::Timestamp;
use serde::Serialize;

use crate::model::interview::local;
use crate::model::plan::{Content, Outcome, Place, Plan, PlanKey, Reason, State};
use crate::model::preferences::PictureStyle;
use crate::model::text::cut;
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
}

impl View {
    /// The plan under `key` as `employer` may see it: nobody sees what a colleague plans on the own profile (S47).
    pub fn new(
        endpoints: &Endpoints,
        employer: Employer,
        (key, plan): (&PlanKey, Plan),
    ) -> Option<Self> {
        let is_own = plan.user_id == employer.user_id;
        let can_change = plan.is_untouched() && (is_own || !plan.is_personal());
        let plan = if is_own { plan } else { plan.on_pages()? };
        let targets = plan.places.iter().map(|place| Target::new(endpoints, place)).collect();
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
        })
    }
}

impl Target {
    fn new(endpoints: &Endpoints, place: &Place) -> Self {
        let organization_id = place.organization_id().map(str::to_owned);
        let target = if organization_id.is_some() { "page" } else { "personal" };
        let (state, reason, post_id, already_published) = match &place.outcome {
            Outcome::Pending => ("planned", None, None, false),
            Outcome::Unclear => ("starting", None, None, false),
            Outcome::Published { post_id, is_repeated } => {
                ("published", None, Some(post_id.clone()), *is_repeated)
            }
            Outcome::Failed { reason } => ("failed", Some(*reason), None, false),
        };
        let post_url = post_id.as_ref().map(|post_id| post_url(endpoints, post_id));
        Self { target, organization_id, state, reason, post_id, post_url, already_published }
    }
}
