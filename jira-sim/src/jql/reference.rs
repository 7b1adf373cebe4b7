//! The names that JQL knows, as Jira's reference data lists them.

use super::{
    known::{self, Special},
    operators::Operators,
    order, reserved, special,
};
use crate::site::{Field, Site};

/// A field or another clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReference {
    /// Its name in a query, without quotes.
    pub name: String,
    /// The name shown.
    pub shown: String,
    /// `cf[10016]` for a custom field.
    pub custom: Option<String>,
    /// Whether issues can be ordered by it.
    pub orderable: bool,
    /// The operators it has.
    pub operators: Vec<&'static str>,
    /// What its values are: the `type` of its schema.
    pub value_type: String,
}

/// All clauses, those of fields first.
#[must_use]
pub fn fields(site: &Site) -> Vec<FieldReference> {
    let of_fields = site.fields.iter().flat_map(|field| {
        let names = field.clause_names.iter();
        names.filter(|name| known::special(name).is_none()).map(|name| of_field(site, field, name))
    });
    let hanging = known::hanging().iter().map(|field| of_field(site, field, &field.id));
    let specials = known::specials().map(|(name, special)| FieldReference {
        name: name.into(),
        shown: name.into(),
        custom: None,
        orderable: special == Special::Key,
        operators: special::operators(&special).list(),
        value_type: "string".into(),
    });
    of_fields.chain(hanging).chain(specials).collect()
}

fn of_field(site: &Site, field: &Field, name: &str) -> FieldReference {
    let custom = field.number.map(|number| format!("cf[{number}]"));
    let shown = match &custom {
        Some(custom) => format!("{} - {custom}", field.name),
        None => field.name.clone(),
    };
    FieldReference {
        name: name.into(),
        shown,
        custom,
        orderable: order::Criterion::by_field(site, field, false).is_some(),
        operators: Operators::of(field).list(),
        value_type: field.schema["type"].as_str().unwrap_or("string").into(),
    }
}

/// All functions, as `membersOf(group)`, and whether each stands for a list.
pub fn functions() -> impl Iterator<Item = (String, bool)> {
    known::FUNCTIONS.iter().map(|f| (format!("{}({})", f.name, f.arguments), f.list))
}

/// Words that must be quoted.
#[must_use]
pub fn reserved_words() -> &'static [&'static str] {
    &reserved::WORDS
}
