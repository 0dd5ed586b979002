//! Texts as calendars get them: cleaned, cut with a visible "…", escaped for HTML (S39).

use crate::model::error::{Error, Result};
use crate::model::provider::CalendarProvider;
use crate::model::text::{self, cut};
use crate::model::warning::{Shortened, Warning};
use crate::words::Text;

/// The longest title and location, in characters: Outlook's subjects end there.
const LINE_LIMIT: usize = 255;
/// The longest description with its escapes, in characters: Google keeps 8192.
const DESCRIPTION_LIMIT: usize = 8000;

/// A title: one line with something in it.
///
/// # Errors
/// [`Error::InvalidRequest`] where nothing is left of it.
pub fn title(text: &str) -> Result<String> {
    let title = line(text);
    if title.is_empty() {
        return Err(Error::InvalidRequest(Text::new("field-empty").with("field", "title")));
    }
    Ok(title)
}

/// One line, without what a reader can't see, as [`crate::model::text`] cleans and cuts it.
pub fn line(text: &str) -> String {
    cut(&text::line(text), LINE_LIMIT, |line| line.chars().count())
}

/// What a guest wrote beside an answer: one line of at most `limit` characters; `None` where nothing can be
/// seen of it.
pub(super) fn comment(text: &str, limit: usize) -> Option<String> {
    let comment = cut(&text::line(text), limit, |line| line.chars().count());
    Some(comment).filter(|comment| !comment.is_empty())
}

/// One line that ends with `link`, whole; before it as much of `text` as fits.
pub(super) fn line_with(text: &str, link: &str) -> String {
    let text = line(text);
    if text.is_empty() {
        return link.to_owned();
    }
    let room = LINE_LIMIT.saturating_sub(link.chars().count() + 3);
    format!("{} – {link}", cut(&text, room, |line| line.chars().count()))
}

/// Lines, such that their [`html`] form stays within what every calendar keeps.
pub fn description(text: &str) -> String {
    cut(&text::lines(text), DESCRIPTION_LIMIT, |lines| html(lines).chars().count())
}

/// The lines of `text`, a [`description`], with those of `below` under them. Where both are too long, a
/// text that was cut gives way, and one that is whole stays alone.
pub fn description_above(text: &str, below: &str) -> String {
    let whole = [text, below].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let whole = whole.join("\n\n");
    if html(&whole).chars().count() <= DESCRIPTION_LIMIT {
        return whole;
    }
    if !text.ends_with('…') {
        return text.to_owned();
    }
    let room = DESCRIPTION_LIMIT.saturating_sub(html(below).chars().count() + 2);
    let kept = cut(text, room, |lines| html(lines).chars().count());
    format!("{kept}\n\n{below}")
}

/// A warning for each text that was shortened for `provider`'s calendar: which it is, as it was given and
/// as it is kept.
pub fn shortened(
    provider: CalendarProvider,
    texts: [(Shortened, Option<&str>, Option<&str>); 3],
) -> Vec<Warning> {
    let is_shortened = |given: Option<&str>, kept: Option<&str>| {
        let texts = given.zip(kept);
        texts.is_some_and(|(given, kept)| text::line(given) != text::line(kept))
    };
    let cut = texts.into_iter().filter(|(_, given, kept)| is_shortened(*given, *kept));
    cut.map(|(what, ..)| Warning::text_shortened(what, provider.into())).collect()
}

/// Plain text as HTML: nothing in it is markup. Lines are kept as they are.
pub fn html(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for character in text.chars() {
        match escape(character) {
            Some(escaped) => html.push_str(escaped),
            None => html.push(character),
        }
    }
    html
}

const fn escape(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn s39_a_title_is_one_visible_line() {
        assert_eq!(title("Entretien\r\nRH\u{202e}\u{0}  – Dev").unwrap(), "Entretien RH – Dev");
        assert!(title(" \n").is_err());
        let long = title(&"x".repeat(100_000)).unwrap();
        assert!(long.ends_with("x…") && long.chars().count() == 255);
    }

    #[test]
    fn s39_markup_becomes_text() {
        let text = description("<script>alert('1')</script>\r\n\"A & B\"\u{2066}");
        assert_eq!(
            html(&text),
            "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\n&quot;A &amp; B&quot;"
        );
    }

    proptest! {
        #[test]
        fn s39_what_stands_below_a_description_is_kept_whole(text in "[<&é x]{0,40}", times in 0_usize..2_000) {
            let text = description(&text.repeat(times));
            let both = description_above(&text, "Poste : <Dev>");
            prop_assert!(html(&both).chars().count() <= DESCRIPTION_LIMIT);
            prop_assert!(both.ends_with("Poste : <Dev>") || both == text);
        }

        #[test]
        fn s39_the_html_form_keeps_the_limit(text in "[<&é🚀 x]{0,40}", times in 1_usize..2_000) {
            let html = html(&description(&text.repeat(times)));
            prop_assert!(html.chars().count() <= DESCRIPTION_LIMIT);
            prop_assert!(!html.contains('<'));
        }
    }
}
