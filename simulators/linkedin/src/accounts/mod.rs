//! The members and company pages of the simulated LinkedIn, and the knobs on each member.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::urn::Urn;
use simulator_kit::oauth::{Account, Knobs, Roster, TokenKnobs};

mod cast;

pub use cast::{Member, Organization, member, members, organization, organizations};

/// What can be turned on one member, beside the [`TokenKnobs`].
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct LinkedInKnobs {
    /// What every provider has.
    #[serde(flatten)]
    pub tokens: TokenKnobs,
    /// The app is an approved partner: tokens come with a refresh token of 365 days.
    pub partner_refresh_tokens: bool,
    /// Every role of the member on every page is revoked.
    pub role_lost: bool,
    /// Every new post is called a duplicate of one that does not exist, as was seen for hours after a
    /// deletion.
    pub phantom_duplicates: bool,
    /// What a bare reserved character in a post does.
    pub reserved_characters: ReservedCharacters,
    /// The day's calls to `/rest/posts` are used up: 429 until the next 00:00 UTC after the first
    /// refusal, when the knob turns itself off.
    pub daily_quota_reached: bool,
    /// How many seconds a picture is `PROCESSING` after its upload.
    pub picture_processing_seconds: i64,
    /// The processing of pictures ends as `PROCESSING_FAILED`.
    pub picture_processing_fails: bool,
    /// A post with a picture is refused, however the picture is.
    pub pictures_refused: bool,
    /// How many seconds the API still refuses a new access token as revoked.
    pub token_settling_seconds: i64,
    #[serde(skip)]
    quota_day: Option<Date>,
}

/// Both were seen in the wild; LinkedIn's usual one is the first.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReservedCharacters {
    /// 201, and the text silently ends before the character.
    #[default]
    Truncate,
    /// 400.
    Reject,
}

/// What a member may do on a page; the roles our members have.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    Administrator,
    ContentAdministrator,
    DirectSponsoredContentPoster,
    RecruitingPoster,
    LeadCaptureAdministrator,
    LeadGenFormsManager,
    Analyst,
    Curator,
}

/// Whether a role is in force.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    Approved,
    Rejected,
    Requested,
    Revoked,
}

impl Role {
    /// Whether the role lets a member post for the page.
    pub fn may_post(self) -> bool {
        use Role::{Administrator, ContentAdministrator, DirectSponsoredContentPoster};
        matches!(self, Administrator | ContentAdministrator | DirectSponsoredContentPoster)
    }
}

impl Organization {
    /// `urn:li:organization:{id}`.
    pub fn urn(&self) -> Urn {
        Urn::new("organization", self.id)
    }
}

impl Member {
    /// `urn:li:person:{sub}`.
    pub fn urn(&self) -> Urn {
        Urn::new("person", self.sub)
    }

    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

impl LinkedInKnobs {
    /// Whether today's quota is used up; on a later day than the first refusal it is not.
    pub fn refuses_quota(&mut self, today: Date) -> bool {
        if self.daily_quota_reached && *self.quota_day.get_or_insert(today) < today {
            self.daily_quota_reached = false;
            self.quota_day = None;
        }
        self.daily_quota_reached
    }
}

impl Knobs for LinkedInKnobs {
    fn tokens(&mut self) -> &mut TokenKnobs {
        &mut self.tokens
    }
}

/// Every member, with all knobs at rest.
pub fn roster() -> Roster<LinkedInKnobs> {
    let account = |member: &Member| Account {
        id: member.id.to_owned(),
        label: member.name(),
        kind: member.kind.to_owned(),
        knobs: LinkedInKnobs::default(),
    };
    Roster::new(members().iter().map(account).collect())
}

/// Who or what a URN names: a member's or a page's name.
pub fn name_of(urn: &Urn) -> Option<String> {
    let person = || members().iter().find(|member| member.urn() == *urn).map(Member::name);
    urn.organization().and_then(organization).map(|page| page.name.clone()).or_else(person)
}
