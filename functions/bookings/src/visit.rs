//! A link that was found by its token, with what is known of its interview.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use shared::app::App;
use shared::connecting::bookings;
use shared::model::booking::{LAST_CHANGE, State};
use shared::model::error::{Error, Result, Sought};
use shared::model::interview::{Span, zone_name};
use shared::people::employer::Employer;
use shared::platform::logs;
use shared::scheduling::choice::request;
use shared::store::{FoundLink, Link, LinkKey, ScheduledEvent, TokenHash};

/// One look at a link.
#[derive(Clone)]
pub(super) struct Visit {
    pub(super) app: App,
    pub(super) key: LinkKey,
    pub(super) link: Link,
    /// The interview that was chosen, as it is known.
    pub(super) event: Option<ScheduledEvent>,
    /// When the times begin that were offered a moment ago.
    pub(super) offered: Option<Vec<Timestamp>>,
    /// Whether only the recruiter can help.
    pub(super) is_closed: bool,
    /// The visitor's IANA zone, where they say one that there is.
    pub(super) own_zone: Option<String>,
    /// The IANA zone in which the visitor reads times: their own, or else the link's.
    pub(super) zone: String,
}

impl Visit {
    /// The link of `token`, for somebody in the zone `named`; in its own where there is no such zone.
    ///
    /// # Errors
    /// [`Error::NotFound`], the same whatever is wrong with it; [`Error::StorageUnavailable`].
    pub(super) async fn find(app: &App, token: &str, named: Option<&str>) -> Result<Self> {
        let absent = || Error::NotFound(Sought::Link);
        let hash = TokenHash::of(token).ok_or_else(absent)?;
        let found = app.store.link_of(&hash).await?.ok_or_else(absent)?;
        let visit = Self::of(app, found, named).await?;
        if visit.is_over() { Err(absent()) } else { Ok(visit) }
    }

    async fn of(app: &App, found: FoundLink, named: Option<&str>) -> Result<Self> {
        let FoundLink { key, link, offered } = found;
        let (event, reason, is_usable) = tokio::try_join!(
            event(app, &key, &link),
            bookings::ended(app, key.company, &link),
            bookings::is_usable(app, key.company, &link),
        )?;
        let link = link.told_by(event.as_ref());
        // What its candidate has cancelled is in nobody's way.
        let event = event.filter(|_| link.state != State::Cancelled);
        let is_off = event.as_ref().is_some_and(ScheduledEvent::is_cancelled);
        // The connection's end is no reason any more once it works again.
        let is_closed = is_off || !is_usable || reason.is_some() || link.is_stopped();
        let own_zone = zone_name("timezone", named).ok().flatten();
        let zone = own_zone.clone().unwrap_or_else(|| link.timezone.clone());
        logs::tell_company(key.company);
        let app = app.clone();
        Ok(Self { app, key, link, event, offered, is_closed, own_zone, zone })
    }

    /// The same link as it is now.
    ///
    /// # Errors
    /// As [`Visit::find`].
    pub(super) async fn again(&self) -> Result<Self> {
        let found = self.app.store.link(&self.key).await?;
        let found = found.ok_or(Error::NotFound(Sought::Link))?;
        let visit = Self::of(&self.app, found, self.own_zone.as_deref()).await?;
        if visit.is_over() { Err(Error::NotFound(Sought::Link)) } else { Ok(visit) }
    }

    /// In whose name the candidate acts.
    pub(super) const fn employer(&self) -> Employer {
        Employer::who_offered(self.key.company, self.link.user_id)
    }

    /// When the interview is that stands.
    pub(super) fn booked(&self) -> Option<Span> {
        let event = self.event.as_ref().filter(|event| !event.is_cancelled())?;
        Some(Span { start: event.start, end: event.end })
    }

    /// Whether the interview that stands can be moved or cancelled no more.
    pub(super) fn is_late(&self) -> bool {
        self.booked().is_some_and(|span| self.until(span.start) < LAST_CHANGE)
    }

    /// The zone of the rules.
    pub(super) fn rules_zone(&self) -> TimeZone {
        TimeZone::get(&self.link.timezone).unwrap_or(TimeZone::UTC)
    }

    fn until(&self, at: Timestamp) -> SignedDuration {
        at.duration_since(self.app.clock.now())
    }

    fn is_over(&self) -> bool {
        let known = self.event.as_ref().map(|event| event.end);
        let noted = self.link.booked.as_ref().map(|booked| booked.span.end);
        self.link.is_over(known.or(noted), self.app.clock.now())
    }
}

/// Checks the zone `named` in which somebody wants to read times. Browsers that know none say `Etc/Unknown`.
///
/// # Errors
/// [`Error::InvalidRequest`] where there is no such zone.
pub(super) fn check(named: Option<&str>) -> Result<()> {
    match named.map(str::trim) {
        None | Some("" | "Etc/Unknown") => Ok(()),
        Some(name) => zone_name("timezone", Some(name)).map(drop),
    }
}

/// The interview of `link`: the one that is noted, or that a choice which broke off has made.
async fn event(app: &App, key: &LinkKey, link: &Link) -> Result<Option<ScheduledEvent>> {
    if link.booked.is_some() {
        return app.store.booked_event(key.company, link).await;
    }
    let now = app.clock.now();
    if link.choice.is_none() || link.is_busy(now) {
        return Ok(None);
    }
    match app.store.known_request(&request(key, link), now).await {
        Ok(known) => Ok(known.map(|known| known.event).filter(ScheduledEvent::stands)),
        Err(Error::InProgress) => Ok(None),
        Err(error) => Err(error),
    }
}
