//! How readers react: share statistics of pages' posts, social metadata where these are closed, and the
//! analytics of members' own posts.

use std::collections::BTreeMap;

use serde::Deserialize;
use tokio::join;

use super::LinkedIn;
use super::posts::encoded;
use crate::model::fault::ProviderError;
use crate::model::figures::Figures;
use crate::platform::lenient;

/// Posts in one call: with URNs of about 45 characters the query stays below LinkedIn's 4000.
const CHUNK: usize = 50;

#[derive(Deserialize)]
struct Found {
    #[serde(deserialize_with = "lenient::each")]
    elements: Vec<Element>,
}

/// The post is named in the field of its kind.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Element {
    #[serde(deserialize_with = "lenient::or_default")]
    share: Option<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    ugc_post: Option<String>,
    #[serde(rename = "totalShareStatistics", deserialize_with = "lenient::or_default")]
    total: Total,
}

/// A count can be negative where more was taken back than given; one that is not there is not told.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Total {
    #[serde(deserialize_with = "lenient::or_default")]
    impression_count: Option<i64>,
    #[serde(deserialize_with = "lenient::or_default")]
    click_count: Option<i64>,
    #[serde(deserialize_with = "lenient::or_default")]
    like_count: Option<i64>,
    #[serde(deserialize_with = "lenient::or_default")]
    comment_count: Option<i64>,
    #[serde(deserialize_with = "lenient::or_default")]
    share_count: Option<i64>,
    #[serde(deserialize_with = "lenient::or_default")]
    engagement: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SocialMetadata {
    #[serde(default, deserialize_with = "lenient::or_default")]
    comment_summary: Option<Count>,
    /// A sum of some kinds only would be a wrong number: all are read, or none is told.
    #[serde(default, deserialize_with = "lenient::or_default")]
    reaction_summaries: Option<BTreeMap<String, Count>>,
}

#[derive(Deserialize)]
struct Count {
    count: i64,
}

impl Count {
    fn told(&self) -> u64 {
        u64::try_from(self.count).unwrap_or_default()
    }
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
    /// [`ProviderError`]; [`crate::model::fault::Fault::Permission`] without the scope `rw_organization_admin`
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
            for Element { share, ugc_post, total } in found.elements {
                let mut named = [share, ugc_post].into_iter().flatten();
                let asked = named.find(|urn| figures.contains_key(urn));
                if let Some(known) = asked.and_then(|urn| figures.get_mut(&urn)) {
                    *known = total.into();
                }
            }
        }
        Ok(figures)
    }

    /// Reactions and comments of a page's post: all that is told without the role ADMINISTRATOR.
    ///
    /// # Errors
    /// [`ProviderError`]; [`crate::model::fault::Fault::Permission`] without `r_organization_social_feed`.
    pub async fn reactions(&self, post: &str) -> Result<Figures, ProviderError> {
        let told: SocialMetadata =
            self.get(&format!("/rest/socialMetadata/{}", encoded(post))).await?;
        let all = |kinds: BTreeMap<String, Count>| kinds.values().map(Count::told).sum();
        let likes = told.reaction_summaries.map(all);
        let comments = told.comment_summary.as_ref().map(Count::told);
        Ok(Figures { likes, comments, ..Figures::default() })
    }

    /// The figures of a member's own post; clicks are not among them. Each is a call of its own, so this
    /// takes four of the member's calls of the day. One that is not answered costs the others nothing.
    ///
    /// # Errors
    /// [`ProviderError`]; [`crate::model::fault::Fault::Permission`] without `r_member_postAnalytics`, or for the
    /// post of another member.
    pub async fn member_statistics(&self, post: &str) -> Result<Figures, ProviderError> {
        let (impressions, likes, comments, shares) = join!(
            self.counted(post, "IMPRESSION"),
            self.counted(post, "REACTION"),
            self.counted(post, "COMMENT"),
            self.counted(post, "RESHARE"),
        );
        let is_told = [&impressions, &likes, &comments, &shares].into_iter().any(Result::is_ok);
        match impressions {
            Err(error) if !is_told => Err(error),
            impressions => Ok(Figures {
                likes: likes.ok(),
                comments: comments.ok(),
                shares: shares.ok(),
                impressions: impressions.ok(),
                ..Figures::default()
            }),
        }
    }

    /// A post that nobody has seen has no element.
    async fn counted(&self, post: &str, kind: &str) -> Result<u64, ProviderError> {
        let entity = if post.starts_with("urn:li:ugcPost:") { "ugc" } else { "share" };
        let path = format!(
            "/rest/memberCreatorPostAnalytics?q=entity&entity=({entity}:{})&queryType={kind}&aggregation=TOTAL",
            encoded(post)
        );
        let told: Counted = self.get(&path).await?;
        Ok(told.elements.first().map_or(0, Count::told))
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
        let count = |number: Option<i64>| Some(u64::try_from(number?).unwrap_or_default());
        Self {
            likes: count(total.like_count),
            comments: count(total.comment_count),
            shares: count(total.share_count),
            impressions: count(total.impression_count),
            clicks: count(total.click_count),
            engagement: total.engagement.map(|share| share.max(0.0)),
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
