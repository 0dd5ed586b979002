//! The storage half of an OAuth 2.0 authorization server (RFC 6749), without any provider's wording.
//!
//! A simulator asks it for codes, tokens and grants, gets *situations* back ([`CodeFault`],
//! [`TokenFault`], [`RefreshFault`]) and puts them in its own provider's words. What a person turns
//! at run time, per account, are [`Knobs`] on a [`Roster`]; [`accounts::router`] serves them.

pub mod accounts;
pub mod code;
pub mod grant;
pub mod grants;
pub mod id_token;
pub mod knobs;
pub mod pkce;
pub mod random;
pub mod registration;
pub mod roster;
pub mod token;

pub use code::{Authorization, CodeFault, Presented};
pub use grant::{Grant, GrantId};
pub use grants::Grants;
pub use knobs::{Knobs, TokenError, TokenKnobs};
pub use registration::Registration;
pub use roster::{Account, Roster};
pub use token::{Access, Lifetime, Mint, Refresh, RefreshFault, TokenFault};
