//! `POST /api/integrations/{provider}/notifications/{watch}`: a calendar says that something changed.
//!
//! It says no more than that, to an address with a random name, and proves itself by a secret ([`word`]). What it
//! says is noted, and nothing else happens here: `sync-calendar` reads the calendar, `watch-calendars` looks
//! after the channel. Graph drops an address for everybody where answers are slow, so nothing is asked of anybody
//! but the table, and a handshake ([`handshake`]) not even of that.
//!
//! Nobody is told whether they are believed: what is unknown, stale or forged is taken, and changes nothing (S49).

mod handshake;
mod word;

use lambda_http::Request;
use shared::app::App;
use shared::connection::Address;
use shared::model::error::Result;
use shared::model::provider::CalendarProvider;
use shared::platform::request;
use shared::platform::response::{Either, PlainText, Received};

use crate::word::Words;

/// The largest body that is read, in bytes: some hundred notifications.
const LIMIT: usize = 256 * 1024;

/// Takes what a calendar says.
///
/// # Errors
/// [`shared::model::error::Error::UnknownProvider`] and [`shared::model::error::Error::Unsupported`] where the path
/// names no calendar; [`shared::model::error::Error::StorageUnavailable`], after which it is said again.
pub async fn handle(app: App, request: Request) -> Result<Either<PlainText, Received>> {
    let provider = request::calendar(&request)?;
    if provider == CalendarProvider::Outlook
        && let Some(asked) = handshake::asked(&request)
    {
        // A token that is none is no handshake, and no notification comes with one.
        return Ok(asked.map_or(Either::Right(Received), |token| Either::Left(PlainText(token))));
    }
    let name = request::path(&request, "watch").unwrap_or_default();
    if is_name(&name) && request.body().as_ref().len() <= LIMIT {
        take(&app, provider, &name, &request).await?;
    }
    Ok(Either::Right(Received))
}

/// Notes what is believed of what came to the address `name`.
async fn take(app: &App, provider: CalendarProvider, name: &str, request: &Request) -> Result<()> {
    let hash = Address::hash_of(name);
    let address = app.store.address(&hash).await?;
    let Some(address) = address.filter(|address| address.id.provider == provider) else {
        return Ok(());
    };
    let now = app.clock.now();
    let Words { is_changed, said } = match provider {
        CalendarProvider::Google => word::of_google(request.headers(), &address),
        CalendarProvider::Outlook => word::of_graph(request.body().as_ref(), &address),
    };
    if is_changed {
        app.store.mark_changed(address.id, now).await?;
    }
    if let Some(said) = said {
        app.store.note_said(address.id, &hash, said, now).await?;
    }
    Ok(())
}

/// Whether an address of ours may be called so: 16 bytes in hexadecimal.
fn is_name(name: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    name.len() == 32 && name.bytes().all(is_digit)
}
