// What Cek Foto's own script finds for each picture of a manifest: node photos.mjs SCRIPT MANIFEST; answers a list of places each.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [script, manifest] = process.argv.slice(2);
const { LOOKED_AT, alike, demanded, guesses, likeness, picture, register } = await import(pathToFileURL(script));
const { known, published, asked } = JSON.parse(readFileSync(manifest, "utf8"));
const opened = ([path, width, height]) => picture(Float64Array.from(readFileSync(path)), width, height);
const words = register(Buffer.from(known, "hex"));
for (const each of asked) {
  const seen = opened(each);
  const best = alike(guesses(seen), words).slice(0, LOOKED_AT);
  console.log(JSON.stringify(best.filter((guess) => likeness(seen, guess, opened(published[guess.place])) >= demanded(guess)).map(({ place }) => place)));
}
