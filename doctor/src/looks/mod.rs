//! One look each at a part, from outside or at what is configured.

pub(crate) mod alarms;
pub(crate) mod api;
pub(crate) mod ats;
pub(crate) mod hosts;
pub(crate) mod registrations;
pub(crate) mod secrets;
pub(crate) mod signed_in;
pub(crate) mod storage;

use http::{Response, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use serde_json::Value;

use crate::finding::Finding;
use crate::place::Place;
use crate::report::Report;

/// How far two clocks may be apart, in seconds. Tokens and signatures stand five minutes (F14).
const SKEW: i64 = 60;

/// What a JSON answer says under `name`.
fn member(answer: &Response<Vec<u8>>, name: &str) -> Option<String> {
    let body: Value = serde_json::from_slice(answer.body()).ok()?;
    Some(body.get(name)?.as_str()?.to_owned())
}

/// An answer in a word or two: its status and, where it has one, its code.
fn told(answer: &Response<Vec<u8>>) -> String {
    match member(answer, "code") {
        Some(code) => format!("{} {code}", answer.status().as_u16()),
        None => answer.status().as_u16().to_string(),
    }
}

/// Compares the time of an answer with this machine's.
fn clock(place: &Place, whose: &'static str, answer: &Response<Vec<u8>>, report: &mut Report) {
    let date = answer.headers().get(header::DATE).and_then(|date| date.to_str().ok());
    // HTTP writes the zone by name (RFC 9110, section 5.6.7).
    let Some(there) = date.and_then(|date| rfc2822::parse(&date.replace("GMT", "+0000")).ok())
    else {
        return report.miss(format!("the clock of {whose}"), "its answers have no date");
    };
    let seconds = (there.timestamp().as_second() - now(place).as_second()).abs();
    if seconds > SKEW {
        report.find(Finding::ClockDiffers { whose, seconds });
    }
}

fn now(place: &Place) -> Timestamp {
    place.clock.now()
}
