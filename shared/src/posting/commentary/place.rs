//! The town an offer is in, out of what somebody wrote where it says "location".

use icu_normalizer::ComposingNormalizerBorrowed;

/// Words of an address, or of a building, that is not a town.
const STREETS: [&str; 71] = [
    "rue",
    "avenue",
    "av",
    "ave",
    "boulevard",
    "bd",
    "blvd",
    "bvd",
    "route",
    "rte",
    "chemin",
    "allée",
    "allee",
    "impasse",
    "quai",
    "lot",
    "lotissement",
    "îlot",
    "ilot",
    "immeuble",
    "bâtiment",
    "batiment",
    "résidence",
    "residence",
    "carrefour",
    "zone",
    "street",
    "road",
    "rd",
    "lane",
    "drive",
    "close",
    "plot",
    "floor",
    "building",
    "house",
    "plaza",
    "rua",
    "avenida",
    "travessa",
    "estrada",
    "شارع",
    "طريق",
    "عمارة",
    "bld",
    "autoroute",
    "km",
    "pk",
    "quartier",
    "cité",
    "cite",
    "bairro",
    "حي",
    "site",
    "sites",
    "multi-site",
    "multi-sites",
    "client",
    "usine",
    "agence",
    "chantier",
    "siège",
    "siege",
    "bureau",
    "bureaux",
    "office",
    "headquarters",
    "hq",
    "factory",
    "warehouse",
    "branch",
];
/// Words of an address that lead to a house, and to nothing else.
const WAYS: [&str; 34] = [
    "rue",
    "avenue",
    "av",
    "ave",
    "boulevard",
    "bd",
    "blvd",
    "bvd",
    "bld",
    "route",
    "rte",
    "chemin",
    "allée",
    "allee",
    "impasse",
    "quai",
    "autoroute",
    "lot",
    "îlot",
    "ilot",
    "street",
    "road",
    "rd",
    "lane",
    "drive",
    "plot",
    "rua",
    "avenida",
    "travessa",
    "estrada",
    "شارع",
    "طريق",
    "carrefour",
    "rond-point",
];
/// Words of what is not one place.
const NOWHERE: [&str; 74] = [
    "rest",
    "reste",
    "resto",
    "outside",
    "all",
    "any",
    "anywhere",
    "everywhere",
    "nationwide",
    "worldwide",
    "multiple",
    "various",
    "several",
    "remote",
    "remotely",
    "virtual",
    "online",
    "home",
    "hybrid",
    "hybride",
    "onsite",
    "tbd",
    "tbc",
    "tba",
    "na",
    "nc",
    "none",
    "null",
    "nil",
    "unknown",
    "undefined",
    "unspecified",
    "negotiable",
    "confidential",
    "partout",
    "toute",
    "tout",
    "toutes",
    "tous",
    "entière",
    "entier",
    "plusieurs",
    "divers",
    "diverses",
    "différents",
    "télétravail",
    "teletravail",
    "distance",
    "domicile",
    "définir",
    "preciser",
    "préciser",
    "précisé",
    "renseigné",
    "mobilité",
    "vários",
    "várias",
    "todo",
    "todos",
    "remoto",
    "remota",
    "lieu",
    "convenir",
    "déterminer",
    "determiner",
    "annonce",
    "description",
    "descriptif",
    "jd",
    "international",
    "híbrido",
    "hibrido",
    "qualquer",
    "flexible",
];
/// The same in Arabic, as parts of words.
const NOWHERE_IN_ARABIC: [&str; 7] =
    ["عن بعد", "عن بُعد", "جميع", "مختلف", "محدد", "يحدد", "الاتفاق"];
/// What stands before a place and a colon, in lower case.
const LABELS: [&str; 22] = [
    "ville",
    "lieu",
    "localisation",
    "localité",
    "adresse",
    "région",
    "pays",
    "location",
    "work location",
    "job location",
    "place",
    "place of work",
    "city",
    "town",
    "address",
    "local",
    "local de trabalho",
    "cidade",
    "morada",
    "المدينة",
    "المكان",
    "مكان العمل",
];
/// What leads to a place, in lower case.
const LEADING: [&str; 16] = [
    "based in",
    "based at",
    "basé à",
    "basée à",
    "situé à",
    "située à",
    "proche de",
    "près de",
    "autour de",
    "à",
    "À",
    "in",
    "at",
    "near",
    "around",
    "em",
];
/// Short words of names, which are no acronyms, in capitals.
const SHORT_WORDS: [&str; 26] = [
    "DE", "DU", "DES", "LA", "LE", "LES", "ET", "EN", "AU", "AUX", "SUR", "OF", "AND", "THE",
    "FOR", "DA", "DO", "DOS", "DAS", "EL", "AL", "SAN", "NEW", "LOS", "LAS", "BEN",
];
/// Places whose names hold an "and".
const JOINED: [&str; 21] = [
    "trinidad and tobago",
    "trinité et tobago",
    "bosnia and herzegovina",
    "bosnie et herzégovine",
    "antigua and barbuda",
    "são tomé e príncipe",
    "sao tome e principe",
    "são tomé and príncipe",
    "sao tome and principe",
    "sao tomé et principe",
    "wallis et futuna",
    "eure et loir",
    "ille et vilaine",
    "indre et loire",
    "loir et cher",
    "lot et garonne",
    "maine et loire",
    "meurthe et moselle",
    "saône et loire",
    "seine et marne",
    "tarn et garonne",
];
/// What separates the parts of an address; a hyphen does where it stands alone.
const SEPARATORS: [char; 13] = [',', '،', '؛', ';', '(', ')', '/', '|', '–', '—', '•', '·', ':'];
/// What joins two towns.
const CONJUNCTIONS: [&str; 10] =
    [" et ", " and ", " & ", " ou ", " or ", " e ", " y ", " und ", " و ", " أو "];
/// A longer one is a sentence, in words and in characters.
const WORDS: usize = 5;
/// The same of a street, with the house.
const STREET_WORDS: usize = 8;
const CHARACTERS: usize = 30;

/// The town of `Abidjan, Côte d’Ivoire`, `12 rue des Jardins, 75011 Paris` or `Abidjan et Bouaké`; `None`
/// where no part of `location` looks like one.
pub(super) fn town(location: &str) -> Option<String> {
    let location = ComposingNormalizerBorrowed::new_nfc().normalize(location);
    let location = location.replace(" - ", ",").replace(['\n', '\t'], ",");
    location.split(SEPARATORS).find_map(part_town)
}

/// The street of `12 rue des Jardins, 75011 Paris`; `None` where no part of `location` names one. What is neither
/// this nor the town, such as a quarter or a building, is nothing that an address has a name for.
pub fn street(location: &str) -> Option<String> {
    let location = location.replace(" - ", ",").replace(['\n', '\t'], ",");
    let parts = location.split(SEPARATORS).map(str::trim);
    let is_way = |word: &str| WAYS.contains(&word.to_lowercase().trim_end_matches('.'));
    let is_street = |part: &&str| {
        part.split_whitespace().count() <= STREET_WORDS && part.split_whitespace().any(is_way)
    };
    let streets: Vec<_> = parts.filter(is_street).collect();
    (!streets.is_empty()).then(|| streets.join(", "))
}

/// Whether something else than a town is told, such as "Remote" or "N/A".
pub(super) fn is_nowhere(location: &str) -> bool {
    let lower = location.to_lowercase();
    let is_word = |word: &str| NOWHERE.contains(&word.replace(['/', '.'], "").as_str());
    lower.split([' ', ',', '(', ')', '-']).any(is_word)
        || NOWHERE_IN_ARABIC.iter().any(|word| location.contains(word))
        || !location.contains(char::is_alphabetic)
}

/// What stands before or behind a code: `75011 Paris`, `Angré 8e tranche`.
fn part_town(part: &str) -> Option<String> {
    let words: Vec<_> = part.split_whitespace().collect();
    words.split(|word| is_code(word)).find_map(named_town)
}

fn named_town(words: &[&str]) -> Option<String> {
    let town = first(&without_lead(words).join(" "));
    let town = unshouted(town.trim_matches(|c: char| !c.is_alphanumeric()));
    let lower = town.to_lowercase();
    let is_street = |word: &str| STREETS.contains(&word.trim_end_matches('.'));
    let is_letter = |c: char| c.is_alphabetic() || is_mark(c) || " -'’.".contains(c);
    let is_town = (2..=CHARACTERS).contains(&town.chars().count())
        && town.split(' ').count() <= WORDS
        && town.chars().all(is_letter)
        && !lower.split(' ').any(is_street)
        && !LABELS.contains(&lower.as_str())
        && !town.split(' ').any(is_host)
        && !is_nowhere(&town);
    is_town.then_some(town)
}

/// `in Nairobi` → `Nairobi`.
fn without_lead<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    let rest = |lead: &&str| {
        let lead: Vec<_> = lead.split(' ').collect();
        let (before, rest) = words.split_at_checked(lead.len())?;
        // `In Salah` is a town's name.
        let is_word = |(word, part): (&&str, &&str)| {
            word == part || (lead.len() > 1 && word.to_lowercase() == *part)
        };
        let is_lead = before.iter().zip(&lead).all(is_word);
        (is_lead && !rest.is_empty()).then_some(rest)
    };
    LEADING.iter().find_map(rest).unwrap_or(words)
}

/// `www.example.com`, and not `N.Djamena` or `St.Louis`.
fn is_host(word: &str) -> bool {
    let labels: Vec<_> = word.split('.').collect();
    labels.windows(2).any(|pair| pair.iter().all(|label| label.chars().count() > 2))
}

/// A postal code, a post-office box, an arrondissement: `75011`, `CEDEX`, `B.P.`, `11e`.
fn is_code(word: &str) -> bool {
    let is_number = word.chars().filter(char::is_ascii_digit).count() >= 4
        && word.chars().all(|c| c.is_ascii_digit() || c == '-');
    let ordinal = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_ordinal = ordinal.len() < word.len()
        && matches!(ordinal, "e" | "er" | "è" | "ème" | "eme" | "ᵉ" | "st" | "nd" | "rd" | "th");
    let plain = word.replace('.', "").to_lowercase();
    is_number
        || is_ordinal
        || matches!(plain.as_str(), "cedex" | "bp" | "po" | "box" | "cp" | "pmb")
}

/// The first of towns that are joined. Arabic joins them by a letter before the next; before an article it
/// begins no name.
fn first(place: &str) -> String {
    if JOINED.contains(&place.to_lowercase().as_str()) {
        return place.to_owned();
    }
    let conjunctions = CONJUNCTIONS.iter().chain([&" وال"]);
    let end = conjunctions.filter_map(|conjunction| place.find(conjunction)).min();
    place.get(..end.unwrap_or(place.len())).unwrap_or(place).trim().to_owned()
}

/// `text` as people write it who don't press the key for capitals; acronyms stay.
pub(super) fn unshouted(text: &str) -> String {
    if text.contains(char::is_lowercase) {
        return text.to_owned();
    }
    let quiet = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter();
        match word.chars().count() {
            0..=3 if !SHORT_WORDS.contains(&word) => word.to_owned(),
            _ if word.contains('.') => word.to_owned(),
            _ => first.chain(letters.flat_map(char::to_lowercase)).collect(),
        }
    };
    text.split(' ').map(quiet).collect::<Vec<_>>().join(" ")
}

/// A mark above a letter that may have no composed form: a vowel sign of Arabic, for one.
pub(super) const fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_found_wherever_it_stands() {
        for (location, expected) in [
            ("Abidjan, Côte d’Ivoire", "Abidjan"),
            ("Abidjan et Bouaké", "Abidjan"),
            ("12 rue des Jardins, 75011 Paris", "Paris"),
            ("75011 Paris", "Paris"),
            ("Paris 11e", "Paris"),
            ("Lyon - Part Dieu", "Lyon"),
            ("Plot 12, Kampala Road, Kampala", "Kampala"),
            ("Lagos | Abuja", "Lagos"),
            ("Lieu : Dakar", "Dakar"),
            ("الدار البيضاء، المغرب", "الدار البيضاء"),
            ("الرباط والدار البيضاء", "الرباط"),
            ("São Paulo/SP", "São Paulo"),
            ("Seine et Marne", "Seine et Marne"),
            ("N'Djamena", "N'Djamena"),
            ("Saint-Louis", "Saint-Louis"),
            ("Se\u{301}gou", "Ségou"),
            ("Yamoussoukro (Côte d'Ivoire)", "Yamoussoukro"),
            ("Remote, Nairobi", "Nairobi"),
            ("B.P. 1234 Douala - Akwa", "Douala"),
            ("BORDEAUX CEDEX 33000", "Bordeaux"),
            ("Abidjan 🇨🇮", "Abidjan"),
            ("Ville : Dakar", "Dakar"),
            ("Work location: Lagos", "Lagos"),
            ("مكان العمل: الرباط", "الرباط"),
            ("Based in Lagos", "Lagos"),
            ("Basé à Dakar", "Dakar"),
            ("in Nairobi", "Nairobi"),
            ("In Salah", "In Salah"),
            ("الرباط أو سلا", "الرباط"),
            ("القاهرة و الجيزة", "القاهرة"),
            ("Cocody Angré 8ème tranche", "Cocody Angré"),
            ("Quartier Kipé, Conakry", "Conakry"),
            ("Siège, Bamako", "Bamako"),
            ("Trinidad and Tobago", "Trinidad and Tobago"),
            ("NEW YORK", "New York"),
            ("SAN PEDRO", "San Pedro"),
            ("NAIROBI CBD", "Nairobi CBD"),
            ("Benin City", "Benin City"),
            ("Cape Town", "Cape Town"),
            ("P.O. Box 12345, NAIROBI", "Nairobi"),
        ] {
            assert_eq!(town(location).as_deref(), Some(expected), "{location}");
        }
    }

    #[test]
    fn a_street_is_what_leads_to_a_house() {
        for (location, expected) in [
            ("12 rue des Jardins, 75011 Paris", Some("12 rue des Jardins")),
            ("Plot 12, Kampala Road, Kampala", Some("Plot 12, Kampala Road")),
            ("Cocody, Bd. Latrille\nAbidjan", Some("Bd. Latrille")),
            ("شارع الحسن الثاني، الرباط", Some("شارع الحسن الثاني")),
            ("Siège, Bamako", None),
            ("Quartier Kipé, Conakry", None),
            ("Abidjan", None),
            ("Nous sommes au bord de la route qui mène à Dabou", None),
        ] {
            assert_eq!(street(location).as_deref(), expected, "{location}");
        }
    }

    #[test]
    fn what_is_no_place_is_none() {
        for location in [
            "Rest of Nigeria",
            "Outside Nigeria",
            "Remote (anywhere)",
            "Télétravail",
            "Toute la Côte d'Ivoire",
            "N/A",
            "-",
            "À définir",
            "null",
            "12 avenue Hassan II",
            "Route de l'aéroport",
            "B12",
            "عن بعد",
            "Plusieurs villes",
            "à convenir",
            "A déterminer",
            "voir annonce",
            "see description",
            "As per JD",
            "Head Office",
            "Multi-sites",
            "Híbrido",
            "Qualquer lugar",
            "غير محدد",
            "لم يحدد",
            "حسب الاتفاق",
            "Usine de Bouaké",
            "Bld Latrille",
            "www.example.com",
            "Ville",
            "à",
            "",
            "Le poste est basé dans nos bureaux près du marché central",
        ] {
            assert_eq!(town(location), None, "{location}");
        }
    }
}
