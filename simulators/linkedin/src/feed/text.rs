//! A post's text as HTML: hashtags, mentions and addresses are links.

use maud::{Markup, html};
use url::Url;

use crate::accounts::name_of;
use crate::little_text::{LittleText, Segment};

/// The text; a mention is a link only under the entity's own name.
pub(super) fn rendered(text: &LittleText) -> Markup {
    html! {
        @for segment in &text.segments {
            @match segment {
                Segment::Text(text) => { (linked(text)) }
                Segment::Hashtag(tag) => { a href="/feed" { "#" (tag) } }
                Segment::Mention { name, urn } if name_of(urn).as_ref() == Some(name) => {
                    a href="/feed" { (name) }
                }
                Segment::Mention { name, .. } => { (name) }
            }
        }
    }
}

/// The host of an address, as a link card shows it.
pub(super) fn host(address: &str) -> String {
    let url = Url::parse(address).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

/// Plain text in which web addresses are links.
fn linked(text: &str) -> Markup {
    html! {
        @for word in text.split_inclusive(char::is_whitespace) {
            @let address = word.trim_end();
            @if address.starts_with("https://") || address.starts_with("http://") {
                a href=(address) rel="noopener nofollow" { (address) }
                (word.get(address.len()..).unwrap_or_default())
            } @else { (word) }
        }
    }
}
