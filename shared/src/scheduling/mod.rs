//! Interviews in a company's calendar, whichever it is.

pub mod calendar;
pub mod room;
