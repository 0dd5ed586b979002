//! Texts that somebody wrote, on their way to somebody who reads them: cleaned, flattened where they
//! are HTML, and cut where a reader would cut them (S39, S40). Pure.

mod clean;
mod cut;
mod html;
mod pieces;
mod sentence;

pub use clean::{is_noncharacter, line, lines};
pub use cut::cut;
pub use html::flattened;
pub use pieces::{Kind, Piece, holds_link, pieces};
pub use sentence::{first_sentence, listed};

#[cfg(test)]
mod tests;
