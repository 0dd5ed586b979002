//! What each board asks of a feed: names, dates and ages ("XML feed" pages of Indeed, Jooble, Adzuna, Careerjet).

/// A board, by the form it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Indeed,
    Jooble,
    Adzuna,
    Careerjet,
    /// A reader of Indeed's form that asks for less.
    Generic,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dates {
    /// `Mon, 23 Nov 2026 09:00:00 GMT`.
    Rfc822,
    /// `23.11.2026`.
    Dotted,
    /// `2026-11-23T09:00:00Z`.
    Iso8601,
    /// It reads none.
    Unread,
}

/// What a form consists of.
pub(crate) struct Shape {
    /// The document's element.
    pub(crate) root: &'static str,
    /// Where a job's id stands: an attribute of `job`, or the element of this name.
    pub(crate) id: Option<&'static str>,
    pub(crate) title: &'static str,
    pub(crate) url: &'static str,
    /// What must be there and say something.
    pub(crate) required: &'static [&'static str],
    /// What must be there, be it empty.
    pub(crate) present: &'static [&'static str],
    /// What makes no sense without another.
    pub(crate) paired: &'static [(&'static str, &'static str)],
    /// What else may be there.
    pub(crate) known: &'static [&'static str],
    /// Where the date of publication stands.
    pub(crate) date: Option<&'static str>,
    pub(crate) dates: Dates,
    /// Other dates.
    pub(crate) other_dates: &'static [&'static str],
    /// How many days old a job may be, by its newest date.
    pub(crate) oldest: Option<i64>,
    /// How short a description may be, in characters.
    pub(crate) shortest: Option<usize>,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Indeed, Self::Jooble, Self::Adzuna, Self::Careerjet, Self::Generic];

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Indeed => "indeed",
            Self::Jooble => "jooble",
            Self::Adzuna => "adzuna",
            Self::Careerjet => "careerjet",
            Self::Generic => "generic",
        }
    }

    /// What it calls itself.
    pub const fn agent(self) -> &'static str {
        match self {
            Self::Indeed => "Indeedbot/2.1",
            Self::Jooble => "JoobleBot/1.0",
            Self::Adzuna => "AdzunaBot",
            Self::Careerjet => "CareerJetBot/1.0",
            Self::Generic => "feedreader/0.9",
        }
    }

    pub(crate) const fn shape(self) -> Shape {
        match self {
            Self::Indeed => Shape {
                root: "source",
                id: Some("referencenumber"),
                title: "title",
                url: "url",
                required: &["title", "date", "url", "company", "city", "country", "description"],
                present: &["state", "postalcode"],
                paired: &[],
                known: &["salary", "jobtype", "category", "experience", "education", "email"],
                date: Some("date"),
                dates: Dates::Rfc822,
                other_dates: &[],
                oldest: None,
                shortest: None,
            },
            Self::Jooble => Shape {
                root: "jobs",
                id: None,
                title: "name",
                url: "link",
                required: &[
                    "link",
                    "name",
                    "region",
                    "description",
                    "pubdate",
                    "updated",
                    "company",
                ],
                present: &[],
                paired: &[],
                known: &["expire", "salary", "jobtype"],
                date: Some("pubdate"),
                dates: Dates::Dotted,
                other_dates: &["updated", "expire"],
                oldest: Some(45),
                shortest: None,
            },
            Self::Adzuna => Shape {
                root: "jobs",
                id: Some("id"),
                title: "title",
                url: "url",
                required: &["title", "url", "description", "location", "company", "date"],
                present: &[],
                // A figure alone would be read as a year's.
                paired: &[
                    ("salary_min", "salary_frequency"),
                    ("salary_max", "salary_frequency"),
                    ("salary_frequency", "salary_currency"),
                ],
                known: &[
                    "salary_min",
                    "salary_max",
                    "salary_currency",
                    "salary_frequency",
                    "contract_time",
                    "contract_type",
                ],
                date: Some("date"),
                dates: Dates::Iso8601,
                other_dates: &[],
                oldest: None,
                shortest: Some(100),
            },
            Self::Careerjet => Shape {
                root: "jobs",
                id: Some("id"),
                title: "title",
                url: "url",
                required: &["title", "url", "company", "description", "apply_url"],
                present: &["location"],
                paired: &[],
                known: &["company_url", "contract_type", "working_hours", "salary"],
                date: None,
                dates: Dates::Unread,
                other_dates: &[],
                oldest: None,
                shortest: None,
            },
            Self::Generic => Shape {
                root: "source",
                id: Some("referencenumber"),
                title: "title",
                url: "url",
                required: &["title", "date", "url", "description", "language"],
                present: &[],
                paired: &[],
                known: &[
                    "company",
                    "city",
                    "state",
                    "country",
                    "postalcode",
                    "salary",
                    "jobtype",
                    "location",
                    "remotetype",
                    "updated",
                    "expirationdate",
                ],
                date: Some("date"),
                dates: Dates::Rfc822,
                other_dates: &[],
                oldest: None,
                shortest: None,
            },
        }
    }
}
