//! Where a post goes: the caller's own profile, by their own connection or a company's that they made, or a
//! page that the member behind the company's administers.

use shared::connection::Connection;
use shared::model::error::{Error, Result};
use shared::model::provider::Provider;
use shared::posting::publishing::Target;
use shared::words::Text;

use crate::body::Body;

/// More targets than anyone means, in one request.
const LIMIT: u32 = 20;

/// What was asked for, each place once, in its order.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// Where the caller may publish.
    pub(super) possible: Vec<Target>,
    /// Where not, by the page as it was named (`None` for the member's profile), and why: the other
    /// places don't suffer from it (F30).
    pub(super) impossible: Vec<(Option<String>, Error)>,
}

/// The connections that may post.
pub(super) struct Connections<'a> {
    /// The company's, for pages; `None` where there is none.
    pub(super) company: Option<&'a Connection>,
    /// The caller's own, for their profile; `None` where there is none, or it was not looked for.
    pub(super) own: Option<Result<&'a Connection>>,
}

/// Whether `body` names the caller's profile.
pub(super) fn names_profile(body: &Body) -> bool {
    named(body).iter().any(|id| is_personal(id))
}

fn named(body: &Body) -> Vec<&str> {
    let several = body.organization_ids.as_deref().filter(|ids| !ids.is_empty());
    match (several, &body.organization_id) {
        (Some(ids), _) => ids.iter().map(String::as_str).collect(),
        (None, Some(id)) => vec![id],
        (None, None) => Vec::new(),
    }
}

/// The targets `body` asks for; without any, the stored page, the member who administers none, or
/// [`Error::OrganizationRequired`].
///
/// A place is impossible with [`Error::NotOwner`] where the personal profile is somebody else's (S23),
/// [`Error::ReauthorizationRequired`] where it is not known whose it is, [`Error::UnknownOrganization`], or
/// [`Error::ScopeNotGranted`].
///
/// # Errors
/// Too many of them (400), or none where one must be chosen (409).
pub(super) fn resolve(
    body: &Body,
    Connections { company, mut own }: Connections<'_>,
    caller: i64,
) -> Result<Targets> {
    let mut named = named(body);
    if named.is_empty() {
        named.push(default(companys(company)?)?);
    }
    if named.len() > LIMIT as usize {
        let text = Text::new("field-too-many").with("field", "organization_ids");
        return Err(Error::InvalidRequest(text.with("limit", LIMIT)));
    }
    let mut targets = Targets::default();
    let is_again = |index: usize, id: &&str| {
        named.iter().take(index).any(|earlier| is_personal(earlier) && is_personal(id))
    };
    for (_, id) in named.iter().enumerate().filter(|(index, id)| !is_again(*index, id)) {
        let target = match is_personal(id) {
            true => own
                .take()
                .unwrap_or_else(|| companys(company))
                .and_then(|connection| Target::profile(connection, caller)),
            false => companys(company).and_then(|connection| Target::page(id, connection)),
        };
        match target {
            Ok(target) if targets.possible.contains(&target) => {}
            Ok(target) => targets.possible.push(target),
            Err(error) => {
                targets.impossible.push(((!is_personal(id)).then(|| (*id).to_owned()), error));
            }
        }
    }
    Ok(targets)
}

/// The company's connection, which whatever is not on the caller's own profile needs.
fn companys(company: Option<&Connection>) -> Result<&Connection> {
    company.ok_or(Error::NotConnected(Provider::LinkedIn))
}

fn default(connection: &Connection) -> Result<&str> {
    let data = &connection.provider_data;
    match (data.page(), &data.organization_id) {
        (Some(page), _) => Ok(&page.id),
        // Only whoever never had a page has the profile in mind.
        (None, None) if data.organizations.is_empty() => Ok("personal"),
        (None, _) => Err(Error::OrganizationRequired(data.organizations.clone())),
    }
}

fn is_personal(id: &str) -> bool {
    id.is_empty() || id == "personal"
}
