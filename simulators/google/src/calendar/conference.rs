//! Google Meet rooms: asked for with a create request, made at once, later, or never.

use aws_lc_rs::digest;
use serde_json::{Value, json};

use super::draft::{ConferenceData, CreateRequest};
use crate::error::ApiError;
use crate::knobs::Meet;

/// The one kind of room that can be made.
pub const MEET: &str = "hangoutsMeet";

/// The conference of one event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conference {
    request_id: String,
    /// `abc-defg-hij`: the room's code.
    code: String,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// How many more reads find it unfinished.
    Pending(u32),
    Success,
    Failure,
}

impl Conference {
    /// The conference an event has after a write with `conferenceDataVersion=1`.
    ///
    /// `asked` absent removes it. A create request whose `requestId` equals the previous one's is
    /// ignored; another one makes a new room, as `meet` lets it. Naming the event's own room keeps
    /// it; naming another is refused, since a room belongs to one event.
    pub fn after(
        previous: Option<&Self>,
        asked: Option<&ConferenceData>,
        meet: Meet,
        event_id: &str,
    ) -> Result<Option<Self>, ApiError> {
        let Some(asked) = asked else { return Ok(None) };
        if let Some(request) = &asked.create_request {
            return Self::requested(previous, request, meet, event_id).map(Some);
        }
        let own = previous.filter(|own| asked.conference_id.as_ref() == Some(&own.code));
        let refused = || ApiError::invalid("Invalid conference data.");
        own.cloned().map(Some).ok_or_else(refused)
    }

    fn requested(
        previous: Option<&Self>,
        request: &CreateRequest,
        meet: Meet,
        event_id: &str,
    ) -> Result<Self, ApiError> {
        let id = request.request_id.as_deref().filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| ApiError::required("Missing conference create request id."))?;
        if let Some(previous) = previous.filter(|previous| previous.request_id == id) {
            return Ok(previous.clone());
        }
        let kind = request.conference_solution_key.as_ref().and_then(|key| key.kind.as_deref());
        let state = match meet {
            _ if kind.is_some_and(|kind| kind != MEET) => return Err(wrong_type()),
            Meet::NotAllowed => return Err(wrong_type()),
            Meet::Success => State::Success,
            Meet::PendingPolls(polls) => State::Pending(polls),
            Meet::Failure => State::Failure,
        };
        Ok(Self { request_id: id.to_owned(), code: code(event_id, id), state })
    }

    /// Counts one read by a client; whether the room was finished by it.
    pub fn poll(&mut self) -> bool {
        match self.state {
            State::Pending(0) => {
                self.state = State::Success;
                true
            }
            State::Pending(left) => {
                self.state = State::Pending(left - 1);
                false
            }
            State::Success | State::Failure => false,
        }
    }

    /// The address of the room, once there is one.
    pub fn link(&self) -> Option<String> {
        let ready = self.state == State::Success;
        ready.then(|| format!("https://meet.google.com/{}", self.code))
    }

    /// `conferenceData` as answered.
    pub fn wire(&self) -> Value {
        let status = match self.state {
            State::Pending(_) => "pending",
            State::Success => "success",
            State::Failure => "failure",
        };
        let request = json!({
            "requestId": self.request_id,
            "conferenceSolutionKey": {"type": MEET},
            "status": {"statusCode": status},
        });
        let Some(link) = self.link() else { return json!({ "createRequest": request }) };
        json!({
            "createRequest": request,
            "entryPoints": [{
                "entryPointType": "video",
                "uri": link,
                "label": format!("meet.google.com/{}", self.code),
            }],
            "conferenceSolution": {
                "key": {"type": MEET},
                "name": "Google Meet",
                "iconUri": "https://fonts.gstatic.com/s/i/productlogos/meet_2020q4/v6/web-512dp/logo_meet_2020q4_color_2x_web_512dp.png",
            },
            "conferenceId": self.code,
        })
    }

    /// What a client would send to keep this conference.
    pub fn draft(&self) -> ConferenceData {
        let request = CreateRequest {
            request_id: Some(self.request_id.clone()),
            conference_solution_key: None,
        };
        ConferenceData {
            create_request: Some(request),
            conference_id: self.link().map(|_| self.code.clone()),
        }
    }
}

fn wrong_type() -> ApiError {
    ApiError::invalid("Invalid conference type value.")
}

/// Letters derived from event and request, so that a run of the sandbox can be repeated.
fn code(event_id: &str, request_id: &str) -> String {
    let digest = digest::digest(&digest::SHA256, format!("{event_id}\n{request_id}").as_bytes());
    let letter = |byte: &u8| char::from(b'a' + byte % 26);
    let letters: Vec<char> = digest.as_ref().iter().take(10).map(letter).collect();
    let part =
        |from: usize, length: usize| -> String { letters.iter().skip(from).take(length).collect() };
    format!("{}-{}-{}", part(0, 3), part(3, 4), part(7, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(request_id: &str) -> ConferenceData {
        let request =
            CreateRequest { request_id: Some(request_id.into()), conference_solution_key: None };
        ConferenceData { create_request: Some(request), conference_id: None }
    }

    fn made(previous: Option<&Conference>, request_id: &str) -> Conference {
        let asked = asked(request_id);
        Conference::after(previous, Some(&asked), Meet::Success, "event1").unwrap().unwrap()
    }

    #[test]
    fn the_same_request_id_keeps_the_room_and_another_one_makes_a_new_room() {
        let first = made(None, "r1");
        assert_eq!(made(Some(&first), "r1"), first);
        assert_ne!(made(Some(&first), "r2").link(), first.link());
    }

    #[test]
    fn a_room_has_the_shape_of_meet_codes() {
        let link = made(None, "r1").link().unwrap();
        let code = link.strip_prefix("https://meet.google.com/").unwrap();
        let lengths: Vec<_> = code.split('-').map(str::len).collect();
        assert_eq!(lengths, [3, 4, 3]);
    }

    #[test]
    fn the_room_of_another_event_is_refused() {
        let own = made(None, "r1");
        let other =
            ConferenceData { create_request: None, conference_id: Some("abc-defg-hij".into()) };
        assert!(Conference::after(Some(&own), Some(&other), Meet::Success, "event1").is_err());
        assert!(Conference::after(None, Some(&other), Meet::Success, "event1").is_err());
    }

    #[test]
    fn a_pending_room_is_finished_by_the_read_after_the_last_pending_one() {
        let meet = Meet::PendingPolls(1);
        let asked = asked("r1");
        let mut pending = Conference::after(None, Some(&asked), meet, "e").unwrap().unwrap();
        assert!(!pending.poll());
        assert_eq!(pending.link(), None);
        assert!(pending.poll());
        assert!(pending.link().is_some());
    }
}
