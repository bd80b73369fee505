/** Words and numbers in the language of the page. The words come with the page, see drawings.island_words. */

const words: Record<string, string> = JSON.parse(document.getElementById("island-words")?.textContent ?? "{}");
const language = document.documentElement.lang || "en";
const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 2, numberingSystem: "latn" });
const short = new Intl.NumberFormat(language, {
  notation: "compact",
  maximumFractionDigits: 1,
  numberingSystem: "latn",
});

/** The word called `name`, its {places} filled. */
export function word(name: string, places: Record<string, string | number> = {}): string {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, key: string) => String(places[key] ?? whole));
}

export function number(value: number): string {
  return numbers.format(value);
}

/** A number for the tick of an axis or the middle of a dot. */
export function shortNumber(value: number): string {
  return Math.abs(value) < 1000 ? numbers.format(value) : short.format(value);
}
