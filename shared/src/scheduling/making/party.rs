//! Who comes to an interview that is to be made.

use crate::model::interview::{Attendee, Interview, Party, Role, is_same};
use crate::model::owner::Owner;
use crate::scheduling::interviewers::Interviewer;

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
