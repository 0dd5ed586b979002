//! Renewing in the table: the lease, and writes of exactly what a renewal changes.
//!
//! A renewal writes only its own attributes, so that a use noted meanwhile stays noted. Notes about
//! attempts need the lease; tokens and state need the version (see [`Connection::version`]).

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use futures::FutureExt;
use jiff::Timestamp;

use super::connections::{connection_item, key};
use super::{Item, Save, Store, Stored, number, text, unless_refused};
use crate::connection::{Connection, Lease};
use crate::model::error::Result;
use crate::model::owner::ConnectionId;

/// What must hold for a lease beside that nobody has one.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The connection is the one that was read.
    Unchanged(u64),
    /// The schedule looks at it, at or before this time.
    Due(Timestamp),
}

/// A connection whose lease was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The connection as it is now.
    pub connection: Connection,
    /// Whether somebody had taken the lease before and never ended: a renewal broke off.
    pub is_resumed: bool,
}

/// What became of asking for a lease.
#[derive(Clone, Debug)]
pub enum Leased {
    /// It is ours.
    Taken(Box<Taken>),
    /// Somebody else has it, or the connection is not the one meant any more.
    Refused,
    /// It is ours, and the connection can't be read (F16).
    Unreadable,
}

/// The attributes a renewal writes.
#[derive(Clone, Copy, Debug)]
pub enum Part<'a> {
    /// New tokens.
    Tokens,
    /// New tokens that somebody consented to, with the scopes that they are for.
    Consent,
    /// The end of the grant.
    State,
    /// A failed attempt, or a warning, by the lease's owner.
    Attempt(&'a str),
}

impl Part<'_> {
    const fn attributes(self) -> &'static [&'static str] {
        match self {
            Self::Tokens => &[
                "sealed_tokens",
                "expires_at",
                "granted_at",
                "reauthorize_by",
                "state",
                "reason",
                "refresh_shard",
                "refresh_at",
                "warned",
                "lease",
                "failure",
                "version",
            ],
            Self::Consent => &[
                "scopes",
                "sealed_tokens",
                "expires_at",
                "granted_at",
                "own_grant_until",
                "reauthorize_by",
                "state",
                "reason",
                "refresh_shard",
                "refresh_at",
                "lease",
                "failure",
                "version",
            ],
            Self::State => {
                &["state", "reason", "refresh_shard", "refresh_at", "lease", "failure", "version"]
            }
            Self::Attempt(_) => &["refresh_shard", "refresh_at", "warned", "lease", "failure"],
        }
    }
}

impl Store {
    /// Takes the right to renew and returns the connection as it is then.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn lease(
        &self,
        id: ConnectionId,
        lease: &Lease,
        now: Timestamp,
        when: When,
    ) -> Result<Leased> {
        let Lease { owner, until } = lease;
        let members = [("owner", text(owner)), ("until", number(until.as_second()))];
        let members = members.map(|(name, value)| (name.to_owned(), value));
        let (meant, value) = match when {
            When::Unchanged(version) => ("version = :meant", number(version)),
            When::Due(at) => ("refresh_at <= :meant", number(at.as_second())),
        };
        let free = "(attribute_not_exists(#lease) OR #lease.#until <= :now)";
        let answer = self
            .update_connection(id)
            .update_expression("SET #lease = :lease")
            .condition_expression(format!("{meant} AND {free}"))
            .expression_attribute_names("#lease", "lease")
            .expression_attribute_names("#until", "until")
            .expression_attribute_values(":lease", AttributeValue::M(members.into()))
            .expression_attribute_values(":now", number(now.as_second()))
            .expression_attribute_values(":meant", value)
            // What it was before tells whether a renewal broke off.
            .return_values(ReturnValue::AllOld)
            .send()
            .boxed()
            .await;
        let leased = unless_refused(answer)?.and_then(|answer| answer.attributes);
        Ok(match leased.map(|item| self.stored(id, item)) {
            None | Some(Stored::Nothing) => Leased::Refused,
            Some(Stored::Known(old)) => {
                let is_resumed = old.lease.is_some();
                let connection = Connection { lease: Some(lease.clone()), ..old };
                Leased::Taken(Box::new(Taken { connection, is_resumed }))
            }
            Some(Stored::Unreadable(_)) => Leased::Unreadable,
        })
    }

    /// Writes `part` of `connection` over the version `seen`.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`]; a lost race is [`Save::Lost`].
    pub async fn update(&self, connection: &Connection, part: Part<'_>, seen: u64) -> Result<Save> {
        let id = connection.id;
        let Assignment { expression, names, values } =
            assignment(connection_item(connection)?, part.attributes());
        let mut request = self
            .update_connection(id)
            .update_expression(expression)
            .set_expression_attribute_names(Some(names))
            .set_expression_attribute_values(Some(values))
            .expression_attribute_values(":seen", number(seen));
        request = match part {
            Part::Attempt(owner) => request
                .condition_expression("version = :seen AND #lease.#owner = :owner")
                .expression_attribute_names("#owner", "owner")
                .expression_attribute_values(":owner", text(owner)),
            Part::Tokens | Part::Consent | Part::State => {
                request.condition_expression("version = :seen")
            }
        };
        Ok(Save::of(unless_refused(request.send().boxed().await)?))
    }

    /// Takes a connection that can't be read, and of which we have `lease`, off the due index and marks it
    /// for an operator (F16). One made anew meanwhile has another lease or none, and is left alone.
    ///
    /// # Errors
    /// [`crate::model::error::Error::StorageUnavailable`].
    pub async fn set_aside(&self, id: ConnectionId, lease: &Lease) -> Result<()> {
        let answer = self
            .update_connection(id)
            .update_expression("SET #state = :state REMOVE refresh_shard, refresh_at, #lease")
            .condition_expression("#lease.#owner = :owner")
            .expression_attribute_names("#state", "state")
            .expression_attribute_names("#lease", "lease")
            .expression_attribute_names("#owner", "owner")
            .expression_attribute_values(":owner", text(&lease.owner))
            .expression_attribute_values(":state", text("needs_attention"))
            .send()
            .boxed()
            .await;
        unless_refused(answer).map(drop)
    }

    fn update_connection(&self, id: ConnectionId) -> UpdateItemFluentBuilder {
        self.client.update_item().table_name(&self.table).set_key(Some(key(id)))
    }
}

/// An update of some attributes.
pub(super) struct Assignment {
    pub(super) expression: String,
    pub(super) names: HashMap<String, String>,
    pub(super) values: HashMap<String, AttributeValue>,
}

/// `SET` for those of `attributes` that `item` has, `REMOVE` for those it has not.
pub(super) fn assignment(mut item: Item, attributes: &[&str]) -> Assignment {
    let (mut set, mut remove) = (Vec::new(), Vec::new());
    let (mut names, mut values) = (HashMap::new(), HashMap::new());
    for attribute in attributes {
        names.insert(format!("#{attribute}"), (*attribute).to_owned());
        match item.remove(*attribute) {
            Some(value) => {
                set.push(format!("#{attribute} = :{attribute}"));
                values.insert(format!(":{attribute}"), value);
            }
            None => remove.push(format!("#{attribute}")),
        }
    }
    let clauses = [("SET", set), ("REMOVE", remove)];
    let clauses = clauses.iter().filter(|(_, parts)| !parts.is_empty());
    let clauses: Vec<_> =
        clauses.map(|(verb, parts)| format!("{verb} {}", parts.join(", "))).collect();
    Assignment { expression: clauses.join(" "), names, values }
}
