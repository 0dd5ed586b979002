//! A link to an event, stored only where it names nobody.

use data_encoding::BASE64_NOPAD;
use percent_encoding::percent_decode_str;
use serde::{Serialize, Serializer};
use url::Url;

/// Google's links name the calendar by its owner's address, in base64; others may do so in clear.
pub(super) fn without_address<S: Serializer>(
    url: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    url.as_ref().filter(|url| !names_address(url)).serialize(serializer)
}

/// Whether a part of `url` is an address, as it stands, percent-encoded or in base64. What can't be read
/// as a URL may be one.
fn names_address(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return true };
    let path = url.path().split('/');
    let path = path.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned());
    let query = url.query_pairs().flat_map(|(name, value)| [name.into_owned(), value.into_owned()]);
    let fragment = url.fragment().map(str::to_owned);
    path.chain(query).chain(fragment).any(|part| {
        // In a query, a plus may have become a space.
        let encoded = part.replace([' ', '-'], "+").replace('_', "/");
        let decoded = BASE64_NOPAD.decode(encoded.trim_end_matches('=').as_bytes());
        part.contains('@') || decoded.is_ok_and(|bytes| is_text_with_an_at(&bytes))
    })
}

/// Whether `bytes` are text with an `@`. Outlook's ids are bytes of any value, among which one may be that.
fn is_text_with_an_at(bytes: &[u8]) -> bool {
    let text = std::str::from_utf8(bytes);
    text.is_ok_and(|text| text.contains('@') && !text.contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s34_a_link_that_names_an_address_is_known_however_it_is_written() {
        for url in [
            "https://www.google.com/calendar/event?eid=aXR2N2QzazJtOXEwYzh2NWgxIGF3YUBhY21lLmNp",
            "https://calendar.google.com/calendar/r/eventedit/aXR2N2QzazJtOXEwYzh2NWgxIGF3YUBhY21lLmNp",
            "https://outlook.office.com/calendar/fatou@acme.ci/item/1",
            "https://outlook.office.com/calendar/fatou%40acme.ci/item/1",
            "https://outlook.office365.com/owa/?itemid=1&mailbox=fatou%40acme.ci",
            "mailto:fatou@acme.ci",
            "fatou@acme.ci",
        ] {
            assert!(names_address(url), "{url}");
        }
        let outlook = "https://outlook.office365.com/owa/?itemid=AAMkADAwATM0MDAAMS0wAAA%3D&exvsurl=1&path=/calendar/item";
        assert!(!names_address(outlook));
        let by_chance = "https://outlook.office365.com/owa/?itemid=AAMkQAAB&exvsurl=1";
        assert!(!names_address(by_chance), "an id whose bytes are 00 03 24 40 00 01");
    }
}
