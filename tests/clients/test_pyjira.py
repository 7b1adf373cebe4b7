"""PyPI jira, as people use it against Jira Cloud: REST 3, comments as ADF."""

import datetime
import io

import pytest
from jira import JIRAError

from pyjira import client
from raw import document


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
    assert refused.value.status_code == 400
    assert "Field 'summary' cannot be set." in refused.value.text
    with pytest.raises(JIRAError) as refused:
        viewer.search_issues("ORDER BY key")
    assert "Unbounded JQL" in refused.value.text


# What each step did is looked up with plain requests, by the administrator.

TEXTS = {
    "summary": ("Another summary", "Another summary"),
    "description": (document("what"), document("what")),
    "environment": (document("where"), document("where")),
    "duedate": ("2026-12-01", "2026-12-01"),
    "labels": (["a", "b"], ["a", "b"]),
    "priority": ({"name": "High"}, "High"),
    "issuetype": ({"name": "Bug"}, "Bug"),
    "components": ([{"name": "API"}, {"name": "Mobile"}], ["API", "Mobile"]),
    "fixVersions": ([{"name": "2.0"}], ["2.0"]),
    "versions": ([{"id": "10001"}], ["1.0"]),
    "customfield_10015": ("2026-11-05", "2026-11-05"),
    "customfield_10016": (2.5, 2.5),
    "customfield_10030": ("00042", "00042"),
    "customfield_10032": (1000.25, 1000.25),
    "customfield_10033": ({"value": "Major"}, "Major"),
    "customfield_10037": (["red", "blue"], ["red", "blue"]),
    "customfield_10038": (document("done when"), document("done when")),
    "customfield_10041": ("https://example.com/a", "https://example.com/a"),
    "customfield_10042": ({"name": "developers"}, "developers"),
    "customfield_10044": ({"name": "1.0"}, "1.0"),
    "customfield_10046": ({"key": "TEAM"}, "Team Space"),
}


def plain(value):
    """A value as it was given: things that have a name, by their names."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict) and value.get("type") != "doc":
        return value.get("name", value.get("value"))
    return value


@pytest.mark.parametrize("field", TEXTS)
def test_a_field_is_updated(jira, raw, key, field):
    given, expected = TEXTS[field]
    jira.issue(key).update(fields={field: given})
    assert plain(raw.fields(key)[field]) == expected


@pytest.mark.parametrize("field", ["customfield_10015", "customfield_10033", "duedate", "labels"])
def test_a_field_is_emptied(jira, raw, field):
    key = raw.create(**{field: TEXTS[field][0]})
    jira.issue(key).update(fields={field: [] if field == "labels" else None})
    assert not raw.fields(key)[field]


def test_options_of_each_shape(jira, raw, key):
    jira.issue(key).update(
        fields={
            "customfield_10034": [{"value": "Web"}, {"value": "iOS"}],
            "customfield_10035": {"value": "Europe", "child": {"value": "Germany"}},
            "customfield_10039": [{"value": "Tested"}],
            "customfield_10040": {"value": "Medium"},
        }
    )
    fields = raw.fields(key)
    assert plain(fields["customfield_10034"]) == ["Web", "iOS"]
    region = fields["customfield_10035"]
    assert (region["value"], region["child"]["value"]) == ("Europe", "Germany")
    assert plain(fields["customfield_10039"]) == ["Tested"]
    assert plain(fields["customfield_10040"]) == "Medium"


def test_people_in_fields(jira, raw, key):
    mia = jira.search_users(query="Mia Krystof")[0].accountId
    anna = jira.search_users(query="anna")[0].accountId
    jira.issue(key).update(
        fields={
            "reporter": {"accountId": mia},
            "customfield_10036": {"accountId": anna},
            "customfield_10047": [{"accountId": mia}, {"accountId": anna}],
        }
    )
    fields = raw.fields(key)
    assert fields["reporter"]["accountId"] == mia
    assert fields["customfield_10036"]["accountId"] == anna
    assert [u["accountId"] for u in fields["customfield_10047"]] == [mia, anna]


def test_labels_are_added_and_removed(jira, raw):
    key = raw.create(labels=["old", "kept"])
    issue = jira.issue(key)
    issue.update(update={"labels": [{"add": "new"}, {"remove": "old"}]})
    assert raw.fields(key)["labels"] == ["kept", "new"]
    issue.fields.labels.append("typed")
    issue.update(fields={"labels": issue.fields.labels})
    assert raw.fields(key)["labels"] == ["kept", "new", "typed"]


def test_an_update_that_nobody_is_mailed_of(ready, raw, key):
    client(ready, "admin").issue(key).update(summary="quiet", notify=False)
    assert raw.fields(key)["summary"] == "quiet"
    with pytest.raises(JIRAError) as refused:
        client(ready, "member").issue(key).update(summary="quieter", notify=False)
    assert refused.value.status_code == 400
    assert raw.fields(key)["summary"] == "quiet"


def test_estimates(jira, raw, key):
    jira.issue(key).update(
        fields={"timetracking": {"originalEstimate": "1w", "remainingEstimate": "3d 4h"}}
    )
    tracking = raw.fields(key)["timetracking"]
    assert tracking["originalEstimateSeconds"] == 5 * 8 * 3600
    assert tracking["remainingEstimate"] == "3d 4h"


def test_create_with_many_fields(jira, raw):
    issue = jira.create_issue(
        fields={
            "project": {"key": "DEMO"},
            "issuetype": {"name": "Story"},
            "summary": "with all sorts of things",
            "description": document("a story"),
            "components": [{"name": "Backend"}],
            "priority": {"name": "Low"},
            "customfield_10016": 8,
        }
    )
    fields = raw.fields(issue.key)
    assert fields["issuetype"]["name"] == "Story"
    assert fields["description"] == document("a story")
    assert plain(fields["components"]) == ["Backend"]
    assert (fields["priority"]["name"], fields["customfield_10016"]) == ("Low", 8)
    assert fields["reporter"]["emailAddress"] == "member@rowport.example"


def test_create_without_reading_it_back(jira, raw):
    issue = jira.create_issue(
        prefetch=False, project="DEMO", issuetype={"name": "Task"}, summary="unread"
    )
    assert raw.fields(issue.key)["summary"] == "unread"


def test_a_subtask(jira, raw, key):
    sub = jira.create_issue(
        project="DEMO", issuetype={"name": "Sub-task"}, summary="below", parent={"key": key}
    )
    assert raw.fields(sub.key)["parent"]["key"] == key
    assert [s["key"] for s in raw.fields(key)["subtasks"]] == [sub.key]


def test_an_epic_and_what_is_in_it(jira, raw, key):
    epic = jira.create_issue(project="DEMO", issuetype={"name": "Epic"}, summary="all of it")
    jira.issue(key).update(fields={"parent": {"key": epic.key}})
    assert raw.fields(key)["parent"]["key"] == epic.key
    assert raw.keys(f"parent = {epic.key}") == [key]


def test_bulk_create_makes_what_it_says(jira, raw):
    base = {"project": {"key": "DEMO"}, "issuetype": {"name": "Bug"}}
    rows = [{**base, "summary": f"row {n}", "labels": [f"row-{n}"]} for n in range(12)]
    answers = jira.create_issues(rows, prefetch=False)
    assert [a["status"] for a in answers] == ["Success"] * 12
    for number, answer in enumerate(answers):
        fields = raw.fields(answer["issue"].key)
        assert (fields["summary"], fields["labels"]) == (f"row {number}", [f"row-{number}"])


def test_bulk_create_says_what_it_refused(jira, raw):
    base = {"project": {"key": "DEMO"}, "issuetype": {"name": "Bug"}}
    rows = [{**base, "summary": "good row"}, base, {**base, "summary": "x", "priority": {"name": "?"}}]
    answers = jira.create_issues(rows)
    assert [a["status"] for a in answers] == ["Success", "Error", "Error"]
    assert raw.fields(answers[0]["issue"].key)["summary"] == "good row"
    assert "summary" in str(answers[1]["error"])
    assert "priority" in str(answers[2]["error"])


def test_delete_an_issue_with_what_is_below_it(ready, raw, key):
    sub = raw.create(issuetype={"name": "Sub-task"}, parent={"key": key})
    admin = client(ready, "admin")
    with pytest.raises(JIRAError) as refused:
        admin.issue(key).delete()
    assert refused.value.status_code == 400
    assert raw.status(f"issue/{key}") == 200
    admin.issue(sub).delete()
    assert raw.status(f"issue/{sub}") == 404
    admin.issue(key).delete()
    assert raw.status(f"issue/{key}") == 404


# Workflow.


@pytest.mark.parametrize("step", ["11", "Start progress", "start progress"])
def test_a_step_by_id_or_by_name(jira, raw, key, step):
    jira.transition_issue(key, step)
    assert raw.fields(key)["status"]["name"] == "In Progress"


def test_a_step_is_found_by_its_name(jira, raw, key):
    assert jira.find_transitionid_by_name(key, "Close") == "61"
    assert jira.find_transitionid_by_name(key, "Fly") is None
    assert {t["id"] for t in raw.get(f"issue/{key}/transitions")["transitions"]} == {"11", "61"}


def test_what_a_step_asks_for(jira, raw, key):
    steps = {t["name"]: t for t in jira.transitions(key, expand="transitions.fields")}
    names = [r["name"] for r in steps["Close"]["fields"]["resolution"]["allowedValues"]]
    assert names == [r["name"] for r in raw.get("resolution")]


def test_to_the_end_and_back(jira, raw, key):
    for step in ["Start progress", "Send to review"]:
        jira.transition_issue(key, step)
    jira.transition_issue(
        key, "Approve", fields={"resolution": {"name": "Done"}, "fixVersions": [{"name": "1.2"}]}
    )
    fields = raw.fields(key)
    assert (fields["status"]["name"], fields["resolution"]["name"]) == ("Done", "Done")
    assert plain(fields["fixVersions"]) == ["1.2"]
    assert fields["resolutiondate"] is not None
    jira.transition_issue(key, "Reopen")
    fields = raw.fields(key)
    assert (fields["status"]["name"], fields["resolution"]) == ("To Do", None)


def test_a_step_that_does_not_lead_on(jira, raw, key):
    with pytest.raises(JIRAError) as refused:
        jira.transition_issue(key, "51")
    assert refused.value.status_code == 400
    assert "is not valid for this issue" in refused.value.text
    assert raw.fields(key)["status"]["name"] == "To Do"


# Comments and worklogs.


def test_a_comment_is_changed_and_deleted(jira, raw, key):
    comment = jira.add_comment(key, document("first"))
    assert raw.comments(key) == ["first"]
    comment.update(body=document("second"))
    assert raw.comments(key) == ["second"]
    comment.delete()
    assert raw.comments(key) == []


def test_a_comment_for_a_role(jira, raw, key):
    visibility = {"type": "role", "value": "Developers"}
    jira.add_comment(key, document("inside"), visibility=visibility)
    found = raw.get(f"issue/{key}/comment")["comments"][0]["visibility"]
    assert (found["type"], found["value"]) == ("role", "Developers")


def test_many_comments_in_their_order(jira, raw, key):
    for number in range(5):
        jira.add_comment(key, document(f"comment {number}"))
    assert raw.comments(key) == [f"comment {n}" for n in range(5)]
    bodies = [c.raw["body"]["content"][0]["content"][0]["text"] for c in jira.comments(key)]
    assert bodies == raw.comments(key)


def test_a_comment_is_rendered(jira, raw, key):
    made = jira.add_comment(key, document("a & b"))
    shown = jira.comment(key, made.id, expand="renderedBody")
    assert shown.renderedBody == "<p>a &amp; b</p>"
    assert raw.get(f"issue/{key}/comment/{made.id}").get("renderedBody") is None


def test_work_is_logged(jira, raw, key):
    started = datetime.datetime(2026, 10, 30, 9, 15, tzinfo=datetime.timezone.utc)
    log = jira.add_worklog(key, timeSpent="1h 30m", started=started, comment=document("work"))
    found = raw.get(f"issue/{key}/worklog/{log.id}")
    assert found["timeSpentSeconds"] == 5400
    assert datetime.datetime.strptime(found["started"], "%Y-%m-%dT%H:%M:%S.%f%z") == started
    assert found["comment"] == document("work")


def test_logged_work_takes_from_the_estimate(jira, raw, key):
    raw.ask("PUT", f"issue/{key}", {"fields": {"timetracking": {"remainingEstimate": "5h"}}})
    jira.add_worklog(key, timeSpent="2h")
    assert raw.fields(key)["timetracking"]["remainingEstimate"] == "3h"
    jira.add_worklog(key, timeSpent="1h", adjustEstimate="leave")
    assert raw.fields(key)["timetracking"]["remainingEstimate"] == "3h"
    jira.add_worklog(key, timeSpent="1h", adjustEstimate="new", newEstimate="1d")
    assert raw.fields(key)["timetracking"]["remainingEstimate"] == "1d"
    assert raw.fields(key)["timespent"] == 4 * 3600


def test_a_worklog_is_changed_and_deleted(jira, raw, key):
    log = jira.add_worklog(key, timeSpentSeconds=3600)
    log.update(timeSpent="2h")
    assert raw.get(f"issue/{key}/worklog")["worklogs"][0]["timeSpentSeconds"] == 7200
    assert [w.id for w in jira.worklogs(key)] == [log.id]
    log.delete()
    assert raw.get(f"issue/{key}/worklog")["total"] == 0


# Links, files, watchers, votes, properties.


@pytest.mark.parametrize(
    ("named", "ends"), [("Blocks", "outward"), ("blocks", "outward"), ("is blocked by", "inward")]
)
def test_issues_are_linked_by_any_name_of_the_link(jira, raw, key, named, ends):
    other = raw.create()
    jira.create_issue_link(named, key, other)
    link = raw.fields(key)["issuelinks"][0]
    assert (link["type"]["name"], link[f"{ends}Issue"]["key"]) == ("Blocks", other)


def test_a_link_is_read_and_deleted(jira, raw, key):
    jira.create_issue_link("Relates", key, raw.create())
    link = jira.issue_link(raw.fields(key)["issuelinks"][0]["id"])
    assert link.type.name == "Relates"
    link.delete()
    assert raw.fields(key)["issuelinks"] == []


def test_a_link_to_somewhere_else(jira, raw, key):
    made = jira.add_simple_link(key, {"url": "https://example.com/1", "title": "One"})
    found = raw.get(f"issue/{key}/remotelink")
    assert [(r["object"]["title"], r["id"]) for r in found] == [("One", made.id)]
    assert [r.object.url for r in jira.remote_links(key)] == ["https://example.com/1"]
    jira.remote_link(key, made.id).delete()
    assert raw.get(f"issue/{key}/remotelink") == []


def test_a_file_is_attached_and_read_again(jira, raw, key, tmp_path):
    path = tmp_path / "größe.txt"
    path.write_bytes("ümlaut\n".encode())
    made = jira.add_attachment(key, attachment=str(path))
    listed = raw.fields(key)["attachment"]
    assert [(a["filename"], a["size"]) for a in listed] == [("größe.txt", 8)]
    assert jira.attachment(made.id).get() == "ümlaut\n".encode()


def test_bytes_are_attached_and_deleted(jira, raw, key):
    made = jira.add_attachment(key, attachment=io.BytesIO(b"\x00\x01"), filename="two.bin")
    assert raw.get(f"attachment/{made.id}")["filename"] == "two.bin"
    jira.delete_attachment(made.id)
    assert raw.fields(key)["attachment"] == []


def test_somebody_watches(ready, raw, key):
    admin = client(ready, "admin")
    admin.add_watcher(key, "Mia Krystof")
    mia = raw.get("user/search", query="Mia Krystof")[0]["accountId"]
    watchers = {w["accountId"] for w in raw.get(f"issue/{key}/watchers")["watchers"]}
    assert mia in watchers
    assert mia in {w.accountId for w in admin.watchers(key).watchers}
    admin.remove_watcher(key, "Mia Krystof")
    left = {w["accountId"] for w in raw.get(f"issue/{key}/watchers")["watchers"]}
    assert left == watchers - {mia}


def test_a_vote_is_given_and_taken_back(jira, raw, key):
    jira.add_vote(key)
    assert raw.get(f"issue/{key}/votes")["votes"] == 1
    assert jira.votes(key).hasVoted
    jira.remove_vote(key)
    assert raw.get(f"issue/{key}/votes")["votes"] == 0


def test_a_property_is_kept_with_an_issue(jira, raw, key):
    jira.add_issue_property(key, "sheet", {"row": 7})
    assert raw.get(f"issue/{key}/properties/sheet")["value"] == {"row": 7}
    assert [p.key for p in jira.issue_properties(key)] == ["sheet"]
    assert jira.issue_property(key, "sheet").value.row == 7
    jira.issue_property(key, "sheet").delete()
    assert raw.get(f"issue/{key}/properties")["keys"] == []
