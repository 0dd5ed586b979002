//! What a company has chosen of its notes.

use super::facts::Told;
use crate::app::App;
use crate::model::delivery::Delivery;
use crate::model::error::Result;
use crate::model::language::Language;
use crate::model::notes::{ChosenChannel, NoteKind};

/// Where the event of `delivery` is told, and as what; `None` where nobody wants a note of it: another event,
/// one about a person's own connection, a kind that is switched off, or a company without a channel.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn wanted(app: &App, delivery: &Delivery) -> Result<Option<(ChosenChannel, NoteKind)>> {
    let Some(told) = Told::read(delivery) else { return Ok(None) };
    let Some(kind) = NoteKind::of_event(&told.kind).filter(|_| told.is_the_company_s()) else {
        return Ok(None);
    };
    let chosen = app.store.channel(delivery.company).await?;
    Ok(chosen.filter(|chosen| chosen.kinds.contains(&kind)).map(|chosen| (chosen, kind)))
}

/// What the company's notes are written in.
///
/// # Errors
/// [`crate::model::error::Error::StorageUnavailable`].
pub async fn language(app: &App, company_id: i64) -> Result<Language> {
    let preferences = app.store.preferences(company_id).await?;
    Ok(preferences.language.unwrap_or(Language::French))
}
