//! What two or more functions need: the caller, the providers, the store and the vault.

pub mod clock;
