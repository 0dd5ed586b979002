//! The frame of every page.

use maud::{DOCTYPE, Markup, html};
use simulator_kit::head;

const STYLE: &str = "
body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem;color:#131619}
header{font-size:.85rem;color:#5f6368;border-bottom:1px solid #dfe3e8;padding:.5rem 0}
header b{background:#fef7e0;color:#7a4d00;padding:.1rem .5rem;border-radius:1rem}
h1{font-size:1.4rem}h2{font-size:1rem;margin:1.5rem 0 .5rem}
fieldset{border:1px solid #dfe3e8;border-radius:.5rem;margin:1rem 0}
label{display:flex;gap:.6rem;padding:.4rem 0;align-items:baseline}
small,.muted{color:#5f6368}code{overflow-wrap:anywhere}
article{border-left:4px solid #611f69;padding:.3rem .8rem;margin:.6rem 0;background:#f7f9fc}
h3{font-size:1rem;margin:0}article p{margin:.2rem 0}
.buttons{display:flex;justify-content:flex-end;gap:.6rem}
button{font:inherit;padding:.3rem 1rem;border:1px solid #dfe3e8;border-radius:.6rem;background:#fff}
.primary{background:#611f69;color:#fff;border-color:#611f69}
article form{display:inline}
";

/// A whole page, marked as the simulator's.
pub fn page(title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(&format!("{title} – Slack simulator"), STYLE))
            body {
                header { b { "Simulator" } " Slack · nothing here leaves this machine" }
                (content)
            }
        }
    }
}
