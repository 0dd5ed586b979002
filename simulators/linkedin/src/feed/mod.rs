//! What readers see: `/feed` and `/feed/update/{urn}/`.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Redirect;
use axum::routing::get;
use http::StatusCode;
use jiff::Timestamp;
use maud::{Markup, html};

use super::LinkedIn;
use super::accounts::name_of;
use super::activity::Activity;
use super::page::{framed, initials};
use super::posts::{Article, Content, Post, Visibility};
use super::urn::Urn;

#[cfg(test)]
mod tests;
mod text;

/// A text of more characters or lines is folded behind "see more".
const FOLD: usize = 210;
const FOLD_LINES: usize = 3;

/// The feed and the page of one post. In a browser's address a URN stands as it is.
pub fn routes() -> Router<LinkedIn> {
    Router::new()
        .route("/feed", get(feed))
        .route("/feed/", get(feed))
        .route("/feed/update/{urn}", get(update))
        .route("/feed/update/{urn}/", get(update))
}

/// The front door leads to the feed.
pub async fn home() -> Redirect {
    Redirect::to("/feed")
}

async fn feed(State(site): State<LinkedIn>) -> Markup {
    let mut posts = site.posts.newest_first();
    posts.retain(|post| is_public(post) && post.draft.in_feed);
    let now = site.clock.now();
    framed(
        "Feed",
        &html! {
            @for post in &posts { (card(post, now)) }
            @if posts.is_empty() { div.card.grey { "Nothing has been posted yet." } }
        },
    )
}

async fn update(State(site): State<LinkedIn>, Path(urn): Path<String>) -> (StatusCode, Markup) {
    let post = urn.parse().ok().and_then(|urn: Urn| site.posts.find(&urn)).filter(is_public);
    match post {
        Some(post) => (StatusCode::OK, framed("Post", &card(&post, site.clock.now()))),
        None => {
            let gone = html! { div.card { h1 { "This post cannot be displayed" } } };
            (StatusCode::NOT_FOUND, framed("Not found", &gone))
        }
    }
}

fn is_public(post: &Post) -> bool {
    post.draft.published && post.draft.visibility == Visibility::Public
}

fn card(post: &Post, now: Timestamp) -> Markup {
    let name = name_of(&post.author).unwrap_or_default();
    let activity = Activity::of(post, now);
    let plain = post.text.plain();
    let long = plain.chars().count() > FOLD || plain.lines().count() > FOLD_LINES;
    html! {
        article.card {
            div.author {
                span.logo { (initials(&name)) }
                span {
                    strong { (name) } br;
                    a.grey href=(format!("/feed/update/{}/", post.urn)) {
                        (post.created_at.strftime("%e %B %Y, %H:%M UTC").to_string())
                    }
                }
            }
            div.long[long] {
                div.text { (text::rendered(&post.text)) }
                @if long {
                    label.open { input.more type="checkbox"; "…see more" }
                }
            }
            @match &post.draft.content {
                Some(Content::Article(article)) => { (article_card(article)) }
                Some(Content::Images(images)) => {
                    @for (urn, alt) in images { img src=(media(urn)) alt=(alt); }
                }
                None => {}
            }
            p.grey {
                "Reactions " (activity.likes) " · Comments " (activity.comments)
                " · Reposts " (activity.shares)
            }
        }
    }
}

fn article_card(article: &Article) -> Markup {
    html! {
        a.article href=(article.source) rel="noopener nofollow" {
            @if let Some(urn) = &article.thumbnail { img src=(media(urn)) alt=""; }
            div {
                strong { (article.title) }
                @if let Some(text) = &article.description { br; span.grey { (text) } }
                br; span.grey { (text::host(&article.source)) }
            }
        }
    }
}

fn media(urn: &Urn) -> String {
    format!("/media/{}", urn.id)
}
