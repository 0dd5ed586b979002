//! Slack's markup as readers see it ("Formatting message text"): what stands in angle brackets calls people
//! or leads somewhere, and only three entities are decoded.

use serde_json::Value;

/// The texts in which markup counts: `text`, and every `mrkdwn` object of the blocks.
pub fn texts(text: &str, blocks: &Value) -> Vec<String> {
    let mut found = vec![text.to_owned()];
    collect(blocks, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| collect(one, found)),
        Value::Object(fields) => {
            if fields.get("type").and_then(Value::as_str) == Some("mrkdwn") {
                let text = fields.get("text").and_then(Value::as_str);
                found.extend(text.map(str::to_owned));
            }
            fields.values().for_each(|one| collect(one, found));
        }
        _ => {}
    }
}

/// What stands in angle brackets.
fn brackets(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(inside, _)| inside))
}

/// Whom `text` calls.
pub fn pings(text: &str) -> Vec<String> {
    let called = brackets(text).filter_map(|inside| {
        let inside = inside.split('|').next().unwrap_or(inside);
        if let Some(user) = inside.strip_prefix('@') {
            return Some(user.to_owned());
        }
        let word = inside.strip_prefix('!')?;
        let is_all = ["channel", "here", "everyone"].contains(&word);
        (is_all || word.starts_with("subteam^")).then(|| format!("@{word}"))
    });
    called.collect()
}

/// Where `text` leads: address and label.
pub fn links(text: &str) -> Vec<(String, String)> {
    let links = brackets(text).filter(|inside| !inside.starts_with(['@', '!', '#']));
    links
        .map(|inside| {
            let (url, label) = inside.split_once('|').unwrap_or((inside, inside));
            (decoded(url), decoded(label))
        })
        .collect()
}

/// `text` as it is read: dates by their second form, links by their label.
pub fn shown(text: &str) -> String {
    let mut parts = text.split('<');
    let mut shown = decoded(parts.next().unwrap_or_default());
    for part in parts {
        let Some((inside, rest)) = part.split_once('>') else {
            shown.push('<');
            shown.push_str(&decoded(part));
            continue;
        };
        let label = inside.rsplit_once('|').map_or(inside, |(_, label)| label);
        shown.push_str(&decoded(label));
        shown.push_str(&decoded(rest));
    }
    shown
}

fn decoded(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
