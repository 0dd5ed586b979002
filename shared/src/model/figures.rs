//! How readers react to a post, in numbers.

use serde::{Deserialize, Serialize};

/// A post's lifetime totals; `None` is "not told", which is not 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Reactions of every kind.
    pub likes: Option<u64>,
    /// Comments, answers to comments included.
    pub comments: Option<u64>,
    /// Times the post was passed on.
    pub shares: Option<u64>,
    /// Times the post was shown.
    pub impressions: Option<u64>,
    /// Clicks on the post's link, text, picture or page.
    pub clicks: Option<u64>,
    /// Clicks, reactions, comments and shares by impressions; 0 to 1.
    pub engagement: Option<f64>,
}

impl Figures {
    /// Those of a post nobody has seen yet.
    pub const NONE_YET: Self = Self {
        likes: Some(0),
        comments: Some(0),
        shares: Some(0),
        impressions: Some(0),
        clicks: Some(0),
        engagement: Some(0.0),
    };
}
