//! What LinkedIn shows of a text before "see more".

use unicode_segmentation::UnicodeSegmentation;

/// Rows that are shown, each of so many characters: what a desktop shows; a phone shows less.
const ROWS: usize = 3;
const WIDTH: usize = 70;

/// The beginning of `text` that is seen folded; `None` where all of it is.
pub fn folded(text: &str) -> Option<&str> {
    let (mut rows, mut column, mut end) = (1, 0, 0);
    for word in text.split_inclusive([' ', '\n']) {
        let length = word.trim_end().graphemes(true).count();
        if column > 0 && column + length > WIDTH {
            (rows, column) = (rows + 1, 0);
        }
        // A word that is wider than a row goes on in the next.
        column += length;
        while column > WIDTH {
            (rows, column) = (rows + 1, column - WIDTH);
        }
        if rows > ROWS && length > 0 {
            return text.get(..end).map(str::trim_end);
        }
        end += word.len();
        match word.ends_with('\n') {
            true => (rows, column) = (rows + 1, 0),
            false => column += usize::from(word.ends_with(' ')),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_rows_are_shown_however_they_come_about() {
        assert_eq!(folded("un\ndeux\ntrois"), None);
        assert_eq!(folded("un\ndeux\ntrois\n\n"), None);
        assert_eq!(folded("un\ndeux\ntrois\nquatre"), Some("un\ndeux\ntrois"));
        assert_eq!(folded("un\n\ntrois\nquatre"), Some("un\n\ntrois"));
        let words = "mot ".repeat(100);
        let shown = folded(&words).unwrap();
        // 17 words of three letters and their spaces in each row.
        assert_eq!(shown, ["mot"; 51].join(" "));
        let line = "x".repeat(WIDTH);
        assert_eq!(folded(&line.repeat(3)), None);
        assert_eq!(folded(&format!("a\nb\nc {}", line.repeat(2))), Some("a\nb\nc"));
        assert_eq!(folded(&"👩🏾‍💻".repeat(3 * WIDTH)), None);
        assert_eq!(folded(""), None);
    }
}
