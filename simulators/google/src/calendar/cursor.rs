//! Where a list goes on: page tokens and sync tokens, opaque to clients.

use data_encoding::BASE64URL_NOPAD;

use crate::account::Account;

/// What a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// How often the calendar's tokens had been declared invalid.
    pub generation: u32,
    /// The version of everything when the list was begun.
    pub version: u64,
    /// Of a page token, the place of its first event; 0 in a sync token.
    pub place: usize,
}

impl Cursor {
    /// The token, `kind` being `p` or `s`, for the account's calendar.
    pub fn token(self, kind: &str, account: &Account) -> String {
        let Self { generation, version, place } = self;
        let text = format!("{kind}:{}:{generation}:{version}:{place}", account.id);
        BASE64URL_NOPAD.encode(text.as_bytes())
    }

    /// What `token` stands for; none where it is of another kind or calendar, or none at all.
    pub fn read(token: &str, kind: &str, account: &Account) -> Option<Self> {
        let text = String::from_utf8(BASE64URL_NOPAD.decode(token.as_bytes()).ok()?).ok()?;
        let numbers = text.strip_prefix(&format!("{kind}:{}:", account.id))?;
        let mut numbers = numbers.split(':');
        Some(Self {
            generation: numbers.next()?.parse().ok()?,
            version: numbers.next()?.parse().ok()?,
            place: numbers.next()?.parse().ok()?,
        })
    }
}
