//! Queries out of tokens: clauses, AND, OR, NOT, parentheses, ORDER BY.

use super::{
    ORDER_LIMIT,
    lexer::{Kind, Token, tokens},
};

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
    /// What with; one value unless the operator is IN or NOT IN.
    pub values: Vec<Literal>,
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

impl Operator {
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
        }
    }

    /// Whether it finds what the opposite does not.
    #[must_use]
    pub fn is_negative(self) -> bool {
        matches!(self, Self::NotEqual | Self::NotIn | Self::NotContains | Self::IsNot)
    }
}

/// Reads a query.
///
/// # Errors
/// Jira's text for the first mistake.
pub fn parse(jql: &str) -> Result<Query, String> {
    let tokens = tokens(jql)?;
    if let Some(filter) = bare_words(&tokens) {
        return Ok(Query { filter: Some(filter), order: Vec::new() });
    }
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let filter = match parser.peek_word() {
        None if tokens.is_empty() => None,
        Some("order") => None,
        _ => Some(parser.either()?),
    };
    let order = parser.order()?;
    match parser.peek() {
        None => Ok(Query { filter, order }),
        Some(_) => Err(parser.expected("either 'OR' or 'AND'")),
    }
}

/// Words without any operator search the text, as in Jira Cloud.
fn bare_words(tokens: &[Token]) -> Option<Expr> {
    let words: Option<Vec<&str>> = tokens
        .iter()
        .map(|t| match &t.kind {
            Kind::Word(word) => Some(word.as_str()),
            _ => None,
        })
        .collect();
    let words = words.filter(|w| !w.is_empty())?;
    let reserved = ["order", "not", "is", "in", "and", "or", "empty", "null"];
    if words.iter().any(|w| reserved.contains(&w.to_ascii_lowercase().as_str())) {
        return None;
    }
    Some(Expr::Clause(Clause {
        field: "text".into(),
        operator: Operator::Contains,
        values: vec![Literal::Text(words.join(" "))],
    }))
}

/// Parentheses and NOTs within each other; more would use up the stack.
const DEPTH: usize = 100;

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Kind> {
        self.tokens.get(self.at).map(|t| &t.kind)
    }

    fn next(&mut self) -> Option<&'a Kind> {
        let kind = self.peek();
        self.at += 1;
        kind
    }

    /// The next word as a keyword, in lower case, if it is one.
    fn peek_word(&self) -> Option<&'static str> {
        let Some(Kind::Word(word)) = self.peek() else { return None };
        ["order", "by", "and", "or", "not", "in", "is", "empty", "null", "asc", "desc"]
            .into_iter()
            .find(|keyword| word.eq_ignore_ascii_case(keyword))
    }

    fn take_word(&mut self, keyword: &str) -> bool {
        let found = self.peek_word() == Some(keyword);
        self.at += usize::from(found);
        found
    }

    fn take_symbol(&mut self, symbols: &[&str]) -> bool {
        let found = matches!(self.peek(), Some(Kind::Symbol(s)) if symbols.contains(s));
        self.at += usize::from(found);
        found
    }

    fn expected(&self, what: &str) -> String {
        match self.tokens.get(self.at) {
            Some(token) => {
                let got = match &token.kind {
                    Kind::Word(text) | Kind::Quoted(text) => text.clone(),
                    Kind::Symbol(symbol) => (*symbol).to_owned(),
                    Kind::Open => "(".into(),
                    Kind::Close => ")".into(),
                    Kind::Comma => ",".into(),
                };
                format!(
                    "Error in the JQL Query: Expecting {what} but got '{got}'. (line {}, character {})",
                    token.line, token.column
                )
            }
            None => {
                format!("Error in the JQL Query: Expecting {what} before the end of the query.")
            }
        }
    }

    fn either(&mut self) -> Result<Expr, String> {
        let mut parts = vec![self.both()?];
        while self.take_word("or") || self.take_symbol(&["|", "||"]) {
            parts.push(self.both()?);
        }
        Ok(one_or(parts, Expr::Or))
    }

    fn both(&mut self) -> Result<Expr, String> {
        let mut parts = vec![self.unary()?];
        while self.take_word("and") || self.take_symbol(&["&", "&&"]) {
            parts.push(self.unary()?);
        }
        Ok(one_or(parts, Expr::And))
    }

    fn unary(&mut self) -> Result<Expr, String> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err("Error in the JQL Query: The query is nested too deeply.".into());
        }
        let expr = self.inner()?;
        self.depth -= 1;
        Ok(expr)
    }

    fn inner(&mut self) -> Result<Expr, String> {
        if self.take_word("not") || self.take_symbol(&["!"]) {
            return Ok(Expr::Not(Box::new(self.unary()?)));
        }
        if self.peek() == Some(&Kind::Open) {
            self.at += 1;
            let inner = self.either()?;
            return match self.next() {
                Some(Kind::Close) => Ok(inner),
                _ => {
                    self.at -= 1;
                    Err(self.expected("')'"))
                }
            };
        }
        self.clause().map(Expr::Clause)
    }

    fn clause(&mut self) -> Result<Clause, String> {
        let field = self.name("a field name")?;
        let operator = self.operator()?;
        let values = match operator {
            Operator::In | Operator::NotIn => self.list()?,
            _ => vec![self.literal()?],
        };
        let empty = matches!(values.as_slice(), [Literal::Empty]);
        if matches!(operator, Operator::Is | Operator::IsNot) && !empty {
            self.at -= 1;
            return Err(self.expected("'EMPTY' or 'NULL'"));
        }
        Ok(Clause { field, operator, values })
    }

    fn name(&mut self, what: &str) -> Result<String, String> {
        match (self.peek_word(), self.peek()) {
            (None, Some(Kind::Word(text) | Kind::Quoted(text))) => {
                self.at += 1;
                Ok(text.clone())
            }
            _ => Err(self.expected(what)),
        }
    }

    fn operator(&mut self) -> Result<Operator, String> {
        let symbols = [
            ("=", Operator::Equal),
            ("!=", Operator::NotEqual),
            ("~", Operator::Contains),
            ("!~", Operator::NotContains),
            ("<", Operator::Less),
            ("<=", Operator::LessOrEqual),
            (">", Operator::Greater),
            (">=", Operator::GreaterOrEqual),
        ];
        for (symbol, operator) in symbols {
            if self.take_symbol(&[symbol]) {
                return Ok(operator);
            }
        }
        if self.take_word("in") {
            return Ok(Operator::In);
        }
        if self.take_word("is") {
            return Ok(if self.take_word("not") { Operator::IsNot } else { Operator::Is });
        }
        if self.take_word("not") && self.take_word("in") {
            return Ok(Operator::NotIn);
        }
        Err(self.expected(
            "operator: one of '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT',",
        ))
    }

    /// Values in parentheses, or a function that gives a list.
    fn list(&mut self) -> Result<Vec<Literal>, String> {
        if self.peek() != Some(&Kind::Open) {
            let function = self.literal()?;
            return match function {
                Literal::Function(..) => Ok(vec![function]),
                _ => {
                    self.at -= 1;
                    Err(self.expected("'('"))
                }
            };
        }
        self.at += 1;
        let mut values = Vec::new();
        loop {
            values.push(self.literal()?);
            match self.next() {
                Some(Kind::Comma) => {}
                Some(Kind::Close) => return Ok(values),
                _ => {
                    self.at -= 1;
                    return Err(self.expected("',' or ')'"));
                }
            }
        }
    }

    fn literal(&mut self) -> Result<Literal, String> {
        if self.take_word("empty") || self.take_word("null") {
            return Ok(Literal::Empty);
        }
        let quoted = matches!(self.peek(), Some(Kind::Quoted(_)));
        let text = self.name("a value, a list or a function")?;
        if quoted || self.peek() != Some(&Kind::Open) {
            return Ok(Literal::Text(text));
        }
        self.at += 1;
        let mut arguments = Vec::new();
        while self.peek() != Some(&Kind::Close) {
            if !arguments.is_empty() && self.next() != Some(&Kind::Comma) {
                self.at -= 1;
                return Err(self.expected("','"));
            }
            arguments.push(self.name("an argument or ')'")?);
        }
        self.at += 1;
        Ok(Literal::Function(text, arguments))
    }

    fn order(&mut self) -> Result<Vec<(String, bool)>, String> {
        if !self.take_word("order") {
            return Ok(Vec::new());
        }
        if !self.take_word("by") {
            return Err(self.expected("'by'"));
        }
        let mut order = Vec::new();
        loop {
            let field = self.name("a field name")?;
            let descending = self.take_word("desc");
            let _ascending = !descending && self.take_word("asc");
            order.push((field, descending));
            if self.peek() != Some(&Kind::Comma) {
                break;
            }
            self.at += 1;
        }
        if order.len() > ORDER_LIMIT {
            return Err(format!(
                "Error in the JQL Query: ORDER BY may contain {ORDER_LIMIT} fields at most."
            ));
        }
        Ok(order)
    }
}

fn one_or(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.len() {
        1 => parts.remove(0),
        _ => join(parts),
    }
}
