//! What the records of .xls and of .xlsb have in common.

/// The number of an RkNumber ([MS-XLS] 2.5.217, [MS-XLSB] 2.5.122): the upper 30 bits of a double or
/// a whole number, in hundredths where bit 0 says so.
pub(super) fn rk(bits: u32) -> f64 {
    let number = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

/// The error of a cell by its code ([MS-XLS] 2.5.10, [MS-XLSB] 2.5.97.2).
pub(super) fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#UNKNOWN!",
    }
}

/// Little-endian bytes; zero beyond the end.
fn bytes_at<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    bytes.get(at..at + N).and_then(|found| found.try_into().ok()).unwrap_or([0; N])
}

/// A little-endian number; zero beyond the end.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes_at(bytes, at))
}

/// A little-endian number; zero beyond the end.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes_at(bytes, at))
}

/// A little-endian number; zero beyond the end.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes_at(bytes, at))
}

/// A double; zero beyond the end.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> f64 {
    f64::from_bits(u64_at(bytes, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_whole_or_cut_doubles_or_hundredths_of_both() {
        for (bits, number) in [
            (1234 << 2 | 2, 1234.0),
            ((-5_i32 << 2).cast_unsigned() | 2, -5.0),
            (1234 << 2 | 3, 12.34),
            (0x3FF8_0000, 1.5),
            (0x4059_0001, 1.0),
        ] {
            assert_eq!(rk(bits), number, "{bits:#x}");
        }
    }
}
