//! Reading JSON that others write: what we don't need, or can do without, never costs us the rest.
//!
//! For serde's `deserialize_with`. A field that is needed is read as usual; unknown ones are ignored.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use url::Url;

/// The longest address of a page that is kept, in bytes.
const ADDRESS: usize = 2_048;

/// A field that can be missing: `null`, another type or an unknown word counts as missing. Goes with
/// `#[serde(default)]`.
///
/// # Errors
/// None of its own.
pub(crate) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + DeserializeOwned,
{
    Ok(read(Value::deserialize(deserializer)?).unwrap_or_default())
}

/// A list whose elements stand for themselves: those that can be read.
///
/// # Errors
/// None of its own.
pub(crate) fn each<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let elements: Vec<Value> = or_default(deserializer)?;
    Ok(elements.into_iter().filter_map(read).collect())
}

/// A list that is needed, whose elements stand for themselves: where none of several can be read, the answer
/// is not what we think, and no empty one.
///
/// # Errors
/// What is no list, or a list of which nothing can be read.
pub(crate) fn needed<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let elements = Vec::<Value>::deserialize(deserializer)?;
    let is_empty = elements.is_empty();
    let read: Vec<T> = elements.into_iter().filter_map(read).collect();
    match read.is_empty() && !is_empty {
        true => Err(D::Error::custom("nothing of a list can be read")),
        false => Ok(read),
    }
}

/// An object whose members stand for themselves: those that can be read, by name.
///
/// # Errors
/// None of its own.
pub(crate) fn each_named<'de, D, T>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let members: BTreeMap<String, Value> = or_default(deserializer)?;
    Ok(members.into_iter().filter_map(|(name, value)| Some((name, read(value)?))).collect())
}

/// An address that is needed and that people will open.
///
/// # Errors
/// What is no [`web_address`].
pub(crate) fn needed_address<'de, D>(deserializer: D) -> Result<String, D::Error>
where
    D: Deserializer<'de>,
{
    let text = String::deserialize(deserializer)?;
    web_address(&text).map(str::to_owned).ok_or_else(|| D::Error::custom("no address of a page"))
}

/// An address that people may open, and that can be missing.
///
/// # Errors
/// None of its own.
pub(crate) fn address<'de, D>(deserializer: D) -> Result<Option<String>, D::Error>
where
    D: Deserializer<'de>,
{
    let text: String = or_default(deserializer)?;
    Ok(web_address(&text).map(str::to_owned))
}

/// `text` where it is the address of a page, at most 2,048 bytes of it: what a browser runs (`javascript:`), and
/// what breaks a line, is none.
pub(crate) fn web_address(text: &str) -> Option<&str> {
    let is_whole =
        text.len() <= ADDRESS && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    let url = Url::parse(text).ok()?;
    (is_whole && url.has_host() && matches!(url.scheme(), "https" | "http")).then_some(text)
}

fn read<T: DeserializeOwned>(value: Value) -> Option<T> {
    serde_json::from_value(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Answer {
        #[serde(deserialize_with = "or_default")]
        number: Option<u32>,
        #[serde(deserialize_with = "or_default")]
        text: String,
        #[serde(deserialize_with = "each")]
        list: Vec<u32>,
        #[serde(deserialize_with = "each_named")]
        named: BTreeMap<String, u32>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Needed {
        #[serde(deserialize_with = "needed")]
        list: Vec<u32>,
    }

    #[test]
    fn a_needed_list_of_which_nothing_can_be_read_is_no_empty_one() {
        let read = |json| serde_json::from_str::<Needed>(json).ok().map(|needed| needed.list);
        assert_eq!(read(r#"{"list": []}"#), Some(vec![]));
        assert_eq!(read(r#"{"list": [1, "x"]}"#), Some(vec![1]));
        for odd in [r#"{"list": ["x"]}"#, r#"{"list": "x"}"#, r#"{"list": null}"#, "{}"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }

    #[test]
    fn what_a_browser_would_run_is_no_address_of_a_page() {
        for good in ["https://zoom.us/j/1?pwd=a", "http://localhost:8007/j/1"] {
            assert_eq!(web_address(good), Some(good));
        }
        let long = format!("https://zoom.us/{}", "a".repeat(2_048));
        let breaking = "https://zoom.us/j/1?a=\r\nX";
        for odd in [
            "",
            "zoom.us/j/1",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            breaking,
            &long,
        ] {
            assert_eq!(web_address(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_part_that_can_t_be_read_costs_nothing_but_itself() {
        let json = r#"{"number": -1, "text": null, "list": [1, "x", null, 2], "named": {"a": 1, "b": {}}, "more": []}"#;
        let expected = Answer {
            list: vec![1, 2],
            named: BTreeMap::from([("a".to_owned(), 1)]),
            ..Answer::default()
        };
        assert_eq!(serde_json::from_str::<Answer>(json).unwrap(), expected);
        let json = r#"{"number": "7", "text": ["x"], "list": null, "named": "x"}"#;
        assert_eq!(serde_json::from_str::<Answer>(json).unwrap(), Answer::default());
    }
}
