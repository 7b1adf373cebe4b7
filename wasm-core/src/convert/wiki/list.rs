//! Lists: `*`, `#` and `-`, within each other, and lists of tasks.

use serde_json::{Value, json};

use super::blocks::{self, Scope};
use super::chars::is_blank;
use super::line;
use super::macros::Finder;
use super::node;

/// Signs before an item at most.
const MOST_SIGNS: usize = 20;

/// The signs of an item that begin a line, with a space or nothing behind.
pub(super) fn signs(line: &str) -> Option<&str> {
    let behind = line.trim_start_matches(['*', '#', '-']);
    let signs = &line[..line.len() - behind.len()];
    let ends = behind.is_empty() || behind.starts_with(is_blank);
    let is = ends && !signs.is_empty() && signs.len() <= MOST_SIGNS && !signs.starts_with("--");
    is.then_some(signs)
}

/// The end of the list that begins at a place: a blank line, a rule, or the end of the text.
pub(super) fn end(text: &str, start: usize, finder: &mut Finder<'_>) -> usize {
    let mut at = start;
    loop {
        let next = (finder.line_end(at) + 1).min(text.len());
        let rest = text[next..].trim_start_matches(is_blank);
        let line = rest.split('\n').next().unwrap_or_default();
        if line.is_empty() || matches!(line.trim_end(), "----" | "-----") {
            return next;
        }
        at = next;
    }
}

struct List {
    numbered: bool,
    items: Vec<Item>,
}

struct Item {
    text: String,
    below: Vec<List>,
}

/// The lists of lines that are nothing else.
pub(super) fn read(text: &str, scope: Scope<'_>) -> Vec<Value> {
    let mut finder = Finder::new(text);
    let mut items: Vec<(&str, String)> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = finder.line_end(at);
        let line = text[at..end].trim_start_matches(is_blank);
        match (signs(line), items.last_mut()) {
            (None, Some((_, words))) => {
                words.push('\n');
                words.push_str(line);
            }
            (found, _) => {
                let words = line[found.map_or(0, str::len)..].trim_start_matches(is_blank);
                items.push((found.unwrap_or("*"), words.to_owned()));
            }
        }
        at = end + 1;
    }
    lists(&items, 0).into_iter().map(|list| list_node(list, scope)).collect()
}

/// The lists of items that have more than so many signs.
fn lists(items: &[(&str, String)], depth: usize) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut at = 0;
    while let Some((signs, words)) = items.get(at) {
        let own = signs.len() == depth + 1;
        let numbered = signs[depth..].starts_with('#');
        let start = at + usize::from(own);
        let deeper = items[start..].iter().take_while(|(signs, _)| signs.len() > depth + 1);
        at = start + deeper.count();
        let text = if own { words.clone() } else { String::new() };
        let item = Item { text, below: self::lists(&items[start..at], depth + 1) };
        match lists.last_mut() {
            Some(list) if list.numbered == numbered => list.items.push(item),
            _ => lists.push(List { numbered, items: vec![item] }),
        }
    }
    lists
}

fn list_node(list: List, scope: Scope<'_>) -> Value {
    if are_tasks(&list) {
        return tasks(&list, scope);
    }
    let kind = if list.numbered { "orderedList" } else { "bulletList" };
    let items = list.items.into_iter().map(|item| {
        let mut content = blocks::filled(blocks::read(&item.text, scope.item()));
        content.extend(item.below.into_iter().map(|below| list_node(below, scope)));
        node::block("listItem", content)
    });
    node::block(kind, items.collect())
}

/// Whether all items begin with a box, `[]` or `[x]`.
fn are_tasks(list: &List) -> bool {
    let is = |item: &Item| task(&item.text).is_some() && item.below.iter().all(are_tasks);
    !list.numbered && list.items.iter().all(is)
}

fn task(text: &str) -> Option<(&str, &str)> {
    let done = text.strip_prefix("[x]").map(|words| ("DONE", words));
    let (state, words) = done.or_else(|| Some(("TODO", text.strip_prefix("[]")?)))?;
    let fits = !words.contains('\n') && (words.is_empty() || words.starts_with(is_blank));
    fits.then(|| (state, words.trim_start_matches(is_blank)))
}

fn tasks(list: &List, scope: Scope<'_>) -> Value {
    let mut content = Vec::new();
    for item in &list.items {
        let (state, words) = task(&item.text).unwrap_or(("TODO", &item.text));
        let attrs = json!({ "localId": "", "state": state });
        content.push(node::with("taskItem", attrs, line::nodes(words, scope.names)));
        content.extend(item.below.iter().map(|below| tasks(below, scope)));
    }
    node::with("taskList", json!({ "localId": "" }), content)
}
