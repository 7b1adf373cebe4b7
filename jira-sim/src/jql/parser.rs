//! Queries out of tokens: clauses, AND, OR, NOT, parentheses, ORDER BY.

use super::{
    ast::{Clause, Expr, Literal, Operand, Operator, Predicate, PredicateKind, Query},
    lexer::{Kind, Token, tokens},
    reserved,
};

/// Clauses of `ORDER BY` at most, and the text for more; measured on Jira Cloud in October 2026.
const ORDER_LIMIT: usize = 7;
const TOO_MANY: &str = "JQL can be ordered by at most 7 fields.";

/// Words with a meaning of their own in the grammar.
const KEYWORDS: [&str; 19] = [
    "order", "by", "and", "or", "not", "in", "is", "empty", "null", "asc", "desc", "was",
    "changed", "after", "before", "on", "from", "to", "during",
];

const OPERATORS: &str =
    "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'";

/// Reads a query.
///
/// # Errors
/// Jira's text for the first mistake in its grammar.
pub fn parse(jql: &str) -> Result<Query, String> {
    let tokens = tokens(jql)?;
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

/// The words of a query that is nothing but words without quotes.
#[must_use]
pub fn bare_words(jql: &str) -> Option<Vec<String>> {
    let words: Vec<String> = tokens(jql)
        .ok()?
        .into_iter()
        .map(|token| match token.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        })
        .collect::<Option<_>>()?;
    (!words.is_empty()).then_some(words)
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
        KEYWORDS.into_iter().find(|keyword| word.eq_ignore_ascii_case(keyword))
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

    fn take(&mut self, kind: &Kind) -> bool {
        let found = self.peek() == Some(kind);
        self.at += usize::from(found);
        found
    }

    fn expected(&self, what: &str) -> String {
        match self.tokens.get(self.at) {
            Some(token) => self.here(&format!("Expecting {what} but got '{}'.", token.kind.text())),
            None => {
                format!("Error in the JQL Query: Expecting {what} before the end of the query.")
            }
        }
    }

    /// A text about the next token.
    fn here(&self, what: &str) -> String {
        let (line, column) = self.tokens.get(self.at).map_or((1, 1), |t| (t.line, t.column));
        format!("Error in the JQL Query: {what} (line {line}, character {column})")
    }

    /// The text for something that would have to be quoted to stand here.
    fn quote(&self, what: &str, use_as: &str) -> String {
        match self.peek() {
            Some(Kind::Word(word)) if self.peek_word().is_none() && reserved::is_word(word) => self
                .here(&format!(
                    "'{word}' is a reserved JQL word. You must surround it in quotation marks to \
                     use it in a query."
                )),
            Some(kind) => {
                let got = kind.text();
                self.here(&format!(
                    "Expecting {what} but got '{got}'. You must surround '{got}' in quotation \
                     marks to use it as {use_as}."
                ))
            }
            None => format!("Error in the JQL Query: Expecting {what} at the end of the query."),
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

    fn deeper<T>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<T, String>,
    ) -> Result<T, String> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err("Error in the JQL Query: The query is nested too deeply.".into());
        }
        let found = inner(self)?;
        self.depth -= 1;
        Ok(found)
    }

    fn unary(&mut self) -> Result<Expr, String> {
        self.deeper(|parser| {
            if parser.take_word("not") || parser.take_symbol(&["!"]) {
                return Ok(Expr::Not(Box::new(parser.unary()?)));
            }
            if parser.take(&Kind::Open) {
                let inner = parser.either()?;
                parser.close("')'")?;
                return Ok(inner);
            }
            parser.clause().map(Expr::Clause)
        })
    }

    fn close(&mut self, what: &str) -> Result<(), String> {
        if self.take(&Kind::Close) { Ok(()) } else { Err(self.expected(what)) }
    }

    fn clause(&mut self) -> Result<Clause, String> {
        let field = self.field()?;
        let operator = self.operator()?;
        let operand = match operator {
            Operator::Changed => self.no_operand()?,
            _ => self.operand()?,
        };
        let predicates = self.predicates()?;
        if let Some(predicate) = predicates.first()
            && !operator.is_past()
        {
            return Err(format!(
                "Error in the JQL Query: The {} operator does not support the use of the {} {} \
                 predicate.",
                operator.name(),
                predicate.kind.text(),
                predicate.operand.shown()
            ));
        }
        Ok(Clause { field, operator, operand, predicates })
    }

    /// CHANGED has predicates only.
    fn no_operand(&mut self) -> Result<Operand, String> {
        match self.peek() {
            Some(Kind::Word(text)) if self.peek_word().is_none() => Err(unpredicated(text)),
            Some(Kind::Quoted(text)) => Err(unpredicated(text)),
            Some(Kind::Open) => {
                let operand = self.operand()?;
                Err(unpredicated(&operand.shown()))
            }
            _ => Ok(Operand::default()),
        }
    }

    fn predicates(&mut self) -> Result<Vec<Predicate>, String> {
        let mut found = Vec::new();
        while let Some(kind) =
            PredicateKind::ALL.into_iter().find(|kind| self.peek_word() == Some(kind.text()))
        {
            self.at += 1;
            found.push(Predicate { kind, operand: self.operand()? });
        }
        Ok(found)
    }

    fn field(&mut self) -> Result<String, String> {
        match self.peek() {
            Some(Kind::Word(word)) if !reserved::is_word(word) && self.peek_word().is_none() => {
                self.at += 1;
                Ok(word.clone())
            }
            Some(Kind::Quoted(text)) if text.is_empty() => {
                Err(self.here("A field name cannot be empty."))
            }
            Some(Kind::Quoted(text)) => {
                self.at += 1;
                Ok(text.clone())
            }
            _ => Err(self.quote("a field name", "a field name")),
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
        if self.take_word("changed") {
            return Ok(Operator::Changed);
        }
        if self.take_word("is") {
            return Ok(if self.take_word("not") { Operator::IsNot } else { Operator::Is });
        }
        if self.take_word("was") {
            let negated = self.take_word("not");
            return Ok(match (negated, self.take_word("in")) {
                (false, false) => Operator::Was,
                (false, true) => Operator::WasIn,
                (true, false) => Operator::WasNot,
                (true, true) => Operator::WasNotIn,
            });
        }
        if self.take_word("not") {
            return match self.take_word("in") {
                true => Ok(Operator::NotIn),
                false => Err(self.expected("'IN'")),
            };
        }
        let valid = format!("The valid operators are {OPERATORS}.");
        Err(match self.peek() {
            Some(kind) => {
                self.here(&format!("Expecting operator but got '{}'. {valid}", kind.text()))
            }
            None => format!(
                "Error in the JQL Query: Expecting operator before the end of the query. {valid}"
            ),
        })
    }

    /// A value, a function, or several in parentheses.
    fn operand(&mut self) -> Result<Operand, String> {
        if !self.take(&Kind::Open) {
            return Ok(Operand::single(self.literal()?));
        }
        let values = self.deeper(|parser| {
            let mut values = parser.operand()?.values;
            while parser.take(&Kind::Comma) {
                values.extend(parser.operand()?.values);
            }
            parser.close("')'")?;
            Ok(values)
        })?;
        Ok(Operand { values, list: true })
    }

    fn literal(&mut self) -> Result<Literal, String> {
        if self.take_word("empty") || self.take_word("null") {
            return Ok(Literal::Empty);
        }
        let text = match self.peek() {
            Some(Kind::Quoted(text)) => text,
            Some(Kind::Word(word)) if !reserved::is_word(word) && self.peek_word().is_none() => {
                word
            }
            _ => return Err(self.no_value()),
        };
        let at = self.at;
        self.at += 1;
        if self.peek() != Some(&Kind::Open) {
            return Ok(Literal::Text(text.clone()));
        }
        if text.is_empty() {
            self.at = at;
            return Err(self.here("A function name cannot be empty."));
        }
        self.at += 1;
        Ok(Literal::Function(text.clone(), self.arguments()?))
    }

    /// The text for a value that is missing or may not stand here unquoted. Jira Cloud begins it
    /// without an article, unlike its other texts.
    fn no_value(&self) -> String {
        let what = "either a value, list or function";
        let text = match self.peek() {
            Some(_) => self.quote(what, "a value"),
            None => self.expected(what),
        };
        match text.contains("is a reserved JQL word") {
            true => text,
            false => text.replacen("in the JQL", "in JQL", 1),
        }
    }

    /// The arguments of a function, behind its parenthesis.
    fn arguments(&mut self) -> Result<Vec<String>, String> {
        let mut arguments = Vec::new();
        if self.take(&Kind::Close) {
            return Ok(arguments);
        }
        loop {
            match self.peek() {
                Some(Kind::Word(text) | Kind::Quoted(text)) => arguments.push(text.clone()),
                Some(Kind::Close) => return Err(self.here("Function argument must be specified.")),
                Some(Kind::Comma) | None if arguments.is_empty() => {
                    return Err(self.expected("')'"));
                }
                _ => return Err(self.quote("a function argument", "an argument")),
            }
            self.at += 1;
            match self.next() {
                Some(Kind::Comma) => {}
                Some(Kind::Close) => return Ok(arguments),
                None => {
                    self.at -= 1;
                    return Err(self.expected("')'"));
                }
                Some(_) => {
                    self.at -= 1;
                    return Err(self.expected("')' or ','"));
                }
            }
        }
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
            let field = self.field()?;
            let descending = self.take_word("desc");
            let directed = descending || self.take_word("asc");
            order.push((field, descending));
            match self.peek() {
                None => break,
                Some(Kind::Comma) => self.at += 1,
                Some(_) if directed => return Err(self.expected("','")),
                Some(_) => return Err(self.expected("either 'ASC' or 'DESC'")),
            }
        }
        if order.len() > ORDER_LIMIT { Err(TOO_MANY.into()) } else { Ok(order) }
    }
}

fn unpredicated(value: &str) -> String {
    format!(
        "Error in the JQL Query: The CHANGED operator does not support the use of values without \
         predicates. You must prefix the {value} value with a suitable predicate."
    )
}

fn one_or(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.len() {
        1 => parts.remove(0),
        _ => join(parts),
    }
}
