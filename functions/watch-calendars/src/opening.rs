//! A channel at the provider, in steps that a crash may follow.
//!
//! Before the provider is asked, the channel stands among those that are to be stopped, and its address is open:
//! Google's first message and Graph's handshake come before the answer. Once it is known to be there it takes the
//! place of the one before, which is stopped then. Whatever breaks off in between is stopped by the next run.

use data_encoding::HEXLOWER;
use jiff::SignedDuration;
use secrecy::SecretString;
use shared::app::App;
use shared::connecting::access::{self, Access};
use shared::connecting::channels::{self, Opened, Renewal, Wanted};
use shared::connection::{Address, Channel, Channels};
use shared::model::error::Error;
use shared::model::fault::{Fault, ProviderError};
use shared::model::owner::ConnectionId;
use shared::model::provider::CalendarProvider;
use shared::platform::random;
use shared::store::Save;

use crate::upkeep::Stop;

/// The longest that a channel may live: what breaks off is forgotten after it.
const LONGEST: SignedDuration = SignedDuration::from_hours(8 * 24);
/// How long an address stays open after its channel's end: a late word is no riddle.
const SLACK: SignedDuration = SignedDuration::from_hours(2 * 24);

/// The channel that speaks does so no longer: it is to be stopped.
pub(crate) fn retire(channels: &mut Channels) {
    channels.ending.extend(channels.current.take());
}

/// Renews the channel at a provider that renews them; whether it did.
pub(crate) async fn renew(
    app: &App,
    channels: &mut Channels,
    access: &Access,
) -> Result<bool, Stop> {
    let Some(current) = channels.current.clone() else { return Ok(false) };
    let provider = channels.id.provider;
    let renewed =
        access::with(app, access, |token| channels::renew(app, provider, token, &current)).await?;
    let until = match renewed {
        Renewal::Until(until) => until,
        Renewal::NotOffered => return Ok(false),
        Renewal::Gone => {
            retire(channels);
            return Ok(false);
        }
    };
    let now = app.clock.now();
    channels.current = Some(current.living(until, now, luck()?));
    // Before it is kept: what breaks off here is done again.
    app.store.note_heard(channels.id, Some(until)).await?;
    // It may have been paused since it asked to be renewed, and what happened then is told by nobody.
    if channels.said.is_some() {
        app.store.mark_changed(channels.id, now).await?;
    }
    save(app, channels).await?;
    Ok(true)
}

/// Opens a channel in place of the one that speaks; whether there is one then.
pub(crate) async fn open(
    app: &App,
    channels: &mut Channels,
    access: &Access,
) -> Result<bool, Stop> {
    let id = channels.id;
    let name = HEXLOWER.encode(&random::bytes::<16>()?);
    let Some(url) = channels::url(app, id.provider, &name) else {
        app.store.note_heard(id, None).await?;
        return Ok(false);
    };
    let wanted = Wanted {
        id: HEXLOWER.encode(&random::bytes::<16>()?),
        url,
        secret: SecretString::from(HEXLOWER.encode(&random::bytes::<32>()?)),
    };
    let intended = intend(app, access, &wanted, &name);
    channels.ending.push(intended.clone());
    save(app, channels).await?;
    app.store.open_address(&intended.address, &address(id, &intended, &wanted.secret)).await?;
    let opened = access::with(app, access, |token| channels::open(app, id, token, &wanted)).await;
    match opened {
        Ok(Some(opened)) => take(app, channels, intended, opened).await.map(|()| true),
        Ok(None) => {
            drop_intended(app, channels, &intended).await?;
            app.store.note_heard(id, None).await?;
            Ok(false)
        }
        Err(error) => {
            if !may_stand(&error) {
                drop_intended(app, channels, &intended).await?;
            }
            Err(error.into())
        }
    }
}

/// The channel as it is noted before it is there.
fn intend(app: &App, access: &Access, wanted: &Wanted, name: &str) -> Channel {
    let connection = &access.connection;
    let now = app.clock.now();
    let is_ours = CalendarProvider::of(connection.id.provider) == Some(CalendarProvider::Google);
    let expires_at = now.saturating_add(LONGEST).unwrap_or(now);
    Channel {
        id: is_ours.then(|| wanted.id.clone()),
        resource_id: None,
        address: Address::hash_of(name),
        account_id: connection.account.as_ref().map(|account| account.id.clone()),
        connected_at: connection.connected_at,
        expires_at,
        renew_at: expires_at,
    }
}

fn address(
    id: ConnectionId<CalendarProvider>,
    intended: &Channel,
    secret: &SecretString,
) -> Address {
    let secret = Address::secret_of(secret);
    let expires_at = intended.expires_at.saturating_add(SLACK).unwrap_or(intended.expires_at);
    Address { id, secret, channel_id: intended.id.clone(), expires_at }
}

/// The channel is there. What happened while none was, nobody has told: the calendar is read once more.
async fn take(
    app: &App,
    channels: &mut Channels,
    intended: Channel,
    opened: Opened,
) -> Result<(), Stop> {
    let (id, now) = (channels.id, app.clock.now());
    let Opened { id: channel_id, resource_id, expires_at } = opened;
    let was_heard = channels.current.as_ref().is_some_and(|former| now < former.expires_at);
    retire(channels);
    channels.ending.retain(|ending| ending.address != intended.address);
    let channel = Channel { id: Some(channel_id), resource_id, ..intended };
    channels.current = Some(channel.living(expires_at, now, luck()?));
    // Before it is kept: what breaks off here is done again.
    app.store.note_heard(id, Some(expires_at)).await?;
    if !was_heard {
        app.store.mark_changed(id, now).await?;
    }
    save(app, channels).await
}

/// Nothing came of it.
async fn drop_intended(app: &App, channels: &mut Channels, intended: &Channel) -> Result<(), Stop> {
    app.store.close_address(channels.id.company, &intended.address).await?;
    channels.ending.retain(|ending| ending.address != intended.address);
    save(app, channels).await
}

/// Whether the channel may be there although its provider did not say so.
const fn may_stand(error: &ProviderError) -> bool {
    match error.fault {
        Fault::OutcomeUnknown => true,
        Fault::GrantGone(_)
        | Fault::TokenRefused
        | Fault::Config
        | Fault::Permission
        | Fault::Throttled(_)
        | Fault::Transient
        | Fault::Rejected => false,
    }
}

pub(crate) async fn save(app: &App, channels: &Channels) -> Result<(), Stop> {
    match app.store.save_channels(channels).await? {
        Save::Saved => Ok(()),
        Save::Lost => Err(Stop::Lost),
    }
}

/// Any number, by which what was made at once is not renewed at once.
fn luck() -> Result<u32, Error> {
    random::bytes().map(u32::from_be_bytes)
}
