//! Where a post goes: the connected member's profile, or a page they administer.

use shared::connection::Connection;
use shared::model::error::{Error, Result};
use shared::providers::Feature;
use shared::providers::linkedin::Member;
use shared::words::Text;

use crate::body::Body;

/// More targets than anyone means, in one request.
const LIMIT: u32 = 20;

/// One place to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The connected member's own profile, by its URN.
    Personal(String),
    /// A page, by its URN.
    Page(String),
}

impl Target {
    /// The post's author.
    pub(super) fn author(&self) -> &str {
        match self {
            Self::Personal(urn) | Self::Page(urn) => urn,
        }
    }

    /// The page's URN; `None` for the member.
    pub(super) fn organization_id(&self) -> Option<&str> {
        match self {
            Self::Personal(_) => None,
            Self::Page(urn) => Some(urn),
        }
    }

    /// `personal` or `page`.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Personal(_) => "personal",
            Self::Page(_) => "page",
        }
    }
}

/// What was asked for, each place once, in its order.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// Where the caller may publish.
    pub(super) possible: Vec<Target>,
    /// Where not, by the page as it was named (`None` for the member's profile), and why: the other
    /// places don't suffer from it (F30).
    pub(super) impossible: Vec<(Option<String>, Error)>,
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
pub(super) fn resolve(body: &Body, connection: &Connection, caller: i64) -> Result<Targets> {
    let several = body.organization_ids.as_deref().filter(|ids| !ids.is_empty());
    let named: Vec<&str> = match (several, &body.organization_id) {
        (Some(ids), _) => ids.iter().map(String::as_str).collect(),
        (None, Some(id)) => vec![id],
        (None, None) => vec![default(connection)?],
    };
    if named.len() > LIMIT as usize {
        let text = Text::new("field-too-many").with("field", "organization_ids");
        return Err(Error::InvalidRequest(text.with("limit", LIMIT)));
    }
    let mut targets = Targets::default();
    for id in named {
        match target(id, connection, caller) {
            Ok(target) if targets.possible.contains(&target) => {}
            Ok(target) => targets.possible.push(target),
            Err(error) => {
                targets.impossible.push(((!is_personal(id)).then(|| id.to_owned()), error));
            }
        }
    }
    Ok(targets)
}

fn default(connection: &Connection) -> Result<&str> {
    let data = &connection.provider_data;
    match &data.organization_id {
        Some(id) => Ok(id),
        None if data.organizations.is_empty() => Ok("personal"),
        None => Err(Error::OrganizationRequired(data.organizations.clone())),
    }
}

fn target(id: &str, connection: &Connection, caller: i64) -> Result<Target> {
    if is_personal(id) {
        let member = connection.own_profile(caller)?;
        Feature::PostOnProfile.demand(connection.id.provider, &connection.scopes)?;
        return Ok(Target::Personal(Member::urn(&member.id)));
    }
    let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
    let urn = if is_number { format!("urn:li:organization:{id}") } else { id.to_owned() };
    let is_administered = connection.provider_data.organizations.iter().any(|page| page.id == urn);
    if !is_administered {
        return Err(Error::UnknownOrganization);
    }
    Feature::PostOnPages.demand(connection.id.provider, &connection.scopes)?;
    Ok(Target::Page(urn))
}

fn is_personal(id: &str) -> bool {
    id.is_empty() || id == "personal"
}
