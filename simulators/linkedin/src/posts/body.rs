//! Reading a JSON body field by field, refusing in LinkedIn's words.

use http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

use crate::errors::{ApiError, ApiResult};
use crate::urn::Urn;

/// A JSON object of a body and where it lies in it, such as `/content/article`.
pub(in super::super) struct Fields {
    path: String,
    fields: Map<String, Value>,
}

/// The body of a call: one JSON object, sent as JSON.
pub(in super::super) fn json_object(headers: &HeaderMap, bytes: &[u8]) -> ApiResult<Fields> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("application/json")) {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        return Err(ApiError::new(
            status,
            "UNSUPPORTED_MEDIA_TYPE",
            "Content-Type is not supported",
        ));
    }
    let parsed = serde_json::from_slice(bytes);
    let fields =
        parsed.map_err(|_| ApiError::invalid("ILLEGAL_ARGUMENT", "Cannot parse request entity"))?;
    Ok(Fields { path: String::new(), fields })
}

impl Fields {
    /// 403 for any field that is not in `names`.
    pub(in super::super) fn permit(self, names: &[&str]) -> ApiResult<Self> {
        match self.fields.keys().find(|name| !names.contains(&name.as_str())) {
            Some(name) => Err(ApiError::unpermitted_field(
                format!("{}/{name}", self.path).trim_start_matches('/'),
            )),
            None => Ok(self),
        }
    }

    /// A text that must be there, blank or not.
    pub(in super::super) fn text(&self, name: &str) -> ApiResult<String> {
        self.optional_text(name)?.ok_or_else(|| self.missing(name))
    }

    /// A text that must be there and say something.
    pub(in super::super) fn spoken(&self, name: &str) -> ApiResult<String> {
        let text = self.text(name)?;
        if text.trim().is_empty() { Err(self.blank(name)) } else { Ok(text) }
    }

    /// A text, where the field is there.
    pub(in super::super) fn optional_text(&self, name: &str) -> ApiResult<Option<String>> {
        match self.fields.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.wrong(name)),
        }
    }

    /// A text out of `words`.
    pub(in super::super) fn word(&self, name: &str, words: &[&str]) -> ApiResult<String> {
        let word = self.text(name)?;
        if words.contains(&word.as_str()) { Ok(word) } else { Err(self.wrong(name)) }
    }

    /// A URN of one of `kinds` that must be there.
    pub(in super::super) fn urn(&self, name: &str, kinds: &[&str]) -> ApiResult<Urn> {
        let text = self.text(name)?;
        let kind = text.strip_prefix("urn:li:").and_then(|rest| rest.split(':').next());
        if !kind.is_some_and(|kind| kinds.contains(&kind)) {
            let message = format!("{}/{name} :: {text} is not one of {kinds:?}", self.path);
            return Err(ApiError::invalid("INVALID_URN_TYPE", message));
        }
        let urn: Option<Urn> = text.parse().ok();
        let numbered = |urn: &Urn| urn.kind != "organization" || urn.organization().is_some();
        urn.filter(numbered).ok_or_else(|| {
            ApiError::invalid("INVALID_URN_ID", format!("{}/{name} :: {text}", self.path))
        })
    }

    /// `true` or `false`; absent is `false`.
    pub(in super::super) fn flag(&self, name: &str) -> ApiResult<bool> {
        match self.fields.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(self.wrong(name)),
        }
    }

    /// The elements of an array; none where it is absent.
    pub(in super::super) fn array(&self, name: &str) -> ApiResult<&[Value]> {
        match self.fields.get(name) {
            None => Ok(&[]),
            Some(Value::Array(elements)) => Ok(elements),
            Some(_) => Err(self.wrong(name)),
        }
    }

    /// An object that must be there.
    pub(in super::super) fn object(&self, name: &str) -> ApiResult<Self> {
        self.optional_object(name)?.ok_or_else(|| self.missing(name))
    }

    /// An object, where the field is there.
    pub(in super::super) fn optional_object(&self, name: &str) -> ApiResult<Option<Self>> {
        self.fields.get(name).map(|value| self.nested(name, value)).transpose()
    }

    /// The objects of an array.
    pub(in super::super) fn objects(&self, name: &str) -> ApiResult<Vec<Self>> {
        self.array(name)?.iter().map(|value| self.nested(name, value)).collect()
    }

    /// The only field's name, as a union has it.
    pub(in super::super) fn only(&self) -> ApiResult<&str> {
        let mut names = self.fields.keys();
        match (names.next(), names.next()) {
            (Some(name), None) => Ok(name),
            _ => Err(ApiError::invalid(
                "INVALID_VALUE_FOR_FIELD",
                format!("{} :: union of one", self.path),
            )),
        }
    }

    /// 400: the value is not one this field takes.
    pub(in super::super) fn wrong(&self, name: &str) -> ApiError {
        let message = format!("{}/{name} :: invalid value", self.path);
        ApiError::invalid("INVALID_VALUE_FOR_FIELD", message)
    }

    /// 400: the value says nothing.
    pub(in super::super) fn blank(&self, name: &str) -> ApiError {
        let message = format!("{}/{name} :: value is blank", self.path);
        ApiError::invalid("INVALID_VALUE_BLANK_FIELD", message)
    }

    fn missing(&self, name: &str) -> ApiError {
        let path = &self.path;
        let message =
            format!("{path}/{name} :: field is required but not found and has no default value");
        ApiError::invalid("MISSING_FIELD", message)
    }

    fn nested(&self, name: &str, value: &Value) -> ApiResult<Self> {
        let fields = value.as_object().cloned().ok_or_else(|| self.wrong(name))?;
        Ok(Self { path: format!("{}/{name}", self.path), fields })
    }
}
