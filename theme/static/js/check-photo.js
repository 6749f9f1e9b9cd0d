// Cek Foto: compares a photo with the ones that the office has published, on this phone; the photo is sent nowhere.
// The recipe is that of mmc/pictures/fingerprint.py, the files are those of mmc/pictures/register.py; a test keeps both equal.

const REGISTER = "/cek-foto/";
const [CELLS, WAVES, ALIKE, PLAIN, PART, SHOWN] = [32, 8, 10, 1024, 256, 6];
const FINE = 8; // pixels of the canvas along each side of a cell
const COSINES = Array.from({ length: WAVES }, (_, u) =>
  Array.from({ length: CELLS }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * CELLS))),
);
const dot = (values, wave) => values.reduce((sum, value, place) => sum + value * wave[place], 0);

// 16 hexadecimal digits for 32 rows of 32 brightnesses; empty when there is nothing to recognise.
export function fingerprint(rows) {
  const across = COSINES.map((wave) => rows.map((row) => dot(row, wave)));
  const values = COSINES.flatMap((wave) => across.map((column) => dot(column, wave)));
  const sorted = values.slice(1).sort((a, b) => a - b);
  if (sorted.at(-1) - sorted[0] < PLAIN) return "";
  const median = sorted[sorted.length >> 1];
  const bits = `1${values.slice(1).map((value) => Number(value > median)).join("")}`;
  return BigInt(`0b${bits}`).toString(16).padStart(16, "0");
}

function cells(bitmap) {
  const side = CELLS * FINE;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const sums = Array.from({ length: CELLS }, () => new Array(CELLS).fill(0));
  for (let place = 0, pixel = 0; place < data.length; place += 4, pixel += 1) {
    const luma = (299 * data[place] + 587 * data[place + 1] + 114 * data[place + 2]) / 1000;
    sums[Math.floor(pixel / side / FINE)][Math.floor((pixel % side) / FINE)] += luma / (FINE * FINE);
  }
  return sums;
}

export async function fingerprintOf(file) {
  return fingerprint(cells(await createImageBitmap(file)));
}

// How many bits differ between a fingerprint and the one that starts here; more than `ALIKE` is not counted on.
function differing(one, known, start) {
  let apart = 0;
  for (let place = 0; place < 8 && apart <= ALIKE; place += 1) {
    for (let bits = known[start + place] ^ one[place]; bits; bits &= bits - 1) apart += 1;
  }
  return apart;
}

// The photos of a year's fingerprints (of the whole and of the middle, by turns) that look like this one, as [how far apart, place], the most alike first.
export function alike(wanted, known) {
  const other = Uint8Array.from({ length: 8 }, (_, place) => parseInt(wanted.slice(2 * place, 2 * place + 2), 16));
  const found = [];
  for (let place = 0; 16 * place < known.length; place += 1) {
    const apart = Math.min(...[0, 8].map((half) => differing(other, known, 16 * place + half)));
    if (apart <= ALIKE) found.push([apart, place]);
  }
  return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

async function load(name, read) {
  const answer = await fetch(REGISTER + name);
  if (!answer.ok) throw new Error(String(answer.status));
  return read(answer);
}

const fingerprints = (year) => load(`${year}.bin`, async (answer) => [year, new Uint8Array(await answer.arrayBuffer())]);

// What the register says of the photos that look like this one, in all years.
async function published(wanted, years) {
  const found = years.flatMap(([year, known]) => alike(wanted, known).map(([apart, place]) => ({ apart, year, place })));
  const best = found.sort((a, b) => a.apart - b.apart || b.year - a.year).slice(0, SHOWN);
  const parts = new Map();
  return Promise.all(
    best.map(async ({ year, place }) => {
      const name = `${year}-${Math.floor(place / PART)}.json`;
      if (!parts.has(name)) parts.set(name, load(name, (answer) => answer.json()));
      return (await parts.get(name))[place % PART];
    }),
  );
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
    return "Foto ini tidak ditemukan di antara foto yang pernah kami terbitkan. Itu belum berarti palsu: foto yang dipotong atau banyak diubah tidak dikenali. Bila ragu, tanyakan kepada kami.";
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
    let wanted;
    try {
      wanted = await fingerprintOf(file);
    } catch {
      status.textContent = "Berkas ini tidak dapat dibuka sebagai foto. Pilih foto JPEG, PNG, atau WebP.";
      return;
    }
    if (!wanted) {
      status.textContent = "Gambar ini terlalu polos untuk dibandingkan.";
      return;
    }
    try {
      known ??= await Promise.all(form.dataset.checkPhoto.split(" ").filter(Boolean).map(fingerprints));
      const found = await published(wanted, known);
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
