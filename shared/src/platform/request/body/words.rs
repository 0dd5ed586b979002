//! What a derived reader complains of, in words for people: none of Rust's types, structs and variants.

/// The longest name of a field that is repeated, in characters.
pub(super) const NAME_LIMIT: usize = 60;
/// How a message begins that tells its place within an object.
const WITHIN: &str = "within: ";
/// The longest explanation, in characters: it may quote what was sent.
const REASON_LIMIT: usize = 200;

/// What is wrong at `path`, by the parser's own message.
pub(super) fn of(path: &str, error: &serde_json::Error) -> String {
    let message = without_position(error);
    if let Some(field) = between(&message, "missing field `", "`") {
        let place = if path == "." { field } else { &format!("{path}.{field}") };
        return format!("{place}: this field is missing");
    }
    let place = if path == "." { "body" } else { path };
    let what = match expectation(&message) {
        Some(what) => format!("{what} is expected"),
        None => message.chars().take(REASON_LIMIT).collect(),
    };
    let place: String = place.chars().take(NAME_LIMIT).collect();
    match what.strip_prefix(WITHIN) {
        Some(told) => format!("{place}.{told}"),
        None => format!("{place}: {what}"),
    }
}

/// What is wrong within an object, for [`of`] to put the object's own place before it.
pub(super) fn within(told: &str) -> String {
    format!("{WITHIN}{told}")
}

/// What is wrong with the text itself, `path` being how far it was understood.
pub(super) fn of_text(path: &str, error: &serde_json::Error) -> String {
    let message = without_position(error);
    if error.is_data() {
        // A member that appears twice; its name is in the message.
        return message;
    }
    if message == "number out of range" {
        let place: String = path.chars().take(NAME_LIMIT).collect();
        return format!("{place}: this number is too large");
    }
    "body: this is not valid JSON".to_owned()
}

/// The parser's message without its position, which means nothing to a person.
fn without_position(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split_once(" at line ").map_or(message.as_str(), |(reason, _)| reason).to_owned()
}

/// What was expected, where it is the type or one of the words that is wrong; `None` for a sentence of ours.
fn expectation(message: &str) -> Option<String> {
    let is_ours = !["invalid type: ", "invalid value: ", "unknown variant ", "invalid length "]
        .iter()
        .any(|start| message.starts_with(start));
    // What was sent stands before, and may say "expected" itself.
    let (_, expected) = message.rsplit_once(", expected ")?;
    if is_ours {
        return None;
    }
    Some(match expected {
        "a string" | "a borrowed string" | "str" | "string" => "a text".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "a list".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number of 0 or more".to_owned(),
        words if words.contains('`') => words.replace('`', ""),
        // A struct or a map, by whatever name.
        _ => "an object".to_owned(),
    })
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.split(end).next()
}
