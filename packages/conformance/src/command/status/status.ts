import { formatOf, read } from "../arguments.ts";
import { jsonText } from "../formats/json-text.ts";
import { statusHelp } from "../help.ts";
import { languageOf } from "../language.ts";
import { columnsOf, isColoured, print, type Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { cardOf, cardText } from "./card.ts";
import { findStatus } from "./find.ts";

const options = { format: { type: "string" }, help: { type: "boolean", short: "h" } } as const;

/** `rightstatus status 405` */
export async function explainStatus(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = read(args, options);
  if (values.help) {
    await print(terminal.stdout, statusHelp);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError("status: want a code, a name or a phrase");
  const format = formatOf(values.format ?? "text", ["text", "json"]);
  const card = cardOf(findStatus(positionals.join(" ")), languageOf(terminal.env));
  const look = { columns: columnsOf(terminal.stdout), coloured: isColoured(terminal) };
  await print(terminal.stdout, format === "json" ? jsonText(card) : cardText(card, look));
  return 0;
}
