//! What an invitation says of itself, in the offer's language: which position, which offer, where, and who
//! invites and can be asked.

use crate::app::App;
use crate::model::interview::{Interview, address, text};
use crate::model::language::Language;
use crate::model::text::{holds_link, line};
use crate::people::ats::Job;
use crate::people::auth::Caller;
use crate::posting::commentary::{company, language, offer_link, title};

/// What is known of an interview beside what was asked for.
pub struct Explanation {
    language: Language,
    position: Option<String>,
    company: Option<String>,
    /// Where the offer is, while it is published.
    offer: Option<String>,
    /// The address of whoever invites.
    contact: Option<String>,
}

/// How each part is introduced.
struct Words {
    interview: &'static str,
    position: &'static str,
    offer: &'static str,
    place: &'static str,
    invites: &'static str,
    contact: &'static str,
}

const fn words(language: Language) -> Words {
    let [interview, position, offer, place, invites, contact] = match language {
        Language::French => [
            "Entretien",
            "Poste :",
            "L’offre :",
            "Lieu :",
            "Invitation de",
            "Une question ? Écrivez à",
        ],
        Language::English => [
            "Interview",
            "Position:",
            "The offer:",
            "Place:",
            "Invitation from",
            "Any questions? Write to",
        ],
        Language::Portuguese => [
            "Entrevista",
            "Vaga:",
            "A oferta:",
            "Local:",
            "Convite de",
            "Alguma pergunta? Escreva para",
        ],
        Language::Arabic => {
            ["مقابلة", "الوظيفة:", "العرض:", "المكان:", "دعوة من", "لديك سؤال؟ راسلنا على"]
        }
    };
    Words { interview, position, offer, place, invites, contact }
}

impl Explanation {
    /// What `caller`'s invitation about `job` can say; without a job that can be read it says less, in the
    /// company's language.
    pub fn of(app: &App, caller: &Caller, job: Option<&Job>, companys: Option<Language>) -> Self {
        let email = caller.email().and_then(|email| address(email).ok());
        let is_published = |job: &&Job| job.status.is_published();
        Self {
            language: job
                .map_or(companys.unwrap_or(Language::French), |job| language(job, companys)),
            position: job.and_then(title),
            company: job.and_then(company),
            offer: job.filter(is_published).map(|job| offer_link(job, &app.config)),
            contact: email,
        }
    }

    /// The offer's title, where it can be read.
    pub fn position(&self) -> Option<String> {
        self.position.clone()
    }

    /// `asked` as it is sent: with a title where none was given, and with what explains it below its
    /// description, which gives way where both are too long. The second says what the whole description is.
    pub fn complete(&self, asked: &Interview) -> (Interview, Whole) {
        let title = if asked.title.is_empty() { self.title() } else { asked.title.clone() };
        let below = self.below(asked);
        let interview = Interview {
            title: text::line(&title),
            description: text::description_above(&asked.description, &below),
            ..asked.clone()
        };
        (interview, Whole { title, below })
    }

    /// `Entretien – Développeur – Acme`.
    fn title(&self) -> String {
        let kind = words(self.language).interview.to_owned();
        let parts = [Some(&kind), self.position.as_ref(), self.company.as_ref()];
        parts.into_iter().flatten().map(|part| line(part)).collect::<Vec<_>>().join(" – ")
    }

    /// The lines that explain the interview; none of what its description says already.
    fn below(&self, asked: &Interview) -> String {
        let words = words(self.language);
        let place = Some(&asked.location).filter(|place| !place.is_empty());
        let offer = self.offer.as_ref().filter(|link| !holds_link(&asked.description, link));
        let contact = self.contact.as_ref().filter(|email| !asked.description.contains(*email));
        let lines = [
            (words.position, self.position.as_ref()),
            (words.offer, offer),
            (words.place, place),
            (words.invites, self.company.as_ref()),
            (words.contact, contact),
        ];
        let line = |(word, what): (&str, Option<&String>)| Some(format!("{word} {}", what?));
        lines.into_iter().filter_map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The texts of an invitation before anything is shortened.
pub struct Whole {
    pub title: String,
    /// What stands below the description.
    pub below: String,
}
