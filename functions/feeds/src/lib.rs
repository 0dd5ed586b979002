//! `GET /api/integrations/feeds/{token}/{profile}.xml`: a company's offers for a taker of feeds;
//! `GET …/feeds/{token}/jobs/{job_id}.jsonld`: one of them for search engines, as its page shows it.
//!
//! Whoever asks brings nothing but the token in the address. A taker closes whatever a feed leaves out: so what
//! can't be read whole is answered with 503 and never with less (F42), and whatever is wrong with the address with
//! one same 404 (S53).

mod answer;
mod conditions;
mod encoding;
mod forms;
mod posting;
mod reading;
mod sheet;
mod xml;

use lambda_http::Request;
use shared::app::App;
use shared::model::error::{Error, Result, Sought};
use shared::model::id::id;
use shared::model::offer::{Profile, feed};
use shared::platform::request;
use shared::posting::feed_token::FeedToken;
use shared::store::Feed;

pub use answer::Answer;

use answer::Content;
use conditions::Validators;
use encoding::Accepted;
use sheet::Sheet;

/// What an address names.
#[derive(Clone, Copy)]
enum Named {
    Feed(Profile),
    Job(i64),
}

/// Answers the feed, or the offer.
///
/// # Errors
/// [`Error::NotFound`] for an address that leads nowhere; [`Error::StorageUnavailable`] for any other failure.
pub async fn handle(app: App, request: Request) -> Result<Answer> {
    answer(&app, &request).await.map_err(|error| match error {
        Error::NotFound(_) | Error::FeedTooLarge => error,
        other => {
            tracing::error!(code = other.code(), "a feed can't be made");
            Error::StorageUnavailable
        }
    })
}

async fn answer(app: &App, request: &Request) -> Result<Answer> {
    let nowhere = || Error::NotFound(Sought::Feed);
    let named = named(request).ok_or_else(nowhere)?;
    let token = request::path(request, "token").and_then(|token| FeedToken::parse(&token));
    let hash = token.ok_or_else(nowhere)?.hash();
    let known = app.store.feed(&hash).await?.ok_or_else(nowhere)?;
    match named {
        Named::Job(job_id) => posting(app, &known, job_id).await,
        Named::Feed(profile) => taken(app, request, (&hash, known), profile).await,
    }
}

/// What the path names, by the route that led here.
fn named(request: &Request) -> Option<Named> {
    let file = request::path(request, "file")?;
    if request::routed_path(request)?.contains("/jobs/") {
        return file.strip_suffix(".jsonld").and_then(id).map(Named::Job);
    }
    file.strip_suffix(".xml").and_then(Profile::parse).map(Named::Feed)
}

/// The offer, while it is offered and a search engine can make something of it.
async fn posting(app: &App, known: &Feed, job_id: i64) -> Result<Answer> {
    let now = app.clock.now();
    let offer = app.store.offer(known.company_id, job_id).await?;
    let offer = offer.filter(|it| it.is_live(now) && it.posting_shortcomings().is_empty());
    let offer = offer.ok_or(Error::NotFound(Sought::Feed))?;
    let text = posting::posting(&offer, &app.config.frontend_url);
    Ok(Answer::Posting(text, offer.content.language))
}

/// The feed as a taker asks for it; its visit is noted. Whoever asks for the headers alone is answered the
/// same, so that they tell its length, or that it can't be made; whoever passes it on sends no body.
async fn taken(
    app: &App,
    request: &Request,
    (hash, known): (&str, Feed),
    profile: Profile,
) -> Result<Answer> {
    let now = app.clock.now();
    let validators = Validators::of(&known, profile, now);
    if validators.are_known(request.headers()) {
        reading::note(app, (hash, &known), profile, (request, 304), now).await;
        return Ok(Answer::Feed(validators, Content::Unchanged));
    }
    let accepted = Accepted::of(request.headers());
    let (known, offers) = reading::whole(app, hash, known, now).await?;
    let validators = Validators::of(&known, profile, now);
    let held = feed(&offers, profile, now);
    let site = &app.config.frontend_url;
    let sheet = Sheet { profile, offers: &held, modified: validators.modified, site };
    let packed = encoding::packed(forms::written(&sheet)?, accepted)?;
    reading::note(app, (hash, &known), profile, (request, 200), now).await;
    Ok(Answer::Feed(validators, Content::Whole(packed)))
}
