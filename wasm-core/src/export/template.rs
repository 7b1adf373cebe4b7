//! A saved choice of what an export holds and how it is laid out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::job::{ExportFormat, ExportOptions, ExportRequest};
use crate::schema::{FieldId, FieldSchema};

/// Columns, their order and widths, sheets and format of an export, under a name. What is
/// exported (the query) is no part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportTemplate {
    /// Name, which tells it apart from the user's other templates without regard to case.
    pub name: String,
    /// The columns in order; the key comes before them by itself.
    pub columns: Vec<TemplateColumn>,
    /// File format.
    pub format: ExportFormat,
    /// What else the workbook holds, and how it is laid out.
    #[serde(default)]
    pub options: ExportOptions,
}

/// A column of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateColumn {
    /// The field.
    pub field: FieldId,
    /// Its name when the template was saved, to speak of a field that is gone.
    pub name: String,
    /// Width in characters; none for one that fits the content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

impl ExportTemplate {
    /// The template of a request, by a name.
    pub fn of(name: &str, request: &ExportRequest, fields: &[FieldSchema]) -> Self {
        let column = |id: &FieldId| TemplateColumn {
            name: fields
                .iter()
                .find(|field| field.id == *id)
                .map_or(id.as_str(), |f| &f.name)
                .into(),
            width: request.widths.get(id).copied(),
            field: id.clone(),
        };
        Self {
            name: name.trim().to_owned(),
            columns: request.columns.iter().map(column).collect(),
            format: request.format,
            options: request.options.clone(),
        }
    }

    /// The request for what a query finds, with the columns that the site still has.
    pub fn request(&self, jql: &str, fields: &[FieldSchema]) -> ExportRequest {
        let known = || self.columns.iter().filter(|column| is_known(column, fields));
        let width = |column: &TemplateColumn| Some((column.field.clone(), column.width?));
        ExportRequest {
            jql: jql.to_owned(),
            columns: known().map(|column| column.field.clone()).collect(),
            format: self.format,
            options: self.options.clone(),
            widths: known().filter_map(width).collect::<BTreeMap<_, _>>(),
            workbook: None,
        }
    }

    /// Names of columns that the site does not have any more, or that the user may not see.
    pub fn missing(&self, fields: &[FieldSchema]) -> Vec<String> {
        let missing = self.columns.iter().filter(|column| !is_known(column, fields));
        missing.map(|column| column.name.clone()).collect()
    }
}

fn is_known(column: &TemplateColumn, fields: &[FieldSchema]) -> bool {
    fields.iter().any(|field| field.id == column.field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::FieldType;

    fn field(id: &str, name: &str) -> FieldSchema {
        let (id, name) = (FieldId::new(id), name.to_owned());
        FieldSchema { id, name, kind: FieldType::Text, custom: false, scope: None }
    }

    #[test]
    fn a_template_gives_back_the_request_it_was_made_of() {
        let fields = [field("summary", "Summary"), field("customfield_1", "Team")];
        let request = ExportRequest {
            jql: "project = A".to_owned(),
            columns: ["customfield_1", "summary"].map(FieldId::new).to_vec(),
            format: ExportFormat::Json,
            options: ExportOptions { outline: true, ..ExportOptions::default() },
            widths: BTreeMap::from([(FieldId::new("summary"), 40)]),
            workbook: None,
        };
        let template = ExportTemplate::of(" Weekly ", &request, &fields);
        assert_eq!(template.name, "Weekly");
        assert_eq!(template.request("project = A", &fields), request);
        let json = serde_json::to_value(&template).unwrap();
        insta::assert_json_snapshot!(json);
        assert_eq!(serde_json::from_value::<ExportTemplate>(json).unwrap(), template);

        // A field that is gone is named, and the rest goes on.
        assert_eq!(template.missing(&fields[..1]), ["Team"]);
        assert_eq!(template.request("x", &fields[..1]).columns, [FieldId::new("summary")]);
    }
}
