//! LinkedIn: OAuth 2.0 without PKCE, and the versioned REST API.

mod account;
mod api;
mod images;
pub mod little_text;
mod organizations;
mod posts;
mod profile;
mod refusals;
mod statistics;

pub use account::Member;
pub use api::LinkedIn;
pub use images::Processing;
pub use posts::{Article, Created, Deletion, NewPost, Picture, post_url};
pub(super) use profile::PROFILE;
pub use refusals::{is_picture_not_ready, is_picture_refused};
