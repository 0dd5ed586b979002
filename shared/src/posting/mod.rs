//! Posts on LinkedIn: the text, the picture, the figures, and the API in a company's name.

pub mod card;
pub mod commentary;
pub mod explanation;
pub mod fold;
pub mod picture;
pub mod planned;
pub mod publishing;
pub mod session;
pub mod statistics;
