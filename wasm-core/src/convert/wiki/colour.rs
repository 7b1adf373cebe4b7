//! Colours of texts and panels.

/// The kinds of panel with the background that Jira writes each with.
const PANELS: [(&str, [u8; 3]); 5] = [
    ("info", [0xde, 0xeb, 0xff]),
    ("note", [0xea, 0xe6, 0xff]),
    ("success", [0xe3, 0xfc, 0xef]),
    ("warning", [0xff, 0xfa, 0xe6]),
    ("error", [0xff, 0xeb, 0xe6]),
];

/// Names of colours that people use most.
const NAMES: [(&str, [u8; 3]); 24] = [
    ("aqua", [0, 255, 255]),
    ("black", [0, 0, 0]),
    ("blue", [0, 0, 255]),
    ("brown", [165, 42, 42]),
    ("cyan", [0, 255, 255]),
    ("darkblue", [0, 0, 139]),
    ("darkgreen", [0, 100, 0]),
    ("darkred", [139, 0, 0]),
    ("gold", [255, 215, 0]),
    ("gray", [128, 128, 128]),
    ("green", [0, 128, 0]),
    ("grey", [128, 128, 128]),
    ("lightblue", [173, 216, 230]),
    ("lightgreen", [144, 238, 144]),
    ("lightyellow", [255, 255, 224]),
    ("magenta", [255, 0, 255]),
    ("maroon", [128, 0, 0]),
    ("navy", [0, 0, 128]),
    ("orange", [255, 165, 0]),
    ("pink", [255, 192, 203]),
    ("purple", [128, 0, 128]),
    ("red", [255, 0, 0]),
    ("white", [255, 255, 255]),
    ("yellow", [255, 255, 0]),
];

fn parts(colour: &str) -> Option<[u8; 3]> {
    let colour = colour.trim().to_ascii_lowercase();
    if let Some((_, parts)) = NAMES.iter().find(|(name, _)| *name == colour) {
        return Some(*parts);
    }
    let digits = colour.strip_prefix('#').unwrap_or(&colour);
    let digits: Option<Vec<u8>> =
        digits.chars().map(|c| u8::try_from(c.to_digit(16)?).ok()).collect();
    match digits?.as_slice() {
        [a, b, c, d, e, f] => Some([a * 16 + b, c * 16 + d, e * 16 + f]),
        [a, b, c] => Some([a * 17, b * 17, c * 17]),
        _ => None,
    }
}

/// A colour as documents have it, `#rrggbb`. What is no colour is black, as Jira takes it.
pub(super) fn hex(colour: &str) -> String {
    let [red, green, blue] = parts(colour).unwrap_or_default();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The kind of panel whose background is nearest to a colour.
pub(super) fn panel(background: Option<&str>) -> &'static str {
    let Some(wanted) = background.and_then(parts) else { return "info" };
    let distance = |known: &[u8; 3]| -> u32 {
        let pairs = known.iter().zip(wanted);
        pairs.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let nearest = PANELS.iter().min_by_key(|(_, known)| distance(known));
    nearest.map_or("info", |(kind, _)| kind)
}
