//! HTML that stands where a text is meant: recognised, and read as a browser shows it.
//!
//! Tags and character references are `html5gum`'s, which reads them as the WHATWG wants; where lines
//! begin is ours.

mod elements;
mod layout;

use std::borrow::Cow;
use std::collections::BTreeSet;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use elements::Element;
use layout::Layout;

/// How often a text is escaped at most.
const TIMES: usize = 3;

/// `text` as it is read: HTML as its text (a list item begins with "• ", an empty line stands around a
/// paragraph, the address of a link behind its words), everything else as it is.
///
/// A text is HTML where an element is opened and closed in it or has an attribute, where a block is opened
/// twice (`</p>` and `</li>` can be left out), where it has a `<br>` or `<hr>` or begins with a block, or a
/// word follows one without a space (`Bonjour.<p>Nous`); `<`,
/// `List<String>` and `<rh@x.ci>` make none. A text that was escaped and is no HTML itself
/// is recognised by its character references (`R&amp;D`).
pub fn flattened(text: &str) -> Cow<'_, str> {
    let mut flat = Cow::Borrowed(text);
    // What was escaped twice, on its way through two programs, is read twice.
    for _ in 0..TIMES {
        match read(&flat) {
            Some(read) => flat = read.into(),
            None => break,
        }
    }
    flat
}

/// `text` read once; `None` where it is neither HTML nor escaped.
fn read(text: &str) -> Option<String> {
    if is_html(text) { Some(Layout::of(text)) } else { unescaped(text) }
}

/// The tokens of `text`; their spans are places in it.
fn tokens(text: &str) -> impl Iterator<Item = Token<usize>> {
    let mut emitter = DefaultEmitter::new_with_span();
    // What stands in a script or a style is no markup.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).flatten()
}

fn is_html(text: &str) -> bool {
    if !text.contains('<') {
        return false;
    }
    let begins = text.len() - text.trim_start().len();
    let mut opened = BTreeSet::new();
    tokens(text).any(|token| match token {
        Token::StartTag(tag) if is_written(&tag, text) => {
            let Some(element) = Element::named(&tag.name) else { return false };
            let is_first = tag.span.start == begins;
            let is_again = !opened.insert(tag.name.to_vec());
            let is_alone = element == Element::Break || tag.name.as_slice() == b"hr";
            let has_attribute = !tag.attributes.is_empty();
            let follows = text.get(tag.span.end..).and_then(|text| text.chars().next());
            let is_glued = follows.is_some_and(char::is_alphanumeric);
            let is_tag = is_first || is_again || is_glued;
            is_alone || has_attribute || (element.is_block() && is_tag)
        }
        Token::EndTag(tag) => {
            Element::named(&tag.name).is_some() && opened.contains(&tag.name.to_vec())
        }
        Token::Doctype(_) => true,
        _ => false,
    })
}

/// Whether a person would call it a tag: in `a<b and c>d`, `and` is an attribute without a value.
fn is_written(tag: &StartTag<usize>, text: &str) -> bool {
    let source = text.get(tag.span.start..tag.span.end).unwrap_or_default();
    tag.attributes.is_empty() || source.contains('=')
}

/// `text` with its character references read; `None` where it has none. Only those that end in `;`
/// count: `?a=1&copy=2` is an address.
fn unescaped(text: &str) -> Option<String> {
    let mut read = String::with_capacity(text.len());
    let (mut rest, mut is_escaped) = (text, false);
    while let Some(start) = rest.find('&') {
        let (before, from) = rest.split_at(start);
        read.push_str(before);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        let name = from.get(1..).unwrap_or_default();
        let end = name
            .find(|c| !is_name(c))
            .filter(|end| name.get(*end..).is_some_and(|rest| rest.starts_with(';')));
        let reference = end.and_then(|end| from.get(..end + 2));
        let character = reference.and_then(character);
        is_escaped |= character.is_some();
        let taken = reference.unwrap_or("&");
        read.push_str(character.as_deref().unwrap_or(taken));
        rest = from.get(taken.len()..).unwrap_or_default();
    }
    read.push_str(rest);
    is_escaped.then_some(read)
}

/// The character that `&name;` stands for.
fn character(reference: &str) -> Option<String> {
    let mut text = tokens(reference).filter_map(|token| match token {
        Token::String(text) => Some(String::from_utf8_lossy(&text).into_owned()),
        _ => None,
    });
    text.next().filter(|text| !text.ends_with(';'))
}
