//! What a member may do with a company page.

use super::accounts::{LinkedInKnobs, Member, Organization, Role, State};
use super::call::Bearer;
use super::urn::Urn;

/// A member's role on a page as LinkedIn sees it now.
#[derive(Clone, Copy, Debug)]
pub struct Assignment {
    /// The page.
    pub organization: &'static Organization,
    pub role: Role,
    /// Whether it is in force.
    pub state: State,
}

/// Every role the member has or had; with the knob `role_lost` all are revoked.
pub fn assignments(member: &'static Member, knobs: &LinkedInKnobs) -> Vec<Assignment> {
    let lost = knobs.role_lost;
    let state = move |state| if lost { State::Revoked } else { state };
    let assignment =
        |(organization, role, own)| Assignment { organization, role, state: state(own) };
    member.roles().map(assignment).collect()
}

/// Whether the caller may post, upload and delete in the organization's name.
pub fn may_post(bearer: &Bearer, organization: &Urn) -> bool {
    has_role(bearer, organization, Role::may_post)
}

/// Whether the caller administers the organization: sees all its fields and statistics.
pub fn administers(bearer: &Bearer, organization: &Urn) -> bool {
    has_role(bearer, organization, |role| role == Role::Administrator)
}

fn has_role(bearer: &Bearer, organization: &Urn, wanted: impl Fn(Role) -> bool) -> bool {
    let Some(id) = organization.organization() else { return false };
    assignments(bearer.member, &bearer.knobs)
        .iter()
        .any(|one| one.organization.id == id && one.state == State::Approved && wanted(one.role))
}
