// The local Jira over REST, as an outside client sees it.

/** A client for one of the site's people. */
export class Jira {
  constructor(site, role = 'admin') {
    const person = site.people.find((entry) => entry.role === role);
    this.url = site.url;
    this.authorization = `Basic ${Buffer.from(`${person.email}:${person.token}`).toString('base64')}`;
  }

  /** Sends one request; anything but 2xx is an error. */
  async call(method, path, body) {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: this.authorization, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** Turns switches of the site on or off, such as `{latencyMs: 500}`. */
  switch(switches) {
    return this.call('POST', '/sim/switches', switches);
  }

  /** How many requests of a method and a route the site had, by status. */
  async requests(method, path) {
    const { counts } = await this.call('GET', '/sim/requests');
    const own = counts.filter((entry) => entry.method === method && entry.path === path);
    return Object.fromEntries(own.map((entry) => [entry.status, entry.count]));
  }

  /** Every issue that a query finds, with the named fields. */
  async search(jql, fields = ['*all']) {
    const issues = [];
    let token;
    do {
      const page = await this.call('POST', '/rest/api/3/search/jql', {
        jql, fields, maxResults: 100, ...(token ? { nextPageToken: token } : {}),
      });
      issues.push(...page.issues);
      token = page.nextPageToken;
    } while (token);
    return issues;
  }

  /** One issue. */
  issue(key) {
    return this.call('GET', `/rest/api/3/issue/${key}`);
  }
}
