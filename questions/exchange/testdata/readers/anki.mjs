// Prints the decks of an Anki package that anki-reader reads, with the front
// and the fields of every card, as JSON.
import { readFileSync } from "node:fs";
import { readAnkiPackage } from "anki-reader";

const { collection } = await readAnkiPackage(new Blob([readFileSync(process.argv[2])]));
const decks = {};
for (const deck of Object.values(collection.getDecks())) {
  decks[deck.getRawDeck().name] = Object.values(deck.getCards()).map((c) => ({ front: c.getFront(), fields: c.getFields() }));
}
process.stdout.write(JSON.stringify(decks));
