//! Pages of a collection: OData's `$top`, `$skip` and `@odata.nextLink`.

use http::Uri;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::Microsoft;
use crate::outlook::fault::Fault;

/// Items of a page unless `$top` asks otherwise.
const DEFAULT: usize = 10;
/// The largest `$top`.
const LIMIT: usize = 1000;

/// The OData options understood; times of `calendarView` are among them.
#[derive(Debug, Default, Deserialize)]
pub struct PageQuery {
    /// Items of a page, 1 to 1000.
    #[serde(rename = "$top")]
    pub top: Option<String>,
    /// Items to pass over.
    #[serde(rename = "$skip")]
    pub skip: Option<String>,
    /// Properties to return, by comma.
    #[serde(rename = "$select")]
    pub select: Option<String>,
    /// One equality, see [`events`](super::events).
    #[serde(rename = "$filter")]
    pub filter: Option<String>,
    /// First instant of the view, ISO 8601, UTC without an offset.
    #[serde(rename = "startDateTime")]
    pub start: Option<String>,
    /// First instant after the view, likewise.
    #[serde(rename = "endDateTime")]
    pub end: Option<String>,
}

/// One page of `items` and the link to the next; 400 for options that are no numbers.
pub fn page(
    microsoft: &Microsoft,
    (uri, query): (&Uri, &PageQuery),
    items: Vec<Map<String, Value>>,
) -> Result<Value, Fault> {
    let top = number("$top", query.top.as_deref(), DEFAULT)?;
    let skip = number("$skip", query.skip.as_deref(), 0)?;
    if !(1..=LIMIT).contains(&top) {
        return Err(invalid("$top"));
    }
    let total = items.len();
    let value: Vec<_> = items.into_iter().skip(skip).take(top).collect();
    let mut page = json!({
        "@odata.context": format!("{}/v1.0/$metadata#users('me')/events", microsoft.origin),
        "value": value,
    });
    if let (true, Value::Object(page)) = (skip + top < total, &mut page) {
        page.insert(
            "@odata.nextLink".into(),
            next_link(&microsoft.origin, uri, (top, skip + top)).into(),
        );
    }
    Ok(page)
}

fn next_link(origin: &str, uri: &Uri, (top, skip): (usize, usize)) -> String {
    let old = uri.query().unwrap_or_default().as_bytes();
    let kept =
        url::form_urlencoded::parse(old).filter(|(name, _)| name != "$top" && name != "$skip");
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .append_pair("$top", &top.to_string())
        .append_pair("$skip", &skip.to_string())
        .finish();
    format!("{origin}{}?{query}", uri.path())
}

fn number(name: &str, text: Option<&str>, default: usize) -> Result<usize, Fault> {
    text.map_or(Ok(default), |text| text.parse().map_err(|_| invalid(name)))
}

fn invalid(name: &str) -> Fault {
    Fault::bad_request("BadRequest", format!("Invalid value for the query option '{name}'."))
}
