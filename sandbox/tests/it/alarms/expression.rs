//! CloudWatch's metric math, as far as `template.yaml` uses it: numbers, ids, `+ - * /`, comparisons,
//! `IF`, `FILL` and `SUM`. A value is absent where its metric has none in the period.

use std::collections::BTreeMap;

/// The value of `expression` with the metrics `values`, in one period.
pub(super) fn evaluate(expression: &str, values: &BTreeMap<String, Option<f64>>) -> Option<f64> {
    let mut parser = Parser { rest: expression, values };
    let value = parser.comparison();
    assert_eq!(parser.rest.trim(), "", "{expression}");
    value
}

struct Parser<'a> {
    rest: &'a str,
    values: &'a BTreeMap<String, Option<f64>>,
}

impl<'a> Parser<'a> {
    fn takes(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expects(&mut self, token: &str) {
        assert!(self.takes(token), "{token} is missing before {}", self.rest);
    }

    fn comparison(&mut self) -> Option<f64> {
        let left = self.sum();
        let is: fn(&f64, &f64) -> bool = match () {
            () if self.takes(">=") => f64::ge,
            () if self.takes("<=") => f64::le,
            () if self.takes(">") => f64::gt,
            () if self.takes("<") => f64::lt,
            () => return left,
        };
        let right = self.sum();
        Some(if is(&left?, &right?) { 1.0 } else { 0.0 })
    }

    fn sum(&mut self) -> Option<f64> {
        let mut value = self.product();
        loop {
            if self.takes("+") {
                let next = self.product();
                value = value.zip(next).map(|(a, b)| a + b);
            } else if self.takes("-") {
                let next = self.product();
                value = value.zip(next).map(|(a, b)| a - b);
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.operand();
        loop {
            if self.takes("*") {
                let next = self.operand();
                value = value.zip(next).map(|(a, b)| a * b);
            } else if self.takes("/") {
                // CloudWatch leaves a division by zero out of the series.
                let next = self.operand().filter(|divisor| *divisor != 0.0);
                value = value.zip(next).map(|(a, b)| a / b);
            } else {
                return value;
            }
        }
    }

    fn operand(&mut self) -> Option<f64> {
        if self.takes("(") {
            let value = self.comparison();
            self.expects(")");
            return value;
        }
        let word = self.word();
        match word {
            "IF" | "FILL" | "SUM" => {
                self.expects("(");
                let arguments = self.list(")");
                function(word, &arguments)
            }
            _ => match word.parse() {
                Ok(number) => Some(number),
                Err(_) => *self.values.get(word).unwrap_or_else(|| panic!("no metric {word:?}")),
            },
        }
    }

    /// The values up to `end`; an array's are among the others.
    fn list(&mut self, end: &str) -> Vec<Option<f64>> {
        let mut values = Vec::new();
        loop {
            if self.takes("[") {
                values.extend(self.list("]"));
            } else {
                values.push(self.comparison());
            }
            if !self.takes(",") {
                self.expects(end);
                return values;
            }
        }
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest.trim_start();
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || "_.".contains(letter);
        let (word, rest) =
            rest.split_at(rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()));
        self.rest = rest;
        word
    }
}

fn function(name: &str, arguments: &[Option<f64>]) -> Option<f64> {
    match (name, arguments) {
        ("IF", [condition, then, otherwise]) => {
            if condition.as_ref()? > &0.0 {
                *then
            } else {
                *otherwise
            }
        }
        ("FILL", [value, filling]) => value.or(*filling),
        ("SUM", values) => values.iter().copied().flatten().reduce(|a, b| a + b),
        _ => panic!("{name} of {arguments:?}"),
    }
}

#[test]
fn expressions_are_read_as_cloudwatch_reads_them() {
    let values = [("a", Some(3.0)), ("b", None), ("none", Some(0.0))];
    let values = values.map(|(name, value)| (name.to_owned(), value)).into();
    for (expression, value) in [
        ("1 + 2 * a", Some(7.0)),
        ("IF(a >= 3, 100 * a / 4, 0)", Some(75.0)),
        ("IF(a > 3, 1, 0)", Some(0.0)),
        ("SUM([FILL(a, 0), FILL(b, 5)])", Some(8.0)),
        ("a + b", None),
        ("IF(none > 0, a / none, 0)", Some(0.0)),
        ("a / none", None),
    ] {
        assert_eq!(evaluate(expression, &values), value, "{expression}");
    }
}
