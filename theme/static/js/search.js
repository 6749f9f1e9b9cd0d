// Search: Pagefind's index of each year is opened when it is needed, the newest first; without this script the page
// leads to the archive. Words and choices stay in the address, so that a search can be shared and stepped back to.

const LIST = "/cari/indeks/daftar.json";
const FIRST = 10; // results at once, and fewer than this open an older year
const MOST_YEARS = 3; // opened without being asked; the rest is a button, since data is prepaid
const PAUSE = 250; // milliseconds after the last key

const form = document.querySelector("[data-search]");
const status = document.querySelector("[data-search-status]");
const list = document.querySelector("[data-search-results]");
const words = form.elements.q;
const labels = {};
const selects = {};
const opened = [];
let catalogue;
let pagefind;
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

async function start() {
  if (pagefind) return;
  catalogue ??= await fetch(LIST, { cache: "no-cache" }).then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  });
  drawFilters();
  const loaded = await import(catalogue.script);
  const [first] = catalogue.years;
  if (!first) return;
  const base = { basePath: first.url, baseUrl: "/", noWorker: true, metaCacheTag: first.tag, excerptLength: 24 };
  pagefind = loaded.createInstance({ ...base, mergeFilter: { tahun: String(first.year) } });
  opened.push(first.year);
}

async function open(year) {
  if (opened.includes(year.year)) return;
  opened.push(year.year);
  await pagefind.mergeIndex(year.url, {
    baseUrl: "/",
    metaCacheTag: year.tag,
    excerptLength: 24,
    mergeFilter: { tahun: String(year.year) },
  });
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

// Opens what is needed, and finds: the year that was chosen, or the newest ones until there is something to show.
async function find(text, all) {
  const filters = chosen();
  const wanted = filters.tahun ? catalogue.years.filter((year) => String(year.year) === filters.tahun) : catalogue.years;
  if (all || filters.tahun) await Promise.all(wanted.map(open));
  let found = await pagefind.search(text, { filters });
  for (const year of wanted.slice(0, MOST_YEARS)) {
    if (found.results.length >= FIRST) break;
    if (opened.includes(year.year)) continue;
    await open(year);
    found = await pagefind.search(text, { filters });
  }
  return { results: found.results, closed: wanted.filter((year) => !opened.includes(year.year)) };
}

function told(text, count, closed) {
  const where = closed.length ? ` sejak ${Math.min(...opened)}` : "";
  return count ? `${count.toLocaleString("id-ID")} naskah${where} memuat “${text}”.` : `Tidak ada naskah${where} yang memuat “${text}”.`;
}

async function search({ all = false } = {}) {
  const text = words.value.trim();
  const turn = ++latest;
  if (text.length < 2) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    await start();
    if (!pagefind) {
      status.textContent = "Belum ada naskah yang dapat dicari.";
      return;
    }
    remember(text);
    const { results, closed } = await find(text, all);
    const data = await Promise.all(results.slice(0, FIRST).map((result) => result.data()));
    if (turn !== latest) return;
    list.replaceChildren(...data.map(card));
    more(results, FIRST, closed);
    status.textContent = told(text, results.length, closed);
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
    button.addEventListener("click", () => action(button));
    list.append(button);
  };
  if (results.length > shown) {
    add("Tampilkan berikutnya", async (button) => {
      const data = await Promise.all(results.slice(shown, shown + FIRST).map((result) => result.data()));
      const cards = data.map(card);
      list.querySelectorAll(":scope > button").forEach((old) => old.remove());
      list.append(...cards);
      more(results, shown + FIRST, closed);
      cards[0]?.querySelector("a").focus(); // the keyboard goes on where it was
    });
  }
  if (closed.length) {
    const oldest = Math.min(...closed.map((year) => year.year));
    const newest = Math.max(...closed.map((year) => year.year));
    add(oldest === newest ? `Cari juga di ${oldest}` : `Cari juga di ${oldest}–${newest}`, () => search({ all: true }));
  }
}

let timer;
words.addEventListener("focus", () => start().catch(() => {}), { once: true });
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
