//! Colours of texts and of panels.

/// Names that people use in `{color:…}`, as CSS has them.
#[rustfmt::skip]
const NAMES: [(&str, u32); 40] = [
    ("aqua", 0x00_ff_ff), ("beige", 0xf5_f5_dc), ("black", 0x00_00_00), ("blue", 0x00_00_ff),
    ("brown", 0xa5_2a_2a), ("coral", 0xff_7f_50), ("crimson", 0xdc_14_3c), ("cyan", 0x00_ff_ff),
    ("darkblue", 0x00_00_8b), ("darkgray", 0xa9_a9_a9), ("darkgreen", 0x00_64_00),
    ("darkgrey", 0xa9_a9_a9), ("darkorange", 0xff_8c_00), ("darkred", 0x8b_00_00),
    ("fuchsia", 0xff_00_ff), ("gold", 0xff_d7_00), ("gray", 0x80_80_80), ("green", 0x00_80_00),
    ("grey", 0x80_80_80), ("indigo", 0x4b_00_82), ("lightblue", 0xad_d8_e6),
    ("lightgray", 0xd3_d3_d3), ("lightgreen", 0x90_ee_90), ("lightgrey", 0xd3_d3_d3),
    ("lightyellow", 0xff_ff_e0), ("lime", 0x00_ff_00), ("magenta", 0xff_00_ff),
    ("maroon", 0x80_00_00), ("navy", 0x00_00_80), ("olive", 0x80_80_00), ("orange", 0xff_a5_00),
    ("pink", 0xff_c0_cb), ("purple", 0x80_00_80), ("red", 0xff_00_00), ("silver", 0xc0_c0_c0),
    ("teal", 0x00_80_80), ("tomato", 0xff_63_47), ("violet", 0xee_82_ee), ("white", 0xff_ff_ff),
    ("yellow", 0xff_ff_00),
];

/// The panels of the editor with the background that each is written with.
const PANELS: [(&str, u32); 5] = [
    ("info", 0xde_eb_ff),
    ("note", 0xea_e6_ff),
    ("success", 0xe3_fc_ef),
    ("warning", 0xff_fa_e6),
    ("error", 0xff_eb_e6),
];

fn value(colour: &str) -> Option<u32> {
    let colour = colour.trim().to_ascii_lowercase();
    let digits = colour.strip_prefix('#').unwrap_or(&colour);
    let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
    match digits.len() {
        6 if hex => u32::from_str_radix(digits, 16).ok(),
        3 if hex => {
            let long: String = digits.chars().flat_map(|c| [c, c]).collect();
            u32::from_str_radix(&long, 16).ok()
        }
        _ => NAMES.iter().find(|(name, _)| *name == colour).map(|(_, value)| *value),
    }
}

/// A colour as documents have it, `#rrggbb`.
pub fn hex(colour: &str) -> Option<String> {
    value(colour).map(|value| format!("#{value:06x}"))
}

/// The panel whose background is nearest to a colour, as Jira chooses it.
pub fn panel(background: Option<&str>) -> &'static str {
    let Some(wanted) = background.and_then(value) else { return "info" };
    let part = |colour: u32, shift: u32| i64::from(colour >> shift & 0xff);
    let distance = |colour: u32| -> i64 {
        [16, 8, 0].iter().map(|s| (part(colour, *s) - part(wanted, *s)).pow(2)).sum()
    };
    PANELS.iter().min_by_key(|(_, colour)| distance(*colour)).map_or("info", |(name, _)| name)
}

/// The background that a panel is written with.
pub fn background(panel: &str, own: Option<&str>) -> String {
    let kind = if panel == "tip" { "success" } else { panel };
    let known = PANELS.iter().find(|(name, _)| *name == kind);
    let chosen = if panel == "custom" { own.and_then(value) } else { None };
    format!("#{:06x}", chosen.or(known.map(|(_, c)| *c)).unwrap_or(PANELS[0].1))
}
