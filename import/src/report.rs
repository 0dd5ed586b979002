//! What became of each line, and of all of them. No token is in it, and nothing that a line holds but
//! ids and names that are known.

use std::fmt;

use shared::model::reason::Reason;
use shared::store::Import;

use crate::row::{Line, Service};

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is a connection, ready for use.
    Imported,
    /// It is a connection whose person must connect again, and sees that.
    Reconnect(Reason),
    /// The company has a connection already.
    Kept,
    /// It was imported before, and is not imported again.
    Before,
    /// The old backend did not use it any more.
    Inactive,
    /// The row with this id is newer.
    Older(i64),
    /// It connects nothing we know.
    Unsupported,
    /// It can't be imported, and why.
    Refused(String),
}

/// A line of the report.
#[derive(Clone, Debug)]
pub struct Entry {
    line: usize,
    row: Option<(i64, i64, Service)>,
    /// What became of it.
    pub outcome: Outcome,
}

/// The numbers of lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    is_dry_run: bool,
    /// Became connections; those to connect again are among them.
    pub imported: usize,
    /// Whose person must connect again.
    pub reconnect: usize,
    /// Left alone, because there is a connection, or was one.
    pub kept: usize,
    /// Not meant to be imported.
    pub skipped: usize,
    /// Could not be imported.
    pub refused: usize,
}

impl From<Import> for Outcome {
    fn from(import: Import) -> Self {
        match import {
            Import::Imported => Self::Imported,
            Import::Kept => Self::Kept,
            Import::Before => Self::Before,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Imported => f.write_str("imported"),
            Self::Reconnect(reason) => {
                let reason = match reason {
                    Reason::Expired => "expired",
                    Reason::Revoked => "withdrawn",
                    Reason::Interrupted => "broken off",
                    Reason::Interaction => "the person is needed",
                };
                write!(f, "imported, to be connected again ({reason})")
            }
            Self::Kept => f.write_str("left alone: the company is connected here"),
            Self::Before => f.write_str("left alone: it was imported before"),
            Self::Inactive => f.write_str("skipped: it is not active"),
            Self::Older(id) => write!(f, "skipped: row {id} is newer"),
            Self::Unsupported => f.write_str("skipped: there is no such integration here"),
            Self::Refused(problem) => write!(f, "REFUSED: {problem}"),
        }
    }
}

impl Entry {
    pub(crate) fn new(line: &Line, outcome: Outcome) -> Self {
        let row = line.row.as_ref().ok().map(|row| (row.id, row.company_id, row.service));
        Self { line: line.number, row, outcome }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some((id, company_id, service)) = self.row {
            write!(f, ", row {id}, company {company_id}, {}", service.name())?;
        }
        write!(f, ": {}", self.outcome)
    }
}

impl Summary {
    pub(crate) fn new(is_dry_run: bool) -> Self {
        Self { is_dry_run, ..Self::default() }
    }

    pub(crate) fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Imported => self.imported += 1,
            Outcome::Reconnect(_) => {
                self.imported += 1;
                self.reconnect += 1;
            }
            Outcome::Kept | Outcome::Before => self.kept += 1,
            Outcome::Inactive | Outcome::Older(_) | Outcome::Unsupported => self.skipped += 1,
            Outcome::Refused(_) => self.refused += 1,
        }
    }

    /// Whether no line was refused.
    pub const fn is_clean(&self) -> bool {
        self.refused == 0
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { imported, reconnect, kept, skipped, refused, is_dry_run } = self;
        if *is_dry_run {
            f.write_str("Dry run, nothing was written: ")?;
        }
        write!(
            f,
            "{imported} imported ({reconnect} of them to be connected again), {kept} left alone, {skipped} skipped, {refused} refused"
        )
    }
}
