//! A simulator on its own, as its tests call it.

mod served;

pub use served::Served;
