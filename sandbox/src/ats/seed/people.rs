//! The companies, and who can sign in.

use super::super::record::{Company, Employer, Role, User};
use super::{BAOBAB, LUMIERE};

pub(super) fn companies() -> Vec<Company> {
    let company =
        |id, name: &str, country: &str| Company { id, name: name.into(), country: country.into() };
    vec![company(BAOBAB, "Baobab Numérique", "CI"), company(LUMIERE, "Maison Lumière & Fils", "FR")]
}

pub(super) fn users() -> Vec<User> {
    vec![
        user(1, "Awa", "Koné", Role::Employer, "awa.kone@baobab.example"),
        user(2, "Yao", "Kouassi", Role::Employer, "yao.kouassi@baobab.example"),
        user(3, "Claire", "Lefèvre", Role::Employer, "claire.lefevre@lumiere.example"),
        user(4, "Mehdi", "Benali", Role::Employer, "mehdi.benali@lumiere.example"),
        // Has a profile, but no company yet.
        user(5, "Fatou", "Diallo", Role::Employer, "fatou.diallo@mail.example"),
        // Has no profile at all.
        user(6, "Julien", "Moreau", Role::Employer, "julien.moreau@mail.example"),
        user(7, "Ibrahim", "Traoré", Role::Candidate, "ibrahim.traore@mail.example"),
        user(8, "Sophie", "N'Guessan", Role::Admin, "sophie.nguessan@intowork.example"),
        user(9, "Salif", "Ouattara", Role::Employer, "salif.ouattara@baobab.example"),
    ]
}

pub(super) fn employers() -> Vec<Employer> {
    vec![
        employer(11, 1, Some(BAOBAB), "Directrice des ressources humaines", true),
        employer(12, 2, Some(BAOBAB), "Chargé de recrutement", false),
        employer(13, 3, Some(LUMIERE), "Responsable RH", true),
        employer(14, 4, Some(LUMIERE), "Talent Acquisition Manager", false),
        employer(15, 5, None, "Fondatrice", false),
        employer(16, 9, Some(BAOBAB), "Responsable technique", false),
    ]
}

fn user(id: i64, first_name: &str, last_name: &str, role: Role, email: &str) -> User {
    User {
        id,
        email: email.to_owned(),
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        role,
        is_active: true,
    }
}

fn employer(
    id: i64,
    user_id: i64,
    company_id: Option<i64>,
    position: &str,
    is_admin: bool,
) -> Employer {
    Employer { id, user_id, company_id, position: position.to_owned(), is_admin }
}
