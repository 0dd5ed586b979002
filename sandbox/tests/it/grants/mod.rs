//! When a grant ends, and when it does not: refusals, the breaker, and grants that are given back.

pub(crate) mod breaker;
mod pages;
mod policies;
mod refusals;
mod withdrawal;
