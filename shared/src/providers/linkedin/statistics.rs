//! How readers react: share statistics of pages' posts, social metadata where these are closed, and the
//! analytics of members' own posts.

use std::collections::BTreeMap;

use serde::Deserialize;
use tokio::try_join;

use super::LinkedIn;
use super::posts::encoded;
use crate::fault::ProviderError;
use crate::figures::Figures;

/// Posts in one call: with URNs of about 45 characters the query stays below LinkedIn's 4000.
const CHUNK: usize = 50;

#[derive(Deserialize)]
struct Found {
    elements: Vec<Element>,
}

#[derive(Deserialize)]
struct Element {
    #[serde(alias = "ugcPost")]
    share: Option<String>,
    #[serde(rename = "totalShareStatistics")]
    total: Total,
}

/// A count can be negative where more was taken back than given.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Total {
    impression_count: i64,
    click_count: i64,
    like_count: i64,
    comment_count: i64,
    share_count: i64,
    engagement: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SocialMetadata {
    #[serde(default)]
    comment_summary: Count,
    #[serde(default)]
    reaction_summaries: BTreeMap<String, Count>,
}

#[derive(Default, Deserialize)]
struct Count {
    count: u64,
}

/// The answer to one question about a member's post.
#[derive(Deserialize)]
struct Counted {
    elements: Vec<Count>,
}

impl LinkedIn {
    /// The figures of `posts` of one page, by URN. LinkedIn leaves out a post without activity: its
    /// figures are zeros.
    ///
    /// # Errors
    /// [`ProviderError`]; [`crate::fault::Fault::Permission`] without the scope `rw_organization_admin`
    /// or the role ADMINISTRATOR.
    pub async fn share_statistics(
        &self,
        organization: &str,
        posts: &[&str],
    ) -> Result<BTreeMap<String, Figures>, ProviderError> {
        let idle = posts.iter().map(|urn| ((*urn).to_owned(), Figures::NONE_YET));
        let mut figures: BTreeMap<_, _> = idle.collect();
        for chunk in posts.chunks(CHUNK) {
            let found: Found = self.get(&path(organization, chunk)).await?;
            for Element { share, total } in found.elements {
                if let Some(known) = share.and_then(|urn| figures.get_mut(&urn)) {
                    *known = total.into();
                }
            }
        }
        Ok(figures)
    }

    /// Reactions and comments of a page's post: all that is told without the role ADMINISTRATOR.
    ///
    /// # Errors
    /// [`ProviderError`]; [`crate::fault::Fault::Permission`] without `r_organization_social_feed`.
    pub async fn reactions(&self, post: &str) -> Result<Figures, ProviderError> {
        let told: SocialMetadata =
            self.get(&format!("/rest/socialMetadata/{}", encoded(post))).await?;
        let likes = told.reaction_summaries.values().map(|reaction| reaction.count).sum();
        let comments = told.comment_summary.count;
        Ok(Figures { likes: Some(likes), comments: Some(comments), ..Figures::default() })
    }

    /// The figures of a member's own post; clicks are not among them. Each is a call of its own, so this
    /// takes four of the member's calls of the day.
    ///
    /// # Errors
    /// [`ProviderError`]; [`crate::fault::Fault::Permission`] without `r_member_postAnalytics`, or for the
    /// post of another member.
    pub async fn member_statistics(&self, post: &str) -> Result<Figures, ProviderError> {
        let (impressions, likes, comments, shares) = try_join!(
            self.counted(post, "IMPRESSION"),
            self.counted(post, "REACTION"),
            self.counted(post, "COMMENT"),
            self.counted(post, "RESHARE"),
        )?;
        Ok(Figures {
            likes: Some(likes),
            comments: Some(comments),
            shares: Some(shares),
            impressions: Some(impressions),
            ..Figures::default()
        })
    }

    /// A post that nobody has seen has no element.
    async fn counted(&self, post: &str, kind: &str) -> Result<u64, ProviderError> {
        let entity = if post.starts_with("urn:li:ugcPost:") { "ugc" } else { "share" };
        let path = format!(
            "/rest/memberCreatorPostAnalytics?q=entity&entity=({entity}:{})&queryType={kind}&aggregation=TOTAL",
            encoded(post)
        );
        let told: Counted = self.get(&path).await?;
        Ok(told.elements.first().map_or(0, |element| element.count))
    }
}

/// Each URN in the parameter of its kind; a parameter without any is left out.
fn path(organization: &str, posts: &[&str]) -> String {
    let list = |name: &str| {
        let kind = format!("urn:li:{}:", name.trim_end_matches('s'));
        let urns: Vec<_> =
            posts.iter().filter(|urn| urn.starts_with(&kind)).map(|urn| encoded(urn)).collect();
        if urns.is_empty() { String::new() } else { format!("&{name}=List({})", urns.join(",")) }
    };
    format!(
        "/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity={}{}{}&count={CHUNK}",
        encoded(organization),
        list("shares"),
        list("ugcPosts"),
    )
}

impl From<Total> for Figures {
    fn from(total: Total) -> Self {
        let count = |number: i64| Some(u64::try_from(number).unwrap_or_default());
        Self {
            likes: count(total.like_count),
            comments: count(total.comment_count),
            shares: count(total.share_count),
            impressions: count(total.impression_count),
            clicks: count(total.click_count),
            engagement: Some(total.engagement.max(0.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_urn_stands_in_the_list_of_its_kind() {
        let path = path("urn:li:organization:1", &["urn:li:ugcPost:3", "urn:li:share:2"]);
        assert!(path.ends_with(
            "=urn%3Ali%3Aorganization%3A1&shares=List(urn%3Ali%3Ashare%3A2)&ugcPosts=List(urn%3Ali%3AugcPost%3A3)&count=50"
        ), "{path}");
        assert!(path.len() < 4000 / 20);
    }
}
