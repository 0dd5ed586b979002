//! The pages a member may post for (Organization Access Control).

use std::collections::BTreeMap;

use serde::Deserialize;
use tokio::try_join;

use super::LinkedIn;
use crate::fault::ProviderError;
use crate::lenient;
use crate::organization::Organization;

/// May do everything for a page.
const ADMINISTRATOR: &str = "ADMINISTRATOR";
/// May post for a page. A `DIRECT_SPONSORED_CONTENT_POSTER` may too, but for advertisements.
const CONTENT_ADMINISTRATOR: &str = "CONTENT_ADMINISTRATOR";
/// Roles on one result page, LinkedIn's largest; also ids in one look-up, whose query must stay below 4000 characters.
const PAGE: usize = 100;
/// Result pages that are read at most: nobody administers 1000 pages by hand.
const PAGES: usize = 10;

#[derive(Deserialize)]
struct Acls {
    #[serde(deserialize_with = "lenient::each")]
    elements: Vec<Acl>,
}

/// The URN's field has had three names, and two may come at once.
#[derive(Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[derive(Default)]
struct Acl {
    #[serde(deserialize_with = "lenient::or_default")]
    organization: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    organization_target: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    organizational_target: Option<String>,
}

impl Acl {
    /// The page.
    fn page(self) -> Option<String> {
        let urns = [self.organization, self.organization_target, self.organizational_target];
        urns.into_iter().flatten().find(|urn| id(urn).is_some())
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

impl LinkedIn {
    /// All pages the member may post for, by name; empty where there is none.
    ///
    /// # Errors
    /// [`ProviderError`]; [`crate::fault::Fault::Permission`] where the scope was not granted.
    pub async fn organizations(&self) -> Result<Vec<Organization>, ProviderError> {
        let (mut urns, more) =
            try_join!(self.administered(ADMINISTRATOR), self.administered(CONTENT_ADMINISTRATOR))?;
        urns.extend(more);
        let mut organizations: Vec<_> = self.named(urns).await;
        organizations.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
        organizations.dedup_by(|a, b| a.id == b.id);
        Ok(organizations)
    }

    async fn administered(&self, role: &str) -> Result<Vec<String>, ProviderError> {
        let mut urns = Vec::new();
        for page in 0..PAGES {
            let start = page * PAGE;
            let path = format!(
                "/rest/organizationAcls?q=roleAssignee&role={role}&state=APPROVED&start={start}&count={PAGE}"
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

    /// A page without a readable name keeps its number: the choice must not fail for a label
    /// (the Development tier has no batch look-up).
    async fn named(&self, urns: Vec<String>) -> Vec<Organization> {
        let mut names = BTreeMap::new();
        for chunk in urns.chunks(PAGE) {
            names.extend(self.names(chunk).await.unwrap_or_default());
        }
        let organization = |urn: String| {
            let id = id(&urn).unwrap_or_default().to_owned();
            let name = names.get(&id).cloned().unwrap_or_else(|| format!("Page {id}"));
            Organization { id: urn, name }
        };
        urns.into_iter().map(organization).collect()
    }

    async fn names(&self, urns: &[String]) -> Result<BTreeMap<String, String>, ProviderError> {
        let ids: Vec<_> = urns.iter().filter_map(|urn| id(urn)).collect();
        let path = format!("/rest/organizationsLookup?ids=List({})", ids.join(","));
        let lookup: Lookup = self.get(&path).await?;
        let named =
            lookup.results.into_iter().filter_map(|(id, named)| Some((id, named.localized_name?)));
        Ok(named.collect())
    }
}

/// The number of an organization's URN; `None` for anything else.
fn id(urn: &str) -> Option<&str> {
    let id = urn.strip_prefix("urn:li:organization:")?;
    (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}
