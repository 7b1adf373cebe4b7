//! Numbers, sizes and times for the eye.

/// `1234567` as `1,234,567`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The number with its noun: `1 work item`, `1,200 work items`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// Bytes in the unit that fits: `512 bytes`, `340 KB`, `1.4 MB`.
pub fn bytes(number: f64) -> String {
    const KB: f64 = 1024.0;
    if number < KB {
        format!("{number:.0} bytes")
    } else if number < KB * KB {
        format!("{:.0} KB", number / KB)
    } else {
        let megabytes = format!("{:.1}", number / KB / KB);
        format!("{} MB", megabytes.strip_suffix(".0").unwrap_or(&megabytes))
    }
}

/// Units per second: fast ones whole, slow ones with a decimal.
pub fn rate(per_second: f64) -> String {
    if per_second >= 10.0 { count(per_second.round() as u64) } else { format!("{per_second:.1}") }
}

/// A span of time that is still to come, no finer than anybody can know it.
pub fn duration(seconds: f64) -> String {
    let seconds = seconds.max(0.0).ceil() as u64;
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_000), "1,000");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!(counted(0, "row", "rows"), "0 rows");
    }

    #[test]
    fn sizes_rates_and_times() {
        assert_eq!(bytes(512.0), "512 bytes");
        assert_eq!(bytes(348_000.0), "340 KB");
        assert_eq!(bytes(1_500_000.0), "1.4 MB");
        assert_eq!(bytes(64.0 * 1024.0 * 1024.0), "64 MB");
        assert_eq!(rate(1234.4), "1,234");
        assert_eq!(rate(2.55), "2.5");
        assert_eq!(duration(0.2), "1 s");
        assert_eq!(duration(-3.0), "0 s");
        assert_eq!(duration(61.0), "1 min 1 s");
        assert_eq!(duration(3720.0), "1 h 2 min");
    }
}
