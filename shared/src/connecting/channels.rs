//! Channels at whichever provider: opened, renewed and stopped in the name of a connection.
//!
//! Two functions and the withdrawal of a grant have to do with them: `watch-calendars` keeps them, and a grant
//! that goes takes its channels with it, since nobody can stop them afterwards.

use std::time::Duration;

use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use crate::app::App;
use crate::connecting::renewal;
use crate::connection::schedule::later;
use crate::connection::{Address, Channel, Channels, Connection};
use crate::model::error::Error;
use crate::model::fault::{Fault, ProviderError};
use crate::model::owner::ConnectionId;
use crate::model::provider::CalendarProvider;
use crate::platform::deadline::{self, RESERVE};
use crate::providers::google::GoogleCalendar;
use crate::providers::microsoft::{LONGEST, Subscriptions};

/// What Google grants where nothing else is asked for, and at most.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The longest that a channel's end is waited for: it ends by itself, too.
const PATIENCE: Duration = Duration::from_secs(5);

/// A channel that is to be opened.
#[derive(Debug)]
pub struct Wanted {
    /// Our id of it, where its provider takes one.
    pub id: String,
    /// Its address as the provider calls it.
    pub url: String,
    /// What comes with each notification.
    pub secret: SecretString,
}

/// A channel as its provider made it.
#[derive(Debug)]
pub struct Opened {
    /// See [`Channel::id`].
    pub id: String,
    /// See [`Channel::resource_id`].
    pub resource_id: Option<String>,
    /// See [`Channel::expires_at`].
    pub expires_at: Timestamp,
}

/// Where the notifications of the address `name` come in; `None` where the world knows no address of ours.
pub fn url(app: &App, provider: CalendarProvider, name: &str) -> Option<String> {
    Some(format!("{}{name}", addresses(app, provider)?))
}

/// What the addresses of `provider` begin with.
fn addresses(app: &App, provider: CalendarProvider) -> Option<String> {
    let public_url = app.config.public_url.as_ref()?;
    Some(format!("{public_url}/api/integrations/{}/notifications/", provider.provider().slug()))
}

/// Opens the channel that is `wanted` for the calendar of `id`. `None` where its provider has one for the same
/// account already, which is another connection's: what nobody's is makes room.
///
/// # Errors
/// [`ProviderError`]; [`Fault::OutcomeUnknown`] where it may be open.
pub async fn open(
    app: &App,
    id: ConnectionId<CalendarProvider>,
    token: SecretString,
    wanted: &Wanted,
) -> Result<Option<Opened>, ProviderError> {
    let now = app.clock.now();
    let Wanted { url, secret, .. } = wanted;
    match id.provider {
        CalendarProvider::Google => {
            let calendar = GoogleCalendar::new(app.outside(), token);
            let opened = calendar.open_channel(&wanted.id, (url, secret), later(now, WEEK)).await?;
            let resource_id = Some(opened.resource_id);
            let (id, expires_at) = (wanted.id.clone(), opened.expires_at);
            Ok(Some(Opened { id, resource_id, expires_at }))
        }
        CalendarProvider::Outlook => {
            let subscriptions = Subscriptions::new(app.outside(), token);
            let until = later(now, LONGEST);
            let opened = match subscriptions.subscribe((url, secret), until).await? {
                None if make_room(app, id, &subscriptions).await? => {
                    subscriptions.subscribe((url, secret), until).await?
                }
                opened => opened,
            };
            Ok(opened.map(|opened| {
                let (id, expires_at) = (opened.id, opened.expires_at);
                Opened { id, resource_id: None, expires_at }
            }))
        }
    }
}

/// What became of a channel that was to be renewed.
#[derive(Debug)]
pub enum Renewal {
    /// It lives until then.
    Until(Timestamp),
    /// It is gone.
    Gone,
    /// Its provider renews none: another one takes its place.
    NotOffered,
}

/// Renews `channel` at its provider.
///
/// # Errors
/// [`ProviderError`].
pub async fn renew(
    app: &App,
    provider: CalendarProvider,
    token: SecretString,
    channel: &Channel,
) -> Result<Renewal, ProviderError> {
    match (provider, &channel.id) {
        (CalendarProvider::Outlook, Some(id)) => {
            let until = later(app.clock.now(), LONGEST);
            let renewed = Subscriptions::new(app.outside(), token).renew(id, until).await?;
            Ok(renewed.map_or(Renewal::Gone, Renewal::Until))
        }
        (CalendarProvider::Outlook, None) => Ok(Renewal::Gone),
        (CalendarProvider::Google, _) => Ok(Renewal::NotOffered),
    }
}

/// Stops `channel`; one that is gone, or that nobody can name, is stopped. `resource_id` is that of another
/// channel of the same calendar, which is the same.
///
/// # Errors
/// [`ProviderError`]; of one that hangs too.
pub async fn stop(
    app: &App,
    provider: CalendarProvider,
    token: SecretString,
    (channel, resource_id): (&Channel, Option<&str>),
) -> Result<(), ProviderError> {
    let resource_id = channel.resource_id.as_deref().or(resource_id);
    let stop = async {
        match (provider, &channel.id, resource_id) {
            (CalendarProvider::Google, Some(id), Some(resource_id)) => {
                let calendar = GoogleCalendar::new(app.outside(), token);
                calendar.stop_channel(id, resource_id).await
            }
            (CalendarProvider::Outlook, Some(id), _) => {
                Subscriptions::new(app.outside(), token).unsubscribe(id).await
            }
            (CalendarProvider::Google | CalendarProvider::Outlook, _, _) => Ok(()),
        }
    };
    deadline::limit(PATIENCE, RESERVE, stop).await.unwrap_or_else(|_| {
        let provider = provider.provider();
        Err(ProviderError { provider, fault: Fault::Transient, status: None, code: None })
    })
}

/// The channels that were made with the grant of `connection`.
///
/// # Errors
/// [`Error::StorageUnavailable`].
pub async fn of(app: &App, connection: &Connection) -> Result<Vec<Channel>, Error> {
    let ConnectionId { company, owner, provider } = connection.id;
    let Some(provider) = CalendarProvider::of(provider) else { return Ok(Vec::new()) };
    let channels = app.store.channels(ConnectionId { company, owner, provider }).await?;
    let all = channels.into_iter().flat_map(|channels| {
        let Channels { current, ending, .. } = channels;
        current.into_iter().chain(ending)
    });
    Ok(all.filter(|channel| channel.is_stopped_by(connection)).collect())
}

/// Stops the channels of `connection`, which is gone, with the tokens that it leaves, best effort.
pub async fn stop_all(app: &App, connection: &Connection) {
    let own = of(app, connection).await.unwrap_or_default();
    if own.is_empty() {
        return;
    }
    if let Ok(opened) = renewal::open(app, connection).await {
        stop_each(app, connection.id, &own, &opened.tokens.access_token).await;
    }
}

/// Stops `all` channels of a connection whose grant goes, while it still works: afterwards nobody can. What can't
/// be stopped ends by itself, and what comes from it is nobody's until then.
pub async fn stop_each(app: &App, id: ConnectionId, all: &[Channel], token: &SecretString) {
    let Some(provider) = CalendarProvider::of(id.provider) else { return };
    let resource_id = all.iter().find_map(|channel| channel.resource_id.as_deref());
    for channel in all {
        if let Err(error) = stop(app, provider, token.clone(), (channel, resource_id)).await {
            tracing::info!(provider = provider.key(), %error, "a channel was not stopped");
        }
    }
}

/// Ends what stands in the way of a subscription of `id`: what a run that broke off has left there, or what
/// nobody knows. Whether there is room then; what is another connection's stays.
async fn make_room(
    app: &App,
    id: ConnectionId<CalendarProvider>,
    subscriptions: &Subscriptions,
) -> Result<bool, ProviderError> {
    let addresses = addresses(app, id.provider).unwrap_or_default();
    let mut has_room = true;
    for standing in subscriptions.list().await? {
        let Some(name) = standing.notification_url.strip_prefix(&addresses) else { continue };
        let known =
            app.store.address(&Address::hash_of(name)).await.map_err(|_| ProviderError {
                provider: id.provider.provider(),
                fault: Fault::Transient,
                status: Some(StatusCode::CONFLICT.as_u16()),
                code: None,
            })?;
        match known {
            Some(address) if address.id != id => has_room = false,
            _ => subscriptions.unsubscribe(&standing.id).await?,
        }
    }
    Ok(has_room)
}
