//! Who acts with a connection, and in whose name.

use crate::people::employer::Employer;

/// Who does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The employer of this id, who is signed in.
    Present(i64),
    /// Nobody who is there, in the name of the employer who asked for it before (S58).
    Absent(i64),
    /// A candidate by a booking link, in the name of the employer who offered it (S58).
    Candidate(i64),
    /// Nobody: a schedule.
    Nobody,
}

impl Actor {
    /// The id at the ATS of whoever acts, or in whose name it is done.
    pub const fn user(self) -> Option<i64> {
        match self {
            Self::Present(id) | Self::Absent(id) | Self::Candidate(id) => Some(id),
            Self::Nobody => None,
        }
    }

    /// Whether that employer is signed in.
    pub const fn is_present(self) -> bool {
        matches!(self, Self::Present(_))
    }

    /// Whether a candidate acts.
    pub const fn is_candidate(self) -> bool {
        matches!(self, Self::Candidate(_))
    }
}

impl From<Option<i64>> for Actor {
    /// An employer who is signed in, or nobody.
    fn from(user: Option<i64>) -> Self {
        user.map_or(Self::Nobody, Self::Present)
    }
}

impl From<Employer> for Actor {
    fn from(employer: Employer) -> Self {
        employer.actor()
    }
}
