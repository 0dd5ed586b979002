//! The forms in which takers read feeds, each with the names its taker publishes.

mod adzuna;
mod careerjet;
mod indeed;
mod jooble;

use shared::model::error::Result;
use shared::model::offer::Profile;

use crate::sheet::Sheet;
use crate::xml::Xml;

/// The feed in the form of its taker. The same offers make the same bytes.
pub(crate) fn written(sheet: &Sheet<'_>) -> Result<String> {
    let mut xml = Xml::new()?;
    match sheet.profile {
        Profile::Indeed | Profile::Generic => indeed::write(&mut xml, sheet)?,
        Profile::Jooble => jooble::write(&mut xml, sheet)?,
        Profile::Adzuna => adzuna::write(&mut xml, sheet)?,
        Profile::Careerjet => careerjet::write(&mut xml, sheet)?,
    }
    xml.finish()
}

/// The version of a profile's form: a part of the feed's tag, since a deployment that changes the form changes what a
/// taker holds without any change of an offer.
pub(crate) const fn version(profile: Profile) -> u32 {
    match profile {
        Profile::Indeed | Profile::Generic => indeed::VERSION,
        Profile::Jooble => jooble::VERSION,
        Profile::Adzuna => adzuna::VERSION,
        Profile::Careerjet => careerjet::VERSION,
    }
}

#[cfg(test)]
mod tests;
