//! How readers react: a pure function of a post and its age, so that moving the clock moves the
//! numbers, and every endpoint tells the same ones.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::posts::Post;

/// Lifetime totals of one post, or of several.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Activity {
    pub impressions: u64,
    pub unique_impressions: u64,
    pub clicks: u64,
    pub likes: u64,
    pub comments: u64,
    pub shares: u64,
}

/// Half of all readers have seen a post after this many seconds.
const HALF_LIFE: u64 = 2 * 86_400;

impl Activity {
    /// What has happened to `post` by `now`. Its number decides how popular it becomes.
    pub fn of(post: &Post, now: Timestamp) -> Self {
        if !post.draft.published {
            return Self::default();
        }
        let seed = post.urn.id.bytes().fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 9973);
        let age = u64::try_from(now.as_second() - post.created_at.as_second()).unwrap_or_default();
        let audience = 300 + seed % 1200;
        let impressions = audience * age / (age + HALF_LIFE);
        Self {
            impressions,
            unique_impressions: impressions * (55 + seed % 20) / 100,
            clicks: impressions * (2 + seed % 6) / 100,
            likes: impressions * (1 + seed % 4) / 80,
            comments: impressions * (1 + seed % 3) / 200,
            shares: impressions * (1 + seed % 2) / 300,
        }
    }

    /// Whether nobody has seen it yet.
    pub fn is_none(&self) -> bool {
        self.impressions == 0
    }

    /// The sum of both.
    pub fn plus(self, other: Self) -> Self {
        Self {
            impressions: self.impressions + other.impressions,
            unique_impressions: self.unique_impressions + other.unique_impressions,
            clicks: self.clicks + other.clicks,
            likes: self.likes + other.likes,
            comments: self.comments + other.comments,
            shares: self.shares + other.shares,
        }
    }

    /// As `totalShareStatistics` tells it.
    pub fn to_json(self) -> Value {
        let engaged = self.clicks + self.likes + self.comments + self.shares;
        json!({
            "impressionCount": self.impressions,
            "uniqueImpressionsCount": self.unique_impressions,
            "clickCount": self.clicks,
            "likeCount": self.likes,
            "commentCount": self.comments,
            "shareCount": self.shares,
            "engagement": engaged as f64 / self.impressions.max(1) as f64,
        })
    }
}
