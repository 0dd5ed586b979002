//! Why a plan was stopped, has failed, or waits. Pure.

use serde::{Deserialize, Serialize};

use crate::model::error::Error;
use crate::model::provider::Provider;
use crate::words::Text;

/// Why a plan was stopped, has failed, or waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The ATS has closed the job.
    JobClosed,
    /// The job has changed at the ATS: a person must look at the plan.
    JobUpdated,
    /// Who planned it works for the company no longer.
    PlannerLeft,
    /// Its connection was disconnected.
    Disconnected,
    /// Its time was over before it could be posted.
    Late,
    /// LinkedIn took no more posts.
    Quota,
    /// Another request was at the same post.
    InProgress,
    /// There is no connection.
    NotConnected,
    /// The connection must be made again.
    ReauthorizationRequired,
    /// The page is not one of the connected member's any more.
    UnknownOrganization,
    /// The profile is somebody else's.
    NotOwner,
    /// LinkedIn does not let the account post there.
    PermissionDenied,
    /// LinkedIn refused the content.
    ContentRefused,
    /// LinkedIn, or a part of ours, was down.
    ProviderUnavailable,
    /// It may be online.
    OutcomeUnknown,
}

impl Reason {
    /// Its name in answers and events.
    pub const fn name(self) -> &'static str {
        match self {
            Self::JobClosed => "job_closed",
            Self::JobUpdated => "job_updated",
            Self::PlannerLeft => "planner_left",
            Self::Disconnected => "disconnected",
            Self::Late => "late",
            Self::Quota => "quota",
            Self::InProgress => "in_progress",
            Self::NotConnected => "not_connected",
            Self::ReauthorizationRequired => "reauthorization_required",
            Self::UnknownOrganization => "unknown_organization",
            Self::NotOwner => "not_owner",
            Self::PermissionDenied => "permission_denied",
            Self::ContentRefused => "content_refused",
            Self::ProviderUnavailable => "provider_unavailable",
            Self::OutcomeUnknown => "outcome_unknown",
        }
    }

    /// What is told to people, with what they can do.
    pub fn text(self) -> Text {
        let linkedin = Provider::LinkedIn;
        match self {
            Self::JobClosed => Text::new("plan-job-closed"),
            Self::JobUpdated => Text::new("plan-job-updated"),
            Self::PlannerLeft => Text::new("plan-planner-left"),
            Self::Disconnected => Text::new("plan-disconnected").with("provider", linkedin),
            Self::Late => Text::new("plan-late"),
            Self::Quota => Text::new("plan-quota").with("provider", linkedin),
            Self::InProgress => Text::new("plan-in-progress"),
            Self::NotConnected => Error::NotConnected(linkedin).text(),
            Self::ReauthorizationRequired => Error::ReauthorizationRequired(linkedin).text(),
            Self::UnknownOrganization => Error::UnknownOrganization.text(),
            Self::NotOwner => Error::NotOwner(linkedin).text(),
            Self::PermissionDenied => Error::PermissionDenied(linkedin).text(),
            Self::ContentRefused => Error::ContentRefused(linkedin).text(),
            Self::ProviderUnavailable => Error::ProviderUnavailable(linkedin).text(),
            Self::OutcomeUnknown => Error::OutcomeUnknown(linkedin).text(),
        }
    }

    /// What `error` means for a planned post.
    pub const fn of(error: &Error) -> Self {
        match error {
            Error::NotConnected(_) => Self::NotConnected,
            Error::ReauthorizationRequired(_) => Self::ReauthorizationRequired,
            Error::UnknownOrganization | Error::OrganizationRequired(_) => {
                Self::UnknownOrganization
            }
            Error::NotOwner(_) | Error::OtherAccount { .. } => Self::NotOwner,
            Error::PermissionDenied(_)
            | Error::BlockedByPolicy(_)
            | Error::ScopeNotGranted { .. } => Self::PermissionDenied,
            Error::ContentRefused(_) | Error::IdempotencyKeyReused => Self::ContentRefused,
            Error::Throttled { .. } | Error::DailyLimit { .. } => Self::Quota,
            Error::OutcomeUnknown(_) => Self::OutcomeUnknown,
            Error::InProgress => Self::InProgress,
            _ => Self::ProviderUnavailable,
        }
    }

    /// Whether it may pass by itself, within the time that a post may be late.
    pub(super) const fn may_pass(self) -> bool {
        match self {
            Self::Quota | Self::InProgress | Self::ProviderUnavailable => true,
            Self::JobClosed
            | Self::JobUpdated
            | Self::PlannerLeft
            | Self::Disconnected
            | Self::Late
            | Self::NotConnected
            | Self::ReauthorizationRequired
            | Self::UnknownOrganization
            | Self::NotOwner
            | Self::PermissionDenied
            | Self::ContentRefused
            | Self::OutcomeUnknown => false,
        }
    }
}
