//! What is talked about, whoever stores, sends or shows it: pure, no clock and no network.
//!
//! Errors and faults, providers and their names, an interview, a publication and what may follow it,
//! an offer on the boards.

pub mod account;
pub mod account_limit;
pub mod advert;
pub mod booking;
pub mod breaker;
pub mod country;
pub mod delivery;
pub mod denial;
pub mod error;
pub mod fault;
pub mod figures;
pub mod id;
pub mod interview;
pub mod language;
pub mod ledger;
pub mod notes;
pub mod offer;
pub mod organization;
pub mod owner;
pub mod plan;
pub mod preferences;
pub mod provider;
pub mod publication;
pub mod reason;
pub mod report;
pub mod text;
pub mod urn;
pub mod warning;
