//! Text files: what the reader noticed is in the plan, and the user may have them read otherwise.

use super::tests::{Talk, jira};
use crate::convert::DayOrder;
use crate::jira::testing::{FakeJira, VirtualClock, keeping};
use crate::job::{Command, FileInfo, ImportSummary, Reply, RowFilter};
use crate::sheet::{Delimiter, TextChoice};

fn opened(reply: Reply) -> FileInfo {
    match reply {
        Reply::Opened(file) => file,
        other => panic!("{other:?}"),
    }
}

/// The plan of the table that Rowport would choose.
fn plan<F>(talk: &Talk<'_, F>, file: &FileInfo) -> ImportSummary
where
    F: Fn(&crate::ports::Request, usize) -> crate::jira::testing::Answer,
{
    talk.connect().unwrap();
    let choose = Command::Choose { table: file.choice.clone() };
    let Ok(Reply::Matched(matched)) = talk.say(choose, &[]) else { panic!("not matched") };
    let mut mapping = matched.mapping;
    mapping.day_order = Some(DayOrder::DayFirst);
    match talk.say(Command::Plan { mapping }, &[]) {
        Ok(Reply::Planned(planned)) => planned,
        other => panic!("{other:?}"),
    }
}

fn told(planned: &ImportSummary) -> Vec<String> {
    let general = planned.general.iter().map(|finding| finding.message.code.clone());
    let rows = planned.findings.iter().map(|group| format!("{} × {}", group.rows, group.code));
    general.chain(rows).collect()
}

#[test]
fn what_the_reader_noticed_is_in_the_plan() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, keeping(jira));
    let talk = Talk::new(&clock, &site);
    for (file, expected) in [
        (&b"Key;Summary\nDEMO-1;One\nDEMO-2;Two\n"[..], &[][..]),
        (b"Key;Summary\nDEMO-1;One\nDEMO-2;L\xF6sung f\xFCr\n", &["note-encoding-guessed"]),
        (b"Key;Summary\nDEMO-1;One\nDEMO-2;Gy\xF5r\n", &["note-encoding-doubtful"]),
        (
            b"Key;Summary\nDEMO-1;L\xC3\xB6sung f\xC3\xBCr\nDEMO-2;Jos\xE9\n",
            &["note-undecodable-characters", "1 × text-character-lost"],
        ),
        (b"Key;Summary\nDEMO-1;One\nDEMO-2;Go; then stop\n", &["1 × text-row-longer"]),
        (
            b"Key;Summary\nDEMO-2;\"Never closed\nDEMO-1;One\n",
            &["1 × text-quote-open", "1 × text-after-open-quote"],
        ),
    ] {
        let open = Command::Open { name: "team.csv".to_owned() };
        let file = opened(talk.say(open, file).unwrap());
        assert_eq!(told(&plan(&talk, &file)), expected, "{file:?}");
    }
    let all = Command::Rows { filter: RowFilter::All, start: 0, count: 10, find: None };
    let Ok(Reply::Rows(rows)) = talk.say(all, &[]) else { panic!("no rows") };
    let actions: Vec<_> = rows.rows.iter().map(|row| row.plan.action).collect();
    insta::assert_debug_snapshot!(actions);
}

#[test]
fn a_text_file_is_read_again_as_the_user_says() {
    let clock = VirtualClock::new();
    let site = FakeJira::new(&clock, keeping(jira));
    let talk = Talk::new(&clock, &site);
    let reread = |encoding: Option<&str>, delimiter| {
        let text = TextChoice { encoding: encoding.map(str::to_owned), delimiter };
        talk.say(Command::Reread { text }, &[])
    };
    assert_eq!(reread(None, None).unwrap_err().code, "step-missing");
    let open = Command::Open { name: "team.csv".to_owned() };
    talk.say(open, b"Key;Summary\nDEMO-1;Gy\xF5r, Budapest\n").unwrap();
    let preview = |file: FileInfo| (file.sheets[0].preview[1].1.clone(), file.notes.len());
    let again = opened(reread(Some("cp1250"), None).unwrap());
    assert_eq!(preview(again), (vec!["DEMO-1".to_owned(), "Győr, Budapest".to_owned()], 0));
    let again = opened(reread(Some("cp1250"), Some(Delimiter::Sign(','))).unwrap());
    assert_eq!(preview(again).0, ["DEMO-1;Győr", " Budapest"]);
    assert_eq!(reread(Some("none"), None).unwrap_err().code, "file-encoding-unknown");
    let again = opened(reread(Some("850"), Some(Delimiter::OneColumn)).unwrap());
    assert_eq!(again.text.map(|text| text.encoding.name).as_deref(), Some("IBM850"));
}
