// Search: finds items that hold all words in any of their forms, in an index of a few small files. Without this script the page
// leads to the archive. What is asked stays in the address, so that a search can be shared and stepped back to.
// Words become roots as in mmc/indonesian/roots.py and mmc/search/words.py; a test keeps both equal.

const FIRST = 10; // results at once
const MOST_FILES = 3; // fetched for one search; fewer results are shown where more would be needed
const PAUSE = 900; // milliseconds after the last key; each search on the way to a word costs data
const MANY_WORDS = 6; // so many words are rather a message than a search
const NEAR = [1, 1.4, 2.6, 5]; // what a word counts in the text, often in the text, in summary and names, in the title
const VOWELS = "aeiou";
const NASAL = /^(?:m|p)e(?:(ny)(?=[aeiou])|(ng)(?=[aeioughkq])|(m)(?=[aeioubpfv])|(n)(?=[aeioucdjstyz])|(?=[lrwymn][aeiou]))/;
const SWALLOWED = { ny: ["s", "ny"], ng: ["", "k"], m: ["p", "m"], n: ["t", "n"] };
const INNER = ["per", "ber", "ter"];

// Roots --------------------------------------------------------------------------------------------------------

const vowels = (word) => [...word].filter((letter) => VOWELS.includes(letter)).length;
const isRoot = (rest) => rest.length > 2 && vowels(rest) > 1;
const unique = (all) => [...new Set(all)];
const begins = (word, starts) => starts.some((start) => word.startsWith(start));
const hasInner = (word) => begins(word, INNER) && word.length > 6 && isRoot(word.slice(3));

function cut(word, ends) {
  const found = ends.filter((end) => word.endsWith(end) && isRoot(word.slice(0, -end.length)));
  return found.length ? found.map((end) => word.slice(0, -end.length)) : [word];
}

function withoutStart(word, whole) {
  if (begins(word, whole)) return [[word], false];
  if (hasInner(word)) {
    const isNasal = word[0] === "p" && VOWELS.includes(word[3]);
    return [isNasal ? [word.slice(3), word.slice(2)] : [word.slice(3)], word[0] !== "p"];
  }
  const inner = (rest) => (hasInner(rest) && !begins(rest, whole) ? rest.slice(3) : rest);
  const match = word.match(NASAL);
  if (match) {
    const rest = word.slice(match[0].length);
    const nasal = match[1] ?? match[2] ?? match[3] ?? match[4];
    const starts = nasal && VOWELS.includes(rest[0]) ? SWALLOWED[nasal] : [""];
    if (isRoot(rest)) {
      const found = starts.map((start) => inner(start + rest));
      if (nasal === "ng" && rest[0] === "e" && !VOWELS.includes(rest[1])) found.push(rest.slice(1));
      return [unique(found), word[0] === "m"];
    }
  }
  if (word.startsWith("di") && isRoot(word.slice(2))) return [[inner(word.slice(2))], true];
  if (word.startsWith("di") && !VOWELS.includes(word[2])) return [[word, word.slice(2)], true];
  if (word.startsWith("pe") && word.length > 5 && !`${VOWELS}mnr`.includes(word[2]) && isRoot(word.slice(2))) return [[word.slice(2)], false];
  return [[word], false];
}

function withoutEnd(word, isVerb, isBare) {
  if (word.endsWith("kan")) return cut(word, isVerb ? ["kan"] : isBare ? ["an", "kan"] : ["an"]);
  if (word.endsWith("an") && !isVerb) return cut(word, ["an"]);
  if (word.endsWith("i") && (isVerb || (isBare && !VOWELS.includes(word.at(-2))))) return unique([word, ...cut(word, ["i"])]);
  return [word];
}

export function roots(word, { dikenal, utuh }) {
  if (Object.hasOwn(dikenal, word)) return [dikenal[word]];
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return [word];
  if (word.endsWith("nya") && isRoot(word.slice(0, -3))) return roots(word.slice(0, -3), { dikenal, utuh });
  if (word.length > 8 && (word.endsWith("lah") || word.endsWith("kah"))) return roots(word.slice(0, -3), { dikenal, utuh });
  const [bare, isVerb] = withoutStart(word, utuh);
  const isBare = bare.length === 1 && bare[0] === word;
  if (isBare && word.startsWith("ke") && word.endsWith("an") && isRoot(word.slice(2, -2))) return cut(word.slice(2), ["an"]);
  return unique(bare.flatMap((start) => withoutEnd(start, isVerb, isBare)));
}

export function wordsOf(text, head) {
  const plain = text.toLowerCase().replace(/['’‘ʼ`´]/g, "").normalize("NFKD").replace(/\p{M}/gu, "");
  head.stop ??= new Set(head.henti.split(" "));
  return (plain.match(/[0-9a-z]+/g) ?? []).filter((word) => !head.stop.has(word) && word.length <= 40);
}

// The parts of what is asked, each with the ways to find it: a way is a list of words, a word a list of terms of which one is enough.
// A phrase that the office knows under other names has their term, and its own words besides.
export function partsOf(text, head) {
  const words = wordsOf(text, head);
  const each = words.map((word) => roots(word, head));
  const parts = [];
  for (let at = 0; at < words.length; ) {
    const known = head.sama
      .flatMap(([term, ...phrases]) => phrases.map((phrase) => [term, phrase.split(" ")]))
      .filter(([, phrase]) => phrase.every((root, place) => each[at + place]?.[0] === root))
      .sort((a, b) => b[1].length - a[1].length)[0];
    const length = known ? known[1].length : 1;
    const own = each.slice(at, at + length);
    const isLone = known && length === 1; // its own term stands wherever that of the line stands
    parts.push({ said: words.slice(at, at + length).join(" "), ways: known ? [[[known[0]]], ...(isLone ? [] : [own])] : [own] });
    at += length;
  }
  const seen = new Set();
  return parts.filter((part) => !seen.has(JSON.stringify(part.ways)) && seen.add(JSON.stringify(part.ways)));
}

// Index --------------------------------------------------------------------------------------------------------

// All items in one row, the newest first: those of the head, then the archive. `load` resolves to the data at an address.
export class Index {
  constructor(head, load) {
    this.head = head;
    this.load = load;
    this.files = new Map();
    this.fresh = head.baru.isi.length;
    this.years = [...head.baru.tahun, ...head.tahun];
    this.total = this.years.reduce((sum, [, count]) => sum + count, 0);
    this.answers = new Set([...head.baru.jawaban, ...head.jawaban.map((number) => number + this.fresh)]);
  }

  file(name) {
    if (!this.files.has(name)) {
      const loading = this.load(this.head.arsip + name);
      loading.catch(() => this.files.delete(name)); // the next search tries again
      this.files.set(name, loading);
    }
    return this.files.get(name);
  }

  // The terms of the file of the archive in which this one would stand.
  shard(term) {
    const next = this.head.awal.findIndex((start) => start > term);
    const number = (next < 0 ? this.head.awal.length : next) - 1;
    return number < 0 ? {} : this.file(`kata-${number}.json`);
  }

  // Where each item holds one of these terms.
  async places(terms) {
    const found = new Map();
    const add = (steps, offset) => {
      let number = offset;
      for (const step of steps ?? []) {
        number += step >> 2;
        found.set(number, Math.max(found.get(number) ?? 0, step & 3));
      }
    };
    const shards = await Promise.all(terms.map((term) => this.shard(term)));
    for (const [at, term] of terms.entries()) {
      if (Object.hasOwn(this.head.baru.kata, term)) add(this.head.baru.kata[term], 0);
      if (Object.hasOwn(shards[at], term)) add(shards[at][term], this.fresh);
    }
    return found;
  }

  // Where each item holds this part, in one of its ways.
  async found(part) {
    const all = new Map();
    const ways = await Promise.all(part.ways.map((way) => Promise.all(way.map((terms) => this.places(terms)))));
    for (const words of ways) {
      for (const [number, place] of words[0]) {
        if (!words.every((word) => word.has(number))) continue;
        const least = Math.min(place, ...words.map((word) => word.get(number)));
        all.set(number, Math.max(all.get(number) ?? 0, least));
      }
    }
    return all;
  }

  // The word that may be meant by one with a slip: of those in titles, summaries, names and the office's list the commonest,
  // else a root that begins alike.
  async meant(word) {
    const { head } = this;
    const listed = head.baru.isi.flatMap(([, title, summary]) => wordsOf(`${title} ${summary}`, head));
    const near = (words) => words.find((other) => isNear(word, other));
    for (const letter of unique([...word.slice(0, 2)])) {
      const words = head.huruf.includes(letter) ? (await this.file(`ejaan-${letter}.json`)).split(" ") : [];
      const other = near(head.ejaan) ?? near(words) ?? near(listed);
      if (other) return other;
    }
    const terms = [head.baru.kata, await this.shard(word)].flatMap(Object.entries).filter(([term]) => isNear(word, term));
    return terms.sort((a, b) => b[1].length - a[1].length)[0]?.[0];
  }

  async values(name, value) {
    const found = new Set();
    const add = (steps, offset) => {
      let number = offset;
      for (const step of steps ?? []) found.add((number += step));
    };
    add(this.head.baru.saring[name][value], 0);
    if (this.head.arsip) add((await this.file(`saring-${name}.json`))[value], this.fresh);
    return found;
  }

  yearOf(number) {
    let first = 0;
    for (const [year, count] of this.years) if (number < (first += count)) return year;
    return 0;
  }

  fileOf(number) {
    return number < this.fresh ? "" : `isi-${Math.floor((number - this.fresh) / this.head.potong)}.json`;
  }

  async shown(number) {
    const place = number - this.fresh;
    const row = place < 0 ? this.head.baru.isi[number] : (await this.file(this.fileOf(number)))[place % this.head.potong];
    const [url, title, summary, day, kind, verdict, answeredBy, answeredOn] = row;
    return { url, title, summary, day, kind, verdict, answeredBy, answeredOn };
  }
}

// One letter more, less, other, or two changed about.
export function isNear(word, other) {
  const [short, long] = word.length < other.length ? [word, other] : [other, word];
  if (word === other || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}

// Finds the numbers of the items, the best first. `isWhole` is false when no item has all words: then those that come near are told.
// `slips` are the words that nobody wrote, with what was taken instead; `missing` those for which there was nothing.
export async function find(index, text, { tahun, ...filters } = {}) {
  const { head } = index;
  const slips = [];
  const missing = [];
  const asked = partsOf(text, head);
  const tried = await Promise.all(asked.map((part) => index.found(part)));
  // A phrase that nobody wrote is looked for by its words; one word that the office knows is no slip.
  const apart = ({ said }) => said.split(" ").map((word) => ({ said: word, ways: [[roots(word, head)]] }));
  const parts = asked.flatMap((part, at) => (tried[at].size || !part.said.includes(" ") ? [part] : apart(part)));
  const places = await Promise.all(parts.map((part) => index.found(part)));
  for (const [at, { said }] of parts.entries()) {
    if (places[at].size) continue;
    const isKnown = parts[at].ways[0][0][0].startsWith("=");
    const other = !isKnown && /^[a-z]{5,}$/.test(said) ? await index.meant(said) : undefined;
    const [instead] = other ? partsOf(other, head) : [];
    const found = instead ? await index.found(instead) : new Map();
    if (found.size) {
      slips.push([said, other]);
      parts[at] = instead;
      places[at] = found;
    } else missing.push(said);
  }
  const allowed = await Promise.all(Object.entries(filters).map(([name, value]) => index.values(name, value)));
  const isAllowed = (number) => allowed.every((set) => set.has(number)) && (!tahun || String(index.yearOf(number)) === tahun);
  const every = unique(places.flatMap((place) => [...place.keys()])).filter(isAllowed);
  const whole = every.filter((number) => places.every((place) => place.has(number)));
  const isWhole = whole.length > 0;
  const newest = index.years[0]?.[0] ?? 0;
  const score = (number) => {
    let sum = 0;
    let isAbout = true;
    let has = 0;
    for (const place of places) {
      const where = place.get(number);
      if (where === undefined) continue;
      has += 1;
      sum += NEAR[where] * Math.log(1 + index.total / place.size);
      isAbout &&= where > 1;
    }
    const year = index.yearOf(number);
    const age = year ? Math.max(0, newest - year) : 1; // a page without a date is of all years
    return (sum * (has / places.length) * (isAbout && index.answers.has(number) ? 1.5 : 1)) / (1 + 0.08 * age);
  };
  const scored = (isWhole ? whole : every).map((number) => [number, score(number)]);
  scored.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return { numbers: scored.map(([number]) => number), isWhole, slips, missing, parts };
}

// How many of the results can be shown before more files have been fetched than one search may cost; at least one.
export function affordable(index, numbers, fetched) {
  const files = new Set();
  const end = numbers.slice(0, FIRST).findIndex((number, place) => {
    const file = index.fileOf(number);
    if (file && !index.files.has(file)) files.add(file);
    return place > 0 && fetched + files.size > MOST_FILES;
  });
  return end < 0 ? Math.min(FIRST, numbers.length) : end;
}

// Page ---------------------------------------------------------------------------------------------------------

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

// The text with the words that were asked for marked, in whatever form they stand.
function marked(text, parts, head) {
  const wanted = new Set(parts.flatMap((part) => part.ways.flat(2)));
  for (const [term, ...phrases] of head.sama) {
    if (wanted.has(term)) for (const phrase of phrases) if (!phrase.includes(" ")) wanted.add(phrase);
  }
  return text.split(/([\p{L}\p{N}'’]+)/u).map((piece, place) => {
    const isWanted = place % 2 && wordsOf(piece, head).some((word) => roots(word, head).some((root) => wanted.has(root)));
    return isWanted ? element("mark", "", piece) : piece;
  });
}

function card({ url, title, summary, day, kind }, parts, head) {
  const label = head.pilihan.find(({ nama }) => nama === "jenis")?.isi.find(([value]) => value === kind)?.[1];
  const link = element("a", "", ...marked(title, parts, head));
  link.href = url;
  const text = element("div", "card__text", element("p", "card__kicker", label ?? "Halaman"), element("h2", "card__title", link));
  if (summary) text.append(element("p", "card__summary", ...marked(summary, parts, head)));
  if (day) {
    const time = element("time", "", shortDate(day));
    time.dateTime = day;
    text.append(element("p", "card__meta", time));
  }
  const article = element("article", "card", text);
  article.dataset.size = "row";
  return article;
}

// The answer block of components/answer.html, which stands empty in the page, filled.
function answer({ url, title, day, verdict, answeredBy, answeredOn }, head, reply) {
  const [type, word, note, tone, meaning] = head.vonis.find(([name]) => name === verdict);
  const block = document.querySelector("[data-search-answer]").firstElementChild.cloneNode(true);
  const part = (name) => block.querySelector(`.answer__${name}`);
  const heading = note ? `${word} (${note})` : word;
  block.dataset.tone = tone;
  const sign = part("word").querySelector("use");
  sign.setAttribute("href", sign.getAttribute("href").replace(/#.*/, `#${tone}`));
  part("word").querySelector("span").replaceChildren(word, ...(note ? [" ", element("span", "answer__note", `(${note})`)] : []));
  const link = part("truth").querySelector("a");
  link.href = url;
  link.textContent = title;
  part("meaning").textContent = tone === "benar" ? meaning : `${meaning} Jenisnya: ${type}.`;
  const time = element("time", "", answeredOn);
  if (day) time.dateTime = day;
  part("from").replaceChildren("Dijawab ", ...(answeredBy ? [element("strong", "", answeredBy), ", "] : []), time);
  const text = `*${heading}*\n${title}\n${new URL(url, location.href).href}`;
  part("reply").querySelector("a").href = reply + encodeURIComponent(text);
  return element("article", "search__answer", block);
}

function start(form) {
  const status = document.querySelector("[data-search-status]");
  const list = document.querySelector("[data-search-results]");
  const words = form.elements.q;
  const { icons, reply, check, messages } = form.dataset;
  const selects = {};
  let index = begin(document);
  let latest = 0;

  async function load(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer.json();
  }

  function begin(page) {
    return new Index(JSON.parse(page.querySelector("[data-search-index]").textContent), load);
  }

  // Another release may have come since the page was opened: the page as it is now leads to the files that are there now.
  async function beginAnew() {
    const answer = await fetch(location.pathname, { cache: "no-cache" });
    index = begin(new DOMParser().parseFromString(await answer.text(), "text/html"));
  }

  function drawFilters() {
    const years = unique(index.years.map(([year]) => String(year)).filter((year) => year > 0));
    const groups = [...index.head.pilihan, { nama: "tahun", label: "Tahun", isi: years.map((year) => [year, year]) }];
    const box = element("div", "search__filters");
    const asked = new URLSearchParams(location.search);
    for (const { nama, label, isi } of groups) {
      const select = element("select");
      select.name = nama;
      select.id = `saring-${nama}`;
      select.append(new Option("Semua", ""), ...isi.map(([value, text]) => new Option(text, value)));
      select.value = asked.get(nama) ?? "";
      if (select.selectedIndex < 0) select.value = "";
      const caption = element("label", "", label);
      caption.htmlFor = select.id;
      box.append(element("div", "search__filter", caption, select));
      selects[nama] = select;
      select.addEventListener("change", () => search());
    }
    form.append(box);
  }

  const chosen = () => Object.fromEntries(Object.entries(selects).flatMap(([name, select]) => (select.value ? [[name, select.value]] : [])));

  // What is found, as cards and answers.
  async function drawn(numbers, parts) {
    const rows = await Promise.all(numbers.map((number) => index.shown(number)));
    return rows.map((row) => (row.verdict ? answer(row, index.head, reply) : card(row, parts, index.head)));
  }

  // A whole message is compared as Cek Pesan does it, on this phone.
  async function answered(text, parts) {
    if (parts.length < MANY_WORDS) return [];
    const [{ answerBlock, checkMessage, ready }, known] = await Promise.all([import(check), load(messages)]);
    return checkMessage(text, ready(known)).map((match) => answerBlock(match, { icons, reply }));
  }

  function sentence(text, { numbers, isWhole, slips, missing, parts }) {
    const count = numbers.length.toLocaleString("id-ID");
    const read = slips.reduce((all, [word, other]) => all.replaceAll(word, other), text.toLowerCase());
    const taken = slips.map(([word, other]) => `“${word}” kami baca sebagai “${other}”. `).join("");
    if (!numbers.length) return `${taken}Tidak ada yang memuat “${text}”. Coba kata lain, atau lihat arsip di bawah.`;
    // A word of the office's list is found by all words of its line, so the item may have another one of them.
    const alike = parts.some(({ ways }) => ways.flat(2).some((term) => String(term).startsWith("="))) ? " atau kata yang searti" : "";
    if (isWhole) return `${taken}${count} hasil memuat ${parts.length > 1 ? "semua kata " : ""}“${slips.length ? read : text}”${alike}.`;
    const none = missing.length ? ` Yang belum pernah kami tulis: ${missing.map((word) => `“${word}”`).join(", ")}.` : "";
    return `${taken}Tidak ada yang memuat semua kata; ini yang mendekati.${none}`;
  }

  // What fails is tried once again from the beginning.
  async function search(isLast = false) {
    const text = words.value.trim();
    const turn = ++latest;
    const isWanted = () => turn === latest;
    if (text.length < 2) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      if (isLast) await beginAnew();
      const before = index.files.size;
      history.replaceState(null, "", `?${new URLSearchParams({ q: text, ...chosen() })}`);
      const found = await find(index, text, chosen());
      if (!isWanted()) return;
      const answers = await answered(text, found.parts);
      const shown = affordable(index, found.numbers, index.files.size - before);
      const cards = await drawn(found.numbers.slice(0, shown), found.parts);
      if (!isWanted()) return;
      const leadsTo = (made) => made.querySelector("a").getAttribute("href");
      const isAnswered = (made) => answers.some((block) => leadsTo(block) === leadsTo(made));
      list.replaceChildren(...answers, ...cards.filter((made) => !isAnswered(made)));
      more(found, shown);
      const told = answers.length ? "Mungkin pesan ini sudah kami jawab. Baca dan bandingkan sendiri. " : "";
      status.textContent = told + sentence(text, found);
    } catch (error) {
      if (!isWanted()) return;
      if (!isLast) return search(true);
      status.textContent = "Pencarian belum dapat dimuat. Periksa sambungan internet, lalu coba lagi.";
      throw error;
    }
  }

  // The first ten come by themselves as one reads on; further ones are asked for. The keyboard goes on where it was.
  function more({ numbers, parts }, shown) {
    if (numbers.length <= shown) return;
    const button = element("button", "button", "Tampilkan berikutnya");
    button.type = "button";
    const show = async () => {
      const next = numbers.slice(shown, shown < FIRST ? FIRST : shown + FIRST);
      const cards = await drawn(next, parts);
      if (!button.isConnected) return []; // another search came first
      button.remove();
      list.append(...cards);
      more({ numbers, parts }, shown + next.length);
      return cards;
    };
    button.addEventListener("click", async () => (await show())[0]?.querySelector("a").focus());
    list.append(button);
    if (shown < FIRST && !navigator.connection?.saveData) {
      const seen = new IntersectionObserver(([entry]) => {
        if (!entry.isIntersecting) return;
        seen.disconnect();
        show().catch(() => {}); // the button is still there
      });
      addEventListener("scroll", () => seen.observe(button), { once: true, passive: true });
    }
  }

  let timer;
  drawFilters();
  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => search(), PAUSE);
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
}

if (typeof document !== "undefined") {
  const form = document.querySelector("[data-search]");
  if (form && document.querySelector("[data-search-index]")) start(form);
}
