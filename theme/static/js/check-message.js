// Cek Pesan: compares a pasted message with what the office has answered, on this phone; the message is sent nowhere.
// The rules are those of mmc/clarifications/: words.py, spelling.py and messages.py; a test keeps both equal.

const INDEX = "/klarifikasi/cek-pesan.json";
const HANDED = "cek-pesan";
const MOST_ASKED = 1500; // a chat refuses an address that is too long
const UNITS = { rb: 1e3, ribu: 1e3, jt: 1e6, juta: 1e6, miliar: 1e9 };
const TIMES = { puluh: 10, ratus: 100 };
const SMALL = { seratus: 100, seribu: 1e3, sejuta: 1e6 };
"satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(" ").forEach((word, place) => (SMALL[word] = place + 1));
const PREFIX = /^(?:(?:meng|meny|mem|men|me|peng|peny|pem|pen|di)(?=.{3})|(?:ter|ber|per|pe|ke|se)(?=.{4}))/;
const INNER_PREFIX = /^(?:per|ber|ter|ke)(?=.{4})/;
const CHAT_PREFIX = /^(?:(?:nge|(?:[mp]a)?(?:ng|ny|n|m))(?=[aeiou].{2})|(?:di|ba|ma|ta|sa|ka|pa|maha)(?=.{4}))/;
const CHAT_ENDS = ["akan", "kan", "in", "an", "i", "e", "x"];
const [EXACT, SOUND, SKELETON, LETTERS] = [100, 90, 85, 75];
const ALIKE = 60; // shared pieces of three letters, in percent, that make two spellings one word
const LONG_ENOUGH = 5;
const FOLDS = { e: "a", o: "u", y: "i", v: "p", f: "p", z: "s" };
const OFFICIAL =
  /\b(?:[a-z0-9-]+\.)+go\.id\b|\b(?:hoaks|hoax|disinformasi|klarifikasi|dibantah|membantah|melayani|dilayani|menyalurkan|disalurkan|menyerahkan|diserahkan|meresmikan|diresmikan|mengimbau|diimbau|menggelar|digelar|membahas|meninjau|mengumumkan|melaksanakan|dilaksanakan|sosialisasi|tanpa biaya|tidak memungut|tidak dipungut|surat tugas)\b/;
const isDigit = (word) => word[0] >= "0" && word[0] <= "9";
const isAlpha = (word) => /^[a-z]+$/.test(word);
const vowels = (word) => (word.match(/[aeiou]/g) ?? []).length;
const own = (table, key) => (Object.hasOwn(table, key) ? table[key] : undefined);

// Words: reduced to what two wordings of one rumour share.

function figures(token, unit) {
  if (/^[0-9]{1,3}(?:[.,][0-9]{3})+$/.test(token)) return String(BigInt(token.replace(/[.,]/g, "")) * BigInt(unit));
  const [whole, ...parts] = token.replaceAll(",", ".").split(".");
  const rest = parts.join(".");
  if (!rest) return String(BigInt(whole) * BigInt(unit));
  if (unit === 1 || rest.includes(".") || rest.length > 3) return `${BigInt(whole)}.${rest}`;
  return String(BigInt(whole) * BigInt(unit) + (BigInt(rest) * BigInt(unit)) / 10n ** BigInt(rest.length));
}

// The value of the number that is written in words from this place on, and the place behind it.
function spoken(tokens, place) {
  let [whole, group, last, isNew] = [0n, 0n, 0n, true];
  for (; place < tokens.length; place += 1) {
    const token = tokens[place];
    const next = own(UNITS, tokens[place + 1] ?? "");
    if (own(SMALL, token) && (isNew || !last)) {
      [last, isNew] = [BigInt(SMALL[token]), false];
      if (last >= 10n) [group, last] = [group + last, 0n];
    } else if (token === "belas" && last) [group, last] = [group + 10n + last, 0n];
    else if (own(TIMES, token) && last) [group, last] = [group + last * BigInt(TIMES[token]), 0n];
    else if (own(UNITS, token) && (group || last)) [whole, group, last] = [whole + (group + last) * BigInt(UNITS[token]), 0n, 0n];
    else if (token === "setengah" && last && next) {
      [whole, group, last] = [whole + (group + last) * BigInt(next) + BigInt(next) / 2n, 0n, 0n];
      place += 1;
    } else break;
  }
  return [whole + group + last, place];
}

function numbers(tokens) {
  const found = [];
  for (let place = 0; place < tokens.length; ) {
    const token = tokens[place];
    if (isDigit(token)) {
      const unit = own(UNITS, tokens[place + 1] ?? "") ?? 1;
      found.push(figures(token, unit));
      place += unit > 1 ? 2 : 1;
    } else if (own(SMALL, token)) {
      const [value, behind] = spoken(tokens, place);
      found.push(String(value));
      place = behind;
    } else {
      found.push(token);
      place += 1;
    }
  }
  return found;
}

// The words that carry meaning, in their order, in their plain form.
export function telling(text, known) {
  const ascii = [...text.toLowerCase().normalize("NFKD")].filter((letter) => letter.codePointAt(0) < 128).join("");
  const tokens = (ascii.match(/[0-9]+(?:[.,][0-9]+)*|[a-z]+/g) ?? []).map((token) => (isDigit(token) ? token : token.replace(/(.)\1{2,}/g, "$1")));
  const plain = tokens.flatMap((token) => (own(known.forms, token) ?? token).split(" ").filter(Boolean));
  return numbers(plain).filter((word) => !known.stop.has(word) && (word.length > 1 || isDigit(word)));
}

function withoutEnd(word, ends) {
  for (const end of ends) {
    const rest = word.slice(0, -end.length);
    if (word.endsWith(end) && rest.length > Math.max(2, end.length) && vowels(rest) > 1) return rest;
  }
  return word;
}

function withoutStart(word, prefix) {
  const rest = word.slice((word.match(prefix)?.[0] ?? "").length);
  return vowels(rest) < 2 ? word : rest;
}

export function stem(word) {
  if (word.length > 5) {
    word = withoutEnd(withoutEnd(word, ["lah", "kah", "pun"]), ["nya", "ku", "mu"]);
    word = withoutStart(withoutStart(word, PREFIX), INNER_PREFIX);
    word = withoutEnd(word, ["kan", "an"]);
    if (word.endsWith("i") && !"aeiou".includes(word.at(-2))) word = withoutEnd(word, ["i"]);
  }
  return word.replace(/^[kpst](?=[aeiou].{3})/, "");
}

function root(word, known) {
  const found = stem(word);
  return own(known.alike, found) ?? found;
}

// Spelling: words without their vowels, in chat forms, with slips of the finger.

const sound = (word) => word.replace(/[eoyvfz]/g, (letter) => FOLDS[letter]).replace(/(.)\1/g, "$1");

function pieces(word) {
  const padded = ` ${sound(word)} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, start) => padded.slice(start, start + 3)));
}

function loosened(word) {
  const prefix = word.match(CHAT_PREFIX)?.[0];
  const starts = prefix ? [word, word.slice(prefix.length)] : [word];
  return starts.flatMap((start) => [
    ...(start === word ? [] : [start]),
    ...CHAT_ENDS.filter((end) => start.endsWith(end) && start.length - end.length > 3).map((end) => start.slice(0, -end.length)),
  ]);
}

function isInside(short, full) {
  let place = 0;
  for (const letter of full) if (letter === short[place]) place += 1;
  return place === short.length;
}

// The index made ready: the words of all rumours by root, by sound, by skeleton, and by their first letter.
export function ready(index) {
  const words = atob(index.words).split(" ").filter(Boolean);
  const known = {
    index,
    words,
    stop: new Set(index.stop.split(" ")),
    common: new Set(index.common.split(" ")),
    forms: index.forms,
    alike: index.alike,
    roots: new Map(),
    weights: new Map(),
    sounds: new Map(),
    skeletons: new Map(),
    starts: new Map(),
    met: new Map(),
  };
  const add = (table, key, value) => (table.has(key) ? table.get(key).push(value) : table.set(key, [value]));
  words.forEach((word, place) => {
    const found = root(word, known);
    known.roots.set(word, found);
    known.weights.set(found, parseInt(index.weights[place], 16));
    if (!isAlpha(word)) return;
    const heard = sound(stem(word));
    if (!known.sounds.has(heard)) known.sounds.set(heard, found);
    add(known.skeletons, word.replace(/[aeiou]/g, ""), word);
    if (word.length >= LONG_ENOUGH) add(known.starts, sound(word[0]), [word, pieces(word)]);
  });
  known.items = index.items.map(([place, title, verdict, claims, answerer, answeredOn]) => {
    const [type, word, note, tone] = index.verdicts[verdict];
    const shown = { url: index.prefix + place, title, verdict: type, word, note, tone, answeredBy: index.answerers[answerer], answeredOn };
    return { shown, claims: claims.map((claim) => new Set(claim.map((each) => known.roots.get(words[each])))) };
  });
  return known;
}

function withSlips(word, known) {
  if (word.length < LONG_ENOUGH) return "";
  const mine = pieces(word);
  let [best, meant] = [ALIKE - 1, ""];
  for (const [full, theirs] of known.starts.get(sound(word[0])) ?? []) {
    let both = 0;
    for (const piece of mine) if (theirs.has(piece)) both += 1;
    const shared = Math.floor((200 * both) / (mine.size + theirs.size));
    if (shared > best) [best, meant] = [shared, full];
  }
  return meant;
}

function withoutVowels(word, known) {
  const skeleton = word.replace(/[aeiou]/g, "");
  if (skeleton.length < 3) return "";
  return (known.skeletons.get(skeleton) ?? []).find((full) => full[0] === word[0] && isInside(word, full)) ?? "";
}

// The root that is meant and how sure that is in percent; 0 when no rumour has it.
function reading(word, known) {
  const found = root(word, known);
  if (known.weights.has(found)) return [found, EXACT];
  if (!isAlpha(word) || word.length < 3 || known.common.has(found)) return [found, 0];
  for (const loose of [word, ...loosened(word)]) {
    const bare = root(loose, known);
    if (loose !== word && known.weights.has(bare)) return [bare, SOUND];
    const heard = bare.length > 2 && known.sounds.get(sound(stem(loose)));
    if (heard) return [heard, SOUND];
  }
  const full = withoutVowels(word, known);
  if (full) return [known.roots.get(full), SKELETON];
  const meant = withSlips(word, known);
  return meant ? [known.roots.get(meant), LETTERS] : [found, 0];
}

function weighed(word, known) {
  if (!known.met.has(word)) known.met.set(word, reading(word, known));
  const [found, sure] = known.met.get(word);
  const [, , , , unknown, common, number] = known.index.limits;
  const weight = sure ? known.weights.get(found) : isDigit(found) ? number : known.common.has(found) ? common : unknown;
  return [found, sure, weight];
}

// Comparison: stretches of the message with each claim.

function windows(message, sizes) {
  const seen = new Set();
  const found = [];
  for (const size of sizes) {
    for (let start = 0; start < Math.max(message.length - size / 2, 1); start += size / 2) {
      const stretch = message.slice(start, start + size);
      const key = `${start} ${stretch.length}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const [sureness, weights] = [new Map(), new Map()];
      for (const [word, sure, weight] of stretch) {
        weights.set(word, weight);
        if (sure) sureness.set(word, Math.max(sure, sureness.get(word) ?? 0));
      }
      found.push([sureness, [...weights.values()].reduce((total, weight) => total + weight, 0)]);
    }
  }
  return found;
}

function likeness([sureness, inAll], claim, known) {
  const [, , tellingWords, heavy] = known.index.limits;
  let [whole, sure, repeated, count] = [0, 0, 0, 0];
  for (const term of claim) {
    const weight = known.weights.get(term);
    whole += weight;
    if (!sureness.has(term)) continue;
    sure += weight * sureness.get(term);
    repeated += weight;
    if (weight >= heavy) count += 1;
  }
  if (count < tellingWords) return 0;
  return Math.floor(sure / whole) * Math.floor((repeated * 100) / inAll);
}

export function checkMessage(text, known) {
  const [same, alike] = known.index.limits;
  const shown = known.index.limits.at(-1);
  const message = telling(text, known).map((word) => weighed(word, known));
  const stretches = windows(message, known.index.windows);
  const isTold = OFFICIAL.test(text.toLowerCase()); // by an office, or told as a hoax: never the rumour itself
  return known.items
    .map((item) => {
      const score = Math.max(0, ...item.claims.flatMap((claim) => stretches.map((stretch) => likeness(stretch, claim, known))));
      return { ...item.shown, score, isSame: score >= same && !isTold };
    })
    .filter((match) => match.score >= (isTold ? same : alike))
    .sort((a, b) => b.score - a.score)
    .slice(0, shown);
}

// The answer block of components/answer.html, made for a match. One that is only alike is not called anything: the reader compares.
export function answerBlock(match, { icons, reply: chat }) {
  const { url, title, word, note, isSame, answeredBy, answeredOn } = match;
  const heading = !isSame ? "MIRIP, PERIKSA" : note ? `${word} (${note})` : word;
  const tone = isSame ? match.tone : "belum";
  const full = new URL(url, location.href).href;
  const first = isSame ? `*${heading}*` : "Mirip dengan kabar yang sudah dijawab; baca dan bandingkan:";
  const text = encodeURIComponent(`${first}\n${title}\n${full}`);
  const link = element("a", "", title);
  link.href = url;
  const reply = element("a", "button", icon(icons, "whatsapp"), "Balas lewat WhatsApp");
  reply.href = chat + text;
  const from = answeredBy ? element("p", "answer__from", "Dijawab ", element("strong", "", answeredBy), `, ${answeredOn}`) : "";
  const block = element(
    "article",
    "answer",
    element("p", "answer__word", icon(icons, tone), element("span", "", heading)),
    element("h2", "answer__truth", link),
    from,
    element("p", "answer__reply", reply),
  );
  block.dataset.tone = tone;
  return block;
}

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function icon(icons, name) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  made.setAttribute("class", "icon");
  made.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${icons}#${name}`);
  made.append(use);
  return made;
}

function told(matches, message, known, canAsk) {
  if (new Set(telling(message, known)).size < 3) {
    return "Pesannya terlalu pendek untuk dibandingkan. Tempel pesan lengkapnya.";
  }
  const ask = canAsk ? ", dan tanyakan kepada kami" : "";
  if (!matches.length) {
    return `Belum ada klarifikasi tentang pesan ini. Itu tidak berarti isinya benar: tahan dulu sebelum meneruskan${ask}.`;
  }
  const same = matches.filter((match) => match.isSame).length;
  if (same === 1) return "Sama: kabar ini sudah dijawab. Baca jawabannya.";
  if (same) return `Sama: kabar ini sudah dijawab dalam ${same} klarifikasi. Baca jawabannya.`;
  return `Mirip, periksa: pesan ini menyerupai kabar yang sudah dijawab, tetapi belum tentu sama. Baca dan bandingkan sendiri${canAsk ? ", atau tanyakan kepada kami" : ""}.`;
}

function start(form) {
  const status = document.querySelector("[data-check-status]");
  const results = document.querySelector("[data-check-results]");
  const answer = document.querySelector("[data-check-answer]");
  const ask = document.querySelector("[data-check-ask]");
  const ways = [...ask.querySelectorAll("[data-ask]")];
  const field = form.querySelector("textarea");
  let known;
  async function check() {
    const message = field.value;
    results.replaceChildren();
    ask.hidden = true;
    status.textContent = "Memeriksa …";
    try {
      known ??= await fetch(form.dataset.index ?? INDEX).then(async (answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return ready(await answer.json());
      });
    } catch {
      status.textContent = "Daftar klarifikasi belum dapat dimuat. Periksa sambungan internet, lalu coba lagi.";
      return;
    }
    const matches = checkMessage(message, known);
    results.replaceChildren(...matches.map((match) => answerBlock(match, form.dataset)));
    status.textContent = told(matches, message, known, ways.length > 0);
    for (const way of ways) way.href = way.dataset.ask + encodeURIComponent(`Apakah pesan ini benar?\n\n${message.slice(0, MOST_ASKED)}`);
    ask.hidden = matches.some((match) => match.isSame) || !ways.length || !message.trim();
    answer.focus({ preventScroll: true });
    answer.scrollIntoView({ block: "start" });
  }
  form.hidden = false;
  form.querySelector("button").addEventListener("click", check);
  const handed = sessionStorage.getItem(HANDED); // from the front page
  if (handed) {
    sessionStorage.removeItem(HANDED);
    field.value = handed;
    check();
  }
}

if (typeof document !== "undefined") {
  const form = document.querySelector("[data-check-message]");
  if (form) start(form);
}
