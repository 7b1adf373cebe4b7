//! Why a query is not answered.

/// What is in the way of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A mistake, in Jira's words.
    Mistake(String),
    /// Jira would answer this, the simulator cannot; what it is.
    NotEvaluated(String),
}

/// Why a whole query is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Its mistakes, in Jira's words.
    Mistakes(Vec<String>),
    /// Jira would answer it, the simulator cannot; a text that names what.
    NotEvaluated(String),
}

impl From<String> for Problem {
    fn from(text: String) -> Self {
        Self::Mistake(text)
    }
}

impl From<String> for Refused {
    fn from(text: String) -> Self {
        Self::Mistakes(vec![text])
    }
}

impl Refused {
    /// All problems of a query as one refusal: its mistakes, since Jira would name them, or else the
    /// first thing that is not evaluated. None if there is no problem.
    #[must_use]
    pub fn of(problems: Vec<Problem>) -> Option<Self> {
        let mut mistakes = Vec::new();
        let mut unknown = None;
        for problem in problems {
            match problem {
                Problem::Mistake(text) => mistakes.push(text),
                Problem::NotEvaluated(what) => {
                    unknown.get_or_insert(what);
                }
            }
        }
        if mistakes.is_empty() {
            let what = unknown?;
            return Some(Self::NotEvaluated(format!("jira-sim does not evaluate {what} in JQL.")));
        }
        Some(Self::Mistakes(mistakes))
    }
}
