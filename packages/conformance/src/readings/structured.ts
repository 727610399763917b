import {
  type Dictionary,
  type Item,
  type List,
  parseDictionary,
  parseItem,
  parseList,
} from "structured-headers";

/** A list of RFC 9651; undefined if it does not parse, because recipients then ignore it (section 4.2). */
export function listOf(value: string): List | undefined {
  return parsed(parseList, value);
}

/** The same of a dictionary. */
export function dictionaryOf(value: string): Dictionary | undefined {
  return parsed(parseDictionary, value);
}

/** The same of an item. */
export function itemOf(value: string): Item | undefined {
  return parsed(parseItem, value);
}

function parsed<Value>(parse: (value: string) => Value, value: string): Value | undefined {
  try {
    return parse(value);
  } catch {
    return undefined;
  }
}
