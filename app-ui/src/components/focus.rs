//! Keeping the keyboard where the eye is: a control that goes away takes the focus with it, and the
//! next Tab would begin at the top of the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// [`rescue_now`], once the page is drawn anew.
pub fn rescue(id: String) {
    request_animation_frame(move || rescue_now(&[&id]));
}

/// Focuses an element once the page is drawn anew, if the page has the focus: the control that was
/// used is another element now.
pub fn keep(id: &'static str) {
    request_animation_frame(move || {
        if document().has_focus().unwrap_or(false) {
            focus_first(&[id]);
        }
    });
}

/// Focuses the first of these elements that is there, if the page has the focus and none of its
/// elements: a person who works elsewhere in Jira is left alone.
pub fn rescue_now(ids: &[&str]) {
    let nothing = document().active_element().is_none_or(|now| now.tag_name() == "BODY");
    if !nothing || !document().has_focus().unwrap_or(false) {
        return;
    }
    focus_first(ids);
}

fn focus_first(ids: &[&str]) {
    let find = |id: &&str| document().get_element_by_id(id)?.dyn_into::<HtmlElement>().ok();
    if let Some(element) = ids.iter().find_map(find) {
        // What happened is said aloud in any case.
        let _ = element.focus();
    }
}
