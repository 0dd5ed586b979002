//! Scopes: OpenID Connect's own, and permissions of one resource each.

/// Graph's resource identifier, the prefix of its permissions.
pub const GRAPH: &str = "https://graph.microsoft.com/";
/// Asks for a refresh token; never listed in an answer.
pub const OFFLINE: &str = "offline_access";

/// Stands for all permissions of the app's registration at Graph.
const DEFAULT: &str = ".default";

/// Permissions that personal accounts don't have. What one that asks for them gets is *recalled*: the rest.
const WORK_ONLY: [&str; 2] = ["OnlineMeetings.ReadWrite", "Calendars.ReadWrite.Shared"];

const OPENID: [&str; 4] = ["openid", "profile", "email", OFFLINE];

/// The Graph permissions the simulator knows.
const PERMISSIONS: [&str; 9] = [
    "User.Read",
    "Calendars.Read",
    "Calendars.ReadBasic",
    "Calendars.ReadWrite",
    "Calendars.Read.Shared",
    "Calendars.ReadWrite.Shared",
    "MailboxSettings.Read",
    "OnlineMeetings.ReadWrite",
    "Mail.Send",
];

/// A `scope` parameter, read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Scopes {
    /// OpenID Connect scopes and Graph permissions, these without prefix.
    pub names: Vec<String>,
    /// Whether a permission of another resource than Graph is among them.
    pub other_resource: bool,
}

impl Scopes {
    /// The scopes in `text`, parted by spaces; the first that nobody knows instead. A permission
    /// without prefix is Graph's, and case does not matter.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut scopes = Self::default();
        for word in text.split_ascii_whitespace() {
            match known(word) {
                Some(name) if scopes.names.iter().any(|own| own == name) => {}
                Some(name) => scopes.names.push(name.to_owned()),
                None if word.contains("://") && !word.starts_with(GRAPH) => {
                    scopes.other_resource = true
                }
                None => return Err(word.to_owned()),
            }
        }
        Ok(scopes)
    }

    /// The scopes that an administrator is asked for in `text`: [`Scopes::read`], or `registered` where it
    /// is Graph's `.default`, which stands alone.
    pub fn for_everybody(text: &str, registered: &[String]) -> Result<Self, String> {
        let word = text.trim();
        match word.strip_prefix(GRAPH).unwrap_or(word) {
            DEFAULT => Self::read(&registered.join(" ")),
            _ => Self::read(text),
        }
    }

    /// Whether a calendar permission is among them, which needs an administrator in many tenants.
    pub fn touch_calendars(&self) -> bool {
        self.names.iter().any(|name| name.starts_with("Calendars."))
    }

    /// Whether permissions of more than one resource are among them.
    pub fn mix_resources(&self) -> bool {
        self.other_resource && self.names.iter().any(|name| PERMISSIONS.contains(&name.as_str()))
    }
}

/// Whether accounts of companies only can be granted the permission.
pub fn is_work_only(name: &str) -> bool {
    WORK_ONLY.contains(&name)
}

/// `names` as the token endpoint lists them: without `offline_access`, and with or without prefix.
pub fn listed(names: &[&str], prefixed: bool) -> String {
    let shown = names.iter().filter(|name| **name != OFFLINE).map(|name| {
        let bare = !prefixed || OPENID.contains(name);
        if bare { (*name).to_owned() } else { format!("{GRAPH}{name}") }
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn known(word: &str) -> Option<&'static str> {
    let prefixed = word.get(..GRAPH.len()).is_some_and(|start| start.eq_ignore_ascii_case(GRAPH));
    let name = if prefixed { word.get(GRAPH.len()..)? } else { word };
    let own = if prefixed { [].iter() } else { OPENID.iter() };
    own.chain(&PERMISSIONS).copied().find(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefix_and_case_of_a_permission_do_not_matter() {
        let scopes = Scopes::read(
            "openid https://graph.microsoft.com/calendars.readwrite Calendars.ReadWrite",
        )
        .unwrap();
        assert_eq!(scopes.names, ["openid", "Calendars.ReadWrite"]);
        assert!(scopes.touch_calendars() && !scopes.mix_resources());
    }

    #[test]
    fn another_resource_is_told_from_a_mistake() {
        let scopes = Scopes::read("User.Read https://vault.azure.net/user_impersonation").unwrap();
        assert!(scopes.mix_resources());
        assert_eq!(Scopes::read("User.Raed"), Err("User.Raed".to_owned()));
        assert!(Scopes::read("https://graph.microsoft.com/openid").is_err());
    }

    #[test]
    fn offline_access_is_never_listed_back() {
        let names = ["openid", "offline_access", "User.Read"];
        assert_eq!(listed(&names, true), "openid https://graph.microsoft.com/User.Read");
        assert_eq!(listed(&names, false), "openid User.Read");
    }
}
