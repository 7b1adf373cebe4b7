//! Names of an export: its lineage and its file.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use sha2::{Digest, Sha256};

use crate::digest;
use crate::job::ExportFormat;
use crate::mapping::space_of;
use crate::ports::Zone;

/// The lineage of a new export, 32 hexadecimal digits: another one for each export, and the same
/// for every copy of its file.
pub(super) fn lineage(site: &str, jql: &str, at: Timestamp) -> String {
    let mut hash = Sha256::new();
    for part in [site, jql, &at.as_nanosecond().to_string()] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    digest::short(hash)
}

/// `DEMO-2026-11-02.xlsx` where all issues are of one project, else `issues-2026-11-02.xlsx`.
pub(super) fn file_name<'k>(
    mut keys: impl Iterator<Item = &'k str>,
    format: ExportFormat,
    at: Timestamp,
    zone: &dyn Zone,
) -> String {
    let first = keys.next().and_then(space_of);
    let same = first.filter(|first| keys.all(|key| space_of(key) == Some(first)));
    let day = local(at, zone).date();
    let extension = match format {
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::Csv => "csv",
        ExportFormat::Json => "json",
    };
    format!("{}-{day}.{extension}", same.unwrap_or("issues"))
}

/// What a clock in the zone shows.
pub(super) fn local(at: Timestamp, zone: &dyn Zone) -> DateTime {
    Offset::from_seconds(zone.offset_seconds(at)).unwrap_or(Offset::UTC).to_datetime(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(i32);

    impl Zone for Fixed {
        fn name(&self) -> &str {
            "Test/Fixed"
        }

        fn offset_seconds(&self, _: Timestamp) -> i32 {
            self.0
        }
    }

    #[test]
    fn the_file_is_named_by_project_and_the_users_day() {
        let at: Timestamp = "2026-11-02T23:30:00Z".parse().unwrap();
        let name = |keys: &[&str], zone| {
            file_name(keys.iter().copied(), ExportFormat::Csv, at, &Fixed(zone))
        };
        assert_eq!(name(&["DEMO-1", "DEMO-2"], 3600), "DEMO-2026-11-03.csv");
        assert_eq!(name(&["DEMO-1", "TEAM-2"], 0), "issues-2026-11-02.csv");
        assert_eq!(name(&[], 0), "issues-2026-11-02.csv");
    }

    #[test]
    fn each_export_has_its_own_lineage() {
        let at: Timestamp = "2026-11-02T23:30:00Z".parse().unwrap();
        let one = lineage("https://a.example", "project = A", at);
        assert_eq!(one.len(), 32);
        assert_eq!(one, lineage("https://a.example", "project = A", at));
        assert_ne!(one, lineage("https://a.example", "project = B", at));
        assert_ne!(one, lineage("https://a.examplep", "roject = A", at));
    }
}
