//! Scopes: an app has those it is configured with, and whoever consents grants all of them.

use http::Method;

/// What the app is configured with at first: granular scopes, as every new app has.
pub const ALL: [&str; 6] = [
    "meeting:delete:meeting",
    "meeting:read:list_meetings",
    "meeting:read:meeting",
    "meeting:update:meeting",
    "meeting:write:meeting",
    "user:read:user",
];

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// `GET /v2/users/me`.
    ReadUser,
    /// `GET /v2/users/me/meetings`.
    ListMeetings,
    /// `POST /v2/users/me/meetings`.
    CreateMeeting,
    /// `GET /v2/meetings/{id}`.
    ReadMeeting,
    /// `PATCH /v2/meetings/{id}`.
    UpdateMeeting,
    /// `DELETE /v2/meetings/{id}`.
    DeleteMeeting,
}

impl Right {
    /// The granular scope that opens it, and the classic one.
    pub const fn scopes(self) -> [&'static str; 2] {
        match self {
            Self::ReadUser => ["user:read:user", "user:read"],
            Self::ListMeetings => ["meeting:read:list_meetings", "meeting:read"],
            Self::CreateMeeting => ["meeting:write:meeting", "meeting:write"],
            Self::ReadMeeting => ["meeting:read:meeting", "meeting:read"],
            Self::UpdateMeeting => ["meeting:update:meeting", "meeting:write"],
            Self::DeleteMeeting => ["meeting:delete:meeting", "meeting:write"],
        }
    }

    /// What is done to one meeting with `method`.
    pub fn to_meeting(method: &Method) -> Self {
        match *method {
            Method::PATCH => Self::UpdateMeeting,
            Method::DELETE => Self::DeleteMeeting,
            _ => Self::ReadMeeting,
        }
    }

    /// Whether it counts among the 100 calls that one host has a day.
    pub const fn is_counted(self) -> bool {
        matches!(self, Self::CreateMeeting | Self::UpdateMeeting)
    }

    /// Zoom's label of how heavy it is ("Rate limits").
    pub const fn label(self) -> &'static str {
        match self {
            Self::CreateMeeting | Self::ListMeetings => "Medium",
            _ => "Light",
        }
    }
}
