//! The frame of every page.

use maud::{DOCTYPE, Markup, html};

use simulator_kit::head;

const STYLE: &str = "
:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 18%,transparent)}
body{font:16px/1.5 'Segoe UI',system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:0 1rem 3rem}
header{display:flex;gap:.75rem;align-items:center;padding:1rem 0;border-bottom:1px solid var(--line)}
header i{font-style:normal;font-size:.75rem;padding:.1rem .5rem;border-radius:1rem;background:#8a6d00;color:#fff}
h1{font-size:1.4rem;font-weight:600}h2{font-size:1.1rem;margin:0}
article{border:1px solid var(--line);border-left:4px solid #0f6cbd;border-radius:4px;padding:.75rem 1rem;margin:1rem 0}
article.gone{border-left-color:#b10e1c}article.gone h2{text-decoration:line-through}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.5rem 0}dt{opacity:.7}dd{margin:0}
.account{display:flex;gap:.75rem;padding:.4rem 0}fieldset{border:1px solid var(--line);margin:0 0 1rem}
button{font:inherit;padding:.35rem 1.25rem;border:1px solid var(--line);border-radius:2px;cursor:pointer}
button.primary{background:#0f6cbd;border-color:#0f6cbd;color:#fff}
.error{border-left:4px solid #b10e1c;padding-left:1rem}.body{border-top:1px solid var(--line);overflow-x:auto}
";

/// A page with `title`, marked as the simulator's.
pub fn page(title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(&format!("{title} · Microsoft (Simulator)"), STYLE))
            body {
                header { strong { "Microsoft" } i { "Simulator" } a href="/calendar" { "Calendars" } }
                main { (content) }
            }
        }
    }
}
