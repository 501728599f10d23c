/**
 * What looks like a key of Jira and is the name of a standard: `reads UTF-8` names no ticket. Whoever has a Jira
 * project of such a name writes its keys into tags or columns, where they are taken as they are.
 */
const standards = new Set(
  (
    'AES ANSI ARM ASCII BASE BLAKE CP CRC CSS CVE CWE DES EAN ECMA EIA ES GB GMT GPT HTML HTTP IEC IEEE IP IPV ISBN ' +
    'ISO JEP JSR KOI LATIN LOG4J MD MP OAUTH PBKDF PCI PEP PKCS PTH RFC RIPEMD ROT RSA SHA SHA3 SOC SSL TLS UCS UTC ' +
    'UTF UUID WCAG WIN WINDOWS WPA'
  ).split(' '),
)

const key = /(?<![\p{L}\p{N}_-])([A-Z][A-Z0-9_]+)-([1-9]\d{0,9})(?![\p{L}\p{N}_])/gu

/** The keys of tickets that a text for people mentions, each once, in order. */
export function mentionedKeys(text: string): readonly string[] {
  return keysOf(text).filter((each) => !standards.has(projectOfKey(each)))
}

/** The Jira project that a key is of: `SHOP` of `SHOP-7`. */
export function projectOfKey(ticketKey: string): string {
  return ticketKey.slice(0, ticketKey.lastIndexOf('-'))
}

/** The keys of tickets in a text that is there to hold some, such as a tag or a column of references. */
export function keysOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(key)].map((match) => match[0]))]
}
