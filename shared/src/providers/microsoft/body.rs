//! The body of an Outlook event: our lines, and below them what Teams wrote.
//!
//! A body that loses the Teams block switches the meeting off (Graph reference, "Update event").

use crate::model::interview::{Link, text};
use crate::model::text::{Kind, Piece, pieces};

/// The Teams block begins and ends with a line of these.
const RULE: &str = "________________";

/// Our lines as HTML, in which addresses can be clicked: Outlook makes no links of them itself.
pub(super) fn html(description: &str) -> String {
    let piece = |piece: Piece<'_>| {
        let shown = text::html(piece.text);
        match scheme(piece.text).filter(|_| piece.kind == Kind::Link) {
            Some(scheme) => format!("<a href=\"{scheme}{shown}\">{shown}</a>"),
            None => shown,
        }
    };
    let html: String = pieces(description).into_iter().map(piece).collect();
    html.replace('\n', "<br>\n")
}

/// What an address of the web or of a person lacks to be a link; `None` for one of another kind.
fn scheme(address: &str) -> Option<&'static str> {
    match address.split_once("://") {
        Some(("http" | "https", _)) => Some(""),
        Some(_) => None,
        None if address.contains('@') && !address.contains('/') => Some("mailto:"),
        None => Some("https://"),
    }
}

/// `old` with `description` in place of what stood above the Teams block. A block that is not
/// recognised is kept with all that stands around it.
pub(super) fn replaced(old: &str, description: &str, link: &Link) -> String {
    let Link::Ready(url) = link else { return html(description) };
    let block = block(old).filter(|block| carries(block, url)).unwrap_or_else(|| inner(old));
    format!("{}<br>\n{block}", html(description))
}

/// From the element that holds the first rule to the end of the body.
fn block(old: &str) -> Option<&str> {
    let inner = inner(old);
    let rule = inner.find(RULE)?;
    let head = inner.get(..rule)?;
    let start = head.rfind("<div").or_else(|| head.rfind("<p"))?;
    inner.get(start..)
}

/// What is inside `<body>`, or everything where there is none.
fn inner(document: &str) -> &str {
    let lower = document.to_ascii_lowercase();
    let opened = lower.find("<body").and_then(|at| Some(at + lower.get(at..)?.find('>')? + 1));
    let start = opened.unwrap_or(0);
    let end = lower.rfind("</body>").filter(|end| *end >= start).unwrap_or(document.len());
    document.get(start..end).unwrap_or(document)
}

fn carries(block: &str, url: &str) -> bool {
    block.contains(url) || block.contains(&text::html(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x/0?a=1&b=2";

    fn link() -> Link {
        Link::Ready(URL.to_owned())
    }

    fn document(above: &str, rule: &str) -> String {
        format!(
            "<html><head><meta charset=\"utf-8\"></head><BODY class=\"x\">{above}<br>\
             <div style=\"width:100%\"><span>{rule}</span></div><a href=\"{}\">Join</a>\
             <div><span>{rule}</span></div></BODY></html>",
            text::html(URL)
        )
    }

    #[test]
    fn s39_an_address_is_a_link_and_nothing_else_becomes_markup() {
        for (lines, expected) in [
            (
                "Voir https://x.ci/a?b=1&c=\"2\".",
                "Voir <a href=\"https://x.ci/a?b=1&amp;c=\">https://x.ci/a?b=1&amp;c=</a>&quot;2&quot;.",
            ),
            (
                "www.x.ci ou rh@x.ci",
                "<a href=\"https://www.x.ci\">www.x.ci</a> ou <a href=\"mailto:rh@x.ci\">rh@x.ci</a>",
            ),
            ("javascript:alert(1) <a href=x>", "javascript:alert(1) &lt;a href=x&gt;"),
            (
                "javascript://x.ci/%0aalert(1) ftp://x.ci",
                "javascript://x.ci/%0aalert(1) ftp://x.ci",
            ),
        ] {
            assert_eq!(html(lines), expected);
        }
    }

    #[test]
    fn the_teams_block_survives_a_new_description() {
        let rule = "_".repeat(80);
        let new = replaced(&document("<p>Old</p>", &rule), "New\n<b>", &link());
        assert!(new.starts_with("New<br>\n&lt;b&gt;<br>\n<div style="), "{new}");
        assert!(carries(&new, URL) && !new.contains("Old") && new.matches(&rule).count() == 2);
    }

    #[test]
    fn changing_it_twice_leaves_one_block() {
        let rule = "_".repeat(80);
        let once = replaced(&document("Old", &rule), "One", &link());
        let twice = replaced(&once, "Two", &link());
        assert_eq!(twice, once.replace("One", "Two"));
    }

    #[test]
    fn a_block_of_another_shape_is_kept_whole() {
        let old = document("<p>Old</p>", "Microsoft Teams");
        let new = replaced(&old, "New", &link());
        assert!(new.starts_with("New") && new.contains("Old") && carries(&new, URL), "{new}");
    }

    #[test]
    fn without_a_meeting_the_body_is_ours_alone() {
        assert_eq!(replaced("<p>Old</p>", "A\nB", &Link::Absent), "A<br>\nB");
    }
}
