//! What is known of an offer at a board where people post by hand: what somebody has said, and what is to be done.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use shared::model::advert::{Advert, Board, Reminder, State};
use shared::model::offer::Offer;
use shared::words::Text;

/// An advert.
#[derive(Clone, Debug, Serialize)]
pub struct AdvertEntry {
    job_id: i64,
    title: Option<String>,
    board: Board,
    /// What the board calls itself.
    name: &'static str,
    state: State,
    url: Option<String>,
    ends_on: Option<Date>,
    posted_by: Option<i64>,
    posted_at: Option<Timestamp>,
    /// Who said last how far it is; `null` where its last day was over.
    changed_by: Option<i64>,
    changed_at: Timestamp,
    /// Whether the offer has changed since it was posted there.
    is_outdated: bool,
    to_do: Option<ToDo>,
}

/// What somebody has to do at the board.
#[derive(Clone, Debug, Serialize)]
struct ToDo {
    code: &'static str,
    detail: Text,
}

impl AdvertEntry {
    /// `advert` at `now`; `offer`, where it is on the boards still.
    pub(crate) fn of(advert: &Advert, offer: Option<&Offer>, now: Timestamp) -> Self {
        let offer = offer.filter(|offer| offer.is_live(now));
        let to_do = |it: Reminder| ToDo { code: it.name(), detail: it.text(advert.board) };
        let is_other = offer.is_some_and(|offer| {
            advert.posted_content.as_ref().is_some_and(|was| *was != offer.content.fingerprint())
        });
        Self {
            job_id: advert.job_id,
            title: advert.title.clone(),
            board: advert.board,
            name: advert.board.form().name,
            state: advert.state,
            url: advert.url.clone(),
            ends_on: advert.ends_on,
            posted_by: advert.posted_by,
            posted_at: advert.posted_at,
            changed_by: advert.changed_by,
            changed_at: advert.changed_at,
            is_outdated: advert.state == State::Posted && is_other,
            to_do: advert.to_do(offer.is_some(), now).map(to_do),
        }
    }
}

/// Of `offer`, what is known at each board; nothing where nobody has said a word.
pub(crate) fn by_hand(
    adverts: &[Advert],
    offer: &Offer,
    now: Timestamp,
) -> BTreeMap<&'static str, Option<AdvertEntry>> {
    let of = |board: Board| {
        let mut own = adverts.iter().filter(|it| it.job_id == offer.job_id);
        let advert = own.find(|it| it.board == board);
        (board.key(), advert.map(|advert| AdvertEntry::of(advert, Some(offer), now)))
    };
    Board::ALL.into_iter().map(of).collect()
}

/// What stands at a board, by what was said last, of jobs that are none of `offers` any more.
pub(crate) fn left_behind(
    adverts: &[Advert],
    offers: &[Offer],
    now: Timestamp,
) -> Vec<AdvertEntry> {
    let is_listed = |job_id| offers.iter().any(|offer| offer.job_id == job_id);
    let left = adverts.iter().filter(|it| it.state == State::Posted && !is_listed(it.job_id));
    left.map(|advert| AdvertEntry::of(advert, None, now)).collect()
}
