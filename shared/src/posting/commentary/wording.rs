//! What a post says around an offer, in each language.

use crate::model::language::Language::{self, Arabic, English, French, Portuguese};
use crate::model::offer::Period;

/// The word of `language` among those of all four.
const fn word(language: Language, [french, english, portuguese, arabic]: [&str; 4]) -> &str {
    match language {
        French => french,
        English => english,
        Portuguese => portuguese,
        Arabic => arabic,
    }
}

/// What stands before the link to apply.
pub(super) const fn apply(language: Language) -> &'static str {
    let words = ["Postulez maintenant :", "Apply now:", "Candidate-se agora:", "قدّم طلبك الآن:"];
    word(language, words)
}

/// A company without a name.
pub(super) const fn company(language: Language) -> &'static str {
    word(language, ["Notre entreprise", "Our company", "A nossa empresa", "شركتنا"])
}

/// The hashtag of an offer that has too few of its own.
pub(super) const fn hiring(language: Language) -> &'static str {
    word(language, ["Recrutement", "Hiring", "Recrutamento", "توظيف"])
}

/// A kind of contract in words; `None` for one we don't know.
pub(super) fn job_type(language: Language, job_type: &str) -> Option<&'static str> {
    Some(word(
        language,
        match plain(job_type).as_str() {
            "fulltime" => ["Temps plein", "Full time", "Tempo inteiro", "دوام كامل"],
            "parttime" => ["Temps partiel", "Part time", "Tempo parcial", "دوام جزئي"],
            "contract" => ["Contrat", "Contract", "Contrato", "عقد"],
            "temporary" => ["Intérim", "Temporary", "Temporário", "عمل مؤقت"],
            "internship" => ["Stage", "Internship", "Estágio", "تدريب"],
            "apprenticeship" => ["Alternance", "Apprenticeship", "Aprendizagem", "تدريب مهني"],
            "freelance" => ["Freelance", "Freelance", "Freelance", "عمل حر"],
            _ => return None,
        },
    ))
}

/// Where the work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WorkMode {
    OnSite,
    Remote,
    Hybrid,
}

impl WorkMode {
    /// As the ATS writes it; `None` for what we don't know.
    pub(super) fn of(location_type: &str) -> Option<Self> {
        Some(match plain(location_type).as_str() {
            "onsite" => Self::OnSite,
            "remote" => Self::Remote,
            "hybrid" => Self::Hybrid,
            _ => return None,
        })
    }

    /// In words.
    pub(super) const fn named(self, language: Language) -> &'static str {
        let words = match self {
            Self::OnSite => ["sur site", "on site", "presencial", "حضوري"],
            Self::Remote => ["télétravail", "remote", "remoto", "عن بُعد"],
            Self::Hybrid => ["hybride", "hybrid", "híbrido", "هجين"],
        };
        word(language, words)
    }
}

/// What a pay is for, by its name in one of the languages; `None` for what we don't know.
pub(super) fn period(name: &str) -> Option<Period> {
    Some(match plain(name).as_str() {
        "hour" | "hourly" | "perhour" | "heure" | "parheure" | "hora" | "ساعة" => Period::Hour,
        "day" | "daily" | "perday" | "jour" | "parjour" | "dia" | "يوم" => Period::Day,
        "week" | "weekly" | "perweek" | "semaine" | "parsemaine" | "semana" | "أسبوع" => {
            Period::Week
        }
        "month" | "monthly" | "permonth" | "mois" | "mensuel" | "parmois" | "mês" | "mensal"
        | "شهر" => Period::Month,
        "year" | "yearly" | "annual" | "annum" | "perannum" | "peryear" | "an" | "annuel"
        | "paran" | "ano" | "anual" | "سنة" => Period::Year,
        _ => return None,
    })
}

/// The same in words, behind a pay.
pub(super) const fn per(language: Language, period: Period) -> &'static str {
    let words = match period {
        Period::Hour => ["par heure", "an hour", "por hora", "في الساعة"],
        Period::Day => ["par jour", "a day", "por dia", "في اليوم"],
        Period::Week => ["par semaine", "a week", "por semana", "في الأسبوع"],
        Period::Month => ["par mois", "a month", "por mês", "شهريًا"],
        Period::Year => ["par an", "a year", "por ano", "سنويًا"],
    };
    word(language, words)
}

/// A pay of which one end is known: before the amount.
pub(super) const fn at_least(language: Language) -> &'static str {
    word(language, ["à partir de", "from", "a partir de", "ابتداءً من"])
}

/// See [`at_least`].
pub(super) const fn at_most(language: Language) -> &'static str {
    word(language, ["jusqu’à", "up to", "até", "حتى"])
}

/// The parts of an offer that the ATS keeps for themselves.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Context,
    Mission,
    Responsibilities,
    Requirements,
    Education,
    Experience,
    Skills,
    Attitude,
    Others,
    Benefits,
}

impl Part {
    pub(super) const fn heading(self, language: Language) -> &'static str {
        let words = match self {
            Self::Context => ["Contexte", "Context", "Contexto", "السياق"],
            Self::Mission => {
                ["Mission principale", "Main mission", "Missão principal", "المهمة الرئيسية"]
            }
            Self::Responsibilities => {
                ["Missions", "What you will do", "Responsabilidades", "المهام"]
            }
            Self::Requirements => {
                ["Profil recherché", "What we look for", "Requisitos", "المؤهلات المطلوبة"]
            }
            Self::Education => ["Formation", "Education", "Formação", "التكوين"],
            Self::Experience => ["Expérience", "Experience", "Experiência", "الخبرة"],
            Self::Skills => ["Compétences", "Skills", "Competências", "المهارات"],
            Self::Attitude => ["Savoir-être", "Attitude", "Atitude", "الصفات الشخصية"],
            Self::Others => {
                ["Autres critères", "Other criteria", "Outros critérios", "معايير أخرى"]
            }
            Self::Benefits => ["Avantages", "Benefits", "Benefícios", "المزايا"],
        };
        word(language, words)
    }
}

/// Headings above a text that say no more than that a text follows, in lower case.
pub(super) const HEADINGS: [&str; 29] = [
    "contexte",
    "context",
    "contexto",
    "description",
    "description du poste",
    "description de l'offre",
    "descriptif du poste",
    "descriptif",
    "présentation du poste",
    "le poste",
    "poste",
    "l'offre",
    "à propos du poste",
    "job description",
    "job summary",
    "about the job",
    "about the role",
    "about this role",
    "the role",
    "overview",
    "summary",
    "role overview",
    "descrição",
    "descrição da vaga",
    "sobre a vaga",
    "a vaga",
    "الوصف الوظيفي",
    "وصف الوظيفة",
    "عن الوظيفة",
];

/// `full_time`, `FULL-TIME` and `Full time` are one.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}
