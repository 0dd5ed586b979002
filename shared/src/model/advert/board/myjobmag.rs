//! MyJobMag, in Nigeria, Kenya, Ghana and South Africa.

use super::What::{Company, Contract, Deadline, Description, HowToApply, Place, Salary, Title};
use super::{Form, Site, known, needed};

pub(super) const FORM: Form = Form {
    name: "MyJobMag",
    sites: &[
        Site { country: "NG", host: "myjobmag.com", url: "https://www.myjobmag.com/" },
        Site { country: "KE", host: "myjobmag.co.ke", url: "https://www.myjobmag.co.ke/" },
        Site { country: "GH", host: "myjobmagghana.com", url: "https://www.myjobmagghana.com/" },
        Site { country: "ZA", host: "myjobmag.co.za", url: "https://www.myjobmag.co.za/" },
    ],
    fields: &[
        needed(Title, "Job title", 100),
        needed(Company, "Company", 100),
        needed(Place, "Location", 100),
        known(Contract, "Job type", 60),
        known(Salary, "Salary", 100),
        needed(Description, "Job description", 5_000),
        known(Deadline, "Deadline", 60),
        needed(HowToApply, "Method of application", 300),
    ],
    choices: &["Job field", "Qualification", "Experience"],
};
