"""PyPI jira as it is without options: REST 2, texts as wiki markup. What it writes is seen over
REST 3 as documents."""

import pytest
from jira import JIRAError

from pyjira import client


@pytest.fixture(name="jira", scope="module")
def wiki(ready):
    return client(ready, "member", options=None)


@pytest.fixture(name="documents", scope="module")
def third(ready):
    return client(ready, "member")


@pytest.fixture(name="issue")
def created(jira):
    return jira.create_issue(
        project="DEMO",
        issuetype={"name": "Task"},
        summary="Made with wiki markup",
        description="h2. Steps\n- *one*\n- two\n\n{code:java}int a;{code}",
    )


def kinds(document):
    """The types of a document's blocks."""
    return [block["type"] for block in document["content"]]


def test_create(jira, documents, issue):
    assert issue.self.startswith(f"{jira.server_url}/rest/api/2/issue/")
    assert issue.fields.description == "h2. Steps\n\n* *one*\n* two\n\n{code:java}int a;{code}"
    document = documents.issue(issue.key).raw["fields"]["description"]
    assert kinds(document) == ["heading", "bulletList", "codeBlock"]


def test_edit(documents, issue):
    issue.update(description="||Name||\n|a|")
    assert issue.fields.description == "||Name||\n|a|\n"
    assert kinds(documents.issue(issue.key).raw["fields"]["description"]) == ["table"]


def test_comment(jira, documents, issue):
    comment = jira.add_comment(issue, "{color:red}loud{color}")
    assert comment.body == "{color:#ff0000}loud{color}"
    comment.update(body="bq. quiet")
    assert [c.body for c in jira.comments(issue)] == ["{quote}quiet{quote}"]
    assert kinds(documents.comments(issue)[0].raw["body"]) == ["blockquote"]


def test_transition_with_comment(jira, issue):
    """A step without a screen drops the comment; one with a screen keeps it."""
    jira.transition_issue(issue, "11", comment="-dropped-")
    jira.transition_issue(issue, "21")
    jira.transition_issue(issue, "61", comment="-not needed-")
    assert [c.body for c in jira.comments(issue)] == ["-not needed-"]


def test_worklog(jira, documents, issue):
    worklog = jira.add_worklog(issue, timeSpent="1h", comment="# one\n# two")
    assert worklog.comment == "# one\n# two"
    assert kinds(documents.worklogs(issue.key)[0].raw["comment"]) == ["orderedList"]


def test_search(jira, issue):
    found = jira.enhanced_search_issues(f"key = {issue.key}", fields="description")
    assert [i.fields.description for i in found] == [issue.fields.description]


def test_a_document_is_no_string(jira):
    with pytest.raises(JIRAError) as refused:
        jira.create_issue(
            project="DEMO",
            issuetype={"name": "Task"},
            summary="a document",
            description={"type": "doc", "version": 1, "content": []},
        )
    assert refused.value.status_code == 400
    assert refused.value.text == "Operation value must be a string"
