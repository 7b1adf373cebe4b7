"""PyPI jira against Jira Cloud."""

from jira import JIRA

from raw import person


THIRD = {"rest_api_version": "3"}


def client(ready, role, options=THIRD):
    """A client that signs in as the person of a role; without options it asks for REST 2."""
    who = person(ready, role)
    return JIRA(
        server=ready["url"],
        basic_auth=(who["email"], who["token"]),
        options=options,
        max_retries=0,
    )
