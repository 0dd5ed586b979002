//! The `Prefer` header (RFC 7240) as Outlook understands it.

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::outlook::fault::Fault;
use crate::outlook::zone::Zone;

/// How the client wants answers.
#[derive(Clone, Debug)]
pub struct Prefer {
    /// `IdType="ImmutableId"`: ids that survive a move to another folder.
    pub immutable_ids: bool,
    /// `outlook.timezone="…"`, else UTC.
    pub zone: Zone,
    /// `outlook.body-content-type="text"`.
    pub text_body: bool,
    /// `odata.maxpagesize=50`; 10 unless asked otherwise.
    pub page_size: usize,
    applied: Vec<String>,
}

impl Prefer {
    /// What was asked for by these headers; unknown preferences are ignored, as the RFC has it.
    /// 400 for a time zone Outlook does not know.
    pub fn read(headers: &HeaderMap) -> Result<Self, Fault> {
        let mut prefer = Self {
            immutable_ids: false,
            zone: Zone::utc(),
            text_body: false,
            page_size: 10,
            applied: Vec::new(),
        };
        for value in headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok()) {
            for (name, value) in
                value.split(',').filter_map(|preference| preference.split_once('='))
            {
                prefer.apply(name.trim(), value.trim().trim_matches('"'))?;
            }
        }
        Ok(prefer)
    }

    /// The header that tells what was honoured.
    pub fn applied(&self) -> Option<(HeaderName, HeaderValue)> {
        let value = self.applied.join(", ").parse().ok().filter(|_| !self.applied.is_empty())?;
        Some((HeaderName::from_static("preference-applied"), value))
    }

    fn apply(&mut self, name: &str, value: &str) -> Result<(), Fault> {
        match name.to_ascii_lowercase().as_str() {
            "idtype" if value.eq_ignore_ascii_case("ImmutableId") => self.immutable_ids = true,
            "outlook.timezone" => self.zone = Zone::named(value)?,
            "odata.maxpagesize" => match value.parse() {
                Ok(size) if size > 0 => self.page_size = size,
                _ => return Ok(()),
            },
            "outlook.body-content-type" => self.text_body = value.eq_ignore_ascii_case("text"),
            _ => return Ok(()),
        }
        self.applied.push(format!("{name}=\"{value}\""));
        Ok(())
    }
}

impl<S: Sync> FromRequestParts<S> for Prefer {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        Self::read(&parts.headers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Result<Prefer, Fault> {
        Prefer::read(&HeaderMap::from_iter([(
            HeaderName::from_static("prefer"),
            value.parse().unwrap(),
        )]))
    }

    #[test]
    fn what_is_honoured_is_told() {
        let prefer = read(
            r#"IdType="ImmutableId", outlook.timezone="Romance Standard Time", respond-async"#,
        )
        .unwrap();
        assert!(prefer.immutable_ids && !prefer.text_body);
        assert_eq!(prefer.zone.name, "Romance Standard Time");
        let applied = r#"IdType="ImmutableId", outlook.timezone="Romance Standard Time""#;
        assert_eq!(prefer.applied().unwrap().1, applied);
    }

    #[test]
    fn answers_are_in_utc_with_mutable_ids_by_default() {
        let prefer = Prefer::read(&HeaderMap::new()).unwrap();
        assert!(!prefer.immutable_ids);
        assert_eq!(prefer.zone.name, "UTC");
        assert!(prefer.applied().is_none());
    }

    #[test]
    fn an_unknown_zone_is_refused() {
        assert_eq!(
            read(r#"outlook.timezone="Africa/Abidjan""#).unwrap_err().code,
            "TimeZoneNotSupportedException"
        );
    }
}
