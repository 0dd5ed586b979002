//! The guests of an interview, whose names, addresses and comments are stored sealed.
//!
//! What can't be sealed or opened costs no interview: answers are told by number all the same where the
//! addresses are known, and where they are not, the next look at the calendar brings them.

use jiff::Timestamp;
use secrecy::ExposeSecret;

use crate::app::App;
use crate::model::error::Error;
use crate::model::interview::{Party, Person, Reply};
use crate::store::ScheduledEvent;
use crate::vault::{Context, DataKey, Sealed, Vault, VaultError};

/// The key for the guests of interviews of `company`, made where there is none; `None` where there is none to be
/// had, so that only their numbers and roles are kept.
pub async fn key(app: &App, company: i64) -> Option<DataKey> {
    let key = own_key(app, company).await;
    let told = |error: &Error| tracing::warn!(code = error.code(), "guests have no key");
    key.inspect_err(told).ok()
}

async fn own_key(app: &App, company: i64) -> Result<DataKey, Error> {
    let context = Context::guests(company);
    if let Some(sealed) = app.store.guest_key(company).await? {
        match app.vault.open_with_key(&sealed, context).await {
            Ok((_, key)) => return Ok(app.vault.current_key(key, context).await),
            Err(VaultError::Unavailable) => return Err(VaultError::Unavailable.into()),
            // One of its own for this interview does as well.
            Err(VaultError::Broken) => return Ok(app.vault.data_key(context).await?),
        }
    }
    let key = app.vault.data_key(context).await?;
    // Whoever was faster has another, and both open.
    let sealed = app.vault.seal(&key, context, b"")?;
    app.store.keep_guest_key(company, &sealed).await?;
    Ok(key)
}

/// `event` of `company` with `party`, sealed with `key`.
#[must_use]
pub fn invited(
    vault: &Vault,
    company: i64,
    event: ScheduledEvent,
    (party, key): (Party, Option<&DataKey>),
) -> ScheduledEvent {
    let people = key.and_then(|key| seal(vault, company, key, &party.people).ok());
    ScheduledEvent { guests: party.guests, last_guest: party.last_number, people, ..event }
}

/// `event` of `company` after its calendar told `replies` at `now`. Nothing is sealed anew where nothing of it
/// has changed.
///
/// # Errors
/// [`Error::StorageUnavailable`]: who they are can't be told now.
pub async fn met(
    app: &App,
    company: i64,
    event: ScheduledEvent,
    (replies, now): (&[Reply], Timestamp),
) -> Result<ScheduledEvent, Error> {
    let vault = &app.vault;
    let opened = open(vault, company, &event).await?;
    let (known, key) = opened.map_or((Vec::new(), None), |(people, key)| (people, Some(key)));
    let party = Party {
        guests: event.guests.clone(),
        people: known.clone(),
        last_number: event.last_guest,
    };
    let party = party.met(replies, now);
    if party.people == known {
        return Ok(ScheduledEvent { guests: party.guests, ..event });
    }
    let context = Context::guests(company);
    let key = match key {
        Some(key) => vault.current_key(key, context).await,
        None => own_key(app, company).await?,
    };
    let people = Some(seal(vault, company, &key, &party.people)?);
    Ok(ScheduledEvent { guests: party.guests, last_guest: party.last_number, people, ..event })
}

/// Who the guests of `event` of `company` are; nobody where that can't be opened.
///
/// # Errors
/// [`VaultError::Unavailable`].
pub async fn people(
    vault: &Vault,
    company: i64,
    event: &ScheduledEvent,
) -> Result<Vec<Person>, VaultError> {
    Ok(open(vault, company, event).await?.map(|(people, _)| people).unwrap_or_default())
}

/// `None` where there is nothing, or nothing that makes sense.
async fn open(
    vault: &Vault,
    company: i64,
    event: &ScheduledEvent,
) -> Result<Option<(Vec<Person>, DataKey)>, VaultError> {
    let Some(sealed) = &event.people else { return Ok(None) };
    let opened = match vault.open_with_key(sealed, Context::guests(company)).await {
        Ok(opened) => opened,
        Err(VaultError::Unavailable) => return Err(VaultError::Unavailable),
        Err(VaultError::Broken) => {
            let event_id = &event.event_id;
            tracing::error!(
                alarm = "guests_unreadable",
                company_id = company,
                event_id,
                "who is invited to an interview can't be read"
            );
            return Ok(None);
        }
    };
    let (plaintext, key) = opened;
    let people = serde_json::from_slice(plaintext.expose_secret()).ok();
    Ok(people.map(|people| (people, key)))
}

fn seal(
    vault: &Vault,
    company: i64,
    key: &DataKey,
    people: &[Person],
) -> Result<Sealed, VaultError> {
    let plaintext = serde_json::to_vec(people).map_err(|_| VaultError::Broken)?;
    vault.seal(key, Context::guests(company), &plaintext)
}
