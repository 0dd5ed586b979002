//! E-mail addresses: one check for each, whoever wrote it (S38).

use email_address::{EmailAddress, Options};

use crate::words::Text;

/// RFC 5321, section 4.5.3.1.3.
const LIMIT: usize = 254;

/// Why a text is not an address that can be invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// There is nothing.
    Absent,
    /// It is something else.
    Malformed,
    /// It needs SMTPUTF8 (RFC 6531), which neither calendar promises: the invitation might never arrive,
    /// and nobody would be told.
    BeyondAscii,
}

impl AddressError {
    /// What is told to people; it follows a colon.
    pub const fn text(self) -> Text {
        match self {
            Self::Absent => Text::new("address-absent"),
            Self::Malformed => Text::new("address-malformed"),
            Self::BeyondAscii => Text::new("address-beyond-ascii"),
        }
    }
}

/// `text` as it is sent: without what surrounds it, and with the domain in ASCII (punycode, RFC 5891).
///
/// # Errors
/// [`AddressError`].
pub fn address(text: &str) -> Result<String, AddressError> {
    let text = text.trim_matches(is_around);
    if text.is_empty() {
        return Err(AddressError::Absent);
    }
    let (local, domain) = text.rsplit_once('@').ok_or(AddressError::Malformed)?;
    let domain = idna::domain_to_ascii_strict(domain).map_err(|_| AddressError::Malformed)?;
    let address = format!("{local}@{domain}");
    let options = Options::default().without_display_text().without_domain_literal();
    let is_address =
        EmailAddress::parse_with_options(&address, options.with_required_tld()).is_ok();
    // The last label is never a number (RFC 3696, section 2): `1.2.3.4` is no mail domain.
    let is_numeric = domain
        .rsplit('.')
        .next()
        .is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    // A quoted local part is an address too, but calendars and mail clients take it for a fault.
    if !is_address || is_numeric || local.contains('"') || address.len() > LIMIT {
        return Err(AddressError::Malformed);
    }
    if local.is_ascii() { Ok(address) } else { Err(AddressError::BeyondAscii) }
}

/// Whether two addresses lead to one mailbox, as far as can be told without asking it.
pub fn is_same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// An address in the one spelling by which it is compared.
pub(super) fn folded(text: &str) -> String {
    address(text).unwrap_or_else(|_| text.to_owned()).to_lowercase()
}

/// White space, and marks without a width that come along when an address is copied.
fn is_around(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn s38_what_surrounds_an_address_goes_and_its_domain_is_sent_in_ascii() {
        for (text, expected) in [
            (" awa@acme.ci\r\n", "awa@acme.ci"),
            ("\u{feff}Awa@ACME.ci\u{200b}", "Awa@acme.ci"),
            ("awa@société.ci", "awa@xn--socit-esab.ci"),
            ("awa@SOCIÉTÉ.ci", "awa@xn--socit-esab.ci"),
            ("awa@xn--socit-esab.ci", "awa@xn--socit-esab.ci"),
            ("o'neil+ats@mail.example", "o'neil+ats@mail.example"),
        ] {
            assert_eq!(address(text).as_deref(), Ok(expected), "{text:?}");
        }
        assert!(is_same("awa@Société.ci", "AWA@xn--socit-esab.ci"));
    }

    #[test]
    fn s38_letters_beyond_ascii_before_the_at_are_told_from_what_is_no_address() {
        for text in ["hélène@acme.ci", "用户@acme.ci"] {
            assert_eq!(address(text), Err(AddressError::BeyondAscii), "{text}");
        }
        for text in [
            "awa",
            "awa@acme",
            "@acme.ci",
            "awa@",
            "a b@acme.ci",
            "a..b@acme.ci",
            "<awa@acme.ci>",
            "awa@acme.ci,x@y.z",
            "awa@-acme.ci",
            "awa@ac_me.ci",
            "Awa <awa@acme.ci>",
            "\"a b\"@acme.ci",
            "awa@[127.0.0.1]",
            "awa@acme.ci\r\nBcc: x@y.z",
            "awa@acme.ci.",
            "awa@192.168.1.20",
        ] {
            assert_eq!(address(text), Err(AddressError::Malformed), "{text}");
        }
        assert_eq!(address(" \u{200b}"), Err(AddressError::Absent));
    }

    proptest! {
        #[test]
        fn s38_what_is_sent_is_ascii_in_one_line_and_its_own_address(text in ".{0,20}@.{0,20}") {
            if let Ok(sent) = address(&text) {
                prop_assert!(sent.bytes().all(|byte| byte.is_ascii_graphic()), "{sent}");
                prop_assert_eq!(address(&sent), Ok(sent.clone()));
            }
        }
    }
}
