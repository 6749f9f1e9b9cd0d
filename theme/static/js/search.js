// Search: the index of each year is opened when it is needed, the newest first; without this script the page leads to
// the archive. Words and choices stay in the address, so that a search can be shared and stepped back to.

const LIST = "/cari/indeks/daftar.json";
const FIRST = 10; // results at once, and fewer than this open an older year
const UNASKED = 1500; // items whose years are opened without being asked; the rest is a button, since data is prepaid
const PAUSE = 250; // milliseconds after the last key

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
    async loadMeta(hash) {
      engine ??= this.backend({ module_or_path: wasm });
      await Promise.all([super.loadMeta(hash), engine]);
    }
  }
  for (const year of unasked(catalogue.years)) open(year, Reader).catch(() => {});
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

// The years that answer without being asked for: the newest, and older ones while all of them are few items.
function unasked(years) {
  let items = 0;
  return years.filter((year, place) => (items += year.count) <= UNASKED || place === 0);
}

// Finds in the year that was chosen, else in the newest ones until there is something to show. Newer years come first, so
// that what stands does not move when an older one is opened.
async function find(text, all) {
  const { tahun, ...filters } = chosen();
  const Reader = await start();
  const wanted = catalogue.years.filter((year) => !tahun || String(year.year) === tahun);
  const ask = async (year) => (await (await open(year, Reader)).search(text, { filters })).results;
  const asked = all ? wanted : unasked(wanted);
  const [first, ...others] = asked;
  let results = first ? await ask(first) : [];
  let answered = asked.slice(0, 1);
  if (all || results.length < FIRST) {
    results = results.concat(...(await Promise.all(others.map(ask))));
    answered = asked;
  }
  return { results, answered, closed: wanted.slice(answered.length) };
}

function told(text, count, { answered, closed }) {
  const where = closed.length ? ` sejak ${answered.at(-1).year}` : "";
  return count ? `${count.toLocaleString("id-ID")} naskah${where} memuat “${text}”.` : `Tidak ada naskah${where} yang memuat “${text}”.`;
}

// Shows results up to this number; with `all` from every year, and the focus goes on behind what was shown before.
async function search({ all = false, until = FIRST } = {}) {
  const text = words.value.trim();
  const turn = ++latest;
  if (text.length < 2) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    await start();
    if (!catalogue.years.length) {
      status.textContent = "Belum ada naskah yang dapat dicari.";
      return;
    }
    remember(text);
    const found = await find(text, all);
    const { results, closed } = found;
    const data = await Promise.all(results.slice(0, until).map((result) => result.data()));
    if (turn !== latest) return;
    const cards = data.map(card);
    list.replaceChildren(...cards);
    more(results, until, closed);
    if (all) cards[until - FIRST]?.querySelector("a").focus();
    status.textContent = told(text, results.length, found);
  } catch (error) {
    if (turn !== latest) return;
    status.textContent = "Pencarian belum dapat dimuat. Periksa sambungan internet, lalu coba lagi.";
    throw error;
  }
}

function more(results, shown, closed) {
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
      more(results, shown + FIRST, closed);
      cards[0]?.querySelector("a").focus(); // the keyboard goes on where it was
    });
  } else if (closed.length) {
    const [newest, oldest] = [closed[0].year, closed.at(-1).year];
    const years = oldest === newest ? `${oldest}` : `${oldest}–${newest}`;
    add(`Cari juga di ${years}`, () => search({ all: true, until: results.length + FIRST }));
  }
}

let timer;
// Whoever opens this page wants to search; whoever saves data is waited for.
const early = () => start().catch(() => {});
if (navigator.connection?.saveData) words.addEventListener("focus", early, { once: true });
else early();
words.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
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
