//! What texts are marked with, and the signs of the marks.

use std::rc::Rc;

use serde_json::{Value, json};

/// A sign that is put around a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `+inserted+`
    Underline,
    /// `~sub~`
    Sub,
    /// `^sup^`
    Sup,
    /// `*strong*`
    Strong,
    /// `-deleted-`
    Strike,
    /// `_emphasis_`
    Em,
    /// `??citation??`, which becomes an emphasis
    Citation,
}

impl Sign {
    /// All signs of marks, the outermost first, as they are written.
    pub const NESTED: [Self; 6] =
        [Self::Underline, Self::Sub, Self::Sup, Self::Strong, Self::Strike, Self::Em];

    /// The sign as it is typed.
    pub fn text(self) -> &'static str {
        match self {
            Self::Underline => "+",
            Self::Sub => "~",
            Self::Sup => "^",
            Self::Strong => "*",
            Self::Strike => "-",
            Self::Em => "_",
            Self::Citation => "??",
        }
    }

    /// The sign that a character is.
    pub fn of(c: char) -> Option<Self> {
        Self::NESTED.into_iter().find(|s| s.text().starts_with(c))
    }

    /// Its place among all seven.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// The marks of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// Those that have a sign, by their index; a citation is kept as an emphasis.
    pub signs: [bool; 6],
    /// `{{code}}`
    pub code: bool,
    /// `#rrggbb`
    pub colour: Option<Rc<str>>,
    /// The address that it leads to.
    pub link: Option<Rc<str>>,
}

impl Marks {
    /// Whether the text has the mark of a sign.
    pub fn has(&self, sign: Sign) -> bool {
        self.signs.get(sign.index()).copied().unwrap_or(false)
    }

    /// Adds the mark of a sign; a text is either below or above the line.
    pub fn add(&mut self, sign: Sign) {
        let sign = if sign == Sign::Citation { Sign::Em } else { sign };
        let other = match sign {
            Sign::Sub => self.has(Sign::Sup),
            Sign::Sup => self.has(Sign::Sub),
            _ => false,
        };
        if !other {
            self.signs[sign.index()] = true;
        }
    }

    /// The marks of a node of text.
    pub fn of(node: &Value) -> Self {
        let mut marks = Self::default();
        for mark in node["marks"].as_array().into_iter().flatten() {
            match mark["type"].as_str().unwrap_or_default() {
                "underline" => marks.add(Sign::Underline),
                "strong" => marks.add(Sign::Strong),
                "strike" => marks.add(Sign::Strike),
                "em" => marks.add(Sign::Em),
                "subsup" if mark["attrs"]["type"] == "sub" => marks.add(Sign::Sub),
                "subsup" => marks.add(Sign::Sup),
                "code" => marks.code = true,
                "textColor" => {
                    let colour = mark["attrs"]["color"].as_str().and_then(super::colour::hex);
                    marks.colour = colour.map(Rc::from);
                }
                "link" => marks.link = mark["attrs"]["href"].as_str().map(Rc::from),
                _ => {}
            }
        }
        if marks.code {
            marks.signs = [false; 6];
            marks.colour = None;
        }
        marks
    }

    /// The marks as a document has them. Code is combined with a link only.
    pub fn json(&self) -> Vec<Value> {
        let mut marks = Vec::new();
        let plain = |name: &str| json!({"type": name});
        if self.code {
            marks.push(plain("code"));
        } else {
            for (sign, name) in [
                (Sign::Strong, "strong"),
                (Sign::Em, "em"),
                (Sign::Strike, "strike"),
                (Sign::Underline, "underline"),
            ] {
                if self.has(sign) {
                    marks.push(plain(name));
                }
            }
            for (sign, name) in [(Sign::Sub, "sub"), (Sign::Sup, "sup")] {
                if self.has(sign) {
                    marks.push(json!({"type": "subsup", "attrs": {"type": name}}));
                }
            }
            if let Some(colour) = &self.colour {
                marks.push(json!({"type": "textColor", "attrs": {"color": &**colour}}));
            }
        }
        if let Some(href) = &self.link {
            marks.push(json!({"type": "link", "attrs": {"href": &**href}}));
        }
        marks
    }
}
