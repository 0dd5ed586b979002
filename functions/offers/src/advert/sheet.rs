//! An offer in the form of a board.

use jiff::civil::Date;
use serde::Serialize;
use shared::model::advert::{Board, What};
use shared::model::language::Language;
use shared::model::offer::Offer;
use shared::words::Text;

use super::AdvertEntry;
use super::field::Filled;

/// A form that is filled in.
#[derive(Debug, Serialize)]
pub struct Sheet {
    job_id: i64,
    board: Board,
    /// What the board calls itself.
    name: &'static str,
    /// How it is posted: by a person.
    detail: Text,
    /// What the fields are written in.
    language: Language,
    /// The last day of the offer.
    ends_on: Date,
    /// Where the board is; the offer's country comes first.
    sites: Vec<Place>,
    fields: Vec<Filled>,
    /// What is chosen from the board's own lists.
    choices: &'static [&'static str],
    /// What somebody has said of it there.
    advert: Option<AdvertEntry>,
}

/// A board's place in a country.
#[derive(Debug, Serialize)]
struct Place {
    country: &'static str,
    url: &'static str,
}

impl Sheet {
    /// `offer` for `board`, with links to the frontend at `site`.
    pub(super) fn of(offer: &Offer, board: Board, site: &str, advert: Option<AdvertEntry>) -> Self {
        let form = board.form();
        let link = format!("{site}/offres/{}?utm_source={}", offer.job_id, board.key());
        let own = form.fields.iter().any(|field| field.what == What::HowToApply);
        let sites = board.sites(offer.content.country.as_deref()).into_iter();
        Self {
            job_id: offer.job_id,
            board,
            name: form.name,
            detail: Text::new("advert-by-hand").with("board", form.name),
            language: offer.content.language,
            ends_on: offer.ends_on,
            sites: sites.map(|site| Place { country: site.country, url: site.url }).collect(),
            fields: form
                .fields
                .iter()
                .map(|field| Filled::of(offer, *field, (&link, own)))
                .collect(),
            choices: form.choices,
            advert,
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::model::offer::Content;

    use super::*;

    fn offer(content: Content) -> Offer {
        let at = "2026-11-23T09:00:00Z".parse().unwrap();
        Offer {
            job_id: 7,
            user_id: 1,
            content,
            boards: Default::default(),
            since: at,
            updated_at: at,
            put_at: at,
            looked_at: at,
            is_unclear: false,
            ends_on: "2026-12-31".parse().unwrap(),
            version: 1,
        }
    }

    fn content(language: Language, description: &str) -> Content {
        Content {
            title: Some("Comptable".to_owned()),
            company: Some("Baobab".to_owned()),
            description: description.to_owned(),
            is_shortened: false,
            place: Some("Abidjan".to_owned()),
            town: None,
            country: Some("CI".to_owned()),
            is_remote: false,
            contract: Some(shared::model::offer::Contract::FullTime),
            pay: None,
            salary: None,
            language,
        }
    }

    fn fields(content: Content, board: Board) -> Vec<(What, Option<String>, bool)> {
        let sheet = Sheet::of(&offer(content), board, "https://ats.example", None);
        for field in &sheet.fields {
            let length = field.text.as_deref().map_or(0, |text| text.chars().count());
            assert!(length <= field.limit, "{field:?}");
        }
        sheet.fields.into_iter().map(|it| (it.name, it.text, it.is_shortened)).collect()
    }

    fn field(content: Content, board: Board, what: What) -> (Option<String>, bool) {
        let mut all = fields(content, board).into_iter().filter(|(name, ..)| *name == what);
        all.next().map(|(_, text, is_shortened)| (text, is_shortened)).unwrap()
    }

    #[test]
    fn a_long_text_is_cut_to_each_field_and_how_to_apply_stays() {
        let long = "Tenir les comptes de la maison. ".repeat(300);
        for board in Board::ALL {
            let (text, is_shortened) =
                field(content(Language::French, &long), board, What::Description);
            let text = text.unwrap();
            let link = format!("https://ats.example/offres/7?utm_source={}", board.key());
            let told = fields(content(Language::French, &long), board);
            let elsewhere = told.iter().any(|(name, text, _)| {
                *name == What::HowToApply && text.as_ref().is_some_and(|text| text.contains(&link))
            });
            assert!(is_shortened && (elsewhere || text.ends_with(&link)), "{board:?}");
            assert!(text.contains('…'), "{board:?}");
        }
    }

    #[test]
    fn a_form_is_filled_in_the_offer_s_language() {
        let french = || content(Language::French, "Tenir les comptes.");
        let english = || content(Language::English, "Keep the books.");
        let text = |content, what| field(content, Board::Jobberman, what).0.unwrap();
        assert_eq!(text(french(), What::Contract), "Temps plein");
        assert_eq!(text(english(), What::Contract), "Full time");
        assert!(text(french(), What::Deadline).contains("décembre"));
        assert!(text(english(), What::Deadline).contains("December"));
        assert!(text(french(), What::Description).contains("Postulez"));
        assert!(text(english(), What::Description).contains("Apply here"));
        assert_eq!(text(french(), What::Summary), "Tenir les comptes.");
    }

    #[test]
    fn what_the_offer_does_not_tell_is_left_to_the_person() {
        let bare = Content { title: None, ..content(Language::French, "") };
        assert_eq!(field(bare.clone(), Board::EmploiCi, What::Title), (None, false));
        assert_eq!(field(bare, Board::Jobberman, What::Description), (None, false));
    }
}
