//! Who exists at the simulated Microsoft: the tenants and their people.

/// What kind of tenant holds an account.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// A company or school.
    Work,
    /// The one tenant of every outlook.com address.
    Personal,
}

/// One Entra tenant.
#[derive(Debug)]
pub struct Tenant {
    /// Its GUID, `tid` in tokens.
    pub id: &'static str,
    /// Its verified domain, accepted in paths like the GUID.
    pub domain: &'static str,
    /// Company or personal.
    pub kind: Kind,
    /// Whether ordinary users may not consent to calendar permissions themselves: the default
    /// policy since November 2025 (message center MC1163922).
    pub needs_admin_consent: bool,
}

/// One person who can sign in.
#[derive(Debug)]
pub struct Person {
    /// Short name for paths and forms.
    pub id: &'static str,
    /// As shown in address books.
    pub name: &'static str,
    /// Mailbox address and user principal name.
    pub email: &'static str,
    /// Object id, `oid` in tokens.
    pub oid: &'static str,
    /// Where the account lives.
    pub tenant: &'static Tenant,
    /// Whether Exchange Online holds a mailbox for it.
    pub has_mailbox: bool,
    /// Whether the calendar lists `teamsForBusiness`, unless the knob says otherwise.
    pub teams_allowed: bool,
    /// IANA zone the person lives in.
    pub zone: &'static str,
    /// The same zone as Windows calls it.
    pub windows_zone: &'static str,
}

/// The tenant of every personal account.
pub const PERSONAL: Tenant = Tenant {
    id: "9188040d-6c67-4c5b-b112-36a304b66dad",
    domain: "outlook.com",
    kind: Kind::Personal,
    needs_admin_consent: false,
};

const ACME: Tenant = Tenant {
    id: "1c9f6a0e-52d3-4b7e-9a68-0e4d2f7b3c11",
    domain: "acme.ci",
    kind: Kind::Work,
    needs_admin_consent: false,
};

const GLOBEX: Tenant = Tenant {
    id: "5b2e8d47-a0c1-4f39-8e75-93d6c4a1f022",
    domain: "globex.fr",
    kind: Kind::Work,
    needs_admin_consent: false,
};

const SAHEL: Tenant = Tenant {
    id: "c47d0b93-6e18-4d52-b3fa-7a91e5d80c33",
    domain: "sahel.sn",
    kind: Kind::Work,
    needs_admin_consent: true,
};

static TENANTS: [&Tenant; 4] = [&ACME, &GLOBEX, &SAHEL, &PERSONAL];

const GREENWICH: &str = "Greenwich Standard Time";

static PEOPLE: [Person; 6] = [
    Person {
        id: "fatou",
        name: "Fatou Diabaté",
        email: "fatou@acme.ci",
        oid: "a1f40c5e-0001-4c1d-8a01-5d0b7e3f9a01",
        tenant: &ACME,
        has_mailbox: true,
        teams_allowed: true,
        zone: "Africa/Abidjan",
        windows_zone: GREENWICH,
    },
    Person {
        id: "lead",
        name: "Kofi Mensah",
        email: "lead@acme.ci",
        oid: "a1f40c5e-0002-4c1d-8a01-5d0b7e3f9a02",
        tenant: &ACME,
        has_mailbox: true,
        teams_allowed: true,
        zone: "Africa/Accra",
        windows_zone: GREENWICH,
    },
    Person {
        id: "nadia",
        name: "Nadia Koné",
        email: "nadia@acme.ci",
        oid: "a1f40c5e-0003-4c1d-8a01-5d0b7e3f9a03",
        tenant: &ACME,
        has_mailbox: false,
        teams_allowed: false,
        zone: "Africa/Abidjan",
        windows_zone: GREENWICH,
    },
    Person {
        id: "marc",
        name: "Marc Dubois",
        email: "marc@globex.fr",
        oid: "b2e51d6f-0004-4d2e-9b12-6e1c8f40ab04",
        tenant: &GLOBEX,
        has_mailbox: true,
        teams_allowed: false,
        zone: "Europe/Paris",
        windows_zone: "Romance Standard Time",
    },
    Person {
        id: "ibrahim",
        name: "Ibrahim Ndiaye",
        email: "ibrahim@sahel.sn",
        oid: "c3f62e70-0005-4e3f-ac23-7f2d9051bc05",
        tenant: &SAHEL,
        has_mailbox: true,
        teams_allowed: true,
        zone: "Africa/Dakar",
        windows_zone: GREENWICH,
    },
    Person {
        id: "sophie",
        name: "Sophie Traoré",
        email: "sophie.traore@outlook.com",
        oid: "00000000-0000-0000-66f3-3332eca7ea81",
        tenant: &PERSONAL,
        has_mailbox: true,
        teams_allowed: false,
        zone: "Africa/Abidjan",
        windows_zone: GREENWICH,
    },
];

/// Everyone, in the order they are shown.
pub fn people() -> &'static [Person] {
    &PEOPLE
}

/// The person with this short name.
pub fn person(id: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.id == id)
}

/// The person with this mailbox address, in any case.
pub fn by_email(email: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.email.eq_ignore_ascii_case(email))
}

/// The tenant with this GUID or verified domain, in any case.
pub fn tenant(name: &str) -> Option<&'static Tenant> {
    let named = |tenant: &Tenant| {
        tenant.id.eq_ignore_ascii_case(name) || tenant.domain.eq_ignore_ascii_case(name)
    };
    TENANTS.into_iter().find(|tenant| named(tenant))
}

impl Person {
    /// Whether the account belongs to a company or school.
    pub fn is_work(&self) -> bool {
        self.tenant.kind == Kind::Work
    }
}
