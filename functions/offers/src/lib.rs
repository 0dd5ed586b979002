//! `GET /api/integrations/job-boards/offers`, `GET`, `PUT` and `DELETE …/offers/{job_id}`: what the company offers
//! on job boards, with each offer's way to every board; `POST …/job-boards/feed-urls`: new addresses for its feed;
//! `GET` and `PUT …/offers/{job_id}/boards/{board}`: an offer at a board where people post by hand.
//!
//! An offer is copied from the ATS, since no taker of feeds can ask there. The copy is renewed when somebody of
//! the company looks: what the ATS no longer offers leaves the feed then, if not before.

mod address;
mod advert;
mod answer;
mod body;
mod entry;
mod looking;
mod putting;

use http::Method;
use lambda_http::Request;
use serde::Serialize;
use shared::app::App;
use shared::model::advert::Board;
use shared::model::error::{Error, Result, Sought};
use shared::model::id::id;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::request;
use shared::platform::response::Json;
use shared::store::Removal;

use advert::{AdvertEntry, Said, Sheet};
use answer::{Answer, FeedUrls, Removed};
use entry::Entry;

/// What a method of a path answers.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// All offers.
    All(Answer),
    /// One.
    One(Entry),
    /// That one has left.
    Removed(Removed),
    /// The new addresses.
    FeedUrls(FeedUrls),
    /// One in the form of a board.
    Sheet(Sheet),
    /// What is known of it there.
    Advert(AdvertEntry),
}

/// Answers what the request's method and path ask for.
///
/// # Errors
/// A malformed body (400); a job or an offer that the company has not (404); a job that is not published, more
/// offers than a feed holds (409); those of the caller, and outages.
pub async fn handle(app: App, request: Request) -> Result<Json<Content>> {
    let caller = Caller::of(&request, &app.secrets, &app.clock).await?;
    let Some(job_id) = request::path(&request, "job_id") else {
        return Ok(Json(match *request.method() {
            Method::POST => Content::FeedUrls(feed_urls(&app, &caller).await?),
            _ => Content::All(list(&app, &caller).await?),
        }));
    };
    let job_id = id(&job_id).ok_or(Error::NotFound(Sought::Job))?;
    if let Some(board) = request::path(&request, "board") {
        return at_board(&app, &caller, &request, (job_id, &board)).await.map(Json);
    }
    Ok(Json(match *request.method() {
        Method::PUT => {
            let asked = body::Asked::read(request::json(&request)?, app.clock.now())?;
            Content::One(putting::put(&app, &caller, job_id, asked).await?)
        }
        Method::DELETE => Content::Removed(remove(&app, &caller, job_id).await?),
        _ => Content::One(show(&app, &caller, job_id).await?),
    }))
}

async fn at_board(
    app: &App,
    caller: &Caller,
    request: &Request,
    (job_id, board): (i64, &str),
) -> Result<Content> {
    let board = Board::parse(board).ok_or(Error::NotFound(Sought::Board))?;
    Ok(match *request.method() {
        Method::PUT => {
            let said = Said::read(request::json(request)?, board, app.clock.now())?;
            Content::Advert(advert::keep(app, caller, (job_id, board), said).await?)
        }
        _ => Content::Sheet(advert::show(app, caller, (job_id, board)).await?),
    })
}

/// All offers, as the ATS has them now as far as there is time to ask.
async fn list(app: &App, caller: &Caller) -> Result<Answer> {
    let Employer { company_id, .. } = caller.with_company(&app.ats).await?;
    let address = app.store.feed_address(company_id).await?;
    let known = app.store.offers(company_id).await?;
    let look = looking::look(app, caller, (company_id, address.as_ref()), known).await?;
    let feed = match &address {
        Some(address) => app.store.feed(&address.hash).await?,
        None => None,
    };
    let adverts = app.store.adverts(company_id).await?;
    let base = address::base(app, company_id, address.as_ref()).await?;
    let fetches = feed.map(|feed| feed.fetches).unwrap_or_default();
    Ok(Answer::of((&look, &adverts), base.as_ref(), &fetches, app.clock.now()))
}

/// One offer.
async fn show(app: &App, caller: &Caller, job_id: i64) -> Result<Entry> {
    let answer = list(app, caller).await?;
    let mut entries = answer.offers.into_iter();
    entries.find(|entry| entry.job_id == job_id).ok_or(Error::NotFound(Sought::Offer))
}

async fn remove(app: &App, caller: &Caller, job_id: i64) -> Result<Removed> {
    let employer = caller.with_company(&app.ats).await?;
    let now = app.clock.now();
    let removed = app.store.remove_offer(employer.company_id, job_id, Removal::Whatever, now).await;
    trail("remove_offer", employer, Some(job_id), &removed);
    match removed? {
        true => Ok(Removed { job_id, status: "removed" }),
        false => Err(Error::NotFound(Sought::Offer)),
    }
}

async fn feed_urls(app: &App, caller: &Caller) -> Result<FeedUrls> {
    let employer = caller.with_company(&app.ats).await?;
    let replaced = address::replace(app, employer).await;
    trail("replace_feed_urls", employer, None, &replaced);
    let base = address::base(app, employer.company_id, Some(&replaced?)).await?;
    Ok(FeedUrls::below(base.as_ref()))
}

/// The line of the audit trail (S22): who did what, to which offer.
fn trail<T>(action: &'static str, employer: Employer, job_id: Option<i64>, result: &Result<T>) {
    let outcome = result.as_ref().map_or_else(Error::code, |_| "success");
    let Employer { user_id, company_id, .. } = employer;
    tracing::info!(audit = action, user_id, company_id, job_id, outcome, "audit");
}
