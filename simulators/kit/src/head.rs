//! The head of every page that a simulator shows.

use maud::{Markup, PreEscaped, html};

/// A `head` titled `title`, in the looks of `style`, which is CSS.
pub fn head(title: &str, style: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            // No icon: a browser would ask for one and be told 404.
            link rel="icon" href="data:,";
            title { (title) }
            style { (PreEscaped(style)) }
        }
    }
}
