"""PyPI jira against Jira Cloud."""

from jira import JIRA

from raw import person


def client(ready, role):
    """A client that signs in as the person of a role."""
    who = person(ready, role)
    return JIRA(
        server=ready["url"],
        basic_auth=(who["email"], who["token"]),
        options={"rest_api_version": "3"},
        max_retries=0,
    )
