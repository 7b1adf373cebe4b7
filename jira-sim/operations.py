"""Writes src/rest/operations.txt from the OpenAPI files of Jira Cloud, which are published at
developer.atlassian.com/cloud/jira (platform: swagger-v3.v3.json, Software: swagger.v3.json):

    python3 jira-sim/operations.py DATE PLATFORM.json SOFTWARE.json > jira-sim/src/rest/operations.txt
"""

import json
import sys

METHODS = ("get", "post", "put", "delete", "patch")
# Jira takes any body for these, whatever the files say (measured on Jira Cloud, 30 September 2026).
UNCHECKED = {
    "DELETE /rest/api/3/config/fieldschemes/fields",
    "DELETE /rest/api/3/field/association",
    "POST /rest/api/3/jql/function/computation/search",
    "POST /rest/api/3/plans/plan",
    "POST /rest/api/3/plans/plan/{planId}/duplicate",
    "POST /rest/api/3/plans/plan/{planId}/team/atlassian",
    "POST /rest/api/3/plans/plan/{planId}/team/planonly",
    "POST /rest/api/3/priorityscheme/mappings",
    "PUT /rest/api/3/user/properties/{propertyKey}",
}


def parameter(given):
    """Name of a query parameter, with its default where there is one."""
    default = given.get("schema", {}).get("default")
    if default is None or default == "":
        return given["name"]
    text = str(default).lower() if isinstance(default, bool) else str(default)
    return f"{given['name']}={text}"


def line(method, path, operation):
    """One operation: method, path, flags, what it reads, its query parameters."""
    flags = []
    if {} in operation.get("security", []):
        flags.append("anonymous")
    if operation.get("deprecated"):
        flags.append("deprecated")
    types = sorted(operation.get("requestBody", {}).get("content", {}), key=lambda t: "*" in t)
    if f"{method.upper()} {path}" in UNCHECKED:
        types = []
    query = [parameter(p) for p in operation.get("parameters", []) if p["in"] == "query"]
    columns = [method.upper(), path, ",".join(flags) or "-", ",".join(types) or "-", *query]
    if any(" " in column for column in columns):
        raise SystemExit(f"a space within {columns}")
    return " ".join(columns)


def main():
    date, *files = sys.argv[1:]
    print(f"# What Jira Cloud's REST serves, from its OpenAPI files (platform v3, Software) of {date},")
    print("# by jira-sim/operations.py; v2 of the platform has the paths of v3. A line is an operation:")
    print("# method, path, flags (anonymous: its `security` includes {}; deprecated), the types of its")
    print("# body, its query parameters with their defaults; - stands for nothing.")
    for file in files:
        with open(file, encoding="utf-8") as source:
            paths = json.load(source)["paths"]
        for path, item in paths.items():
            for method in METHODS:
                if method in item:
                    print(line(method, path, item[method]))


main()
