//! The standard texts, as the previous backend wrote them, in the job's language.

use crate::people::ats::Job;

/// A language we write in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    French,
    English,
}

const FRENCH: &str = "\
🚀 {{ company }} recrute : {{ title }}

{% if location %}📍 Localisation : {{ location }}
{% endif %}{% if job_type %}💼 Type : {{ job_type }}{% endif %}

{{ description }}

{{ hashtags }}

👉 Postulez maintenant : {{ apply_url }}";

const ENGLISH: &str = "\
🚀 {{ company }} is hiring: {{ title }}

{% if location %}📍 Location: {{ location }}
{% endif %}{% if job_type %}💼 Type: {{ job_type }}{% endif %}

{{ description }}

{{ hashtags }}

👉 Apply now: {{ apply_url }}";

impl Language {
    /// The job's; French where it names another or none.
    pub(super) fn of(job: &Job) -> Self {
        let is_english = job.language.as_deref().is_some_and(|language| language.starts_with("en"));
        if is_english { Self::English } else { Self::French }
    }

    /// The standard text.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::French => FRENCH,
            Self::English => ENGLISH,
        }
    }

    /// What stands around a message written for one post.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::French => "{{ description }}\n\n👉 Postulez maintenant : {{ apply_url }}",
            Self::English => "{{ description }}\n\n👉 Apply now: {{ apply_url }}",
        }
    }

    /// A company without a name.
    pub(super) const fn company(self) -> &'static str {
        match self {
            Self::French => "Notre entreprise",
            Self::English => "Our company",
        }
    }

    /// The hashtags of every post.
    pub(super) const fn tags(self) -> [&'static str; 2] {
        match self {
            Self::French => ["Recrutement", "Emploi"],
            Self::English => ["Hiring", "Jobs"],
        }
    }

    /// A kind of contract in words; `None` for one we don't know.
    pub(super) fn job_type(self, job_type: &str) -> Option<&'static str> {
        let (french, english) = match job_type {
            "full_time" => ("Temps Plein", "Full Time"),
            "part_time" => ("Temps Partiel", "Part Time"),
            "contract" => ("Contrat", "Contract"),
            "temporary" => ("Intérim", "Temporary"),
            "internship" => ("Stage", "Internship"),
            _ => return None,
        };
        Some(if self == Self::English { english } else { french })
    }
}
