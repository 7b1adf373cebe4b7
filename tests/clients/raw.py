"""Jira asked with nothing but the standard library: what a client did is looked up behind its back."""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request


def person(ready, role):
    """Who signs in as a role: e-mail and token."""
    return next(p for p in ready["people"] if p["role"] == role)


def document(text):
    """An Atlassian document of one paragraph."""
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": text}]}
    return {"type": "doc", "version": 1, "content": [paragraph]}


class Raw:
    """One person's plain requests."""

    def __init__(self, ready, role="admin"):
        who = person(ready, role)
        self.url = ready["url"]
        pair = f"{who['email']}:{who['token']}".encode()
        self.authorization = "Basic " + base64.b64encode(pair).decode()

    def ask(self, method, path, body=None):
        """Status and JSON; a path without a slash at its beginning is one of REST 3."""
        path = path if path.startswith("/") else f"/rest/api/3/{path}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, method=method)
        request.add_header("Authorization", self.authorization)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request) as answer:
                status, text = answer.status, answer.read()
        except urllib.error.HTTPError as refusal:
            status, text = refusal.code, refusal.read()
        return status, json.loads(text) if text else None

    def get(self, path, **query):
        """The JSON of something that is there."""
        query = f"?{urllib.parse.urlencode(query, doseq=True)}" if query else ""
        status, found = self.ask("GET", path + query)
        assert status == 200, f"{path}: {status} {found}"
        return found

    def status(self, path):
        """Only the status."""
        return self.ask("GET", path)[0]

    def fields(self, key):
        """The fields of an issue."""
        return self.get(f"issue/{key}")["fields"]

    def create(self, summary="made for a test", **fields):
        """The key of a new task."""
        base = {"project": {"key": "DEMO"}, "issuetype": {"name": "Task"}, "summary": summary}
        status, made = self.ask("POST", "issue", {"fields": {**base, **fields}})
        assert status == 201, made
        return made["key"]

    def comments(self, key):
        """The texts of an issue's comments, each of one paragraph."""
        found = self.get(f"issue/{key}/comment")["comments"]
        return [c["body"]["content"][0]["content"][0]["text"] for c in found]

    def keys(self, jql):
        """The keys that a query finds."""
        found = self.get("search/jql", jql=jql, fields="key", maxResults=100)
        return [issue["key"] for issue in found["issues"]]
