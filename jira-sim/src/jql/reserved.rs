//! Words and characters that stand in JQL for themselves in quotation marks only.

/// Words that a field or a value may be written with in quotation marks only, as the tests of Jira's
/// own parser list them (`TestJqlStringSupportImpl`).
#[rustfmt::skip]
pub const WORDS: [&str; 179] = [
    "abort", "access", "add", "after", "alias", "all", "alter", "and", "any", "as", "asc", "audit",
    "avg", "before", "begin", "between", "boolean", "break", "by", "byte", "catch", "cf", "changed",
    "char", "character", "check", "checkpoint", "collate", "collation", "column", "commit",
    "connect", "continue", "count", "create", "current", "date", "decimal", "declare", "decrement",
    "default", "defaults", "define", "delete", "delimiter", "desc", "difference", "distinct",
    "divide", "do", "double", "drop", "else", "empty", "encoding", "end", "equals", "escape",
    "exclusive", "exec", "execute", "exists", "explain", "false", "fetch", "field", "file", "first",
    "float", "for", "from", "function", "go", "goto", "grant", "greater", "group", "having",
    "identified", "if", "immediate", "in", "increment", "index", "initial", "inner", "inout",
    "input", "insert", "int", "integer", "intersect", "intersection", "into", "is", "isempty",
    "isnull", "join", "last", "left", "less", "like", "limit", "lock", "long", "max", "min",
    "minus", "mode", "modify", "modulo", "more", "multiply", "next", "noaudit", "not", "notin",
    "nowait", "null", "number", "object", "of", "on", "option", "or", "order", "outer", "output",
    "power", "previous", "prior", "privileges", "public", "raise", "raw", "remainder", "rename",
    "resource", "return", "returns", "revoke", "right", "row", "rowid", "rownum", "rows", "select",
    "session", "set", "share", "size", "sqrt", "start", "strict", "string", "subtract", "sum",
    "synonym", "table", "then", "to", "trans", "transaction", "trigger", "true", "uid", "union",
    "unique", "update", "user", "validate", "values", "view", "was", "when", "whenever", "where",
    "while", "with",
];

/// Characters that a word may hold escaped only.
const CHARACTERS: [char; 13] = ['{', '}', '*', '/', '%', '+', '^', '$', '#', '@', '?', ';', ']'];

/// Whether a word, in any case, must be quoted.
#[must_use]
pub fn is_word(word: &str) -> bool {
    WORDS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// Whether a character must be quoted or escaped.
#[must_use]
pub fn is_character(c: char) -> bool {
    CHARACTERS.contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        assert!(WORDS.is_sorted(), "they are looked up by halves");
        assert!(["and", "DO", "If", "with", "abort"].into_iter().all(is_word));
        assert!(!["it", "demo", "", "wither"].into_iter().any(is_word));
    }
}
