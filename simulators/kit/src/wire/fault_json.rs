//! Faults as they are written in `POST /_control`.

use std::collections::BTreeMap;
use std::time::Duration;

use http::{HeaderName, HeaderValue, StatusCode};

use super::fault::{Fault, Match};
use super::fields::{Fields, Malformed};

/// Reads a fault; the error names the field that is wrong.
pub(super) fn read(document: &[u8]) -> Result<Fault, Malformed> {
    let mut fields = Fields::of_document(document)?;
    let matching = matching(fields.object("match")?)?;
    let mut fault = action(fields.object("action")?)?;
    fault.matching = matching;
    fault.times = fields.optional("times")?.unwrap_or(1);
    fault.after = fields.optional("after")?.unwrap_or(0);
    if fault.times == 0 {
        return Err(fields.wrong("times", "must be at least 1"));
    }
    fields.finish()?;
    Ok(fault)
}

fn matching(mut fields: Fields) -> Result<Match, Malformed> {
    let matching = Match {
        method: fields.optional("method")?,
        path: fields.optional("path")?,
        target: fields.optional("target")?,
        body_contains: fields.optional("body_contains")?,
    };
    if matching.path.as_ref().is_some_and(|path| !path.starts_with(['/', '*'])) {
        return Err(fields.wrong("path", "must begin with `/`"));
    }
    fields.finish()?;
    Ok(matching)
}

fn action(mut fields: Fields) -> Result<Fault, Malformed> {
    let kind: String = fields.required("type")?;
    let fault = match kind.as_str() {
        "respond" => respond(&mut fields)?,
        "delay" => Fault::delay(Duration::from_millis(fields.required("ms")?)),
        "hang" => Fault::hang(),
        "drop_before" => Fault::drop_before(),
        "drop_after" => Fault::drop_after(),
        _ => {
            return Err(
                fields.wrong("type", "must be respond, delay, hang, drop_before or drop_after")
            );
        }
    };
    fields.finish()?;
    Ok(fault)
}

fn respond(fields: &mut Fields) -> Result<Fault, Malformed> {
    let status = StatusCode::from_u16(fields.required("status")?)
        .ok()
        .filter(|status| (200..600).contains(&status.as_u16()))
        .ok_or_else(|| fields.wrong("status", "must be from 200 to 599"))?;
    let headers: BTreeMap<String, String> = fields.optional("headers")?.unwrap_or_default();
    let mut fault = Fault::respond(status, fields.optional("body")?.unwrap_or_default());
    for (name, value) in headers {
        let header = name.parse::<HeaderName>().ok().zip(HeaderValue::try_from(value).ok());
        let (name, value) =
            header.ok_or_else(|| fields.wrong("headers", &format!("`{name}` cannot be sent")))?;
        fault = fault.header(name, value);
    }
    Ok(fault)
}
