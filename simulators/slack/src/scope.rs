//! The bot scopes that the simulator knows; an authorization request names those it wants, with commas.

/// Every one that our app may be configured with.
pub const ALL: [&str; 4] = ["chat:write", "chat:write.public", "channels:read", "groups:read"];
