//! A connection in use: its access token, renewed where needed, or the reason why there is none; and what follows
//! from what ends.

pub mod access;
pub mod adverts;
pub mod bookings;
pub mod channels;
pub mod offers;
pub mod plans;
pub mod removal;
pub mod renewal;
pub mod reports;
pub mod session;
pub mod withdrawal;
