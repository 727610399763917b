import type { Probe } from "../probe-entry.ts";

const origin = "Origin: https://rightstatus.invalid";

/** Requests of another origin: many servers say nothing of CORS to their own (Fetch section 3.3). */
export const cors: readonly Probe[] = [
  { id: "cors/get", line: "GET {path}", fields: [origin] },
  {
    id: "cors/preflight",
    line: "OPTIONS {path}",
    fields: [origin, "Access-Control-Request-Method: PUT"],
  },
];
