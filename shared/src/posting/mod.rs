//! Posts on LinkedIn: the text, the picture, the figures, and the API in a company's name; and what opens a
//! company's feed for job boards.

pub mod card;
pub mod commentary;
pub mod explanation;
pub mod feed_token;
pub mod fold;
pub mod picture;
pub mod planned;
pub mod publishing;
pub mod session;
pub mod statistics;
