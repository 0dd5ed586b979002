//! Offers in French and English, in every status, some of them awkward on purpose.

use jiff::Timestamp;

use super::super::record::{Job, JobStatus, JobType, LocationType};
use super::{BAOBAB, LUMIERE, days_before};

const LONG_DESCRIPTION: &str = include_str!("long_description.txt");

pub(super) fn jobs(now: Timestamp) -> Vec<Job> {
    [in_abidjan(now), awkward(now), in_paris(now)].concat()
}

fn in_abidjan(now: Timestamp) -> Vec<Job> {
    vec![
        Job {
            requirements: Some("Trois ans d’expérience, dont un en Rust ou en Go.".to_owned()),
            salary_min: Some(900_000),
            salary_max: Some(1_400_000),
            salary_period: Some("month".to_owned()),
            benefits: Some("Assurance santé, deux mois de congé parental.".to_owned()),
            skills: skills(&["Rust", "TypeScript", "PostgreSQL"]),
            ..abidjan(
                1,
                "Développeur·se Full Stack (H/F)",
                "Rejoignez l’équipe qui connecte les coopératives agricoles à leurs acheteurs 🌍\n\nVous \
                 concevez nos API (Rust) et notre application web (Next.js), de l’idée à la mise en \
                 production. Télétravail possible deux jours par semaine, à Cocody le reste du temps.",
                now,
            )
        },
        Job {
            location: Some("Remote (Africa, Europe)".to_owned()),
            location_type: LocationType::Remote,
            job_type: JobType::Contract,
            language: Some("en".to_owned()),
            currency: "USD".to_owned(),
            salary_min: Some(45_000),
            salary_max: Some(60_000),
            salary_period: Some("year".to_owned()),
            skills: skills(&["Python", "dbt", "Airflow"]),
            ..abidjan(
                2,
                "Senior Data Engineer",
                "Own the pipelines behind the prices we publish every morning to 60,000 farmers. You will \
                 work with our economists, and see your work used the same day.",
                now,
            )
        },
        Job {
            status: JobStatus::Draft,
            posted_at: None,
            ..abidjan(3, "Chargé(e) de communication", "À compléter avant publication.", now)
        },
        Job {
            status: JobStatus::Closed,
            posted_at: Some(days_before(now, 75)),
            ..abidjan(
                4,
                "Comptable confirmé(e)",
                "Tenue de la comptabilité SYSCOHADA du groupe.",
                now,
            )
        },
    ]
}

/// Too long for a post, full of reserved characters, with a picture, and almost empty.
fn awkward(now: Timestamp) -> Vec<Job> {
    vec![
        abidjan(5, "Directeur·rice des opérations", LONG_DESCRIPTION, now),
        Job {
            language: Some("en".to_owned()),
            ..abidjan(
                6,
                "C# / C++ Developer {Level 2} | R&D [Abidjan] <hybrid>",
                r"Stack: C#, C++, *nix, snake_case & ~/dotfiles. You like |pipes|, {braces}, [brackets], (parentheses), <angles>, back\slashes and @mentions. #hiring 👩🏾‍💻",
                now,
            )
        },
        Job {
            job_type: JobType::Internship,
            image_url: Some(
                "https://res.cloudinary.com/intowork/image/upload/v1/jobs/stage-rh.png".to_owned(),
            ),
            ..abidjan(
                7,
                "Stage – Assistant(e) ressources humaines",
                "Six mois pour découvrir tous les métiers des RH, avec une tutrice et un projet à vous.",
                now,
            )
        },
        Job {
            requirements: Some("Permis B, disponibilité immédiate.".to_owned()),
            location: None,
            language: None,
            job_type: JobType::Temporary,
            ..abidjan(12, "Chauffeur-livreur", "", now)
        },
    ]
}

fn in_paris(now: Timestamp) -> Vec<Job> {
    vec![
        Job {
            salary_min: Some(48_000),
            salary_max: Some(56_000),
            ..paris(
                8,
                "Chef·fe de projet digital",
                "Vous pilotez la refonte de nos 12 boutiques en ligne, « de l’étincelle à la lumière » ✨",
                now,
            )
        },
        Job {
            job_type: JobType::PartTime,
            language: Some("en".to_owned()),
            ..paris(
                9,
                "Customer Success Manager (part-time, 60 %)",
                "Help our hotel clients in London and New York get the best out of their lighting.",
                now,
            )
        },
        Job {
            status: JobStatus::Draft,
            posted_at: None,
            ..paris(10, "Acheteur·se industriel·le", "Brouillon.", now)
        },
        Job {
            status: JobStatus::Archived,
            posted_at: Some(days_before(now, 300)),
            ..paris(11, "Vendeur·se saisonnier·ère", "Renfort de fin d’année, rue de Rivoli.", now)
        },
    ]
}

fn abidjan(id: i64, title: &str, description: &str, now: Timestamp) -> Job {
    Job {
        id,
        employer_id: 11,
        company_id: BAOBAB,
        title: title.to_owned(),
        description: description.to_owned(),
        requirements: None,
        responsibilities: None,
        benefits: None,
        location: Some("Abidjan, Côte d’Ivoire".to_owned()),
        country: Some("CI".to_owned()),
        location_type: LocationType::Hybrid,
        job_type: JobType::FullTime,
        status: JobStatus::Published,
        language: Some("fr".to_owned()),
        salary_min: None,
        salary_max: None,
        salary_period: None,
        currency: "XOF".to_owned(),
        image_url: None,
        skills: Vec::new(),
        posted_at: Some(days_before(now, id)),
        created_at: days_before(now, 90),
        views_count: 0,
    }
}

fn paris(id: i64, title: &str, description: &str, now: Timestamp) -> Job {
    Job {
        employer_id: 13,
        company_id: LUMIERE,
        location: Some("Paris, France".to_owned()),
        country: Some("FR".to_owned()),
        currency: "EUR".to_owned(),
        ..abidjan(id, title, description, now)
    }
}

fn skills(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}
