//! Interviews in a company's calendar, whichever it is.

pub mod attempt;
pub mod calendar;
pub mod comparison;
pub mod guests;
pub mod interviewers;
pub mod organizer;
pub mod room;
pub mod turn;
