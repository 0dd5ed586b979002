//! The pages a member may post for (Organization Access Control).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::LinkedIn;
use crate::model::fault::{Fault, ProviderError};
use crate::model::organization::Organization;
use crate::platform::lenient;

/// The roles that post for a page, under both names of the second. A `DIRECT_SPONSORED_CONTENT_POSTER` may
/// post too, but advertisements.
const POSTING: [&str; 3] = ["ADMINISTRATOR", "CONTENT_ADMINISTRATOR", "CONTENT_ADMIN"];
/// Roles on one result page, LinkedIn's largest; also ids in one look-up, whose query must stay below 4000 characters.
const PAGE: usize = 100;
/// Result pages that are read at most: nobody administers 1000 pages by hand.
const PAGES: usize = 10;
/// Pages whose names are asked for one by one, at most: the Development tier has 100 calls a member and day.
const ONE_BY_ONE: usize = 20;

#[derive(Deserialize)]
struct Acls {
    #[serde(deserialize_with = "lenient::needed")]
    elements: Vec<Acl>,
}

#[derive(Deserialize)]
#[serde(try_from = "Fields")]
struct Acl {
    /// The URN of what the role is at.
    organization: String,
    role: String,
}

/// The URN's field has had three names, and two may come at once.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields {
    #[serde(default, deserialize_with = "lenient::or_default")]
    organization: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    organization_target: Option<String>,
    #[serde(default, deserialize_with = "lenient::or_default")]
    organizational_target: Option<String>,
    role: String,
}

impl TryFrom<Fields> for Acl {
    type Error = &'static str;

    /// # Errors
    /// A role at nothing.
    fn try_from(fields: Fields) -> Result<Self, Self::Error> {
        let Fields { organization, organization_target, organizational_target, role } = fields;
        let urns = [organization, organization_target, organizational_target];
        let urns = urns.into_iter().flatten();
        // An organization's before any other.
        let best = urns.max_by_key(|urn| id(urn).is_some());
        best.map(|organization| Self { organization, role }).ok_or("a role at nothing")
    }
}

#[derive(Deserialize)]
struct Lookup {
    #[serde(deserialize_with = "lenient::each_named")]
    results: BTreeMap<String, Named>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default, rename = "localizedName", deserialize_with = "lenient::or_default")]
    localized_name: Option<String>,
}

impl Acl {
    /// The page, where the role lets the member post for it.
    fn page(self) -> Option<String> {
        let may_post = POSTING.contains(&self.role.as_str());
        (may_post && id(&self.organization).is_some()).then_some(self.organization)
    }
}

impl LinkedIn {
    /// All pages the member may post for, by name; empty where there is none.
    ///
    /// A name that LinkedIn does not tell now is that of `known`, or else the page's number: neither the
    /// choice nor the day's calls must fail for a label.
    ///
    /// # Errors
    /// [`ProviderError`]; [`Fault::Permission`] where the scope was not granted. A list that can't be read is
    /// no empty one.
    pub async fn organizations(
        &self,
        known: &[Organization],
    ) -> Result<Vec<Organization>, ProviderError> {
        let mut urns = self.postable().await?;
        urns.sort();
        urns.dedup();
        let mut organizations = self.named(urns, known).await;
        organizations.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
        Ok(organizations)
    }

    /// One question for all roles: each answer counts against the day's calls.
    async fn postable(&self) -> Result<Vec<String>, ProviderError> {
        let mut urns = Vec::new();
        for page in 0..PAGES {
            let start = page * PAGE;
            let path = format!(
                "/rest/organizationAcls?q=roleAssignee&state=APPROVED&start={start}&count={PAGE}"
            );
            let acls: Acls = self.get(&path).await?;
            let count = acls.elements.len();
            urns.extend(acls.elements.into_iter().filter_map(Acl::page));
            if count < PAGE {
                break;
            }
        }
        Ok(urns)
    }

    async fn named(&self, urns: Vec<String>, known: &[Organization]) -> Vec<Organization> {
        let known =
            known.iter().filter(|page| page.name != page.id && page.name != numbered(&page.id));
        let mut names: BTreeMap<&str, String> =
            known.map(|page| (page.id.as_str(), page.name.clone())).collect();
        for chunk in urns.chunks(PAGE) {
            match self.looked_up(chunk).await {
                Ok(told) => names.extend(told),
                Err(error) if error.fault == Fault::Permission => {
                    let unnamed = urns.iter().filter(|urn| !names.contains_key(urn.as_str()));
                    let unnamed: Vec<_> = unnamed.take(ONE_BY_ONE).map(String::as_str).collect();
                    names.extend(self.one_by_one(&unnamed).await);
                    break;
                }
                Err(_) => {}
            }
        }
        let organization = |urn: &String| {
            let name = names.get(urn.as_str()).cloned().unwrap_or_else(|| numbered(urn));
            Organization { id: urn.clone(), name }
        };
        urns.iter().map(organization).collect()
    }

    /// The names of many pages at once, which the Development tier does not have.
    async fn looked_up<'a>(
        &self,
        urns: &'a [String],
    ) -> Result<BTreeMap<&'a str, String>, ProviderError> {
        let ids: Vec<_> = urns.iter().filter_map(|urn| id(urn)).collect();
        let path = format!("/rest/organizationsLookup?ids=List({})", ids.join(","));
        let mut lookup: Lookup = self.get(&path).await?;
        let name = |urn: &'a String| Some((urn.as_str(), lookup.results.remove(id(urn)?)?));
        let told = urns.iter().filter_map(name);
        Ok(told.filter_map(|(urn, named)| Some((urn, named.localized_name?))).collect())
    }

    /// As many names as LinkedIn tells before it refuses one.
    async fn one_by_one<'a>(&self, urns: &[&'a str]) -> BTreeMap<&'a str, String> {
        let mut names = BTreeMap::new();
        for urn in urns {
            let path = format!("/rest/organizations/{}", id(urn).unwrap_or_default());
            match self.get::<Named>(&path).await {
                Ok(Named { localized_name }) => {
                    names.extend(localized_name.map(|name| (*urn, name)))
                }
                Err(error) if error.is(404) => {}
                Err(_) => break,
            }
        }
        names
    }
}

/// What a page is called whose name is not told.
fn numbered(urn: &str) -> String {
    format!("Page {}", id(urn).unwrap_or_default())
}

/// The number of an organization's URN; `None` for anything else.
fn id(urn: &str) -> Option<&str> {
    let id = urn.strip_prefix("urn:li:organization:")?;
    (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}
