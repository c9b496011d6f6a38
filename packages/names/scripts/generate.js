#!/usr/bin/env node
// Writes src/tables.ts from the Unicode Character Database and the TR39 security data, all of one version.
//
//   node packages/names/scripts/generate.js --unicode DIR --confusables FILE
//
// DIR is laid out as https://www.unicode.org/Public/15.0.0/ucd/ (Debian 12: package `unicode-data`,
// /usr/share/unicode). FILE is https://www.unicode.org/Public/security/15.0.0/confusables.txt (Debian 12 has
// the same file in the source of ICU 72: `apt-get source icu`, source/data/unidata/confusables.txt).
// The tables are Unicode data: https://www.unicode.org/license.txt.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

const LAST = 0x10ffff;
const { values: given } = parseArgs({
  options: { unicode: { type: "string" }, confusables: { type: "string" } },
});
if (!given.unicode || !given.confusables) {
  console.error("usage: generate.js --unicode DIR --confusables FILE");
  process.exit(2);
}

const files = {
  scripts: "Scripts.txt",
  scriptExtensions: "ScriptExtensions.txt",
  aliases: "PropertyValueAliases.txt",
  caseFolding: "CaseFolding.txt",
  derivedCore: "DerivedCoreProperties.txt",
  categories: "extracted/DerivedGeneralCategory.txt",
  combiningClasses: "extracted/DerivedCombiningClass.txt",
};
const text = Object.fromEntries(
  Object.entries(files).map(([key, name]) => [key, readFileSync(join(given.unicode, name), "utf8")]),
);
const emojiText = readFileSync(join(given.unicode, "emoji/emoji-data.txt"), "utf8");
const confusablesText = readFileSync(given.confusables, "utf8");

const version = sameVersion();
const general = fullMap(text.categories, "Cn");
const ignorable = members(text.derivedCore, "Default_Ignorable_Code_Point");
const emoji = emojiPoints();
const confusables = readConfusables();

const tables = {
  REFUSED: packRanges(refused),
  EMOJI: packRanges((point) => emoji.has(point)),
  NONSPACING: packRanges((point) => general[point] === "Mn" || general[point] === "Me"),
  MARKS: packRanges((point) => general[point].startsWith("M")),
  VIRAMAS: packRanges(setTest(members(text.combiningClasses, "9"))),
  SEPARATORS: packRanges(isSeparator),
  ...packScripts(),
  FOLDS: packMapping(readFolds()),
  CONFUSABLES: packMapping(confusables),
};
writeFileSync(new URL("../src/tables.ts", import.meta.url), source());

/** Every input must be of one version: mixed tables would let authorities disagree. */
function sameVersion() {
  const found = new Set();
  for (const key of Object.keys(files)) found.add(/^# \w+-(\d+\.\d+\.\d+)\.txt/.exec(text[key])?.[1]);
  found.add(/^# Version: (\d+\.\d+\.\d+)/m.exec(confusablesText)?.[1]);
  found.add(`${/Emoji Version (\d+\.\d+)/.exec(emojiText)?.[1]}.0`);
  const [only] = found;
  if (found.size !== 1 || only === undefined) throw new Error(`mixed Unicode versions: ${[...found]}`);
  return only;
}

/** The rows `first[..last] ; value` of a UCD file. */
function* rows(content) {
  for (const line of content.split("\n")) {
    const [points, value] = line.split("#")[0].split(";");
    if (value === undefined) continue;
    const [first, last] = points.trim().split("..");
    yield { first: hex(first), last: hex(last ?? first), value: value.trim(), fields: line.split(";") };
  }
}

function hex(digits) {
  return Number.parseInt(digits, 16);
}

function members(content, wanted) {
  const set = new Set();
  for (const { first, last, value } of rows(content)) {
    if (value === wanted) for (let point = first; point <= last; point++) set.add(point);
  }
  return set;
}

function setTest(set) {
  return (point) => set.has(point);
}

function fullMap(content, rest) {
  const map = new Array(LAST + 1).fill(rest);
  for (const { first, last, value } of rows(content)) map.fill(value, first, last + 1);
  return map;
}

/** Emoji, and the places that Unicode keeps for later ones (above U+1F300 none of these can decompose or
 *  fold), so that an emoji newer than the tables is not refused. Digits, # and * are emoji only in keycaps. */
function emojiPoints() {
  const set = members(emojiText, "Emoji");
  for (const point of members(emojiText, "Extended_Pictographic")) if (point >= 0x1f300) set.add(point);
  for (const point of set) if (point < 0x80) set.delete(point);
  return set;
}

function refused(point) {
  // Blank although they count as letters, marks or symbols: braille blank, object replacement and replacement
  // characters, Egyptian blanks, Khitan filler, null notehead.
  const blanks = [0x2800, 0xfffc, 0xfffd, 0x13441, 0x13442, 0x16fe4, 0x1d159];
  if (emoji.has(point) && general[point] === "Cn") return false;
  const category = general[point];
  if (category.startsWith("C") || category === "Me") return true;
  if (category.startsWith("Z")) return point !== 0x20;
  return ignorable.has(point) || blanks.includes(point);
}

function readConfusables() {
  const map = new Map();
  for (const { first, value } of rows(confusablesText)) map.set(first, value.split(" ").map(hex));
  return map;
}

/** Full case folding: statuses C and F. Dotted capital I folds to plain i (status T): "i" with a second dot
 *  cannot be told from "i". */
function readFolds() {
  const map = new Map();
  for (const { first, value, fields } of rows(text.caseFolding)) {
    if (value === "C" || value === "F") map.set(first, fields[2].trim().split(" ").map(hex));
  }
  return map.set(0x130, [0x69]);
}

/** Space, dash, low line, apostrophe, full stop, middle dot and all that looks like a run of them, except
 *  letters and digits (Hebrew yod looks like an apostrophe, Arabic zero like a full stop). */
function isSeparator(point) {
  const category = general[point];
  if (category === "Pd" || category === "Pc" || category === "Zs" || point === 0x640) return true;
  if (!/^(P|S|Lm)/.test(category)) return false;
  const looks = (confusables.get(point) ?? [point]).map((each) => String.fromCodePoint(each)).join("");
  return [looks, String.fromCodePoint(point).normalize("NFKC")].some((form) => /^[ \-_'.·]+$/.test(form));
}

/** Boundaries of the ranges where `test` holds, as base-36 distances: outside, inside, outside, ... */
function packRanges(test) {
  const distances = [];
  let inside = false;
  let from = 0;
  for (let point = 0; point <= LAST + 1; point++) {
    if ((point <= LAST && test(point)) === inside) continue;
    distances.push((point - from).toString(36));
    inside = !inside;
    from = point;
  }
  return distances.join(" ");
}

/** `SCRIPT_SETS`: the sets that occur ("Latin", "Arabic,Thaana"); `SCRIPTS`: gap, length, set number of each run.
 *  Common and Inherited without extensions have no run. */
function packScripts() {
  const long = new Map();
  for (const line of text.aliases.split("\n")) {
    const [property, short, name] = line.split(";").map((field) => field.trim());
    if (property === "sc") long.set(short, name);
  }
  const map = fullMap(text.scripts, "");
  for (const { first, last, value } of rows(text.scriptExtensions)) {
    map.fill(
      value
        .split(" ")
        .map((short) => long.get(short))
        .sort()
        .join(","),
      first,
      last + 1,
    );
  }
  const sets = [];
  const runs = [];
  let end = 0;
  for (let point = 0; point <= LAST; ) {
    const value = map[point];
    const first = point;
    while (point <= LAST && map[point] === value) point++;
    if (value === "" || value === "Common" || value === "Inherited") continue;
    if (!sets.includes(value)) sets.push(value);
    runs.push([first - end, point - first, sets.indexOf(value)].map((each) => each.toString(36)).join(" "));
    end = point;
  }
  return { SCRIPT_SETS: sets.join(" "), SCRIPTS: runs.join(" ") };
}

/** One word an entry, ascending: distance from the entry before, then what it becomes, base 36, by commas. */
function packMapping(map) {
  let before = 0;
  const words = [];
  for (const [point, becomes] of [...map].sort((a, b) => a[0] - b[0])) {
    words.push([point - before, ...becomes].map((each) => each.toString(36)).join(","));
    before = point;
  }
  return words.join(" ");
}

function source() {
  const notes = {
    REFUSED: "Never in a name, unless rules N6 and N7 allow it where it stands.",
    EMOJI: "Emoji and the places kept for later ones, without ASCII.",
    NONSPACING: "General_Category Mn and Me.",
    MARKS: "General_Category M.",
    VIRAMAS: "Canonical_Combining_Class 9.",
    SEPARATORS: "What a skeleton leaves out: spaces, dashes, apostrophes, full stops and their look-alikes.",
    SCRIPT_SETS: "The sets of scripts that occur, by spaces; the scripts of one set, by commas.",
    SCRIPTS:
      "Script_Extensions in runs of three: gap, length, number of the set. Common and Inherited are absent.",
    FOLDS: "Full case folding (C and F; U+0130 as T).",
    CONFUSABLES: "TR39 prototypes (MA).",
  };
  const parts = [
    `// Written by packages/names/scripts/generate.js from Unicode ${version}; do not edit.`,
    "// Ranges are boundaries as base-36 distances; mappings are words `distance,becomes...` in base 36.",
    "// Unicode data files (c) Unicode, Inc., https://www.unicode.org/license.txt",
    "",
    "/** The Unicode version that every authority judges names by. */",
    `export const UNICODE_VERSION = "${version}";`,
  ];
  for (const [name, packed] of Object.entries(tables)) {
    const lines = packed.match(/.{1,104}(?: |$)/g).map((line) => `  ${JSON.stringify(line)}`);
    parts.push("", `/** ${notes[name]} */`, `export const ${name} =`, `${lines.join(" +\n")};`);
  }
  return `${parts.join("\n")}\n`;
}
