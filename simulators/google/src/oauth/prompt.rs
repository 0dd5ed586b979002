//! The `prompt` parameter (OpenID Connect Core, section 3.1.2.1).

use super::refusal::Refusal;

/// What the person must or must not be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prompt {
    /// Show nothing: answer at once or fail.
    pub none: bool,
    /// Ask again, also where everything was allowed before.
    pub consent: bool,
    /// Let the person choose the account.
    pub select_account: bool,
}

impl Prompt {
    /// Reads space-delimited words; `none` stands alone.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let mut prompt = Self::default();
        for word in text.split_ascii_whitespace() {
            match word {
                "none" => prompt.none = true,
                "consent" => prompt.consent = true,
                "select_account" => prompt.select_account = true,
                other => {
                    let message = format!("Invalid parameter value for prompt: '{other}'");
                    return Err(Refusal::invalid_request(&message));
                }
            }
        }
        if prompt.none && (prompt.consent || prompt.select_account) {
            return Err(Refusal::invalid_request("Invalid parameter value for prompt: 'none'"));
        }
        Ok(prompt)
    }
}
