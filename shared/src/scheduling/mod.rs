//! Interviews in a company's calendar, whichever it is.

pub mod absence;
pub mod attempt;
pub mod calendar;
pub mod cancelling;
pub mod changing;
pub mod choice;
pub mod comparison;
pub mod finding;
pub mod guests;
pub mod interviewers;
pub mod making;
pub mod offering;
pub mod organizer;
pub mod room;
pub mod turn;
pub mod wish;
