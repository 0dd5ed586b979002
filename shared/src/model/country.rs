//! Countries, by ISO 3166-1's two letters.

/// The codes that are assigned (249, in the order of the alphabet). Those that are reserved (`EU`, `UK`) or left to
/// users (`XK`, `ZZ`) name no country to whoever reads them.
const ASSIGNED: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES \
    ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN \
    IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG \
    MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL \
    PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF \
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// The code that `text` is, in capital letters; `None` where it is no country's.
pub fn country(text: &str) -> Option<&'static str> {
    let text = text.trim();
    ASSIGNED.split_ascii_whitespace().find(|code| code.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_assigned_is_a_country_however_it_is_written() {
        let codes: Vec<_> = ASSIGNED.split_ascii_whitespace().collect();
        assert_eq!(codes.len(), 249);
        assert!(codes.is_sorted() && codes.iter().all(|code| country(code) == Some(code)));
        assert_eq!(country(" ci\n"), Some("CI"));
        for text in ["", "ZZ", "UK", "EU", "XK", "AN", "C", "CI SN", "CIV", "Ç I", "ci\u{307}"] {
            assert_eq!(country(text), None, "{text}");
        }
    }
}
