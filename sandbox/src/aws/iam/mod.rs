//! IAM as far as it concerns the functions: each may do what its role in `template.yaml` allows.
//!
//! A request says who makes it by the access key id of its signature, and a function's is its name.
//! Whoever else asks (a person, a test, a function under `sam local`) owns the account and may do
//! everything.

mod call;
mod permission;
mod role;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{self, Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode};

use self::call::Call;
pub use self::permission::Permission;
pub use self::role::{Role, RoleError};
use super::refusal::Refusal;

/// Larger than anything the emulated services take (DynamoDB: 16 MiB).
const LARGEST_BODY: usize = 32 * 1024 * 1024;

/// The roles, and what was asked in their name; cheap to clone, all clones are one.
#[derive(Clone)]
pub struct Iam(Arc<Inner>);

struct Inner {
    /// By the name of the function that assumes it.
    roles: BTreeMap<String, Role>,
    /// What each function has done, and what it was refused.
    used: Mutex<BTreeSet<(String, Permission)>>,
    denied: Mutex<BTreeSet<(String, Permission)>>,
}

impl Iam {
    /// The roles of the functions of `template`, a SAM template's text.
    ///
    /// # Errors
    /// [`RoleError`] where a role says what this emulator does not understand.
    pub fn of_template(template: &str) -> Result<Self, RoleError> {
        Ok(Self::of_roles(role::read(template)?))
    }

    /// The same roles, in whose name nothing was asked yet.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self::of_roles(self.0.roles.clone())
    }

    fn of_roles(roles: BTreeMap<String, Role>) -> Self {
        Self(Arc::new(Inner { roles, used: Mutex::default(), denied: Mutex::default() }))
    }

    /// Puts itself before an AWS service.
    pub fn guard(&self, service: Router) -> Router {
        service.layer(middleware::from_fn_with_state(self.clone(), judge))
    }

    /// The role of each function.
    pub fn roles(&self) -> &BTreeMap<String, Role> {
        &self.0.roles
    }

    /// What `function` has done so far.
    pub fn used(&self, function: &str) -> BTreeSet<Permission> {
        let used = held(&self.0.used);
        let own = used.iter().filter(|(name, _)| name == function);
        own.map(|(_, permission)| permission.clone()).collect()
    }

    /// What functions wanted to do so far and their roles do not allow.
    pub fn denied(&self) -> BTreeSet<(String, Permission)> {
        held(&self.0.denied).clone()
    }

    fn decide(&self, headers: &HeaderMap, document: &[u8]) -> Result<(), Refusal> {
        let Some(call) = Call::read(headers, document) else { return Ok(()) };
        let Some(role) = self.0.roles.get(&call.caller) else { return Ok(()) };
        for permission in &call.permissions {
            let is_allowed = role.allows(permission, &call);
            self.note(&call.caller, permission, is_allowed);
            if !is_allowed {
                return Err(call.refusal(permission));
            }
        }
        Ok(())
    }

    /// Whether AWS may do `action` on `resource` in the name of `function`'s role, as it does where a function
    /// is fed from a stream.
    pub fn exercise(&self, function: &str, action: &str, resource: &str) -> bool {
        let (action, resource) = (action.to_owned(), resource.to_owned());
        let permission = Permission { action, resource };
        let role = self.0.roles.get(function);
        let is_allowed = role.is_some_and(|role| role.permissions().contains(&permission));
        self.note(function, &permission, is_allowed);
        is_allowed
    }

    fn note(&self, caller: &str, permission: &Permission, is_allowed: bool) {
        let entry = (caller.to_owned(), permission.clone());
        held(if is_allowed { &self.0.used } else { &self.0.denied }).insert(entry);
    }
}

async fn judge(State(iam): State<Iam>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(document): Result<Bytes, _> = body::to_bytes(body, LARGEST_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    match iam.decide(&parts.headers, &document) {
        Ok(()) => next.run(Request::from_parts(parts, Body::from(document))).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
