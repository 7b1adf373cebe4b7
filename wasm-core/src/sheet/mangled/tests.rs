use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn text(text: &str) -> CellValue {
    CellValue::Text(text.to_owned())
}

fn of(typed: &str, cell: &str) -> Option<Mangling> {
    mangled(typed, &text(cell))
}

#[test]
fn what_programs_make_of_texts_is_known() {
    use Mangling::{Day, Encoding, Number, Sign, Truth};
    for (typed, cell, kind) in [
        ("4006381333931", "4.00638E+12", Number),
        ("4006381333931", "4,00638E+12", Number),
        ("0049301234", "49301234", Number),
        ("-007", "-7", Number),
        ("2.50", "2.5", Number),
        ("3,00", "3", Number),
        ("4E3", "4.00E+03", Number),
        ("12e5", "1200000", Number),
        ("12345678901234567890", "12345678901234500000", Number),
        ("12345678901234567890", "1.23457E+19", Number),
        ("3.14159265358979", "3.141592654", Number),
        ("1,250", "1250", Number),
        ("+49301234567", "49301234567", Number),
        ("(12)", "-12", Number),
        ("5%", "5.00%", Number),
        ("$7", "$7.00", Number),
        ("3-4", "04. Mrz", Day),
        ("3-4", "03. Apr", Day),
        ("3-4", "4-Mar", Day),
        ("3/4", "3/4/2026", Day),
        ("3.4", "03. Apr", Day),
        ("SEPT9", "9-Sep", Day),
        ("DEC1", "01. Dez", Day),
        ("MARCH1", "01-mars", Day),
        ("Apr-21", "01.04.2021", Day),
        ("5-2024", "May-24", Day),
        ("1-2-3", "01.02.2003", Day),
        ("2024-3-4", "04/03/2024", Day),
        ("7/8", "45876", Day),
        ("4:1", "4:01:00", Day),
        ("00:15", "0:15", Day),
        ("8:30", "08:30", Day),
        ("10:30 pm", "10:30 PM", Day),
        ("9:05 pm", "21:05", Day),
        ("12:00 am", "00:00:00", Day),
        ("=1+1", "2", Number),
        ("-5+3", "-2", Number),
        ("+3*(4-1)", "9", Number),
        ("=1/3", "0,333333333", Number),
        ("1/2", "0.5", Number),
        ("2 3/4", "2,75", Number),
        ("12345678901234567", "12345678901234568", Number),
        ("12345678901234567", "12345678901234500", Number),
        ("5%", "0.05", Number),
        ("1,5", "1.5", Number),
        ("1E-5", "0,00001", Number),
        ("1 2/3", "1.666666667", Number),
        ("10:30:15", "10:30", Day),
        ("1/2/2026", "1/2/2026 0:00", Day),
        ("'007", "7", Sign),
        ("'=x", "=x", Sign),
        ("\"quoted\"", "quoted", Sign),
        ("1985", "07.06.1905", Day),
        ("42", "2/11/1900", Day),
        ("Größe prüfen", "GrÃ¶ÃŸe prÃ¼fen", Encoding),
        ("Größe", "GrÃƒÂ¶ÃƒÅ¸e", Encoding),
        ("Größe prüfen", "Gr\u{fffd}\u{fffd}e pr\u{fffd}fen", Encoding),
        ("Zażółć", "Za?ó??", Encoding),
        ("café 😀", "café ??", Encoding),
        ("naïve – “so”", "naïve ? ?so?", Encoding),
        ("Кот", "РљРѕС‚", Encoding),
        ("true", "WAHR", Truth),
        ("False", "FALSE", Truth),
        ("-verbose", "#NAME?", Sign),
        ("=Sheet", "#BEZUG!", Sign),
        ("A long text", "########", Sign),
    ] {
        assert_eq!(of(typed, cell), Some(kind), "{typed} → {cell}");
    }
    for (typed, cell, kind) in [
        ("0815", CellValue::Number(815.0), Number),
        ("4006381333931007123", CellValue::Number(4_006_381_333_931_010_000.0), Number),
        ("4006381333931007123", CellValue::Number(4_006_381_333_931_000_000.0), Number),
        ("1.500", CellValue::Number(1500.0), Number),
        ("5-6", CellValue::Date(date(2026, 6, 5)), Day),
        ("5-6", CellValue::DateTime(date(2026, 5, 6).at(0, 0, 0, 0)), Day),
        ("12:30", CellValue::Duration { seconds: 45_000.0 }, Day),
        ("12:30", CellValue::Number(45_000.0 / 86_400.0), Day),
        ("6:15 PM", CellValue::Number(0.760_416_666_666_666_7), Day),
        ("=2>1", CellValue::Bool(true), Number),
        ("-5+3", CellValue::Number(-2.0), Number),
        ("1 1/2", CellValue::Number(1.5), Number),
        ("12345678901234567", CellValue::Number(12_345_678_901_234_568.0), Number),
        ("1985", CellValue::Date(date(1905, 6, 7)), Day),
        ("TRUE", CellValue::Bool(true), Truth),
        ("@home", CellValue::Error("#NAME?".to_owned()), Sign),
    ] {
        assert_eq!(mangled(typed, &cell), Some(kind), "{typed} → {cell:?}");
    }
}

#[test]
fn what_a_person_typed_is_no_mangling() {
    for (typed, cell) in [
        ("0049301234", "0049301235"),
        ("0049301234", "00493012340"),
        ("-5", "5"),
        ("1.5", "15"),
        ("1.10", "11.0"),
        ("1.10", "1.11"),
        ("50 €", "50 $"),
        ("4006381333931", "4.00639E+12"),
        ("4006381333931", "4006381333930"),
        ("3-4", "3-5"),
        ("3-4", "3/4"),
        ("3-4", "05. Apr"),
        ("1-2-3", "1-2-4"),
        ("SEPT9", "Sept9"),
        ("SEPT9", "10-Sep"),
        ("2024-03-04", "2024-03-05"),
        ("true", "FALSE"),
        ("true", "yes"),
        ("verbose", "#NAME?"),
        ("12:30", "12:45"),
        ("10:30 am", "10:30 PM"),
        ("13:30", "1:30"),
        ("-5+3", "-5+4"),
        ("-5 + more", "-2"),
        ("- 5", "5"),
        ("=", "2"),
        ("1/2", "0.6"),
        ("1/2 done", "0.5"),
        ("1 2/3", "1.7777"),
        ("10:30:15", "10:31"),
        ("5%", "0.06"),
        ("1,5", "1.6"),
        ("'007", "8"),
        ("\"quoted\" twice", "quoted twice"),
        ("A long text", "A long"),
        ("A long text", "#1"),
        ("", "1"),
        ("Room 12", "12"),
        ("1985", "08.06.1905"),
        ("Größe", "Groesse"),
        ("Größe", "Gr??"),
        ("Größe", "Größe?"),
        ("Why", "Wh?"),
    ] {
        assert_eq!(of(typed, cell), None, "{typed} → {cell}");
    }
    assert_eq!(mangled("12", &CellValue::Number(13.0)), None);
    assert_eq!(mangled("x", &CellValue::Error("#N/A".to_owned())), None);
}

#[test]
fn a_text_is_cut_off_where_formats_end() {
    for most in CUTS {
        let long = "ä€🙂x".repeat(most);
        let kept: Vec<u16> = long.encode_utf16().take(most).collect();
        let Ok(kept) = String::from_utf16(&kept) else { continue };
        assert_eq!(of(&long, &kept), Some(Mangling::Cut));
        assert_eq!(of(&kept, &kept), None, "it was no longer");
        let shorter: String = kept.chars().take(kept.chars().count() - 1).collect();
        assert_eq!(of(&long, &shorter), None, "a person made it shorter");
    }
}

proptest! {
    #[test]
    fn zeros_before_a_number_are_missed(zeros in 1_usize..5, number in 1_u64..1_000_000_000_000_000) {
        let typed = format!("{}{number}", "0".repeat(zeros));
        prop_assert_eq!(of(&typed, &number.to_string()), Some(Mangling::Number));
        prop_assert_eq!(mangled(&typed, &CellValue::Number(number as f64)), Some(Mangling::Number));
        prop_assert_eq!(of(&typed, &(number + 1).to_string()), None);
    }

    #[test]
    fn digits_in_scientific_notation_are_missed(number in 100_000_000_000_u64..u64::MAX, comma: bool) {
        let shown = format!("{:.5e}", number as f64);
        let (mantissa, exponent) = shown.split_once('e').unwrap();
        let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
        let mantissa = if comma { mantissa.replace('.', ",") } else { mantissa.to_owned() };
        let cell = format!("{mantissa}E+{exponent}");
        prop_assert_eq!(of(&number.to_string(), &cell), Some(Mangling::Number));
    }

    #[test]
    fn a_pair_of_numbers_became_a_day(day in 1_i8..29, month in 1_i8..13, year in 2000_i16..2100, sign in "[-/.]") {
        let at = date(year, month, day);
        for typed in [format!("{day}{sign}{month}"), format!("{month}{sign}{day}")] {
            prop_assert_eq!(mangled(&typed, &CellValue::Date(at)), Some(Mangling::Day));
            let other = date(year, month, day % 28 + 1);
            let swapped = (other.day(), other.month()) == (month, day);
            // A number that is no month may be the year of a month, whose first day that is.
            let year_too = other.day() == 1 && i16::from(day.max(month)) == year % 100;
            prop_assume!(!swapped && !year_too);
            prop_assert_eq!(mangled(&typed, &CellValue::Date(other)), None);
        }
    }

    #[test]
    fn words_are_never_taken_for_mangled(typed in "[a-z]{2,9} [a-z]{1,9} [a-z]{1,9}", cell in "[A-Za-z0-9 .,:-]{0,20}") {
        prop_assert_eq!(of(&typed, &cell), None);
    }

    #[test]
    fn nothing_panics(typed in ".{0,20}", cell in ".{0,20}", number: f64) {
        let _ = of(&typed, &cell);
        let _ = of(&cell, &typed);
        let _ = mangled(&typed, &CellValue::Number(number));
    }

    #[test]
    fn numbers_and_signs_never_panic(typed in "[-+0-9.,:/eE%$ ()#]{0,16}", cell in "[-+0-9.,:/eE%$ ()#]{0,16}", number: f64) {
        let _ = of(&typed, &cell);
        let _ = mangled(&typed, &CellValue::Number(number));
    }
}
