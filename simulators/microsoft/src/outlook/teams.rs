//! Teams meetings: the link, and the block Outlook writes into the body.

use super::html;
use super::id;
use crate::directory::Person;

const RULE: &str =
    "________________________________________________________________________________";

/// The join link of the `serial`th meeting.
pub fn join_url(organizer: &Person, serial: u64) -> String {
    let (tenant, oid) = (organizer.tenant.id, organizer.oid);
    let meeting = id::code("meeting", serial, 48);
    format!(
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_{meeting}%40thread.v2/0\
         ?context=%7b%22Tid%22%3a%22{tenant}%22%2c%22Oid%22%3a%22{oid}%22%7d"
    )
}

/// The body with the meeting's block at its end.
pub fn with_block(content: &str, join_url: &str) -> String {
    let href = html::escape(join_url);
    format!(
        "{content}\r\n<br>\r\n<div style=\"width:100%\"><span style=\"white-space:nowrap\">{RULE}</span></div>\r\n\
         <div class=\"me-email-text\" lang=\"en-US\"><div><span style=\"font-size:24px\">Microsoft Teams meeting</span></div>\r\n\
         <div><a class=\"me-email-headline\" href=\"{href}\">Join the meeting now</a></div></div>\r\n\
         <div style=\"width:100%\"><span style=\"white-space:nowrap\">{RULE}</span></div>"
    )
}

/// Whether a body still carries the block, without which the link is switched off (Graph
/// reference, event: update).
pub fn has_block(content: &str, join_url: &str) -> bool {
    content.contains(join_url) || content.contains(&html::escape(join_url))
}
