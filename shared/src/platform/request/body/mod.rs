//! A JSON body, read strictly, and what is wrong with it in words for people.
//!
//! What is refused, of the body and of an object within it ([`Part`]): anything but one object; a member that appears twice; a type other than the field's; a
//! member whose name is nearly a field's that isn't there, since the field's default would change what was
//! meant. What is taken: `null` wherever absence is; members that nobody knows (S24); any content type and a
//! byte order mark, since only the bearer token decides who may send what (B5).

mod fields;
mod members;
mod problem;

use lambda_http::{Body, Request};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::{Map, Value};

use crate::model::error::{Error, Result};
use crate::words::Text;
use fields::fields;
use members::Members;
use problem::{Kind, Problem, What, shown};

/// The largest body that is read, in bytes (S24).
const LIMIT: usize = 256 * 1024;
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The JSON body; unknown fields are ignored (S24).
///
/// # Errors
/// [`Error::InvalidRequest`] whose text names the field.
pub fn json<T: DeserializeOwned>(request: &Request) -> Result<T> {
    let bytes = match request.body() {
        Body::Text(text) => text.as_bytes(),
        Body::Binary(bytes) => bytes,
        _ => &[],
    };
    if bytes.len() > LIMIT {
        return Err(Error::InvalidRequest(Text::new("body-too-large")));
    }
    let told = |problem: Problem| Error::InvalidRequest(problem.text());
    read(bytes.strip_prefix(MARK).unwrap_or(bytes)).map_err(told)
}

/// An object within a body, read as the body is: a derived reader alone takes an array as well, and
/// ignores a misspelt member.
#[derive(Debug)]
pub struct Part<T>(pub T);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Part<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let Value::Object(members) = Value::deserialize(deserializer)? else {
            let what = What::Expected(Kind::Object);
            return Err(Problem { place: String::new(), what }.within());
        };
        strict(members).map(Self).map_err(|problem| problem.within())
    }
}

/// A field that is there, be it `null`: for `#[serde(default, deserialize_with = "present")]`.
///
/// # Errors
/// The field's own.
pub fn present<'de, D, T>(deserializer: D) -> std::result::Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> std::result::Result<T, Problem> {
    match whole(bytes)? {
        Value::Object(members) => strict(members),
        _ => Err(Problem { place: String::new(), what: What::NotAnObject }),
    }
}

fn strict<T: DeserializeOwned>(members: Map<String, Value>) -> std::result::Result<T, Problem> {
    if let Some((member, field)) = near_miss(&members, fields::<T>()) {
        let what = What::Unknown { meant: field.to_owned() };
        return Err(Problem { place: shown(member), what });
    }
    typed(members)
}

/// The value, which must be all there is: `{"job_id":1}}` is not JSON.
fn whole(bytes: &[u8]) -> std::result::Result<Value, Problem> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let Members(value) = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| Problem::of_text(&error.path().to_string(), error.inner()))?;
    deserializer.end().map_err(|error| Problem::of_text(".", &error))?;
    Ok(value)
}

/// Where a field doesn't take `null`, it counts as absent.
fn typed<T: DeserializeOwned>(mut members: Map<String, Value>) -> std::result::Result<T, Problem> {
    loop {
        let value = Value::Object(members.clone());
        let error = match serde_path_to_error::deserialize(value) {
            Ok(content) => return Ok(content),
            Err(error) => error,
        };
        let path = error.path().to_string();
        if members.get(&path).is_some_and(Value::is_null) {
            members.remove(&path);
        } else {
            let words = words::<T>(members, &path);
            return Err(words.unwrap_or_else(|| Problem::of(&path, error.inner())));
        }
    }
}

/// What is wrong with the member at `path`, where one of a few words is expected: the reader names them only to
/// whoever sends another word.
fn words<T: DeserializeOwned>(mut members: Map<String, Value>, path: &str) -> Option<Problem> {
    // The reader may have looked for a word within an object.
    let path = path.split(['.', '[']).next()?;
    *members.get_mut(path)? = Value::String(String::new());
    let error = serde_path_to_error::deserialize::<_, T>(Value::Object(members)).err()?;
    let problem = Problem::of(path, error.inner());
    let is_about_it = error.path().to_string() == path;
    (is_about_it && matches!(problem.what, What::ExpectedOneOf(_))).then_some(problem)
}

/// A member whose name is nearly that of a field which is missing.
fn near_miss<'a>(
    members: &'a Map<String, Value>,
    fields: &[&'static str],
) -> Option<(&'a str, &'static str)> {
    let mut unknown = members.keys().filter(|member| !fields.contains(&member.as_str()));
    let missing: Vec<_> =
        fields.iter().copied().filter(|field| !members.contains_key(*field)).collect();
    unknown.find_map(|member| {
        let meant = missing.iter().find(|field| is_near(member, field))?;
        Some((member.as_str(), *meant))
    })
}

/// The same letters in another style of writing, or a slip: one in a short name, two in a long one.
fn is_near(member: &str, field: &str) -> bool {
    let plain = |name: &str| -> String {
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let (member, field) = (plain(member), plain(field));
    let slips = if field.len() < 8 { 1 } else { 2 };
    strsim::damerau_levenshtein(&member, &field) <= slips
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Sample {
        job_id: i64,
        #[serde(default)]
        republish: bool,
        #[serde(default)]
        timezone: Option<String>,
        #[serde(default)]
        organization_ids: Vec<String>,
        #[serde(deserialize_with = "Option::deserialize", default)]
        day: Option<Day>,
        #[serde(default)]
        hours: Option<Part<Hours>>,
    }

    #[derive(Debug, Deserialize)]
    struct Hours {
        #[serde(default)]
        start: Option<String>,
        #[serde(default)]
        days: Vec<Day>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Day {
        Monday,
        Friday,
    }

    fn refused(text: &str) -> String {
        read::<Sample>(text.as_bytes()).unwrap_err().text().to_string()
    }

    #[test]
    fn b4_what_is_wrong_is_told_in_words_for_people() {
        for (text, told) in [
            ("", "body: this is not valid JSON"),
            ("{\"job_id\":1}}", "body: this is not valid JSON"),
            ("[1,\"tableau\"]", "body: a JSON object is expected"),
            ("null", "body: a JSON object is expected"),
            ("\"job_id\"", "body: a JSON object is expected"),
            ("{}", "job_id: this field is missing"),
            ("{\"job_id\":null}", "job_id: this field is missing"),
            ("{\"job_id\":\"1\"}", "job_id: a whole number is expected"),
            ("{\"job_id\":1.5}", "job_id: a whole number is expected"),
            ("{\"job_id\":99999999999999999999}", "job_id: a whole number is expected"),
            ("{\"job_id\":1e400}", "job_id: this number is too large"),
            ("{\"job_id\":[1]}", "job_id: a whole number is expected"),
            ("{\"job_id\":1,\"republish\":\"yes\"}", "republish: true or false is expected"),
            ("{\"job_id\":1,\"timezone\":3}", "timezone: a text is expected"),
            ("{\"job_id\":1,\"organization_ids\":\"a\"}", "organization_ids: a list is expected"),
            ("{\"job_id\":1,\"organization_ids\":[7]}", "organization_ids[0]: a text is expected"),
            ("{\"job_id\":1,\"day\":\"lundi\"}", "day: monday or friday is expected"),
            ("{\"job_id\":1,\"day\":true}", "day: monday or friday is expected"),
            ("{\"job_id\":1,\"day\":{}}", "day: monday or friday is expected"),
            ("{\"job_id\":1,\"day\":{\"monday\":1}}", "day: monday or friday is expected"),
            ("{\"job_id\":1,\"job_id\":2}", "job_id: this field appears twice"),
            ("{\"job_id\":1,\"x\":{\"y\":1,\"y\":2}}", "y: this field appears twice"),
        ] {
            assert_eq!(refused(text), told, "{text}");
        }
        for (hours, told) in [
            ("[\"9:00\",[\"monday\"]]", "hours: an object is expected"),
            ("\"9:00\"", "hours: an object is expected"),
            ("{\"day\":[]}", "hours.day: there is no such field. Did you mean days?"),
            ("{\"Start\":\"9:00\"}", "hours.Start: there is no such field. Did you mean start?"),
            ("{\"start\":9}", "hours.start: a text is expected"),
            ("{\"days\":[\"lundi\"]}", "hours.days[0]: monday or friday is expected"),
            ("{\"start\":\"a\",\"start\":\"b\"}", "start: this field appears twice"),
        ] {
            let text = format!("{{\"job_id\":1,\"hours\":{hours}}}");
            assert_eq!(refused(&text), told, "{hours}");
        }
        assert_eq!(refused(&"[".repeat(1000)), "body: this is not valid JSON");
    }

    #[test]
    fn s24_a_name_that_is_nearly_a_field_s_is_told_and_others_are_ignored() {
        for (member, field) in [
            ("time_zone", "timezone"),
            ("timeZone", "timezone"),
            ("Republish", "republish"),
            ("republsih", "republish"),
            ("organisation_ids", "organization_ids"),
            ("organizationIds", "organization_ids"),
            ("organization_id", "organization_ids"),
        ] {
            let told = format!("{member}: there is no such field. Did you mean {field}?");
            assert_eq!(refused(&format!("{{\"job_id\":1,\"{member}\":null}}")), told);
        }
        for member in ["source", "job_title", "notes", "zone", "publish_at", "id", "date"] {
            let text = format!("{{\"job_id\":1,\"{member}\":1}}");
            assert!(read::<Sample>(text.as_bytes()).is_ok(), "{member}");
        }
        let both = "{\"job_id\":1,\"timezone\":\"UTC\",\"time_zone\":\"x\"}";
        assert_eq!(read::<Sample>(both.as_bytes()).unwrap().timezone.unwrap(), "UTC");
    }

    #[test]
    fn null_is_taken_wherever_absence_is() {
        let text = "{\"job_id\":7,\"republish\":null,\"timezone\":null,\"organization_ids\":null,\"day\":null}";
        let sample: Sample = read(text.as_bytes()).unwrap();
        assert_eq!((sample.job_id, sample.republish), (7, false));
        assert!(sample.timezone.is_none() && sample.organization_ids.is_empty());
        assert!(sample.day.is_none());
        for hours in ["null", "{}", "{\"start\":null,\"days\":null,\"note\":1}"] {
            let text = format!("{{\"job_id\":7,\"hours\":{hours}}}");
            let hours = read::<Sample>(text.as_bytes()).unwrap().hours;
            assert!(hours.is_none_or(|Part(it)| it.start.is_none() && it.days.is_empty()));
        }
    }

    #[test]
    fn s24_what_was_sent_is_not_sent_back_at_length() {
        let member = format!("job{}id", "_".repeat(100_000));
        assert!(refused(&format!("{{\"{member}\":1}}")).len() < 200);
    }
}
