//! Making a post, whether somebody presses now or planned it: what it says, where it goes, and that it is made once.

mod draft;
mod picture;
mod publisher;
mod standing;
mod target;
mod texts;

pub use draft::{Draft, Settings, offered, own_job};
pub use picture::Picture;
pub use publisher::{Offered, Posted, Publisher, Wish};
pub use standing::standing;
pub use target::Target;
pub use texts::{Texts, content_hash};
