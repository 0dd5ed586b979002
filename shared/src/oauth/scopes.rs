//! The scopes asked for and granted.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A set of scopes in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scopes(Vec<String>);

impl Scopes {
    /// Splits at spaces (RFC 6749, section 3.3) and at commas, which LinkedIn's answers use.
    pub fn parse(text: &str) -> Self {
        let parts = text.split([' ', ',']).filter(|scope| !scope.is_empty());
        Self(parts.map(str::to_owned).collect())
    }

    /// Whether `scope` is in the set, spelled the same.
    pub fn contains(&self, scope: &str) -> bool {
        self.iter().any(|known| known == scope)
    }

    /// The scopes, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_commas_separate() {
        let scopes = Scopes::parse("openid,profile  w_member_social");
        assert_eq!(scopes.to_string(), "openid profile w_member_social");
    }
}
