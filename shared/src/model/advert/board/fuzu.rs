//! Fuzu, in Kenya, Uganda and Nigeria: one site for all.

use super::What::{Company, Contract, Deadline, Description, Place, Salary, Summary, Title};
use super::{Form, Site, known, needed};

const HOST: &str = "fuzu.com";
const URL: &str = "https://www.fuzu.com/";

pub(super) const FORM: Form = Form {
    name: "Fuzu",
    sites: &[
        Site { country: "KE", host: HOST, url: URL },
        Site { country: "UG", host: HOST, url: URL },
        Site { country: "NG", host: HOST, url: URL },
    ],
    fields: &[
        needed(Title, "Job title", 100),
        needed(Company, "Company", 100),
        needed(Place, "Location", 100),
        known(Contract, "Employment type", 60),
        known(Salary, "Salary", 100),
        needed(Summary, "Introduction", 500),
        needed(Description, "Responsibilities and requirements", 5_000),
        known(Deadline, "Application deadline", 60),
    ],
    choices: &["Category", "Seniority", "Education level"],
};
