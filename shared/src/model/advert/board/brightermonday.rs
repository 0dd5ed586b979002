//! BrighterMonday, in Kenya and Uganda: Jobberman's sister, with the same form.

use super::{Form, Site, jobberman};

pub(super) const FORM: Form = Form {
    name: "BrighterMonday",
    sites: &[
        Site {
            country: "KE",
            host: "brightermonday.co.ke",
            url: "https://www.brightermonday.co.ke/employer",
        },
        Site {
            country: "UG",
            host: "brightermonday.co.ug",
            url: "https://www.brightermonday.co.ug/employer",
        },
    ],
    ..jobberman::FORM
};
