//! A query as it was written, before any name in it is looked up.

/// A query.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// What issues must be like; none finds everything.
    pub filter: Option<Expr>,
    /// Field and whether it descends, most important first.
    pub order: Vec<(String, bool)>,
}

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// All of them.
    And(Vec<Expr>),
    /// One of them.
    Or(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
    /// A single comparison.
    Clause(Clause),
}

/// A comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The field's name as written.
    pub field: String,
    /// How it is compared.
    pub operator: Operator,
    /// What with; none for CHANGED.
    pub operand: Operand,
    /// When and by whom it was so, for WAS and CHANGED.
    pub predicates: Vec<Predicate>,
}

/// What a field is compared with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Operand {
    /// The values; nested lists are flat.
    pub values: Vec<Literal>,
    /// Whether they stand in parentheses.
    pub list: bool,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// Text or a number.
    Text(String),
    /// `currentUser()`, with its arguments.
    Function(String, Vec<String>),
    /// EMPTY or NULL.
    Empty,
}

/// `AFTER "2026/11/01"`.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicate {
    /// Its word.
    pub kind: PredicateKind,
    /// What follows the word.
    pub operand: Operand,
}

/// Words that say when and by whom a field was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what JQL's documentation says")]
pub enum PredicateKind {
    After,
    Before,
    On,
    During,
    By,
    From,
    To,
}

/// Operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what JQL's documentation says")]
pub enum Operator {
    Equal,
    NotEqual,
    In,
    NotIn,
    Contains,
    NotContains,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Is,
    IsNot,
    Was,
    WasNot,
    WasIn,
    WasNotIn,
    Changed,
}

impl Operator {
    /// All of them, in the order that Jira's reference data lists them.
    pub const ALL: [Self; 17] = [
        Self::Equal,
        Self::NotEqual,
        Self::Contains,
        Self::NotContains,
        Self::LessOrEqual,
        Self::GreaterOrEqual,
        Self::Greater,
        Self::Less,
        Self::IsNot,
        Self::Is,
        Self::In,
        Self::NotIn,
        Self::Was,
        Self::WasNot,
        Self::WasIn,
        Self::WasNotIn,
        Self::Changed,
    ];

    /// The operator as JQL writes it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::In => "in",
            Self::NotIn => "not in",
            Self::Contains => "~",
            Self::NotContains => "!~",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Is => "is",
            Self::IsNot => "is not",
            Self::Was => "was",
            Self::WasNot => "was not",
            Self::WasIn => "was in",
            Self::WasNotIn => "was not in",
            Self::Changed => "changed",
        }
    }

    /// The name that Jira's texts about predicates give it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "EQUALS",
            Self::NotEqual => "NOT_EQUALS",
            Self::In => "IN",
            Self::NotIn => "NOT_IN",
            Self::Contains => "LIKE",
            Self::NotContains => "NOT_LIKE",
            Self::Less => "LESS_THAN",
            Self::LessOrEqual => "LESS_THAN_EQUALS",
            Self::Greater => "GREATER_THAN",
            Self::GreaterOrEqual => "GREATER_THAN_EQUALS",
            Self::Is => "IS",
            Self::IsNot => "IS_NOT",
            Self::Was => "WAS",
            Self::WasNot => "WAS_NOT",
            Self::WasIn => "WAS_IN",
            Self::WasNotIn => "WAS_NOT_IN",
            Self::Changed => "CHANGED",
        }
    }

    /// Whether it finds what the opposite does not.
    #[must_use]
    pub fn is_negative(self) -> bool {
        matches!(
            self,
            Self::NotEqual
                | Self::NotIn
                | Self::NotContains
                | Self::IsNot
                | Self::WasNot
                | Self::WasNotIn
        )
    }

    /// Whether it compares with a list.
    #[must_use]
    pub fn takes_list(self) -> bool {
        matches!(self, Self::In | Self::NotIn | Self::WasIn | Self::WasNotIn)
    }

    /// Whether it asks about the past.
    #[must_use]
    pub fn is_past(self) -> bool {
        matches!(self, Self::Was | Self::WasNot | Self::WasIn | Self::WasNotIn | Self::Changed)
    }
}

impl PredicateKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::After, Self::Before, Self::On, Self::During, Self::By, Self::From, Self::To];

    /// Its word in JQL.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Before => "before",
            Self::On => "on",
            Self::During => "during",
            Self::By => "by",
            Self::From => "from",
            Self::To => "to",
        }
    }
}

impl Literal {
    /// The value as Jira's texts show it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => format!("\"{text}\""),
            Self::Function(name, arguments) => call(name, arguments),
            Self::Empty => "EMPTY".into(),
        }
    }
}

impl Operand {
    /// A single value.
    #[must_use]
    pub fn single(value: Literal) -> Self {
        Self { values: vec![value], list: false }
    }

    /// The operand as Jira's texts show it.
    #[must_use]
    pub fn shown(&self) -> String {
        let values: Vec<String> = self.values.iter().map(Literal::shown).collect();
        match self.list {
            true => format!("({})", values.join(", ")),
            false => values.join(", "),
        }
    }
}

/// A function with its arguments as Jira's texts show it: `linkedIssues(DEMO-1, blocks)`.
#[must_use]
pub fn call(name: &str, arguments: &[String]) -> String {
    format!("{name}({})", arguments.join(", "))
}
