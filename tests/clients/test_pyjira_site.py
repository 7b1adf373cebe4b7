"""PyPI jira, as people use it to search, to look around, to plan, and where they are refused."""

import pytest
from jira import JIRA, JIRAError

from pyjira import client
from raw import Raw, document, person


@pytest.fixture(name="jira", scope="module")
def member(ready):
    return client(ready, "member")


@pytest.mark.parametrize(
    "jql",
    [
        "project = DEMO AND issuetype = Bug",
        "project = DEMO AND status = Done ORDER BY created DESC",
        "assignee = currentUser()",
        "project = DEMO AND labels is EMPTY AND priority in (High, Highest)",
        'project = DEMO AND summary ~ "the"',
        "project in (DEMO, DESK) AND created >= -900d ORDER BY key",
    ],
)
def test_searches_find_what_plain_ones_find(ready, raw, jql):
    found = client(ready, "admin").enhanced_search_issues(jql, maxResults=100)
    assert [issue.key for issue in found] == raw.keys(jql)


def test_pages_are_followed_to_the_end(jira, raw):
    found = jira.enhanced_search_issues("project = DEMO", maxResults=0, fields="summary")
    count = raw.ask("POST", "search/approximate-count", {"jql": "project = DEMO"})[1]["count"]
    assert len({issue.key for issue in found}) == count
    assert jira.approximate_issue_count("project = DEMO") == count


def test_a_search_with_chosen_fields(jira, raw):
    found = jira.enhanced_search_issues("key = DEMO-3", fields=["summary", "status"])[0]
    assert set(found.raw["fields"]) == {"summary", "status"}
    assert found.fields.summary == raw.fields("DEMO-3")["summary"]


def test_a_search_that_jira_does_not_understand(jira):
    with pytest.raises(JIRAError) as refused:
        jira.enhanced_search_issues("colour = red")
    assert refused.value.status_code == 400
    assert "Field 'colour' does not exist" in refused.value.text


def test_the_history_of_an_issue(jira, raw, key):
    jira.issue(key).update(summary="second summary")
    jira.transition_issue(key, "11")
    histories = jira.issue(key, expand="changelog").changelog.histories
    mine = [item.field for history in reversed(histories) for item in history.items]
    plainly = raw.get(f"issue/{key}/changelog")["values"]
    assert mine == [item["field"] for change in plainly for item in change["items"]]
    assert mine == ["summary", "status"]


def test_rendered_fields(jira, raw):
    key = raw.create(description=document("<b>"))
    rendered = jira.issue(key, expand="renderedFields").renderedFields
    assert rendered.description == "<p>&lt;b&gt;</p>"
    assert rendered.created.startswith("Today ")


@pytest.mark.parametrize(
    ("ask", "path"),
    [
        (lambda jira: jira.issue_types(), "issuetype"),
        (lambda jira: jira.priorities(), "priority"),
        (lambda jira: jira.resolutions(), "resolution"),
        (lambda jira: jira.statuses(), "status"),
        (lambda jira: jira.statuscategories(), "statuscategory"),
        (lambda jira: jira.projects(), "project"),
        (lambda jira: jira.project_components("DEMO"), "project/DEMO/components"),
        (lambda jira: jira.project_versions("DEMO"), "project/DEMO/versions"),
        (lambda jira: jira.issue_types_for_project("DEMO"), "project/DEMO/statuses"),
    ],
)
def test_a_list_is_the_sites(ready, raw, ask, path):
    names = [thing.name for thing in ask(client(ready, "admin"))]
    assert names == [thing["name"] for thing in raw.get(path)]


def test_fields_and_their_types(jira, raw):
    mine = {field["id"]: field["name"] for field in jira.fields()}
    assert mine.items() <= {field["id"]: field["name"] for field in raw.get("field")}.items()
    assert mine["customfield_10016"] == "Story Points"


def test_what_may_be_edited(jira, raw, key):
    mine = jira.editmeta(key)["fields"]
    assert mine["priority"]["allowedValues"][0]["name"] == "Highest"
    assert set(mine) <= set(raw.get(f"issue/{key}/editmeta")["fields"])


def test_a_project_with_its_people(jira, raw):
    project = jira.project("DEMO")
    plainly = raw.get("project/DEMO")
    assert (project.name, project.lead.accountId) == (plainly["name"], plainly["lead"]["accountId"])
    expanded = {p.key: p for p in jira.projects(expand="lead,projectKeys")}
    assert expanded["DEMO"].projectKeys == ["DEMO", "SAMPLE"]
    assert jira.get_project_version_by_name("DEMO", "2.0").id == "10004"


def test_people_are_found(jira, raw):
    found = jira.search_users(query="anna")
    assert {u.accountId for u in found} == {
        u["accountId"] for u in raw.get("user/search", query="anna")
    }
    one = jira.user(found[0].accountId)
    assert one.displayName == "Anna Schmidt"
    assignable = jira.search_assignable_users_for_issues(query="mia", project="DEMO")
    assert [u.displayName for u in assignable] == ["Mia Krystof"]


def test_groups_are_found_without_some(jira, raw):
    assert jira.groups("jira") == ["jira-admins", "jira-users"]
    assert jira.groups("jira", exclude="jira-users") == ["jira-admins"]
    picked = raw.get("groups/picker", query="jira", exclude="jira-users")["groups"]
    assert [g["name"] for g in picked] == ["jira-admins"]


@pytest.mark.parametrize(
    ("role", "permission", "has"),
    [
        ("member", "EDIT_ISSUES", True),
        ("member", "DELETE_OWN_COMMENTS", True),
        ("member", "ADMINISTER_PROJECTS", False),
        ("viewer", "BROWSE_PROJECTS", True),
        ("viewer", "ADD_COMMENTS", False),
        ("admin", "DELETE_ISSUES", True),
    ],
)
def test_permissions(ready, role, permission, has):
    mine = client(ready, role).my_permissions(projectKey="DEMO", permissions=permission)
    assert mine["permissions"][permission]["havePermission"] is has
    plainly = Raw(ready, role).get("mypermissions", permissions=permission, projectKey="DEMO")
    assert plainly["permissions"][permission]["havePermission"] is has


def test_an_unknown_permission(jira):
    with pytest.raises(JIRAError) as refused:
        jira.my_permissions(permissions="FLY")
    assert refused.value.status_code == 400


def test_who_am_i_and_where(jira, raw):
    assert jira.current_user("emailAddress") == "member@rowport.example"
    assert jira.server_info()["baseUrl"] == raw.get("serverInfo")["baseUrl"]
    assert jira.current_user() == jira.myself()["accountId"]


# Boards and sprints.


def test_boards_and_their_sprints(jira, raw):
    board = next(b for b in jira.boards(projectKeyOrID="DEMO") if b.type == "scrum")
    sprints = jira.sprints(board.id)
    plainly = raw.get(f"/rest/agile/1.0/board/{board.id}/sprint")["values"]
    assert [s.id for s in sprints] == [s["id"] for s in plainly]
    active = jira.sprints(board.id, state="active")
    assert [s.state for s in active] == ["active"]
    assert jira.sprint(active[0].id).name == active[0].name


def test_a_sprint_is_made_and_filled(jira, raw, key):
    sprint = jira.create_sprint("By script", 1, goal="to see")
    found = raw.get(f"/rest/agile/1.0/sprint/{sprint.id}")
    assert (found["name"], found["goal"], found["state"]) == ("By script", "to see", "future")
    jira.add_issues_to_sprint(sprint.id, [key])
    assert [s["id"] for s in raw.fields(key)["customfield_10020"]] == [sprint.id]
    jira.move_to_backlog([key])
    assert not raw.fields(key)["customfield_10020"]


def test_an_issue_is_ranked(jira, raw, key):
    other = raw.create()
    jira.rank(other, next_issue=key)
    ranked = raw.keys(f"key in ({key}, {other}) ORDER BY Rank")
    assert ranked == [other, key]


# What is refused.


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"summary": "two\nlines"}, "summary"),
        ({"summary": ""}, "summary"),
        ({"priority": {"name": "Urgent"}}, "priority"),
        ({"duedate": "tomorrow"}, "duedate"),
        ({"labels": ["with space"]}, "labels"),
        ({"components": [{"name": "Nowhere"}]}, "components"),
        ({"customfield_10016": "many"}, "customfield_10016"),
        ({"customfield_10033": {"value": "Colossal"}}, "customfield_10033"),
        ({"description": "plain"}, "description"),
        ({"status": {"name": "Done"}}, "status"),
    ],
)
def test_a_wrong_value_changes_nothing(jira, raw, key, fields, named):
    before = raw.fields(key)
    with pytest.raises(JIRAError) as refused:
        jira.issue(key).update(fields=fields)
    assert refused.value.status_code == 400
    assert named in refused.value.response.json()["errors"]
    assert raw.fields(key) == before


def test_what_is_hidden_is_missing(ready, raw):
    assert raw.status("issue/TEAM-1") == 200
    viewer = client(ready, "viewer")
    for ask in [
        lambda: viewer.issue("TEAM-1"),
        lambda: viewer.issue("DEMO-99999"),
        lambda: viewer.project("TEAM"),
    ]:
        with pytest.raises(JIRAError) as refused:
            ask()
        assert refused.value.status_code == 404


def test_a_viewer_may_not_comment(ready, raw):
    before = raw.get("issue/DEMO-1/comment")["total"]
    with pytest.raises(JIRAError) as refused:
        client(ready, "viewer").add_comment("DEMO-1", document("x"))
    assert refused.value.status_code == 400
    assert "you do not have the permission to comment" in refused.value.text
    assert raw.get("issue/DEMO-1/comment")["total"] == before


def test_a_wrong_token(ready):
    nobody = JIRA(
        server=ready["url"],
        basic_auth=(person(ready, "member")["email"], "wrong"),
        options={"rest_api_version": "3"},
        max_retries=0,
        get_server_info=False,
    )
    with pytest.raises(JIRAError) as refused:
        nobody.myself()
    assert refused.value.status_code == 401
