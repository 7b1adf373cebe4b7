//! The table of what is simulated. The router is made from it, the front door reads it, and the list
//! `ROUTES.md` is written from it, so that the three cannot differ.

use std::collections::{BTreeMap, BTreeSet};

use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, MethodRouter},
};

use super::operations::{Operation, is_variable};
use crate::sim::Shared;

/// What is known of one method of one path besides its handler.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its method.
    pub method: Method,
    /// Query parameters of Jira that the answer depends on here as in Jira, as `name` or, where only
    /// some values are looked at, as `name=value,value`.
    pub reads: Vec<&'static str>,
    /// Query parameters of Jira that change nothing here and rightly so: what they are for does not
    /// exist in the simulator, or does not show.
    pub ignores: Vec<&'static str>,
    /// Whether it changes nothing although its method could.
    pub only_reads: bool,
}

/// Noted on a request whose operation only reads.
#[derive(Debug, Clone, Copy)]
pub struct OnlyReads;

impl Entry {
    /// Whether a parameter of that name may be given: it is looked at, or has no effect anyway.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        let named = |entry: &&str| entry.split('=').next() == Some(name);
        self.reads.iter().any(named) || self.ignores.contains(&name)
    }
}

/// The methods of a path.
pub struct Methods {
    router: MethodRouter<Shared>,
    entries: Vec<Entry>,
}

impl Methods {
    fn with<H, T>(mut self, method: Method, filter: MethodFilter, handler: H) -> Self
    where
        H: Handler<T, Shared>,
        T: 'static,
    {
        self.router = self.router.on(filter, handler);
        self.entries.push(Entry {
            method,
            reads: Vec::new(),
            ignores: Vec::new(),
            only_reads: false,
        });
        self
    }

    /// POST as well.
    pub fn post<H: Handler<T, Shared>, T: 'static>(self, handler: H) -> Self {
        self.with(Method::POST, MethodFilter::POST, handler)
    }

    /// PUT as well.
    pub fn put<H: Handler<T, Shared>, T: 'static>(self, handler: H) -> Self {
        self.with(Method::PUT, MethodFilter::PUT, handler)
    }

    /// DELETE as well.
    pub fn delete<H: Handler<T, Shared>, T: 'static>(self, handler: H) -> Self {
        self.with(Method::DELETE, MethodFilter::DELETE, handler)
    }

    /// The query parameters that the last named method looks at, separated by spaces.
    pub fn reads(mut self, names: &'static str) -> Self {
        if let Some(last) = self.entries.last_mut() {
            last.reads = names.split(' ').collect();
        }
        self
    }

    /// The last named method changes nothing: it is a POST because of what it is asked with.
    pub fn only_reads(mut self) -> Self {
        if let Some(last) = self.entries.last_mut() {
            last.only_reads = true;
        }
        self
    }

    /// The query parameters that the last named method rightly passes over, separated by spaces.
    pub fn ignores(mut self, names: &'static str) -> Self {
        if let Some(last) = self.entries.last_mut() {
            last.ignores = names.split(' ').collect();
        }
        self
    }
}

fn begin() -> Methods {
    Methods { router: MethodRouter::new(), entries: Vec::new() }
}

/// A path that has GET.
pub fn get<H: Handler<T, Shared>, T: 'static>(handler: H) -> Methods {
    begin().with(Method::GET, MethodFilter::GET, handler)
}

/// A path that has POST.
pub fn post<H: Handler<T, Shared>, T: 'static>(handler: H) -> Methods {
    begin().post(handler)
}

/// A path that has PUT.
pub fn put<H: Handler<T, Shared>, T: 'static>(handler: H) -> Methods {
    begin().put(handler)
}

/// Paths with their methods.
#[derive(Default)]
pub struct Table {
    router: Router<Shared>,
    entries: Vec<(&'static str, Entry)>,
}

impl Table {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a path.
    #[must_use]
    pub fn route(mut self, path: &'static str, methods: Methods) -> Self {
        self.router = self.router.route(path, methods.router);
        self.entries.extend(methods.entries.into_iter().map(|entry| (path, entry)));
        self
    }

    /// Adds the paths of another table.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.entries.extend(other.entries);
        self
    }

    /// The router of all paths.
    pub fn router(self) -> Router<Shared> {
        self.router
    }
}

/// What is simulated, looked up by operation.
#[derive(Debug, Default)]
pub struct Served {
    /// By path, without the names of its variables, and method.
    entries: BTreeMap<(String, String), (String, Entry)>,
    /// The words that stand in paths, each with its place among the parts.
    words: BTreeSet<(usize, String)>,
}

impl Served {
    /// What the tables serve, each under the path it is mounted at.
    #[must_use]
    pub fn new(tables: impl IntoIterator<Item = (&'static str, Table)>) -> Self {
        let mut served = Self::default();
        for (mount, table) in tables {
            for (path, entry) in table.entries {
                served.add(format!("{mount}{path}"), entry);
            }
        }
        served
    }

    fn add(&mut self, path: String, entry: Entry) {
        let parts = path.split('/').skip(1).enumerate();
        let words = parts.filter(|(_, part)| !is_variable(part));
        self.words.extend(words.map(|(at, part)| (at, part.to_owned())));
        self.entries.insert((bare(&path), entry.method.to_string()), (path, entry));
    }

    /// The path as the router knows it and the rest of what is known, if the operation is simulated.
    #[must_use]
    pub fn get(&self, operation: &Operation) -> Option<(&str, &Entry)> {
        let key = (bare(operation.path), operation.method.to_string());
        self.entries.get(&key).map(|(path, entry)| (path.as_str(), entry))
    }

    /// Whether the router could take a value at that place of a path for a word of a path of its own.
    #[must_use]
    pub fn has_word(&self, at: usize, value: &str) -> bool {
        self.words.contains(&(at, value.to_owned()))
    }

    /// Every method and path, as the router knows it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.values().map(|(path, entry)| (path.as_str(), entry))
    }
}

/// A path without the names of its variables, which differ from list to list.
pub fn bare(path: &str) -> String {
    let part = |part: &str| if is_variable(part) { "{}".to_owned() } else { part.to_owned() };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}
