//! What fields refer to beside people and options: groups, teams, sprints, security levels, service
//! desk and Assets.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::View;
use crate::site::{Field, Group, Issue, Kind, LinkType, SecurityLevel, Sprint};

impl View<'_> {
    /// One value of a field that refers to something in the registers.
    #[must_use]
    pub fn registered(&self, issue: &Issue, field: &Field, id: u64) -> Value {
        let registers = &self.site.registers;
        let found = match field.kind {
            Kind::Group | Kind::MultiGroup => registers.group(id).map(|g| self.group(g)),
            Kind::Sprint => registers.sprint(id).map(sprint_in_field),
            Kind::Team => registers.team(id).map(|t| {
                json!({
                    "id": t.uuid,
                    "name": t.name,
                    "avatarUrl": format!("{}/images/avatars/team/{}.svg", self.site.base_url, t.id),
                    "isVisible": true,
                    "title": t.name,
                    "isShared": true,
                })
            }),
            Kind::Security => registers.level(id).map(|l| self.level(l)),
            Kind::RequestType => Some(self.request_type(issue, id)),
            Kind::Organizations => self.organization(id),
            Kind::Assets => registers.asset(id).map(|a| {
                let workspace = &registers.workspace;
                json!({
                    "workspaceId": workspace,
                    "id": format!("{workspace}:{}", a.id),
                    "objectId": a.id.to_string(),
                })
            }),
            _ => None,
        };
        found.unwrap_or(Value::Null)
    }

    /// A group.
    #[must_use]
    pub fn group(&self, group: &Group) -> Value {
        json!({
            "name": group.name,
            "groupId": group.group_id,
            "self": self.link(&format!("group?groupId={}", group.group_id)),
        })
    }

    /// A security level.
    #[must_use]
    pub fn level(&self, level: &SecurityLevel) -> Value {
        json!({
            "self": self.link(&format!("securitylevel/{}", level.id)),
            "id": level.id.to_string(),
            "description": level.description,
            "name": level.name,
        })
    }

    /// A type of links.
    #[must_use]
    pub fn link_type(&self, kind: &LinkType) -> Value {
        json!({
            "id": kind.id.to_string(),
            "name": kind.name,
            "inward": kind.inward,
            "outward": kind.outward,
            "self": self.link(&format!("issueLinkType/{}", kind.id)),
        })
    }

    fn request_type(&self, issue: &Issue, id: u64) -> Value {
        let desk = |path: &str| format!("{}/rest/servicedeskapi/{path}", self.site.base_url);
        let types = &self.site.registers.request_types;
        let Some(found) = types.iter().find(|r| r.id == id) else { return Value::Null };
        let status = self.status(issue.status);
        json!({
            "_links": {
                "self": desk(&format!("request/{}", issue.id)),
                "web": format!("{}/servicedesk/customer/portal/1/{}", self.site.base_url, issue.key),
            },
            "requestType": {
                "_links": {"self": desk(&format!("servicedesk/1/requesttype/{id}"))},
                "id": id.to_string(),
                "name": found.name,
                "description": "",
                "helpText": "",
                "issueTypeId": issue.issue_type.to_string(),
                "serviceDeskId": "1",
                "portalId": "1",
                "groupIds": ["1"],
            },
            "currentStatus": {
                "status": status["name"],
                "statusCategory": match status["statusCategory"]["key"].as_str() {
                    Some("done") => "DONE",
                    Some("new") => "NEW",
                    _ => "INDETERMINATE",
                },
                "statusDate": {"iso8601": self.time(issue.category_changed),
                    "epochMillis": issue.category_changed},
            },
        })
    }

    fn organization(&self, id: u64) -> Option<Value> {
        let found = self.site.registers.organizations.iter().find(|o| o.id == id)?;
        let link = format!("{}/rest/servicedeskapi/organization/{id}", self.site.base_url);
        Some(json!({"id": id.to_string(), "name": found.name, "_links": {"self": link}}))
    }
}

/// A sprint as issues show it.
fn sprint_in_field(sprint: &Sprint) -> Value {
    let mut json = sprint_json(sprint);
    json["boardId"] = sprint.board.into();
    json
}

/// A sprint as its board lists it.
#[must_use]
pub fn sprint_of_board(site_url: &str, sprint: &Sprint) -> Value {
    let mut json = sprint_json(sprint);
    json["self"] = format!("{site_url}/rest/agile/1.0/sprint/{}", sprint.id).into();
    json["originBoardId"] = sprint.board.into();
    json
}

fn sprint_json(sprint: &Sprint) -> Value {
    let mut json = json!({
        "id": sprint.id,
        "name": sprint.name,
        "state": sprint.state.text(),
        "goal": sprint.goal,
    });
    let times =
        [("startDate", sprint.start), ("endDate", sprint.end), ("completeDate", sprint.complete)];
    for (name, at) in times {
        if let Some(at) = at.and_then(|ms| Timestamp::from_millisecond(ms).ok()) {
            json[name] = at.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string().into();
        }
    }
    json
}
