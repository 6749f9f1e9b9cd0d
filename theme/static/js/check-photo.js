// Cek Foto: compares a photo with the ones that the office has published, on this phone; the photo is sent nowhere.
// The recipe is that of mmc/pictures/fingerprint.py, the files are those of mmc/pictures/register.py; a test keeps both equal.
// What was done to the copy is guessed, not what it shows: for every likely cut, bar, banner, frame or screenshot the place where the
// middle of the original would lie is looked up, as it is and mirrored. What looks alike is then compared with the published photo itself.

const REGISTER = "/cek-foto/";
const [CELLS, WAVES, BYTES, ALIKE, PLAIN, PART, SHOWN] = [32, 11, 16, 24, 1024, 256, 6];
const SIDE = 384; // pixels along the longer side of what is looked at
const SURE = 0.65; // how far the edges of the copy must go along with those of the published photo, from -1 to 1
const [NEAR, FAR, SURER] = [10, 18, 0.3]; // from so many differing bits on more is demanded, up to SURER more: rivers under a plain sky are alike
const VARIED = 0.06; // so large a share of all steps must count: a single edge between two colours is found in many pictures
const COVERED = 0.2; // how much surer the middle alone must be
export const LOOKED_AT = 12; // published photos that are fetched to be compared
const JUMP = 14; // a step of brightness that may be the edge of a picture
const COSINES = Array.from({ length: WAVES }, (_, u) =>
  Float64Array.from({ length: CELLS }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * CELLS))),
);
// The frequencies but the first, the lowest first: by the greater of both, then by their sum, then by u.
export const ORDER = Array.from({ length: WAVES * WAVES - 1 }, (_, place) => [(place + 1) % WAVES, Math.floor((place + 1) / WAVES)]).sort(
  (a, b) => Math.max(...a) - Math.max(...b) || a[0] + a[1] - b[0] - b[1] || a[0] - b[0],
);

// A picture of brightnesses, row by row, with the sums of all that lies above and left of each corner.
export function picture(data, width, height) {
  const [across, sums] = [width + 1, new Float64Array((width + 1) * (height + 1))];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0, row = 0; x < width; x += 1) {
      row += data[y * width + x];
      sums[(y + 1) * across + x + 1] = sums[y * across + x + 1] + row;
    }
  }
  return { data, width, height, sums, across };
}

// 32 x 32 means of the stretch [left, top, right, bottom], whose corners may lie between pixels.
export function cells({ width, height, sums, across }, [left, top, right, bottom]) {
  const corners = new Float64Array((CELLS + 1) * (CELLS + 1));
  for (let row = 0; row <= CELLS; row += 1) {
    const y = Math.min(Math.max(top + ((bottom - top) * row) / CELLS, 0), height);
    const [y0, fy] = [Math.min(Math.floor(y), height - 1), y - Math.min(Math.floor(y), height - 1)];
    for (let column = 0; column <= CELLS; column += 1) {
      const x = Math.min(Math.max(left + ((right - left) * column) / CELLS, 0), width);
      const x0 = Math.min(Math.floor(x), width - 1);
      const [fx, at] = [x - x0, y0 * across + x0];
      const above = sums[at] * (1 - fx) + sums[at + 1] * fx;
      const below = sums[at + across] * (1 - fx) + sums[at + across + 1] * fx;
      corners[row * (CELLS + 1) + column] = above * (1 - fy) + below * fy;
    }
  }
  const area = ((right - left) * (bottom - top)) / (CELLS * CELLS);
  const means = new Float64Array(CELLS * CELLS);
  for (let row = 0, place = 0; row < CELLS; row += 1) {
    for (let column = 0; column < CELLS; column += 1, place += 1) {
      const at = row * (CELLS + 1) + column;
      means[place] = (corners[at + CELLS + 2] - corners[at + CELLS + 1] - corners[at + 1] + corners[at]) / area;
    }
  }
  return means;
}

// What the frequencies across make of a strip from `left` to `right`, added up from the top row to each row.
function strip({ width, height, sums, across }, left, right) {
  const found = new Float64Array((height + 1) * WAVES);
  const places = Array.from({ length: CELLS + 1 }, (_, column) => {
    const x = Math.min(Math.max(left + ((right - left) * column) / CELLS, 0), width);
    const x0 = Math.min(Math.floor(x), width - 1);
    return [x0, x - x0];
  });
  const edges = new Float64Array(CELLS + 1);
  for (let y = 0; y <= height; y += 1) {
    places.forEach(([x0, fx], column) => {
      edges[column] = sums[y * across + x0] * (1 - fx) + sums[y * across + x0 + 1] * fx;
    });
    for (let u = 0; u < WAVES; u += 1) {
      let sum = 0;
      for (let x = 0; x < CELLS; x += 1) sum += (edges[x + 1] - edges[x]) * COSINES[u][x];
      found[y * WAVES + u] = sum;
    }
  }
  return found;
}

// The 120 lowest frequencies of the 32 x 32 means of a stretch of the strip, in their order; undefined when there is nothing to recognise.
function waves(added, height, [left, top, right, bottom]) {
  const rows = new Float64Array((CELLS + 1) * WAVES);
  for (let row = 0; row <= CELLS; row += 1) {
    const y = Math.min(Math.max(top + ((bottom - top) * row) / CELLS, 0), height);
    const y0 = Math.min(Math.floor(y), height - 1);
    for (let u = 0; u < WAVES; u += 1) rows[row * WAVES + u] = added[y0 * WAVES + u] * (1 - y + y0) + added[(y0 + 1) * WAVES + u] * (y - y0);
  }
  const share = (CELLS * CELLS) / ((right - left) * (bottom - top));
  const values = new Float64Array(ORDER.length);
  let [least, most] = [Infinity, -Infinity];
  for (let place = 0; place < values.length; place += 1) {
    const [u, v] = ORDER[place];
    let sum = 0;
    for (let y = 0; y < CELLS; y += 1) sum += (rows[(y + 1) * WAVES + u] - rows[y * WAVES + u]) * COSINES[v][y];
    values[place] = sum * share;
    [least, most] = [Math.min(least, values[place]), Math.max(most, values[place])];
  }
  return most - least < PLAIN ? undefined : values;
}

// Four words of 32 bits: a bit for each frequency that is greater than the median, the first bit the highest; the last eight are 0.
function bits(values) {
  const sorted = values.slice().sort();
  const median = (sorted[values.length / 2 - 1] + sorted[values.length / 2]) / 2;
  const words = new Uint32Array(4);
  values.forEach((value, place) => {
    if (value > median) words[place >> 5] |= 1 << (31 - (place & 31));
  });
  return words;
}

export function fingerprint(seen, stretch) {
  const values = waves(strip(seen, stretch[0], stretch[2]), seen.height, stretch);
  return values ? [...bits(values)].map((word) => word.toString(16).padStart(8, "0")).join("") : "";
}

// Shares of the original that may be missing at [left, top, right, bottom].
const CUTS = (() => {
  const found = [[0, 0, 0, 0]];
  const step = (count, size) => Array.from({ length: count }, (_, place) => (place + 1) * size);
  for (const a of step(25, 0.01)) found.push([a, a, a, a], [a, 0, 0, 0], [0, a, 0, 0], [0, 0, a, 0], [0, 0, 0, a], [a, 0, a, 0], [0, a, 0, a]);
  for (const a of step(10, 0.025)) for (const b of step(10, 0.025)) found.push([a, b, 0, 0], [a, 0, 0, b], [0, b, a, 0], [0, 0, a, b]);
  const some = [0, 0.05, 0.1, 0.15, 0.2, 0.25];
  for (const l of some) for (const t of some) for (const r of some) for (const b of some) if ([l, t, r, b].filter(Boolean).length > 1) found.push([l, t, r, b]);
  return found;
})();

// Where the whole original would lie around the part of it that is seen.
function original([left, top, right, bottom], [l, t, r, b]) {
  const [width, height] = [(right - left) / (1 - l - r), (bottom - top) / (1 - t - b)];
  return [left - l * width, top - t * height, left - l * width + width, top - t * height + height];
}

const middle = ([left, top, right, bottom]) => [left + (right - left) / 4, top + (bottom - top) / 4, right - (right - left) / 4, bottom - (bottom - top) / 4];

// The rows (or columns) across which brightness jumps along a good part of their length, at most seven, with both ends.
function jumps(length, across, at, share) {
  const strength = [];
  for (let place = 1; place < length; place += 1) {
    let count = 0;
    for (let other = 0; other < across; other += 1) if (Math.abs(at(place, other) - at(place - 1, other)) > JUMP) count += 1;
    strength.push([count / across, place]);
  }
  const found = [];
  for (const [value, place] of strength.sort((a, b) => b[0] - a[0])) {
    if (value < share || found.length > 6) break;
    if (found.every((each) => Math.abs(each - place) > 3)) found.push(place);
  }
  return [0, ...found, length].sort((a, b) => a - b);
}

// Rectangles in which a picture may lie: between bars, borders, banners, in a screenshot.
function frames({ data, width, height }) {
  const ys = jumps(height, width, (y, x) => data[y * width + x], 0.3);
  const xs = jumps(width, height, (x, y) => data[y * width + x], 0.2);
  const found = [];
  ys.forEach((top, i) =>
    ys.slice(i + 1).forEach((bottom) =>
      xs.forEach((left, j) =>
        xs.slice(j + 1).forEach((right) => {
          if (bottom - top >= height * 0.18 && right - left >= width * 0.4) found.push([left, top, right, bottom]);
        }),
      ),
    ),
  );
  return found;
}

// The picture without rows and columns of a single colour around it.
function trimmed({ data, width, height }) {
  let [left, top, right, bottom] = [0, 0, width, height];
  const isFlat = (count, at) => {
    const values = Float64Array.from({ length: count }, (_, place) => at(place)).sort();
    return values[Math.floor(count * 0.97)] - values[Math.floor(count * 0.03)] < JUMP;
  };
  while (bottom - top > 20 && isFlat(right - left, (place) => data[top * width + left + place])) top += 1;
  while (bottom - top > 20 && isFlat(right - left, (place) => data[(bottom - 1) * width + left + place])) bottom -= 1;
  while (right - left > 20 && isFlat(bottom - top, (place) => data[(top + place) * width + left])) left += 1;
  while (right - left > 20 && isFlat(bottom - top, (place) => data[(top + place) * width + right - 1])) right -= 1;
  return [left, top, right, bottom];
}

// All guesses: where the original would lie, the words of its middle, and those of the middle of its mirror image.
export function guesses(seen) {
  const whole = [0, 0, seen.width, seen.height];
  const inner = trimmed(seen);
  const area = ([left, top, right, bottom]) => (right - left) * (bottom - top);
  const bases = area(inner) < 0.985 * area(whole) ? [whole, inner] : [whole];
  const places = bases.flatMap((base) => CUTS.map((cut) => original(base, cut)));
  places.push(...frames(seen));
  const found = [];
  const strips = new Map();
  const add = (place, stretch) => {
    const key = `${stretch[0]} ${stretch[2]}`;
    if (!strips.has(key)) strips.set(key, strip(seen, stretch[0], stretch[2]));
    const values = waves(strips.get(key), seen.height, stretch);
    if (!values) return;
    found.push([place, bits(values), false], [place, bits(values.map((value, at) => (ORDER[at][0] % 2 ? -value : value))), true]);
  };
  for (const place of places) add(place, middle(place));
  for (const base of [...bases, ...frames(seen)]) add(base, base); // a photo with a plain middle is known by the whole of it
  return found;
}

function count(word) {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

// The fingerprints of a year, four words a photo.
export function register(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.byteLength / 4 }, (_, place) => view.getUint32(4 * place));
}

// The photos of a register that look like some guess, as { apart, place, where, isMirrored }, the most alike first.
export function alike(made, known) {
  const best = new Map();
  for (const [where, [w0, w1, w2, w3], isMirrored] of made) {
    for (let at = 0; at < known.length; at += 4) {
      let apart = count(w0 ^ known[at]);
      if (apart > 10) continue;
      apart += count(w1 ^ known[at + 1]);
      if (apart > ALIKE) continue;
      apart += count(w2 ^ known[at + 2]) + count(w3 ^ known[at + 3]);
      if (apart <= ALIKE && apart < (best.get(at)?.apart ?? Infinity)) best.set(at, { apart, place: at / 4, where, isMirrored });
    }
  }
  return [...best.values()].sort((a, b) => a.apart - b.apart || b.place - a.place);
}

// How the edges of two sets of means go along, over the cells that both have, from -1 to 1.
function together(mine, theirs, isInside) {
  let [both, one, other, sum, steps] = [0, 0, 0, 0, 0];
  for (let row = 0; row < CELLS - 1; row += 1) {
    for (let column = 0; column < CELLS - 1; column += 1) {
      if (!isInside(row, column)) continue;
      const at = row * CELLS + column;
      for (const next of [at + 1, at + CELLS]) {
        const [a, b] = [mine[next] - mine[at], theirs[next] - theirs[at]];
        both += a * b;
        one += a * a;
        other += b * b;
        sum += Math.abs(b);
        steps += 1;
      }
    }
  }
  if (!one || !other || (sum * sum) / other < VARIED * steps) return 0;
  return both / Math.sqrt(one * other);
}

// How much likeness a guess needs: pictures of little detail go along by chance, but seldom to the bit.
export const demanded = ({ apart }) => SURE + SURER * Math.min(1, Math.max(0, (apart - NEAR) / (FAR - NEAR)));

// How much the copy, as it was guessed and a little beside it, goes along with the published photo.
export function likeness(seen, { where, isMirrored }, published) {
  const theirs = cells(published, [0, 0, published.width, published.height]);
  const turned = isMirrored ? theirs.map((_, at) => theirs[at - (at % CELLS) + CELLS - 1 - (at % CELLS)]) : theirs;
  const quarter = (at) => at >= CELLS / 4 && at < (CELLS * 3) / 4 - 1;
  const measure = (place) => {
    const [left, top, right, bottom] = place;
    const inside = (at, from, to, most) => from + ((to - from) * at) / CELLS >= 0 && from + ((to - from) * (at + 2)) / CELLS <= most;
    const mine = cells(seen, place);
    const rows = Array.from({ length: CELLS }, (_, row) => inside(row, top, bottom, seen.height));
    const columns = Array.from({ length: CELLS }, (_, column) => inside(column, left, right, seen.width));
    const all = together(mine, turned, (row, column) => rows[row] && columns[column]);
    return Math.max(all, together(mine, turned, (row, column) => quarter(row) && quarter(column)) - COVERED); // a banner covers the rest
  };
  let [best, place] = [measure(where), where];
  for (const share of [0.02, 0.01, 0.005]) {
    const steps = [where[2] - where[0], where[3] - where[1], where[2] - where[0], where[3] - where[1]].map((size) => size * share);
    for (let round = 0; round < 2; round += 1) {
      for (let side = 0; side < 4; side += 1) {
        for (const sign of [-1, 1]) {
          const other = place.map((value, at) => (at === side ? value + sign * steps[side] : value));
          const value = measure(other);
          if (value > best) [best, place] = [value, other];
        }
      }
    }
  }
  return best;
}

// Brightnesses of a picture whose longer side is at most `side` pixels.
async function brightness(source, side) {
  const bitmap = await createImageBitmap(source);
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const luma = Float64Array.from({ length: data.length / 4 }, (_, place) => (299 * data[4 * place] + 587 * data[4 * place + 1] + 114 * data[4 * place + 2]) / 1000);
  return picture(luma, canvas.width, canvas.height);
}

const isPlain = (seen) => [[0, 0, seen.width, seen.height], middle([0, 0, seen.width, seen.height])].every((stretch) => !fingerprint(seen, stretch));

async function load(address, read) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return read(answer);
}

const fingerprints = (year) => load(`${REGISTER}${year}.bin`, async (answer) => [year, register(new Uint8Array(await answer.arrayBuffer()))]);

// What the register says of the photos that the reader's picture shows, in all years; each was compared with the photo itself.
async function published(seen, years) {
  const made = guesses(seen);
  const found = years.flatMap(([year, known]) => alike(made, known).map((guess) => ({ ...guess, year })));
  const best = found.sort((a, b) => a.apart - b.apart || b.year - a.year).slice(0, LOOKED_AT);
  const parts = new Map();
  const rows = await Promise.all(
    best.map(async (guess) => {
      const name = `${REGISTER}${guess.year}-${Math.floor(guess.place / PART)}.json`;
      if (!parts.has(name)) parts.set(name, load(name, (answer) => answer.json()));
      const row = (await parts.get(name))[guess.place % PART];
      const photo = await brightness(await load(row[3], (answer) => answer.blob()), SIDE);
      return [likeness(seen, guess, photo), row, demanded(guess)];
    }),
  );
  return rows.filter(([sure, , least]) => sure >= least).sort((a, b) => b[0] - a[0]).map(([, row]) => row).slice(0, SHOWN);
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function card([url, title, date, thumbnail, alt]) {
  const link = element("a", "", title);
  link.href = url;
  const image = new Image();
  image.src = thumbnail;
  image.alt = alt;
  const text = element("div", "card__text", element("h2", "card__title", link), element("p", "card__meta", date));
  const article = element("article", "card", element("div", "card__photo", image), text);
  article.dataset.size = "feature";
  return article;
}

function told(count) {
  if (!count) {
    return "Foto ini tidak ditemukan di antara foto yang pernah kami terbitkan. Itu belum berarti palsu: foto yang dipotong lebih dari seperempat atau banyak diubah tidak dikenali. Bila ragu, tanyakan kepada kami.";
  }
  return `${count === 1 ? "Foto ini mirip dengan foto yang pernah kami terbitkan" : `Foto ini mirip dengan ${count} foto yang pernah kami terbitkan`}. Bandingkan sendiri gambar, tanggal, dan keterangannya.`;
}

function start(form) {
  const status = document.querySelector("[data-check-status]");
  const results = document.querySelector("[data-check-results]");
  const input = form.elements.foto;
  let known;

  async function check(file) {
    results.replaceChildren();
    status.textContent = "Memeriksa …";
    let seen;
    try {
      seen = await brightness(file, SIDE);
    } catch {
      status.textContent = "Berkas ini tidak dapat dibuka sebagai foto. Pilih foto JPEG, PNG, atau WebP.";
      return;
    }
    if (isPlain(seen)) {
      status.textContent = "Gambar ini terlalu polos untuk dibandingkan.";
      return;
    }
    try {
      known ??= await Promise.all(form.dataset.checkPhoto.split(" ").filter(Boolean).map(fingerprints));
      const found = await published(seen, known);
      results.replaceChildren(...found.map(card));
      status.textContent = told(found.length);
    } catch {
      status.textContent = "Daftar foto belum dapat dimuat. Periksa sambungan internet, lalu coba lagi.";
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.files[0]) check(input.files[0]);
  });
  input.addEventListener("change", () => {
    if (input.files[0]) check(input.files[0]);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files[0]) check(event.dataTransfer.files[0]);
  });
  document.addEventListener("paste", (event) => {
    if (event.clipboardData?.files[0]) check(event.clipboardData.files[0]);
  });
}

if (typeof document !== "undefined") {
  const form = document.querySelector("[data-check-photo]");
  if (form) start(form);
}
