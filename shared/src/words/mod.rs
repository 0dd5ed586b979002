//! Every text for people, in each language that the recruiting system speaks.
//!
//! A [`Text`] names a message of the catalogue and what is put into it. It stays that until it leaves:
//! an answer is written in the language its request asks for ([`Language::of`], [`speaking`]), a log in
//! English. The catalogue is a Fluent file per language beside this one; tests hold them to the same
//! messages with the same variables, and to what the code names.

mod catalogue;
mod direction;
mod language;
mod text;

pub use language::{Language, speaking};
pub use text::{Argument, Text};

#[cfg(test)]
mod tests;
