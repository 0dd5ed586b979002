//! Where the first sentence of a text ends, and what begins an item of a list.

use unicode_segmentation::UnicodeSegmentation;

use super::pieces::{Kind, pieces};

/// A shorter one says nothing on its own ("Bonjour !"), in characters.
const SHORTEST: usize = 25;
/// What ends in a full stop and no sentence, in lower case.
const ABBREVIATIONS: [&str; 34] = [
    "m", "mm", "mme", "mlle", "mr", "mrs", "ms", "dr", "dra", "sr", "sra", "st", "ste", "pr",
    "prof", "me", "no", "nº", "n°", "art", "réf", "ref", "tél", "tel", "env", "min", "max", "etc",
    "ex", "e.g", "i.e", "cf", "inc", "ltd",
];
/// What people begin the items of a list with; the last are Word's, from a font of its own.
const MARKS: [char; 22] = [
    '•', '-', '*', '–', '—', '·', '●', '○', '▪', '■', '□', '◦', '‣', '➢', '➤', '►', '✓', '✔', '➔',
    '\u{f0b7}', '\u{f0a7}', '\u{f0d8}',
];

/// The end of the first sentence of `text`, in bytes; that of its first line where the line has no other.
/// Links and abbreviations end none, and a sentence of a word or two is not the first alone.
pub fn first_sentence(text: &str) -> usize {
    let line = text.split('\n').next().unwrap_or_default();
    let links: Vec<_> = pieces(line).into_iter().filter(|piece| piece.kind == Kind::Link).collect();
    let mut end = 0;
    for sentence in line.split_sentence_bounds() {
        end += sentence.len();
        let so_far = line.get(..end).unwrap_or_default().trim_end();
        let is_in_link = links.iter().any(|link| link.start < end && end < link.end());
        let is_long = so_far.chars().count() >= SHORTEST;
        if is_long && !is_in_link && !is_abbreviation(so_far) && is_closed(so_far) {
            return so_far.len();
        }
    }
    line.trim_end().len()
}

fn is_abbreviation(text: &str) -> bool {
    let Some(before) = text.strip_suffix('.') else { return false };
    let word = before.rsplit([' ', '\u{a0}', '(', '\'', '’']).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// Whether no parenthesis is open at its end.
fn is_closed(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    count('(') <= count(')') && count('«') <= count('»')
}

/// `text` with each item of a list begun by "• ", whatever it was written with.
pub fn listed(text: &str) -> String {
    let lines = text.split('\n').map(|line| match item(line.trim()) {
        Some(item) => format!("• {item}"),
        None => line.trim().to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands behind the mark of an item. A hyphen or an asterisk is a mark only with a space behind it.
fn item(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|mark| MARKS.contains(mark))?;
    let rest = line.get(mark.len_utf8()..).unwrap_or_default();
    let needs_space = matches!(mark, '-' | '*' | '–' | '—' | '·');
    let is_item = !needs_space || rest.starts_with([' ', '\u{a0}']);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{fe0f}');
    (is_item && rest.chars().next().is_some_and(|first| !MARKS.contains(&first))).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_is_one_that_says_something() {
        for (text, sentence) in [
            (
                "Vous gérez les stocks de l’entrepôt. Vous conseillez.",
                "Vous gérez les stocks de l’entrepôt.",
            ),
            (
                "Bonjour ! Nous cherchons un comptable. Suite.",
                "Bonjour ! Nous cherchons un comptable.",
            ),
            (
                "Vous travaillez sous la direction de M. Koné et du Dr. Bah. Suite",
                "Vous travaillez sous la direction de M. Koné et du Dr. Bah.",
            ),
            (
                "Voir https://x.ci/a.b?c=d!e pour la suite de l’offre. Fin",
                "Voir https://x.ci/a.b?c=d!e pour la suite de l’offre.",
            ),
            ("Un titre sans point\nUne phrase.", "Un titre sans point"),
            (
                "Notre client (une P.M.E. De Dakar. Suite) recrute. Fin",
                "Notre client (une P.M.E. De Dakar. Suite) recrute.",
            ),
            ("نبحث عن محاسب للعمل معنا. الدوام كامل.", "نبحث عن محاسب للعمل معنا."),
            ("هل تبحث عن عمل في الدار البيضاء؟ انضم إلينا.", "هل تبحث عن عمل في الدار البيضاء؟"),
            ("", ""),
        ] {
            assert_eq!(text.get(..first_sentence(text)), Some(sentence), "{text}");
        }
    }

    #[test]
    fn a_list_has_one_kind_of_mark() {
        assert_eq!(
            listed("- caisse\n* stocks\n\u{f0b7}\tvente\n✔️ tri"),
            "• caisse\n• stocks\n• vente\n• tri"
        );
        for text in ["-5 °C", "--- ", "*important*", "–", "a - b", "1. un", "• • x"] {
            assert_eq!(listed(text), text.trim(), "{text}");
        }
    }
}
