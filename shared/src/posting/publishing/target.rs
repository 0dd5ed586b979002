//! One place to publish, and whether a connection may do so there.

use crate::connection::Connection;
use crate::model::error::{Error, Result};
use crate::providers::Feature;
use crate::providers::linkedin::Member;

/// One place to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A member's own profile, by its URN.
    Personal(String),
    /// A page, by its URN.
    Page(String),
}

impl Target {
    /// The profile of the member behind `connection`, where `caller` made it.
    ///
    /// # Errors
    /// [`Error::NotOwner`] where somebody else did (S23), [`Error::ReauthorizationRequired`] where it is not known
    /// whose profile it is, [`Error::ScopeNotGranted`].
    pub fn profile(connection: &Connection, caller: i64) -> Result<Self> {
        let member = connection.own_profile(caller)?;
        Feature::PostOnProfile.demand(connection.id.provider, &connection.scopes)?;
        Ok(Self::Personal(Member::urn(&member.id)))
    }

    /// The page `id`, a URN or its number, of those that the member behind `connection` administers.
    ///
    /// # Errors
    /// [`Error::UnknownOrganization`], [`Error::ScopeNotGranted`].
    pub fn page(id: &str, connection: &Connection) -> Result<Self> {
        let is_number = id.bytes().all(|byte| byte.is_ascii_digit());
        let urn = if is_number { format!("urn:li:organization:{id}") } else { id.to_owned() };
        let pages = &connection.provider_data.organizations;
        if !pages.iter().any(|page| page.id == urn) {
            return Err(Error::UnknownOrganization);
        }
        Feature::PostOnPages.demand(connection.id.provider, &connection.scopes)?;
        Ok(Self::Page(urn))
    }

    /// The post's author.
    pub fn author(&self) -> &str {
        match self {
            Self::Personal(urn) | Self::Page(urn) => urn,
        }
    }

    /// The page's URN; `None` for the member.
    pub fn organization_id(&self) -> Option<&str> {
        match self {
            Self::Personal(_) => None,
            Self::Page(urn) => Some(urn),
        }
    }

    /// `personal` or `page`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Personal(_) => "personal",
            Self::Page(_) => "page",
        }
    }
}
