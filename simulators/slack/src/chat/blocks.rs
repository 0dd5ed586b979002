//! What Block Kit takes ("Block Kit reference"); whatever is over a limit is `invalid_blocks`.

use serde_json::Value;

const BLOCKS: usize = 50;
const HEADER: usize = 150;
const SECTION: usize = 3_000;
const FIELDS: usize = 10;
const FIELD: usize = 2_000;
const CONTEXT: usize = 10;
const ACTIONS: usize = 25;
const BUTTON: usize = 75;
const URL: usize = 3_000;
const ID: usize = 255;

/// Whether `blocks` is a list of blocks as they may be.
pub fn are_valid(blocks: &Value) -> bool {
    let Some(all) = blocks.as_array() else { return false };
    all.len() <= BLOCKS && all.iter().all(is_block)
}

fn is_block(block: &Value) -> bool {
    let is_named = block.get("block_id").is_none_or(|id| is_within(Some(id), ID));
    let is_good = match block.get("type").and_then(Value::as_str) {
        Some("header") => is_text(block.get("text"), HEADER, &["plain_text"]),
        Some("section") => is_section(block),
        Some("context") => {
            all(block.get("elements"), CONTEXT, |one| is_text(Some(one), FIELD, BOTH))
        }
        Some("actions") => all(block.get("elements"), ACTIONS, is_button),
        Some("divider") => true,
        _ => false,
    };
    is_named && is_good
}

const BOTH: &[&str] = &["plain_text", "mrkdwn"];

fn is_section(block: &Value) -> bool {
    let text = block.get("text");
    let fields = block.get("fields");
    let has_text = text.is_none_or(|text| is_text(Some(text), SECTION, BOTH));
    let has_fields =
        fields.is_none_or(|own| all(Some(own), FIELDS, |one| is_text(Some(one), FIELD, BOTH)));
    (text.is_some() || fields.is_some()) && has_text && has_fields
}

fn is_button(element: &Value) -> bool {
    let is_url = element.get("url").is_none_or(|url| {
        is_within(Some(url), URL) && url.as_str().is_some_and(|url| url.starts_with("http"))
    });
    element.get("type").and_then(Value::as_str) == Some("button")
        && is_text(element.get("text"), BUTTON, &["plain_text"])
        && element.get("action_id").is_none_or(|id| is_within(Some(id), ID))
        && is_url
}

fn all(list: Option<&Value>, most: usize, is_good: impl Fn(&Value) -> bool) -> bool {
    let list = list.and_then(Value::as_array);
    list.is_some_and(|list| !list.is_empty() && list.len() <= most && list.iter().all(is_good))
}

fn is_text(object: Option<&Value>, most: usize, kinds: &[&str]) -> bool {
    let Some(object) = object else { return false };
    let kind = object.get("type").and_then(Value::as_str);
    kind.is_some_and(|kind| kinds.contains(&kind)) && is_within(object.get("text"), most)
}

fn is_within(text: Option<&Value>, most: usize) -> bool {
    let text = text.and_then(Value::as_str).unwrap_or_default();
    !text.is_empty() && text.chars().count() <= most
}
