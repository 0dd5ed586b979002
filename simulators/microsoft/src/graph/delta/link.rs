//! What the token of a `nextLink` or `deltaLink` stands for.

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;

use crate::directory::Person;
use crate::outlook::event::Span;

/// A place in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// How often the person's links had been declared invalid.
    pub(super) generation: u32,
    pub(super) window: Span,
    /// The version after which changes are told; none in the first round, which tells all.
    pub(super) since: Option<u64>,
    /// The version of everything when the round began: where the next begins.
    pub(super) until: u64,
    /// The version of the last item that was told in this round.
    pub(super) after: u64,
}

impl Link {
    /// Where the first round begins.
    pub(super) const fn first(window: Span, generation: u32, version: u64) -> Self {
        Self { generation, window, since: None, until: version, after: 0 }
    }

    /// What the `deltaLink` at the end of this round stands for.
    pub(super) const fn next_round(self) -> Self {
        Self { since: Some(self.until), after: self.until, ..self }
    }

    /// The first page of the round that a `deltaLink` leads to, begun at `version`.
    pub(super) const fn begun(self, version: u64) -> Self {
        Self { until: version, ..self }
    }

    pub(super) fn token(self, person: &Person) -> String {
        let Self { generation, window, since, until, after } = self;
        let since = since.map(|since| since.to_string()).unwrap_or_default();
        let Span { start, end } = window;
        let text = format!("{}|{generation}|{start}|{end}|{since}|{until}|{after}", person.id);
        BASE64URL_NOPAD.encode(text.as_bytes())
    }

    /// None for what is no token of the person's.
    pub(super) fn read(token: &str, person: &Person) -> Option<Self> {
        let text = String::from_utf8(BASE64URL_NOPAD.decode(token.as_bytes()).ok()?).ok()?;
        let mut parts = text.split('|');
        parts.next().filter(|owner| *owner == person.id)?;
        let generation = parts.next()?.parse().ok()?;
        let instant = |text: &str| text.parse::<Timestamp>().ok();
        let window = Span::new(instant(parts.next()?)?, instant(parts.next()?)?)?;
        let since = match parts.next()? {
            "" => None,
            since => Some(since.parse().ok()?),
        };
        let (until, after) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { generation, window, since, until, after })
    }
}
