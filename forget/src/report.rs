//! What became of each row, and of all of them. Names rows by their keys; no token is in it.

use std::fmt;

use shared::connecting::withdrawal;
use shared::store::RowKey;

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It would be erased.
    Found,
    /// It is gone.
    Erased,
    /// A connection is gone, and this became of its grant at the provider.
    Disconnected(withdrawal::Outcome),
    /// A grant that was still to be withdrawn is tried no more, and this became of it.
    Withdrawn(withdrawal::Outcome),
}

/// A row and what became of it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: RowKey,
    /// What became of it.
    pub outcome: Outcome,
}

/// How many rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows that were found.
    pub found: usize,
    /// Rows that are gone.
    pub erased: usize,
    /// Grants that may live on at the provider and that only the person can withdraw.
    pub not_withdrawn: usize,
    /// Rows that were written while the others were erased.
    pub left: usize,
}

impl Summary {
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        self.found += 1;
        if *outcome != Outcome::Found {
            self.erased += 1;
        }
        let is_open = match outcome {
            // One that is not confirmed has a row of its own.
            Outcome::Disconnected(grant) => *grant == withdrawal::Outcome::Unknown,
            Outcome::Withdrawn(grant) => {
                matches!(grant, withdrawal::Outcome::Unconfirmed | withdrawal::Outcome::Unknown)
            }
            Outcome::Found | Outcome::Erased => false,
        };
        self.not_withdrawn += usize::from(is_open);
    }

    /// Whether nothing is left to do.
    pub const fn is_clean(&self) -> bool {
        self.not_withdrawn == 0 && self.left == 0
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.key.pk, self.key.sk)?;
        match self.outcome {
            Outcome::Found => f.write_str("would be erased"),
            Outcome::Erased => f.write_str("erased"),
            Outcome::Disconnected(grant) | Outcome::Withdrawn(grant) => f.write_str(match grant {
                withdrawal::Outcome::Withdrawn => "erased, and withdrawn at the provider",
                withdrawal::Outcome::NotOffered => {
                    "erased; the provider lets only the person withdraw it"
                }
                withdrawal::Outcome::InUse => {
                    "erased; not withdrawn, since another company uses the account"
                }
                withdrawal::Outcome::Unknown => "erased; NOT WITHDRAWN: its account is not known",
                withdrawal::Outcome::Unconfirmed => {
                    "erased; NOT WITHDRAWN: the provider has not confirmed"
                }
            }),
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { found, erased, not_withdrawn, left } = self;
        write!(f, "{found} rows, {erased} erased, {not_withdrawn} not withdrawn, {left} left")
    }
}
