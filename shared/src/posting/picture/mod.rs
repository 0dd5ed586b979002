//! An offer's picture: fetched from outside, the one address in the product that somebody else writes, and
//! how a post shows it.

mod download;
mod format;
mod url;

use crate::app::App;
use crate::model::preferences::PictureStyle;
use crate::people::ats::Job;
use crate::platform::public::Resolver;
use crate::words::Text;

use download::Pictures;

pub use format::Size;

/// What is smaller looks like a stamp where it is shown in full, in pixels.
const LEAST: Size = Size { width: 600, height: 300 };

/// A picture that LinkedIn takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Its sides.
    pub size: Size,
}

/// How a post shows a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In full, below the text that holds the link.
    Image,
    /// Small, on the card that leads to the offer.
    Card,
}

/// Why there is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// Not an address that we follow.
    Address,
    /// The host is not in `JOB_IMAGE_HOSTS`.
    Host,
    /// The host's name leads into a network that is not public.
    NotPublic,
    /// No whole answer, or none that is a success.
    NotLoaded,
    /// More bytes than are read.
    TooLarge,
    /// Another kind of file.
    Format,
    /// A picture's beginning, or one with a damaged part.
    Incomplete,
    /// More pixels than LinkedIn takes.
    Pixels,
}

impl PictureError {
    /// What is told to people; it completes "The picture was left out: …".
    pub const fn text(self) -> Text {
        match self {
            Self::Address => Text::new("picture-address"),
            Self::Host => Text::new("picture-host"),
            Self::NotPublic => Text::new("picture-not-public"),
            Self::NotLoaded => Text::new("picture-not-loaded"),
            Self::TooLarge => Text::new("picture-too-large"),
            Self::Format => Text::new("picture-format"),
            Self::Incomplete => Text::new("picture-incomplete"),
            Self::Pixels => Text::new("picture-pixels"),
        }
    }
}

impl Picture {
    /// The picture at `url`, an offer's.
    ///
    /// # Errors
    /// [`PictureError`], which is logged.
    pub async fn fetch(app: &App, url: &str) -> Result<Self, PictureError> {
        let pictures = Pictures::new(&app.config, app.http.tls(), Resolver::system());
        let fetched = match pictures {
            Ok(pictures) => pictures.fetch(url).await,
            Err(_) => Err(PictureError::NotLoaded),
        };
        if let Err(reason) = &fetched {
            tracing::warn!(reason = %reason.text(), "the picture was not fetched");
        }
        fetched
    }

    /// How a company that chose `style` shows it.
    pub const fn shown(&self, style: PictureStyle) -> Shown {
        let is_large = self.size.width >= LEAST.width && self.size.height >= LEAST.height;
        match style {
            PictureStyle::Image if is_large => Shown::Image,
            PictureStyle::Image | PictureStyle::Card => Shown::Card,
        }
    }
}

/// Where the picture of `job` is, if it has one.
pub fn address(job: &Job) -> Option<&str> {
    job.image_url.as_deref().map(str::trim).filter(|url| !url.is_empty())
}
