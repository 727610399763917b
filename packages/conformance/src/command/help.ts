/** What every page of help ends with. */
const exits = `Exit code
  0  no MUST is broken
  1  a MUST is broken
  2  the command was called wrongly, or could not do its work
`;

const reporting = `  --format text|json|junit|sarif|html   default: text
  -o, --output FILE   write there; the last line still goes to the terminal
  --level LEVEL       MUST, SHOULD or ADVICE: leave out what weighs less
                      default: ADVICE, which is everything
  --ignore ID,...     leave out rules ("method/405-allow") or groups ("cors")
  --config FILE       default: rightstatus.config.json, if there is one
  -h, --help
`;

const config = `Config file
  Rules that a project does not keep, and why; such findings do not count:

  {
    "level": "SHOULD",
    "ignore": [
      {
        "rule": "method/405-allow",
        "reason": "Gone in May.",
        "paths": ["/old/*"]
      }
    ]
  }

  Without "paths" a rule is left out everywhere.

`;

export const help: string = `rightstatus: does a server answer as HTTP asks?

Usage
  rightstatus probe URL...      ask a running server, and judge its responses
  rightstatus lint FILE.har     judge what a browser or a proxy recorded
  rightstatus status 405        explain a status, and how to answer with it

Each finding names the rule, its weight and its RFC, what was sent and what
came, and how to fix it. MUST: a requirement is broken. SHOULD: a
recommendation is not followed. ADVICE: practice that serves clients better.

Options
  -h, --help      also of a command: rightstatus probe --help
  -v, --version

${exits}`;

export const probeHelp: string = `rightstatus probe URL...

Sends requests to each URL, and judges every response: conditional requests,
ranges, methods, negotiation, errors, and what is malformed. Only by methods
that change nothing, unless you allow more. A URL without a scheme is http. To
trust a certificate of your own, name its file in NODE_EXTRA_CA_CERTS.

  rightstatus probe localhost:3000/notes localhost:3000/notes/7
  rightstatus probe https://example.com/ --format html --output report.html

Options
  --unsafe            also by POST, PUT, PATCH and DELETE: not in production
${reporting}
${config}${exits}`;

export const lintHelp: string = `rightstatus lint FILE.har...

Judges the exchanges of an HTTP Archive (HAR 1.2): in a browser, open the
network tools, reload, and choose "Save all as HAR". "-" reads standard input.
What came from a cache is skipped. Cookies and credentials stay out of reports.

  rightstatus lint notes.har
  curl -s https://example.com/notes.har | rightstatus lint - --level SHOULD

Options
${reporting}
${config}${exits}`;

export const statusHelp: string = `rightstatus status CODE|NAME|PHRASE

Explains a status: what it means, what must come with it, the helper that makes
it, and one line each for Express and Koa. In English, or in Traditional Chinese
where LC_ALL or LANG says so.

  rightstatus status 405
  rightstatus status not found
  LANG=zh_TW.UTF-8 rightstatus status 405

Options
  --format text|json   default: text
  -h, --help
`;
