//! Who there is: five members and the pages they have to do with.

use std::sync::LazyLock;

use super::{Role, State};

/// A company page.
#[derive(Debug)]
pub struct Organization {
    /// The number in its URN.
    pub id: u64,
    /// Its name, the same in every locale.
    pub name: String,
    /// Its name in the page's address.
    pub vanity_name: String,
    /// Language and country of the page, such as `fr` and `CI`.
    pub locale: (&'static str, &'static str),
}

/// A person with a LinkedIn account.
#[derive(Debug)]
pub struct Member {
    /// Id of the account in the simulator.
    pub id: &'static str,
    /// OpenID Connect's subject: the id in the member's URN.
    pub sub: &'static str,
    /// First name.
    pub given_name: &'static str,
    /// Last name.
    pub family_name: &'static str,
    /// Primary, verified e-mail address.
    pub email: &'static str,
    /// Why the member is interesting, for a person to read.
    pub kind: &'static str,
    roles: &'static [(u64, Role, State)],
}

impl Member {
    /// The member's roles on pages; Yao administers every branch too.
    pub fn roles(&self) -> impl Iterator<Item = (&'static Organization, Role, State)> {
        let own = self.roles.iter().filter_map(|(id, role, state)| {
            organization(*id).map(|organization| (organization, *role, *state))
        });
        let branches = if self.id == "yao" { BRANCHES.as_slice() } else { &[] };
        own.chain(branches.iter().map(|page| (page, Role::Administrator, State::Approved)))
    }
}

/// All members, in the order the consent page shows them.
pub fn members() -> &'static [Member] {
    &MEMBERS
}

/// The member with this account id.
pub fn member(id: &str) -> Option<&'static Member> {
    MEMBERS.iter().find(|member| member.id == id)
}

/// All pages.
pub fn organizations() -> impl Iterator<Item = &'static Organization> {
    COMPANIES.iter().chain(BRANCHES.iter())
}

/// The page with this number.
pub fn organization(id: u64) -> Option<&'static Organization> {
    organizations().find(|page| page.id == id)
}

/// Pages of Yao's network: more than fit on one page of results.
const BRANCH_COUNT: u64 = 134;

static BRANCHES: LazyLock<Vec<Organization>> = LazyLock::new(|| {
    let branch = |number| Organization {
        id: 90_000_000 + number,
        name: format!("Réseau Baobab Emploi – Agence {number}"),
        vanity_name: format!("baobab-emploi-agence-{number}"),
        locale: ("fr", "CI"),
    };
    (1..=BRANCH_COUNT).map(branch).collect()
});

static COMPANIES: LazyLock<Vec<Organization>> = LazyLock::new(|| {
    let company = |(id, name, vanity_name, locale): (u64, &str, &str, _)| Organization {
        id,
        name: name.to_owned(),
        vanity_name: vanity_name.to_owned(),
        locale,
    };
    let companies = [
        (5_515_715, "Lagune Technologies", "lagune-technologies", ("fr", "CI")),
        (18_204_331, "Sahel Énergie", "sahel-energie", ("fr", "SN")),
        (27_113_908, "Atelier Nord & Fils", "atelier-nord", ("fr", "FR")),
        (33_870_042, "Volta Logistics", "volta-logistics", ("en", "GH")),
        (41_006_577, "Teranga Santé", "teranga-sante", ("fr", "SN")),
        (52_390_116, "Kigali Data Works", "kigali-data-works", ("en", "RW")),
    ];
    companies.map(company).into()
});

static MEMBERS: [Member; 5] = [
    Member {
        id: "amina",
        sub: "Qm2vXk81Ra",
        given_name: "Amina",
        family_name: "Diallo",
        email: "amina.diallo@exemple.sn",
        kind: "administers no page",
        roles: &[],
    },
    Member {
        id: "kofi",
        sub: "yrZCpj2Z12",
        given_name: "Kofi",
        family_name: "Mensah",
        email: "kofi.mensah@lagune.example",
        kind: "administers one page",
        roles: &[(5_515_715, Role::Administrator, State::Approved)],
    },
    Member {
        id: "claire",
        sub: "Hc7tLw04Np",
        given_name: "Claire",
        family_name: "Dubois",
        email: "claire.dubois@atelier-nord.example",
        kind: "two pages: administrator of one, content administrator of the other",
        roles: &[
            (27_113_908, Role::Administrator, State::Approved),
            (18_204_331, Role::ContentAdministrator, State::Approved),
        ],
    },
    Member {
        id: "yao",
        sub: "Zd9bYs63Ke",
        given_name: "Yao",
        family_name: "N'Guessan",
        email: "yao.nguessan@baobab.example",
        kind: "administers more pages than one result page holds",
        roles: &[],
    },
    Member {
        id: "ines",
        sub: "Ju5gTf27Bo",
        given_name: "Inès",
        family_name: "Touré",
        email: "ines.toure@teranga.example",
        kind: "no role that lets her post: analyst, revoked, requested",
        roles: &[
            (41_006_577, Role::Analyst, State::Approved),
            (33_870_042, Role::Administrator, State::Revoked),
            (52_390_116, Role::Administrator, State::Requested),
        ],
    },
];
