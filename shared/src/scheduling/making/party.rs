//! Who comes to an interview that is to be made.

use crate::model::error::{Error, Result};
use crate::model::interview::{
    AddressError, Attendee, Interview, Party, Role, address, is_same, text,
};
use crate::model::owner::Owner;
use crate::people::ats::Application;
use crate::scheduling::interviewers::Interviewer;
use crate::words::{Argument, Text};

/// `asked` with `interviewers` among its guests; whose calendar organizes it is there anyway.
#[must_use]
pub fn inviting(mut asked: Interview, interviewers: &[Interviewer], organizer: Owner) -> Interview {
    for interviewer in interviewers {
        let is_organizer = organizer == Owner::Person(interviewer.user_id);
        let guest = interviewer.attendee();
        let is_guest = |one: &Attendee| is_same(&one.email, &guest.email);
        if !is_organizer && !asked.attendees.iter().any(is_guest) {
            asked.attendees.push(guest);
        }
    }
    asked
}

/// The guests of `asked` with what they are to the interview with `candidate`, an address.
pub fn party(asked: &Interview, interviewers: &[Interviewer], candidate: &str) -> Party {
    Party::new(&asked.attendees, |email| {
        let colleague = interviewers.iter().find(|one| is_same(&one.email, email));
        match colleague {
            _ if is_same(candidate, email) => (Role::Candidate, None),
            Some(colleague) => (Role::Interviewer, Some(colleague.user_id)),
            None => (Role::Guest, None),
        }
    })
}

/// The addresses of the guests but the `candidate`'s, which nobody here can look into.
pub fn readable(asked: &Interview, candidate: &str) -> Vec<String> {
    let guests = asked.attendees.iter().map(|one| one.email.clone());
    guests.filter(|email| !is_same(email, candidate)).collect()
}

/// The candidate of an application, by name where known.
///
/// # Errors
/// `invalid_request` where the recruiting system has no address of theirs; the text names the candidate.
pub fn candidate(of: &Application) -> Result<Attendee> {
    let name = of.candidate_name.as_deref().map(text::line).filter(|name| !name.is_empty());
    let email = address(of.candidate_email.as_deref().unwrap_or_default());
    let email = email.map_err(|error| no_candidate(name.as_deref(), error))?;
    Ok(Attendee { email, name })
}

fn no_candidate(name: Option<&str>, error: AddressError) -> Error {
    let name = name.map_or_else(|| Argument::from(Text::new("candidate")), Argument::from);
    let text = Text::new("candidate-not-invitable").with("name", name);
    Error::InvalidRequest(text.with("problem", error.text()))
}
