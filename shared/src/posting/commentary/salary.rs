//! What an offer pays, as the readers of a language and a currency write it.

use super::wording;
use crate::model::language::Language::{self, Arabic, English, French, Portuguese};
use crate::people::ats::Job;

/// Keeps an amount and its currency in one line.
const SPACE: char = '\u{a0}';

/// How a currency is written beside an amount.
enum Currency {
    /// Right before it, `€48,000`.
    Sign(String),
    /// Before it, `KES 80,000`.
    Before(String),
    /// Behind it, `48 000 €`.
    Behind(String),
}

/// The pay of `job`; `None` where it names none, or no currency.
pub(super) fn salary(job: &Job, language: Language) -> Option<String> {
    let currency = currency(job.currency.as_deref()?, language)?;
    let pay = match ends(job) {
        (Some(least), Some(most)) if least < most => range(&currency, least, most, language),
        (Some(pay), Some(_)) => one(&currency, pay, language),
        (Some(least), None) => {
            format!("{} {}", wording::at_least(language), one(&currency, least, language))
        }
        (None, Some(most)) => {
            format!("{} {}", wording::at_most(language), one(&currency, most, language))
        }
        (None, None) => return None,
    };
    let period = job.salary_period.as_deref().and_then(wording::period);
    Some(match period {
        Some(period) => format!("{pay} {}", wording::per(language, period)),
        None => pay,
    })
}

/// The lowest and the highest pay of `job`, the lower one first.
pub(super) const fn ends(job: &Job) -> (Option<u64>, Option<u64>) {
    match (job.salary_min, job.salary_max) {
        (Some(least), Some(most)) if least > most => (Some(most), Some(least)),
        ends => ends,
    }
}

fn one(currency: &Currency, amount: u64, language: Language) -> String {
    let amount = grouped(amount, language);
    match currency {
        Currency::Sign(sign) => format!("{sign}{amount}"),
        Currency::Before(name) => format!("{name}{SPACE}{amount}"),
        Currency::Behind(name) => format!("{amount}{SPACE}{name}"),
    }
}

fn range(currency: &Currency, least: u64, most: u64, language: Language) -> String {
    match currency {
        Currency::Sign(_) => {
            format!("{} – {}", one(currency, least, language), one(currency, most, language))
        }
        Currency::Before(_) => {
            format!("{} – {}", one(currency, least, language), grouped(most, language))
        }
        Currency::Behind(_) => {
            format!("{} – {}", grouped(least, language), one(currency, most, language))
        }
    }
}

/// Whole numbers in groups of three (CLDR); Arabic as in the Maghreb's papers, with Western digits.
fn grouped(amount: u64, language: Language) -> String {
    let separator = match language {
        French => SPACE,
        English | Arabic => ',',
        Portuguese => '.',
    };
    let digits = amount.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// The currency called `name`, as it is written; `None` for none.
fn currency(name: &str, language: Language) -> Option<Currency> {
    code(name, None).map(|code| written(&code, language))
}

/// Where the CFA franc is that of the central bank in Yaoundé (BEAC); elsewhere it is that of the one in Dakar.
const CENTRAL_AFRICA: [&str; 6] = ["CF", "CG", "CM", "GA", "GQ", "TD"];

/// ISO 4217's code of the currency called `name` in `country`, by that code, its sign or its usual name; `None` for
/// anything else.
pub(super) fn code(name: &str, country: Option<&str>) -> Option<String> {
    let name = name.trim().to_uppercase().replace(['.', ' ', SPACE], "");
    let code = match name.as_str() {
        "FCFA" | "CFA" | "F" if country.is_some_and(|it| CENTRAL_AFRICA.contains(&it)) => "XAF",
        "FCFA" | "CFA" | "F" => "XOF",
        "€" | "EURO" | "EUROS" => "EUR",
        "$" | "US$" | "$US" => "USD",
        "£" => "GBP",
        "₦" | "NAIRA" => "NGN",
        "KSH" | "KSHS" => "KES",
        "DH" | "DHS" | "DIRHAM" | "DIRHAMS" => "MAD",
        "GH₵" | "GHC" => "GHS",
        code => code,
    };
    let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    is_code.then(|| code.to_owned())
}

fn written(code: &str, language: Language) -> Currency {
    let sign = |sign: &str| match language {
        English => Currency::Sign(sign.to_owned()),
        _ => Currency::Behind(sign.to_owned()),
    };
    match (code, language) {
        ("XOF" | "XAF", _) => Currency::Behind("FCFA".to_owned()),
        ("EUR", _) => sign("€"),
        ("GBP", _) => sign("£"),
        ("USD", English) => Currency::Sign("$".to_owned()),
        ("NGN", English) => Currency::Sign("₦".to_owned()),
        ("GHS", English) => Currency::Sign("GH₵".to_owned()),
        ("MAD", French) => Currency::Behind("DH".to_owned()),
        ("MAD", Arabic) => Currency::Behind("درهم".to_owned()),
        ("DZD", Arabic) => Currency::Behind("دينار جزائري".to_owned()),
        ("TND", Arabic) => Currency::Behind("دينار تونسي".to_owned()),
        ("EGP", Arabic) => Currency::Behind("جنيه مصري".to_owned()),
        ("AOA", Portuguese) => Currency::Behind("Kz".to_owned()),
        ("BRL", Portuguese) => Currency::Before("R$".to_owned()),
        (code, English) => Currency::Before(code.to_owned()),
        (code, _) => Currency::Behind(code.to_owned()),
    }
}
