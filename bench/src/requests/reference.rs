//! What `docs/performance.md` says of the figures that hardly differ from machine to machine: sizes and instructions.

const DOCUMENT: &str = include_str!("../../../docs/performance.md");

/// Where `row` of the table under `head` says something else in `column` than the document does, counted from the name.
pub(super) fn difference(head: &str, row: &str, column: usize) -> Option<String> {
    let (name, measured) = (cell(row, 0)?, cell(row, column)?);
    let is_of_name = |line: &&str| cell(line, 0) == Some(name);
    let documented = DOCUMENT.split_once(head)?.1.lines().find(is_of_name)?;
    let documented = cell(documented, column)?;
    (documented != measured).then(|| format!("{name}: {measured}, documented as {documented}"))
}

fn cell(row: &str, column: usize) -> Option<&str> {
    row.split('|').nth(column + 1).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requests::{start, warm};

    #[test]
    fn the_document_has_the_tables_that_are_printed() {
        for (head, column) in [(start::HEAD, start::SIZE), (warm::HEAD, warm::INSTRUCTIONS)] {
            let row = "| `status` | ? | ? | ? | ? | ? | ? |";
            let difference = difference(head, row, column).unwrap();
            assert!(difference.starts_with("`status`: ?, documented as "), "{difference}");
            assert_eq!(super::difference(head, "| `nobody` | 1 |", column), None);
        }
    }
}
