//! Which operators a clause has, by Atlassian's reference of JQL fields.

use super::ast::Operator;
use crate::site::{Field, Kind};

/// Groups of operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operators {
    /// `=`, `!=`, IN, NOT IN.
    pub equality: bool,
    /// IS, IS NOT.
    pub empty: bool,
    /// `<`, `<=`, `>`, `>=`.
    pub order: bool,
    /// `~`.
    pub contains: bool,
    /// `~` and `!~`.
    pub text: bool,
    /// WAS and CHANGED.
    pub past: bool,
}

/// The ids of the fields whose past can be asked for.
const WITH_PAST: [&str; 6] =
    ["assignee", "fixVersions", "priority", "reporter", "resolution", "status"];

impl Operators {
    /// None of them.
    pub const NONE: Self = Self {
        equality: false,
        empty: false,
        order: false,
        contains: false,
        text: false,
        past: false,
    };

    /// All of them.
    pub const ALL: Self =
        Self { equality: true, empty: true, order: true, contains: true, text: true, past: true };

    /// The operators of a field.
    #[must_use]
    pub fn of(field: &Field) -> Self {
        let equality = Self { equality: true, ..Self::NONE };
        let past = WITH_PAST.contains(&field.id.as_str());
        match field.kind {
            Kind::RichText if field.id == "worklogComment" => Self { contains: true, ..Self::NONE },
            Kind::Comments => Self { text: true, ..Self::NONE },
            Kind::Text | Kind::FixedText | Kind::RichText => {
                Self { text: true, empty: true, ..Self::NONE }
            }
            Kind::Number
            | Kind::FixedNumber
            | Kind::Seconds
            | Kind::WorkRatio
            | Kind::Date
            | Kind::Instant
            | Kind::DateTime
            | Kind::Versions
            | Kind::Version
            | Kind::Priority
            | Kind::Resolution => Self { order: true, empty: true, past, ..equality },
            Kind::Opaque if field.type_key().is_some_and(|key| key.ends_with("sd-sla-field")) => {
                Self { order: true, empty: true, ..equality }
            }
            Kind::Votes | Kind::Watches => Self { order: true, ..equality },
            Kind::Attachments => Self { empty: true, ..Self::NONE },
            _ => Self { empty: true, past, ..equality },
        }
    }

    /// Whether an operator is among them.
    #[must_use]
    pub fn allows(self, operator: Operator) -> bool {
        match operator {
            Operator::Equal | Operator::NotEqual | Operator::In | Operator::NotIn => self.equality,
            Operator::Is | Operator::IsNot => self.empty,
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => self.order,
            Operator::Contains => self.contains || self.text,
            Operator::NotContains => self.text,
            Operator::Was
            | Operator::WasNot
            | Operator::WasIn
            | Operator::WasNotIn
            | Operator::Changed => self.past,
        }
    }

    /// The operators as the reference data lists them.
    #[must_use]
    pub fn list(self) -> Vec<&'static str> {
        let allowed = Operator::ALL.into_iter().filter(|o| self.allows(*o));
        allowed.map(Operator::text).collect()
    }
}
