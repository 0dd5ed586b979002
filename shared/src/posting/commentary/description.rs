//! An offer's text: as the ATS has it, cleaned, without what only announces it, and its other parts.

use super::wording::{HEADINGS, Part};
use crate::model::language::Language;
use crate::model::text::{first_sentence, flattened, lines, listed};
use crate::people::ats::{Job, Parts};

/// The most that is read of a text, in characters: nothing beyond can be posted.
const READ_LIMIT: usize = 4000;

/// The offer's text, cleaned; the requirements stand in for a missing description.
pub fn described(job: &Job) -> String {
    let texts = [job.description.as_deref(), job.parts.requirements.as_deref()];
    texts.into_iter().flatten().map(cleaned).find(|text| !text.is_empty()).unwrap_or_default()
}

/// `text` in paragraphs and lists, without the first lines that say no more than `title`, `company` or
/// that a text follows.
pub(super) fn opened(text: &str, title: &str, company: &str) -> String {
    let known = [title, company].map(plain);
    let mut rest = text;
    loop {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let said = plain(line);
        let is_said = said.is_empty() || known.contains(&said) || HEADINGS.contains(&said.as_str());
        if !is_said || after.trim().is_empty() {
            return listed(rest.trim());
        }
        rest = after;
    }
}

/// `text` with its first sentence in a line and a paragraph of its own: what is seen of it folded. A
/// heading stays with what it is above, and the items of a list together.
pub(super) fn led(text: &str) -> String {
    let (lead, rest) = text.split_at(first_sentence(text));
    let is_begun = lead.ends_with(':') || lead.starts_with('•');
    let gap = if is_begun { "\n" } else { "\n\n" };
    format!("{lead}{gap}{}", rest.trim()).trim().to_owned()
}

/// The parts of `job` that are kept beside what is [`described`], each below its heading.
pub(super) fn sections(job: &Job, described: &str, language: Language) -> String {
    let Parts {
        context,
        mission_principale,
        responsibilities,
        requirements,
        profil_formation,
        profil_experience,
        profil_competences,
        profil_posture,
        profil_autre,
        benefits,
    } = &job.parts;
    let has_description = job.description.as_deref().is_some_and(|text| !cleaned(text).is_empty());
    let parts = [
        (Part::Context, context),
        (Part::Mission, mission_principale),
        (Part::Responsibilities, responsibilities),
        // Where they are the description they are no part of their own.
        (Part::Requirements, if has_description { requirements } else { &None }),
        (Part::Education, profil_formation),
        (Part::Experience, profil_experience),
        (Part::Skills, profil_competences),
        (Part::Attitude, profil_posture),
        (Part::Others, profil_autre),
        (Part::Benefits, benefits),
    ];
    let described = format!("\n{}\n", listed(described));
    let section = |(part, text): (Part, &Option<String>)| {
        let heading = part.heading(language);
        let text = opened(&cleaned(text.as_deref()?), heading, "");
        let is_new = !text.is_empty() && !described.contains(&format!("\n{text}\n"));
        is_new.then(|| format!("{heading}\n{text}"))
    };
    parts.into_iter().filter_map(section).collect::<Vec<_>>().join("\n\n")
}

/// What of a long text can matter.
pub(super) fn bounded(text: &str) -> String {
    lines(text).chars().take(READ_LIMIT).collect()
}

fn cleaned(text: &str) -> String {
    lines(&flattened(text))
}

/// What two lines that say the same have in common.
fn plain(line: &str) -> String {
    let kept = line.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    kept.replace('’', "'").to_lowercase()
}
