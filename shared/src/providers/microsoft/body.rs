//! The body of an Outlook event: our lines, and below them what Teams wrote.
//!
//! A body that loses the Teams block switches the meeting off (Graph reference, "Update event").

use crate::model::interview::{Link, text};

/// The Teams block begins and ends with a line of these.
const RULE: &str = "________________";

/// Our lines as HTML.
pub(super) fn html(description: &str) -> String {
    text::html(description).replace('\n', "<br>\n")
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
