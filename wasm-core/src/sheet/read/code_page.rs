//! Encodings by name, with the code pages of DOS, which browsers don't know: Excel still writes them
//! as “CSV (MS-DOS)”.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// An encoding.
#[derive(Clone, Copy, Debug)]
pub(super) enum Charset {
    /// One of the WHATWG encoding standard.
    Web(&'static Encoding),
    /// One of DOS.
    Dos(&'static CodePage),
}

/// A code page of DOS: the characters of the bytes from 128 on.
#[derive(Debug)]
pub(super) struct CodePage {
    name: &'static str,
    high: &'static str,
}

/// The one of DOS in Western Europe.
pub(super) static IBM850: CodePage = CodePage {
    name: "IBM850",
    high: "\
     ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
     áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
};

/// The one of DOS in the United States.
pub(super) static IBM437: CodePage = CodePage {
    name: "IBM437",
    high: "\
     ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
     áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
};

/// The one of DOS in Central Europe.
pub(super) static IBM852: CodePage = CodePage {
    name: "IBM852",
    high: "\
     ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č\
     áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
     └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀\
     ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}",
};

impl CodePage {
    fn table(&self) -> Vec<char> {
        self.high.chars().collect()
    }
}

impl Charset {
    /// The encoding of a name, such as `latin1`, `cp1250`, `mac` or `850`.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        let number = ["windows-", "windows", "ibm", "cp", "dos-", "dos"]
            .iter()
            .find_map(|prefix| name.strip_prefix(prefix))
            .unwrap_or(&name);
        match number {
            "850" => Some(Self::Dos(&IBM850)),
            "437" => Some(Self::Dos(&IBM437)),
            "852" => Some(Self::Dos(&IBM852)),
            "mac-roman" | "macroman" | "mac" => Some(Self::Web(encoding_rs::MACINTOSH)),
            "utf-16" | "utf16" => Some(Self::Web(encoding_rs::UTF_16LE)),
            "932" => Some(Self::Web(encoding_rs::SHIFT_JIS)),
            "936" => Some(Self::Web(encoding_rs::GBK)),
            "949" => Some(Self::Web(encoding_rs::EUC_KR)),
            "950" => Some(Self::Web(encoding_rs::BIG5)),
            number => Encoding::for_label(name.as_bytes())
                .or_else(|| Encoding::for_label(format!("windows-{number}").as_bytes()))
                .map(Self::Web),
        }
    }

    /// Its name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Dos(page) => page.name,
        }
    }

    /// The text of some bytes, and whether some of them are none.
    pub(super) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes),
            Self::Dos(page) => {
                let table = page.table();
                let char_of = |byte: &u8| match byte.checked_sub(128) {
                    None => char::from(*byte),
                    Some(high) => {
                        table.get(usize::from(high)).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
                    }
                };
                (Cow::Owned(bytes.iter().map(char_of).collect()), false)
            }
        }
    }

    /// The characters of the bytes from 128 on, of an encoding of one byte each. What is no
    /// character of a text is [`char::REPLACEMENT_CHARACTER`].
    pub(super) fn table(self) -> Vec<char> {
        let char_of = |byte: u8| {
            let (text, _) = self.decode(std::slice::from_ref(&byte));
            let first = text.chars().next().filter(|c| !c.is_control());
            first.unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        (128..=255).map(char_of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_page_has_a_character_for_each_byte() {
        for page in [&IBM850, &IBM437, &IBM852] {
            assert_eq!(page.table().len(), 128, "{}", page.name);
        }
        let text = |page, bytes: &'static [u8]| Charset::Dos(page).decode(bytes).0.into_owned();
        assert_eq!(text(&IBM850, b"Stra\xE1e \x9Bre \x9C5"), "Straße øre £5");
        assert_eq!(text(&IBM437, b"na\x8Bve \x9B5"), "naïve ¢5");
        assert_eq!(text(&IBM852, b"\x9D\xA2d\xAB"), "Łódź");
    }

    #[test]
    fn an_encoding_has_many_names() {
        for (given, name) in [
            ("utf8", "UTF-8"),
            ("Latin1", "windows-1252"),
            ("1250", "windows-1250"),
            ("CP1251", "windows-1251"),
            ("850", "IBM850"),
            ("ibm437", "IBM437"),
            ("cp852", "IBM852"),
            ("mac-roman", "macintosh"),
            ("sjis", "Shift_JIS"),
            ("utf-16", "UTF-16LE"),
        ] {
            assert_eq!(Charset::named(given).map(Charset::name), Some(name), "{given}");
        }
        assert!(Charset::named("klingon").is_none());
    }
}
