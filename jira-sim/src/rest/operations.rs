//! What Jira Cloud serves, whether the simulator does or not: the committed list of its operations.

use std::sync::OnceLock;

use axum::http::Method;

/// The list; its head says where it comes from.
const LIST: &str = include_str!("operations.txt");

/// APIs of a Jira site that the list does not describe: service desks, assets, what Jira's own pages
/// call. They are Jira's all the same, so that a path there must not pass for one that it lacks.
const OTHER_APIS: [&str; 9] = [
    "assets",
    "auth",
    "dev-status",
    "gadget",
    "greenhopper",
    "insight",
    "plugins",
    "servicedeskapi",
    "webhooks",
];

/// A query parameter that Jira documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it is when it is left out, where the list says so.
    pub default: Option<&'static str>,
}

/// One method of one path.
#[derive(Debug)]
pub struct Operation {
    /// Its method.
    pub method: Method,
    /// Its path, with names in braces; that of the platform is the path of version 3.
    pub path: &'static str,
    /// Whether it also runs for somebody who has not signed in.
    pub anonymous: bool,
    /// The types that its body may have; none where Jira does not look at it.
    pub body: Vec<&'static str>,
    /// The parameters of its query.
    pub query: Vec<Parameter>,
    segments: Vec<&'static str>,
}

/// What a method and a path come to.
#[derive(Debug)]
pub enum Found {
    /// An operation of Jira.
    Operation(&'static Operation),
    /// A path of Jira, which has these methods only.
    OtherMethods(Vec<&'static str>),
    /// A path of an API of Jira that the list does not describe.
    OtherApi,
    /// Jira has no such path.
    Nothing,
}

/// All operations, in the order of the list.
pub fn all() -> &'static [Operation] {
    static ALL: OnceLock<Vec<Operation>> = OnceLock::new();
    ALL.get_or_init(|| {
        let lines = LIST.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(read).collect()
    })
}

fn read(line: &'static str) -> Option<Operation> {
    let mut columns = line.split(' ');
    let (method, path) = (columns.next()?.parse().ok()?, columns.next()?);
    let listed = |text: &'static str| text.split(',').filter(|word| *word != "-");
    let flags: Vec<_> = listed(columns.next()?).collect();
    let body = listed(columns.next()?).collect();
    let parameter = |text: &'static str| match text.split_once('=') {
        Some((name, default)) => Parameter { name, default: Some(default) },
        None => Parameter { name: text, default: None },
    };
    Some(Operation {
        method,
        path,
        anonymous: flags.contains(&"anonymous"),
        body,
        query: columns.map(parameter).collect(),
        segments: path.split('/').skip(1).collect(),
    })
}

/// Whether a part of a path template stands for any value.
#[must_use]
pub fn is_variable(segment: &str) -> bool {
    segment.starts_with('{')
}

impl Operation {
    fn covers(&self, path: &[&str]) -> bool {
        self.segments.len() == path.len()
            && self.segments.iter().zip(path).all(|(own, given)| is_variable(own) || own == given)
    }
}

/// Looks a path up, given by its parts. Where several operations cover it, the one that names more
/// of it wins, so that `issue/picker` is not the issue of the key `picker`.
pub fn find(method: &Method, path: &[&str]) -> Found {
    let covering: Vec<&Operation> = all().iter().filter(|o| o.covers(path)).collect();
    let named =
        |o: &&&Operation| -> Vec<bool> { o.segments.iter().map(|s| is_variable(s)).collect() };
    let own = covering.iter().filter(|o| o.method == *method).min_by_key(named);
    if let Some(operation) = own {
        return Found::Operation(operation);
    }
    if covering.is_empty() {
        let other = matches!(path, ["rest", api, ..] if OTHER_APIS.contains(api));
        return if other { Found::OtherApi } else { Found::Nothing };
    }
    let mut methods: Vec<&str> = covering.iter().map(|o| o.method.as_str()).collect();
    methods.sort_unstable();
    methods.dedup();
    Found::OtherMethods(methods)
}
