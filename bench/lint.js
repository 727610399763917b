import { lint, rules } from "@rightstatus/conformance";

const text = JSON.stringify({ id: 7, title: "Tea", tags: ["a", "b"] });

/** An ordinary answer, as an API behind helmet gives it, to an ordinary browser. */
const exchange = {
  request: {
    method: "GET",
    target: "/notes/7",
    headers: [
      ["Host", "notes.example"],
      ["Accept", "application/json, text/plain;q=0.5"],
      ["Accept-Encoding", "gzip, br"],
      ["Accept-Language", "en"],
      ["User-Agent", "bench"],
    ],
  },
  response: {
    status: 200,
    phrase: "OK",
    headers: [
      ["Date", "Thu, 26 Nov 2026 08:00:00 GMT"],
      ["Content-Type", "application/json"],
      ["Content-Length", String(text.length)],
      ["ETag", '"v1"'],
      ["Cache-Control", "private, max-age=60"],
      ["Vary", "accept"],
      ["X-Content-Type-Options", "nosniff"],
      ["Connection", "keep-alive"],
      ["Keep-Alive", "timeout=5"],
    ],
    body: new TextEncoder().encode(text),
    interim: [],
  },
};

const calls = 1_000;

/** Microseconds of one `lint()` with all rules, one number a round. */
export function measureLint({ rounds }) {
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) lint(exchange);
    times.push(((performance.now() - start) * 1000) / calls);
  }
  return { rules: rules.length, times };
}
