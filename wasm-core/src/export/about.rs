//! The sheet that explains the file.

use jiff::Timestamp;

use super::{ExportSite, name};
use crate::job::FurtherSheet;
use crate::mapping::ORIGIN_SHEET;
use crate::message::Message;
use crate::sheet::{Paragraph, TextSheet};

/// Name of the tab.
const NAME: &str = "About";

/// Characters of a query that are shown: Jira takes longer ones than a cell does.
const QUERY: usize = 4000;

/// What there is to say of one export.
pub(super) struct Contents<'c> {
    /// Work items in it.
    pub(super) issues: u32,
    /// Which are not, though the query finds them.
    pub(super) missing: Option<Message>,
    /// What dropdowns do not hold.
    pub(super) lists: Vec<Message>,
    /// The sheets beside that of the work items.
    pub(super) further: &'c [FurtherSheet],
    /// Work items of which Jira did not show all who watch.
    pub(super) hidden_watchers: usize,
}

/// Explains an export: what it holds, what its columns mean, and what an import makes of changes.
pub(super) fn sheet(
    jql: &str,
    site: &ExportSite<'_>,
    at: Timestamp,
    contents: &Contents<'_>,
) -> TextSheet {
    let Contents { issues, further, .. } = *contents;
    let zone = site.zone.name();
    let when = name::local(at, site.zone).strftime("%Y-%m-%d %H:%M").to_string();
    let exported =
        Message::new("about-exported").with("count", issues).with("when", when).with("zone", zone);
    let mut query: String = jql.chars().take(QUERY).collect();
    if query.len() < jql.len() {
        query.push('…');
    }
    let link = Some(site.url.to_owned());
    let mut paragraphs = vec![
        heading("about-heading"),
        text(&exported),
        Paragraph { text: site.url.to_owned(), link, heading: false },
        text(&Message::new("about-query").with("jql", query)),
    ];
    paragraphs.extend(contents.missing.iter().map(text));
    paragraphs.extend([
        Paragraph::default(),
        heading("about-columns"),
        text(&Message::new("about-comments")),
        text(&Message::new("about-grey")),
        text(&Message::new("about-required")),
        text(&Message::new("about-lists")),
    ]);
    paragraphs.extend(contents.lists.iter().map(text));
    paragraphs.extend([
        text(&Message::new("about-several")),
        text(&Message::new("about-zone").with("zone", zone)),
        Paragraph::default(),
        heading("about-import"),
        text(&Message::new("about-approve")),
        text(&Message::new("about-changes")),
        text(&Message::new("about-new-rows")),
        text(&Message::new("about-order")),
        text(&Message::new("about-origin").with("sheet", ORIGIN_SHEET)),
    ]);
    if !further.is_empty() {
        paragraphs.extend([Paragraph::default(), heading("about-further")]);
        let code = |sheet: &FurtherSheet| format!("about-sheet-{}", sheet.code());
        paragraphs.extend(further.iter().map(|sheet| text(&Message::new(code(sheet)))));
        if contents.hidden_watchers > 0 {
            let count = contents.hidden_watchers;
            paragraphs.push(text(&Message::new("about-watchers-hidden").with("count", count)));
        }
        paragraphs.push(text(&Message::new("about-further-rules")));
    }
    TextSheet { name: NAME.to_owned(), paragraphs }
}

fn heading(code: &str) -> Paragraph {
    Paragraph { heading: true, ..text(&Message::new(code)) }
}

fn text(message: &Message) -> Paragraph {
    Paragraph { text: message.text(), ..Paragraph::default() }
}
