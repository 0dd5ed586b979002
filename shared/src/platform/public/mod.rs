//! Hosts that anyone on the internet reaches: what a name that somebody else wrote may lead to.

mod address;
mod resolver;

pub(crate) use resolver::{PublicOnly, Resolver, is_not_public};
