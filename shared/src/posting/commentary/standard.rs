//! The standard text: job, place, pay and employer above the fold, then the offer (B11).

use super::description::led;
use super::direction::from_the_right;
use super::template::tidy;
use super::variables::Variables;
use super::wording;
use crate::model::language::Language;

/// The text of an offer; where it `is_cut`, the link stands below it once more.
///
/// Readers see about three lines: what the job is, who offers it and the link, and the first sentence.
pub(super) fn text(variables: &Variables, is_cut: bool) -> String {
    let Variables { headline, company, apply_url, sections, hashtags, .. } = variables;
    let opening =
        format!("🚀 {headline}\n💼 {company} 👉 {apply_url}\n{}", led(&variables.description));
    let address = match variables.address.as_str() {
        "" => String::new(),
        address => format!("📍 {address}"),
    };
    let link = if is_cut { invitation(variables) } else { String::new() };
    directed([&opening, sections, &address, hashtags, &link], variables.language)
}

/// What stands around a message written for one post: the link, unless the message `holds_link`.
pub(super) fn message(variables: &Variables, holds_link: bool) -> String {
    let message = &variables.description;
    if holds_link { message.clone() } else { format!("{message}\n\n{}", invitation(variables)) }
}

fn invitation(variables: &Variables) -> String {
    format!("👉 {} {}", wording::apply(variables.language), variables.apply_url)
}

fn directed<const N: usize>(blocks: [&String; N], language: Language) -> String {
    let shown: Vec<_> =
        blocks.into_iter().map(|block| block.trim()).filter(|it| !it.is_empty()).collect();
    let text = tidy(&shown.join("\n\n"));
    if language == Language::Arabic { from_the_right(&text) } else { text }
}
