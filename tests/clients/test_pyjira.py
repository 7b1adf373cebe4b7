"""PyPI jira, as people use it against Jira Cloud: REST 3, comments as ADF."""

import pytest
from jira import JIRA, JIRAError


def document(text):
    """An Atlassian document of one paragraph."""
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": text}]}
    return {"type": "doc", "version": 1, "content": [paragraph]}


def client(ready, role):
    """A client that signs in as the person of a role."""
    person = next(p for p in ready["people"] if p["role"] == role)
    return JIRA(
        server=ready["url"],
        basic_auth=(person["email"], person["token"]),
        options={"rest_api_version": "3"},
        max_retries=0,
    )


@pytest.fixture(name="jira", scope="module")
def member(ready):
    return client(ready, "member")


@pytest.fixture(name="issue")
def created(jira):
    return jira.create_issue(
        project="DEMO",
        issuetype={"name": "Task"},
        summary="Made by pycontribs",
        description=document("first"),
        labels=["python"],
    )


def test_search(jira):
    found = jira.search_issues("project = DEMO AND key <= DEMO-120 ORDER BY key", maxResults=False)
    assert [issue.key for issue in found] == [f"DEMO-{n}" for n in range(1, 121)]
    assert found[0].fields.status.name in {"To Do", "In Progress", "In Review", "Done"}


def test_create_and_edit(jira, issue):
    issue.update(summary="Changed by pycontribs", fields={"customfield_10030": "00042"})
    issue.add_field_value("labels", "more")
    read = jira.issue(issue.key)
    assert read.fields.summary == "Changed by pycontribs"
    assert read.fields.customfield_10030 == "00042"
    assert read.fields.labels == ["python", "more"]


def test_transition(jira, issue):
    names = {step["name"]: step["id"] for step in jira.transitions(issue)}
    assert set(names) == {"Start progress", "Close"}
    jira.transition_issue(issue, "Start progress")
    assert jira.issue(issue.key).fields.status.name == "In Progress"
    jira.transition_issue(issue, "Close", fields={"resolution": {"name": "Duplicate"}})
    read = jira.issue(issue.key)
    assert (read.fields.status.name, read.fields.resolution.name) == ("Done", "Duplicate")


def test_comment(jira, issue):
    comment = jira.add_comment(issue, document("a comment"))
    comments = jira.comments(issue)
    assert [c.id for c in comments] == [comment.id]
    assert comments[0].raw["body"] == document("a comment")
    with pytest.raises(JIRAError) as refused:
        jira.add_comment(issue, "a plain string")
    assert refused.value.status_code == 400
    assert "Comment body is not valid!" in refused.value.text


def test_assign(jira, issue):
    me = jira.myself()
    jira.assign_issue(issue, me["emailAddress"])
    assert jira.issue(issue.key).fields.assignee.accountId == me["accountId"]
    jira.assign_issue(issue, None)
    assert jira.issue(issue.key).fields.assignee is None


def test_bulk_create(jira):
    base = {"project": {"key": "DEMO"}, "issuetype": {"name": "Bug"}}
    answers = jira.create_issues([{**base, "summary": "one"}, {**base, "summary": "two\nlines"}])
    assert [answer["status"] for answer in answers] == ["Success", "Error"]


def test_lists(jira):
    assert {project.key for project in jira.projects()} == {"DEMO", "TEAM", "DESK"}
    assert len([field for field in jira.fields() if field["name"] == "Severity"]) == 2
    assert [p.name for p in jira.priorities()] == ["Highest", "High", "Medium", "Low", "Lowest"]
    assert len(jira.project_components("DEMO")) == 8
    assert [version.name for version in jira.project_versions("DEMO")][-1] == "Backlog"
    assert "Done" in {status.name for status in jira.statuses()}
    assert len(jira.search_users(query="anna")) == 2


def test_what_is_not_allowed(ready):
    viewer = client(ready, "viewer")
    with pytest.raises(JIRAError) as refused:
        viewer.issue("TEAM-1")
    assert refused.value.status_code == 404
    with pytest.raises(JIRAError) as refused:
        viewer.issue("DEMO-1").update(summary="x")
    assert refused.value.status_code == 403
    with pytest.raises(JIRAError) as refused:
        viewer.search_issues("ORDER BY key")
    assert "Unbounded JQL" in refused.value.text
