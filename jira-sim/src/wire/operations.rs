//! `operations`: what the bars of an issue's page offer to the person who looks.
//!
//! The groups, their order, ids and links are those of Jira Cloud; what apps add is left out.

use serde_json::{Value, json};

use super::View;
use crate::site::{Issue, Permission, Transition};

/// Steps of the workflow that stand beside the bar's other buttons; the rest are in its menu.
const STEPS_BESIDE: usize = 2;

/// A link: its id, class, label, title, address before the issue's id, and weight.
type Link = (&'static str, &'static str, &'static str, &'static str, &'static str, u32);

#[rustfmt::skip]
const EDIT: Link = ("edit-issue", "issueaction-edit-issue", "Edit", "Edit this issue", "/secure/EditIssue!default.jspa?id=", 1);
#[rustfmt::skip]
const COMMENT: Link = ("comment-issue", "issueaction-comment-issue add-issue-comment", "Comment", "Comment on this issue", "/secure/AddComment!default.jspa?id=", 10);
#[rustfmt::skip]
const ASSIGN: Link = ("assign-issue", "issueaction-assign-issue", "Assign", "Assign this issue to someone", "/secure/AssignIssue!default.jspa?id=", 5);
#[rustfmt::skip]
const LOG_WORK: Link = ("log-work", "issueaction-log-work", "Log work", "Log work against this issue", "/secure/CreateWorklog!default.jspa?id=", 10);
#[rustfmt::skip]
const ATTACH: Link = ("attach-file", "unified-attach-file", "Attach files", "Attach one or more files to this issue", "/secure/AttachFile!default.jspa?id=", 10);
#[rustfmt::skip]
const BOARD: Link = ("greenhopper-rapidboard-operation", "issueaction-greenhopper-rapidboard-operation js-rapidboard-operation-issue", "Agile board", "View this issue on an Agile board", "/secure/GHGoToBoard.jspa?issueId=", 30);
#[rustfmt::skip]
const RANK_TOP: Link = ("greenhopper-rank-top-operation", "issueaction-greenhopper-rank-top-operation", "Rank to top", "", "/secure/RankTop.jspa?issueId=", 40);
#[rustfmt::skip]
const RANK_BOTTOM: Link = ("greenhopper-rank-bottom-operation", "issueaction-greenhopper-rank-bottom-operation", "Rank to bottom", "", "/secure/RankBottom.jspa?issueId=", 50);
#[rustfmt::skip]
const VOTERS: Link = ("view-voters", "issueaction-view-voters", "Voters", "View voters for this issue", "/secure/ViewVoters!default.jspa?id=", 30);
#[rustfmt::skip]
const WATCH: Link = ("toggle-watch-issue", "issueaction-watch-issue", "Watch issue", "Start watching this issue", "/secure/VoteOrWatchIssue.jspa?watch=watch&id=", 50);
#[rustfmt::skip]
const UNWATCH: Link = ("toggle-watch-issue", "issueaction-unwatch-issue", "Stop watching", "Stop watching this issue", "/secure/VoteOrWatchIssue.jspa?watch=unwatch&id=", 50);
#[rustfmt::skip]
const WATCHERS: Link = ("manage-watchers", "issueaction-manage-watchers", "Watchers", "Manage the watchers of this issue", "/secure/ManageWatchers!default.jspa?id=", 60);
#[rustfmt::skip]
const SUBTASK: Link = ("create-subtask", "issueaction-create-subtask", "Create sub-task", "Create sub-task for this issue", "/secure/CreateSubTaskIssue!default.jspa?parentIssueId=", 10);
#[rustfmt::skip]
const TO_SUBTASK: Link = ("issue-to-subtask", "issueaction-issue-to-subtask", "Convert to sub-task", "Convert this issue to sub-task", "/secure/ConvertIssue.jspa?id=", 20);
#[rustfmt::skip]
const TO_ISSUE: Link = ("subtask-to-issue", "issueaction-subtask-to-issue", "Convert to issue", "Convert this sub-task to issue", "/secure/ConvertSubTask.jspa?id=", 10);
#[rustfmt::skip]
const MOVE: Link = ("move-issue", "issueaction-move-issue", "Move", "Move this issue to another project or issue type.", "/secure/MoveIssue!default.jspa?id=", 10);
#[rustfmt::skip]
const LINK: Link = ("link-issue", "issueaction-link-issue", "Link", "Link this issue to another issue or item", "/secure/LinkJiraIssue!default.jspa?id=", 20);
#[rustfmt::skip]
const CLONE: Link = ("clone-issue", "issueaction-clone-issue", "Clone", "Clone this issue", "/secure/CloneIssueDetails!default.jspa?id=", 20);
#[rustfmt::skip]
const LABELS: Link = ("edit-labels", "issueaction-edit-labels", "Labels", "Edit this issue's labels", "/secure/EditLabels!default.jspa?id=", 30);
#[rustfmt::skip]
const DELETE: Link = ("delete-issue", "issueaction-delete-issue", "Delete", "Delete this issue", "/secure/DeleteIssue!default.jspa?id=", 10);

impl View<'_> {
    /// The groups of links that the issue's page shows to the viewer.
    #[must_use]
    pub fn operations(&self, issue: &Issue) -> Value {
        json!({"linkGroups": [self.bar(issue), self.tools(issue)]})
    }

    fn allowed(&self, issue: &Issue, links: &[(Link, Permission)]) -> Vec<Value> {
        let may = |(_, needed): &&(Link, Permission)| self.site.may_on(self.viewer, *needed, issue);
        links.iter().filter(may).map(|(link, _)| show(issue, *link)).collect()
    }

    /// Edit, comment, assign, and the steps of the workflow.
    fn bar(&self, issue: &Issue) -> Value {
        let own = |link: Link, needed: Permission| {
            let links = self.allowed(issue, &[(link, needed)]);
            let container = format!("{}_container", link.0);
            (!links.is_empty())
                .then(|| json!({"id": container, "weight": link.5, "links": links, "groups": []}))
        };
        let mut groups: Vec<Value> = [
            own(EDIT, Permission::Edit),
            own(COMMENT, Permission::Comment),
            own(ASSIGN, Permission::Assign),
        ]
        .into_iter()
        .flatten()
        .collect();
        groups.push(self.steps(issue));
        json!({"id": "view.issue.opsbar", "links": [], "groups": groups})
    }

    fn steps(&self, issue: &Issue) -> Value {
        let steps = self.site.transitions(self.viewer, issue);
        let mut links: Vec<Value> =
            steps.iter().zip(1..).map(|(step, place)| step_link(issue, step, place * 10)).collect();
        let more = links.split_off(links.len().min(STEPS_BESIDE));
        let menu = (!more.is_empty()).then(|| {
            json!({
                "header": {"id": "opsbar-transitions_more", "label": "Workflow"},
                "links": [],
                "groups": [
                    {"id": "transitions-all", "weight": 70, "links": more, "groups": []},
                ],
            })
        });
        let menu: Vec<Value> = menu.into_iter().collect();
        json!({"id": "opsbar-transitions", "weight": 20, "links": links, "groups": menu})
    }

    /// Share, export, and the menu with everything else.
    fn tools(&self, issue: &Issue) -> Value {
        json!({
            "id": "jira.issue.tools",
            "links": [{
                "id": "jira-share-trigger",
                "styleClass": "viewissue-share",
                "iconClass": "aui-icon aui-icon-small aui-iconfont-share",
                "label": "",
                "title": "Share this issue by emailing other users",
                "href": "",
                "weight": 10,
            }],
            "groups": [exports(issue), {
                "id": "jira.issue.tools.more",
                "header": {
                    "id": "opsbar-operations_more",
                    "styleClass": "aui-dropdown2-trigger-arrowless",
                    "iconClass": "aui-icon aui-icon-small aui-iconfont-more",
                    "label": "More",
                },
                "links": [],
                "groups": self.more(issue),
            }],
        })
    }

    fn more(&self, issue: &Issue) -> Vec<Value> {
        use Permission::{Administer, Browse, Create, Delete, Edit, ManageWatchers};
        let watches = issue.records.watchers.contains(&self.viewer);
        let watch = if watches { UNWATCH } else { WATCH };
        let subtasks: &[(Link, Permission)] = if self.is_subtask(issue) {
            &[(TO_ISSUE, Edit)]
        } else {
            &[(SUBTASK, Create), (TO_SUBTASK, Edit)]
        };
        let menus: [(&str, &[(Link, Permission)]); 8] = [
            ("operations-top-level", &[]),
            ("operations-work", &[(LOG_WORK, Edit)]),
            (
                "greenhopper_issue_dropdown",
                &[(BOARD, Browse), (RANK_TOP, Edit), (RANK_BOTTOM, Edit)],
            ),
            ("operations-attachments", &[(ATTACH, Edit)]),
            (
                "operations-voteswatchers",
                &[(VOTERS, Browse), (watch, Browse), (WATCHERS, ManageWatchers)],
            ),
            ("operations-subtasks", subtasks),
            (
                "operations-operations",
                &[(MOVE, Administer), (LINK, Edit), (CLONE, Create), (LABELS, Edit)],
            ),
            ("operations-delete", &[(DELETE, Delete)]),
        ];
        let group = |(id, links): (&str, &[(Link, Permission)])| json!({"id": id, "links": self.allowed(issue, links), "groups": []});
        menus.into_iter().map(group).collect()
    }
}

fn show(issue: &Issue, (id, class, label, title, address, weight): Link) -> Value {
    let mut json = json!({
        "id": id,
        "styleClass": class,
        "label": label,
        "href": format!("{address}{}", issue.id),
        "weight": weight,
    });
    if !title.is_empty() {
        json["title"] = title.into();
    }
    json
}

fn step_link(issue: &Issue, step: &Transition, weight: u32) -> Value {
    json!({
        "id": format!("action_id_{}", step.id),
        "styleClass": "issueaction-workflow-transition",
        "label": step.name,
        "href": format!("/secure/WorkflowUIDispatcher.jspa?id={}&action={}", issue.id, step.id),
        "weight": weight,
    })
}

fn exports(issue: &Issue) -> Value {
    let link = |kind: &str, label: &str, ending: &str| {
        let (id, key) = (format!("jira.issueviews:issue-{kind}"), &issue.key);
        json!({"id": id, "label": label, "href": format!("/si/{id}/{key}/{key}.{ending}")})
    };
    json!({
        "id": "view.issue.exports",
        "header": {
            "id": "viewissue-export",
            "styleClass": "aui-dropdown2-trigger-arrowless",
            "iconClass": "icon-default aui-icon aui-icon-small aui-iconfont-export",
            "label": "Export",
            "title": "Export this issue in another format",
        },
        "links": [
            link("html", "Print", "html"),
            link("xml", "Export XML", "xml"),
            link("word", "Export Word", "doc"),
        ],
        "groups": [],
    })
}
