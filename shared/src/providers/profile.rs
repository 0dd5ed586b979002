//! What a provider can differ in from the others, so that nobody outside its folder has to know which it is.

use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

use super::refusals::Judgement;
use super::rest::Answer;
use super::scopes::ScopeRules;
use super::{Outside, Settings};
use crate::model::account::Account;
use crate::model::denial::Denial;
use crate::model::error::Result;
use crate::model::fault::{Fault, ProviderError};
use crate::oauth::{AuthorizationError, IdToken, Metadata, Refusal, Registration, Scopes};
use crate::platform::endpoints::Endpoints;
use crate::words::Text;

/// What is special about a provider. What it is called, and what it is connected for, tells
/// [`crate::model::provider::Provider`].
#[derive(Debug)]
pub struct Profile {
    /// Its authorization server.
    pub metadata: fn(&Endpoints, &Settings) -> Metadata,
    pub scopes: ScopeRules,
    /// How its tokens live and are renewed.
    pub renewal: Renewal,
    /// How many grants of one account can stand.
    pub standing: Standing,
    /// How a grant is withdrawn.
    pub revocation: Revocation,
    /// What its words mean.
    pub refusals: Refusals,
    /// Who connected.
    pub identity: Identity,
    /// How an administrator agrees for a whole organization, where that can be asked for by a link.
    pub admin_consent: Option<AdminConsent>,
    /// Who decides at the customer's which applications are let in, and where.
    pub gatekeeper: Text,
}

/// How tokens live, and how they are renewed.
#[derive(Debug)]
pub struct Renewal {
    /// What is left of an access token's life when it is renewed; at least 10 minutes, for two clocks that
    /// are 5 minutes apart (F14).
    pub margin: SignedDuration,
    /// An access token's life where nothing tells; `None` where it never ends then.
    pub token_life: Option<SignedDuration>,
    /// Whether a grant always comes with a refresh token.
    pub is_certain: bool,
    /// What using a refresh token does to it.
    pub spending: Spending,
    /// Whether an idle connection may go without a living access token.
    pub can_rest: bool,
    /// Whether every grant ends after a while, however it is used, which people are told.
    pub ends_by_rule: bool,
    /// The scope to name in a refresh beside those that were granted; `None` where none is named.
    pub named_scope: Option<&'static str>,
    /// What it means that the API calls the grant of a young token gone.
    pub young_refusal: YoungRefusal,
}

/// What using a refresh token does to it. Of one that is spent, what is lost between the answer and the write is
/// lost for good (F37).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spending {
    /// Nothing that we need to know.
    Never,
    /// It is spent, without grace.
    AtOnce,
    /// It is spent seconds later: where an answer is lost, it can be asked for once more, at once.
    AfterGrace,
}

/// What it means that the API calls a grant gone whose access token was granted a moment ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YoungRefusal {
    /// The API may not know the token yet, which it does within this time.
    NotYetKnown(SignedDuration),
    /// Nothing: the token endpoint has just proved that the grant lives.
    Nothing,
    /// A condition that only the person can meet, and that no renewal answers.
    Condition,
}

/// How many grants of one account, for whichever companies, can stand at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As many as were made.
    Many,
    /// One: a new authorization ends the tokens of the one before, or withdrawing one ends all. So one
    /// connection holds an account.
    OnePerAccount,
}

/// How a grant is withdrawn.
#[derive(Debug)]
pub struct Revocation {
    /// What is ended by revoking one token.
    pub touches: Touches,
    /// Where a person sees and withdraws what they granted.
    pub manage_url: &'static str,
}

/// What is ended by revoking a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touches {
    /// Perhaps all that the account has granted us, for whichever company.
    Account,
    /// Nothing: we can't revoke.
    Nothing,
}

/// What a provider's refusals mean ("One classification" in each provider's `refusals`).
#[derive(Debug)]
pub struct Refusals {
    /// Of an authorization request.
    pub authorization: fn(&AuthorizationError) -> Denial,
    /// Of a code or a refresh token. That a grant is gone is concluded of a refresh token only: a code that
    /// is refused has never been one.
    pub token: fn(&Refusal, &Settings) -> Judgement,
    /// Whether a code is refused for being of an account that is not let in.
    pub is_wrong_account: fn(&Refusal, &Settings) -> bool,
    /// Of a call to the API, at an instant: the class, and the provider's own code.
    pub api: fn(&Answer, Timestamp) -> (Fault, Option<String>),
}

/// Asks the API whose access token it is, which was granted with these scopes.
type AskAccount = for<'a> fn(
    Outside<'a>,
    SecretString,
    &'a Scopes,
) -> BoxFuture<'a, Result<Account, ProviderError>>;

/// What tells who connected.
#[derive(Debug)]
pub enum Identity {
    /// The ID token: the account's id, where it is one of this provider's that may connect.
    IdToken(fn(&IdToken, &Settings) -> Result<String>),
    Api(AskAccount),
}

/// How an administrator agrees for a whole organization.
#[derive(Debug)]
pub struct AdminConsent {
    /// The `state` of a visit that the administrator's answer ends in. It protects nothing: such a visit
    /// changes nothing, and only tells what the administrator chose.
    pub state: &'static str,
    /// Where the administrator agrees.
    pub url: fn(&Registration, &Endpoints, &Settings) -> Option<String>,
}

impl Revocation {
    /// Whether grants can be withdrawn by us.
    pub const fn is_offered(&self) -> bool {
        match self.touches {
            Touches::Account => true,
            Touches::Nothing => false,
        }
    }
}

impl Renewal {
    /// The scopes to name in a refresh, where the provider wants them: what was granted, not what is asked
    /// for today, which the person may never have seen.
    pub fn scopes(&self, granted: &Scopes) -> Option<Scopes> {
        self.named_scope.map(|named| Scopes::parse(&format!("{granted} {named}")))
    }

    /// How long the API may not know a new token.
    pub const fn settling(&self) -> SignedDuration {
        match self.young_refusal {
            YoungRefusal::NotYetKnown(time) => time,
            YoungRefusal::Nothing | YoungRefusal::Condition => SignedDuration::ZERO,
        }
    }
}
