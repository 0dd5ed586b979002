//! The tenant in the path: who may sign in through it.

use crate::application::{Application, Audience};
use crate::directory::{self, Kind, Person, Tenant};

/// What `{tenant}` of a path stands for.
#[derive(Clone, Copy, Debug)]
pub enum Authority {
    /// Companies and personal accounts.
    Common,
    /// Companies only.
    Organizations,
    /// Personal accounts only.
    Consumers,
    /// One company.
    Tenant(&'static Tenant),
}

impl Authority {
    /// The authority of a path, for our app; else the AADSTS number of Microsoft's page: 90002 for
    /// an unknown tenant, 50194 where a shared path meets a single-tenant app, 700016 where the
    /// app is not known to the tenant.
    pub fn of(path: &str, application: &Application) -> Result<Self, u32> {
        let audience = application.audience();
        match path {
            "common" | "organizations" if audience == Audience::MyOrganization => Err(50194),
            "common" => Ok(Self::Common),
            "organizations" => Ok(Self::Organizations),
            "consumers" if audience == Audience::Everyone => Ok(Self::Consumers),
            "consumers" => Err(700_016),
            name => Self::single(name, application),
        }
    }

    fn single(name: &str, application: &Application) -> Result<Self, u32> {
        let tenant = directory::tenant(name).ok_or(90002_u32)?;
        let home = application.home().is_some_and(|home| home.id == tenant.id);
        match application.audience() {
            Audience::MyOrganization if !home => Err(700_016),
            Audience::Organizations if tenant.kind == Kind::Personal => Err(700_016),
            _ => Ok(Self::Tenant(tenant)),
        }
    }

    /// Whether the person may sign in here, to an app of this audience.
    pub fn admits(&self, person: &Person, audience: Audience) -> bool {
        let here = match self {
            Self::Common => true,
            Self::Organizations => person.is_work(),
            Self::Consumers => !person.is_work(),
            Self::Tenant(tenant) => person.tenant.id == tenant.id,
        };
        here && (person.is_work() || audience == Audience::Everyone)
    }
}
