//! One column for each field of a single value, and what is said about the others.

use std::collections::HashSet;

use super::guess::{Guess, Reason};
use super::header::fold;
use super::namesakes::names_of;
use super::numbered::{Numbered, numbered};
use super::propose::{Matcher, header_text, mapped_field, shown};
use super::{Confidence, MappedTo};
use crate::finding::{Finding, Place};
use crate::message::Message;
use crate::sheet::{Column, Table};

/// Leaves each field of a single value, and the row ID, to one column.
pub(super) fn settle(
    table: &Table,
    matcher: &Matcher,
    guesses: &mut [Guess],
    findings: &mut Vec<Finding>,
) {
    let mut order: Vec<usize> = (0..guesses.len()).collect();
    order.sort_by_key(|&position| (guesses[position].reason, position));
    let mut owners: Vec<(MappedTo, usize)> = Vec::new();
    let names = names(table);
    for position in order {
        let mapped = guesses[position].mapped.clone();
        if mapped == MappedTo::Ignored {
            continue;
        }
        let Some(&(_, owner)) = owners.iter().find(|(taken, _)| *taken == mapped) else {
            owners.push((mapped, position));
            continue;
        };
        let column = &table.columns[position];
        let at = Place::column(&table.sheet, column.index);
        let field = mapped_field(&guesses[position]).and_then(|id| matcher.field(id));
        let sure = guesses[position].confidence() == Confidence::Sure;
        let joined = sure || names[position] == names[owner];
        if field.is_some_and(|field| field.kind.multi()) && joined {
            let message = Message::new("column-joined").with("header", shown(column));
            findings.push(Finding::info(message, at));
            continue;
        }
        if guesses[owner].reason == Reason::Beside {
            let people = field.is_some_and(|field| field.kind.people());
            let code = if people { "column-beside-id" } else { "column-beside-key" };
            let message = Message::new(code)
                .with("header", shown(column))
                .with("ids", shown(&table.columns[owner]));
            findings.push(Finding::info(message, at));
            guesses[position] = Guess::nothing();
            continue;
        }
        let message = Message::new("column-field-taken")
            .with("header", shown(column))
            .with("other", shown(&table.columns[owner]))
            .with("field", field.map_or("the row ID", |field| &field.name));
        findings.push(Finding::warning(message, at));
        guesses[position] = Guess::nothing();
    }
    findings.sort_by_key(|finding| finding.at.column);
}

/// The header of each column as a person meant it: folded, without the number that a program put
/// behind it.
pub(super) fn names(table: &Table) -> Vec<String> {
    let own = |column: &Column| header_text(column).map(fold).unwrap_or_default();
    let name = |(column, part): (&Column, Option<Numbered>)| match part {
        Some(part) if part.unnumbered.is_some() && part.counted => fold(&part.base),
        _ => own(column),
    };
    table.columns.iter().zip(numbered(table)).map(name).collect()
}

/// Says which columns mean nothing, and which need a look.
pub(super) fn report(
    table: &Table,
    matcher: &Matcher,
    guesses: &[Guess],
    findings: &mut Vec<Finding>,
) {
    let told: HashSet<_> = findings.iter().filter_map(|finding| finding.at.column).collect();
    for (column, guess) in table.columns.iter().zip(guesses) {
        let at = Place::column(&table.sheet, column.index);
        let code = match guess.reason {
            Reason::Nothing if told.contains(&column.index) => continue,
            Reason::Nothing if column.header.is_none() => "column-without-header",
            Reason::Nothing => "column-unmatched",
            Reason::NameOfSeveral if matches!(guess.mapped, MappedTo::OwnOf(_)) => {
                let taken = names_of(guess.mapped.fields(), matcher.fields);
                let message = Message::new("column-own-field").with("header", shown(column));
                findings.push(Finding::info(message.with("taken", taken), at));
                continue;
            }
            Reason::NameOfSeveral => "column-name-of-several",
            _ => continue,
        };
        let mut message = Message::new(code).with("header", shown(column));
        if let Some((chosen, others)) = mapped_field(guess).and_then(|id| matcher.namesakes(id)) {
            message = message.with("chosen", chosen).with("others", others);
        }
        findings.push(Finding::info(message, at));
    }
}
