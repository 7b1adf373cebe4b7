//! Whether an answer arrived whole.
//!
//! A proxy or a connection that ends early can leave a 200 with a part of its JSON. Such an answer
//! is a lost one: a read is asked again, and what a write did has to be looked for.

use serde::de::IgnoredAny;

use crate::ports::{Response, TransportError};

/// The answer, unless it ends within its JSON.
pub(super) fn whole(answer: Result<Response, TransportError>) -> Result<Response, TransportError> {
    match answer {
        Ok(response) if is_cut(&response) => {
            Err(TransportError { detail: "the answer arrived only in part".to_owned() })
        }
        other => other,
    }
}

/// Errors are told by their status, whatever is left of their words; a page is no JSON at all.
fn is_cut(response: &Response) -> bool {
    let body = response.body.trim_start();
    (200..300).contains(&response.status)
        && body.starts_with(['{', '['])
        && serde_json::from_str::<IgnoredAny>(body).is_err_and(|error| error.is_eof())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrives(status: u16, body: &str) -> bool {
        whole(Ok(Response { status, headers: Vec::new(), body: body.to_owned() })).is_ok()
    }

    #[test]
    fn an_answer_that_ends_within_its_json_is_lost_wherever_it_ends() {
        let body =
            r#" {"issues": [{"key": "A-1", "fields": {"summary": "}ä\\n"}}], "isLast": true}"#;
        let cuts = body.char_indices().map(|(at, _)| at).skip(2);
        assert!(cuts.clone().all(|at| !arrives(200, &body[..at])));
        assert!(cuts.clone().all(|at| arrives(400, &body[..at])));
        assert!(arrives(200, body) && arrives(200, "[]"));
    }

    #[test]
    fn what_is_no_json_is_not_cut() {
        for body in ["", "<html>", "{not} json", "3"] {
            assert!(arrives(200, body), "{body}");
        }
    }
}
