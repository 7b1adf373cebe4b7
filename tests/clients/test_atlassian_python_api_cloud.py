"""PyPI atlassian-python-api 5: its clients for Jira Cloud's platform and for Jira Software Cloud."""

import pytest

from raw import document
from test_atlassian_python_api import cloud_client, refused, software_client, task

__all__ = ["cloud_client", "software_client"]


def test_an_issue_from_its_creation_to_its_end(cloud, raw):
    key = cloud.create_issue(data={"fields": task("by the cloud client")})["key"]
    assert raw.fields(key)["summary"] == "by the cloud client"
    shown = cloud.edit_issue(key, return_issue="true", data={"fields": {"labels": ["cloud"]}})
    assert shown["fields"]["labels"] == raw.fields(key)["labels"] == ["cloud"]
    steps = cloud.get_transitions(key)["transitions"]
    cloud.do_transition(key, data={"transition": {"id": steps[0]["id"]}})
    assert raw.fields(key)["status"]["name"] == steps[0]["to"]["name"]
    assert "delete" in refused(403, cloud.delete_issue, key)
    assert raw.status(f"issue/{key}") == 200


def test_many_issues_at_once(cloud, raw):
    rows = [{"fields": task(f"cloud {n}")} for n in range(3)]
    keys = [one["key"] for one in cloud.create_issues(data={"issueUpdates": rows})["issues"]]
    assert [raw.fields(key)["summary"] for key in keys] == ["cloud 0", "cloud 1", "cloud 2"]
    asked = {"issueIdsOrKeys": [*keys, "DEMO-99999"], "fields": ["summary"]}
    found = cloud.bulk_fetch_issues(data=asked)
    assert [issue["key"] for issue in found["issues"]] == keys


def test_somebody_is_assigned(cloud, raw, key):
    mia = cloud.find_users(query="Mia Krystof")[0]["accountId"]
    cloud.assign_issue(key, data={"accountId": mia})
    assert raw.fields(key)["assignee"]["accountId"] == mia


def test_comments_of_a_page(cloud, raw, key):
    for text in ["one", "two", "three"]:
        cloud.add_comment(key, data={"body": document(text)})
    newest = cloud.get_comments(key, max_results=2, order_by="-created", expand="renderedBody")
    assert [c["renderedBody"] for c in newest["comments"]] == ["<p>three</p>", "<p>two</p>"]
    cloud.update_comment(key, newest["comments"][0]["id"], data={"body": document("3")})
    cloud.delete_comment(key, newest["comments"][1]["id"])
    assert raw.comments(key) == ["one", "3"]


def test_work(cloud, raw, key):
    raw.ask("PUT", f"issue/{key}", {"fields": {"timetracking": {"remainingEstimate": "1d"}}})
    log = cloud.add_worklog(key, data={"timeSpent": "1h"})
    assert raw.fields(key)["timetracking"]["remainingEstimate"] == "7h"
    cloud.update_worklog(key, log["id"], adjust_estimate="leave", data={"timeSpent": "2h"})
    assert raw.get(f"issue/{key}/worklog/{log['id']}")["timeSpent"] == "2h"
    cloud.delete_worklog(key, log["id"], adjust_estimate="new", new_estimate="3h")
    assert raw.fields(key)["timetracking"]["remainingEstimate"] == "3h"
    assert raw.get(f"issue/{key}/worklog")["total"] == 0


def test_votes_and_links(cloud, raw, key):
    cloud.add_vote(key)
    assert raw.get(f"issue/{key}/votes")["votes"] == cloud.get_votes(key)["votes"] == 1
    cloud.remove_vote(key)
    assert raw.get(f"issue/{key}/votes")["votes"] == 0
    ends = {"inwardIssue": {"key": key}, "outwardIssue": {"key": "DEMO-1"}}
    cloud.link_issues(data={"type": {"name": "Relates"}, **ends})
    link = raw.fields(key)["issuelinks"][0]
    assert link["outwardIssue"]["key"] == "DEMO-1"
    cloud.delete_issue_link(link["id"])
    assert raw.fields(key)["issuelinks"] == []


def test_what_an_issue_can_be_expanded_by(cloud, key):
    names = "renderedFields,names,schema,transitions,operations,editmeta,changelog"
    issue = cloud.get_issue(key, expand=names)
    assert set(names.split(",")) <= set(issue)
    assert set(issue["renderedFields"]) == set(issue["fields"])


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({"order_by": "-key"}, ["TEAM", "DESK", "DEMO"]),
        ({"type_key": "service_desk"}, ["DESK"]),
        ({"query": "team"}, ["TEAM"]),
        ({"status": "archived"}, []),
        ({"keys": "DEMO"}, ["DEMO"]),
        ({"action": "edit"}, []),
    ],
)
def test_projects_are_searched(cloud, options, keys):
    assert [p["key"] for p in cloud.search_projects(**options)["values"]] == keys


def test_projects_are_paged(cloud, raw):
    page = cloud.search_projects(start_at=1, max_results=1, expand="insight")
    assert (page["total"], page["isLast"], page["values"][0]["key"]) == (3, False, "DESK")
    count = raw.ask("POST", "search/approximate-count", {"jql": "project = DESK"})[1]["count"]
    assert page["values"][0]["insight"]["totalIssueCount"] == count


def test_priorities_and_groups(cloud, raw):
    low = cloud.search_priorities(priority_name="low")["values"]
    assert [p["name"] for p in low] == ["Low", "Lowest"]
    picked = cloud.find_groups(query="jira", exclude="jira-users")["groups"]
    assert [g["name"] for g in picked] == ["jira-admins"]
    members = cloud.get_users_from_group(groupname="developers", max_results=5)
    plainly = raw.get("group/member", groupname="developers", maxResults=5)
    assert [m["accountId"] for m in members["values"]] == [
        m["accountId"] for m in plainly["values"]
    ]
    text = "The group named 'nobody' does not exist"
    assert refused(404, cloud.get_users_from_group, groupname="nobody") == text


def test_a_query_is_parsed(cloud):
    asked = {"queries": ["project = DEMO and labels = a", "project ="]}
    good, bad = cloud.parse_jql_queries(data=asked)["queries"]
    assert good["structure"]["where"]["operator"] == "and"
    assert bad["errors"]


def test_a_search_to_its_end(cloud, raw):
    found = cloud.enhanced_jql_get_list_of_tickets("project = DESK", fields="key", limit=200)
    count = raw.ask("POST", "search/approximate-count", {"jql": "project = DESK"})[1]["count"]
    assert len({issue["key"] for issue in found}) == count


def test_boards_and_sprints(software, raw, key):
    boards = software.get_all_boards()["values"]
    assert [b["id"] for b in boards] == [1, 2, 3]
    sprints = software.get_all_sprints(1, state="active")["values"]
    plainly = raw.get("/rest/agile/1.0/board/1/sprint", state="active")["values"]
    assert sprints == plainly
    sprint = software.create_sprint(data={"name": "Software", "originBoardId": 1})
    software.move_issues_to_sprint_and_rank(sprint["id"], data={"issues": [key]})
    assert [s["name"] for s in raw.fields(key)["customfield_10020"]] == ["Software"]
    software.move_issues_to_backlog(data={"issues": [key]})
    assert not raw.fields(key)["customfield_10020"]


def test_issues_are_ranked(software, raw, key):
    other = raw.create()
    software.rank_issues(data={"issues": [other], "rankBeforeIssue": key})
    assert raw.keys(f"key in ({key}, {other}) ORDER BY Rank") == [other, key]
