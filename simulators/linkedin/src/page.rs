//! The frame and the looks of every page a person sees.

use maud::{DOCTYPE, Markup, html};

use simulator_kit::head;

const STYLE: &str = "
:root { --blue: #0a66c2; --ink: #191919; --grey: #666; --line: #e0dfdc; }
* { box-sizing: border-box; }
body { margin: 0; background: #f4f2ee; color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
header { background: #fff; border-bottom: 1px solid var(--line); padding: .7rem 1.2rem; display: flex; gap: .7rem; align-items: center; }
header strong { color: var(--blue); font-size: 1.15rem; }
header form { margin-left: auto; }
.badge { background: #fff3cd; border: 1px solid #e6cf8b; border-radius: 1rem; padding: .1rem .7rem; font-size: .8rem; }
main { max-width: 36rem; margin: 1.5rem auto; padding: 0 1rem; }
.card { background: #fff; border: 1px solid var(--line); border-radius: .6rem; padding: 1.1rem; margin-bottom: .9rem; }
.card h1 { font-size: 1.25rem; margin-top: 0; }
a { color: var(--blue); text-decoration: none; } a:hover { text-decoration: underline; }
.grey { color: var(--grey); font-size: .85rem; }
label.choice { display: flex; gap: .7rem; padding: .55rem; border: 1px solid var(--line); border-radius: .5rem; margin: .4rem 0; cursor: pointer; }
label.choice:has(:checked) { border-color: var(--blue); background: #eef4fb; }
.buttons { display: flex; flex-direction: row-reverse; gap: .6rem; margin-top: 1rem; }
button { font: inherit; border-radius: 1.5rem; padding: .4rem 1.2rem; border: 1px solid var(--blue); background: #fff; color: var(--blue); cursor: pointer; }
button.main { background: var(--blue); color: #fff; }
.author { display: flex; gap: .7rem; align-items: center; margin-bottom: .7rem; }
.logo { flex: none; width: 2.8rem; height: 2.8rem; border-radius: .3rem; background: var(--blue); color: #fff; display: grid; place-items: center; font-weight: 600; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.more { display: none; }
.long .text { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.long:has(:checked) .text { display: block; }
.long .open { color: var(--grey); cursor: pointer; } .long:has(:checked) .open { display: none; }
.article { display: block; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; margin-top: .8rem; color: inherit; }
.article div { padding: .7rem; background: #f3f6f8; }
img { display: block; max-width: 100%; }
";

/// A whole page titled `title`.
pub fn framed(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(&format!("{title} | LinkedIn Simulator"), STYLE))
            body {
                header {
                    strong { a href="/feed" { "LinkedIn" } }
                    span.badge { "Simulator – nothing leaves this machine" }
                    form method="post" action="/_sign-out" { button { "Sign out" } }
                }
                main { (body) }
            }
        }
    }
}

/// Up to two initials, for a picture nobody uploaded.
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect()
}
