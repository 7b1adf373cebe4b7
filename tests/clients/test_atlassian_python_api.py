"""PyPI atlassian-python-api, as people script Jira Cloud with it: its old client with cloud=True, and
the ones that it has for Cloud since 5.0. What each step did is looked up with plain requests."""

import io

import pytest
from atlassian import Jira, JiraCloud, JiraSoftware
from requests import HTTPError

from raw import Raw, document, person


def signed_in(kind, ready, role, **options):
    """A client of some kind that signs in as the person of a role."""
    who = person(ready, role)
    return kind(ready["url"], username=who["email"], password=who["token"], **options)


def client(ready, role):
    """What most scripts use."""
    return signed_in(Jira, ready, role, cloud=True, api_version="3")


@pytest.fixture(name="jira", scope="module")
def member(ready):
    return client(ready, "member")


@pytest.fixture(name="admin", scope="module")
def administrator(ready):
    return client(ready, "admin")


@pytest.fixture(name="cloud", scope="module")
def cloud_client(ready):
    return signed_in(JiraCloud, ready, "member")


@pytest.fixture(name="software", scope="module")
def software_client(ready):
    return signed_in(JiraSoftware, ready, "member")


def task(summary, **fields):
    """The fields of a task of DEMO."""
    base = {"project": {"key": "DEMO"}, "issuetype": {"name": "Task"}, "summary": summary}
    return {**base, **fields}


def refused(status, call, *args, **options):
    """The texts that a call is refused with."""
    with pytest.raises(HTTPError) as error:
        call(*args, **options)
    assert error.value.response.status_code == status
    return str(error.value)


# Issues.


def test_create(jira, raw):
    made = jira.issue_create(task("by a script", labels=["script"], priority={"name": "Low"}))
    fields = raw.fields(made["key"])
    assert (fields["summary"], fields["labels"]) == ("by a script", ["script"])
    assert (fields["priority"]["name"], fields["issuetype"]["name"]) == ("Low", "Task")


def test_create_with_an_update(jira, raw):
    update = {"labels": [{"add": "one"}, {"add": "two"}]}
    made = jira.create_issue(fields=task("with an update"), update=update)
    assert raw.fields(made["key"])["labels"] == ["one", "two"]


def test_create_or_update(jira, raw):
    made = jira.issue_create_or_update(task("first"))
    assert raw.fields(made["key"])["summary"] == "first"
    jira.issue_create_or_update({"issuekey": made["key"], "summary": "second"})
    assert raw.fields(made["key"])["summary"] == "second"


def test_bulk_create(jira, raw):
    made = jira.create_issues([{"fields": task(f"bulk {n}", customfield_10016=n)} for n in range(8)])
    points = [raw.fields(one["key"])["customfield_10016"] for one in made["issues"]]
    assert points == list(range(8))
    assert made["errors"] == []


def test_bulk_create_in_part(jira, raw):
    made = jira.create_issues([{"fields": task("good")}, {"fields": task("two\nlines")}])
    assert [raw.fields(one["key"])["summary"] for one in made["issues"]] == ["good"]
    assert [error["failedElementNumber"] for error in made["errors"]] == [1]


def test_a_subtask_and_the_tree(jira, raw, key):
    sub = jira.issue_create(
        task("below", issuetype={"name": "Sub-task"}, parent={"key": key})
    )
    assert [s["key"] for s in raw.fields(key)["subtasks"]] == [sub["key"]]
    assert jira.get_issue_tree_recursive(key) == [{key: sub["key"]}]


@pytest.mark.parametrize(
    ("field", "given", "shown"),
    [
        ("summary", "changed", "changed"),
        ("description", document("what"), document("what")),
        ("duedate", "2026-12-24", "2026-12-24"),
        ("labels", ["x", "y"], ["x", "y"]),
        ("priority", {"name": "Highest"}, "Highest"),
        ("components", [{"name": "Backend"}], ["Backend"]),
        ("fixVersions", [{"name": "1.2"}], ["1.2"]),
        ("versions", [{"name": "0.9"}], ["0.9"]),
        ("customfield_10015", "2026-11-11", "2026-11-11"),
        ("customfield_10016", 3, 3),
        ("customfield_10030", "ref", "ref"),
        ("customfield_10032", -12.5, -12.5),
        ("customfield_10033", {"value": "Minor"}, "Minor"),
        ("customfield_10034", [{"value": "Web"}], ["Web"]),
        ("customfield_10037", ["k"], ["k"]),
        ("customfield_10038", document("done"), document("done")),
        ("customfield_10039", [{"value": "Tested"}], ["Tested"]),
        ("customfield_10040", {"value": "Large"}, "Large"),
        ("customfield_10041", "https://example.com", "https://example.com"),
        ("customfield_10043", [{"name": "developers"}], ["developers"]),
        ("customfield_10045", [{"name": "1.0"}, {"name": "1.1"}], ["1.0", "1.1"]),
    ],
)
def test_a_field_is_updated(jira, raw, key, field, given, shown):
    jira.update_issue_field(key, {field: given})
    found = raw.fields(key)[field]
    named = [n.get("name", n.get("value")) if isinstance(n, dict) else n for n in (
        found if isinstance(found, list) else [found]
    )]
    assert (found if shown == given else named if isinstance(shown, list) else named[0]) == shown


def test_a_field_of_several_issues(jira, raw):
    keys = [raw.create(), raw.create()]
    assert jira.bulk_update_issue_field(keys, {"labels": ["all"]})
    assert [raw.fields(key)["labels"] for key in keys] == [["all"], ["all"]]


def test_issue_update_and_edit(jira, raw, key):
    jira.issue_update(key, {"summary": "updated"}, properties=[{"key": "p", "value": 1}])
    assert raw.fields(key)["summary"] == "updated"
    assert raw.get(f"issue/{key}/properties/p")["value"] == 1
    jira.edit_issue(key, {"labels": [{"set": ["a", "b"]}], "summary": [{"set": "edited"}]})
    fields = raw.fields(key)
    assert (fields["labels"], fields["summary"]) == (["a", "b"], "edited")


def test_a_value_is_appended(jira, raw, key):
    jira.issue_field_value_append(key, "labels", "first")
    jira.issue_field_value_append(key, "labels", "second")
    assert raw.fields(key)["labels"] == ["first", "second"]
    assert jira.get_issue_labels(key) == ["first", "second"]


def test_quietly_only_by_administrators(jira, admin, raw, key):
    admin.update_issue_field(key, {"summary": "quiet"}, notify_users=False)
    refused(400, jira.update_issue_field, key, {"summary": "x"}, notify_users=False)
    assert raw.fields(key)["summary"] == "quiet"


def test_somebody_is_assigned_and_nobody(jira, raw, key):
    mia = raw.get("user/search", query="Mia Krystof")[0]["accountId"]
    jira.assign_issue(key, mia)
    assert raw.fields(key)["assignee"]["accountId"] == mia
    jira.assign_issue(key, None)
    assert raw.fields(key)["assignee"] is None


def test_what_is_read(jira, raw, key):
    plainly = raw.fields(key)
    assert jira.issue(key)["fields"]["created"] == plainly["created"]
    assert jira.issue_field_value(key, "summary") == plainly["summary"]
    assert jira.issue_fields(key)["status"]["id"] == plainly["status"]["id"]
    some = jira.get_issue(key, fields=["summary", "status"])
    assert set(some["fields"]) == {"summary", "status"}
    assert jira.get_issue(key, expand="renderedFields")["renderedFields"]["summary"] is None


def test_whether_an_issue_is_there(jira, raw, key):
    assert jira.issue_exists(key)
    raw.ask("DELETE", f"issue/{key}")
    assert not jira.issue_exists(key)
    assert jira.issue_deleted(key)


def test_delete(admin, raw, key):
    sub = raw.create(issuetype={"name": "Sub-task"}, parent={"key": key})
    refused(400, admin.delete_issue, key, delete_subtasks=False)
    assert raw.status(f"issue/{sub}") == 200
    admin.delete_issue(key)
    assert [raw.status(f"issue/{one}") for one in (key, sub)] == [404, 404]


# Workflow and history.


def test_steps_by_status_and_by_id(jira, raw, key):
    jira.set_issue_status(key, "in progress")
    assert raw.fields(key)["status"]["name"] == "In Progress"
    jira.set_issue_status_by_transition_id(key, 31)
    assert raw.fields(key)["status"]["name"] == "In Review"
    jira.set_issue_status(key, "Done", fields={"resolution": {"name": "Won't Do"}})
    fields = raw.fields(key)
    assert (fields["status"]["name"], fields["resolution"]["name"]) == ("Done", "Won't Do")
    jira.issue_transition(key, "To Do")
    assert raw.fields(key)["resolution"] is None


def test_which_steps_there_are(jira, raw, key):
    steps = {step["name"]: step["to"] for step in jira.get_issue_transitions(key)}
    assert steps == {"Start progress": "In Progress", "Close": "Done"}
    full = jira.get_issue_transitions_full(key, expand="transitions.fields")["transitions"]
    assert "resolution" in next(t for t in full if t["name"] == "Close")["fields"]
    assert jira.get_transition_id_to_status_name(key, "Done") == 61
    assert jira.get_issue_status(key) == raw.fields(key)["status"]["name"]
    assert jira.get_issue_status_id(key) == raw.fields(key)["status"]["id"]


def test_a_step_that_is_not_there(jira, raw, key):
    assert "is not valid" in refused(400, jira.set_issue_status_by_transition_id, key, 71)
    assert raw.fields(key)["status"]["name"] == "To Do"


def test_the_history(jira, raw, key):
    jira.update_issue_field(key, {"summary": "one more"})
    jira.set_issue_status(key, "In Progress")
    changes = jira.get_issue_changelog(key)
    items = [item["field"] for change in changes["values"] for item in change["items"]]
    assert items == ["summary", "status"]
    assert changes["values"] == raw.get(f"issue/{key}/changelog")["values"]
    assert jira.get_issue_changelog(key, start=1, limit=1)["values"] == changes["values"][1:]


# Comments and worklogs.


def test_comments(jira, raw, key):
    made = jira.issue_add_comment(key, document("first"))
    assert raw.comments(key) == ["first"]
    jira.issue_edit_comment(key, made["id"], document("second"))
    assert raw.comments(key) == ["second"]
    assert jira.issue_get_comments(key)["total"] == 1
    assert jira.issue_get_comment(key, made["id"])["body"] == document("second")
    assert jira.issues_get_comments_by_id(int(made["id"]))["values"][0]["id"] == made["id"]


def test_a_comment_for_a_group(jira, raw, key):
    visibility = {"type": "group", "value": "jira-users"}
    jira.issue_add_comment(key, document("inside"), visibility=visibility)
    found = raw.get(f"issue/{key}/comment")["comments"][0]["visibility"]
    assert (found["type"], found["value"]) == ("group", "jira-users")


def test_a_comment_that_is_no_document(jira, raw, key):
    assert refused(400, jira.issue_add_comment, key, "plain") == "Comment body is not valid!"
    assert raw.comments(key) == []


def test_worklogs(jira, raw, key):
    jira.issue_worklog(key, "2026-10-30T10:00:00.000+0000", 5400, comment=document("work"))
    log = raw.get(f"issue/{key}/worklog")["worklogs"][0]
    assert (log["timeSpentSeconds"], log["comment"]) == (5400, document("work"))
    jira.issue_add_json_worklog(key, {"timeSpent": "1d"})
    assert raw.fields(key)["timespent"] == 5400 + 8 * 3600
    assert jira.issue_get_worklog(key)["total"] == 2
    assert jira.get_worklogs([int(log["id"])])[0]["id"] == log["id"]


# Files, watchers, links, properties.


def test_a_file(jira, raw, key, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("a note")
    made = jira.add_attachment(key, str(path))[0]
    assert raw.fields(key)["attachment"][0]["size"] == 6
    assert jira.get_attachments_ids_from_issue(key)[0]["attachment_id"] == made["id"]
    assert jira.get_attachment(made["id"])["filename"] == "notes.txt"
    assert jira.get_attachment_content(made["id"]) == b"a note"
    jira.remove_attachment(made["id"])
    assert raw.fields(key)["attachment"] == []


def test_bytes_as_a_file(jira, raw, key):
    data = io.BytesIO(b"\xff\x00")
    data.name = "two.bin"
    jira.add_attachment_object(key, data)
    assert [(a["filename"], a["size"]) for a in raw.fields(key)["attachment"]] == [("two.bin", 2)]
    assert jira.get_attachment_meta()["enabled"] is True


def test_watchers(admin, raw, key):
    mia = raw.get("user/search", query="Mia Krystof")[0]["accountId"]
    admin.issue_add_watcher(key, mia)
    watchers = {w["accountId"] for w in raw.get(f"issue/{key}/watchers")["watchers"]}
    assert mia in watchers
    assert {w["accountId"] for w in admin.issue_get_watchers(key)["watchers"]} == watchers
    admin.issue_delete_watcher(key, account_id=mia)
    left = {w["accountId"] for w in raw.get(f"issue/{key}/watchers")["watchers"]}
    assert left == watchers - {mia}


def test_links(jira, raw, key):
    other = raw.create()
    ends = {"inwardIssue": {"key": key}, "outwardIssue": {"key": other}}
    jira.create_issue_link({"type": {"name": "Blocks"}, **ends})
    link = raw.fields(key)["issuelinks"][0]
    assert link["outwardIssue"]["key"] == other
    assert raw.fields(other)["issuelinks"][0]["inwardIssue"]["key"] == key
    assert jira.get_issue_link(link["id"])["type"]["name"] == "Blocks"
    jira.remove_issue_link(link["id"])
    assert raw.fields(key)["issuelinks"] == raw.fields(other)["issuelinks"] == []


def test_types_of_links(jira, raw):
    types = raw.get("issueLinkType")["issueLinkTypes"]
    assert jira.get_issue_link_types_names() == [t["name"] for t in types]
    assert jira.get_issue_link_type(types[0]["id"]) == types[0]


def test_remote_links(jira, raw, key):
    jira.create_or_update_issue_remote_links(key, "https://example.com/1", "One", global_id="g")
    jira.create_or_update_issue_remote_links(key, "https://example.com/2", "Two", global_id="g")
    found = raw.get(f"issue/{key}/remotelink")
    assert [r["object"]["title"] for r in found] == ["Two"]
    assert jira.get_issue_remote_link_by_id(key, found[0]["id"])["globalId"] == "g"
    assert len(jira.get_issue_remote_links(key)) == 1
    jira.delete_issue_remote_link_by_id(key, found[0]["id"])
    assert raw.get(f"issue/{key}/remotelink") == []


def test_properties(jira, raw, key):
    jira.set_issue_property(key, "sheet", {"row": 3})
    assert raw.get(f"issue/{key}/properties/sheet")["value"] == {"row": 3}
    assert [p["key"] for p in jira.get_issue_property_keys(key)["keys"]] == ["sheet"]
    assert jira.get_issue_property(key, "sheet")["value"] == {"row": 3}
    jira.delete_issue_property(key, "sheet")
    assert raw.status(f"issue/{key}/properties/sheet") == 404


def test_properties_of_a_person(jira, ready):
    me = jira.myself()["accountId"]
    jira.user_set_property(account_id=me, key_property="view", value_property={"wide": True})
    plainly = Raw(ready, "member")
    assert plainly.get("user/properties/view", accountId=me)["value"] == {"wide": True}
    assert jira.user_property(account_id=me, key_property="view")["value"] == {"wide": True}
    jira.user_delete_property(account_id=me, key_property="view")
    assert plainly.status(f"user/properties/view?accountId={me}") == 404


# Searches.


@pytest.mark.parametrize(
    "jql",
    [
        "project = DEMO AND issuetype in (Bug, Story) ORDER BY key DESC",
        "project = DEMO AND status != Done AND assignee is not EMPTY",
        "project = DESK ORDER BY created",
        'summary ~ "the" AND project = DEMO',
        "project = DEMO AND duedate >= 2026-01-01 ORDER BY duedate, key",
    ],
)
def test_searches_find_what_plain_ones_find(admin, raw, jql):
    found = admin.enhanced_jql(jql, fields=["key"], limit=100)
    assert [issue["key"] for issue in found["issues"]] == raw.keys(jql)


def test_a_search_is_followed_to_its_end(jira, raw):
    found = jira.enhanced_jql_get_list_of_tickets("project = DEMO", fields="summary")
    count = raw.ask("POST", "search/approximate-count", {"jql": "project = DEMO"})[1]["count"]
    assert len({issue["key"] for issue in found}) == count
    assert jira.approximate_issue_count("project = DEMO")["count"] == count


def test_the_last_issue_of_a_project(jira, key):
    assert jira.get_project_issuekey_last("DEMO") == key


def test_a_search_that_is_refused(jira):
    assert "Field 'colour' does not exist" in refused(400, jira.enhanced_jql, "colour = red")
    assert "Unbounded JQL" in refused(400, jira.enhanced_jql, "ORDER BY key")


# What the site tells of itself.


@pytest.mark.parametrize(
    ("ask", "path"),
    [
        (lambda jira: jira.get_project_components("DEMO"), "project/DEMO/components"),
        (lambda jira: jira.get_project_versions("DEMO"), "project/DEMO/versions"),
        (lambda jira: jira.get_status_for_project("DEMO"), "project/DEMO/statuses"),
        (lambda jira: jira.get_security_level_for_project("DEMO"), "project/DEMO/securitylevel"),
        (lambda jira: jira.get_all_fields(), "field"),
        (lambda jira: jira.get_all_statuses(), "status"),
        (lambda jira: jira.get_all_priorities(), "priority"),
        (lambda jira: jira.get_priority_by_id(3), "priority/3"),
        (lambda jira: jira.get_all_resolutions(), "resolution"),
        (lambda jira: jira.get_resolution_by_id(10002), "resolution/10002"),
        (lambda jira: jira.get_issue_types(), "issuetype"),
        (lambda jira: jira.project("DEMO", expand="projectKeys"), "project/DEMO?expand=projectKeys"),
        (lambda jira: jira.issue_createmeta_issuetypes("DEMO"), "issue/createmeta/DEMO/issuetypes"),
        (
            lambda jira: jira.issue_createmeta_fieldtypes("DEMO", "10003", limit=100),
            "issue/createmeta/DEMO/issuetypes/10003?maxResults=100",
        ),
        (lambda jira: jira.issue_editmeta("DEMO-1"), "issue/DEMO-1/editmeta"),
        (lambda jira: jira.get_configurations_of_jira(), "configuration"),
        (lambda jira: jira.get_autocomplete_data(), "jql/autocompletedata"),
        (lambda jira: jira.get_groups("jira", exclude="jira-users"), "groups/picker?query=jira&exclude=jira-users"),
        (lambda jira: jira.get_all_users_from_group("developers"), "group/member?groupname=developers"),
        (lambda jira: jira.users_get_all(), "users/search"),
        (lambda jira: jira.user_find_by_user_string(query="anna"), "user/search?query=anna"),
        (
            lambda jira: jira.get_all_assignable_users_for_project("DEMO", limit=100),
            "user/assignable/search?project=DEMO&maxResults=100",
        ),
    ],
)
def test_what_is_told_is_what_plain_requests_are_told(admin, raw, ask, path):
    assert ask(admin) == raw.get(path)


def test_projects(jira, ready):
    plainly = Raw(ready, "member").get("project/search", expand="lead")["values"]
    assert jira.projects(expand="lead") == plainly
    assert {p["key"] for p in client(ready, "viewer").projects()} == {"DEMO", "DESK"}


def test_me_and_permissions(jira, raw):
    assert jira.myself()["emailAddress"] == "member@rowport.example"
    asked = "EDIT_ISSUES,DELETE_ISSUES,EDIT_OWN_WORKLOGS,MANAGE_SPRINTS_PERMISSION"
    mine = jira.get_permissions(asked, project_key="DEMO")["permissions"]
    have = {key: permission["havePermission"] for key, permission in mine.items()}
    assert have == dict(zip(asked.split(","), [True, False, True, True]))
    assert "FLY" in refused(400, jira.get_permissions, "FLY")


# Boards and sprints.


def test_boards(jira, raw):
    boards = jira.get_all_agile_boards(project_key="DEMO", board_type="scrum")["values"]
    assert boards == [raw.get("/rest/agile/1.0/board/1")]
    assert jira.get_agile_board_configuration(1)["columnConfig"]["columns"][0]["name"] == "To Do"


def test_a_sprint(jira, raw, key):
    made = jira.create_sprint("Scripted", 1, goal="see")
    plainly = raw.get(f"/rest/agile/1.0/sprint/{made['id']}")
    assert (plainly["name"], plainly["goal"]) == ("Scripted", "see")
    jira.update_partially_sprint(made["id"], {"name": "Renamed"})
    assert raw.get(f"/rest/agile/1.0/sprint/{made['id']}")["name"] == "Renamed"
    jira.add_issues_to_sprint(made["id"], [key])
    assert [s["id"] for s in raw.fields(key)["customfield_10020"]] == [made["id"]]
    jira.move_issues_to_backlog([key])
    assert not raw.fields(key)["customfield_10020"]


def test_rank(jira, raw, key):
    other = raw.create()
    jira.update_rank([other], key, 10019)
    assert raw.keys(f"key in ({key}, {other}) ORDER BY Rank") == [other, key]
