// Search: the index of each year is opened when it is needed, the newest first; without this script the page leads to
// the archive. Words and choices stay in the address, so that a search can be shared and stepped back to.

const LIST = "/cari/indeks/daftar.json";
const FIRST = 10; // results at once, and fewer than this open an older year
const PORTION = 1000; // items whose years are opened together; more of them is a button, since data is prepaid
const PAUSE = 400; // milliseconds after the last key; each search on the way to a word costs data too
const LONG_PAUSE = 900; // after fewer than four letters, which may be the beginning of many words

const form = document.querySelector("[data-search]");
const status = document.querySelector("[data-search-status]");
const list = document.querySelector("[data-search-results]");
const words = form.elements.q;
const labels = {};
const selects = {};
const opened = new Map();
let starting;
let catalogue;
let latest = 0;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function shortDate(iso) {
  const months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${months[month - 1]} ${year}`;
}

// Pagefind escapes < and > and marks hits with <mark>; as text nodes nothing of it can become markup.
function excerpt(html) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  const parts = html.split(/<mark>(.*?)<\/mark>/s).map((part, place) => (place % 2 ? element("mark", "", plain(part)) : plain(part)));
  return element("p", "card__summary", ...parts, " …");
}

function card({ url, meta, excerpt: hits }) {
  const link = element("a", "", meta.title);
  link.href = url;
  const time = element("time", "", shortDate(meta.date));
  time.dateTime = meta.date;
  const text = element(
    "div",
    "card__text",
    element("p", "card__kicker", labels[meta.kind] ?? meta.kind),
    element("h2", "card__title", link),
    excerpt(hits),
    element("p", "card__meta", time),
  );
  const article = element("article", "card", text);
  article.dataset.size = "row";
  if (meta.image) {
    const image = element("img");
    Object.assign(image, { src: meta.image, alt: "", width: 360, height: 240, loading: "lazy", decoding: "async" });
    article.prepend(element("div", "card__photo", image));
  }
  return article;
}

// The browser unpacks many times faster than Pagefind's script, which takes what is unpacked already as it is.
function unpacked(answer) {
  return "DecompressionStream" in globalThis ? new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))) : answer;
}

// Resolves to the class that reads a year's index.
async function begin() {
  const answer = await fetch(LIST, { cache: "no-cache" });
  if (!answer.ok) throw new Error(String(answer.status));
  catalogue = await answer.json();
  drawFilters();
  const wasm = fetch(catalogue.wasm);
  wasm.catch(() => {}); // told by the first year that needs it
  const { PagefindInstance } = await import(catalogue.script);
  let engine; // one for all years
  class Reader extends PagefindInstance {
    // Pagefind passes over a file that is not there; what it then finds would be a guess.
    async throttledFetch(address) {
      const answer = await super.throttledFetch(address).catch((error) => ({ ok: false, status: error }));
      if (answer.ok) return address.includes(".json") ? answer : unpacked(answer);
      this.failure = new Error(`${answer.status} ${address}`);
      throw this.failure;
    }

    async loadMeta(hash) {
      engine ??= this.backend({ module_or_path: wasm });
      await Promise.all([super.loadMeta(hash), engine]);
    }
  }
  for (const year of portion(catalogue.years)) open(year, Reader).catch(() => {});
  return Reader;
}

function start() {
  starting ??= begin();
  starting.catch(() => (starting = undefined)); // the next key tries again
  return starting;
}

// The index of a year, opened once.
function open(year, Reader) {
  if (!opened.has(year)) {
    const reader = new Reader({ basePath: year.url, baseUrl: "/", excerptLength: 24 });
    const ready = reader.init("id", { load_wasm: false }).then(() => reader);
    ready.catch(() => opened.delete(year));
    opened.set(year, ready);
  }
  return opened.get(year);
}

function drawFilters() {
  if (Object.keys(selects).length) return;
  const years = catalogue.years.map((year) => [String(year.year), String(year.year)]);
  const groups = [...catalogue.filters, { name: "tahun", label: "Tahun", choices: years }];
  const box = element("div", "search__filters");
  const asked = new URLSearchParams(location.search);
  for (const { name, label, choices } of groups) {
    const select = element("select");
    select.name = name;
    select.id = `saring-${name}`;
    select.append(new Option("Semua", ""), ...choices.map(([value, text]) => new Option(text, value)));
    select.value = asked.get(name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
    const caption = element("label", "", label);
    caption.htmlFor = select.id;
    box.append(element("div", "search__filter", caption, select));
    selects[name] = select;
    if (name === "jenis") for (const [value, text] of choices) labels[value] = text;
    select.addEventListener("change", () => search());
  }
  form.append(box);
}

function chosen() {
  return Object.fromEntries(Object.entries(selects).flatMap(([name, select]) => (select.value ? [[name, select.value]] : [])));
}

function remember(text) {
  const address = new URLSearchParams({ q: text, ...chosen() });
  history.replaceState(null, "", text ? `?${address}` : location.pathname);
}

// The newest of these years that are opened together: as many as a portion holds, and at least one.
function portion(years) {
  let items = 0;
  return years.filter((year, place) => (items += year.count) <= PORTION || place === 0);
}

// Finds in the year that was chosen, else in the newest ones until there is something to show, and in as many portions of
// older ones as were asked for. Newer years come first, so that what stands does not move when an older one is opened.
// Nothing is fetched any more for words that have been overtaken by others.
async function find(text, further, isWanted) {
  const { tahun, ...filters } = chosen();
  const Reader = await start();
  const wanted = catalogue.years.filter((year) => !tahun || String(year.year) === tahun);
  const ask = async (year) => {
    const reader = await open(year, Reader);
    if (!isWanted()) return [];
    const { results } = await reader.search(text, { filters });
    if (reader.failure) throw reader.failure;
    return results;
  };
  let asked = portion(wanted);
  for (let more = 0; more < further; more += 1) asked = asked.concat(portion(wanted.slice(asked.length)));
  let results = asked.length ? await ask(asked[0]) : [];
  if (!further && results.length >= FIRST) asked = asked.slice(0, 1);
  results = results.concat(...(await Promise.all(asked.slice(1).map(ask))));
  return { results, answered: asked, closed: wanted.slice(asked.length) };
}

function told(text, count, { answered, closed }) {
  const where = closed.length ? ` sejak ${answered.at(-1).year}` : "";
  return count ? `${count.toLocaleString("id-ID")} naskah${where} memuat “${text}”.` : `Tidak ada naskah${where} yang memuat “${text}”.`;
}

// Shows results up to this number; after a wish for further years the focus goes on behind what was shown before. What fails
// is tried once again from the beginning: another release may have come since a year was opened.
async function search({ further = 0, until = FIRST, isLast = false } = {}) {
  const text = words.value.trim();
  const turn = ++latest;
  if (text.length < 2) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    await start();
    if (turn !== latest) return;
    if (!catalogue.years.length) {
      status.textContent = "Belum ada naskah yang dapat dicari.";
      return;
    }
    remember(text);
    const found = await find(text, further, () => turn === latest);
    if (turn !== latest) return;
    const { results, closed } = found;
    const data = await Promise.all(results.slice(0, until).map((result) => result.data()));
    if (turn !== latest) return;
    const cards = data.map(card);
    list.replaceChildren(...cards);
    more(results, until, closed, further);
    if (further) cards[until - FIRST]?.querySelector("a").focus();
    status.textContent = told(text, results.length, found);
  } catch (error) {
    if (turn !== latest) return;
    opened.clear();
    if (!isLast) return search({ further, until, isLast: true });
    status.textContent = "Pencarian belum dapat dimuat. Periksa sambungan internet, lalu coba lagi.";
    throw error;
  }
}

function more(results, shown, closed, further) {
  const add = (label, action) => {
    const button = element("button", "button", label);
    button.type = "button";
    button.addEventListener("click", action);
    list.append(button);
  };
  if (results.length > shown) {
    add("Tampilkan berikutnya", async () => {
      const data = await Promise.all(results.slice(shown, shown + FIRST).map((result) => result.data()));
      const cards = data.map(card);
      list.querySelectorAll(":scope > button").forEach((old) => old.remove());
      list.append(...cards);
      more(results, shown + FIRST, closed, further);
      cards[0]?.querySelector("a").focus(); // the keyboard goes on where it was
    });
  } else if (closed.length) {
    const next = portion(closed);
    const [newest, oldest] = [next[0].year, next.at(-1).year];
    const years = oldest === newest ? `${oldest}` : `${oldest}–${newest}`;
    add(`Cari juga di ${years}`, () => search({ further: further + 1, until: results.length + FIRST }));
  }
}

let timer;
// Whoever opens this page wants to search; whoever saves data is waited for.
const early = () => start().catch(() => {});
if (navigator.connection?.saveData) words.addEventListener("focus", early, { once: true });
else early();
words.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, words.value.trim().length < 4 ? LONG_PAUSE : PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  search();
});
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  words.value = asked;
  search();
}
