//! Posts on LinkedIn: the text, the figures, and the API in a company's name.

pub mod commentary;
pub mod session;
pub mod statistics;
