use super::*;

/// Gives one byte at a time, so that every token crosses an edge of the window.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let count = usize::from(!self.0.is_empty() && !buf.is_empty());
        buf[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn tokens(xml: &str) -> Result<String, ReadError> {
    let mut scanner = Scanner::new(Drip(xml.as_bytes()), "part.xml", 0)?;
    let mut out = String::new();
    loop {
        let mut text = String::new();
        match scanner.tag_after(&mut text)? {
            Some(Token::Open(tag)) => {
                out += &format!("{text:?} <{}", String::from_utf8_lossy(tag.name));
                for (name, value) in tag.attributes() {
                    out += &format!(" {}={}", String::from_utf8_lossy(name), decode(value));
                }
                out += if tag.empty { "/> " } else { "> " };
            }
            Some(Token::Close(name)) => {
                out += &format!("{text:?} </{}> ", String::from_utf8_lossy(name));
            }
            None => return Ok(format!("{out}{text:?}")),
        }
    }
}

#[test]
fn tags_texts_and_what_is_between() {
    let xml = "<?xml version='1.0'?><!-- < > --><x:a b = \"1>2\" y:c='&lt;\"'>t&amp;<d/>\r\n\
               <![CDATA[<raw>&amp;]]></x:a >";
    assert_eq!(
        tokens(xml).unwrap(),
        "\"\" <a b=1>2 c=<\"> \"t&\" <d/> \"\\n<raw>&amp;\" </a> \"\""
    );
}

#[test]
fn broken_ends_are_errors() {
    for xml in ["<a", "<a b=\"", "<!-- ", "<![CDATA[ ]]", "<?xml"] {
        assert_eq!(tokens(xml).unwrap_err().code(), "file-damaged", "{xml}");
    }
    assert_eq!(tokens("<!DOCTYPE a>").unwrap_err().code(), "file-forbidden-content");
    assert_eq!(tokens("\u{feff}<a/>").unwrap(), "\"\\u{feff}\" <a/> \"\"");
}

#[test]
fn entities_that_are_none_stay_text() {
    let all = decode(b"&#65;&#x1F600;&bogus;&;&#xD800;& &amp;amp;");
    assert_eq!(all, "A😀&bogus;&;&#xD800;& &amp;");
}
