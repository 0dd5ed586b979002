//! Jobberman, in Nigeria and Ghana.

use super::What::{Company, Contract, Deadline, Description, Place, Salary, Summary, Title};
use super::{Form, Site, known, needed};

pub(super) const FORM: Form = Form {
    name: "Jobberman",
    sites: &[
        Site { country: "NG", host: "jobberman.com", url: "https://www.jobberman.com/employer" },
        Site {
            country: "GH",
            host: "jobberman.com.gh",
            url: "https://www.jobberman.com.gh/employer",
        },
    ],
    fields: &[
        needed(Title, "Job title", 100),
        needed(Company, "Company name", 100),
        needed(Place, "Location", 100),
        known(Contract, "Job type", 60),
        known(Salary, "Salary", 100),
        needed(Summary, "Job summary", 500),
        needed(Description, "Job description and requirements", 5_000),
        known(Deadline, "Application deadline", 60),
    ],
    choices: &[
        "Job function",
        "Industry",
        "Minimum qualification",
        "Experience level",
        "Experience length",
    ],
};
