//! Making a link.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Serialize, Serializer};
use shared::app::App;
use shared::connection::Connection;
use shared::model::booking::State;
use shared::model::error::{Error, Result};
use shared::model::interview::{Interview, Span, When};
use shared::model::owner::{ConnectionId, Whose};
use shared::model::preferences::Preferences;
use shared::model::provider::{Provider, RoomProvider};
use shared::people::ats::{Application, Job};
use shared::people::audit::Audit;
use shared::people::auth::Caller;
use shared::people::employer::Employer;
use shared::platform::random;
use shared::posting::commentary::{company, language, titled};
use shared::posting::explanation::Explanation;
use shared::providers::Feature;
use shared::scheduling::choice::Candidate;
use shared::scheduling::interviewers;
use shared::scheduling::making::candidate;
use shared::store::{Link, LinkKey, Stored, TokenHash};
use shared::words::{Argument, Text};

use crate::body::Offer;

/// A new link. Its token is told here and nowhere else.
#[derive(Debug, Serialize)]
pub struct Created {
    id: String,
    /// The candidate's page, with the token in the fragment, which no server sees.
    #[serde(serialize_with = "told")]
    url: SecretString,
    #[serde(serialize_with = "told")]
    token: SecretString,
    expires_at: Timestamp,
    /// What a recruiter may send, with the address in its last line.
    #[serde(serialize_with = "told")]
    text: SecretString,
}

/// The one answer in which a token is told.
fn told<S: Serializer>(
    secret: &SecretString,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose_secret())
}

/// Makes the link that is asked for.
///
/// # Errors
/// As [`crate::handle`].
pub(super) async fn create(app: &App, caller: &Caller, offer: Offer) -> Result<Created> {
    let now = app.clock.now();
    offer.check(now)?;
    let (employer, application) = caller.with_application(&app.ats, offer.application_id).await?;
    let job = app.ats.job(caller, application.job_id).await?.of_company(employer.company_id)?;
    if !job.status.is_published() {
        return Err(Error::JobNotPublished);
    }
    let (calendar, preferences, _) = tokio::try_join!(
        calendar(app, employer, &offer),
        app.store.preferences(employer.company_id),
        interviewers::find(app, employer, &offer.interviewers),
    )?;
    let room = offer.wish.room(offer.provider, preferences.meeting_provider);
    let host = host(app, employer, room).await?;
    let key = LinkKey::new(employer.company_id)?;
    let (token, hash) = TokenHash::new()?;
    let asked = Asked { app, caller, employer, now, job: &job, preferences: &preferences };
    let link = asked.link(&offer, &application, (calendar, room, host)).await?;
    let stored = app.store.open_link(&key, link.clone(), &hash).await;
    let (user_id, connection) = (employer.user_id, calendar);
    Audit { action: "offer_booking_link", user_id, connection }.record(&stored);
    stored?;
    let tag = link.language.tag();
    let url = format!("{}/booking?language={tag}#{token}", app.config.frontend_url);
    let text = format!("{}\n{url}", letter(&link).say(link.language));
    let expires_at = link.expires_at;
    let (url, token, text) = (url.into(), token.into(), text.into());
    Ok(Created { id: key.id, url, token, expires_at, text })
}

/// What is known when a link is made.
struct Asked<'a> {
    app: &'a App,
    caller: &'a Caller,
    employer: Employer,
    now: Timestamp,
    job: &'a Job,
    preferences: &'a Preferences,
}

impl Asked<'_> {
    async fn link(
        &self,
        offer: &Offer,
        application: &Application,
        (calendar, room, host): (ConnectionId, Option<RoomProvider>, Option<ConnectionId>),
    ) -> Result<Link> {
        let Self { app, employer, job, preferences, .. } = *self;
        let life = offer.life(self.now);
        let Span { start: now, end: expires_at } = life;
        let attendee = candidate(application)?;
        let asked = Interview {
            title: String::new(),
            description: String::new(),
            location: offer.location.clone(),
            when: When { span: life, zone: offer.timezone.clone() },
            attendees: vec![attendee.clone()],
        };
        let explanation = Explanation::of(app, self.caller, Some(job), preferences.language);
        let (interview, _) = explanation.complete(&asked);
        let sealed = Candidate {
            email: attendee.email,
            name: attendee.name,
            description: interview.description,
            location: interview.location,
        };
        let spoken = offer.language.or(preferences.language);
        Ok(Link {
            token_hash: String::new(),
            application_id: application.id,
            job_id: job.id,
            user_id: employer.user_id,
            created_at: now,
            expires_at,
            provider: offer.provider,
            organizer: calendar.owner,
            company_name: company(job),
            title: titled(job),
            topic: interview.title,
            language: spoken.unwrap_or_else(|| language(job, None)),
            timezone: offer.timezone.clone(),
            rules: offer.rules.clone(),
            interviewers: offer.interviewers.clone(),
            room,
            host: host.map(|host| host.owner).unwrap_or_default(),
            sealed_candidate: Some(sealed.seal(app, employer.company_id).await?),
            state: State::Open,
            reason: None,
            trouble: None,
            booked: None,
            cancelled: None,
            number: 0,
            choice: None,
            attempt: 0,
            nonce: u64::from_be_bytes(random::bytes()?),
        })
    }
}

/// The calendar that is asked for: the caller's own where there is one, else the company's, and no other where that
/// one does not work.
async fn calendar(app: &App, employer: Employer, offer: &Offer) -> Result<ConnectionId> {
    let provider = offer.provider;
    let connection = match offer.calendar_of {
        Some(Whose::Me) => app.store.connection(employer.own_connection(provider).of_any()).await?,
        Some(Whose::Company) => {
            app.store.connection(employer.company_connection(provider).of_any()).await?
        }
        None => {
            let ids = (employer.own_connection(provider), employer.company_connection(provider));
            first(app, (ids.0.of_any(), ids.1.of_any())).await?
        }
    };
    let connection = usable(app, connection, provider.into())?;
    Feature::Times.demand(provider.into(), &connection.scopes)?;
    Ok(connection.id)
}

/// The connection that makes rooms beside the calendar, where one is wanted.
async fn host(
    app: &App,
    employer: Employer,
    room: Option<RoomProvider>,
) -> Result<Option<ConnectionId>> {
    let Some(provider) = room.and_then(RoomProvider::host) else { return Ok(None) };
    let ids = (employer.own_connection(provider), employer.company_connection(provider));
    let connection = first(app, (ids.0.of_any(), ids.1.of_any())).await?;
    Ok(Some(usable(app, connection, provider.into())?.id))
}

async fn first(app: &App, ids: (ConnectionId, ConnectionId)) -> Result<Stored<Connection>> {
    let (own, companys) =
        tokio::try_join!(app.store.connection(ids.0), app.store.connection(ids.1))?;
    Ok(match own {
        Stored::Nothing => companys,
        found => found,
    })
}

/// The connection, where it works as it is stored.
fn usable(app: &App, stored: Stored<Connection>, provider: Provider) -> Result<Connection> {
    let now = app.clock.now();
    match stored {
        Stored::Nothing => Err(Error::NotConnected(provider)),
        Stored::Known(known) if !known.must_be_reconnected(now) => Ok(known),
        Stored::Known(_) | Stored::Unreadable(_) => Err(Error::ReauthorizationRequired(provider)),
    }
}

fn letter(link: &Link) -> Text {
    let text = match &link.company_name {
        Some(company) => Text::new("booking-text").with("company", company.as_str()),
        None => Text::new("booking-text-unnamed"),
    };
    let text = text.with("title", link.title.as_str());
    let text = text.with("minutes", link.rules.duration_minutes);
    text.with("until", Argument::Day(link.expires_at))
}
