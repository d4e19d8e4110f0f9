// Prints the questions that gift-pegjs reads in a GIFT file, as JSON.
const { readFileSync } = require("node:fs");
const { parse } = require("gift-pegjs");

const text = (t) => (t ? t.text : "");
try {
  const questions = parse(readFileSync(process.argv[2], "utf8")).filter((q) => q.type !== "Category");
  console.log(JSON.stringify(questions.map((q) => ({
    id: q.id,
    type: q.type,
    tags: q.tags || [],
    stem: text(q.stem),
    general: text(q.globalFeedback),
    choices: (q.choices || []).map((c) => (c.text && c.text.text !== undefined ? c.text.text : "")),
    pairs: (q.matchPairs || []).length,
  }))));
} catch (e) {
  console.error(JSON.stringify(e.location), e.message);
  process.exit(1);
}
