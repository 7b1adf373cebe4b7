//! No path of one person's machine, and no package registry's address, gets into the tree.

use anyhow::Result;

use crate::process;

/// Where a home folder or a working folder of one machine starts, written so that this file
/// does not hold what it forbids.
fn forbidden() -> Vec<String> {
    let homes = ["home", "root", "Users", "work"].map(|folder| format!("/{folder}/"));
    let hosts = ["crates", "static.crates"].map(|host| format!("{host}.{}", "io/api"));
    homes.into_iter().chain(hosts).chain([format!("registry.{}", "npmjs")]).collect()
}

/// Lines that hold such a path.
pub fn check(files: &[String]) -> Result<Vec<String>> {
    let forbidden = forbidden();
    let mut breaches = Vec::new();
    for file in files {
        let Ok(text) = std::fs::read_to_string(process::root().join(file)) else { continue };
        for (number, line) in text.lines().enumerate() {
            if let Some(path) = forbidden.iter().find(|path| starts_word(line, path)) {
                breaches.push(format!("{file}:{}: holds {path}", number + 1));
            }
        }
    }
    Ok(breaches)
}

/// Whether `path` stands in the line at the start of a word, so that `x/work/` of a web address
/// is no breach.
fn starts_word(line: &str, path: &str) -> bool {
    let before = |at: usize| line[..at].chars().next_back();
    line.match_indices(path)
        .any(|(at, _)| before(at).is_none_or(|c| !(c.is_alphanumeric() || "._-~}>)*".contains(c))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_a_part_of_an_address() {
        let path = format!("/{}/", "work");
        assert!(starts_word(&format!("see {path}x"), &path));
        assert!(starts_word(&format!("\"{path}x"), &path));
        assert!(!starts_word(&format!("https://example.com{path}x"), &path));
    }
}
