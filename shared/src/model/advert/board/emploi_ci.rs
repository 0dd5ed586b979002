//! Emploi.ci, AfricaWork's board in Côte d'Ivoire.

use super::What::{Company, Contract, Deadline, Description, HowToApply, Place, Salary, Title};
use super::{Form, Site, known, needed};

pub(super) const FORM: Form = Form {
    name: "Emploi.ci",
    sites: &[Site { country: "CI", host: "emploi.ci", url: "https://www.emploi.ci/" }],
    fields: &[
        needed(Title, "Intitulé du poste", 100),
        needed(Company, "Entreprise", 100),
        needed(Place, "Ville", 100),
        known(Contract, "Type de contrat", 60),
        known(Salary, "Salaire", 100),
        needed(Description, "Poste proposé et profil recherché", 5_000),
        known(Deadline, "Date limite", 60),
        needed(HowToApply, "Comment postuler", 300),
    ],
    choices: &["Métier", "Secteur d’activité", "Région", "Niveau d’expérience", "Niveau d’études"],
};
