import type { Prober } from "../../../packages/conformance/src/command/prober.ts";
import type { ProbeFinding } from "../../../packages/conformance/src/probe/report.ts";

/** One finding of the stand-in for a server; the row says what matters. */
export function finding(more: Partial<ProbeFinding> = {}): ProbeFinding {
  return {
    rule: "method/405-allow",
    level: "MUST",
    section: "RFC 9110 section 15.5.6",
    message: "a 405 without Allow: the client cannot learn which methods there are",
    fix: 'Answer with methodNotAllowed(["GET", "HEAD"]).',
    probe: "unknown method",
    path: "/notes",
    sent: "PATCH /notes HTTP/1.1\r\nHost: localhost\r\n\r\n",
    came: "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n",
    ...more,
  };
}

/** What a server may put into a report to harm who reads it. */
export const hostile: ProbeFinding = finding({
  message: 'the value is "\u001b[2J\u202e</script><script>alert(1)</script>]]>&\u0000\ud800"',
  path: "/<b>'\"&?a=%0A",
  came: "HTTP/1.1 200 <img src=x onerror=alert(1)>\r\nX: \u001b]0;owned\u0007\u009b31m\r\nSet-Cookie: sid=secret; Path=/\r\n\r\n",
  sent: "GET /<b>'\"& HTTP/1.1\r\nAuthorization: Bearer secret\r\nCookie: sid=secret\r\n\r\n",
});

/** A stand-in for what sends requests. */
export function prober(...findings: readonly ProbeFinding[]): Prober {
  return ({ paths }) => Promise.resolve({ checked: 7 * paths.length, findings });
}
