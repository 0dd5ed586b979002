//! The answer: the text, what is seen of it folded, and what stands below it.

use serde::Serialize;
use shared::model::warning::Warning;
use shared::people::ats::Job;
use shared::posting::card::Card;
use shared::posting::commentary::Commentary;
use shared::posting::fold::folded;
use shared::posting::picture::{Picture, PictureError, Shown, Size, address};
use shared::providers::linkedin::little_text::{LIMIT, length};

/// The text as a reader sees it, and as it is sent; lengths in UTF-16 units of what is sent.
#[derive(Debug, Serialize)]
pub struct Answer {
    text: String,
    commentary: String,
    length: usize,
    limit: usize,
    fold: Fold,
    /// `null` where the job has no picture, or it can't be shown.
    picture: Option<Shape>,
    /// `null` where the picture stands in its place.
    card: Option<Below>,
    warnings: Vec<Warning>,
}

/// What LinkedIn shows before "see more".
#[derive(Debug, Serialize)]
struct Fold {
    text: String,
    is_folded: bool,
}

/// A picture: `image` in full or `card` small, where it is, and its sides in pixels.
#[derive(Debug, Serialize)]
struct Shape {
    shown: &'static str,
    url: String,
    width: u32,
    height: u32,
}

/// The link card.
#[derive(Debug, Serialize)]
struct Below {
    title: String,
    description: Option<String>,
    url: String,
}

impl Answer {
    /// The preview of `job`'s post: its text, the `card` and the picture, with how it is shown.
    pub(super) fn new(
        job: &Job,
        Commentary { text, commentary, mut warnings }: Commentary,
        card: Card,
        picture: Option<Result<(Picture, Shown), PictureError>>,
    ) -> Self {
        let shape = |(picture, shown): (Picture, Shown)| {
            let Size { width, height } = picture.size;
            let url = address(job).unwrap_or_default().to_owned();
            let shown = if shown == Shown::Image { "image" } else { "card" };
            Shape { shown, url, width, height }
        };
        let picture = match picture {
            Some(Ok(picture)) => Some(shape(picture)),
            Some(Err(error)) => {
                warnings.push(Warning::picture_left_out(error.text()));
                None
            }
            None => None,
        };
        let has_card = picture.as_ref().is_none_or(|picture| picture.shown == "card");
        warnings.extend(card.warning.filter(|_| has_card));
        let article = card.article;
        let below =
            Below { title: article.title, description: article.description, url: article.source };
        let fold = match folded(&text) {
            Some(seen) => Fold { text: seen.to_owned(), is_folded: true },
            None => Fold { text: text.clone(), is_folded: false },
        };
        Self {
            length: length(&commentary),
            limit: LIMIT,
            card: has_card.then_some(below),
            text,
            commentary,
            fold,
            picture,
            warnings,
        }
    }
}
