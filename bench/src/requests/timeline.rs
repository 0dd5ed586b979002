//! The starts over TLS as a picture (SVG), whose colours keep to the reader's light or dark.

use std::fmt::Write;
use std::time::Duration;

/// One start: from `exec` until it asked for an event, and until it had answered it.
pub(super) struct Bar {
    pub(super) name: String,
    pub(super) init: Duration,
    pub(super) answered: Duration,
}

/// Where bars begin, and what a millisecond and a bar take.
const LEFT: f64 = 190.0;
const MILLISECOND: f64 = 3.0;
const ROW: usize = 28;
/// In milliseconds: what is slower, such as a peer in Python, is cut here.
const LONGEST: f64 = 190.0;

const HEAD: &str = r#"<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.init { fill: #8250df } .rest { fill: #0969da } .line { stroke: #8c959f; stroke-width: .5 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .init { fill: #a371f7 } .rest { fill: #58a6ff } }
</style>
"#;

/// A bar for each start, over a line for each 20 ms.
pub(super) fn drawn(bars: &[Bar]) -> String {
    let (width, height) = (LEFT + LONGEST * MILLISECOND + 80.0, (bars.len() + 2) * ROW);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>From exec to the first answer over TLS: until it was ready, and until it had answered</title>\n{HEAD}"
    );
    for milliseconds in (0..=LONGEST as u32).step_by(20) {
        let (at, end) = (LEFT + f64::from(milliseconds) * MILLISECOND, height - ROW);
        let _ = writeln!(svg, "<path class=\"line\" d=\"M{at} 8V{end}\"/>");
        let _ = writeln!(
            svg,
            "<text x=\"{at}\" y=\"{}\" text-anchor=\"middle\">{milliseconds} ms</text>",
            end + 18
        );
    }
    for (row, bar) in bars.iter().enumerate() {
        let _ = svg.write_str(&row_of(bar, row * ROW + 12));
    }
    svg + "</svg>\n"
}

fn row_of(Bar { name, init, answered }: &Bar, top: usize) -> String {
    let long = |time: &Duration| (time.as_secs_f64() * 1000.0).min(LONGEST) * MILLISECOND;
    let (ready, end) = (long(init), long(answered));
    let (rest, middle) = (end - ready, top + 14);
    format!(
        "<text x=\"{}\" y=\"{middle}\" text-anchor=\"end\">{name}</text>\n\
         <rect class=\"init\" x=\"{LEFT}\" y=\"{top}\" width=\"{ready:.1}\" height=\"18\"/>\n\
         <rect class=\"rest\" x=\"{:.1}\" y=\"{top}\" width=\"{rest:.1}\" height=\"18\"/>\n\
         <text x=\"{:.1}\" y=\"{middle}\">{:.0} ms</text>\n",
        LEFT - 10.0,
        LEFT + ready,
        LEFT + end + 6.0,
        answered.as_secs_f64() * 1000.0
    )
}
