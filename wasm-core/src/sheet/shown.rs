//! What a number format shows that the number does not say: leading zeros, fixed decimals, a
//! percent sign, a unit behind it.

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

/// A number format that carries meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NumberShape {
    /// The text in front.
    before: String,
    /// Digits of the whole part at least.
    digits: usize,
    /// Digits behind the decimal point.
    decimals: usize,
    /// Whether hundredths are shown.
    percent: bool,
    /// The text behind, as a unit.
    after: String,
}

impl NumberShape {
    /// The shape of a built-in format, by its id (ECMA-376 part 1, 18.8.30).
    #[cfg(any(test, feature = "codec"))]
    pub(super) fn builtin(id: u32) -> Option<Self> {
        match id {
            2 => Self::of_code("0.00"),
            9 => Self::of_code("0%"),
            10 => Self::of_code("0.00%"),
            _ => None,
        }
    }

    /// The shape of a format code, by its section for positive numbers. None where it shows no more
    /// than the number says, or in another way than digits: in groups, as a fraction, a currency.
    #[cfg(any(test, feature = "codec"))]
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        let mut shape = Self::default();
        let (mut in_digits, mut in_decimals, mut plain) = (false, false, true);
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            let behind = in_digits;
            let text = if behind { &mut shape.after } else { &mut shape.before };
            match c {
                ';' => break,
                '0' if in_decimals => shape.decimals += 1,
                '0' => (shape.digits, in_digits) = (shape.digits + 1, true),
                '#' if !in_decimals => in_digits = true,
                '.' if behind && !in_decimals => in_decimals = true,
                '%' => shape.percent = true,
                '"' => text.extend(chars.by_ref().take_while(|quoted| *quoted != '"')),
                '\\' => text.extend(chars.next()),
                '_' | '*' => _ = chars.next(),
                ' ' | '-' | '/' => text.push(c),
                _ => plain = false,
            }
        }
        let says = shape.digits > 1
            || shape.decimals > 0
            || shape.percent
            || !shape.before.trim().is_empty()
            || !shape.after.trim().is_empty();
        (plain && in_digits && says).then_some(shape)
    }

    /// The shape of a number by what a program shows for it. None where that says no more than the
    /// number, or is written otherwise: in groups, with an exponent, as a sum of money.
    #[cfg(any(test, feature = "codec"))]
    pub(super) fn of_shown(shown: &str, number: f64) -> Option<Self> {
        let shown = shown.trim().replace([' ', '\u{a0}', '\u{202f}'], " ").replace(" %", "%");
        let shown = shown.strip_prefix('-').filter(|_| number < 0.0).unwrap_or(&shown);
        let (before, rest) = shown.split_at(shown.find(|c: char| c.is_ascii_digit())?);
        let (whole, rest) = rest.split_at(digits_of(rest));
        let fraction = rest.strip_prefix(['.', ',']).filter(|rest| digits_of(rest) > 0);
        let (fraction, rest) = fraction.map_or(("", rest), |rest| rest.split_at(digits_of(rest)));
        let after = rest.strip_prefix('%');
        let zeros = whole.len() > 1 && whole.starts_with('0');
        let shape = Self {
            before: before.to_owned(),
            digits: if zeros { whole.len() } else { 1 },
            decimals: fraction.len(),
            percent: after.is_some(),
            after: after.unwrap_or(rest).to_owned(),
        };
        let around = || shape.before.chars().chain(shape.after.chars());
        let says = zeros
            || fraction.ends_with('0')
            || shape.percent
            || around().any(|c| !c.is_whitespace());
        let plain = around().all(|c| !c.is_ascii_digit() && !"€$£¥".contains(c));
        let point = if fraction.is_empty() { "" } else { "." };
        let percent = if shape.percent { "%" } else { "" };
        let read = format!("{before}{whole}{point}{fraction}{percent}{}", shape.after);
        (says && plain && shape.text(number.abs()) == read).then_some(shape)
    }

    /// The number as the sheet shows it, with a decimal point.
    pub fn text(&self, number: f64) -> String {
        let number = if self.percent { number * 100.0 } else { number };
        let sign = if number < 0.0 { "-" } else { "" };
        let digits = format!("{:.*}", self.decimals, number.abs());
        let point = if self.decimals > 0 { self.decimals + 1 } else { 0 };
        let percent = if self.percent { "%" } else { "" };
        let width = self.digits + point;
        format!("{sign}{}{digits:0>width$}{percent}{}", self.before, self.after)
    }

    /// Bytes that it takes.
    #[cfg(feature = "codec")]
    pub(super) fn bytes(&self) -> u64 {
        (size_of::<Self>() + self.before.len() + self.after.len()) as u64
    }

    /// Whether the number is shown as hundredths.
    pub fn is_percent(&self) -> bool {
        self.percent
    }

    /// The text behind the number.
    pub fn unit(&self) -> &str {
        self.after.trim()
    }
}

/// Digits at the start of a text.
#[cfg(any(test, feature = "codec"))]
fn digits_of(text: &str) -> usize {
    text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

/// The cells of a sheet whose formats carry meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shapes {
    shapes: IndexSet<NumberShape>,
    /// Row, column and position of the shape, in the order of the sheet.
    cells: Vec<(u32, u32, u16)>,
}

impl Shapes {
    /// Whether no cell has one.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The shape of a cell.
    pub fn of(&self, row: u32, column: u32) -> Option<&NumberShape> {
        let at = self.cells.binary_search_by_key(&(row, column), |cell| (cell.0, cell.1)).ok()?;
        self.shapes.get_index(usize::from(self.cells.get(at)?.2))
    }

    /// Remembers the shape of a cell, and says whether it is a new one. A sheet has few shapes; what
    /// is beyond 65,535 is left out.
    #[cfg(any(test, feature = "codec"))]
    pub(crate) fn add(&mut self, row: u32, column: u32, shape: &NumberShape) -> bool {
        let known = self.shapes.get_index_of(shape);
        let at = known.unwrap_or(self.shapes.len());
        let Ok(position) = u16::try_from(at) else { return false };
        if known.is_none() {
            self.shapes.insert(shape.clone());
        }
        self.cells.push((row, column, position));
        known.is_none()
    }

    /// Puts the cells in order.
    #[cfg(any(test, feature = "codec"))]
    pub(super) fn sort(&mut self) {
        self.cells.sort_by_key(|cell| (cell.0, cell.1));
        self.cells.dedup_by_key(|cell| (cell.0, cell.1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_as_its_format_says() {
        for (code, number, shown) in [
            ("000", 7.0, "007"),
            ("0.00", 2.1, "2.10"),
            ("0.0", 3.0, "3.0"),
            ("0%", 0.25, "25%"),
            ("0.0%", 0.125, "12.5%"),
            ("0\" h\"", 12.0, "12 h"),
            ("0\\ \\d", 2.0, "2 d"),
            ("\"REQ-\"0000", 42.0, "REQ-0042"),
            ("#0.0\" min\";[Red]-0", 1.5, "1.5 min"),
            ("00", -4.0, "-04"),
        ] {
            let shape = NumberShape::of_code(code).map(|shape| shape.text(number));
            assert_eq!(shape.as_deref(), Some(shown), "{code}");
        }
    }

    #[test]
    fn what_says_no_more_than_the_number_has_no_shape() {
        for code in
            ["General", "0", "#", "#,##0", "#,##0.00", "0.00E+00", "# ?/?", "@", "[$€-407]0"]
        {
            assert_eq!(NumberShape::of_code(code), None, "{code}");
        }
    }

    #[test]
    fn what_is_shown_tells_the_shape() {
        for (shown, number, text) in [
            ("00123", 123.0, "00123"),
            ("1.10", 1.1, "1.10"),
            ("1,10", 1.1, "1.10"),
            ("50%", 0.5, "50%"),
            ("12,50 %", 0.125, "12.50%"),
            ("2 d", 2.0, "2 d"),
            ("v2.0", 2.0, "v2.0"),
            ("-04", -4.0, "-04"),
        ] {
            let shape = NumberShape::of_shown(shown, number).map(|shape| shape.text(number));
            assert_eq!(shape.as_deref(), Some(text), "{shown}");
        }
        for (shown, number) in [
            ("7", 7.0),
            ("1.5", 1.5),
            ("1,234.50", 1234.5),
            ("1.234,50", 1234.5),
            ("1.500", 1500.0),
            ("1.23E+04", 12345.0),
            ("1 1/4", 1.25),
            ("€ 5.00", 5.0),
            ("TRUE", 1.0),
            ("###", 1.0),
        ] {
            assert_eq!(NumberShape::of_shown(shown, number), None, "{shown}");
        }
    }

    #[test]
    fn shapes_are_found_by_their_cell() {
        let mut shapes = Shapes::default();
        let [zeros, percent] = ["000", "0%"].map(|code| NumberShape::of_code(code).unwrap());
        shapes.add(5, 1, &zeros);
        shapes.add(2, 9, &percent);
        shapes.add(2, 3, &zeros);
        shapes.sort();
        assert_eq!(shapes.of(2, 9), Some(&percent));
        assert_eq!(shapes.of(5, 1), Some(&zeros));
        assert_eq!(shapes.of(5, 2), None);
    }
}
