import { isReply, negotiate, ok } from "@rightstatus/core";
import { page, user } from "../scenarios.js";

/** A page for people, JSON for programs: the handler is the same in all frameworks. */
export function negotiated(request) {
  const choice = negotiate(request, { type: ["text/html", "application/json"] });
  if (isReply(choice)) return choice;
  return ok(choice.type === "text/html" ? page : user, choice);
}
